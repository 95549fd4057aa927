//! Explanations of scores: the tree as people see it, and that it gives the number again.

use monev::rules::{Explanation, MethodTree, Plan, evaluate, explain};
use monev::value::Decimal;
use serde_json::json;

use crate::support::{compile, record};

/// The number worked out from the tree alone.
pub(crate) fn again(tree: &Explanation) -> Option<Decimal> {
    if !tree.asked {
        return None;
    }
    if let Some(rule) = tree.overrides.iter().find(|rule| rule.applied) {
        return rule.value;
    }
    match tree.method.as_ref()? {
        MethodTree::Parts(parts) => {
            let mut present = parts.parts.iter().filter_map(|part| Some((part.weight, part.value?)));
            let weighted = parts.method == "weighted";
            let sum = present.try_fold(Decimal::ZERO, |sum, (weight, value)| {
                sum.checked_add(if weighted { weight.checked_mul(value)? } else { value })
            });
            assert_eq!(sum, Some(parts.total));
            if !parts.need.met {
                return None;
            }
            let result = parts.dividend.checked_div(parts.divisor, parts.places);
            assert_eq!(result, parts.result);
            result
        }
        MethodTree::Largest(largest) => {
            let greatest = largest.candidates.iter().filter_map(|candidate| candidate.value).max();
            let met = largest.need.as_ref().is_none_or(|need| need.met);
            greatest.filter(|_| met)?.rescale(largest.places)
        }
        MethodTree::Classify(_) => None,
        MethodTree::Formula(formula) => formula.result,
    }
}

/// The band or class is the one the tree says decided.
pub(crate) fn band_follows(tree: &Explanation) {
    let Some(band) = &tree.band else { return };
    if let (Some(from), Some(number)) = (band.from, tree.number) {
        assert!(from <= number && band.below.is_none_or(|below| number < below), "{tree:#?}");
    }
    match &tree.method {
        Some(MethodTree::Classify(rules)) => {
            let applied = rules.rules.iter().find(|rule| rule.applied).map(|rule| rule.class.clone());
            assert_eq!(band.code, applied);
        }
        Some(MethodTree::Largest(largest)) => {
            let holders: Vec<_> = largest.candidates.iter().filter(|c| c.greatest).collect();
            let low = largest.greatest.zip(largest.floor).is_some_and(|(greatest, floor)| greatest < floor);
            let class = match holders.as_slice() {
                [] => None,
                _ if low => largest.below_floor.clone(),
                [one] => one.class.clone(),
                [first, ..] => largest.on_tie.clone().or_else(|| first.class.clone()),
            };
            assert_eq!(band.code, class, "{largest:#?}");
        }
        Some(MethodTree::Parts(_) | MethodTree::Formula(_)) | None => {}
    }
}

const OVER: &str = "
monev: 1
instrument: contoh
version: 1.0.0
title: {id: Contoh, en: Example}
languages: [id, en]
lists:
  opsi: {choices: [{code: toko, label: {id: Toko, en: Shop}}, {code: kebun, label: {id: Kebun, en: Garden}}, {code: ojek, label: {id: Ojek, en: Ride}}]}
  d_minat: {choices: [{code: kecil, label: {id: Kecil, en: Small}, score: 1}, {code: besar, label: {id: Besar, en: Great}, score: 2}]}
items:
  - {ask: tutup, type: yes_no, label: {id: Tutup?, en: Closed?}}
  - roster: pilihan
    label: {id: Pilihan, en: Options}
    rows: {max: 4}
    items:
      - {ask: jenis, type: select_one opsi, label: {id: Jenis, en: Kind}}
      - {ask: skor, type: decimal, scale: 3, min: 0, max: 10, label: {id: Skor, en: Score}}
      - {ask: minat, type: select_one d_minat, label: {id: Minat, en: Interest}}
scores:
  - score: usul
    label: {id: Usul, en: Proposal}
    method: largest
    over: pilihan
    key: jenis
    value: skor
    tiebreak: score(minat)
    floor: 3
    below_floor: tidak_ada
    on_tie: seri
    round: 1
    override: [{when: tutup, value: 0, reason: {id: tutup, en: closed}}]
";

#[test]
fn largest_over_rows_is_explained_row_by_row() {
    let instrument = compile(OVER);
    let plan = Plan::new(&instrument);
    let cases = [
        (
            "one is greatest",
            json!([{"jenis": "toko", "skor": 5}, {"jenis": "kebun", "skor": 8}]),
            Some("kebun"),
        ),
        (
            "the tiebreak decides",
            json!([{"jenis": "toko", "skor": 8, "minat": "kecil"}, {"jenis": "ojek", "skor": 8, "minat": "besar"}]),
            Some("ojek"),
        ),
        (
            "tied all the same",
            json!([{"jenis": "toko", "skor": 8}, {"jenis": "ojek", "skor": 8}]),
            Some("seri"),
        ),
        (
            "tied by rounding",
            json!([{"jenis": "toko", "skor": "8.04", "minat": "besar"}, {"jenis": "ojek", "skor": "8.0"}]),
            Some("toko"),
        ),
        ("below the floor", json!([{"jenis": "toko", "skor": 2}]), Some("tidak_ada")),
        ("nothing to compare", json!([{"jenis": "toko"}]), None),
    ];
    for (name, rows, class) in cases {
        let record = record(&instrument, &json!({"answers": {"pilihan": rows}}));
        let outcome = evaluate(&instrument, &plan, &record);
        let (id, _) = instrument.scores.iter().next().unwrap();
        let tree = explain(&instrument, &outcome, id).unwrap();
        assert_eq!(tree.band.as_ref().unwrap().code.as_deref(), class, "{name}: {tree:#?}");
        assert_eq!(again(&tree), tree.number, "{name}");
        band_follows(&tree);
    }
    let closed =
        record(&instrument, &json!({"answers": {"tutup": true, "pilihan": [{"jenis": "toko", "skor": 8}]}}));
    let outcome = evaluate(&instrument, &plan, &closed);
    let tree = explain(&instrument, &outcome, instrument.scores.iter().next().unwrap().0).unwrap();
    assert_eq!(
        (tree.number, tree.summary.en.as_str()),
        (Some(Decimal::ZERO), "set to 0: closed → tidak_ada (0 does not reach the floor 3)")
    );
}

const EDGES: &str = "
monev: 1
instrument: contoh
version: 1.0.0
title: {id: Contoh, en: Example}
languages: [id, en]
lists:
  opsi: {choices: [{code: toko, label: {id: Toko, en: Shop}}, {code: kebun, label: {id: Kebun, en: Garden}}]}
items:
  - {ask: set, type: yes_no, label: {id: Set?, en: Set?}}
  - {ask: a, type: decimal, scale: 3, min: 0, max: 10, label: {id: A, en: A}}
  - {ask: b, type: decimal, scale: 3, min: 0, max: 10, label: {id: B, en: B}}
  - roster: r
    label: {id: R, en: R}
    rows: {max: 4}
    items:
      - {ask: jenis, type: select_one opsi, label: {id: Jenis, en: Kind}}
      - {ask: x, type: integer, min: 0, max: 10, label: {id: X, en: X}}
scores:
  - {score: lantai, method: largest, items: [{part: p, value: a}, {part: q, value: b}], floor: 5, below_floor: rendah, on_tie: seri, round: 0, override: [{when: set, value: 7, reason: {id: ditetapkan, en: decided}}]}
  - {score: baris, method: largest, over: r, key: jenis, value: x, tiebreak: x}
  - {score: rata, method: sum, items: [{part: m, value: mean(x for r)}]}
  - {score: bobot, method: weighted, items: [{part: p, value: a, weight: 20}, {part: q, value: b, weight: 80}], missing: {need: 50%}}
";

#[test]
fn an_explanation_tells_the_truth_at_the_edges() {
    let instrument = compile(EDGES);
    let plan = Plan::new(&instrument);
    let cases = [
        json!({"a": "4.6", "b": "4.7"}),
        json!({"a": "4.1", "b": "4.2"}),
        json!({"a": "4.1", "set": true, "r": [{"x": 5}, {"x": 4, "jenis": "toko"}]}),
        json!({"r": [{"x": 5}, {}, {"x": 3}, {}]}),
        json!({"a": "4.1", "r": [{"x": 5, "jenis": "kebun"}, {"x": 5, "jenis": "toko"}]}),
    ];
    let mut text = String::new();
    for answers in cases {
        text.push_str(&format!("{answers}\n"));
        let record = record(&instrument, &json!({ "answers": answers }));
        let outcome = evaluate(&instrument, &plan, &record);
        for (id, score) in instrument.scores.iter() {
            let tree = explain(&instrument, &outcome, id).unwrap();
            assert_eq!(again(&tree), tree.number, "{}", score.id);
            band_follows(&tree);
            text.push_str(&format!(
                "  {}: {}\n  {:w$}  {}\n",
                score.id,
                tree.summary.id,
                "",
                tree.summary.en,
                w = score.id.len()
            ));
            if let Some(MethodTree::Parts(parts)) = &tree.method {
                let missing = parts.parts.iter().filter_map(|part| part.missing.as_ref());
                missing.for_each(|why| text.push_str(&format!("    {} | {}\n", why.id, why.en)));
            }
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn an_explanation_reads_well() {
    let instrument = compile(crate::laws::INSTRUMENT);
    let plan = Plan::new(&instrument);
    let answers = json!({"buka": "ya", "omzet": 700, "modal": 40, "n": 1, "q1": "c", "q2": "tt", "q3": "b"});
    let record = record(&instrument, &json!({"answers": answers}));
    let outcome = evaluate(&instrument, &plan, &record);
    for (id, score) in instrument.scores.iter() {
        let tree = explain(&instrument, &outcome, id).unwrap();
        insta::assert_json_snapshot!(format!("explain_{}", score.id), tree);
    }
}

#[test]
fn what_is_missing_is_named_with_its_reason() {
    let instrument = compile(crate::laws::INSTRUMENT);
    let plan = Plan::new(&instrument);
    let answers = json!({"buka": "ya", "omzet": {"special": "refused"}, "q1": "tt"});
    let record = record(&instrument, &json!({"answers": answers}));
    let outcome = evaluate(&instrument, &plan, &record);
    let mut text = String::new();
    for (id, score) in instrument.scores.iter() {
        let tree = explain(&instrument, &outcome, id).unwrap();
        text.push_str(&format!("{}: {} | {}\n", score.id, tree.summary.id, tree.summary.en));
        if let Some(MethodTree::Parts(parts)) = &tree.method {
            text.push_str(&format!("  {} | {}\n", parts.words.id, parts.words.en));
            for part in parts.parts.iter().filter(|part| part.value.is_none()) {
                let missing = part.missing.as_ref().unwrap();
                text.push_str(&format!("  {}: {} | {}\n", part.part, missing.id, missing.en));
            }
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_band_above_a_number_is_told_as_it_was_written() {
    let instrument = compile(
        "
monev: 1
instrument: contoh
version: 1.0.0
title: Contoh
languages: [id]
items:
  - {ask: n, type: decimal, label: N, min: 0, max: 100}
scores:
  - score: s
    label: S
    method: formula
    value: n
    round: 2
    range: [0, 100]
    bands:
      - {band: tinggi, above: 60}
      - {band: sedang, above: 35}
      - {band: rendah, from: 10}
      - {band: nihil, from: 0}
",
    );
    let plan = Plan::new(&instrument);
    let mut text = String::new();
    for n in ["60.01", "60", "35.01", "35", "9.99"] {
        let record = record(&instrument, &json!({"answers": {"n": n}}));
        let outcome = evaluate(&instrument, &plan, &record);
        let (id, _) = instrument.scores.iter().next().unwrap();
        let band = explain(&instrument, &outcome, id).unwrap().band.unwrap();
        let ends = [band.from, band.below].map(|end| end.map_or("-".to_owned(), |end| end.to_string()));
        text += &format!("{} {ends:?}: {} | {}\n", band.code.unwrap(), band.words.id, band.words.en);
    }
    insta::assert_snapshot!(text, @r#"
    tinggi ["60.01", "-"]: karena 60,01 di atas 60 | because 60.01 is above 60
    sedang ["35.01", "60.01"]: karena 60 di atas 35 dan paling banyak 60 | because 60 is above 35 and at most 60
    sedang ["35.01", "60.01"]: karena 35,01 di atas 35 dan paling banyak 60 | because 35.01 is above 35 and at most 60
    rendah ["10", "35.01"]: karena 35 paling sedikit 10 dan paling banyak 35 | because 35 is at least 10 and at most 35
    nihil ["0", "10"]: karena 9,99 paling sedikit 0 dan kurang dari 10 | because 9.99 is at least 0 and less than 10
    "#);
}
