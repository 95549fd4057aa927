//! Sorting the steps so that what is read comes first, and finding circles: Tarjan's strongly connected components,
//! with its stack in a vector, so that a chain of any length takes no call stack.

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

const UNSEEN: u32 = u32::MAX;

struct Search<'a> {
    edges: &'a Lists<Edge>,
    /// By step: when it was first seen.
    seen: Vec<u32>,
    /// By step: the earliest step on the stack that it reaches.
    low: Vec<u32>,
    on_stack: Vec<bool>,
    stack: Vec<u32>,
    clock: u32,
    sorted: Sorted,
}

/// Sorts the steps; `edges` are what each reads.
pub(super) fn sort(edges: &Lists<Edge>) -> Sorted {
    let n = edges.len();
    let mut search = Search {
        edges,
        seen: vec![UNSEEN; n],
        low: vec![UNSEEN; n],
        on_stack: vec![false; n],
        stack: Vec::new(),
        clock: 0,
        sorted: Sorted { rank: vec![UNSEEN; n], ..Sorted::default() },
    };
    for root in 0..u32::try_from(n).unwrap_or(u32::MAX) {
        if get(&search.seen, root) == UNSEEN {
            search.visit(root);
        }
    }
    let mut sorted = search.sorted;
    for (rank, step) in (0..).zip(&sorted.order) {
        put(&mut sorted.rank, step.0, rank);
    }
    sorted.circles.sort();
    sorted
}

fn get(table: &[u32], at: u32) -> u32 {
    table.get(at as usize).copied().unwrap_or(UNSEEN)
}

fn put<T>(table: &mut [T], at: u32, value: T) {
    if let Some(slot) = table.get_mut(at as usize) {
        *slot = value;
    }
}

impl Search<'_> {
    /// Visits a step and all it reads. A frame of the walk is a step and how many of its edges were followed.
    fn visit(&mut self, root: u32) {
        let mut walk: Vec<(u32, usize)> = vec![(root, 0)];
        self.enter(root);
        while let Some((step, followed)) = walk.last_mut() {
            let step = *step;
            match self.edges.of(step).get(*followed) {
                Some(edge) => {
                    *followed += 1;
                    let to = edge.to.0;
                    if get(&self.seen, to) == UNSEEN {
                        self.enter(to);
                        walk.push((to, 0));
                    } else if self.on_stack.get(to as usize) == Some(&true) {
                        self.lower(step, get(&self.seen, to));
                    }
                }
                None => {
                    walk.pop();
                    if let Some((reader, _)) = walk.last() {
                        self.lower(*reader, get(&self.low, step));
                    }
                    if get(&self.low, step) == get(&self.seen, step) {
                        self.close(step);
                    }
                }
            }
        }
    }

    fn enter(&mut self, step: u32) {
        put(&mut self.seen, step, self.clock);
        put(&mut self.low, step, self.clock);
        put(&mut self.on_stack, step, true);
        self.stack.push(step);
        self.clock += 1;
    }

    fn lower(&mut self, step: u32, low: u32) {
        let low = low.min(get(&self.low, step));
        put(&mut self.low, step, low);
    }

    /// A component is complete: its steps are those above `first` on the stack.
    fn close(&mut self, first: u32) {
        let mut members = Vec::with_capacity(1);
        while let Some(step) = self.stack.pop() {
            put(&mut self.on_stack, step, false);
            members.push(StepId(step));
            if step == first {
                break;
            }
        }
        members.sort();
        self.sorted.order.extend(&members);
        let reads_itself = |step: &StepId| self.edges.of(step.0).iter().any(|edge| edge.to == *step);
        if members.len() > 1 || members.iter().any(reads_itself) {
            self.sorted.circles.push(members);
        }
    }
}
