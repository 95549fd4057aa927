//! Results of tests as JSON, for programs: an object for each file, in it one for each test.

use serde::Serialize;

use super::junit::Suite;
use crate::base::Lang;
use crate::scenario;

#[derive(Debug, Serialize)]
struct FileView<'a> {
    /// Null where that isn't known.
    instrument: Option<&'a str>,
    tests: &'a str,
    passed: usize,
    failed: usize,
    /// Whether something kept tests from being run.
    broken: bool,
    each: Vec<TestView<'a>>,
}

#[derive(Debug, Serialize)]
struct TestView<'a> {
    name: &'a str,
    line: u32,
    passed: bool,
    /// What was expected and what there is, a text for each expectation.
    failures: Vec<String>,
}

/// The report of all files.
pub(crate) fn json(suites: &[Suite], lang: Lang) -> String {
    let views: Vec<FileView<'_>> = suites.iter().map(|suite| file(suite, lang)).collect();
    let mut text = serde_json::to_string_pretty(&views).unwrap_or_default();
    text.push('\n');
    text
}

fn file(suite: &Suite, lang: Lang) -> FileView<'_> {
    let each = suite.cases.iter().map(|case| TestView {
        name: &case.result.name,
        line: case.line,
        passed: case.result.passed(),
        failures: case
            .result
            .failures
            .iter()
            .map(|failure| scenario::lines(failure, lang).join("\n"))
            .collect(),
    });
    let each: Vec<TestView<'_>> = each.collect();
    let passed = each.iter().filter(|test| test.passed).count();
    FileView {
        instrument: Some(&*suite.classname).filter(|id| !id.is_empty()),
        tests: &suite.path,
        passed,
        failed: each.len() - passed,
        broken: suite.broken.is_some(),
        each,
    }
}
