//! The answers' schema, item by item: what each looks like, when it must be there and when it must not.
//!
//! An item that is not asked must be absent (or blank), a required one that is asked must be there, and a check that
//! stops a record must not be definitely false.

// BUDGET: one description an item kind, side by side.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::cells::{Cells, Proper};
use super::logic::{all, any, field, has, not, one_of, when};
use super::rails::{Cell, Place, Rails, rails};
use super::value::{Limit, answer, blank, codes};
use crate::form::children_of;
use crate::model::{
    Check, CheckLevel, CheckOrigin, ChoiceList, Formula, Instrument, Item, ItemId, ItemKind, Question,
    QuestionType, Required, Roster, Rows, VarKind,
};
use crate::value::RosterId;

/// A rule that JSON Schema can't express, or that this schema doesn't.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unexpressed {
    /// The item.
    pub item: Arc<str>,
    /// Which of its rules: `when`, `required`, `check 1`, `min`, `choices_where`, `rows`, `key`.
    pub rule: String,
    /// The rule as written.
    pub source: Arc<str>,
}

/// Operations spent on the filter of one question: a filter of every village by its district is left to the engine.
const MOST_FILTER_STEPS: u32 = 200_000;

/// Makes the schema of an object that holds answers.
pub(super) struct Builder<'a> {
    pub(super) cells: Cells<'a>,
    pub(super) unexpressed: Vec<Unexpressed>,
}

/// Constraints of one object, and those of rows that only the record's own answers decide.
#[derive(Default)]
struct Rules {
    own: Vec<Json>,
    /// Constraints on the object around, for conditions of rows that read only what stands there.
    lifted: Vec<Json>,
}

/// Where items are looked at.
#[derive(Debug, Clone, Copy)]
struct At {
    home: Option<RosterId>,
    /// It is known that what stands around is asked; otherwise items may be missing for reasons that can't be told.
    sure: bool,
    /// A condition of this object stands around: what is lifted would lose it.
    nested: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(instrument: &'a Instrument) -> Self {
        Self { cells: Cells::new(instrument), unexpressed: Vec::new() }
    }

    fn instrument(&self) -> &'a Instrument {
        self.cells.instrument
    }

    /// The schema of the object of answers.
    pub(super) fn answers(&mut self) -> Json {
        let mut properties = Map::new();
        self.properties(&self.instrument().roots.clone(), &mut properties);
        for var in &self.instrument().vars {
            // What the engine computes may stand in a record; it is ignored.
            if matches!(var.kind, VarKind::Score(_) | VarKind::Band(_)) {
                properties.insert(var.name.to_string(), Json::Bool(true));
            }
        }
        let rules =
            self.block(&self.instrument().roots.clone(), At { home: None, sure: true, nested: false });
        object(properties, rules.own.into_iter().chain(rules.lifted))
    }

    fn properties(&mut self, items: &[ItemId], properties: &mut Map<String, Json>) {
        for id in items {
            let Some(item) = self.instrument().items.get(*id) else { continue };
            let schema = match &item.kind {
                ItemKind::Question(question) => self.question_property(item, question),
                ItemKind::Calc(_) => Json::Bool(true),
                ItemKind::Note => continue,
                ItemKind::Section { .. } | ItemKind::Grid { .. } => {
                    self.properties(children_of(self.instrument(), item), properties);
                    continue;
                }
                ItemKind::Roster(roster) => match self.instrument().roster(*roster) {
                    Some(model) => self.roster_property(item, model),
                    None => continue,
                },
            };
            properties.insert(item.id.to_string(), schema);
        }
    }

    fn question_property(&mut self, item: &Item, question: &Question) -> Json {
        let mut limit = Limit::default();
        for check in stopping(question) {
            let Some(cell) = self.own_check(item, question, check) else { continue };
            match (&cell.yes, is_total(&question.ty)) {
                (Proper::Numbers(good), _) => {
                    let known = limit.numbers.take();
                    limit.numbers = Some(known.map_or(good.clone(), |known| known.intersect(good)));
                }
                (yes, true) => limit.others.push(self.cells.values(question, yes)),
                (_, false) => limit.others.push(not(self.cells.values(question, &cell.no))),
            }
        }
        let mut schema = answer(self.instrument(), question, &limit);
        if let Some(fields) = schema.as_object_mut() {
            let title = item.label.as_ref().map(|label| label.plain(0)).unwrap_or_default();
            if !title.is_empty() {
                fields.shift_insert(0, "title".to_owned(), json!(title));
            }
        }
        schema
    }

    /// What a check says of the answer alone, if it speaks of nothing else.
    fn own_check(&mut self, item: &Item, question: &Question, check: &Check) -> Option<Cell> {
        let at = self.cells.context(item.home);
        let cell = rails(&mut self.cells, &check.require.expr, at)?.cell?;
        (cell.var == question.var).then_some(cell)
    }

    fn roster_property(&mut self, item: &Item, roster: &Roster) -> Json {
        let mut properties = Map::new();
        self.properties(&roster.children, &mut properties);
        if let Some((_, list)) = roster.row_choice
            && !properties.contains_key("row")
        {
            let proper = one_of(&codes(self.instrument().list(list), |_| true));
            properties.insert("row".to_owned(), any([proper, super::logic::part("blank")]));
        }
        let empty = !roster.children.iter().any(|child| self.always_there(*child));
        let kind = if empty { json!(["object", "null"]) } else { json!("object") };
        let row = json!({ "type": kind, "properties": properties, "additionalProperties": false });
        let title = item.label.as_ref().map(|label| label.plain(0)).unwrap_or_default();
        let most = if matches!(roster.rows, Rows::Free | Rows::Previous(_)) { roster.max } else { u32::MAX };
        let most = most.min(crate::base::Limits::default().roster_rows);
        let rows = json!({ "type": "array", "maxItems": most, "items": row });
        json!({ "title": title, "anyOf": [rows, super::logic::part("blank")] })
    }

    /// Whether an object without this item can't be that of a finished record.
    pub(super) fn always_there(&self, id: ItemId) -> bool {
        let Some(item) = self.instrument().items.get(id).filter(|item| item.when.is_none()) else {
            return false;
        };
        match &item.kind {
            ItemKind::Question(question) => question.required == Required::Always,
            ItemKind::Section { children } | ItemKind::Grid { children } => {
                children.iter().any(|child| self.always_there(*child))
            }
            ItemKind::Note | ItemKind::Calc(_) | ItemKind::Roster(_) => false,
        }
    }

    fn note(&mut self, item: &Item, rule: impl Into<String>, source: &str) {
        self.unexpressed.push(Unexpressed {
            item: item.id.clone(),
            rule: rule.into(),
            source: source.into(),
        });
    }

    /// A condition as schemas of the object it stands in or of the one around.
    fn condition(&mut self, item: &Item, formula: &Formula, at: At) -> Option<Rails> {
        let context = self.cells.context(at.home);
        let found = rails(&mut self.cells, &formula.expr, context)?;
        let own = Place::of(at.home);
        let around =
            at.home.and_then(|home| self.instrument().roster(home)).map(|roster| Place::of(roster.parent));
        let liftable = item.home.is_some() && !at.nested && Some(found.place) == around;
        (found.place == Place::Any || found.place == own || liftable).then_some(found)
    }

    fn block(&mut self, items: &[ItemId], at: At) -> Rules {
        let mut rules = Rules::default();
        for id in items {
            let Some(item) = self.instrument().items.get(*id) else { continue };
            if matches!(item.kind, ItemKind::Note | ItemKind::Calc(_)) {
                continue;
            }
            let one = self.item(*id, item, at);
            rules.own.extend(one.own);
            rules.lifted.extend(one.lifted);
        }
        rules
    }

    /// The rules of an item and all that stands in it.
    fn item(&mut self, id: ItemId, item: &Item, at: At) -> Rules {
        let Some(formula) = &item.when else { return self.content(item, at) };
        let Some(found) = self.condition(item, formula, at) else {
            self.note(item, "when", &formula.source.0);
            return self.content(item, At { sure: false, ..at });
        };
        let lifts = found.place != Place::Any && found.place != Place::of(at.home);
        let then = self.content(item, At { nested: true, ..at });
        let (asked, absent) = (all(then.own), self.absent(id));
        let mut rules = Rules { own: Vec::new(), lifted: then.lifted };
        match at.home.filter(|_| lifts) {
            None => rules.own.push(when(found.yes, asked, absent)),
            Some(home) => {
                let rows = |each: Json| self.each_row(home, each);
                rules.lifted.push(when(found.yes, rows(asked), rows(absent)));
            }
        }
        rules
    }

    /// A schema of the object around a roster: each of its rows is like this.
    fn each_row(&self, home: RosterId, each: Json) -> Json {
        let roster =
            self.instrument().roster(home).and_then(|roster| self.instrument().items.get(roster.item));
        if each == Json::Bool(true) {
            return each;
        }
        field(roster.map_or("", |item| &item.id), json!({ "items": each }))
    }

    fn content(&mut self, item: &Item, at: At) -> Rules {
        match &item.kind {
            ItemKind::Question(question) => self.question(item, question, at),
            ItemKind::Section { .. } | ItemKind::Grid { .. } => {
                let children = children_of(self.instrument(), item).to_vec();
                self.block(&children, at)
            }
            ItemKind::Roster(roster) => match self.instrument().roster(*roster) {
                Some(model) => self.roster(item, (*roster, model), at),
                None => Rules::default(),
            },
            ItemKind::Note | ItemKind::Calc(_) => Rules::default(),
        }
    }

    fn question(&mut self, item: &Item, question: &Question, at: At) -> Rules {
        let given = self.cells.given(item, question);
        let mut rules = Rules::default();
        match &question.required {
            Required::Never => {}
            Required::Always if at.sure => rules.own.push(given.clone()),
            Required::Always => {}
            Required::When(formula) => match self.own_condition(item, formula, at) {
                Some(found) if at.sure => rules.own.push(when(found.yes, given.clone(), Json::Bool(true))),
                Some(_) => {}
                None => self.note(item, "required", &formula.source.0),
            },
        }
        let mut checked = Vec::new();
        for check in stopping(question) {
            // What concerns the value alone stands with the property.
            if self.own_check(item, question, check).is_some() {
                continue;
            }
            match self.own_condition(item, &check.require, at) {
                Some(found) => checked.push(not(found.no)),
                None => self.note(item, check_name(check), &check.require.source.0),
            }
        }
        // Where it isn't known whether the question is asked, an answer tells that it is.
        let checked = all(checked);
        rules.own.push(if at.sure { checked } else { when(given, checked, Json::Bool(true)) });
        if let Some(filter) = &question.choices_where {
            let offered = self.offered(item, question, filter, at);
            rules.own.push(offered);
        }
        if let (Some(filter), QuestionType::Rank(_)) = (&question.choices_where, &question.ty) {
            self.note(item, "type", &filter.source.0);
        }
        rules
    }

    /// A condition as schemas of the very object it stands in.
    fn own_condition(&mut self, item: &Item, formula: &Formula, at: At) -> Option<Rails> {
        self.condition(item, formula, At { nested: true, ..at })
    }

    /// Only the choices that the filter lets through.
    fn offered(&mut self, item: &Item, question: &Question, filter: &Formula, at: At) -> Json {
        let list = question.ty.list().and_then(|list| self.instrument().list(list));
        let before = self.cells.lend(MOST_FILTER_STEPS);
        let offered = self.offered_within(item, question, (filter, list), at);
        self.cells.give_back(before, MOST_FILTER_STEPS);
        offered
    }

    fn offered_within(
        &mut self,
        item: &Item,
        question: &Question,
        (filter, list): (&Formula, Option<&ChoiceList>),
        at: At,
    ) -> Json {
        let mut by_condition: Vec<(Json, Vec<&str>)> = Vec::new();
        for (choice, code) in (0..).zip(codes(list, |_| true)) {
            let context = super::rails::Context { choice: Some(choice), ..self.cells.context(at.home) };
            let own = Place::of(at.home);
            let found = rails(&mut self.cells, &filter.expr, context);
            let Some(found) = found.filter(|found| found.place == Place::Any || found.place == own) else {
                self.note(item, "choices_where", &filter.source.0);
                return Json::Bool(true);
            };
            match by_condition.iter_mut().find(|(yes, _)| *yes == found.yes) {
                Some((_, codes)) => codes.push(code),
                None => by_condition.push((found.yes, vec![code])),
            }
        }
        let several = !matches!(question.ty, QuestionType::SelectOne(_));
        all(by_condition.into_iter().map(|(yes, codes)| {
            let chosen = one_of(&codes);
            let chosen = if several { json!({ "type": "array", "contains": chosen }) } else { chosen };
            when(has(&item.id, chosen), yes, Json::Bool(true))
        }))
    }

    fn roster(&mut self, item: &Item, (id, roster): (RosterId, &Roster), at: At) -> Rules {
        let free = matches!(roster.rows, Rows::Free);
        let mut rules = Rules::default();
        if !free {
            let source = match &roster.rows {
                Rows::Count(formula) => formula.source.0.to_string(),
                Rows::Free | Rows::ForEachTicked(_) | Rows::ForEachChoice(_) | Rows::Previous(_) => {
                    String::new()
                }
            };
            self.note(item, "rows", &source);
        }
        let key: Vec<String> =
            roster.key.iter().filter_map(|key| Some(self.instrument().var(*key)?.name.to_string())).collect();
        if !key.is_empty() {
            self.note(item, "key", &key.join(", "));
        }
        let inner = self.block(&roster.children, At { home: Some(id), sure: true, nested: false });
        let row = all(inner.own);
        // Rows that may not be the roster's own are held to its rules only when they hold answers.
        let row = if free && at.sure {
            row
        } else {
            let empty = self.absent_all(&roster.children);
            when(empty, Json::Bool(true), row)
        };
        if row != Json::Bool(true) {
            rules.own.push(field(&item.id, json!({ "items": row })));
        }
        if free && at.sure && roster.min > 0 {
            rules.own.push(has(&item.id, json!({ "type": "array", "minItems": roster.min })));
        }
        rules.own.extend(inner.lifted);
        rules
    }

    /// Nothing is recorded for an item, nor for what stands in it.
    fn absent(&self, id: ItemId) -> Json {
        let Some(item) = self.instrument().items.get(id) else { return Json::Bool(true) };
        match &item.kind {
            ItemKind::Question(question) => field(&item.id, blank(&question.ty)),
            ItemKind::Roster(roster) => {
                let children = self.instrument().roster(*roster).map(|roster| roster.children.clone());
                field(&item.id, json!({ "items": self.absent_all(&children.unwrap_or_default()) }))
            }
            ItemKind::Section { .. } | ItemKind::Grid { .. } => {
                self.absent_all(children_of(self.instrument(), item))
            }
            ItemKind::Note | ItemKind::Calc(_) => Json::Bool(true),
        }
    }

    fn absent_all(&self, items: &[ItemId]) -> Json {
        let mut properties = Map::new();
        for id in items {
            if let Json::Object(mut fields) = self.absent(*id)
                && let Some(Json::Object(more)) = fields.remove("properties")
            {
                properties.extend(more);
            }
        }
        if properties.is_empty() { Json::Bool(true) } else { json!({ "properties": properties }) }
    }
}

/// Whether a comparison with a constant is true or false for every proper value; a choice may have no score to compare.
fn is_total(ty: &QuestionType) -> bool {
    ty.list().is_none()
}

/// The checks that stop a record.
fn stopping(question: &Question) -> impl Iterator<Item = &Check> {
    question.checks.iter().filter(|check| check.level == CheckLevel::Error)
}

fn check_name(check: &Check) -> String {
    match check.origin {
        CheckOrigin::Min => "min".to_owned(),
        CheckOrigin::Max => "max".to_owned(),
        CheckOrigin::Author(number) => format!("check {number}"),
    }
}

/// An object with these properties and no others, and these rules besides.
fn object(properties: Map<String, Json>, rules: impl Iterator<Item = Json>) -> Json {
    let rules: Vec<Json> = rules.filter(|rule| *rule != Json::Bool(true)).collect();
    let mut out = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if let (false, Some(fields)) = (rules.is_empty(), out.as_object_mut()) {
        fields.insert("allOf".to_owned(), Json::Array(rules));
    }
    out
}
