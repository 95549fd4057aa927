//! Records in and out: question types, JSON, NDJSON and CSV, findings, batch tables and author's tests.

mod batch;
mod common;
mod import;
mod reading;
mod scenario;
mod types;
