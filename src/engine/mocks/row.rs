//! A row of the scenario table that the user asked for.

use crate::engine::{Error, Home, Result, sync::Changed};

impl Home {
    /// Adds a row for a scenario to the table of the tracker, in the table's own style.
    pub fn add_scenario_row(&self, title: &str) -> Result<Changed> {
        Err(Error::Refused(format!("no row can be added for {title} yet")))
    }
}
