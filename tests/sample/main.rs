//! Sampling: random records obey the instrument, come out the same however they are made, and meet the rates and
//! distributions asked for; what can't be satisfied ends and is told.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at a surprise, and reads the instruments of the repository"
)]

mod common;
mod hopeless;
mod laws;
mod profiles;
#[path = "../shared/repository.rs"]
mod repository;
#[path = "../rules/draw.rs"]
mod rosters;
mod small;

use small::Draw;
