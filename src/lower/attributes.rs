//! Attributes of choices: the typed columns that a list declares.

use std::sync::Arc;

use crate::base::{Diagnostic, Message, codes, nearest};
use crate::model::QuestionType;
use crate::source::{Block, BlockKind, Key, Scalar, Written};
use crate::value::{Attribute, Value};

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
        let known =
            self.world.instrument.lists.get(at).map(|list| list.list.choices.clone()).unwrap_or_default();
        let mut columns: Vec<Vec<(usize, &'a Scalar)>> = vec![Vec::new(); declared.len()];
        let mut seen = vec![false; known.len()];
        for block in written.block.blocks(Key::Choices) {
            let position = block.scalar(Key::Code).and_then(|code| known.get_index_of(&code.text));
            // A repeated code was reported, and its first choice counts.
            let first = |seen: &mut bool| !std::mem::replace(seen, true);
            let position = position.filter(|position| seen.get_mut(*position).is_some_and(first));
            for (name, value) in &block.extra {
                let column = declared.iter().position(|(known, _)| *known == name.text);
                let Some(cells) = column.and_then(|column| columns.get_mut(column)) else {
                    let found = undeclared(name, block, &declared, written.block);
                    self.sink.push(found);
                    continue;
                };
                match value.scalar() {
                    Some(value) => cells.extend(position.map(|position| (position, value))),
                    None => self.sink.push(not_a_constant(name)),
                }
            }
        }
        for ((name, ty), cells) in declared.into_iter().zip(columns) {
            if let Some(ty) = ty {
                if matches!(ty, QuestionType::Decimal { .. } | QuestionType::Percent { .. }) {
                    cells.iter().for_each(|(_, value)| value.warn_of_thousands(&mut self.sink));
                }
                self.add_attribute(at, Column { name, ty, cells });
            }
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

fn not_a_constant(name: &Scalar) -> Diagnostic {
    let text = &name.text;
    let message = Message::new(
        format!("`{text}` harus berisi satu nilai"),
        format!("`{text}` must hold a single value"),
    );
    Diagnostic::new(codes::WRONG_SHAPE, name.span, message)
}

/// A further key of a choice that its list doesn't declare.
fn undeclared(
    name: &Scalar,
    choice: &Block,
    declared: &[(Arc<str>, Option<QuestionType>)],
    list: &Block,
) -> Diagnostic {
    let text = &name.text;
    let message =
        Message::new(format!("pilihan tidak punya kunci `{text}`"), format!("a choice has no key `{text}`"));
    let found = Diagnostic::new(codes::UNKNOWN_KEY, name.span, message);
    let lower = text.to_lowercase();
    if choice.field(Key::Code).is_none() && matches!(&*lower, "kode" | "value" | "name" | "id") {
        return found.hint(Message::new("kode pilihan ditulis `code`", "a choice's code is written `code`"));
    }
    if matches!(&*lower, "nilai" | "skor" | "poin" | "value" | "point" | "points") {
        return found
            .hint(Message::new("angka pilihan ditulis `score`", "a choice's number is written `score`"));
    }
    let own = BlockKind::Choice.rows().iter().map(|row| row.key.name());
    let near = nearest(text, own.chain(declared.iter().map(|(name, _)| &**name)));
    let found = found.suggest(near);
    match list.field(Key::Attributes) {
        Some(field) => found.note(
            field.key_span,
            Message::new(
                format!("bila ini atribut, sebutkan di sini bersama tipenya: `{text}: text`"),
                format!("if it is an attribute, declare it here with its type: `{text}: text`"),
            ),
        ),
        None => found.hint(Message::new(
            format!(
                "bila ini atribut, sebutkan dalam daftarnya bersama tipenya: `attributes: {{{text}: text}}`"
            ),
            format!(
                "if it is an attribute, declare it in the list with its type: `attributes: {{{text}: text}}`"
            ),
        )),
    }
}
