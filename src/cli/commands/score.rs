//! `monev score`: calculations, scores and bands of each record, in the order of the file.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::base::Message;
use crate::batch::{Batch, Checked, CsvStyle, Scored, Summary, Table, Verdict};
use crate::cli::compiling;
use crate::cli::console::Console;
use crate::cli::exit::{Failure, Outcome};
use crate::cli::files::shown;
use crate::cli::output::{self, AtomicFile};
use crate::cli::records::{OpenRecords, RecordArgs, WritingArgs};
use crate::cli::render::{scores, summary};
use crate::model::Instrument;
use crate::rules::Plan;

/// Compute the scores of records.
#[derive(Debug, clap::Args)]
pub(crate) struct Score {
    /// The instrument
    #[arg(value_name = "INSTRUMENT")]
    instrument: PathBuf,
    #[command(flatten)]
    records: RecordArgs,
    /// Write calculations, scores and bands into a file: .csv or .ndjson
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How to print them: a table of scores for people, or everything for programs
    #[arg(long, value_name = "FORMAT", default_value = "table", conflicts_with = "out")]
    format: Format,
    #[command(flatten)]
    writing: WritingArgs,
}

/// How scores are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table of scores and bands, with what is wrong below it
    Table,
    /// A row a record, with every calculation
    Csv,
    /// A line of JSON a record, with every calculation
    Ndjson,
}

impl Score {
    /// Reads, scores and prints or writes, one record after another.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let to_file =
            self.out.as_deref().map(|path| format_of(path).map(|format| (path, format))).transpose()?;
        output::spare(self.out.as_deref(), [self.instrument.as_path(), &self.records.records])?;
        let instrument = compiling::instrument(&self.instrument, console)?;
        let plan = Plan::new(&instrument);
        let mut batch = Batch::new(&instrument, &plan, self.records.options(console));
        let records = self.records.open(console)?;
        let style = self.writing.style();
        let work = Work { instrument: &instrument, style, console };
        let summary = match (to_file, self.format) {
            (Some((path, format)), _) => {
                let mut file = AtomicFile::create(path)?;
                let summary = work.data(&mut batch, records, format, &mut file);
                let summary = summary.map_err(|stop| stop.failure(|error| file.failure(&error)))?;
                file.commit()?;
                console.remark(&written(path, &summary));
                summary
            }
            (None, Format::Table) => work.table(&mut batch, records)?,
            (None, format) => {
                let mut out = console.data();
                let summary = work.data(&mut batch, records.printed(console), format, &mut out);
                summary.map_err(|stop| stop.failure(Failure::from))?
            }
        };
        Ok(summary::exit(&summary))
    }
}

/// The format a file's name asks for.
fn format_of(path: &Path) -> Result<Format, Failure> {
    match output::ending(path).as_deref() {
        Some("csv") => Ok(Format::Csv),
        Some("ndjson" | "jsonl") => Ok(Format::Ndjson),
        Some(_) | None => Err(output::unknown_ending(path, ["csv", "ndjson"])),
    }
}

fn written(path: &Path, summary: &Summary) -> Message {
    let (path, rows) = (shown(path), summary.records);
    let noun = if rows == 1 { "row" } else { "rows" };
    Message::new(format!("{rows} baris ditulis ke `{path}`"), format!("{rows} {noun} written to `{path}`"))
}

/// Why writing stopped: the records can't be read, or the output can't be written.
enum Stop {
    Read(Failure),
    Write(std::io::Error),
}

impl Stop {
    fn failure(self, write: impl FnOnce(std::io::Error) -> Failure) -> Failure {
        match self {
            Self::Read(failure) => failure,
            Self::Write(error) => write(error),
        }
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error)
    }
}

/// What all formats need.
struct Work<'a> {
    instrument: &'a Instrument,
    style: CsvStyle,
    console: &'a Console,
}

impl Work<'_> {
    /// A table for people: rows up to a limit, then what is wrong, then the numbers.
    fn table(&self, batch: &mut Batch<'_>, records: OpenRecords) -> Result<Summary, Failure> {
        let console = self.console;
        let mut summary = Summary::new(self.instrument);
        let mut table = scores::ScoreTable::new(self.instrument, batch.table(), console);
        let files = records.files.clone();
        let mut noted: Vec<Checked> = Vec::new();
        let mut unprinted = 0_usize;
        for raw in records {
            let mut scored = batch.score(raw?);
            summary.add_scored(&scored, batch.table());
            let (about_file, checked) = scored.checked.apart();
            noted.extend(about_file);
            scored.checked = checked;
            table.add(&scored);
            let Scored { checked, .. } = scored;
            match (checked.verdict, noted.len() < console.limits.diagnostics) {
                (Verdict::Valid, _) if checked.findings.is_empty() && checked.problems.is_empty() => {}
                (_, true) => noted.push(checked),
                (_, false) => unprinted += checked.findings.len() + checked.problems.len(),
            }
        }
        console.print(&table.finish())?;
        let mut printer = summary::Printer::new(console, files).having_left_out(unprinted);
        noted.iter().for_each(|checked| printer.add(checked));
        printer.finish()?;
        console.print(&summary::bands(&summary, console.lang))?;
        console.print(&summary::counts(&summary, console.lang))?;
        Ok(summary)
    }

    /// Everything, for programs; what is wrong with the records is summed up on standard error.
    fn data(
        &self,
        batch: &mut Batch<'_>,
        records: OpenRecords,
        format: Format,
        out: &mut impl Write,
    ) -> Result<Summary, Stop> {
        let mut summary = Summary::new(self.instrument);
        let table: Table = batch.table().clone();
        if format == Format::Csv {
            out.write_all(table.csv_header(self.style).as_bytes())?;
        }
        for raw in records {
            let scored = batch.score(raw.map_err(Stop::Read)?);
            summary.add_scored(&scored, &table);
            if scored.checked.row == 0 {
                continue;
            }
            // A record that couldn't be read keeps its row, so that rows and records go together.
            let row = scored.values.unwrap_or_else(|| table.blank(&scored.checked));
            let text = match format {
                Format::Csv => table.csv_row(&row, self.style),
                Format::Ndjson | Format::Table => table.ndjson_row(&row),
            };
            out.write_all(text.as_bytes())?;
        }
        out.flush()?;
        self.console.print_error(&summary::counts(&summary, self.console.lang));
        Ok(summary)
    }
}
