//! Author's tests: they pass when they should, say why when they don't, and mistakes in them are diagnostics.

use monev::base::{Lang, Limits, Sink, Sources};
use monev::model::Instrument;
use monev::rules::Plan;
use monev::scenario::{lines, read_tests, run};
use monev::source::{BlockKind, load, read};

use crate::common::usaha;

/// What the diagnostics say, and then what each test says, in both languages.
pub(crate) fn outcome(instrument: &Instrument, text: &str) -> String {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let limits = Limits::default();
    let file =
        load(&mut sources, "a.tests.yaml", text.as_bytes().to_vec(), &limits, &mut sink).expect("text");
    let document = read(file, text, BlockKind::Tests, &limits, &mut sink);
    let tests = read_tests(&document, instrument, &mut sink);
    let plan = Plan::new(instrument);
    let mut said = String::new();
    for diagnostic in sink.into_sorted(&sources) {
        let at = sources.locate(diagnostic.span).expect("in the file");
        said += &format!(
            "{}:{} {} `{}`\n",
            at.line,
            at.column,
            diagnostic.code.id(),
            sources.slice(diagnostic.span)
        );
        said += &format!("  {}\n  {}\n", diagnostic.message.en, diagnostic.message.id);
        said += &diagnostic.hints.iter().map(|hint| format!("  hint: {}\n", hint.en)).collect::<String>();
    }
    for test in &tests {
        let result = run(instrument, &plan, test);
        said += &format!("{} {}\n", if result.passed() { "ok" } else { "FAIL" }, result.name);
        for failure in &result.failures {
            let at = sources.locate(failure.span).expect("in the file");
            for lang in [Lang::En, Lang::Id] {
                let text = lines(failure, lang).join("\n    ");
                said += &format!("  {}:{} {text}\n", at.line, at.column);
            }
        }
    }
    said
}

#[test]
fn tests_that_pass() {
    let text = "
tests:
  - test: everything there is to expect
    today: 2025-10-06
    given: {bantuan: 5}
    prev: {omzet: 100, score.skor: 10.5, barang: [{brg_nama: Oven, brg_nilai: 3}]}
    answers:
      nama: no
      nik: {special: dont_know}
      umur: 14
      omzet: 350
      luas: 12.5
      bln: 2025-07
      hadir: true
      kerja_utama: dagang
      sumber: [tani, dagang]
      lokasi: 2.84 117.36
      modal: 1
      barang:
        - {brg_nama: Oven, brg_nilai: 5, perbaikan: [{prb_biaya: 1}, {prb_biaya: 2}]}
        - {brg_nama: Meja}
      penghasilan: [{row: dagang, pgh_nilai: 7}]
    confirmed:
      - {item: umur, check: 1, reason: benar}
    expect:
      asked: [modal, dagangan, barang, 'barang[2].brg_nilai', brg_nama, score.skor]
      not_asked: ['barang[3].brg_nilai']
      problems: []
      values:
        nama: no
        umur: 14
        nik: {special: dont_know}
        bln: 2025-07
        hadir: true
        kerja_utama: dagang
        sumber: [tani, dagang]
        naik: 250
        total_barang: 5.00
        barang[1].brg_separuh: 2.5
        barang[2].brg_separuh: missing
        barang[1].perbaikan[2].prb_biaya: 2
        penghasilan[1].pgh_nilai: missing
        penghasilan[2].pgh_nilai: 7
        score.skor: 23
        band.skor: tinggi
        bantuan: 5
        today: 2025-10-06
        tgl: missing
  - test: problems by check, row and level
    answers:
      nama: Ani
      umur: 14
      nik: {special: not_applicable}
      luas: 1.55
      sumber: [tani, tani]
      modal: 9
      barang: [{brg_nama: x}, {brg_nama: x}]
    expect:
      problems:
        - {item: umur, check: 1, level: warning}
        - {item: 'barang[2].brg_nama', check: key}
        - {item: nik, check: special_not_allowed}
        - {item: luas, check: scale, level: error}
        - {item: sumber}
";
    insta::assert_snapshot!(outcome(&usaha(), text), @"
    ok everything there is to expect
    ok problems by check, row and level
    ");
}

#[test]
fn tests_that_fail_say_why() {
    let text = "
tests:
  - test: what is asked
    answers: {nama: Ani, kerja_utama: tani, barang: [{brg_nama: x}]}
    expect:
      asked: [modal, pgh_nilai, 'barang[2].brg_nama']
      not_asked: [nama, barang]
  - test: unknown conditions
    answers: {nama: Ani, kerja_utama: tt}
    expect:
      asked: [modal]
  - test: problems
    answers: {umur: 14, kerja_utama: dagang}
    expect:
      problems:
        - {item: umur, check: max}
        - {item: modal, check: required}
        - {item: brg_nama, check: key}
        - {item: sumber, check: required}
  - test: values
    prev: {omzet: 100}
    answers: {nama: Ani, omzet: 350, luas: 12.5, kerja_utama: dagang, modal: 3, nik: {special: refused}, barang: [{brg_nilai: 10}, {}]}
    expect:
      values:
        naik: 251
        total_barang: missing
        barang[2].brg_separuh: 5
        barang[3].brg_separuh: 5
        score.skor: 22.99
        band.skor: rendah
        nik: x
        modal: 4
        kerja_utama: tani
        tgl: 2025-10-06
        umur: {special: refused}
  - test: no score
    answers: {nama: Ani, luas: 1}
    expect:
      values: {score.skor: 10, band.skor: rendah, modal: 5}
";
    insta::assert_snapshot!(outcome(&usaha(), text));
}

#[test]
fn numbers_that_agree_only_when_rounded() {
    let instrument = crate::common::compiled(
        "monev: 1\ninstrument: a\nversion: 1.0.0\ntitle: A\nlanguages: [id]\nitems:\n  - {ask: n, type: integer, label: N}\n  \
         - {calc: sepertiga, value: n / 3}\n",
    );
    let text = "tests:\n  - {test: a, answers: {n: 2}, expect: {values: {sepertiga: 0.67}}}\n  - {test: b, answers: {n: 2}, \
                expect: {values: {sepertiga: 0.666667}}}\n";
    insta::assert_snapshot!(outcome(&instrument, text));
}

#[test]
fn defaults_fill_what_a_test_leaves_open() {
    let instrument = crate::common::compiled(
        "monev: 1\ninstrument: a\nversion: 1.0.0\ntitle: A\nlanguages: [id]\nitems:\n  - {ask: n, type: integer, label: N, default: 7}\n",
    );
    let text = "tests:\n  - {test: a, answers: {}, expect: {values: {n: 7}}}\n  - {test: b, answers: {n: 8}, expect: {values: {n: 8}}}\n";
    insta::assert_snapshot!(outcome(&instrument, text), @"
    ok a
    ok b
    ");
}

#[test]
fn tests_with_misspelt_keys_are_not_run() {
    let text = "
tests:
  - {test: it would fail, answer: {nama: Ani}, expect: {problems: []}}
  - {test: it would pass, answers: {nama: Ani}, expcet: {problems: [{item: nama}]}}
  - {test: sound, answers: {nama: Ani}, expect: {problems: []}}
";
    insta::assert_snapshot!(outcome(&usaha(), text), @r#"
    3:27 unknown-key `answer`
      a test has no key `answer`
      uji tidak mengenal kunci `answer`
      hint: did you mean `answers`?
    4:49 unknown-key `expcet`
      a test has no key `expcet`
      uji tidak mengenal kunci `expcet`
      hint: did you mean `expect`?
    ok sound
    "#);
}

#[test]
fn ticks_have_no_order_but_rankings_do() {
    let text = "
tests:
  - {test: ticks, answers: {nama: Ani, sumber: [tani, dagang]}, expect: {values: {sumber: [dagang, tani]}}}
  - {test: fewer, answers: {nama: Ani, sumber: [tani, dagang]}, expect: {values: {sumber: [dagang]}}}
  - {test: ranked, answers: {nama: Ani, urutan: [tani, dagang, buruh]}, expect: {values: {urutan: [dagang, tani, buruh]}}}
  - {test: months, answers: {nama: Ani, bln: 2025-07}, expect: {values: {bln: 2025-08}}}
  - {test: levels, answers: {nama: Ani, umur: 14}, expect: {problems: [{item: umur, check: 1, level: error}]}}
";
    insta::assert_snapshot!(outcome(&usaha(), text), @r#"
    ok ticks
    FAIL fewer
      4:91 sumber: expected `[dagang]`, got `[tani, dagang]`
      4:91 sumber: diharapkan `[dagang]`, hasilnya `[tani, dagang]`
    FAIL ranked
      5:99 urutan: expected `[dagang, tani, buruh]`, got `[tani, dagang, buruh]`
      5:99 urutan: diharapkan `[dagang, tani, buruh]`, hasilnya `[tani, dagang, buruh]`
    FAIL months
      6:79 bln: expected `2025-08`, got `2025-07`
      6:79 bln: diharapkan `2025-08`, hasilnya `2025-07`
    FAIL levels
      7:72 umur: expected error `1`, got warning `1`: Ani is below 15
          umur 1: `self >= 15` is false
            umur = 14
      7:72 umur: diharapkan kesalahan `1`, hasilnya peringatan `1`: Ani masih di bawah 15 tahun
          umur 1: `self >= 15` salah
            umur = 14
    "#);
}

#[test]
fn mistakes_in_tests_are_diagnostics() {
    let text = "
tests:
  - test: names
    today: 2025-13-01
    prev: {omzt: 1}
    given: {umur: 1}
    answers: {nma: Ani, brg_nilai: 5, umur: tua, kerja_utama: tnai, barang: 5}
    confirmed: [{item: umur, check: 7, reason: x}, {item: umr, check: 1, reason: x}]
    expect:
      asked: [omset, 'barang[1].nama', 'barang.brg_nama', score.x]
      problems:
        - {item: umr, check: 1}
        - {item: umur, check: 9}
        - {item: umur, check: requird}
        - {item: brg_nama, row: nol}
      values:
        laba: 5
        brg_separuh: 1
        kerja_utama: tnai
        umur: tua
        hadir: mungkin
        tgl: 2025-02-30
        naik:
  - test: this one is fine
    answers: {nama: Ani}
    expect: {problems: []}
";
    insta::assert_snapshot!(outcome(&usaha(), text));
}

/// Five interviews whose indicators are counted over.
const INTERVIEWS: &str = "
tests:
  - test: A jalan
    answers: {kab: bulungan, jalan: true, laba: 300, bantuan: 1000, bobot: 1.5, sebab: [modal, harga]}
    expect: {problems: []}
  - test: B rugi
    answers: {kab: nunukan, jalan: true, laba: -100, bantuan: 500, bobot: 0.5, sebab: [modal]}
    expect: {problems: []}
  - test: C laba tidak tahu
    answers: {kab: nunukan, jalan: true, laba: {special: dont_know}, bantuan: 500, bobot: 1}
    expect: {problems: []}
  - test: D tutup
    answers: {kab: tt, jalan: false, bantuan: 2000, sebab: [cuaca]}
    expect: {problems: []}
  - test: E menolak
    answers: {kab: bulungan, jalan: {special: refused}}
    expect: {problems: []}
";

#[test]
fn indicators_over_other_tests() {
    let instrument = crate::common::compiled(include_str!("indicators.yaml"));
    let text = format!(
        "{INTERVIEWS}  - test: right
    over: all
    expect:
      indicators:
        pct_jalan: {{value: 75, part: 3, whole: 4, n: 4, records: 5, target: 46}}
        pct_untung: {{value: 75, part: 1.5, whole: 2}}
        n_jalan: {{value: 37.5, count: 3, against: 8}}
        jml_laba: 200
        rata_laba: {{value: 200, sum: 400, weight: 2}}
        med_laba: 100
        f_sebab: {{modal: 2, harga: 1, cuaca: 1}}
        f_kab: {{bulungan: 2, nunukan: 2}}
        untung_per_bantuan: 13.33
  - test: over none that counts
    over: [E]
    expect:
      indicators: {{pct_jalan: missing, jml_laba: missing, med_laba: {{value: missing, n: 0}}, f_sebab: {{}}, n_jalan: 0}}
  - test: wrong
    over: [A jalan, C, D tutup]
    expect:
      indicators: {{pct_jalan: 66, pct_untung: 50, f_sebab: {{modal: 1, cuaca: 2}}, rata_laba: {{value: 200, sum: missing}}, n_jalan: 2}}
"
    );
    insta::assert_snapshot!(outcome(&instrument, &text));
}

#[test]
fn mistakes_in_tests_of_indicators_are_diagnostics() {
    let instrument = crate::common::compiled(include_str!("indicators.yaml"));
    let text = "
tests:
  - test: nothing stands above
    over: all
    expect: {indicators: {pct_jalan: 1}}
  - test: A one
    answers: {kab: bulungan}
    expect: {problems: []}
  - test: A two
    answers: {kab: bulungan}
    expect: {problems: []}
  - test: names
    over: [A, B, A on]
    expect: {indicators: {pct_jalan: 1}}
  - test: parts
    over: [A one]
    expect:
      indicators: {pct_jaln: 1, pct_jalan: {valu: 1}, med_laba: {part: 1}, jml_laba: many, f_sebab: {modl: 1}, f_kab: {bulungan: x}}
  - test: of one record
    answers: {kab: bulungan}
    expect: {indicators: {pct_jalan: 1}}
  - test: of several
    over: all
    answers: {kab: bulungan}
    expect: {problems: [], indicators: {pct_jalan: 1}}
  - test: nothing of indicators
    over: all
    expect: {problems: []}
";
    insta::assert_snapshot!(outcome(&instrument, text));
}
