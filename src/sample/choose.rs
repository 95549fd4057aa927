//! Answers by choosing: from lists as they are offered, by the weights of a rule or by chance.

use std::sync::Arc;

use super::dice::Dice;
use super::draw::Asking;
use super::narrow::Narrow;
use super::propose::PLAUSIBLE;
use super::rate::Rate;
use super::walk::Walk;
use crate::expr::Node;
use crate::model::ChoiceList;
use crate::value::{Special, Value};

impl<'a> Walk<'a> {
    /// One of a rule's values, by weight; of choices only those that are offered.
    pub(super) fn weighted(
        &mut self,
        asking: &Asking<'a>,
        values: &[(Value, u64)],
        row: u32,
        dice: &mut Dice,
    ) -> Option<Value> {
        if asking.filter.is_none() {
            return dice.weighted(values).cloned();
        }
        let offered = self.offered(asking, row);
        let fits = |value: &Value| {
            if let Value::Choice(choice) = value { offered.binary_search(choice).is_ok() } else { true }
        };
        let kept: Vec<(Value, u64)> = values.iter().filter(|(value, _)| fits(value)).cloned().collect();
        dice.weighted(&kept).cloned()
    }

    pub(super) fn ticked(
        &mut self,
        asking: &Asking<'a>,
        rates: &[(u32, Rate)],
        row: u32,
        dice: &mut Dice,
    ) -> Option<Value> {
        let offered = self.offered(asking, row);
        let fits = |code: &u32| asking.filter.is_none() || offered.binary_search(code).is_ok();
        let drawn: Vec<(u32, bool)> = rates
            .iter()
            .map(|(code, rate)| (*code, dice.happens(*rate)))
            .filter(|(code, _)| fits(code))
            .collect();
        let mut ticked: Vec<u32> =
            drawn.iter().filter(|(_, ticked)| *ticked).map(|(code, _)| *code).collect();
        let alone = |code: &u32| self.is_alone(asking, *code);
        if ticked.is_empty() {
            // Nothing applies: "none of these", where the list has it, else what is likeliest.
            let none = self.list(asking);
            let exclusive = none.and_then(|list| list.texts.iter().position(|text| text.exclusive));
            let exclusive = exclusive.and_then(|at| u32::try_from(at).ok()).filter(fits);
            let likeliest = || rates.iter().filter(|(code, _)| fits(code)).max_by_key(|(_, rate)| *rate);
            ticked.extend(exclusive.or_else(|| likeliest().map(|(code, _)| *code)));
        } else if ticked.len() > 1 && !ticked.iter().all(alone) {
            ticked.retain(|code| !alone(code));
        }
        ticked.truncate(if ticked.iter().all(alone) { 1 } else { usize::MAX });
        ticked.sort_unstable();
        ticked.dedup();
        (!ticked.is_empty()).then(|| Value::Choices(ticked.into()))
    }

    /// The choices that a question offers, but those that say why there is no answer; sorted.
    pub(super) fn offered(&mut self, asking: &Asking<'a>, row: u32) -> Arc<[u32]> {
        let Some(item) = asking.item else {
            let list = self.list(asking);
            let all = 0..list.map_or(0, |list| u32::try_from(list.list.choices.len()).unwrap_or(0));
            return all.filter(|choice| self.is_proper(asking, *choice)).collect();
        };
        let key = self.offer_key(asking);
        let known = key.as_ref().and_then(|key| self.offers.get(&(item, key.clone())));
        if let Some(known) = known {
            return Arc::clone(known);
        }
        let offered = self.outcome.view(self.scene.instrument).offered(item, row);
        let offered: Arc<[u32]> =
            offered.into_iter().filter(|choice| self.is_proper(asking, *choice)).collect();
        if let Some(key) = key {
            self.offers.insert((item, key), Arc::clone(&offered));
        }
        offered
    }

    /// What decides which choices are offered, where that is a few cells of the record itself.
    fn offer_key(&self, asking: &Asking<'a>) -> Option<Vec<Value>> {
        let Some(filter) = asking.filter else { return Some(Vec::new()) };
        let outside = |var| self.scene.instrument.var(var).is_some_and(|var| var.home.is_none());
        let simple = filter.expr.iterates().next().is_none()
            && filter.expr.reads().all(|(var, _)| outside(var))
            && filter
                .expr
                .nodes
                .values()
                .all(|node| !matches!(node, Node::State { .. } | Node::RowIndex { .. }));
        let value = |(var, _)| self.outcome.cell(var, 0).value.clone();
        simple.then(|| filter.expr.reads().map(value).collect())
    }

    /// The list of a choice question.
    fn list(&self, asking: &Asking<'_>) -> Option<&'a ChoiceList> {
        asking.ty.list().and_then(|list| self.scene.instrument.list(list))
    }

    fn is_proper(&self, asking: &Asking<'_>, choice: u32) -> bool {
        let list = self.list(asking);
        let special = list.and_then(|list| list.list.choice(choice)).and_then(|choice| choice.special);
        !matches!(special, Some(Special::DontKnow | Special::Refused))
    }

    /// Whether a choice can't be combined with others.
    fn is_alone(&self, asking: &Asking<'_>, choice: u32) -> bool {
        let list = self.list(asking);
        let exclusive =
            list.and_then(|list| list.texts.get(choice as usize)).is_some_and(|text| text.exclusive);
        let special =
            list.and_then(|list| list.list.choice(choice)).is_some_and(|choice| choice.special.is_some());
        exclusive || special
    }

    pub(super) fn one(&mut self, asking: &Asking<'a>, row: u32, dice: &mut Dice) -> Option<Value> {
        let offered = self.offered(asking, row);
        let avoided = self.avoid.get(&(asking.var, row)).filter(|avoided| avoided.len() < offered.len());
        let Some(avoided) = avoided else { return dice.pick(&offered).copied().map(Value::Choice) };
        let open: Vec<u32> = offered.iter().copied().filter(|choice| !avoided.contains(choice)).collect();
        dice.pick(&open).or_else(|| dice.clone().pick(&offered)).copied().map(Value::Choice)
    }

    /// Some of the choices: few at first, then any number.
    pub(super) fn some(
        &mut self,
        asking: &Asking<'a>,
        row: u32,
        narrow: &Narrow,
        (trial, dice): (u32, &mut Dice),
    ) -> Option<Value> {
        let offered = self.offered(asking, row);
        let (alone, mut open): (Vec<u32>, Vec<u32>) =
            offered.iter().copied().partition(|choice| self.is_alone(asking, *choice));
        let all = i128::try_from(open.len()).unwrap_or(0);
        let least = narrow.low.unwrap_or(1).clamp(1, all.max(1));
        let usual = if trial < PLAUSIBLE { 3 } else { all };
        let most = narrow.high.unwrap_or(all.min(usual)).clamp(least, all.max(1));
        let single = least <= 1 && (open.is_empty() || dice.below(offered.len() as u64) < alone.len() as u64);
        if single && let Some(choice) = dice.pick(&alone) {
            return Some(Value::Choices([*choice].into()));
        }
        let count = dice.between(least, most);
        let mut ticked = Vec::new();
        while i128::try_from(ticked.len()).is_ok_and(|n| n < count) && !open.is_empty() {
            let at = usize::try_from(dice.below(open.len() as u64)).unwrap_or(0);
            ticked.push(open.swap_remove(at));
        }
        ticked.sort_unstable();
        (!ticked.is_empty()).then(|| Value::Choices(ticked.into()))
    }

    /// All choices, in some order.
    pub(super) fn all(&mut self, asking: &Asking<'a>, row: u32, dice: &mut Dice) -> Option<Value> {
        let offered = self.offered(asking, row);
        let proper = offered.iter().copied().filter(|choice| !self.is_special(asking, *choice));
        let mut open: Vec<u32> = proper.collect();
        let mut ranked = Vec::with_capacity(open.len());
        while !open.is_empty() {
            let at = usize::try_from(dice.below(open.len() as u64)).unwrap_or(0);
            ranked.push(open.swap_remove(at));
        }
        (!ranked.is_empty()).then(|| Value::Choices(ranked.into()))
    }

    fn is_special(&self, asking: &Asking<'_>, choice: u32) -> bool {
        let list = self.list(asking);
        list.and_then(|list| list.list.choice(choice)).is_some_and(|choice| choice.special.is_some())
    }
}
