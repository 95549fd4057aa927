//! YAML events → the tree. The only file that names the YAML library.
//!
//! The parser is iterative and so is the building; limits are enforced while events come, before anything is kept.
//! What YAML allows and this language doesn't (anchors, tags, further documents, keys that aren't words) is reported
//! here and left out of the tree.

use std::borrow::Cow;
use std::collections::BTreeMap;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span as At, StructureStyle};

use super::document::Style;
use super::report::Report;
use super::slips;
use super::syntax::Slip;
use super::tree::{Group, Node, Place, Raw, Tree};
use crate::base::Limits;

/// Where and why parsing stopped.
#[derive(Debug)]
pub(super) struct Stop {
    /// What is wrong.
    pub(super) slip: Slip,
    /// Byte offset the parser names.
    pub(super) at: u32,
    /// Start of the outermost bracket that was open.
    pub(super) bracket: Option<u32>,
    /// The last thing that was read.
    pub(super) last: Place,
}

/// What one pass over a text gives.
#[derive(Debug)]
pub(super) struct Pass<'t> {
    /// The tree, as far as it was read.
    pub(super) tree: Tree<'t>,
    /// Why it ends early.
    pub(super) stop: Option<Stop>,
}

/// Parses `text`, which must be free of control characters. `broken` holds the offsets of placeholders that stand for
/// what was cut out, ascending.
pub(super) fn parse<'t>(text: &'t str, broken: &[u32], limits: &Limits, report: &mut Report<'_>) -> Pass<'t> {
    let mut builder = Builder::new(broken, limits, report);
    let mut stop = None;
    for step in Parser::new_from_str_with_options(text, options(limits)) {
        let taken = match step {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                Err((slip(error.kind()), error.marker().byte_offset().map_or(builder.last.end, narrow)))
            }
        };
        if let Err((slip, at)) = taken {
            stop = Some(Stop { slip, at, bracket: builder.bracket(), last: builder.last });
            break;
        }
    }
    let cut = stop.as_ref().map(|stop| stop.at);
    Pass { tree: builder.finish(cut), stop }
}

fn options(limits: &Limits) -> Options {
    let mut options = Options::default();
    options.disallow_directives = true;
    options.emit_unresolved_aliases = true;
    options.emit_anchor_events = true;
    options.flow_nesting_limit = limits.yaml_depth;
    options.block_nesting_limit = limits.yaml_depth;
    options.set_emit_comments(false);
    options
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn place(span: At) -> Place {
    let byte = |marker: granit_parser::Marker| narrow(marker.byte_offset().unwrap_or_default());
    Place::new(byte(span.start), byte(span.end))
}

/// A mapping or sequence that is still open.
struct Open<'t> {
    start: u32,
    flow: bool,
    held: Held<'t>,
}

enum Held<'t> {
    /// Entries, and the key that waits for its value.
    Mapping(Vec<(Raw<'t>, Node<'t>)>, Option<Waiting<'t>>),
    Sequence(Vec<Node<'t>>),
}

enum Waiting<'t> {
    Key(Raw<'t>),
    /// A key that can't be kept; its value goes with it.
    Refused,
}

struct Builder<'t, 'r, 's> {
    open: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    nodes: usize,
    documents: usize,
    last: Place,
    broken: &'r [u32],
    limits: &'r Limits,
    report: &'r mut Report<'s>,
}

type Taken = Result<(), (Slip, u32)>;

impl<'t, 'r, 's> Builder<'t, 'r, 's> {
    fn new(broken: &'r [u32], limits: &'r Limits, report: &'r mut Report<'s>) -> Self {
        Self {
            open: Vec::new(),
            root: None,
            nodes: 0,
            documents: 0,
            last: Place::new(0, 0),
            broken,
            limits,
            report,
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the library's enum is open-ended; comments are switched off"
    )]
    fn event(&mut self, event: Event<'t>, span: At) -> Taken {
        let at = place(span);
        match event {
            Event::Scalar(text, style, _, tag) => {
                if tag.is_some() {
                    self.tag(span);
                }
                self.count(at)?;
                self.scalar(text, style, at);
            }
            Event::MappingStart(style, _, tag) => {
                self.start(span, style, tag.is_some(), Held::Mapping(Vec::new(), None))?;
            }
            Event::SequenceStart(style, _, tag) => {
                self.start(span, style, tag.is_some(), Held::Sequence(Vec::new()))?;
            }
            Event::MappingEnd | Event::SequenceEnd => self.end(at),
            Event::Anchor(..) => self.report.push(|file| slips::anchor(at.span(file))),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.report.push(|file| slips::alias(at.span(file)));
                self.count(at)?;
                self.put(Node::Broken(at));
                self.last = at;
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err((Slip::SecondDocument, at.start));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn tag(&mut self, span: At) {
        let tag = span.tag_span().map_or_else(|| place(span), place);
        self.report.push(|file| slips::tag(tag.span(file)));
    }

    fn count(&mut self, at: Place) -> Taken {
        self.nodes += 1;
        if self.nodes > self.limits.yaml_nodes {
            return Err((Slip::TooManyNodes, at.start));
        }
        Ok(())
    }

    fn scalar(&mut self, text: Cow<'t, str>, style: ScalarStyle, at: Place) {
        if at.start < at.end {
            self.last = at;
        }
        let empty = style == ScalarStyle::Plain && at.start == at.end;
        let text = if empty { Cow::Borrowed("") } else { text };
        if text.len() > self.limits.scalar_bytes {
            let limit = self.limits.scalar_bytes;
            self.report.push(|file| slips::long_scalar(at.span(file), limit));
            return self.put(Node::Broken(at));
        }
        if self.broken.binary_search(&at.start).is_ok() {
            return self.put(Node::Broken(at));
        }
        self.put(Node::Scalar(Raw { text, style: style_of(style), place: at }));
    }

    fn start(&mut self, span: At, style: StructureStyle, tagged: bool, held: Held<'t>) -> Taken {
        let at = place(span);
        if tagged {
            self.tag(span);
        }
        self.count(at)?;
        if self.open.len() >= self.limits.yaml_depth {
            return Err((Slip::TooDeep, at.start));
        }
        self.open.push(Open { start: at.start, flow: style == StructureStyle::Flow, held });
        Ok(())
    }

    fn end(&mut self, at: Place) {
        let Some(open) = self.open.pop() else { return };
        if open.flow {
            self.last = at;
        }
        let node = self.close(open, at);
        self.put(node);
    }

    /// A finished group; a block ends where its last child does, and reaches to the next thing in the file.
    fn close(&mut self, open: Open<'t>, at: Place) -> Node<'t> {
        let (start, flow) = (open.start, open.flow);
        let place = |last: u32| Place::new(start, if flow { at.end } else { last });
        match open.held {
            Held::Mapping(children, _) => {
                self.duplicates(&children);
                let last = children.last().map_or(start, |(key, value)| key.place.end.max(value.place().end));
                Node::Mapping(Group { children, place: place(last), reach: at.end, flow })
            }
            Held::Sequence(children) => {
                let last = children.last().map_or(start, |child| child.place().end);
                Node::Sequence(Group { children, place: place(last), reach: at.end, flow })
            }
        }
    }

    /// Puts a finished node where it belongs: as a key, a value, an element or the root.
    fn put(&mut self, node: Node<'t>) {
        match self.open.last_mut().map(|open| &mut open.held) {
            None => self.root = Some(node),
            Some(Held::Sequence(children)) => children.push(node),
            Some(Held::Mapping(children, waiting)) => match waiting.take() {
                None => *waiting = Some(key(node, self.report)),
                Some(Waiting::Key(key)) => children.push((key, node)),
                Some(Waiting::Refused) => {}
            },
        }
    }

    fn duplicates(&mut self, children: &[(Raw<'t>, Node<'t>)]) {
        if children.len() <= 12 {
            for (n, (key, _)) in children.iter().enumerate() {
                if let Some((first, _)) =
                    children.iter().take(n).find(|(earlier, _)| earlier.text == key.text)
                {
                    self.duplicate(first, key);
                }
            }
            return;
        }
        let mut seen: BTreeMap<&str, &Raw<'t>> = BTreeMap::new();
        for (key, _) in children {
            match seen.get(&*key.text) {
                Some(first) => self.duplicate(first, key),
                None => drop(seen.insert(&key.text, key)),
            }
        }
    }

    fn duplicate(&mut self, first: &Raw<'t>, second: &Raw<'t>) {
        self.report
            .push(|file| slips::duplicate(&second.text, first.place.span(file), second.place.span(file)));
    }

    /// Start of the outermost bracket that is open.
    fn bracket(&self) -> Option<u32> {
        self.open.iter().find(|open| open.flow).map(|open| open.start)
    }

    /// Closes what is open and gives the tree; `cut` is where the file stopped being readable.
    fn finish(mut self, cut: Option<u32>) -> Tree<'t> {
        let end = cut.unwrap_or(self.last.end);
        while let Some(mut open) = self.open.pop() {
            if let Held::Mapping(children, waiting) = &mut open.held
                && let Some(Waiting::Key(key)) = waiting.take()
            {
                children.push((key, Node::Broken(Place::new(end, end))));
            }
            let node = self.close(open, Place::new(end, end));
            self.put(node);
        }
        Tree { root: self.root, damage: cut.into_iter().collect() }
    }
}

/// What a node in key position is as a key.
fn key<'t>(node: Node<'t>, report: &mut Report<'_>) -> Waiting<'t> {
    match node {
        Node::Scalar(raw) if raw.style == Style::Plain && raw.text == "<<" => {
            report.push(|file| slips::merge_key(raw.place.span(file)));
            Waiting::Refused
        }
        Node::Scalar(raw) => Waiting::Key(raw),
        Node::Mapping(group) => {
            report.push(|file| slips::group_as_key(group.place.span(file), group.flow));
            Waiting::Refused
        }
        Node::Sequence(group) => {
            report.push(|file| slips::group_as_key(group.place.span(file), false));
            Waiting::Refused
        }
        Node::Broken(_) => Waiting::Refused,
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

/// The library's errors as mistakes people make.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's enum is open-ended; what has no advice of its own gets the general message"
)]
fn slip(kind: &ErrorKind) -> Slip {
    use ErrorKind as E;
    match kind {
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => Slip::UnclosedQuote,
        E::InvalidTrailingSingleQuotedScalar => Slip::AfterQuote('\''),
        E::InvalidTrailingDoubleQuotedScalar => Slip::AfterQuote('"'),
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => {
            Slip::Escape
        }
        E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => Slip::Surrogate,
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart
        | E::InvalidBlockEntryWhitespace => Slip::Tab,
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::FlowMappingValueAdjacentCollection => {
            Slip::Colon
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::CommentInterceptedScalar => Slip::NoColon,
        E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidIndentation
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent
        | E::InvalidBlockScalarIndent => Slip::Misplaced,
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => Slip::Dash,
        E::UnexpectedCharacter { character } => Slip::Opening(*character),
        E::PlainScalarStartsWithDashFlowIndicator => Slip::Opening('-'),
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => Slip::BlockHeader,
        E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofFlowSequence => Slip::Separator,
        E::UnclosedFlowCollection { open } => Slip::Unclosed(*open),
        E::MismatchedFlowCollectionEnd { open, close } => Slip::Mismatched(*open, *close),
        E::MisplacedFlowCollectionEnd => Slip::StrayBracket,
        E::RecursionLimitExceeded => Slip::TooDeep,
        E::DirectiveDisallowed | E::MissingDocumentEndBeforeDirective => Slip::Directive,
        E::InvalidDocumentEnd => Slip::SecondDocument,
        E::MissingAnchorOrAliasName => Slip::Anchor,
        E::UndeclaredTagHandle
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8
        | E::ExpectedTagBang => Slip::Tag,
        E::CommentNotSeparated => Slip::Comment,
        E::MappingKeyNotAllowed => Slip::QuestionMark,
        _ => Slip::Other,
    }
}
