//! One interview: what each operation does, and the law that a session is never anything else than its record evaluated.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise and reads the repository"
)]

#[path = "../rules/draw.rs"]
mod draw;
#[path = "../shared/field.rs"]
mod field;
mod laws;
mod mirror;
mod operations;
#[path = "../shared/repository.rs"]
mod repository;
mod rows;
mod small;
mod support;
mod why;
