//! A tree as text, with branches drawn beside it.

use std::fmt::Write;

use crate::cli::console::style;

/// A line with what hangs below it. The text may be styled; what came from a file must have been escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// The line.
    pub(crate) text: String,
    /// What stands below the line, dimmed, broken between words: what an author wrote.
    pub(crate) detail: String,
    /// What hangs below.
    pub(crate) children: Vec<Node>,
}

impl Node {
    /// A line with nothing below it.
    pub(crate) fn leaf(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A line with others below it.
    pub(crate) fn new(text: impl Into<String>, children: Vec<Self>) -> Self {
        Self { text: text.into(), children, ..Self::default() }
    }

    /// The same with something below the line.
    #[must_use]
    pub(crate) fn detailed(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }
}

/// The tree, its root flush left, details no wider than `width`.
pub(crate) fn render(root: &Node, width: usize) -> String {
    let mut out = format!("{}\n", root.text);
    branches(&root.children, "", width, &mut out);
    out
}

fn branches(nodes: &[Node], before: &str, width: usize, out: &mut String) {
    let dim = style::DIM;
    for (at, node) in nodes.iter().enumerate() {
        let last = at + 1 == nodes.len();
        let (corner, below) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let _ = writeln!(out, "{dim}{before}{corner}{dim:#}{}", node.text);
        let below = format!("{before}{below}");
        let bar = if node.children.is_empty() { "  " } else { "│ " };
        for line in wrapped(&node.detail, width.saturating_sub(below.chars().count() + 2)) {
            let _ = writeln!(out, "{dim}{below}{bar}{line}{dim:#}");
        }
        branches(&node.children, &below, width, out);
    }
}

/// The words of a text in lines no longer than `width`, if the words are not.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width.max(20) => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_are_drawn() {
        let inner = Node::new("b", vec![Node::leaf("c")])
            .detailed("twelve words or so that need more than the one line");
        let tree = Node::new("root", vec![Node::leaf("a").detailed("x"), inner.clone(), inner]);
        let text = anstream::adapter::strip_str(&render(&tree, 36)).to_string();
        let expected = "root\n├─ a\n│    x\n├─ b\n│  │ twelve words or so that need\n│  │ more than the one line\n│  └─ c\n\
                        └─ b\n   │ twelve words or so that need\n   │ more than the one line\n   └─ c\n";
        assert_eq!(text, expected);
    }
}
