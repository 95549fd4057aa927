//! Choices that much hangs on: what is possible is looked at once for each of their codes, which shows what conditions
//! about the same choice have to do with one another.

use std::collections::BTreeSet;

use crate::expr::{Expr, Node, VarId};
use crate::model::{Instrument, VarKind};
use crate::value::Type;

use super::possible::computed;
use super::worth::{There, Worth};

/// Most codes of a choice that is looked at case by case.
const MOST_CODES: usize = 40;
/// Most choices of a formula that are.
const MOST_CHOICES: usize = 4;
/// How deep calculations are followed.
const DEPTH: usize = 3;

/// The choices of the record itself that a formula reads, directly or in calculations.
pub(super) fn decisive(instrument: &Instrument, expr: &Expr) -> Vec<VarId> {
    let (mut found, mut met) = (Vec::new(), BTreeSet::new());
    let mut next: Vec<&Expr> = vec![expr];
    for _ in 0..DEPTH {
        let vars = next.iter().flat_map(|expr| reads(expr)).filter(|var| met.insert(*var));
        let vars: Vec<VarId> = vars.collect();
        next = Vec::new();
        for id in vars {
            let Some(var) = instrument.var(id).filter(|var| var.home.is_none()) else { continue };
            match (var.kind, &var.ty) {
                (VarKind::Question(_) | VarKind::Given(_), Type::Choice(list)) => {
                    let choices = instrument.list(*list).map_or(0, |list| list.list.choices.len());
                    if choices <= MOST_CODES && found.len() < MOST_CHOICES {
                        found.push(id);
                    }
                }
                (VarKind::Calc(_), _) => next.extend(computed(instrument, id).map(|(expr, _)| expr)),
                (_, _) => {}
            }
        }
    }
    found
}

fn reads(expr: &Expr) -> impl Iterator<Item = VarId> + '_ {
    expr.nodes.values().filter_map(Node::read)
}

/// Each code on its own, and no answer.
pub(super) fn of(own: &[Worth], var: VarId) -> Vec<Worth> {
    let codes = match own.get(var.0 as usize).map(|worth| &worth.there) {
        Some(There::Codes(codes)) => codes.iter().copied().collect(),
        Some(
            There::Nothing | There::Truth { .. } | There::Between(..) | There::Digits(..) | There::Texts(_),
        )
        | Some(There::Anything)
        | None => Vec::new(),
    };
    let one = |code: u32| Worth { missing: false, there: There::Codes(BTreeSet::from([code])) };
    codes.into_iter().map(one).chain([Worth::missing()]).collect()
}
