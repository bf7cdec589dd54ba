//! A STAR story: its five parts, the signals an interviewer listens for, and what our files say of a kind of story.

/// The parts of a story, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Where and when it was.
    Situation,
    /// What was wanted of you, with its target.
    Task,
    /// What you did, and why so.
    Action,
    /// What came of it, in numbers.
    Result,
    /// What you took from it.
    Reflection,
}

impl Part {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Situation, Self::Task, Self::Action, Self::Result, Self::Reflection];
    /// The four that a story cannot do without.
    pub const STAR: [Self; 4] = [Self::Situation, Self::Task, Self::Action, Self::Result];

    /// Its name in a tracker and on screens.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Situation => "Situation",
            Self::Task => "Task",
            Self::Action => "Action",
            Self::Result => "Result",
            Self::Reflection => "Reflection",
        }
    }

    /// Its word in the store, in JSON and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Task => "task",
            Self::Action => "action",
            Self::Result => "result",
            Self::Reflection => "reflection",
        }
    }

    /// The part of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }

    /// Its place among the five.
    pub const fn place(self) -> usize {
        self as usize
    }

    /// What must have been said when it ends.
    pub const fn goal(self) -> &'static str {
        match self {
            Self::Situation => "product, team, year and what was at stake, in three sentences",
            Self::Task => "what was yours to do, and the number that would have been success",
            Self::Action => "two or three decisions of yours, each with what it was weighed against",
            Self::Result => "the number before and after, and who felt it",
            Self::Reflection => "one thing you do otherwise since",
        }
    }
}

/// A text for each part, in the order of [`Part::ALL`]; empty where nothing is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(pub [String; 5]);

impl Texts {
    /// The text of a part.
    pub fn get(&self, part: Part) -> &str {
        &self.0[part.place()]
    }

    /// Writes the text of a part.
    pub fn set(&mut self, part: Part, text: impl Into<String>) {
        self.0[part.place()] = text.into();
    }

    /// True when the part says something.
    pub fn has(&self, part: Part) -> bool {
        !self.get(part).trim().is_empty()
    }

    /// How many parts are written.
    pub fn filled(&self) -> usize {
        Part::ALL.into_iter().filter(|part| self.has(*part)).count()
    }

    /// True when situation, task, action and result are written: it can be told.
    pub fn is_written(&self) -> bool {
        Part::STAR.into_iter().all(|part| self.has(part))
    }

    /// The written parts as Markdown, one paragraph each.
    pub fn markdown(&self) -> String {
        let part = |part: &Part| format!("**{}**: {}", part.name(), self.get(*part).trim());
        Part::ALL.iter().filter(|it| self.has(**it)).map(part).collect::<Vec<_>>().join("\n\n")
    }
}

/// What an interviewer listens for. The list is closed, so that the matrix of one's stories shows its holes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// Takes the outcome as his own, beyond the ticket.
    Ownership,
    /// Understands down to the cause.
    Depth,
    /// Weighs alternatives and says what was given up.
    Judgement,
    /// Moves when the goal or the facts are unclear.
    Ambiguity,
    /// Names his own mistake and what it cost.
    Failure,
    /// Gets to know the unknown, and checks that he does.
    Learning,
    /// Delivers early and small, and says what was left out.
    Speed,
    /// Moves people who need not follow.
    Influence,
    /// Disagrees in the open and comes through it.
    Conflict,
    /// Makes others better.
    Mentoring,
    /// Knows who uses it, and what it does to them.
    Customer,
    /// Safety, privacy, fairness and cost, though nobody asked.
    Responsibility,
}

impl Signal {
    /// All twelve, in the order of the matrix.
    pub const ALL: [Self; 12] = [
        Self::Ownership,
        Self::Depth,
        Self::Judgement,
        Self::Ambiguity,
        Self::Failure,
        Self::Learning,
        Self::Speed,
        Self::Influence,
        Self::Conflict,
        Self::Mentoring,
        Self::Customer,
        Self::Responsibility,
    ];

    /// Its name in files, in JSON and on screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ownership => "ownership",
            Self::Depth => "technical depth",
            Self::Judgement => "judgement",
            Self::Ambiguity => "ambiguity",
            Self::Failure => "failure",
            Self::Learning => "learning",
            Self::Speed => "speed",
            Self::Influence => "influence",
            Self::Conflict => "conflict",
            Self::Mentoring => "mentoring",
            Self::Customer => "customer",
            Self::Responsibility => "responsibility",
        }
    }

    /// The signal of a word, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL.into_iter().find(|signal| signal.word().eq_ignore_ascii_case(word))
    }

    /// The question that usually asks for it.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Ownership => "Tell me about something you fixed that was not yours to fix.",
            Self::Depth => "Walk me through the hardest technical problem you solved yourself.",
            Self::Judgement => "Tell me about a decision you made with two good options on the table.",
            Self::Ambiguity => "Tell me about a project whose goal was unclear when you began.",
            Self::Failure => "Tell me about a time you were wrong, and what it cost.",
            Self::Learning => "Tell me about something you had to learn fast to do your work.",
            Self::Speed => "Tell me about a time you shipped something much sooner than planned.",
            Self::Influence => "Tell me about a time you changed the mind of people who did not report to you.",
            Self::Conflict => "Tell me about a disagreement with a colleague that mattered.",
            Self::Mentoring => "Tell me about someone who got better because of you.",
            Self::Customer => "Tell me about a time a user made you change your plan.",
            Self::Responsibility => "Tell me about a time you slowed down a launch for a risk nobody had asked about.",
        }
    }
}

/// A kind of story, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryType {
    /// Its lasting name.
    pub id: String,
    /// The words of the tracker's heading: `Technical Challenge`.
    pub title: String,
    /// Other words by which a heading may mean it.
    pub aliases: Vec<String>,
    /// True for the one that serves every heading that no other knows.
    pub general: bool,
    /// The question as interviewers ask it, from several angles; the first is the usual one.
    pub questions: Vec<String>,
    /// What is probed, and how it shows.
    pub signals: Vec<(Signal, String)>,
    /// What is asked afterwards.
    pub followups: Vec<FollowUp>,
    /// What makes an interviewer doubt.
    pub weak: Vec<String>,
    /// How to choose and build the story, as Markdown; empty if not said.
    pub guide: String,
}

/// One question that an interviewer asks after a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Its lasting name within its file.
    pub id: String,
    /// The question.
    pub question: String,
    /// What a strong answer holds.
    pub strong: String,
    /// What a weak one sounds like.
    pub weak: String,
}

impl FollowUp {
    /// The back of its card.
    pub fn answer(&self) -> String {
        match (self.strong.is_empty(), self.weak.is_empty()) {
            (false, false) => format!("Strong: {}\n\nWeak: {}", self.strong, self.weak),
            (false, true) => format!("Strong: {}", self.strong),
            (true, false) => format!("Weak: {}", self.weak),
            (true, true) => String::new(),
        }
    }
}
