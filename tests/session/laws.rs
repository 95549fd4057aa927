//! Law 1: after every operation a session is what its record evaluates to; and what it says has changed is all that has.

use std::sync::Arc;

use monev::base::Limits;
use monev::batch::{ReadOptions, RecordReader};
use monev::import::{Format, Input, records};
use monev::model::Instrument;
use monev::rules::{Level, Record, evaluate, finished};
use monev::session::{Form, Inputs, Progress, Session};
use monev::value::{Date, State};

use crate::field::shipped;
use crate::mirror::Mirror;
use crate::operations::{Random, previous, step};
use crate::support::{compile, try_compile};

/// How many sequences of operations: `MONEV_SESSION_SEQUENCES`, else a few.
fn sequences() -> usize {
    std::env::var("MONEV_SESSION_SEQUENCES").ok().and_then(|n| n.parse().ok()).unwrap_or(300)
}

fn progress(session: &Session) -> Progress {
    let (instrument, outcome) = (&session.form().instrument, session.whole());
    let mut progress = Progress::default();
    for (id, item) in instrument.items.iter() {
        let Some((_, question)) = instrument.question(id) else { continue };
        for row in (0..outcome.row_count(item.home)).filter(|row| outcome.asked(id, *row)) {
            let state = outcome.cell(question.var, row).state;
            progress.asked += 1;
            progress.answered += u32::from(state.is_answered());
            progress.required_open += u32::from(state == State::Unanswered && outcome.required(id, row));
        }
    }
    let count = |level| outcome.problems.iter().filter(|p| p.level == level).count() as u32;
    Progress { errors: count(Level::Error), warnings: count(Level::Warning), ..progress }
}

/// One sequence of operations, checked after each.
fn sequence(form: &Arc<Form>, samples: &[Record], seed: u64, length: usize) {
    let mut random = Random(seed);
    let draft = random.pick(samples).filter(|_| random.below(3) == 0);
    let previous = (random.below(2) == 0).then(|| previous(&form.instrument, &mut random));
    let inputs = Inputs { today: Date::parse("2025-10-06"), draft, previous, ..Inputs::default() };
    let mut session = Session::start(form.clone(), inputs);
    let mut mirror = Mirror::whole(&session);
    let mut done: Vec<String> = Vec::new();
    for _ in 0..length {
        done.push(step(&mut session, &mut random, samples));
        let said = || format!("{} seed {seed}: {done:#?}", form.instrument.id);
        let whole = session.whole();
        let expected = evaluate(&form.instrument, &form.plan, session.record());
        if whole != expected {
            let differ = [&whole, &expected].map(|outcome| format!("{outcome:#?}"));
            let (a, b) = (differ[0].lines(), differ[1].lines());
            let lines: Vec<_> = a.zip(b).filter(|(a, b)| a != b).take(20).collect();
            panic!("not what the record evaluates to: {}\n{lines:#?}", said());
        }
        assert_eq!(session.progress(), progress(&session), "{}", said());
        let drawn = Mirror::whole(&session);
        match done.last().map(String::as_str) {
            Some("restore") => mirror = drawn.clone(),
            Some("undo") => {
                // An undo may have gone forth and back: what changed in all is not what changed last.
                mirror = drawn.clone();
            }
            _ => mirror.apply(&session),
        }
        let differ = mirror.differences(&drawn);
        assert!(differ.is_empty(), "what changed is not all: {}\n{differ:#?}", said());
        open_places_go_round(&session);
        if session.finish().is_ok() {
            let done = session.finish().unwrap();
            assert_eq!(done, finished(&form.instrument, session.record(), &whole));
        }
    }
}

/// What is open is found from anywhere, one after another, and none is left out.
fn open_places_go_round(session: &Session) {
    let mut wanted: Vec<_> = session
        .problems()
        .iter()
        .filter(|p| p.level != Level::Info)
        .map(|p| session.place_of(p.item, p.row))
        .collect();
    wanted.dedup();
    let mut found = Vec::new();
    let mut at = session.next_open(None);
    while let Some(place) = at.filter(|place| !found.contains(place)) {
        found.push(place);
        at = session.next_open(Some(place));
    }
    assert_eq!(found, wanted);
}

fn samples(instrument: &Instrument) -> Vec<Record> {
    let path = format!("instruments/{}/records.ndjson", instrument.id);
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let limits = Limits::default();
    let mut reader = RecordReader::new(instrument, ReadOptions::default());
    let raw = records(Input::new(Format::Ndjson, bytes.as_slice()), &limits).unwrap();
    raw.filter_map(|raw| reader.read(raw.unwrap()).record).collect()
}

/// The instrument of the laws of `tests/rules`, with texts that show values.
fn everything() -> String {
    let shown = [
        ("{id: Tani, en: Farm}", "{id: 'Tani {omzet}', en: 'Farm {omzet}'}"),
        ("{id: Kecil, en: Small}", "{id: 'Kecil {omzet} {rencana}', en: 'Small {rencana} {omzet}'}"),
        (
            "{id: Alasan, en: Reason}",
            "{id: 'Alasan {prev.nilai} {nilai}', en: 'Reason {prev.nilai} {nilai}'}",
        ),
        ("    key: nama\n", "    key: nama\n    row_label: {id: '{nama} {usia}', en: '{usia} {nama}'}\n"),
        ("{id: Usia, en: Age}", "{id: 'Usia {nama} {buka}', en: 'Age {nama} {buka}'}"),
        ("{id: Nomor, en: Number}", "{id: 'Nomor {nama} {usaha}', en: 'Number {nama} {usaha}'}"),
        (
            "  - {ask: q1,",
            "  - {note: catatan, label: {id: 'Rata {sum(usia for orang)} {usaha}', \
             en: 'Mean {sum(usia for orang)} {usaha}'}}\n  - {ask: q1,",
        ),
        ("{id: Q2, en: Q2}", "{id: 'Q2 {omzet}', en: 'Q2 {omzet}'}"),
        ("{id: Total, en: Total}", "{id: 'Total {rata}', en: 'Total {rata}'}"),
    ];
    let plain = include_str!("../suite/everything.yaml").to_owned();
    shown.into_iter().fold(plain, |text, (label, piped)| {
        assert_eq!(text.matches(label).count(), 1, "{label}");
        text.replace(label, piped)
    })
}

#[test]
fn a_session_is_its_record_in_the_shipped_instruments() {
    let each = sequences() / 60;
    for (name, instrument) in shipped() {
        let form = Arc::new(Form::new(instrument));
        let samples = samples(&form.instrument);
        assert!(!samples.is_empty(), "{name} has example records");
        for seed in 0..each.max(2) {
            sequence(&form, &samples, seed as u64, 30);
        }
    }
}

#[test]
fn a_session_is_its_record_in_an_instrument_with_everything() {
    let form = Arc::new(Form::new(compile(&everything())));
    for seed in 0..sequences() / 3 {
        sequence(&form, &[], seed as u64, 30);
    }
}

#[test]
fn a_session_is_its_record_in_random_instruments() {
    let mut random = Random(7);
    let (mut compiled, mut tried) = (0, 0);
    while compiled < sequences() / 4 {
        tried += 1;
        let text = crate::draw::instrument(&random.bytes(260));
        let Some(instrument) = try_compile(&text) else { continue };
        compiled += 1;
        let form = Arc::new(Form::new(instrument));
        for seed in 0..3 {
            sequence(&form, &[], seed, 15);
        }
    }
    assert!(compiled * 4 > tried, "only {compiled} of {tried} random instruments compile");
}
