//! Difference in differences against another implementation: `panel.csv` has 40 units that pair and six that don't, in
//! random order. The references are of statsmodels 0.15.0, `WLS(y1 - y0, [1, treated], weights)` with
//! `cov_type="HC1"` and `cov_type="cluster"`, `use_t=True`.

use monev::batch::indicators::{Difference, Figure, IndicatorResult, Reason};
use monev::model::Instrument;
use monev::value::Decimal;

use crate::support::{compiled, decimal, of, over, raw, record};

const PANEL: &str = "monev: 1
instrument: panel
version: 1.0.0
title: Panel
languages: [id]
items:
  - {ask: unit, type: text, label: Unit, required: false}
  - {ask: perlakuan, type: integer, label: Perlakuan, min: 0, max: 1}
  - {ask: sesudah, type: integer, label: Sesudah, min: 0, max: 1}
  - {ask: hasil, type: money, label: Hasil, required: false}
  - {ask: bobot, type: decimal, label: Bobot}
  - {ask: klaster, type: text, label: Klaster, required: false}
indicators:
  - {indicator: polos, label: A, difference_in_differences: hasil, treated: perlakuan = 1, after: sesudah = 1, panel: unit}
  - {indicator: gugus, label: B, difference_in_differences: hasil, treated: perlakuan = 1, after: sesudah = 1, panel: unit, cluster: klaster}
  - {indicator: timbang, label: C, difference_in_differences: hasil, treated: perlakuan = 1, after: sesudah = 1, panel: unit, weight: bobot, among: klaster is answered}
  - {indicator: keduanya, label: D, difference_in_differences: hasil, treated: perlakuan = 1, after: sesudah = 1, panel: unit, weight: bobot, cluster: klaster, by: [perlakuan, klaster]}
  - {indicator: menurut_kasus, label: E, difference_in_differences: hasil, treated: perlakuan = 1, after: sesudah = 1}
";

/// The rows of `panel.csv` as records; the case is the unit, and each record is of a wave of its own.
fn records() -> String {
    let rows = include_str!("panel.csv").lines().skip(1);
    let cells = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<String>>();
    let text = |name: &str, value: &str| match value {
        "" => String::new(),
        value => format!(", \"{name}\": \"{value}\""),
    };
    let line = |(number, cells): (usize, Vec<String>)| {
        let answers = format!(
            "\"perlakuan\": {}, \"sesudah\": {}{}{}{}{}",
            cells[1],
            cells[2],
            text("unit", &cells[0]),
            text("hasil", &cells[3]),
            text("bobot", &cells[4]),
            text("klaster", &cells[5])
        );
        record("panel", &cells[0], &answers)
            .replace("\"answers\"", &format!("\"wave\": \"{number}\", \"answers\""))
    };
    rows.map(cells).enumerate().map(line).collect()
}

fn found<'r>(results: &'r [IndicatorResult], id: &str) -> &'r Difference {
    match &of(results, id).total.figure {
        Figure::Difference(found) => found,
        figure => panic!("{figure:?}"),
    }
}

fn panel() -> (Instrument, Vec<IndicatorResult>) {
    let instrument = compiled(PANEL);
    let results = over(&instrument, raw(&records()));
    (instrument, results)
}

/// Both to six decimals.
fn near(found: Option<Decimal>, reference: f64) {
    let text = format!("{reference:.6}");
    let (found, wanted) = (found.expect("a value"), decimal(&text).expect("digits"));
    let apart = found.checked_sub(wanted).expect("few digits");
    assert!(apart <= Decimal::new(2, 6) && apart >= Decimal::new(-2, 6), "{found} is not {reference}");
}

#[test]
fn robust_errors_are_those_of_statsmodels() {
    let (_, results) = panel();
    let plain = found(&results, "polos");
    // X5 has no cluster, and X6 no weight: here both are units like the others.
    assert_eq!(plain.units(), 42);
    let weighted = found(&results, "timbang");
    assert_eq!((weighted.treated.units, weighted.comparison.units, weighted.clusters), (16, 24, None));
    near(weighted.effect, 42_061.061_431_623_91);
    near(weighted.standard_error, 39_081.828_167_677_73);
    near(weighted.low, -37_055.963_426_033_31);
    near(weighted.high, 121_178.086_289_281_13);
    near(weighted.treated.before, 538_004.589_743_589_7);
    near(weighted.treated.after, 638_122.102_564_102_6);
    near(weighted.comparison.before, 602_285.777_777_777_8);
    near(weighted.comparison.after, 660_342.229_166_666_6);
}

#[test]
fn clustered_errors_are_those_of_statsmodels() {
    let (_, results) = panel();
    let weighted = found(&results, "keduanya");
    assert_eq!((weighted.units(), weighted.clusters), (40, Some(9)));
    near(weighted.effect, 42_061.061_431_623_91);
    near(weighted.standard_error, 32_902.799_425_711_95);
    near(weighted.low, -33_812.930_103_861_1);
    near(weighted.high, 117_935.052_967_108_92);
}

#[test]
fn without_weights_too() {
    let instrument = compiled(PANEL);
    let without: String =
        records().lines().filter(|line| !line.contains("\"X")).map(|l| format!("{l}\n")).collect();
    let results = over(&instrument, raw(&without));
    let robust = found(&results, "polos");
    assert_eq!(robust.units(), 40);
    near(robust.effect, 41_461.083_333_333_35);
    near(robust.standard_error, 33_395.855_222_802_39);
    near(robust.low, -26_145.291_078_556_875);
    near(robust.high, 109_067.457_745_223_57);
    let clustered = found(&results, "gugus");
    near(clustered.standard_error, 24_687.254_895_639_602);
    near(clustered.low, -15_467.828_542_850_86);
    near(clustered.high, 98_389.995_209_517_56);
    assert_eq!(of(&results, "menurut_kasus").total.figure, of(&results, "polos").total.figure);
}

#[test]
fn who_has_no_pair_is_left_out_and_counted() {
    let (_, results) = panel();
    let total = &of(&results, "keduanya").total;
    let counts: Vec<(Reason, u64)> = total.excluded.iter().collect();
    // X5 has no cluster; X6 has no weight before, and so no pair after; X4 has no outcome after.
    let expected = [
        (Reason::Unanswered, 1),
        (Reason::NoWeight, 1),
        (Reason::NoUnit, 2),
        (Reason::Repeated, 3),
        (Reason::Switched, 2),
        (Reason::Unpaired, 3),
    ];
    assert_eq!(counts, expected);
    assert_eq!((total.records, total.n), (92, 80));
}

#[test]
fn a_group_of_one_arm_has_no_effect_and_one_cluster_no_error() {
    let (_, results) = panel();
    let keduanya = of(&results, "keduanya");
    for breakdown in &keduanya.by {
        let records: u64 = breakdown.groups.iter().map(|group| group.estimate.records).sum();
        assert_eq!(records, keduanya.total.records);
        for group in &breakdown.groups {
            let Figure::Difference(found) = &group.estimate.figure else { panic!("{group:?}") };
            let both = found.treated.units > 0 && found.comparison.units > 0;
            assert_eq!(found.effect.is_some(), both);
            assert_eq!((found.standard_error, found.low, found.high), (None, None, None));
        }
    }
}
