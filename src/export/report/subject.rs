//! What a report is about: the instrument without the breakdowns that would name people.

use std::sync::Arc;

use crate::expr::{Expr, Node, VarId};
use crate::model::{IndicatorKind, Instrument, Personal};
use crate::value::Type;

/// Something the author asked for that the report doesn't show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// The indicator's id.
    pub(super) indicator: Arc<str>,
    /// The column that would name people.
    pub(super) column: VarId,
}

/// An instrument made ready for a report. Whatever would name people, places or their words is taken out of its
/// indicators: breakdowns by columns marked as identity, contact or location (but for choices of a closed list, such as
/// sex), and distributions of such columns or of text.
#[derive(Debug, Clone)]
pub struct Subject {
    pub(super) instrument: Instrument,
    /// The same without breakdowns, for the waves.
    pub(super) bare: Instrument,
    pub(super) refused: Vec<Refused>,
}

impl Subject {
    /// Makes an instrument ready.
    pub fn new(mut instrument: Instrument) -> Self {
        let whole = instrument.clone();
        let mut refused = Vec::new();
        for indicator in &mut instrument.indicators {
            let id = indicator.id.clone();
            indicator.by.retain(|columns| {
                let naming = columns.iter().find(|var| names_people(&whole, **var));
                refused.extend(naming.map(|column| Refused { indicator: id.clone(), column: *column }));
                naming.is_none()
            });
        }
        instrument.indicators = instrument
            .indicators
            .into_iter()
            .filter_map(|indicator| {
                let IndicatorKind::Distribution(of) = &indicator.kind else { return Some(indicator) };
                let column = telling(&whole, &of.expr);
                let id = indicator.id.clone();
                refused.extend(column.map(|column| Refused { indicator: id, column }));
                column.is_none().then_some(indicator)
            })
            .collect();
        let mut bare = instrument.clone();
        bare.indicators.iter_mut().for_each(|indicator| indicator.by.clear());
        Self { instrument, bare, refused }
    }

    /// The instrument, as far as it is reported.
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }
}

/// The column that a report looks at first: a region if the indicators are broken down by one, else what most of them
/// are broken down by.
pub(super) fn main_column(instrument: &Instrument) -> Option<VarId> {
    let single = |columns: &Vec<VarId>| if let [only] = columns.as_slice() { Some(*only) } else { None };
    let all: Vec<VarId> =
        instrument.indicators.iter().flat_map(|indicator| &indicator.by).filter_map(single).collect();
    let is_region = |var: &VarId| {
        let list =
            instrument.var(*var).and_then(|var| var.ty.as_choice()).and_then(|list| instrument.list(list));
        list.is_some_and(|list| list.list.attributes.iter().any(|attribute| &*attribute.name == "induk"))
    };
    let most = || {
        let times = |var: &VarId| all.iter().filter(|other| *other == var).count();
        // Of several the first.
        all.iter().rev().max_by_key(|var| times(var)).copied()
    };
    all.iter().find(|var| is_region(var)).copied().or_else(most)
}

/// The column behind a distribution that would print people's names or words.
fn telling(instrument: &Instrument, expr: &Expr) -> Option<VarId> {
    let plain = match expr.ty() {
        Type::Text | Type::Label | Type::Geo | Type::File => false,
        Type::Bool
        | Type::Num(_)
        | Type::Date
        | Type::Time
        | Type::DateTime
        | Type::Days
        | Type::Months
        | Type::Choice(_)
        | Type::Choices(_)
        | Type::Missing
        | Type::Wrong => true,
    };
    let reads: Vec<VarId> = expr.reads().map(|(var, _)| var).collect();
    let naming = reads.iter().copied().find(|var| names_people(instrument, *var));
    let itself = matches!(expr.node(expr.root), Node::Read { .. });
    match (plain, itself) {
        (false, _) => naming.or_else(|| reads.first().copied()),
        (true, true) => naming,
        (true, false) => None,
    }
}

/// Whether a column holds names, numbers, contacts or places of people. One of a closed list, such as sex, names nobody:
/// it puts people into groups, of which small ones are kept back.
fn names_people(instrument: &Instrument, var: VarId) -> bool {
    let personal = instrument.personal(var);
    let is_category =
        instrument.var(var).is_some_and(|var| var.ty == Type::Bool || var.ty.as_choice().is_some());
    !is_category && matches!(personal, Some(Personal::Identity | Personal::Contact | Personal::Location))
}
