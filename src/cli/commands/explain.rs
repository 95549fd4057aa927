//! `monev explain`: why a record has the score it has.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::json;

use crate::base::{Message, nearest};
use crate::batch::{ReadRecord, RecordReader};
use crate::cli::compiling;
use crate::cli::console::Console;
use crate::cli::escape;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::files::shown;
use crate::cli::records::{ReadingArgs, RecordArgs};
use crate::cli::render::{explanation, tree};
use crate::model::{Instrument, ScoreId};
use crate::rules::{Explanation, Plan, evaluate, explain};

/// Show why a record has the score it has.
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The instrument
    #[arg(value_name = "INSTRUMENT")]
    instrument: PathBuf,
    /// The record: a file with one, FILE:N for the Nth of a file, or - for standard input
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    /// The score; without it, all of them
    #[arg(value_name = "SCORE")]
    score: Option<String>,
    /// The record of this case in the file
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    /// Of several records of a case, that of this wave
    #[arg(long, value_name = "WAVE", requires = "case")]
    wave: Option<String>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// How explanations are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A tree, for people
    Text,
    /// JSON, for programs
    Json,
}

impl Explain {
    /// Finds the record, evaluates it and explains.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let instrument = compiling::instrument(&self.instrument, console)?;
        let scores = match &self.score {
            Some(name) => vec![find_score(&instrument, name)?],
            None if instrument.scores.is_empty() => return Err(no_scores(&instrument)),
            None => instrument.scores.ids().collect(),
        };
        let read = self.find(&instrument, console)?;
        let Some(record) = read.record else { return Err(unreadable(&read, console)) };
        let outcome = evaluate(&instrument, &Plan::new(&instrument), &record);
        let explained: Vec<Explanation> =
            scores.into_iter().filter_map(|id| explain(&instrument, &outcome, id)).collect();
        console.print(&self.format.render(&explained, console))?;
        let wrong = read.findings.iter().filter(|finding| finding.is_error()).count();
        if wrong > 0 {
            console.remark(&has_findings(wrong));
        }
        Ok(Exit::Ok)
    }

    /// The record asked for.
    fn find(&self, instrument: &Instrument, console: &Console) -> Result<ReadRecord, Failure> {
        let (records, number) = place(&self.record);
        let place = RecordArgs { records, reading: self.reading.clone() };
        let mut reader = RecordReader::new(instrument, place.options(console));
        let mut found: Option<ReadRecord> = None;
        for raw in place.open(console)? {
            let read = reader.read(raw?);
            let wanted = match (number, &self.case) {
                (Some(number), _) => read.row == number,
                (None, Some(case)) => self.is_case(&read, case),
                // What is said of a file as a whole is no record; it is told where there is none.
                (None, None) => read.row > 0 || found.is_none(),
            };
            if wanted && found.as_ref().is_some_and(|found| found.row > 0) {
                return Err(self.which(&place.records));
            }
            let over = number.is_some_and(|number| read.row >= number);
            if wanted {
                found = Some(read);
            }
            if over {
                break;
            }
        }
        found.ok_or_else(|| no_such_record(&place.records))
    }

    /// More than one record is meant.
    fn which(&self, path: &Path) -> Failure {
        let path = shown(path);
        match &self.case {
            None => Failure::usage(Message::new(
                format!("`{path}` berisi lebih dari satu rekaman"),
                format!("`{path}` holds more than one record"),
            ))
            .hint(Message::new(
                format!("sebutkan yang mana: `{path}:2`, atau `--case NOMOR`"),
                format!("say which: `{path}:2`, or `--case CASE`"),
            )),
            Some(case) => Failure::usage(Message::new(
                format!("`{path}` berisi lebih dari satu rekaman dari kasus `{case}`"),
                format!("`{path}` holds more than one record of the case `{case}`"),
            ))
            .hint(Message::new(
                format!("sebutkan yang mana: `--wave GELOMBANG`, atau `{path}:2`"),
                format!("say which: `--wave WAVE`, or `{path}:2`"),
            )),
        }
    }

    fn is_case(&self, read: &ReadRecord, case: &str) -> bool {
        let wave = self.wave.as_deref().is_none_or(|wave| read.wave.as_deref() == Some(wave));
        read.case.as_deref() == Some(case) && wave
    }
}

impl Format {
    fn render(self, explained: &[Explanation], console: &Console) -> String {
        match self {
            Self::Text => {
                let trees = explained
                    .iter()
                    .map(|one| tree::render(&explanation::tree(one, console.lang), console.width()));
                trees.collect::<Vec<_>>().join("\n")
            }
            Self::Json => escape::json(&json!({
                "format": "monev.explanation",
                "format_version": 1,
                "scores": explained,
            })),
        }
    }
}

/// `FILE:N` taken apart, unless a file has that very name.
fn place(path: &Path) -> (PathBuf, Option<u64>) {
    let text = path.to_string_lossy();
    let apart = text.rsplit_once(':').and_then(|(file, number)| Some((file, number.parse().ok()?)));
    match apart {
        Some((file, number)) if !path.exists() => (PathBuf::from(file), Some(number)),
        Some(_) | None => (path.to_owned(), None),
    }
}

/// A score by its id, also as `score.ID` or `band.ID`.
pub(crate) fn find_score(instrument: &Instrument, name: &str) -> Result<ScoreId, Failure> {
    let id = name.strip_prefix("score.").or_else(|| name.strip_prefix("band.")).unwrap_or(name);
    let found = instrument.scores.iter().find(|(_, score)| &*score.id == id).map(|(at, _)| at);
    found.ok_or_else(|| {
        let failure = Failure::usage(Message::new(
            format!("tidak ada skor `{id}` dalam instrumen ini"),
            format!("this instrument has no score `{id}`"),
        ));
        let names: Vec<&str> = instrument.scores.values().map(|score| &*score.id).collect();
        failure.hint(match nearest(id, names.iter().copied()) {
            Some(near) => Message::new(format!("maksud Anda `{near}`?"), format!("did you mean `{near}`?")),
            None => {
                let names = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                Message::new(format!("skornya: {names}"), format!("its scores: {names}"))
            }
        })
    })
}

fn no_scores(instrument: &Instrument) -> Failure {
    let id = &instrument.id;
    Failure::usage(Message::new(
        format!("instrumen `{id}` tidak memiliki skor"),
        format!("the instrument `{id}` has no scores"),
    ))
}

fn has_findings(count: usize) -> Message {
    let noun = if count == 1 { "error" } else { "errors" };
    Message::new(
        format!("rekaman ini memiliki {count} kesalahan; `monev validate` menyebutkannya"),
        format!("this record has {count} {noun}; `monev validate` lists them"),
    )
}

fn no_such_record(path: &Path) -> Failure {
    let path = shown(path);
    Failure::usage(Message::new(
        format!("tidak ada rekaman seperti itu di `{path}`"),
        format!("there is no such record in `{path}`"),
    ))
}

/// The record doesn't read as one of this instrument: what was found says why.
fn unreadable(read: &ReadRecord, console: &Console) -> Failure {
    let why = read.findings.first().map(|finding| finding.text(console.lang)).unwrap_or_default();
    Failure::because(
        Exit::Findings,
        Message::new(format!("rekaman tidak terbaca: {why}"), format!("the record can't be read: {why}")),
    )
}
