//! Mistakes made on purpose, such as hurried hands make: for trying out validation and the reports on data quality.
//!
//! **Invariant:** a mistake that is told of is found by validation.

use super::dice::Dice;
use super::names::Known;
use super::ordinal::Axis;
use super::sampler::Made;
use super::walk::Walk;
use crate::expr::VarId;
use crate::model::{ItemId, ItemKind, Question, VarKind};
use crate::rules::{Level, Problem, Record, Recorded, evaluate};
use crate::value::{Special, State, Value};

/// How often a kind of mistake is tried at different places.
const PLACES: u32 = 6;

/// A kind of mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mistake {
    /// A required answer was left out.
    LeftOut,
    /// A number or day beyond what a check allows.
    BeyondBounds,
    /// A choice that isn't offered.
    NotOffered,
    /// A reason that the question doesn't allow.
    ReasonNotAllowed,
    /// A choice that stands alone, together with others.
    NotAlone,
    /// An answer to what isn't asked.
    NotAsked,
    /// The key of a row once more.
    KeyRepeated,
    /// The case of the record before.
    CaseRepeated,
}

impl Mistake {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::LeftOut,
        Self::BeyondBounds,
        Self::NotOffered,
        Self::ReasonNotAllowed,
        Self::NotAlone,
        Self::NotAsked,
        Self::KeyRepeated,
        Self::CaseRepeated,
    ];
}

/// A cell of a record that an answer may stand in.
#[derive(Clone, Copy)]
struct Spot<'a> {
    item: ItemId,
    question: &'a Question,
    row: u32,
    at: u32,
}

impl<'a> Walk<'a> {
    /// Makes a mistake in a record that has none; none where nothing can be done wrong.
    pub(super) fn spoil(&mut self, made: &mut Made, number: u64, dice: &mut Dice) {
        let mut kinds = Mistake::ALL.to_vec();
        while !kinds.is_empty() {
            let kind = kinds.swap_remove(usize::try_from(dice.below(kinds.len() as u64)).unwrap_or(0));
            if kind == Mistake::CaseRepeated {
                if number > 1 {
                    made.case = self.name_of(number - 1);
                    made.mistakes.push(kind);
                    return;
                }
                continue;
            }
            for _ in 0..PLACES {
                let Some(record) = self.wrong(kind, &made.record, dice) else { break };
                if self.is_found(&record) {
                    made.record = record;
                    made.mistakes.push(kind);
                    return;
                }
            }
        }
    }

    fn name_of(&mut self, number: u64) -> Option<std::sync::Arc<str>> {
        let own = self.facts.known.first().cloned();
        if let Some(slot) = self.facts.known.get_mut(Known::Number as usize) {
            *slot = crate::value::ops::whole(number);
        }
        let name = self.case_name(number);
        if let Some((slot, own)) = self.facts.known.get_mut(Known::Number as usize).zip(own) {
            *slot = own;
        }
        if let Value::Text(name) = name { Some(name) } else { None }
    }

    fn is_found(&self, record: &Record) -> bool {
        let outcome = evaluate(self.scene.instrument, self.scene.plan, record);
        outcome.problems.iter().any(|problem: &Problem| problem.level != Level::Warning)
    }

    /// The record with a mistake of a kind, where there is a place for one.
    fn wrong(&self, kind: Mistake, record: &Record, dice: &mut Dice) -> Option<Record> {
        let spots: Vec<Spot<'a>> = self.spots().filter(|spot| self.fits(kind, spot, record)).collect();
        let spot = *dice.pick(&spots)?;
        let recorded = self.wrong_answer(kind, &spot, record, dice)?;
        let mut record = record.clone();
        record.set(spot.question.var, spot.at, recorded);
        Some(record)
    }

    /// Every cell that an answer may stand in.
    fn spots<'s>(&'s self) -> impl Iterator<Item = Spot<'a>> + use<'a, 's> {
        let items = self.scene.instrument.items.iter();
        items.flat_map(move |(item, model)| {
            let question =
                if let ItemKind::Question(question) = &model.kind { Some(&**question) } else { None };
            let rows = question.map_or(0, |_| self.outcome.row_count(model.home));
            (0..rows).filter_map(move |row| {
                Some(Spot { item, question: question?, row, at: self.outcome.recorded_row(model.home, row)? })
            })
        })
    }

    fn fits(&self, kind: Mistake, spot: &Spot<'_>, record: &Record) -> bool {
        let asked = self.outcome.asked(spot.item, spot.row);
        let answered = self.outcome.cell(spot.question.var, spot.row).state == State::Answered;
        let list = spot.question.ty.list().and_then(|list| self.scene.instrument.list(list));
        match kind {
            Mistake::LeftOut => {
                asked
                    && self.outcome.required(spot.item, spot.row)
                    && record.answer(spot.question.var, spot.at).is_given()
            }
            Mistake::BeyondBounds => {
                asked && answered && !spot.question.checks.is_empty() && Axis::of(&spot.question.ty).is_some()
            }
            Mistake::NotOffered => asked && answered && spot.question.choices_where.is_some(),
            Mistake::ReasonNotAllowed => asked && !spot.question.allow.refused && list.is_none(),
            Mistake::NotAlone => {
                let alone = |text: &crate::model::ChoiceText| text.exclusive;
                asked && list.is_some_and(|list| list.texts.iter().any(alone)) && self.is_several(spot)
            }
            Mistake::NotAsked => !asked && spot.question.specifies.is_none(),
            Mistake::KeyRepeated => self.is_rest_of_key_repeated(spot, record),
            Mistake::CaseRepeated => false,
        }
    }

    /// Whether an answer is part of a key whose other parts are those of the row before already.
    fn is_rest_of_key_repeated(&self, spot: &Spot<'_>, record: &Record) -> bool {
        let home = self.scene.instrument.var(spot.question.var).and_then(|var| var.home);
        let Some(roster) = home.and_then(|home| self.scene.instrument.roster(home)) else { return false };
        let Some(before) = spot.at.checked_sub(1).filter(|_| spot.row > 0) else { return false };
        let own = spot.question.var;
        let same = |var: &VarId| *var == own || record.answer(*var, before) == record.answer(*var, spot.at);
        roster.key.contains(&own) && roster.key.iter().all(same)
    }

    fn is_several(&self, spot: &Spot<'_>) -> bool {
        matches!(self.outcome.cell(spot.question.var, spot.row).value, Value::Choices(_))
    }

    fn wrong_answer(
        &self,
        kind: Mistake,
        spot: &Spot<'a>,
        record: &Record,
        dice: &mut Dice,
    ) -> Option<Recorded> {
        let value = &self.outcome.cell(spot.question.var, spot.row).value;
        let list = spot.question.ty.list().and_then(|list| self.scene.instrument.list(list));
        match kind {
            Mistake::LeftOut => Some(Recorded::Nothing),
            Mistake::BeyondBounds => {
                let axis = Axis::of(&spot.question.ty)?;
                let (low, high) = axis.ends();
                let own = axis.place(value, true)?;
                // A digit too many, a sign, a year wrong: then anything.
                let places =
                    [own.saturating_mul(10), own.saturating_neg(), own.saturating_add(3_660), low, high];
                let at = (*dice.pick(&places)?).clamp(low, high);
                axis.value(at).map(Recorded::Value)
            }
            Mistake::NotOffered => {
                let count = list?.list.choices.len() as u64;
                Some(Recorded::Value(Value::Choice(u32::try_from(dice.below(count)).ok()?)))
            }
            Mistake::ReasonNotAllowed => Some(Recorded::Special(Special::Refused)),
            Mistake::NotAlone => {
                let Value::Choices(own) = value else { return None };
                let all = 0..u32::try_from(list?.texts.len()).ok()?;
                let alone = |choice: u32| {
                    list.and_then(|l| l.texts.get(choice as usize)).is_some_and(|t| t.exclusive)
                };
                let has_alone = own.iter().any(|choice| alone(*choice));
                let other = all.clone().find(|choice| alone(*choice) != has_alone)?;
                let mut both: Vec<u32> = own.iter().copied().chain([other]).collect();
                both.sort_unstable();
                Some(Recorded::Value(Value::Choices(both.into())))
            }
            Mistake::NotAsked => self.some_answer(spot).map(Recorded::Value),
            Mistake::KeyRepeated => Some(record.answer(spot.question.var, spot.at.checked_sub(1)?).clone()),
            Mistake::CaseRepeated => None,
        }
    }

    /// An answer of a question's type.
    fn some_answer(&self, spot: &Spot<'_>) -> Option<Value> {
        let column = self.scene.instrument.var(spot.question.var)?;
        let VarKind::Question(_) = column.kind else { return None };
        let ty = self.scene.instrument.question_type(column.kind)?;
        let list = ty.list().and_then(|list| self.scene.instrument.list(list));
        match (Axis::of(ty), list) {
            (Some(Axis::Day | Axis::Month), _) => self.record.today.map(Value::Date),
            (Some(axis), _) => axis.value(1),
            (None, Some(_)) => {
                matches!(ty, crate::model::QuestionType::SelectOne(_)).then_some(Value::Choice(0))
            }
            (None, None) => {
                matches!(ty, crate::model::QuestionType::Text).then(|| Value::text("tidak ditanyakan"))
            }
        }
    }
}
