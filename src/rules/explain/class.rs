//! Bands and classes: which one, and what decided.

use std::sync::Arc;

use crate::model::{Band, Class, CutOff, Formula, LargestOver, Method, Part, Score};
use crate::rules::show::show_number;
use crate::value::{Decimal, Value};

use super::gap::{self, Gap};
use super::parts;
use super::reads::Reader;
use super::tree::{BandTree, Candidate, ClassTree, LargestTree, MethodTree, RuleTried, Truth, Words};
use super::words;

/// The band or class a score has, and why; none for a score without bands.
pub(super) fn band(
    reader: &Reader<'_>,
    score: &Score,
    number: Option<Decimal>,
    (method, overridden): (Option<&MethodTree>, bool),
) -> Option<BandTree> {
    let (var, list) = (score.band_var?, score.band_list?);
    let code = chosen(&reader.outcome().cell(var, 0).value).and_then(|at| reader.code(list, at));
    let place = score.bands.iter().position(|band| Some(&*band.code) == code.as_deref());
    let found = place.and_then(|at| score.bands.get(at));
    let above = place.and_then(|at| at.checked_sub(1)).and_then(|at| score.bands.get(at));
    Some(BandTree {
        label: code.as_deref().and_then(|code| class_label(reader, score, code)),
        from: found.map(|band| band.from),
        below: above.map(|band| band.from),
        words: match &score.method {
            Method::Largest { floor, .. } if overridden => {
                words::overridden(number, floor.filter(|floor| number.is_some_and(|number| number < *floor)))
            }
            Method::Sum(_)
            | Method::Mean(..)
            | Method::Weighted(..)
            | Method::Largest { .. }
            | Method::Classify { .. }
            | Method::Formula(_) => why(number, (found, above), method),
        },
        code,
    })
}

fn chosen(value: &Value) -> Option<u32> {
    if let Value::Choice(at) = value { Some(*at) } else { None }
}

/// What a band or class is called.
fn class_label(reader: &Reader<'_>, score: &Score, code: &str) -> Option<Words> {
    let own = score.bands.iter().find(|band| &*band.code == code).and_then(|band| band.label.as_ref());
    let classes = match &score.method {
        Method::Largest { classes, .. } | Method::Classify { classes, .. } => classes.as_slice(),
        Method::Sum(_) | Method::Mean(..) | Method::Weighted(..) | Method::Formula(_) => &[],
    };
    let class = classes.iter().find(|class| &*class.code == code).and_then(|class| class.label.as_ref());
    let parts = score.method.parts();
    let part = parts.iter().find(|part| &*part.id == code).and_then(|part| part.label.as_ref());
    own.or(class).or(part).map(|label| reader.words(label))
}

fn why(
    number: Option<Decimal>,
    (found, above): (Option<&Band>, Option<&Band>),
    method: Option<&MethodTree>,
) -> Words {
    if let (Some(band), Some(number)) = (found, number) {
        return by_number(number, band.cut_off(), above.map(Band::cut_off));
    }
    match method {
        Some(MethodTree::Largest(tree)) => tree.words.clone(),
        Some(MethodTree::Classify(tree)) => words::classified(tree),
        Some(MethodTree::Parts(_) | MethodTree::Formula(_)) | None => Words::from(words::no_number()),
    }
}

/// The rules of `classify` that were tried.
pub(super) fn rules(reader: &Reader<'_>, rules: &[(Arc<str>, Formula)], classes: &[Class]) -> ClassTree {
    let mut tried = Vec::new();
    for (class, when) in rules {
        let condition = reader.condition(when);
        let applied = condition.result == Truth::True;
        let label = classes.iter().find(|named| named.code == *class).and_then(|named| named.label.as_ref());
        tried.push(RuleTried {
            class: class.to_string(),
            label: label.map(|label| reader.words(label)),
            condition,
            applied,
        });
        if applied {
            break;
        }
    }
    ClassTree { rules: tried }
}

/// What `largest` compared.
pub(super) fn largest(reader: &Reader<'_>, score: &Score) -> LargestTree {
    let Method::Largest { parts, over, floor, below_floor, on_tie, .. } = &score.method else {
        return LargestTree {
            candidates: Vec::new(),
            need: None,
            floor: None,
            below_floor: None,
            on_tie: None,
            greatest: None,
            places: score.round,
            words: Words::default(),
        };
    };
    let (mut candidates, need) = match over {
        Some(over) => (rows(reader, over), None),
        None => {
            let lines: Vec<_> = parts.iter().map(|part| parts::line(reader, part)).collect();
            let need = parts::need(&lines, &score.need);
            (parts.iter().zip(lines).map(|(part, line)| candidate(part, line)).collect(), Some(need))
        }
    };
    let met = need.as_ref().is_none_or(|need| need.met);
    let greatest = candidates.iter().filter_map(|c| c.value).max().filter(|_| met);
    let greatest = greatest.and_then(|greatest| greatest.rescale(score.round));
    mark(&mut candidates, greatest, score.round);
    let mut tree = LargestTree {
        candidates,
        need,
        floor: *floor,
        below_floor: below_floor.as_ref().map(ToString::to_string),
        on_tie: on_tie.as_ref().map(ToString::to_string),
        greatest,
        places: score.round,
        words: Words::default(),
    };
    tree.words = words::largest(&tree);
    tree
}

/// Marks the greatest; among equals those with the greatest tiebreak, if any has one. They are compared as rounded, as
/// `greatest` is.
fn mark(candidates: &mut [Candidate], greatest: Option<Decimal>, places: u8) {
    let rounded = |value: Option<Decimal>| value.and_then(|value| value.rescale(places));
    let tied = |candidate: &Candidate| greatest.is_some() && rounded(candidate.value) == greatest;
    let best = candidates.iter().filter(|c| tied(c)).filter_map(|c| c.tiebreak).max();
    for candidate in candidates {
        candidate.greatest = tied(candidate) && (best.is_none() || candidate.tiebreak == best);
    }
}

fn candidate(part: &Part, line: super::tree::PartLine) -> Candidate {
    Candidate {
        class: Some(part.id.to_string()),
        label: line.label,
        row: Vec::new(),
        formula: line.formula,
        value: line.value,
        missing: line.missing,
        tiebreak: None,
        greatest: false,
        reads: line.reads,
    }
}

fn rows(reader: &Reader<'_>, over: &LargestOver) -> Vec<Candidate> {
    let home = Some(over.roster);
    let row = |row: u32| {
        let number = |formula: &Formula| super::number(&reader.eval(&formula.expr, home, row));
        let reads = reader.readings_in(&over.value.expr, home, row);
        let value = number(&over.value);
        let gap = Gap { reader, expr: &over.value.expr, home, row };
        let key = over.key.expr.ty().list().zip(chosen(&reader.eval(&over.key.expr, home, row)));
        let label = key.map(|(list, at)| reader.choice_words(list, at));
        Candidate {
            class: key.and_then(|(list, at)| reader.code(list, at)),
            label,
            row: reader.outcome().path(home, row).to_vec(),
            formula: over.value.source.0.to_string(),
            missing: value.is_none().then(|| gap::why_missing(&reads, &gap)),
            value,
            tiebreak: over.tiebreak.as_ref().and_then(number),
            greatest: false,
            reads,
        }
    };
    (0..reader.outcome().row_count(home)).map(row).collect()
}

/// Why a number is in its band.
fn by_number(number: Decimal, low: CutOff, high: Option<CutOff>) -> Words {
    words::both(|lang| {
        let show = |value: Decimal| show_number(value, lang);
        let number = show(number);
        let low = match low {
            CutOff::From(low) => {
                words::pick(lang, format!("paling sedikit {}", show(low)), format!("at least {}", show(low)))
            }
            CutOff::Above(low) => {
                words::pick(lang, format!("di atas {}", show(low)), format!("above {}", show(low)))
            }
        };
        let high = match high {
            None => String::new(),
            Some(CutOff::From(high)) => {
                let high = show(high);
                words::pick(lang, format!(" dan kurang dari {high}"), format!(" and less than {high}"))
            }
            Some(CutOff::Above(high)) => {
                let high = show(high);
                words::pick(lang, format!(" dan paling banyak {high}"), format!(" and at most {high}"))
            }
        };
        words::pick(lang, format!("karena {number} {low}{high}"), format!("because {number} is {low}{high}"))
    })
}
