//! What the keys of a block need of each other: those that must be there, and those that can't stand together.

use super::super::complaints;
use super::super::document::Block;
use super::super::keys::{BlockKind, Key, Relation, Row, Shape};
use super::super::tree::Place;
use super::{Present, Reader};

/// A block while its relations are looked at.
struct Scene<'b> {
    block: &'b Block,
    present: &'b Present,
    head: Place,
    damaged: bool,
}

/// What is wrong between a block's keys.
enum Complaint<'b> {
    Conflict((Key, Place), (Key, Place)),
    Alone(Key, Place, &'static [Key]),
    Word { key: Key, place: Place, of: Key, word: &'b str, words: &'static [&'static str] },
    Lacks(&'static [Key]),
}

impl Complaint<'_> {
    /// The key to blame.
    fn key(&self) -> Option<Key> {
        match self {
            Self::Conflict(_, (key, _)) | Self::Alone(key, ..) | Self::Word { key, .. } => Some(*key),
            Self::Lacks(_) => None,
        }
    }
}

impl<'b> Scene<'b> {
    fn place(&self, key: Key) -> Option<Place> {
        self.present.iter().find(|(known, _)| *known == key).map(|(_, place)| *place)
    }

    fn word(&self, of: Key) -> Option<&'b str> {
        self.block.scalar(of).map(|scalar| &*scalar.text)
    }

    fn lacks(&self, keys: &[Key]) -> bool {
        !self.damaged && keys.iter().all(|key| self.place(*key).is_none())
    }

    fn complaint(&self, relation: Relation, blamed: &[Key]) -> Option<Complaint<'b>> {
        let innocent = |key: &Key| !blamed.contains(key);
        match relation {
            Relation::OneOf(keys) => {
                let mut there = keys.iter().filter_map(|key| self.place(*key).map(|place| (*key, place)));
                match (there.next(), there.next()) {
                    (Some(first), Some(second)) => Some(in_order(first, second)),
                    (Some(_), None) => None,
                    (None, _) => (!self.damaged).then_some(Complaint::Lacks(keys)),
                }
            }
            Relation::Apart(one, other) => {
                let both = in_order((one, self.place(one)?), (other, self.place(other)?));
                (innocent(&one) && innocent(&other)).then_some(both)
            }
            Relation::Beside(key, with) => {
                let place = self.place(key).filter(|_| innocent(&key) && self.lacks(with))?;
                Some(Complaint::Alone(key, place, with))
            }
            Relation::When(key, of, words) => {
                let place = self.place(key).filter(|_| innocent(&key))?;
                let word = self.word(of).filter(|word| !words.contains(word))?;
                is_word(self.block.kind, of, word).then_some(Complaint::Word { key, place, of, word, words })
            }
            Relation::Needed { of, words, keys } => {
                let applies = match words {
                    [] => self.place(of).is_some_and(|_| innocent(&of)),
                    words => self.word(of).is_some_and(|word| words.contains(&word)),
                };
                (applies && self.lacks(keys)).then_some(Complaint::Lacks(keys))
            }
        }
    }
}

/// Two keys that can't stand together, the earlier one first.
fn in_order<'b>(one: (Key, Place), other: (Key, Place)) -> Complaint<'b> {
    if one.1.start <= other.1.start {
        Complaint::Conflict(one, other)
    } else {
        Complaint::Conflict(other, one)
    }
}

impl Reader<'_, '_> {
    pub(super) fn missing(&mut self, block: &Block, present: &Present, head: Place) {
        let has = |key: Key| present.iter().any(|(known, _)| *known == key);
        let rows = block.kind.rows().iter().filter(|row| row.required && !has(row.key));
        let keys: Vec<Key> = rows.map(|row| row.key).collect();
        if !keys.is_empty() {
            let name = name_of(block);
            self.report.push(|file| complaints::missing_keys(block.kind, name, &keys, head.span(file)));
        }
    }

    /// Checks how keys depend on each other; a key is blamed once.
    pub(super) fn related(&mut self, block: &Block, present: &Present, head: Place, damaged: bool) {
        let mut blamed: Vec<Key> = Vec::new();
        for relation in block.kind.relations() {
            let scene = Scene { block, present, head, damaged };
            if let Some(complaint) = scene.complaint(*relation, &blamed) {
                blamed.extend(complaint.key());
                self.complain(&scene, complaint);
            }
        }
    }

    fn complain(&mut self, scene: &Scene<'_>, complaint: Complaint<'_>) {
        match complaint {
            Complaint::Conflict(first, second) => self.conflict(first, second),
            Complaint::Alone(key, place, with) => {
                self.report.push(|file| complaints::alone(key, with, place.span(file)));
            }
            Complaint::Word { key, place, of, word, words } => {
                self.report.push(|file| complaints::wrong_word(key, of, word, words, place.span(file)));
            }
            Complaint::Lacks(keys) => {
                let name = name_of(scene.block);
                self.report.push(|file| match keys {
                    [_] => complaints::missing_keys(scene.block.kind, name, keys, scene.head.span(file)),
                    keys => complaints::missing_one(scene.block.kind, name, keys, scene.head.span(file)),
                });
            }
        }
    }

    pub(super) fn conflict(&mut self, first: (Key, Place), second: (Key, Place)) {
        let (first, second) = if first.1.start <= second.1.start { (first, second) } else { (second, first) };
        self.report
            .push(|file| complaints::conflict(first.0, first.1.span(file), second.0, second.1.span(file)));
    }
}

/// The name a block goes by: the value of the key it begins with.
fn name_of(block: &Block) -> Option<&str> {
    let names = block.kind.rows().iter().take(2).filter(|row| matches!(row.shape, Shape::Id));
    let name = |row: &Row| block.scalar(row.key).map(|scalar| &*scalar.text);
    names.filter_map(name).next().filter(|name| name.len() <= 48)
}

/// Whether a word is one the key takes (others are reported as unknown words).
fn is_word(kind: BlockKind, key: Key, word: &str) -> bool {
    kind.row(key.name()).is_some_and(|row| matches!(row.shape, Shape::Word(words) if words.contains(&word)))
}
