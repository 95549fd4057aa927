//! Keys that aren't the language's: what was meant, or where the key belongs.

use super::super::keys::{BlockKind, Doc, Key};
use super::listed;
use crate::base::{Diagnostic, Message, Span, codes, nearest};

/// A key that the language doesn't have here, and the one that was meant, if it is a slip of the hand.
pub(in crate::source) fn unknown_key(
    kind: BlockKind,
    key: &str,
    present: &[Key],
    span: Span,
) -> (Diagnostic, Option<&'static str>) {
    let Doc { id, en } = kind.name();
    if let Some(near) = tight_colon(key, |name| kind.row(name).map(|row| row.key)) {
        return (no_space(near, span), Some(near.name()));
    }
    let found = Diagnostic::new(
        codes::UNKNOWN_KEY,
        span,
        Message::new(format!("{id} tidak mengenal kunci `{key}`"), format!("{en} has no key `{key}`")),
    );
    if let Some(advice) = advice(kind, key) {
        return (found.hint(advice), None);
    }
    if key.starts_with('\u{a0}') {
        return (found.hint(no_break()), None);
    }
    let elsewhere = homes(key);
    if !elsewhere.is_empty() {
        return (found.hint(belongs(key, &elsewhere)), None);
    }
    let free = kind.rows().iter().filter(|row| !present.contains(&row.key)).map(|row| row.key.name());
    match nearest(key, free) {
        Some(near) => (found.suggest(Some(near)), Some(near)),
        None => (found.hint(known(kind)), None),
    }
}

/// The key of `key:value`, where the space behind the colon is missing.
pub(in crate::source) fn tight_colon(text: &str, known: impl Fn(&str) -> Option<Key>) -> Option<Key> {
    let (key, rest) = text.split_once(':')?;
    known(key).filter(|_| !rest.is_empty())
}

/// `key:value`.
pub(in crate::source) fn no_space(key: Key, span: Span) -> Diagnostic {
    let name = key.name();
    let at = span.start + u32::try_from(name.len() + 1).unwrap_or_default();
    let title = Message::new("beri spasi setelah titik dua", "put a space after the colon");
    Diagnostic::new(
        codes::YAML_SYNTAX,
        span,
        Message::new(
            format!("setelah `{name}:` kurang spasi"),
            format!("a space is missing after `{name}:`"),
        ),
    )
    .fix(title, Span::new(span.file, at, at), " ")
}

fn no_break() -> Message {
    Message::new(
        "di depannya ada spasi tak terputus (U+00A0), yang sering ikut tersalin dari web atau Word; ganti dengan spasi biasa",
        "a no-break space (U+00A0) stands before it, as copies from the web or Word bring along; replace it with a plain space",
    )
}

/// The kinds that have a key of this name.
fn homes(key: &str) -> Vec<BlockKind> {
    BlockKind::ALL.iter().copied().filter(|kind| kind.row(key).is_some()).collect()
}

fn belongs(key: &str, kinds: &[BlockKind]) -> Message {
    let names = |pick: fn(Doc) -> &'static str| {
        kinds.iter().take(4).map(|kind| pick(kind.name())).collect::<Vec<_>>().join(", ")
    };
    Message::new(
        format!("`{key}` adalah kunci dari: {}", names(|doc| doc.id)),
        format!("`{key}` is a key of: {}", names(|doc| doc.en)),
    )
}

fn known(kind: BlockKind) -> Message {
    let list = listed(kind.rows().iter().map(|row| row.key.name()));
    Message::new(format!("kunci yang dikenal: {list}"), format!("its keys are {list}"))
}

/// Advice for words of other languages (XLSForm, ODK, REDCap, Indonesian) and for common confusions.
fn advice(kind: BlockKind, key: &str) -> Option<Message> {
    let item = BlockKind::ITEMS.iter().any(|(_, item)| *item == kind);
    let (id, en) = match key {
        "relevant" | "relevance" | "visible_if" | "visible" | "show_if" | "if" | "jika" => {
            ("syarat tampil ditulis `when`", "a condition for asking is written `when`")
        }
        "constraint" | "validation" | "validate" => (
            "pemeriksaan ditulis `checks: [{require: …, message: …}]`",
            "a check is written `checks: [{require: …, message: …}]`",
        ),
        "constraint_message" => ("pesan ditulis di dalam `checks`", "the message stands inside `checks`"),
        "choice_filter" => {
            ("saringan pilihan ditulis `choices_where`", "a filter of choices is written `choices_where`")
        }
        "calculation" | "calculate" => (
            "perhitungan ditulis `- calc: id` dengan `value: …`",
            "a calculation is written `- calc: id` with `value: …`",
        ),
        "appearance" => ("saran tampilan ditulis `widget`", "a hint to front ends is written `widget`"),
        "read_only" | "readonly" => {
            ("nilai yang tidak diisi ditulis `- calc: id`", "a value nobody types is written `- calc: id`")
        }
        "required_if" | "wajib" => ("ditulis `required: <syarat>`", "write `required: <condition>`"),
        "options" | "answers" | "choices" | "list" | "pilihan" if item => (
            "pilihan ditulis di `lists`, lalu disebut dalam `type: select_one DAFTAR`",
            "choices stand in `lists`, and `type: select_one LIST` names them",
        ),
        "id" | "name" | "nama" if item => {
            ("id ditulis pada kunci pertama: `- ask: nik`", "the id stands with the first key: `- ask: nik`")
        }
        "question" | "text" | "pertanyaan" if kind == BlockKind::Ask => {
            ("bunyi pertanyaan ditulis `label`", "what is asked is written `label`")
        }
        "when" if kind == BlockKind::Calc => (
            "perhitungan mengikuti bagiannya; letakkan dalam `section` yang ber-`when`, atau pakai `if … then … else missing`",
            "a calc follows its section; put it in a `section` with `when`, or write `if … then … else missing`",
        ),
        "value" | "name" | "id" if kind == BlockKind::Choice => {
            ("kode pilihan ditulis `code`", "a choice's code is written `code`")
        }
        "items" if kind == BlockKind::Grid => {
            ("isi grid ditulis `rows`", "a grid's questions stand in `rows`")
        }
        _ => return None,
    };
    Some(Message::new(id, en))
}
