//! The vectors and the examples of the catalogue.

use super::*;
use crate::expr::funcs::catalogue;

const VECTORS: &str = include_str!("../../../tests/conformance/expressions.yaml");
const MORE: &str = include_str!("../../../tests/conformance/more.yaml");

fn passes(text: &str, count: usize) {
    let report = run(text).expect("a file of vectors");
    assert!(report.failed.is_empty(), "{report}");
    assert_eq!(report.passed, count, "the number is written here so that none gets lost");
}

#[test]
fn every_vector_passes() {
    passes(VECTORS, 230);
}

#[test]
fn every_further_vector_passes() {
    passes(MORE, 283);
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
