//! YAML events → the tree. The only file that names the YAML library.
//!
//! The parser is iterative and so is the building ([`super::build`]); limits are enforced while events come, before
//! anything is kept.

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span as At, StructureStyle};

use super::build::{Builder, Taken};
use super::document::Style;
use super::report::Report;
use super::syntax::Slip;
use super::tree::{Place, Tree};
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
            Ok((event, span)) => take(&mut builder, event, span),
            Err(error) => {
                Err((slip(error.kind()), error.marker().byte_offset().map_or(builder.last().end, narrow)))
            }
        };
        if let Err((slip, at)) = taken {
            stop = Some(Stop { slip, at, bracket: builder.bracket(), last: builder.last() });
            break;
        }
    }
    let cut = stop.as_ref().map(|stop| stop.at);
    let deep = stop.as_ref().is_some_and(|stop| stop.slip == Slip::TooDeep);
    Pass { tree: builder.finish(cut, deep), stop }
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

/// Hands one event on.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's enum is open-ended; the other events say nothing to us"
)]
fn take<'t>(builder: &mut Builder<'t, '_, '_>, event: Event<'t>, span: At) -> Taken {
    let at = place(span);
    let tagged = matches!(
        &event,
        Event::Scalar(_, _, _, Some(_))
            | Event::MappingStart(_, _, Some(_))
            | Event::SequenceStart(_, _, Some(_))
    );
    if tagged {
        builder.tag(span.tag_span().map_or(at, place));
    }
    match event {
        Event::Scalar(text, ..) if tagged && text.is_empty() => builder.broken(at),
        Event::Scalar(text, style, ..) => builder.scalar(text, style_of(style), at),
        Event::MappingStart(style, ..) => builder.mapping(style == StructureStyle::Flow, at),
        Event::SequenceStart(style, ..) => builder.sequence(style == StructureStyle::Flow, at),
        Event::Alias(_) | Event::UnresolvedAlias(_) => builder.alias(at),
        Event::DocumentStart(..) => builder.document(at),
        Event::MappingEnd | Event::SequenceEnd => {
            builder.end(at);
            Ok(())
        }
        Event::Anchor(..) => {
            builder.anchor(at);
            Ok(())
        }
        _ => Ok(()),
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
