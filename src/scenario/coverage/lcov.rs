//! The trace file that `lcov`, `genhtml` and editors read.
//!
//! A line counts how often what is written there was asked, computed or decided; items, scores and indicators are its
//! functions; every point is a block of branches. What is impossible isn't in it.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::base::{FileId, Sources, Span};

use super::Coverage;
use super::points::{Branch, Part, Point};
use super::text::sorted;

/// What is known of the lines of a file.
#[derive(Default)]
struct Lines<'a> {
    /// How often each line was reached.
    hits: BTreeMap<u32, u64>,
    functions: Vec<(u32, &'a Part)>,
    /// By line: the points that begin there, in order.
    branches: BTreeMap<u32, Vec<&'a Point>>,
}

/// A trace file: one section for each file of the instrument.
pub fn lcov(coverage: &Coverage<'_>, sources: &Sources) -> String {
    let line = |span: Span| sources.locate(span).map_or(1, |at| at.line);
    let mut files: BTreeMap<FileId, Lines<'_>> = BTreeMap::new();
    for part in coverage.parts() {
        let file = files.entry(part.span.file).or_default();
        file.functions.push((line(part.span), part));
        hit(&mut file.hits, line(part.span), part.count);
    }
    for point in sorted(coverage.points()) {
        let file = files.entry(point.span.file).or_default();
        hit(&mut file.hits, line(point.span), point.decided());
        if point.branches.iter().any(Branch::counts) {
            file.branches.entry(line(point.span)).or_default().push(point);
        }
    }
    let test = test_name(&coverage.instrument().id);
    let mut out = String::new();
    for (file, lines) in files {
        let path = sources.get(file).map_or("", |file| &*file.path);
        let _ = write!(out, "TN:{test}\nSF:{}\n", one_line(path));
        section(&lines, &mut out);
        out.push_str("end_of_record\n");
    }
    out
}

fn hit(hits: &mut BTreeMap<u32, u64>, line: u32, count: u64) {
    let known = hits.entry(line).or_default();
    *known = count.max(*known);
}

fn section(lines: &Lines<'_>, out: &mut String) {
    for (line, part) in &lines.functions {
        let _ = writeln!(out, "FN:{line},{}", one_line(&part.id));
    }
    for (_, part) in &lines.functions {
        let _ = writeln!(out, "FNDA:{},{}", part.count, one_line(&part.id));
    }
    let reached = lines.functions.iter().filter(|(_, part)| part.count > 0).count();
    let _ = write!(out, "FNF:{}\nFNH:{reached}\n", lines.functions.len());
    let (mut all, mut seen) = (0_u64, 0_u64);
    for (line, points) in &lines.branches {
        for (block, point) in points.iter().enumerate() {
            for (at, branch) in point.branches.iter().enumerate().filter(|(_, branch)| branch.counts()) {
                let taken = match point.decided() {
                    0 => "-".to_owned(),
                    _ => branch.count.to_string(),
                };
                let _ = writeln!(out, "BRDA:{line},{block},{at},{taken}");
                all += 1;
                seen += u64::from(branch.count > 0);
            }
        }
    }
    let _ = write!(out, "BRF:{all}\nBRH:{seen}\n");
    for (line, count) in &lines.hits {
        let _ = writeln!(out, "DA:{line},{count}");
    }
    let reached = lines.hits.values().filter(|count| **count > 0).count();
    let _ = write!(out, "LF:{}\nLH:{reached}\n", lines.hits.len());
}

/// A test's name has letters, digits and `_` only.
fn test_name(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

/// What a line of the file may hold.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '_' } else { c }).collect()
}
