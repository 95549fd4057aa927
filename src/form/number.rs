//! Numbers of questions and letters of sections, the same on paper and on screen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Instrument, Item, ItemId, ItemKind, Question};

/// Numbers by item: `4` for questions, grids and rosters of a page; `4a` inside the grid or roster `4`; `4a1` inside
/// a roster inside that. Sections take letters instead, and what a choice opens (`please specify`) takes nothing: it
/// stands behind the choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    by_item: Vec<Option<String>>,
    opened: BTreeMap<ItemId, ItemId>,
}

impl Numbers {
    /// Numbers the items of an instrument in the order in which they are asked.
    pub fn new(instrument: &Instrument) -> Self {
        let mut numbers = Self { by_item: vec![None; instrument.items.len()], opened: opened(instrument) };
        numbers.letters(instrument);
        numbers.level(instrument, &instrument.roots, "", &mut 0);
        numbers
    }

    /// The question whose choice opens this one.
    pub fn opened_by(&self, item: ItemId) -> Option<ItemId> {
        self.opened.get(&item).copied()
    }

    /// Letters of the top-level sections: those that the titles begin with (`A. Visit`) if all do and no two alike, else A, B, C…
    fn letters(&mut self, instrument: &Instrument) {
        let sections = instrument.roots.iter().filter_map(|id| Some((*id, instrument.items.get(*id)?)));
        let sections: Vec<(ItemId, &Item)> =
            sections.filter(|(_, item)| matches!(item.kind, ItemKind::Section { .. })).collect();
        let written: Option<Vec<String>> =
            sections.iter().map(|(_, item)| letter_of(&item.label.as_ref()?.plain(0))).collect();
        let counted = || (1..).map(|n| letters(n).to_uppercase()).take(sections.len()).collect();
        let distinct = |letters: &Vec<String>| letters.iter().collect::<BTreeSet<_>>().len() == letters.len();
        let all = written.filter(distinct).unwrap_or_else(counted);
        for ((id, _), letter) in sections.iter().zip(all) {
            if let Some(slot) = self.by_item.get_mut(id.index()) {
                *slot = Some(letter);
            }
        }
    }

    /// The number of an item, if it has one.
    pub fn get(&self, item: ItemId) -> Option<&str> {
        self.by_item.get(item.index())?.as_deref()
    }

    fn takes_number(&self, id: ItemId, item: &Item) -> bool {
        match &item.kind {
            ItemKind::Question(_) => !self.opened.contains_key(&id),
            ItemKind::Grid { .. } | ItemKind::Roster(_) => true,
            ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) => false,
        }
    }

    fn level(&mut self, instrument: &Instrument, items: &[ItemId], prefix: &str, next: &mut u32) {
        for id in items {
            let Some(item) = instrument.items.get(*id) else { continue };
            if let ItemKind::Section { children } = &item.kind {
                self.level(instrument, children, prefix, next);
                continue;
            }
            if !self.takes_number(*id, item) {
                continue;
            }
            *next += 1;
            let number = format!("{prefix}{}", counter(prefix, *next));
            let children = children_of(instrument, item);
            if !children.is_empty() {
                self.level(instrument, children, &number, &mut 0);
            }
            if let Some(slot) = self.by_item.get_mut(id.index()) {
                *slot = Some(number);
            }
        }
    }
}

/// What choices open, with the question of the choice: generated or declared by the author under the same id.
fn opened(instrument: &Instrument) -> BTreeMap<ItemId, ItemId> {
    let questions = || {
        instrument.items.iter().filter_map(|(id, item)| match &item.kind {
            ItemKind::Question(question) => Some((id, item, &**question)),
            ItemKind::Section { .. }
            | ItemKind::Note
            | ItemKind::Calc(_)
            | ItemKind::Grid { .. }
            | ItemKind::Roster(_) => None,
        })
    };
    let mut names: BTreeMap<String, (ItemId, Option<ItemId>)> = BTreeMap::new();
    for (id, item, question) in questions() {
        for suffix in suffixes(instrument, question) {
            names.insert(format!("{}_{suffix}", item.id), (id, item.parent));
        }
    }
    let declared =
        |item: &Item| names.get(&*item.id).filter(|(_, parent)| *parent == item.parent).map(|(id, _)| *id);
    questions().filter_map(|(id, item, q)| Some((id, q.specifies.or_else(|| declared(item))?))).collect()
}

fn suffixes<'a>(instrument: &'a Instrument, question: &Question) -> impl Iterator<Item = &'a Arc<str>> {
    let list = question.ty.list().and_then(|list| instrument.list(list));
    list.into_iter().flat_map(|list| &list.texts).filter_map(|text| text.specify.as_ref())
}

/// The letter or number a title begins with: `A` of `A. Visit`, `IV` of `IV) Income`.
fn letter_of(title: &str) -> Option<String> {
    let (letter, _) = title.split_once(['.', ')'])?;
    let short = (1..=4).contains(&letter.len());
    let plain = letter.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    (short && plain).then(|| letter.to_owned())
}

/// A section's title without the letter it begins with.
pub fn without_letter<'a>(title: &'a str, letter: &str) -> &'a str {
    let rest = title.strip_prefix(letter).and_then(|rest| rest.strip_prefix(['.', ')']));
    rest.map_or(title, str::trim_start)
}

/// The items that stand directly in an item, in order.
pub fn children_of<'a>(instrument: &'a Instrument, item: &'a Item) -> &'a [ItemId] {
    match &item.kind {
        ItemKind::Section { children } | ItemKind::Grid { children } => children,
        ItemKind::Roster(roster) => instrument.roster(*roster).map_or(&[], |roster| &roster.children),
        ItemKind::Question(_) | ItemKind::Note | ItemKind::Calc(_) => &[],
    }
}

/// Digits and letters take turns, so that numbers need no separators.
fn counter(prefix: &str, n: u32) -> String {
    match prefix.bytes().last() {
        Some(last) if last.is_ascii_digit() => letters(n),
        Some(_) | None => n.to_string(),
    }
}

/// 1 is `a`, 26 is `z`, 27 is `aa`.
pub fn letters(n: u32) -> String {
    let mut rest = n;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{letter_of, letters, without_letter};

    #[test]
    fn a_title_may_bring_its_letter() {
        assert_eq!(letter_of("A. Kunjungan").as_deref(), Some("A"));
        assert_eq!(letter_of("IV) Usaha").as_deref(), Some("IV"));
        assert_eq!(letter_of("Usaha. Lagi"), None);
        assert_eq!(without_letter("A. Kunjungan", "A"), "Kunjungan");
        assert_eq!(without_letter("Kunjungan", "A"), "Kunjungan");
    }

    #[test]
    fn letters_go_on_after_z() {
        let all: Vec<String> = [1, 2, 26, 27, 52, 53, 703].into_iter().map(letters).collect();
        assert_eq!(all, ["a", "b", "z", "aa", "az", "ba", "aaa"]);
    }
}
