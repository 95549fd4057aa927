//! `monev validate`: what is wrong with each record, in the order of the file.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::json;

use crate::batch::{Batch, Checked, CsvStyle, Summary};
use crate::cli::compiling;
use crate::cli::console::Console;
use crate::cli::escape;
use crate::cli::exit::{Failure, Outcome};
use crate::cli::records::{OpenRecords, RecordArgs, WritingArgs};
use crate::cli::render::{finding, summary};
use crate::model::Instrument;
use crate::rules::Plan;

/// Find what is wrong with records.
#[derive(Debug, clap::Args)]
pub(crate) struct Validate {
    /// The instrument
    #[arg(value_name = "INSTRUMENT")]
    instrument: PathBuf,
    #[command(flatten)]
    records: RecordArgs,
    /// How to print what is found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Let messages show the answers their authors put into them
    #[arg(long)]
    show_answers: bool,
    #[command(flatten)]
    writing: WritingArgs,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines and a summary, for people
    Text,
    /// One JSON document
    Json,
    /// A line of JSON a record
    Ndjson,
    /// A row a problem
    Csv,
}

impl Validate {
    /// Reads, validates and prints, one record after another.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let instrument = compiling::instrument(&self.instrument, console)?;
        let plan = Plan::new(&instrument);
        let options = self.records.options(console);
        let mut batch = Batch::new(&instrument, &plan, options).showing_answers(self.show_answers);
        let records = self.records.open(console)?;
        let summary = match self.format {
            Format::Text => text(&instrument, &mut batch, records, console)?,
            Format::Json | Format::Ndjson | Format::Csv => {
                let style = self.writing.style();
                data(&instrument, &mut batch, records, (self.format, style), console)?
            }
        };
        Ok(summary::exit(&summary))
    }
}

fn text(
    instrument: &Instrument,
    batch: &mut Batch<'_>,
    records: OpenRecords,
    console: &Console,
) -> Result<Summary, Failure> {
    let mut summary = Summary::new(instrument);
    let mut printer = summary::Printer::new(console, records.files.clone());
    for raw in records {
        let checked = batch.check(raw?);
        summary.add(&checked);
        let (about_file, checked) = checked.apart();
        about_file.iter().for_each(|about| printer.add(about));
        printer.add(&checked);
    }
    printer.finish()?;
    console.print(&summary::undecided(&summary, console.lang))?;
    console.print(&summary::counts(&summary, console.lang))?;
    Ok(summary)
}

/// The formats for programs: everything, streamed; what it comes to stands at the end of JSON and on standard error.
fn data(
    instrument: &Instrument,
    batch: &mut Batch<'_>,
    records: OpenRecords,
    (format, style): (Format, CsvStyle),
    console: &Console,
) -> Result<Summary, Failure> {
    let mut summary = Summary::new(instrument);
    let files = records.files.clone();
    let mut out = console.data();
    out.write_all(opening(format, instrument).as_bytes())?;
    let mut first = true;
    for raw in records.printed(console) {
        let checked = batch.check(raw?);
        summary.add(&checked);
        let (about_file, checked) = checked.apart();
        for checked in about_file.iter().chain([&checked]) {
            let text = one(checked, &files, (format, style), console);
            if format == Format::Json {
                out.write_all(if first { b"\n" } else { b",\n" })?;
            }
            first = false;
            out.write_all(text.as_bytes())?;
        }
    }
    out.write_all(closing(format, &summary).as_bytes())?;
    out.flush()?;
    if format != Format::Json {
        console.print_error(&summary::counts(&summary, console.lang));
    }
    Ok(summary)
}

fn opening(format: Format, instrument: &Instrument) -> String {
    match format {
        Format::Json => format!(
            "{{\"format\": \"monev.validation\", \"format_version\": 1, \"instrument\": {}, \"version\": {},\n\"records\": [",
            json!(&*instrument.id),
            json!(instrument.version.to_string()),
        ),
        Format::Csv => finding::CSV_HEADER.to_owned(),
        Format::Text | Format::Ndjson => String::new(),
    }
}

fn one(
    checked: &Checked,
    files: &[String],
    (format, style): (Format, CsvStyle),
    console: &Console,
) -> String {
    match format {
        Format::Json => escape::json_line(&finding::json(checked, files)),
        Format::Ndjson => format!("{}\n", escape::json_line(&finding::json(checked, files))),
        Format::Csv => finding::csv(checked, files, console.lang, style),
        Format::Text => String::new(),
    }
}

fn closing(format: Format, summary: &Summary) -> String {
    if format != Format::Json {
        return String::new();
    }
    let undecided = summary
        .undecided
        .iter()
        .map(|((field, check), count)| json!({"field": &**field, "code": check, "count": count}));
    let counts = json!({
        "records": summary.records,
        "valid": summary.valid,
        "warnings": summary.with_warnings,
        "errors": summary.with_errors,
        "unreadable": summary.unreadable,
        "undecided": undecided.collect::<Vec<_>>(),
    });
    format!("\n],\n\"summary\": {counts}}}\n")
}
