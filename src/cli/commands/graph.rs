//! `monev graph`: a picture of an instrument's flow, or of what a score is made of.

use std::path::PathBuf;

use clap::ValueEnum;

use super::explain::find_score;
use crate::base::Lang;
use crate::cli::compiling;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Outcome};
use crate::cli::output::{self, write_file};
use crate::export::graph::{Notation, render};
use crate::form::diagram::{flow, score};
use crate::model::Instrument;

/// Draw the flow of an instrument, or what a score is made of.
#[derive(Debug, clap::Args)]
pub(crate) struct Graph {
    /// The instrument
    #[arg(value_name = "INSTRUMENT")]
    instrument: PathBuf,
    /// The score to draw, instead of the flow
    #[arg(long, value_name = "SCORE")]
    score: Option<String>,
    /// In what to write it
    #[arg(long, value_name = "FORMAT", default_value = "svg")]
    format: Format,
    /// The file to write; without it, standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// In what pictures are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A picture for browsers and print
    Svg,
    /// For Graphviz
    Dot,
    /// For Mermaid
    Mermaid,
}

impl Graph {
    /// Compiles, draws and writes.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let instrument = compiling::instrument(&self.instrument, console)?;
        output::spare(self.out.as_deref(), [self.instrument.as_path()])?;
        let language = language(&instrument, console.lang);
        let found = self.score.as_ref().map(|name| find_score(&instrument, name)).transpose()?;
        let drawn = found.and_then(|found| score(&instrument, found, language));
        let diagram = drawn.unwrap_or_else(|| flow(&instrument, language));
        let notation = match self.format {
            Format::Svg => Notation::Svg,
            Format::Dot => Notation::Dot,
            Format::Mermaid => Notation::Mermaid,
        };
        let text = render(&diagram, notation);
        match &self.out {
            Some(out) => write_file(out, text.as_bytes())?,
            None => console.print(&text)?,
        }
        Ok(Exit::Ok)
    }
}

/// The instrument's language that is spoken to the user, else its first.
fn language(instrument: &Instrument, lang: Lang) -> usize {
    let tag = match lang {
        Lang::Id => "id",
        Lang::En => "en",
    };
    let begins = |known: &str| known == tag || known.starts_with(&format!("{tag}-"));
    instrument.languages.iter().position(|known| begins(known)).unwrap_or(0)
}
