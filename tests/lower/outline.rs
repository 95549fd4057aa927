//! An instrument as it was understood, one line per thing: what defaults, narrowed types and generated items became.

#![expect(
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "ids are those of the instrument that is shown; other types are shown by their names"
)]

use std::fmt::Write;

use monev::model::{Instrument, ItemId, ItemKind, Question, Required, Rows};
use monev::value::Type;

/// The columns, lists and items of an instrument.
pub(crate) fn outline(instrument: &Instrument) -> String {
    let mut out = String::new();
    for var in &instrument.vars {
        let _ = writeln!(out, "column {}: {}", var.name, ty(instrument, &var.ty));
    }
    for list in &instrument.lists {
        let attributes =
            list.list.attributes.iter().map(|a| format!(" {}: {}", a.name, ty(instrument, &a.ty)));
        let attributes: String = attributes.collect();
        let _ = writeln!(out, "list {}:{attributes} {:?}", list.list.name, list.list.choices.keys());
    }
    for root in &instrument.roots {
        item(&mut out, instrument, *root, 0);
    }
    out
}

fn ty(instrument: &Instrument, ty: &Type) -> String {
    let list = |list: &monev::value::ListId| &instrument.lists[list.0 as usize].list.name;
    match ty {
        Type::Num(n) => {
            let unit = n.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
            format!("number({}) {}..{}{unit}", n.scale, n.min, n.max)
        }
        Type::Choice(of) => format!("choice of {}", list(of)),
        Type::Choices(of) => format!("choices of {}", list(of)),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn item(out: &mut String, instrument: &Instrument, id: ItemId, depth: usize) {
    let item = &instrument.items[id];
    let indent = "  ".repeat(depth);
    let label = item.label.as_ref().map(|label| format!(" \"{}\"", label.plain(0))).unwrap_or_default();
    let when = item.when.as_ref().map(|when| format!(" when {}", when.source.0)).unwrap_or_default();
    let flags = [(item.trend, " trend"), (item.locked, " locked")];
    let flags: String = flags.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect();
    let _ = writeln!(out, "{indent}{} {}{label}{when}{flags}", kind(instrument, &item.kind), item.id);
    match &item.kind {
        ItemKind::Section { children } | ItemKind::Grid { children } => {
            children.iter().for_each(|child| self::item(out, instrument, *child, depth + 1));
        }
        ItemKind::Roster(roster) => {
            let roster = &instrument.rosters[roster.0 as usize];
            roster.children.iter().for_each(|child| self::item(out, instrument, *child, depth + 1));
        }
        ItemKind::Question(question) => checks(out, question, &indent),
        ItemKind::Calc(calc) => {
            let _ = writeln!(out, "{indent}    = {}", calc.value.source.0);
        }
        ItemKind::Note => {}
    }
}

fn kind(instrument: &Instrument, kind: &ItemKind) -> String {
    match kind {
        ItemKind::Section { .. } => "section".to_owned(),
        ItemKind::Note => "note".to_owned(),
        ItemKind::Calc(_) => "calc".to_owned(),
        ItemKind::Grid { .. } => "grid".to_owned(),
        ItemKind::Roster(id) => {
            let roster = &instrument.rosters[id.0 as usize];
            let rows = match &roster.rows {
                Rows::Free => "free".to_owned(),
                Rows::Count(count) => format!("count {}", count.source.0),
                Rows::ForEachTicked(var) => {
                    format!("for each ticked in {}", instrument.vars[var.0 as usize].name)
                }
                Rows::ForEachChoice(list) => {
                    format!("for each of {}", instrument.lists[list.0 as usize].list.name)
                }
                Rows::Previous(of) => format!("previous {}", instrument.roster_info[of.0 as usize].name),
            };
            format!("roster({rows}, {}..{})", roster.min, roster.max)
        }
        ItemKind::Question(question) => {
            let required = match &question.required {
                Required::Always => " required".to_owned(),
                Required::Never => String::new(),
                Required::When(formula) => format!(" required if {}", formula.source.0),
            };
            let generated = if question.specifies.is_some() { " generated" } else { "" };
            format!("ask({}{required}{generated})", question.ty.entry().name)
        }
    }
}

fn checks(out: &mut String, question: &Question, indent: &str) {
    for check in &question.checks {
        let (message, source) = (check.message.plain(0), &check.require.source.0);
        let _ = writeln!(out, "{indent}    {:?} {:?}: {source} \"{message}\"", check.level, check.origin);
    }
    if let Some(default) = &question.default {
        let _ = writeln!(out, "{indent}    default {}", default.source.0);
    }
}
