//! Profiles beside instruments, the waves of a run, and records made by several workers at once, in order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;

use super::compiling;
use super::console::Console;
use super::exit::{Exit, Failure};
use super::files::{read_named, shown};
use super::render::text::Look;
use super::render::{self, Checked, Report};
use crate::base::{Message, Sink, Sources};
use crate::batch::{CsvRecords, CsvStyle, RecordName, record_json};
use crate::model::{Instrument, ItemId};
use crate::rules::ProblemKind;
use crate::sample::{Made, Profile, Sampler, Wave, Worker, read_profile};
use crate::source::{self, BlockKind};
use crate::value::Date;

/// Cases that a worker makes at one time.
const CHUNK: u64 = 256;
/// Cases that are made before any worker begins: if none is right, none will be.
const FIRST: u64 = 32;
/// Months between waves of which nothing is known but their names.
const BETWEEN_WAVES: i64 = 3;

/// The profile beside an instrument: `usaha.sample.yaml` beside `usaha.yaml`.
pub(crate) fn beside(instrument: &Path) -> Option<PathBuf> {
    let name = instrument.file_name()?.to_string_lossy().into_owned();
    let (stem, ending) = name.rsplit_once('.')?;
    let beside = instrument.with_file_name(format!("{stem}.sample.{ending}"));
    beside.is_file().then_some(beside)
}

/// Reads a profile.
///
/// # Errors
/// When it can't be read, or has mistakes, which are shown.
pub(crate) fn profile(path: &Path, instrument: &Instrument, console: &Console) -> Result<Profile, Failure> {
    let bytes = read_named(path, &console.limits)?;
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = source::load(&mut sources, &shown(path), bytes, &console.limits, &mut sink);
    let text = file.and_then(|file| sources.get(file)).map(|file| file.text.clone()).unwrap_or_default();
    let profile = file.map(|file| {
        let document = source::read(file, &text, BlockKind::Sample, &console.limits, &mut sink);
        read_profile(&document, instrument, &console.limits, &mut sink)
    });
    let diagnostics = sink.into_sorted(&sources).into_iter().map(compiling::with_flag).collect();
    let mut report = Report::default();
    report.add(Checked { path: shown(path), sources, diagnostics });
    if report.exit() != Exit::Ok {
        let look = Look { lang: console.lang, width: console.width(), most: console.limits.diagnostics };
        console.print_error(&render::text::render(&report, look));
        return Err(Failure::said(report.exit().worse(Exit::Findings)));
    }
    Ok(profile.unwrap_or_default())
}

/// The waves of a run: those named, else the profile's, else one without a name.
pub(crate) fn waves(named: &[String], profile: &Profile, today: Option<Date>) -> Vec<Wave> {
    let usual = today.map(|day| (day, day)).or(profile.today);
    let known = |name: &str| profile.waves.iter().find(|wave| *wave.wave == *name);
    let names: Vec<&str> = match named {
        [] => profile.waves.iter().map(|wave| &*wave.wave).collect(),
        named => named.iter().map(String::as_str).collect(),
    };
    if names.is_empty() {
        return vec![Wave { name: None, days: usual }];
    }
    let count = names.len();
    let wave = |(at, name): (usize, &&str)| {
        let back = i64::try_from(count - 1 - at).unwrap_or(0) * BETWEEN_WAVES;
        let base = usual.or_else(|| Date::parse("2025-06-30").map(|day| (day, day)));
        let earlier = |day: Date| day.add_months(-back);
        let spaced = base.and_then(|(first, last)| Some((earlier(first)?, earlier(last)?)));
        let days = known(name).and_then(|wave| wave.days).or(spaced);
        Wave { name: Some((*name).into()), days }
    };
    names.iter().enumerate().map(wave).collect()
}

/// How records are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// A line of JSON a record.
    Ndjson,
    /// A row a record, and a file per roster.
    Csv(CsvStyle),
}

/// Records written down: lines of the main file, and of each roster's.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// Lines of the main file.
    pub(crate) main: String,
    /// Lines of the file of each roster.
    pub(crate) rosters: Vec<String>,
    /// What became of the records.
    pub(crate) tally: Tally,
}

/// What became of records.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Written.
    pub(crate) written: u64,
    /// Of them, with a mistake made on purpose.
    pub(crate) mistaken: u64,
    /// Not made, because something couldn't be satisfied.
    pub(crate) left_out: u64,
    /// What that was.
    pub(crate) broken: BTreeMap<(ItemId, ProblemKind), u64>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.written += other.written;
        self.mistaken += other.mistaken;
        self.left_out += other.left_out;
        for (what, count) in other.broken {
            *self.broken.entry(what).or_insert(0) += count;
        }
    }
}

/// So many records, by so many workers.
pub(crate) struct Run<'a> {
    pub(crate) instrument: &'a Instrument,
    pub(crate) sampler: &'a Sampler<'a>,
    pub(crate) written: Written,
    pub(crate) records: u64,
    pub(crate) jobs: u64,
}

impl Run<'_> {
    /// Makes all records and hands them over in order.
    ///
    /// # Errors
    /// Those of `take`.
    pub(crate) fn each<E>(&self, mut take: impl FnMut(Lines) -> Result<(), E>) -> Result<Tally, E> {
        let waves = self.sampler.options().waves.len() as u64;
        let cases = self.records.div_ceil(waves.max(1));
        let mut whole = Tally::default();
        let mut begin = 1;
        let first = self.lines(&mut self.sampler.worker(), begin, FIRST.min(cases));
        begin += FIRST;
        let hopeless = first.tally.written == 0;
        whole.add(hand(first, &mut take)?);
        while begin <= cases && !hopeless {
            let starts: Vec<u64> =
                (0..self.jobs).map(|job| begin + job * CHUNK).filter(|at| *at <= cases).collect();
            for lines in self.round(&starts, cases) {
                whole.add(hand(lines, &mut take)?);
            }
            begin += self.jobs * CHUNK;
        }
        Ok(whole)
    }

    /// One chunk for each worker, side by side.
    fn round(&self, starts: &[u64], cases: u64) -> Vec<Lines> {
        let chunk =
            |start: u64| self.lines(&mut self.sampler.worker(), start, (start + CHUNK - 1).min(cases));
        if let [start] = starts {
            return vec![chunk(*start)];
        }
        thread::scope(|scope| {
            let workers: Vec<_> =
                starts.iter().map(|start| (*start, scope.spawn(move || chunk(*start)))).collect();
            // A worker that fell is made up for here, where the fall is reported as any other.
            workers
                .into_iter()
                .map(|(start, worker)| worker.join().unwrap_or_else(|_| chunk(start)))
                .collect()
        })
    }

    /// The records of these cases, up to the last that is wanted.
    fn lines(&self, worker: &mut Worker<'_>, first: u64, last: u64) -> Lines {
        let csv = match self.written {
            Written::Csv(style) => Some(CsvRecords::new(self.instrument, style)),
            Written::Ndjson => None,
        };
        let waves = self.sampler.options().waves.len() as u64;
        let mut lines =
            Lines { rosters: vec![String::new(); self.instrument.rosters.len()], ..Lines::default() };
        for case in first..=last {
            let wanted = self.records.saturating_sub((case - 1) * waves);
            let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
            for made in worker.case(case).into_iter().take(wanted) {
                self.write(made, csv.as_ref(), &mut lines);
            }
        }
        lines
    }

    fn write(&self, made: Made, csv: Option<&CsvRecords<'_>>, lines: &mut Lines) {
        let tally = &mut lines.tally;
        if !made.broken.is_empty() {
            tally.left_out += 1;
            let mut broken = made.broken;
            broken.dedup();
            broken.into_iter().for_each(|what| *tally.broken.entry(what).or_insert(0) += 1);
            return;
        }
        tally.written += 1;
        tally.mistaken += u64::from(!made.mistakes.is_empty());
        let name = RecordName { case: made.case, wave: made.wave };
        match csv {
            None => {
                lines.main.push_str(&record_json(self.instrument, &made.record, &name).to_string());
                lines.main.push('\n');
            }
            Some(csv) => {
                let (main, rosters) = csv.record(&made.record, &name);
                lines.main.push_str(&main);
                for (file, roster) in lines.rosters.iter_mut().zip(rosters) {
                    file.push_str(&roster.lines);
                }
            }
        }
    }
}

fn hand<E>(mut lines: Lines, take: &mut impl FnMut(Lines) -> Result<(), E>) -> Result<Tally, E> {
    let tally = std::mem::take(&mut lines.tally);
    take(lines)?;
    Ok(tally)
}

/// What became of the records, for people.
pub(crate) fn told(instrument: &Instrument, tally: &Tally) -> Vec<Message> {
    let mut all = Vec::new();
    if tally.left_out > 0 {
        let (left_out, tried) = (tally.left_out, tally.left_out + tally.written);
        all.push(Message::new(
            format!("{left_out} dari {tried} rekaman tidak dapat dibuat dengan benar dan tidak ditulis:"),
            format!("{left_out} of {tried} records could not be made right and are not written:"),
        ));
    }
    for ((item, kind), count) in &tally.broken {
        let id = instrument.items.get(*item).map_or("", |item| &*item.id);
        let check = kind.check();
        all.push(Message::new(
            format!("  `{id}`, pemeriksaan `{check}`: {count} kali"),
            format!("  `{id}`, check `{check}`: {count} times"),
        ));
    }
    if tally.mistaken > 0 {
        let count = tally.mistaken;
        all.push(Message::new(
            format!("{count} rekaman sengaja dibuat salah"),
            format!("{count} records have a mistake made on purpose"),
        ));
    }
    all
}
