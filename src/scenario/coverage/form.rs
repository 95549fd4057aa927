//! What a part of a formula says, as a text that two parts have in common only when they say the same.

use std::fmt::Write;

use crate::expr::{Expr, Node, NodeId};

/// Longest text that is put together: parts that are larger are not compared.
const LONGEST: usize = 20_000;

/// The text of a node and all below it; `None` where it would be too long.
pub(super) fn form(expr: &Expr, id: NodeId) -> Option<String> {
    let mut out = String::new();
    put(expr, id, &mut out).then_some(out)
}

/// Recursion is as deep as the expression, which the checker bounds.
fn put(expr: &Expr, id: NodeId, out: &mut String) -> bool {
    if out.len() > LONGEST {
        return false;
    }
    let Some(node) = expr.nodes.get(id) else { return false };
    let written = match node {
        Node::Const(_)
        | Node::Read { .. }
        | Node::State { .. }
        | Node::RowIndex { .. }
        | Node::CurrentChoice => write!(out, "{node:?}"),
        Node::Attribute { list, attribute, .. } => write!(out, "{list:?}.{attribute:?}"),
        Node::ByCode { list, .. } => write!(out, "{list:?}"),
        Node::Label { list, separator, .. } => write!(out, "{list:?}.{separator:?}"),
        Node::Call { func, .. } => write!(out, "{func:?} {:?}", expr.pattern(id)),
        Node::Aggregate(aggregate) => {
            let crate::expr::Aggregate { kind, base, path, first, filter, body, ignoring, separator } =
                &**aggregate;
            let (filter, body) = (filter.is_some(), body.is_some());
            write!(out, "{kind:?} {base} {path:?} {first} {filter} {body} {ignoring} {separator:?}")
        }
        Node::Lookup { table, column, .. } => write!(out, "{table:?}.{column}"),
    };
    out.push('(');
    let mut fits = written.is_ok();
    node.each_child(|child| {
        fits = fits && put(expr, child, out);
        out.push(',');
    });
    out.push(')');
    fits
}

/// Whether a node or anything below it is so.
pub(super) fn any_below(expr: &Expr, id: NodeId, is: &mut dyn FnMut(&Node) -> bool) -> bool {
    let (mut stack, mut met) = (vec![id], std::collections::BTreeSet::new());
    while let Some(id) = stack.pop() {
        let Some(node) = expr.nodes.get(id).filter(|_| met.insert(id)) else { continue };
        if is(node) {
            return true;
        }
        node.each_child(|child| stack.push(child));
    }
    false
}
