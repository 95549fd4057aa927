//! What a formula must be tried with: gone down to the choices and truth values it reads, to numbers that are only
//! compared with limits, and to calculations that are always made.

use std::collections::{BTreeMap, BTreeSet};

use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId, VarId};
use crate::model::VarKind;
use crate::value::{Decimal, State, Type, Value};

use super::facts::{Facts, bounds};
use super::form::form;
use super::possible::computed;
use super::reach::Within;
use super::tries::{Input, Tries, codes, constant, name};
use super::worth::Worth;

/// How deep calculations are followed.
const DEEPEST: u8 = 3;
/// Most inputs of one pair of formulas.
const MOST_INPUTS: usize = 24;

/// Why a cell has no value.
const WITHOUT: [State; 7] = [
    State::Unanswered,
    State::NotAsked,
    State::DontKnow,
    State::Refused,
    State::MarkedNotApplicable,
    State::Invalid,
    State::NotInVersion,
];

/// What tells one input from another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Column(VarId, u8),
    /// A part of a formula, by what it says.
    Part(String),
}

/// What is known of an input so far.
#[derive(Debug, Clone)]
struct Found {
    worth: Worth,
    /// The limits it is compared with; its decimals. None for what is no number.
    limits: Option<(BTreeSet<Decimal>, u8)>,
    /// The numbers it can be.
    numbers: Option<BTreeSet<Decimal>>,
    /// Only whether it is there makes a difference.
    presence: bool,
    /// Why it is missing makes a difference.
    states: bool,
    name: Option<std::sync::Arc<str>>,
    /// The nodes that it stands for, by formula.
    nodes: Vec<(usize, NodeId)>,
}

/// The inputs of some formulas while they are gathered.
#[derive(Clone)]
pub(super) struct Inputs<'p> {
    facts: Facts,
    numbers: &'p BTreeMap<VarId, BTreeSet<Decimal>>,
    own: Within<'p, 'p>,
    formulas: Vec<(&'p Expr, NodeId)>,
    followed: BTreeMap<VarId, (usize, Option<Worth>)>,
    found: BTreeMap<Key, Found>,
}

impl<'p> Inputs<'p> {
    /// None yet. `own` is the formula whose nodes the facts are about.
    pub(super) fn new(
        facts: &Facts,
        numbers: &'p BTreeMap<VarId, BTreeSet<Decimal>>,
        own: &Within<'p, 'p>,
    ) -> Self {
        let (formulas, followed, found) = Default::default();
        Self { facts: facts.clone(), numbers, own: *own, formulas, followed, found }
    }

    /// Adds a part of a formula; `None` where it can't be tried.
    pub(super) fn add(&mut self, within: &Within<'p, 'p>, id: NodeId) -> Option<usize> {
        let at = self.formulas.len();
        self.formulas.push((within.expr, id));
        self.cut((at, within), id, 0).then_some(at)
    }

    /// Goes on with a clean slate where a part can't be followed down: then it is an input itself.
    fn cut(&mut self, within: (usize, &Within<'p, 'p>), id: NodeId, depth: u8) -> bool {
        let before = self.clone();
        if self.inside(within, id, depth) {
            return true;
        }
        *self = before;
        self.part(within, id)
    }

    fn worth(&self, within: &Within<'_, '_>, id: NodeId) -> Worth {
        match std::ptr::eq(within.expr, self.own.expr) {
            true => within.worth(&self.facts, id),
            false => within.worth(&self.facts.clone().elsewhere(), id),
        }
    }

    fn inside(&mut self, (at, within): (usize, &Within<'p, 'p>), id: NodeId, depth: u8) -> bool {
        let expr = within.expr;
        match expr.nodes.get(id) {
            Some(Node::Const(_)) => true,
            Some(Node::Read { var, slot }) => self.column((at, within), id, (*var, *slot), depth),
            Some(Node::State { var, slot, .. }) => {
                let worth = self.column_worth(within, (*var, *slot));
                self.noted(Key::Column(*var, *slot), worth, |found| found.states = true)
            }
            Some(Node::Attribute { of, .. } | Node::ByCode { of, .. }) => self.cut((at, within), *of, depth),
            Some(Node::Call { func, args }) => {
                let before = self.clone();
                if args.iter().all(|arg| self.cut((at, within), *arg, depth)) {
                    return true;
                }
                *self = before;
                self.compared((at, within), *func, args)
            }
            Some(
                Node::RowIndex { .. }
                | Node::CurrentChoice
                | Node::Label { .. }
                | Node::Aggregate(_)
                | Node::Lookup { .. },
            )
            | None => false,
        }
    }

    /// What a column can be worth in a slot, read anywhere.
    fn column_worth(&self, within: &Within<'_, '_>, (var, slot): (VarId, u8)) -> Worth {
        self.facts.cells.get(&(var, slot)).cloned().unwrap_or_else(|| within.column(&self.facts, var, slot))
    }

    fn noted(&mut self, key: Key, worth: Worth, how: impl FnOnce(&mut Found)) -> bool {
        let empty = Found {
            worth: worth.clone(),
            limits: None,
            numbers: None,
            presence: false,
            states: false,
            name: None,
            nodes: Vec::new(),
        };
        let found = self.found.entry(key).or_insert(empty);
        found.worth = std::mem::replace(&mut found.worth, Worth::nothing()).meet(&worth);
        how(found);
        self.found.len() <= MOST_INPUTS
    }

    /// A column that is read: followed down if it is calculated, else with its codes, truth values or few numbers.
    fn column(
        &mut self,
        (_, within): (usize, &Within<'p, 'p>),
        id: NodeId,
        (var, slot): (VarId, u8),
        depth: u8,
    ) -> bool {
        if self.followed.contains_key(&var) && slot == 0 {
            return true;
        }
        let before = self.clone();
        if slot == 0 && self.follow(within, var, depth) {
            return true;
        }
        *self = before;
        let worth = self.column_worth(within, (var, slot));
        let numbers = self.numbers.get(&var).cloned();
        let ty = within.expr.type_of(id);
        let few = is_few(ty, &worth) || (ty.as_num().is_some() && numbers.is_some());
        let name = name(within, id);
        few && self.noted(Key::Column(var, slot), worth, |found| {
            found.numbers = numbers;
            found.name = name;
        })
    }

    /// A calculation of the record itself that is made whatever is answered.
    fn follow(&mut self, within: &Within<'p, 'p>, var: VarId, depth: u8) -> bool {
        let reach = self.own.reach;
        let kind = reach.instrument.var(var).filter(|var| var.home.is_none()).map(|var| var.kind);
        let made =
            matches!(kind, Some(VarKind::Calc(_) | VarKind::Part(..) | VarKind::Score(_) | VarKind::Band(_)));
        if !made || depth >= DEEPEST || !within.is_asked(&self.facts, var, 0) {
            return false;
        }
        let Some((expr, _)) = computed(reach.instrument, var) else { return false };
        let there = Within { reach, expr, depth: 0, ..*within };
        let at = self.formulas.len();
        self.formulas.push((expr, expr.root));
        self.followed.insert(var, (at, self.facts.cells.get(&(var, 0)).cloned()));
        self.inside((at, &there), expr.root, depth + 1)
    }

    /// A comparison of a number with limits, or whether something is there.
    fn compared(&mut self, within: (usize, &Within<'p, 'p>), func: Func, args: &[NodeId]) -> bool {
        match (func, args) {
            (Func::IsMissing, [of]) => self.seen(within, *of, None),
            (
                Func::Equal
                | Func::NotEqual
                | Func::Less
                | Func::LessOrEqual
                | Func::Greater
                | Func::GreaterOrEqual
                | Func::Between
                | Func::In,
                args,
            ) => {
                let mut limits = BTreeSet::new();
                let mut open = Vec::new();
                for arg in args {
                    match constant(within.1.expr, *arg) {
                        Some(Value::Num(limit)) => {
                            limits.insert(*limit);
                        }
                        Some(_) => return false,
                        None => open.push(*arg),
                    }
                }
                match open.as_slice() {
                    [of] => self.seen(within, *of, Some(limits)),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// A part of which only matters whether it is there, and on which side of some limits.
    fn seen(
        &mut self,
        (at, within): (usize, &Within<'p, 'p>),
        of: NodeId,
        limits: Option<BTreeSet<Decimal>>,
    ) -> bool {
        let number = within.expr.type_of(of).as_num().map(|number| number.scale);
        let read = match within.expr.nodes.get(of) {
            Some(Node::Read { var, slot }) => Some((*var, *slot)),
            Some(_) | None => None,
        };
        let key = read.map(|(var, slot)| Key::Column(var, slot));
        let Some(key) = key.or_else(|| form(within.expr, of).map(Key::Part)) else { return false };
        if limits.is_some() && number.is_none() {
            return false;
        }
        let worth = self.worth(within, of);
        let numbers = read.and_then(|(var, _)| self.numbers.get(&var)).cloned();
        let (name, is_part) = (name(within, of), matches!(key, Key::Part(_)));
        self.noted(key, worth, |found| {
            if let Some(scale) = number {
                let known = found.limits.get_or_insert_with(|| (BTreeSet::new(), scale));
                known.0.extend(limits.unwrap_or_default());
                known.1 = known.1.max(scale);
            }
            found.presence |= number.is_none();
            found.numbers = numbers;
            found.name = name;
            if is_part {
                found.nodes.push((at, of));
            }
        })
    }

    /// A condition or choice that can't be followed: an input of its own.
    fn part(&mut self, (at, within): (usize, &Within<'p, 'p>), id: NodeId) -> bool {
        let worth = self.worth(within, id);
        let few = is_few(within.expr.type_of(id), &worth);
        let key = form(within.expr, id).filter(|_| few).map(Key::Part);
        key.is_some_and(|key| self.noted(key, worth, |found| found.nodes.push((at, id))))
    }

    /// Every input with its values; `None` where they are too many.
    pub(super) fn finish(self) -> Option<Tries> {
        let mut formulas: Vec<(Expr, NodeId)> =
            self.formulas.iter().map(|(expr, root)| ((*expr).clone(), *root)).collect();
        let columns = self.own.reach.instrument.vars.len();
        let fresh = u32::try_from(columns).ok()?;
        let mut inputs = Vec::new();
        for (key, found) in &self.found {
            let at = u32::try_from(inputs.len()).ok()?;
            for (formula, node) in &found.nodes {
                let expr = &mut formulas.get_mut(*formula)?.0;
                *expr.nodes.get_mut(*node)? = Node::Read { var: VarId(fresh.checked_add(at)?), slot: 0 };
            }
            inputs.push(input(key, found)?);
        }
        let tries = Tries { inputs, formulas, followed: self.followed, fresh };
        tries.are_few().then_some(tries)
    }
}

/// Whether it can be tried with all of its values.
fn is_few(ty: &Type, worth: &Worth) -> bool {
    *ty == Type::Bool || (ty.as_choice().is_some() && codes(worth).is_some())
}

fn input(key: &Key, found: &Found) -> Option<Input> {
    let there = match (&found.limits, found.presence) {
        (_, true) => vec![Value::Bool(true)],
        (Some((limits, scale)), false) => numbers(found, limits, *scale)?,
        (None, false) => match &found.numbers {
            Some(numbers) => numbers.iter().copied().map(Value::Num).collect(),
            None => codes(&found.worth).or_else(|| {
                let truths = found.worth.truths();
                Some(truths.into_iter().flatten().map(Value::Bool).collect())
            })?,
        },
    };
    let nothing = found.worth.there == super::worth::There::Nothing;
    let there = if nothing { Vec::new() } else { there };
    let mut values: Vec<(Value, State)> = there.into_iter().map(|value| (value, State::Answered)).collect();
    if found.worth.missing {
        let states = if found.states { WITHOUT.as_slice() } else { &[State::Unanswered] };
        values.extend(states.iter().map(|state| (Value::Missing, *state)));
    }
    let column = match key {
        Key::Column(var, slot) => Some((*var, *slot)),
        Key::Part(_) => None,
    };
    let range = found.limits.as_ref().and_then(|_| bounds(&found.worth));
    Some(Input { name: found.name.clone(), column, values, range })
}

/// The numbers around each limit, and the ends; those that can be.
fn numbers(found: &Found, limits: &BTreeSet<Decimal>, scale: u8) -> Option<Vec<Value>> {
    let (low, high) = bounds(&found.worth).unwrap_or((None, None));
    let fits = |n: &Decimal| low.is_none_or(|low| *n >= low) && high.is_none_or(|high| *n <= high);
    if let Some(numbers) = &found.numbers {
        return Some(numbers.iter().filter(|n| fits(n)).copied().map(Value::Num).collect());
    }
    let step = Decimal::new(1, scale);
    let mut points = BTreeSet::new();
    for limit in limits.iter().chain(&low).chain(&high) {
        let near = limit.rescale(scale)?;
        points.extend([near.checked_sub(step)?, near, near.checked_add(step)?]);
    }
    if points.is_empty() {
        points.insert(Decimal::new(0, scale));
    }
    Some(points.into_iter().filter(fits).map(Value::Num).collect())
}
