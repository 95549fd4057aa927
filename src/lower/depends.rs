//! Which names an expression reads, as written: enough to know what must be typed before it.

use std::sync::Arc;

use crate::base::TextRange;
use crate::expr::VarId;
use crate::expr::ast::{Ast, AstId, AstNode, Kind, Path};

use super::names::Meaning;
use super::world::World;

/// A name in an expression.
pub(super) struct NameUse<'t> {
    /// As written: `param.x`, `nama`.
    pub(super) text: &'t str,
    /// Where it stands in the expression.
    pub(super) range: TextRange,
    /// Its segments.
    pub(super) path: Vec<&'t str>,
}

/// What a name in an expression leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Read {
    /// A column.
    Column(VarId),
    /// A definition, by its place among them.
    Definition(u32),
}

/// One reading of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// What is read.
    pub(super) what: Read,
    /// Where its name stands in the expression.
    pub(super) range: TextRange,
    /// Its value in the previous wave is read: the type is needed, the value isn't.
    pub(super) previous: bool,
}

/// The names an expression reads, in the order they are written; not those of functions and rosters.
pub(super) fn names_of(ast: &Ast) -> impl Iterator<Item = NameUse<'_>> {
    let used = used(ast);
    ast.nodes().values().zip(used).filter(|(_, used)| *used).filter_map(|(node, _)| match &node.kind {
        Kind::Name(path) => Some(name_use(ast, node, path)),
        Kind::Error
        | Kind::Number(_)
        | Kind::Text(_)
        | Kind::Bool(_)
        | Kind::Missing
        | Kind::Duration { .. }
        | Kind::DateLiteral(_)
        | Kind::Member { .. }
        | Kind::Negative(_)
        | Kind::Not(_)
        | Kind::Sum(_)
        | Kind::Product(_)
        | Kind::Logic(..)
        | Kind::Compare { .. }
        | Kind::Between { .. }
        | Kind::Is { .. }
        | Kind::In { .. }
        | Kind::Has { .. }
        | Kind::If { .. }
        | Kind::Let { .. }
        | Kind::Call(_)
        | Kind::Aggregate(_)
        | Kind::Band { .. }
        | Kind::Lookup { .. } => None,
    })
}

/// Which nodes the whole is made of: some, such as the name of a called function, are no one's child.
fn used(ast: &Ast) -> Vec<bool> {
    let mut used = vec![false; ast.nodes().len()];
    let mark = |used: &mut Vec<bool>, id: AstId| {
        if let Some(slot) = used.get_mut(id.index()) {
            *slot = true;
        }
    };
    mark(&mut used, ast.root());
    // Children stand before their parents, so that one sweep from the end reaches them all.
    for (id, node) in ast.nodes().iter().rev() {
        if used.get(id.index()) == Some(&true) {
            node.kind.each_child(|child| mark(&mut used, child));
        }
    }
    used
}

fn name_use<'t>(ast: &'t Ast, node: &AstNode, path: &Path) -> NameUse<'t> {
    let path = path.iter().map(|segment| ast.slice(*segment)).collect();
    NameUse { text: ast.slice(node.range), range: node.range, path }
}

/// Names that stand for something else within an expression, and what it calls.
#[derive(Default)]
pub(super) struct Locals<'t> {
    /// Names that a `let` gives.
    pub(super) lets: Vec<&'t str>,
    /// Names of rows.
    pub(super) aliases: Vec<&'t str>,
    /// Functions and definitions with arguments.
    pub(super) calls: Vec<(&'t str, TextRange)>,
}

/// The names that an expression brings with it.
pub(super) fn locals(ast: &Ast) -> Locals<'_> {
    let mut found = Locals::default();
    for node in ast.nodes().values() {
        if let Kind::Let { name, .. } = &node.kind {
            found.lets.push(ast.slice(*name));
        } else if let Kind::Aggregate(form) = &node.kind {
            found.aliases.extend(form.alias.map(|alias| ast.slice(alias)));
        } else if let Kind::Call(form) = &node.kind {
            found.calls.push((ast.slice(form.name), form.name));
        }
    }
    found
}

impl World {
    /// What an expression reads itself; what its definitions read is theirs. A name that is shadowed may be among
    /// them; one that is read is never left out.
    pub(super) fn readings(&self, ast: &Ast, params: &[Arc<str>]) -> Vec<Reading> {
        let local = locals(ast);
        let mut found = Vec::new();
        let definition = |name: &str, range| {
            let what = Read::Definition(self.definition_named(name)?);
            Some(Reading { what, range, previous: false })
        };
        found.extend(local.calls.iter().filter_map(|(name, range)| definition(name, *range)));
        for name in names_of(ast) {
            let Some((first, rest)) = name.path.split_first() else { continue };
            if local.lets.contains(first) || params.iter().any(|param| **param == **first) {
                continue;
            }
            let row = *first == "this" || local.aliases.contains(first);
            let path = if row && !rest.is_empty() { rest } else { name.path.as_slice() };
            let (previous, path) = match path {
                ["prev", rest @ ..] => (true, rest),
                path => (false, path),
            };
            let range = name.range;
            // What follows the name of a definition is an attribute of its value.
            found.extend(if row { None } else { definition(first, range) });
            let columns = self.columns(path);
            found.extend(columns.map(|var| Reading { what: Read::Column(var), range, previous }));
        }
        found
    }

    /// The definition of a name.
    pub(super) fn definition_named(&self, name: &str) -> Option<u32> {
        if let Some(Meaning::Definition(number)) = self.names.get(name) { Some(number) } else { None }
    }

    /// The columns a dotted name reads: one, or those of an item set. What follows a column's name is an attribute.
    fn columns(&self, path: &[&str]) -> impl Iterator<Item = VarId> {
        let dotted = path.get(..2).and_then(|start| self.column(start));
        let column = dotted.or_else(|| path.first().and_then(|id| self.readable(id)));
        let members = path.first().and_then(|id| match self.names.get(id) {
            Some(Meaning::ItemSet(number)) => self.instrument.item_sets.get_index(number as usize),
            _ => None,
        });
        let members = members.map(|(_, ids)| ids.as_slice()).unwrap_or_default();
        column.into_iter().chain(members.iter().filter_map(|id| self.readable(id)))
    }
}
