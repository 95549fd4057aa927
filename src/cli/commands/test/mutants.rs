//! The mutants of an instrument tried out on its tests: which are noticed, and which go by unseen.

use std::fmt::Write;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::coverage::Share;
use crate::base::{Files, Lang, Limits, MemoryFiles, Message, ReadError, Sources};
use crate::cli::compiling;
use crate::cli::console::{Console, style};
use crate::cli::escape;
use crate::cli::exit::{Exit, Failure};
use crate::cli::files::{DiskFiles, read_named, shown};
use crate::cli::testing;
use crate::rules::Plan;
use crate::scenario::{self, Mutant};

/// What became of a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// A test failed, or could not be read any more.
    Noticed,
    /// The instrument didn't compile.
    Refused,
    /// Every test passed.
    Survived,
}

/// How many mutants met which fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Fates {
    noticed: usize,
    refused: usize,
    survived: usize,
}

impl Fates {
    /// The share of mutants that were noticed, by a test or the compiler, in hundredths of a percent, rounded down; all
    /// where there are none.
    fn hundredths(self) -> u64 {
        let caught = self.noticed + self.refused;
        let share = (caught * 10_000).checked_div(caught + self.survived);
        share.and_then(|share| u64::try_from(share).ok()).unwrap_or(10_000)
    }

    /// Whether fewer were noticed than is wanted.
    pub(super) fn are_below(self, least: Share) -> bool {
        self.hundredths() < least.hundredths()
    }

    /// One line about them all.
    fn line(self, lang: Lang) -> String {
        let Self { noticed, refused, survived } = self;
        let total = noticed + refused + survived;
        let (whole, part) = (self.hundredths() / 100, self.hundredths() % 100);
        match lang {
            Lang::Id => format!(
                "{total} mutan: {noticed} diketahui oleh uji, {refused} ditolak kompilator, {survived} lolos; {whole},{part:02} % diketahui\n"
            ),
            Lang::En => format!(
                "{total} mutants: {noticed} noticed by tests, {refused} refused by the compiler, {survived} survived; {whole}.{part:02}% noticed\n"
            ),
        }
    }
}

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

/// Tries out every mutant of the instrument beside a file of tests, prints those that no test noticed, and counts them.
///
/// # Errors
/// When a file can't be read, the instrument has errors, or its tests don't pass as it is.
pub(super) fn try_out(tests: &Path, console: &Console) -> Result<Fates, Failure> {
    let instrument = testing::instrument_of(tests)?;
    let unchanged = compiling::instrument(&instrument, console)?;
    let disk = DiskFiles::of(&instrument, console.limits.file_bytes)?;
    let compiled = crate::compile(&disk, disk.entry(), &console.limits);
    let files = compiled
        .sources
        .iter()
        .fold(MemoryFiles::new(), |files, (_, source)| files.with(&source.path, source.text.as_bytes()));
    let tests = (shown(tests), read_named(tests, &console.limits)?);
    console.print(&format!("{head}{}{head:#}\n", tests.0, head = style::HEAD))?;
    let trial =
        Trial { entry: disk.entry(), sources: &compiled.sources, files, tests, limits: &console.limits };
    if trial.fate_of(&trial.files) != Fate::Survived {
        return Err(not_passing(&trial.tests.0));
    }
    let mutants = scenario::mutants(&unchanged, &compiled.sources, &console.limits);
    let fates = trial.fates(&mutants);
    let mut sum = Fates::default();
    for (mutant, fate) in mutants.iter().zip(&fates) {
        match fate {
            Fate::Noticed => sum.noticed += 1,
            Fate::Refused => sum.refused += 1,
            Fate::Survived => {
                sum.survived += 1;
                console.print(&told(mutant, &compiled.sources, &disk, console.lang))?;
            }
        }
    }
    console.print(&sum.line(console.lang))?;
    Ok(sum)
}

impl Trial<'_> {
    /// The fate of each mutant, in their order, found by as many threads as the machine has.
    fn fates(&self, mutants: &[Mutant]) -> Vec<Fate> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut found = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(mutant) = mutants.get(at) else { break found };
                found.push((at, self.fate(mutant)));
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

    fn fate(&self, mutant: &Mutant) -> Fate {
        let Some(source) = self.sources.get(mutant.file()) else { return Fate::Refused };
        let text = mutant.applied(&source.text);
        self.fate_of(&Changed { files: &self.files, path: &source.path, text })
    }

    fn fate_of(&self, files: &dyn Files) -> Fate {
        let Some(instrument) = crate::compile(files, self.entry, self.limits).instrument else {
            return Fate::Refused;
        };
        let (path, bytes) = &self.tests;
        let (tests, checked) = testing::parse(path, bytes.clone(), &instrument, self.limits);
        if checked.diagnostics.iter().any(|diagnostic| diagnostic.severity == crate::base::Severity::Error) {
            return Fate::Noticed;
        }
        let plan = Plan::new(&instrument);
        match tests.iter().all(|test| scenario::run(&instrument, &plan, test).passed()) {
            true => Fate::Survived,
            false => Fate::Noticed,
        }
    }
}

/// A mutant no test noticed: its place, and its line before and after.
fn told(mutant: &Mutant, sources: &Sources, disk: &DiskFiles, lang: Lang) -> String {
    let Some(source) = sources.get(mutant.file()) else { return String::new() };
    let at = sources.locate(mutant.place).map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    let (before, after) = mutant.lines(&source.text);
    let (bad, good) = (style::BAD, style::GOOD);
    let survived = match lang {
        Lang::Id => "lolos",
        Lang::En => "survived",
    };
    let mut out = String::new();
    let _ = writeln!(out, "  {}{at}  {survived} ({})", disk.shown(&source.path), kind(mutant, lang));
    let _ = writeln!(out, "    {good}- {}{good:#}", escape::line(&before));
    let _ = writeln!(out, "    {bad}+ {}{bad:#}", escape::line(&after));
    out
}

fn kind(mutant: &Mutant, lang: Lang) -> &'static str {
    use scenario::MutantKind as Kind;
    let (id, en) = match mutant.kind {
        Kind::Condition => ("syarat", "condition"),
        Kind::Operator => ("operator", "operator"),
        Kind::Function => ("fungsi", "function"),
        Kind::Constant => ("angka", "number"),
        Kind::Code => ("kode", "code"),
        Kind::Missing => ("yang kosong", "missing values"),
        Kind::Setting => ("pengaturan", "setting"),
    };
    match lang {
        Lang::Id => id,
        Lang::En => en,
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
