//! Directed graphs that grow edge by edge, their order and their cycles. Nothing here recurses.

use std::collections::VecDeque;

use crate::base::components;

/// A graph over the nodes `0..n`: for each node, the nodes it needs.
#[derive(Debug, Default)]
pub(super) struct Graph {
    needs: Vec<Vec<usize>>,
}

impl Graph {
    /// A graph of `n` nodes without edges.
    pub(super) fn new(n: usize) -> Self {
        Self { needs: vec![Vec::new(); n] }
    }

    /// `node` needs `needed`.
    pub(super) fn add(&mut self, node: usize, needed: usize) {
        if let Some(needs) = self.needs.get_mut(node) {
            needs.push(needed);
        }
    }

    /// What a node needs.
    pub(super) fn needs(&self, node: usize) -> &[usize] {
        self.needs.get(node).map(Vec::as_slice).unwrap_or_default()
    }

    /// The nodes in groups that need each other, every group after the groups it needs; within a group in order of
    /// number. A group of several nodes, or of one that needs itself, is cyclic.
    pub(super) fn components(&self) -> Vec<Vec<usize>> {
        let need =
            |node: u32, k: usize| self.needs(node as usize).get(k).and_then(|to| u32::try_from(*to).ok());
        let wide = |group: Vec<u32>| group.into_iter().map(|node| node as usize).collect();
        components(self.needs.len(), need).into_iter().map(wide).collect()
    }

    /// A shortest way from `start` through nodes for which `within` holds back to `start`, beginning with `start`;
    /// `None` if there is none.
    pub(super) fn cycle(&self, start: usize, within: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        let mut came_from: Vec<Option<usize>> = vec![None; self.needs.len()];
        let mut waiting = VecDeque::from([start]);
        while let Some(node) = waiting.pop_front() {
            for next in self.needs(node).iter().copied().filter(|next| within(*next)) {
                if next == start {
                    return Some(way_back(&came_from, start, node));
                }
                if let Some(slot @ None) = came_from.get_mut(next) {
                    *slot = Some(node);
                    waiting.push_back(next);
                }
            }
        }
        None
    }
}

fn way_back(came_from: &[Option<usize>], start: usize, last: usize) -> Vec<usize> {
    let mut way = vec![last];
    let mut node = last;
    while node != start {
        match came_from.get(node).copied().flatten() {
            Some(before) => {
                way.push(before);
                node = before;
            }
            None => break,
        }
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::Graph;

    fn graph(n: usize, edges: &[(usize, usize)]) -> Graph {
        let mut graph = Graph::new(n);
        edges.iter().for_each(|(from, to)| graph.add(*from, *to));
        graph
    }

    #[test]
    fn what_is_needed_comes_first() {
        let order = graph(4, &[(0, 1), (1, 2), (0, 3), (3, 2)]).components();
        assert_eq!(order, [vec![2], vec![1], vec![3], vec![0]]);
    }

    #[test]
    fn nodes_that_need_each_other_are_one_group() {
        let order = graph(5, &[(0, 1), (1, 2), (2, 1), (2, 3), (4, 4)]).components();
        assert_eq!(order, [vec![3], vec![1, 2], vec![0], vec![4]]);
    }

    #[test]
    fn the_shortest_cycle_is_found() {
        let g = graph(5, &[(0, 1), (1, 2), (2, 3), (3, 0), (1, 4), (4, 0)]);
        assert_eq!(g.cycle(0, |_| true), Some(vec![0, 1, 4]));
        assert_eq!(g.cycle(0, |node| node != 4), Some(vec![0, 1, 2, 3]));
        assert_eq!(graph(2, &[(0, 1)]).cycle(0, |_| true), None);
        assert_eq!(graph(1, &[(0, 0)]).cycle(0, |_| true), Some(vec![0]));
    }

    #[test]
    fn a_long_chain_does_not_recurse() {
        let n = 200_000;
        let edges: Vec<_> = (1..n).map(|i| (i - 1, i)).collect();
        assert_eq!(graph(n, &edges).components().len(), n);
    }
}
