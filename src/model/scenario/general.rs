//! What every scenario shares: the levels of the rubric, and a whole scenario for a row that has no file.

use super::{Criterion, Curveball, Dimension, Question, Scenario};
use crate::model::ItemId;

/// Asked of any system; where nobody answers, the candidate must.
const QUESTIONS: [(&str, &str); 8] = [
    ("Who uses it, how many are they, and when?", "Assume users, uses a day and a peak factor, and write them down."),
    (
        "What does a wrong result cost, and whom?",
        "Name the worst mistake; the guardrail and the threshold follow from it.",
    ),
    (
        "Which one business metric decides, and what must not get worse?",
        "One number that a product owner would report, and one guardrail with a limit.",
    ),
    (
        "Which latency is acceptable, at which percentile, measured where?",
        "Choose one for the user's own clock; it decides between computing ahead and computing on request.",
    ),
    ("How fresh must data and results be?", "Seconds, hours or days: this decides between a stream and a batch."),
    (
        "Which data is there, who owns it, and how late do labels come?",
        "List sources, volume and delay; say what is usable on the first day.",
    ),
    (
        "What exists today, and what may not change?",
        "Assume a simple rule in production: it is the baseline and the fallback.",
    ),
    (
        "Which limits come from law, privacy, budget or team?",
        "State one of each that would change the design, and keep to it.",
    ),
];

/// Thrown into any design.
const CURVEBALLS: [(&str, &str); 3] = [
    (
        "Traffic grows tenfold within a month, and the budget does not. What gives first?",
        "The bottleneck named from the estimates, not guessed; then the order of measures: what is refused, cached, \
         computed ahead, made smaller or sharded; and which promise is given up knowingly, with whose consent.",
    ),
    (
        "The main business metric has fallen by 5 % since Tuesday, and every dashboard is green. What do you do?",
        "First whether it is real: size against noise, logging, mix of users; then what changed (releases, data, \
         upstream, season) by slicing and a timeline; roll back on suspicion if that is cheap; and the alert that \
         would have told it first.",
    ),
    (
        "The source you rely on most stops, or sends wrong values, for a day. What do your users see?",
        "How it is noticed without a complaint (freshness, volume, distribution), what is served meanwhile (last good \
         value, simpler model, rule) and how that is marked; the replay afterwards without double counting, and what \
         must be kept out of the next training set.",
    ),
];

impl Dimension {
    /// What levels 1 (no hire) to 4 (strong) look like in any scenario.
    pub const fn common_levels(self) -> [&'static str; 4] {
        match self {
            Self::Scope => [
                "Starts to draw at once; no users, no requirements, no measure of success.",
                "Asks some questions, but the metric, the guardrail or the non-functional list comes only when prompted.",
                "Functional and non-functional list, one business metric and one guardrail before any box is drawn.",
                "Also finds the question that turns the design, says what a mistake costs, and writes down what is out \
                 of scope.",
            ],
            Self::Estimates => [
                "No numbers, or numbers that do not follow from each other.",
                "Rate or storage is right to a factor of ten; nothing follows from it.",
                "Peak rate, storage and cost from stated assumptions, in round numbers that add up.",
                "Each figure confirms or changes a decision; the one number that decides the design is named unprompted.",
            ],
            Self::Data => [
                "Data is taken as given; no sources, no labels.",
                "Sources and some features are named; labels, their delay or leakage are missing.",
                "Sources, labels with their delay, a guard against leakage, and freshness as the product needs it.",
                "Adds quality checks, bias of what was logged, backfill and correction, and how training and serving \
                 stay equal.",
            ],
            Self::Design => [
                "One path of boxes with fashionable names; no alternatives, no reasons.",
                "The parts are right, but choices come without a reason or a number, and depth only when led.",
                "Offline and online path are complete; two parts in depth with alternatives, a decision and its number.",
                "Decisions follow from the estimates; break points are stated, the simple design is defended, and the \
                 next one is known.",
            ],
            Self::Operations => [
                "Done when deployed; \"we look at the metrics\".",
                "Names metrics, but offline and online do not meet, or rollout and rollback are missing.",
                "Offline and online metric, staged rollout with a way back, alerts with an owner, one failure drill.",
                "Adds the uncertainty of the metrics, slow decay and feedback loops, and what the user sees in each \
                 failure.",
            ],
            Self::Communication => [
                "Monologue or silence; two or more phases are never reached.",
                "Long detours; the interviewer must pull towards the next phase.",
                "Every phase reached, decisions said aloud, small overruns.",
                "Announces the plan, checks in at each decision, closes with summary, biggest risk and next step.",
            ],
        }
    }
}

impl Criterion {
    /// The dimension with its common levels and no points.
    pub fn common(dimension: Dimension) -> Self {
        Self { dimension, points: Vec::new(), levels: dimension.common_levels().map(str::to_owned) }
    }
}

impl Scenario {
    /// A scenario that is only a title, as a row of the tracker without a file gives it: practised with the common
    /// questions, curveballs and rubric, without points to tick.
    pub fn common(id: ItemId, title: &str) -> Self {
        let title = title.trim();
        let stop = if title.ends_with(['.', '?', '!']) { "" } else { "." };
        let prompt = format!(
            "{title}{stop}\n\nTake it as an interviewer would say it, and nothing more: users, scale and limits are yours \
             to ask for. Where nobody answers, assume, write the assumption down, and go on."
        );
        let question = |(ask, answer): (&str, &str)| Question { ask: ask.to_owned(), answer: answer.to_owned() };
        let curveball =
            |(event, answer): (&str, &str)| Curveball { event: event.to_owned(), answer: answer.to_owned() };
        Self {
            id,
            title: title.to_owned(),
            aliases: Vec::new(),
            topics: Vec::new(),
            prompt,
            questions: QUESTIONS.map(question).into(),
            goals: Vec::new(),
            envelope: Vec::new(),
            parts: Vec::new(),
            curveballs: CURVEBALLS.map(curveball).into(),
            rubric: Dimension::ALL.map(Criterion::common).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_alone_can_be_practised() {
        let scenario = Scenario::common(ItemId::new("x"), " Design Uber ETA ");
        assert_eq!(scenario.title, "Design Uber ETA");
        assert!(scenario.prompt.starts_with("Design Uber ETA.\n\nTake it"), "{}", scenario.prompt);
        assert!(Scenario::common(ItemId::new("y"), "What now?").prompt.starts_with("What now?\n"));
        assert_eq!((scenario.questions.len(), scenario.curveballs.len(), scenario.rubric.len()), (8, 3, 6));
        for (criterion, dimension) in scenario.rubric.iter().zip(Dimension::ALL) {
            assert_eq!(criterion.dimension, dimension);
            assert!(criterion.points.is_empty());
            assert!(
                criterion.levels.iter().all(|level| level.len() > 30 && level.ends_with('.') && !level.contains("  "))
            );
        }
        assert_eq!(Dimension::ALL.map(Dimension::weight).iter().sum::<u32>(), 100);
    }
}
