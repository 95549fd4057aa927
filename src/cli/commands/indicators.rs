//! `monev indicators`: the programme's figures over all records, for the office itself.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::json;

use crate::base::Message;
use crate::batch::indicators::{IndicatorResult, Tallies, indicators_csv, indicators_json};
use crate::batch::{Batch, Summary};
use crate::cli::compiling;
use crate::cli::console::Console;
use crate::cli::escape;
use crate::cli::exit::{Failure, Outcome};
use crate::cli::files::shown;
use crate::cli::output::{self, write_file};
use crate::cli::records::{RecordArgs, WritingArgs};
use crate::cli::render::{indicators, summary};
use crate::model::Instrument;
use crate::rules::Plan;

/// Compute the indicators of records, for the office itself.
#[derive(Debug, clap::Args)]
pub(crate) struct Indicators {
    /// The instrument
    #[arg(value_name = "INSTRUMENT")]
    instrument: PathBuf,
    #[command(flatten)]
    records: RecordArgs,
    /// Write them into a file: .json or .csv
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "text", conflicts_with = "out")]
    format: Format,
    #[command(flatten)]
    writing: WritingArgs,
}

/// How indicators are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables, for people
    Text,
    /// One JSON document
    Json,
    /// A row a figure
    Csv,
}

impl Indicators {
    /// Reads every record, and prints or writes what they come to.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let format = self.out.as_deref().map_or(Ok(self.format), format_of)?;
        output::spare(self.out.as_deref(), [self.instrument.as_path(), &self.records.records])?;
        let instrument = compiling::instrument(&self.instrument, console)?;
        let plan = Plan::new(&instrument);
        let mut batch = Batch::new(&instrument, &plan, self.records.options(console));
        let (mut tallies, mut summary) = (Tallies::new(&instrument), Summary::new(&instrument));
        for raw in self.records.open(console)? {
            let checked = batch.tally(raw?, &mut tallies);
            summary.add(&checked);
        }
        let results = tallies.finish();
        let text = match format {
            Format::Text => indicators::tables(&instrument, &results, console),
            Format::Json => document(&instrument, &results, &summary),
            Format::Csv => indicators_csv(&instrument, &results, self.writing.style()),
        };
        match &self.out {
            Some(path) => {
                write_file(path, text.as_bytes())?;
                console.remark(&written(path, results.len()));
            }
            None if format == Format::Text => console.print(&text)?,
            None => std::io::Write::write_all(&mut console.data(), text.as_bytes())?,
        }
        console.print_error(&summary::counts(&summary, console.lang));
        if summary.repeated > 0 {
            console.remark(&repeated(summary.repeated));
        }
        console.remark(&not_for_publication());
        Ok(summary::exit(&summary))
    }
}

/// The format a file's name asks for.
fn format_of(path: &Path) -> Result<Format, Failure> {
    match output::ending(path).as_deref() {
        Some("csv") => Ok(Format::Csv),
        Some("json") => Ok(Format::Json),
        Some(_) | None => Err(output::unknown_ending(path, ["csv", "json"])),
    }
}

/// Everything, for programs.
fn document(instrument: &Instrument, results: &[IndicatorResult], summary: &Summary) -> String {
    let document = json!({
        "format": "monev.indicators",
        "format_version": 1,
        "instrument": &*instrument.id,
        "version": instrument.version.to_string(),
        "suppressed": false,
        "records": {
            "read": summary.records,
            "with_warnings": summary.with_warnings,
            "with_errors": summary.with_errors,
            "unreadable": summary.unreadable,
            "repeated": summary.repeated,
            "counted": summary.counted(),
        },
        "indicators": indicators_json(instrument, results),
    });
    format!("{}\n", escape::json_line(&document))
}

fn written(path: &Path, count: usize) -> Message {
    let path = shown(path);
    let noun = if count == 1 { "indicator" } else { "indicators" };
    Message::new(
        format!("{count} indikator ditulis ke `{path}`"),
        format!("{count} {noun} written to `{path}`"),
    )
}

/// Records that count in no figure, for their case and wave were there before.
fn repeated(count: u64) -> Message {
    let verb = if count == 1 {
        "record repeats an earlier one and doesn't count"
    } else {
        "records repeat earlier ones and don't count"
    };
    Message::new(
        format!("{count} rekaman mengulang kasus dan gelombang rekaman sebelumnya dan tidak dihitung"),
        format!("{count} {verb}: the same case and wave"),
    )
}

/// What is said with every output: small groups are shown as they are.
fn not_for_publication() -> Message {
    Message::new(
        "untuk kantor sendiri: kelompok kecil ditampilkan apa adanya dan orangnya bisa dikenali; jangan diterbitkan",
        "for the office itself: small groups are shown as they are and their people may be recognised; not for publication",
    )
}
