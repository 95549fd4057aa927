//! Texts and what becomes of them, or what is said about them.

use super::*;
use crate::expr::format;

/// What a text becomes: its canonical form, or its mistakes with their places.
fn shown(text: &str) -> String {
    let parsed = parse(text, &Limits::default());
    let mistakes: Vec<String> = parsed
        .mistakes
        .iter()
        .map(|m| {
            let fix = m.fix.as_ref().map(|(_, at, by)| format!(" [{}..{} -> {by}]", at.start, at.end));
            let (start, end) = (m.range.start, m.range.end);
            format!("{start}..{end} {}: {}{}", m.code.id(), m.message.en, fix.unwrap_or_default())
        })
        .collect();
    if mistakes.is_empty() { format(&parsed.ast) } else { mistakes.join(" | ") }
}

#[test]
fn canonical_text() {
    let texts = [
        "usia>=18 and(setuju or bekerja='ya')",
        "'petani' = pekerjaan",
        "'s' <= q1",
        "not a and b",
        "not (a and b)",
        "- -5 + -n * 2 - 3",
        "((a)) + ((b * 2))",
        "x between 1 and 5 and y not between a + 1 and b",
        "pekerjaan not in ('petani', \"it's\", -1, date('2024-01-01'))",
        "aset has any of ('a','b') or aset has 'c' or aset has only('d')",
        "a is not missing and b is dont_know",
        "if a then 1 else if b then 2 else if c then 3 else 4",
        "if a then if b then 1 else 2 else 3",
        "let x = a + 1; let y = x; if y > 2 then x else y",
        "sum(sikap; min_answered 3)",
        "round( )",
        "sum(upah * 2 for anggota as a where a.umur > this.umur ignoring missing)",
        "join(nama for anggota, ', ')",
        "count(anggota where umur<5)",
        "count(anggota)",
        "band(n, up to 21 then 1, below 35 then 2, else 3)",
        "lookup(gk.rp, prov = prov, tahun = year(tgl) + 1)",
        "first(kerja for anggota).formal",
        "(a or b).x",
        "tgl + 1 month - 2 weeks",
        "1_500_000 * 2.50",
        "`band` + band.sku + `all`",
        "a <> b",
        "a -- comment\n + b -- more\n",
        "a in (date(\"it's\"))",
        "a - selected(b)",
        "a in (date(\"it's\"))",
        "a - selected(b)",
    ];
    let shown: Vec<String> =
        texts.iter().map(|text| format!("{}\n  {}", text.escape_debug(), shown(text))).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a list of texts")]
fn mistakes() {
    let texts = [
        "",
        "usia +",
        "(usia",
        "usia)",
        "usia == 3",
        "a && b || c",
        "!a",
        "${usia} > 3",
        "a ? b : c",
        "'abc",
        "12O + 1",
        "1e5",
        ".5",
        "1.5 months",
        "5days",
        "1 < usia < 5",
        "a or b and c or d and e",
        "a = b = c",
        "a is missing + 1",
        "a = not b",
        "1 + if a then b else c",
        "usia usia",
        "usia is null",
        "usia is answred",
        "x in (a + 1)",
        "x in 3",
        "aset has",
        "a @ b",
        "a ≥ 3",
        "a\u{a0}+ 1",
        "‘ya’ = a",
        "[1, 2]",
        "if a then b",
        "if a else b",
        "then",
        "let x 5; x",
        "sum(x where y)",
        "x for y",
        "count(anggota + 1)",
        "band(x, else 3, 4)",
        "band(x, up to 3 then 4)",
        "band(x, 3)",
        "lookup(a, b = c)",
        "lookup(a.b, c)",
        "f(1,)",
        "a, b",
        "a; b",
        "sum(a; 3)",
        "min(a; min_answered 2, b)",
        "sum(x for r ignoring missing + 1)",
        "5 --x",
        "a * * b",
        "1.5.2",
        "123456789012345678",
        "0.12345678901",
        "x as y",
        "_a",
        "a %b",
        "if a then b else",
        "(if a then b)",
        "f(a",
        "a between 1 or b",
        "a between 1",
        "\"",
        "`then` > 3",
        "12abc",
        "a..b",
        "count(a as then)",
        "in ('a')",
        ". > 5",
        ". >= 5 and . <= 7",
        "../usia > 3",
        "/data/rumah/usia > 3",
        "${art/umur} > 3",
        "${last-saved#usia} > 3",
        "${} > 3",
        "$usia > 3",
        "{usia} > {{n}}",
        "if(a, 1, 2)",
        "if (a; 1; 2)",
        "and(a, b)",
        "true() = a",
        "true(1)",
        "a AND b",
        "a Dan b ATAU c",
        "a OR (b And c)",
        "NOT a",
        "IF a THEN 1 ELSE 2",
        "if a THEN 1 ELSE 2",
        "jika a maka 1 else 2",
        "a IN ('x', 'y')",
        "a IS NOT NULL",
        "sum(x FOR r WHERE y)",
        "x BETWEEN 1 AND 5",
        "a div b",
        "a mod b",
        "a xor b",
        "if a 1 else 2",
        "x between 5 to 10",
        "x between 5, 10",
        "x in 5..10",
        "usia > 18 tahun",
        "50% * n",
        "x is 5",
        "x not 5",
        "count-selected(a) + string-length(b)",
        "a-selected(b)",
        "let today = 1; today",
        "count(r as self where self.x)",
        "round(x; 2)",
        "sum(x where y)",
        "a has any ('x')",
        "and a",
        "a is ya",
        "x antara 3 dan 5",
        "art[1].x",
        "art.1.x",
        "'it''s'",
    ];
    let shown: Vec<String> =
        texts.iter().map(|text| format!("{}\n  {}", text.escape_debug(), shown(text))).collect();
    insta::assert_snapshot!(shown.join("\n"));
}
