//! `monev sample`: random records that obey an instrument.

use std::io::{self, Write};
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::thread;

use clap::ValueEnum;

use crate::base::Message;
use crate::batch::{CsvRecords, CsvStyle};
use crate::cli::compiling;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::files::shown;
use crate::cli::output::{self, AtomicFile};
use crate::cli::sampling::{self, Lines, Run, Tally, Written};
use crate::model::Instrument;
use crate::rules::Plan;
use crate::sample::{Options, Profile, Rate, Sampler};

/// Make random records that obey an instrument.
#[derive(Debug, clap::Args)]
pub(crate) struct Sample {
    /// The instrument
    #[arg(value_name = "INSTRUMENT")]
    instrument: PathBuf,
    /// How many records
    #[arg(short = 'n', long = "records", value_name = "N", default_value_t = 100)]
    records: u64,
    /// The same seed gives the same records
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// How answers are distributed [default: NAME.sample.yaml beside the instrument, if it is there]
    #[arg(long, value_name = "FILE", conflicts_with = "no_profile")]
    profile: Option<PathBuf>,
    /// Leave everything to chance
    #[arg(long)]
    no_profile: bool,
    /// The waves: each case has a record in each [default: those of the profile]
    #[arg(long, value_name = "WAVE,…", value_delimiter = ',')]
    waves: Vec<String>,
    /// How often a question that needn't be answered is left open
    #[arg(long, value_name = "RATE", default_value = "5%", value_parser = rate)]
    missing: Rate,
    /// How often nobody knows, where that may be recorded
    #[arg(long, value_name = "RATE", default_value = "2%", value_parser = rate)]
    dont_know: Rate,
    /// How often an answer is refused, where that may be recorded
    #[arg(long, value_name = "RATE", default_value = "1%", value_parser = rate)]
    refused: Rate,
    /// How many records have a mistake made on purpose
    #[arg(long, value_name = "RATE", default_value = "0%", value_parser = rate)]
    mistakes: Rate,
    /// Write into a file: .ndjson, or .csv with a file NAME.ROSTER.csv beside it for each roster
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How records are written down [default: by the file's name, else ndjson]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// In CSV, keep spreadsheets from taking text for formulas
    #[arg(long)]
    spreadsheet_safe: bool,
    /// How many to make at once; the records are the same [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroU64>,
}

/// How records are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line of JSON a record
    Ndjson,
    /// A row a record
    Csv,
}

fn rate(text: &str) -> Result<Rate, String> {
    Rate::parse(text).ok_or_else(|| "a rate is a percentage such as 2%, or a share such as 0.02".to_owned())
}

impl Sample {
    /// Makes records and writes them as they are made.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let format = self.format()?;
        let inputs = std::iter::once(self.instrument.as_path()).chain(self.profile.as_deref());
        output::spare(self.out.as_deref(), inputs)?;
        let instrument = compiling::instrument(&self.instrument, console)?;
        if format == Format::Csv && self.out.is_none() && !instrument.rosters.is_empty() {
            return Err(needs_files());
        }
        let profile = self.profile(&instrument, console)?;
        let plan = Plan::new(&instrument);
        let sampler = Sampler::new(&instrument, &plan, &profile, self.options(&profile, console));
        let style = CsvStyle { spreadsheet_safe: self.spreadsheet_safe, ..CsvStyle::default() };
        let written = if format == Format::Csv { Written::Csv(style) } else { Written::Ndjson };
        let jobs = self.jobs.map(NonZeroU64::get);
        let jobs =
            jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, |n| n.get() as u64)).min(64);
        let run = Run { instrument: &instrument, sampler: &sampler, written, records: self.records, jobs };
        let tally = match &self.out {
            Some(path) => to_files(&run, path, console)?,
            None => to_output(&run, console)?,
        };
        for line in sampling::told(&instrument, &tally) {
            console.remark(&line);
        }
        Ok(if tally.left_out > 0 { Exit::Findings } else { Exit::Ok })
    }

    fn format(&self) -> Result<Format, Failure> {
        let ending = self.out.as_deref().and_then(output::ending);
        match (self.format, ending.as_deref(), &self.out) {
            (Some(format), _, _) => Ok(format),
            (None, Some("csv"), _) => Ok(Format::Csv),
            (None, Some("ndjson" | "jsonl"), _) | (None, _, None) => Ok(Format::Ndjson),
            (None, _, Some(path)) => Err(output::unknown_ending(path, ["csv", "ndjson"])),
        }
    }

    fn profile(&self, instrument: &Instrument, console: &Console) -> Result<Profile, Failure> {
        let path = match &self.profile {
            Some(path) => Some(path.clone()),
            None if self.no_profile => None,
            None => sampling::beside(&self.instrument),
        };
        path.map_or_else(|| Ok(Profile::default()), |path| sampling::profile(&path, instrument, console))
    }

    fn options(&self, profile: &Profile, console: &Console) -> Options {
        Options {
            seed: self.seed,
            missing: self.missing,
            dont_know: self.dont_know,
            refused: self.refused,
            mistakes: self.mistakes,
            waves: sampling::waves(&self.waves, profile, console.today),
        }
    }
}

/// The files of rosters beside the main file, headers in each where there are any.
fn to_files(run: &Run<'_>, path: &Path, console: &Console) -> Result<Tally, Failure> {
    let mut main = AtomicFile::create(path)?;
    let mut rosters = Vec::new();
    if let Written::Csv(style) = run.written {
        let (header, files) = CsvRecords::new(run.instrument, style).headers();
        put(&mut main, &header)?;
        for file in files {
            let mut roster = AtomicFile::create(&beside(path, &file.id))?;
            put(&mut roster, &file.lines)?;
            rosters.push(roster);
        }
    }
    let tally = run.each(|lines: Lines| {
        put(&mut main, &lines.main)?;
        rosters.iter_mut().zip(&lines.rosters).try_for_each(|(file, text)| put(file, text))
    })?;
    rosters.into_iter().try_for_each(AtomicFile::commit)?;
    main.commit()?;
    let (path, count) = (shown(path), tally.written);
    let noun = if count == 1 { "record" } else { "records" };
    console.remark(&Message::new(
        format!("{count} rekaman ditulis ke `{path}`"),
        format!("{count} {noun} written to `{path}`"),
    ));
    Ok(tally)
}

fn put(file: &mut AtomicFile, text: &str) -> Result<(), Failure> {
    file.write_all(text.as_bytes()).map_err(|error| file.failure(&error))
}

/// `usaha.barang.csv` beside `usaha.csv`.
fn beside(path: &Path, roster: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "csv"));
    path.with_file_name(format!("{stem}.{roster}.{ending}"))
}

fn to_output(run: &Run<'_>, console: &Console) -> Result<Tally, Failure> {
    let mut out = console.data();
    if let Written::Csv(style) = run.written {
        out.write_all(CsvRecords::new(run.instrument, style).headers().0.as_bytes())?;
    }
    let tally = run.each(|lines: Lines| -> io::Result<()> { out.write_all(lines.main.as_bytes()) })?;
    out.flush()?;
    Ok(tally)
}

fn needs_files() -> Failure {
    Failure::usage(Message::new(
        "instrumen ini memiliki roster; CSV-nya beberapa berkas",
        "the instrument has rosters; its CSV is several files",
    ))
    .hint(Message::new("beri nama dengan `--out BERKAS.csv`", "name them with `--out FILE.csv`"))
}
