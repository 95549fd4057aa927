//! The vectors and the examples of the catalogue.

use super::*;
use crate::expr::funcs::catalogue;

const VECTORS: &str = include_str!("../../../tests/conformance/expressions.yaml");

#[test]
fn every_vector_passes() {
    let report = run(VECTORS).expect("a file of vectors");
    assert!(report.failed.is_empty(), "{report}");
    assert_eq!(report.passed, 230, "the number is written here so that none gets lost");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the folder of vectors")]
fn every_vector_of_the_folder_passes() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance");
    let mut files = 0;
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("a file").path();
        let report = run(&std::fs::read_to_string(&path).expect("text")).expect("a file of vectors");
        assert!(report.failed.is_empty() && report.passed > 0, "{}\n{report}", path.display());
        files += 1;
    }
    assert!(files >= 2);
}

#[test]
fn a_wrong_vector_is_told() {
    let wrong = VECTORS.replace(
        "{id: A07, group: missing, expr: \"usia = 0\"",
        "{id: A07, group: missing, expr: \"usia = 1\"",
    );
    let report = run(&wrong).expect("a file of vectors");
    insta::assert_snapshot!(report.to_string(), @r"
    A07: usia = 1
      expected true
      got      false
    229 passed, 1 failed
    ");
    assert!(run("format: x").is_err());
}

#[test]
fn a_vector_that_says_nothing_true_of_its_fixture_is_refused() {
    let fixture = "{fixture: {questions: {n: {type: int, max: 9}, u: {type: decimal, scale: 2}, d: {type: date}, \
        c: {type: choice, list: l}}, lists: {l: {choices: [a]}}, rosters: {r: {max: 2, fields: {x: {type: int}}}}}, \
        vectors: [{expr: n, expect: missing, id: V, VECTOR}]}";
    let said = |vector: &str| run(&fixture.replace("VECTOR", vector)).map_err(|error| error.to_string());
    for (vector, wanted) in [
        ("with: {n: lima}", "`lima` is no answer of its type within its bounds"),
        ("with: {n: 10}", "`10` is no answer of its type within its bounds"),
        ("with: {u: '1.005'}", "`1.005` is no answer of its type within its bounds"),
        ("with: {d: '2024-02-30'}", "`2024-02-30` is no answer of its type within its bounds"),
        ("with: {c: b}", "`b` is no code of its list"),
        ("with: {c: {special: lupa}}", "`lupa` is no special answer"),
        ("with: {r: [{y: 1}]}", "a row has no question or roster y"),
        ("with: {r: [{}, {}, {}]}", "the roster r has at most 2 rows"),
        ("irrelevant: [nn]", "there is no question or roster nn"),
        ("wants: boolean", "no place wants `boolean`"),
    ] {
        assert_eq!(said(vector), Err(format!("vector V: {wanted}")));
    }
    assert_eq!(said("}, {id: V, expr: n"), Err("there are two vectors V".to_owned()));
    assert!(said("with: {n: -9, u: 1.5, r: [{x: 1}]}").is_ok());
}

#[test]
fn every_example_of_the_catalogue_holds() {
    let examples = Examples::new(VECTORS).expect("a file of vectors");
    let mut wrong = Vec::new();
    for entry in catalogue() {
        for example in entry.examples {
            let got = examples.show(example.expr, example.given).expect("answers that read");
            if got != example.result {
                wrong.push(format!(
                    "{} with {}: {} instead of {}",
                    example.expr, example.given, got, example.result
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
