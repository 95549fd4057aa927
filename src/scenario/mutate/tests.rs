//! Which mistakes are made in an instrument, line by line.

use std::fmt::Write;

use super::{Mutant, mutants};
use crate::base::{Limits, MemoryFiles};

const MODULE: &str = "\
monev: 1
module: bersama
version: 1.0.0
languages: [id]
lists:
  tak_dipakai:
    choices: [{code: a, label: A, score: 1}, {code: b, label: B, score: 2}]
define:
  tak_disebut: 1 < 2
  dewasa(u): u >= 17
params:
  batas: {type: integer, value: 60, label: Batas}
  hanya_di_label: {type: integer, value: 5, label: Lima}
";

const INSTRUMENT: &str = "\
monev: 1
instrument: contoh
version: 1.0.0
title: Contoh
languages: [id]
use: [bersama.yaml]
lists:
  setuju:
    choices:
      - {code: tidak, label: Tidak, score: 1}
      - {code: ya, label: Ya, score: 2}
      - {code: tt, label: Tidak tahu, special: dont_know}
items:
  - {ask: umur, type: integer, label: Umur, required: true, min: 0, max: 120, allow: [dont_know, refused]}
  - ask: ktp
    type: text
    label: KTP {param.hanya_di_label}
    when: dewasa(umur) and umur is not missing
    checks: [{require: \"matches(self, '[0-9]{16}') or self = 'x'\", message: Salah, level: warning}]
  - {ask: q1, type: select_one setuju, label: Q1}
  - {ask: q2, type: select_one setuju, label: Q2, when: \"q1 in ('ya', 'tidak')\"}
  - roster: barang
    rows: {max: 3}
    items:
      - {ask: nilai, type: money, label: Nilai}
  - calc: total
    value: sum(nilai for barang where nilai > 10 ignoring missing) * 2 + mean(umur, 3; min_answered 1)
scores:
  - score: sikap
    method: mean
    items: [q1, {item: q2, reverse: true}]
    range: [1, 2]
    missing: {need: 50%}
    round: 1
    override: [{when: not (umur < param.batas), value: 1}]
    bands: [{band: tinggi, from: 1.5, label: T}, {band: rendah, from: 1, label: R}]
  - score: kelas
    method: classify
    rules:
      - {class: a, when: umur < 20, label: A}
      - {class: b, when: true, label: B}
";

fn made() -> Vec<(Mutant, String)> {
    let files = MemoryFiles::new().with("contoh.yaml", INSTRUMENT).with("bersama.yaml", MODULE);
    let compiled = crate::compile(&files, "contoh.yaml", &Limits::default());
    let said: Vec<&String> = compiled.diagnostics.iter().map(|diagnostic| &diagnostic.message.en).collect();
    assert!(said.is_empty(), "{said:?}");
    let found = mutants(&compiled.instrument.unwrap(), &compiled.sources, &Limits::default());
    let text = |mutant: &Mutant| compiled.sources.get(mutant.file()).unwrap().text.clone();
    found.into_iter().map(|mutant| (mutant.clone(), text(&mutant))).collect()
}

#[test]
fn each_mistake_is_one_small_change_of_a_line() {
    let mut out = String::new();
    for (mutant, text) in made() {
        let (before, after) = mutant.lines(&text);
        writeln!(out, "{}\n  - {before}\n  + {after}", mutant.kind.word()).unwrap();
    }
    insta::assert_snapshot!(out);
}

#[test]
fn every_mistake_changes_the_text_and_none_is_made_twice() {
    let mut seen = std::collections::BTreeSet::new();
    for (mutant, text) in made() {
        let applied = mutant.applied(&text);
        assert_ne!(applied, text, "{mutant:?}");
        assert!(seen.insert((mutant.file(), applied)), "{mutant:?} was made before");
    }
}
