//! Definitions (`wus(u, jk): …`) and sets of items.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::base::{Diagnostic, FileId, Message, Sink, Span, TextMap, TextRange, codes};
use crate::expr::ast::PREDEFINED;
use crate::expr::{self, Attached, Definition, Place};
use crate::source::{Key, Scalar, Written};
use crate::value::RosterId;

use super::Lowering;
use super::depends::{Read, locals, names_of};
use super::graph::Graph;
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

    /// Definitions are put in where they are used, which would never end for one that uses itself. Each circle is
    /// reported once; what uses its definitions says nothing.
    pub(super) fn check_recursion(&mut self) {
        let mut graph = Graph::new(self.world.definitions.len());
        let mut places: BTreeMap<(usize, usize), Span> = BTreeMap::new();
        for (user, definition) in self.world.definitions.iter().enumerate() {
            for reading in self.world.readings(&definition.body, &definition.params) {
                if let Read::Definition(used) = reading.what {
                    graph.add(user, used as usize);
                    let place = definition.map.span(reading.range);
                    places.entry((user, used as usize)).or_insert(place);
                }
            }
        }
        let nothing = self.parse(&"".into());
        for group in graph.components() {
            let within = |node: usize| group.binary_search(&node).is_ok();
            let Some(circle) = group.first().and_then(|first| graph.cycle(*first, within)) else { continue };
            self.report_recursion(&circle, &places);
            for member in group {
                if let Some(definition) = self.world.definitions.get_mut(member) {
                    definition.body = Arc::new(nothing.ast.clone());
                }
            }
        }
    }

    /// `circle` holds the definitions in order: each uses the next, the last uses the first.
    fn report_recursion(&mut self, circle: &[usize], places: &BTreeMap<(usize, usize), Span>) {
        let name = |at: usize| self.world.definitions.get(at).map(|definition| Arc::clone(&definition.name));
        let steps = circle.iter().zip(circle.iter().cycle().skip(1));
        let steps: Vec<(Arc<str>, Arc<str>, Span)> = steps
            .filter_map(|(user, used)| Some((name(*user)?, name(*used)?, *places.get(&(*user, *used))?)))
            .collect();
        if let Some(found) = recursive(&steps) {
            self.sink.push(found);
        }
    }

    /// Checks the definitions that nothing used. One of a module may be meant for other instruments, so that it is
    /// checked only where everything it names stands in the module.
    pub(super) fn unused_definitions(&mut self) {
        let unused = |number: &u32| !self.world.is_used(*number);
        let unused: Vec<u32> = (0..).take(self.world.definitions.len()).filter(unused).collect();
        for number in unused {
            let Some(definition) = self.world.definitions.get(number as usize) else { continue };
            let names: Vec<_> = names_of(&definition.body).collect();
            // What these stand for depends on the question.
            if names.iter().any(|name| matches!(name.path.first(), Some(&("self" | "choice")))) {
                continue;
            }
            let own = self.loaded.first().map(|file| file.document.file);
            let file = definition.map.whole().file;
            if own != Some(file) && !self.stands_in(file, definition) {
                continue;
            }
            let found = self.check_unused(definition);
            found.into_iter().for_each(|diagnostic| self.sink.push(diagnostic));
        }
    }

    /// Whether everything that a definition names stands in one file.
    fn stands_in(&self, file: FileId, definition: &Definition) -> bool {
        let local = locals(&definition.body);
        let here = |id: &str| self.world.names.span(id).is_some_and(|span| span.file == file);
        let of_its_own = |first: &str| {
            local.lets.contains(&first)
                || local.aliases.contains(&first)
                || definition.params.iter().any(|param| **param == *first)
                || PREDEFINED.contains(&first)
        };
        let known = |path: &[&str]| match path {
            ["param", id, ..] => {
                self.world.instrument.params.get(*id).is_some_and(|param| param.span.0.file == file)
            }
            ["prev", "score" | "band", id, ..] | ["score" | "band" | "prev" | "this", id, ..] => here(id),
            [first, ..] => of_its_own(first) || here(first),
            [] => true,
        };
        names_of(&definition.body).all(|name| known(&name.path))
            && local.calls.iter().all(|(name, _)| self.world.definition_named(name).is_none() || here(name))
    }

    /// What is wrong within a definition, taken for one of the record or, if it reads a roster's rows, of such a row.
    fn check_unused(&self, definition: &Definition) -> Vec<Diagnostic> {
        let whole = definition.map.whole();
        let check = |home: Option<RosterId>| {
            let mut sink = Sink::new();
            let attached = Attached { home, ..Attached::default() };
            let place = Place { scope: &self.world, attached: &attached, limits: self.limits };
            expr::check_definition(definition, place, &mut sink);
            let found = sink.into_sorted(&self.sources);
            // What is wrong in a definition that this one uses is reported there.
            let inside = |d: &Diagnostic| {
                d.span.file == whole.file && (whole.start..=whole.end).contains(&d.span.start)
            };
            found.into_iter().filter(inside).collect::<Vec<_>>()
        };
        let misplaced = |diagnostic: &Diagnostic| diagnostic.code == codes::ROSTER_SCOPE;
        let found = check(None);
        if !found.iter().any(misplaced) {
            return found;
        }
        let home = names_of(&definition.body)
            .filter_map(|name| self.world.readable(name.path.first()?))
            .filter_map(|var| self.world.instrument.var(var)?.home)
            .max_by_key(|home| self.slot(Some(*home)));
        let mut found = check(home);
        found.retain(|diagnostic| !misplaced(diagnostic));
        found
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
                let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
                for member in written.elements().iter().filter_map(Written::scalar) {
                    match seen.entry(&member.text) {
                        Entry::Vacant(slot) => drop(slot.insert(member.span)),
                        Entry::Occupied(first) => {
                            self.sink.push(repeated_member(member, *first.get()));
                            continue;
                        }
                    }
                    self.column_named(member);
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

/// `steps` holds who uses whom, and where, around the circle; the words are those of [`expr::check`].
fn recursive(steps: &[(Arc<str>, Arc<str>, Span)]) -> Option<Diagnostic> {
    let ((first, _, span), others) = steps.split_first()?;
    let path: String = steps.iter().map(|(from, ..)| format!("{from} → ")).collect();
    let message = Message::new(
        format!("definisi `{first}` memakai dirinya sendiri: {path}{first}"),
        format!("the definition `{first}` uses itself: {path}{first}"),
    );
    let diagnostic = Diagnostic::new(codes::RECURSION, *span, message);
    Some(others.iter().fold(diagnostic, |diagnostic, (from, to, place)| {
        let note = Message::new(format!("`{from}` memakai `{to}`"), format!("`{from}` uses `{to}`"));
        diagnostic.note(*place, note)
    }))
}

fn repeated_param(param: &Scalar) -> Diagnostic {
    let text = &param.text;
    let message = Message::new(
        format!("parameter `{text}` disebut dua kali"),
        format!("the parameter `{text}` is named twice"),
    );
    Diagnostic::new(codes::DUPLICATE_ID, param.span, message)
}

fn repeated_member(member: &Scalar, first: Span) -> Diagnostic {
    let text = &member.text;
    let message = Message::new(
        format!("`{text}` sudah ada dalam kumpulan ini"),
        format!("`{text}` is already in this set"),
    );
    let note = Message::new("pertama kali di sini", "first here");
    Diagnostic::new(codes::DUPLICATE_ID, member.span, message).note(first, note)
}
