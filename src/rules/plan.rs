//! In which order an instrument is computed: a graph of steps over the model, sorted so that a step comes after all it
//! reads, and the same graph backwards.
//!
//! **Invariants:** a step stands for one thing an instrument says about a record (is it asked, what is it worth, how
//! many rows), for all rows of its roster. Among steps that don't depend on each other, document order holds. Building
//! and sorting take time linear in steps and edges and use no recursion.

use crate::base::Span;
use crate::expr::VarId;
use crate::model::walk;
use crate::model::{Instrument, ItemId, ItemKind, ScoreId, VarKind};
use crate::value::RosterId;

use super::{graph, order, places};

/// One thing that is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Whether an item is asked (a section is open, a note shown, a calculation made).
    Asked(ItemId),
    /// Which choices of a question with `choices_where` are offered.
    Choices(ItemId),
    /// Which rows a roster has.
    Rows(RosterId),
    /// What a column's cells are worth.
    Cell(VarId),
    /// Whether a question must be answered.
    Required(ItemId),
    /// Whether a score is computed.
    ScoreAsked(ScoreId),
    /// What is wrong with a question or a roster. Nothing reads it.
    Problems(ItemId),
}

impl Step {
    /// The roster for each of whose rows it is computed. A roster's rows are computed as a whole.
    pub fn home(self, instrument: &Instrument) -> Option<RosterId> {
        match self {
            Self::Asked(item) | Self::Choices(item) | Self::Required(item) | Self::Problems(item) => {
                instrument.items.get(item).and_then(|item| item.home)
            }
            Self::Cell(var) => instrument.var(var).and_then(|var| var.home),
            Self::Rows(_) | Self::ScoreAsked(_) => None,
        }
    }
}

/// A step of a plan, by its place in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub(super) u32);

/// Why a step depends on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// An expression reads it; what it decides.
    Written(walk::Role),
    /// The roster has a row for each choice ticked there.
    RowsFrom,
    /// It stands in that section, grid or roster.
    Inside,
    /// It is only there when the item is asked.
    Asked,
    /// The answer must be among the choices offered.
    Offered,
}

/// A dependency: what is read, why, and where that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The step that is read.
    pub to: StepId,
    /// Why.
    pub role: Role,
    /// Where the reading is written; for what follows from the instrument's structure, the id of the item.
    pub span: Span,
    /// Only the cell in the reader's own row is read: both stand in the same roster, or both in the record itself.
    pub own_row: bool,
}

/// The order of computation of an instrument.
#[derive(Debug, Clone)]
pub struct Plan {
    steps: Vec<Step>,
    places: places::Places,
    edges: Lists<Edge>,
    readers: Lists<StepId>,
    sorted: order::Sorted,
    run: Vec<(Step, Option<RosterId>)>,
    /// What stands in the record itself, then in each roster's rows.
    members: Vec<Members>,
}

/// What has one cell per row of a roster, or one in the record itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Members {
    pub(super) vars: Vec<VarId>,
    pub(super) items: Vec<ItemId>,
}

impl Plan {
    /// The plan of an instrument. Where dependencies run in a circle the order within the circle means nothing;
    /// [`super::check_order`] reports it.
    pub fn new(instrument: &Instrument) -> Self {
        let (steps, found) = places::steps(instrument);
        let edges = graph::edges(instrument, &steps, &found);
        let sorted = order::sort(&edges);
        let ordered = sorted.order.iter().filter_map(|id| steps.get(id.0 as usize));
        let run = ordered.filter(|step| is_run(**step)).map(|step| (*step, step.home(instrument))).collect();
        let readers = edges.reversed();
        Self { steps, places: found, edges, readers, sorted, run, members: members(instrument) }
    }

    /// All steps that are computed, in order, with the roster for each of whose rows they are computed. Choices aren't
    /// among them: whether one is offered is decided when it is asked for. Neither are problems, which are listed last.
    pub fn run(&self) -> &[(Step, Option<RosterId>)] {
        &self.run
    }

    /// All steps in document order.
    pub fn steps(&self) -> impl Iterator<Item = (StepId, Step)> + '_ {
        (0..).map(StepId).zip(self.steps.iter().copied())
    }

    /// The step of an id.
    pub fn step(&self, id: StepId) -> Option<Step> {
        self.steps.get(id.0 as usize).copied()
    }

    /// The id of a step, if the plan has it.
    pub fn find(&self, step: Step) -> Option<StepId> {
        self.places.find(step)
    }

    /// What a step reads.
    pub fn edges(&self, id: StepId) -> &[Edge] {
        self.edges.of(id.0)
    }

    /// The steps that read a step directly.
    pub fn readers(&self, id: StepId) -> &[StepId] {
        self.readers.of(id.0)
    }

    /// A step's place in the order of computation: what is read has a smaller number than its reader.
    pub fn rank(&self, id: StepId) -> u32 {
        self.sorted.rank.get(id.0 as usize).copied().unwrap_or(u32::MAX)
    }

    /// All steps in the order of computation.
    pub fn order(&self) -> &[StepId] {
        &self.sorted.order
    }

    /// The circles of dependencies: for each, its steps in document order.
    pub fn circles(&self) -> &[Vec<StepId>] {
        &self.sorted.circles
    }

    /// Items in document order, what stands in a section after the section.
    pub fn document(&self) -> &[ItemId] {
        &self.places.document
    }

    /// An item's place in document order, and the place just after the last of what stands in it.
    pub fn position(&self, item: ItemId) -> std::ops::Range<u32> {
        self.places.positions.get(item.index()).cloned().unwrap_or(u32::MAX..u32::MAX)
    }

    /// What stands in a roster's rows, or in the record itself.
    pub(super) fn members(&self, home: Option<RosterId>) -> &Members {
        const NOTHING: &Members = &Members { vars: Vec::new(), items: Vec::new() };
        self.members.get(place(home)).unwrap_or(NOTHING)
    }
}

fn place(home: Option<RosterId>) -> usize {
    home.map_or(0, |roster| roster.0 as usize + 1)
}

fn members(instrument: &Instrument) -> Vec<Members> {
    let mut all = vec![Members::default(); instrument.rosters.len() + 1];
    for (id, var) in (0..).map(VarId).zip(&instrument.vars) {
        if let Some(members) = all.get_mut(place(var.home)) {
            members.vars.push(id);
        }
    }
    for (id, item) in instrument.items.iter() {
        if let Some(members) = all.get_mut(place(item.home)) {
            members.items.push(id);
        }
    }
    all
}

fn is_run(step: Step) -> bool {
    match step {
        Step::Asked(_) | Step::Rows(_) | Step::Cell(_) | Step::Required(_) | Step::ScoreAsked(_) => true,
        Step::Choices(_) | Step::Problems(_) => false,
    }
}

/// What a step is about, in the author's words: the id of an item, `score.ID`, a given fact.
pub(super) fn subject(instrument: &Instrument, step: Step) -> &str {
    let item = |id: ItemId| instrument.items.get(id).map_or("", |item| &*item.id);
    match step {
        Step::Asked(id) | Step::Choices(id) | Step::Required(id) | Step::Problems(id) => item(id),
        Step::Rows(roster) => instrument.roster(roster).map_or("", |roster| item(roster.item)),
        Step::ScoreAsked(score) => score_name(instrument, score),
        Step::Cell(var) => match instrument.var(var) {
            Some(found) => match found.kind {
                VarKind::Part(score, _) => score_name(instrument, score),
                VarKind::RowChoice(roster) => {
                    instrument.roster(roster).map_or("", |roster| item(roster.item))
                }
                VarKind::Today
                | VarKind::Given(_)
                | VarKind::Question(_)
                | VarKind::Calc(_)
                | VarKind::Score(_)
                | VarKind::Band(_)
                | VarKind::Prev(_) => &found.name,
            },
            None => "",
        },
    }
}

/// `score.ID`, or `band.ID` for a score without a number.
fn score_name(instrument: &Instrument, score: ScoreId) -> &str {
    let var = instrument.scores.get(score).and_then(|score| score.var.or(score.band_var));
    var.and_then(|var| instrument.var(var)).map_or("", |var| &*var.name)
}

/// The items directly in an item, in order.
pub(super) fn children(instrument: &Instrument, item: ItemId) -> &[ItemId] {
    match instrument.items.get(item).map(|item| &item.kind) {
        Some(ItemKind::Section { children } | ItemKind::Grid { children }) => children,
        Some(ItemKind::Roster(roster)) => {
            instrument.roster(*roster).map(|roster| roster.children.as_slice()).unwrap_or_default()
        }
        Some(ItemKind::Question(_) | ItemKind::Note | ItemKind::Calc(_)) | None => &[],
    }
}

/// One list for each of a row of numbers, all in one piece of memory.
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    /// No lists yet.
    pub(super) fn new() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }

    /// Adds an element to the list being written.
    pub(super) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Ends the list being written; the next element starts the next list.
    pub(super) fn close(&mut self) {
        self.starts.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The n-th list.
    pub(super) fn of(&self, index: u32) -> &[T] {
        let at = index as usize;
        let bounds = self.starts.get(at).zip(self.starts.get(at + 1));
        bounds.and_then(|(from, to)| self.items.get(*from as usize..*to as usize)).unwrap_or_default()
    }
}

impl Lists<Edge> {
    /// Who reads each step, each reader once, in document order.
    fn reversed(&self) -> Lists<StepId> {
        let mut by_target: Vec<Vec<StepId>> = vec![Vec::new(); self.len()];
        for from in (0..).map(StepId).take(self.len()) {
            for edge in self.of(from.0) {
                let Some(readers) = by_target.get_mut(edge.to.0 as usize) else { continue };
                if readers.last() != Some(&from) {
                    readers.push(from);
                }
            }
        }
        let mut out = Lists::new();
        for readers in by_target {
            readers.into_iter().for_each(|reader| out.push(reader));
            out.close();
        }
        out
    }
}
