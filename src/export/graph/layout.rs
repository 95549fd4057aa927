//! Where boxes stand and how lines run: the only file that names the layout library.

use dagre::graph::{Graph, GraphOptions};
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, layout};

/// A rectangle, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    /// The same, so far to the right and down.
    pub fn moved(self, (x, y): (f64, f64)) -> Self {
        Self { x: self.x + x, y: self.y + y, ..self }
    }

    /// Whether two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        let apart = |a: f64, long: f64, b: f64, wide: f64| a + long <= b || b + wide <= a;
        !apart(self.x, self.width, other.x, other.width) && !apart(self.y, self.height, other.y, other.height)
    }

    fn turned(self) -> Self {
        Self { x: self.y, y: self.x, width: self.height, height: self.width }
    }
}

/// What is to be laid out.
pub(super) struct Request {
    pub(super) sizes: Vec<(f64, f64)>,
    pub(super) links: Vec<Line>,
    pub(super) rightward: bool,
    /// Between boxes side by side, and between a box and the next.
    pub(super) gaps: (f64, f64),
}

/// A line to lead: from a box to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    /// From a box to the next: kept straight.
    pub(super) along: bool,
    /// Lines of one kind from the same box share a trunk.
    pub(super) kind: u8,
}

/// Boxes and lines in their places, from (0, 0).
pub(super) struct Placed {
    pub(super) boxes: Vec<Area>,
    pub(super) lines: Vec<Vec<(f64, f64)>>,
}

/// Places boxes in ranks, and leads lines around them.
pub(super) fn place(request: &Request) -> Placed {
    let turn = request.rightward;
    let sizes: Vec<(f64, f64)> =
        request.sizes.iter().map(|(wide, high)| if turn { (*high, *wide) } else { (*wide, *high) }).collect();
    let mut graph = Graph::with_options(GraphOptions { directed: true, multigraph: false, compound: false });
    for (at, (width, height)) in sizes.iter().enumerate() {
        graph.set_node(
            at.to_string(),
            Some(NodeLabel { width: *width, height: *height, ..NodeLabel::default() }),
        );
    }
    let routes: Vec<Vec<String>> = if turn { direct(&request.links) } else { trunks(&request.links) };
    for (route, link) in routes.iter().zip(&request.links) {
        for pair in route.windows(2) {
            let [from, to] = pair else { continue };
            let label = EdgeLabel { weight: if link.along { 12 } else { 1 }, ..EdgeLabel::default() };
            for end in pair.iter().filter(|end| end.starts_with('j')) {
                if !graph.has_node(end) {
                    graph.set_node(end.clone(), Some(NodeLabel { width: 2.0, ..NodeLabel::default() }));
                }
            }
            graph.set_edge(from.clone(), to.clone(), Some(label), None);
        }
    }
    let (nodesep, ranksep) = request.gaps;
    layout(&mut graph, Some(LayoutOptions { nodesep, ranksep, edgesep: 12.0, ..LayoutOptions::default() }));
    let center = |name: &str| {
        let node = graph.node(name);
        (node.and_then(|node| node.x).unwrap_or_default(), node.and_then(|node| node.y).unwrap_or_default())
    };
    let area = |(at, (width, height)): (usize, &(f64, f64))| {
        let (x, y) = center(&at.to_string());
        Area { x: (x - width / 2.0).round(), y: (y - height / 2.0).round(), width: *width, height: *height }
    };
    let boxes: Vec<Area> = sizes.iter().enumerate().map(area).collect();
    let line = |(route, link): (&Vec<String>, &Line)| {
        let (Some(start), Some(end)) = (boxes.get(link.from), boxes.get(link.to)) else { return Vec::new() };
        let mut bends = Vec::new();
        for pair in route.windows(2) {
            let [from, to] = pair else { continue };
            let points = graph.edge(from, to, None).map(|edge| edge.points.as_slice()).unwrap_or_default();
            let inner = points.get(1..points.len().saturating_sub(1)).unwrap_or_default();
            bends.extend(inner.iter().map(|point| (point.x, point.y)));
            if to.starts_with('j') {
                bends.push(center(to));
            }
        }
        led((start, end), &bends, &boxes)
    };
    let lines = routes.iter().zip(&request.links).map(line).collect();
    if !turn {
        return Placed { boxes, lines };
    }
    let turned = |line: Vec<(f64, f64)>| line.into_iter().map(|(x, y)| (y, x)).collect();
    Placed {
        boxes: boxes.into_iter().map(Area::turned).collect(),
        lines: lines.into_iter().map(turned).collect(),
    }
}

/// Each line from box to box.
fn direct(links: &[Line]) -> Vec<Vec<String>> {
    links.iter().map(|link| vec![link.from.to_string(), link.to.to_string()]).collect()
}

/// Lines of one kind from the same box share a trunk, which has a joint (`j…`) above every box it leads to: one line
/// down the side, not as many as there are boxes.
fn trunks(links: &[Line]) -> Vec<Vec<String>> {
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by_key(|at| links.get(*at).map(|link| (link.from, link.kind, link.to)));
    let mut routes = direct(links);
    let mut trunk: Option<((usize, u8), Vec<String>)> = None;
    for at in order {
        let Some(link) = links.get(at).filter(|link| !link.along) else { continue };
        let key = (link.from, link.kind);
        if links.iter().filter(|other| !other.along && (other.from, other.kind) == key).count() < 2 {
            continue;
        }
        let (_, stem) = match trunk.take().filter(|(known, _)| *known == key) {
            Some(same) => trunk.insert(same),
            None => trunk.insert((key, vec![link.from.to_string()])),
        };
        stem.push(format!("j{at}"));
        let route = stem.iter().cloned().chain([link.to.to_string()]).collect();
        if let Some(slot) = routes.get_mut(at) {
            *slot = route;
        }
    }
    routes
}

/// A line from the lower edge of a box to the upper edge of another. Beside boxes it runs straight down, so that it
/// crosses none: it turns only between ranks.
fn led((start, end): (&Area, &Area), bends: &[(f64, f64)], boxes: &[Area]) -> Vec<(f64, f64)> {
    let next = bends.first().map_or(end.x + end.width / 2.0, |bend| bend.0);
    let last = bends.last().map_or(start.x + start.width / 2.0, |bend| bend.0);
    let mut line = vec![(on_edge(start, next), start.y + start.height)];
    for (x, y) in bends {
        let beside = boxes.iter().filter(|area| (area.y + area.height / 2.0 - y).abs() <= 1.0);
        let high = beside.map(|area| area.height).fold(0.0, f64::max) / 2.0;
        for y in [y - high, y + high] {
            line.push((x.round(), y.round()));
        }
    }
    line.push((on_edge(end, last), end.y));
    line.dedup();
    line
}

fn on_edge(area: &Area, toward: f64) -> f64 {
    let inset = (area.width / 4.0).min(24.0);
    toward.clamp(area.x + inset, area.x + area.width - inset).round()
}
