//! The YAML tree: what the parser gives and the reader takes; it dies in this folder.

use std::borrow::Cow;

use super::document::{Scalar, Style};
use super::scalar;
use crate::base::{FileId, Span};

/// A half-open range of bytes in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Place {
    pub(super) fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    pub(super) fn span(self, file: FileId) -> Span {
        Span::new(file, self.start, self.end)
    }
}

/// A scalar that still borrows from the file.
#[derive(Debug)]
pub(super) struct Raw<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) style: Style,
    pub(super) place: Place,
}

impl Raw<'_> {
    /// Nothing was written, or one of YAML's words for nothing.
    pub(super) fn is_null(&self) -> bool {
        self.style == Style::Plain && matches!(&*self.text, "" | "~" | "null" | "Null" | "NULL")
    }

    /// The scalar on its own, with the map back to the file.
    pub(super) fn to_scalar(&self, file: FileId, source: &str) -> Scalar {
        Scalar {
            text: (&*self.text).into(),
            span: scalar::visible(self, source).span(file),
            map: scalar::map(self, source, file),
            style: self.style,
        }
    }
}

/// What stands in brackets or under an indentation.
#[derive(Debug)]
pub(super) struct Group<T> {
    pub(super) children: Vec<T>,
    pub(super) place: Place,
    /// Where the next thing in the file begins: damage up to there may have cost this group a child.
    pub(super) reach: u32,
    /// Written with brackets.
    pub(super) flow: bool,
}

/// A node of the tree.
#[derive(Debug)]
pub(super) enum Node<'t> {
    Scalar(Raw<'t>),
    Mapping(Group<(Raw<'t>, Node<'t>)>),
    Sequence(Group<Node<'t>>),
    /// What stood here can't be read and was reported.
    Broken(Place),
}

impl Node<'_> {
    pub(super) fn place(&self) -> Place {
        match self {
            Self::Scalar(raw) => raw.place,
            Self::Mapping(group) => group.place,
            Self::Sequence(group) => group.place,
            Self::Broken(place) => *place,
        }
    }

    /// Whether damage at `offset` is this node's own affair.
    pub(super) fn covers(&self, offset: u32) -> bool {
        let reach = match self {
            Self::Mapping(group) => group.reach,
            Self::Sequence(group) => group.reach,
            Self::Scalar(_) | Self::Broken(_) => self.place().end,
        };
        (self.place().start..=reach).contains(&offset)
    }
}

/// A file's tree with the places where something was cut out of it.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    pub(super) root: Option<Node<'t>>,
    pub(super) damage: Vec<u32>,
}
