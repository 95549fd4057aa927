//! Directed graphs of what needs what: an order in which everything comes after what it needs, and cycles.
//!
//! Nothing here recurses, so that chains of any length are fine.

use std::collections::VecDeque;

/// A graph over the nodes `0..n`: for each node, the nodes it needs.
#[derive(Debug, Default)]
pub(super) struct Graph {
    needs: Vec<Vec<usize>>,
}

/// Where the search for components stands at a node.
struct Visit {
    node: usize,
    next: usize,
}

struct Search<'a> {
    graph: &'a Graph,
    /// Number of each node in the order of first visits, from 1; 0: not visited.
    entered: Vec<usize>,
    /// Least number reachable.
    low: Vec<usize>,
    open: Vec<usize>,
    is_open: Vec<bool>,
    count: usize,
    components: Vec<Vec<usize>>,
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
        let n = self.needs.len();
        let mut search = Search {
            graph: self,
            entered: vec![0; n],
            low: vec![0; n],
            open: Vec::new(),
            is_open: vec![false; n],
            count: 0,
            components: Vec::new(),
        };
        for node in 0..n {
            if at(&search.entered, node) == 0 {
                search.run(node);
            }
        }
        search.components
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

fn at(list: &[usize], index: usize) -> usize {
    list.get(index).copied().unwrap_or_default()
}

fn set(list: &mut [usize], index: usize, value: usize) {
    if let Some(slot) = list.get_mut(index) {
        *slot = value;
    }
}

impl Search<'_> {
    fn enter(&mut self, node: usize) -> Visit {
        self.count += 1;
        set(&mut self.entered, node, self.count);
        set(&mut self.low, node, self.count);
        self.open.push(node);
        if let Some(open) = self.is_open.get_mut(node) {
            *open = true;
        }
        Visit { node, next: 0 }
    }

    fn lower(&mut self, node: usize, to: usize) {
        let low = at(&self.low, node).min(to);
        set(&mut self.low, node, low);
    }

    /// Tarjan's search from one node, with its own stack.
    fn run(&mut self, root: usize) {
        let mut stack = vec![self.enter(root)];
        while let Some(visit) = stack.last_mut() {
            let node = visit.node;
            let Some(next) = self.graph.needs(node).get(visit.next).copied() else {
                stack.pop();
                self.leave(node);
                if let Some(above) = stack.last() {
                    let (above, low) = (above.node, at(&self.low, node));
                    self.lower(above, low);
                }
                continue;
            };
            visit.next += 1;
            if at(&self.entered, next) == 0 {
                let visit = self.enter(next);
                stack.push(visit);
            } else if self.is_open.get(next).copied().unwrap_or(false) {
                let number = at(&self.entered, next);
                self.lower(node, number);
            }
        }
    }

    fn leave(&mut self, node: usize) {
        if at(&self.low, node) != at(&self.entered, node) {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.open.pop() {
            if let Some(open) = self.is_open.get_mut(member) {
                *open = false;
            }
            component.push(member);
            if member == node {
                break;
            }
        }
        component.sort_unstable();
        self.components.push(component);
    }
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
