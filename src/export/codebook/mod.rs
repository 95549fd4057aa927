//! `codebook.html` and `codebook.md`: what every variable, code, condition and score means.

pub(super) mod indicators;
mod items;
mod lists;
pub(super) mod scores;
pub(super) mod tell;
pub(super) mod view;

use serde::Serialize;

use super::render::{Escape, render};
use super::{ExportError, OutputFile, Target};
use crate::base::{Lang, Message};
use crate::form::Numbers;
use crate::model::Instrument;
use tell::Teller;
use view::Book;

const PAGE: &str = include_str!("codebook.html");
const STYLE: &str = include_str!("style.css");
const TEXT: &str = include_str!("codebook.md");

pub(super) fn target() -> Target {
    Target {
        id: "codebook",
        summary: Message::new(
            "buku kode: variabel, kode, aturan dan skor (codebook.html, codebook.md)",
            "the codebook: variables, codes, rules and scores (codebook.html, codebook.md)",
        ),
        make,
    }
}

/// What the templates see.
#[derive(Serialize)]
struct Context<'a> {
    indonesian: bool,
    book: &'a Book,
}

fn make(instrument: &Instrument) -> Result<Vec<OutputFile>, ExportError> {
    let numbers = Numbers::new(instrument);
    let teller = Teller::new(instrument, &numbers);
    let book = book(&teller);
    let context = || Context { indonesian: teller.lang() == Lang::Id, book: &book };
    let html = render(PAGE, Escape::Html, context(), &[("style", STYLE.to_owned())])?;
    let text = render(TEXT, Escape::Markdown, context(), &[])?;
    Ok(vec![OutputFile::new("codebook.html", html), OutputFile::new("codebook.md", text)])
}

fn book(teller: &Teller<'_>) -> Book {
    let instrument = teller.instrument;
    Book {
        lang: instrument.languages.first().map(ToString::to_string).unwrap_or_default(),
        heading: instrument.title.plain(0),
        titles: teller.said(Some(&instrument.title)),
        descriptions: teller.said(instrument.description.as_ref()),
        facts: teller.head_facts(),
        sections: items::sections(teller),
        lists: lists::lists(teller),
        givens: lists::givens(teller),
        params: lists::params(teller),
        tables: lists::tables(teller),
        scores: scores::scores(teller),
        indicators: indicators::indicators(teller),
        definitions: lists::definitions(teller),
    }
}
