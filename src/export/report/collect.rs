//! From records to what a report needs, one record after another.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::census::Census;
use super::quality::Quality;
use super::release::Release;
use super::subject::Subject;
use crate::batch::Checked;
use crate::batch::indicators::{IndicatorResult, Tallies};
use crate::expr::VarId;
use crate::rules::Outcome;
use crate::value::{Date, Value};

/// More waves than this are no trend.
const MOST_WAVES: usize = 24;

/// Gathers what a report needs from validated records.
#[derive(Debug)]
pub struct Collector<'a> {
    subject: &'a Subject,
    tallies: Tallies<'a>,
    /// By wave; none once there are too many of them.
    waves: Option<BTreeMap<Arc<str>, Wave<'a>>>,
    census: Census<'a>,
    quality: Quality,
}

/// The records of a wave.
#[derive(Debug)]
struct Wave<'a> {
    /// The first day of an interview, if any is known.
    first: Option<Date>,
    tallies: Tallies<'a>,
}

/// What all records come to.
#[derive(Debug)]
pub struct Collected<'a> {
    pub(super) subject: &'a Subject,
    pub(super) results: Vec<IndicatorResult>,
    /// In the order of their first interviews, then of their names.
    pub(super) waves: Vec<(Arc<str>, Vec<IndicatorResult>)>,
    pub(super) release: Release,
    pub(super) quality: Quality,
    /// The day that is printed on the report.
    pub(super) date: Option<Date>,
    /// How many people, households or units the records are of.
    pub(super) people: u64,
}

impl<'a> Collector<'a> {
    /// No records yet.
    pub fn new(subject: &'a Subject) -> Self {
        Self {
            subject,
            tallies: Tallies::new(&subject.instrument),
            waves: Some(BTreeMap::new()),
            census: Census::new(&subject.instrument),
            quality: Quality::default(),
        }
    }

    /// Adds a validated record with what the instrument says about it. One that couldn't be read, and a second record
    /// of the same case and wave, count only as such.
    pub fn add(&mut self, checked: &Checked, outcome: &Outcome) {
        if !self.quality.add(checked) {
            return;
        }
        let (case, wave) = (checked.case.as_ref(), checked.wave.as_ref());
        self.tallies.add(outcome, case);
        let person = self.census.add(outcome, case, wave);
        self.quality.examine(&self.subject.instrument, outcome, person);
        let Some((waves, wave)) = self.waves.as_mut().zip(wave) else { return };
        let new = || Wave { first: None, tallies: Tallies::new(&self.subject.bare) };
        let own = waves.entry(wave.clone()).or_insert_with(new);
        own.tallies.add(outcome, case);
        own.first = own.first.into_iter().chain(day_of(outcome)).min();
        if waves.len() > MOST_WAVES {
            self.waves = None;
        }
    }

    /// What all records come to.
    pub fn finish(self) -> Collected<'a> {
        let mut waves: Vec<(Arc<str>, Wave<'_>)> = self.waves.unwrap_or_default().into_iter().collect();
        // Those without a day come last.
        waves.sort_by_key(|(_, wave)| (wave.first.is_none(), wave.first));
        Collected {
            subject: self.subject,
            results: self.tallies.finish(),
            waves: waves.into_iter().map(|(name, wave)| (name, wave.tallies.finish())).collect(),
            release: Release::of(&self.census),
            date: None,
            people: self.census.people.count(),
            quality: self.quality,
        }
    }
}

/// The day of a record's interview.
pub(super) fn day_of(outcome: &Outcome) -> Option<Date> {
    if let Value::Date(day) = outcome.cell(VarId(0), 0).value { Some(day) } else { None }
}

impl Collected<'_> {
    /// The same with the day that is to be printed on the report. Nothing here reads a clock.
    #[must_use]
    pub fn dated(self, date: Option<Date>) -> Self {
        Self { date, ..self }
    }

    /// How many records the figures are made of.
    pub fn used(&self) -> u64 {
        self.quality.used()
    }
}
