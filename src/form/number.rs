//! Numbers of questions and letters of sections, the same on paper and on screen.

use crate::model::{Instrument, Item, ItemId, ItemKind};

/// Numbers by item: `4` for questions, grids and rosters of a page; `4a` inside the grid or roster `4`; `4a1` inside
/// a roster inside that. Sections and `please specify` texts take no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    by_item: Vec<Option<String>>,
}

impl Numbers {
    /// Numbers the items of an instrument in the order in which they are asked.
    pub fn new(instrument: &Instrument) -> Self {
        let mut numbers = Self { by_item: vec![None; instrument.items.len()] };
        let mut next = 0;
        numbers.level(instrument, &instrument.roots, "", &mut next);
        numbers
    }

    /// The number of an item, if it has one.
    pub fn get(&self, item: ItemId) -> Option<&str> {
        self.by_item.get(item.index())?.as_deref()
    }

    fn level(&mut self, instrument: &Instrument, items: &[ItemId], prefix: &str, next: &mut u32) {
        for id in items {
            let Some(item) = instrument.items.get(*id) else { continue };
            if let ItemKind::Section { children } = &item.kind {
                self.level(instrument, children, prefix, next);
                continue;
            }
            if !takes_number(item) {
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

fn takes_number(item: &Item) -> bool {
    match &item.kind {
        ItemKind::Question(question) => question.specifies.is_none(),
        ItemKind::Grid { .. } | ItemKind::Roster(_) => true,
        ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) => false,
    }
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
    use super::letters;

    #[test]
    fn letters_go_on_after_z() {
        let all: Vec<String> = [1, 2, 26, 27, 52, 53, 703].into_iter().map(letters).collect();
        assert_eq!(all, ["a", "b", "z", "aa", "az", "ba", "aaa"]);
    }
}
