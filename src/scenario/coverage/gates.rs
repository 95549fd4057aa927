//! What must be so for a formula to be decided at all, and what is known where it is.

use std::collections::BTreeSet;

use crate::model::{Formula, Instrument, ItemId};
use crate::value::RosterId;

use super::facts::Facts;
use super::places::{Base, Gate};
use super::reach::Reach;

/// What is so of a condition in the way of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    True,
    False,
    NotTrue,
}

/// Something that must be so for a formula to be decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Assumed<'a> {
    pub(super) formula: Option<&'a Formula>,
    home: Option<RosterId>,
    pub(super) how: How,
    /// The item that is asked because of it.
    opens: Option<ItemId>,
}

impl Reach<'_> {
    /// What is known wherever a formula behind this gate is decided, and which items are asked there.
    pub(super) fn known(
        &self,
        gate: &Gate<'_>,
        home: Option<RosterId>,
        facts: Facts,
    ) -> (Facts, BTreeSet<ItemId>) {
        let mut known = Known { reach: self, facts, open: BTreeSet::new() };
        self.assumed(gate, home).iter().for_each(|assumed| known.take(assumed));
        (known.facts, known.open)
    }

    /// What is known where only one of the conditions in the way of a formula is looked at.
    pub(super) fn known_of(&self, assumed: &Assumed<'_>) -> Facts {
        let mut known = Known { reach: self, facts: Facts::default(), open: BTreeSet::new() };
        known.take(assumed);
        known.facts
    }

    /// What must be so for a formula behind this gate to be decided, from the outside in.
    pub(super) fn assumed<'g>(&'g self, gate: &Gate<'g>, home: Option<RosterId>) -> Vec<Assumed<'g>> {
        let items = &self.instrument.items;
        let around = match gate.base {
            Base::Record | Base::Scored(_) => Vec::new(),
            Base::Around(item) => chain(self.instrument, items.get(item).and_then(|item| item.parent)),
            Base::Asked(item) | Base::Unfilled(item) => chain(self.instrument, Some(item)),
        };
        let mut all: Vec<Assumed<'g>> = Vec::new();
        for id in around.into_iter().rev() {
            let item = items.get(id);
            let (formula, home) = (item.and_then(|item| item.when.as_ref()), item.and_then(|item| item.home));
            all.push(Assumed { formula, home, how: How::True, opens: Some(id) });
        }
        let mut add = |formula: Option<&'g Formula>, home: Option<RosterId>, how: How| {
            if formula.is_some() {
                all.push(Assumed { formula, home, how, opens: None });
            }
        };
        if let Base::Scored(score) = gate.base {
            add(self.instrument.scores.get(score).and_then(|score| score.when.as_ref()), None, How::True);
        }
        add(gate.holds, home, How::True);
        add(gate.fails, home, How::False);
        gate.not_true.iter().for_each(|formula| add(Some(formula), home, How::NotTrue));
        all
    }
}

/// An item and all around it, from the inside out.
fn chain(instrument: &Instrument, item: Option<ItemId>) -> Vec<ItemId> {
    std::iter::successors(item, |id| instrument.items.get(*id)?.parent).collect()
}

/// What is known so far.
struct Known<'r, 'a> {
    reach: &'r Reach<'a>,
    facts: Facts,
    open: BTreeSet<ItemId>,
}

impl Known<'_, '_> {
    fn take(&mut self, assumed: &Assumed<'_>) {
        if let Some(formula) = assumed.formula {
            let mut facts = std::mem::take(&mut self.facts).elsewhere();
            let (within, root) =
                (self.reach.within(&formula.expr, assumed.home, &self.open), formula.expr.root);
            match assumed.how {
                How::True => within.assume(&mut facts, root, true),
                How::False => within.assume(&mut facts, root, false),
                How::NotTrue => within.assume_not_true(&mut facts, root),
            }
            self.facts = facts.elsewhere();
        }
        self.open.extend(assumed.opens);
    }
}
