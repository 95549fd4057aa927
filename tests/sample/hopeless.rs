//! What can't be satisfied: the sampler ends soon, and says what stood in the way.

use std::time::{Duration, Instant};

use monev::model::Instrument;
use monev::rules::ProblemKind;
use monev::sample::{Options, Profile};

use super::common::{compiled, sample};

fn instrument(items: &str) -> Instrument {
    let text = format!(
        "monev: 1\ninstrument: uji\nversion: 1.0.0\ntitle: Uji\nlanguages: [id]\nlists:\n  l:\n    attributes: {{k: text}}\n    choices:\n      - {{code: a, label: A, k: x}}\n      - {{code: b, label: B, k: y}}\nitems:\n{items}"
    );
    compiled(&text).unwrap_or_else(|| panic!("{text}"))
}

/// What stood in the way of the records of an instrument, and how many were made.
fn told(items: &str) -> (Vec<String>, usize) {
    let instrument = instrument(items);
    let start = Instant::now();
    let made = sample(&instrument, &Profile::default(), &Options::default(), 16);
    assert!(start.elapsed() < Duration::from_secs(60), "{items}");
    let what = |(item, kind): &(monev::model::ItemId, ProblemKind)| {
        format!("{} {}", instrument.items.get(*item).unwrap().id, kind.check())
    };
    let mut said: Vec<String> = made.iter().flat_map(|made| made.broken.iter().map(what)).collect();
    said.sort();
    said.dedup();
    (said, made.iter().filter(|made| made.broken.is_empty()).count())
}

#[test]
fn contradictions_end_and_are_told() {
    let check = |require: &str| format!("checks: [{{require: \"{require}\", message: P}}]");
    let cases = [
        ("  - {ask: x, type: integer, label: X, required: true, min: 5, max: 9, CHECK}", "self > 10", "x "),
        (
            "  - {ask: x, type: text, label: X, required: true, max: 3, CHECK}",
            "matches(self, '[a-z]{5}')",
            "x ",
        ),
        (
            "  - {ask: x, type: select_one l, label: X, required: true, CHECK}",
            "self != 'a' and self != 'b'",
            "x 1",
        ),
        (
            "  - {ask: x, type: select_one l, label: X, required: true, choices_where: \"choice.k = 'z'\"}",
            "true",
            "x required",
        ),
        ("  - {ask: x, type: date, label: X, required: true, CHECK}", "self < self", "x 1"),
        (
            "  - {ask: n, type: integer, label: N, required: true, min: 7, max: 9}\n  - roster: r\n    label: R\n    rows: {count: n, max: 3}\n    items: [{ask: y, type: text, label: Y}]",
            "true",
            "r rows",
        ),
        (
            "  - roster: r\n    label: R\n    rows: {min: 3, max: 5}\n    key: k\n    items: [{ask: k, type: select_one l, label: K, required: true}]",
            "true",
            "k key",
        ),
    ];
    for (items, require, wanted) in cases {
        let (said, sound) = told(&items.replace("CHECK", &check(require)));
        assert!(
            sound == 0 && !said.is_empty() && said.iter().all(|line| line.starts_with(wanted)),
            "{items}: {said:?}"
        );
    }
}

#[test]
fn what_is_hard_is_found_all_the_same() {
    let check = |require: &str| format!("checks: [{{require: \"{require}\", message: P}}]");
    let cases = [
        // Narrow: one value of many.
        format!("  - {{ask: x, type: integer, label: X, required: true, {}}}", check("self = 777_777_777")),
        format!(
            "  - {{ask: a, type: money, label: A, required: true}}\n  - {{ask: x, type: money, label: X, required: true, {}}}",
            check("a + self * 2 between 30_000_001 and 30_000_002")
        ),
        // The answer depends on a later question.
        format!(
            "  - {{ask: x, type: integer, label: X, required: true, min: 0, max: 50, {}}}\n  - {{ask: y, type: integer, label: Y, required: true, min: 0, max: 50}}",
            check("self >= y + 40")
        ),
        // Through a calculation.
        format!(
            "  - {{ask: lahir, type: date, label: L, required: true, {}}}\n  - {{calc: umur, value: \"age_years(lahir, today)\"}}",
            check("umur >= 60 and umur <= 99")
        ),
        // A filter that leaves nothing for most answers before it.
        "  - {ask: x, type: select_one l, label: X, required: true}\n  - {ask: y, type: select_one l, label: Y, required: true, choices_where: \"choice.k = 'x' and x = 'b'\"}".to_owned(),
        // Over the rows of a roster.
        format!(
            "  - roster: r\n    label: R\n    rows: {{min: 2, max: 4}}\n    items:\n      - {{ask: p, type: integer, label: P, required: true, min: 0, max: 10, {}}}",
            check("sum(b.p for r as b) >= 12")
        ),
        // Exact sums.
        format!(
            "  - {{ask: a, type: percent, label: A, required: true, min: 0, max: 100}}\n  - {{ask: b, type: percent, label: B, required: true, min: 0, max: 100, {}}}",
            check("a + self = 100")
        ),
        // Lengths and patterns.
        format!("  - {{ask: x, type: text, label: X, required: true, min: 40, max: 41, {}}}", check("contains_text(self, 'a')")),
        format!(
            "  - {{ask: x, type: text, label: X, required: true, {}}}",
            check("matches(self, '[0-9]{16}') and to_int(substring(self, 7, 2)) between 1 and 31")
        ),
    ];
    for items in cases {
        let (said, sound) = told(&items);
        assert_eq!((said, sound), (Vec::new(), 16), "{items}");
    }
}
