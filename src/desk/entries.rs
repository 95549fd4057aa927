//! What is different, one entry per place, with what it is now.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::{Map, Value as Json, json};

use super::Fields;
use crate::batch::column_type;
use crate::model::answer::{Raw, special_word};
use crate::model::{Item, ItemKind, Label, Question, QuestionType, ScoreId};
use crate::rules::{Cell, Problem};
use crate::session::{Change, Place, RowKey, Session};
use crate::value::{RosterId, Special, State, Value};

/// Which facts of a place are told.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    asked: bool,
    required: bool,
    value: bool,
    choices: bool,
    label: bool,
    problems: bool,
    rows: bool,
}

impl Facts {
    pub(super) const ALL: Self = Self {
        asked: true,
        required: true,
        value: true,
        choices: true,
        label: true,
        problems: true,
        rows: true,
    };

    /// The facts that are words, and so different in another language.
    pub(super) const WORDS: Self = Self {
        asked: false,
        required: false,
        value: true,
        choices: true,
        label: true,
        problems: true,
        rows: true,
    };

    fn add(&mut self, change: Change) {
        match change {
            Change::Asked(_) => self.asked = true,
            Change::Required(_) => self.required = true,
            Change::Value(_) => self.value = true,
            Change::Choices(_) => self.choices = true,
            Change::Label(_) => self.label = true,
            Change::Problems(_) => self.problems = true,
            Change::Rows(_) => self.rows = true,
            Change::Score(_) => {}
        }
    }
}

/// What the last operation changed, as entries: items first, then scores. All that stands in a row that wasn't known is
/// told; `known` are then the rows there are.
pub(super) fn changed(session: &Session, known: &mut BTreeSet<RowKey>) -> Json {
    let mut places: IndexMap<Place, Facts> = IndexMap::new();
    let mut scores: Vec<ScoreId> = Vec::new();
    if session.changes().iter().any(|change| matches!(change, Change::Rows(_))) {
        let rows = all_rows(session);
        for place in rows.difference(known).flat_map(|key| inside(session, *key)) {
            places.insert(place, Facts::ALL);
        }
        *known = rows;
    }
    for change in session.changes() {
        match (change, change.place()) {
            (_, Some(place)) => places.entry(place).or_default().add(*change),
            (Change::Score(score), None) => scores.push(*score),
            (_, None) => {}
        }
    }
    // What was typed where it can't be read may be different though its value isn't.
    let invalid = |at: &Place| session.cell(*at).is_some_and(|cell| cell.state == State::Invalid);
    if let Some(at) = session.at().filter(invalid) {
        places.entry(at).or_default().value = true;
    }
    let items = places.into_iter().filter_map(|(place, facts)| entry(session, place, facts));
    items.chain(scores.into_iter().filter_map(|id| score(session, id))).collect()
}

/// The keys of all rows there are.
pub(super) fn all_rows(session: &Session) -> BTreeSet<RowKey> {
    let rosters = (0_u32..).map(RosterId).zip(&session.form().instrument.rosters);
    let all = rosters.flat_map(|(id, roster)| {
        (0..session.outcome().row_count(roster.parent))
            .flat_map(move |row| session.rows(session.place_of(roster.item, row)))
            .filter(move |key| session.find(*key).is_some_and(|(roster, _)| roster == id))
    });
    all.collect()
}

/// All that stands in a row.
fn inside(session: &Session, key: RowKey) -> Vec<Place> {
    let home = session.find(key).map(|(roster, _)| roster);
    let items =
        session.form().instrument.items.iter().filter(|(_, item)| item.home == home && home.is_some());
    items.map(|(item, _)| Place { item, row: key }).collect()
}

/// The facts of one place; none when its row is gone, or there is nothing to tell.
pub(super) fn entry(session: &Session, at: Place, facts: Facts) -> Option<Json> {
    let instrument = &session.form().instrument;
    let item = instrument.items.get(at.item)?;
    let mut fields = Map::new();
    fields.insert("at".to_owned(), Json::from(session.path(at)?));
    if at.row != RowKey::RECORD {
        fields.insert("row".to_owned(), Json::from(at.row.0));
    }
    let few = fields.len();
    if facts.asked {
        fields.insert("asked".to_owned(), Json::from(session.is_asked(at)));
    }
    match &item.kind {
        ItemKind::Question(question) => add_question(session, at, question, facts, &mut fields),
        ItemKind::Calc(_) if facts.value => add_value(session, at, &mut fields),
        ItemKind::Roster(_) if facts.rows => {
            fields.insert("rows".to_owned(), rows(session, at));
        }
        ItemKind::Calc(_)
        | ItemKind::Roster(_)
        | ItemKind::Section { .. }
        | ItemKind::Note
        | ItemKind::Grid { .. } => {}
    }
    if facts.problems && !matches!(item.kind, ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_)) {
        add_problems(session, at, &mut fields);
    }
    if facts.label {
        add_texts(session, at, item, &mut fields);
    }
    (fields.len() > few).then_some(Json::Object(fields))
}

fn add_question(session: &Session, at: Place, question: &Question, facts: Facts, fields: &mut Fields) {
    if facts.required {
        fields.insert("required".to_owned(), Json::from(session.is_required(at)));
    }
    if facts.value {
        add_value(session, at, fields);
    }
    if facts.choices && question.choices_where.is_some() {
        let list = question.ty.list().and_then(|list| session.form().instrument.list(list));
        let code = |choice: u32| list?.list.choice(choice).map(|choice| Json::from(&*choice.code));
        fields.insert("choices".to_owned(), session.offered(at).into_iter().filter_map(code).collect());
    }
}

/// The state of a cell, its value as records have it, and as people read it.
fn add_value(session: &Session, at: Place, fields: &mut Fields) {
    let Some((cell, var)) = session.cell(at).zip(session.column(at)) else { return };
    fields.insert("state".to_owned(), Json::from(cell.state.word()));
    let instrument = &session.form().instrument;
    let value = column_type(instrument, var).and_then(|ty| written(session, &ty, cell));
    fields.insert("value".to_owned(), value.unwrap_or_default());
    if let Some(shown) = session.shown(at) {
        fields.insert("shown".to_owned(), Json::from(shown));
    }
    if let Some(typed) = session.typed(at).filter(|_| cell.state == State::Invalid) {
        fields.insert("typed".to_owned(), raw_json(typed));
    }
}

fn written(session: &Session, ty: &QuestionType, cell: &Cell) -> Option<Json> {
    let special = |special| json!({ "special": special_word(special) });
    match cell.state {
        State::DontKnow => Some(special(Special::DontKnow)),
        State::Refused => Some(special(Special::Refused)),
        State::MarkedNotApplicable => Some(special(Special::NotApplicable)),
        State::Answered if cell.value != Value::Missing => {
            let list = ty.list().and_then(|list| session.form().instrument.list(list));
            Some(ty.write_json(&cell.value, list))
        }
        State::Answered | State::Unanswered | State::NotAsked | State::Invalid | State::NotInVersion => None,
    }
}

/// What was typed, as JSON again.
fn raw_json(raw: &Raw) -> Json {
    match raw {
        Raw::Null | Raw::Broken(_) => Json::Null,
        Raw::Bool(truth) => Json::Bool(*truth),
        Raw::Number(text) | Raw::Text(text) | Raw::Untyped(text) => Json::from(&**text),
        Raw::List(items) => items.iter().map(raw_json).collect(),
        Raw::Object(fields) => Json::Object(
            fields.iter().map(|field| (field.name.to_string(), raw_json(&field.value))).collect(),
        ),
    }
}

fn rows(session: &Session, at: Place) -> Json {
    let row = |(number, key): (u32, RowKey)| {
        let mut fields = Map::new();
        fields.insert("row".to_owned(), Json::from(key.0));
        fields.insert("number".to_owned(), Json::from(number));
        if let Some(label) = session.row_label(key) {
            fields.insert("label".to_owned(), Json::from(label));
        }
        if let Some(code) = row_code(session, key) {
            fields.insert("choice".to_owned(), Json::from(code));
        }
        Json::Object(fields)
    };
    (1..).zip(session.rows(at)).map(row).collect()
}

/// The code of the choice that a row stands for.
fn row_code(session: &Session, key: RowKey) -> Option<&str> {
    let (roster, row) = session.find(key)?;
    let instrument = &session.form().instrument;
    let (_, list) = instrument.roster(roster)?.row_choice?;
    let choice = session.outcome().row(roster, row)?.choice?;
    instrument.list(list)?.list.choice(choice).map(|choice| &*choice.code)
}

fn add_problems(session: &Session, at: Place, fields: &mut Fields) {
    let view = session.view();
    let told = |problem: &Problem| json!({ "check": problem.kind.check(), "level": problem.level.word(), "message": problem.text(&view) });
    let problems: Json = session.problems_at(at).iter().map(told).collect();
    fields.insert("problems".to_owned(), problems);
    let confirmed = session.confirmed_at(at);
    if !confirmed.is_empty() {
        let told = |confirmed: &crate::rules::Confirmed| {
            let problem = confirmed.problem;
            json!({ "check": problem.kind.check(), "message": problem.text(&view), "reason": &*confirmed.reason })
        };
        fields.insert("confirmed".to_owned(), confirmed.iter().map(told).collect());
    }
}

/// Labels and hints that show values; all others stand in the form.
fn add_texts(session: &Session, at: Place, item: &Item, fields: &mut Fields) {
    let Some(row) = session.row_number(at) else { return };
    let view = session.view();
    let shown = |label: &Option<Label>| {
        label.as_ref().filter(|label| label.has_pipes()).map(|label| view.label(label, item.home, row))
    };
    if let Some(label) = shown(&item.label) {
        fields.insert("label".to_owned(), Json::from(label));
    }
    if let Some(hint) = shown(&item.hint) {
        fields.insert("hint".to_owned(), Json::from(hint));
    }
    if let ItemKind::Question(question) = &item.kind
        && let Some(labels) = choice_labels(session, question)
    {
        fields.insert("labels".to_owned(), labels);
    }
}

/// The labels of choices that show values, by code.
fn choice_labels(session: &Session, question: &Question) -> Option<Json> {
    let id = question.ty.list()?;
    let list = session.form().instrument.list(id)?;
    let mut labels = Map::new();
    for (at, (choice, text)) in (0_u32..).zip(list.list.choices.values().zip(&list.texts)) {
        if text.label.has_pipes()
            && let Some(label) = session.view().choice_label(id, at)
        {
            labels.insert(choice.code.to_string(), Json::from(&*label));
        }
    }
    (!labels.is_empty()).then_some(Json::Object(labels))
}

/// A score as it is now.
pub(super) fn score(session: &Session, id: ScoreId) -> Option<Json> {
    let instrument = &session.form().instrument;
    let score = instrument.scores.get(id)?;
    let mut fields = Map::new();
    fields.insert("at".to_owned(), Json::from(format!("score.{}", score.id)));
    fields.insert("asked".to_owned(), Json::from(session.outcome().score_asked(id)));
    for (name, var) in [("value", score.var), ("band", score.band_var)] {
        let Some(var) = var else { continue };
        let cell = session.outcome().cell(var, 0);
        let value = column_type(instrument, var).and_then(|ty| written(session, &ty, cell));
        fields.insert(name.to_owned(), value.unwrap_or_default());
        let ty = instrument.var(var).map(|var| &var.ty).filter(|_| !cell.value.is_missing());
        if let Some(ty) = ty {
            let shown = session.view().value(&cell.value, ty, crate::rules::meaning(instrument, var));
            let name = if name == "value" { "shown" } else { "band_label" };
            fields.insert(name.to_owned(), Json::from(shown));
        }
    }
    Some(Json::Object(fields))
}
