//! Which names each part of an expression sees: rows that are open, aliases, `let` names.

use smallvec::SmallVec;

use super::super::ast::{AggregateForm, Ast, AstId, Kind};
use super::super::scope::Name;
use super::{Pass, Place};
use crate::base::{Message, TextRange, codes};
use crate::value::RosterId;

/// The rosters whose rows are open, outermost first: that at index `i` is held by frame slot `i + 1`.
pub(super) type Levels = SmallVec<[RosterId; 4]>;

/// What a scope adds to the one around it.
#[derive(Debug, Clone)]
pub(super) enum Layer {
    /// The place of the expression.
    Outermost,
    /// `let name = value;`.
    Let { name: TextRange, value: AstId },
    /// The rows an aggregate opens.
    Rows { alias: Option<TextRange> },
}

#[derive(Debug, Clone)]
pub(super) struct ScopeEntry {
    pub(super) parent: Option<usize>,
    pub(super) layer: Layer,
    pub(super) levels: Levels,
}

/// The scopes of one tree.
#[derive(Debug, Clone)]
pub(super) struct Scopes {
    entries: Vec<ScopeEntry>,
    /// The scope of each node; none for nodes that no one evaluates.
    of: Vec<Option<usize>>,
    /// How many of the outermost levels are the expression's own rows (`this`).
    pub(super) own: usize,
    /// The roster of each aggregate.
    rows: Vec<(AstId, RosterId)>,
}

impl Scopes {
    /// The rows of the roster the expression is attached to, and of those around it.
    pub(super) fn attached(place: &Place<'_>) -> Self {
        let levels = place.attached.home.map(|home| chain(place, home)).unwrap_or_default();
        let own = levels.len();
        Self::inside(levels, own)
    }

    /// A tree of its own within rows that are open already.
    pub(super) fn inside(levels: Levels, own: usize) -> Self {
        let entry = ScopeEntry { parent: None, layer: Layer::Outermost, levels };
        Self { entries: vec![entry], of: Vec::new(), own, rows: Vec::new() }
    }

    pub(super) fn of(&self, id: AstId) -> Option<usize> {
        self.of.get(id.index()).copied().flatten()
    }

    pub(super) fn entry(&self, scope: usize) -> Option<&ScopeEntry> {
        self.entries.get(scope)
    }

    /// The levels open at a node.
    pub(super) fn levels(&self, id: AstId) -> &[RosterId] {
        self.of(id).and_then(|scope| self.entries.get(scope)).map_or(&[], |entry| &entry.levels)
    }

    /// The scopes around a node, innermost first.
    pub(super) fn around(&self, id: AstId) -> impl Iterator<Item = &ScopeEntry> {
        let first = self.of(id).and_then(|scope| self.entries.get(scope));
        std::iter::successors(first, |entry| self.entries.get(entry.parent?))
    }

    fn assign(&mut self, id: AstId, scope: usize) {
        if let Some(slot) = self.of.get_mut(id.index()) {
            *slot = Some(scope);
        }
    }

    fn open(&mut self, parent: usize, layer: Layer, levels: Levels) -> usize {
        self.entries.push(ScopeEntry { parent: Some(parent), layer, levels });
        self.entries.len() - 1
    }
}

/// A roster and those around it, outermost first.
pub(super) fn chain(place: &Place<'_>, roster: RosterId) -> Levels {
    let parent = |id: &RosterId| place.scope.roster(*id).and_then(|info| info.parent);
    let mut chain: Levels = std::iter::successors(Some(roster), parent).take(16).collect();
    chain.reverse();
    chain
}

/// Which rosters an aggregate goes down, and under which slot it starts.
pub(super) struct Descent {
    pub(super) base: usize,
    pub(super) path: Levels,
}

/// From the innermost open roster around `roster` (itself not counted) down to it.
pub(super) fn descent(place: &Place<'_>, open: &[RosterId], roster: RosterId) -> Descent {
    let chain = chain(place, roster);
    let above = chain.split_last().map(|(_, above)| above).unwrap_or_default();
    for (depth, ancestor) in above.iter().enumerate().rev() {
        if let Some(level) = open.iter().rposition(|id| id == ancestor) {
            let path = chain.iter().skip(depth + 1).copied().collect();
            return Descent { base: level + 1, path };
        }
    }
    Descent { base: 0, path: chain }
}

/// The one argument of some functions that is a value: the separator of `labels` is a text that may be empty, and
/// `to_choice` is told the name of a list.
fn only_first(ast: &Ast, kind: &Kind) -> Option<AstId> {
    let Kind::Call(call) = kind else { return None };
    call.args.first().copied().filter(|_| matches!(ast.slice(call.name), "labels" | "to_choice"))
}

/// Most rosters whose rows can be open at once, one aggregate in another.
const MAX_LEVELS: usize = 32;

impl Pass<'_, '_, '_> {
    /// Gives every node that is evaluated its scope, parents first.
    pub(super) fn assign_scopes(&mut self) {
        self.scopes.of = vec![None; self.ast.nodes().len()];
        self.scopes.assign(self.ast.root(), 0);
        let ast = self.ast;
        for (id, node) in ast.nodes().iter().rev() {
            let Some(scope) = self.scopes.of(id) else { continue };
            if let Kind::Let { name, value, body } = &node.kind {
                self.scopes.assign(*value, scope);
                let levels = self.scopes.levels(id).into();
                let inner = self.scopes.open(scope, Layer::Let { name: *name, value: *value }, levels);
                self.scopes.assign(*body, inner);
            } else if let Kind::Aggregate(form) = &node.kind {
                self.open_rows(id, scope, form);
            } else if let Some(first) = only_first(ast, &node.kind) {
                self.scopes.assign(first, scope);
            } else {
                node.kind.each_child(|child| self.scopes.assign(child, scope));
            }
        }
    }

    fn open_rows(&mut self, id: AstId, scope: usize, form: &AggregateForm) {
        let Some(roster) = self.roster(form) else { return };
        let mut levels: Levels = self.scopes.levels(id).into();
        levels.extend(descent(&self.state.place, &levels, roster).path);
        if levels.len() > MAX_LEVELS {
            let message =
                Message::new("terlalu banyak roster bertingkat di sini", "too many rosters are nested here");
            self.wrong(id, codes::TOO_LARGE, message);
            return;
        }
        let inner = self.scopes.open(scope, Layer::Rows { alias: form.alias }, levels);
        form.body.iter().chain(&form.filter).for_each(|part| self.scopes.assign(*part, inner));
        self.scopes.rows.push((id, roster));
    }

    /// The roster an aggregate names; a mistake is reported.
    fn roster(&mut self, form: &AggregateForm) -> Option<RosterId> {
        let path: SmallVec<[&str; 4]> = form.roster.iter().map(|part| self.ast.slice(*part)).collect();
        match self.state.place.scope.resolve(&path) {
            Some(Name::Roster(roster)) => Some(roster),
            found => {
                let at = form.roster.iter().copied().reduce(TextRange::join).unwrap_or_default();
                self.not_a_roster(&form.roster, at, found.as_ref());
                None
            }
        }
    }

    /// The roster of an aggregate, found before.
    pub(super) fn roster_of(&self, id: AstId) -> Option<RosterId> {
        self.scopes.rows.iter().find(|(aggregate, _)| *aggregate == id).map(|(_, roster)| *roster)
    }
}
