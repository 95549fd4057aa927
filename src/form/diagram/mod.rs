//! Pictures of an instrument as plain data: boxes with their texts and the lines between them. Where they stand on a
//! page is not said here.

mod conditions;
mod flow;
mod links;
mod overview;
mod score;
mod texts;

use std::sync::Arc;

use crate::base::Lang;

pub use flow::flow;
pub use score::score;

/// A picture: panels in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// What it shows.
    pub title: String,
    /// What stands below the title.
    pub subtitle: String,
    /// The language of the engine's own words.
    pub lang: Lang,
    /// Lines run to the right, not down.
    pub rightward: bool,
    /// Its panels.
    pub panels: Vec<Panel>,
}

/// A part of a picture that is drawn by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Panel {
    /// Its heading.
    pub title: String,
    /// An overview repeats what other panels show.
    pub overview: bool,
    /// Its boxes: first those of the interview in order, then those that stand for something elsewhere.
    pub nodes: Vec<Node>,
    /// Its lines.
    pub links: Vec<Link>,
    /// What is drawn around boxes that belong together, outermost first.
    pub frames: Vec<Frame>,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its name, unique in the diagram.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its texts from the top.
    pub lines: Vec<Line>,
    /// Ids of the questions it shows or counts.
    pub questions: Vec<Arc<str>>,
    /// The box (by its name) of another panel that it stands for.
    pub stands_for: Option<String>,
}

/// What a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A section, in an overview or with its condition.
    Section,
    /// A question that others hang on, or a question that a score reads.
    Question,
    /// Several questions with the same condition, or none.
    Questions,
    /// A roster.
    Roster,
    /// A calculation.
    Calc,
    /// Something that stands elsewhere.
    Elsewhere,
    /// A part of a score.
    Part,
    /// A score.
    Score,
    /// Its bands or classes.
    Bands,
    /// A rule that overrides a score.
    Override,
}

/// A text in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The text.
    pub text: String,
    /// How it is set.
    pub style: LineStyle,
}

/// How a text in a box is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineStyle {
    /// What the box is called: wrapped.
    Name,
    /// When it is asked: wrapped.
    Condition,
    /// More about it: wrapped.
    Note,
    /// One of several: on one line, cut where it is too long.
    Entry,
}

/// A line between two boxes of a panel, by their places in [`Panel::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it means.
    pub kind: LinkKind,
}

/// What a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// The interview goes on.
    Next,
    /// A condition reads the one and opens the other.
    Opens,
    /// A calculation, a part or the choices offered read it.
    Reads,
}

/// Boxes that belong together: the first and the last, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The first.
    pub first: usize,
    /// The last.
    pub last: usize,
}

impl Line {
    fn new(style: LineStyle, text: impl Into<String>) -> Self {
        Self { text: text.into(), style }
    }
}
