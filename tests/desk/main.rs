//! The session protocol: transcripts in `tests/suite/desk/`, one request a line, and laws over random requests.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test says what is wrong by failing, and reads its cases from files"
)]

use std::sync::Arc;

use monev::base::{Limits, MemoryFiles};
use monev::desk::{Desk, Kind};
use monev::session::Form;
use proptest::prelude::*;
use serde_json::Value as Json;

fn desk() -> Desk {
    let files = MemoryFiles::new().with("warung.yaml", include_str!("../suite/desk/warung.yaml"));
    let compiled = monev::compile(&files, "warung.yaml", &Limits::default());
    let said: Vec<String> = compiled.diagnostics.iter().map(|d| d.message.en.clone()).collect();
    Desk::new(Arc::new(Form::new(compiled.instrument.unwrap_or_else(|| panic!("{said:#?}")))))
}

/// An answer with a line for each entry of its changes.
fn laid_out(answer: &str) -> String {
    let answer: Json = serde_json::from_str(answer).expect("an answer is JSON");
    let mut text = String::new();
    for (key, value) in answer.as_object().expect("an answer is an object") {
        match (key.as_str(), value) {
            ("changes", Json::Array(entries)) => {
                text += "  changes:\n";
                text.extend(entries.iter().map(|entry| format!("    {entry}\n")));
            }
            ("yaml", Json::String(yaml)) => text.extend(yaml.lines().map(|line| format!("  | {line}\n"))),
            ("why", why) => {
                let why = serde_json::to_string_pretty(why).expect("JSON");
                text.extend(why.lines().map(|line| format!("  {line}\n")));
            }
            (key, value) => text += &format!("  {key}: {value}\n"),
        }
    }
    text
}

#[test]
fn transcripts() {
    insta::glob!("../suite/desk", "*.txt", |path| {
        let requests = std::fs::read_to_string(path).expect("a transcript");
        let mut desk = desk();
        let mut said = String::new();
        for request in requests.lines().filter(|line| !line.starts_with('#')) {
            said += &format!("> {request}\n{}", laid_out(&desk.handle(request)));
        }
        insta::assert_snapshot!(said);
    });
}

/// Requests that could be meant, in any order.
fn request() -> impl Strategy<Value = String> {
    let paths = [
        "nama",
        "umur",
        "buka",
        "omzet",
        "sebab",
        "sebab_lainnya",
        "barang[1].brg_nama",
        "barang[2].brg_nilai",
    ];
    let answers = [
        "\"x\"",
        "14",
        "true",
        "false",
        "null",
        "\"\"",
        "[\"sakit\"]",
        "[\"modal\",\"lain\"]",
        "-3",
        "{\"special\":\"dont_know\"}",
    ];
    let at = proptest::sample::select(paths.to_vec());
    let answer = proptest::sample::select(answers.to_vec());
    prop_oneof![
        6 => (at.clone(), answer).prop_map(|(at, answer)| format!(r#"{{"op":"set","at":"{at}","answer":{answer}}}"#)),
        1 => at.prop_map(|at| format!(r#"{{"op":"clear","at":"{at}"}}"#)),
        2 => Just(r#"{"op":"add_row","roster":"barang"}"#.to_owned()),
        1 => (1..4).prop_map(|n| format!(r#"{{"op":"remove_row","at":"barang[{n}]"}}"#)),
        1 => (1..4, 1..4).prop_map(|(n, to)| format!(r#"{{"op":"move_row","at":"barang[{n}]","to":{to}}}"#)),
        1 => Just(r#"{"op":"confirm","at":"umur","check":"1","reason":"benar"}"#.to_owned()),
        1 => Just(r#"{"op":"unconfirm","at":"umur","check":"1"}"#.to_owned()),
        2 => Just(r#"{"op":"undo"}"#.to_owned()),
        1 => Just(r#"{"op":"redo"}"#.to_owned()),
        1 => Just(r#"{"op":"language","language":"en"}"#.to_owned()),
        1 => Just(r#"{"op":"finish"}"#.to_owned()),
        1 => ".{0,40}",
    ]
}

/// Entries by place, as a front end keeps them: what changed is written over what was known.
#[derive(Default)]
struct Mirror(std::collections::BTreeMap<String, serde_json::Map<String, Json>>);

impl Mirror {
    fn take(&mut self, answer: &Json) {
        for entry in answer["changes"].as_array().expect("changes") {
            let fields = entry.as_object().expect("an entry");
            let at = fields["at"].as_str().expect("a path");
            // Rows are known by their keys, which stay when rows move.
            let key = match fields.get("row") {
                Some(row) => format!("{row} {}", at.rsplit('.').next().expect("an id")),
                None => at.to_owned(),
            };
            let known = self.0.entry(key).or_default();
            for (name, value) in fields {
                known.insert(name.clone(), value.clone());
            }
            // A value without words, and a confirmation taken back, leave nothing behind.
            for (present, gone) in
                [("value", "shown"), ("value", "typed"), ("problems", "confirmed"), ("band", "band_label")]
            {
                if fields.contains_key(present) && !fields.contains_key(gone) {
                    known.remove(gone);
                }
            }
        }
    }

    /// What is known of places that are there.
    fn of(&self, there: &Self) -> Vec<(String, serde_json::Map<String, Json>)> {
        let without_path = |fields: &serde_json::Map<String, Json>| {
            let mut fields = fields.clone();
            fields.remove("at");
            fields
        };
        let known = self.0.iter().filter(|(key, _)| there.0.contains_key(*key));
        known.map(|(key, fields)| (key.clone(), without_path(fields))).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn what_is_told_is_all_that_changed(requests in prop::collection::vec(request(), 1..40)) {
        let mut desk = desk();
        let mut mirror = Mirror::default();
        mirror.take(&serde_json::from_str(&desk.handle(r#"{"op":"start"}"#)).expect("JSON"));
        let mut journal = vec![r#"{"op":"start"}"#.to_owned()];
        for request in requests {
            let before = desk.handle(r#"{"op":"state"}"#);
            let (answer, kind) = desk.handle_kind(&request);
            let answer: Json = serde_json::from_str(&answer).expect("JSON");
            match kind {
                Kind::Operation => {
                    mirror.take(&answer);
                    journal.push(request.clone());
                }
                Kind::Question => prop_assert_eq!(&before, &desk.handle(r#"{"op":"state"}"#), "{}", request),
            }
            let state: Json = serde_json::from_str(&desk.handle(r#"{"op":"state"}"#)).expect("JSON");
            let mut whole = Mirror::default();
            whole.take(&state);
            prop_assert_eq!(mirror.of(&whole), whole.of(&whole), "after {}", request);
        }
        // Played again, the journal gives the same interview.
        let mut again = self::desk();
        for request in &journal {
            again.handle(request);
        }
        prop_assert_eq!(again.handle(r#"{"op":"state"}"#), desk.handle(r#"{"op":"state"}"#));
    }
}
