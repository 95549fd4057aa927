//! The tree → `Document`: every key with its shape from the catalogue; what doesn't fit is reported and left out.

use super::characters;
use super::complaints::{self, Found};
use super::document::{Block, Document, Field, Scalar, Written};
use super::keys::{BlockKind, Key, Relation, Row, Shape};
use super::report::Report;
use super::tree::{Group, Node, Place, Raw, Tree};
use crate::base::{Sink, Span, nearest};

type Entries<'t> = Group<(Raw<'t>, Node<'t>)>;

/// Reads a tree as a file of a kind.
pub(super) fn document(
    tree: Tree<'_>,
    text: &str,
    kind: BlockKind,
    bidi: Vec<u32>,
    report: &mut Report<'_>,
) -> Document {
    let file = report.file();
    let mut reader = Reader { text, report, damage: tree.damage, bidi };
    let empty = |place: Place| Block { kind, span: place.span(file), fields: Vec::new(), extra: Vec::new() };
    let start = Place::new(0, 0);
    let root = match tree.root {
        Some(Node::Mapping(group)) => reader.block(kind, group),
        Some(node) => {
            let null = matches!(&node, Node::Scalar(raw) if raw.is_null());
            if reader.damage.is_empty() && !matches!(node, Node::Broken(_)) {
                reader.report.push(|file| {
                    complaints::not_a_file(kind, null, first_line(text, node.place()).span(file))
                });
            }
            empty(node.place())
        }
        None => {
            if reader.damage.is_empty() {
                reader.report.push(|file| complaints::not_a_file(kind, true, start.span(file)));
            }
            empty(start)
        }
    };
    for at in std::mem::take(&mut reader.bidi) {
        reader.report.push(|file| characters::bidi(file, at, text));
    }
    Document { file, root }
}

/// The part of a place that stands on its first line.
fn first_line(text: &str, place: Place) -> Place {
    let written = text.get(place.start as usize..place.end as usize).unwrap_or_default();
    let line = written.lines().next().unwrap_or_default();
    Place::new(place.start, place.start + u32::try_from(line.len()).unwrap_or_default())
}

/// A key that waits for its value: its name and place.
#[derive(Clone, Copy)]
struct Named<'k> {
    text: &'k str,
    place: Place,
}

/// The keys of a block that were written, read or not.
type Present = smallvec::SmallVec<[(Key, Place); 16]>;

struct Reader<'a, 's> {
    text: &'a str,
    report: &'a mut Report<'s>,
    damage: Vec<u32>,
    bidi: Vec<u32>,
}

impl Reader<'_, '_> {
    fn span(&self, place: Place) -> Span {
        place.span(self.report.file())
    }

    // --- blocks ---

    fn block(&mut self, kind: BlockKind, group: Entries<'_>) -> Block {
        let span = self.span(group.place);
        let head = group.children.first().map_or(group.place, |(key, value)| head(key, value));
        let damaged = self.is_damaged(&group);
        let mut present = Present::new();
        let mut fields = Vec::with_capacity(group.children.len());
        let mut extra = Vec::new();
        for (key, node) in group.children {
            let named = Named { text: &key.text, place: key.place };
            let row = match kind.row(&key.text) {
                Some(row) => row,
                None if kind.is_open() => {
                    if let Some(value) = self.value(&Shape::Anything, node, named) {
                        extra.push((self.scalar(&key), value));
                    }
                    continue;
                }
                None => match self.unknown_key(kind, named, &present) {
                    Some(meant) => meant,
                    None => continue,
                },
            };
            if present.iter().any(|(known, _)| *known == row.key) {
                continue;
            }
            present.push((row.key, key.place));
            if let Some(value) = self.value(&row.shape, node, named) {
                fields.push(Field { key: row.key, key_span: self.span(key.place), value });
            }
        }
        let mut block = Block { kind, span, fields, extra };
        if !damaged {
            self.missing(&block, &present, head);
        }
        self.related(&block, &present, head, damaged);
        if kind == BlockKind::List {
            self.attributes(&mut block);
        }
        block
    }

    /// Whether something was cut out of this group itself (not out of one of its children).
    fn is_damaged(&self, group: &Entries<'_>) -> bool {
        let own = |at: u32| {
            (group.place.start..=group.reach).contains(&at)
                && !group.children.iter().any(|(_, value)| value.covers(at))
        };
        self.damage.iter().any(|at| own(*at))
    }

    /// Reports a key that isn't the language's; gives the one that was meant if it is a slip of the hand.
    fn unknown_key(&mut self, kind: BlockKind, key: Named<'_>, present: &Present) -> Option<&'static Row> {
        let taken: Vec<Key> = present.iter().map(|(key, _)| *key).collect();
        let mut meant = None;
        self.report.push(|file| {
            let (found, near) = complaints::unknown_key(kind, key.text, &taken, key.place.span(file));
            meant = near.and_then(|near| kind.row(near));
            found
        });
        meant
    }

    fn missing(&mut self, block: &Block, present: &Present, head: Place) {
        let has = |key: Key| present.iter().any(|(known, _)| *known == key);
        for row in block.kind.rows().iter().filter(|row| row.required && !has(row.key)) {
            let name = name_of(block);
            self.report.push(|file| complaints::missing_key(block.kind, name, row.key, head.span(file)));
        }
    }

    fn related(&mut self, block: &Block, present: &Present, head: Place, damaged: bool) {
        for relation in block.kind.relations() {
            self.relation(*relation, block, present, (head, damaged));
        }
    }

    fn relation(
        &mut self,
        relation: Relation,
        block: &Block,
        present: &Present,
        (head, damaged): (Place, bool),
    ) {
        let place = |key: Key| present.iter().find(|(known, _)| *known == key).map(|(_, place)| *place);
        let word = |of: Key| block.scalar(of).map(|scalar| &*scalar.text);
        let applies = |of: Key, words: &[&str]| match words {
            [] => place(of).is_some(),
            words => word(of).is_some_and(|word| words.contains(&word)),
        };
        let lacks = |keys: &[Key]| !damaged && keys.iter().all(|key| place(*key).is_none());
        match relation {
            Relation::OneOf(keys) => {
                let mut there = keys.iter().filter_map(|key| place(*key).map(|place| (*key, place)));
                match there.next() {
                    Some(first) => there.for_each(|second| self.conflict(first, second)),
                    None if !damaged => self.lacking(block, keys, head),
                    None => {}
                }
            }
            Relation::Apart(one, other) => {
                if let (Some(first), Some(second)) = (place(one), place(other)) {
                    self.conflict((one, first), (other, second));
                }
            }
            Relation::Beside(key, with) => {
                if let Some(place) = place(key).filter(|_| lacks(with)) {
                    self.report.push(|file| complaints::alone(key, with, place.span(file)));
                }
            }
            Relation::When(key, of, words) => {
                let known = word(of).filter(|word| !words.contains(word) && is_word(block.kind, of, word));
                if let Some((place, word)) = place(key).zip(known) {
                    self.report.push(|file| complaints::wrong_word(key, of, word, words, place.span(file)));
                }
            }
            Relation::Needed { of, words, keys } => {
                if applies(of, words) && lacks(keys) {
                    self.lacking(block, keys, head);
                }
            }
        }
    }

    fn conflict(&mut self, first: (Key, Place), second: (Key, Place)) {
        let (first, second) = if first.1.start <= second.1.start { (first, second) } else { (second, first) };
        self.report
            .push(|file| complaints::conflict(first.0, first.1.span(file), second.0, second.1.span(file)));
    }

    fn lacking(&mut self, block: &Block, keys: &[Key], head: Place) {
        let name = name_of(block);
        self.report.push(|file| match keys {
            [key] => complaints::missing_key(block.kind, name, *key, head.span(file)),
            keys => complaints::missing_one(block.kind, name, keys, head.span(file)),
        });
    }

    /// Keys of choices that aren't the language's must be declared by their list.
    fn attributes(&mut self, list: &mut Block) {
        let declared: Vec<String> = list
            .get(Key::Attributes)
            .map(Written::entries)
            .unwrap_or_default()
            .iter()
            .map(|(key, _)| key.text.to_string())
            .collect();
        let known: Vec<&str> = declared.iter().map(String::as_str).collect();
        let choices = list.fields.iter_mut().filter(|field| field.key == Key::Choices);
        for choice in choices.flat_map(|field| field.value.elements_mut()) {
            let Written::Block(choice) = choice else { continue };
            choice.extra.retain(|(key, _)| {
                let fine = known.contains(&&*key.text);
                if !fine {
                    self.report.push(|_| complaints::undeclared_attribute(&key.text, &known, key.span));
                }
                fine
            });
        }
    }

    // --- items ---

    fn items(&mut self, group: Group<Node<'_>>) -> Written {
        let span = self.span(group.place);
        let items =
            group.children.into_iter().filter_map(|node| self.item(node)).map(Written::Block).collect();
        Written::Sequence(items, span)
    }

    fn item(&mut self, node: Node<'_>) -> Option<Block> {
        let group = match node {
            Node::Mapping(group) => group,
            Node::Broken(_) => return None,
            Node::Scalar(_) | Node::Sequence(_) => {
                let place = first_line(self.text, node.place());
                self.report.push(|file| complaints::unknown_item(place.span(file)));
                return None;
            }
        };
        let mut kinds =
            group.children.iter().filter_map(|(key, _)| kind_of(&key.text).map(|kind| (key.place, kind)));
        let first = kinds.next();
        let others: Vec<_> = kinds.collect();
        if let Some((place, (key, kind))) = first {
            for (other_place, (other, _)) in others {
                self.conflict((key, place), (other, other_place));
            }
            let mut group = group;
            group.children.retain(|(name, _)| kind_of(&name.text).is_none_or(|(found, _)| found == key));
            return Some(self.block(kind, group));
        }
        self.kindless(group)
    }

    /// An item none of whose keys names its kind: perhaps the first is misspelt.
    fn kindless(&mut self, mut group: Entries<'_>) -> Option<Block> {
        if self.is_damaged(&group) {
            return None;
        }
        let (key, value) = group.children.first()?;
        let names = BlockKind::ITEMS.iter().map(|(key, _)| key.name());
        let scalar = matches!(value, Node::Scalar(_));
        let Some(near) = nearest(&key.text, names).filter(|_| scalar && !is_key(&key.text)) else {
            let place = head(key, value);
            self.report.push(|file| complaints::unknown_item(place.span(file)));
            return None;
        };
        let place = key.place;
        self.report.push(|file| complaints::misspelt_item(&key.text, near, place.span(file)));
        let (_, kind) = kind_of(near)?;
        if let Some((key, _)) = group.children.first_mut() {
            key.text = near.into();
        }
        Some(self.block(kind, group))
    }

    // --- values ---

    fn value(&mut self, shape: &Shape, node: Node<'_>, key: Named<'_>) -> Option<Written> {
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

    /// Blocks, and where the shape allows it also bare ids.
    fn blocks(&mut self, shape: &Shape, kind: BlockKind, node: Node<'_>, key: Named<'_>) -> Option<Written> {
        let ids = matches!(shape, Shape::BlocksOrIds(_));
        self.grouped(shape, node, key, |reader, group| {
            reader.sequence(group, |reader, node| match node {
                Node::Scalar(_) if ids => reader.single(&Shape::Id, node, key),
                Node::Scalar(_) | Node::Mapping(_) | Node::Sequence(_) | Node::Broken(_) => {
                    reader.mapping(&Shape::Block(kind), node, key, |reader, group| {
                        Written::Block(reader.block(kind, group))
                    })
                }
            })
        })
    }

    fn map(&mut self, inner: &Shape, group: Entries<'_>) -> Written {
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
        let nothing = |node: &Node<'_>| matches!(node, Node::Scalar(raw) if raw.is_null());
        if group.flow && group.children.iter().all(|(_, value)| nothing(value)) && !group.children.is_empty()
        {
            return self.unfit(&Shape::Label, &Node::Mapping(group), key);
        }
        let span = self.span(group.place);
        let mut wordings = Vec::with_capacity(group.children.len());
        for (language, node) in group.children {
            if group.flow && nothing(&node) {
                let (text, place) = (&language.text, language.place);
                self.report.push(|file| complaints::comma_in_text(text, place.span(file)));
                continue;
            }
            let named = Named { text: &language.text, place: language.place };
            let Node::Scalar(raw) = node else {
                self.unfit(&Shape::Text, &node, named);
                continue;
            };
            if self.is_given(&Shape::Text, &raw, named) {
                let wording = self.labelled(&raw);
                wordings.push((self.scalar(&language), Written::Scalar(wording)));
            }
        }
        Some(Written::Map(wordings, span))
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
            Shape::Number => drop(scalar.as_decimal(&mut found)),
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
            self.report.push(|file| complaints::empty_text(key.text, raw.place.span(file)));
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
            Node::Scalar(_) => (Found::Text, false),
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

    fn scalar(&mut self, raw: &Raw<'_>) -> Scalar {
        let scalar = raw.to_scalar(self.report.file(), self.text);
        self.escapes(&scalar, false);
        scalar
    }

    /// The scalar of a text people read, which may hold some characters that turn the direction of writing.
    fn labelled(&mut self, raw: &Raw<'_>) -> Scalar {
        let scalar = raw.to_scalar(self.report.file(), self.text);
        if !self.bidi.is_empty() && characters::is_balanced(&scalar.text) {
            let first = self.bidi.partition_point(|at| *at < raw.place.start);
            let last = self.bidi.partition_point(|at| *at < raw.place.end);
            self.bidi.drain(first..last);
        }
        self.escapes(&scalar, true);
        scalar
    }

    /// Characters that only an escape could bring in: those in the file itself were looked at before.
    fn escapes(&mut self, scalar: &Scalar, label: bool) {
        if scalar.style == super::Style::DoubleQuoted && scalar.text.len() < scalar.span.len() - 2 {
            let found = characters::escaped(&scalar.text, scalar.span, label);
            if let Some(found) = found {
                self.report.push(|_| found);
            }
        }
    }
}

/// A key with its value, if both stand on one line.
fn head(key: &Raw<'_>, value: &Node<'_>) -> Place {
    match value {
        Node::Scalar(raw) if !raw.is_null() && raw.place.end - key.place.start < 80 => {
            Place::new(key.place.start, raw.place.end)
        }
        Node::Scalar(_) | Node::Mapping(_) | Node::Sequence(_) | Node::Broken(_) => key.place,
    }
}

/// The name a block goes by: the value of the key it begins with.
fn name_of(block: &Block) -> Option<&str> {
    let names = block.kind.rows().iter().take(2).filter(|row| matches!(row.shape, Shape::Id));
    let name = |row: &Row| block.scalar(row.key).map(|scalar| &*scalar.text);
    names.filter_map(name).next().filter(|name| name.len() <= 48)
}

fn kind_of(name: &str) -> Option<(Key, BlockKind)> {
    BlockKind::ITEMS.iter().copied().find(|(key, _)| key.name() == name)
}

fn is_key(name: &str) -> bool {
    BlockKind::ITEMS.iter().any(|(_, kind)| kind.row(name).is_some())
}

/// Whether a word is one the key takes (others are reported as unknown words).
fn is_word(kind: BlockKind, key: Key, word: &str) -> bool {
    kind.row(key.name()).is_some_and(|row| matches!(row.shape, Shape::Word(words) if words.contains(&word)))
}
