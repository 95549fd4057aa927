//! What is said about expressions that parse but mean nothing.

use crate::base::{Diagnostic, FileId, Fix};
use crate::expr::conformance::Examples;

const MORE: &str = include_str!("../../../tests/conformance/more.yaml");

/// A diagnostic as people read it: the words it points at, both sentences, advice and fix.
fn told(text: &str, diagnostic: &Diagnostic) -> String {
    let slice = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or("?");
    let span = diagnostic.span;
    let place = match span.file {
        FileId(0) => format!("`{}`", slice(span.start, span.end)),
        FileId(file) => format!("{}..{} of definition {file}", span.start, span.end),
    };
    let mut out = format!("  {} at {place}\n", diagnostic.code.id());
    let mut line =
        |mark: &str, id: &str, en: &str| out.push_str(&format!("    {mark} {en}\n    {mark} {id}\n"));
    line("-", &diagnostic.message.id, &diagnostic.message.en);
    for hint in &diagnostic.hints {
        line("?", &hint.id, &hint.en);
    }
    for note in &diagnostic.notes {
        line("@", &note.message.id, &note.message.en);
    }
    if let Some(fix) = &diagnostic.fix {
        out.push_str(&format!("    ! {}\n", mended(text, fix)));
    }
    out
}

/// The text with a fix applied; in another text than this, what the fix writes.
fn mended(text: &str, fix: &Fix) -> String {
    let mut out = text.to_owned();
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    for edit in edits {
        match edit.span.file {
            FileId(0) => out.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text),
            FileId(_) => return format!("… {}", edit.text),
        }
    }
    out
}

fn messages(texts: &[&str]) -> String {
    let examples = Examples::new(MORE).expect("a file of vectors");
    let one = |text: &&str| {
        let found = examples.compile(text, FileId(0)).expect_err(text);
        let found: String = found.iter().map(|diagnostic| told(text, diagnostic)).collect();
        format!("{text}\n{found}")
    };
    texts.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_names_are_told() {
    insta::assert_snapshot!(messages(&[
        "usai > 3",
        "param.bats > 1",
        "null = usia",
        "umur > 5",
        "nama_art = 'x'",
        "art > 3",
        "art.umur > 3",
        "this.umur > 3",
        "row_index > 1",
        "row_choice = 'tv'",
        "count(art as a where a > 3)",
        "count(art as a where a.usia > 3)",
        "count(kelurga)",
        "count(usia)",
        "self > 3",
        "kab.indk = '65'",
        "usia.induk = '65'",
        "dua > 3",
        "salah",
        "wus(usia)",
        "lookup(gkk.rp, prov = prov)",
        "lookup(gk.rpp, prov = prov, tahun = 2024)",
        "lookup(gk.rp, prov = prov, thun = 2024)",
        "lookup(gk.rp, prov = prov)",
        "lookup(per_jk.z, jk = 'l', jk = 'p')",
    ]));
}

#[test]
fn what_calls_are_told() {
    insta::assert_snapshot!(messages(&[
        "rond(uang)",
        "round()",
        "round(uang, 1, 2)",
        "sum()",
        "today() > tgl",
        "random() > 0.5",
        "round(uang, 11)",
        "round(uang, n)",
        "power(uang, 9)",
        "quotient(uang, 2)",
        "concat('Umur ', usia)",
        "concat('Jenis ', jk)",
        "length(usia)",
        "matches(hp, nama)",
        "matches(hp, '^08')",
        "matches(hp, '(?i)a')",
        "date('2024-02-30') = tgl",
        "date(nama) = tgl",
        "label(usia)",
        "labels(aset, nama)",
        "score(jk)",
        "score(usia)",
        "sum(jk, q1)",
        "sum(q1, nama)",
        "mean(dua; min_answered 3)",
        "round(usia; min_answered 1)",
        "sum(nama_art for art)",
        "min(nama_art for art)",
        "join(nama_art for art)",
        "count(art ignoring missing)",
        "sum(umur for art, 3)",
        "count_selected(jk)",
        "wus(usia, usia, usia)",
    ]));
}

#[test]
fn what_operators_are_told() {
    insta::assert_snapshot!(messages(&[
        "usia > 'lima'",
        "nama < 'b'",
        "jk < 'p'",
        "q1 > 3",
        "q1 = jk",
        "jk = 'P'",
        "prov = 66",
        "kerja = 'tt'",
        "kerja in ('ya', 'tb')",
        "aset = 'tv'",
        "jk has 'p'",
        "aset has 'tivi'",
        "usia = missing",
        "nama = ''",
        "label(jk) = 'Perempuan'",
        "tgl > '2024-01-01'",
        "tgl + 5",
        "tgl - tgl2",
        "5 days + tgl",
        "rupiah + berat",
        "usia between 49 and 15",
        "n / 0",
        "n * m * n * m",
        "usia and setuju",
        "not usia",
        "if usia then 1 else 2",
        "if setuju then 1 else 'dua'",
        "(usia + 1) is answered",
        "usia in (n)",
        "band(uang, up to 35 then 1, up to 21 then 2, else 3)",
        "band(uang, up to n then 1, else 3)",
        "sum(z for besar where count(besar where z > 0) > 1)",
        "setuju + 1",
    ]));
}

/// What people write who come from Excel, XLSForm and other programs.
#[test]
#[expect(clippy::too_many_lines, reason = "a list of texts")]
fn what_habits_are_told() {
    insta::assert_snapshot!(messages(&[
        "average(n, m)",
        "AVERAGE(n, m) > 3",
        "len(nama)",
        "ROUND(uang, 1)",
        "concatenate(nama, 'x')",
        "selected(aset, 'tv')",
        "selected(jk, 'p') and usia > 3",
        "selected((jk), 'p') = setuju",
        "selected(aset)",
        "count-selected(aset) > 1",
        "2 * string-length(nama)",
        "jr:choice-name(jk, 'jk')",
        "IF(setuju, 1, 2)",
        "IIF(setuju, 1, 2)",
        "AND(setuju, setuju2)",
        "not isblank(nama)",
        "isblank(nama) = setuju",
        "countif(umur, 3)",
        "vlookup(prov, 'gk', 2)",
        "now() > tgl",
        "TODAY() > tgl",
        "uuid()",
        "sqrt(n)",
        "umur(tgl)",
        "count(umur)",
        "any(umur > 1)",
        "all(n > 1)",
        "first(umur)",
        "join(umur)",
        "date(2024, 12, 31)",
        "setuju = 'ya'",
        "setuju != 'Ya'",
        "setuju = 'tidak' or usia > 3",
        "1 = setuju",
        "setuju = 'mungkin'",
        "setuju = kerja",
        "nama != ''",
        "'' = nama",
        "kerja = ' '",
        "coalesce(nama, hp) != ''",
        "nama in ('')",
        "nama = 'Siti '",
        "usia != missing",
        "kerja = ya",
        "aset has tv",
        "jk = 'Perempuan'",
        "batas > 3",
        "params.batas > 3",
        "choice.induk = '65'",
        "nama + 'x'",
        "kerja + 1",
        "tgl + 1",
        "tgl > 2024-01-01",
        "not nama",
        "aset or setuju",
        "${usia} > 3 and .5 < n",
        "/data/usia > 3",
        "let today = 3; today",
        "usia > 3 AND setuju atau setuju2",
        "jk = 'l' or 'p'",
        "aset has 'tv' or 'motor'",
        "usia > '3'",
        "usia in ('3')",
        "tgl between '2024-01-01' and '2024-12-31'",
        "setuju in ('ya', 'tidak')",
        "round(uang; 2)",
        "max(umur)",
        "count(art, umur > 3)",
        "tgl.year > 2024",
        "jk.label",
        "date(2024-12-31) > tgl",
        "lookup(gk.rp, prov = 65, tahun = 2024)",
        "nama & 'x'",
        "mean(q1; min_answered 3)",
        "includes(aset, 'tv')",
        "contains(jk, 'p') and usia > 3",
        "contains(nama, 'ani')",
    ]));
}

/// A fix leaves nothing of what it mends.
#[test]
fn fixes_mend() {
    let examples = Examples::new(MORE).expect("a file of vectors");
    let texts = [
        ("average(n, m)", "mean(n, m)"),
        ("selected(aset, 'tv') or setuju", "aset has 'tv' or setuju"),
        ("(selected((jk), 'p'))", "((jk) = 'p')"),
        ("selected(jk, 'p') = setuju", "(jk = 'p') = setuju"),
        ("isblank(nama) is true", "(nama is missing) is true"),
        ("not isblank(coalesce(nama, hp))", "not coalesce(nama, hp) is missing"),
        ("setuju = 'tidak'", "not setuju"),
        ("setuju and '' != nama", "setuju and nama is answered"),
        ("tgl > '2024-01-01'", "tgl > date('2024-01-01')"),
        ("jk = 'P'", "jk = 'p'"),
        ("today() > tgl", "today > tgl"),
        ("count-selected(aset)", "count_selected(aset)"),
        ("usia > 3 AND setuju", "usia > 3 and setuju"),
        ("setuju DAN setuju2", "setuju and setuju2"),
        (". > 3", "self > 3"),
        ("../usia > 3", "usia > 3"),
        ("$usia > {n}", "usia > {n}"),
        ("true()", "true"),
        ("NOT setuju", "not setuju"),
        ("coalesce(setuju, TRUE())", "coalesce(setuju, TRUE())"),
    ];
    for (text, wanted) in texts {
        let found = examples.compile(text, FileId(0)).expect_err(text);
        let fix = found.iter().find_map(|diagnostic| diagnostic.fix.as_ref());
        let mended = fix.map_or_else(|| text.to_owned(), |fix| mended(text, fix));
        assert_eq!(mended, wanted);
    }
}
