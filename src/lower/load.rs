//! The files of an instrument: its own and the modules it uses.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::base::{Diagnostic, Files, Limits, Message, Sink, Sources, Span, codes, join_path};
use crate::source::{self, Block, BlockKind, Document, Key, Scalar};

use super::graph::Graph;
use super::read::scalars;

/// A file that was read: the instrument's own (the first) or a module's.
pub(super) struct Loaded {
    /// Its path from the root folder.
    pub(super) path: String,
    /// What it says.
    pub(super) document: Document,
}

/// One `use`: the file that says it, the path it names, and where.
struct Use {
    user: usize,
    target: String,
    span: Span,
}

impl Loaded {
    /// Its top mapping.
    pub(super) fn root(&self) -> &Block {
        &self.document.root
    }
}

/// Where files come from and go while they are loaded.
pub(super) struct Loader<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) limits: &'a Limits,
    pub(super) sources: Sources,
    pub(super) sink: Sink,
    /// A file couldn't be read, so names that nothing has may be its.
    pub(super) incomplete: bool,
}

impl Loader<'_> {
    /// Reads the instrument at `path` and all modules it uses, directly or through modules; each once, those that
    /// a file names before those that they name.
    pub(super) fn load(&mut self, path: &str) -> Vec<Loaded> {
        let mut loaded: Vec<Loaded> = Vec::new();
        let mut uses: Vec<Use> = Vec::new();
        let mut seen = BTreeSet::from([path.to_owned()]);
        let mut waiting = VecDeque::from([(path.to_owned(), None)]);
        while let Some((path, used)) = waiting.pop_front() {
            let Some(document) = self.read(&path, used) else {
                self.incomplete = true;
                continue;
            };
            for written in scalars(&document.root, Key::Use) {
                let Some(target) = join_path(&path, &written.text) else {
                    self.sink.push(outside(written));
                    self.incomplete = true;
                    continue;
                };
                if seen.insert(target.clone()) {
                    waiting.push_back((target.clone(), Some(written.span)));
                }
                uses.push(Use { user: loaded.len(), target, span: written.span });
            }
            loaded.push(Loaded { path, document });
        }
        self.check_cycles(&loaded, &uses);
        loaded
    }

    fn check_cycles(&mut self, loaded: &[Loaded], uses: &[Use]) {
        let mut graph = Graph::new(loaded.len());
        let place: BTreeMap<&str, usize> =
            loaded.iter().enumerate().map(|(at, file)| (file.path.as_str(), at)).collect();
        for edge in uses {
            if let Some(target) = place.get(edge.target.as_str()) {
                graph.add(edge.user, *target);
            }
        }
        for group in graph.components() {
            let Some(first) = group.first() else { continue };
            if let Some(cycle) = graph.cycle(*first, |file| group.contains(&file)) {
                self.sink.push(module_cycle(loaded, uses, &cycle));
            }
        }
    }

    fn read(&mut self, path: &str, used: Option<Span>) -> Option<Document> {
        let bytes = match self.files.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                // A root file that can't be read has no text: the empty file of its name stands for it.
                let span = used.unwrap_or_else(|| Span::new(self.sources.add(path, ""), 0, 0));
                self.sink.push(source::unreadable(path, &error, span));
                return None;
            }
        };
        let file = source::load(&mut self.sources, path, bytes, self.limits, &mut self.sink)?;
        let text = self.sources.get(file).map(|file| file.text.as_str()).unwrap_or_default();
        Some(source::read(file, text, BlockKind::Root, self.limits, &mut self.sink))
    }
}

/// A path that leaves the root folder.
pub(super) fn outside(written: &Scalar) -> Diagnostic {
    let path = &written.text;
    let message = Message::new(
        format!("`{path}` keluar dari folder instrumen"),
        format!("`{path}` leaves the folder of the instrument"),
    );
    Diagnostic::new(codes::FILE_UNREADABLE, written.span, message).hint(Message::new(
        "tulis jalur relatif dengan `/`, di dalam folder instrumen",
        "write a relative path with `/`, inside the folder of the instrument",
    ))
}

/// `cycle` holds the files in order: each uses the next, the last uses the first.
fn module_cycle(loaded: &[Loaded], uses: &[Use], cycle: &[usize]) -> Diagnostic {
    let name = |at: &usize| loaded.get(*at).map(|file| file.path.as_str()).unwrap_or_default();
    let next = || cycle.iter().cycle().skip(1);
    let steps: Vec<&Use> = cycle
        .iter()
        .zip(next())
        .filter_map(|(user, used)| uses.iter().find(|edge| edge.user == *user && edge.target == name(used)))
        .collect();
    let path: String = cycle.iter().map(|at| format!("`{}` → ", name(at))).collect();
    let first = cycle.first().map(name).unwrap_or_default();
    let message = Message::new(
        format!("modul saling memakai berputar: {path}`{first}`"),
        format!("modules use each other in a circle: {path}`{first}`"),
    );
    let span = steps.last().map(|edge| edge.span).unwrap_or_default();
    let diagnostic = Diagnostic::new(codes::MODULE_CYCLE, span, message);
    steps.iter().rev().skip(1).rev().fold(diagnostic, |diagnostic, edge| {
        let (user, used) = (name(&edge.user), &edge.target);
        let note = Message::new(format!("`{user}` memakai `{used}`"), format!("`{user}` uses `{used}`"));
        diagnostic.note(edge.span, note)
    })
}
