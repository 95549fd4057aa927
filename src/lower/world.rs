//! The growing instrument and its names, as the expression checker sees them.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::Span;
use crate::expr::{Definition, Name, RosterInfo, Scope, Table, VarId};
use crate::model::{Instrument, ItemKind, Label, Status, Var, VarKind, Version};
use crate::value::{List, ListId, RosterId, TableId, Type, Value};

use super::names::{Meaning, Names};

/// Column numbers from here on stand for "the previous wave's value of column n − `PREVIOUS`" until
/// [`super::Lowering::formula`] gives them a column of their own.
const PREVIOUS: u32 = 1 << 31;

/// Names compared for "did you mean" in one run: enough for any reader, too few for a hostile file to make slow.
const COMPARISONS: usize = 300_000;

/// The instrument as far as it is lowered, with everything an expression can name.
pub struct World {
    /// What is lowered so far.
    pub instrument: Instrument,
    /// What the ids stand for.
    pub names: Names,
    /// Ids that something else has already: whoever names one meant either, and that it is taken was reported.
    pub(super) doubled: BTreeSet<Arc<str>>,
    /// The definitions, inlined where they are used.
    pub definitions: Vec<Definition>,
    /// Types that values of the previous wave were given while the column's own type wasn't known yet.
    pub(super) previous_types: IndexMap<VarId, Type>,
    previous: IndexMap<VarId, VarId>,
    comparisons: Cell<usize>,
    /// The definitions that some expression used.
    used: RefCell<BTreeSet<u32>>,
    /// A file couldn't be read: what isn't known may be there, and isn't reported.
    pub(super) incomplete: bool,
}

impl World {
    pub(super) fn new() -> Self {
        let today = Var { name: "today".into(), kind: VarKind::Today, ty: Type::Date, home: None };
        Self {
            instrument: Instrument { vars: vec![today], ..empty() },
            names: Names::default(),
            doubled: BTreeSet::new(),
            definitions: Vec::new(),
            previous_types: IndexMap::new(),
            previous: IndexMap::new(),
            comparisons: Cell::new(COMPARISONS),
            used: RefCell::new(BTreeSet::new()),
            incomplete: false,
        }
    }

    /// Adds a column.
    pub fn add_var(&mut self, name: Arc<str>, kind: VarKind, ty: Type, home: Option<RosterId>) -> VarId {
        let var = VarId(u32::try_from(self.instrument.vars.len()).unwrap_or(u32::MAX));
        self.instrument.vars.push(Var { name, kind, ty, home });
        var
    }

    /// Sets the type of a column, once its expression is known.
    pub fn set_type(&mut self, var: VarId, ty: Type) {
        if let Some(var) = self.instrument.vars.get_mut(var.0 as usize) {
            var.ty = ty;
        }
    }

    /// The type of a column; `Wrong` if there is no such column.
    pub fn type_of(&self, var: VarId) -> &Type {
        self.instrument.var(var).map_or(&Type::Wrong, |var| &var.ty)
    }

    /// The column of an id that can be read by its bare name: a question, calc or given fact.
    pub fn readable(&self, id: &str) -> Option<VarId> {
        if id == "today" {
            return Some(VarId(0));
        }
        match self.names.get(id)? {
            Meaning::Item(item) => match &self.instrument.items.get(item)?.kind {
                ItemKind::Question(question) => Some(question.var),
                ItemKind::Calc(calc) => Some(calc.var),
                ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } | ItemKind::Roster(_) => {
                    None
                }
            },
            Meaning::Given(at) => self.instrument.given.get(at as usize).map(|given| given.var),
            Meaning::List(_)
            | Meaning::Table(_)
            | Meaning::Score(_)
            | Meaning::Indicator
            | Meaning::Definition(_)
            | Meaning::ItemSet(_) => None,
        }
    }

    /// The column a dotted name reads, `prev.` aside: `["omzet"]`, `["score", "sku"]`, `["band", "sku"]`.
    pub fn column(&self, path: &[&str]) -> Option<VarId> {
        match path {
            [id] => self.readable(id),
            ["score", id] => self.score(id).and_then(|score| score.var),
            ["band", id] => self.score(id).and_then(|score| score.band_var),
            _ => None,
        }
    }

    fn score(&self, id: &str) -> Option<&crate::model::Score> {
        match self.names.get(id)? {
            Meaning::Score(score) => self.instrument.scores.get(score),
            Meaning::Item(_)
            | Meaning::List(_)
            | Meaning::Table(_)
            | Meaning::Indicator
            | Meaning::Given(_)
            | Meaning::Definition(_)
            | Meaning::ItemSet(_) => None,
        }
    }

    fn cell(&self, var: VarId) -> Option<Name<'_>> {
        self.instrument.var(var).map(|column| Name::Cell { var, ty: column.ty.clone(), home: column.home })
    }

    fn bare(&self, id: &str) -> Option<Name<'_>> {
        if let Some(var) = self.readable(id) {
            return self.cell(var);
        }
        match self.names.get(id)? {
            Meaning::Item(item) => match &self.instrument.items.get(item)?.kind {
                ItemKind::Roster(roster) => Some(Name::Roster(*roster)),
                ItemKind::Section { .. }
                | ItemKind::Question(_)
                | ItemKind::Note
                | ItemKind::Calc(_)
                | ItemKind::Grid { .. } => None,
            },
            Meaning::Definition(at) => self.definitions.get(at as usize).map(Name::Definition),
            Meaning::ItemSet(at) => {
                self.instrument.item_sets.get_index(at as usize).map(|(_, ids)| Name::ItemSet(ids))
            }
            Meaning::List(_)
            | Meaning::Table(_)
            | Meaning::Score(_)
            | Meaning::Indicator
            | Meaning::Given(_) => None,
        }
    }

    fn known(&self, path: &[&str]) -> Option<Name<'_>> {
        match path {
            ["param", id] => {
                let param = self.instrument.params.get(*id)?;
                Some(Name::Constant { value: param.value.clone(), ty: param.ty.clone() })
            }
            ["prev", rest @ ..] => self.previous(rest),
            [id] => self.bare(id),
            path => self.column(path).and_then(|var| self.cell(var)),
        }
    }

    fn previous(&self, path: &[&str]) -> Option<Name<'_>> {
        let var = self.column(path)?;
        let column = self.instrument.var(var)?;
        let ty = self.previous_types.get(&var).unwrap_or(&column.ty).clone();
        Some(Name::Cell { var: VarId(PREVIOUS | var.0), ty, home: column.home })
    }

    /// The column that `var`, as [`Scope::resolve`] gave it, ends up as: columns of the previous wave are made when
    /// they are first read.
    pub(super) fn settle(&mut self, var: VarId) -> VarId {
        if var.0 & PREVIOUS == 0 {
            return var;
        }
        let current = VarId(var.0 & !PREVIOUS);
        if let Some(known) = self.previous.get(&current) {
            return *known;
        }
        let Some(column) = self.instrument.var(current) else { return var };
        let (name, home) = (format!("prev.{}", column.name), column.home);
        let ty = self.previous_types.get(&current).unwrap_or(&column.ty).clone();
        let previous = self.add_var(name.into(), VarKind::Prev(current), ty, home);
        self.previous.insert(current, previous);
        previous
    }

    /// Whether some expression used the definition of this number.
    pub(super) fn is_used(&self, definition: u32) -> bool {
        self.used.borrow().contains(&definition)
    }

    fn bare_names(&self) -> Vec<String> {
        let readable = |id: &str| self.bare(id).is_some();
        let names = self.names.iter().filter(|(id, _)| readable(id)).map(|(id, _)| id.to_string());
        names.chain(["today".to_owned()]).collect()
    }

    fn score_names(&self, has: impl Fn(&crate::model::Score) -> bool) -> Vec<String> {
        let fitting = self.instrument.scores.values().filter(|score| has(score));
        fitting.map(|score| score.id.to_string()).collect()
    }
}

impl Scope for World {
    fn resolve(&self, path: &[&str]) -> Option<Name<'_>> {
        let unknown = Name::Constant { value: Value::Missing, ty: Type::Wrong };
        let found = self.known(path);
        if let (Some(Name::Definition(_)), [name]) = (&found, path) {
            self.used.borrow_mut().extend(self.definition_named(name));
        }
        let silent = || self.incomplete || path.iter().any(|word| self.doubled.contains(*word));
        found.or_else(|| silent().then_some(unknown))
    }

    fn candidates(&self, prefix: &[&str]) -> Vec<String> {
        if !self.may_suggest(self.names.len()) {
            return Vec::new();
        }
        match prefix {
            [] | ["prev"] => self.bare_names(),
            ["param"] => self.instrument.params.keys().map(ToString::to_string).collect(),
            ["score"] | ["prev", "score"] => self.score_names(|score| score.var.is_some()),
            ["band"] | ["prev", "band"] => self.score_names(|score| score.band_var.is_some()),
            _ => Vec::new(),
        }
    }

    fn may_suggest(&self, among: usize) -> bool {
        let left = self.comparisons.get().checked_sub(among);
        self.comparisons.set(left.unwrap_or(0));
        left.is_some()
    }

    fn list(&self, list: ListId) -> Option<&List> {
        self.instrument.list(list).map(|list| &list.list)
    }

    fn list_named(&self, name: &str) -> Option<ListId> {
        match self.names.get(name)? {
            Meaning::List(list) => Some(list),
            Meaning::Item(_)
            | Meaning::Table(_)
            | Meaning::Score(_)
            | Meaning::Indicator
            | Meaning::Given(_)
            | Meaning::Definition(_)
            | Meaning::ItemSet(_) => None,
        }
    }

    fn lists(&self) -> Vec<String> {
        let own = self.instrument.lists.iter().filter(|list| !list.generated);
        own.map(|list| list.list.name.to_string()).collect()
    }

    fn list_span(&self, list: ListId) -> Option<Span> {
        self.instrument.list(list).map(|list| list.span.0)
    }

    fn roster(&self, roster: RosterId) -> Option<&RosterInfo> {
        self.instrument.roster_info.get(roster.0 as usize)
    }

    fn table(&self, name: &str) -> Option<(TableId, &Table)> {
        match self.names.get(name)? {
            Meaning::Table(id) => self.instrument.table(id).map(|table| (id, &table.shape)),
            Meaning::Item(_)
            | Meaning::List(_)
            | Meaning::Score(_)
            | Meaning::Indicator
            | Meaning::Given(_)
            | Meaning::Definition(_)
            | Meaning::ItemSet(_) => None,
        }
    }

    fn tables(&self) -> Vec<String> {
        self.instrument.tables.iter().map(|table| table.shape.name.to_string()).collect()
    }
}

/// An instrument of nothing, to grow from.
fn empty() -> Instrument {
    use crate::base::Arena;
    Instrument {
        id: "".into(),
        version: Version { major: 0, minor: 0, patch: 0 },
        title: Label::default(),
        description: None,
        about: IndexMap::new(),
        status: Status::Draft,
        languages: Vec::new(),
        modules: Vec::new(),
        params: IndexMap::new(),
        tables: Vec::new(),
        lists: Vec::new(),
        definitions: Vec::new(),
        item_sets: IndexMap::new(),
        given: Vec::new(),
        items: Arena::new(),
        roots: Vec::new(),
        rosters: Vec::new(),
        roster_info: Vec::new(),
        scores: Arena::new(),
        indicators: Vec::new(),
        retired: crate::model::Retired::default(),
        vars: Vec::new(),
    }
}
