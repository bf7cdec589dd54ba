//! Numbers out of the log, each one question to an index.

use super::{Result, Store};
use crate::model::{Day, DayTotal, Retention};

impl Store {
    /// How much was recalled from `first` to `last`, both included: reviews of items seen before.
    pub fn retention(&self, first: Day, last: Day) -> Result<Retention> {
        let sql = "SELECT count(*), coalesce(sum(grade >= 3), 0) FROM answer INDEXED BY answer_on_day \
             WHERE day BETWEEN ?1 AND ?2 AND kind = 0 AND first = 0";
        let mut statement = self.connection.prepare_cached(sql)?;
        let days = [first.number(), last.number()];
        Ok(statement.query_row(days, |row| Ok(Retention { reviews: row.get(0)?, recalled: row.get(1)? }))?)
    }

    /// Days running with an answer, up to and with `today`, or up to yesterday if there is none today yet.
    pub fn streak(&self, today: Day) -> Result<u32> {
        let mut statement = self.connection.prepare_cached("SELECT 1 FROM answer WHERE day = ?1 LIMIT 1")?;
        let mut at = today;
        if !statement.exists([at.number()])? {
            at = at.plus(-1);
        }
        let mut days = 0;
        while statement.exists([at.number()])? {
            days += 1;
            at = at.plus(-1);
        }
        Ok(days)
    }

    /// What was answered on a day.
    pub fn day_total(&self, day: Day) -> Result<DayTotal> {
        let sql = "SELECT count(*), coalesce(sum(min(seconds, 120)), 0) FROM answer WHERE day = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([day.number()], |row| Ok(DayTotal { answers: row.get(0)?, seconds: row.get(1)? }))?)
    }
}
