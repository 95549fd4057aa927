//! Indicators: what each kind comes to, who counts, the laws, published estimators, and a second computation in SQL.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test stops at the first surprise, reads the repository, and looks for one of many"
)]

mod difference;
mod kinds;
mod laws;
mod repeats;
#[path = "../shared/repository.rs"]
mod repository;
mod sampled;
mod sql;
mod support;
