//! The catalogue of question types: folder, registry and page agree; every example reads and writes back.

use std::collections::BTreeSet;
use std::fmt::Write;

use monev::model::answer::{Answer, Raw, Reader};
use monev::model::types::{self, Entry};
use monev::model::{Bounds, ChoiceList, ChoiceText, QuestionType};
use monev::value::{Choice, List, ListId, Type, Value};

fn kerja() -> ChoiceList {
    let choice = |code: &str| {
        let choice = Choice { code: code.into(), special: None, score: None, attributes: vec![] };
        (code.into(), choice)
    };
    let choices = ["tani", "dagang", "buruh"].map(choice).into_iter().collect();
    ChoiceList {
        list: List { name: "kerja".into(), ordered: false, attributes: vec![], choices },
        texts: vec![ChoiceText::default(); 3],
        ..ChoiceList::default()
    }
}

fn question(entry: &Entry) -> QuestionType {
    let scale = entry.example.contains("scale: 1").then_some(1);
    QuestionType::build(entry.name, entry.takes_list.then_some(ListId(0)), scale).expect(entry.name)
}

/// What serde_json reads is enough here: no example has a number that a float can't hold.
fn raw(json: &serde_json::Value) -> Raw {
    use monev::model::answer::RawField;
    match json {
        serde_json::Value::Null => Raw::Null,
        serde_json::Value::Bool(truth) => Raw::Bool(*truth),
        serde_json::Value::Number(number) => Raw::Number(number.to_string().into()),
        serde_json::Value::String(text) => Raw::Text(text.as_str().into()),
        serde_json::Value::Array(items) => Raw::List(items.iter().map(raw).collect()),
        serde_json::Value::Object(fields) => {
            Raw::Object(fields.iter().map(|(name, value)| RawField::new(name, raw(value))).collect())
        }
    }
}

fn value(answer: Answer, reader: &Reader<'_>) -> Value {
    match answer {
        Answer::Value(value) => value,
        other => panic!("{other:?}: {:?}", reader.remarks),
    }
}

#[test]
fn folder_and_registry_agree() {
    let folder = std::fs::read_dir("src/model/types").expect("the folder is there");
    let files: BTreeSet<String> = folder
        .map(|file| file.expect("readable").file_name().to_string_lossy().replace(".rs", ""))
        .filter(|name| name != "mod")
        .collect();
    let registered: BTreeSet<String> = types::all().iter().map(|entry| entry.name.to_owned()).collect();
    assert_eq!(files, registered);
}

#[test]
fn every_entry_is_its_own_type() {
    for entry in types::all() {
        assert_eq!(question(entry).entry().name, entry.name);
    }
}

#[test]
fn examples_read_alike_from_json_and_csv_and_write_back() {
    let list = kerja();
    for entry in types::all() {
        let question = question(entry);
        let mut reader = Reader { list: Some(&list), ..Reader::default() };
        let json: serde_json::Value = serde_json::from_str(entry.json).expect(entry.name);
        let answer = question.read(&raw(&json), &mut reader);
        let from_json = value(answer, &reader);
        let answer = question.read(&Raw::Untyped(entry.csv.into()), &mut reader);
        let from_csv = value(answer, &reader);
        assert_eq!(from_json, from_csv, "{}", entry.name);
        assert_eq!(question.write_json(&from_json, Some(&list)), json, "{}", entry.name);
        assert_eq!(question.write_text(&from_json, Some(&list)), entry.csv, "{}", entry.name);
        assert_eq!(reader.remarks, [], "{}", entry.name);
    }
}

#[test]
fn values_belong_to_the_type() {
    let list = kerja();
    for entry in types::all() {
        let question = question(entry);
        let mut reader = Reader { list: Some(&list), ..Reader::default() };
        let answer = question.read(&Raw::Untyped(entry.csv.into()), &mut reader);
        let fits = match (question.ty(&Bounds::default()), value(answer, &reader)) {
            (Type::Num(ty), Value::Num(number)) => {
                number.scale() == ty.scale && (ty.min..=ty.max).contains(&number.units())
            }
            (Type::Text, Value::Text(_))
            | (Type::Bool, Value::Bool(_))
            | (Type::Date, Value::Date(_))
            | (Type::Time, Value::Time(_))
            | (Type::DateTime, Value::DateTime(_))
            | (Type::Choice(_), Value::Choice(_))
            | (Type::Choices(_), Value::Choices(_))
            | (Type::Geo, Value::Geo(_))
            | (Type::File, Value::File(_)) => true,
            _ => false,
        };
        assert!(fits, "{}", entry.name);
    }
}

/// The page `book/src/reference/types.md`, made from the catalogue. `INSTA_UPDATE=always` writes it.
#[test]
fn the_page_is_made_from_the_catalogue() {
    let mut page = String::from(
        "# Question types\n\nThis page is made from the catalogue of question types (`src/model/types/`).\n\n\
         | type | what it is | XLSForm |\n|---|---|---|\n",
    );
    for entry in types::all() {
        let list = if entry.takes_list { " LIST" } else { "" };
        let _ = writeln!(
            page,
            "| [`{0}{list}`](#{0}) | {1} | `{2}{list}` |",
            entry.name, entry.summary.1, entry.xlsform
        );
    }
    for entry in types::all() {
        let _ = write!(
            page,
            "\n## `{}`\n\n{}. Stored: {}.\n\n**Indonesia:** {}. Yang disimpan: {}.\n\n```yaml item\n{}\n```\n\n\
             In JSON `{}`, in CSV `{}`.\n",
            entry.name,
            capital(entry.summary.1),
            entry.stores.1,
            entry.summary.0,
            entry.stores.0,
            entry.example,
            entry.json,
            entry.csv
        );
    }
    fresh("book/src/reference/types.md", &page);
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Asserts that a generated file of the repository is as the code makes it.
pub(crate) fn fresh(path: &str, wanted: &str) {
    if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        std::fs::write(path, wanted).expect(path);
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == wanted, "{path} is stale: run the tests once with INSTA_UPDATE=always");
}
