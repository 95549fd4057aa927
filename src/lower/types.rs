//! Question types as written: `integer`, `select_one LIST`.

use std::sync::Arc;

use crate::base::{Diagnostic, Message, Span, TextRange, codes, nearest};
use crate::expr::Scope;
use crate::model::types;
use crate::model::{Bounds, QuestionType};
use crate::source::{Block, Field, Key, Scalar};
use crate::value::{ListId, MAX_SCALE, Type};

use super::Lowering;
use super::names::Meaning;

impl Lowering<'_> {
    /// The type of a question, given fact or param: its keys `type` and `scale`. `None` when it was wrong (and
    /// reported).
    pub(super) fn question_type(&mut self, block: &Block) -> Option<QuestionType> {
        self.read_type(block.scalar(Key::Type)?, block.field(Key::Scale))
    }

    /// Reads a type with its `scale`, if it has one (a table's `keys: {prov: text}` has none).
    pub(super) fn read_type(&mut self, written: &Scalar, scale: Option<&Field>) -> Option<QuestionType> {
        let mut words = words(&written.text);
        let (word, range) = words.next().unwrap_or(("", TextRange::default()));
        let Some(entry) = types::all().iter().find(|entry| entry.name == word) else {
            let known = types::all().iter().map(|entry| entry.name);
            let near = if self.world.may_suggest(types::all().len()) { nearest(word, known) } else { None };
            self.sink.push(unknown_type(word, written.map.span(range), near));
            return None;
        };
        let list = match (entry.takes_list, words.next()) {
            (true, Some((id, range))) => Some(self.find_list(id, written.map.span(range))?),
            (true, None) => {
                self.sink.push(no_list(word, written.span));
                return None;
            }
            (false, surplus) => {
                self.no_more(written, surplus);
                None
            }
        };
        self.no_more(written, words.next());
        let plain = QuestionType::build(word, list, None)?;
        let decimals = scale.and_then(|field| self.decimals(field, &plain));
        QuestionType::build(word, list, decimals)
    }

    fn no_more(&mut self, written: &Scalar, surplus: Option<(&str, TextRange)>) {
        if let Some((word, range)) = surplus {
            self.sink.push(surplus_word(word, written.map.span(range)));
        }
    }

    /// The list of an id, or a report that there is none.
    pub(super) fn find_list(&mut self, id: &str, span: Span) -> Option<ListId> {
        let found = self.world.names.get(id);
        if let Some(Meaning::List(list)) = found {
            return Some(list);
        }
        if (found.is_none() && self.world.incomplete) || self.world.doubled.contains(id) {
            return None;
        }
        let mut diagnostic = Diagnostic::new(codes::UNKNOWN_LIST, span, unknown_list(id))
            .suggest(self.near(id, |meaning| matches!(meaning, Meaning::List(_))));
        if let (Some(other), Some(place)) = (found, self.world.names.span(id)) {
            let noun = self.noun(other);
            let note = Message::new(format!("`{id}` adalah {}", noun.id), format!("`{id}` is {}", noun.en));
            diagnostic = diagnostic.note(place, note);
        }
        self.sink.push(diagnostic);
        None
    }

    fn decimals(&mut self, field: &Field, ty: &QuestionType) -> Option<u8> {
        if !matches!(ty, QuestionType::Decimal { .. } | QuestionType::Percent { .. }) {
            self.not_for_type(field, ty);
            return None;
        }
        let decimals = self.whole(&field.value, 0, i128::from(MAX_SCALE))?;
        u8::try_from(decimals).ok()
    }

    /// The type of expressions that read such a question.
    pub(super) fn value_type(&self, ty: Option<&QuestionType>, block: &Block) -> Type {
        let unit = block.scalar(Key::Unit).map(|unit| Arc::clone(&unit.text));
        ty.map_or(Type::Wrong, |ty| ty.ty(&Bounds { unit, ..Bounds::default() }))
    }

    /// Reports a key that has no effect on a question of this type.
    pub(super) fn not_for_type(&mut self, field: &Field, ty: &QuestionType) {
        let (key, name) = (field.key.name(), ty.entry().name);
        let message = Message::new(
            format!("`{key}` tidak berlaku untuk pertanyaan bertipe `{name}`"),
            format!("`{key}` has no effect on a question of type `{name}`"),
        );
        self.sink.push(Diagnostic::new(codes::KEY_NOT_HERE, field.key_span, message));
    }
}

/// The words of a text with their ranges.
fn words(text: &str) -> impl Iterator<Item = (&str, TextRange)> {
    text.split_ascii_whitespace().map(move |word| {
        let start = u32::try_from(word.as_ptr() as usize - text.as_ptr() as usize).unwrap_or_default();
        (word, TextRange::new(start, start + u32::try_from(word.len()).unwrap_or_default()))
    })
}

fn unknown_type(word: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let message = Message::new(
        format!("tidak ada tipe pertanyaan `{word}`"),
        format!("there is no question type `{word}`"),
    );
    let diagnostic = Diagnostic::new(codes::UNKNOWN_TYPE, span, message).suggest(near);
    if diagnostic.hints.is_empty() {
        let known = types::all().iter().map(|entry| entry.name).collect::<Vec<_>>().join(", ");
        return diagnostic.hint(Message::new(format!("yang ada: {known}"), format!("there are: {known}")));
    }
    diagnostic
}

fn surplus_word(word: &str, span: Span) -> Diagnostic {
    let message = Message::new(
        format!("`{word}` tidak punya arti di belakang tipe ini"),
        format!("`{word}` means nothing after this type"),
    );
    Diagnostic::new(codes::UNKNOWN_TYPE, span, message)
}

fn no_list(word: &str, span: Span) -> Diagnostic {
    let message = Message::new(
        format!("`{word}` perlu nama daftar pilihan"),
        format!("`{word}` needs the name of a choice list"),
    );
    let hint = Message::new(
        format!("tulis misalnya `{word} ya_tidak`"),
        format!("write for example `{word} ya_tidak`"),
    );
    Diagnostic::new(codes::UNKNOWN_LIST, span, message).hint(hint)
}

fn unknown_list(id: &str) -> Message {
    Message::new(format!("tidak ada daftar pilihan `{id}`"), format!("there is no choice list `{id}`"))
}
