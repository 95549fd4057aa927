//! The picture in the language of Mermaid, which lays it out itself.

use std::fmt::Write;

use crate::form::diagram::{Diagram, LinkKind, Node, NodeKind};

/// The whole file.
pub(super) fn mermaid(diagram: &Diagram) -> String {
    let direction = if diagram.rightward { "LR" } else { "TB" };
    let mut out =
        format!("%%{{init: {{\"maxTextSize\": 900000, \"maxEdges\": 5000}}}}%%\nflowchart {direction}\n");
    for (at, panel) in diagram.panels.iter().filter(|panel| !panel.overview).enumerate() {
        let title = if panel.title.is_empty() { &diagram.title } else { &panel.title };
        let _ = writeln!(out, "  subgraph g{at} [\"{}\"]", plain(title));
        for node in panel.nodes.iter().filter(|node| node.stands_for.is_none()) {
            let (open, close) = match node.kind {
                NodeKind::Calc | NodeKind::Bands => ("(", ")"),
                NodeKind::Elsewhere => ("([", "])"),
                NodeKind::Roster | NodeKind::Section => ("[[", "]]"),
                NodeKind::Question
                | NodeKind::Questions
                | NodeKind::Part
                | NodeKind::Score
                | NodeKind::Override => ("[", "]"),
            };
            let _ = writeln!(out, "    {}{open}\"{}\"{close}", node.id, label(node));
        }
        out.push_str("  end\n");
    }
    for (from, to, kind) in links(diagram) {
        let arrow = match kind {
            LinkKind::Next => "-->",
            LinkKind::Opens => "==>",
            LinkKind::Reads => "-.->",
        };
        let _ = writeln!(out, "  {from} {arrow} {to}");
    }
    out
}

/// The lines of a picture whose parts hang together: where a box stands for another, the other is meant.
pub(super) fn links(diagram: &Diagram) -> Vec<(&str, &str, LinkKind)> {
    let mut links = Vec::new();
    let mut before: Option<&str> = None;
    for panel in diagram.panels.iter().filter(|panel| !panel.overview) {
        let interview = || panel.nodes.iter().filter(|node| node.kind != NodeKind::Elsewhere);
        if !diagram.rightward {
            if let (Some(from), Some(to)) = (before, interview().next()) {
                links.push((from, to.id.as_str(), LinkKind::Next));
            }
            before = interview().next_back().map(|node| node.id.as_str()).or(before);
        }
        for link in &panel.links {
            if let (Some(from), Some(to)) = (panel.nodes.get(link.from), panel.nodes.get(link.to)) {
                links.push((from.stands_for.as_ref().unwrap_or(&from.id), &to.id, link.kind));
            }
        }
    }
    links
}

fn label(node: &Node) -> String {
    let lines: Vec<String> = node.lines.iter().map(|line| plain(&line.text)).collect();
    lines.join("<br/>")
}

/// Text inside quotes of Mermaid: everything that it, Markdown or HTML would read as markup as a character's number.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '<' | '>' | '&' | '#' | ';' | '`' | '*' | '_' | '\\' | '[' | ']' | '{' | '}' | '|'
            | '%' | '$' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
