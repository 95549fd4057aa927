//! What needs what: the order in which everything comes after what it needs, and the groups that need each other.
//!
//! Tarjan's strongly connected components with the walk in a vector, so that chains of any length take no call stack.

const UNSEEN: u32 = u32::MAX;

struct Search<F> {
    /// The k-th node that a node needs.
    needs: F,
    /// By node: when it was first seen.
    seen: Vec<u32>,
    /// By node: the earliest node on the stack that it reaches.
    low: Vec<u32>,
    on_stack: Vec<bool>,
    stack: Vec<u32>,
    clock: u32,
    components: Vec<Vec<u32>>,
}

/// The nodes `0..count` in groups that need each other, every group after the groups it needs, and among the rest in
/// order of number; within a group in order of number. `needs(node, k)` is the k-th node that `node` needs, `None` after
/// the last. A group of several nodes, or of one that needs itself, is a circle. Takes time linear in nodes and needs.
///
/// ```
/// use monev::base::components;
/// let needs = [vec![1], vec![2], vec![1], vec![]];
/// let groups = components(4, |node, k| needs[node as usize].get(k).copied());
/// assert_eq!(groups, [vec![1, 2], vec![0], vec![3]]);
/// ```
pub fn components(count: usize, needs: impl Fn(u32, usize) -> Option<u32>) -> Vec<Vec<u32>> {
    let mut search = Search {
        needs,
        seen: vec![UNSEEN; count],
        low: vec![UNSEEN; count],
        on_stack: vec![false; count],
        stack: Vec::new(),
        clock: 0,
        components: Vec::with_capacity(count),
    };
    for root in 0..u32::try_from(count).unwrap_or(UNSEEN) {
        if get(&search.seen, root) == UNSEEN {
            search.visit(root);
        }
    }
    search.components
}

fn get(table: &[u32], at: u32) -> u32 {
    table.get(at as usize).copied().unwrap_or(UNSEEN)
}

fn put<T>(table: &mut [T], at: u32, value: T) {
    if let Some(slot) = table.get_mut(at as usize) {
        *slot = value;
    }
}

impl<F: Fn(u32, usize) -> Option<u32>> Search<F> {
    /// Visits a node and all it needs. A frame of the walk is a node and how many of its needs were followed.
    fn visit(&mut self, root: u32) {
        let mut walk: Vec<(u32, usize)> = vec![(root, 0)];
        self.enter(root);
        while let Some((node, followed)) = walk.last_mut() {
            let node = *node;
            match (self.needs)(node, *followed) {
                Some(to) => {
                    *followed += 1;
                    if get(&self.seen, to) == UNSEEN {
                        self.enter(to);
                        walk.push((to, 0));
                    } else if self.on_stack.get(to as usize) == Some(&true) {
                        self.lower(node, get(&self.seen, to));
                    }
                }
                None => {
                    walk.pop();
                    if let Some((reader, _)) = walk.last() {
                        self.lower(*reader, get(&self.low, node));
                    }
                    if get(&self.low, node) == get(&self.seen, node) {
                        self.close(node);
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: u32) {
        put(&mut self.seen, node, self.clock);
        put(&mut self.low, node, self.clock);
        put(&mut self.on_stack, node, true);
        self.stack.push(node);
        self.clock += 1;
    }

    fn lower(&mut self, node: u32, low: u32) {
        let low = low.min(get(&self.low, node));
        put(&mut self.low, node, low);
    }

    /// A group is complete: its nodes are those above `first` on the stack.
    fn close(&mut self, first: u32) {
        let mut members = Vec::with_capacity(1);
        while let Some(node) = self.stack.pop() {
            put(&mut self.on_stack, node, false);
            members.push(node);
            if node == first {
                break;
            }
        }
        members.sort_unstable();
        self.components.push(members);
    }
}
