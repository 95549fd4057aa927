//! What is said about keys and shapes: one small function for each message.

mod text;
mod unknown;

pub(super) use text::{empty_text, quote_braces, torn_text};
pub(super) use unknown::{no_space, tight_colon, unknown_key};

use super::keys::{BlockKind, Doc, Key, Shape};
use crate::base::{Diagnostic, Message, Span, codes, nearest};

/// A number or a param, or one of some words.
fn wanted_constant(words: &[&str]) -> Message {
    let all: Vec<String> = words.iter().map(|word| format!(", `{word}`")).collect();
    let words = all.concat();
    Message::new(format!("angka atau `param.ID`{words}"), format!("a number or `param.ID`{words}"))
}

/// What a shape wants, within a sentence.
pub(super) fn wanted(shape: &Shape) -> Message {
    let (id, en) = match shape {
        Shape::Text => ("teks", "text"),
        Shape::Id => ("sebuah id", "an id"),
        Shape::Word(_) => ("sebuah kata", "a word"),
        Shape::Bool => ("`true` atau `false`", "`true` or `false`"),
        Shape::BoolOr(inner) => {
            let inner = wanted(inner);
            return Message::new(
                format!("`true`, `false`, atau {}", inner.id),
                format!("`true`, `false` or {}", inner.en),
            );
        }
        Shape::Integer => ("bilangan bulat", "a whole number"),
        Shape::Number => ("angka", "a number"),
        Shape::NumberOr(word) => {
            return Message::new(format!("angka, atau `{word}`"), format!("a number or `{word}`"));
        }
        Shape::Constant(words) => return wanted_constant(words),
        Shape::Pair => ("dua angka (`[0, 100]`)", "two numbers (`[0, 100]`)"),
        Shape::Date => ("tanggal", "a date"),
        Shape::Version => ("versi (`1.0.0`)", "a version (`1.0.0`)"),
        Shape::Edition => ("edisi bahasa (`1`)", "the edition of the language (`1`)"),
        Shape::Path => ("nama berkas", "a file name"),
        Shape::QuestionType => ("jenis pertanyaan", "a question type"),
        Shape::Expr => ("ekspresi", "an expression"),
        Shape::Label => {
            ("teks, atau teks tiap bahasa (`{id: …, en: …}`)", "text, or text by language (`{id: …, en: …}`)")
        }
        Shape::Scalar => ("satu nilai", "one value"),
        Shape::List(Shape::List(inner)) => {
            let inner = wanted(inner);
            return Message::new(
                format!("daftar; setiap butirnya {} atau daftarnya", inner.id),
                format!("a list, each of whose items is {} or a list of them", inner.en),
            );
        }
        Shape::List(inner) => {
            let inner = wanted(inner);
            return Message::new(
                format!("{} atau daftarnya", inner.id),
                format!("{} or a list of them", inner.en),
            );
        }
        Shape::Block(_) => ("kunci dan nilai (`kunci: nilai`)", "keys and values (`key: value`)"),
        Shape::Blocks(_) => {
            ("daftar; setiap butirnya diawali `- `", "a list; each of its items begins with `- `")
        }
        Shape::BlocksOrIds(_) => (
            "daftar id atau pemetaan; setiap butirnya diawali `- `",
            "a list of ids or mappings; each item begins with `- `",
        ),
        Shape::Items => {
            ("daftar butir wawancara; setiap butirnya diawali `- `", "a list of items; each begins with `- `")
        }
        Shape::MapOf(_) => ("pemetaan `id: nilai`", "a mapping `id: value`"),
        Shape::Records => ("daftar baris `{kolom: nilai}`", "a list of rows `{column: value}`"),
        Shape::Anything => ("nilai", "a value"),
    };
    Message::new(id, en)
}

/// What was found instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Single,
    Sequence,
    Mapping,
}

/// A value of another shape.
pub(super) fn wrong_shape(key: &str, shape: &Shape, found: Found, span: Span) -> Diagnostic {
    let (id, en) = match found {
        Found::Single => ("satu nilai", "a single value"),
        Found::Sequence => ("daftar", "a list"),
        Found::Mapping => ("pemetaan", "a mapping"),
    };
    let wanted = wanted(shape);
    let message = Message::new(
        format!("`{key}` berisi {}, tetapi di sini ada {id}", wanted.id),
        format!("`{key}` takes {}, but this is {en}", wanted.en),
    );
    let complaint = Diagnostic::new(codes::WRONG_SHAPE, span, message);
    match EXAMPLES.iter().find(|(known, _)| known == shape) {
        Some((_, example)) => complaint.hint(Message::new(
            format!("tulis misalnya `{example}`"),
            format!("write for example `{example}`"),
        )),
        None => complaint,
    }
}

/// How values that people often write in another shape are written.
const EXAMPLES: &[(Shape, &str)] = &[
    (Shape::Items, "- ask: nama"),
    (Shape::Block(BlockKind::List), "{choices: [{code: ya, label: Ya}]}"),
    (Shape::Block(BlockKind::Choice), "{code: ya, label: Ya}"),
    (Shape::Block(BlockKind::Rows), "{max: 5}"),
    (Shape::Block(BlockKind::Param), "{type: money, value: 1000, label: …}"),
    (Shape::Blocks(BlockKind::Choice), "- {code: ya, label: Ya}"),
    (Shape::Blocks(BlockKind::GridRow), "- {ask: q1, label: …}"),
    (Shape::Blocks(BlockKind::Check), "- {require: self > 0, message: …}"),
    (Shape::Blocks(BlockKind::Band), "- {band: baik, from: 60, label: …}"),
    (Shape::Blocks(BlockKind::Score), "- score: sku"),
    (Shape::Blocks(BlockKind::Given), "- {given: bantuan, type: money}"),
    (Shape::MapOf(&Shape::Block(BlockKind::List)), "ya_tidak: {choices: […]}"),
];

/// A key without a value.
pub(super) fn no_value(key: &str, shape: &Shape, word: &str, span: Span) -> Diagnostic {
    let wanted = wanted(shape);
    let found = Diagnostic::new(
        codes::WRONG_SHAPE,
        span,
        Message::new(format!("`{key}` tidak bernilai"), format!("`{key}` has no value")),
    );
    let hint = match word {
        "" => Message::new(
            format!("isi dengan {}, atau hapus kuncinya", wanted.id),
            format!("give it {}, or leave the key out", wanted.en),
        ),
        word => Message::new(
            format!("`{word}` berarti kosong; bila memang teks, tulis dalam tanda kutip: `\"{word}\"`"),
            format!("`{word}` means nothing; if it is the text, put it in quotes: `\"{word}\"`"),
        ),
    };
    found.hint(hint)
}

/// Keys that must be there.
pub(super) fn missing_keys(kind: BlockKind, name: Option<&str>, keys: &[Key], span: Span) -> Diagnostic {
    let (id, en) = subject(kind, name);
    let list = listed(keys.iter().map(|key| key.name()));
    let found = Diagnostic::new(
        codes::MISSING_KEY,
        span,
        Message::new(format!("{id} harus memiliki {list}"), format!("{en} must have {list}")),
    );
    with_line(found, keys)
}

/// Says what to write for the edges of `largest`, whose classes nobody may have thought of.
fn with_line(mut found: Diagnostic, keys: &[Key]) -> Diagnostic {
    if keys.contains(&Key::BelowFloor) {
        found.hints.push(Message::new(
            "tulis misalnya `below_floor: perlu_telaah`: kelas bila tidak ada yang mencapai `floor`",
            "write for example `below_floor: to_review`: the class when nothing reaches `floor`",
        ));
    }
    if keys.contains(&Key::OnTie) {
        found.hints.push(Message::new(
            "tulis misalnya `on_tie: perlu_telaah`: kelas bila beberapa nilai sama-sama terbesar",
            "write for example `on_tie: to_review`: the class when several values are greatest",
        ));
    }
    found
}

/// None of several keys.
pub(super) fn missing_one(kind: BlockKind, name: Option<&str>, keys: &[Key], span: Span) -> Diagnostic {
    let (id, en) = subject(kind, name);
    let list = listed(keys.iter().map(|key| key.name()));
    let found = Diagnostic::new(
        codes::MISSING_KEY,
        span,
        Message::new(
            format!("{id} harus memiliki salah satu dari {list}"),
            format!("{en} must have one of {list}"),
        ),
    );
    with_line(found, keys)
}

/// ``pertanyaan `nik` `` and ``question `nik` ``; without a name `pertanyaan` and `a question`.
fn subject(kind: BlockKind, name: Option<&str>) -> (String, String) {
    let Doc { id, en } = kind.name();
    let noun = en.strip_prefix("a ").or_else(|| en.strip_prefix("an ")).unwrap_or(en);
    match name {
        Some(name) => (format!("{id} `{name}`"), format!("{noun} `{name}`")),
        None => (id.to_owned(), en.to_owned()),
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Two keys that can't stand together.
pub(super) fn conflict(first: Key, first_span: Span, second: Key, second_span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::CONFLICTING_KEYS,
        second_span,
        Message::new(
            format!("`{}` tidak dapat dipakai bersama `{}`", second.name(), first.name()),
            format!("`{}` can't stand beside `{}`", second.name(), first.name()),
        ),
    )
    .note(
        first_span,
        Message::new(format!("`{}` di sini", first.name()), format!("`{}` is here", first.name())),
    )
    .hint(Message::new("hapus salah satunya", "remove one of them"))
}

/// A key without the one that gives it a meaning.
pub(super) fn alone(key: Key, with: &[Key], span: Span) -> Diagnostic {
    let list = listed(with.iter().map(|key| key.name()));
    Diagnostic::new(
        codes::KEY_NOT_HERE,
        span,
        Message::new(
            format!("`{}` hanya berarti bersama {list}", key.name()),
            format!("`{}` has a meaning only beside {list}", key.name()),
        ),
    )
}

/// A key that doesn't go with a word of another key.
pub(super) fn wrong_word(key: Key, of: Key, word: &str, words: &[&str], span: Span) -> Diagnostic {
    let list = listed(words.iter().copied());
    Diagnostic::new(
        codes::KEY_NOT_HERE,
        span,
        Message::new(
            format!("`{}` tidak berlaku bagi `{}: {word}`", key.name(), of.name()),
            format!("`{}` has no meaning with `{}: {word}`", key.name(), of.name()),
        ),
    )
    .hint(Message::new(format!("hanya bagi {list}"), format!("only with {list}")))
}

/// A word that the key doesn't take.
pub(super) fn unknown_word(key: &str, word: &str, words: &[&str], span: Span) -> Diagnostic {
    let list = listed(words.iter().copied());
    let found = Diagnostic::new(
        codes::UNKNOWN_WORD,
        span,
        Message::new(
            format!("`{word}` bukan salah satu kata untuk `{key}`"),
            format!("`{word}` is not one of the words of `{key}`"),
        ),
    );
    match nearest(word, words.iter().copied()) {
        Some(near) => found.suggest(Some(near)),
        None => found.hint(Message::new(format!("pilih salah satu: {list}"), format!("use one of {list}"))),
    }
}

/// An item whose kind can't be told.
pub(super) fn unknown_item(span: Span) -> Diagnostic {
    let list = listed(BlockKind::ITEMS.iter().map(|(key, _)| key.name()));
    Diagnostic::new(
        codes::MISSING_KEY,
        span,
        Message::new("butir ini tidak menyebut jenisnya", "this item doesn't say what it is"),
    )
    .hint(Message::new(
        format!("awali dengan salah satu dari {list}"),
        format!("begin it with one of {list}"),
    ))
}

/// A misspelt kind of item.
pub(super) fn misspelt_item(key: &str, near: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::UNKNOWN_KEY,
        span,
        Message::new(
            format!("butir wawancara tidak mengenal kunci `{key}`"),
            format!("an item has no key `{key}`"),
        ),
    )
    .suggest(Some(near))
}

/// A file that is empty or isn't a mapping.
pub(super) fn not_a_file(kind: BlockKind, empty: bool, span: Span) -> Diagnostic {
    let Doc { id, en } = kind.name();
    let (first_id, first_en) = match empty {
        true => ("berkas ini kosong", "this file is empty"),
        false => ("isi berkas ini bukan `kunci: nilai`", "this file isn't made of `key: value`"),
    };
    let start = [(BlockKind::Tests, "tests:"), (BlockKind::Sample, "sample: INSTRUMENT")];
    let start = start.into_iter().find(|(of, _)| *of == kind).map_or("monev: 1", |(_, start)| start);
    Diagnostic::new(codes::WRONG_SHAPE, span, Message::new(first_id, first_en))
        .hint(Message::new(format!("{id} diawali `{start}`"), format!("{en} begins with `{start}`")))
}

/// An edition this engine doesn't know.
pub(super) fn edition(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::BAD_LITERAL,
        span,
        Message::new(format!("edisi `{text}` tidak dikenal"), format!("there is no edition `{text}`")),
    )
    .hint(Message::new("satu-satunya edisi ialah `monev: 1`", "the only edition is `monev: 1`"))
}

/// Not two values.
pub(super) fn not_a_pair(key: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::WRONG_SHAPE,
        span,
        Message::new(
            format!("`{key}` berisi tepat dua angka: `[0, 100]`"),
            format!("`{key}` takes exactly two numbers: `[0, 100]`"),
        ),
    )
}
