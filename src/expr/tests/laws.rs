//! Laws, over generated expressions: types are true, formatting is stable and keeps meaning, nothing panics.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::generate::Draw;
use crate::base::{FileId, Limits};
use crate::expr::conformance::Examples;
use crate::expr::{format, parse};

static EXAMPLES: LazyLock<Examples> = LazyLock::new(|| Examples::new(VECTORS).expect("a file of vectors"));
const VECTORS: &str = include_str!("../../../tests/conformance/expressions.yaml");

/// What a well-formed expression may still be refused for.
const BOUNDS: [&str; 6] = ["overflow", "cost", "too-large", "div-zero", "empty-range", "unit"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parsing_never_panics(text in ".{0,80}") {
        parse(&text, &Limits::default());
    }

    #[test]
    fn parsing_never_panics_on_words(words in prop::collection::vec(word(), 0..30)) {
        let text = words.join(" ");
        let parsed = parse(&text, &Limits::default());
        for mistake in &parsed.mistakes {
            prop_assert!(text.get(mistake.range.start as usize..mistake.range.end as usize).is_some());
        }
        prop_assert_eq!(parsed.mistakes.is_empty(), !parsed.ast.is_broken());
    }

    #[test]
    fn checking_never_panics_on_words(words in prop::collection::vec(word(), 0..12)) {
        let text = words.join(" ");
        let refused = EXAMPLES.compile(&text, FileId(0)).err();
        prop_assert!(refused.is_none_or(|found| !found.is_empty()), "{text}: refused without a word");
    }
}

/// Types are true: each value belongs to its deduced type, scale and interval included (the runner says so when not).
/// Formatting is stable and keeps the meaning. And nothing else than bounds can be wrong with what is well-formed.
#[test]
fn types_are_true_and_formatting_keeps_the_meaning() {
    let mut evaluated = 0;
    for seed in 0..6_000 {
        let mut draw = Draw::new(seed);
        let (text, answers) = (draw.expression(), draw.answers());
        match EXAMPLES.compile(&text, FileId(0)) {
            Ok(expr) => {
                let value = EXAMPLES.show(&text, &answers).expect("answers that read");
                assert!(!value.contains(" of another type than "), "{seed}: {text} with {answers}: {value}");
                let canonical = format(&parse(&text, &Limits::default()).ast);
                let again = EXAMPLES.compile(&canonical, FileId(0)).expect("what was good stays good");
                assert_eq!(expr, again, "{seed}: {text} became {canonical}");
                assert_eq!(canonical, format(&parse(&canonical, &Limits::default()).ast), "{seed}: {text}");
                evaluated += 1;
            }
            Err(found) => {
                let codes: Vec<_> = found.iter().map(|d| (d.code.id(), d.message.en.clone())).collect();
                assert!(codes.iter().all(|(code, _)| BOUNDS.contains(code)), "{seed}: {text}: {codes:?}");
            }
        }
    }
    assert!(evaluated > 3_000, "only {evaluated} were evaluated");
}

#[expect(clippy::too_many_lines, reason = "a list of words")]
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "usia",
        "bekerja",
        "aset",
        "q1",
        "tgl2",
        "nama",
        "anggota",
        "umur",
        "sikap",
        "pekerjaan.formal",
        "dewasa",
        "putar_a",
        "not",
        "if",
        "then",
        "else",
        "(",
        ")",
        ",",
        ";",
        "+",
        "-",
        "*",
        "/",
        "=",
        "<",
        ">=",
        "and",
        "or",
        "in",
        "in ('ya', 2)",
        "is",
        "is missing",
        "is answered",
        "missing",
        "between",
        "has",
        "any",
        "of",
        "for",
        "where",
        "count(",
        "sum(",
        "band(",
        "lookup(",
        "round(",
        "date('2024-01-01')",
        "label(",
        "score(",
        "up to",
        "below",
        "5",
        "1.5",
        "3 days",
        "'ya'",
        "as",
        "let x =",
        "==",
        "&&",
        "'",
        "${x}",
        "\n",
        "; min_answered 3",
    ])
}
