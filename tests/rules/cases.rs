//! Runs `tests/suite/rules/*.yaml`.

use std::collections::BTreeMap;

use monev::model::Instrument;
use monev::rules::{Outcome, Plan, Problem, View, evaluate};
use serde_json::{Value as Json, json};

use crate::support::{compile, item, joined, plain, record, roster, split, var};

#[test]
fn every_case_comes_out_as_it_says() {
    let mut failures = Vec::new();
    let mut cases = 0;
    insta::glob!("../suite/rules", "*.yaml", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let groups: Vec<Json> =
            serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for group in groups {
            let instrument = compile(group["instrument"].as_str().unwrap());
            for case in group["cases"].as_array().unwrap() {
                cases += 1;
                let name =
                    format!("{}: {}", path.file_stem().unwrap().display(), case["case"].as_str().unwrap());
                failures.extend(run(&instrument, case).into_iter().map(|f| format!("{name}: {f}")));
            }
        }
    });
    assert!(cases > 60, "only {cases} cases were found");
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

/// What of a case came out otherwise.
fn run(instrument: &Instrument, case: &Json) -> Vec<String> {
    let plan = Plan::new(instrument);
    let record = record(instrument, case);
    let outcome = evaluate(instrument, &plan, &record);
    let mut failures = Vec::new();
    for (key, wanted) in case["expect"].as_object().expect("expect") {
        let got = got(instrument, &outcome, key, wanted);
        let same = if key == "values" { same_values(wanted, &got) } else { *wanted == got };
        if !same {
            failures.push(format!("{key}\n    want {wanted}\n    got  {got}"));
        }
    }
    failures
}

/// Numbers are compared by value, the rest by text.
fn same_values(wanted: &Json, got: &Json) -> bool {
    let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    wanted.as_object().unwrap().iter().all(|(name, wanted)| {
        let (wanted, got) = (text(wanted), text(&got[name]));
        let numbers = monev::value::Decimal::parse(&wanted).zip(monev::value::Decimal::parse(&got));
        numbers.map_or(wanted == got, |(a, b)| a == b)
    })
}

fn names(wanted: &Json) -> Vec<&str> {
    match wanted {
        Json::Array(items) => items.iter().map(|name| name.as_str().unwrap()).collect(),
        Json::Object(fields) => fields.keys().map(String::as_str).collect(),
        other => panic!("a list or a mapping, not {other}"),
    }
}

/// What a case asks for, in the shape it asks for it.
fn got(instrument: &Instrument, outcome: &Outcome, key: &str, wanted: &Json) -> Json {
    let view = outcome.view(instrument);
    match key {
        "asked" => listed(wanted, |name| of_item(&view, name, Outcome::asked)),
        "not_asked" => listed(wanted, |name| !of_item(&view, name, Outcome::asked)),
        "required" => listed(wanted, |name| of_item(&view, name, Outcome::required)),
        "not_required" => listed(wanted, |name| !of_item(&view, name, Outcome::required)),
        "values" => mapped(wanted, |name| {
            let (var, row) = cell(&view, name);
            json!(plain(instrument, outcome, var, row))
        }),
        "states" => mapped(wanted, |name| {
            let (var, row) = cell(&view, name);
            json!(outcome.cell(var, row).state.word())
        }),
        "rows" => mapped(wanted, |name| json!(outcome.row_count(Some(roster(instrument, name))))),
        "offered" => mapped(wanted, |name| offered(&view, name)),
        "problems" => json!(outcome.problems.iter().map(|p| problem(&view, p)).collect::<Vec<_>>()),
        "confirmed" => {
            let name = |p: &Problem| format!("{} {}", place(&view, p.item, p.row), p.kind.check());
            json!(outcome.confirmed.iter().map(|c| name(&c.problem)).collect::<Vec<_>>())
        }
        "undecided" => json!(outcome.undecided.iter().map(|u| undecided(&view, u)).collect::<Vec<_>>()),
        "messages" => mapped(wanted, |language| warnings(instrument, outcome, language)),
        "labels" => mapped(wanted, |language| {
            let view = View::new(instrument, outcome, instrument.language(language).unwrap());
            mapped(&wanted[language], |name| {
                let item = &instrument.items[item(instrument, name)];
                json!(view.label(item.label.as_ref().unwrap(), None, 0))
            })
        }),
        other => panic!("a case can't expect `{other}`"),
    }
}

fn listed(wanted: &Json, holds: impl Fn(&str) -> bool) -> Json {
    json!(names(wanted).into_iter().filter(|name| holds(name)).collect::<Vec<_>>())
}

fn mapped(wanted: &Json, of: impl Fn(&str) -> Json) -> Json {
    json!(names(wanted).into_iter().map(|name| (name, of(name))).collect::<BTreeMap<_, _>>())
}

fn of_item(view: &View<'_>, name: &str, fact: impl Fn(&Outcome, monev::model::ItemId, u32) -> bool) -> bool {
    let (name, path) = split(name);
    let id = item(view.instrument, name);
    let row = view.outcome.find_row(view.instrument.items[id].home, &path);
    row.is_some_and(|row| fact(view.outcome, id, row))
}

fn cell(view: &View<'_>, name: &str) -> (monev::expr::VarId, u32) {
    let (name, path) = split(name);
    let var = var(view.instrument, name);
    let home = view.instrument.var(var).unwrap().home;
    (var, view.outcome.find_row(home, &path).unwrap_or_else(|| panic!("no row {path:?} for `{name}`")))
}

fn offered(view: &View<'_>, name: &str) -> Json {
    let id = item(view.instrument, name);
    let list = match &view.instrument.items[id].kind {
        monev::model::ItemKind::Question(question) => {
            view.instrument.list(question.ty.list().unwrap()).unwrap()
        }
        _ => panic!("`{name}` is no question"),
    };
    let codes = view.offered(id, 0).into_iter().map(|at| list.list.choice(at).unwrap().code.to_string());
    json!(codes.collect::<Vec<_>>())
}

fn place(view: &View<'_>, item: monev::model::ItemId, row: u32) -> String {
    let found = &view.instrument.items[item];
    joined(&found.id, &view.outcome.path(found.home, row))
}

fn problem(view: &View<'_>, problem: &Problem) -> String {
    assert!(!problem.text(view).is_empty());
    format!("{} {} {}", place(view, problem.item, problem.row), problem.kind.check(), problem.level.word())
}

fn undecided(view: &View<'_>, found: &monev::rules::Undecided) -> String {
    format!(
        "{} {}",
        place(view, found.item, found.row),
        monev::rules::ProblemKind::Check(found.check).check()
    )
}

/// The wordings of the warnings.
fn warnings(instrument: &Instrument, outcome: &Outcome, language: &str) -> Json {
    let view = View::new(instrument, outcome, instrument.language(language).unwrap());
    let warnings = outcome.problems.iter().filter(|p| p.level == monev::rules::Level::Warning);
    json!(warnings.map(|problem| problem.text(&view)).collect::<Vec<_>>())
}
