//! The names a record may use, and what each is.

use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Message, nearest};
use crate::expr::VarId;
use crate::model::{Instrument, ItemId, ItemKind, QuestionType, VarKind};
use crate::value::{RosterId, Type};

/// Beyond this many names a near one is no longer looked for.
const SEARCHED: usize = 5_000;

/// What ODK and Kobo put between the names of groups and of a question; no id has any of these.
const GROUPS: [char; 3] = ['/', '-', ':'];

/// What a name in a record stands for.
#[derive(Debug, Clone)]
pub(in crate::batch) enum Target {
    /// A question's answer.
    Question(VarId, QuestionType),
    /// A given fact.
    Given(VarId, QuestionType),
    /// A roster's rows.
    Roster(RosterId),
    /// A calculation, score or band: computed, so only a previous wave records it.
    Computed(VarId, QuestionType),
    /// A section, grid or note, which has no answer.
    Silent,
}

/// A name of a record.
#[derive(Debug, Clone)]
pub(in crate::batch) struct Named {
    pub(in crate::batch) target: Target,
    /// The roster in whose rows it stands.
    pub(in crate::batch) home: Option<RosterId>,
    /// The item, if it is one.
    pub(in crate::batch) item: Option<ItemId>,
}

/// FNV-1a: quick on short names. Only an instrument's own names are ever put into the table, so nobody who sends
/// records can fill it with collisions.
#[derive(Debug)]
pub(in crate::batch) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// Every name a record of an instrument may use.
#[derive(Debug, Clone)]
pub(in crate::batch) struct Names {
    pub(in crate::batch) named: IndexMap<Arc<str>, Named, BuildHasherDefault<Fnv>>,
}

impl Names {
    pub(in crate::batch) fn new(instrument: &Instrument) -> Self {
        let mut named = IndexMap::default();
        for (id, item) in instrument.items.iter() {
            let target = match &item.kind {
                ItemKind::Question(question) => Target::Question(question.var, question.ty.clone()),
                ItemKind::Roster(roster) => Target::Roster(*roster),
                ItemKind::Calc(calc) => computed(calc.var, calc.value.expr.ty()),
                ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } => Target::Silent,
            };
            named.insert(item.id.clone(), Named { target, home: item.home, item: Some(id) });
        }
        for given in &instrument.given {
            let target = Target::Given(given.var, given.ty.clone());
            named.insert(given.id.clone(), Named { target, home: None, item: None });
        }
        for (at, var) in instrument.vars.iter().enumerate() {
            let id = VarId(u32::try_from(at).unwrap_or(u32::MAX));
            match var.kind {
                VarKind::Score(_) | VarKind::Band(_) => {
                    let target = computed(id, &var.ty);
                    named.insert(var.name.clone(), Named { target, home: var.home, item: None });
                }
                VarKind::Today
                | VarKind::Given(_)
                | VarKind::Question(_)
                | VarKind::Calc(_)
                | VarKind::Part(..)
                | VarKind::RowChoice(_)
                | VarKind::Prev(_) => {}
            }
        }
        Self { named }
    }

    /// What a name stands for, with its number.
    pub(in crate::batch) fn get(&self, name: &str) -> Option<(usize, &Named)> {
        self.named.get_full(name).map(|(at, _, named)| (at, named))
    }

    /// The name behind the names of groups that ODK and Kobo put before it: `nik` of `identitas/nik`.
    pub(super) fn in_group<'n>(&self, name: &'n str) -> Option<&'n str> {
        let (_, last) = name.rsplit_once(GROUPS)?;
        self.named.contains_key(last).then_some(last)
    }

    /// That there is no such name.
    pub(super) fn unknown(&self, name: &str, suggestions: &mut u32) -> Message {
        if let Some(last) = self.in_group(name) {
            return Message::new(
                format!("tulislah `{last}` tanpa nama kelompok di depannya"),
                format!("write `{last}` without the names of groups before it"),
            );
        }
        let look = *suggestions > 0;
        let few = look && self.named.len() <= SEARCHED;
        *suggestions = suggestions.saturating_sub(1);
        let names = || self.named.keys().map(|name| &**name);
        let same = |near: &&str| near.eq_ignore_ascii_case(name);
        match look
            .then(|| names().find(same))
            .flatten()
            .or_else(|| few.then(|| nearest(name, names())).flatten())
        {
            Some(near) => Message::new(
                format!("instrumen tidak punya kolom ini; maksudnya `{near}`?"),
                format!("the instrument has no such field; did you mean `{near}`?"),
            ),
            None => Message::new("instrumen tidak punya kolom ini", "the instrument has no such field"),
        }
    }
}

fn computed(var: VarId, ty: &Type) -> Target {
    QuestionType::of_type(ty).map_or(Target::Silent, |ty| Target::Computed(var, ty))
}
