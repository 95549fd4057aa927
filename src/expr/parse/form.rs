//! Calls that aren't closed yet, and what each kind of them has read.

use super::super::ast::{AggregateForm, AstId, BandLimit, CallForm, Kind, Path};
use crate::base::TextRange;
use crate::expr::ir::AggregateKind;

/// A call that isn't closed yet.
#[derive(Debug)]
pub(super) struct OpenCall {
    pub(super) name: TextRange,
    pub(super) bracket: TextRange,
    pub(super) form: Form,
}

#[derive(Debug)]
pub(super) enum Form {
    Plain { args: Vec<AstId>, least: Option<(TextRange, u32)> },
    Aggregate(Box<Aggregated>),
    Band { of: Option<AstId>, limits: Vec<BandLimit>, stage: BandStage },
    Lookup { cell: Option<Path>, key: Option<TextRange>, keys: Vec<(TextRange, AstId)> },
}

/// An aggregate as far as it is read.
#[derive(Debug)]
pub(super) struct Aggregated {
    pub(super) form: AggregateForm,
    pub(super) stage: AggregateStage,
}

/// What the operand that is being read will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AggregateStage {
    Roster,
    Filter,
    /// After `ignoring missing`: this stand-in is ignored.
    Done(AstId),
    Extra,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum BandStage {
    /// The number, or a new limit after a comma.
    Start,
    Limit(bool),
    Value(bool, AstId),
    Otherwise,
}

/// The aggregate of a name.
pub(super) fn aggregate_kind(name: &str) -> Option<AggregateKind> {
    Some(match name {
        "count" => AggregateKind::Count,
        "sum" => AggregateKind::Sum,
        "mean" => AggregateKind::Mean,
        "min" => AggregateKind::Min,
        "max" => AggregateKind::Max,
        "any" => AggregateKind::Any,
        "all" => AggregateKind::All,
        "first" => AggregateKind::First,
        "last" => AggregateKind::Last,
        "join" => AggregateKind::Join,
        _ => return None,
    })
}

/// An aggregate whose body was read.
pub(super) fn aggregated(kind: AggregateKind, name: TextRange, body: Option<AstId>) -> Form {
    let form = AggregateForm {
        kind,
        name,
        body,
        roster: Path::new(),
        alias: None,
        filter: None,
        ignoring: None,
        extra: None,
    };
    Form::Aggregate(Box::new(Aggregated { form, stage: AggregateStage::Roster }))
}

/// What a closed call is; `last` was its last operand.
pub(super) fn call_kind(call: OpenCall, last: AstId) -> Kind {
    match call.form {
        Form::Plain { args, least } => Kind::Call(Box::new(CallForm { name: call.name, args, least })),
        Form::Aggregate(aggregated) if aggregated.form.roster.is_empty() => Kind::Error,
        Form::Aggregate(aggregated) => Kind::Aggregate(Box::new(aggregated.form)),
        Form::Band { of: Some(of), limits, stage: BandStage::Otherwise } => {
            Kind::Band { of, limits, otherwise: last }
        }
        Form::Band { .. } => Kind::Error,
        Form::Lookup { cell: Some(cell), keys, .. } => Kind::Lookup { cell, keys },
        Form::Lookup { cell: None, .. } => Kind::Error,
    }
}

impl Form {
    /// Whether no argument was read.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Plain { args, .. } if args.is_empty())
    }
}
