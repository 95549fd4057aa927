//! What the codebook shows: plain data for its two templates.

use serde::Serialize;

/// The codebook of an instrument.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Book {
    pub(super) lang: String,
    pub(super) heading: String,
    pub(super) titles: Vec<Said>,
    pub(super) descriptions: Vec<Said>,
    pub(super) facts: Vec<Fact>,
    pub(super) sections: Vec<Section>,
    pub(super) lists: Vec<List>,
    pub(super) givens: Vec<Constant>,
    pub(super) params: Vec<Constant>,
    pub(super) tables: Vec<Table>,
    pub(super) scores: Vec<Score>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) definitions: Vec<Definition>,
}

/// A text in one of the languages.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Said {
    pub(super) lang: String,
    pub(super) text: String,
}

/// A named fact.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) text: String,
}

/// A top-level section, or the items that stand in none.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Section {
    pub(super) id: String,
    pub(super) letter: String,
    pub(super) titles: Vec<Said>,
    pub(super) rules: Vec<Rule>,
    pub(super) rows: Vec<Row>,
}

/// An item.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) number: String,
    /// How deep it stands in groups, grids and rosters.
    pub(super) depth: u32,
    pub(super) labels: Vec<Said>,
    pub(super) hints: Vec<Said>,
    /// Its type, in words.
    pub(super) kind: String,
    /// The list of a choice question.
    pub(super) list: String,
    pub(super) facts: Vec<Fact>,
    pub(super) rules: Vec<Rule>,
    pub(super) tags: Vec<String>,
}

/// A condition or formula: in words and as written.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Rule {
    pub(super) name: String,
    /// Empty where words would say no more than the source.
    pub(super) words: String,
    pub(super) source: String,
    pub(super) messages: Vec<Said>,
}

/// A choice list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct List {
    pub(super) id: String,
    pub(super) notes: Vec<String>,
    pub(super) scored: bool,
    pub(super) columns: Vec<String>,
    pub(super) choices: Vec<Choice>,
    /// Choices left out.
    pub(super) more: usize,
}

/// A choice.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) labels: Vec<Said>,
    pub(super) score: String,
    pub(super) notes: Vec<String>,
    pub(super) cells: Vec<String>,
}

/// A given fact or a param.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Constant {
    pub(super) id: String,
    pub(super) labels: Vec<Said>,
    pub(super) kind: String,
    pub(super) value: String,
    pub(super) source: String,
}

/// A lookup table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Table {
    pub(super) id: String,
    pub(super) keys: Vec<String>,
    pub(super) values: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// Rows left out.
    pub(super) more: usize,
}

/// A score.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Score {
    pub(super) id: String,
    pub(super) labels: Vec<Said>,
    pub(super) method: String,
    pub(super) rules: Vec<Rule>,
    pub(super) facts: Vec<Fact>,
    pub(super) weighted: bool,
    pub(super) parts: Vec<Part>,
    pub(super) bands: Vec<Band>,
    pub(super) tags: Vec<String>,
}

/// A part of a score.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Part {
    pub(super) id: String,
    pub(super) labels: Vec<Said>,
    pub(super) weight: String,
    pub(super) words: String,
    pub(super) source: String,
    pub(super) notes: Vec<String>,
}

/// A band, or a class.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Band {
    pub(super) code: String,
    pub(super) labels: Vec<Said>,
    /// `60 ≤ … < 80`, or the rule of the class in words.
    pub(super) range: String,
    pub(super) source: String,
}

/// An indicator.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Indicator {
    pub(super) id: String,
    pub(super) labels: Vec<Said>,
    pub(super) kind: String,
    pub(super) rules: Vec<Rule>,
    pub(super) facts: Vec<Fact>,
    pub(super) tags: Vec<String>,
}

/// A named expression.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) source: String,
}
