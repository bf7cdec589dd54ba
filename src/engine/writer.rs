//! Who writes an entry, and when.

use crate::model::{Day, Grade, Moment};
use crate::store::Store;

/// Who writes, and when.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    /// The open store.
    pub store: &'a Store,
    /// The instant.
    pub now: Moment,
    /// The study day it belongs to; fixed within a sitting.
    pub today: Day,
    /// The name of this machine.
    pub device: &'a str,
    /// The lowest grade that pays a debt.
    pub bar: Grade,
}
