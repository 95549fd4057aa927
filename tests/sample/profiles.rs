//! Profiles: what they ask for is what comes, and what is wrong with them is told at its place.

use monev::model::Instrument;
use monev::sample::{Options, Profile, Wave};
use serde_json::Value as Json;

use super::common::{compiled, ndjson, profile, sample, sound_profile};

const TEXT: &str = "
monev: 1
instrument: uji
version: 1.0.0
title: Uji
languages: [id]
params:
  awal: {type: date, value: 2024-01-01, label: Awal}
lists:
  kelamin:
    choices:
      - {code: l, label: L}
      - {code: p, label: P}
  bansos:
    choices:
      - {code: tidak_ada, label: T, exclusive: true}
      - {code: pkh, label: PKH}
      - {code: blt, label: BLT}
define:
  dua(x): x * 2
given:
  - {given: kuota, type: integer, label: K}
items:
  - {ask: nik, type: text, label: NIK, required: true}
  - {ask: jk, type: select_one kelamin, label: JK, required: true}
  - {ask: lahir, type: date, label: Lahir, required: true}
  - {ask: omzet, type: money, label: Omzet, required: true}
  - {ask: nama, type: text, label: Nama, required: true}
  - {ask: terima, type: select_multiple bansos, label: B, required: true}
  - {ask: kosong, type: integer, label: K}
  - roster: barang
    label: Barang
    rows: {max: 9}
    items:
      - {ask: nilai, type: money, label: Nilai, required: true}
";

fn uji() -> Instrument {
    compiled(TEXT).unwrap()
}

fn waves(count: usize) -> Vec<Wave> {
    (1..=count).map(|at| Wave { name: Some(format!("g{at}").into()), days: None }).collect()
}

fn records(profile: &Profile, options: &Options, cases: u64) -> Vec<Json> {
    let instrument = uji();
    let made = sample(&instrument, profile, options, cases);
    assert!(made.iter().all(|made| made.broken.is_empty()));
    ndjson(&instrument, &made).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn answers_follow_their_rules() {
    let instrument = uji();
    let profile = sound_profile(
        &instrument,
        "
sample: uji
case: \"concat('K-', to_text(sample.number))\"
draws:
  bakat: {mean: 50, spread: 10, each: case}
answers:
  jk: {weights: {p: 3, l: 1}, each: case}
  lahir: {min: \"date('1970-01-01')\", max: \"date('1999-12-31')\", each: case}
  nik:
    value: \"concat(to_text(year(lahir)), if jk = 'p' then 'P' else 'L')\"
  omzet:
    - {when: jk = 'p', mean: 1_000_000 + draw.bakat, spread: 0}
    - {mean: dua(500), spread: 100, min: 900, max: 1100, step: 10}
  nama: {one_of: [Siti, Budi]}
  terima: {ticked: {pkh: 100%, blt: 0%}}
  kosong: {missing: 100%}
  kuota: {value: 7}
  barang: {weights: {2: 1, 4: 1}}
  nilai: {value: row_index * 100}
",
    );
    let records = records(&profile, &Options { waves: waves(2), ..Options::default() }, 400);
    let women = records.iter().filter(|record| record["answers"]["jk"] == "p").count();
    assert!((520..680).contains(&women), "{women} of 800");
    for pair in records.chunks(2) {
        for id in ["jk", "lahir", "nik"] {
            assert_eq!(pair[0]["answers"][id], pair[1]["answers"][id], "once for each case");
        }
        assert_eq!(pair[0]["case"], pair[1]["case"]);
    }
    assert_eq!(records[6]["case"], "K-4");
    let mut rows = Vec::new();
    for record in &records {
        let answers = &record["answers"];
        let year = answers["lahir"].as_str().unwrap().get(..4).unwrap();
        let letter = if answers["jk"] == "p" { "P" } else { "L" };
        assert_eq!(answers["nik"], format!("{year}{letter}"));
        let omzet = answers["omzet"].as_i64().unwrap();
        let woman = answers["jk"] == "p";
        assert!(if woman {
            (1_000_000..1_000_120).contains(&omzet)
        } else {
            (900..=1100).contains(&omzet) && omzet % 10 == 0
        });
        assert!(answers["nama"] == "Siti" || answers["nama"] == "Budi");
        assert_eq!(answers["terima"], serde_json::json!(["pkh"]));
        assert!(answers["kosong"].is_null() && record["given"]["kuota"] == 7);
        let barang = answers["barang"].as_array().unwrap();
        assert!(barang.iter().enumerate().all(|(at, row)| row["nilai"] == (at + 1) * 100));
        rows.push(barang.len());
    }
    assert!(rows.iter().all(|n| *n == 2 || *n == 4) && rows.contains(&2) && rows.contains(&4));
}

#[test]
fn the_wave_before_can_be_gone_on_from() {
    let instrument = uji();
    let profile = sound_profile(
        &instrument,
        "
sample: uji
answers:
  omzet:
    - {when: prev.omzet is not missing, value: prev.omzet + sample.wave_number}
    - {value: 100}
  nama: {value: sample.wave}
",
    );
    let records = records(&profile, &Options { waves: waves(3), ..Options::default() }, 5);
    let omzet: Vec<i64> = records.iter().map(|record| record["answers"]["omzet"].as_i64().unwrap()).collect();
    assert_eq!(omzet, [100, 102, 105].repeat(5));
    assert_eq!(records[1]["answers"]["nama"], "g2");
}

#[test]
fn hostile_profiles_are_told_and_nothing_falls() {
    let instrument = uji();
    let bad = [
        ("sample: lain\n", "bad-sample `lain`"),
        ("sample: uji\nanswers: {omset: {value: 1}}\n", "bad-sample `omset`"),
        ("sample: uji\nanswers: {omzet: {value: \"'a'\"}}\n", "type"),
        ("sample: uji\nanswers: {omzet: {valeu: 1}}\n", "unknown-key"),
        ("sample: uji\nanswers: {jk: {weights: {x: 1}}}\n", "bad-sample `x`"),
        ("sample: uji\nanswers: {jk: {weights: {p: -1}}}\n", "bad-sample `-1`"),
        ("sample: uji\nanswers: {jk: {weights: {p: 0}}}\n", "bad-sample"),
        ("sample: uji\nanswers: {jk: {weights: {p: 1e400}}}\n", "bad-literal"),
        ("sample: uji\nanswers: {jk: {min: 1}}\n", "bad-sample `min`"),
        ("sample: uji\nanswers: {jk: {ticked: {p: 1%}}}\n", "bad-sample"),
        ("sample: uji\nanswers: {omzet: {pattern: a}}\n", "bad-sample `a`"),
        ("sample: uji\nanswers: {nama: {pattern: \"(\"}}\n", "bad-sample"),
        ("sample: uji\nanswers: {nama: {missing: often}}\n", "bad-sample `often`"),
        ("sample: uji\nanswers: {nik: {value: nama}, nama: {value: nik}}\n", "bad-sample `nik`"),
        ("sample: uji\nanswers: {nilai: {value: nilai + 1}}\n", "bad-sample `nilai`"),
        ("sample: uji\nanswers: {omzet: {value: sum(nilai)}}\n", "roster-scope"),
        ("sample: uji\nanswers: {omzet: {value: draw.x}}\n", "unknown-name `draw.x`"),
        ("sample: uji\ndraws: {a: {value: omzet}}\n", "unknown-name `omzet`"),
        ("sample: uji\ndraws: {a: {value: draw.b}, b: {value: 1}}\n", "unknown-name `draw.b`"),
        ("sample: uji\ntoday: [2025-02-01, 2025-01-01]\n", "bad-sample"),
        ("sample: uji\ntoday: 2025-02-30\n", "bad-literal"),
        ("sample: uji\nwaves: [{wave: a}, {wave: a}]\n", "bad-sample `a`"),
        ("sample: uji\ncase: sample.number\n", "type"),
        ("sample: uji\nanswers: {omzet: {value: 1, weights: {1: 1}}}\n", "conflicting-keys"),
        ("[]", "wrong-shape"),
        ("", "wrong-shape"),
        ("sample: &a uji\n", "yaml-anchor"),
    ];
    for (text, wanted) in bad {
        let (profile, said) = profile(&instrument, text);
        assert!(said.iter().any(|line| line.starts_with(wanted)), "{text}: {said:#?}");
        // What could be read is still of use.
        sample(&instrument, &profile, &Options { waves: waves(2), ..Options::default() }, 2);
    }
}

/// A soft check of each kind: of one answer, over rows, and through a calculation.
const WARNED: &str = "
monev: 1
instrument: uji
version: 1.0.0
title: Uji
languages: [id]
lists:
  bansos:
    choices:
      - {code: tidak_ada, label: T, exclusive: true}
      - {code: pkh, label: PKH}
      - {code: blt, label: BLT}
items:
  - ask: terima
    type: select_multiple bansos
    label: B
    required: true
    checks: [{require: not (self has 'pkh'), message: Masih PKH., level: warning}]
  - ask: umur
    type: integer
    label: U
    required: true
    min: 0
    max: 100
    checks: [{require: self >= 15, message: Muda., level: warning}]
  - ask: rencana
    type: integer
    label: R
    required: true
    min: 0
    max: 100
    checks: [{require: total <= 50, message: Lebih dari rencana., level: warning}]
  - roster: barang
    label: Barang
    rows: {min: 1, max: 1}
    items:
      - {ask: nilai, type: integer, label: N, required: true, min: 0, max: 100}
  - {calc: total, value: sum(nilai for barang)}
";

#[test]
fn a_warning_is_confirmed_where_a_rule_asks_for_the_answer_and_avoided_where_none_does() {
    let instrument = compiled(WARNED).unwrap();
    let share = |text: &str, item: &str| {
        let profile = sound_profile(&instrument, text);
        let made = sample(&instrument, &profile, &Options::default(), 1000);
        assert!(made.iter().all(|made| made.broken.is_empty()));
        let text = ndjson(&instrument, &made);
        let confirmed = |record: &Json| {
            let confirmed = record["confirmed"].as_array().cloned().unwrap_or_default();
            confirmed
                .iter()
                .any(|one| one["item"] == item && one["reason"].as_str().is_some_and(|r| !r.is_empty()))
        };
        text.lines().filter(|line| confirmed(&serde_json::from_str(line).unwrap())).count()
    };
    // What a rule asks for comes as often as it says.
    let terima = share("sample: uji\nanswers: {terima: {ticked: {pkh: 30%, blt: 50%}}}\n", "terima");
    assert!((250..350).contains(&terima), "{terima} of 1000 for 30 %");
    let umur = share("sample: uji\nanswers: {umur: {weights: {10: 1, 40: 9}}}\n", "umur");
    assert!((65..135).contains(&umur), "{umur} of 1000 for 10 %");
    let curve = share("sample: uji\nanswers: {umur: {mean: 15, spread: 8, min: 0}}\n", "umur");
    assert!((380..580).contains(&curve), "{curve} of 1000 for about half");
    let rows = share("sample: uji\nanswers: {nilai: {weights: {90: 1, 10: 1}}}\n", "rencana");
    assert!((420..580).contains(&rows), "{rows} of 1000 for half");
    // What is left to chance avoids warnings, also where a rule says only how often there is no answer.
    for text in ["sample: uji\n", "sample: uji\nanswers: {umur: {missing: 5%}, terima: {each: case}}\n"] {
        assert_eq!([share(text, "terima"), share(text, "umur"), share(text, "rencana")], [0, 0, 0]);
    }
}

#[test]
fn an_answer_of_another_list_is_told_with_both_lists() {
    let instrument = compiled(&TEXT.replace(
        "  - {ask: kosong",
        "  - {ask: suami, type: select_one bansos, label: S}\n  - {ask: kosong",
    ))
    .unwrap();
    let (_, said) = profile(&instrument, "sample: uji\nanswers: {jk: {value: suami}, terima: {value: jk}}\n");
    assert_eq!(
        said,
        [
            "type `suami`: a choice of the list `kelamin` is needed here, not a choice of the list `bansos`",
            "type `jk`: a set of choices of the list `bansos` is needed here, not a choice of the list `kelamin`",
        ]
    );
}

#[test]
fn rules_that_lead_nowhere_are_set_aside() {
    let instrument =
        compiled(&TEXT.replace("Omzet, required: true", "Omzet, required: true, min: 5, max: 9")).unwrap();
    let bad = [
        "value: omzet_x",
        "value: 1_000",
        "min: 100, max: 200",
        "min: 9, max: 5",
        "mean: 1_000_000, spread: 1",
        "weights: {100: 1}",
        "mean: 7, spread: 1_000_000_000_000",
        "min: -999_999_999_999, max: 999_999_999_999, step: 999_999_999_999",
    ];
    for rule in bad {
        let (profile, _) = profile(&instrument, &format!("sample: uji\nanswers: {{omzet: {{{rule}}}}}\n"));
        let made = sample(&instrument, &profile, &Options::default(), 10);
        assert!(made.iter().all(|made| made.broken.is_empty()), "{rule}");
    }
}
