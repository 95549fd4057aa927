//! Whether two formulas come to the same wherever the first one stands, whatever is answered.
//!
//! **Invariant:** what is called alike is alike for every record. The reasoning goes down both formulas at once; where
//! they differ it takes what is possible there, and where only few values make a difference it tries them all.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Message;
use crate::expr::funcs::Func;
use crate::expr::{Aggregate, AggregateKind, AttributeRef, Node, NodeId, VarId};
use crate::model::{Rows, VarKind};
use crate::value::{Decimal, ListId, RosterId};

use super::facts::{Facts, bounds};
use super::form::{any_below, form};
use super::possible::computed;
use super::reach::Within;
use super::reasons::{self, Settled};
use super::worth::{There, Worth};

/// What counts of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Its value.
    Exact,
    /// Whether it is definitely true.
    True,
    /// Whether it is definitely false.
    False,
}

/// That two formulas are alike, and why where they don't say the same.
pub(super) type Alike = Option<Message>;

/// Two formulas in the same place: of the instrument, and of a changed one.
pub(super) struct Pair<'p> {
    pub(super) mine: Within<'p, 'p>,
    pub(super) other: Within<'p, 'p>,
    /// The numbers that columns can have, of those with few.
    pub(super) numbers: &'p BTreeMap<VarId, BTreeSet<Decimal>>,
    /// The lists with other scores in the changed instrument.
    pub(super) rescored: &'p BTreeSet<ListId>,
}

impl Pair<'_> {
    /// Whether both come to the same, in what counts. The recursion is as deep as the formulas.
    pub(super) fn alike(&self, facts: &Facts, (a, b): (NodeId, NodeId), sense: Sense) -> Option<Alike> {
        let mine = self.mine.worth(facts, a);
        if facts.impossible || mine.is_impossible() {
            return Some(Some(reasons::never_decided()));
        }
        if self.says_the_same(a, b) {
            return Some(None);
        }
        let other = self.other.worth(&facts.clone().elsewhere(), b);
        if let Some(settled) = settled(&mine, &other, sense) {
            return Some(Some(reasons::settled(settled)));
        }
        self.by_parts(facts, (a, b), sense).or_else(|| self.by_trying(facts, (a, b), sense))
    }

    fn says_the_same(&self, a: NodeId, b: NodeId) -> bool {
        let scores = |node: &Node| {
            matches!(node, Node::Attribute { list, attribute: AttributeRef::Score, .. }
                if self.rescored.contains(list))
        };
        let (mine, other) = (form(self.mine.expr, a), form(self.other.expr, b));
        mine.is_some() && mine == other && !any_below(self.mine.expr, a, &mut { scores })
    }

    fn by_parts(&self, facts: &Facts, (a, b): (NodeId, NodeId), sense: Sense) -> Option<Alike> {
        match (self.mine.expr.nodes.get(a)?, self.other.expr.nodes.get(b)?) {
            (Node::Call { func, args }, Node::Call { func: other, args: others })
                if func == other && args.len() == others.len() =>
            {
                let pairs: Vec<(NodeId, NodeId)> = args.iter().copied().zip(others.iter().copied()).collect();
                self.call(facts, *func, &pairs, sense)
            }
            (Node::Aggregate(mine), Node::Aggregate(other)) => self.rows(facts, mine, other),
            (
                Node::Attribute { of, list, attribute },
                Node::Attribute { of: others, list: also, attribute: same },
            ) if list == also && attribute == same => {
                let alike = self.alike(facts, (*of, *others), Sense::Exact)?;
                let rescored = *attribute == AttributeRef::Score && self.rescored.contains(list);
                if !rescored {
                    return Some(alike);
                }
                self.keeps_scores(facts, *of, *list).then(|| Some(reasons::not_picked()))
            }
            (
                Node::Lookup { table, column, keys },
                Node::Lookup { table: also, column: same, keys: others },
            ) if (table, column) == (also, same) && keys.len() == others.len() => {
                self.all(facts, keys.iter().copied().zip(others.iter().copied()))
            }
            (_, _) => None,
        }
    }

    /// Whether the codes that are possible there have the same scores in both instruments.
    fn keeps_scores(&self, facts: &Facts, of: NodeId, list: ListId) -> bool {
        let There::Codes(codes) = self.mine.worth(facts, of).there else { return false };
        let score = |within: &Within<'_, '_>, code: u32| {
            within.reach.instrument.list(list)?.list.choice(code).map(|choice| choice.score)
        };
        codes.iter().all(|code| score(&self.mine, *code) == score(&self.other, *code))
    }

    /// Every pair is alike.
    fn all(&self, facts: &Facts, pairs: impl Iterator<Item = (NodeId, NodeId)>) -> Option<Alike> {
        let mut why = None;
        for pair in pairs {
            why = why.or(self.alike(facts, pair, Sense::Exact)?);
        }
        Some(why)
    }

    fn call(&self, facts: &Facts, func: Func, pairs: &[(NodeId, NodeId)], sense: Sense) -> Option<Alike> {
        match (func, pairs, sense) {
            (Func::And, pairs, sense) => self.operands(facts, pairs, true, sense),
            (Func::Or, pairs, sense) => self.operands(facts, pairs, false, sense),
            (Func::Not, [of], Sense::Exact) => self.alike(facts, *of, Sense::Exact),
            (Func::Not, [of], Sense::True) => self.alike(facts, *of, Sense::False),
            (Func::Not, [of], Sense::False) => self.alike(facts, *of, Sense::True),
            (Func::IsTrue, [of], _) => self.alike(facts, *of, Sense::True),
            (Func::IsFalse, [of], _) => self.alike(facts, *of, Sense::False),
            (Func::If, pairs, sense) => self.chosen(facts, pairs, sense),
            (Func::Clamp, [of, low, high], _) => self.clamped(facts, *of, *low, *high),
            (_, pairs, _) => self.all(facts, pairs.iter().copied()),
        }
    }

    /// The operands of `and` (`truth`) or `or`: each may be taken where no other one, the same in both, decides.
    fn operands(
        &self,
        facts: &Facts,
        pairs: &[(NodeId, NodeId)],
        truth: bool,
        sense: Sense,
    ) -> Option<Alike> {
        let mut open = facts.clone();
        let only_truth = matches!((sense, truth), (Sense::True, true) | (Sense::False, false));
        for (a, _) in pairs.iter().filter(|(a, b)| self.says_the_same(*a, *b)) {
            if only_truth || !self.mine.worth(&open, *a).missing {
                self.mine.assume(&mut open, *a, truth);
            }
        }
        let mut why = None;
        for (a, b) in pairs.iter().filter(|(a, b)| !self.says_the_same(*a, *b)) {
            why = why.or(self.alike(&open, (*a, *b), sense)?);
        }
        Some(why)
    }

    /// An `if`: the conditions alike, and what is chosen where it is chosen.
    fn chosen(&self, facts: &Facts, pairs: &[(NodeId, NodeId)], sense: Sense) -> Option<Alike> {
        let (mut facts, mut rest, mut why) = (facts.clone(), pairs, None);
        while let [condition, value, more @ ..] = rest {
            why = why.or(self.alike(&facts, *condition, Sense::Exact)?);
            let met = self.mine.worth(&facts, condition.0);
            if met.may_be_true() {
                let mut then = facts.clone();
                self.mine.assume(&mut then, condition.0, true);
                why = why.or(self.alike(&then, *value, sense)?);
            }
            if !met.may_be_false() {
                return Some(why);
            }
            self.mine.assume(&mut facts, condition.0, false);
            rest = more;
        }
        match rest.first() {
            Some(otherwise) => Some(why.or(self.alike(&facts, *otherwise, sense)?)),
            None => Some(why),
        }
    }

    /// A `clamp` one of whose ends is never reached, however far out it is.
    fn clamped(
        &self,
        facts: &Facts,
        of: (NodeId, NodeId),
        low: (NodeId, NodeId),
        high: (NodeId, NodeId),
    ) -> Option<Alike> {
        let why = self.alike(facts, of, Sense::Exact)?;
        let outside = |within: &Within<'_, '_>, id: NodeId| bounds(&within.worth(facts, id));
        let ends = |(a, b): (NodeId, NodeId)| {
            let there = Facts::default();
            let one = |within: &Within<'_, '_>, id| match within.worth(&there, id) {
                Worth { missing: false, there: There::Between(Some(low), Some(high)) } if low == high => {
                    Some(low)
                }
                _ => None,
            };
            Some((one(&self.mine, a)?, one(&self.other, b)?))
        };
        let (least, most) = outside(&self.mine, of.0)?;
        let ((low_a, low_b), (high_a, high_b)) = (ends(low)?, ends(high)?);
        let lows = low_a == low_b || least.is_some_and(|least| low_a <= least && low_b <= least);
        let highs = high_a == high_b || most.is_some_and(|most| high_a >= most && high_b >= most);
        let ordered = low_a <= high_a && low_b <= high_b;
        let range = reasons::range(&self.name(of.0), least, most);
        (lows && highs && ordered).then(|| why.or(Some(range)))
    }

    /// Aggregates over the same rows.
    fn rows(&self, facts: &Facts, mine: &Aggregate, other: &Aggregate) -> Option<Alike> {
        let path = |of: &Aggregate| (of.base, of.path.clone(), of.first, of.separator.clone());
        if path(mine) != path(other) {
            return None;
        }
        let mut inside = self.mine.inside(facts, mine);
        let mut why = match (mine.filter, other.filter) {
            (Some(a), Some(b)) => self.alike(&inside, (a, b), Sense::True)?,
            (None, None) => None,
            (_, _) => return None,
        };
        if let Some(filter) = mine.filter {
            self.mine.assume(&mut inside, filter, true);
        }
        why = match (mine.body, other.body) {
            (Some(a), Some(b)) => why.or(self.alike(&inside, (a, b), Sense::Exact)?),
            (None, None) => why,
            (_, _) => return None,
        };
        let same = mine.kind == other.kind;
        if same && mine.ignoring == other.ignoring {
            return Some(why);
        }
        let gap = mine.body.is_some_and(|body| self.mine.worth(&inside, body).missing);
        if same && !gap {
            return Some(why.or(Some(reasons::no_gap())));
        }
        let picks = |of: &Aggregate| match of.kind {
            AggregateKind::Min | AggregateKind::Max => true,
            AggregateKind::First | AggregateKind::Last => !of.ignoring,
            AggregateKind::Count
            | AggregateKind::Sum
            | AggregateKind::Mean
            | AggregateKind::Any
            | AggregateKind::All
            | AggregateKind::Join => false,
        };
        (picks(mine) && picks(other) && self.is_one_row(mine)).then(|| why.or(Some(reasons::one_row())))
    }

    /// Whether at most one row of an aggregate counts: the rows stand for a choice each, and one choice is asked for.
    fn is_one_row(&self, aggregate: &Aggregate) -> bool {
        let ([roster], Some(filter)) = (aggregate.path.as_slice(), aggregate.filter) else { return false };
        let rows = self.mine.reach.instrument.roster(*roster).map(|roster| &roster.rows);
        if !matches!(rows, Some(Rows::ForEachChoice(_) | Rows::ForEachTicked(_))) {
            return false;
        }
        let mut stack = vec![filter];
        while let Some(id) = stack.pop() {
            match self.mine.expr.nodes.get(id) {
                Some(Node::Call { func: Func::And, args }) => stack.extend(args.iter().copied()),
                Some(Node::Call { func: Func::Equal, args }) => {
                    if let [a, b] = args.as_slice()
                        && [(a, b), (b, a)].iter().any(|(own, of)| {
                            self.is_row_choice(**own, (*roster, aggregate.first))
                                && self.is_outside(**of, aggregate.first)
                        })
                    {
                        return true;
                    }
                }
                Some(_) | None => {}
            }
        }
        false
    }

    /// Whether a node reads the choice that the row in a slot stands for, directly or in a calculation that says no more.
    fn is_row_choice(&self, id: NodeId, (roster, slot): (RosterId, u8)) -> bool {
        let instrument = self.mine.reach.instrument;
        let kind = |var: VarId| instrument.var(var).map(|var| var.kind);
        let Some(Node::Read { var, slot: read }) = self.mine.expr.nodes.get(id) else { return false };
        let only = computed(instrument, *var).and_then(|(expr, _)| expr.nodes.get(expr.root)?.read());
        let stands_for = |var: VarId| kind(var) == Some(VarKind::RowChoice(roster));
        *read == slot && (stands_for(*var) || only.is_some_and(stands_for))
    }

    /// Whether a node reads nothing of the rows from a slot on.
    fn is_outside(&self, id: NodeId, first: u8) -> bool {
        !any_below(self.mine.expr, id, &mut |node| match node {
            Node::Read { slot, .. } | Node::State { slot, .. } | Node::RowIndex { slot, .. } => {
                *slot >= first
            }
            Node::Aggregate(_) => true,
            Node::Const(_)
            | Node::CurrentChoice
            | Node::Attribute { .. }
            | Node::ByCode { .. }
            | Node::Label { .. }
            | Node::Call { .. }
            | Node::Lookup { .. } => false,
        })
    }
}

/// What both certainly come to, in what counts.
fn settled(mine: &Worth, other: &Worth, sense: Sense) -> Option<Settled> {
    let both = |is: fn(&Worth) -> bool| is(mine) && is(other);
    match sense {
        Sense::True if both(Worth::is_true) => Some(Settled::True),
        Sense::True if both(|worth| !worth.may_be_true()) => Some(Settled::NeverTrue),
        Sense::False if both(Worth::is_false) => Some(Settled::False),
        Sense::False if both(|worth| !worth.may_be_false()) => Some(Settled::NeverFalse),
        Sense::Exact if mine != other => None,
        Sense::Exact if both(Worth::is_true) => Some(Settled::True),
        Sense::Exact if both(Worth::is_false) => Some(Settled::False),
        Sense::Exact if mine.missing && mine.there == There::Nothing => Some(Settled::Missing),
        Sense::Exact if !mine.missing && mine.there.is_one() => Some(Settled::One),
        Sense::True | Sense::False | Sense::Exact => None,
    }
}
