//! What people read of problems: every kind in both languages, and its line in the book.

use monev::base::Lang;
use monev::rules::{Level, Plan, Problem, ProblemKind, Record, evaluate};

use crate::support::{compile, item};

#[test]
fn every_problem_reads_in_both_languages() {
    let instrument = compile(crate::laws::INSTRUMENT);
    let outcome = evaluate(&instrument, &Plan::new(&instrument), &Record::new(&instrument));
    let (question, roster) = (item(&instrument, "modal"), item(&instrument, "orang"));
    let mut text = String::new();
    for kind in ProblemKind::ALL {
        let of = if kind.check() == "rows" { roster } else { question };
        let problem = Problem { item: of, row: 0, kind: *kind, level: Level::Error };
        let say = |lang| problem.text(&outcome.view(&instrument).in_lang(lang));
        text.push_str(&format!("{:10} {}\n{:10} {}\n", kind.check(), say(Lang::Id), "", say(Lang::En)));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn every_problem_is_in_the_book() {
    let page = std::fs::read_to_string("book/src/reference/problems.md").unwrap();
    for kind in ProblemKind::ALL {
        let check = format!("`{}`", kind.check());
        let row = page.lines().find(|line| line.starts_with("| ") && line.contains(&check));
        assert!(row.is_some(), "{check} has no line in the table of problems");
    }
}
