//! What the keys of a block need of each other: those that must be there, and those that can't stand together.

use super::super::complaints;
use super::super::document::{Block, Written};
use super::super::keys::{BlockKind, Key, Relation, Row, Shape};
use super::super::tree::Place;
use super::{Present, Reader};

impl Reader<'_, '_> {
    pub(super) fn missing(&mut self, block: &Block, present: &Present, head: Place) {
        let has = |key: Key| present.iter().any(|(known, _)| *known == key);
        for row in block.kind.rows().iter().filter(|row| row.required && !has(row.key)) {
            let name = name_of(block);
            self.report.push(|file| complaints::missing_key(block.kind, name, row.key, head.span(file)));
        }
    }

    pub(super) fn related(&mut self, block: &Block, present: &Present, head: Place, damaged: bool) {
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

    pub(super) fn conflict(&mut self, first: (Key, Place), second: (Key, Place)) {
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
    pub(super) fn attributes(&mut self, list: &mut Block) {
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
