//! Whether an instrument with another formula gives the same outcome for every record.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Message;
use crate::expr::{AttributeRef, Expr, Node, VarId};
use crate::model::{Instrument, ScoreId};
use crate::rules::{Plan, Step};
use crate::value::{Decimal, ListId, RosterId};

use super::alike::{Alike, Pair, Sense};
use super::facts::Facts;
use super::form::any_below;
use super::places::{Base, Gate, Place, places};
use super::points::Kind;
use super::possible::computed;
use super::reach::Reach;
use super::tries::numbers_of;

/// An instrument that others, with other formulas, are compared with.
pub(in crate::scenario) struct Unchanged<'a> {
    reach: Reach<'a>,
    places: Vec<Place<'a>>,
    /// The numbers of the columns that can only have few.
    numbers: BTreeMap<VarId, BTreeSet<Decimal>>,
}

impl<'a> Unchanged<'a> {
    pub(in crate::scenario) fn new(instrument: &'a Instrument, plan: &Plan) -> Self {
        let reach = Reach::of(instrument, plan);
        let mut numbers = BTreeMap::new();
        for (step, home) in plan.run() {
            if let Step::Cell(var) = step
                && home.is_none()
                && let Some(found) = few_numbers(&reach, *var, &numbers)
            {
                numbers.insert(*var, found);
            }
        }
        Self { places: places(instrument), reach, numbers }
    }

    /// Why the formulas of an instrument that is otherwise the same come to the same wherever they are decided; `None`
    /// where they may not.
    pub(in crate::scenario) fn why_same(&self, changed: &Instrument) -> Option<Message> {
        let rescored = rescored(self.reach.instrument, changed);
        let reach = Reach { instrument: changed, own: self.reach.own.clone(), from: self.reach.from.clone() };
        let others = places(changed);
        if others.len() != self.places.len() {
            return None;
        }
        let compared = Compared { unchanged: self, reach: &reach, rescored: &rescored };
        let mut why: Alike = None;
        for (mine, other) in self.places.iter().zip(&others) {
            if mine.owner != other.owner || mine.home != other.home {
                return None;
            }
            let sense = sense(mine.whole);
            why = why.or(compared.formulas((&mine.formula.expr, &other.formula.expr), mine, sense)?);
        }
        for (id, mine) in self.reach.instrument.scores.iter() {
            let other = changed.scores.get(id)?;
            why = why.or(compared.of_score(id, mine.value.as_ref(), other.value.as_ref())?);
            why = why.or(compared.of_score(id, mine.band.as_ref(), other.band.as_ref())?);
        }
        Some(why.unwrap_or_else(|| Message::new("tidak ada yang membacanya", "nothing reads it")))
    }
}

/// The numbers of a computed column, if they are few.
fn few_numbers(
    reach: &Reach<'_>,
    var: VarId,
    known: &BTreeMap<VarId, BTreeSet<Decimal>>,
) -> Option<BTreeSet<Decimal>> {
    let (expr, base) = computed(reach.instrument, var)?;
    expr.ty().as_num()?;
    let (facts, open) = reach.known(&Gate::of(base), None, Facts::default());
    numbers_of(&reach.within(expr, None, &open), &facts, known)
}

/// The lists whose choices have other scores.
fn rescored(mine: &Instrument, other: &Instrument) -> BTreeSet<ListId> {
    let scores = |list: &crate::model::ChoiceList| -> Vec<Option<Decimal>> {
        list.list.choices.values().map(|choice| choice.score).collect()
    };
    let lists = (0..).map(ListId).zip(mine.lists.iter().zip(&other.lists));
    lists.filter(|(_, (mine, other))| scores(mine) != scores(other)).map(|(id, _)| id).collect()
}

/// What counts of a formula: conditions that open something, and rules that apply, act when they are definitely true.
fn sense(whole: Option<Kind>) -> Sense {
    match whole {
        Some(Kind::Asked | Kind::Scored | Kind::Required | Kind::Offered | Kind::Override | Kind::Rule) => {
            Sense::True
        }
        Some(
            Kind::Check(_)
            | Kind::Among
            | Kind::Measure
            | Kind::Value
            | Kind::If
            | Kind::Limit
            | Kind::Filter
            | Kind::Operand
            | Kind::Fallback
            | Kind::Least
            | Kind::Need
            | Kind::Mandatory
            | Kind::Choice
            | Kind::Band
            | Kind::Rows,
        )
        | None => Sense::Exact,
    }
}

/// Two instruments side by side.
struct Compared<'c, 'a> {
    unchanged: &'c Unchanged<'a>,
    reach: &'c Reach<'c>,
    rescored: &'c BTreeSet<ListId>,
}

impl Compared<'_, '_> {
    fn formulas(&self, (mine, other): (&Expr, &Expr), place: &Place<'_>, sense: Sense) -> Option<Alike> {
        self.alike((mine, other), &place.gate, place.home, sense)
    }

    fn of_score(&self, id: ScoreId, mine: Option<&Expr>, other: Option<&Expr>) -> Option<Alike> {
        match (mine, other) {
            (Some(mine), Some(other)) => {
                self.alike((mine, other), &Gate::of(Base::Scored(id)), None, Sense::Exact)
            }
            (None, None) => Some(None),
            (_, _) => None,
        }
    }

    fn alike(
        &self,
        (mine, other): (&Expr, &Expr),
        gate: &Gate<'_>,
        home: Option<RosterId>,
        sense: Sense,
    ) -> Option<Alike> {
        let scores = any_below(mine, mine.root, &mut |node| {
            matches!(node, Node::Attribute { list, attribute: AttributeRef::Score, .. }
                if self.rescored.contains(list))
        });
        if mine == other && !scores {
            return Some(None);
        }
        let reach = &self.unchanged.reach;
        let (facts, open) = reach.known(gate, home, Facts::default());
        let pair = Pair {
            mine: reach.within(mine, home, &open),
            other: self.reach.within(other, home, &open),
            numbers: &self.unchanged.numbers,
            rescored: self.rescored,
        };
        pair.alike(&facts, (mine.root, other.root), sense)
    }
}
