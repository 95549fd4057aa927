//! What the report keeps back can't be worked out from what it says: an attack on random records, with other means than
//! those that decided.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::prelude::*;

use super::census::{Axis, Census, Slot, Trait};
use super::release::{FEWEST, Printed, Release, is_small};
use super::{Collector, Subject, files};
use crate::base::{Lang, Limits, MemoryFiles};
use crate::batch::{Batch, CsvStyle, ReadOptions};
use crate::model::Instrument;
use crate::rules::{Plan, evaluate};
use crate::value::{Date, Value};

const INSTRUMENT: &str = "
monev: 1
instrument: uji
version: 1.0.0
title: {id: Uji, en: Trial}
languages: [id, en]
lists:
  kab: {choices: [{code: a, label: {id: Kab. A, en: District A}}, {code: b, label: {id: Kab. B, en: District B}}, {code: c, label: {id: Kab. C, en: District C}}]}
  jk: {choices: [{code: l, label: {id: Laki-laki, en: Male}}, {code: p, label: {id: Perempuan, en: Female}}]}
  sebab: {choices: [{code: modal, label: {id: Modal, en: Capital}}, {code: sakit, label: {id: Sakit, en: Illness}}, {code: lain, label: {id: Lain, en: Other}}]}
given:
  - {given: nama_daftar, type: text, label: {id: Nama di daftar, en: Name on the list}, personal: identity}
items:
  - {ask: nama, type: text, label: {id: Nama, en: Name}, personal: identity}
  - {ask: kabupaten, type: select_one kab, label: {id: Kabupaten, en: District}}
  - {ask: jenis_kelamin, type: select_one jk, label: {id: Jenis kelamin, en: Sex}, personal: identity}
  - {ask: nilai, type: integer, label: {id: Nilai, en: Points}, min: 0, max: 9}
  - {ask: alasan, type: select_one sebab, label: {id: Sebab, en: Cause}, when: nilai < 8}
scores:
  - score: maju
    label: {id: Kemajuan, en: Progress}
    method: formula
    value: nilai * 10
    bands:
      - {band: tinggi, from: 60, label: {id: Tinggi, en: High}}
      - {band: sedang, from: 30, label: {id: Sedang, en: Middling}}
      - {band: rendah, from: 0, label: {id: Rendah, en: Low}}
indicators:
  - {indicator: pct_tinggi, label: {id: Persentase tinggi, en: Share high}, share: band.maju = 'tinggi', among: score.maju >= 0, by: [kabupaten, jenis_kelamin, [kabupaten, jenis_kelamin]], target: 40, better: high, interval: true, reference: 30}
  - {indicator: lumayan, label: {id: Persentase lumayan, en: Share fair}, share: score.maju >= 30, among: score.maju >= 0, by: [kabupaten], target: 60, better: low}
  - {indicator: n_sakit, label: {id: Jumlah sakit, en: Number ill}, count: alasan = 'sakit', by: [jenis_kelamin]}
  - {indicator: rata, label: {id: Rata-rata, en: Mean}, mean: nilai, by: [kabupaten]}
  - {indicator: f_alasan, label: {id: Sebaran sebab, en: Causes}, distribution: alasan, by: [kabupaten]}
  - {indicator: menurut_nama, label: {id: Menurut nama, en: By name}, mean: nilai, by: [nama]}
  - {indicator: menurut_daftar, label: {id: Menurut daftar, en: By list}, mean: nilai, by: [nama_daftar]}
  - {indicator: sebaran_nama, label: {id: Sebaran nama, en: Names}, distribution: nama}
";

fn instrument() -> Instrument {
    let files = MemoryFiles::new().with("uji.yaml", INSTRUMENT);
    let compiled = crate::compile(&files, "uji.yaml", &Limits::default());
    let said: Vec<String> = compiled.diagnostics.iter().map(|d| d.message.en.clone()).collect();
    compiled.instrument.unwrap_or_else(|| panic!("{said:?}"))
}

/// One person: district, sex, points, cause, each perhaps missing, and the wave.
type Person = (Option<u8>, Option<u8>, Option<u8>, Option<u8>, u8);

fn people(most: usize) -> impl Strategy<Value = Vec<Person>> {
    // A third district with few people, so that there is something to keep back.
    let district = prop_oneof![6 => Just(Some(0)), 5 => Just(Some(1)), 1 => Just(Some(2)), 1 => Just(None)];
    let maybe = |most: u8| prop_oneof![9 => (0..most).prop_map(Some), 1 => Just(None)];
    let points = prop_oneof![5 => (0..10_u8).prop_map(Some), 1 => Just(None)];
    prop::collection::vec((district, maybe(2), points, maybe(3), 0..2_u8), 0..most)
}

/// Their records, of so many households one after another.
fn ndjson(people: &[Person], households: usize) -> String {
    let mut out = String::new();
    for (at, (kab, jk, points, cause, wave)) in people.iter().enumerate() {
        let mut answers = vec![format!("\"nama\": \"Contoh {at}\"")];
        let code =
            |codes: &[&str], at: u8| codes.get(usize::from(at)).copied().unwrap_or_default().to_owned();
        answers.extend(kab.map(|kab| format!("\"kabupaten\": \"{}\"", code(&["a", "b", "c"], kab))));
        answers.extend(jk.map(|jk| format!("\"jenis_kelamin\": \"{}\"", code(&["l", "p"], jk))));
        answers.extend(points.map(|points| format!("\"nilai\": {points}")));
        answers.extend(
            cause.map(|cause| format!("\"alasan\": \"{}\"", code(&["modal", "sakit", "lain"], cause))),
        );
        let _ = writeln!(
            out,
            "{{\"instrument\": \"uji\", \"version\": \"1.0.0\", \"case\": \"K{}\", \"wave\": \"W{wave}\", \"answers\": {{{}}}}}",
            at % households,
            answers.join(", ")
        );
    }
    out
}

/// What an attacker reckons with: groups of people by everything that is ever told apart, one unknown number each.
struct Attack {
    census_axes: Vec<Axis>,
    traits: Vec<Trait>,
    /// Group on each axis and traits, of everybody there could be.
    cells: Vec<(Vec<Vec<Value>>, BTreeSet<usize>)>,
    counts: BTreeMap<(usize, Vec<Value>, usize), u64>,
    /// Whether counts, and what is left of the whole, are of too few people.
    secrets: BTreeMap<(usize, Vec<Value>, usize), (bool, bool)>,
}

/// A prime of its own: what isn't in a span modulo it isn't in the span over the rationals.
const PRIME: i128 = 1_000_000_007;

fn inverse(a: i128) -> i128 {
    let (mut base, mut power, mut out) = (a, PRIME - 2, 1);
    while power > 0 {
        if power & 1 == 1 {
            out = out * base % PRIME;
        }
        base = base * base % PRIME;
        power >>= 1;
    }
    out
}

/// Gauss, dense and plain.
fn echelon(rows: Vec<Vec<i128>>) -> Vec<(usize, Vec<i128>)> {
    let mut out: Vec<(usize, Vec<i128>)> = Vec::new();
    for row in rows {
        let rest = reduce(row, &out);
        if let Some(lead) = rest.iter().position(|c| *c != 0) {
            let factor = inverse(rest[lead]);
            let row: Vec<i128> = rest.iter().map(|c| c * factor % PRIME).collect();
            for (_, other) in &mut out {
                let factor = other[lead];
                for (a, b) in other.iter_mut().zip(&row) {
                    *a = (*a - factor * b).rem_euclid(PRIME);
                }
            }
            out.push((lead, row));
        }
    }
    out
}

fn reduce(mut row: Vec<i128>, rows: &[(usize, Vec<i128>)]) -> Vec<i128> {
    for (lead, other) in rows {
        let factor = row[*lead];
        if factor != 0 {
            for (a, b) in row.iter_mut().zip(other) {
                *a = (*a - factor * b).rem_euclid(PRIME);
            }
        }
    }
    row
}

/// `households` are the census of each alone.
fn attack(census: &Census<'_>, households: &[Census<'_>]) -> Attack {
    let traits: Vec<Trait> = census.traits.keys().cloned().collect();
    let mut counts = BTreeMap::new();
    let mut kinds: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    for kind in 0..census.basis.len() {
        kinds.insert(
            (0..traits.len()).filter(|one| census.basis.kinds_with(*one).any(|k| k == kind)).collect(),
        );
    }
    for (axis, groups) in census.groups.iter().enumerate() {
        for (key, tally) in groups {
            for one in (0..traits.len()).filter(|one| axis == 0 || !matches!(traits[*one], Trait::Asked(_))) {
                counts.insert((axis, key.clone(), one), tally.get(one));
            }
        }
    }
    // Districts, sexes and waves are free of each other; the crossed axis is made of the first two.
    let columns = |axis: &Axis| match axis {
        Axis::Columns(columns) => columns.clone(),
        Axis::Whole | Axis::Wave => Vec::new(),
    };
    let single: Vec<usize> = (0..census.axes.len())
        .filter(|at| columns(&census.axes[*at]).len() == 1 || census.axes[*at] == Axis::Wave)
        .collect();
    let mut places: Vec<BTreeMap<usize, Vec<Value>>> = vec![BTreeMap::new()];
    for axis in &single {
        places = places
            .iter()
            .flat_map(|before| {
                census.groups[*axis].keys().map(move |key| {
                    let mut place = before.clone();
                    place.insert(*axis, key.clone());
                    place
                })
            })
            .collect();
    }
    let cells = places
        .iter()
        .flat_map(|place| {
            let keys: Vec<Vec<Value>> = census
                .axes
                .iter()
                .enumerate()
                .map(|(at, axis)| match axis {
                    Axis::Whole => Vec::new(),
                    Axis::Columns(crossed) if crossed.len() > 1 => crossed
                        .iter()
                        .flat_map(|var| {
                            let own =
                                census.axes.iter().position(|one| *one == Axis::Columns(vec![*var])).unwrap();
                            place[&own].clone()
                        })
                        .collect(),
                    Axis::Columns(_) | Axis::Wave => place[&at].clone(),
                })
                .collect();
            kinds.iter().map(move |kind| (keys.clone(), kind.clone()))
        })
        .collect();
    let secrets = secrets(counts.keys(), &traits, households);
    Attack { census_axes: census.axes.clone(), traits, cells, counts, secrets }
}

/// Whether counts, and what is left of the whole, are of too few people: each household looked at alone.
fn secrets<'c>(
    places: impl Iterator<Item = &'c (usize, Vec<Value>, usize)>,
    traits: &[Trait],
    households: &[Census<'_>],
) -> BTreeMap<(usize, Vec<Value>, usize), (bool, bool)> {
    let few = |(axis, key, one): &(usize, Vec<Value>, usize)| {
        let all = traits[*one].whole();
        let own = |household: &Census<'_>| {
            let tally = household.groups[*axis].get(key);
            let count = |one: &Trait| {
                household.traits.get_index_of(one).map_or(0, |at| tally.map_or(0, |tally| tally.get(at)))
            };
            (count(&traits[*one]) > 0, all.as_ref().is_some_and(|all| count(all) > count(&traits[*one])))
        };
        let own: Vec<(bool, bool)> = households.iter().map(own).collect();
        let small =
            |of: fn(&(bool, bool)) -> bool| is_small(own.iter().filter(|one| of(one)).map(|_| 1).sum());
        (small(|(people, _)| *people), small(|(_, others)| *others))
    };
    places.map(|place| (place.clone(), few(place))).collect()
}

impl Attack {
    /// How a count is put together from the unknown numbers.
    fn row(&self, (axis, key, one): (usize, &[Value], usize)) -> Vec<i128> {
        self.cells.iter().map(|(keys, kind)| i128::from(keys[axis] == key && kind.contains(&one))).collect()
    }

    /// What can be worked out though it must not be.
    fn succeeds(&self, release: &Release) -> Vec<String> {
        let open = |(axis, key, one): &(usize, Vec<Value>, usize)| {
            release.get(&self.census_axes[*axis], key, &self.traits[*one])
        };
        let mut printed = Vec::new();
        for (place, count) in &self.counts {
            match open(place) {
                Printed::Count(shown) => {
                    assert_eq!(shown, *count, "a printed count is the true one");
                    assert!(!self.secrets[place].0, "{place:?} is printed");
                    printed.push(self.row((place.0, &place.1, place.2)));
                }
                Printed::Withheld => {}
            }
        }
        let known = echelon(printed);
        let mut found = Vec::new();
        for (place, count) in &self.counts {
            let (axis, key, one) = place;
            let own = self.row((*axis, key, *one));
            if self.secrets[place].0 && reduce(own.clone(), &known).iter().all(|c| *c == 0) {
                found
                    .push(format!("{:?} {key:?} {:?} = {count}", self.census_axes[*axis], self.traits[*one]));
            }
            // The rest: those that count and of whom it isn't true.
            let Some(all) = self.traits[*one].whole() else { continue };
            let counts = self.traits.iter().position(|other| *other == all).unwrap();
            if self.secrets[place].1 {
                let whole = self.row((*axis, key, counts));
                let rest = whole.iter().zip(&own).map(|(a, b)| (a - b).rem_euclid(PRIME)).collect();
                if reduce(rest, &known).iter().all(|c| *c == 0) {
                    found.push(format!("{:?} {key:?} not {:?}", self.census_axes[*axis], self.traits[*one]));
                }
            }
        }
        found
    }
}

fn census<'a>(instrument: &'a Instrument, plan: &Plan, text: &str) -> Census<'a> {
    let mut census = Census::new(instrument);
    let input = crate::batch::RecordReader::new(instrument, ReadOptions::default());
    let mut reader = input;
    for (at, line) in (1..).zip(text.lines()) {
        let read = reader.read(raw(line, at));
        if let Some(record) = &read.record {
            let outcome = evaluate(instrument, plan, record);
            census.add(&outcome, read.case.as_ref(), read.wave.as_ref());
        }
    }
    census
}

/// A record from JSON, without the layer that reads files.
fn raw(line: &str, row: u64) -> crate::batch::RawRecord {
    use crate::batch::{Body, RawRecord};
    use crate::model::answer::{Raw, RawField};
    use serde_json::Value;
    fn tree(value: &Value) -> Raw {
        match value {
            Value::Object(fields) => {
                Raw::Object(fields.iter().map(|(name, value)| field(name, value)).collect())
            }
            Value::Number(number) => Raw::Number(number.to_string().into()),
            Value::String(text) => Raw::Text(text.as_str().into()),
            Value::Null | Value::Bool(_) | Value::Array(_) => panic!("{value}"),
        }
    }
    fn field(name: &str, value: &Value) -> RawField {
        RawField { name: name.into(), line: 0, value: tree(value) }
    }
    let value: Value = serde_json::from_str(line).unwrap();
    let fields = value.as_object().unwrap().iter().map(|(name, value)| field(name, value)).collect();
    RawRecord { row, line: row, body: Some(Body::Tree(fields)), findings: Vec::new() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_kept_back_can_be_worked_out(people in people(90), households in prop_oneof![Just(90), 1_usize..40]) {
        let subject = Subject::new(instrument());
        let plan = Plan::new(subject.instrument());
        let (census, alone) = censuses(subject.instrument(), &plan, &ndjson(&people, households));
        let release = Release::of(&census);
        let found = attack(&census, &alone).succeeds(&release);
        prop_assert!(found.is_empty(), "{found:#?}");
    }
}

/// The census of all records, and that of each household alone.
fn censuses<'a>(instrument: &'a Instrument, plan: &Plan, text: &str) -> (Census<'a>, Vec<Census<'a>>) {
    let mut households: BTreeMap<&str, String> = BTreeMap::new();
    for line in text.lines() {
        let case = line.split("\"case\": \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let own = households.entry(case).or_default();
        own.push_str(line);
        own.push('\n');
    }
    let alone = households.values().map(|own| census(instrument, plan, own)).collect();
    (census(instrument, plan, text), alone)
}

/// As many households as records.
const EACH: usize = usize::MAX;

/// Sixty people in each of two districts, and three in a third.
fn example() -> Vec<Person> {
    let mut people: Vec<Person> = (0..120_u8)
        .map(|at| (Some(at % 2), Some(at / 2 % 2), Some(at / 4 % 10), Some(at / 5 % 3), at / 7 % 2))
        .collect();
    people.extend([
        (Some(2), Some(0), Some(1), Some(0), 0),
        (Some(2), Some(1), Some(8), Some(1), 1),
        (Some(2), Some(1), None, None, 1),
    ]);
    people
}

#[test]
fn the_attack_finds_what_is_not_kept_back() {
    let subject = Subject::new(instrument());
    let plan = Plan::new(subject.instrument());
    let (census, alone) = censuses(subject.instrument(), &plan, &ndjson(&example(), EACH));
    let attack = attack(&census, &alone);
    // Whoever prints all but the small cells themselves gives them away.
    let mut naive = Release::of(&census);
    naive.open_all_but_small(&census);
    assert!(!attack.succeeds(&naive).is_empty());
}

#[test]
fn a_small_group_and_the_one_beside_it_are_kept_back() {
    let subject = Subject::new(instrument());
    let plan = Plan::new(subject.instrument());
    let census = census(subject.instrument(), &plan, &ndjson(&example(), EACH));
    let release = Release::of(&census);
    let kab = Axis::Columns(subject.instrument().indicators[0].by[0].clone());
    let counts = Trait::Counts(Slot::Indicator(0));
    let of = |at: u32| release.get(&kab, &[Value::Choice(at)], &counts);
    assert_eq!(release.get(&Axis::Whole, &[], &counts), Printed::Count(122));
    assert_eq!(of(2), Printed::Withheld);
    assert_eq!([of(0), of(1)].iter().filter(|one| **one == Printed::Withheld).count(), 1);
}

#[test]
fn visits_to_few_households_are_kept_back_however_many_they_are() {
    // Twelve visits to three households of the third district, one visit to each of the others.
    let subject = Subject::new(instrument());
    let plan = Plan::new(subject.instrument());
    let mut text = ndjson(&example()[..120], EACH);
    let visits = vec![(Some(2), Some(0), Some(5), Some(1), 0); 12];
    text.push_str(&ndjson(&visits, 3).replace("\"case\": \"K", "\"case\": \"C"));
    let census = census(subject.instrument(), &plan, &text);
    let release = Release::of(&census);
    let kab = Axis::Columns(subject.instrument().indicators[0].by[0].clone());
    let counts = Trait::Counts(Slot::Indicator(0));
    assert_eq!(release.get(&Axis::Whole, &[], &counts), Printed::Count(132));
    assert_eq!(release.get(&kab, &[Value::Choice(2)], &counts), Printed::Withheld);
    assert_eq!(census.people.count(), 123);
}

#[test]
fn zero_is_printed_and_four_is_not() {
    assert!(!is_small(0) && is_small(1) && is_small(FEWEST - 1) && !is_small(FEWEST));
}

fn report(people: &[Person]) -> Vec<super::OutputFile> {
    report_of(&ndjson(people, EACH))
}

fn report_of(text: &str) -> Vec<super::OutputFile> {
    let subject = Subject::new(instrument());
    let plan = Plan::new(subject.instrument());
    let mut batch = Batch::new(subject.instrument(), &plan, ReadOptions::default());
    let mut collector = Collector::new(&subject);
    for (at, line) in (1..).zip(text.lines()) {
        let checked = batch.check(raw(line, at));
        collector.add(&checked, batch.outcome());
    }
    let collected = collector.finish().dated(Date::parse("2025-11-10"));
    files(&collected, &[Lang::Id, Lang::En], CsvStyle::default()).unwrap()
}

#[test]
fn the_summary_says_what_is_good_and_what_is_not() {
    let made = report(&example());
    let (id, en) = (&made[0].text, &made[1].text);
    // 49 of 122; where low is good, a target is a limit.
    assert!(
        id.contains("<h3>Yang baik</h3>") && id.contains("Persentase tinggi: 40,2%, target 40% tercapai.")
    );
    assert!(
        id.contains("<h3>Perlu perhatian</h3>")
            && id.contains("Persentase lumayan: 69,7%, melampaui batas 60%.")
    );
    assert!(id.contains("49 dari 122; selang kepercayaan 95%: 31,9–49,0%; pembanding: 30%"));
    assert!(en.contains("Share fair: 69.7%, above the limit of 60%."));
    assert!(id.contains("<dd>10 November 2025</dd>"));
}

#[test]
fn repeated_records_are_listed_and_not_counted() {
    let text = ndjson(&example(), EACH);
    let again = format!("{text}{}\n", text.lines().nth(6).unwrap());
    let (once, twice) = (report_of(&text), report_of(&again));
    assert!(twice[0].text.contains("Rekaman 124 (baris 124)"), "the one left out");
    assert!(twice[0].text.contains("sudah ada pada rekaman 7 (baris 7)"), "the one that counts");
    assert_eq!(once[2].text, twice[2].text, "figures are those of the first");
}

#[test]
fn no_name_is_in_a_report_and_it_says_what_it_refuses() {
    let made = report(&example());
    assert_eq!(
        made.iter().map(|file| &*file.path).collect::<Vec<_>>(),
        ["report.id.html", "report.en.html", "figures.csv", "figures.json"]
    );
    for file in &made {
        assert!(!file.text.contains("Contoh"), "{}", file.path);
    }
    assert!(made[1].text.contains("menurut_daftar (Name on the list)"));
    assert!(made[1].text.contains("menurut_nama (Name)") && made[1].text.contains("sebaran_nama (Name)"));
    // Sex puts people into groups and names nobody.
    assert!(made[1].text.contains("By sex"));
}

#[test]
fn the_same_records_give_the_same_bytes() {
    assert_eq!(report(&example()), report(&example()));
}

#[test]
fn figures_for_programs() {
    let made = report(&example());
    insta::assert_snapshot!("figures.csv", made[2].text);
}

#[test]
fn without_a_record_the_report_says_so() {
    let made = report(&[]);
    assert!(made[0].text.contains("tidak berisi satu rekaman pun"));
    assert!(made[1].text.contains("holds no record at all"));
    for page in &made[..2] {
        assert!(!page.text.contains("<svg"), "no chart of nothing");
        assert!(page.text.contains("id=\"method\"") && page.text.contains("id=\"quality\""));
    }
    let json: serde_json::Value = serde_json::from_str(&made[3].text).unwrap();
    assert_eq!(json["records"]["used"], 0);
}

#[test]
fn no_page_brings_scripts_or_reaches_out() {
    for page in &report(&example())[..2] {
        for wrong in ["<script", "http://", "https://", "javascript:", " onload"] {
            let text = page.text.replace("http://www.w3.org/2000/svg", "");
            assert!(!text.contains(wrong), "{wrong}");
        }
    }
}
