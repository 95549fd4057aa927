//! Labels as the form model holds them: parts by language.

use std::sync::Arc;

use super::model::{Format, Pipe, Text, TextPart};
use super::tree::{Code, type_name};
use crate::expr::VarId;
use crate::model::{Formula, Instrument, Label, Piece};
use crate::rules::{Meaning, meaning, meaning_of};
use crate::value::Type;

/// The parts of a label in every language.
pub fn text(instrument: &Instrument, label: &Label) -> Text {
    let parts = |language| label.pieces(language).iter().map(|piece| part(instrument, piece)).collect();
    instrument.languages.iter().enumerate().map(|(at, tag)| (tag.clone(), parts(at))).collect()
}

fn part(instrument: &Instrument, piece: &Piece) -> TextPart {
    match piece {
        Piece::Text(text) => TextPart::Text { text: text.clone() },
        Piece::Pipe(formula) => TextPart::Pipe(Box::new(pipe(instrument, formula))),
    }
}

fn pipe(instrument: &Instrument, formula: &Formula) -> Pipe {
    let Code { tree, shared } = Code::new(instrument, &formula.expr);
    let shown = word(meaning_of(instrument, formula));
    let format = Format { shown, ..format_of(instrument, formula.expr.ty()) };
    Pipe { pipe: tree, shared, format, source: formula.source.0.clone() }
}

/// How a value of a type is written.
pub fn format_of(instrument: &Instrument, ty: &Type) -> Format {
    let scale = if let Type::Num(number) = ty { Some(number.scale) } else { None };
    Format {
        r#type: type_name(ty),
        scale,
        list: ty.list().and_then(|list| list_id(instrument, list)),
        shown: None,
    }
}

/// How the values of a column are written for people, where their type alone does not say.
pub(super) fn shown(instrument: &Instrument, var: VarId) -> Option<&'static str> {
    word(meaning(instrument, var))
}

pub(super) fn word(meaning: Meaning) -> Option<&'static str> {
    match meaning {
        Meaning::Plain => None,
        Meaning::Rupiah => Some("rupiah"),
        Meaning::Month => Some("month"),
    }
}

/// The id of a list.
pub fn list_id(instrument: &Instrument, list: crate::value::ListId) -> Option<Arc<str>> {
    instrument.list(list).map(|list| list.list.name.clone())
}
