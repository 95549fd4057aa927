//! What is said of tests that name what the instrument doesn't have.

use crate::base::{Diagnostic, Message, Span, codes};

/// A `bad-test` with its sentence.
pub(super) fn bad_test(span: Span, message: Message) -> Diagnostic {
    Diagnostic::new(codes::BAD_TEST, span, message)
}

/// An answer that doesn't fit.
pub(super) fn answer(span: Span, field: &str, why: &Message) -> Diagnostic {
    bad_test(
        span,
        Message::new(format!("jawaban `{field}`: {}", why.id), format!("answer `{field}`: {}", why.en)),
    )
}

/// How an answer that is wrong on purpose is expected.
pub(super) fn on_purpose(field: &str, check: &str) -> Message {
    let problem = format!("problems: [{{item: {}, check: {check}}}]", in_list(field));
    Message::new(
        format!("bila memang sengaja salah, harapkan masalahnya: `{problem}`"),
        format!("if it is wrong on purpose, expect the problem: `{problem}`"),
    )
}

/// A name as it stands in `[ ]` or `{ }`.
pub(super) fn in_list(name: &str) -> String {
    let plain =
        name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '.' | '/' | '(' | ')' | '–'));
    let ends = name.starts_with(char::is_alphanumeric) && !name.ends_with(' ');
    match (plain && ends, name.contains(['"', '\\'])) {
        (true, _) => name.to_owned(),
        (false, true) => format!("'{}'", name.replace('\'', "''")),
        (false, false) => format!("\"{name}\""),
    }
}

/// An answer taken over from an earlier test, which expects its problem; this one doesn't.
pub(super) fn answer_of(span: Span, field: &str, test: &str, why: &Message) -> Diagnostic {
    bad_test(
        span,
        Message::new(
            format!("jawaban `{field}` dari uji `{test}`: {}", why.id),
            format!("answer `{field}` of the test `{test}`: {}", why.en),
        ),
    )
}

/// A path into rows of something that has none.
pub(super) fn no_rows(span: Span, roster: &str) -> Diagnostic {
    bad_test(
        span,
        Message::new(format!("`{roster}` di sini tidak berbaris"), format!("`{roster}` has no rows here")),
    )
}

/// A row that is neither there nor the next.
pub(super) fn no_row(span: Span, roster: &str, rows: usize) -> Diagnostic {
    let (next, plural) = (rows + 1, if rows == 1 { "" } else { "s" });
    bad_test(
        span,
        Message::new(
            format!("`{roster}` di sini punya {rows} baris; baris berikutnya `{roster}[{next}]`"),
            format!("`{roster}` has {rows} row{plural} here; the next is `{roster}[{next}]`"),
        ),
    )
}

/// Something in the place of a whole row that is none.
pub(super) fn not_a_row(span: Span, row: &str) -> Diagnostic {
    let message = Message::new(format!("ini bukan baris `{row}`"), format!("this is no row `{row}`"));
    bad_test(span, message).hint(Message::new(
        "tulislah jawaban baris itu dalam `{ }`, atau `~` untuk menghapus barisnya",
        "write the answers of the row in `{ }`, or `~` to take the row away",
    ))
}

/// A name that is neither an item nor a value.
pub(super) fn unknown(span: Span, name: &str) -> Diagnostic {
    bad_test(
        span,
        Message::new(format!("instrumen tidak punya `{name}`"), format!("the instrument has no `{name}`")),
    )
}

/// A path whose rosters aren't those the name stands in.
pub(super) fn wrong_rows(span: Span, name: &str, rosters: &[&str]) -> Diagnostic {
    let path: String = rosters.iter().map(|roster| format!("{roster}[1].")).collect();
    let message = match rosters.is_empty() {
        true => Message::new(
            format!("`{name}` tidak ada di dalam roster"),
            format!("`{name}` stands in no roster"),
        ),
        false => Message::new(
            format!("`{name}` ada di dalam roster; tulislah `{path}{name}`"),
            format!("`{name}` stands in a roster; write `{path}{name}`"),
        ),
    };
    bad_test(span, message)
}

/// The advice to name an item without its rosters, for whatever row.
pub(super) fn any_row(name: &str) -> Message {
    Message::new(
        format!("untuk baris mana pun, tulislah `{name}` saja"),
        format!("for any row, write `{name}` alone"),
    )
}

/// A check that the item doesn't have.
pub(super) fn unknown_check(span: Span, item: &str, checks: &[String]) -> Diagnostic {
    let known = checks.iter().map(|check| format!("`{check}`")).collect::<Vec<_>>().join(", ");
    bad_test(
        span,
        Message::new(
            format!("`{item}` tidak punya pemeriksaan ini; yang ada: {known}"),
            format!("`{item}` has no such check; it has {known}"),
        ),
    )
}

/// A row that isn't a number from 1.
pub(super) fn bad_row(span: Span) -> Diagnostic {
    bad_test(span, Message::new("`row` harus bilangan mulai dari 1", "`row` must be a number from 1"))
}

/// A value that its subject can't have.
pub(super) fn bad_value(span: Span, name: &str, why: &Message) -> Diagnostic {
    bad_test(
        span,
        Message::new(
            format!("nilai ini tidak mungkin untuk `{name}`: {}", why.id),
            format!("`{name}` cannot have this value: {}", why.en),
        ),
    )
}

/// `over` with expectations about one record.
pub(super) fn only_indicators(span: Span) -> Diagnostic {
    bad_test(
        span,
        Message::new(
            "uji dengan `over` hanya mengharapkan `indicators`",
            "a test with `over` expects `indicators` only",
        ),
    )
}

/// Indicators of a test that says not over which records.
pub(super) fn indicators_of_one(span: Span) -> Diagnostic {
    let message = Message::new(
        "indikator dihitung atas banyak rekaman, dan uji ini tidak menyebut yang mana",
        "indicators are computed over many records, and this test doesn't say which",
    );
    bad_test(span, message).hint(Message::new(
        "tulislah `over: all`, atau nama uji-uji sebelumnya",
        "write `over: all`, or the names of earlier tests",
    ))
}

/// A test that `over` names but that doesn't stand above.
pub(super) fn no_earlier(span: Span, name: &str, several: bool) -> Diagnostic {
    let message = match several {
        true => Message::new(
            format!("lebih dari satu uji bernama atau berawalan `{name}`"),
            format!("more than one test is called `{name}` or begins so"),
        ),
        false => Message::new(
            format!("tidak ada uji sebelumnya yang bernama atau berawalan `{name}`"),
            format!("no earlier test is called `{name}` or begins so"),
        ),
    };
    bad_test(span, message)
}

/// `over: all` where no test stands above.
pub(super) fn nothing_earlier(span: Span) -> Diagnostic {
    bad_test(span, Message::new("tidak ada uji sebelumnya", "there is no earlier test"))
}

/// An indicator the instrument doesn't have.
pub(super) fn unknown_indicator(span: Span, name: &str) -> Diagnostic {
    bad_test(
        span,
        Message::new(
            format!("instrumen tidak punya indikator `{name}`"),
            format!("the instrument has no indicator `{name}`"),
        ),
    )
}

/// A part that the figure of an indicator doesn't have.
pub(super) fn unknown_part(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let known = known.iter().map(|part| format!("`{part}`")).collect::<Vec<_>>().join(", ");
    bad_test(
        span,
        Message::new(
            format!("indikator ini tidak punya `{name}`; yang ada: {known}"),
            format!("this indicator has no `{name}`; it has {known}"),
        ),
    )
}
