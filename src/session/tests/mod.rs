//! Sittings written as scripts, and read as the words that [`bench::Bench`] makes of them.

mod asking;
mod bench;
mod cards;
mod day;
mod disk;
mod keys;
mod properties;
mod showing;
mod summary;
mod undoing;
