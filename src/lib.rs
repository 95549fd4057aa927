//! `monev`: survey instruments for monitoring and evaluation, from YAML to validators, forms and exact scores.
//!
//! An instrument is text; compiling it gives an [`Instrument`](model::Instrument) or, with every mistake at its line,
//! [`Diagnostic`](base::Diagnostic)s. An instrument validates and scores records, and every score can explain itself.
//! The library (`default-features = false`) does no I/O and reads no clock: files, records and the day of the interview
//! are inputs, and the same input gives the same bytes.
//!
//! ```
//! use monev::base::{Limits, MemoryFiles};
//! use monev::batch::{Batch, ReadOptions, RecordReader, Verdict};
//! use monev::import::{self, Format, Input};
//! use monev::rules::{Plan, evaluate, explain};
//! use monev::value::Date;
//!
//! // Compile. An app that keeps its instruments elsewhere implements `base::Files`.
//! let yaml = "
//! monev: 1
//! instrument: warung
//! version: 1.0.0
//! title: Warung
//! languages: [id]
//! items:
//!   - {ask: omzet, type: money, label: Omzet, required: true, min: 0, max: 5_000_000}
//! scores:
//!   - score: usaha
//!     label: Skor usaha
//!     method: formula
//!     value: clamp(omzet / 20_000, 0, 100)
//!     range: [0, 100]
//!     round: 1
//!     bands:
//!       - {band: maju, from: 50, label: Maju}
//!       - {band: rintisan, from: 0, label: Rintisan}
//! ";
//! let limits = Limits::default();
//! let compiled = monev::compile(&MemoryFiles::new().with("warung.yaml", yaml), "warung.yaml", &limits);
//! assert!(compiled.diagnostics.is_empty());
//! let instrument = compiled.instrument.ok_or("the instrument has errors")?;
//! let plan = Plan::new(&instrument);
//!
//! // Validate and score: one record here, a whole file all the same.
//! let json = r#"{"instrument": "warung", "version": "1.0.0", "case": "W-1", "answers": {"omzet": 1250000}}"#;
//! let options = ReadOptions { today: Date::parse("2025-10-06"), ..ReadOptions::default() };
//! let mut batch = Batch::new(&instrument, &plan, options.clone());
//! for raw in import::records(Input::new(Format::Json, json.as_bytes()), &limits)? {
//!     let scored = batch.score(raw?);
//!     assert_eq!(scored.checked.verdict, Verdict::Valid);
//!     let row = scored.values.ok_or("the record can't be read")?;
//!     let cells = batch.table().cells(&row);
//!     let cells: Vec<String> =
//!         cells.filter_map(|(name, cell)| Some(format!("{name} = {}", cell?.text))).collect();
//!     assert_eq!(cells, ["score.usaha = 62.5", "band.usaha = maju"]);
//! }
//!
//! // Explain.
//! let mut reader = RecordReader::new(&instrument, options);
//! for raw in import::records(Input::new(Format::Json, json.as_bytes()), &limits)? {
//!     let record = reader.read(raw?).record.ok_or("the record can't be read")?;
//!     let outcome = evaluate(&instrument, &plan, &record);
//!     for score in instrument.scores.ids() {
//!         let explanation = explain(&instrument, &outcome, score).ok_or("no such score")?;
//!         assert_eq!(explanation.summary.en, "62.5 → Maju (because 62.5 is at least 50)");
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where to look
//!
//! The modules are layers; each imports only what stands before it in this table.
//!
//! | module | what it is for |
//! |---|---|
//! | [`base`] | files, places in them, diagnostics, limits, messages in both languages |
//! | [`value`] | values, absence and its reasons, exact decimals, dates |
//! | [`expr`] | the expression language, on its own |
//! | [`source`] | YAML as written, for tools that work on unfinished text |
//! | [`model`] | the instrument as meant |
//! | [`lower`] | from what is written to what is meant; [`compile()`] is the call for it |
//! | [`rules`] | one record: what is asked, required, wrong; calculations, scores, explanations |
//! | `image` (feature) | a compiled instrument as bytes |
//! | [`session`] | one interview: answers one by one, and what each changes |
//! | [`batch`] | many records: read, validated, scored, in constant memory |
//! | [`sample`] | random records that obey an instrument |
//! | [`scenario`] | authors' tests |
//! | [`form`] | the form model that front ends draw |
//! | [`export`], [`import`] | forms, codebooks and schemas out; JSON, NDJSON and CSV in |
//!
//! The book's chapter "In a program of your own" goes through the usual tasks.

// What pest's derive writes names it.
extern crate alloc;

pub mod base;
pub mod batch;
#[cfg(feature = "cli")]
pub mod cli;
mod compile;
pub mod desk;
pub mod export;
pub mod expr;
pub mod form;
#[cfg(feature = "image")]
pub mod image;
pub mod import;
pub mod lower;
pub mod model;
pub mod rules;
pub mod sample;
pub mod scenario;
pub mod session;
pub mod source;
pub mod value;

pub use compile::{Compiled, compile};

/// The example of the README, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

/// The examples of the book's chapter for programs that embed the library, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../book/src/embedding.md")]
pub struct Embedding;

/// The example of the book's chapter on sessions, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../book/src/session.md")]
pub struct SessionChapter;
