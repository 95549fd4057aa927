//! What a report shows: plain data for its template. A drawing is named by its number.

use serde::Serialize;

/// A report.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Page {
    pub(super) lang: &'static str,
    pub(super) over: String,
    pub(super) title: String,
    pub(super) facts: Vec<Fact>,
    /// Why there are no figures; empty where there are.
    pub(super) empty: Vec<String>,
    pub(super) headings: Headings,
    pub(super) opening: Vec<String>,
    /// What stands out.
    pub(super) standing: Vec<Standing>,
    /// Each indicator in a sentence.
    pub(super) sentences: Vec<String>,
    /// How the report is read.
    pub(super) reading: Vec<Fact>,
    pub(super) cards: Vec<Card>,
    pub(super) chapters: Vec<Chapter>,
    pub(super) quality: Quality,
    pub(super) method: Method,
    pub(super) foot: String,
}

/// The headings of the template itself.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Headings {
    pub(super) summary: String,
    pub(super) key_figures: String,
    pub(super) one_by_one: String,
    pub(super) reading: String,
    pub(super) contents: String,
    pub(super) quality: String,
    pub(super) method: String,
}

/// A named fact.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) text: String,
}

/// What stands out, for better or worse.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Standing {
    pub(super) title: String,
    pub(super) lines: Vec<String>,
    pub(super) good: bool,
}

/// A key figure.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Card {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) detail: String,
    /// Empty where there is no target.
    pub(super) target: String,
    pub(super) reached: bool,
}

/// A part of the report.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Chapter {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) about: String,
    /// In two columns, where there are many small tables.
    pub(super) flowing: bool,
    pub(super) sections: Vec<Section>,
}

/// A chart with what it is of, and tables.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) legend: Vec<Key>,
    pub(super) charts: Vec<Chart>,
    pub(super) tables: Vec<Table>,
    pub(super) notes: Vec<String>,
}

/// A colour and what it stands for.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Key {
    pub(super) colour: String,
    pub(super) label: String,
}

/// A chart: its drawings for the page and for a telephone, which may be the same.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Chart {
    pub(super) title: String,
    /// What it shows, for those who don't see it.
    pub(super) alt: String,
    pub(super) page: usize,
    /// None where the drawing for the page suits a telephone too.
    pub(super) phone: Option<usize>,
    /// Half as wide as the page.
    pub(super) small: bool,
}

/// A table.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Table {
    pub(super) title: String,
    pub(super) columns: Vec<String>,
    /// The column of words, if there is one beside the first.
    pub(super) prose: Option<usize>,
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) cells: Vec<Cell>,
    /// The row of everything together.
    pub(super) total: bool,
}

impl Cell {
    /// A cell of this text.
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), withheld: false, prose: false }
    }

    /// What stands where a number is kept back.
    pub(super) fn withheld() -> Self {
        Self { text: "•".to_owned(), withheld: true, prose: false }
    }
}

/// A cell.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) withheld: bool,
    /// Words rather than a number.
    pub(super) prose: bool,
}

/// The page on data quality.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Quality {
    pub(super) about: Vec<String>,
    pub(super) tables: Vec<Table>,
}

/// The page on method.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Method {
    pub(super) paragraphs: Vec<Fact>,
    pub(super) indicators_title: String,
    pub(super) indicators: Vec<Formula>,
    pub(super) scores_title: String,
    pub(super) scores: Vec<Formula>,
}

/// How something is computed.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Formula {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) kind: String,
    pub(super) rules: Vec<Rule>,
    pub(super) facts: Vec<Fact>,
}

/// A formula in words and as written.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) words: String,
    pub(super) source: String,
}
