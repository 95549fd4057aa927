//! Sorting the steps so that what is read comes first, and finding circles.

use crate::base::components;

use super::plan::{Edge, Lists, StepId};

/// Steps in order of computation.
#[derive(Debug, Clone, Default)]
pub(super) struct Sorted {
    /// What is read before who reads it; among the rest, document order.
    pub(super) order: Vec<StepId>,
    /// By step: its place in `order`.
    pub(super) rank: Vec<u32>,
    /// The circles, each in document order, by their first step.
    pub(super) circles: Vec<Vec<StepId>>,
}

/// Sorts the steps; `edges` are what each reads.
pub(super) fn sort(edges: &Lists<Edge>) -> Sorted {
    let mut sorted = Sorted { rank: vec![u32::MAX; edges.len()], ..Sorted::default() };
    let reads_itself = |step: u32| edges.of(step).iter().any(|edge| edge.to.0 == step);
    for group in components(edges.len(), |step, k| edges.of(step).get(k).map(|edge| edge.to.0)) {
        sorted.order.extend(group.iter().copied().map(StepId));
        if group.len() > 1 || group.iter().copied().any(reads_itself) {
            sorted.circles.push(group.into_iter().map(StepId).collect());
        }
    }
    for (rank, step) in (0..).zip(&sorted.order) {
        if let Some(slot) = sorted.rank.get_mut(step.0 as usize) {
            *slot = rank;
        }
    }
    sorted.circles.sort();
    sorted
}
