//! Which ways of an instrument its tests have gone: conditions seen true, false and unknown, choices picked, bands
//! reached, checks passed and failed, scores with enough parts and too few, rosters with none, one, several and the
//! most rows; and which ways can't be gone at all.
//!
//! **Invariant:** a way that is called impossible can't be gone by any record, finished or not. What a test shows to be
//! possible counts, whatever the reasoning says.

mod alike;
mod behind;
mod build;
mod calls;
mod cases;
mod facts;
mod follow;
mod form;
mod gates;
mod ground;
mod inputs;
mod json;
mod lcov;
mod places;
mod points;
mod possible;
mod reach;
mod reasons;
mod record;
mod same;
mod text;
mod trace;
mod tries;
mod words;
mod worth;

use std::collections::BTreeMap;

use crate::base::FileId;
use crate::model::Instrument;
use crate::rules::{Plan, Record, evaluate};

pub use json::{CoverageView, view};
pub use lcov::lcov;
pub use points::{Branch, Kind, Part, Point, Way};
pub(super) use same::Unchanged;
pub use text::lines;

use places::Place;

/// What the tests of an instrument have shown so far.
#[derive(Debug)]
pub struct Coverage<'a> {
    instrument: &'a Instrument,
    plan: &'a Plan,
    places: Vec<Place<'a>>,
    points: Vec<Point>,
    parts: Vec<Part>,
    found: build::Found,
}

/// How many ways were gone of those that can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Ways gone.
    pub seen: u64,
    /// Ways that can be gone.
    pub all: u64,
    /// Ways that can't, which aren't among them.
    pub impossible: u64,
}

impl Tally {
    /// Whether everything that can be gone was.
    pub fn is_full(self) -> bool {
        self.seen == self.all
    }

    /// Hundredths of a percent, rounded down, so that 100 % is said of nothing less; 10,000 where there is nothing to see.
    pub fn hundredths(self) -> u64 {
        match u128::from(self.seen).saturating_mul(10_000).checked_div(u128::from(self.all)) {
            Some(share) => u64::try_from(share).unwrap_or(u64::MAX),
            None => 10_000,
        }
    }

    fn add(&mut self, point: &Point) {
        for branch in &point.branches {
            match branch.counts() {
                true => self.all += 1,
                false => self.impossible += 1,
            }
            self.seen += u64::from(branch.count > 0);
        }
    }
}

impl<'a> Coverage<'a> {
    /// Nothing seen yet of an instrument.
    pub fn new(instrument: &'a Instrument, plan: &'a Plan) -> Self {
        build::Builder::new(instrument, plan).build()
    }

    /// Adds what a test's record shows.
    pub fn add(&mut self, record: &Record) {
        let outcome = evaluate(self.instrument, self.plan, record);
        record::Seen { coverage: self, record, outcome: &outcome }.add();
    }

    /// The instrument.
    pub fn instrument(&self) -> &'a Instrument {
        self.instrument
    }

    /// Every place where it can go one way or another, by place in the files.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// Its items, scores and indicators, in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// All ways together.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.points.iter().for_each(|point| total.add(point));
        total
    }

    /// The ways of each file.
    pub fn by_file(&self) -> BTreeMap<FileId, Tally> {
        let mut files: BTreeMap<FileId, Tally> = BTreeMap::new();
        for point in &self.points {
            files.entry(point.span.file).or_default().add(point);
        }
        files
    }
}
