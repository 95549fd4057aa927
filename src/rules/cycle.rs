//! Circles of dependencies: one diagnostic for each, with the shortest way round and the role of each edge on it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::base::{Diagnostic, Message, Sink, Span, codes};
use crate::model::walk;
use crate::model::{Instrument, VarKind};

use super::plan::{Edge, Plan, Role, Step, StepId, subject};

/// Reports every circle.
pub(super) fn check(instrument: &Instrument, plan: &Plan, sink: &mut Sink) {
    for circle in plan.circles() {
        let path = shortest_round(plan, circle);
        let written: Vec<Link<'_>> =
            path.iter().filter_map(|(from, edge)| link(instrument, plan, *from, edge)).collect();
        if let Some(first) = written.first() {
            let diagnostic = Diagnostic::new(codes::CYCLE, first.span, message(&written));
            sink.push(written.iter().fold(diagnostic, |d, link| d.note(link.span, note(link))));
        }
    }
}

/// The shortest way from the circle's first step back to it.
fn shortest_round(plan: &Plan, circle: &[StepId]) -> Vec<(StepId, Edge)> {
    let Some(start) = circle.first().copied() else { return Vec::new() };
    let members: BTreeSet<StepId> = circle.iter().copied().collect();
    let mut came: BTreeMap<StepId, (StepId, Edge)> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(step) = queue.pop_front() {
        for edge in plan.edges(step).iter().filter(|edge| members.contains(&edge.to)) {
            if edge.to == start {
                return way_back(&came, start, (step, *edge));
            }
            came.entry(edge.to).or_insert_with(|| {
                queue.push_back(edge.to);
                (step, *edge)
            });
        }
    }
    Vec::new()
}

fn way_back(
    came: &BTreeMap<StepId, (StepId, Edge)>,
    start: StepId,
    last: (StepId, Edge),
) -> Vec<(StepId, Edge)> {
    let mut path = vec![last];
    let mut at = last.0;
    while at != start {
        let Some(link) = came.get(&at) else { break };
        path.push(*link);
        at = link.0;
    }
    path.reverse();
    path
}

/// An edge in the author's words.
struct Link<'a> {
    from: &'a str,
    to: &'a str,
    role: Role,
    /// The part's id, where a part of a score reads something.
    detail: Option<&'a str>,
    span: Span,
}

/// An edge as the author wrote it; none for what joins two facts about one item.
fn link<'a>(instrument: &'a Instrument, plan: &Plan, from: StepId, edge: &Edge) -> Option<Link<'a>> {
    let (from, to) = (plan.step(from)?, plan.step(edge.to)?);
    let names = (subject(instrument, from), subject(instrument, to));
    let inner = names.0 == names.1 && matches!(edge.role, Role::Asked | Role::Offered | Role::Inside);
    // From a score's number to the column of one of its parts: the part's own formula is the next edge.
    let to_part = names.0 == names.1 && part(instrument, to).is_some();
    (!inner && !to_part).then(|| Link {
        from: names.0,
        to: names.1,
        role: edge.role,
        detail: part(instrument, from),
        span: edge.span,
    })
}

/// The id of the part whose column a step computes.
fn part(instrument: &Instrument, step: Step) -> Option<&str> {
    let Step::Cell(var) = step else { return None };
    let VarKind::Part(score, at) = instrument.var(var)?.kind else { return None };
    let parts = instrument.scores.get(score)?.method.parts();
    parts.get(at as usize).map(|part| &*part.id)
}

fn message(links: &[Link<'_>]) -> Message {
    let first = links.first().map_or("", |link| link.from);
    let mut path = format!("`{first}`");
    for link in links {
        path.push_str(&format!(" → `{}`", link.to));
    }
    Message::new(
        format!("`{first}` bergantung pada dirinya sendiri: {path}"),
        format!("`{first}` depends on itself: {path}"),
    )
}

fn note(link: &Link<'_>) -> Message {
    let (from, to) = (link.from, link.to);
    match (link.role, link.detail) {
        (Role::Written(walk::Role::Part(_)), Some(part)) => Message::new(
            format!("bagian `{part}` dari `{from}` membaca `{to}`"),
            format!("part `{part}` of `{from}` reads `{to}`"),
        ),
        (Role::Written(walk::Role::Number | walk::Role::Band), _) => Message::new(
            format!("`{from}` dihitung dari `{to}`"),
            format!("`{from}` is computed from `{to}`"),
        ),
        (Role::Written(role), _) => {
            let key = role.key();
            Message::new(
                format!("`{key}` milik `{from}` membaca `{to}`"),
                format!("the `{key}` of `{from}` reads `{to}`"),
            )
        }
        (Role::RowsFrom, _) => Message::new(
            format!("`{from}` punya satu baris per pilihan `{to}`"),
            format!("`{from}` has a row for each choice of `{to}`"),
        ),
        (Role::Inside, _) => {
            Message::new(format!("`{from}` berada di dalam `{to}`"), format!("`{from}` stands in `{to}`"))
        }
        (Role::Asked | Role::Offered, _) => Message::new(
            format!("`{from}` hanya ada bila `{to}` ada"),
            format!("`{from}` is only there when `{to}` is"),
        ),
    }
}
