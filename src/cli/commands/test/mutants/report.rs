//! Mutants for programs: JSON with every mutant and its fate, JUnit with the survivors as failures.

use std::fmt::Write;

use serde::Serialize;

use crate::base::Lang;
use crate::cli::render::junit::xml;

use super::fates::{Fate, Tried, TriedMutant};
use super::show::kind;

/// The mutants of an instrument.
#[derive(Debug, Serialize)]
struct View<'a> {
    instrument: &'a str,
    tests: &'a str,
    /// How many could be noticed.
    mutants: usize,
    noticed: usize,
    refused: usize,
    survived: usize,
    /// Not among `mutants`.
    unnoticeable: usize,
    /// In percent, with two decimals, rounded down.
    percent: String,
    each: Vec<MutantView<'a>>,
}

#[derive(Debug, Serialize)]
struct MutantView<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    kind: &'static str,
    before: &'a str,
    after: &'a str,
    fate: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Words<'a>>,
}

#[derive(Debug, Serialize)]
struct Words<'a> {
    id: &'a str,
    en: &'a str,
}

/// All instruments as a JSON array.
pub(in super::super) fn json(all: &[Tried]) -> String {
    let views: Vec<View<'_>> = all.iter().map(view).collect();
    let mut text = serde_json::to_string_pretty(&views).unwrap_or_default();
    text.push('\n');
    text
}

fn view(tried: &Tried) -> View<'_> {
    let fates = tried.fates();
    let each = tried.mutants.iter().map(|mutant| MutantView {
        file: &mutant.path,
        line: mutant.line,
        column: mutant.column,
        kind: mutant.kind.word(),
        before: &mutant.before,
        after: &mutant.after,
        fate: mutant.fate.key(),
        why: why(mutant),
    });
    View {
        instrument: &tried.instrument,
        tests: &tried.tests,
        mutants: fates.total(),
        noticed: fates.noticed,
        refused: fates.refused,
        survived: fates.survived,
        unnoticeable: fates.unnoticeable,
        percent: format!("{}.{:02}", fates.hundredths() / 100, fates.hundredths() % 100),
        each: each.collect(),
    }
}

fn why(mutant: &TriedMutant) -> Option<Words<'_>> {
    match &mutant.fate {
        Fate::Unnoticeable(why) => Some(Words { id: why.get(Lang::Id), en: why.get(Lang::En) }),
        Fate::Noticed | Fate::Refused | Fate::Survived => None,
    }
}

/// A suite for each instrument, a case for each mutant: survivors failed, those that can't be noticed were skipped.
pub(in super::super) fn junit(all: &[Tried], lang: Lang) -> String {
    let total = |of: fn(&Tried) -> usize| all.iter().map(of).sum::<usize>();
    let (tests, failures) = (total(|tried| tried.mutants.len()), total(|tried| tried.fates().survived));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites name=\"monev test --mutate\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    );
    for tried in all {
        let fates = tried.fates();
        let (name, tests) = (xml(&tried.tests), tried.mutants.len());
        let (failures, skipped) = (fates.survived, fates.unnoticeable);
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">"
        );
        tried.mutants.iter().for_each(|mutant| case(tried, mutant, lang, &mut out));
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(tried: &Tried, mutant: &TriedMutant, lang: Lang, out: &mut String) {
    let TriedMutant { path, line, column, before, after, .. } = mutant;
    let (path, class) = (xml(path), xml(&tried.instrument));
    let (before, after) = (xml(before), xml(after));
    let kind = kind(mutant.kind, lang);
    let _ = write!(
        out,
        "    <testcase name=\"{path}:{line}:{column} {kind}: {after}\" classname=\"{class}\" file=\"{path}\" line=\"{line}\""
    );
    let _ = match (&mutant.fate, lang) {
        (Fate::Noticed | Fate::Refused, _) => writeln!(out, "/>"),
        (Fate::Unnoticeable(why), lang) => {
            writeln!(out, ">\n      <skipped message=\"{}\"/>\n    </testcase>", xml(why.get(lang)))
        }
        (Fate::Survived, lang) => {
            let message = match lang {
                Lang::Id => "tidak ada uji yang mengetahui kesalahan ini",
                Lang::En => "no test notices this mistake",
            };
            let lines = format!("{}:{line}:{column}\n- {before}\n+ {after}", path);
            writeln!(
                out,
                ">\n      <failure message=\"{message}\" type=\"survived\">{lines}</failure>\n    </testcase>"
            )
        }
    };
}
