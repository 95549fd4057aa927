//! The mutants of an instrument tried out on its tests: which are noticed, which go by unseen, and which can't be seen.

mod fates;
mod report;
mod show;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::base::{Files, Limits, MemoryFiles, Message, ReadError, Sources};
use crate::cli::compiling;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Failure};
use crate::cli::files::{DiskFiles, read_named, shown};
use crate::cli::testing;
use crate::rules::Plan;
use crate::scenario::{self, Mutant, Original};

pub(super) use self::fates::{Fate, Tried, TriedMutant};
pub(super) use self::report::{json, junit};
pub(super) use self::show::text;

/// The files of an instrument, one of them changed.
struct Changed<'a> {
    files: &'a MemoryFiles,
    path: &'a str,
    text: String,
}

impl Files for Changed<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == self.path { Ok(self.text.clone().into_bytes()) } else { self.files.read(path) }
    }
}

/// An instrument with its tests, ready to be changed.
struct Trial<'a> {
    entry: &'a str,
    sources: &'a Sources,
    files: MemoryFiles,
    tests: (String, Vec<u8>),
    limits: &'a Limits,
}

/// Tries out every mutant of the instrument beside a file of tests.
///
/// # Errors
/// When a file can't be read, the instrument has errors, or its tests don't pass as it is.
pub(super) fn try_out(tests: &Path, console: &Console) -> Result<Tried, Failure> {
    let instrument = testing::instrument_of(tests)?;
    let unchanged = compiling::instrument(&instrument, console)?;
    let disk = DiskFiles::of(&instrument, console.limits.file_bytes)?;
    let compiled = crate::compile(&disk, disk.entry(), &console.limits);
    let files = compiled
        .sources
        .iter()
        .fold(MemoryFiles::new(), |files, (_, source)| files.with(&source.path, source.text.as_bytes()));
    let tests = (shown(tests), read_named(tests, &console.limits)?);
    let trial =
        Trial { entry: disk.entry(), sources: &compiled.sources, files, tests, limits: &console.limits };
    if trial.tested(&trial.files).0 != Fate::Survived {
        return Err(not_passing(&trial.tests.0));
    }
    let mutants = scenario::mutants(&unchanged, &compiled.sources, &console.limits);
    let plan = Plan::new(&unchanged);
    let fates = trial.fates(&mutants, &Original::new(&unchanged, &plan));
    let tried = mutants.iter().zip(fates);
    let tried = tried.filter_map(|(mutant, fate)| tried_mutant(mutant, fate, &compiled.sources, &disk));
    Ok(Tried { tests: trial.tests.0.clone(), instrument: unchanged.id.to_string(), mutants: tried.collect() })
}

/// A mutant and its fate, with its place and its line before and after.
fn tried_mutant(mutant: &Mutant, fate: Fate, sources: &Sources, disk: &DiskFiles) -> Option<TriedMutant> {
    let source = sources.get(mutant.file())?;
    let at = sources.locate(mutant.place)?;
    let (before, after) = mutant.lines(&source.text);
    let (path, kind) = (disk.shown(&source.path).to_string(), mutant.kind);
    Some(TriedMutant { path, line: at.line, column: at.column, kind, before, after, fate })
}

impl Trial<'_> {
    /// The fate of each mutant, in their order, found by as many threads as the machine has.
    fn fates(&self, mutants: &[Mutant], original: &Original<'_>) -> Vec<Fate> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut found = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(mutant) = mutants.get(at) else { break found };
                found.push((at, self.fate(mutant, original)));
            }
        };
        let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let mut found: Vec<(usize, Fate)> = thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            // A panic of a worker is a fault of monev: it goes on to where faults are told.
            workers
                .into_iter()
                .flat_map(|worker| worker.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)))
                .collect()
        });
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, fate)| fate).collect()
    }

    fn fate(&self, mutant: &Mutant, original: &Original<'_>) -> Fate {
        let Some(source) = self.sources.get(mutant.file()) else { return Fate::Refused };
        let text = mutant.applied(&source.text);
        match self.tested(&Changed { files: &self.files, path: &source.path, text }) {
            // Only of what the tests didn't notice is it worth asking whether any could.
            (Fate::Survived, Some(changed)) => match original.why_never_noticed(&changed) {
                Some(why) => Fate::Unnoticeable(why),
                None => Fate::Survived,
            },
            (fate, _) => fate,
        }
    }

    /// What the tests say of an instrument, and the instrument.
    fn tested(&self, files: &dyn Files) -> (Fate, Option<crate::model::Instrument>) {
        let Some(instrument) = crate::compile(files, self.entry, self.limits).instrument else {
            return (Fate::Refused, None);
        };
        let (path, bytes) = &self.tests;
        let (tests, checked) = testing::parse(path, bytes.clone(), &instrument, self.limits);
        if checked.diagnostics.iter().any(|diagnostic| diagnostic.severity == crate::base::Severity::Error) {
            return (Fate::Noticed, None);
        }
        let plan = Plan::new(&instrument);
        let passed = tests.iter().all(|test| scenario::run(&instrument, &plan, test).passed());
        (if passed { Fate::Survived } else { Fate::Noticed }, Some(instrument))
    }
}

fn not_passing(path: &str) -> Failure {
    Failure::because(
        Exit::Findings,
        Message::new(
            format!("uji `{path}` belum lulus semua; mutan baru dicoba bila semuanya lulus"),
            format!("the tests of `{path}` don't all pass; mutants are tried when they do"),
        ),
    )
}
