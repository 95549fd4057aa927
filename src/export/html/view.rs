//! What the printed page shows: plain data for the template, texts already in one language.

use serde::Serialize;

use crate::form::Words;

/// A text: runs of words and places for values.
pub(super) type Runs = Vec<Run>;

/// A run of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Run {
    pub(super) text: String,
    /// Stands for a value that the interviewer reads elsewhere on the form.
    pub(super) pipe: bool,
}

/// One questionnaire in one language.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Sheet {
    pub(super) lang: String,
    /// `ltr`, or `rtl` for languages written from right to left.
    pub(super) dir: &'static str,
    pub(super) indonesian: bool,
    /// The title without marks, for the window.
    pub(super) heading: String,
    pub(super) title: Runs,
    pub(super) description: Runs,
    pub(super) instrument: String,
    pub(super) version: String,
    pub(super) draft: bool,
    /// Some question holds personal data; some is filled in before the interview.
    pub(super) has_personal: bool,
    pub(super) has_preload: bool,
    pub(super) words: Words,
    pub(super) pages: Vec<Page>,
}

/// A section of the questionnaire.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Page {
    pub(super) anchor: String,
    pub(super) letter: String,
    pub(super) title: Runs,
    pub(super) hint: Runs,
    pub(super) condition: String,
    pub(super) blocks: Vec<Block>,
}

/// Something on the page.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub(super) enum Block {
    /// Blocks that share a condition, with their range of numbers.
    Only {
        condition: String,
        range: String,
        blocks: Vec<Self>,
    },
    Heading {
        title: Runs,
        hint: Runs,
    },
    Note {
        text: Runs,
    },
    Question(Box<Question>),
    Grid(Box<Grid>),
    Roster(Box<Roster>),
    Calc {
        label: Runs,
    },
}

/// What stands before every numbered thing.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Front {
    pub(super) anchor: String,
    pub(super) number: String,
    pub(super) label: Runs,
    pub(super) hint: Runs,
    /// Which choices may be ticked, where not all may.
    pub(super) offered: String,
    pub(super) condition: String,
    /// Always required.
    pub(super) required: bool,
    /// Required when this holds, in words.
    pub(super) required_if: String,
    pub(super) personal: bool,
    pub(super) preload: bool,
}

/// A question with its answer area.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Question {
    #[serde(flatten)]
    pub(super) front: Front,
    /// The answer stands below the text and not beside it.
    pub(super) wide: bool,
    /// It may be broken over pages.
    pub(super) long: bool,
    pub(super) answer: Answer,
    /// Reasons that may be ticked instead of an answer.
    pub(super) reasons: Vec<Choice>,
}

/// An answer area.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "area", rename_all = "snake_case")]
pub(super) enum Answer {
    Choices { multiple: bool, columns: usize, down: bool, choices: Vec<Choice> },
    Rank { choices: Vec<Choice> },
    Boxes { prefix: String, cells: Vec<Cell>, suffix: String },
    Line { prefix: String, suffix: String },
    Lines { count: usize },
    Lookup { list: String, count: String },
    Place { latitude: String, longitude: String },
    File { word: String },
    Signature,
}

/// A choice to tick.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(super) label: Runs,
    pub(super) specify: bool,
    pub(super) alone: bool,
    pub(super) goto: String,
}

/// A box for one character, or what is printed between boxes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Cell {
    /// Empty for a box.
    pub(super) between: String,
    /// A small letter under the box: D, M, Y.
    pub(super) under: String,
}

/// Questions of one type as a table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Grid {
    #[serde(flatten)]
    pub(super) front: Front,
    /// Width of the questions' column in percent.
    pub(super) text: usize,
    /// Width of a choice's column in percent.
    pub(super) across: usize,
    pub(super) multiple: bool,
    /// Choices across; empty: one column to write in.
    pub(super) columns: Vec<Choice>,
    pub(super) rows: Vec<GridRow>,
    pub(super) keys: Vec<Legend>,
}

/// A question of a grid.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GridRow {
    #[serde(flatten)]
    pub(super) front: Front,
    pub(super) reasons: Vec<Choice>,
}

/// A roster as one or more tables of few enough columns.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Roster {
    #[serde(flatten)]
    pub(super) front: Front,
    pub(super) limits: String,
    pub(super) notes: Vec<RosterNote>,
    pub(super) tables: Vec<Table>,
    pub(super) legends: Vec<Legend>,
    pub(super) inner: Vec<Self>,
}

/// Something to read out in a roster.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RosterNote {
    pub(super) condition: String,
    pub(super) text: Runs,
}

/// A table of a roster.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<RowHead>,
    /// Width of a row's head in percent.
    pub(super) head: u32,
    /// The first column is the row of the roster outside.
    pub(super) nested: bool,
}

/// The head of a row.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RowHead {
    pub(super) text: Runs,
}

/// A column of a roster's table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Column {
    #[serde(flatten)]
    pub(super) front: Front,
    /// Its share of the page, against the other columns'.
    #[serde(skip)]
    pub(super) weight: u32,
    /// Its width in percent.
    pub(super) width: u32,
    pub(super) cell: CellKind,
    pub(super) unit: String,
}

/// What a cell of a roster's table holds.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "cell", rename_all = "snake_case")]
pub(super) enum CellKind {
    Blank,
    Shaded,
    Pattern { text: String },
    Ticks { multiple: bool, choices: Vec<Choice> },
    Key { multiple: bool },
}

/// The choices of a column by their numbers.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Legend {
    pub(super) number: String,
    pub(super) choices: Vec<LegendChoice>,
}

/// A choice with its number in a legend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct LegendChoice {
    pub(super) key: String,
    pub(super) label: Runs,
}
