//! The sections of an instrument at a glance: how many questions each has, and which hang on which.

use std::collections::BTreeSet;

use super::conditions::own;
use super::flow::Walk;
use super::texts::questions_in;
use super::{Line, LineStyle, Link, LinkKind, Node, NodeKind, Panel};
use crate::model::ItemId;

/// An overview of more sections would be none.
const MOST_SECTIONS: usize = 60;

/// The sections in order; none for one section, or for very many.
pub(super) fn overview(walk: &Walk<'_>) -> Option<Panel> {
    let mut sections: Vec<ItemId> = walk.sections.iter().copied().flatten().collect();
    sections.dedup();
    if sections.len() < 2 || sections.len() > MOST_SECTIONS {
        return None;
    }
    let nodes = sections.iter().enumerate().map(|(at, id)| node(walk, at, *id)).collect();
    let position = |panel: usize| {
        let section = walk.sections.get(panel).copied().flatten()?;
        sections.iter().position(|id| *id == section)
    };
    let mut links: BTreeSet<(usize, usize)> = BTreeSet::new();
    for pending in walk.pending.iter().filter(|pending| pending.kind == LinkKind::Opens) {
        let from = walk.place(pending.source).and_then(|(panel, _)| position(panel));
        let pair = from.zip(position(pending.at.0)).filter(|(from, to)| from < to);
        links.extend(pair);
    }
    let next = (1..sections.len()).map(|to| (to - 1, to)).filter(|pair| !links.contains(pair));
    let mut all: Vec<Link> = next.map(|(from, to)| Link { from, to, kind: LinkKind::Next }).collect();
    all.extend(links.iter().map(|(from, to)| Link { from: *from, to: *to, kind: LinkKind::Opens }));
    all.sort();
    let title = walk.texts.say("Ringkasan: bagian-bagian", "Overview: the sections").to_owned();
    Some(Panel { title, overview: true, nodes, links: all, frames: Vec::new() })
}

fn node(walk: &Walk<'_>, at: usize, id: ItemId) -> Node {
    let texts = &walk.texts;
    let mut lines = vec![Line::new(LineStyle::Name, texts.section(id))];
    let item = texts.instrument.items.get(id);
    lines.extend(item.and_then(own).map(|when| texts.condition(when)));
    let count = questions_in(texts.instrument, id).len();
    lines.push(Line::new(LineStyle::Note, texts.questions(count)));
    Node { id: format!("o{at}"), kind: NodeKind::Section, lines, questions: Vec::new(), stands_for: None }
}
