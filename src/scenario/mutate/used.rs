//! What of the written files counts for the instrument: a module may hold more than one instrument reads.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::expr::{AttributeRef, Node};
use crate::model::{Instrument, walk};
use crate::source::{Block, Shape, Written};
use crate::value::ListId;

/// What an answer or a test can reach.
pub(super) struct Used {
    /// Ids of items, scores and indicators.
    ids: BTreeSet<Arc<str>>,
    /// Lists that a column has answers of.
    lists: BTreeSet<Arc<str>>,
    /// Lists whose scores something reads.
    scored: BTreeSet<Arc<str>>,
    /// Names that stand in an expression.
    names: BTreeSet<String>,
}

impl Used {
    pub(super) fn of(instrument: &Instrument, roots: &[Block]) -> Self {
        let mut ids: BTreeSet<Arc<str>> =
            instrument.items.values().map(|item| Arc::clone(&item.id)).collect();
        ids.extend(instrument.scores.values().map(|score| Arc::clone(&score.id)));
        ids.extend(instrument.indicators.iter().map(|indicator| Arc::clone(&indicator.id)));
        ids.extend(instrument.given.iter().map(|given| Arc::clone(&given.id)));
        let name = |list: ListId| instrument.list(list).map(|list| Arc::clone(&list.list.name));
        let lists = instrument.vars.iter().filter_map(|var| var.ty.list().and_then(name)).collect();
        let mut scored = BTreeSet::new();
        walk::expressions(instrument, &mut |seen| {
            for node in seen.expr.nodes.values() {
                if let Node::Attribute { list, attribute: AttributeRef::Score, .. } = node {
                    scored.extend(name(*list));
                }
            }
        });
        let mut names = BTreeSet::new();
        for root in roots {
            names_in(root, &mut names);
        }
        Self { ids, lists, scored, names }
    }

    /// Whether the instrument has an item, score or indicator of this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Whether a question answers with a choice of this list.
    pub(super) fn has_list(&self, id: &str) -> bool {
        self.lists.contains(id)
    }

    /// Whether the scores of this list are read.
    pub(super) fn scores(&self, list: &str) -> bool {
        self.scored.contains(list)
    }

    /// Whether an expression names this definition or param.
    pub(super) fn names(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}

/// The words of every expression of a block.
fn names_in(block: &Block, names: &mut BTreeSet<String>) {
    for field in &block.fields {
        let shape = block.kind.rows().iter().find(|row| row.key == field.key).map(|row| row.shape);
        if let Some(shape) = shape {
            of_value(&field.value, shape, names);
        }
    }
}

fn of_value(value: &Written, shape: Shape, names: &mut BTreeSet<String>) {
    match (value, shape) {
        (Written::Scalar(scalar), Shape::Expr | Shape::BoolOr(_) | Shape::Constant(_) | Shape::Scalar) => {
            words(&scalar.text, names)
        }
        (Written::Block(block), _) => names_in(block, names),
        (Written::Sequence(items, _), Shape::List(of)) => {
            items.iter().for_each(|item| of_value(item, *of, names))
        }
        (Written::Sequence(items, _), _) => items.iter().for_each(|item| of_value(item, shape, names)),
        (Written::Map(entries, _), Shape::MapOf(of)) => {
            entries.iter().for_each(|(_, value)| of_value(value, *of, names));
        }
        (Written::Scalar(_) | Written::Map(..), _) => {}
    }
}

fn words(text: &str, names: &mut BTreeSet<String>) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    names.extend(text.split(|c| !is_part(c)).filter(|word| !word.is_empty()).map(str::to_owned));
}
