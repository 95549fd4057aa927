//! Coverage for programs.

use serde::Serialize;

use crate::base::{Message, Sources};

use super::points::Branch;
use super::text::{excerpt, locate, sorted};
use super::{Coverage, Tally};

/// What the tests of an instrument have shown.
#[derive(Debug, Serialize)]
pub struct CoverageView {
    /// The instrument's id.
    instrument: String,
    /// Its version.
    version: String,
    branches: TallyView,
    files: Vec<FileView>,
    items: Vec<PartView>,
}

#[derive(Debug, Serialize)]
struct TallyView {
    seen: u64,
    all: u64,
    impossible: u64,
    /// With two decimals, rounded down.
    percent: String,
}

#[derive(Debug, Serialize)]
struct FileView {
    path: String,
    branches: TallyView,
    points: Vec<PointView>,
}

#[derive(Debug, Serialize)]
struct PointView {
    line: u32,
    column: u32,
    kind: &'static str,
    of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    text: String,
    reads: Vec<String>,
    /// How often an operand was unknown, which is no branch.
    unknown: u64,
    branches: Vec<BranchView>,
}

#[derive(Debug, Serialize)]
struct BranchView {
    way: &'static str,
    count: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    impossible: Option<Words>,
}

#[derive(Debug, Serialize)]
struct Words {
    id: String,
    en: String,
}

#[derive(Debug, Serialize)]
struct PartView {
    id: String,
    path: String,
    line: u32,
    count: u64,
}

/// Coverage as plain data that serialises.
pub fn view(coverage: &Coverage<'_>, sources: &Sources) -> CoverageView {
    let path = |file| sources.get(file).map(|file| file.path.clone()).unwrap_or_default();
    let points = sorted(coverage.points());
    let files = coverage.by_file().into_iter().map(|(file, total)| FileView {
        path: path(file),
        branches: tally(total),
        points: points.iter().filter(|point| point.span.file == file).map(|p| point(p, sources)).collect(),
    });
    let items = coverage.parts().iter().map(|part| PartView {
        id: part.id.to_string(),
        path: path(part.span.file),
        line: sources.locate(part.span).map_or(1, |at| at.line),
        count: part.count,
    });
    CoverageView {
        instrument: coverage.instrument().id.to_string(),
        version: coverage.instrument().version.to_string(),
        branches: tally(coverage.total()),
        files: files.collect(),
        items: items.collect(),
    }
}

fn tally(tally: Tally) -> TallyView {
    let Tally { seen, all, impossible } = tally;
    let share = tally.hundredths();
    TallyView { seen, all, impossible, percent: format!("{}.{:02}", share / 100, share % 100) }
}

fn point(point: &super::Point, sources: &Sources) -> PointView {
    let at = locate(point, sources);
    PointView {
        line: at.line,
        column: at.column,
        kind: point.kind.key(),
        of: point.of.to_string(),
        code: point.code.as_ref().map(ToString::to_string),
        text: excerpt(point, sources),
        reads: point.reads.iter().map(ToString::to_string).collect(),
        unknown: point.unknown,
        branches: point.branches.iter().map(branch).collect(),
    }
}

fn branch(branch: &Branch) -> BranchView {
    let words = |Message { id, en }: &Message| Words { id: id.clone(), en: en.clone() };
    let impossible = branch.impossible.as_ref().filter(|_| !branch.counts()).map(words);
    BranchView { way: branch.way.key(), count: branch.count, impossible }
}
