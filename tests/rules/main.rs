//! What rules mean, case by case: every file of `tests/suite/rules/` holds instruments with records and what is to come
//! of them. Laws over many records are in `laws.rs`.

mod cases;
mod explain;
mod laws;
mod order;
mod support;
