//! The lines of the flow, and the boxes that stand for what is drawn elsewhere.

use std::collections::BTreeMap;

use super::conditions::Source;
use super::flow::{Place, Walk};
use super::overview::overview;
use super::{Line, LineStyle, Link, LinkKind, Node, NodeKind, Panel};

/// A box that stands for something elsewhere serves boxes so far below.
const REACH: usize = 3;

/// The panels with their lines; those without a box are left out.
pub(super) fn linked(mut walk: Walk<'_>) -> Vec<Panel> {
    let overview = overview(&walk);
    let mut panels = std::mem::take(&mut walk.panels);
    let mut pending = walk.pending.iter().peekable();
    for (at, panel) in panels.iter_mut().enumerate() {
        let boxes = panel.nodes.len();
        let mut standing: BTreeMap<(Source, LinkKind), (usize, usize)> = BTreeMap::new();
        while let Some(pending) = pending.next_if(|pending| pending.at.0 == at) {
            let to = pending.at.1;
            let home = walk.place(pending.source);
            if home == Some(pending.at) {
                continue;
            }
            let above = home.filter(|(panel, from)| *panel == at && *from < to).map(|(_, from)| from);
            let from = above.unwrap_or_else(|| {
                let key = (pending.source, pending.kind);
                let known =
                    standing.get(&key).filter(|(_, served)| to - served <= REACH).map(|(node, _)| *node);
                let from = known.unwrap_or(panel.nodes.len());
                if known.is_none() {
                    panel.nodes.push(stand_in(&walk, (at, from), pending.source));
                }
                standing.insert(key, (from, to));
                from
            });
            panel.links.push(Link { from, to, kind: pending.kind });
        }
        panel.links.sort();
        // One line between two boxes says enough; that it opens says most.
        panel.links.dedup_by_key(|link| (link.from, link.to));
        chain(panel, boxes);
    }
    let keep = panels.into_iter().filter(|panel| !panel.nodes.is_empty());
    overview.into_iter().chain(keep).collect()
}

fn stand_in(walk: &Walk<'_>, (panel, node): Place, source: Source) -> Node {
    let home = walk.place(source);
    let section_of = |panel: usize| walk.sections.get(panel).copied().flatten();
    let section =
        home.and_then(|(panel, _)| section_of(panel)).filter(|section| section_of(panel) != Some(*section));
    let letter = section.and_then(|section| walk.texts.numbers.get(section));
    let name = walk.texts.elsewhere(source);
    let name = letter.map(|letter| format!("{letter} · {name}")).unwrap_or(name);
    Node {
        id: format!("e{panel}_{node}"),
        kind: NodeKind::Elsewhere,
        lines: vec![Line::new(LineStyle::Note, name)],
        questions: Vec::new(),
        stands_for: home.map(|(panel, node)| format!("n{panel}_{node}")),
    }
}

/// The interview goes from each box to the next.
fn chain(panel: &mut Panel, boxes: usize) {
    let drawn: Vec<(usize, usize)> = panel.links.iter().map(|link| (link.from, link.to)).collect();
    let next = (1..boxes).map(|to| (to - 1, to)).filter(|pair| drawn.binary_search(pair).is_err());
    let next: Vec<Link> = next.map(|(from, to)| Link { from, to, kind: LinkKind::Next }).collect();
    panel.links.extend(next);
    panel.links.sort();
}
