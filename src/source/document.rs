//! A file as written: blocks of known keys with their values, spans kept, nothing resolved.
//!
//! A `Document` exists for broken files too: what could not be read is left out and reported, and the rest is here.

use std::sync::Arc;

use super::keys::{BlockKind, Key};
use crate::base::{FileId, Span, TextMap};

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Without quotes, on one or several lines.
    Plain,
    /// In `'…'`.
    SingleQuoted,
    /// In `"…"`.
    DoubleQuoted,
    /// After `|`.
    Literal,
    /// After `>`.
    Folded,
}

/// A scalar: always text until its key says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The decoded text.
    pub text: Arc<str>,
    /// Where it stands, quotes included.
    pub span: Span,
    /// Where each part of `text` stands.
    pub map: TextMap,
    /// How it was written.
    pub style: Style,
}

/// A value as written, of the shape its key wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// One scalar.
    Scalar(Scalar),
    /// A mapping whose keys the author chooses (languages → text, list ids → blocks, `id: value`).
    Map(Vec<(Scalar, Written)>, Span),
    /// A mapping of known keys.
    Block(Block),
    /// A sequence.
    Sequence(Vec<Written>, Span),
}

impl Written {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Scalar(scalar) => scalar.span,
            Self::Block(block) => block.span,
            Self::Map(_, span) | Self::Sequence(_, span) => *span,
        }
    }

    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match self {
            Self::Scalar(scalar) => Some(scalar),
            Self::Map(..) | Self::Block(_) | Self::Sequence(..) => None,
        }
    }

    /// The block, if it is one.
    pub fn block(&self) -> Option<&Block> {
        match self {
            Self::Block(block) => Some(block),
            Self::Map(..) | Self::Scalar(_) | Self::Sequence(..) => None,
        }
    }

    /// The elements, if it is a sequence; one element if it is anything else.
    pub fn elements(&self) -> &[Self] {
        match self {
            Self::Sequence(items, _) => items,
            Self::Map(..) | Self::Scalar(_) | Self::Block(_) => std::slice::from_ref(self),
        }
    }

    /// The entries, if it is a map with the author's own keys.
    pub fn entries(&self) -> &[(Scalar, Self)] {
        match self {
            Self::Map(entries, _) => entries,
            Self::Sequence(..) | Self::Scalar(_) | Self::Block(_) => &[],
        }
    }
}

/// One key of a block with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Which key.
    pub key: Key,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Written,
}

/// A mapping of known keys: the root of a file, a question, a list, a score…
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The whole of it.
    pub span: Span,
    /// Its keys, in the order written, each at most once.
    pub fields: Vec<Field>,
    /// Keys that aren't the language's but are the author's to choose here (attributes of a choice).
    pub extra: Vec<(Scalar, Written)>,
}

impl Block {
    /// The field of a key.
    pub fn field(&self, key: Key) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The value of a key.
    pub fn get(&self, key: Key) -> Option<&Written> {
        self.field(key).map(|field| &field.value)
    }

    /// The scalar of a key.
    pub fn scalar(&self, key: Key) -> Option<&Scalar> {
        self.get(key).and_then(Written::scalar)
    }

    /// The blocks of a key whose value is a sequence of blocks.
    pub fn blocks(&self, key: Key) -> impl Iterator<Item = &Self> {
        self.get(key).map(Written::elements).unwrap_or_default().iter().filter_map(Written::block)
    }
}

/// A whole file as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Its top mapping: an instrument, a module or a file of tests.
    pub root: Block,
}
