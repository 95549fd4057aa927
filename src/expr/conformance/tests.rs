use super::*;
use crate::expr::funcs::catalogue;

const VECTORS: &str = include_str!("../../../tests/conformance/expressions.yaml");

#[test]
fn every_vector_passes() {
    let report = run(VECTORS).expect("a file of vectors");
    assert!(report.failed.is_empty(), "{report}");
    assert_eq!(report.passed, 230);
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
