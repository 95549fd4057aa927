//! Patterns for `matches`: the part of regular expressions that means the same everywhere.
//!
//! A pattern always speaks of the whole text. `\d`, `\w` and `\s` are ASCII. Look-around, back-references, anchors,
//! word boundaries, inline flags, lazy repetition and Unicode classes are refused: engines differ on them.

use std::fmt;
use std::sync::Arc;

#[cfg(not(feature = "browser"))]
use regex as engine;
#[cfg(feature = "browser")]
use regex_lite as engine;
use regex_syntax::ast::{self, Ast, ClassPerlKind, ClassSet, ClassSetItem, Span};
use regex_syntax::hir::{Class, HirKind};

/// Longest pattern, in bytes.
const MAX_BYTES: usize = 1 << 10;
/// Largest compiled pattern, in bytes.
const MAX_COMPILED: usize = 1 << 20;
/// Deepest nesting of groups and repetitions.
const MAX_NESTING: u32 = 50;
/// Most times a part may be repeated by number: what every engine takes, PostgreSQL least.
const MAX_TIMES: u32 = 255;

/// The greatest number a repetition names.
fn most(kind: &ast::RepetitionKind) -> u32 {
    match kind {
        ast::RepetitionKind::ZeroOrOne | ast::RepetitionKind::ZeroOrMore | ast::RepetitionKind::OneOrMore => {
            1
        }
        ast::RepetitionKind::Range(
            ast::RepetitionRange::Exactly(n)
            | ast::RepetitionRange::AtLeast(n)
            | ast::RepetitionRange::Bounded(_, n),
        ) => *n,
    }
}

/// A checked, compiled pattern. Equality looks at its text.
#[derive(Clone)]
pub struct Pattern {
    source: Arc<str>,
    regex: engine::Regex,
}

/// Why a text isn't a pattern, and the bytes of it that are to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong.
    pub kind: PatternErrorKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternErrorKind {
    /// It isn't a regular expression.
    Syntax,
    /// Longer than 1 KiB, nested deeper than 50, or larger than 1 MiB when compiled.
    TooLarge,
    /// `^`, `$`: the whole text is matched anyway.
    Anchor,
    /// `\b`, `\B` and their like.
    WordBoundary,
    /// `(?=…)`, `(?<!…)`.
    LookAround,
    /// `\1`.
    BackReference,
    /// `(?i)`.
    Flags,
    /// `*?`.
    Lazy,
    /// `\p{L}`, `[[:alpha:]]`, `&&` within a class.
    Class,
    /// `(?P<name>…)`.
    NamedGroup,
}

impl Pattern {
    /// Checks and compiles a pattern.
    ///
    /// # Errors
    /// When it isn't in the portable part of regular expressions, or too large.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        let whole = |kind| PatternError { kind, start: 0, end: text.len() };
        if text.len() > MAX_BYTES {
            return Err(whole(PatternErrorKind::TooLarge));
        }
        let tree = ast::parse::ParserBuilder::new().nest_limit(MAX_NESTING).build().parse(text);
        let tree = tree.map_err(|e| PatternError {
            kind: syntax_kind(e.kind()),
            start: e.span().start.offset,
            end: e.span().end.offset,
        })?;
        let portable = Portable { text, out: String::with_capacity(text.len()), copied: 0 };
        let portable = ast::visit(&tree, portable)?;
        Self::compile(text, &portable).ok_or_else(|| whole(PatternErrorKind::TooLarge))
    }

    /// Compiles what was found to be portable; `None` when it is too large.
    fn compile(source: &str, portable: &str) -> Option<Self> {
        let mut builder = engine::RegexBuilder::new(&format!("^(?:{portable})$"));
        builder.size_limit(MAX_COMPILED).nest_limit(MAX_NESTING + 2);
        #[cfg(not(feature = "browser"))]
        builder.dfa_size_limit(MAX_COMPILED);
        Some(Self { source: source.into(), regex: builder.build().ok()? })
    }

    /// The pattern as written.
    pub fn source(&self) -> &Arc<str> {
        &self.source
    }

    /// The same pattern spelled so that every engine reads it alike (`\d` as `[0-9]`), for other engines' use.
    pub fn portable(&self) -> &str {
        let whole = self.regex.as_str();
        whole.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(")$")).unwrap_or(whole)
    }

    /// The fewest and most characters of the texts that fit, if these are made of the digits 0 to 9 alone; `None` for
    /// any other pattern, and for one without a most.
    ///
    /// ```
    /// use monev::value::Pattern;
    /// assert_eq!(Pattern::new(r"\d{4}|[0-9]{6}").ok().and_then(|pattern| pattern.digits()), Some((4, 6)));
    /// assert_eq!(Pattern::new("[0-9a]{4}").ok().and_then(|pattern| pattern.digits()), None);
    /// ```
    pub fn digits(&self) -> Option<(usize, usize)> {
        let hir = regex_syntax::parse(self.portable()).ok()?;
        let mut stack = vec![&hir];
        while let Some(hir) = stack.pop() {
            match hir.kind() {
                HirKind::Empty => {}
                HirKind::Literal(literal) if literal.0.iter().all(u8::is_ascii_digit) => {}
                HirKind::Class(Class::Unicode(class))
                    if class.ranges().iter().all(|range| range.start() >= '0' && range.end() <= '9') => {}
                HirKind::Class(Class::Bytes(class))
                    if class.ranges().iter().all(|range| range.start() >= b'0' && range.end() <= b'9') => {}
                HirKind::Repetition(repeated) => stack.push(&repeated.sub),
                HirKind::Capture(group) => stack.push(&group.sub),
                HirKind::Concat(all) | HirKind::Alternation(all) => stack.extend(all),
                HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => return None,
            }
        }
        hir.properties().minimum_len().zip(hir.properties().maximum_len())
    }

    /// Whether the whole text fits.
    pub fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

#[cfg(feature = "image")]
impl serde::Serialize for Pattern {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (&*self.source, self.portable()).serialize(to)
    }
}

#[cfg(feature = "image")]
impl<'de> serde::Deserialize<'de> for Pattern {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (source, portable) =
            <(std::borrow::Cow<'de, str>, std::borrow::Cow<'de, str>)>::deserialize(from)?;
        Self::compile(&source, &portable).ok_or_else(|| serde::de::Error::custom("no pattern"))
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pattern({:?})", self.source)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a foreign, non-exhaustive enum: everything else is bad syntax"
)]
fn syntax_kind(kind: &ast::ErrorKind) -> PatternErrorKind {
    match kind {
        ast::ErrorKind::UnsupportedLookAround => PatternErrorKind::LookAround,
        ast::ErrorKind::UnsupportedBackreference => PatternErrorKind::BackReference,
        ast::ErrorKind::NestLimitExceeded(_) => PatternErrorKind::TooLarge,
        _ => PatternErrorKind::Syntax,
    }
}

/// Copies a pattern, with `\d \w \s` written out in ASCII, and stops at what isn't portable.
struct Portable<'a> {
    text: &'a str,
    out: String,
    /// Bytes of `text` already in `out`.
    copied: usize,
}

impl Portable<'_> {
    fn refuse(&self, kind: PatternErrorKind, span: &Span) -> Result<(), PatternError> {
        Err(PatternError { kind, start: span.start.offset, end: span.end.offset })
    }

    fn replace(&mut self, span: &Span, by: &str) {
        self.out.push_str(self.text.get(self.copied..span.start.offset).unwrap_or_default());
        self.out.push_str(by);
        self.copied = span.end.offset;
    }

    fn perl(&mut self, class: &ast::ClassPerl, in_brackets: bool) -> Result<(), PatternError> {
        if in_brackets && class.negated {
            return self.refuse(PatternErrorKind::Class, &class.span);
        }
        let inside = match class.kind {
            ClassPerlKind::Digit => "0-9",
            ClassPerlKind::Space => r" \t\n\r\x0B\x0C",
            ClassPerlKind::Word => "0-9A-Za-z_",
        };
        let written = match (in_brackets, class.negated) {
            (true, _) => inside.to_owned(),
            (false, false) => format!("[{inside}]"),
            (false, true) => format!("[^{inside}]"),
        };
        self.replace(&class.span, &written);
        Ok(())
    }
}

impl ast::Visitor for Portable<'_> {
    type Output = String;
    type Err = PatternError;

    fn finish(self) -> Result<String, PatternError> {
        let rest = self.text.get(self.copied..).unwrap_or_default();
        Ok(self.out + rest)
    }

    fn visit_pre(&mut self, node: &Ast) -> Result<(), PatternError> {
        match node {
            Ast::Empty(_) | Ast::Literal(_) | Ast::Dot(_) | Ast::Alternation(_) | Ast::Concat(_) => Ok(()),
            Ast::Flags(flags) => self.refuse(PatternErrorKind::Flags, &flags.span),
            Ast::Assertion(a) => match a.kind {
                ast::AssertionKind::StartLine
                | ast::AssertionKind::EndLine
                | ast::AssertionKind::StartText
                | ast::AssertionKind::EndText => self.refuse(PatternErrorKind::Anchor, &a.span),
                ast::AssertionKind::WordBoundary
                | ast::AssertionKind::NotWordBoundary
                | ast::AssertionKind::WordBoundaryStart
                | ast::AssertionKind::WordBoundaryEnd
                | ast::AssertionKind::WordBoundaryStartAngle
                | ast::AssertionKind::WordBoundaryEndAngle
                | ast::AssertionKind::WordBoundaryStartHalf
                | ast::AssertionKind::WordBoundaryEndHalf => {
                    self.refuse(PatternErrorKind::WordBoundary, &a.span)
                }
            },
            Ast::ClassUnicode(class) => self.refuse(PatternErrorKind::Class, &class.span),
            Ast::ClassPerl(class) => self.perl(class, false),
            Ast::ClassBracketed(class) => match &class.kind {
                ClassSet::Item(_) => Ok(()),
                ClassSet::BinaryOp(op) => self.refuse(PatternErrorKind::Class, &op.span),
            },
            Ast::Repetition(repetition) if !repetition.greedy => {
                self.refuse(PatternErrorKind::Lazy, &repetition.op.span)
            }
            Ast::Repetition(repetition) if most(&repetition.op.kind) > MAX_TIMES => {
                self.refuse(PatternErrorKind::TooLarge, &repetition.op.span)
            }
            Ast::Repetition(_) => Ok(()),
            Ast::Group(group) => match &group.kind {
                ast::GroupKind::CaptureIndex(_) => Ok(()),
                ast::GroupKind::NonCapturing(flags) if flags.items.is_empty() => Ok(()),
                ast::GroupKind::NonCapturing(flags) => self.refuse(PatternErrorKind::Flags, &flags.span),
                ast::GroupKind::CaptureName { name, .. } => {
                    self.refuse(PatternErrorKind::NamedGroup, &name.span)
                }
            },
        }
    }

    fn visit_class_set_item_pre(&mut self, item: &ClassSetItem) -> Result<(), PatternError> {
        match item {
            ClassSetItem::Perl(class) => self.perl(class, true),
            ClassSetItem::Ascii(class) => self.refuse(PatternErrorKind::Class, &class.span),
            ClassSetItem::Unicode(class) => self.refuse(PatternErrorKind::Class, &class.span),
            ClassSetItem::Bracketed(class) => self.refuse(PatternErrorKind::Class, &class.span),
            ClassSetItem::Empty(_)
            | ClassSetItem::Literal(_)
            | ClassSetItem::Range(_)
            | ClassSetItem::Union(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_text_is_matched_in_ascii() {
        let digits = Pattern::new(r"\d{2}|[\w.]+@x").unwrap();
        let fits = ["12", "a.b@x"].map(|t| digits.matches(t));
        let not = ["123", "x12", "١٢", "é@x", "12\n"].map(|t| digits.matches(t));
        assert_eq!((fits, not), ([true; 2], [false; 5]));
        assert!(Pattern::new("a|bc").unwrap().matches("bc"));
        assert!(!Pattern::new("a|bc").unwrap().matches("ac"));
    }

    #[test]
    fn what_engines_disagree_on_is_refused() {
        use PatternErrorKind as K;
        let cases = [
            ("^08", K::Anchor),
            ("08$", K::Anchor),
            (r"\bx", K::WordBoundary),
            ("(?=x)", K::LookAround),
            (r"(a)\1", K::BackReference),
            ("(?i)a", K::Flags),
            ("(?i:a)", K::Flags),
            ("a*?", K::Lazy),
            (r"\p{L}", K::Class),
            ("[[:alpha:]]", K::Class),
            ("[a-z&&b]", K::Class),
            (r"[^\D]", K::Class),
            ("(?P<x>a)", K::NamedGroup),
            ("(", K::Syntax),
            ("((((a{100}){100}){100}){100})", K::TooLarge),
            ("(?:){4294967295}", K::TooLarge),
            ("a{2,256}", K::TooLarge),
        ];
        for (text, kind) in cases {
            assert_eq!(Pattern::new(text).unwrap_err().kind, kind, "{text}");
        }
    }
}
