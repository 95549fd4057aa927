//! A tree as text, with branches drawn beside it.

use std::fmt::Write;

use crate::cli::console::style;

/// A line with what hangs below it. The text may be styled; what came from a file must have been escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// The line; more lines stand below it, under the same branch.
    pub(crate) text: String,
    /// What hangs below.
    pub(crate) children: Vec<Node>,
}

impl Node {
    /// A line with nothing below it.
    pub(crate) fn leaf(text: impl Into<String>) -> Self {
        Self { text: text.into(), children: Vec::new() }
    }

    /// A line with others below it.
    pub(crate) fn new(text: impl Into<String>, children: Vec<Self>) -> Self {
        Self { text: text.into(), children }
    }
}

/// The tree, its root flush left.
pub(crate) fn render(root: &Node) -> String {
    let mut out = format!("{}\n", root.text);
    branches(&root.children, "", &mut out);
    out
}

fn branches(nodes: &[Node], before: &str, out: &mut String) {
    let dim = style::DIM;
    for (at, node) in nodes.iter().enumerate() {
        let last = at + 1 == nodes.len();
        let (corner, below) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        for (number, line) in node.text.lines().enumerate() {
            let mark = if number == 0 { corner } else { below };
            let _ = writeln!(out, "{dim}{before}{mark}{dim:#}{line}");
        }
        branches(&node.children, &format!("{before}{below}"), out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_are_drawn() {
        let inner = Node::new("b\nand more", vec![Node::leaf("c")]);
        let tree = Node::new("root", vec![Node::leaf("a"), inner.clone(), inner]);
        let text = anstream::adapter::strip_str(&render(&tree)).to_string();
        assert_eq!(text, "root\n├─ a\n├─ b\n│  and more\n│  └─ c\n└─ b\n   and more\n   └─ c\n");
    }
}
