//! Values by the shape their key wants.

use super::super::characters;
use super::super::complaints::{self, Found};
use super::super::document::{Scalar, Style, Written};
use super::super::keys::{BlockKind, Shape};
use super::super::tree::{Group, Node, Raw};
use super::{Entries, Named, Reader, first_line, is_bare};
use crate::base::Sink;

impl Reader<'_, '_> {
    pub(super) fn value(&mut self, shape: &Shape, node: Node<'_>, key: Named<'_>) -> Option<Written> {
        if let Node::Broken(_) = node {
            return None;
        }
        match shape {
            Shape::Text
            | Shape::Id
            | Shape::Word(_)
            | Shape::Bool
            | Shape::BoolOr(_)
            | Shape::Integer
            | Shape::Number
            | Shape::NumberOr(_)
            | Shape::Constant(_)
            | Shape::Date
            | Shape::Version
            | Shape::Edition
            | Shape::Path
            | Shape::QuestionType
            | Shape::Expr
            | Shape::Scalar => self.single(shape, node, key),
            Shape::Label => self.label(node, key),
            Shape::List(inner) => match node {
                Node::Sequence(group) => {
                    Some(self.sequence(group, |reader, node| reader.value(inner, node, key)))
                }
                Node::Scalar(_) | Node::Mapping(_) | Node::Broken(_) => self.value(inner, node, key),
            },
            Shape::Pair => self.pair(node, key),
            Shape::Block(kind) => {
                self.mapping(shape, node, key, |reader, group| Written::Block(reader.block(*kind, group)))
            }
            Shape::Blocks(kind) => self.blocks(shape, *kind, node, key),
            Shape::BlocksOrIds(kind) => self.blocks(shape, *kind, node, key),
            Shape::Items => self.grouped(shape, node, key, Self::items),
            Shape::MapOf(inner) => self.mapping(shape, node, key, |reader, group| reader.map(inner, group)),
            Shape::Records => self.grouped(shape, node, key, |reader, group| {
                reader
                    .sequence(group, |reader, node| reader.value(&Shape::MapOf(&Shape::Anything), node, key))
            }),
            Shape::Anything => Some(self.anything(node)),
        }
    }

    fn sequence(
        &mut self,
        group: Group<Node<'_>>,
        mut read: impl FnMut(&mut Self, Node<'_>) -> Option<Written>,
    ) -> Written {
        let span = self.span(group.place);
        Written::Sequence(group.children.into_iter().filter_map(|node| read(self, node)).collect(), span)
    }

    fn mapping<'t>(
        &mut self,
        shape: &Shape,
        node: Node<'t>,
        key: Named<'_>,
        read: impl FnOnce(&mut Self, Entries<'t>) -> Written,
    ) -> Option<Written> {
        match node {
            Node::Mapping(group) => Some(read(self, group)),
            Node::Scalar(_) | Node::Sequence(_) | Node::Broken(_) => self.unfit(shape, &node, key),
        }
    }

    fn grouped<'t>(
        &mut self,
        shape: &Shape,
        node: Node<'t>,
        key: Named<'_>,
        read: impl FnOnce(&mut Self, Group<Node<'t>>) -> Written,
    ) -> Option<Written> {
        match node {
            Node::Sequence(group) => Some(read(self, group)),
            Node::Scalar(_) | Node::Mapping(_) | Node::Broken(_) => self.unfit(shape, &node, key),
        }
    }

    /// Blocks, and where the shape allows it also bare ids. `None` when there are some but none could be read: that
    /// they are missing would be said once more.
    fn blocks(&mut self, shape: &Shape, kind: BlockKind, node: Node<'_>, key: Named<'_>) -> Option<Written> {
        let ids = matches!(shape, Shape::BlocksOrIds(_));
        let some = matches!(&node, Node::Sequence(group) if !group.children.is_empty());
        let blocks = self.grouped(shape, node, key, |reader, group| {
            reader.sequence(group, |reader, node| match node {
                Node::Scalar(_) if ids => reader.single(&Shape::Id, node, key),
                Node::Scalar(_) | Node::Mapping(_) | Node::Sequence(_) | Node::Broken(_) => {
                    reader.mapping(&Shape::Block(kind), node, key, |reader, group| {
                        Written::Block(reader.block(kind, group))
                    })
                }
            })
        });
        blocks.filter(|blocks| !some || !blocks.elements().is_empty())
    }

    fn map(&mut self, inner: &Shape, group: Entries<'_>) -> Written {
        let group = self.mended(group, |_| false);
        let span = self.span(group.place);
        let mut entries: Vec<(Scalar, Written)> = Vec::with_capacity(group.children.len());
        for (key, node) in group.children {
            let named = Named { text: &key.text, place: key.place };
            if let Some(value) = self.value(inner, node, named) {
                entries.push((self.scalar(&key), value));
            }
        }
        Written::Map(entries, span)
    }

    /// Whatever stands there. The depth of a tree is limited, so this recursion is too.
    fn anything(&mut self, node: Node<'_>) -> Written {
        match node {
            Node::Scalar(raw) => Written::Scalar(self.scalar(&raw)),
            Node::Sequence(group) => self.sequence(group, |reader, node| match node {
                Node::Broken(_) => None,
                Node::Scalar(_) | Node::Mapping(_) | Node::Sequence(_) => Some(reader.anything(node)),
            }),
            Node::Mapping(group) => self.map(&Shape::Anything, group),
            Node::Broken(place) => Written::Sequence(Vec::new(), self.span(place)),
        }
    }

    fn label(&mut self, node: Node<'_>, key: Named<'_>) -> Option<Written> {
        let group = match node {
            Node::Mapping(group) => group,
            Node::Scalar(_) | Node::Sequence(_) | Node::Broken(_) => {
                return self.single(&Shape::Label, node, key);
            }
        };
        let words = group.children.iter().all(|(key, value)| is_bare(self.text, key, value));
        if group.flow && words && !group.children.is_empty() {
            return self.unfit(&Shape::Label, &Node::Mapping(group), key);
        }
        if self.is_damaged(&group) {
            return None;
        }
        let group = self.mended(group, |key| key.len() <= 3);
        let span = self.span(group.place);
        let mut whole = true;
        let mut wordings = Vec::with_capacity(group.children.len());
        for (language, node) in group.children {
            let named = Named { text: &language.text, place: language.place };
            match node {
                Node::Scalar(raw) => {
                    whole &= self.is_given(&Shape::Text, &raw, named);
                    wordings.push((self.scalar(&language), Written::Scalar(self.labelled(&raw))));
                }
                Node::Mapping(_) | Node::Sequence(_) | Node::Broken(_) => {
                    whole = false;
                    self.unfit(&Shape::Text, &node, named);
                }
            }
        }
        // A label without one of its wordings would be found wanting once more.
        whole.then_some(Written::Map(wordings, span))
    }

    fn pair(&mut self, node: Node<'_>, key: Named<'_>) -> Option<Written> {
        let place = first_line(self.text, node.place());
        let read = self.grouped(&Shape::Pair, node, key, |reader, group| {
            reader.sequence(group, |reader, node| reader.single(&Shape::Number, node, key))
        })?;
        if read.elements().len() != 2 {
            self.report.push(|file| complaints::not_a_pair(key.text, place.span(file)));
            return None;
        }
        Some(read)
    }

    // --- scalars ---

    fn single(&mut self, shape: &Shape, node: Node<'_>, key: Named<'_>) -> Option<Written> {
        let Node::Scalar(raw) = node else { return self.unfit(shape, &node, key) };
        if !self.is_given(shape, &raw, key) {
            return None;
        }
        let read_by_people = matches!(shape, Shape::Label | Shape::Text);
        let scalar = if read_by_people { self.labelled(&raw) } else { self.scalar(&raw) };
        self.literal(shape, &scalar, key);
        Some(Written::Scalar(scalar))
    }

    /// Reports what the shape can't read; the scalar stays, so that whoever reads it next is not surprised twice.
    fn literal(&mut self, shape: &Shape, scalar: &Scalar, key: Named<'_>) {
        let mut found = Sink::new();
        match shape {
            Shape::Bool => drop(scalar.as_bool(&mut found)),
            Shape::BoolOr(_) if scalar.is_like_bool() => drop(scalar.as_bool(&mut found)),
            Shape::Integer => drop(scalar.as_integer(&mut found)),
            Shape::NumberOr(word) if *word == &*scalar.text => return,
            Shape::Constant(words) if scalar.as_param().is_some() || words.contains(&&*scalar.text) => return,
            Shape::Constant(_) => {
                if scalar.as_constant(&mut found).is_some() {
                    scalar.warn_of_thousands(&mut found);
                }
            }
            Shape::Number | Shape::NumberOr(_) => {
                if scalar.as_decimal(&mut found).is_some() {
                    scalar.warn_of_thousands(&mut found);
                }
            }
            Shape::Date => drop(scalar.as_date(&mut found)),
            Shape::Version => drop(scalar.as_version(&mut found)),
            Shape::Edition if &*scalar.text != "1" => {
                found.push(complaints::edition(&scalar.text, scalar.span))
            }
            Shape::Word(words) if !words.contains(&&*scalar.text) => {
                found.push(complaints::unknown_word(key.text, &scalar.text, words, scalar.span));
            }
            Shape::Text
            | Shape::Id
            | Shape::Word(_)
            | Shape::BoolOr(_)
            | Shape::Pair
            | Shape::Edition
            | Shape::Path
            | Shape::QuestionType
            | Shape::Expr
            | Shape::Label
            | Shape::Scalar
            | Shape::List(_)
            | Shape::Block(_)
            | Shape::Blocks(_)
            | Shape::BlocksOrIds(_)
            | Shape::Items
            | Shape::MapOf(_)
            | Shape::Records
            | Shape::Anything => return,
        }
        if !found.is_empty() {
            self.report.push_all(found);
        }
    }

    /// Whether there is any text; reports where there isn't.
    fn is_given(&mut self, shape: &Shape, raw: &Raw<'_>, key: Named<'_>) -> bool {
        if raw.is_null() {
            let place = if raw.text.is_empty() { key.place } else { raw.place };
            self.report.push(|file| complaints::no_value(key.text, shape, &raw.text, place.span(file)));
            return false;
        }
        if raw.text.trim().is_empty() {
            let block = matches!(raw.style, Style::Literal | Style::Folded);
            let place = if block { key.place } else { raw.place };
            self.report.push(|file| complaints::empty_text(key.text, block, place.span(file)));
            return false;
        }
        true
    }

    fn unfit(&mut self, shape: &Shape, node: &Node<'_>, key: Named<'_>) -> Option<Written> {
        let (found, flow) = match node {
            Node::Scalar(raw) if raw.is_null() => {
                self.is_given(shape, raw, key);
                return None;
            }
            Node::Broken(_) => return None,
            Node::Scalar(_) => (Found::Single, false),
            Node::Sequence(group) => (Found::Sequence, group.flow),
            Node::Mapping(group) => (Found::Mapping, group.flow),
        };
        let place = first_line(self.text, node.place());
        let written = self.text.get(place.start as usize..place.end as usize).unwrap_or_default();
        let words = matches!(shape, Shape::Text | Shape::Label | Shape::Expr | Shape::BoolOr(_));
        self.report.push(|file| {
            let complaint = complaints::wrong_shape(key.text, shape, found, place.span(file));
            if words && flow && place == node.place() {
                complaints::quote_braces(complaint, written)
            } else {
                complaint
            }
        });
        None
    }

    pub(super) fn scalar(&mut self, raw: &Raw<'_>) -> Scalar {
        let scalar = raw.to_scalar(self.report.file(), self.text);
        self.escapes(&scalar, false);
        scalar
    }

    /// The scalar of a text people read, which may hold some characters that turn the direction of writing.
    fn labelled(&mut self, raw: &Raw<'_>) -> Scalar {
        let scalar = raw.to_scalar(self.report.file(), self.text);
        if !self.bidi.is_empty() && characters::is_balanced(&scalar.text) {
            let first = self.bidi.partition_point(|(at, _)| *at < raw.place.start);
            let inside = self.bidi.iter_mut().skip(first).take_while(|(at, _)| *at < raw.place.end);
            inside.for_each(|(_, allowed)| *allowed = true);
        }
        self.escapes(&scalar, true);
        scalar
    }

    /// Characters that only an escape could bring in: those in the file itself were looked at before.
    fn escapes(&mut self, scalar: &Scalar, label: bool) {
        if scalar.style == Style::DoubleQuoted && scalar.text.len() < scalar.span.len() - 2 {
            let found = characters::escaped(&scalar.text, scalar.span, label);
            if let Some(found) = found {
                self.report.push(|_| found);
            }
        }
    }
}
