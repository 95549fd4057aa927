//! Laws over random records: their order says nothing, groups add up to the total, everyone is accounted for.

use monev::batch::indicators::{Estimate, Figure, IndicatorResult};
use monev::value::Decimal;
use proptest::prelude::*;

use crate::support::{compiled, over, raw, record};

const USAHA: &str = "monev: 1
instrument: usaha
version: 1.0.0
title: Usaha
languages: [id]
lists:
  daftar_kab: {choices: [{code: a, label: A}, {code: b, label: B}, {code: c, label: C}]}
  daftar_sebab: {choices: [{code: x, label: X}, {code: y, label: Y}]}
items:
  - {ask: kab, type: select_one daftar_kab, label: Kabupaten, required: false}
  - {ask: jalan, type: yes_no, label: Berjalan, required: false, allow: [refused]}
  - {ask: laba, type: decimal, label: Laba, required: false, when: jalan, allow: [dont_know]}
  - {ask: modal, type: decimal, scale: 4, label: Modal, required: false}
  - {ask: bobot, type: decimal, scale: 3, label: Bobot, required: false}
  - {ask: sebab, type: select_multiple daftar_sebab, label: Sebab, required: false}
  - {ask: unit, type: integer, label: Unit, required: false}
  - {ask: sesudah, type: yes_no, label: Sesudah, required: false}
indicators:
  - {indicator: share, label: L, share: laba > 0, among: jalan, by: [kab, [kab, jalan], unit], target: modal}
  - {indicator: weighted_share, label: L, share: jalan, weight: bobot, by: [kab]}
  - {indicator: count, label: L, count: jalan, by: [kab, unit], against: modal}
  - {indicator: sum, label: L, sum: laba * modal, by: [kab]}
  - {indicator: mean, label: L, mean: laba, weight: bobot, by: [kab, [jalan, unit]]}
  - {indicator: median, label: L, median: laba, by: [kab]}
  - {indicator: distribution, label: L, distribution: sebab, by: [kab]}
  - {indicator: ratio, label: L, ratio: laba, over: modal, times: 100, by: [kab]}
  - {indicator: did, label: L, difference_in_differences: modal, treated: kab = 'a', after: sesudah, panel: unit, weight: bobot, by: [kab, jalan]}
  - {indicator: did_gugus, label: L, difference_in_differences: modal, treated: unit > 3, after: sesudah, panel: unit, cluster: kab, by: [jalan]}
";

/// The answers of a record, some of them missing.
fn answers() -> impl Strategy<Value = String> {
    let kab = prop_oneof![Just(""), Just(r#""kab": "a""#), Just(r#""kab": "b""#), Just(r#""kab": "c""#)];
    let jalan = prop_oneof![
        1 => Just(""), 1 => Just(r#""jalan": {"special": "refused"}"#),
        4 => Just(r#""jalan": true"#), 1 => Just(r#""jalan": false"#)
    ];
    let cents = |name: &'static str, scale: usize| {
        proptest::option::weighted(0.85, -90_000_i64..90_000).prop_map(move |units| match units {
            None => String::new(),
            Some(units) => {
                let digits = format!("{:0width$}", units.abs(), width = scale + 1);
                let (whole, decimals) = digits.split_at(digits.len() - scale);
                format!("\"{name}\": \"{}{whole}.{decimals}\"", if units < 0 { "-" } else { "" })
            }
        })
    };
    let laba =
        prop_oneof![4 => cents("laba", 2), 1 => Just(r#""laba": {"special": "dont_know"}"#.to_owned())];
    let sebab = prop_oneof![Just(""), Just(r#""sebab": ["x"]"#), Just(r#""sebab": ["y", "x"]"#)];
    let unit =
        prop_oneof![1 => Just(String::new()), 8 => (0..8).prop_map(|unit| format!("\"unit\": {unit}"))];
    let sesudah = prop_oneof![Just(""), Just(r#""sesudah": true"#), Just(r#""sesudah": false"#)];
    let all = (kab, jalan, laba, cents("modal", 4), cents("bobot", 3), sebab, unit, sesudah);
    all.prop_map(|(kab, jalan, laba, modal, bobot, sebab, unit, sesudah)| {
        let all = [
            kab.to_owned(),
            jalan.to_owned(),
            laba,
            modal,
            bobot,
            sebab.to_owned(),
            unit,
            sesudah.to_owned(),
        ];
        all.into_iter().filter(|answer| !answer.is_empty()).collect::<Vec<_>>().join(", ")
    })
}

fn results(records: &[String]) -> Vec<IndicatorResult> {
    let text: String =
        (0_u32..).zip(records).map(|(case, answers)| record("usaha", &case.to_string(), answers)).collect();
    over(&compiled(USAHA), raw(&text))
}

/// What of a figure adds up: counts and exact sums.
fn sums(figure: &Figure) -> Vec<Decimal> {
    let whole = |count: u64| Decimal::int(i128::from(count));
    let zero = |sum: Option<Decimal>| sum.unwrap_or(Decimal::ZERO);
    match figure {
        Figure::Share(share) => vec![whole(share.hits), zero(share.part), zero(share.whole)],
        Figure::Count(count) => vec![whole(count.hits), zero(count.count)],
        Figure::Sum(sum) => vec![zero(*sum)],
        Figure::Mean(mean) => vec![zero(mean.sum), zero(mean.weight)],
        Figure::Median(_) => Vec::new(),
        Figure::Distribution(counts) => vec![whole(counts.iter().map(|(_, count)| count).sum())],
        Figure::Ratio(ratio) => vec![zero(ratio.over), zero(ratio.under)],
        Figure::Difference(found) => vec![whole(found.treated.units), whole(found.comparison.units)],
    }
}

fn counts(estimate: &Estimate) -> Vec<u64> {
    let reasons = monev::batch::indicators::Reason::ALL.map(|reason| estimate.excluded.get(reason));
    [estimate.records, estimate.n].into_iter().chain(reasons).collect()
}

fn plus<T>(all: impl Iterator<Item = Vec<T>>, add: fn(&T, &T) -> T) -> Option<Vec<T>> {
    all.reduce(|one, other| one.iter().zip(&other).map(|(a, b)| add(a, b)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_records_says_nothing(
        records in proptest::collection::vec(answers(), 0..40),
        seed in any::<u64>(),
    ) {
        let first = results(&records);
        let mut shuffled = records.clone();
        // A permutation by the seed.
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, (seed.rotate_left(u32::try_from(at % 64).unwrap()) % (at as u64 + 1)) as usize);
        }
        prop_assert_eq!(&first, &results(&shuffled));
        // Written alike, too: equal numbers may have different decimals.
        prop_assert_eq!(format!("{first:?}"), format!("{:?}", results(&shuffled)));
    }

    #[test]
    fn groups_add_up_to_the_total(records in proptest::collection::vec(answers(), 1..40)) {
        for result in results(&records) {
            prop_assert_eq!(result.total.records, records.len() as u64);
            for breakdown in &result.by {
                let estimates = || breakdown.groups.iter().map(|group| &group.estimate);
                let added = plus(estimates().map(counts), |a, b| a + b);
                prop_assert_eq!(added, Some(counts(&result.total)), "{}", result.id);
                let added = plus(estimates().map(|e| sums(&e.figure)), |a, b| a.checked_add(*b).unwrap());
                prop_assert_eq!(added, Some(sums(&result.total.figure)), "{}", result.id);
            }
        }
    }

    #[test]
    fn everyone_counts_or_is_left_out(records in proptest::collection::vec(answers(), 0..40)) {
        for result in results(&records) {
            let groups = result.by.iter().flat_map(|breakdown| &breakdown.groups).map(|group| &group.estimate);
            for estimate in std::iter::once(&result.total).chain(groups) {
                prop_assert_eq!(estimate.records, estimate.n + estimate.excluded.total(), "{}", result.id);
                if let Figure::Difference(found) = &estimate.figure {
                    prop_assert_eq!(estimate.n, 2 * found.units());
                }
                if let Figure::Share(share) = &estimate.figure {
                    prop_assert!(share.hits <= estimate.n);
                    prop_assert_eq!(share.value.is_some(), estimate.n > 0);
                }
            }
        }
    }
}
