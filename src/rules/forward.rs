//! Forward references: a `when` may only refer to what stands earlier, directly or through calculations and scores, and
//! a label can only show what was answered already.
//!
//! For every step, the latest place of the document it depends on is found once, in the order of computation; a question
//! is where such a way ends, for its answer is given there.

use std::collections::BTreeSet;

use crate::base::{Diagnostic, Message, Sink, Span, codes};
use crate::expr::Node;
use crate::expr::funcs::Func;
use crate::model::walk;
use crate::model::{Formula, Instrument, Item, ItemId, ItemKind, Label, VarKind};

use super::graph;
use super::plan::{Edge, Plan, Role, Step, StepId, subject};

/// The latest item a step depends on.
#[derive(Debug, Clone, Copy)]
struct Latest {
    place: u32,
    item: ItemId,
}

/// Reports every `when` that refers to something later.
pub(super) fn check(instrument: &Instrument, plan: &Plan, sink: &mut Sink) {
    check_pipes(instrument, plan, sink);
    let latest = latest(plan, |step| ends_at(instrument, step));
    let round: BTreeSet<StepId> = plan.circles().iter().flatten().copied().collect();
    for id in plan.document() {
        let item = instrument.items.get(*id).filter(|item| has_place(item));
        let (Some(item), Some(step)) = (item, plan.find(Step::Asked(*id))) else { continue };
        let place = plan.position(*id);
        let whens = plan.edges(step).iter().filter(|edge| edge.role == Role::Written(walk::Role::When));
        // An edge on a circle is reported with the circle.
        for edge in whens.filter(|edge| !(round.contains(&step) && round.contains(&edge.to))) {
            let found = latest.get(edge.to.0 as usize).copied().flatten();
            // What stands inside the item itself makes a circle too.
            if let Some(later) = found.filter(|later| later.place >= place.end) {
                let Some(read) = plan.step(edge.to) else { continue };
                let read = Read { step: read, span: edge.span, key: "when" };
                sink.push(diagnostic(instrument, item, &read, later));
            }
        }
    }
}

/// Reports every label or hint that shows an answer given later, inside the item or by the item itself. One that the app may fill in before the interview can
/// be known already, and `coalesce(nama, 'Bapak/Ibu')` says what to show meanwhile. Labels of choices stand in no place.
fn check_pipes(instrument: &Instrument, plan: &Plan, sink: &mut Sink) {
    let latest = latest(plan, |step| ends_at(instrument, step).filter(|end| !is_preloaded(instrument, end)));
    for id in plan.document() {
        let Some(item) = instrument.items.get(*id).filter(|item| has_place(item)) else { continue };
        let place = plan.position(*id);
        for pipe in [&item.label, &item.hint].into_iter().flatten().flat_map(Label::pipes).filter(bare) {
            for (step, range) in graph::reads(&pipe.expr) {
                let found = plan.find(step).and_then(|id| latest.get(id.0 as usize).copied().flatten());
                let Some(later) = found.filter(|later| later.place >= place.start) else { continue };
                let read = Read { step, span: pipe.map.0.span(range), key: key_of_label(item) };
                sink.push(match later.place < place.end {
                    true => too_early(instrument, item, &read, later),
                    false => diagnostic(instrument, item, &read, later),
                });
                break;
            }
        }
    }
}

/// The key that a label is written under.
fn key_of_label(item: &Item) -> &'static str {
    if matches!(item.kind, ItemKind::Section { .. }) { "title" } else { "label" }
}

/// An answer that is given below the words that show it: the item's own, or one inside it.
fn too_early(instrument: &Instrument, item: &Item, read: &Read, later: Latest) -> Diagnostic {
    let Some(found) = instrument.items.get(later.item) else {
        return Diagnostic::new(codes::FORWARD_REFERENCE, read.span, Message::default());
    };
    let (key, id, inner) = (read.key, &item.id, &found.id);
    let name = subject(instrument, read.step);
    let message = match inner == id {
        true => Message::new(
            format!("`{key}` milik `{id}` menampilkan jawabannya sendiri, yang saat itu belum diberikan"),
            format!("the `{key}` of `{id}` shows its own answer, which isn't given yet"),
        ),
        false => Message::new(
            format!(
                "`{key}` milik `{id}` menampilkan `{name}`, padahal `{inner}` baru ditanyakan di dalamnya"
            ),
            format!("the `{key}` of `{id}` shows `{name}`, but `{inner}` is only asked inside it"),
        ),
    };
    Diagnostic::new(codes::FORWARD_REFERENCE, read.span, message).note(found.span.0, place_note(inner)).hint(
        Message::new(
            format!("tulis tanpa nilai itu, atau sebutkan penggantinya: `{{coalesce({name}, '…')}}`"),
            format!("write it without the value, or say what to show meanwhile: `{{coalesce({name}, '…')}}`"),
        ),
    )
}

/// Whether nothing is said of what to show where the value is missing.
fn bare(pipe: &&Formula) -> bool {
    !matches!(pipe.expr.nodes.get(pipe.expr.root), Some(Node::Call { func: Func::Coalesce, .. }))
}

fn is_preloaded(instrument: &Instrument, end: &End) -> bool {
    let End::Question(item) = end else { return false };
    match instrument.items.get(*item).map(|item| &item.kind) {
        Some(ItemKind::Question(question)) => question.preload,
        Some(
            ItemKind::Section { .. }
            | ItemKind::Note
            | ItemKind::Calc(_)
            | ItemKind::Grid { .. }
            | ItemKind::Roster(_),
        )
        | None => false,
    }
}

/// A calculation isn't anywhere on a page.
fn has_place(item: &Item) -> bool {
    match item.kind {
        ItemKind::Section { .. }
        | ItemKind::Question(_)
        | ItemKind::Note
        | ItemKind::Grid { .. }
        | ItemKind::Roster(_) => true,
        ItemKind::Calc(_) => false,
    }
}

/// By step: the latest question or roster it depends on.
fn latest(plan: &Plan, ends_at: impl Fn(Step) -> Option<End>) -> Vec<Option<Latest>> {
    let mut latest: Vec<Option<Latest>> = vec![None; plan.steps().count()];
    for id in plan.order() {
        let found = match plan.step(*id).and_then(&ends_at) {
            Some(End::Question(item)) => Some(at(plan, item)),
            Some(End::Roster(item)) => later(Some(at(plan, item)), reached(plan, *id, &latest)),
            None => reached(plan, *id, &latest),
        };
        if let Some(slot) = latest.get_mut(id.0 as usize) {
            *slot = found;
        }
    }
    latest
}

fn at(plan: &Plan, item: ItemId) -> Latest {
    Latest { place: plan.position(item).start, item }
}

fn reached(plan: &Plan, id: StepId, latest: &[Option<Latest>]) -> Option<Latest> {
    let of = |edge: &Edge| latest.get(edge.to.0 as usize).copied().flatten();
    plan.edges(id).iter().map(of).fold(None, later)
}

fn later(a: Option<Latest>, b: Option<Latest>) -> Option<Latest> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.place > a.place { b } else { a }),
        (found, None) | (None, found) => found,
    }
}

/// What the respondent gives at a place of the document.
enum End {
    /// An answer: whatever decides whether it is asked stands earlier or is reported there.
    Question(ItemId),
    /// Rows.
    Roster(ItemId),
}

fn ends_at(instrument: &Instrument, step: Step) -> Option<End> {
    match step {
        Step::Cell(var) => match instrument.var(var)?.kind {
            VarKind::Question(item) => Some(End::Question(item)),
            VarKind::Today
            | VarKind::Given(_)
            | VarKind::Calc(_)
            | VarKind::Score(_)
            | VarKind::Band(_)
            | VarKind::Part(..)
            | VarKind::RowChoice(_)
            | VarKind::Prev(_) => None,
        },
        Step::Rows(roster) => Some(End::Roster(instrument.roster(roster)?.item)),
        Step::Asked(_) | Step::Choices(_) | Step::Required(_) | Step::ScoreAsked(_) | Step::Problems(_) => {
            None
        }
    }
}

/// What is read, where, and under which key.
struct Read {
    step: Step,
    span: Span,
    key: &'static str,
}

fn diagnostic(instrument: &Instrument, item: &Item, read: &Read, later: Latest) -> Diagnostic {
    let Some(found) = instrument.items.get(later.item) else {
        return Diagnostic::new(codes::FORWARD_REFERENCE, read.span, Message::default());
    };
    let name = subject(instrument, read.step);
    let through = (name != &*found.id).then_some(name);
    Diagnostic::new(codes::FORWARD_REFERENCE, read.span, message((&item.id, read.key), &found.id, through))
        .note(found.span.0, place_note(&found.id))
        .hint(advice(&item.id, &found.id))
}

fn message((item, key): (&str, &str), later: &str, through: Option<&str>) -> Message {
    match through {
        None => Message::new(
            format!("`{key}` milik `{item}` merujuk `{later}`, yang baru ditanyakan sesudahnya"),
            format!("the `{key}` of `{item}` refers to `{later}`, which stands later"),
        ),
        Some(through) => Message::new(
            format!(
                "`{key}` milik `{item}` merujuk `{later}` lewat `{through}`, padahal `{later}` baru ditanyakan sesudahnya"
            ),
            format!("the `{key}` of `{item}` refers through `{through}` to `{later}`, which stands later"),
        ),
    }
}

fn place_note(later: &str) -> Message {
    Message::new(format!("`{later}` ada di sini"), format!("`{later}` stands here"))
}

fn advice(item: &str, later: &str) -> Message {
    Message::new(
        format!("pindahkan `{later}` ke depan `{item}`, atau `{item}` ke belakang `{later}`"),
        format!("move `{later}` before `{item}`, or `{item}` after `{later}`"),
    )
}
