//! The published JSON Schema is what the catalogue of keys says, takes what the engine takes, and refuses slips.
//! `UPDATE_SCHEMA=1 cargo test --test schema` writes it anew.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise and reads the repository"
)]

use std::fs;
use std::path::{Path, PathBuf};

use monev::base::{FileId, Limits, Sink};
use monev::model::types;
use monev::source::{self, BlockKind};
use serde_json::Value;

const FILE: &str = "grammar/instrument.schema.json";

fn schema() -> Value {
    let types: Vec<(&str, bool)> = types::all().iter().map(|entry| (entry.name, entry.takes_list)).collect();
    source::schema(&types)
}

fn validator() -> jsonschema::Validator {
    jsonschema::draft202012::new(&schema()).expect("the schema is a schema")
}

fn json(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).expect("valid YAML")
}

const GOOD: &str = "
monev: 1
instrument: uji-coba
version: 1.0.0
title: {id: Uji coba, en: Trial}
languages: [id, en]
lists:
  jk:
    attributes: {urut: integer}
    choices:
      - {code: l, label: {id: Laki-laki, en: Male}, urut: 1}
      - {code: 2, label: {id: Perempuan, en: Female}, urut: 2}
items:
  - section: a
    items:
      - {ask: jenis, type: select_one jk, label: {id: Jenis kelamin, en: Sex}, required: true}
      - {ask: umur, type: integer, label: {id: Umur, en: Age}, min: 0, max: 120, when: jenis = 'l'}
  - {calc: dewasa, value: umur >= 18}
scores:
  - score: s
    method: sum
    items: [umur, {part: b, value: umur * 2}]
";

#[test]
fn the_committed_file_is_fresh() {
    let fresh = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(FILE, &fresh).unwrap();
    }
    let committed = fs::read_to_string(FILE).unwrap_or_default();
    assert!(committed == fresh, "{FILE} is stale: UPDATE_SCHEMA=1 cargo test --test schema");
}

#[test]
fn it_takes_a_good_instrument() {
    let errors: Vec<String> =
        validator().iter_errors(&json(GOOD)).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
}

/// Each slip is refused by the schema and by the reader.
#[test]
fn it_refuses_what_the_reader_refuses() {
    let slips = [
        ("required: true", "requierd: true"),
        ("label: {id: Umur, en: Age}, ", ""),
        ("ask: umur", "aks: umur"),
        ("method: sum", "method: jumlah"),
        ("method: sum", "method: formula"),
        ("type: integer", "type: [integer]"),
        ("version: 1.0.0", "version: '1'"),
        ("instrument: uji-coba", "module: uji-coba, instrument: uji"),
        ("calc: dewasa", "calc: dewasa, note: dewasa"),
        ("title: ", "judul: "),
        ("required: true", "required: [ya]"),
        ("min: 0", "min: [0]"),
        ("min: 0", "personal: nama"),
        ("min: 0", "allow: [tidak_tahu]"),
        ("min: 0", "checks: {require: self > 0, message: M}"),
        ("{code: l, label: {id: Laki-laki, en: Male}, urut: 1}", "l"),
        ("label: {id: Umur, en: Age}", "label: [Umur]"),
        ("items: [umur, {part: b, value: umur * 2}]", "rules: []"),
        ("attributes: {urut: integer}", "file: jk.csv"),
    ];
    let validator = validator();
    for (from, to) in slips {
        let text = GOOD.replace(from, &to.replace("module: uji-coba, ", "module: uji-coba\n"));
        assert_ne!(text, GOOD, "{from}");
        assert!(!validator.is_valid(&json(&text)), "the schema takes `{to}`");
        let mut sink = Sink::new();
        source::read(FileId(0), &text, BlockKind::Root, &Limits::default(), &mut sink);
        assert!(sink.has_errors(), "the reader takes `{to}`");
    }
}

/// Question types are words to the reader, which knows none of them; an editor is told.
#[test]
fn it_knows_the_question_types() {
    let validator = validator();
    for slip in ["type: select_one", "type: intger", "type: select_many jk"] {
        assert!(
            !validator.is_valid(&json(&GOOD.replace("type: integer", slip))),
            "the schema takes `{slip}`"
        );
    }
}

/// Every instrument, module and test file of the repository passes the schema.
#[test]
fn it_takes_every_instrument_here() {
    let validator = validator();
    let mut files = Vec::new();
    collect(Path::new("instruments"), &mut files);
    for file in files {
        let json = json(&fs::read_to_string(&file).unwrap());
        let errors: Vec<String> =
            validator.iter_errors(&json).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", file.display());
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
}
