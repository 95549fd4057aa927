//! Many cases of one instrument, each on its own: in any order, by any number of workers.

use std::sync::Arc;

use super::course::Course;
use super::dice::Dice;
use super::profile::Profile;
use super::rate::Rate;
use super::walk::{Purpose, Scene, Walk};
use crate::model::{Instrument, ItemId};
use crate::rules::{Plan, ProblemKind, Record};
use crate::value::Date;

use super::mistakes::Mistake;

/// What records are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The same seed gives the same records.
    pub seed: u64,
    /// How often a question that needn't be answered is left open.
    pub missing: Rate,
    /// How often "don't know" is recorded where it may be.
    pub dont_know: Rate,
    /// How often a refusal is recorded where it may be.
    pub refused: Rate,
    /// How many records have a mistake made on purpose.
    pub mistakes: Rate,
    /// The waves in order: each case has a record in each. Never empty.
    pub waves: Vec<Wave>,
}

impl Default for Options {
    /// One wave without a name; 5 % left open, 2 % not known, 1 % refused, no mistakes.
    fn default() -> Self {
        Self {
            seed: 0,
            missing: Rate::percent(5),
            dont_know: Rate::percent(2),
            refused: Rate::percent(1),
            mistakes: Rate::NEVER,
            waves: vec![Wave { name: None, days: None }],
        }
    }
}

/// A wave: its name, and the first and last day of its interviews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wave {
    /// As records have it.
    pub name: Option<Arc<str>>,
    /// 2025-06-30 where there are none.
    pub days: Option<(Date, Date)>,
}

/// A record that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The record; where something is broken, as far as it came.
    pub record: Record,
    /// Its case.
    pub case: Option<Arc<str>>,
    /// Its wave.
    pub wave: Option<Arc<str>>,
    /// What couldn't be satisfied, however often it was tried. Such a record is of no use but to find out why.
    pub broken: Vec<(ItemId, ProblemKind)>,
    /// Mistakes made on purpose.
    pub mistakes: Vec<Mistake>,
}

/// Makes records of one instrument.
///
/// ```
/// use monev::base::{Limits, MemoryFiles};
/// use monev::rules::{Plan, evaluate};
/// use monev::sample::{Options, Profile, Sampler};
/// let yaml = "
/// monev: 1
/// instrument: warung
/// version: 1.0.0
/// title: Warung
/// languages: [id]
/// items:
///   - {ask: buka, type: yes_no, label: Buka?, required: true}
///   - {ask: omzet, type: money, label: Omzet, required: true, when: buka, min: 0, max: 5_000_000}
/// ";
/// let files = MemoryFiles::new().with("warung.yaml", yaml);
/// let instrument = monev::compile(&files, "warung.yaml", &Limits::default()).instrument.ok_or("errors")?;
/// let plan = Plan::new(&instrument);
/// let profile = Profile::default();
/// let sampler = Sampler::new(&instrument, &plan, &profile, Options::default());
/// let mut worker = sampler.worker();
/// for case in 1..=50 {
///     for made in worker.case(case) {
///         assert!(evaluate(&instrument, &plan, &made.record).problems.is_empty());
///     }
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Sampler<'a> {
    instrument: &'a Instrument,
    plan: &'a Plan,
    profile: &'a Profile,
    options: Options,
    course: Course,
}

/// Makes cases one after another. Workers of one sampler make the same records of the same case.
pub struct Worker<'s> {
    walk: Walk<'s>,
}

impl std::fmt::Debug for Worker<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").finish_non_exhaustive()
    }
}

impl<'a> Sampler<'a> {
    /// A sampler of an instrument by a profile of it ([`Profile::default`] leaves everything to chance).
    pub fn new(instrument: &'a Instrument, plan: &'a Plan, profile: &'a Profile, options: Options) -> Self {
        let course = Course::new(instrument, plan, profile);
        Self { instrument, plan, profile, options, course }
    }

    /// What records are wanted.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Someone to make records; several may work at once.
    pub fn worker(&self) -> Worker<'_> {
        let scene = Scene {
            instrument: self.instrument,
            plan: self.plan,
            course: &self.course,
            profile: self.profile,
            options: &self.options,
        };
        Worker { walk: Walk::new(scene) }
    }
}

impl Worker<'_> {
    /// The records of a case, one for each wave. Cases are numbered from 1.
    pub fn case(&mut self, number: u64) -> Vec<Made> {
        let options = self.walk.scene.options;
        self.walk.earlier = None;
        self.walk.kept.clear();
        let mut all = Vec::with_capacity(options.waves.len());
        for (at, wave) in options.waves.iter().enumerate() {
            let (mut made, sound) = self.walk.make(number, at, wave);
            if sound && at + 1 < options.waves.len() {
                self.walk.earlier = Some(Arc::new(self.walk.keep()));
            }
            if sound {
                self.spoil(number, at, &mut made);
            }
            all.push(made);
        }
        all
    }

    /// Makes a mistake on purpose, as often as is wanted.
    fn spoil(&mut self, number: u64, at: usize, made: &mut Made) {
        let options = self.walk.scene.options;
        let name = [Purpose::Mistake as u64, number, at as u64];
        let mut dice = Dice::new(options.seed, &name);
        if dice.happens(options.mistakes) {
            self.walk.spoil(made, number, &mut dice);
        }
    }
}
