//! The names a profile's expressions may use: those of the instrument, `sample.…`, `draw.…` and `prev.…`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::{Known, before, draw};
use crate::base::{Limits, Message, TextMap};
use crate::expr::{self, Definition, Name, RosterInfo, Scope, Table, VarId};
use crate::model::{Instrument, ItemKind, VarKind};
use crate::value::{List, ListId, NumType, RosterId, TableId, Type};

/// The names of an instrument as a profile sees them.
pub(super) struct Names<'a> {
    instrument: &'a Instrument,
    vars: BTreeMap<&'a str, VarId>,
    rosters: BTreeMap<&'a str, RosterId>,
    definitions: BTreeMap<Arc<str>, Definition>,
    draws: Vec<Arc<str>>,
    /// Before the first answer: there is nothing to read but what doesn't come from this record's answers.
    early: bool,
}

impl<'a> Names<'a> {
    /// The names of an instrument.
    pub(super) fn new(instrument: &'a Instrument, limits: &Limits) -> Self {
        let vars = (0..).map(VarId).zip(&instrument.vars);
        let readable = vars.filter(|(_, var)| !matches!(var.kind, VarKind::Part(..) | VarKind::Prev(_)));
        let rosters = instrument.items.values().filter_map(|item| match item.kind {
            ItemKind::Roster(roster) => Some((&*item.id, roster)),
            ItemKind::Section { .. }
            | ItemKind::Question(_)
            | ItemKind::Note
            | ItemKind::Calc(_)
            | ItemKind::Grid { .. } => None,
        });
        let definition = |(name, params, text): &crate::model::WrittenDefinition| {
            let body = Arc::new(expr::parse(text, limits).ast);
            // What is wrong in a definition is reported when the instrument is compiled, not here.
            let map = TextMap::default();
            (Arc::clone(name), Definition { name: Arc::clone(name), params: params.clone(), body, map })
        };
        Self {
            instrument,
            vars: readable.map(|(id, var)| (&*var.name, id)).collect(),
            rosters: rosters.collect(),
            definitions: instrument.definitions.iter().map(definition).collect(),
            draws: Vec::new(),
            early: true,
        }
    }

    /// Makes a random number readable, and gives its place.
    pub(super) fn declare(&mut self, draw: &Arc<str>) {
        self.draws.push(Arc::clone(draw));
    }

    /// From now on answers are readable too.
    pub(super) fn open(&mut self) {
        self.early = false;
    }

    /// The column of a question or given fact that a profile may fill.
    pub(super) fn fillable(&self, id: &str) -> Option<VarId> {
        let var = self.vars.get(id).copied()?;
        matches!(self.instrument.var(var)?.kind, VarKind::Question(_) | VarKind::Given(_)).then_some(var)
    }

    /// A roster by its id.
    pub(super) fn roster_named(&self, id: &str) -> Option<RosterId> {
        self.rosters.get(id).copied()
    }

    /// What a profile may have rules for.
    pub(super) fn targets(&self) -> impl Iterator<Item = &str> {
        let columns = self.vars.keys().copied().filter(|name| self.fillable(name).is_some());
        columns.chain(self.rosters.keys().copied())
    }

    fn cell(&self, var: VarId) -> Option<Name<'_>> {
        let column = self.instrument.var(var)?;
        Some(Name::Cell { var, ty: column.ty.clone(), home: column.home })
    }

    fn previous(&self, name: &str) -> Option<Name<'_>> {
        let var = self.vars.get(name).copied()?;
        let column = self.instrument.var(var).filter(|column| column.home.is_none())?;
        Some(Name::Cell { var: before(var), ty: column.ty.clone(), home: None })
    }

    fn bare(&self, name: &str) -> Option<Name<'_>> {
        if let Some(definition) = self.definitions.get(name) {
            return Some(Name::Definition(definition));
        }
        if let Some((_, ids)) = self.instrument.item_sets.get_key_value(name) {
            return Some(Name::ItemSet(ids));
        }
        if self.early && name != "today" {
            return None;
        }
        let roster = || self.rosters.get(name).copied().map(Name::Roster);
        self.vars.get(name).and_then(|var| self.cell(*var)).or_else(roster)
    }
}

/// What a profile knows of a record beside its answers.
fn known(name: &str) -> Option<Name<'static>> {
    let (_, known) = Known::ALL.into_iter().find(|(own, _)| *own == name)?;
    let ty = match known {
        Known::Number | Known::WaveNumber => whole(1, 1_000_000_000_000),
        Known::Case | Known::Wave => Type::Text,
    };
    Some(Name::Cell { var: known.var(), ty, home: None })
}

fn whole(min: i128, max: i128) -> Type {
    Type::Num(NumType::whole(min, max))
}

/// The type of a random number.
pub(super) fn draw_type() -> Type {
    whole(-1_000_000_000_000, 1_000_000_000_000)
}

impl Scope for Names<'_> {
    fn resolve(&self, path: &[&str]) -> Option<Name<'_>> {
        match path {
            ["sample", name] => known(name),
            ["draw", name] => {
                let at = self.draws.iter().position(|own| **own == **name)?;
                Some(Name::Cell { var: draw(at), ty: draw_type(), home: None })
            }
            ["param", name] => {
                let param = self.instrument.params.get(*name)?;
                Some(Name::Constant { value: param.value.clone(), ty: param.ty.clone() })
            }
            ["prev", name] => self.previous(name),
            ["prev", kind @ ("score" | "band"), name] => self.previous(&format!("{kind}.{name}")),
            ["score" | "band", _] if self.early => None,
            [kind @ ("score" | "band"), name] => {
                self.vars.get(&*format!("{kind}.{name}")).and_then(|var| self.cell(*var))
            }
            [name] => self.bare(name),
            _ => None,
        }
    }

    fn advice(&self, path: &[&str]) -> Option<Message> {
        let ["draw", name] = path else { return None };
        Some(Message::new(
            format!(
                "angka acak dinyatakan di bawah `draws` dalam profil ini: `{name}: {{min: 1, max: 100}}`"
            ),
            format!(
                "a random number is declared under `draws` in this profile: `{name}: {{min: 1, max: 100}}`"
            ),
        ))
    }

    fn candidates(&self, prefix: &[&str]) -> Vec<String> {
        let strings = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
        match prefix {
            ["sample"] => strings(&mut Known::ALL.iter().map(|(name, _)| *name)),
            ["draw"] => strings(&mut self.draws.iter().map(|name| &**name)),
            ["param"] => strings(&mut self.instrument.params.keys().map(|name| &**name)),
            [] | ["prev"] => {
                let bare = self.vars.keys().copied().filter(|name| !name.contains('.'));
                strings(&mut bare.chain(self.definitions.keys().map(|name| &**name)))
            }
            [kind] => {
                let prefix = format!("{kind}.");
                strings(&mut self.vars.keys().filter_map(|name| name.strip_prefix(&*prefix)))
            }
            _ => Vec::new(),
        }
    }

    fn list(&self, list: ListId) -> Option<&List> {
        self.instrument.list(list).map(|list| &list.list)
    }

    fn list_named(&self, name: &str) -> Option<ListId> {
        let mut lists = (0..).map(ListId).zip(&self.instrument.lists);
        lists.find(|(_, list)| !list.generated && *list.list.name == *name).map(|(id, _)| id)
    }

    fn lists(&self) -> Vec<String> {
        let own = self.instrument.lists.iter().filter(|list| !list.generated);
        own.map(|list| list.list.name.to_string()).collect()
    }

    fn roster(&self, roster: RosterId) -> Option<&RosterInfo> {
        self.instrument.roster_info.get(roster.0 as usize)
    }

    fn table(&self, name: &str) -> Option<(TableId, &Table)> {
        let mut tables = (0..).map(TableId).zip(&self.instrument.tables);
        tables.find(|(_, table)| *table.shape.name == *name).map(|(id, table)| (id, &table.shape))
    }

    fn tables(&self) -> Vec<String> {
        self.instrument.tables.iter().map(|table| table.shape.name.to_string()).collect()
    }
}
