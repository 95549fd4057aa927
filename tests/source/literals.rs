//! Strict readers: what is taken, what is refused, and the reading that is offered.

use monev::base::{FileId, Sink, Sources, Span, TextMap};
use monev::source::{Scalar, Style};

fn scalar(text: &str) -> Scalar {
    let span = Span::new(FileId(0), 0, u32::try_from(text.len()).unwrap());
    Scalar { text: text.into(), span, map: TextMap::verbatim(span), style: Style::Plain }
}

/// What a reader makes of a text: the value, or the text of its fix, or the hint, or the bare message.
fn outcome<T: ToString>(text: &str, read: impl Fn(&Scalar, &mut Sink) -> Option<T>) -> String {
    let mut sink = Sink::new();
    let value = read(&scalar(text), &mut sink);
    let found = sink.into_sorted(&Sources::new());
    match (value, found.first()) {
        (Some(value), None) => value.to_string(),
        (Some(value), Some(found)) => format!("{} ({})", value.to_string(), found.code.id()),
        (None, Some(found)) => match (&found.fix, found.hints.first()) {
            (Some(fix), _) => format!("write {}", fix.edits[0].text),
            (None, Some(hint)) => hint.en.clone(),
            (None, None) => found.message.en.clone(),
        },
        (None, None) => panic!("`{text}` is refused without a word"),
    }
}

fn check<T: ToString>(read: impl Fn(&Scalar, &mut Sink) -> Option<T>, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(outcome(text, &read), *expected, "{text}");
    }
}

#[test]
fn numbers() {
    let decimal: &[(&str, &str)] = &[
        ("0", "0"),
        ("12", "12"),
        ("-12.50", "-12.50"),
        ("0.5", "0.5"),
        ("-0", "0 (negative-zero)"),
        ("-0.0", "0.0 (negative-zero)"),
        ("010", "it could mean 10 or 8; write the one you mean"),
        ("08", "write 8"),
        ("-007", "write -7"),
        ("00", "`00` is not a plain number"),
        ("0x1F", "write 31"),
        ("-0x1f", "write -31"),
        ("0o17", "write 15"),
        ("0b11", "write 3"),
        ("1_000", "write 1000"),
        ("1__000", "`1__000` is not a plain number"),
        ("_1", "`_1` is not a plain number"),
        ("+1", "write 1"),
        ("1e5", "write 100000"),
        ("2.5E3", "write 2500"),
        ("25e-1", "write 2.5"),
        ("1e400", "numbers are finite and written in plain digits"),
        (".5", "write 0.5"),
        ("-.5", "write -0.5"),
        ("1.", "write 1"),
        (".inf", "numbers are finite and written in plain digits"),
        ("-.INF", "numbers are finite and written in plain digits"),
        (".NaN", "numbers are finite and written in plain digits"),
        ("12:30:45", "it could mean a time of day or 45045 (base 60); a plain number goes here"),
        ("1,5", "write 1.5"),
        ("1,500", "it could mean 1.500 or 1500; write the one you mean"),
        ("1.000.000", "write 1000000"),
        ("1,000,000", "write 1000000"),
        ("lima", "`lima` is not a plain number"),
        ("60%", "it could mean 60 or 0.60; write the one you mean"),
        ("1.000.000,50", "write 1000000.50"),
        ("1,000,000.5", "write 1000000.5"),
        ("-1.234,5", "write -1234.5"),
        ("Rp 1.000", "write 1000"),
        ("Rp. 2.500.000,00", "write 2500000.00"),
        ("Rp500", "write 500"),
        (" 12 ", "write 12"),
        (" 1.000.000 ", "write 1000000"),
        ("1.00.000", "`1.00.000` is not a plain number"),
        ("", "`` is not a plain number"),
        ("1 000", "write 1000"),
        ("٣", "`٣` is not a plain number"),
    ];
    check(Scalar::as_decimal, decimal);
}

#[test]
fn numbers_of_some_kinds() {
    check(
        Scalar::as_integer,
        &[
            ("12", "12"),
            ("12.0", "`12.0` is not a whole number"),
            ("1.000", "write 1000"),
            ("1e2", "write 100"),
        ],
    );
    check(
        Scalar::as_grouped_decimal,
        &[
            ("1_000_000", "1000000"),
            ("1_000.50", "1000.50"),
            ("1000", "1000"),
            ("1_", "`1_` is not a plain number"),
        ],
    );
    check(
        Scalar::as_percent,
        &[("60%", "60"), ("12.5%", "12.5"), ("60", "`60` is not a percentage (`60%`)")],
    );
}

#[test]
fn truth_values() {
    check(
        Scalar::as_bool,
        &[
            ("true", "true"),
            ("false", "false"),
            ("True", "write true"),
            ("ya", "write true"),
            ("Tidak", "write false"),
            ("yes", "write true"),
            ("NO", "write false"),
            ("off", "write false"),
            ("1", "write true"),
            ("mungkin", "`mungkin` is neither `true` nor `false`"),
        ],
    );
}

#[test]
fn dates_and_versions() {
    check(
        Scalar::as_date,
        &[
            ("2024-02-29", "2024-02-29"),
            ("2024-02-30", "there is no such day in the calendar"),
            ("2024-2-9", "write 2024-02-09"),
            ("2024-2-30", "write year-month-day: `2025-10-06`"),
            ("2024-02-09T08:00:00Z", "write 2024-02-09"),
            ("09/02/2024", "write year-month-day: `2025-10-06`"),
            ("20240209", "write year-month-day: `2025-10-06`"),
        ],
    );
    let version = |scalar: &Scalar, sink: &mut Sink| scalar.as_version(sink).map(|v| format!("{v:?}"));
    let hint = "write three whole numbers: `1.0.0`";
    check(
        version,
        &[
            ("1.0.0", "[1, 0, 0]"),
            ("10.20.30", "[10, 20, 30]"),
            ("1.0", hint),
            ("1.0.0.0", hint),
            ("1.0.01", hint),
            ("v1.0.0", hint),
            ("1.0.0-rc1", hint),
            ("99999999999.0.0", hint),
        ],
    );
}
