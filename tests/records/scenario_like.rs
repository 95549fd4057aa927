//! Tests that start from an earlier one.

use monev::base::{Limits, Sink, Sources};
use monev::scenario::read_tests;
use monev::source::{BlockKind, read};

use crate::common::usaha;
use crate::scenario::outcome;

#[test]
fn only_what_differs_is_written() {
    let text = "
tests:
  - test: U1 asalnya
    today: 2025-10-06
    prev: {omzet: 100, score.skor: 10.5}
    answers:
      nama: Ani
      umur: 14
      omzet: 350
      hadir: true
      barang:
        - {brg_nama: Oven, brg_nilai: 5, perbaikan: [{prb_biaya: 1}, {prb_biaya: 2}]}
        - {brg_nama: Meja}
    confirmed:
      - {item: umur, check: 1, reason: benar}
    expect:
      values: {naik: 250, 'barang[1].brg_nilai': 5, 'barang[2].brg_nilai': missing, today: 2025-10-06}
  - test: U2 satu jawaban, satu sel, satu nilai lama
    like: U1
    prev: {omzet: 50}
    answers:
      umur: ~
      omzet: 360
      barang[2].brg_nilai: 7
      barang[1].perbaikan[2].prb_biaya: 9
      barang[3].brg_nama: Kursi
    expect:
      values:
        nama: Ani
        umur: missing
        naik: 310
        barang[1].brg_nama: Oven
        barang[1].perbaikan[1].prb_biaya: 1
        barang[1].perbaikan[2].prb_biaya: 9
        barang[2].brg_nilai: 7
        barang[3].brg_nama: Kursi
        today: 2025-10-06
  - test: like of a like, another day, a whole roster
    like: U2 satu jawaban
    today: 2025-10-07
    answers: {barang: [{brg_nama: Kompor}]}
    expect:
      asked: ['barang[1].brg_nama']
      not_asked: ['barang[2].brg_nama']
      values: {naik: 310, 'barang[1].brg_nama': Kompor, today: 2025-10-07}
  - test: the source is as it was
    like: U1
    expect:
      values: {naik: 250, umur: 14, 'barang[2].brg_nilai': missing}
  - test: paths without a source
    answers: {'barang[1].brg_nama': Oven, 'barang[1].brg_nilai': 5, 'barang[2].brg_nama': Meja}
    expect:
      values: {'barang[1].brg_nilai': 5, 'barang[2].brg_nama': Meja}
";
    insta::assert_snapshot!(outcome(&usaha(), text));
}

#[test]
fn whole_rows_are_added_replaced_and_taken_away() {
    let text = "
tests:
  - test: asal
    answers:
      nama: Ani
      barang:
        - {brg_nama: Oven, brg_nilai: 1, perbaikan: [{prb_biaya: 1}, {prb_biaya: 2}]}
        - {brg_nama: Meja, brg_nilai: 2}
        - {brg_nama: Kursi, brg_nilai: 3}
    expect: {values: {'barang[3].brg_nilai': 3}}
  - test: a row more, and one in place of another
    like: asal
    answers:
      barang[2]: {brg_nama: Kompor}
      barang[4]: {brg_nama: Panci, brg_nilai: 4}
    expect:
      values:
        barang[1].perbaikan[2].prb_biaya: 2
        barang[2].brg_nama: Kompor
        barang[2].brg_nilai: missing
        barang[4].brg_nilai: 4
  - test: rows keep their numbers until all is changed
    like: asal
    answers: {'barang[1]': ~, 'barang[3].brg_nilai': 30, 'barang[2]': ~}
    expect:
      not_asked: ['barang[2].brg_nama']
      values: {'barang[1].brg_nama': Kursi, 'barang[1].brg_nilai': 30}
  - test: a row within a row
    like: asal
    answers: {'barang[1].perbaikan[1]': ~, 'barang[2].perbaikan[1]': {prb_biaya: 9}}
    expect:
      values: {'barang[1].perbaikan[1].prb_biaya': 2, 'barang[2].perbaikan[1].prb_biaya': 9}
  - test: rows without a source
    answers: {'barang[1]': {brg_nama: Oven}, 'barang[2]': {brg_nama: Meja}}
    expect: {asked: ['barang[2].brg_nama'], not_asked: ['barang[3].brg_nama']}
  - test: none of these is a row
    like: asal
    answers: {'barang[5]': {brg_nama: Panci}, 'barang[6]': ~, 'barang[1]': Oven, 'nama[1]': ~}
    expect: {problems: []}
";
    insta::assert_snapshot!(outcome(&usaha(), text));
}

#[test]
fn the_name_that_was_meant_is_in_quotes_where_it_needs_them() {
    let named = |name: &str, like: &str| {
        let text = format!(
            "tests:\n  - test: \"{name}\"\n    answers: {{nama: Ani}}\n    expect: {{problems: []}}\n  - {like}\n"
        );
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let file = sources.add("a.tests.yaml", text.clone());
        let document = read(file, &text, BlockKind::Tests, &Limits::default(), &mut sink);
        read_tests(&document, &usaha(), &mut sink);
        let found = sink.into_sorted(&sources);
        let [diagnostic] = found.as_slice() else { panic!("{found:?}") };
        let fix = diagnostic.fix.as_ref().expect("a fix");
        let edits = fix.edits.iter().map(|edit| format!("{} -> {}", sources.slice(edit.span), edit.text));
        edits.collect::<String>()
    };
    let over = |name: &str| format!("{{test: b, over: [{name}], expect: {{indicators: {{}}}}}}");
    let like = |name: &str| format!("{{test: b, like: {name}, expect: {{problems: []}}}}");
    assert_eq!(named("R1 naik", &over("R1 naek")), "R1 naek -> R1 naik");
    assert_eq!(
        named("R1: naik, besar", &over("'R1: naek, besar'")),
        "'R1: naek, besar' -> \"R1: naik, besar\""
    );
    assert_eq!(named("naik, besar", &over("naik besar")), "naik besar -> \"naik, besar\"");
    assert_eq!(named("a 'b', c", &like("\"a 'b' c\"")), "\"a 'b' c\" -> \"a 'b', c\"");
}

#[test]
fn mistakes_are_diagnostics_where_they_are_written() {
    let text = "
tests:
  - test: A one
    answers: {nama: Ani, umur: empat, barang: [{brg_nama: Oven}]}
    expect: {problems: [{item: umur, check: type}]}
  - test: its wrong answer is not meant here
    like: A one
    expect: {values: {nama: Ani}}
  - test: here it is, or is taken away
    like: A one
    answers: {umur: ~}
    expect: {values: {umur: missing}}
  - test: nobody of that name
    like: A on
    expect: {problems: []}
  - test: rows that aren't there
    like: A
    answers: {umur: ~, 'barang[3].brg_nama': Meja, 'nama[1].brg_nama': Meja, 'barng[1].brg_nama': Meja}
    expect: {problems: []}
  - test: of several
    over: all
    like: A one
    expect: {indicators: {x: 1}}
  - test: wrong
    answers: {nma: Ani}
    expect: {problems: []}
  - test: what is wrong is reported once
    like: wrong
    expect: {problems: []}
";
    insta::assert_snapshot!(outcome(&usaha(), text));
}
