//! Applications, the weeks they were worked for, and the dates people write beside them: pure, no disk.

mod calendar;
pub mod dates;
pub mod interviews;
pub mod listing;
pub mod pairing;
pub mod status;
pub mod week;
