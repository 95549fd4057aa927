//! What conditions say of answers: which answers a schema can look at, and what is known about each.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::days::{days, months};
use super::finite;
use super::intervals::Intervals;
use super::logic::{all, any, has, not, one_of, part};
use super::numbers::numbers;
use super::rails::{Context, Place, Rails, Reads, rails};
use super::typed;
use super::value::{blank, codes, reasons};
use crate::expr::{Expr, Node, NodeId, VarId};
use crate::form::{Trial, names::special_name, operands};
use crate::model::{Instrument, Item, ItemId, ItemKind, Question, QuestionType, VarKind};
use crate::value::{RosterId, Special, State, Value};

/// Operations looked at for one instrument; conditions beyond are noted instead of expressed.
const MOST_STEPS: u32 = 2_000_000;

/// Proper values of one answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Proper {
    /// Numbers in units of the question's scale.
    Numbers(Intervals),
    /// Days, as ordinals.
    Days(Intervals),
    /// Values that a schema accepts.
    Like(Json),
}

/// The answers of an instrument, and the named parts of the schema that conditions share.
pub(super) struct Cells<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) parts: Map<String, Json>,
    steps: u32,
    calcs: BTreeMap<VarId, Option<Rails>>,
    asked: BTreeMap<ItemId, Option<Json>>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(instrument: &'a Instrument) -> Self {
        Self {
            instrument,
            parts: Map::new(),
            steps: MOST_STEPS,
            calcs: BTreeMap::new(),
            asked: BTreeMap::new(),
        }
    }

    /// Counts an operation; `None` when there were too many.
    pub(super) fn step(&mut self) -> Option<()> {
        self.steps = self.steps.checked_sub(1)?;
        Some(())
    }

    /// Leaves only so many operations for what comes next; tells how many there were.
    pub(super) fn lend(&mut self, most: u32) -> u32 {
        std::mem::replace(&mut self.steps, most)
    }

    /// Goes back to the operations there were, less those that were used of the loan.
    pub(super) fn give_back(&mut self, before: u32, lent: u32) {
        self.steps = before.saturating_sub(lent - self.steps.min(lent)).max(1);
    }

    /// A node that reads no answer.
    pub(super) fn constant(&self, expr: &Expr, id: NodeId, at: Context) -> Value {
        self.with(None, at).eval(expr, id)
    }

    /// An environment in which one column has this value.
    pub(super) fn with(&self, answered: Option<(VarId, Value, State)>, at: Context) -> Trial<'a> {
        Trial { instrument: self.instrument, answered, choice: at.choice }
    }

    /// Where an expression of rows of `home` (or of the record) stands.
    pub(super) fn context(&self, home: Option<RosterId>) -> Context {
        let outer = |roster: &RosterId| self.instrument.roster(*roster).and_then(|roster| roster.parent);
        let depth = std::iter::successors(home, outer).count();
        Context { home, slot: u8::try_from(depth).unwrap_or(u8::MAX), choice: None }
    }

    /// What a node reads, itself and everything in it.
    pub(super) fn only_read(&self, expr: &Expr, id: NodeId, at: Context) -> Reads {
        let mut found = Reads::Nothing;
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let node = expr.node(id);
            let own = match node {
                Node::Read { var, slot } | Node::State { var, slot, .. } => self.reading(*var, *slot, at),
                Node::CurrentChoice if at.choice.is_some() => Reads::Nothing,
                Node::CurrentChoice
                | Node::RowIndex { .. }
                | Node::Label { .. }
                | Node::Aggregate(_)
                | Node::Lookup { .. } => Reads::More,
                Node::Const(_) | Node::Attribute { .. } | Node::ByCode { .. } | Node::Call { .. } => {
                    Reads::Nothing
                }
            };
            found = match (found, own) {
                (Reads::More, _) | (_, Reads::More) => return Reads::More,
                (Reads::Nothing, read) | (read, Reads::Nothing) => read,
                (Reads::One(a), Reads::One(b)) if a == b => Reads::One(a),
                (Reads::One(_), Reads::One(_)) => return Reads::More,
            };
            open.extend(operands(node));
        }
        found
    }

    fn reading(&self, var: VarId, slot: u8, at: Context) -> Reads {
        let Some(column) = self.instrument.var(var) else { return Reads::More };
        let own_row = column.home == at.home && slot == at.slot;
        let record = column.home.is_none() && slot == 0;
        match column.kind {
            VarKind::Question(_) | VarKind::Calc(_) if own_row || record => Reads::One(var),
            VarKind::Question(_)
            | VarKind::Calc(_)
            | VarKind::Today
            | VarKind::Given(_)
            | VarKind::Score(_)
            | VarKind::Band(_)
            | VarKind::Part(..)
            | VarKind::RowChoice(_)
            | VarKind::Prev(_) => Reads::More,
        }
    }

    pub(super) fn is_calc(&self, var: VarId) -> bool {
        matches!(self.instrument.var(var).map(|var| var.kind), Some(VarKind::Calc(_)))
    }

    /// The question of a column.
    pub(super) fn question(&self, var: VarId) -> Option<(ItemId, &'a Item, &'a Question)> {
        let Some(VarKind::Question(id)) = self.instrument.var(var).map(|var| var.kind) else { return None };
        self.instrument.question(id).map(|(item, question)| (id, item, question))
    }

    /// A calculated truth value: true where it is asked and its formula is.
    pub(super) fn calc(&mut self, var: VarId, at: Context) -> Option<Rails> {
        if let Some(known) = self.calcs.get(&var) {
            return known.clone();
        }
        self.calcs.insert(var, None);
        let made = self.make_calc(var, at);
        self.calcs.insert(var, made.clone());
        made
    }

    fn make_calc(&mut self, var: VarId, _: Context) -> Option<Rails> {
        let column = self.instrument.var(var)?;
        let VarKind::Calc(id) = column.kind else { return None };
        let ItemKind::Calc(calc) = &self.instrument.items.get(id)?.kind else { return None };
        let inner = self.context(column.home);
        let asked = self.asked(id)?;
        let found = rails(self, &calc.value.expr, inner)?;
        let place = Place::of(column.home);
        if found.place != Place::Any && found.place != place {
            return None;
        }
        let yes = self.named(format!("{}.true", column.name), all([asked.clone(), found.yes]));
        let no = self.named(format!("{}.false", column.name), all([asked, found.no]));
        Some(Rails::object(place, yes, no))
    }

    /// A named part of the schema, unless it is short anyway.
    fn named(&mut self, name: String, schema: Json) -> Json {
        if schema.is_boolean() || schema.get("$ref").is_some() {
            return schema;
        }
        let reference = part(&name);
        self.parts.insert(name, schema);
        reference
    }

    /// Whether an item is asked, in the object it stands in.
    pub(super) fn asked(&mut self, id: ItemId) -> Option<Json> {
        if let Some(known) = self.asked.get(&id) {
            return known.clone();
        }
        self.asked.insert(id, None);
        let made = self.make_asked(id);
        self.asked.insert(id, made.clone());
        made
    }

    fn make_asked(&mut self, id: ItemId) -> Option<Json> {
        let item = self.instrument.items.get(id)?;
        let around = item.parent.filter(|parent| {
            let parent = self.instrument.items.get(*parent);
            parent
                .is_some_and(|parent| parent.home == item.home && !matches!(parent.kind, ItemKind::Roster(_)))
        });
        let outer = match around {
            Some(parent) => self.asked(parent)?,
            None => Json::Bool(true),
        };
        let own = match &item.when {
            Some(when) => {
                let at = self.context(item.home);
                let found = rails(self, &when.expr, at)?;
                (found.place == Place::Any || found.place == Place::of(item.home)).then_some(found.yes)?
            }
            None => Json::Bool(true),
        };
        let whole = all([outer, own]);
        Some(self.named(format!("{}.asked", item.id), whole))
    }

    /// Whether something is recorded for a question: an answer or a reason.
    pub(super) fn given(&self, item: &Item, question: &Question) -> Json {
        has(&item.id, not(blank(&question.ty)))
    }

    /// A recorded reason, as a value: the object, or a special code of the list.
    pub(super) fn reason(&self, question: &Question, reason: Special) -> Json {
        let list = question.ty.list().and_then(|list| self.instrument.list(list));
        let codes = one_of(&codes(list, |special| special == Some(reason)));
        let several = matches!(question.ty, QuestionType::SelectMultiple(_) | QuestionType::Rank(_));
        let code = match several && codes != Json::Bool(false) {
            true => json!({ "type": "array", "minItems": 1, "maxItems": 1, "items": codes }),
            false => codes,
        };
        any([part(special_name(reason)), code])
    }

    /// A proper value: neither nothing nor a reason.
    pub(super) fn proper(&self, question: &Question) -> Json {
        let reasons =
            reasons(self.instrument, question).into_iter().map(|reason| self.reason(question, reason));
        not(any(std::iter::once(blank(&question.ty)).chain(reasons)))
    }

    /// Proper values as a schema.
    pub(super) fn values(&self, question: &Question, values: &Proper) -> Json {
        match values {
            Proper::Like(schema) => schema.clone(),
            Proper::Days(set) if question.ty == QuestionType::Month => months(set),
            Proper::Days(set) => days(set),
            Proper::Numbers(set) => {
                let ty = self.instrument.var(question.var).map(|var| &var.ty);
                let scale = if let Some(crate::value::Type::Num(number)) = ty { number.scale } else { 0 };
                numbers(set, scale, question.ty != QuestionType::Integer)
            }
        }
    }

    /// A condition that reads one column.
    pub(super) fn condition(
        &mut self,
        expr: &Expr,
        id: NodeId,
        (var, at): (VarId, Context),
    ) -> Option<Rails> {
        if self.is_calc(var) {
            return finite::of_calc(self, expr, id, (var, at));
        }
        let (_, _, question) = self.question(var)?;
        match question.ty {
            QuestionType::SelectOne(_) | QuestionType::YesNo => finite::of_choices(self, expr, id, (var, at)),
            QuestionType::Text
            | QuestionType::Integer
            | QuestionType::Decimal { .. }
            | QuestionType::Money
            | QuestionType::Percent { .. }
            | QuestionType::Date
            | QuestionType::Month
            | QuestionType::Time
            | QuestionType::DateTime
            | QuestionType::SelectMultiple(_)
            | QuestionType::Rank(_)
            | QuestionType::Geopoint
            | QuestionType::Photo
            | QuestionType::Audio
            | QuestionType::Video
            | QuestionType::File
            | QuestionType::Signature
            | QuestionType::Barcode => typed::condition(self, expr, id, (var, at)),
        }
    }
}
