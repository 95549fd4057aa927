//! Aggregates over roster rows in words.

use super::operation::noun;
use super::{Bind, Phrase, Teller};
use crate::base::Lang;
use crate::expr::{Aggregate, AggregateKind};

pub(super) fn aggregate(teller: &mut Teller<'_>, rows: &Aggregate) -> Option<Phrase> {
    told(teller, rows, true)
}

/// The opposite of `any`: no row at all.
pub(super) fn none(teller: &mut Teller<'_>, rows: &Aggregate) -> Option<Phrase> {
    (rows.kind == AggregateKind::Any).then(|| told(teller, rows, false)).flatten()
}

fn told(teller: &mut Teller<'_>, rows: &Aggregate, holds: bool) -> Option<Phrase> {
    let rosters: Vec<String> = rows.path.iter().rev().map(|roster| teller.speech.roster(*roster)).collect();
    let of_roster = rosters.join(teller.say(" dalam ", " in "));
    let filter = match rows.filter {
        Some(filter) => {
            let condition = teller.tell(filter)?.within(Bind::Or);
            format!(" {} {condition}", teller.say("dengan", "where"))
        }
        None => String::new(),
    };
    let body = match (rows.body, rows.kind) {
        (Some(body), AggregateKind::Any | AggregateKind::All) => teller.tell(body)?.within(Bind::Or),
        (Some(body), _) => noun(teller, body)?,
        (None, _) => String::new(),
    };
    let text = wording(rows.kind, teller.speech.lang, (&body, &of_roster, &filter));
    let ignoring =
        if rows.ignoring { teller.say(", yang kosong diabaikan", ", ignoring missing") } else { "" };
    let opposite = |text: String| match teller.speech.lang {
        Lang::Id => format!("tidak {text}"),
        Lang::En => text.replacen("in some row", "in no row", 1),
    };
    Some(match rows.kind {
        AggregateKind::Any if !holds => Phrase::new(opposite(text), Bind::Sentence),
        AggregateKind::Any | AggregateKind::All => Phrase::new(text, Bind::Sentence),
        AggregateKind::Count
        | AggregateKind::Sum
        | AggregateKind::Mean
        | AggregateKind::Min
        | AggregateKind::Max
        | AggregateKind::First
        | AggregateKind::Last
        | AggregateKind::Join => {
            let bind = if filter.is_empty() && ignoring.is_empty() { Bind::Thing } else { Bind::Choice };
            Phrase::new(format!("{text}{filter}{ignoring}"), bind)
        }
    })
}

/// What is aggregated, over which rows; only `any` and `all` take the filter into their sentence.
fn wording(kind: AggregateKind, lang: Lang, (body, of_roster, filter): (&str, &str, &str)) -> String {
    let (id, en) = match kind {
        AggregateKind::Count => {
            (format!("banyaknya baris {of_roster}"), format!("the number of rows of {of_roster}"))
        }
        AggregateKind::Sum => (
            format!("jumlah {body} pada baris {of_roster}"),
            format!("the sum of {body} over the rows of {of_roster}"),
        ),
        AggregateKind::Mean => (
            format!("rata-rata {body} pada baris {of_roster}"),
            format!("the mean of {body} over the rows of {of_roster}"),
        ),
        AggregateKind::Min => {
            (format!("{body} terkecil pada {of_roster}"), format!("the least {body} of {of_roster}"))
        }
        AggregateKind::Max => {
            (format!("{body} terbesar pada {of_roster}"), format!("the greatest {body} of {of_roster}"))
        }
        AggregateKind::Any => (
            match filter.is_empty() {
                true => format!("ada baris {of_roster} dengan {body}"),
                false => format!("ada baris {of_roster}{filter}, yang {body}"),
            },
            format!("in some row of {of_roster}{filter}, {body}"),
        ),
        AggregateKind::All => (
            format!("pada semua baris {of_roster}{filter} berlaku: {body}"),
            format!("in every row of {of_roster}{filter}, {body}"),
        ),
        AggregateKind::First => (
            format!("{body} pada baris pertama {of_roster}"),
            format!("{body} in the first row of {of_roster}"),
        ),
        AggregateKind::Last => (
            format!("{body} pada baris terakhir {of_roster}"),
            format!("{body} in the last row of {of_roster}"),
        ),
        AggregateKind::Join => {
            (format!("semua {body} pada {of_roster}"), format!("every {body} of {of_roster}"))
        }
    };
    if lang == Lang::Id { id } else { en }
}
