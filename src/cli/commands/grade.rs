//! `drill grade ID GRADE`

use super::{
    super::{Exit, Failure, args::Grade as Args},
    card::history,
    naming, tell,
};
use crate::engine;
use crate::model::{AnswerKind, text::one_line};
use crate::report::{self, card};
use crate::world::World;

pub(in crate::cli) fn run(args: &Args, world: &mut World) -> Result<Exit, Failure> {
    let grade = args.grade;
    let now = world.now();
    let home = engine::open(&world.home, now)?;
    let today = home.day(now);
    tell::news(&home.news, world);
    // Hand changes first, so that this grade is judged against the boxes as they stand in the file.
    let well = tell::sync(&home, now, today, false, world);
    let standing = naming::item(&home.store, &args.id)?;
    let recorded = home.writer(now, today).grade(standing.key, grade, 0, None)?;
    tell::boxes(&recorded.boxes, world);
    tell::last_sync(&home, now, today, true, well, world);
    let text = if args.json {
        report::document(&card::json(&recorded.standing, &history(&home, &recorded.standing)?))
    } else {
        let memory = recorded.standing.memory;
        let due = memory.due.map_or(String::new(), |due| format!("; due {due}"));
        let what = match recorded.kind {
            AnswerKind::Review => "review",
            AnswerKind::Practice => "practice: the due day stays",
            AnswerKind::Again => "again today: nothing moves",
        };
        format!("{}: {grade} ({what}){due}  {}\n", standing.card.id, one_line(&standing.card.question))
    };
    world.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}
