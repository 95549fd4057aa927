//! `monev`: survey instruments for monitoring and evaluation, from YAML to validators, forms and exact scores.

// What pest's derive writes names it.
extern crate alloc;

pub mod base;
pub mod batch;
#[cfg(feature = "cli")]
pub mod cli;
mod compile;
pub mod export;
pub mod expr;
pub mod form;
pub mod import;
pub mod lower;
pub mod model;
pub mod rules;
pub mod scenario;
pub mod source;
pub mod value;

pub use compile::{Compiled, compile};

/// The example of the README, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
