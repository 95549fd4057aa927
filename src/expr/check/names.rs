//! What names stand for: `let` names, aliases, parameters, `self`, `this.x`, the instrument's own names, attributes.

use smallvec::SmallVec;

use super::super::ast::{AstId, Kind, Path};
use super::super::ir::{Node, VarId};
use super::super::scope::Name;
use super::scopes::{Layer, ScopeEntry};
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, TextRange, codes};
use crate::value::{NumType, RosterId, Type};

/// A part of a name and where it stands.
pub(super) type Segment<'t> = (&'t str, TextRange);

/// A column and the row it is read in.
pub(super) struct Cell {
    pub(super) var: VarId,
    pub(super) ty: Type,
    pub(super) home: Option<RosterId>,
}

impl<'p> Pass<'p, '_, '_> {
    pub(super) fn name(&mut self, id: AstId, path: &Path) -> Meant {
        let ast = self.ast;
        let segments: SmallVec<[Segment<'p>; 3]> =
            path.iter().map(|range| (ast.slice(*range), *range)).collect();
        let Some((first, rest)) = segments.split_first() else { return Meant::Wrong };
        if let Some((meant, used)) = self.local(id, *first, rest) {
            return self.attributes(meant, rest.get(used..).unwrap_or_default());
        }
        match self.predefined(id, *first, rest) {
            Some((meant, used)) => self.attributes(meant, rest.get(used..).unwrap_or_default()),
            None => self.global(id, &segments),
        }
    }

    /// A `let` name, an alias or a parameter, and how many of the further segments it used.
    fn local(&mut self, id: AstId, first: Segment<'_>, rest: &[Segment<'_>]) -> Option<(Meant, usize)> {
        let name = |range: TextRange| self.ast.slice(range) == first.0;
        let found = self.scopes.around(id).find(|entry| match &entry.layer {
            Layer::Let { name: bound, .. } => name(*bound),
            Layer::Rows { alias } => alias.is_some_and(name),
            Layer::Outermost => false,
        });
        match found.cloned() {
            Some(ScopeEntry { layer: Layer::Let { value, .. }, .. }) => Some((self.of(value), 0)),
            Some(entry) => Some((self.in_row(&entry.levels, first, rest), 1)),
            None => {
                let param = self.params.iter().find(|(param, _)| &**param == first.0);
                param.map(|(_, meant)| (meant.clone(), 0))
            }
        }
    }

    /// `self`, `this.x`, `row_index`, `row_choice`, `choice`, and how many of the further segments it used.
    fn predefined(&mut self, id: AstId, first: Segment<'_>, rest: &[Segment<'_>]) -> Option<(Meant, usize)> {
        let (word, at) = first;
        Some(match word {
            "self" => (self.self_value(at)?, 0),
            "this" => {
                let own: Vec<RosterId> = self.own_levels();
                match own.is_empty() {
                    true => (self.not_in_a_row(at, "this"), rest.len()),
                    false => (self.in_row(&own, first, rest), 1),
                }
            }
            "row_index" | "row_choice" => {
                let levels: Vec<RosterId> = self.scopes.levels(id).into();
                (self.of_row(&levels, first), 0)
            }
            "choice" => {
                let Some(list) = self.state.place.attached.choices_of else {
                    return Some((self.no_choice(at), rest.len()));
                };
                (Meant::Node(self.state.graph.push(Node::CurrentChoice, Type::Choice(list))), 0)
            }
            _ => return None,
        })
    }

    fn own_levels(&self) -> Vec<RosterId> {
        let own = self.scopes.own;
        self.scopes.entry(0).map(|entry| entry.levels.iter().take(own).copied().collect()).unwrap_or_default()
    }

    /// The value that a check is about.
    fn self_value(&mut self, at: TextRange) -> Option<Meant> {
        let Some((var, ty)) = self.state.place.attached.self_var.clone() else {
            let message = Message::new(
                "`self` hanya ada dalam pemeriksaan sebuah pertanyaan",
                "`self` only exists in the checks of a question",
            );
            return Some(self.report(Diagnostic::new(codes::UNKNOWN_NAME, self.map.span(at), message)));
        };
        let slot = u8::try_from(self.scopes.own).unwrap_or(u8::MAX);
        Some(Meant::Node(self.state.graph.read(var, ty, slot)))
    }

    /// `this.x` or `a.x`: a column of the innermost of these rows, or of one around it.
    fn in_row(&mut self, levels: &[RosterId], row: Segment<'_>, rest: &[Segment<'_>]) -> Meant {
        let Some((word, at)) = rest.first().copied() else {
            let message = Message::new(
                format!("`{0}` adalah sebuah baris; tulis `{0}.pertanyaan`", row.0),
                format!("`{0}` is a row; write `{0}.question`", row.0),
            );
            return self.report(Diagnostic::new(codes::ROSTER_SCOPE, self.map.span(row.1), message));
        };
        if matches!(word, "row_index" | "row_choice") {
            return self.of_row(levels, (word, at));
        }
        match self.state.place.scope.resolve(&[word]) {
            Some(Name::Cell { var, ty, home: Some(home) }) if levels.contains(&home) => {
                self.read(&Cell { var, ty, home: Some(home) }, levels, word, at)
            }
            Some(_) => {
                let message = Message::new(
                    format!("`{word}` bukan pertanyaan dalam baris ini"),
                    format!("`{word}` is not a question of this row"),
                );
                self.report(Diagnostic::new(codes::ROSTER_SCOPE, self.map.span(at), message))
            }
            None => self.unknown(None, &[(word, at)]),
        }
    }

    /// `row_index` or `row_choice` of the innermost of these rows that has it.
    fn of_row(&mut self, levels: &[RosterId], (word, at): Segment<'_>) -> Meant {
        for (index, roster) in levels.iter().enumerate().rev() {
            let slot = u8::try_from(index + 1).unwrap_or(u8::MAX);
            let Some(info) = self.state.place.scope.roster(*roster) else { continue };
            if word == "row_index" {
                let ty = Type::Num(NumType::whole(1, i128::from(info.max.max(1))));
                return Meant::Node(self.state.graph.push(Node::RowIndex { roster: *roster, slot }, ty));
            }
            if let Some((var, list)) = info.row_choice {
                return Meant::Node(self.state.graph.read(var, Type::Choice(list), slot));
            }
        }
        self.not_in_a_row(at, word)
    }

    fn no_choice(&mut self, at: TextRange) -> Meant {
        let message = Message::new(
            "`choice` hanya ada dalam `choices_where`",
            "`choice` only exists in a `choices_where`",
        );
        self.report(Diagnostic::new(codes::UNKNOWN_NAME, self.map.span(at), message))
    }

    fn not_in_a_row(&mut self, at: TextRange, word: &str) -> Meant {
        let (id, en) = match word {
            "row_choice" => (
                "`row_choice` hanya ada dalam roster `for_each`",
                "`row_choice` only exists in a roster with `for_each`",
            ),
            "this" => ("`this` hanya ada dalam baris roster", "`this` only exists in the row of a roster"),
            _ => {
                ("`row_index` hanya ada dalam baris roster", "`row_index` only exists in the row of a roster")
            }
        };
        self.report(Diagnostic::new(codes::ROSTER_SCOPE, self.map.span(at), Message::new(id, en)))
    }

    /// A name of the instrument: as many segments as make one, the rest are attributes.
    fn global(&mut self, id: AstId, segments: &[Segment<'_>]) -> Meant {
        let words: SmallVec<[&str; 3]> = segments.iter().map(|(word, _)| *word).collect();
        for used in (1..=words.len().min(3)).rev() {
            let Some(found) = self.state.place.scope.resolve(words.get(..used).unwrap_or_default()) else {
                continue;
            };
            let rest = segments.get(used..).unwrap_or_default();
            let meant = self.found(id, found, segments.get(..used).unwrap_or_default(), rest);
            return self.attributes(meant, rest);
        }
        self.unknown(Some(id), segments)
    }

    fn found(&mut self, id: AstId, found: Name<'_>, segments: &[Segment<'_>], rest: &[Segment<'_>]) -> Meant {
        let at = segments.iter().map(|(_, range)| *range).reduce(TextRange::join).unwrap_or_default();
        let word = self.ast.slice(at).to_owned();
        match found {
            Name::Cell { var, ty, home } => {
                let levels: Vec<RosterId> = self.scopes.levels(id).into();
                self.read(&Cell { var, ty, home }, &levels, &word, at)
            }
            Name::Constant { value, ty } => self.constant(value, ty),
            Name::Definition(definition) => self.definition(id, definition, &[], at),
            Name::ItemSet(items) => {
                let items: Vec<Meant> = items.iter().map(|item| self.item(id, item, at)).collect();
                let nodes = items.into_iter().map(|item| match item {
                    Meant::Node(node) => Some(node),
                    Meant::Items(_) | Meant::Wrong => None,
                });
                nodes.collect::<Option<Vec<_>>>().map_or(Meant::Wrong, Meant::Items)
            }
            Name::Roster(_) => self.roster_as_value(&word, at, rest),
        }
    }

    /// An item of a set, read where the set is used.
    fn item(&mut self, id: AstId, item: &str, at: TextRange) -> Meant {
        match self.state.place.scope.resolve(&[item]) {
            Some(Name::Cell { var, ty, home }) => {
                let levels: Vec<RosterId> = self.scopes.levels(id).into();
                self.read(&Cell { var, ty, home }, &levels, item, at)
            }
            // A set that names something else was reported where it is declared.
            Some(_) | None => Meant::Wrong,
        }
    }

    /// A column in the innermost open row of its roster.
    fn read(&mut self, cell: &Cell, levels: &[RosterId], word: &str, at: TextRange) -> Meant {
        let slot = match cell.home {
            None => Some(0),
            Some(home) => levels.iter().rposition(|level| *level == home).map(|index| index + 1),
        };
        match slot.and_then(|slot| u8::try_from(slot).ok()) {
            Some(slot) => Meant::Node(self.state.graph.read(cell.var, cell.ty.clone(), slot)),
            None => self.outside_its_roster(cell, word, at),
        }
    }

    fn outside_its_roster(&mut self, cell: &Cell, word: &str, at: TextRange) -> Meant {
        let info = cell.home.and_then(|home| self.state.place.scope.roster(home));
        let roster = info.map(|info| info.name.to_string()).unwrap_or_default();
        let message = Message::new(
            format!("`{word}` ada di tiap baris roster `{roster}`; di sini tidak jelas baris yang mana"),
            format!(
                "`{word}` is in every row of the roster `{roster}`; here it isn't clear which row is meant"
            ),
        );
        let number = cell.ty.as_num().is_some();
        let around = self.aggregate_around().map(|name| format!("{name}({word} for {roster})"));
        let example = around.unwrap_or_else(|| match (number, cell.ty == Type::Bool) {
            (true, _) => format!("sum({word} for {roster})"),
            (false, true) => format!("any({word} for {roster})"),
            (false, false) => format!("first({word} for {roster} where …)"),
        });
        let hint = Message::new(
            format!("rangkum baris-barisnya, misalnya `{example}`"),
            format!("summarise the rows, for example `{example}`"),
        );
        self.report(Diagnostic::new(codes::ROSTER_SCOPE, self.map.span(at), message).hint(hint))
    }

    /// The name of the aggregate that a name stands in as its only argument, as if it took the rows by itself.
    fn aggregate_around(&self) -> Option<&'p str> {
        let ast = self.ast;
        let Kind::Call(call) = &ast.node(self.parent(self.here)?).kind else { return None };
        let name = ast.slice(call.name);
        let takes_rows = matches!(name, "sum" | "mean" | "min" | "max" | "any" | "all" | "first" | "last");
        (takes_rows && call.args.len() == 1).then_some(name)
    }

    fn roster_as_value(&mut self, word: &str, at: TextRange, rest: &[Segment<'_>]) -> Meant {
        let message = Message::new(
            format!("`{word}` adalah roster, bukan nilai"),
            format!("`{word}` is a roster, not a value"),
        );
        let hint = match rest.first() {
            Some((field, _)) => format!("sum({field} for {word})"),
            None => format!("count({word})"),
        };
        let hint = Message::new(
            format!("rangkum baris-barisnya, misalnya `{hint}`"),
            format!("summarise its rows, for example `{hint}`"),
        );
        self.report(Diagnostic::new(codes::ROSTER_SCOPE, self.map.span(at), message).hint(hint))
    }
}
