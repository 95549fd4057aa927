//! Each kind, with its reasons and its groups, worked out by hand.

use monev::batch::indicators::{Estimate, Figure, IndicatorResult, Reason};
use monev::batch::{CsvStyle, indicators};
use monev::value::{Decimal, Value};

use crate::support::{compiled, decimal, of, over, raw, record};

const USAHA: &str = "monev: 1
instrument: usaha
version: 1.0.0
title: Usaha
languages: [id]
params:
  rencana: {type: integer, value: 8, label: Rencana, source: contoh}
tables:
  kuota:
    keys: {kab: text}
    values: {n: integer}
    rows: [{kab: a, n: 4}, {kab: b, n: 10}]
lists:
  daftar_kab:
    attributes: {kode: text}
    choices:
      - {code: b, label: B, kode: b}
      - {code: a, label: A, kode: a}
      - {code: tt, label: Tidak tahu, special: dont_know}
  daftar_sebab:
    choices: [{code: modal, label: Modal}, {code: harga, label: Harga}, {code: cuaca, label: Cuaca}]
items:
  - {ask: kab, type: select_one daftar_kab, label: Kabupaten, required: false}
  - {ask: jalan, type: yes_no, label: Berjalan, required: false, allow: [dont_know, refused]}
  - {ask: omzet, type: money, label: Omzet, required: false, when: jalan, allow: [dont_know]}
  - {ask: biaya, type: money, label: Biaya, required: false, when: jalan}
  - {calc: laba, value: omzet - biaya, label: Laba}
  - {calc: per_biaya, value: omzet / biaya, label: Omzet per biaya}
  - {ask: bantuan, type: decimal, label: Bantuan, required: false}
  - {ask: bobot, type: decimal, scale: 4, label: Bobot, required: false}
  - {ask: sebab, type: select_multiple daftar_sebab, label: Sebab, required: false}
  - {ask: petugas, type: text, label: Petugas, required: false}
indicators:
  - {indicator: pct_jalan, label: L, share: jalan, by: [kab, [kab, petugas]], target: 46}
  - {indicator: pct_untung, label: L, share: laba > 0, among: jalan, weight: bobot}
  - {indicator: n_jalan, label: L, count: jalan, against: 'lookup(kuota.n, kab = kab.kode)', by: kab}
  - {indicator: n_per_kab, label: L, count: jalan, against: 'lookup(kuota.n, kab = kab.kode)', per: kab, by: [kab, [kab, petugas], petugas]}
  - {indicator: n_rencana, label: L, count: jalan, against: param.rencana}
  - {indicator: jml_laba, label: L, sum: laba}
  - {indicator: rata_laba, label: L, mean: laba, weight: bobot}
  - {indicator: med_laba, label: L, median: laba}
  - {indicator: rata_hasil_bagi, label: L, mean: per_biaya}
  - {indicator: f_sebab, label: L, distribution: sebab}
  - {indicator: f_untung, label: L, distribution: laba > 0}
  - {indicator: rasio, label: L, ratio: laba, over: bantuan, times: 100}
";

fn records() -> String {
    let all = [
        r#""kab": "a", "jalan": true, "omzet": 500, "biaya": 200, "bantuan": "1000.50", "bobot": "0.3333", "sebab": ["modal", "harga"], "petugas": "Z""#,
        r#""kab": "b", "jalan": true, "omzet": 100, "biaya": 200, "bantuan": "500.25", "bobot": "1.5", "sebab": ["modal"], "petugas": "Y""#,
        r#""kab": "b", "jalan": true, "omzet": {"special": "dont_know"}, "biaya": 100, "bantuan": "500", "bobot": "1""#,
        r#""kab": "tt", "jalan": false, "bantuan": "2000", "bobot": "2", "petugas": "Y""#,
        r#""kab": "a", "jalan": {"special": "refused"}, "bobot": "1""#,
        r#""jalan": true, "omzet": 700, "biaya": 0, "bobot": "0""#,
        r#""kab": "a", "jalan": true, "omzet": 300, "biaya": 100, "bobot": "0.0001", "petugas": "Y""#,
    ];
    let named = all.iter().zip('A'..).map(|(answers, case)| record("usaha", &case.to_string(), answers));
    named.collect()
}

fn results() -> Vec<IndicatorResult> {
    over(&compiled(USAHA), raw(&records()))
}

fn reasons(result: &IndicatorResult) -> Vec<(Reason, u64)> {
    result.total.excluded.iter().collect()
}

#[test]
fn shares_and_their_groups() {
    let results = results();
    let pct = of(&results, "pct_jalan");
    let Figure::Share(share) = &pct.total.figure else { panic!("{pct:?}") };
    assert_eq!(
        (share.hits, share.part, share.whole, share.value),
        (5, decimal("5"), decimal("6"), decimal("83.333333"))
    );
    assert_eq!((pct.total.records, pct.total.n, pct.total.target), (7, 6, decimal("46")));
    assert_eq!(reasons(pct), [(Reason::Refused, 1)]);
    // In the order of the list, those without a district last; crossed, by both.
    let told = |at: usize| {
        let groups = pct.by[at].groups.iter();
        groups.map(|group| (group.keys.clone(), group.estimate.n, group.estimate.records)).collect::<Vec<_>>()
    };
    let (b, a, none) = (Value::Choice(0), Value::Choice(1), Value::Missing);
    assert_eq!(told(0), [(vec![b.clone()], 2, 2), (vec![a.clone()], 2, 3), (vec![none.clone()], 2, 2)]);
    let text = |text: &str| Value::Text(text.into());
    let crossed = [
        (vec![b.clone(), text("Y")], 1, 1),
        (vec![b, none.clone()], 1, 1),
        (vec![a.clone(), text("Y")], 1, 1),
        (vec![a.clone(), text("Z")], 1, 1),
        (vec![a, none.clone()], 0, 1),
        (vec![none.clone(), text("Y")], 1, 1),
        (vec![none.clone(), none], 1, 1),
    ];
    assert_eq!(told(1), crossed);
}

#[test]
fn weights_are_exact_and_their_lack_is_a_reason() {
    let results = results();
    let pct = of(&results, "pct_untung");
    let Figure::Share(share) = &pct.total.figure else { panic!("{pct:?}") };
    // (0.3333 + 0.0001) / (0.3333 + 1.5 + 0.0001) = 18.1848…
    assert_eq!((share.hits, share.part, share.whole), (2, decimal("0.3334"), decimal("1.8334")));
    assert_eq!(share.value, decimal("18.184793"));
    assert_eq!(
        reasons(pct),
        [(Reason::Outside, 1), (Reason::OutsideUnknown, 1), (Reason::DontKnow, 1), (Reason::NoWeight, 1)]
    );
    let mean = of(&results, "rata_laba");
    let Figure::Mean(mean) = &mean.total.figure else { panic!("{mean:?}") };
    // 300 · 0.3333 − 100 · 1.5 + 200 · 0.0001
    assert_eq!(
        (mean.sum, mean.weight, mean.value),
        (decimal("-49.99"), decimal("1.8334"), decimal("-27.266281"))
    );
}

#[test]
fn a_plan_is_shown_where_the_records_agree_on_it() {
    let results = results();
    let count = of(&results, "n_jalan");
    let plans: Vec<_> = std::iter::once(&count.total)
        .chain(count.by[0].groups.iter().map(|group| &group.estimate))
        .map(|estimate| match &estimate.figure {
            Figure::Count(count) => (count.hits, count.against, count.value),
            figure => panic!("{figure:?}"),
        })
        .collect();
    let expected = [
        (5, None, None),
        (2, decimal("10"), decimal("20")),
        (2, decimal("4"), decimal("50")),
        (1, None, None),
    ];
    assert_eq!(plans, expected);
    assert_eq!(count.total.figure.value(), None, "in percent of a plan, or nothing");
    assert_eq!(of(&results, "n_rencana").total.figure.value(), decimal("62.5"));
}

#[test]
fn a_plan_for_each_group_adds_up() {
    let results = results();
    let count = of(&results, "n_per_kab");
    let plan = |estimate: &Estimate| match &estimate.figure {
        Figure::Count(count) => (count.hits, count.against, count.value),
        figure => panic!("{figure:?}"),
    };
    let plans =
        |at: usize| -> Vec<_> { count.by[at].groups.iter().map(|group| plan(&group.estimate)).collect() };
    // A count of those whose district isn't known is part of the total, for which nobody planned.
    assert_eq!(plan(&count.total), (5, decimal("14"), decimal("35.714286")));
    assert_eq!(
        plans(0),
        [(2, decimal("10"), decimal("20")), (2, decimal("4"), decimal("50")), (1, None, None)]
    );
    // Each group within a district, of the district's plan.
    let within: Vec<_> = plans(1).into_iter().map(|(hits, against, _)| (hits, against)).collect();
    assert!(within.iter().take(3).all(|(_, against)| against.is_some()), "{within:?}");
    assert!(plans(2).iter().all(|(_, against, value)| against.is_none() && value.is_none()));
}

#[test]
fn sums_means_medians_and_ratios() {
    let results = results();
    // 300, −100, 700, 200
    assert_eq!(of(&results, "jml_laba").total.figure, Figure::Sum(decimal("1100")));
    assert_eq!(of(&results, "med_laba").total.figure, Figure::Median(decimal("250")));
    assert_eq!(reasons(of(&results, "med_laba")), [(Reason::DontKnow, 1), (Reason::NotAsked, 2)]);
    // 700 / 0 has no result; the reason isn't a missing answer.
    let mean = of(&results, "rata_hasil_bagi");
    assert_eq!(mean.total.figure.value(), decimal("2"));
    assert_eq!(reasons(mean), [(Reason::DontKnow, 1), (Reason::NotAsked, 2), (Reason::NoResult, 1)]);
    let ratio = of(&results, "rasio");
    let Figure::Ratio(found) = &ratio.total.figure else { panic!("{ratio:?}") };
    assert_eq!(
        (found.over, found.under, found.value),
        (decimal("200"), decimal("1500.75"), decimal("13.326670"))
    );
    assert_eq!(reasons(ratio), [(Reason::DontKnow, 1), (Reason::Unanswered, 3), (Reason::NotAsked, 1)]);
}

#[test]
fn distributions_count_every_code_that_is_ticked() {
    let results = results();
    let sebab = of(&results, "f_sebab");
    let counts = vec![(Value::Choice(0), 2), (Value::Choice(1), 1)];
    assert_eq!((sebab.total.n, &sebab.total.figure), (2, &Figure::Distribution(counts)));
    let untung = vec![(Value::Bool(false), 1), (Value::Bool(true), 3)];
    assert_eq!(of(&results, "f_untung").total.figure, Figure::Distribution(untung));
}

#[test]
fn nobody_is_no_figure() {
    let results = over(&compiled(USAHA), []);
    for result in &results {
        let total = &result.total;
        assert_eq!((total.records, total.n, total.excluded.total()), (0, 0, 0), "{}", result.id);
        assert!(result.by.iter().all(|breakdown| breakdown.groups.is_empty()));
        match &total.figure {
            Figure::Count(count) => assert_eq!(count.count, Some(Decimal::ZERO)),
            Figure::Distribution(counts) => assert!(counts.is_empty()),
            figure => assert_eq!(figure.value(), None, "{}", result.id),
        }
    }
    assert_eq!(of(&results, "pct_jalan").total.target, decimal("46"), "what is fixed needs no record");
}

#[test]
fn files_hold_every_digit() {
    let instrument = compiled(USAHA);
    let results = results();
    insta::assert_snapshot!("csv", indicators::indicators_csv(&instrument, &results, CsvStyle::default()));
    insta::assert_json_snapshot!("json", indicators::indicators_json(&instrument, &results));
}
