//! The YAML entries of the fault catalogue: each input, however hostile, has its outcome, in time and memory.
//!
//! A file of `tests/faults/yaml/` is one entry with cases. A case's `input` is text (or a list of pieces: text,
//! `{repeat, times}`, `{bytes}`); a small valid head stands before it unless it is `bare`. `expect` lists what must be
//! found, `code line:column`, lines counted in the input; `only` names the codes where there are too many to list.

use std::fs;
use std::time::Instant;

use monev::base::{Diagnostic, Sources};
use monev::source::BlockKind;
use serde::Deserialize;

use super::{LEAD, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    case: String,
    input: Input,
    #[serde(default)]
    bare: bool,
    expect: Option<Vec<String>>,
    only: Option<Vec<String>>,
    /// Scalars the document must hold, as written.
    #[serde(default)]
    holds: Vec<String>,
    /// A piece of the English message of the first diagnostic.
    says: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Input {
    Text(String),
    Pieces(Vec<Piece>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Piece {
    Text(String),
    Repeat {
        repeat: String,
        times: usize,
    },
    Bytes {
        bytes: Vec<u8>,
    },
    /// So many mappings inside one another, each on a line of its own.
    Stairs {
        stairs: usize,
    },
}

/// A second each; a debug build on a busy machine gets more.
const MILLISECONDS: u128 = if cfg!(debug_assertions) { 10_000 } else { 1_000 };
/// The whole run, all inputs after one another.
const MEBIBYTES: u64 = 256;

#[test]
fn every_entry_has_its_outcome() {
    let mut complaints = Vec::new();
    let mut cases = 0;
    let mut files: Vec<_> = fs::read_dir("tests/faults/yaml").unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files {
        let entry: Entry = serde_yaml::from_str(&fs::read_to_string(&file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(file.file_stem().unwrap().to_string_lossy().starts_with(&entry.id), "{}", file.display());
        for case in &entry.cases {
            cases += 1;
            if let Err(complaint) = run(case) {
                complaints.push(format!("{} {}: {complaint}", entry.id, case.case));
            }
        }
    }
    assert!(cases > 60, "only {cases} cases were found");
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    if let Some(peak) = peak_mebibytes() {
        assert!(peak < MEBIBYTES, "{peak} MiB were needed");
    }
}

/// The most memory this process has held, where the system says so.
fn peak_mebibytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kib| kib / 1024)
}

fn run(case: &Case) -> Result<(), String> {
    let input = bytes(case);
    let begun = Instant::now();
    let (sources, document, found) = read(&input, BlockKind::Root);
    let took = begun.elapsed().as_millis();
    if took > MILLISECONDS {
        return Err(format!("took {took} ms"));
    }
    let lead = if case.bare { 0 } else { LEAD.lines().count() };
    let said: Vec<String> = found.iter().map(|d| said(&sources, d, lead)).collect();
    if let Some(expect) = &case.expect
        && *expect != said
    {
        return Err(format!("expected {expect:?}\n    found {said:?}\n    {}", messages(&found)));
    }
    if let Some(only) = &case.only {
        let mut codes: Vec<&str> = found.iter().map(|d| d.code.id()).collect();
        codes.sort_unstable();
        codes.dedup();
        if codes != *only {
            return Err(format!("expected only {only:?}, found {codes:?}\n    {}", messages(&found)));
        }
    }
    if case.expect.is_none() && case.only.is_none() {
        return Err("the case expects nothing".to_owned());
    }
    if let Some(says) = &case.says
        && !found.first().is_some_and(|d| d.message.en.contains(says.as_str()))
    {
        return Err(format!("expected `{says}` in {}", messages(&found)));
    }
    let document = format!("{document:?}");
    match case.holds.iter().find(|text| !document.contains(&format!("text: {text:?}"))) {
        Some(text) => Err(format!("the document doesn't hold {text:?}")),
        None => Ok(()),
    }
}

fn bytes(case: &Case) -> Vec<u8> {
    let mut bytes = if case.bare { Vec::new() } else { LEAD.as_bytes().to_vec() };
    match &case.input {
        Input::Text(text) => bytes.extend(text.bytes()),
        Input::Pieces(pieces) => pieces.iter().for_each(|piece| match piece {
            Piece::Text(text) => bytes.extend(text.bytes()),
            Piece::Repeat { repeat, times } => bytes.extend(repeat.repeat(*times).bytes()),
            Piece::Bytes { bytes: raw } => bytes.extend(raw),
            Piece::Stairs { stairs } => {
                (1..=*stairs).for_each(|n| bytes.extend(format!("{}a:\n", " ".repeat(n)).bytes()))
            }
        }),
    }
    bytes
}

/// `code line:column`, with `-` before places that are not in this input.
fn said(sources: &Sources, diagnostic: &Diagnostic, lead: usize) -> String {
    let place = sources.locate(diagnostic.span).expect("a place in the file");
    let line = i64::from(place.line) - i64::try_from(lead).unwrap();
    assert!(sources.get(diagnostic.span.file).unwrap().text.is_char_boundary(diagnostic.span.end as usize));
    format!("{} {line}:{}", diagnostic.code.id(), place.column)
}

fn messages(found: &[Diagnostic]) -> String {
    found.iter().take(5).map(|d| d.message.en.clone()).collect::<Vec<_>>().join(" / ")
}
