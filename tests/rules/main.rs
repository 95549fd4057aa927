//! What rules mean, case by case: every file of `tests/suite/rules/` holds instruments with records and what is to come
//! of them. Laws over many records are in `laws.rs`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    clippy::disallowed_methods,
    reason = "a test says what is wrong by failing, and reads its cases from files"
)]

mod cases;
mod explain;
mod laws;
mod order;
mod support;
mod words;
