//! A row of the scenario table that the user asked for.

use crate::engine::{Error, Home, Result, sync::Changed};
use crate::tracker::{
    parse::Rules,
    parts::{Refusal, add_scenario},
};

impl Home {
    /// Adds a row for a scenario to the table of the tracker, in the table's own style; what was practised follows at
    /// the next sync.
    pub fn add_scenario_row(&self, title: &str) -> Result<Changed> {
        let (topics, ignore) = self.config.tracker_rules();
        let rules = Rules { topics, ignore };
        self.change_tracker(|snapshot| match add_scenario(&snapshot.bytes, &rules, title) {
            Ok(edit) => Ok(vec![edit]),
            Err(Refusal::NoPlace) => {
                let path = snapshot.path.display();
                Err(Error::Refused(format!(
                    "{path} has no table of scenarios: a heading such as \"System Design\", below it a table with the \
                     columns Scenario, Status and Notes"
                )))
            }
            Err(refusal) => Err(Error::Refused(format!("{}: {refusal}", snapshot.path.display()))),
        })
    }
}
