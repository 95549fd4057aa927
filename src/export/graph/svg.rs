//! The picture as SVG: one file, without scripts, at the size of a sheet of paper.

use super::layout::Area;
use super::page::{FOOTER, MARGIN, Page};
use super::panel::{Drawn, HEADING_SIZE};
use super::sheet::sheet;
use crate::base::Lang;
use crate::export::escape::html;
use crate::form::diagram::{Diagram, LineStyle, LinkKind, NodeKind, Panel};

const STYLE: &str = include_str!("style.css");

/// The whole file.
pub(super) fn svg(page: &Page, diagram: &Diagram) -> String {
    let (width, height) = page.size;
    let sheet = sheet(page.size);
    let (wide, high) = sheet.size;
    let lies = if sheet.landscape { "landscape" } else { "portrait" };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}mm\" height=\"{high}mm\" viewBox=\"0 0 {width:.0} \
         {height:.0}\" role=\"img\">\n<title>{}</title>\n<style>@page{{size:{} {lies};margin:0}}\n{STYLE}</style>\n",
        html(&diagram.title),
        sheet.name
    );
    out.push_str(DEFINITIONS);
    out.push_str(&format!("<rect width=\"{width:.0}\" height=\"{height:.0}\" fill=\"#fff\"/>\n"));
    text(&mut out, ("title", MARGIN, MARGIN + 20.0), &diagram.title);
    text(&mut out, ("subtitle", MARGIN, MARGIN + 40.0), &diagram.subtitle);
    for ((at, drawn), panel) in page.panels.iter().zip(&diagram.panels) {
        draw_panel(&mut out, (*at, drawn), panel);
    }
    legend(&mut out, height - MARGIN - FOOTER + 24.0, diagram);
    out.push_str("</svg>\n");
    out
}

const DEFINITIONS: &str = "<defs>\n\
    <marker id=\"next\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
    <path d=\"M0 0L8 4L0 8z\" fill=\"#98a2ae\"/></marker>\n\
    <marker id=\"opens\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
    <path d=\"M0 0L8 4L0 8z\" fill=\"#b4530a\"/></marker>\n\
    <marker id=\"reads\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
    <path d=\"M0 0L8 4L0 8z\" fill=\"#2f6f9f\"/></marker>\n</defs>\n";

fn draw_panel(out: &mut String, ((x, y), drawn): ((f64, f64), &Drawn), panel: &Panel) {
    let (width, height) = drawn.size;
    out.push_str(&format!("<g transform=\"translate({x:.0} {y:.0})\">\n"));
    rect(out, "panel", Area { x: 0.0, y: 0.0, width, height }, 8.0);
    let room = width - 28.0;
    text(out, ("heading", 14.0, 24.0), &super::font::cut(&panel.title, HEADING_SIZE, room));
    for frame in &drawn.frames {
        rect(out, "frame", *frame, 8.0);
    }
    for (line, link) in drawn.lines.iter().zip(&panel.links) {
        let class = link_class(link.kind);
        out.push_str(&format!(
            "<path class=\"{class}\" marker-end=\"url(#{class})\" d=\"{}\"/>\n",
            path(line)
        ));
    }
    for ((area, texts), node) in drawn.boxes.iter().zip(&drawn.texts).zip(&panel.nodes) {
        out.push_str("<g>");
        let whole: Vec<&str> = node.lines.iter().map(|line| line.text.as_str()).collect();
        out.push_str(&format!("<title>{}</title>", html(&whole.join("\n"))));
        let (class, round) = node_class(node.kind);
        rect(out, class, *area, round);
        for set in texts {
            text(out, (line_class(set.style), area.x + 10.0, area.y + set.below), &set.text);
        }
        out.push_str("</g>\n");
    }
    out.push_str("</g>\n");
}

fn rect(out: &mut String, class: &str, area: Area, round: f64) {
    let Area { x, y, width, height } = area;
    out.push_str(&format!(
        "<rect class=\"{class}\" x=\"{x:.0}\" y=\"{y:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" rx=\"{round:.0}\"/>"
    ));
}

fn text(out: &mut String, (class, x, y): (&str, f64, f64), text: &str) {
    out.push_str(&format!("<text class=\"{class}\" x=\"{x:.0}\" y=\"{y:.0}\">{}</text>\n", html(text)));
}

/// A line with rounded corners.
fn path(points: &[(f64, f64)]) -> String {
    let mut out = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| points.get(before));
        match (before, points.get(at + 1)) {
            (None, _) => out.push_str(&format!("M{x:.0} {y:.0}")),
            (Some(before), Some(after)) => {
                let (ax, ay) = toward((*x, *y), *before);
                let (bx, by) = toward((*x, *y), *after);
                out.push_str(&format!("L{ax:.0} {ay:.0}Q{x:.0} {y:.0} {bx:.0} {by:.0}"));
            }
            (Some(_), None) => out.push_str(&format!("L{x:.0} {y:.0}")),
        }
    }
    out
}

/// The point at most 8 pixels from a corner toward the next, and at most half the way.
fn toward((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> (f64, f64) {
    let long = ((to_x - x).powi(2) + (to_y - y).powi(2)).sqrt();
    let share = if long > 0.0 { (8.0 / long).min(0.5) } else { 0.0 };
    (x + (to_x - x) * share, y + (to_y - y) * share)
}

fn legend(out: &mut String, y: f64, diagram: &Diagram) {
    let say = |id: &'static str, en: &'static str| if diagram.lang == Lang::Id { id } else { en };
    let mut x = MARGIN;
    let lines = if diagram.rightward {
        vec![
            (LinkKind::Reads, say("dibaca oleh", "is read by")),
            (LinkKind::Opens, say("menentukan", "decides")),
        ]
    } else {
        vec![
            (LinkKind::Next, say("urutan wawancara", "the interview goes on")),
            (LinkKind::Opens, say("membuka (syarat membacanya)", "opens (a condition reads it)")),
            (
                LinkKind::Reads,
                say(
                    "dibaca untuk menghitung atau menyaring pilihan",
                    "is read to calculate or offer choices",
                ),
            ),
        ]
    };
    for (kind, name) in lines {
        let class = link_class(kind);
        out.push_str(&format!(
            "<path class=\"{class}\" marker-end=\"url(#{class})\" d=\"M{x:.0} {:.0}H{:.0}\"/>\n",
            y - 4.0,
            x + 30.0
        ));
        text(out, ("legend", x + 36.0, y), name);
        x += 36.0 + super::font::width(name, 11.0) + 22.0;
    }
}

fn link_class(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Next => "next",
        LinkKind::Opens => "opens",
        LinkKind::Reads => "reads",
    }
}

/// The class of a box and how round its corners are.
pub(super) fn node_class(kind: NodeKind) -> (&'static str, f64) {
    match kind {
        NodeKind::Section => ("section", 4.0),
        NodeKind::Question => ("question", 4.0),
        NodeKind::Questions => ("questions", 4.0),
        NodeKind::Roster => ("roster", 4.0),
        NodeKind::Calc => ("calc", 12.0),
        NodeKind::Elsewhere => ("elsewhere", 10.0),
        NodeKind::Part => ("part", 4.0),
        NodeKind::Score => ("score", 4.0),
        NodeKind::Bands => ("bands", 12.0),
        NodeKind::Override => ("override", 4.0),
    }
}

fn line_class(style: LineStyle) -> &'static str {
    match style {
        LineStyle::Name => "name",
        LineStyle::Condition => "condition",
        LineStyle::Note => "note",
        LineStyle::Entry => "entry",
    }
}
