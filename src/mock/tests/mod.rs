mod bench;
mod lost;
mod marking;
mod phases;
mod properties;
mod pulls;
mod rubric;
