//! What is done again when something changes: the steps of the plan, then what is wrong, what labels show, and scores;
//! and for each, who reads it.
//!
//! **Invariant:** a task stands after all it reads, so that going through them once is enough.

use std::collections::BTreeSet;

use crate::expr::{Expr, Node, VarId};
use crate::model::walk::{self, Owner, Role};
use crate::model::{Formula, Instrument, ItemId, ItemKind, Label, ScoreId, VarKind};
use crate::rules::{Plan, Step};
use crate::value::{ListId, RosterId};

/// Something to be done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Work {
    /// A step of the plan, but for problems.
    Step(Step),
    /// What is wrong with a question or roster.
    Problems(ItemId),
    /// What an item's label, hint or choices show.
    Label(ItemId),
    /// The rows of a roster and their names.
    RowLabel(RosterId),
    /// A score as a whole.
    Score(ScoreId),
}

/// A task: what, for the rows of which roster, and where its rows are noted (by a number among the tasks done per row).
#[derive(Debug, Clone, Copy)]
pub(super) struct Task {
    pub(super) work: Work,
    pub(super) home: Option<RosterId>,
    pub(super) slot: u32,
    /// The question or calculation whose value it is.
    pub(super) told: Option<ItemId>,
    /// It decides whether a question is asked or answered.
    pub(super) counts: bool,
}

/// Who reads a task.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader {
    pub(super) task: u32,
    /// Where its rows are noted.
    pub(super) slot: u32,
    /// Only in its own row.
    pub(super) own_row: bool,
}

/// All tasks in order.
#[derive(Debug, Default)]
pub(super) struct Tasks {
    all: Vec<Task>,
    starts: Vec<u32>,
    readers: Vec<Reader>,
    /// By column and by item: its task.
    cells: Vec<u32>,
    problems: Vec<u32>,
    rows: Vec<u32>,
    row_labels: Vec<u32>,
    /// By roster: the tasks done per row of it, and the rows of rosters in it.
    members: Vec<Vec<u32>>,
    /// Tasks whose words are different in another language.
    pub(super) spoken: Vec<u32>,
    /// The tasks that are done per row.
    pub(super) per_row: usize,
    /// The first task that isn't a step of the plan.
    pub(super) after_steps: u32,
    /// By item: a message of its checks shows a value.
    pub(super) telling: Vec<bool>,
}

/// No task.
pub(super) const NONE: u32 = u32::MAX;

impl Tasks {
    pub(super) fn new(instrument: &Instrument, plan: &Plan) -> Self {
        let mut tasks = Self {
            cells: vec![NONE; instrument.vars.len()],
            problems: vec![NONE; instrument.items.len()],
            rows: vec![NONE; instrument.rosters.len()],
            row_labels: vec![NONE; instrument.rosters.len()],
            members: vec![Vec::new(); instrument.rosters.len()],
            telling: vec![false; instrument.items.len()],
            ..Self::default()
        };
        let mut by_rank = vec![NONE; plan.order().len()];
        for (rank, id) in plan.order().iter().enumerate() {
            let Some(step) = plan.step(*id).filter(|step| !matches!(step, Step::Problems(_))) else {
                continue;
            };
            if let Some(slot) = by_rank.get_mut(rank) {
                *slot = tasks.push(instrument, Work::Step(step));
            }
        }
        tasks.after_steps = length(&tasks.all);
        for (id, step) in plan.steps() {
            let Step::Problems(item) = step else { continue };
            if let Some(slot) = by_rank.get_mut(plan.rank(id) as usize) {
                *slot = tasks.push(instrument, Work::Problems(item));
            }
        }
        let mut links = Links { pairs: Vec::new() };
        for (id, _) in plan.steps() {
            let from = by_rank.get(plan.rank(id) as usize).copied().unwrap_or(NONE);
            for edge in plan.edges(id) {
                let to = by_rank.get(plan.rank(edge.to) as usize).copied().unwrap_or(NONE);
                links.add(to, from, edge.own_row);
            }
        }
        tasks.shown(instrument, (plan, &by_rank), &mut links);
        tasks.close(links);
        tasks
    }

    fn push(&mut self, instrument: &Instrument, work: Work) -> u32 {
        let id = length(&self.all);
        let item_home = |item: ItemId| instrument.items.get(item).and_then(|item| item.home);
        let roster_home = |id: RosterId| instrument.roster(id).and_then(|roster| roster.parent);
        let home = match work {
            Work::Step(step) => step.home(instrument),
            Work::Problems(item) | Work::Label(item) => item_home(item),
            Work::RowLabel(roster) => roster_home(roster),
            Work::Score(_) => None,
        };
        // The rows of a roster are computed as a whole, but begin anew where a row around them is new.
        let member = if let Work::Step(Step::Rows(roster)) = work { roster_home(roster) } else { home };
        if let Some(members) = member.and_then(|roster| self.members.get_mut(roster.0 as usize)) {
            members.push(id);
        }
        match work {
            Work::Step(Step::Cell(var)) => put(&mut self.cells, var.0 as usize, id),
            Work::Step(Step::Rows(roster)) => put(&mut self.rows, roster.0 as usize, id),
            Work::Problems(item) => put(&mut self.problems, item.index(), id),
            Work::RowLabel(roster) => put(&mut self.row_labels, roster.0 as usize, id),
            Work::Step(
                Step::Asked(_)
                | Step::Choices(_)
                | Step::Required(_)
                | Step::ScoreAsked(_)
                | Step::Problems(_),
            )
            | Work::Label(_)
            | Work::Score(_) => {}
        }
        let slot = if home.is_some() { u32::try_from(self.per_row).unwrap_or(NONE) } else { NONE };
        self.per_row += usize::from(home.is_some());
        let told = if let Work::Step(Step::Cell(var)) = work { told(instrument, var) } else { None };
        let decides = if let Work::Step(Step::Asked(item)) = work { Some(item) } else { told };
        let counts = decides.is_some_and(|item| instrument.question(item).is_some());
        self.all.push(Task { work, home, slot, told, counts });
        id
    }

    /// Adds the tasks of what is only shown.
    fn shown(&mut self, instrument: &Instrument, (plan, by_rank): (&Plan, &[u32]), links: &mut Links) {
        let task = |step: Step| {
            let rank = plan.find(step).map(|id| plan.rank(id));
            rank.and_then(|rank| by_rank.get(rank as usize)).copied().unwrap_or(NONE)
        };
        let lists: Vec<BTreeSet<Step>> = instrument
            .lists
            .iter()
            .map(|list| list.texts.iter().flat_map(|text| plain(&text.label)).collect())
            .collect();
        for (id, item) in instrument.items.iter() {
            let own = [&item.label, &item.hint].into_iter().flatten();
            let mut reads: BTreeSet<Step> = own.flat_map(|label| with_lists(label, &lists)).collect();
            let column = match &item.kind {
                ItemKind::Question(question) => Some(question.var),
                ItemKind::Calc(calc) => Some(calc.var),
                ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } | ItemKind::Roster(_) => {
                    None
                }
            };
            let list = column.and_then(|var| instrument.var(var)?.ty.list());
            reads.extend(list.into_iter().flat_map(|list| of_list(&lists, list)));
            if !reads.is_empty() {
                let label = self.push(instrument, Work::Label(id));
                reads.iter().for_each(|step| links.add(task(*step), label, false));
                self.spoken.push(label);
            }
            let messages =
                instrument.checks(item).iter().flat_map(|check| with_lists(&check.message, &lists));
            let told: BTreeSet<Step> = messages.collect();
            put(&mut self.telling, id.index(), !told.is_empty());
            let problems = self.problems.get(id.index()).copied().unwrap_or(NONE);
            told.iter().for_each(|step| links.add(task(*step), problems, false));
        }
        for (id, roster) in (0..).map(RosterId).zip(&instrument.rosters) {
            let label = self.push(instrument, Work::RowLabel(id));
            let mut reads: BTreeSet<Step> =
                roster.row_label.iter().flat_map(|label| with_lists(label, &lists)).collect();
            reads.extend(roster.row_choice.into_iter().flat_map(|(_, list)| of_list(&lists, list)));
            reads.iter().for_each(|step| links.add(task(*step), label, false));
            self.spoken.push(label);
            // A key is compared with those of the other rows.
            let last = roster.last_of_key().and_then(|var| told(instrument, var));
            let last = last.map_or(NONE, |item| self.problems(item));
            roster.key.iter().for_each(|var| links.add(task(Step::Cell(*var)), last, false));
        }
        for (id, score) in instrument.scores.iter() {
            let whole = self.push(instrument, Work::Score(id));
            let parts = score.method.parts().iter().filter_map(|part| part.var);
            let columns = parts.chain(score.var).chain(score.band_var).map(Step::Cell);
            let mut reads: BTreeSet<Step> = columns.chain([Step::ScoreAsked(id)]).collect();
            walk::of_score(Owner::Score(id), score, &mut |seen| {
                if seen.role == Role::Pipe {
                    reads.extend(expr_reads(seen.expr, &lists));
                }
            });
            reads.extend(score.band_list.into_iter().flat_map(|list| of_list(&lists, list)));
            reads.iter().for_each(|step| links.add(task(*step), whole, false));
            self.spoken.push(whole);
        }
    }

    fn close(&mut self, mut links: Links) {
        // Where a task is read both in its own row and elsewhere, elsewhere counts.
        links.pairs.sort_unstable();
        links.pairs.dedup_by_key(|(of, reader, _)| (*of, *reader));
        let mut pairs = links.pairs.into_iter().peekable();
        for (id, task) in (0..).zip(&self.all) {
            self.starts.push(length(&self.readers));
            while let Some((_, reader, own_row)) = pairs.next_if(|(of, _, _)| *of == id) {
                let Some(found) = self.all.get(reader as usize) else { continue };
                let own_row = own_row && found.home == task.home;
                self.readers.push(Reader { task: reader, slot: found.slot, own_row });
            }
        }
        self.starts.push(length(&self.readers));
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, task: u32) -> Option<Task> {
        self.all.get(task as usize).copied()
    }

    pub(super) fn readers(&self, task: u32) -> &[Reader] {
        let at = task as usize;
        let bounds = self.starts.get(at).zip(self.starts.get(at + 1));
        bounds.and_then(|(from, to)| self.readers.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// The task of a column.
    pub(super) fn cell(&self, var: VarId) -> u32 {
        self.cells.get(var.0 as usize).copied().unwrap_or(NONE)
    }

    /// The task of what is wrong with an item.
    pub(super) fn problems(&self, item: ItemId) -> u32 {
        self.problems.get(item.index()).copied().unwrap_or(NONE)
    }

    /// The task of a roster's rows.
    pub(super) fn rows(&self, roster: RosterId) -> u32 {
        self.rows.get(roster.0 as usize).copied().unwrap_or(NONE)
    }

    /// The task of the names of a roster's rows.
    pub(super) fn row_label(&self, roster: RosterId) -> u32 {
        self.row_labels.get(roster.0 as usize).copied().unwrap_or(NONE)
    }

    /// What is done per row of a roster, and the rows of rosters in it.
    pub(super) fn members(&self, roster: RosterId) -> &[u32] {
        self.members.get(roster.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Who reads what: the task that is read, the reader, whether only in its own row.
struct Links {
    pairs: Vec<(u32, u32, bool)>,
}

impl Links {
    fn add(&mut self, of: u32, reader: u32, own_row: bool) {
        if of != NONE && reader != NONE && of != reader {
            self.pairs.push((of, reader, own_row));
        }
    }
}

fn put<T>(list: &mut [T], at: usize, value: T) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}

fn length<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// What the values shown in a label read, choices by their plain labels.
fn plain(label: &Label) -> BTreeSet<Step> {
    label.pipes().flat_map(|formula| steps(&formula.expr)).collect()
}

/// The same with what the labels of shown choices show.
fn with_lists(label: &Label, lists: &[BTreeSet<Step>]) -> BTreeSet<Step> {
    label.pipes().flat_map(|formula: &Formula| expr_reads(&formula.expr, lists)).collect()
}

fn expr_reads(expr: &Expr, lists: &[BTreeSet<Step>]) -> BTreeSet<Step> {
    let mut reads: BTreeSet<Step> = steps(expr).collect();
    let labelled = expr
        .nodes
        .values()
        .filter_map(|node| if let Node::Label { list, .. } = node { Some(*list) } else { None });
    for list in labelled.chain(expr.ty().list()) {
        reads.extend(of_list(lists, list));
    }
    reads
}

fn of_list(lists: &[BTreeSet<Step>], list: ListId) -> impl Iterator<Item = Step> + '_ {
    lists.get(list.0 as usize).into_iter().flatten().copied()
}

/// The cells and rows an expression reads.
fn steps(expr: &Expr) -> impl Iterator<Item = Step> + '_ {
    let rows = expr.iterates().map(Step::Rows);
    expr.reads().map(|(var, _)| Step::Cell(var)).chain(rows)
}

/// Whether a column's changes are told as a value of an item.
fn told(instrument: &Instrument, var: VarId) -> Option<ItemId> {
    match instrument.var(var)?.kind {
        VarKind::Question(item) | VarKind::Calc(item) => Some(item),
        VarKind::Today
        | VarKind::Given(_)
        | VarKind::Score(_)
        | VarKind::Band(_)
        | VarKind::Part(..)
        | VarKind::RowChoice(_)
        | VarKind::Prev(_) => None,
    }
}
