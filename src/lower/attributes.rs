//! Attributes of choices: typed columns of a list, declared or deduced from their values.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Diagnostic, Message, codes, nearest};
use crate::model::QuestionType;
use crate::source::{Block, BlockKind, Key, Scalar, Written};
use crate::value::{Attribute, Date, Decimal, Value};

use super::Lowering;
use super::lists::WrittenList;
use super::literal::type_of_values;

/// A column: its name as written, its type, and the constants of the choices that have one, by their number.
pub(super) struct Column<'t> {
    pub(super) name: Arc<str>,
    pub(super) ty: QuestionType,
    pub(super) cells: Vec<(usize, &'t Scalar)>,
}

impl<'a> Lowering<'a> {
    /// Reads the attributes of a list written inline.
    pub(super) fn inline_attributes(&mut self, at: usize, written: WrittenList<'a>) {
        let declared = self.declared_attributes(written.block);
        if declared.is_empty() && written.block.blocks(Key::Choices).all(|choice| choice.extra.is_empty()) {
            return;
        }
        let known =
            self.world.instrument.lists.get(at).map(|list| list.list.choices.clone()).unwrap_or_default();
        let mut columns: IndexMap<Arc<str>, Vec<(usize, &'a Scalar)>> =
            declared.iter().map(|(name, _)| (Arc::clone(name), Vec::new())).collect();
        let mut seen = vec![false; known.len()];
        for block in written.block.blocks(Key::Choices) {
            let position = block.scalar(Key::Code).and_then(|code| known.get_index_of(&code.text));
            let Some(position) = position else { continue };
            // A repeated code was reported, and its first choice counts.
            if seen.get_mut(position).is_none_or(|seen| std::mem::replace(seen, true)) {
                continue;
            }
            for (name, value) in &block.extra {
                let Some(value) = value.scalar() else {
                    self.sink.push(not_a_constant(name));
                    continue;
                };
                if columns.contains_key(&name.text) || self.may_be_attribute(name, &declared, written.block) {
                    columns.entry(Arc::clone(&name.text)).or_default().push((position, value));
                }
            }
        }
        for (name, cells) in columns {
            let ty = match declared.iter().find(|(known, _)| *known == name) {
                Some((_, Some(ty))) => ty.clone(),
                Some((_, None)) => continue,
                None => deduced(cells.iter().map(|(_, value)| &*value.text)),
            };
            self.add_attribute(at, Column { name, ty, cells });
        }
    }

    /// The attributes a list declares; without a type where that was wrong.
    pub(super) fn declared_attributes(&mut self, block: &Block) -> Vec<(Arc<str>, Option<QuestionType>)> {
        let mut declared = Vec::new();
        for (name, written) in block.get(Key::Attributes).map(Written::entries).unwrap_or_default() {
            self.check_id(name);
            let Some(scalar) = written.scalar() else { continue };
            let ty = self.read_type(scalar, None).and_then(|ty| self.constant_type(ty, scalar.span));
            declared.push((Arc::clone(&name.text), ty));
        }
        declared
    }

    /// A further key of a choice is an attribute, unless it looks like a slip or others are declared.
    fn may_be_attribute(
        &mut self,
        name: &Scalar,
        declared: &[(Arc<str>, Option<QuestionType>)],
        list: &Block,
    ) -> bool {
        let own = BlockKind::Choice.rows().iter().map(|row| row.key.name());
        let others = declared.iter().map(|(name, _)| &**name);
        let near = nearest(&name.text, own.chain(others));
        if near.is_none() && list.field(Key::Attributes).is_none() {
            self.check_id(name);
            return true;
        }
        let found = match list.field(Key::Attributes) {
            Some(field) => {
                let note = Message::new("kunci tambahan disebut di sini", "further keys are declared here");
                undeclared(name).suggest(near).note(field.key_span, note)
            }
            None => unknown_key(name).suggest(near),
        };
        self.sink.push(found);
        false
    }

    /// Reads a column and adds it to a list.
    pub(super) fn add_attribute(&mut self, at: usize, column: Column<'_>) {
        let count = self.world.instrument.lists.get(at).map_or(0, |list| list.list.choices.len());
        let mut values = vec![Value::Missing; count];
        for (position, literal) in column.cells {
            if literal.text.trim().is_empty() {
                continue;
            }
            if let Some(value) = self.constant(literal, &column.ty)
                && let Some(slot) = values.get_mut(position)
            {
                *slot = value;
            }
        }
        let ty = type_of_values(&column.ty, None, values.iter());
        let Some(list) = self.world.instrument.lists.get_mut(at) else { return };
        list.list.attributes.push(Attribute { name: column.name, ty });
        for (choice, value) in list.list.choices.values_mut().zip(values) {
            choice.attributes.push(value);
        }
    }
}

/// The type that all values of an undeclared attribute read as.
fn deduced<'t>(mut texts: impl Iterator<Item = &'t str> + Clone) -> QuestionType {
    let all = |fits: fn(&str) -> bool| texts.clone().all(fits);
    let plain =
        |text: &str| text == "0" || !text.trim_start_matches('-').starts_with('0') || text.contains('.');
    if all(|text| matches!(text, "true" | "false")) {
        QuestionType::YesNo
    } else if all(|text| Decimal::parse(text).is_some()) && texts.clone().all(plain) {
        match texts.all(|text| !text.contains('.')) {
            true => QuestionType::Integer,
            false => QuestionType::Decimal { scale: 2 },
        }
    } else if all(|text| Date::parse(text).is_some()) {
        QuestionType::Date
    } else {
        QuestionType::Text
    }
}

fn not_a_constant(name: &Scalar) -> Diagnostic {
    let text = &name.text;
    let message = Message::new(
        format!("`{text}` harus berisi satu nilai"),
        format!("`{text}` must hold a single value"),
    );
    Diagnostic::new(codes::WRONG_SHAPE, name.span, message)
}

fn unknown_key(name: &Scalar) -> Diagnostic {
    let text = &name.text;
    let message =
        Message::new(format!("pilihan tidak punya kunci `{text}`"), format!("a choice has no key `{text}`"));
    Diagnostic::new(codes::UNKNOWN_KEY, name.span, message).hint(Message::new(
        format!("bila ini kunci tambahan, sebutkan dalam daftarnya: `attributes: {{{text}: text}}`"),
        format!("if it is a further key, declare it in the list: `attributes: {{{text}: text}}`"),
    ))
}

fn undeclared(name: &Scalar) -> Diagnostic {
    let text = &name.text;
    let message = Message::new(
        format!("`{text}` tidak disebut dalam `attributes` daftar ini"),
        format!("`{text}` isn't declared under `attributes` of this list"),
    );
    Diagnostic::new(codes::BAD_COLUMN, name.span, message)
}
