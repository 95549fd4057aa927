//! Formulas tried with every value that makes a difference: codes of lists, the numbers beside each limit they are
//! compared with, there or missing.
//!
//! **Invariant:** whatever a record holds, one of the tries stands for it. What is read twice is one input; what can't be
//! followed down to few values is an input of its own, which allows more than can happen and never less.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use smallvec::smallvec;

use crate::base::Message;
use crate::expr::{Env, Expr, Frame, Node, NodeId, VarId, eval};
use crate::model::{Instrument, VarKind};
use crate::value::{Decimal, List, ListId, RosterId, State, TableId, Value};

use super::alike::{Alike, Pair, Sense};
use super::facts::Facts;
use super::inputs::Inputs;
use super::reach::Within;
use super::reasons;
use super::worth::{There, Worth};

/// Most tries of one pair of formulas.
const MOST_TRIES: usize = 20_000;
/// Most nodes evaluated for one pair of formulas.
const MOST_STEPS: usize = 4_000_000;

impl Pair<'_> {
    /// Whether both come to the same for every value of what they read.
    pub(super) fn by_trying(&self, facts: &Facts, (a, b): (NodeId, NodeId), sense: Sense) -> Option<Alike> {
        let mut inputs = Inputs::new(facts, self.numbers, &self.mine);
        let (mine, other) = (inputs.add(&self.mine, a)?, inputs.add(&self.other, b)?);
        let tries = inputs.finish()?;
        let instruments = (self.mine.reach.instrument, self.other.reach.instrument);
        let same = tries.each(instruments.0, |tried| {
            let one = tried.value(&tries, mine, instruments.0);
            let two = tried.value(&tries, other, instruments.1);
            match sense {
                Sense::Exact => one == two,
                Sense::True => (one.truth() == Some(true)) == (two.truth() == Some(true)),
                Sense::False => (one.truth() == Some(false)) == (two.truth() == Some(false)),
            }
        });
        same.then(|| Some(self.tried(&tries, a)))
    }

    /// Why trying found no difference.
    fn tried(&self, tries: &Tries, a: NodeId) -> Message {
        let inputs = tries.inputs.as_slice();
        if let [Input { name, range: Some((low, high)), .. }] = inputs {
            return reasons::nothing_between(name.as_deref().unwrap_or_default(), *low, *high);
        }
        let mut names: Vec<Arc<str>> = inputs.iter().filter_map(|input| input.name.clone()).collect();
        names.dedup();
        match names.is_empty() {
            true => reasons::nothing_between(&self.name(a), None, None),
            false => reasons::all_tried(&names, tries.count()),
        }
    }

    /// What a node of the unchanged formula is called: the column it reads; empty for anything else.
    pub(super) fn name(&self, id: NodeId) -> Arc<str> {
        name(&self.mine, id).unwrap_or_default()
    }
}

/// The column that a node reads; of a score's part, the score.
pub(super) fn name(within: &Within<'_, '_>, id: NodeId) -> Option<Arc<str>> {
    let instrument = within.reach.instrument;
    let var = instrument.var(within.expr.nodes.get(id)?.read()?)?;
    match var.kind {
        VarKind::Part(score, _) => Some(format!("score.{}", instrument.scores.get(score)?.id).into()),
        VarKind::Today
        | VarKind::Given(_)
        | VarKind::Question(_)
        | VarKind::Calc(_)
        | VarKind::Score(_)
        | VarKind::Band(_)
        | VarKind::RowChoice(_)
        | VarKind::Prev(_) => Some(Arc::clone(&var.name)),
    }
}

/// Something that formulas read, with the values that make a difference.
#[derive(Debug)]
pub(super) struct Input {
    /// What it is called, if it is a column.
    pub(super) name: Option<Arc<str>>,
    /// Its column and slot; none for what stands for a part of a formula.
    pub(super) column: Option<(VarId, u8)>,
    pub(super) values: Vec<(Value, State)>,
    /// From where to where its numbers go.
    pub(super) range: Option<(Option<Decimal>, Option<Decimal>)>,
}

/// Formulas with the parts that are tried put in, and every input.
#[derive(Debug)]
pub(super) struct Tries {
    pub(super) inputs: Vec<Input>,
    pub(super) formulas: Vec<(Expr, NodeId)>,
    /// Calculations that are followed: which formula they are, and what is known of their value.
    pub(super) followed: BTreeMap<VarId, (usize, Option<Worth>)>,
    /// The first number of a column that stands for an input.
    pub(super) fresh: u32,
}

impl Tries {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.inputs.iter().fold(1, |all, input| all.saturating_mul(input.values.len()))
    }

    /// Whether there are few enough.
    pub(super) fn are_few(&self) -> bool {
        let nodes: usize = self.formulas.iter().map(|(expr, _)| expr.nodes.len()).sum();
        let tries = self.count();
        tries <= MOST_TRIES && tries.saturating_mul(nodes) <= MOST_STEPS
    }

    /// Calls `holds` with every try that fits what is known, until one doesn't hold.
    pub(super) fn each(&self, instrument: &Instrument, mut holds: impl FnMut(&Tried<'_>) -> bool) -> bool {
        if self.inputs.iter().any(|input| input.values.is_empty()) {
            return true;
        }
        let mut picked = vec![0_usize; self.inputs.len()];
        loop {
            let tried = Tried { tries: self, picked: &picked, instrument };
            if tried.fits() && !holds(&tried) {
                return false;
            }
            let step = picked.iter_mut().zip(&self.inputs).any(|(at, input)| {
                *at += 1;
                let carried = *at == input.values.len();
                if carried {
                    *at = 0;
                }
                !carried
            });
            if !step {
                return true;
            }
        }
    }
}

/// One try: a value for every input.
#[derive(Clone, Copy)]
pub(super) struct Tried<'t> {
    tries: &'t Tries,
    picked: &'t [usize],
    instrument: &'t Instrument,
}

impl Tried<'_> {
    /// What a formula comes to, with the scores of a certain instrument.
    pub(super) fn value(&self, tries: &Tries, formula: usize, instrument: &Instrument) -> Value {
        let Some((expr, root)) = tries.formulas.get(formula) else { return Value::Missing };
        let env = Tried { tries: self.tries, picked: self.picked, instrument };
        crate::expr::eval_node(expr, *root, &env, &mut slots())
    }

    /// Whether the calculations come to what is known of them.
    fn fits(&self) -> bool {
        self.tries
            .followed
            .iter()
            .all(|(var, (_, known))| known.as_ref().is_none_or(|known| known.may_be(&self.read(*var, 0))))
    }

    fn input(&self, at: usize) -> Option<&(Value, State)> {
        self.tries.inputs.get(at)?.values.get(*self.picked.get(at)?)
    }

    fn column(&self, var: VarId, slot: u32) -> Option<&(Value, State)> {
        let wanted = (var, u8::try_from(slot).ok()?);
        let at = self.tries.inputs.iter().position(|input| input.column == Some(wanted))?;
        self.input(at)
    }
}

/// Each slot holds the row of its own number, so that what is read in it is known by it.
fn slots() -> Frame {
    let mut slots: Frame = smallvec![];
    slots.extend(0..8);
    slots
}

impl Env for Tried<'_> {
    fn read(&self, var: VarId, slot: u32) -> Value {
        if let Some(at) = var.0.checked_sub(self.tries.fresh) {
            let input = usize::try_from(at).ok().and_then(|at| self.input(at));
            return input.map_or(Value::Missing, |(value, _)| value.clone());
        }
        // A calculation that is followed may come to more values than those it is compared with somewhere else.
        let followed = self.tries.followed.get(&var).filter(|_| slot == 0);
        if let Some((expr, _)) = followed.and_then(|(at, _)| self.tries.formulas.get(*at)) {
            return eval(expr, self, &mut slots());
        }
        self.column(var, slot).map_or(Value::Missing, |(value, _)| value.clone())
    }

    fn state(&self, var: VarId, slot: u32) -> State {
        self.column(var, slot).map_or(State::Unanswered, |(_, state)| *state)
    }

    fn rows(&self, _: RosterId, _: u32) -> Range<u32> {
        0..0
    }

    fn row_index(&self, _: RosterId, _: u32) -> u32 {
        0
    }

    fn list(&self, list: ListId) -> Option<&List> {
        self.instrument.list(list).map(|list| &list.list)
    }

    fn label(&self, _: ListId, _: u32) -> Option<Arc<str>> {
        None
    }

    fn lookup(&self, _: TableId, _: &[Value], _: u32) -> Value {
        Value::Missing
    }

    fn current_choice(&self) -> Option<u32> {
        None
    }
}

/// The numbers that a formula can come to, if they are few.
pub(super) fn numbers_of(
    within: &Within<'_, '_>,
    facts: &Facts,
    known: &BTreeMap<VarId, BTreeSet<Decimal>>,
) -> Option<BTreeSet<Decimal>> {
    let mut inputs = Inputs::new(facts, known, within);
    let formula = inputs.add(within, within.expr.root)?;
    let tries = inputs.finish()?;
    let instrument = within.reach.instrument;
    let mut numbers = BTreeSet::new();
    let few = tries.each(instrument, |tried| {
        if let Value::Num(number) = tried.value(&tries, formula, instrument) {
            numbers.insert(number);
        }
        numbers.len() <= MOST_NUMBERS
    });
    few.then_some(numbers)
}

/// Most numbers of a column that are kept.
const MOST_NUMBERS: usize = 2_000;

/// Whether a part of a formula is a constant.
pub(super) fn constant(expr: &Expr, id: NodeId) -> Option<&Value> {
    if let Some(Node::Const(value)) = expr.nodes.get(id) { Some(value) } else { None }
}

/// The codes that are possible.
pub(super) fn codes(worth: &Worth) -> Option<Vec<Value>> {
    match &worth.there {
        There::Codes(codes) => Some(codes.iter().map(|code| Value::Choice(*code)).collect()),
        There::Nothing => Some(Vec::new()),
        There::Truth { .. } | There::Between(..) | There::Digits(..) | There::Texts(_) | There::Anything => {
            None
        }
    }
}
