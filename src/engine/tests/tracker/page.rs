//! A tracker as the test means it: what it says, the shape it has, and the file that follows from both.

/// Company, role, status, next step, date, and a column that is the user's own.
pub(super) type Row = [String; 6];

/// What a file says, as far as an undo reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// The boxes of Ownership and Lifetimes.
    pub(super) boxes: [bool; 2],
    /// Situation, task, action and result of two stories.
    pub(super) stories: [[String; 4]; 2],
    /// Status and notes of two scenarios.
    pub(super) scenarios: [[String; 2]; 2],
    /// The rows of two application tables.
    pub(super) tables: [Vec<Row>; 2],
}

/// A week of the log: its heading, its four fields; those the user wrote stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Week {
    pub(super) heading: String,
    pub(super) fields: [String; 4],
}

/// Where things stand, and what the user has around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// The sections, by their number, in the order of the file.
    pub(super) order: Vec<usize>,
    pub(super) crlf: bool,
    /// What stands before the words of a heading.
    pub(super) emoji: &'static str,
    /// How the fields of a story are written.
    pub(super) listed: bool,
    /// Lines of the user's own, below the heading of each section.
    pub(super) prose: Vec<&'static str>,
    /// A box, a row and a part of a story that only the user's hand changes.
    pub(super) hand: (bool, String, String),
    /// Counts the user's edits, so that no two states of the file are the same.
    pub(super) edits: usize,
}

pub(super) const FIELDS: [&str; 4] = ["Situation", "Task", "Action", "Result"];
pub(super) const WEEK: [&str; 4] =
    ["Technical studied", "System design practiced", "Mock interviews done", "Applications sent"];
pub(super) const TEMPLATE: [&str; 6] = ["", "", "Applied / Phone", "", "", ""];
pub(super) const SCENARIOS: [&str; 2] = ["Design a zoo of quokkas", "Design a bank for walruses"];
pub(super) const SECTIONS: usize = 7;
/// The sections of the two application tables.
pub(super) const ACTIVE: usize = 3;
pub(super) const CLOSED: usize = 4;

/// The file.
pub(super) fn render(content: &Content, weeks: &[Week], shape: &Shape) -> Vec<u8> {
    let mut text = String::from("# My tracker  \n");
    for section in &shape.order {
        text.push('\n');
        text.push_str(&rendered(*section, content, weeks, shape));
    }
    text.push_str(&format!("\n## Notes\nedit {}", shape.edits));
    if shape.crlf { text.replace('\n', "\r\n").into_bytes() } else { text.into_bytes() }
}

fn rendered(section: usize, content: &Content, weeks: &[Week], shape: &Shape) -> String {
    let names = ["Rust", "Stories", "System Design", "Active", "Closed", "Weekly Progress", "Drawer"];
    let head = format!("## {}{}\n{}", shape.emoji, names[section], shape.prose[section]);
    let mark = |ticked: bool| if ticked { 'x' } else { ' ' };
    match section {
        0 => format!(
            "{head}- [{}] Ownership\n\t* [{}] Lifetimes  \n- [{}] Traits\n",
            mark(content.boxes[0]),
            mark(content.boxes[1]),
            mark(shape.hand.0)
        ),
        1 => {
            let mut text = head;
            for (name, fields) in ["One", "Two"].iter().zip(&content.stories) {
                text.push_str(&format!("### {name}\n"));
                for (nth, (field, said)) in FIELDS.iter().zip(fields).enumerate() {
                    text.push_str(&told(field, said, shape.listed, nth + 1 == FIELDS.len()));
                }
                text.push('\n');
            }
            text.push_str(&format!("### Three\n**Situation**: {}\n**Task**: [what]\n**Result**: 5 ms\n", shape.hand.2));
            text
        }
        2 => {
            let mut text = format!("{head}| # | Scenario | Status | Notes | Mine |\n|---|---|---|---|---|\n");
            for (nth, [status, notes]) in content.scenarios.iter().enumerate() {
                let notes = if notes.is_empty() { String::new() } else { format!("{notes} ") };
                let name = SCENARIOS[nth];
                text.push_str(&format!("| {nth} | {name} | {status} | {notes}| x |\n"));
            }
            text
        }
        ACTIVE | CLOSED => {
            let mut text =
                format!("{head}| Company | Role | Status | Next Step | Date | Pay |\n|---|---|---|---|---|---|\n");
            if section == CLOSED {
                text.push_str(&format!("| Hand | Dev | {} | | | 1 | 2 |\n", shape.hand.1));
            }
            for row in &content.tables[section - ACTIVE] {
                text.push_str(&line(row));
            }
            text
        }
        5 => {
            let mut text = head;
            for (nth, week) in weeks.iter().enumerate() {
                let gap = if nth == 0 { "" } else { "\n" };
                text.push_str(&format!("{gap}### {}\n", week.heading));
                for (field, said) in WEEK.iter().zip(&week.fields) {
                    text.push_str(&format!("- **{field}**: {said}\n"));
                }
            }
            text
        }
        _ => format!("{head}```\n- [ ] no box\n| Company | Role |\n### One\n```\n> **Task**: no\n\n<!-- a -->\n"),
    }
}

/// A field; a list stands below its name, with an empty line behind it where the next one would be drawn in.
fn told(name: &str, said: &str, listed: bool, is_last: bool) -> String {
    let (bullet, blanks) = if listed { ("- ", "  ") } else { ("", "") };
    let is_list = said.starts_with("- ");
    let mut lines = said.lines().peekable();
    let first = lines.next_if(|_| !is_list).unwrap_or_default();
    let mut text = format!("{bullet}**{name}**: {first}\n");
    for line in lines {
        let blanks = if line.is_empty() { "" } else { blanks };
        text.push_str(&format!("{blanks}{line}\n"));
    }
    if is_list && !listed && !is_last {
        text.push('\n');
    }
    text
}

fn line(row: &Row) -> String {
    let cell = |text: &String| match text.as_str() {
        "" => " ".to_owned(),
        text => format!(" {} ", text.replace('|', "\\|")),
    };
    format!("|{}|\n", row.iter().map(cell).collect::<Vec<_>>().join("|"))
}

pub(super) fn template() -> Row {
    TEMPLATE.map(str::to_owned)
}
