//! What holds for the language as a whole: its faults and its laws.

mod faults;
mod generate;
mod intervals;
mod laws;
