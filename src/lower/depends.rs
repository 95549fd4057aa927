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

/// What an expression reads of the columns that are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// The column.
    pub(super) var: VarId,
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

/// Names that stand for something else within an expression, and the definitions it calls.
#[derive(Default)]
struct Locals<'t> {
    lets: Vec<&'t str>,
    aliases: Vec<&'t str>,
    calls: Vec<(&'t str, TextRange)>,
}

fn locals(ast: &Ast) -> Locals<'_> {
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

/// What was found so far.
#[derive(Default)]
struct Found {
    readings: Vec<Reading>,
    /// The definitions used, each once, and where the expression itself uses what leads to them.
    definitions: Vec<(u32, TextRange)>,
}

impl World {
    /// What an expression reads, through definitions too. A name that is shadowed may be among them; one that is
    /// read is never left out.
    pub(super) fn readings(&self, ast: &Ast) -> Vec<Reading> {
        let mut found = Found::default();
        self.collect(ast, &[], None, &mut found);
        // Definitions may name definitions; each is looked into once, so that a recursive one ends.
        let mut at = 0;
        while let Some((definition, range)) = found.definitions.get(at).copied() {
            at += 1;
            if let Some(definition) = self.definitions.get(definition as usize) {
                self.collect(&definition.body, &definition.params, Some(range), &mut found);
            }
        }
        found.readings
    }

    fn collect(&self, ast: &Ast, params: &[Arc<str>], place: Option<TextRange>, found: &mut Found) {
        let local = locals(ast);
        for (name, range) in &local.calls {
            self.use_definition(name, place.unwrap_or(*range), found);
        }
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
            let range = place.unwrap_or(name.range);
            if let [name] = path {
                self.use_definition(name, range, found);
            }
            found.readings.extend(self.columns(path).map(|var| Reading { var, range, previous }));
        }
    }

    fn use_definition(&self, name: &str, place: TextRange, found: &mut Found) {
        if let Some(Meaning::Definition(number)) = self.names.get(name)
            && !found.definitions.iter().any(|(known, _)| *known == number)
        {
            found.definitions.push((number, place));
        }
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
