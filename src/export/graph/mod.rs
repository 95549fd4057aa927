//! Pictures of an instrument: its flow, and what a score is made of, as SVG, DOT and Mermaid.
//!
//! The same instrument gives the same bytes; nothing on the page is fetched from elsewhere.

mod dot;
mod font;
mod layout;
mod mermaid;
mod page;
mod panel;
mod sheet;
mod svg;

use crate::form::diagram::Diagram;

pub use layout::Area;

/// In what a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// A picture for browsers and print.
    Svg,
    /// The language of Graphviz.
    Dot,
    /// The language of Mermaid.
    Mermaid,
}

/// A picture in one of the notations.
///
/// ```
/// # fn picture(instrument: &monev::model::Instrument) -> String {
/// use monev::export::graph::{Notation, render};
/// render(&monev::form::diagram::flow(instrument, 0), Notation::Svg)
/// # }
/// ```
pub fn render(diagram: &Diagram, notation: Notation) -> String {
    match notation {
        Notation::Svg => svg::svg(&page::page(diagram), diagram),
        Notation::Dot => dot::dot(diagram),
        Notation::Mermaid => mermaid::mermaid(diagram),
    }
}

/// Where every box stands on the page of a picture, panel by panel.
pub fn boxes(diagram: &Diagram) -> Vec<Vec<Area>> {
    let page = page::page(diagram);
    page.panels.iter().map(|(at, panel)| panel.boxes.iter().map(|area| area.moved(*at)).collect()).collect()
}
