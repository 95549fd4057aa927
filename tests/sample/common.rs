//! Instruments of the repository and of tests, and records sampled from them.

use std::path::PathBuf;

use monev::base::{Limits, MemoryFiles, Sink, Sources};
use monev::batch::{Batch, Checked, CsvRecords, CsvStyle, ReadOptions, RecordName, Verdict, record_json};
use monev::import::{Format, Input, RosterInput, records};
use monev::model::Instrument;
use monev::rules::Plan;
use monev::sample::{Made, Options, Profile, Sampler, read_profile};
use monev::source::{BlockKind, read};

use crate::repository::Shipped;

/// Every instrument of the repository with its profile, if it has one.
pub(crate) fn shipped() -> Vec<(String, Instrument, Option<Profile>)> {
    let mut all = Vec::new();
    let mut folders = vec![PathBuf::from("instruments")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Some(name) = path.strip_prefix("instruments").unwrap().to_str() else { continue };
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let is_instrument = text.lines().any(|line| line.starts_with("instrument:"));
            if !name.ends_with(".yaml") || !is_instrument {
                continue;
            }
            let compiled = monev::compile(&Shipped, name, &Limits::default());
            let instrument = compiled.instrument.unwrap_or_else(|| panic!("{name}"));
            let beside = path.to_str().unwrap().replace(".yaml", ".sample.yaml");
            let profile = std::fs::read_to_string(beside).ok().map(|text| sound_profile(&instrument, &text));
            all.push((name.to_owned(), instrument, profile));
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!all.is_empty());
    all
}

/// An instrument, if the text is one.
pub(crate) fn compiled(text: &str) -> Option<Instrument> {
    let files = MemoryFiles::new().with("a.yaml", text);
    monev::compile(&files, "a.yaml", &Limits::default()).instrument
}

/// A profile and what is wrong with it.
pub(crate) fn profile(instrument: &Instrument, text: &str) -> (Profile, Vec<String>) {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("a.sample.yaml", text);
    let limits = Limits::default();
    let document = read(file, text, BlockKind::Sample, &limits, &mut sink);
    let profile = read_profile(&document, instrument, &limits, &mut sink);
    let found = sink.into_sorted(&sources);
    let said = |d: &monev::base::Diagnostic| {
        format!("{} `{}`: {}", d.code.id(), sources.slice(d.span).lines().next().unwrap_or(""), d.message.en)
    };
    (profile, found.iter().map(said).collect())
}

pub(crate) fn sound_profile(instrument: &Instrument, text: &str) -> Profile {
    let (profile, wrong) = profile(instrument, text);
    assert!(wrong.is_empty(), "{wrong:#?}");
    profile
}

/// The records of the first cases.
pub(crate) fn sample(instrument: &Instrument, profile: &Profile, options: &Options, cases: u64) -> Vec<Made> {
    let plan = Plan::new(instrument);
    let sampler = Sampler::new(instrument, &plan, profile, options.clone());
    let mut worker = sampler.worker();
    (1..=cases).flat_map(|case| worker.case(case)).collect()
}

fn name(made: &Made) -> RecordName {
    RecordName { case: made.case.clone(), wave: made.wave.clone() }
}

/// Records as NDJSON.
pub(crate) fn ndjson(instrument: &Instrument, made: &[Made]) -> String {
    let line = |made: &Made| format!("{}\n", record_json(instrument, &made.record, &name(made)));
    made.iter().map(line).collect()
}

/// Records as CSV: the main file and that of each roster.
pub(crate) fn csv(instrument: &Instrument, made: &[Made]) -> (String, Vec<(String, String)>) {
    let writer = CsvRecords::new(instrument, CsvStyle::default());
    let (mut main, rosters) = writer.headers();
    let mut rosters: Vec<(String, String)> = rosters.into_iter().map(|file| (file.id, file.lines)).collect();
    for made in made {
        let (line, lines) = writer.record(&made.record, &name(made));
        main += &line;
        rosters.iter_mut().zip(lines).for_each(|((_, text), file)| *text += &file.lines);
    }
    (main, rosters)
}

/// What validation finds in records read back from a text.
pub(crate) fn validated(instrument: &Instrument, input: Input<&[u8]>) -> Vec<Checked> {
    let plan = Plan::new(instrument);
    let options = ReadOptions { find_duplicates: true, ..ReadOptions::default() };
    let mut batch = Batch::new(instrument, &plan, options);
    let checked = records(input, &Limits::default()).unwrap().map(|raw| batch.check(raw.unwrap()));
    checked.filter(|checked| checked.row > 0).collect()
}

pub(crate) fn of_ndjson(instrument: &Instrument, text: &str) -> Vec<Checked> {
    validated(instrument, Input::new(Format::Ndjson, text.as_bytes()))
}

pub(crate) fn of_csv(
    instrument: &Instrument,
    (main, rosters): &(String, Vec<(String, String)>),
) -> Vec<Checked> {
    let rosters = rosters
        .iter()
        .map(|(name, text)| RosterInput { name: name.as_str().into(), reader: text.as_bytes() })
        .collect();
    validated(instrument, Input { rosters, ..Input::new(Format::Csv { delimiter: None }, main.as_bytes()) })
}

/// Whether a record has an error or anything found while it was read.
pub(crate) fn is_bad(checked: &Checked) -> bool {
    matches!(checked.verdict, Verdict::Errors | Verdict::Unreadable)
        || checked.findings.iter().any(|finding| finding.row > 0)
}
