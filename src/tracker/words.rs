//! What the words of a heading say about the lines below it.

use std::collections::HashMap;

use crate::model::name::normalise;

/// What a heading says, by its strongest word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Knowledge, whatever stands above it: "topics", "concepts", "to learn".
    Knowledge,
    /// A field or a skill: knowledge, unless the whole part of the file is about something else.
    Field,
    /// Knowledge if nothing else is said: "checklist", "study".
    Faintly,
    /// A word of both worlds ("networking", "applications"): to-dos, unless knowledge stands above or beside it.
    Either,
    /// Work to organise: "plan", "week", "next steps". A field named below it is knowledge again.
    Organising,
    /// A part of the file that holds no knowledge at all: stories, applications, profiles, reading.
    Elsewhere,
}

const PHRASES: [(Says, &str); 6] = [
    (
        Says::Knowledge,
        "topics|topic list|concepts|fundamentals|foundations|basics|knowledge|theory|to learn|to know|to study|\
         to master|to review|to understand|must know|study list|subjects|competencies|syllabus|curriculum|\
         key patterns|core skills|technical skills|technical depth|themen|grundlagen|wissen|konzepte",
    ),
    (
        Says::Field,
        "technical|skills|skill|patterns|system design|design patterns|algorithms|algorithm|data structures|dsa|\
         coding|programming|computer science|cs|math|mathematics|maths|statistics|probability|linear algebra|calculus|\
         machine learning|deep learning|ml|ai|dl|nlp|llm|llms|genai|gen ai|generative ai|computer vision|\
         reinforcement learning|transformers|transformer|neural networks|rag|retrieval|agents|mlops|llmops|\
         data engineering|data science|data|databases|database|sql|nosql|postgres|backend|back end|frontend|\
         front end|full stack|fullstack|api|apis|web|cloud|aws|gcp|azure|devops|docker|kubernetes|k8s|linux|\
         operating systems|os|distributed systems|concurrency|security|cryptography|networks|protocols|\
         software|engineering|architecture|infrastructure|testing|python|rust|java|javascript|typescript|golang|\
         c++|c#|scala|kotlin|swift|ruby|react|node|django|pytorch|tensorflow|arrays|strings|trees|graphs|\
         dynamic programming|recursion|sorting|compilers|language|languages|frameworks|libraries|maschinelles lernen",
    ),
    (
        Says::Faintly,
        "checklist|study|studying|learn|learning|prep|preparation|practice|practise|review|revision|questions|\
         lernen|vorbereitung",
    ),
    (
        Says::Either,
        "networking|application|applications|applied|job|jobs|task|tasks|project|projects|interviews|content|\
         offer|offers|story|stories|references|companies|company|bewerbung|bewerbungen|aufgaben",
    ),
    (
        Says::Organising,
        "to do|to dos|todo|todos|action items|actions|next steps|next step|next actions|follow up|follow ups|\
         plan|plans|planning|planner|schedule|timeline|calendar|week|weeks|weekly|day|days|daily|today|tomorrow|\
         tonight|month|months|monthly|sprint|sprints|progress|goal|goals|objectives|okrs|milestones|deadlines|\
         habits|habit|routine|routines|log|journal|retrospective|before interview|before the interview|\
         after interview|after the interview|during the interview|pre interview|post interview|interview day|\
         errands|admin|inbox|backlog|later|waiting for|misc to do|wochenplan|ziele|nächste schritte|zu erledigen",
    ),
    (
        Says::Elsewhere,
        "behavioral|behavioural|behaviorals|star stories|star story|star format|star method|soft skills|\
         culture fit|leadership principles|linkedin|twitter|social media|resume|résumé|resumes|cv|cover letter|\
         cover letters|portfolio|personal brand|personal branding|job search|job hunt|job applications|\
         job application|application tracker|application tracking|applications tracker|outreach|referral|referrals|\
         recruiter|recruiters|thank you|logistics|negotiation|salary|compensation|offer negotiation|onboarding|\
         company research|companies to apply|target companies|mock interviews|mock interview|post|posts|blog|\
         blogs|blogging|newsletter|content calendar|content plan|content ideas|video ideas|resources|resource|\
         links|bookmarks|reading|reading list|further reading|books|courses|videos|podcasts|lebenslauf|\
         anschreiben|ressourcen",
    ),
];

/// Words of a file's own title that say the file is about everything.
const WHOLE_FILE: &str = "tracker|tracking|interview|interviews|prep|preparation|roadmap|journey|dashboard|notes|plan|job|jobs|career|search|hunt";

/// The word lists, ready to be asked.
pub(super) struct Vocabulary(HashMap<&'static str, Says>);

impl Vocabulary {
    /// Prepares the lists; done once for a file.
    pub(super) fn new() -> Self {
        let each = |(says, words): (Says, &'static str)| words.split('|').map(move |phrase| (phrase, says));
        Self(PHRASES.into_iter().flat_map(each).collect())
    }

    /// What a heading says and by which of its words, none if it says nothing.
    pub(super) fn hear(&self, heading: &str) -> Option<(Says, String)> {
        let name = normalise(heading);
        let words: Vec<&str> = name.split(' ').collect();
        let mut found: Option<(u8, Says, String)> = None;
        for (at, _) in words.iter().enumerate() {
            for length in 1..=3.min(words.len() - at) {
                let phrase = words[at..at + length].join(" ");
                let Some(says) = self.0.get(phrase.as_str()).copied() else { continue };
                // "Deep learning plan" is a plan, "week 1: deep learning" is deep learning.
                let strength = strength(says, at + length == words.len());
                // A longer phrase knows better than the words in it: "soft skills".
                if found
                    .as_ref()
                    .is_none_or(|old| strength > old.0 || (strength == old.0 && phrase.len() > old.2.len()))
                {
                    found = Some((strength, says, phrase));
                }
            }
        }
        if found.as_ref().is_none_or(|old| old.1 != Says::Elsewhere) && says_star(heading) {
            return Some((Says::Elsewhere, "STAR".to_owned()));
        }
        found.map(|(_, says, phrase)| (says, phrase))
    }
}

fn strength(says: Says, last: bool) -> u8 {
    match (says, last) {
        (Says::Elsewhere, _) => 6,
        (Says::Knowledge, _) => 5,
        (Says::Organising, true) => 4,
        (Says::Field, _) => 3,
        (Says::Organising, false) => 2,
        (Says::Either, _) => 1,
        (Says::Faintly, _) => 0,
    }
}

/// STAR stories are written in capitals; a star schema is not.
fn says_star(heading: &str) -> bool {
    heading.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == "STAR")
}

/// Whether a file's title only says that the file is about interviews as a whole.
pub(super) fn is_whole_file(title: &str) -> bool {
    let name = normalise(title);
    name.split(' ').any(|word| WHOLE_FILE.split('|').any(|known| known == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_heard_by_its_strongest_word() {
        let table = [
            ("Technical Depth Checklist", Some(Says::Knowledge)),
            ("ML Fundamentals", Some(Says::Knowledge)),
            ("Deep Learning", Some(Says::Field)),
            ("Transformers & LLMs", Some(Says::Field)),
            ("Key Patterns to Know", Some(Says::Knowledge)),
            ("Behavioral Stories (STAR Format)", Some(Says::Elsewhere)),
            ("My STAR answers", Some(Says::Elsewhere)),
            ("Star schema", None),
            ("Application Tracker", Some(Says::Elsewhere)),
            ("Weekly Progress", Some(Says::Organising)),
            ("Week 1: Deep Learning", Some(Says::Field)),
            ("Deep Learning Plan", Some(Says::Organising)),
            ("Study plan", Some(Says::Organising)),
            ("Topics for this week", Some(Says::Knowledge)),
            ("Technical resources", Some(Says::Elsewhere)),
            ("NLP tasks", Some(Says::Field)),
            ("Tasks", Some(Says::Either)),
            ("Networking", Some(Says::Either)),
            ("Networking fundamentals", Some(Says::Knowledge)),
            ("Checklist", Some(Says::Faintly)),
            ("LinkedIn checklist", Some(Says::Elsewhere)),
            ("Application checklist", Some(Says::Either)),
            ("To-Do", Some(Says::Organising)),
            ("TODO", Some(Says::Organising)),
            ("Soft skills", Some(Says::Elsewhere)),
            ("1. ML", Some(Says::Field)),
            ("Nächste Schritte", Some(Says::Organising)),
            ("Quick wins", None),
            ("", None),
        ];
        let vocabulary = Vocabulary::new();
        for (heading, says) in table {
            assert_eq!(vocabulary.hear(heading).map(|heard| heard.0), says, "{heading}");
        }
    }
}
