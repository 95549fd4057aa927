//! Numbers for which a param may stand: `floor: 60`, `floor: param.ambang`.

use super::document::Scalar;
use crate::base::{Message, Sink};
use crate::value::Decimal;

impl Scalar {
    /// What follows `param.` where a param is named in place of a number: `param.ambang`.
    pub fn as_param(&self) -> Option<&str> {
        self.text.strip_prefix("param.")
    }

    /// A plain number in a place that takes a param too; a param is read by whoever knows the params.
    pub fn as_constant(&self, sink: &mut Sink) -> Option<Decimal> {
        if is_name(&self.text) {
            let text = &self.text;
            let found =
                self.bad(format!("`{text}` bukan angka biasa"), format!("`{text}` is not a plain number"));
            sink.push(found.hint(Message::new(
                format!("sebuah param ditulis `param.{text}`"),
                format!("a param is written `param.{text}`"),
            )));
            return None;
        }
        self.as_decimal(sink)
    }
}

/// Whether a text is written like an id.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
