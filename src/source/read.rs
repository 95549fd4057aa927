//! One file's text → its `Document`: characters, YAML, keys; as much as can be read, and everything that can't.

use std::borrow::Cow;

use super::characters;
use super::document::{Block, Document};
use super::keys::BlockKind;
use super::lines::{self, Line};
use super::reader;
use super::repair::{self, Cut};
use super::report::Report;
use super::slips;
use super::syntax;
use super::tree::{Node, Tree};
use super::yaml;
use crate::base::{FileId, Limits, Message, Sink, Span};

/// After so many syntax errors the rest of a file is not looked at.
const MOST_CUTS: usize = 40;
/// Nor after parsing so many bytes over again.
const MOST_BYTES: usize = 24 << 20;

/// Reads a file of a kind (`Root` or `Tests`). What is wrong with it is put into the sink; what could be read is in
/// the document. Never fails, and takes time in proportion to the text.
///
/// ```
/// use monev::base::{FileId, Limits, Sink};
/// use monev::source::{BlockKind, Key, read};
/// let mut sink = Sink::new();
/// let text = "monev: 1\ninstrument: uji\nversion: 1.0.0\ntitle: Uji\nlanguages: [id]\n";
/// let document = read(FileId(0), text, BlockKind::Root, &Limits::default(), &mut sink);
/// assert!(sink.is_empty());
/// assert_eq!(document.root.scalar(Key::Instrument).map(|s| &*s.text), Some("uji"));
/// ```
pub fn read(file: FileId, text: &str, kind: BlockKind, limits: &Limits, sink: &mut Sink) -> Document {
    let nothing = Block { kind, span: Span::new(file, 0, 0), fields: Vec::new(), extra: Vec::new() };
    let nothing = Document { file, root: nothing };
    let mut report = Report::new(file, sink);
    if text.len() > limits.file_bytes {
        report.push(|file| slips::large_file(Span::new(file, 0, 0), limits.file_bytes));
        return nothing;
    }
    let checked = characters::check(text, &mut report);
    if !checked.readable {
        return nothing;
    }
    let mut copy = Working { text: checked.text, placeholders: Vec::new(), damage: Vec::new(), cuts: 0 };
    loop {
        let mut found = Sink::new();
        let pass = yaml::parse(&copy.text, &copy.placeholders, limits, &mut Report::new(file, &mut found));
        let finding = pass.stop.as_ref().map(|stop| syntax::explain(stop, &copy.text, file, limits));
        let is_final = pass.stop.as_ref().is_none_or(|stop| stop.slip.is_final());
        let from = finding.as_ref().map(|finding| finding.from).filter(|_| !is_final);
        let cut = from.filter(|_| copy.may_cut()).and_then(|from| repair::without(&copy.text, from));
        if let Some(finding) = finding {
            let unread = cut.is_none() && from.is_some_and(|from| has_more(&copy.text, from));
            report.push(|_| if unread { finding.diagnostic.hint(not_read()) } else { finding.diagnostic });
        }
        let mut tree = pass.tree;
        if let Some((text, cut)) = cut {
            drop(tree);
            copy.take(text, cut);
            continue;
        }
        report.push_all(found);
        tree.damage.append(&mut copy.damage);
        tabs(&tree, &copy.text, &mut report);
        return reader::document(tree, &copy.text, kind, checked.bidi, &mut Report::new(file, sink));
    }
}

/// Whether anything stands on the lines after a place.
fn has_more(text: &str, from: usize) -> bool {
    let rest = text.get(Line::of(text, from).end..).unwrap_or_default();
    !rest.trim_start().is_empty()
}

fn not_read() -> Message {
    Message::new(
        "sisa berkas sesudah ini belum diperiksa; perbaiki dulu yang sudah dilaporkan",
        "the rest of the file after this was not looked at; mend what is reported first",
    )
}

/// The text as it is parsed: what stopped the parser before is taken out.
struct Working<'t> {
    text: Cow<'t, str>,
    /// Where placeholders stand, ascending.
    placeholders: Vec<u32>,
    /// Where whole entries were taken out.
    damage: Vec<u32>,
    cuts: usize,
}

impl Working<'_> {
    fn may_cut(&self) -> bool {
        self.cuts < MOST_CUTS && (self.cuts + 1) * self.text.len() < MOST_BYTES
    }

    fn take(&mut self, text: String, cut: Cut) {
        self.text = Cow::Owned(text);
        self.cuts += 1;
        match cut {
            Cut::Value(at) => {
                let place = self.placeholders.partition_point(|known| *known < at);
                self.placeholders.insert(place, at);
            }
            Cut::Entry(at) => self.damage.push(at),
        }
    }
}

/// Lines indented with tabs that the parser let pass (inside brackets, say), outside of texts.
fn tabs(tree: &Tree<'_>, text: &str, report: &mut Report<'_>) {
    let mut lines = tab_lines(text).peekable();
    if lines.peek().is_none() {
        return;
    }
    let texts = texts(tree);
    for line in lines {
        let at = u32::try_from(line.first).unwrap_or(u32::MAX);
        let before = texts.partition_point(|(start, _)| *start < at);
        let inside = before.checked_sub(1).and_then(|n| texts.get(n)).is_some_and(|(_, end)| at <= *end);
        if !inside {
            let indent = lines::slice(text, line.start, line.first);
            let from = u32::try_from(line.start + indent.find('\t').unwrap_or(0)).unwrap_or(u32::MAX);
            report.push(|file| syntax::tab_at(Span::new(file, from, at)));
        }
    }
}

/// Lines with a tab before their first character, comments and blank lines not counted.
fn tab_lines(text: &str) -> impl Iterator<Item = Line> {
    let text_or_none = if text.contains('\t') { text } else { "" };
    let mut start = 0;
    text_or_none.split_inclusive('\n').filter_map(move |line| {
        let begin = start;
        start += line.len();
        let content = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - content.len();
        let counts = !content.trim_end().is_empty() && !content.starts_with('#');
        (counts && lines::slice(line, 0, indent).contains('\t')).then(|| Line::from(text, begin))
    })
}

/// Start and end of every scalar, ascending.
fn texts(tree: &Tree<'_>) -> Vec<(u32, u32)> {
    let mut texts = Vec::new();
    let mut open: Vec<&Node<'_>> = tree.root.iter().collect();
    while let Some(node) = open.pop() {
        match node {
            Node::Scalar(raw) => texts.push((raw.place.start, raw.place.end)),
            Node::Sequence(group) => open.extend(&group.children),
            Node::Mapping(group) => {
                for (key, value) in &group.children {
                    texts.push((key.place.start, key.place.end));
                    open.push(value);
                }
            }
            Node::Broken(place) => texts.push((place.start, place.end)),
        }
    }
    texts.sort_unstable();
    texts
}
