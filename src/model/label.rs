//! Texts for people in every language of an instrument, with piped values as parsed parts.

use std::sync::Arc;

use super::Formula;

/// A piece of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum Piece {
    /// Text as it is.
    Text(Arc<str>),
    /// A value shown in its place (`…` when it is missing).
    Pipe(Box<Formula>),
}

/// A label: its pieces in each language, in the order of `Instrument::languages`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Label {
    /// One list of pieces per language; a language whose wording is missing (an error) repeats the first language's.
    pub texts: Vec<Vec<Piece>>,
}

impl Label {
    /// The pieces in a language (by its number in the instrument), or in the first.
    pub fn pieces(&self, language: usize) -> &[Piece] {
        self.texts.get(language).or_else(|| self.texts.first()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The text in a language with every pipe shown as `{source}`.
    pub fn plain(&self, language: usize) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.to_string(),
            Piece::Pipe(formula) => format!("{{{}}}", formula.source.0),
        };
        self.pieces(language).iter().map(piece).collect()
    }

    /// The values it pipes, language by language.
    pub fn pipes(&self) -> impl Iterator<Item = &Formula> {
        self.texts.iter().flatten().filter_map(|piece| match piece {
            Piece::Pipe(formula) => Some(&**formula),
            Piece::Text(_) => None,
        })
    }

    /// Whether any language pipes a value.
    pub fn has_pipes(&self) -> bool {
        self.pipes().next().is_some()
    }
}
