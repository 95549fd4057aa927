//! Definitions (`wus(u, jk): …`) and sets of items.

use std::sync::Arc;

use crate::base::{Diagnostic, Message, TextMap, TextRange, codes};
use crate::expr::Definition;
use crate::source::{Key, Scalar, Written};

use super::Lowering;
use super::names::Meaning;

impl<'a> Lowering<'a> {
    /// Declares the definitions and item sets of all files.
    pub(super) fn definitions(&mut self) {
        for file in self.loaded {
            let entries = |key: Key| file.root().get(key).map(Written::entries).unwrap_or_default();
            for (name, written) in entries(Key::Define) {
                if let Some(body) = written.scalar() {
                    self.definition(name, body);
                }
            }
            for (id, written) in entries(Key::ItemSets) {
                self.item_set(id, written);
            }
        }
    }

    fn definition(&mut self, head: &Scalar, body: &Scalar) {
        let number = u32::try_from(self.world.definitions.len()).unwrap_or(u32::MAX);
        let Some((name, params)) = self.definition_head(head) else { return };
        self.declare(&name, Meaning::Definition(number));
        let parsed = self.parse(&body.text);
        for mistake in &parsed.mistakes {
            self.sink.push(mistake.clone().at(&body.map));
        }
        self.world.definitions.push(Definition {
            name: Arc::clone(&name.text),
            params: params.clone(),
            body: Arc::new(parsed.ast.clone()),
            map: body.map.clone(),
        });
        let text = body.text.trim().into();
        self.world.instrument.definitions.push((name.text, params, text));
    }

    /// The name and parameters of `wus(u, jk)`.
    fn definition_head(&mut self, head: &Scalar) -> Option<(Scalar, Vec<Arc<str>>)> {
        let text = &*head.text;
        let Some((name, rest)) = text.split_once('(') else { return Some((head.clone(), Vec::new())) };
        let Some(inner) = rest.trim_end().strip_suffix(')') else {
            self.sink.push(bad_head(head));
            return None;
        };
        let part = |word: &str| part_of(head, word);
        let name = part(name.trim());
        let mut params: Vec<Arc<str>> = Vec::new();
        for word in inner.split(',').map(str::trim) {
            let param = part(word);
            self.check_id(&param);
            if params.contains(&param.text) {
                self.sink.push(repeated_param(&param));
            }
            params.push(param.text);
        }
        Some((name, params))
    }

    fn item_set(&mut self, id: &Scalar, written: &Written) {
        let sets = &mut self.world.instrument.item_sets;
        let number = u32::try_from(sets.len()).unwrap_or(u32::MAX);
        let members = written.elements().iter().filter_map(Written::scalar);
        sets.entry(Arc::clone(&id.text)).or_insert_with(|| members.map(|m| Arc::clone(&m.text)).collect());
        self.declare(id, Meaning::ItemSet(number));
    }

    /// Members of item sets are items that can be read, each once.
    pub(super) fn check_item_sets(&mut self) {
        for file in self.loaded {
            let entries = file.root().get(Key::ItemSets).map(Written::entries).unwrap_or_default();
            for (_, written) in entries {
                let mut seen: Vec<&Scalar> = Vec::new();
                for member in written.elements().iter().filter_map(Written::scalar) {
                    if let Some(first) = seen.iter().find(|other| other.text == member.text) {
                        self.sink.push(repeated_member(member, first));
                    }
                    self.column_named(member);
                    seen.push(member);
                }
            }
        }
    }
}

/// A part of a scalar as a scalar of its own.
fn part_of(whole: &Scalar, word: &str) -> Scalar {
    let start = (word.as_ptr() as usize).saturating_sub(whole.text.as_ptr() as usize);
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let range = TextRange::new(narrow(start), narrow(start + word.len()));
    let span = whole.map.span(range);
    Scalar { text: word.into(), span, map: TextMap::verbatim(span), style: whole.style }
}

fn bad_head(head: &Scalar) -> Diagnostic {
    let text = &head.text;
    let message = Message::new(
        format!("`{text}` bukan nama definisi"),
        format!("`{text}` isn't the name of a definition"),
    );
    Diagnostic::new(codes::BAD_ID, head.span, message)
        .hint(Message::new("tulis `nama` atau `nama(a, b)`", "write `name` or `name(a, b)`"))
}

fn repeated_param(param: &Scalar) -> Diagnostic {
    let text = &param.text;
    let message = Message::new(
        format!("parameter `{text}` disebut dua kali"),
        format!("the parameter `{text}` is named twice"),
    );
    Diagnostic::new(codes::DUPLICATE_ID, param.span, message)
}

fn repeated_member(member: &Scalar, first: &Scalar) -> Diagnostic {
    let text = &member.text;
    let message = Message::new(
        format!("`{text}` sudah ada dalam kumpulan ini"),
        format!("`{text}` is already in this set"),
    );
    let note = Message::new("pertama kali di sini", "first here");
    Diagnostic::new(codes::DUPLICATE_ID, member.span, message).note(first.span, note)
}
