//! Where in a record an answer stands, as people write it: `barang[2].brg_nilai`.

use smallvec::SmallVec;

use crate::model::{Instrument, ItemId};
use crate::rules::RowPath;
use crate::value::RosterId;

/// Longest name shown of a field the instrument doesn't have.
const LONGEST_NAME: usize = 64;

/// A row of a roster, within the rows around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) outer: Option<&'p Place<'p>>,
    pub(super) roster: &'p str,
    /// From 1.
    pub(super) row: usize,
}

/// The path of a field in a row (in the record itself without one).
pub(super) fn path(place: Option<&Place<'_>>, name: &str) -> String {
    let short = match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    };
    match place {
        None => short,
        Some(place) => {
            let row = path(place.outer, place.roster);
            if name.is_empty() {
                format!("{row}[{}]", place.row)
            } else {
                format!("{row}[{}].{short}", place.row)
            }
        }
    }
}

/// A field as people write it: the rows it stands in, and its name (`score.sku`, `brg_nilai`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPath<'t> {
    /// The rosters from the outermost in, each with its 1-based row.
    pub rows: SmallVec<[(&'t str, u32); 2]>,
    /// The name.
    pub name: &'t str,
}

impl<'t> FieldPath<'t> {
    /// Reads `barang[2].brg_nilai`, `barang[2]` (whose name is empty) or `score.sku`; `None` for anything else.
    ///
    /// ```
    /// let path = monev::batch::FieldPath::parse("barang[2].brg_nilai").expect("a path");
    /// assert_eq!((path.rows.as_slice(), path.name), ([("barang", 2)].as_slice(), "brg_nilai"));
    /// ```
    pub fn parse(text: &'t str) -> Option<Self> {
        let mut rows = SmallVec::new();
        let mut rest = text;
        while let Some((roster, after)) = rest.split_once('[') {
            let (number, after) = after.split_once(']')?;
            let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            let row = plain.then(|| number.parse().ok()).flatten().filter(|row| *row > 0)?;
            rows.push((roster, row));
            rest = match after.strip_prefix('.') {
                Some(name) => name,
                None => return after.is_empty().then_some(Self { rows, name: "" }),
            };
        }
        let whole =
            !rest.is_empty() && !rest.contains(']') && rows.iter().all(|(roster, _)| !roster.is_empty());
        whole.then_some(Self { rows, name: rest })
    }

    /// The row numbers, if the rosters are those around something that stands in `home`.
    pub fn rows_in(&self, instrument: &Instrument, home: Option<RosterId>) -> Option<RowPath> {
        let parent = |roster: &RosterId| instrument.roster(*roster).and_then(|roster| roster.parent);
        let mut chain: SmallVec<[RosterId; 3]> = std::iter::successors(home, parent).collect();
        chain.reverse();
        let name =
            |roster: &RosterId| instrument.roster(*roster).map(|roster| item_id(instrument, roster.item));
        let same = chain.len() == self.rows.len()
            && chain.iter().zip(&self.rows).all(|(roster, (written, _))| name(roster) == Some(*written));
        same.then(|| self.rows.iter().map(|(_, row)| *row).collect())
    }
}

fn item_id(instrument: &Instrument, item: ItemId) -> &str {
    instrument.items.get(item).map_or("", |item| &*item.id)
}
