//! Stories: the blocks that have a situation, a task, an action and a result, in whatever dress.

use std::ops::Range;

use super::{
    field::{self, Field, Reach},
    label::{Dress, Label, Lead, read as read_label, without_remark},
    outline::Outline,
};
use crate::{
    model::{Part, name::normalise},
    tracker::{
        heading::spoken,
        kind::{Judge, Rules},
        patch::Edit,
        words::{Says, Vocabulary},
    },
};

/// One story of the tracker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its heading without emoji; empty if it stands under none.
    pub heading: String,
    /// The heading above that one.
    pub section: String,
    /// The line of its heading, or of its first field if it has none; from 1.
    pub line: usize,
    /// Its bytes, from the heading to the end of the last field.
    pub range: Range<usize>,
    /// Its fields in the order of the file, each part at most once.
    pub fields: Vec<(Part, Field)>,
}

impl Story {
    /// The field of a part, if the story has one.
    pub fn field(&self, part: Part) -> Option<&Field> {
        self.fields.iter().find(|(known, _)| *known == part).map(|(_, field)| field)
    }

    /// What stands in the field of a part; nothing where it is missing or still to be filled in.
    pub fn text(&self, part: Part) -> &str {
        self.field(part).filter(|field| !field.is_empty).map_or("", |field| &field.text)
    }
}

/// The names of each part; the first of a row are its own, those behind `/` serve where a story stands already.
const NAMES: [(Part, &str); 5] = [
    (
        Part::Situation,
        "situation|s|s situation|situation s|die situation|situación/context|background|kontext|ausgangslage|situation context",
    ),
    (Part::Task, "task|t|t task|task t|aufgabe|tâche|tarea/goal|objective|ziel|my task|tasks"),
    (
        Part::Action,
        "action|a|a action|action a|actions|aktion|handlung|acción/what i did|approach|vorgehen|actions taken",
    ),
    (Part::Result, "result|r|r result|result r|results|ergebnis|résultat|resultado/outcome|impact|outcomes|ergebnisse"),
    (
        Part::Reflection,
        "reflection|r reflection|reflections|reflexion|réflexion|reflexión/learning|learnings|lesson|lessons|\
         lessons learned|what i learned|takeaway|takeaways|in hindsight|erkenntnis|erkenntnisse",
    ),
];

/// The part that a name means, and whether the name is one that is always understood.
fn part_of(words: &str) -> Option<(Part, bool)> {
    NAMES.iter().find_map(|(part, names)| {
        let (own, other) = names.split_once('/').unwrap_or((names, ""));
        let has = |list: &str| list.split('|').any(|name| name.trim_start() == words);
        (has(own) || has(other)).then(|| (*part, has(own)))
    })
}

/// Whether a line would be read as a field of a story.
pub(super) fn is_field(label: &Label) -> bool {
    part_of(&label.words).is_some()
}

/// A line or a heading that names a part.
struct Named {
    part: Part,
    own: bool,
    label: Label,
    /// Where its value must end, whatever stands in between.
    limit: usize,
}

/// Finds the stories of a tracker, in the order of the file.
pub(super) fn find(outline: &Outline<'_>, rules: &Rules) -> Vec<Story> {
    let judged = outline.judged();
    let judge = Judge::new(&judged, rules);
    let vocabulary = Vocabulary::new();
    let owners = owners(outline);
    let mut groups: Vec<(Option<usize>, Vec<Named>)> = Vec::new();
    let mut collect = |owner: Option<usize>, named: Vec<Named>| match groups.iter_mut().rev().find(|it| it.0 == owner) {
        Some((_, old)) => old.extend(named),
        None => groups.push((owner, named)),
    };
    for at in 0..=outline.headings.len() {
        // What stands above the first heading, then below each of them.
        let heading = at.checked_sub(1);
        let owner = heading.and_then(|at| owners[at]);
        let start = heading.map_or(0, |at| outline.headings[at].range.end);
        let end = outline.headings.get(at).map_or(outline.text().len(), |next| next.range.start);
        let mut named: Vec<Named> = heading.and_then(|at| as_field(outline, at)).into_iter().collect();
        named.extend(field::labels(outline, start..end).into_iter().filter_map(|label| {
            let (part, own) = part_of(&label.words)?;
            Some(Named { part, own, label, limit: end })
        }));
        if !named.is_empty() && !judge.is_ignored(owner) {
            collect(owner, named);
        }
    }
    let mut stories = Vec::new();
    for (owner, named) in groups {
        let told = outline.path(owner).any(|it| is_about_stories(&vocabulary, &it.name));
        stories.extend(of_group(outline, owner, named, told));
    }
    stories.sort_by_key(|story: &Story| story.range.start);
    stories
}

fn is_about_stories(vocabulary: &Vocabulary, heading: &str) -> bool {
    let heard = vocabulary.hear(heading);
    let name = normalise(heading);
    let words = ["star", "story", "stories", "behavioral", "behavioural", "behaviorals", "geschichten"];
    let says = heard.is_some_and(|(says, word)| says == Says::Elsewhere && (word == "STAR" || word.contains("star ")));
    says || name.split(' ').any(|word| words.contains(&word) && word != "star")
}

/// For each heading the one whose story the lines below it belong to: itself, unless it names a part.
fn owners(outline: &Outline<'_>) -> Vec<Option<usize>> {
    let mut owners: Vec<Option<usize>> = Vec::with_capacity(outline.headings.len());
    for (at, heading) in outline.headings.iter().enumerate() {
        let names = heading_part(&heading.name).is_some();
        let parent = heading.parent;
        owners.push(match (names, parent) {
            (true, Some(parent)) => owners[parent],
            (true, None) => None,
            (false, _) => Some(at),
        });
    }
    owners
}

/// The part that a heading names; a letter alone is the name of something else.
fn heading_part(name: &str) -> Option<(String, Part, bool)> {
    let words = normalise(without_remark(name));
    let (part, own) = part_of(&words).filter(|_| words.chars().count() > 1)?;
    Some((words, part, own))
}

/// A heading as the name of a part.
fn as_field(outline: &Outline<'_>, at: usize) -> Option<Named> {
    let heading = &outline.headings[at];
    let (words, part, own) = heading_part(&heading.name)?;
    let next = outline.headings[at + 1..].iter().find(|next| next.level <= heading.level);
    let lead = Lead::read(outline.text(), heading.range.start, heading.range.end);
    let lead = Lead { indent: 0, hanging: None, ..lead };
    let (line, after) = (heading.range.clone(), heading.range.end);
    let name = heading.name.trim_end_matches(':').to_owned();
    let label = Label { dress: Dress::Heading, name, words, line, lead, after, hinge: after };
    let limit = next.map_or(outline.text().len(), |next| next.range.start);
    Some(Named { part, own, label, limit })
}

/// The stories below one heading: more than one if the first part comes again.
fn of_group(outline: &Outline<'_>, owner: Option<usize>, named: Vec<Named>, told: bool) -> Vec<Story> {
    let named = of_one_dress(named);
    let Some(first) = named.first().map(|named| named.part) else { return Vec::new() };
    let mut tellings: Vec<Vec<Named>> = Vec::new();
    for one in named {
        match tellings.last_mut() {
            Some(telling) if one.part != first => {
                // A part that comes again is a word of the part before it.
                if telling.iter().all(|old| old.part != one.part) {
                    telling.push(one);
                }
            }
            _ => tellings.push(vec![one]),
        }
    }
    let several = tellings.len() > 1;
    let ends: Vec<usize> = tellings.iter().skip(1).map(|next| title_of(outline, &next[0].label).0).collect();
    let mut stories = Vec::new();
    for (at, telling) in tellings.iter().enumerate() {
        if is_story(telling, told) {
            let end = ends.get(at).copied().unwrap_or(outline.text().len());
            stories.push(story(outline, owner, telling, end, several));
        }
    }
    stories
}

/// The names in the dress that most parts have; others only for parts that would be missing.
fn of_one_dress(named: Vec<Named>) -> Vec<Named> {
    let dresses = [Dress::Marked, Dress::Heading, Dress::Plain, Dress::Bare];
    let in_dress = |dress: Dress| named.iter().filter(move |it| it.label.dress == dress);
    let parts = |dress: Dress| Part::ALL.into_iter().filter(|part| in_dress(dress).any(|it| it.part == *part)).count();
    // The first of those that have most.
    let Some(dress) = dresses.into_iter().rev().max_by_key(|dress| parts(*dress)) else { return Vec::new() };
    let indent = in_dress(dress).map(|it| it.label.lead.indent).next().unwrap_or(0);
    let own: Vec<Part> = in_dress(dress).filter(|it| it.own).map(|it| it.part).collect();
    let fits = |it: &Named| {
        let at_place = it.label.lead.indent <= indent + 1;
        // "Context" and "Impact" are parts where a task or a result in its own name stands beside them.
        let believed = it.own || own.iter().any(|part| *part != it.part);
        let missing = it.label.dress != Dress::Bare && in_dress(dress).all(|other| other.part != it.part);
        at_place && believed && (it.label.dress == dress || missing)
    };
    let kept: Vec<bool> = named.iter().map(fits).collect();
    named.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(named, _)| named).collect()
}

fn is_story(telling: &[Named], told: bool) -> bool {
    let parts: Vec<Part> = telling.iter().map(|it| it.part).filter(|part| *part != Part::Reflection).collect();
    let letters = telling.iter().all(|it| it.label.words.chars().count() == 1);
    match parts.len() {
        0 => false,
        1 => told && !letters,
        2 => told || (parts.contains(&Part::Situation) && !letters),
        _ => true,
    }
}

fn story(outline: &Outline<'_>, owner: Option<usize>, telling: &[Named], end: usize, several: bool) -> Story {
    let mut fields = Vec::new();
    for (at, named) in telling.iter().enumerate() {
        let next = telling.get(at + 1).map_or(end, |next| next.label.line.start);
        let rule = outline.rules[outline.rules.partition_point(|rule| *rule < named.label.line.end)..].first();
        let limit = named.limit.min(next).min(rule.copied().unwrap_or(usize::MAX));
        fields.push((named.part, field::read(outline, &named.label, limit, Reach::Block, &is_field)));
    }
    let first = telling[0].label.line.start;
    let last = fields.iter().map(|(_, field)| field.value.end).max().unwrap_or(first);
    let last = last.max(telling.iter().map(|it| it.label.after).max().unwrap_or(first));
    let (mut start, title) = title_of(outline, &telling[0].label);
    let mut heading = outline.name(owner);
    let mut section = owner.map(|at| outline.name(outline.headings[at].parent)).unwrap_or_default();
    match (several, title) {
        (true, Some(title)) => section = std::mem::replace(&mut heading, title),
        _ => start = owner.map_or(first, |at| outline.headings[at].range.start),
    }
    Story { heading, section, line: outline.number(start), range: start..last, fields }
}

/// Where a story without a heading begins: at a line in emphasis or a list item that gives it a name, else at its
/// first field.
fn title_of(outline: &Outline<'_>, first: &Label) -> (usize, Option<String>) {
    let text = outline.text();
    let at = outline.line_at(first.line.start);
    let above = outline.lines[..at].iter().rev().find(|line| !text[line.start..line.end].trim().is_empty());
    let title = above.and_then(|line| {
        let lead = Lead::read(text, line.start, line.end);
        if lead.hanging.is_some() && lead.indent < first.lead.indent {
            let name = text[lead.words..line.end].replace(['*', '_'], "");
            return Some((line.start, Some(spoken(&name).trim_end_matches(':').to_owned())));
        }
        let label = read_label(text, line.start, line.end)?;
        let marked = matches!(label.dress, Dress::Bare | Dress::Marked);
        (marked && label.is_alone(text)).then_some((line.start, Some(label.name)))
    });
    title.unwrap_or((first.line.start, None))
}

/// The place of a part among others: behind the last of those that are told before it.
pub(super) fn place_of(parts: impl Iterator<Item = Part>, part: Part) -> usize {
    parts.enumerate().filter(|(_, other)| other.place() < part.place()).map(|(at, _)| at + 1).last().unwrap_or(0)
}

/// The edits that may add an empty field to a story: in the dress of its neighbour, tight or with an empty line.
pub(super) fn new_fields(bytes: &[u8], story: &Story, part: Part) -> Vec<Edit> {
    let at = place_of(story.fields.iter().map(|field| field.0), part);
    let model = at.saturating_sub(1);
    let Some((_, neighbour)) = story.fields.get(model) else { return Vec::new() };
    // R is the result already.
    let short = if part == Part::Reflection { part.name() } else { &part.name()[..1] };
    let Some(named) = neighbour.named(bytes, part.name(), short) else { return Vec::new() };
    let spaced = story.fields.windows(2).any(|pair| pair[0].1.is_apart(bytes, &pair[1].1));
    let ways = if spaced { [true, false] } else { [false, true] };
    ways.into_iter().map(|spaced| neighbour.beside(bytes, &named, at > 0, spaced)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tracker::source::Source;

    fn told(text: &str) -> String {
        let source = Source::read(text.as_bytes());
        let stories = find(&Outline::read(&source), &Rules::default());
        let mut said = String::new();
        for story in stories {
            said.push_str(&format!("{} {} > {}\n", story.line, story.section, story.heading));
            for (part, field) in story.fields {
                let empty = if field.is_empty { " (empty)" } else { "" };
                said.push_str(&format!("  {} {}: {:?}{empty}\n", field.line, part.word(), field.text));
            }
        }
        said
    }

    #[test]
    fn the_stories_of_the_seed_are_found_empty() {
        let seed = String::from_utf8_lossy(include_bytes!("../../../tests/data/INTERVIEW_TRACKER.md")).into_owned();
        let said = told(&seed);
        let names: Vec<&str> = said.lines().filter(|line| !line.starts_with(' ')).collect();
        assert_eq!(
            names,
            [
                "64 Behavioral Stories (STAR Format) > Technical Challenge",
                "70 Behavioral Stories (STAR Format) > Debugging Production Issue",
                "76 Behavioral Stories (STAR Format) > Learning New Technology Quickly",
                "82 Behavioral Stories (STAR Format) > Leading Without Authority",
            ]
        );
        assert_eq!(said.matches("\"\" (empty)").count(), 16);
    }

    #[test]
    fn a_story_is_found_in_any_dress() {
        let bodies = [
            "**Situation**: one\n**Task:** two\n**Action** – three\nmore\n\n- and\n  more\n**Result**: four\n",
            "- **Situation:** one\n- **Task**: two\n- **Action**: three\n  more\n\n  - and\n    more\n- **Result**: four\n",
            "Situation: one\nTask: two\nAction: three\nmore\n\n- and\n  more\nResult: four\n\n---\nnot this\n",
            "#### Situation\none\n\n#### Task\ntwo\n#### Action\n\nthree\nmore\n\n- and\n  more\n\n#### Result\nfour\n",
            "**S:** one\n**T:** two\n**A:** three\nmore\n\n- and\n  more\n\n**R:** four\n",
            "> **S**ituation: one\n> **T**ask: two\n> **A**ction: three\n> more\n>\n> - and\n>   more\n>\n> **R**esult: four\n",
            "1. _Situation_ (20 s): one\n2. _Task_: two\n3. _Action_:\n   three\n   more\n\n   - and\n     more\n4. _Result_: four\n",
            "Situation\n=========\none\n",
        ];
        let wanted = "1  > Outage\n  situation: \"one\"\n  task: \"two\"\n  action: \"three\\nmore\\n\\n- and\\n  more\"\n  result: \"four\"\n";
        for (at, body) in bodies.iter().take(7).enumerate() {
            for newline in ["\n", "\r\n", "\r"] {
                let text = format!("### \u{f8ff}üéØ Outage\n{body}").replace('\n', newline);
                let said: String = told(&text)
                    .lines()
                    .map(|line| match line.strip_prefix("  ") {
                        Some(line) => format!("  {}\n", line.split_once(' ').unwrap().1),
                        None => format!("{line}\n"),
                    })
                    .collect();
                assert_eq!(said, wanted, "{at}: {text}");
            }
        }
    }

    #[test]
    fn what_is_no_story_is_none() {
        for text in [
            "## Tasks\n- [ ] a\n## Results\nb\n",
            "### Notes\nTask: a\n",
            "### Notes\nResult: a\nAction: b\n",
            "### A\n```\n**Situation**: a\n**Task**: b\n**Action**: c\n```\n",
            "<!--\n### A\n**Situation**: a\n**Task**: b\n**Action**: c\n-->\n",
            "### A\nsituation: a\ntask: b\nresult: c\n",
            "### A\n| Situation: a |\n|---|\n| Task: b |\n",
        ] {
            assert_eq!(told(text), "", "{text}");
        }
    }

    #[test]
    fn stories_are_understood_as_people_keep_them() {
        for (text, wanted) in [
            // Fields missing and in another order, values of several kinds.
            (
                "# STAR\n## Outage\n**Result**: 40 % less\n\n**Situation**:\n\n```\n**Task**: no\n```\n",
                "2 STAR > Outage\n  3 result: \"40 % less\"\n  5 situation: \"```\\n**Task**: no\\n```\"\n",
            ),
            // One part is enough among stories.
            ("# Stories\n## A\n**Situation**: a\n", "2 Stories > A\n  3 situation: \"a\"\n"),
            // What only says what shall stand there is empty.
            (
                "### A\n**Situation**: [what was wrong]\n**Task**: TBD\n**Action**: <!-- you -->\n**Result**: ...\n",
                "1  > A\n  2 situation: \"[what was wrong]\" (empty)\n  3 task: \"TBD\" (empty)\n  \
                 4 action: \"<!-- you -->\" (empty)\n  5 result: \"...\" (empty)\n",
            ),
            // A word of the story that looks like a part is none.
            (
                "### A\n**Situation**: a\nResult: b\n**Task**: c\n- **Result**: d\n  - **Task**: e\n**Result**: f\n",
                "1  > A\n  2 situation: \"a\\nResult: b\"\n  4 task: \"c\"\n  5 result: \"d\\n- **Task**: e\\n**Result**: f\"\n",
            ),
            // Other names where the own ones stand.
            (
                "### A\n**Context**: a\n**Action**: b\n**Impact**: c\n**Lessons learned**: d\n",
                "1  > A\n  2 situation: \"a\"\n  3 action: \"b\"\n  4 result: \"c\"\n  5 reflection: \"d\"\n",
            ),
            ("### A\n**Context**: a\n**Impact**: c\n", ""),
            // Several below one heading.
            (
                "## Stories\n**One**\nSituation: a\nResult: b\n\n**Two**\n\nSituation: c\nResult: d\n",
                "2 Stories > One\n  3 situation: \"a\"\n  4 result: \"b\"\n6 Stories > Two\n  8 situation: \"c\"\n  9 result: \"d\"\n",
            ),
            (
                "## Stories\n1. One\n   - Situation: a\n   - Result: b\n2. Two\n   - Situation: c\n   - Result: d\n",
                "2 Stories > One\n  3 situation: \"a\"\n  4 result: \"b\"\n5 Stories > Two\n  6 situation: \"c\"\n  7 result: \"d\"\n",
            ),
            ("Situation: a\nTask: b\nAction: c\n", "1  > \n  1 situation: \"a\"\n  2 task: \"b\"\n  3 action: \"c\"\n"),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
    }
}
