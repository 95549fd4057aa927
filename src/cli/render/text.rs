//! Diagnostics as pictures of the source, as compilers draw them.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Patch, Renderer, Snippet};

use super::{Report, place, summary};
use crate::base::{Diagnostic, Fix, Lang, Message, Note, Severity, SourceFile, Sources, Span};
use crate::cli::escape::{self, Lines};

/// Lines a single marked place may cover before only its first line is shown.
const TALL: u32 = 4;
/// Lines that may lie between two marked places of one picture.
const FAR: u32 = 200;

/// How the pictures are drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// The language of messages.
    pub(crate) lang: Lang,
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// Diagnostics shown; the rest are counted.
    pub(crate) most: usize,
}

/// All diagnostics of a run with the line that sums them up, styled.
pub(crate) fn render(report: &Report, look: Look) -> String {
    let mut out = String::new();
    for (sources, diagnostic) in report.each().take(look.most) {
        out.push_str(&picture(sources, diagnostic, look));
        out.push_str("\n\n");
    }
    let more = report.each().count().saturating_sub(look.most);
    if more > 0 {
        let (id, en) = (format!("… dan {more} lainnya"), format!("… and {more} more"));
        out.push_str(if look.lang == Lang::Id { &id } else { &en });
        out.push('\n');
    }
    out.push_str(&summary(report, look.lang));
    out.push('\n');
    out
}

/// One diagnostic.
fn picture(sources: &Sources, diagnostic: &Diagnostic, look: Look) -> String {
    let lang = look.lang;
    let title = escape::line(diagnostic.message.get(lang)).into_owned();
    let title = level(diagnostic.severity, lang).primary_title(title).id(diagnostic.code.id());
    let mut group = Group::with_title(title).elements(snippets(sources, diagnostic, lang));
    let fix = diagnostic.fix.as_ref();
    let announces = |hint: &&Message| fix.is_some_and(|fix| announces(hint, fix));
    for hint in diagnostic.hints.iter().filter(|hint| !announces(hint)) {
        let text = escape::line(hint.get(lang)).into_owned();
        group = group.element(Level::HELP.with_name(word(lang, "saran", "hint")).message(text));
    }
    let mut groups = vec![group];
    let title = diagnostic.hints.iter().find(announces).or(fix.map(|fix| &fix.title));
    let patch = fix.zip(title).and_then(|(fix, title)| patch(sources, fix, title.get(lang), lang));
    groups.extend(patch);
    Renderer::styled().term_width(look.width).render(&groups)
}

/// Whether a hint says in words what the fix shows: "did you mean `usia`?" stands above the change, once.
fn announces(hint: &Message, fix: &Fix) -> bool {
    fix.edits.len() == 1
        && fix.edits.iter().all(|edit| {
            let new = edit.text.trim_matches(['\'', '"']);
            !new.is_empty() && hint.en.contains(&format!("`{new}`"))
        })
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR.with_name(word(lang, "kesalahan", "error")),
        Severity::Warning => Level::WARNING.with_name(word(lang, "peringatan", "warning")),
        Severity::Info => Level::INFO.with_name(word(lang, "catatan", "info")),
    }
}

fn word(lang: Lang, id: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}

/// A place to mark in a file.
struct Mark {
    span: Span,
    kind: AnnotationKind,
    label: Option<String>,
}

/// The marked places, one picture per file, the diagnostic's own file first.
fn snippets<'a>(sources: &Sources, diagnostic: &Diagnostic, lang: Lang) -> Vec<Element<'a>> {
    let own = Mark { span: diagnostic.span, kind: AnnotationKind::Primary, label: None };
    let related = |note: &Note| Mark {
        span: note.span,
        kind: AnnotationKind::Context,
        label: Some(escape::line(note.message.get(lang)).into_owned()),
    };
    let mut groups: Vec<Vec<Mark>> = vec![vec![own]];
    for mark in diagnostic.notes.iter().map(related) {
        let near = groups
            .iter_mut()
            .find(|marks| marks.iter().all(|other| are_near(sources, other.span, mark.span)));
        match near {
            Some(marks) => marks.push(mark),
            None => groups.push(vec![mark]),
        }
    }
    groups.into_iter().filter_map(|marks| snippet(sources, marks)).collect()
}

fn are_near(sources: &Sources, a: Span, b: Span) -> bool {
    let line = |span| place(sources, span).map_or(0, |place| place.start.line);
    a.file == b.file && line(a).abs_diff(line(b)) <= FAR
}

/// One picture.
fn snippet<'a>(sources: &Sources, marks: Vec<Mark>) -> Option<Element<'a>> {
    let file = sources.get(marks.first()?.span.file)?;
    let spans: Vec<Span> = marks.iter().map(|mark| first_lines(file, mark.span)).collect();
    let window = Window::around(file, &spans)?;
    let marked = marks.into_iter().zip(spans);
    let marked = marked.map(|(mark, span)| mark.kind.span(window.range(span)).label(mark.label));
    let path = escape::line(&file.path).into_owned();
    let snippet = Snippet::source(window.lines.text.clone()).path(path).line_start(window.first_line);
    Some(snippet.annotations(marked.collect::<Vec<_>>()).into())
}

/// The fix as a change of the text. Edits in other files than the first are left to tools.
fn patch<'a>(sources: &Sources, fix: &Fix, title: &str, lang: Lang) -> Option<Group<'a>> {
    let first = fix.edits.first()?.span;
    let file = sources.get(first.file)?;
    let edits: Vec<_> = fix.edits.iter().filter(|edit| edit.span.file == first.file).collect();
    let window = Window::around(file, &edits.iter().map(|edit| edit.span).collect::<Vec<_>>())?;
    let patches =
        edits.iter().map(|edit| Patch::new(window.range(edit.span), escape::Lines::new(&edit.text).text));
    let title = escape::line(title).into_owned();
    let title = Level::HELP.with_name(word(lang, "perbaikan", "fix")).secondary_title(title);
    let snippet = Snippet::source(window.lines.text.clone()).line_start(window.first_line);
    Some(Group::with_title(title).element(snippet.patches(patches.collect::<Vec<_>>())))
}

/// A span cut to its first line when it is tall: a picture of forty lines shows nothing.
fn first_lines(file: &SourceFile, span: Span) -> Span {
    let line = |offset| file.lines.locate(&file.text, offset).line;
    if line(span.end) - line(span.start) < TALL {
        return span;
    }
    let rest = file.text.get(span.start as usize..).unwrap_or_default();
    let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
    Span::new(span.file, span.start, span.start + u32::try_from(length).unwrap_or(0))
}

/// The lines of a file around some places, safe on a terminal.
struct Window {
    lines: Lines,
    start: u32,
    first_line: usize,
}

impl Window {
    fn around(file: &SourceFile, spans: &[Span]) -> Option<Self> {
        let from = spans.iter().map(|span| span.start).min()?;
        let to = spans.iter().map(|span| span.end).max()?;
        let first = file.lines.line_of(from);
        let start = file.lines.line_start(first)?;
        let end =
            file.lines.line_start(file.lines.line_of(to) + 1).map_or(file.text.len(), |end| end as usize);
        let lines = Lines::new(file.text.get(start as usize..end)?);
        Some(Self { lines, start, first_line: first + 1 })
    }

    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let at = |offset: u32| self.lines.offset(offset.saturating_sub(self.start) as usize);
        at(span.start)..at(span.end).max(at(span.start))
    }
}
