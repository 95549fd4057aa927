//! Records in and out: question types, JSON, NDJSON and CSV, findings, batch tables and author's tests.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    clippy::too_many_lines,
    reason = "a test stops at a surprise, and reads and writes its pages"
)]

mod batch;
mod common;
mod import;
mod reading;
#[path = "../shared/repository.rs"]
mod repository;
mod scenario;
mod scenario_like;
mod shipped;
mod types;
