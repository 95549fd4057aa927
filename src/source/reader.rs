//! The tree → `Document`: every key with its shape from the catalogue; what doesn't fit is reported and left out.

mod relations;
mod values;

use super::characters;
use super::complaints;
use super::document::{Block, Document, Field, Style, Written};
use super::keys::{BlockKind, Key, Row, Shape};
use super::report::Report;
use super::tree::{Group, Node, Place, Raw, Tree};
use crate::base::{Span, nearest};

type Entries<'t> = Group<(Raw<'t>, Node<'t>)>;

/// Reads a tree as a file of a kind.
pub(super) fn document(
    tree: Tree<'_>,
    text: &str,
    kind: BlockKind,
    bidi: Vec<(u32, char)>,
    report: &mut Report<'_>,
) -> Document {
    let file = report.file();
    let mut damage = tree.damage;
    damage.sort_unstable();
    let marks = bidi.iter().map(|(at, _)| (*at, false)).collect();
    let mut reader = Reader { text, report, damage, bidi: marks };
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
    let forbidden = reader.bidi.iter().zip(bidi).filter(|((_, allowed), _)| !allowed);
    for (_, (at, character)) in forbidden {
        reader.report.push(|file| characters::bidi(file, at, character));
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
    /// Where something was cut out, ascending.
    damage: Vec<u32>,
    /// Where characters that turn the direction of writing stand, ascending, and whether they may.
    bidi: Vec<(u32, bool)>,
}

impl Reader<'_, '_> {
    fn span(&self, place: Place) -> Span {
        place.span(self.report.file())
    }

    // --- blocks ---

    fn block(&mut self, kind: BlockKind, group: Entries<'_>) -> Block {
        let group = self.mended(group, |key| is_key_of(kind, key));
        let span = self.span(group.place);
        let head = group.children.first().map_or(group.place, |(key, value)| head(key, value));
        let damaged = self.is_damaged(&group);
        let mut present = Present::new();
        let mut fields = Vec::with_capacity(group.children.len());
        let mut extra = Vec::new();
        for (key, node) in group.children {
            let named = Named { text: &key.text, place: key.place };
            let mut node = if damaged { unless_null(node) } else { node };
            let row = match kind.row(&key.text) {
                Some(row) => row,
                None if kind.is_open() && matches!(node, Node::Scalar(_)) => {
                    if let Some(value) = self.value(&Shape::Anything, node, named) {
                        extra.push((self.scalar(&key), value));
                    }
                    continue;
                }
                None => match self.unknown_key(kind, named, &present) {
                    Some(meant) => {
                        node = unless_null(node);
                        meant
                    }
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
        let block = Block { kind, span, fields, extra };
        if !damaged {
            self.missing(&block, &present, head);
        }
        self.related(&block, &present, head, damaged);
        block
    }

    /// Whether something was cut out of this group itself (not out of one of its children).
    fn is_damaged(&self, group: &Entries<'_>) -> bool {
        let from = self.damage.partition_point(|at| *at < group.place.start);
        let inside = self.damage.iter().skip(from).take_while(|at| **at <= group.reach);
        let child = |at: u32| {
            let next = group.children.partition_point(|(_, value)| value.place().start <= at);
            next.checked_sub(1).and_then(|n| group.children.get(n)).map(|(_, value)| value)
        };
        inside.into_iter().any(|at| !child(*at).is_some_and(|value| value.covers(*at)))
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

    /// `{label: Ya, tentu}`: without quotes a comma ends a text, and what follows looks like keys that have neither
    /// colon nor value. Such pieces are put back to the text they belong to, which is reported and left out.
    fn mended<'t>(&mut self, group: Entries<'t>, is_key: impl Fn(&str) -> bool) -> Entries<'t> {
        let Group { children, place, reach, flow } = group;
        if !flow {
            return Group { children, place, reach, flow };
        }
        let mut kept: Vec<(Raw<'t>, Node<'t>)> = Vec::with_capacity(children.len());
        let mut torn: Vec<Place> = Vec::new();
        for (key, value) in children {
            let piece = is_bare(self.text, &key, &value) && !is_key(&key.text);
            match kept.last_mut().map(|(_, before)| before) {
                Some(Node::Broken(whole)) if piece && torn.last() == Some(whole) => {
                    *whole = Place::new(whole.start, key.place.end);
                    torn.pop();
                    torn.push(*whole);
                }
                Some(before) if piece && is_text(before) => {
                    let whole = Place::new(before.place().start, key.place.end);
                    *before = Node::Broken(whole);
                    torn.push(whole);
                }
                Some(_) | None => kept.push((key, value)),
            }
        }
        for place in torn {
            let text = self.text.get(place.start as usize..place.end as usize).unwrap_or_default();
            self.report.push(|file| complaints::torn_text(text, place.span(file)));
        }
        Group { children: kept, place, reach, flow }
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
                if let Node::Scalar(raw) = &node
                    && let Some(near) =
                        complaints::tight_colon(&raw.text, |name| kind_of(name).map(|(key, _)| key))
                {
                    self.tight_colon(near, place);
                    return None;
                }
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

    /// `ask:nik`.
    fn tight_colon(&mut self, key: Key, place: Place) {
        self.report.push(|file| complaints::no_space(key, place.span(file)));
    }

    /// An item none of whose keys names its kind: perhaps the first is misspelt.
    fn kindless(&mut self, mut group: Entries<'_>) -> Option<Block> {
        if self.is_damaged(&group) {
            return None;
        }
        let Some((key, value)) = group.children.first() else {
            self.report.push(|file| complaints::unknown_item(group.place.span(file)));
            return None;
        };
        if let Some(near) = complaints::tight_colon(&key.text, |name| kind_of(name).map(|(key, _)| key)) {
            self.tight_colon(near, key.place);
            return None;
        }
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
}

/// Where something was cut out, a key without a value had one.
fn unless_null(node: Node<'_>) -> Node<'_> {
    match node {
        Node::Scalar(raw) if raw.is_null() => Node::Broken(raw.place),
        Node::Scalar(_) | Node::Mapping(_) | Node::Sequence(_) | Node::Broken(_) => node,
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

/// Whether a key in braces has neither a value nor a colon: it is a piece of text that isn't in quotes.
fn is_bare(text: &str, key: &Raw<'_>, value: &Node<'_>) -> bool {
    let after = text.get(key.place.end as usize..).unwrap_or_default();
    matches!(value, Node::Scalar(raw) if raw.is_null()) && !after.trim_start().starts_with(':')
}

/// Whether a word is a key of a block, with or without the space behind its colon.
fn is_key_of(kind: BlockKind, word: &str) -> bool {
    let key = |name: &str| kind.row(name).map(|row| row.key);
    key(word).or_else(|| complaints::tight_colon(word, key)).is_some()
}

/// Whether a value is text without quotes.
fn is_text(value: &Node<'_>) -> bool {
    matches!(value, Node::Scalar(raw) if raw.style == Style::Plain && !raw.is_null())
}

fn kind_of(name: &str) -> Option<(Key, BlockKind)> {
    BlockKind::ITEMS.iter().copied().find(|(key, _)| key.name() == name)
}

fn is_key(name: &str) -> bool {
    BlockKind::ITEMS.iter().any(|(_, kind)| kind.row(name).is_some())
}
