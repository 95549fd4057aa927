//! In which order a record is made, and when each check can first be decided.
//!
//! **Invariant:** the order is that of evaluation, but that what a rule of the profile reads also comes before what the
//! rule fills.

use std::collections::BTreeMap;

use super::names::{Column, column};
use super::profile::{From, Profile, Rule, Target};
use crate::base::components;
use crate::expr::{Expr, Node, VarId};
use crate::model::{Check, Instrument, ItemId, ItemKind, Question, Required, VarKind};
use crate::rules::{Plan, Step};
use crate::value::RosterId;

/// A check that can be decided now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    /// The question it belongs to.
    pub(super) item: ItemId,
    /// Its place among the checks of the question.
    pub(super) check: usize,
    /// By node of its expression: whether the column drawn now is read there; empty where it stands in other rows.
    pub(super) touched: Vec<bool>,
    /// It looks at several rows, so that it is decided only when all are drawn.
    pub(super) across: bool,
}

/// A step with what can be decided after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planned {
    /// The step.
    pub(super) step: Step,
    /// The roster for each of whose rows it is computed; a roster's rows are computed as a whole.
    pub(super) home: Option<RosterId>,
    /// The checks that nothing later is read by.
    pub(super) due: Vec<Due>,
}

/// The order in which records of an instrument are made.
#[derive(Debug)]
pub(super) struct Course {
    /// The steps in order.
    pub(super) steps: Vec<Planned>,
    positions: BTreeMap<Step, usize>,
    /// By item: whether it is known when it is drawn if it is required.
    required_known: Vec<bool>,
    /// By roster: it and those inside it, each with its columns.
    inside: Vec<Vec<(RosterId, Vec<VarId>)>>,
    /// What each step reads, by position; also what rules read.
    needs: Vec<Vec<usize>>,
}

/// The steps that an expression reads.
fn reads(expr: &Expr) -> impl Iterator<Item = Step> + '_ {
    let cells = expr.reads().filter_map(|(var, _)| match column(var) {
        Column::Own(var) => Some(Step::Cell(var)),
        Column::Before(_) | Column::Known(_) | Column::Draw(_) => None,
    });
    cells.chain(expr.iterates().map(Step::Rows))
}

/// What is drawn for a target.
fn filled(target: Target) -> Step {
    match target {
        Target::Column(var) => Step::Cell(var),
        Target::Rows(roster) => Step::Rows(roster),
    }
}

/// The steps of a plan in an order that rules can follow too; and the circles that rules make.
pub(super) fn order(plan: &Plan, rules: &BTreeMap<Target, Vec<Rule>>) -> (Vec<Step>, Vec<Vec<Step>>) {
    let steps: Vec<Step> = plan.steps().map(|(_, step)| step).collect();
    let numbers: BTreeMap<Step, u32> = steps.iter().copied().zip(0..).collect();
    let number = |step: Step| numbers.get(&step).copied();
    let mut needs: Vec<Vec<u32>> = Vec::with_capacity(steps.len());
    for (id, _) in plan.steps() {
        let read = plan.edges(id).iter().filter_map(|edge| number(plan.step(edge.to)?));
        needs.push(read.collect());
    }
    for (target, rules) in rules {
        let Some(own) = number(filled(*target)) else { continue };
        let read = rules.iter().flat_map(Rule::expressions).flat_map(reads).filter_map(number);
        if let Some(needs) = needs.get_mut(own as usize) {
            needs.extend(read);
        }
    }
    let need = |step: u32, k: usize| needs.get(step as usize).and_then(|needs| needs.get(k)).copied();
    let groups = components(steps.len(), need);
    let step = |number: &u32| steps.get(*number as usize).copied();
    let itself =
        |group: &[u32]| group.iter().any(|own| (0..).map_while(|k| need(*own, k)).any(|n| n == *own));
    let circles = groups.iter().filter(|group| group.len() > 1 || itself(group));
    let circles = circles.map(|group| group.iter().filter_map(step).collect()).collect();
    (groups.iter().flatten().filter_map(step).collect(), circles)
}

impl Course {
    /// The order for an instrument and a profile.
    pub(super) fn new(instrument: &Instrument, plan: &Plan, profile: &Profile) -> Self {
        let (all, _) = order(plan, &profile.rules);
        let mut course = Self {
            steps: Vec::new(),
            positions: BTreeMap::new(),
            required_known: vec![true; instrument.items.len()],
            inside: inside(instrument),
            needs: Vec::new(),
        };
        for step in all {
            // Choices take no step of their own: their place is that of the cell which asks for them.
            course.positions.insert(step, course.steps.len());
            if !matches!(step, Step::Choices(_) | Step::Problems(_)) {
                course.steps.push(Planned { step, home: step.home(instrument), due: Vec::new() });
            }
        }
        course.needs = needs(plan, profile, &course);
        for (id, item) in instrument.items.iter() {
            if let ItemKind::Question(question) = &item.kind {
                course.place_checks(instrument, (id, item.home), question);
            }
        }
        course
    }

    fn place_checks(
        &mut self,
        instrument: &Instrument,
        (id, home): (ItemId, Option<RosterId>),
        question: &Question,
    ) {
        let own = self.at(Step::Cell(question.var)).unwrap_or(0);
        for (check, Check { require, .. }) in question.checks.iter().enumerate() {
            let read = reads(&require.expr).filter_map(|step| self.at(step)).max();
            let last = read.unwrap_or(own).max(own);
            let Some(planned) = self.steps.get_mut(last) else { continue };
            let drawn = match planned.step {
                Step::Cell(var) if planned.home == home => {
                    instrument.var(var).filter(|v| is_drawn(v.kind)).map(|_| var)
                }
                Step::Cell(_)
                | Step::Asked(_)
                | Step::Choices(_)
                | Step::Rows(_)
                | Step::Required(_)
                | Step::ScoreAsked(_)
                | Step::Problems(_) => None,
            };
            let touched = drawn.map(|var| touched(&require.expr, var)).unwrap_or_default();
            let across = require.expr.iterates().next().is_some();
            planned.due.push(Due { item: id, check, touched, across });
        }
        if let Required::When(formula) = &question.required {
            let known = reads(&formula.expr).all(|step| self.at(step).is_some_and(|at| at < own));
            if let Some(slot) = self.required_known.get_mut(id.index()) {
                *slot = known;
            }
        }
    }

    /// The position of a step.
    pub(super) fn at(&self, step: Step) -> Option<usize> {
        self.positions.get(&step).copied()
    }

    /// Whether it is known, when a question is drawn, if it is required.
    pub(super) fn knows_required(&self, item: ItemId) -> bool {
        self.required_known.get(item.index()).copied().unwrap_or(false)
    }

    /// A roster and those inside it, each with its columns.
    pub(super) fn inside(&self, roster: RosterId) -> &[(RosterId, Vec<VarId>)] {
        self.inside.get(roster.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The positions of all that decides these steps, however indirectly, the latest first.
    pub(super) fn behind(&self, from: impl Iterator<Item = Step>) -> Vec<usize> {
        let mut seen = vec![false; self.steps.len()];
        let mut open: Vec<usize> = from.filter_map(|step| self.at(step)).collect();
        while let Some(at) = open.pop() {
            if let Some(slot) = seen.get_mut(at).filter(|slot| !**slot) {
                *slot = true;
                open.extend(self.needs.get(at).into_iter().flatten());
            }
        }
        seen.iter().enumerate().rev().filter(|(_, seen)| **seen).map(|(at, _)| at).collect()
    }

    /// The positions that a check's failing may be owed to.
    pub(super) fn behind_check(&self, question: &Question, check: &Check) -> Vec<usize> {
        self.behind(reads(&check.require.expr).chain([Step::Cell(question.var)]))
    }
}

/// What each step reads, by position. What a cell's choices read, the cell reads.
fn needs(plan: &Plan, profile: &Profile, course: &Course) -> Vec<Vec<usize>> {
    let mut needs = vec![Vec::new(); course.steps.len()];
    for (id, step) in plan.steps() {
        if let Some(slot) = course.at(step).and_then(|at| needs.get_mut(at)) {
            let read = plan.edges(id).iter().filter_map(|edge| course.at(plan.step(edge.to)?));
            slot.extend(read);
        }
    }
    for (id, step) in plan.steps() {
        let Step::Choices(item) = step else { continue };
        let read: Vec<usize> =
            plan.edges(id).iter().filter_map(|edge| course.at(plan.step(edge.to)?)).collect();
        let cells = plan.readers(id).iter().filter_map(|reader| plan.step(*reader));
        for at in cells.filter(|cell| *cell != Step::Choices(item)).filter_map(|cell| course.at(cell)) {
            if let Some(slot) = needs.get_mut(at) {
                slot.extend(&read);
            }
        }
    }
    for (target, rules) in &profile.rules {
        if let Some(slot) = course.at(filled(*target)).and_then(|at| needs.get_mut(at)) {
            slot.extend(
                rules.iter().flat_map(Rule::expressions).flat_map(reads).filter_map(|step| course.at(step)),
            );
        }
    }
    needs
}

/// Whether rules of a profile compute a target, so that drawing it again changes little.
pub(super) fn is_computed(profile: &Profile, target: Target) -> bool {
    let rules = profile.rules.get(&target);
    rules.into_iter().flatten().any(|rule| matches!(rule.from, From::Formula(_)))
}

/// Whether rules of a profile say from where a step draws.
pub(super) fn is_ruled(profile: &Profile, step: Step) -> bool {
    let ruled = |(target, rules): (&Target, &Vec<Rule>)| {
        filled(*target) == step && rules.iter().any(|rule| rule.from != From::Anywhere)
    };
    profile.rules.iter().any(ruled)
}

/// Whether a column is filled by drawing.
pub(super) fn is_drawn(kind: VarKind) -> bool {
    match kind {
        VarKind::Question(_) | VarKind::Given(_) => true,
        VarKind::Today
        | VarKind::Calc(_)
        | VarKind::Score(_)
        | VarKind::Band(_)
        | VarKind::Part(..)
        | VarKind::RowChoice(_)
        | VarKind::Prev(_) => false,
    }
}

/// By node: whether a column is read in it, in the same row.
fn touched(expr: &Expr, var: VarId) -> Vec<bool> {
    let mut touched: Vec<bool> = Vec::with_capacity(expr.nodes.len());
    for (_, node) in expr.nodes.iter() {
        let mut reads = node.read() == Some(var) || matches!(node, Node::State { var: of, .. } if *of == var);
        node.each_child(|child| reads |= touched.get(child.index()).copied().unwrap_or(false));
        touched.push(reads);
    }
    touched
}

fn inside(instrument: &Instrument) -> Vec<Vec<(RosterId, Vec<VarId>)>> {
    let rosters = || (0..).map(RosterId).take(instrument.rosters.len());
    let parent = |roster: &RosterId| instrument.roster(*roster).and_then(|roster| roster.parent);
    let columns = |roster: RosterId| {
        let vars = (0..).map(VarId).zip(&instrument.vars);
        vars.filter(|(_, var)| var.home == Some(roster)).map(|(id, _)| id).collect::<Vec<_>>()
    };
    let all: Vec<(RosterId, Vec<VarId>)> = rosters().map(|roster| (roster, columns(roster))).collect();
    let within = |outer: RosterId| {
        let inner =
            all.iter().filter(|(id, _)| std::iter::successors(Some(*id), parent).any(|of| of == outer));
        inner.cloned().collect()
    };
    rosters().map(within).collect()
}
