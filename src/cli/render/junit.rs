//! Results of tests as JUnit XML, for continuous integration: a suite for each file, a case for each test. No times are
//! given: the same tests give the same report.

use std::fmt::Write;

use crate::base::Lang;
use crate::cli::exit::Exit;
use crate::scenario::{self, TestResult};

/// A file of tests.
#[derive(Debug)]
pub(crate) struct Suite {
    /// Its path.
    pub(crate) path: String,
    /// The instrument's id; empty where that isn't known.
    pub(crate) classname: String,
    /// Its tests.
    pub(crate) cases: Vec<Case>,
    /// What kept tests from being run.
    pub(crate) broken: Option<Exit>,
}

/// A test that was run.
#[derive(Debug)]
pub(crate) struct Case {
    /// What came of it.
    pub(crate) result: TestResult,
    /// The line it begins on.
    pub(crate) line: u32,
}

impl Suite {
    /// How the run of this file ends.
    pub(crate) fn exit(&self) -> Exit {
        let failed = self.cases.iter().any(|case| !case.result.passed());
        let failed = if failed { Exit::Findings } else { Exit::Ok };
        self.broken.map_or(failed, |broken| broken.worse(failed))
    }

    fn failed(&self) -> usize {
        self.cases.iter().filter(|case| !case.result.passed()).count()
    }

    /// A file that couldn't be run (whole) is a case of its own.
    fn errors(&self) -> usize {
        usize::from(self.broken.is_some())
    }
}

/// The report of all files.
pub(crate) fn render(suites: &[Suite], lang: Lang) -> String {
    let total = |of: fn(&Suite) -> usize| suites.iter().map(of).sum::<usize>();
    let tests = total(|suite| suite.cases.len() + suite.errors());
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (failures, errors) = (total(Suite::failed), total(Suite::errors));
    let _ = writeln!(
        out,
        "<testsuites name=\"monev test\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">"
    );
    for suite in suites {
        self::suite(suite, lang, &mut out);
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(suite: &Suite, lang: Lang, out: &mut String) {
    let (tests, failures, errors) = (suite.cases.len() + suite.errors(), suite.failed(), suite.errors());
    let path = xml(&suite.path);
    let _ = writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\">"
    );
    for case in &suite.cases {
        self::case(suite, case, lang, out);
    }
    if suite.broken.is_some() {
        let why = match lang {
            Lang::Id => "ada uji yang tidak dapat dijalankan",
            Lang::En => "some tests could not be run",
        };
        let class = xml(&suite.classname);
        let _ = writeln!(out, "    <testcase name=\"{path}\" classname=\"{class}\" file=\"{path}\">");
        let _ = writeln!(out, "      <error message=\"{why}\" type=\"error\"/>\n    </testcase>");
    }
    out.push_str("  </testsuite>\n");
}

fn case(suite: &Suite, case: &Case, lang: Lang, out: &mut String) {
    let (name, class, path) = (xml(&case.result.name), xml(&suite.classname), xml(&suite.path));
    let line = case.line;
    let _ =
        write!(out, "    <testcase name=\"{name}\" classname=\"{class}\" file=\"{path}\" line=\"{line}\"");
    if case.result.passed() {
        out.push_str("/>\n");
        return;
    }
    out.push_str(">\n");
    for failure in &case.result.failures {
        let lines = scenario::lines(failure, lang);
        let message = lines.first().map(|line| xml(line)).unwrap_or_default();
        let all = lines.iter().map(|line| xml(line)).collect::<Vec<_>>().join("\n");
        let _ = writeln!(out, "      <failure message=\"{message}\" type=\"expectation\">{all}</failure>");
    }
    out.push_str("    </testcase>\n");
}

/// Text within XML: what means something there is escaped, what it can't hold is shown as `�`.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
