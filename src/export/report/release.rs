//! Which of the counts are printed: those of fewer than five people are not, nor any from which such a count could be
//! derived. People are counted, not their records: ten visits to three households are of three.
//!
//! Numbers that many figures rest on have precedence over others, larger counts over smaller ones, all records together
//! over groups, and how many count over how many of them are a hit; so it is the smallest count beside a secret one that is kept back with it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::census::{Axis, Census, Key, Slot, Trait};
use super::people::Few;
use super::withhold::{Form, Vault};
use crate::value::Value;

/// Fewest people a printed count may be of; none at all may be printed too.
pub(super) const FEWEST: u64 = 5;

/// Whether a count is of so few people that it must not be known.
pub(super) fn is_small(count: u64) -> bool {
    (1..FEWEST).contains(&count)
}

/// A count as it may be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Printed {
    /// The count.
    Count(u64),
    /// Kept back.
    Withheld,
}

impl Printed {
    /// The count, if it is printed.
    pub(super) fn count(self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(count),
            Self::Withheld => None,
        }
    }
}

/// The counts that may be printed.
#[derive(Debug, Clone, Default)]
pub(super) struct Release {
    open: BTreeMap<(Axis, SortKey, Trait), u64>,
    /// Counts there are, printed or not.
    there: BTreeSet<(Axis, SortKey, Trait)>,
    /// The groups of each axis in the order in which they are shown.
    groups: BTreeMap<Axis, Vec<Key>>,
    /// How many counts are kept back.
    pub(super) withheld: usize,
}

/// A key whose missing values come last.
type SortKey = Vec<(bool, Value)>;

fn sort_key(key: &[Value]) -> SortKey {
    key.iter().map(|value| (value.is_missing(), value.clone())).collect()
}

impl Release {
    /// How many records of a group have a trait. What nobody has is none.
    pub(super) fn get(&self, axis: &Axis, key: &[Value], one: &Trait) -> Printed {
        let place = (axis.clone(), sort_key(key), one.clone());
        match self.open.get(&place) {
            Some(count) => Printed::Count(*count),
            None if self.there.contains(&place) => Printed::Withheld,
            None => Printed::Count(0),
        }
    }

    /// The groups of an axis that have records, choices in the order of their list, those without a value last.
    pub(super) fn groups(&self, axis: &Axis) -> &[Key] {
        self.groups.get(axis).map(Vec::as_slice).unwrap_or_default()
    }

    /// The values that some record has in a slot, in their order.
    pub(super) fn values(&self, slot: Slot) -> Vec<Value> {
        let of_all = self.there.iter().filter(|(axis, ..)| *axis == Axis::Whole);
        let value = |(_, _, one): &(Axis, SortKey, Trait)| match one {
            Trait::Has(own, value) if *own == slot => Some(value.clone()),
            Trait::Has(..) | Trait::Everyone | Trait::Counts(_) | Trait::Hit(_) | Trait::Asked(_) => None,
        };
        of_all.filter_map(value).collect()
    }

    /// What somebody does who thinks of small cells alone.
    #[cfg(test)]
    pub(super) fn open_all_but_small(&mut self, census: &Census<'_>) {
        let system = System::new(census);
        for cell in system.candidates().iter().filter(|cell| !cell.secret) {
            if let Some((axis, key, one)) = system.place(cell) {
                self.open.insert((axis.clone(), sort_key(key), one.clone()), cell.count);
            }
        }
    }

    /// Decides over every count.
    pub(super) fn of(census: &Census<'_>) -> Self {
        let system = System::new(census);
        let mut vault = Vault::new(system.secrets());
        system.relations().iter().for_each(|relation| vault.know(relation));
        let mut out = Self::default();
        for (axis, groups) in census.axes.iter().zip(&census.groups) {
            let mut keys: Vec<Key> = groups.keys().cloned().collect();
            keys.sort_by_key(|key| sort_key(key));
            out.groups.insert(axis.clone(), keys);
        }
        for cell in system.candidates() {
            let Some((axis, key, one)) = system.place(&cell) else { continue };
            let is_shown = census.shows(axis, one);
            let open = is_shown && !cell.secret && vault.publish(&system.form(cell.block, &[(cell.one, 1)]));
            let place = (axis.clone(), sort_key(key), one.clone());
            out.there.insert(place.clone());
            if open {
                out.open.insert(place, cell.count);
            } else {
                out.withheld += usize::from(is_shown);
            }
        }
        out
    }
}

/// A count.
#[derive(Debug, Clone, Copy)]
struct Cell {
    block: usize,
    one: usize,
    count: u64,
    /// Of so few people that it must not be known.
    secret: bool,
}

/// The census as unknowns: one a kind of record and group. Groups are numbered through, the whole last, so that
/// relations begin with the finest groups.
struct System<'c, 'i> {
    census: &'c Census<'i>,
    /// By axis, the number of its first group.
    starts: Vec<usize>,
    /// By trait, the kinds of records that have it.
    kinds: Vec<Vec<usize>>,
}

impl<'c, 'i> System<'c, 'i> {
    fn new(census: &'c Census<'i>) -> Self {
        let mut starts = vec![0; census.axes.len()];
        let mut next = 0;
        for (start, groups) in starts.iter_mut().zip(&census.groups).rev() {
            *start = next;
            next += groups.len();
        }
        let kinds = (0..census.traits.len()).map(|one| census.basis.kinds_with(one).collect()).collect();
        Self { census, starts, kinds }
    }

    fn unknown(&self, block: usize, kind: usize) -> u32 {
        u32::try_from(block * self.census.basis.len() + kind).unwrap_or(u32::MAX)
    }

    /// How many of a group have each of these traits, added up with these factors.
    fn form(&self, block: usize, traits: &[(usize, i64)]) -> Form {
        let of = |(one, factor): &(usize, i64)| {
            let (kinds, factor) = (self.kinds.get(*one), *factor);
            kinds.into_iter().flatten().map(move |kind| (self.unknown(block, *kind), factor))
        };
        Form::new(traits.iter().flat_map(of))
    }

    /// A group of a coarser axis is the sum of the groups of a finer one that fall into it.
    fn relations(&self) -> Vec<Form> {
        let mut out = Vec::new();
        for ((fine, coarse), nest) in &self.census.nests {
            let (Some(images), Some(start), Some(into)) =
                (nest, self.starts.get(*fine), self.starts.get(*coarse))
            else {
                continue;
            };
            let coarse_groups = self.census.groups.get(*coarse).map_or(0, indexmap::IndexMap::len);
            for group in 0..coarse_groups {
                let parts = images.iter().enumerate().filter(|(_, image)| **image == Some(group));
                let parts: Vec<usize> = parts.map(|(at, _)| start + at).collect();
                for kind in 0..self.census.basis.len() {
                    let terms = parts.iter().map(|part| (self.unknown(*part, kind), 1));
                    out.push(Form::new(terms.chain([(self.unknown(into + group, kind), -1)])));
                }
            }
        }
        out
    }

    /// Every group of every axis: axis, number of the group among all, and its counts by trait.
    fn blocks(&self) -> impl Iterator<Item = (usize, usize, &'c super::census::Tally)> + '_ {
        self.census.groups.iter().zip(&self.starts).enumerate().flat_map(|(axis, (groups, start))| {
            groups.values().enumerate().map(move |(at, tally)| (axis, start + at, tally))
        })
    }

    /// What must not become known: small counts, small rests, and small sums of either along a line of a table.
    fn secrets(&self) -> Vec<Form> {
        let mut out = Vec::new();
        // By axis and combination of traits; by group and slot.
        let mut lines: BTreeMap<Line, Vec<(Form, Few)>> = BTreeMap::new();
        let sums = self.sums();
        for (axis, block, tally) in self.blocks() {
            for (one, slot, terms) in &sums {
                // How many were asked is told of all records only.
                if axis > 0 && self.is_asked(*one / 2) {
                    continue;
                }
                let (one, slot) = (*one, *slot);
                let people =
                    if one.is_multiple_of(2) { tally.people(one / 2) } else { tally.others(one / 2) };
                if people.is_secret() {
                    let form = self.form(block, terms);
                    lines.entry(Line::Down(axis, one)).or_default().push((form.clone(), people));
                    if let Some(slot) = slot {
                        lines.entry(Line::Across(block, slot)).or_default().push((form.clone(), people));
                    }
                    out.push(form);
                }
            }
        }
        for cells in lines.values() {
            let mut together = Few::default();
            cells.iter().for_each(|(_, people)| together.join(people));
            if cells.len() > 1 && together.is_secret() {
                out.push(cells.iter().fold(Form::default(), |sum, (form, _)| sum.plus(1, form)));
            }
        }
        out
    }

    fn is_asked(&self, one: usize) -> bool {
        matches!(self.census.traits.get_index(one), Some((Trait::Asked(_), ())))
    }

    /// The counts that may be secret: each trait, and for those that split the records that count, the rest.
    fn sums(&self) -> Vec<Sum> {
        let mut out = Vec::new();
        for (at, one) in self.census.traits.keys().enumerate() {
            let whole = one.whole().and_then(|whole| self.census.traits.get_index_of(&whole));
            let rest = whole.map(|whole| vec![(whole, 1), (at, -1)]);
            let slot = match one {
                Trait::Has(slot, _) => Some(*slot),
                Trait::Everyone | Trait::Counts(_) | Trait::Hit(_) | Trait::Asked(_) => None,
            };
            out.push((2 * at, slot, vec![(at, 1)]));
            out.extend(rest.map(|rest| (2 * at + 1, None, rest)));
        }
        out
    }

    /// The counts that are there, in the order in which they are let out.
    fn candidates(&self) -> Vec<Cell> {
        let traits: Vec<&Trait> = self.census.traits.keys().collect();
        let mut cells = Vec::new();
        for (axis, block, tally) in self.blocks() {
            // A number that many figures of a group rest on opens them all; one beside it may close them.
            let mut shared: BTreeMap<u64, u64> = BTreeMap::new();
            let own = self.census.axes.get(axis);
            for (at, one) in traits.iter().enumerate() {
                if matches!(one, Trait::Counts(_)) && own.is_some_and(|own| self.census.shows(own, one)) {
                    *shared.entry(tally.get(at)).or_default() += 1;
                }
            }
            for (at, one) in traits.iter().enumerate() {
                let count = tally.get(at);
                let detail = match one {
                    Trait::Everyone => 0,
                    Trait::Counts(_) => 1,
                    Trait::Hit(_) | Trait::Has(..) => 2,
                    Trait::Asked(_) if axis > 0 => continue,
                    Trait::Asked(_) => 3,
                };
                let shares = if detail == 1 { shared.get(&count).copied().unwrap_or(0) } else { 0 };
                let rank = (axis > 0, detail, count > 0, Reverse(shares), Reverse(count), axis);
                let secret = tally.people(at).is_secret();
                cells.push((rank, Cell { block, one: at, count, secret }));
            }
        }
        cells.sort_by_key(|(rank, cell)| (*rank, cell.block, cell.one));
        cells.into_iter().map(|(_, cell)| cell).collect()
    }

    fn place(&self, cell: &Cell) -> Option<(&'c Axis, &'c Key, &'c Trait)> {
        let ranges = self.starts.iter().zip(&self.census.groups).enumerate();
        let (axis, at, groups) = ranges
            .map(|(axis, (start, groups))| (axis, cell.block.checked_sub(*start), groups))
            .find_map(|(axis, at, groups)| Some((axis, at.filter(|at| *at < groups.len())?, groups)))?;
        let (key, _) = groups.get_index(at)?;
        let (one, ()) = self.census.traits.get_index(cell.one)?;
        Some((self.census.axes.get(axis)?, key, one))
    }
}

/// A count put together from traits: a number of its own, the slot where categories stand side by side, and the traits
/// with their factors.
type Sum = (usize, Option<Slot>, Vec<(usize, i64)>);

/// Cells that stand in one line of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Line {
    Down(usize, usize),
    Across(usize, Slot),
}
