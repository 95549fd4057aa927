//! Numbers that a score stands on: written out, or named as a param, whose value stands in their place.

use crate::base::{Diagnostic, Message, Span, codes, nearest};
use crate::model::Param;
use crate::source::{Scalar, is_name};
use crate::value::{Decimal, Type, Value};

use super::Lowering;

impl Lowering<'_> {
    /// The number of a key that takes a plain number or `param.ID`.
    pub(super) fn number_or_param(&mut self, written: &Scalar) -> Option<Decimal> {
        match written.as_param() {
            Some(_) => self.param_number(written),
            None => written.as_constant(&mut self.sink),
        }
    }

    /// The param that a key names.
    pub(super) fn named_param(&mut self, written: &Scalar) -> Option<&Param> {
        let id = written.as_param()?;
        let params = &self.world.instrument.params;
        let param = params.get(id);
        if param.is_none() && !is_name(id) {
            self.sink.push(no_expression(written));
        } else if param.is_none() {
            let near = nearest(id, params.keys().map(|id| &**id)).map(|near| format!("param.{near}"));
            self.sink.push(unknown_param(written).suggest(near.as_deref()));
        }
        param
    }

    fn param_number(&mut self, written: &Scalar) -> Option<Decimal> {
        let param = self.named_param(written)?;
        match (&param.value, &param.ty) {
            (Value::Num(number), _) => Some(*number),
            // What is wrong with it was reported where it stands.
            (_, Type::Wrong) => None,
            (_, _) => {
                let found = not_a_number(written, param.span.0);
                self.sink.push(found);
                None
            }
        }
    }

    /// The number of such a key, before anything is reported about it.
    pub(super) fn plain_number(&self, written: &Scalar) -> Option<Decimal> {
        let Some(id) = written.as_param() else { return Decimal::parse(&written.text) };
        let value = &self.world.instrument.params.get(id)?.value;
        if let Value::Num(number) = value { Some(*number) } else { None }
    }
}

/// `floor: param.ambang + 1`.
fn no_expression(written: &Scalar) -> Diagnostic {
    let text = &written.text;
    let message = Message::new(
        format!("di sini tidak dihitung: `{text}` bukan angka dan bukan sebuah param"),
        format!("nothing is calculated here: `{text}` is neither a number nor a param"),
    );
    Diagnostic::new(codes::BAD_LITERAL, written.span, message).hint(Message::new(
        "beri hasilnya sebuah param sendiri: `param.ID`",
        "give the result a param of its own: `param.ID`",
    ))
}

fn unknown_param(written: &Scalar) -> Diagnostic {
    let text = &written.text;
    let message =
        Message::new(format!("tidak ada yang bernama `{text}`"), format!("nothing has the name `{text}`"));
    Diagnostic::new(codes::UNKNOWN_NAME, written.span, message)
}

fn not_a_number(written: &Scalar, param: Span) -> Diagnostic {
    let text = &written.text;
    let message = Message::new(
        format!("di sini harus angka, sedangkan `{text}` bukan angka"),
        format!("a number goes here, and `{text}` is none"),
    );
    let note = Message::new("ditetapkan di sini", "set here");
    Diagnostic::new(codes::TYPE, written.span, message).note(param, note)
}
