//! What holds of every sample, whatever the instrument.

use monev::model::Instrument;
use monev::rules::{Plan, evaluate};
use monev::sample::{Mistake, Options, Profile, Rate, Sampler, Wave};
use proptest::prelude::*;

use super::Draw;
use super::common::{compiled, csv, is_bad, ndjson, of_csv, of_ndjson, sample, shipped};
use super::rosters;
use super::small;

/// Without mistakes asked for, validation finds none, in JSON and in CSV.
fn obeys(name: &str, instrument: &Instrument, profile: &Profile, options: &Options, cases: u64) -> usize {
    let made = sample(instrument, profile, options, cases);
    let sound: Vec<_> = made.into_iter().filter(|made| made.broken.is_empty()).collect();
    let json = ndjson(instrument, &sound);
    let from_json = of_ndjson(instrument, &json);
    assert_eq!(from_json.len(), sound.len());
    for (checked, line) in from_json.iter().zip(json.lines()) {
        assert!(!is_bad(checked), "{name}: {:?}\n{:?}\n{line}", checked.findings, checked.problems);
        let warned = checked.problems.iter().any(|problem| problem.level == monev::rules::Level::Warning);
        assert!(!warned, "{name}: a warning is not confirmed: {:?}", checked.problems);
    }
    let files = csv(instrument, &sound);
    let from_csv = of_csv(instrument, &files);
    assert_eq!(from_csv.iter().filter(|checked| checked.row > 0).count(), sound.len(), "{name}");
    for checked in &from_csv {
        let rosters_before = |name: &str| name.contains("prev");
        let bad = is_bad(checked) && !checked.problems.iter().all(|problem| rosters_before(&problem.field));
        assert!(!bad, "{name}: {:?}\n{:?}", checked.findings, checked.problems);
    }
    sound.len()
}

#[test]
fn samples_of_shipped_instruments_have_no_errors() {
    for (name, instrument, profile) in shipped() {
        for seed in 0..2 {
            let options = Options { seed, ..Options::default() };
            let cases = 50;
            let sound = obeys(&name, &instrument, &Profile::default(), &options, cases);
            assert_eq!(sound as u64, cases, "{name}: some records could not be made");
            if let Some(profile) = &profile {
                let wave =
                    |days: &monev::sample::WaveDays| Wave { name: Some(days.wave.clone()), days: days.days };
                let waves: Vec<Wave> = profile.waves.iter().map(wave).collect();
                let options = if waves.is_empty() { options } else { Options { waves, ..options } };
                let sound = obeys(&name, &instrument, profile, &options, cases);
                assert_eq!(
                    sound,
                    cases as usize * options.waves.len(),
                    "{name}: some records could not be made"
                );
            }
        }
    }
}

#[test]
fn samples_of_random_instruments_have_no_errors() {
    let (mut instruments, mut all, mut sound) = (0, 0, 0);
    for seed in 0..160 {
        let text = small::any(&mut Draw::new(seed));
        let Some(instrument) = compiled(&text) else { continue };
        let often = Rate::percent(u32::try_from(seed % 4).unwrap() * 10);
        let options =
            Options { seed, missing: often, dont_know: often, refused: often, ..Options::default() };
        instruments += 1;
        all += 12;
        sound += obeys(&format!("seed {seed}\n{text}"), &instrument, &Profile::default(), &options, 12);
    }
    assert!(instruments > 80, "{instruments}");
    // Random checks may contradict each other; most don't.
    assert!(sound * 100 > all * 90, "{sound} of {all}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn samples_of_random_rosters_have_no_errors(bytes in prop::collection::vec(any::<u8>(), 1..220), seed: u64) {
        let text = rosters::instrument(&bytes);
        if let Some(instrument) = compiled(&text) {
            let options = Options { seed, waves: waves(2), ..Options::default() };
            obeys(&text, &instrument, &Profile::default(), &options, 4);
        }
    }
}

fn waves(count: usize) -> Vec<Wave> {
    (1..=count).map(|at| Wave { name: Some(format!("g{at}").into()), days: None }).collect()
}

#[test]
fn records_are_the_same_in_whatever_order_they_are_made() {
    for (name, instrument, profile) in shipped() {
        let profile = profile.unwrap_or_default();
        let plan = Plan::new(&instrument);
        let mistakes = Rate::percent(20);
        let options = Options { seed: 5, waves: waves(2), mistakes, ..Options::default() };
        let sampler = Sampler::new(&instrument, &plan, &profile, options.clone());
        let mut one = sampler.worker();
        let forwards: Vec<_> = (1..=30).map(|case| one.case(case)).collect();
        let mut backwards: Vec<_> = (1..=30).rev().map(|case| sampler.worker().case(case)).collect();
        backwards.reverse();
        assert_eq!(forwards, backwards, "{name}");
        let other = Sampler::new(&instrument, &plan, &profile, Options { seed: 6, ..options });
        assert_ne!(forwards[0], other.worker().case(1), "{name}: another seed, another record");
    }
}

const RATES: &str = "
monev: 1
instrument: uji
version: 1.0.0
title: Uji
languages: [id]
lists:
  l:
    choices:
      - {code: a, label: A}
      - {code: b, label: B}
      - {code: tt, label: Tidak tahu, special: dont_know}
items:
  - {ask: wajib, type: integer, label: W, required: true, allow: [dont_know, refused]}
  - {ask: bebas, type: integer, label: B}
  - {ask: pilih, type: select_one l, label: P, required: true}
  - {ask: tetap, type: text, label: T, required: true}
";

#[test]
fn rates_are_met() {
    let instrument = compiled(RATES).unwrap();
    let [missing, dont_know, refused] = [30, 10, 20].map(Rate::percent);
    let options = Options { seed: 9, missing, dont_know, refused, ..Options::default() };
    let json = ndjson(&instrument, &sample(&instrument, &Profile::default(), &options, 4000));
    let share = |text: &str| json.lines().filter(|line| line.contains(text)).count() as f64 / 4000.0;
    // Within five standard errors, which are at most 0.8 points.
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 0.04, "{found} for {wanted}");
    near(1.0 - share("\"bebas\""), 0.3);
    near(share("\"wajib\":{\"special\":\"refused\"}"), 0.2);
    near(share("\"wajib\":{\"special\":\"dont_know\"}"), 0.8 * 0.1);
    near(share("\"pilih\":\"tt\""), 0.1);
    assert!(share("\"tetap\"") > 0.9999 && share("\"wajib\"") > 0.9999);
}

#[test]
fn rates_of_nothing_and_everything_are_kept() {
    let instrument = compiled(RATES).unwrap();
    for (rate, open) in [(Rate::NEVER, 0), (Rate::ALWAYS, 50)] {
        let options =
            Options { missing: rate, dont_know: Rate::NEVER, refused: Rate::NEVER, ..Options::default() };
        let json = ndjson(&instrument, &sample(&instrument, &Profile::default(), &options, 50));
        assert_eq!(json.lines().filter(|line| !line.contains("\"bebas\"")).count(), open);
        assert!(!json.contains("special"));
    }
}

#[test]
fn mistakes_asked_for_are_found() {
    for (name, instrument, profile) in shipped() {
        let profile = profile.unwrap_or_default();
        let options = Options { seed: 2, mistakes: Rate::percent(40), ..Options::default() };
        let made = sample(&instrument, &profile, &options, 200);
        let found = of_ndjson(&instrument, &ndjson(&instrument, &made));
        let mut kinds: Vec<Mistake> = made.iter().flat_map(|made| made.mistakes.clone()).collect();
        let mistaken = kinds.len();
        for (made, checked) in made.iter().zip(&found) {
            let wrong = !made.mistakes.is_empty();
            // The case of a record before may be that of one whose case was changed as well.
            let again = made.mistakes.contains(&Mistake::CaseRepeated);
            assert!(is_bad(checked) == wrong || again || !wrong, "{name}: {:?} {checked:?}", made.mistakes);
            assert!(
                wrong
                    || !is_bad(checked)
                    || checked.findings.iter().all(|f| f.code.id() == "duplicate-record")
            );
        }
        assert!((50..110).contains(&mistaken), "{name}: {mistaken} of 200");
        kinds.sort();
        kinds.dedup();
        assert!(kinds.len() >= if &*instrument.id == "kaltara-uep" { 6 } else { 1 }, "{name}: {kinds:?}");
    }
}

#[test]
fn the_wave_before_is_what_was_recorded_then() {
    let instrument = compiled(
        "
monev: 1
instrument: uji
version: 1.0.0
title: Uji
languages: [id]
items:
  - {ask: omzet, type: money, label: O, required: true, min: 0, max: 1000}
  - {calc: naik, value: omzet - prev.omzet}
  - roster: barang
    label: Barang
    rows: {from: prev.barang, max: 9}
    key: [nama, tipe]
    items:
      - {ask: nama, type: text, label: N, required: true}
      - {ask: tipe, type: yes_no, label: T, required: true}
      - {ask: nilai, type: integer, label: V, required: true, min: 0}
      - {calc: beda, value: nilai - prev.nilai}
scores:
  - {score: s, label: S, method: formula, value: omzet / 10, range: [0, 100]}
  - {score: t, label: T, method: formula, value: \"coalesce(prev.score.s, 0)\", range: [0, 100]}
",
    )
    .unwrap();
    let options = Options { waves: waves(3), ..Options::default() };
    let made = sample(&instrument, &Profile::default(), &options, 40);
    assert!(made.iter().all(|made| made.broken.is_empty()));
    let var = |name: &str| {
        let at = instrument.vars.iter().position(|var| &*var.name == name).unwrap();
        monev::expr::VarId(u32::try_from(at).unwrap())
    };
    let plan = Plan::new(&instrument);
    for case in made.chunks(3) {
        let [first, second, third] = case else { panic!("three waves") };
        assert_eq!((&first.case, &second.case), (&second.case, &third.case));
        for (before, now) in [(first, second), (second, third)] {
            let [earlier, later] = [before, now].map(|made| evaluate(&instrument, &plan, &made.record));
            let omzet = |outcome: &monev::rules::Outcome| outcome.cell(var("omzet"), 0).value.clone();
            assert_eq!(later.cell(var("prev.omzet"), 0).value, omzet(&earlier));
            assert_eq!(later.cell(var("score.t"), 0).value, earlier.cell(var("score.s"), 0).value);
            let home = instrument.var(var("nama")).unwrap().home;
            assert!(later.row_count(home) >= earlier.row_count(home));
        }
        assert_eq!(first.record.previous, monev::rules::Record::new(&instrument).previous);
    }
}
