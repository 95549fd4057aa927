//! Constants as written (a param's value, an attribute, a cell of a table), read strictly by their type.

use std::sync::Arc;

use crate::base::{Diagnostic, Message, Span, codes, nearest};
use crate::expr::Scope;
use crate::model::QuestionType;
use crate::source::Scalar;
use crate::value::{Date, DateTime, Decimal, NumType, Time, Type, Value, ops};

use super::Lowering;

impl Lowering<'_> {
    /// Reads a constant of a type; `None` when it doesn't read (and was reported).
    pub(super) fn constant(&mut self, literal: &Scalar, ty: &QuestionType) -> Option<Value> {
        let text = &*literal.text;
        let value = match ty {
            QuestionType::Text | QuestionType::Barcode => Some(Value::text(text)),
            QuestionType::Integer | QuestionType::Money => return self.whole_number(literal),
            QuestionType::Decimal { .. } | QuestionType::Percent { .. } => {
                return literal.as_grouped_decimal(&mut self.sink).map(Value::Num);
            }
            QuestionType::Date => return literal.as_date(&mut self.sink).map(Value::Date),
            QuestionType::Month => Date::parse_month(text).map(Value::Date),
            QuestionType::Time => Time::parse(text).map(Value::Time),
            QuestionType::DateTime => DateTime::parse(text).map(Value::DateTime),
            QuestionType::YesNo => return literal.as_bool(&mut self.sink).map(Value::Bool),
            QuestionType::SelectOne(list) => return self.code(literal, *list),
            QuestionType::SelectMultiple(_)
            | QuestionType::Rank(_)
            | QuestionType::Geopoint
            | QuestionType::Photo
            | QuestionType::Audio
            | QuestionType::Video
            | QuestionType::File
            | QuestionType::Signature => None,
        };
        if value.is_none() {
            self.sink.push(bad_literal(literal, ty));
        }
        value.filter(|value| !value.is_missing())
    }

    fn whole_number(&mut self, literal: &Scalar) -> Option<Value> {
        let number = literal.as_grouped_decimal(&mut self.sink)?;
        if number.scale() == 0 {
            return Some(Value::Num(number));
        }
        literal.as_integer(&mut self.sink);
        None
    }

    fn code(&mut self, literal: &Scalar, list: crate::value::ListId) -> Option<Value> {
        let known = &self.world.instrument.list(list)?.list;
        if let Some(position) = known.position(&literal.text) {
            return Some(Value::Choice(position));
        }
        let codes = known.choices.keys().map(|code| &**code);
        let near =
            if self.world.may_suggest(known.choices.len()) { nearest(&literal.text, codes) } else { None };
        self.sink.push(unknown_code(literal, &known.name).suggest(near));
        None
    }

    /// Whether constants can be of a type; reports it otherwise.
    pub(super) fn constant_type(&mut self, ty: QuestionType, span: Span) -> Option<QuestionType> {
        match ty {
            QuestionType::Text
            | QuestionType::Barcode
            | QuestionType::Integer
            | QuestionType::Money
            | QuestionType::Decimal { .. }
            | QuestionType::Percent { .. }
            | QuestionType::Date
            | QuestionType::Month
            | QuestionType::Time
            | QuestionType::DateTime
            | QuestionType::YesNo
            | QuestionType::SelectOne(_) => Some(ty),
            QuestionType::SelectMultiple(_)
            | QuestionType::Rank(_)
            | QuestionType::Geopoint
            | QuestionType::Photo
            | QuestionType::Audio
            | QuestionType::Video
            | QuestionType::File
            | QuestionType::Signature => {
                self.sink.push(not_a_constant(&ty, span));
                None
            }
        }
    }
}

/// The type of expressions over constants of a type: a number's decimals and bounds are those of the values.
pub(super) fn type_of_values<'v>(
    ty: &QuestionType,
    unit: Option<Arc<str>>,
    values: impl Iterator<Item = &'v Value> + Clone,
) -> Type {
    let numbers = values.filter_map(ops::as_number);
    let usual = ty.ty(&crate::model::Bounds { unit: unit.clone(), ..Default::default() });
    let Type::Num(usual) = usual else { return usual };
    let scale = numbers.clone().map(Decimal::scale).max().unwrap_or(usual.scale);
    let units = |bound: Option<Decimal>| bound.and_then(|b| b.rescale(scale)).map(Decimal::units);
    match (units(numbers.clone().min()), units(numbers.max())) {
        (Some(min), Some(max)) => Type::Num(NumType { scale, min, max, unit }),
        (None, _) | (_, None) => Type::Num(usual),
    }
}

fn bad_literal(literal: &Scalar, ty: &QuestionType) -> Diagnostic {
    let (text, (id, en)) = (&literal.text, ty.entry().summary);
    let message = Message::new(
        format!("`{text}` tidak terbaca sebagai {id}"),
        format!("`{text}` doesn't read as {en}"),
    );
    let diagnostic = Diagnostic::new(codes::BAD_LITERAL, literal.span, message);
    let example = ty.entry().csv;
    diagnostic
        .hint(Message::new(format!("tulis misalnya `{example}`"), format!("write for example `{example}`")))
}

fn unknown_code(literal: &Scalar, list: &str) -> Diagnostic {
    let text = &literal.text;
    let message = Message::new(
        format!("`{text}` bukan kode daftar `{list}`"),
        format!("`{text}` is not a code of list `{list}`"),
    );
    Diagnostic::new(codes::UNKNOWN_CODE, literal.span, message)
}

fn not_a_constant(ty: &QuestionType, span: Span) -> Diagnostic {
    let name = ty.entry().name;
    let message = Message::new(
        format!("tidak ada tetapan bertipe `{name}`"),
        format!("there are no constants of type `{name}`"),
    );
    Diagnostic::new(codes::UNKNOWN_TYPE, span, message)
}
