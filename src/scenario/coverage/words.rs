//! What wasn't seen, and which test would show it, in the words of who designs the questionnaire.

#![expect(clippy::wildcard_enum_match_arm, reason = "of each kind of point only its own ways occur")]

use std::sync::Arc;

use crate::base::Message;
use crate::model::CheckOrigin;

use super::points::{Kind, Point, Way};

/// What a way is called: "never true".
pub(super) fn never(way: Way) -> Message {
    let (id, en) = match way {
        Way::True => ("belum pernah benar", "never true"),
        Way::False => ("belum pernah salah", "never false"),
        Way::Unknown => ("belum pernah tidak diketahui", "never unknown"),
        Way::There => ("belum pernah ada nilainya", "never has a value"),
        Way::Missing => ("belum pernah kosong", "never missing"),
        Way::Enough => ("belum pernah cukup", "never enough"),
        Way::TooFew => ("belum pernah kurang", "never too few"),
        Way::Picked => ("belum pernah dipilih", "never picked"),
        Way::Reached => ("belum pernah tercapai", "never reached"),
        Way::NoRows => ("belum pernah tanpa baris", "never without rows"),
        Way::BelowMin => ("belum pernah kurang dari `min` baris", "never fewer rows than `min`"),
        Way::OneRow => ("belum pernah satu baris", "never one row"),
        Way::SeveralRows => ("belum pernah beberapa baris", "never several rows"),
        Way::MostRows => ("belum pernah penuh", "never full"),
    };
    Message::new(id, en)
}

/// What a way that can't be gone would be, after "cannot be".
pub(super) fn state(way: Way) -> Message {
    let (id, en) = match way {
        Way::True => ("benar", "true"),
        Way::False => ("salah", "false"),
        Way::Unknown => ("tidak diketahui", "unknown"),
        Way::There => ("ada nilainya", "there"),
        Way::Missing => ("kosong", "missing"),
        Way::Enough => ("cukup", "enough"),
        Way::TooFew => ("kurang", "too few"),
        Way::Picked => ("dipilih", "picked"),
        Way::Reached => ("tercapai", "reached"),
        Way::NoRows => ("tanpa baris", "without rows"),
        Way::BelowMin => ("kurang dari `min` baris", "below its `min`"),
        Way::OneRow => ("satu baris", "one row"),
        Way::SeveralRows => ("beberapa baris", "several rows"),
        Way::MostRows => ("penuh", "full"),
    };
    Message::new(id, en)
}

/// Which test would show it.
pub(super) fn advice(point: &Point, way: Way) -> Message {
    let (id, en) = match point.kind {
        Kind::Asked => asked(point, way, ("ditanyakan", "asked")),
        Kind::Scored => asked(point, way, ("dihitung", "computed")),
        Kind::Required => asked(point, way, ("wajib dijawab", "required")),
        Kind::Check(origin) => check(point, way, origin),
        Kind::Offered => offered(point, way),
        Kind::Override | Kind::Rule => rule(point, way),
        Kind::Among | Kind::Measure => record(point, way),
        Kind::Filter => row(point, way),
        Kind::Value | Kind::If | Kind::Operand => condition(point, way),
        Kind::Limit => limit(point, way),
        Kind::Fallback | Kind::Least => value(point, way),
        Kind::Need | Kind::Mandatory => score(point, way),
        Kind::Choice | Kind::Band => reached(point),
        Kind::Rows => rows(&point.of, way),
    };
    Message::new(format!("tambahkan uji {id}"), format!("add a test {en}"))
}

type Words = (String, String);

/// The names of what is read, as a list; `but` isn't one of them.
fn names(reads: &[Arc<str>], but: Option<&str>) -> String {
    const MOST: usize = 4;
    let others = reads.iter().filter(|name| Some(&***name) != but);
    let all: Vec<String> = others.map(|name| format!("`{name}`")).collect();
    let shown = all.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    if all.len() > MOST { format!("{shown}, …") } else { shown }
}

/// That a condition is unknown because something isn't answered.
fn unknown(point: &Point) -> Words {
    let reads = names(&point.reads, None);
    match point.reads.len() {
        0 => ("yang membuat hasilnya tidak diketahui".to_owned(), "in which it is unknown".to_owned()),
        1 => (
            format!("yang {reads}-nya belum ada, sehingga hasilnya tidak diketahui"),
            format!("in which {reads} is missing, so that it is unknown"),
        ),
        _ => (
            format!("yang salah satu dari {reads} belum ada, sehingga hasilnya tidak diketahui"),
            format!("in which one of {reads} is missing, so that it is unknown"),
        ),
    }
}

fn asked(point: &Point, way: Way, (id, en): (&str, &str)) -> Words {
    let of = &point.of;
    match way {
        Way::True => (format!("yang membuat `{of}` {id}"), format!("in which `{of}` is {en}")),
        Way::False => (format!("yang membuat `{of}` tidak {id}"), format!("in which `{of}` is not {en}")),
        _ => unknown(point),
    }
}

fn check(point: &Point, way: Way, origin: CheckOrigin) -> Words {
    let of = &point.of;
    let name = match origin {
        CheckOrigin::Min => "`min`".to_owned(),
        CheckOrigin::Max => "`max`".to_owned(),
        CheckOrigin::Author(number) => number.to_string(),
    };
    match way {
        Way::True if point.of_rows => (
            format!("dengan baris-baris `{of}` yang lolos pemeriksaan {name}"),
            format!("with rows of `{of}` that pass check {name}"),
        ),
        Way::False if point.of_rows => (
            format!("dengan baris-baris `{of}` yang gagal pemeriksaan {name}"),
            format!("with rows of `{of}` that fail check {name}"),
        ),
        Way::True => (
            format!("dengan jawaban `{of}` yang lolos pemeriksaan {name}"),
            format!("with an answer to `{of}` that passes check {name}"),
        ),
        Way::False => (
            format!("dengan jawaban `{of}` yang gagal pemeriksaan {name}"),
            format!("with an answer to `{of}` that fails check {name}"),
        ),
        _ => {
            let others = names(&point.reads, Some(of));
            if others.is_empty() {
                return unknown(point);
            }
            if point.of_rows {
                return (
                    format!("yang punya baris `{of}`, tetapi {others} belum ada"),
                    format!("that has rows of `{of}` while {others} is missing"),
                );
            }
            (
                format!("yang menjawab `{of}`, tetapi {others} belum ada"),
                format!("that answers `{of}` while {others} is missing"),
            )
        }
    }
}

fn offered(point: &Point, way: Way) -> Words {
    let of = &point.of;
    match way {
        Way::True => (
            format!("yang membuat suatu pilihan `{of}` ditawarkan"),
            format!("in which a choice of `{of}` is offered"),
        ),
        Way::False => (
            format!("yang membuat suatu pilihan `{of}` tidak ditawarkan"),
            format!("in which a choice of `{of}` is not offered"),
        ),
        _ => unknown(point),
    }
}

fn rule(point: &Point, way: Way) -> Words {
    let of = &point.of;
    match way {
        Way::True => (
            format!("yang membuat aturan `{of}` ini berlaku"),
            format!("in which this rule of `{of}` applies"),
        ),
        Way::False => (
            format!("yang membuat aturan `{of}` ini diperiksa tetapi tidak berlaku"),
            format!("in which this rule of `{of}` is looked at and does not apply"),
        ),
        _ => unknown(point),
    }
}

fn record(point: &Point, way: Way) -> Words {
    let of = &point.of;
    match way {
        Way::True => (
            format!("dengan rekaman yang memenuhi syarat indikator `{of}` ini"),
            format!("with a record for which this condition of the indicator `{of}` is true"),
        ),
        Way::False => (
            format!("dengan rekaman yang tidak memenuhi syarat indikator `{of}` ini"),
            format!("with a record for which this condition of the indicator `{of}` is false"),
        ),
        _ => unknown(point),
    }
}

fn row(point: &Point, way: Way) -> Words {
    match way {
        Way::True => {
            ("dengan baris yang memenuhi syarat ini".into(), "with a row for which this is true".into())
        }
        Way::False => (
            "dengan baris yang tidak memenuhi syarat ini".into(),
            "with a row for which this is false".into(),
        ),
        _ => {
            let reads = names(&point.reads, None);
            (
                format!("dengan baris yang {reads}-nya belum ada"),
                format!("with a row in which {reads} is missing"),
            )
        }
    }
}

fn condition(point: &Point, way: Way) -> Words {
    match way {
        Way::True => ("yang membuat syarat ini benar".into(), "in which this is true".into()),
        Way::False => ("yang membuat syarat ini salah".into(), "in which this is false".into()),
        _ => unknown(point),
    }
}

fn limit(point: &Point, way: Way) -> Words {
    let reads = names(&point.reads, None);
    match way {
        Way::True => (
            format!("yang {reads}-nya sampai batas ini"),
            format!("in which {reads} does not pass this limit"),
        ),
        Way::False => {
            (format!("yang {reads}-nya melewati batas ini"), format!("in which {reads} passes this limit"))
        }
        _ => unknown(point),
    }
}

fn value(point: &Point, way: Way) -> Words {
    let reads = names(&point.reads, None);
    match way {
        Way::There | Way::Enough => {
            (format!("yang membuat nilai ini ada ({reads})"), format!("in which this has a value ({reads})"))
        }
        _ => (
            format!("yang membuat nilai ini kosong ({reads})"),
            format!("in which this has no value ({reads})"),
        ),
    }
}

fn score(point: &Point, way: Way) -> Words {
    let of = &point.of;
    match (way, &point.code) {
        (Way::Enough, _) => (
            format!("dengan jawaban yang cukup untuk menghitung `{of}`"),
            format!("with enough answers for `{of}` to be computed"),
        ),
        (Way::TooFew, _) => (
            format!("dengan jawaban yang terlalu sedikit untuk menghitung `{of}`"),
            format!("with too few answers for `{of}` to be computed"),
        ),
        (Way::There, Some(part)) => (
            format!("yang membuat bagian wajib `{part}` dari `{of}` ada nilainya"),
            format!("in which the mandatory part `{part}` of `{of}` has a value"),
        ),
        (_, part) => {
            let part = part.as_deref().unwrap_or_default();
            (
                format!("yang membuat bagian wajib `{part}` dari `{of}` kosong"),
                format!("in which the mandatory part `{part}` of `{of}` is missing"),
            )
        }
    }
}

fn reached(point: &Point) -> Words {
    let (of, code) = (&point.of, point.code.as_deref().unwrap_or_default());
    match point.kind == Kind::Choice {
        true => (
            format!("yang memilih `{code}` dari daftar `{of}`"),
            format!("that picks `{code}` of the list `{of}`"),
        ),
        false => (format!("yang `{of}`-nya mencapai `{code}`"), format!("in which `{of}` comes to `{code}`")),
    }
}

fn rows(of: &str, way: Way) -> Words {
    let (id, en) = match way {
        Way::NoRows => ("tanpa baris", "no rows"),
        Way::BelowMin => ("lebih sedikit baris daripada `min`-nya", "fewer rows than its `min`"),
        Way::OneRow => ("satu baris", "one row"),
        Way::SeveralRows => ("beberapa baris, kurang dari `max`-nya", "several rows, fewer than its `max`"),
        _ => ("baris sebanyak `max`-nya", "as many rows as its `max`"),
    };
    (format!("dengan roster `{of}` {id}"), format!("in which the roster `{of}` has {en}"))
}
