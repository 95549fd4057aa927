//! Params: versioned constants, read as `param.ID`.

use std::sync::Arc;

use crate::base::{Aside, Diagnostic, Message, Span, codes};
use crate::model::{Param, QuestionType};
use crate::source::{Block, Key, Scalar, Written};
use crate::value::{Type, Value};

use super::Lowering;
use super::literal::type_of_values;
use super::read::text;

impl<'a> Lowering<'a> {
    /// Lowers the params of all files; their labels come later.
    pub(super) fn params(&mut self) {
        for file in self.loaded {
            let entries = file.root().get(Key::Params).map(Written::entries).unwrap_or_default();
            for (id, written) in entries {
                if let Some(block) = written.block() {
                    self.param(id, block);
                }
            }
        }
    }

    fn param(&mut self, id: &'a Scalar, block: &'a Block) {
        self.check_id(id);
        if let Some(first) = self.world.instrument.params.get(&id.text) {
            let first = first.span.0;
            self.sink.push(duplicate_param(id, first));
            return;
        }
        let unit = text(block, Key::Unit);
        let (kind, value, ty) = match self.param_value(block, unit.as_ref()) {
            Some((kind, value, ty)) => (Some(kind), value, ty),
            None => (None, Value::Missing, Type::Wrong),
        };
        let param = Param {
            id: Arc::clone(&id.text),
            ty,
            kind,
            value,
            label: None,
            source: text(block, Key::Source),
            unit,
            span: Aside(id.span),
        };
        self.world.instrument.params.insert(Arc::clone(&id.text), param);
        self.written_params.push(block);
    }

    fn param_value(&mut self, block: &Block, unit: Option<&Arc<str>>) -> Option<(QuestionType, Value, Type)> {
        let ty = self.question_type(block)?;
        let ty = self.constant_type(ty, block.scalar(Key::Type)?.span)?;
        let written = block.scalar(Key::Value)?;
        let value = self.constant(written, &ty)?;
        if matches!(ty, QuestionType::Decimal { .. } | QuestionType::Percent { .. }) {
            written.warn_of_thousands(&mut self.sink);
        }
        if let (QuestionType::SelectOne(list), Value::Choice(at)) = (&ty, &value)
            && self.world.instrument.list(*list)?.list.choice(*at)?.special.is_some()
        {
            self.sink.push(special_value(written));
            return None;
        }
        let known = type_of_values(&ty, unit.cloned(), std::iter::once(&value));
        Some((ty, value, known))
    }

    /// Lowers the labels of params.
    pub(super) fn param_labels(&mut self) {
        for (at, block) in std::mem::take(&mut self.written_params).into_iter().enumerate() {
            let label = self.label_of(block, Key::Label, None);
            if let Some((_, param)) = self.world.instrument.params.get_index_mut(at) {
                param.label = label;
            }
        }
    }
}

fn duplicate_param(id: &Scalar, first: Span) -> Diagnostic {
    let text = &id.text;
    let message =
        Message::new(format!("param `{text}` sudah ada"), format!("the param `{text}` already exists"));
    let note = Message::new("pertama kali di sini", "first here");
    Diagnostic::new(codes::DUPLICATE_ID, id.span, message).note(first, note)
}

fn special_value(code: &Scalar) -> Diagnostic {
    let text = &code.text;
    let message = Message::new(
        format!("`{text}` jawaban khusus, bukan nilai yang bisa dipakai dalam ekspresi"),
        format!("`{text}` is a special answer, not a value that expressions can use"),
    );
    Diagnostic::new(codes::SPECIAL_CODE, code.span, message)
}
