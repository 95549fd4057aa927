//! A test that starts from an earlier one: `like: R1`, and only what is different written.
//!
//! **Invariant:** what a test takes over is the earlier test as it stands, its own `like` followed; nothing of what it
//! expects is taken over.

use super::complaints;
use crate::base::Sink;
use crate::batch::FieldPath;
use crate::source::{Block, Field, Key, Scalar, Written};

/// The earlier test with the changes of this one: of `answers`, `given` and `prev` single fields are replaced, `today` and
/// `confirmed` as a whole. A field written `~` is taken away; `bulanan[2].omzet` changes one cell of a roster, and
/// `bulanan[2]` a whole row.
pub(super) fn changed(earlier: &Block, block: &Block, sink: &mut Sink) -> Block {
    let mut whole = block.clone();
    for key in [Key::Today, Key::Given, Key::Prev, Key::Answers, Key::Confirmed] {
        let Some(before) = earlier.field(key) else { continue };
        match whole.fields.iter_mut().find(|field| field.key == key) {
            None => whole.fields.push(before.clone()),
            Some(own) => {
                if let (Written::Map(from, _), Written::Map(changes, span)) = (&before.value, &own.value) {
                    own.value = Written::Map(merged(from, changes, sink), *span);
                }
            }
        }
    }
    whole
}

/// A test's own fields where it starts from no other: only paths into rosters are followed.
pub(super) fn alone(block: &Block, sink: &mut Sink) -> Block {
    let mut whole = block.clone();
    let own =
        whole.fields.iter_mut().filter(|field| [Key::Given, Key::Prev, Key::Answers].contains(&field.key));
    for Field { value, .. } in own {
        if let Written::Map(entries, _) = value
            && entries.iter().any(|(key, _)| key.text.contains('['))
        {
            *entries = merged(&[], entries, sink);
        }
    }
    whole
}

fn merged(
    from: &[(Scalar, Written)],
    changes: &[(Scalar, Written)],
    sink: &mut Sink,
) -> Vec<(Scalar, Written)> {
    let mut entries = from.to_vec();
    let mut gone = Vec::new();
    for (key, value) in changes {
        let Some(path) = FieldPath::parse(&key.text).filter(|path| !path.rows.is_empty()) else {
            change(&mut entries, &key.text, (key, value));
            continue;
        };
        match path.name.is_empty() && is_gone(value) {
            true => gone.push((path.rows, key, value)),
            false => change_cell(&mut entries, &path.rows, (path.name, key, value), sink),
        }
    }
    // Rows keep their numbers until all else is changed, and the last goes first.
    gone.sort_by(|(a, ..), (b, ..)| b.cmp(a));
    for (rows, key, value) in gone {
        change_cell(&mut entries, &rows, ("", key, value), sink);
    }
    entries
}

fn is_gone(value: &Written) -> bool {
    value.scalar().is_some_and(Scalar::is_null)
}

/// Puts a value in the place of another, or at the end; `~` takes the other away.
fn change(entries: &mut Vec<(Scalar, Written)>, name: &str, (key, value): (&Scalar, &Written)) {
    let at = entries.iter().position(|(there, _)| *there.text == *name);
    let removed = is_gone(value);
    let key = Scalar { text: name.into(), ..key.clone() };
    match at {
        Some(at) if removed => drop(entries.remove(at)),
        Some(at) => {
            if let Some(entry) = entries.get_mut(at) {
                *entry = (key, value.clone());
            }
        }
        None => entries.push((key, value.clone())),
    }
}

/// Changes a cell of a roster, in a row that is there or the one after the last; a whole row where no cell is named.
fn change_cell(
    entries: &mut Vec<(Scalar, Written)>,
    rows: &[(&str, u32)],
    (name, key, value): (&str, &Scalar, &Written),
    sink: &mut Sink,
) {
    let Some(((roster, number), inner)) = rows.split_first() else {
        return change(entries, name, (key, value));
    };
    if !entries.iter().any(|(there, _)| *there.text == **roster) {
        let empty = Written::Sequence(Vec::new(), key.span);
        entries.push((Scalar { text: (*roster).into(), ..key.clone() }, empty));
    }
    let found = entries.iter_mut().find(|(there, _)| *there.text == **roster);
    let Some((_, Written::Sequence(list, _))) = found else {
        return sink.push(complaints::no_rows(key.span, roster));
    };
    let at = usize::try_from(*number).unwrap_or(usize::MAX).saturating_sub(1);
    if name.is_empty() && inner.is_empty() {
        return change_row(list, (roster, at), (key, value), sink);
    }
    if at == list.len() {
        list.push(Written::Map(Vec::new(), key.span));
    }
    match list.get_mut(at) {
        Some(Written::Map(cells, _)) => change_cell(cells, inner, (name, key, value), sink),
        _ => sink.push(complaints::no_row(key.span, roster, list.len())),
    }
}

/// Puts a row in the place of another, or after the last; `~` takes the other away.
fn change_row(
    list: &mut Vec<Written>,
    (roster, at): (&str, usize),
    (key, value): (&Scalar, &Written),
    sink: &mut Sink,
) {
    let row = matches!(value, Written::Map(..));
    if !row && !is_gone(value) {
        return sink.push(complaints::not_a_row(value.span(), &key.text));
    }
    if row && at == list.len() {
        return list.push(value.clone());
    }
    match list.get_mut(at) {
        Some(there) if row => *there = value.clone(),
        Some(_) => drop(list.remove(at)),
        None => sink.push(complaints::no_row(key.span, roster, list.len())),
    }
}
