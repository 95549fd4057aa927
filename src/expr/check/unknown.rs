//! Names and functions that aren't there: the nearest that is, or what is written in place of another program's.

use super::super::ast::{AstId, CallForm, CompareOp, Kind, Path};
use super::super::foreign::{Instead, instead};
use super::super::funcs::catalogue;
use super::super::function::Text;
use super::super::scope::Name;
use super::names::Segment;
use super::{Meant, Pass};
use crate::base::{Diagnostic, Edit, Fix, Message, TextRange, codes, nearest};

/// What names of the instrument are read behind, and words that mean something in some places only.
const PREFIXES: [&str; 4] = ["param", "score", "band", "prev"];
const PLACES: [&str; 5] = ["self", "this", "choice", "row_index", "row_choice"];

impl Pass<'_, '_, '_> {
    // --- names ---

    /// A name nothing has, with the nearest that something has; `id` is the node, if it is a name of its own.
    pub(super) fn unknown(&mut self, id: Option<AstId>, segments: &[Segment<'_>]) -> Meant {
        let (word, at) = segments.first().copied().unwrap_or_default();
        let prefixed = matches!(word, "param" | "score" | "band" | "prev") && segments.len() > 1;
        let words: Vec<&str> = segments.iter().map(|(word, _)| *word).collect();
        let advice = self.state.place.scope.advice(&words);
        let prefixed = prefixed || advice.is_some();
        let whole = segments.iter().map(|(_, range)| *range).reduce(TextRange::join).unwrap_or_default();
        let (shown, at) = if prefixed { (words.join("."), whole) } else { (word.to_owned(), at) };
        let message = Message::new(
            format!("tidak ada yang bernama `{shown}`"),
            format!("nothing has the name `{shown}`"),
        );
        let mut diagnostic = Diagnostic::new(codes::UNKNOWN_NAME, self.map.span(at), message);
        diagnostic.hints.extend(advice);
        let alone = segments.len() == 1;
        if let Some(hint) = id.filter(|_| alone).and_then(|id| self.unquoted_code(id, word)) {
            return self.report(diagnostic.hint(hint));
        }
        let behind = alone.then(|| self.behind_a_prefix(word)).flatten();
        let near = behind.or_else(|| self.nearest_name(&shown, prefixed.then_some(word), alone));
        self.report(diagnostic.suggest(near.as_deref()))
    }

    fn nearest_name(&self, shown: &str, prefix: Option<&str>, alone: bool) -> Option<String> {
        if matches!(shown, "null" | "NULL" | "kosong" | "empty") {
            return Some("missing".to_owned());
        }
        let scope = self.state.place.scope;
        let mut candidates = match prefix {
            // Whether they are given with the prefix or without.
            Some(word) => {
                let prefix = format!("{word}.");
                let known = scope.candidates(&[word]).into_iter();
                known.map(|c| if c.starts_with(&prefix) { c } else { prefix.clone() + &c }).collect()
            }
            None => scope.candidates(&[]),
        };
        let params = self.params.iter().map(|(name, _)| &**name);
        let words: &[&str] = if alone { &PLACES } else { &PREFIXES };
        candidates.extend(params.chain(words.iter().copied()).map(str::to_owned));
        nearest(shown, candidates.iter().map(String::as_str)).map(str::to_owned)
    }

    /// A name that something has behind `param.`, `score.` or `band.`.
    fn behind_a_prefix(&self, word: &str) -> Option<String> {
        let scope = self.state.place.scope;
        let found = ["param", "score", "band"].iter().find(|prefix| scope.resolve(&[prefix, word]).is_some());
        found.map(|prefix| format!("{prefix}.{word}"))
    }

    /// A code without its quotes, beside a choice whose list has it.
    fn unquoted_code(&self, id: AstId, word: &str) -> Option<Message> {
        let around = &self.ast.node(self.parent(id)?).kind;
        let beside = if let Kind::Compare { left, right, .. } = around {
            if *left == id { *right } else { *left }
        } else if let Kind::In { of, .. } | Kind::Has { of, .. } = around {
            *of
        } else {
            return None;
        };
        let Meant::Node(node) = self.of(beside) else { return None };
        let list = self.state.place.scope.list(self.state.graph.type_of(node).list()?)?;
        list.position(word)?;
        Some(Message::new(
            format!("kode ditulis dalam tanda kutip: `'{word}'`"),
            format!("a code is written in quotes: `'{word}'`"),
        ))
    }

    pub(super) fn not_a_roster(&mut self, path: &Path, at: TextRange, found: Option<&Name<'_>>) {
        let words: Vec<&str> = path.iter().map(|part| self.ast.slice(*part)).collect();
        let name = words.join(".");
        let Some(found) = found else {
            let message = Message::new(
                format!("tidak ada roster bernama `{name}`"),
                format!("no roster has the name `{name}`"),
            );
            let scope = self.state.place.scope;
            let candidates = scope.candidates(&[]);
            let rosters = candidates.iter().map(String::as_str);
            let rosters = rosters.filter(|name| matches!(scope.resolve(&[name]), Some(Name::Roster(_))));
            let near = nearest(&name, rosters);
            self.report(Diagnostic::new(codes::UNKNOWN_NAME, self.map.span(at), message).suggest(near));
            return;
        };
        let message = Message::new(format!("`{name}` bukan roster"), format!("`{name}` is not a roster"));
        let mut diagnostic = Diagnostic::new(codes::ROSTER_SCOPE, self.map.span(at), message);
        if let Name::Cell { home: Some(home), .. } = found
            && let Some(info) = self.state.place.scope.roster(*home)
        {
            let roster = &info.name;
            diagnostic = diagnostic.hint(Message::new(
                format!("`{name}` ada di tiap baris roster `{roster}`; tulis `{roster}` di sini"),
                format!("`{name}` is in every row of the roster `{roster}`; write `{roster}` here"),
            ));
        }
        self.report(diagnostic);
    }

    // --- functions ---

    pub(super) fn unknown_function(&mut self, id: AstId, call: &CallForm) -> Meant {
        let (name, at) = (self.ast.slice(call.name), self.map.span(call.name));
        let message =
            Message::new(format!("tidak ada fungsi `{name}`"), format!("there is no function `{name}`"));
        let diagnostic = Diagnostic::new(codes::UNKNOWN_FUNCTION, at, message);
        let lower = name.to_ascii_lowercase();
        if catalogue().any(|entry| entry.is_called(&lower)) {
            return self.report(diagnostic.suggest(Some(&lower)));
        }
        if matches!(&*lower, "any" | "all" | "first" | "last" | "join") {
            let form = self.over_rows(&lower, call);
            return self.report(diagnostic.hint(written_as(&form)));
        }
        let write = |text: Text| Message::new(text.id, text.en);
        match instead(name) {
            Some(Instead::Clock) => self.clock(id, name, call),
            Some(Instead::Chance) => self.chance(name, call),
            Some(Instead::Name(ours)) => self.report(diagnostic.suggest(Some(ours))),
            Some(Instead::Form(text)) => self.report(diagnostic.hint(write(text))),
            Some(Instead::Is(test)) => self.as_test(id, diagnostic, call, test),
            Some(Instead::Selected) => self.as_has(id, diagnostic, call),
            Some(Instead::Contains) => match self.is_chosen(call) {
                true => self.as_has(id, diagnostic, call),
                false => self.report(diagnostic.suggest(Some("contains_text"))),
            },
            None => {
                let near = self.nearest_function(name);
                self.report(diagnostic.suggest(near.as_deref()))
            }
        }
    }

    /// `any(umur > 17 for art)` for an aggregate that was called without its rows.
    fn over_rows(&self, aggregate: &str, call: &CallForm) -> String {
        let body = call.args.first().map_or("x", |first| self.ast.slice(self.range(*first)));
        let scope = self.state.place.scope;
        let words =
            body.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        let home = |word: &str| {
            let Some(Name::Cell { home, .. }) = scope.resolve(&[word]) else { return None };
            scope.roster(home?).map(|info| info.name.to_string())
        };
        let roster = words.into_iter().find_map(home).unwrap_or_else(|| "roster".to_owned());
        let text = if aggregate == "join" { ", ', '" } else { "" };
        format!("{aggregate}({body} for {roster}{text})")
    }

    fn nearest_function(&self, name: &str) -> Option<String> {
        let scope = self.state.place.scope;
        let candidates = scope.candidates(&[]);
        let defined = candidates.iter().map(String::as_str);
        let defined = defined.filter(|name| matches!(scope.resolve(&[name]), Some(Name::Definition(_))));
        let known = catalogue().filter(|entry| entry.is_called(entry.name)).map(|entry| entry.name);
        nearest(name, known.chain(defined)).map(str::to_owned)
    }

    /// `x is missing` in place of `isblank(x)`.
    fn as_test(&mut self, id: AstId, diagnostic: Diagnostic, call: &CallForm, test: &str) -> Meant {
        let after = format!(" is {test}");
        match call.args.as_slice() {
            [of] => self.rewritten(id, diagnostic, &[*of], &["", &after]),
            _ => self.report(diagnostic.hint(written_as(&format!("x{after}")))),
        }
    }

    /// Whether a function was called on answers that are choices.
    fn is_chosen(&mut self, call: &CallForm) -> bool {
        let Some(of) = call.args.first() else { return false };
        match self.of(*of) {
            Meant::Node(node) => self.state.graph.type_of(node).list().is_some(),
            Meant::Items(_) | Meant::Wrong => false,
        }
    }

    /// `x has 'a'` (or `x = 'a'`, for a single choice) in place of `selected(x, 'a')`.
    fn as_has(&mut self, id: AstId, diagnostic: Diagnostic, call: &CallForm) -> Meant {
        let [of, code] = call.args.as_slice() else {
            return self.report(diagnostic.hint(written_as("x has 'a'")));
        };
        let single = match self.of(*of) {
            Meant::Node(node) => self.state.graph.type_of(node).as_choice().is_some(),
            Meant::Items(_) | Meant::Wrong => false,
        };
        self.rewritten(id, diagnostic, &[*of, *code], &["", if single { " = " } else { " has " }, ""])
    }

    /// Advice to write a condition in place of a node, and the fix that does it: `texts` before, between and after
    /// some of its parts, which stay as they are (they may hold quotes that are also those of the YAML scalar).
    pub(super) fn rewritten(
        &mut self,
        id: AstId,
        diagnostic: Diagnostic,
        parts: &[AstId],
        texts: &[&str],
    ) -> Meant {
        let bare: Vec<bool> = parts.iter().map(|part| !self.ast.node(*part).parens).collect();
        let mut edits = Vec::with_capacity(texts.len());
        let (mut form, mut from) = (String::new(), self.range(id).start);
        for (at, text) in texts.iter().enumerate() {
            let after = at.checked_sub(1).and_then(|before| bare.get(before)).is_some_and(|bare| !bare);
            let before = bare.get(at).is_some_and(|bare| !bare);
            let mut text = format!("{}{text}{}", if after { ")" } else { "" }, if before { "(" } else { "" });
            form += &text;
            let part = parts.get(at).map(|part| self.range(*part));
            form += part.map(|range| self.ast.slice(range)).unwrap_or_default();
            let grouped = self.is_operand(id);
            match (grouped, at, part) {
                (true, 0, _) => text.insert(0, '('),
                (true, _, None) => text.push(')'),
                (_, _, _) => {}
            }
            let to = part.map_or(self.range(id).end, |range| range.start);
            let span = self.map.span(TextRange::new(from, to));
            edits.extend((!span.is_empty() || !text.is_empty()).then_some(Edit { span, text }));
            from = part.map_or(to, |range| range.end);
        }
        let title = Message::new(format!("ganti dengan `{form}`"), format!("replace with `{form}`"));
        let mut diagnostic = diagnostic.hint(written_as(&form));
        diagnostic.fix = Some(Fix { title, edits });
        self.report(diagnostic)
    }

    fn clock(&mut self, id: AstId, name: &str, call: &CallForm) -> Meant {
        let message = Message::new(
            format!("`{name}()` berubah setiap hari; tulis `today`, tanggal pada rekaman"),
            format!("`{name}()` changes from day to day; write `today`, the date given with the record"),
        );
        let diagnostic = Diagnostic::new(codes::NONDET, self.map.span(call.name), message);
        let title = Message::new("ganti dengan `today`", "replace with `today`");
        let whole = self.span(id);
        self.report(if call.args.is_empty() { diagnostic.fix(title, whole, "today") } else { diagnostic })
    }

    fn chance(&mut self, name: &str, call: &CallForm) -> Meant {
        let message = Message::new(
            format!("`{name}` memberi hasil lain setiap kali dihitung"),
            format!("`{name}` gives another result each time"),
        );
        let hint = Message::new(
            "hal acak adalah masukan: aplikasi memberikannya lewat `given`",
            "chance is an input: the app gives it as a `given` fact",
        );
        self.report(Diagnostic::new(codes::NONDET, self.map.span(call.name), message).hint(hint))
    }

    // --- the text around a node ---

    /// The node that a node is a part of.
    pub(super) fn parent(&self, id: AstId) -> Option<AstId> {
        let parents = self.parents.get_or_init(|| {
            let mut parents = vec![None; self.ast.nodes().len()];
            for (parent, node) in self.ast.nodes().iter() {
                node.kind.each_child(|child| {
                    if let Some(slot) = parents.get_mut(child.index()) {
                        *slot = Some(parent);
                    }
                });
            }
            parents
        });
        parents.get(id.index()).copied().flatten()
    }

    /// Whether a condition in its place would need parentheses.
    fn is_operand(&self, id: AstId) -> bool {
        let Some(parent) = self.parent(id).filter(|_| !self.ast.node(id).parens) else { return false };
        matches!(
            self.ast.node(parent).kind,
            Kind::Negative(_)
                | Kind::Sum(_)
                | Kind::Product(_)
                | Kind::Compare { .. }
                | Kind::Between { .. }
                | Kind::Is { .. }
                | Kind::In { .. }
                | Kind::Has { .. }
                | Kind::Member { .. }
                | Kind::Band { .. }
        )
    }

    /// A comparison for equality that a node stands in: the comparison, the other side, whether it is `!=`.
    pub(super) fn equated(&self, id: AstId) -> Option<(AstId, AstId, bool)> {
        let parent = self.parent(id)?;
        let Kind::Compare { op, left, right, .. } = self.ast.node(parent).kind else { return None };
        let other = if left == id { right } else { left };
        matches!(op, CompareOp::Equal | CompareOp::NotEqual).then_some((
            parent,
            other,
            op == CompareOp::NotEqual,
        ))
    }
}

/// The advice to write something.
pub(super) fn written_as(form: &str) -> Message {
    Message::new(format!("tulis `{form}`"), format!("write `{form}`"))
}
