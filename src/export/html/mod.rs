//! `form.html`: the questionnaire as a printable page, one file per language, without scripts.

mod answer;
mod legend;
mod offered;
mod pattern;
mod sheet;
mod table;
mod text;
mod view;

use super::escape::css_string;
use super::render::{Escape, render};
use super::{ExportError, OutputFile, Target};
use crate::base::Message;
use crate::form::{Numbers, Skips};
use crate::model::Instrument;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");

pub(super) fn target() -> Target {
    Target {
        id: "html",
        summary: Message::new(
            "kuesioner siap cetak, satu berkas per bahasa (form.html)",
            "the questionnaire ready to print, one file per language (form.html)",
        ),
        make,
    }
}

fn make(instrument: &Instrument) -> Result<Vec<OutputFile>, ExportError> {
    let numbers = Numbers::new(instrument);
    let skips = Skips::new(instrument, &numbers);
    let mut files = Vec::new();
    for (language, tag) in instrument.languages.iter().enumerate() {
        let teller = text::Teller::new(instrument, &numbers, &skips, language);
        let foot = format!("{} · {} {}", instrument.id, teller.words.version, instrument.version);
        let raw = [("style", STYLE.to_owned()), ("foot", css_string(&foot))];
        let page = render(PAGE, Escape::Html, sheet::sheet(&teller), &raw)?;
        if language == 0 {
            files.push(OutputFile::new("form.html", page.clone()));
        }
        files.push(OutputFile::new(format!("form.{tag}.html"), page));
    }
    Ok(files)
}
