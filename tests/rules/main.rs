//! What rules mean, case by case: every file of `tests/suite/rules/` holds instruments with records and what is to come
//! of them. Laws over many records are in `laws.rs`;
//! `agree.rs` compares the engine with a second, naive implementation (`naive/`) on random instruments (`draw.rs`).

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    clippy::disallowed_methods,
    reason = "a test says what is wrong by failing, and reads its cases from files"
)]

mod agree;
mod cases;
mod coverage;
mod draw;
mod exact;
mod explain;
mod laws;
mod mutants;
mod naive;
mod order;
mod support;
mod words;
