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
use crate::cli::records::RecordArgs;
use crate::cli::render::{explanation, tree};
use crate::model::{Instrument, ScoreId};
use crate::rules::{Explanation, Plan, evaluate, explain};

/// Show why a record has the score it has.
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The instrument
    #[arg(value_name = "INSTRUMENT")]
    instrument: PathBuf,
    /// The record: a file with one, or FILE:N for the Nth of a file
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
            None => instrument.scores.ids().collect(),
        };
        let read = self.find(&instrument, console)?;
        let Some(record) = read.record else { return Err(unreadable(&read, console)) };
        let outcome = evaluate(&instrument, &Plan::new(&instrument), &record);
        let explained: Vec<Explanation> =
            scores.into_iter().filter_map(|id| explain(&instrument, &outcome, id)).collect();
        console.print(&self.format.render(&explained, console))?;
        Ok(Exit::Ok)
    }

    /// The record asked for.
    fn find(&self, instrument: &Instrument, console: &Console) -> Result<ReadRecord, Failure> {
        let (path, number) = place(&self.record);
        let place = RecordArgs::at(path);
        let mut reader = RecordReader::new(instrument, place.options(console));
        let mut found = None;
        for (at, raw) in (1_u64..).zip(place.open(console)?) {
            let read = reader.read(raw?);
            let wanted = match (number, &self.case) {
                (Some(number), _) => read.row == number,
                (None, Some(case)) => self.is_case(&read, case),
                (None, None) if at > 1 && read.row > 1 => return Err(which(&place.records)),
                (None, None) => true,
            };
            let later = number.is_some_and(|number| read.row > number);
            if wanted {
                found = Some(read);
            }
            if later || (found.is_some() && (number.is_some() || self.case.is_some())) {
                break;
            }
        }
        found.ok_or_else(|| no_such_record(&place.records))
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
fn find_score(instrument: &Instrument, name: &str) -> Result<ScoreId, Failure> {
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

fn which(path: &Path) -> Failure {
    let path = shown(path);
    Failure::usage(Message::new(
        format!("`{path}` berisi lebih dari satu catatan"),
        format!("`{path}` holds more than one record"),
    ))
    .hint(Message::new(
        format!("sebutkan yang mana: `{path}:2`, atau `--case NOMOR`"),
        format!("say which: `{path}:2`, or `--case CASE`"),
    ))
}

fn no_such_record(path: &Path) -> Failure {
    let path = shown(path);
    Failure::usage(Message::new(
        format!("tidak ada catatan seperti itu di `{path}`"),
        format!("there is no such record in `{path}`"),
    ))
}

/// The record doesn't read as one of this instrument: what was found says why.
fn unreadable(read: &ReadRecord, console: &Console) -> Failure {
    let why = read.findings.first().map(|finding| finding.text(console.lang)).unwrap_or_default();
    Failure::because(
        Exit::Findings,
        Message::new(format!("catatan tidak terbaca: {why}"), format!("the record can't be read: {why}")),
    )
}
