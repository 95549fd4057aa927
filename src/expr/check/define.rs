//! Definitions: inlined where they are used, with their parameters standing for the arguments.

use std::cell::OnceCell;
use std::sync::Arc;

use super::super::ast::AstId;
use super::super::scope::Definition;
use super::scopes::{Levels, Scopes};
use super::{Meant, Param, Pass, Place, State};
use crate::base::{Diagnostic, Message, Sink, TextRange, codes};

/// Deepest use of definitions in definitions.
const MAX_USES: usize = 32;

/// Checks a definition by itself, for one that nothing uses: its names, and types as far as they don't depend on its
/// parameters or on what its place expects.
pub fn check_definition(definition: &Definition, place: Place<'_>, sink: &mut Sink) {
    if definition.body.is_broken() {
        return;
    }
    let mut state = State::new(place, sink);
    state.uses.push(definition.name.clone());
    let params: Vec<Param> = definition.params.iter().cloned().map(|name| (name, Meant::Wrong)).collect();
    let mut pass = Pass::new(&mut state, &definition.body, &definition.map);
    pass.params = &params;
    pass.run();
}

impl Pass<'_, '_, '_> {
    /// What a definition stands for here.
    pub(super) fn definition(
        &mut self,
        id: AstId,
        definition: &Definition,
        args: &[AstId],
        at: TextRange,
    ) -> Meant {
        if args.len() != definition.params.len() {
            return self.wrong_parameters(definition, args.len(), at);
        }
        if self.state.uses.contains(&definition.name) {
            return self.recursion(definition, at);
        }
        // One that didn't parse is reported there; and once too much was inlined, no more is.
        if definition.body.is_broken() || self.state.overfull {
            return self.broken();
        }
        if self.state.uses.len() >= MAX_USES || self.state.is_full() {
            return self.too_much(at);
        }
        let params: Vec<Param> =
            definition.params.iter().cloned().zip(args.iter().map(|arg| self.of(*arg))).collect();
        if params.iter().any(|(_, meant)| matches!(meant, Meant::Wrong)) {
            return Meant::Wrong;
        }
        self.inline(id, definition, &params, at)
    }

    fn inline(&mut self, id: AstId, definition: &Definition, params: &[Param], at: TextRange) -> Meant {
        let levels: Levels = self.scopes.levels(id).into();
        let scopes = Scopes::inside(levels, self.scopes.own);
        let used = self.used.unwrap_or((self.map.span(at), at));
        let (range, defined) = (self.state.graph.range, self.state.graph.defined);
        self.state.uses.push(definition.name.clone());
        let mut pass = Pass {
            state: &mut *self.state,
            ast: &definition.body,
            map: &definition.map,
            scopes,
            params,
            used: Some(used),
            meant: Vec::new(),
            here: definition.body.root(),
            parents: OnceCell::new(),
        };
        let meant = pass.run();
        self.state.uses.pop();
        (self.state.graph.range, self.state.graph.defined) = (range, defined);
        meant
    }

    /// Something wrong that is reported elsewhere.
    fn broken(&mut self) -> Meant {
        self.state.errors += 1;
        Meant::Wrong
    }

    fn wrong_parameters(&mut self, definition: &Definition, given: usize, at: TextRange) -> Meant {
        let (name, wanted) = (&definition.name, definition.params.len());
        let arguments = if wanted == 1 { "argument" } else { "arguments" };
        let message = Message::new(
            format!("definisi `{name}` perlu {wanted} argumen, bukan {given}"),
            format!("the definition `{name}` takes {wanted} {arguments}, not {given}"),
        );
        let note = Message::new("didefinisikan di sini", "defined here");
        let diagnostic = Diagnostic::new(codes::ARITY, self.map.span(at), message);
        self.report(diagnostic.note(definition.map.whole(), note))
    }

    fn recursion(&mut self, definition: &Definition, at: TextRange) -> Meant {
        let from = self.state.uses.iter().position(|name| *name == definition.name).unwrap_or(0);
        let mut path: Vec<Arc<str>> = self.state.uses.iter().skip(from).cloned().collect();
        path.push(definition.name.clone());
        let path = path.join(" → ");
        let message = Message::new(
            format!("definisi `{}` memakai dirinya sendiri: {path}", definition.name),
            format!("the definition `{}` uses itself: {path}", definition.name),
        );
        self.report(Diagnostic::new(codes::RECURSION, self.map.span(at), message))
    }

    fn too_much(&mut self, at: TextRange) -> Meant {
        self.state.overfull = true;
        let message = Message::new(
            "definisi di dalam definisi terlalu dalam (`expression_depth`) atau terlalu besar (`expression_nodes`)",
            "definitions within definitions go too deep (`expression_depth`) or grow too large (`expression_nodes`)",
        );
        self.report(Diagnostic::new(codes::TOO_LARGE, self.map.span(at), message))
    }
}
