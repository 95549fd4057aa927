//! Text that is empty, begins with a bracket or is cut by a comma.

use super::super::lines::quoted;
use crate::base::{Diagnostic, Message, Span, codes};

/// The advice for text that begins with a bracket.
pub(in crate::source) fn quote_braces(found: Diagnostic, text: &str) -> Diagnostic {
    let span = found.span;
    found
        .hint(Message::new(
            "teks yang diawali `{` atau `[` ditulis dalam tanda kutip",
            "text that begins with `{` or `[` goes in quotes",
        ))
        .fix(Message::new("beri tanda kutip", "put it in quotes"), span, quoted(text))
}

/// Text that is empty; behind `|` or `>` it may stand there, but not deep enough.
pub(in crate::source) fn empty_text(key: &str, block: bool, span: Span) -> Diagnostic {
    let found = Diagnostic::new(
        codes::WRONG_SHAPE,
        span,
        Message::new(format!("teks `{key}` kosong"), format!("the text of `{key}` is empty")),
    );
    match block {
        true => found.hint(Message::new(
            format!("baris-baris setelah `|` atau `>` harus lebih menjorok daripada `{key}`"),
            format!("the lines after `|` or `>` must be indented deeper than `{key}`"),
        )),
        false => found,
    }
}

/// A text in brackets, cut in pieces by its commas: `{label: Ya, tentu}`.
pub(in crate::source) fn torn_text(text: &str, span: Span) -> Diagnostic {
    let decimal = text.split_once(',').filter(|(whole, rest)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits(whole) && digits(rest)
    });
    let found = Diagnostic::new(
        codes::WRONG_SHAPE,
        span,
        Message::new(
            format!("di dalam kurung, koma memutus `{text}`"),
            format!("inside brackets, the comma cuts `{text}` in two"),
        ),
    );
    match decimal {
        Some((whole, rest)) => {
            let point = format!("{whole}.{rest}");
            let message = Message::new(
                format!("desimal ditulis dengan titik: `{point}`"),
                format!("decimals are written with a point: `{point}`"),
            );
            found.hint(message.clone()).fix(message, span, point)
        }
        None => found
            .hint(Message::new(
                "di dalam kurung, teks atau ekspresi yang memuat koma ditulis dalam tanda kutip",
                "inside brackets, text or an expression with a comma goes in quotes",
            ))
            .fix(Message::new("beri tanda kutip", "put it in quotes"), span, quoted(text)),
    }
}
