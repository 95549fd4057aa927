//! What was seen and what wasn't, to be read.

use std::sync::Arc;

use crate::base::{Lang, LineColumn, Sources};
use crate::model::CheckOrigin;

use super::points::{Branch, Kind, Point};
use super::{Coverage, Tally, words};

/// Longest piece of an instrument that is shown.
const EXCERPT: usize = 70;

/// A summary, then what wasn't seen and what can't be, place by place.
pub fn lines(coverage: &Coverage<'_>, sources: &Sources, lang: Lang) -> Vec<String> {
    let mut out = vec![headline(coverage, lang)];
    for (file, tally) in coverage.by_file() {
        let path = sources.get(file).map_or("", |file| &*file.path);
        out.push(format!("  {:>8}  {}/{}  {path}", percent(tally, lang), tally.seen, tally.all));
    }
    let listed = |wanted: fn(&Branch) -> bool| {
        let sorted = sorted(coverage.points()).into_iter();
        let all = sorted.flat_map(|point| point.branches.iter().map(move |branch| (point, branch)));
        all.filter(move |(_, branch)| wanted(branch)).collect::<Vec<_>>()
    };
    let unseen = listed(Branch::is_unseen);
    if !unseen.is_empty() {
        out.push(String::new());
        out.push(match lang {
            Lang::Id => format!("Belum terlihat dalam uji mana pun ({}):", unseen.len()),
            Lang::En => format!("Not seen in any test ({}):", unseen.len()),
        });
        for (point, branch) in unseen {
            let never = words::never(branch.way);
            out.push(format!("  {}: {}", place(point, sources), never.get(lang)));
            out.push(format!("      {}", words::advice(point, branch.way).get(lang)));
        }
    }
    let impossible = listed(|branch| !branch.counts());
    if !impossible.is_empty() {
        out.push(String::new());
        out.push(match lang {
            Lang::Id => format!("Tidak mungkin terjadi, jadi tidak dihitung ({}):", impossible.len()),
            Lang::En => format!("Impossible, and so not counted ({}):", impossible.len()),
        });
        for (point, branch) in impossible {
            let (state, why) = (words::state(branch.way), branch.impossible.as_ref());
            let why = why.map_or("", |why| why.get(lang));
            let never = match lang {
                Lang::Id => format!("tidak mungkin {}", state.get(lang)),
                Lang::En => format!("cannot be {}", state.get(lang)),
            };
            out.push(format!("  {}: {never}: {why}", place(point, sources)));
        }
    }
    out
}

fn headline(coverage: &Coverage<'_>, lang: Lang) -> String {
    let (instrument, total) = (coverage.instrument(), coverage.total());
    let (id, version, percent) = (&instrument.id, instrument.version, percent(total, lang));
    let Tally { seen, all, impossible: _ } = total;
    match lang {
        Lang::Id => format!("Cakupan uji {id} {version}: {percent}, {seen} dari {all} cabang terlihat"),
        Lang::En => format!("Test coverage of {id} {version}: {percent}, {seen} of {all} branches seen"),
    }
}

/// `96,42 %`, or `100 %`.
fn percent(tally: Tally, lang: Lang) -> String {
    let point = if lang == Lang::Id { ',' } else { '.' };
    let space = if lang == Lang::Id { " " } else { "" };
    match tally.hundredths() {
        10_000 => format!("100{space}%"),
        share => format!("{}{point}{:02}{space}%", share / 100, share % 100),
    }
}

/// Points by place.
pub(super) fn sorted(points: &[Point]) -> Vec<&Point> {
    let mut sorted: Vec<&Point> = points.iter().collect();
    sorted.sort_by(|a, b| (a.span, a.kind, &a.code).cmp(&(b.span, b.kind, &b.code)));
    sorted
}

/// Where a point stands: file, line, column.
fn place(point: &Point, sources: &Sources) -> String {
    let path = sources.get(point.span.file).map_or("", |file| &*file.path);
    let at = locate(point, sources);
    format!("{path}:{}:{} `{}`", at.line, at.column, excerpt(point, sources))
}

/// Line and column of a point.
pub(super) fn locate(point: &Point, sources: &Sources) -> LineColumn {
    sources.locate(point.span).unwrap_or(LineColumn { line: 1, column: 1, utf16: 1 })
}

/// What stands there, on one line.
pub(super) fn excerpt(point: &Point, sources: &Sources) -> String {
    let named: Option<Arc<str>> = match point.kind {
        Kind::Choice | Kind::Band | Kind::Mandatory => point.code.clone(),
        Kind::Need | Kind::Rows => Some(Arc::clone(&point.of)),
        Kind::Asked
        | Kind::Scored
        | Kind::Required
        | Kind::Check(_)
        | Kind::Offered
        | Kind::Override
        | Kind::Rule
        | Kind::Among
        | Kind::Measure
        | Kind::Value
        | Kind::If
        | Kind::Limit
        | Kind::Filter
        | Kind::Operand
        | Kind::Fallback
        | Kind::Least => None,
    };
    let words = match &named {
        Some(name) => name.to_string(),
        None if point.kind == Kind::Check(CheckOrigin::Min) => format!("min: {}", sources.slice(point.span)),
        None if point.kind == Kind::Check(CheckOrigin::Max) => format!("max: {}", sources.slice(point.span)),
        None if point.kind == Kind::Limit => format!("band(… {} …)", sources.slice(point.span)),
        None => sources.slice(point.span).split_whitespace().collect::<Vec<_>>().join(" "),
    };
    match words.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default().trim_end()),
        None => words,
    }
}
