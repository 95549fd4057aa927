//! The picture in the language of Graphviz, which lays it out itself.

use std::fmt::Write;

use super::svg::node_class;
use crate::form::diagram::{Diagram, LinkKind, Node, NodeKind};

/// The whole file.
pub(super) fn dot(diagram: &Diagram) -> String {
    let direction = if diagram.rightward { "LR" } else { "TB" };
    let mut out = format!(
        "digraph monev {{\n  graph [rankdir={direction}, compound=true, newrank=true, fontname=\"Arial\", label={}, labelloc=t];\n  \
         node [shape=box, style=filled, fillcolor=white, fontname=\"Arial\", fontsize=11];\n  edge [fontname=\"Arial\"];\n",
        quoted(&diagram.title)
    );
    let panels = || diagram.panels.iter().filter(|panel| !panel.overview);
    for (at, panel) in panels().enumerate() {
        let _ = writeln!(out, "  subgraph cluster_{at} {{\n    label={};", quoted(&panel.title));
        for node in panel.nodes.iter().filter(|node| node.stands_for.is_none()) {
            let _ = writeln!(out, "    {} [label={}{}];", node.id, label(node), look(node.kind));
        }
        out.push_str("  }\n");
    }
    for (from, to, kind) in super::mermaid::links(diagram) {
        let look = match kind {
            LinkKind::Next => "color=\"#98a2ae\", weight=8",
            LinkKind::Opens => "color=\"#b4530a\"",
            LinkKind::Reads => "color=\"#2f6f9f\", style=dashed",
        };
        let _ = writeln!(out, "  {from} -> {to} [{look}];");
    }
    out.push_str("}\n");
    out
}

fn look(kind: NodeKind) -> String {
    let fill = match kind {
        NodeKind::Section | NodeKind::Roster => "#dbe7f1",
        NodeKind::Question | NodeKind::Questions | NodeKind::Part => "white",
        NodeKind::Calc => "#eef6ee",
        NodeKind::Elsewhere => "#f1ecf6",
        NodeKind::Score => "#fdf3d7",
        NodeKind::Bands => "#fffaf0",
        NodeKind::Override => "#fdecea",
    };
    let (class, round) = node_class(kind);
    let style = if round > 4.0 { "filled,rounded" } else { "filled" };
    format!(", class={class}, style=\"{style}\", fillcolor=\"{fill}\"")
}

/// All texts of a box, each line to the left.
fn label(node: &Node) -> String {
    let mut out = String::from("\"");
    for line in &node.lines {
        for part in super::font::wrapped(&line.text, 11.0, 320.0, 8) {
            out.push_str(&plain(&part));
            out.push_str("\\l");
        }
    }
    out.push('"');
    out
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", plain(text))
}

/// Text for a string of DOT: no escape of Graphviz, no character reference.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_can_leave_no_string() {
        assert_eq!(quoted("a\"] \\n \\N &lt;"), "\"a\\\"] \\\\n \\\\N &amp;lt;\"");
    }
}
