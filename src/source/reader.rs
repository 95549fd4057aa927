//! The tree → `Document`: every key with its shape from the catalogue; what doesn't fit is reported and left out.

mod relations;
mod values;

use super::characters;
use super::complaints;
use super::document::{Block, Document, Field, Written};
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
        let span = self.span(group.place);
        let head = group.children.first().map_or(group.place, |(key, value)| head(key, value));
        let damaged = self.is_damaged(&group);
        let mut present = Present::new();
        let mut fields = Vec::with_capacity(group.children.len());
        let mut extra = Vec::new();
        for (key, node) in group.children {
            let named = Named { text: &key.text, place: key.place };
            let node = if damaged { unless_null(node) } else { node };
            let row = match kind.row(&key.text) {
                Some(row) => row,
                None if kind.is_open() && matches!(node, Node::Scalar(_)) => {
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
        let Some((key, value)) = group.children.first() else {
            self.report.push(|file| complaints::unknown_item(group.place.span(file)));
            return None;
        };
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

fn kind_of(name: &str) -> Option<(Key, BlockKind)> {
    BlockKind::ITEMS.iter().copied().find(|(key, _)| key.name() == name)
}

fn is_key(name: &str) -> bool {
    BlockKind::ITEMS.iter().any(|(_, kind)| kind.row(name).is_some())
}
