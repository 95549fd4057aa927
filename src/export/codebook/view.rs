//! What the codebook shows: plain data for its two templates.

use serde::Serialize;

/// The codebook of an instrument.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Book {
    pub(in crate::export) lang: String,
    pub(in crate::export) heading: String,
    pub(in crate::export) titles: Vec<Said>,
    pub(in crate::export) descriptions: Vec<Said>,
    pub(in crate::export) facts: Vec<Fact>,
    pub(in crate::export) sections: Vec<Section>,
    pub(in crate::export) lists: Vec<List>,
    pub(in crate::export) givens: Vec<Constant>,
    pub(in crate::export) params: Vec<Constant>,
    pub(in crate::export) tables: Vec<Table>,
    pub(in crate::export) scores: Vec<Score>,
    pub(in crate::export) indicators: Vec<Indicator>,
    pub(in crate::export) definitions: Vec<Definition>,
}

/// A text in one of the languages.
#[derive(Debug, Clone, Serialize)]
pub(in crate::export) struct Said {
    pub(in crate::export) lang: String,
    pub(in crate::export) text: String,
}

/// A named fact.
#[derive(Debug, Clone, Serialize)]
pub(in crate::export) struct Fact {
    pub(in crate::export) name: String,
    pub(in crate::export) text: String,
}

/// A top-level section, or the items that stand in none.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Section {
    pub(in crate::export) id: String,
    pub(in crate::export) letter: String,
    pub(in crate::export) titles: Vec<Said>,
    pub(in crate::export) rules: Vec<Rule>,
    pub(in crate::export) rows: Vec<Row>,
}

/// An item.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Row {
    pub(in crate::export) id: String,
    pub(in crate::export) number: String,
    /// How deep it stands in groups, grids and rosters.
    pub(in crate::export) depth: u32,
    pub(in crate::export) labels: Vec<Said>,
    pub(in crate::export) hints: Vec<Said>,
    /// Its type, in words.
    pub(in crate::export) kind: String,
    /// The list of a choice question.
    pub(in crate::export) list: String,
    pub(in crate::export) facts: Vec<Fact>,
    pub(in crate::export) rules: Vec<Rule>,
    pub(in crate::export) tags: Vec<String>,
}

/// A condition or formula: in words and as written.
#[derive(Debug, Clone, Serialize)]
pub(in crate::export) struct Rule {
    pub(in crate::export) name: String,
    /// Empty where words would say no more than the source.
    pub(in crate::export) words: String,
    pub(in crate::export) source: String,
    pub(in crate::export) messages: Vec<Said>,
}

/// A choice list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct List {
    pub(in crate::export) id: String,
    pub(in crate::export) notes: Vec<String>,
    pub(in crate::export) scored: bool,
    pub(in crate::export) columns: Vec<String>,
    pub(in crate::export) choices: Vec<Choice>,
    /// Choices left out.
    pub(in crate::export) more: usize,
}

/// A choice.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(in crate::export) code: String,
    pub(in crate::export) labels: Vec<Said>,
    pub(in crate::export) score: String,
    pub(in crate::export) notes: Vec<String>,
    pub(in crate::export) cells: Vec<String>,
}

/// A given fact or a param.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Constant {
    pub(in crate::export) id: String,
    pub(in crate::export) labels: Vec<Said>,
    pub(in crate::export) kind: String,
    pub(in crate::export) value: String,
    pub(in crate::export) source: String,
}

/// A lookup table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Table {
    pub(in crate::export) id: String,
    pub(in crate::export) keys: Vec<String>,
    pub(in crate::export) values: Vec<String>,
    pub(in crate::export) rows: Vec<Vec<String>>,
    /// Rows left out.
    pub(in crate::export) more: usize,
}

/// A score.
#[derive(Debug, Clone, Serialize)]
pub(in crate::export) struct Score {
    pub(in crate::export) id: String,
    pub(in crate::export) labels: Vec<Said>,
    pub(in crate::export) method: String,
    pub(in crate::export) rules: Vec<Rule>,
    pub(in crate::export) facts: Vec<Fact>,
    pub(in crate::export) weighted: bool,
    pub(in crate::export) parts: Vec<Part>,
    pub(in crate::export) bands: Vec<Band>,
    pub(in crate::export) tags: Vec<String>,
}

/// A part of a score.
#[derive(Debug, Clone, Serialize)]
pub(in crate::export) struct Part {
    pub(in crate::export) id: String,
    pub(in crate::export) labels: Vec<Said>,
    pub(in crate::export) weight: String,
    pub(in crate::export) words: String,
    pub(in crate::export) source: String,
    pub(in crate::export) notes: Vec<String>,
}

/// A band, or a class.
#[derive(Debug, Clone, Serialize)]
pub(in crate::export) struct Band {
    pub(in crate::export) code: String,
    pub(in crate::export) labels: Vec<Said>,
    /// `60 ≤ … < 80`, or the rule of the class in words.
    pub(in crate::export) range: String,
    pub(in crate::export) source: String,
}

/// An indicator.
#[derive(Debug, Clone, Serialize)]
pub(in crate::export) struct Indicator {
    pub(in crate::export) id: String,
    pub(in crate::export) labels: Vec<Said>,
    pub(in crate::export) kind: String,
    pub(in crate::export) rules: Vec<Rule>,
    pub(in crate::export) facts: Vec<Fact>,
    pub(in crate::export) tags: Vec<String>,
}

/// A named expression.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Definition {
    pub(in crate::export) name: String,
    pub(in crate::export) source: String,
}
