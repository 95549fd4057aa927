//! One panel, drawn from its own corner: boxes as large as their texts, lines, frames.

use super::font::{cut, width as width_of, wrapped};
use super::layout::{self, Area, Request, place};
use crate::form::diagram::{Line, LineStyle, Link, LinkKind, Node, NodeKind, Panel};

/// Around the contents of a panel.
const PADDING: f64 = 14.0;
/// The heading of a panel.
const HEADING: f64 = 30.0;
/// Its text, bold.
pub(super) const HEADING_SIZE: f64 = 15.1;
/// A panel is not made wider than this for its heading.
const MOST_HEADING: f64 = 460.0;
/// Inside a box, at the sides.
const INSET: f64 = 10.0;
/// Between a frame and what stands in it.
const FRAME: f64 = 6.0;

/// A panel in its places.
pub(super) struct Drawn {
    pub(super) size: (f64, f64),
    pub(super) boxes: Vec<Area>,
    pub(super) texts: Vec<Vec<Set>>,
    pub(super) lines: Vec<Vec<(f64, f64)>>,
    pub(super) frames: Vec<Area>,
}

/// A text as it is set: one line.
pub(super) struct Set {
    pub(super) text: String,
    pub(super) style: LineStyle,
    /// Its baseline below the top of the box.
    pub(super) below: f64,
}

/// Size, leading and most lines of a style.
pub(super) fn type_of(style: LineStyle) -> (f64, f64, usize) {
    match style {
        LineStyle::Name => (12.0, 15.0, 3),
        LineStyle::Condition => (11.0, 14.0, 6),
        LineStyle::Note => (11.0, 14.0, 4),
        LineStyle::Entry => (11.0, 14.0, 1),
    }
}

/// The width of a kind of box.
fn width(kind: NodeKind) -> f64 {
    match kind {
        NodeKind::Elsewhere => 190.0,
        NodeKind::Bands | NodeKind::Override => 260.0,
        NodeKind::Section
        | NodeKind::Question
        | NodeKind::Questions
        | NodeKind::Roster
        | NodeKind::Calc
        | NodeKind::Part
        | NodeKind::Score => 276.0,
    }
}

/// Draws a panel.
pub(super) fn draw(panel: &Panel, rightward: bool) -> Drawn {
    let texts: Vec<(Vec<Set>, f64)> = panel.nodes.iter().map(set).collect();
    let sizes =
        panel.nodes.iter().zip(&texts).map(|(node, (_, height))| (width(node.kind), *height)).collect();
    let links = panel.links.iter().map(line).collect();
    let gaps = if rightward { (12.0, 76.0) } else { (18.0, 16.0) };
    let placed = place(&Request { sizes, links, rightward, gaps });
    let frames = framed(panel, &placed.boxes);
    let all = || placed.boxes.iter().chain(&frames);
    let points = || placed.lines.iter().flatten();
    let left = all().map(|area| area.x).chain(points().map(|point| point.0)).fold(f64::MAX, f64::min);
    let top = all().map(|area| area.y).chain(points().map(|point| point.1)).fold(f64::MAX, f64::min);
    let right =
        all().map(|area| area.x + area.width).chain(points().map(|point| point.0)).fold(0.0, f64::max);
    let bottom = all().map(|area| area.y + area.height).chain(points().map(|p| p.1)).fold(0.0, f64::max);
    let heading = if panel.title.is_empty() { 0.0 } else { HEADING };
    let shift = (PADDING - left, PADDING + heading - top);
    let title = width_of(&panel.title, HEADING_SIZE) + 2.0 * PADDING;
    let wide = (right - left + 2.0 * PADDING).max(title.min(MOST_HEADING)).ceil();
    Drawn {
        size: (wide, bottom - top + 2.0 * PADDING + heading),
        boxes: placed.boxes.iter().map(|area| area.moved(shift)).collect(),
        texts: texts.into_iter().map(|(texts, _)| texts).collect(),
        lines: placed.lines.into_iter().map(|line| moved(line, shift)).collect(),
        frames: frames.into_iter().map(|area| area.moved(shift)).collect(),
    }
}

fn moved(line: Vec<(f64, f64)>, (right, down): (f64, f64)) -> Vec<(f64, f64)> {
    line.into_iter().map(|(x, y)| (x + right, y + down)).collect()
}

/// The interview's own way is kept straight.
fn line(link: &Link) -> layout::Line {
    let along = link.to == link.from + 1;
    let kind = match link.kind {
        LinkKind::Next => 0,
        LinkKind::Opens => 1,
        LinkKind::Reads => 2,
    };
    layout::Line { from: link.from, to: link.to, along, kind }
}

/// The texts of a box, and its height.
fn set(node: &Node) -> (Vec<Set>, f64) {
    let room = width(node.kind) - 2.0 * INSET;
    let mut texts = Vec::new();
    let mut below = 7.0;
    for Line { text, style } in &node.lines {
        let (size, leading, most) = type_of(*style);
        let most = if node.kind == NodeKind::Elsewhere { most.min(2) } else { most };
        let lines = match style {
            LineStyle::Entry => vec![cut(text, size, room)],
            LineStyle::Name | LineStyle::Condition | LineStyle::Note => {
                wrapped(text, size * bold(*style), room, most)
            }
        };
        for text in lines {
            below += leading;
            texts.push(Set { text, style: *style, below: below - 3.0 });
        }
    }
    (texts, below + 7.0)
}

/// Bold text is wider.
fn bold(style: LineStyle) -> f64 {
    match style {
        LineStyle::Name => 1.08,
        LineStyle::Condition | LineStyle::Note | LineStyle::Entry => 1.0,
    }
}

/// Frames around the boxes that belong together, the inner ones tighter.
fn framed(panel: &Panel, boxes: &[Area]) -> Vec<Area> {
    let depth = |frame: &crate::form::diagram::Frame| {
        let inside = panel
            .frames
            .iter()
            .filter(|other| *other != frame && frame.first <= other.first && other.last <= frame.last);
        inside.count() as f64
    };
    let around = |frame: &crate::form::diagram::Frame| {
        let members = boxes.get(frame.first..=frame.last)?;
        let air = FRAME + 3.0 * depth(frame).min(3.0);
        let left = members.iter().map(|area| area.x).fold(f64::MAX, f64::min) - air;
        let top = members.iter().map(|area| area.y).fold(f64::MAX, f64::min) - FRAME;
        let right = members.iter().map(|area| area.x + area.width).fold(0.0, f64::max) + air;
        let bottom = members.iter().map(|area| area.y + area.height).fold(0.0, f64::max) + FRAME;
        Some(Area { x: left, y: top, width: right - left, height: bottom - top })
    };
    panel.frames.iter().filter_map(around).collect()
}
