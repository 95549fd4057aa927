//! This interview as an author's test: what was answered, and what came of it.

use serde_json::{Map, Value as Json, json};

use crate::batch::{RecordName, column_type, record_json};
use crate::expr::VarId;
use crate::model::{Instrument, VarKind};
use crate::rules::Problem;
use crate::session::Session;

/// The test as a file of tests in YAML. Problems, calculations outside rosters, scores and bands are expected as they are
/// now: whoever keeps the test has looked at them.
pub(super) fn test(session: &Session, name: &str) -> String {
    let instrument = &session.form().instrument;
    let mut test = Map::new();
    test.insert("test".to_owned(), Json::from(name));
    let record = record_json(instrument, session.record(), &RecordName::default());
    for key in ["today", "given", "prev", "answers", "confirmed"] {
        if let Some(value) = record.get(key) {
            test.insert(key.to_owned(), value.clone());
        }
    }
    let problems: Vec<Json> =
        session.problems().iter().filter_map(|problem| problem_of(session, problem)).collect();
    test.insert("expect".to_owned(), json!({ "problems": problems, "values": values(session) }));
    written(&json!({ "tests": [test] }))
}

#[cfg(not(feature = "browser"))]
fn written(file: &Json) -> String {
    serde_yaml::to_string(file).unwrap_or_default()
}

/// JSON is YAML too; the engine of a page has no other writer.
#[cfg(feature = "browser")]
fn written(file: &Json) -> String {
    serde_json::to_string_pretty(file).unwrap_or_default()
}

/// A problem as a test expects it; what was left out because it isn't asked need not be expected.
fn problem_of(session: &Session, problem: &Problem) -> Option<Json> {
    if problem.level == crate::rules::Level::Info {
        return None;
    }
    let at = session.path(session.place_of(problem.item, problem.row))?;
    let mut fields = Map::new();
    fields.insert("item".to_owned(), Json::from(at));
    fields.insert("check".to_owned(), Json::from(problem.kind.check()));
    fields.insert("level".to_owned(), Json::from(problem.level.word()));
    Some(Json::Object(fields))
}

fn values(session: &Session) -> Map<String, Json> {
    let instrument = &session.form().instrument;
    let mut values = Map::new();
    for (id, var) in (0..).map(VarId).zip(&instrument.vars) {
        let computed = matches!(var.kind, VarKind::Calc(_) | VarKind::Score(_) | VarKind::Band(_));
        if computed && var.home.is_none() {
            values.insert(var.name.to_string(), value(session, instrument, id));
        }
    }
    values
}

fn value(session: &Session, instrument: &Instrument, id: VarId) -> Json {
    let cell = session.outcome().cell(id, 0);
    let ty = column_type(instrument, id).filter(|_| !cell.value.is_missing());
    ty.map_or(Json::from("missing"), |ty| {
        ty.write_json(&cell.value, ty.list().and_then(|list| instrument.list(list)))
    })
}
