//! Nests the flat tokens: operator precedence with a stack of what is still open, so that nothing recurses.
//!
//! Precedence, tightest first: unary `-`, `* /`, `+ -`, predicates (one per level), `not`, `and`|`or` (never mixed),
//! `if`, `let`.

use super::super::ast::{Ast, AstId, AstNode, CompareOp, Kind, LogicOp, Path, ProductOp, RESERVED, SumOp};
use super::form::OpenCall;
use super::{Mistake, Parsed, messages};
use crate::base::{Arena, Limits, TextRange};

/// How tightly an open construct binds; a bracket is 0: nothing reaches over it.
pub(super) const BRACKET: u8 = 0;
pub(super) const TAIL: u8 = 1;
pub(super) const LOGIC: u8 = 2;
pub(super) const NOT: u8 = 3;
pub(super) const PREDICATE: u8 = 4;
pub(super) const SUM: u8 = 5;
pub(super) const PRODUCT: u8 = 6;
const SIGN: u8 = 7;

/// What is open and waits for its last operand.
#[derive(Debug)]
pub(super) enum Open {
    Negative,
    Product(Vec<(ProductOp, AstId)>, ProductOp),
    Sum(Vec<(SumOp, AstId)>, SumOp),
    Compare {
        left: AstId,
        op: CompareOp,
        at: TextRange,
    },
    Between {
        of: AstId,
        negated: bool,
        at: TextRange,
        low: Option<AstId>,
    },
    Not,
    Logic(LogicOp, Vec<AstId>),
    If {
        arms: Vec<(AstId, AstId)>,
        condition: Option<AstId>,
        /// After `else`.
        last: bool,
    },
    Let {
        name: TextRange,
        value: Option<AstId>,
    },
    Group,
    Call(Box<OpenCall>),
}

/// An open construct and where its text begins.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) open: Open,
    /// Its first token; for an infix, its left operand.
    pub(super) from: TextRange,
}

/// A finished operand and its text, parentheses included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operand {
    pub(super) id: AstId,
    pub(super) outer: TextRange,
}

/// Builds the tree of one expression.
pub(super) struct Builder<'t> {
    text: &'t str,
    pub(super) nodes: Arena<AstNode>,
    /// Levels below each node, itself included.
    depths: Vec<u32>,
    /// The operand that was just finished; none while a value is expected. Those before it are held by what is open.
    pub(super) current: Option<Operand>,
    pub(super) stack: Vec<Entry>,
    brackets: usize,
    depth_limit: usize,
    pub(super) mistakes: Vec<Mistake>,
    /// A mistake of structure was reported: those that follow are likely its consequences.
    lost: bool,
    /// The text up to here is read: tokens that begin before it are parts of one that was.
    read: u32,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str, limits: &Limits) -> Self {
        Self {
            text,
            nodes: Arena::new(),
            depths: Vec::new(),
            current: None,
            stack: Vec::new(),
            brackets: 0,
            depth_limit: limits.expression_depth,
            mistakes: Vec::new(),
            lost: false,
            read: 0,
        }
    }

    // --- mistakes ---

    pub(super) fn report(&mut self, mistake: Mistake) {
        self.mistakes.push(mistake);
    }

    /// Reports a mistake that leaves the structure in doubt, if it is the first.
    pub(super) fn structural(&mut self, mistake: Mistake) {
        if !self.lost {
            self.mistakes.push(mistake);
        }
        self.lost = true;
    }

    /// Reports why the text isn't read at all.
    pub(super) fn refuse(&mut self, mistake: Mistake) {
        self.structural(mistake);
        self.stack.clear();
        self.atom(Kind::Error, TextRange::default());
    }

    /// Takes the text up to `end` as read.
    pub(super) fn read_to(&mut self, end: u32) {
        self.read = end;
    }

    /// Whether a token is part of one that was read already.
    pub(super) fn is_read(&self, at: TextRange) -> bool {
        at.start < self.read
    }

    /// The text from a place on.
    pub(super) fn rest(&self, from: u32) -> &'t str {
        self.text.get(from as usize..).unwrap_or_default()
    }

    pub(super) fn slice(&self, range: TextRange) -> &'t str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    pub(super) fn is_reserved(&self, word: &str) -> bool {
        RESERVED.binary_search(&word).is_ok()
    }

    // --- nodes ---

    pub(super) fn node(&mut self, kind: Kind, range: TextRange) -> AstId {
        let depth = 1 + self.depth_below(&kind);
        if depth as usize > self.depth_limit {
            self.structural(messages::too_deep(range, self.depth_limit));
            self.depths.push(1);
            return self.nodes.push(AstNode { kind: Kind::Error, range, parens: false });
        }
        self.depths.push(depth);
        self.nodes.push(AstNode { kind, range, parens: false })
    }

    fn depth_below(&self, kind: &Kind) -> u32 {
        let mut depth = 0;
        kind.each_child(|child| depth = depth.max(self.depths.get(child.index()).copied().unwrap_or(0)));
        depth
    }

    pub(super) fn leaf(&mut self, kind: Kind, range: TextRange) -> AstId {
        self.node(kind, range)
    }

    /// A name in a list of constants.
    pub(super) fn leaf_name(&mut self, token: &str, path: Path, range: TextRange) -> AstId {
        match token {
            "true" => self.leaf(Kind::Bool(true), range),
            "false" => self.leaf(Kind::Bool(false), range),
            "missing" => self.leaf(Kind::Missing, range),
            "any" | "all" | "none" | "only" => {
                self.structural(messages::bad_word("has", range));
                self.leaf(Kind::Error, range)
            }
            _ if self.is_reserved(token) => {
                self.report(messages::reserved(token, range));
                self.leaf(Kind::Error, range)
            }
            _ => self.leaf(Kind::Name(path), range),
        }
    }

    pub(super) fn push(&mut self, kind: Kind, range: TextRange) {
        let id = self.node(kind, range);
        self.current = Some(Operand { id, outer: range });
    }

    pub(super) fn set_current(&mut self, operand: Operand) {
        self.current = Some(operand);
    }

    /// Whether a value, not an operator, is to come.
    pub(super) fn expects_value(&self) -> bool {
        self.current.is_none()
    }

    pub(super) fn atom(&mut self, kind: Kind, at: TextRange) {
        self.push(kind, at);
    }

    pub(super) fn bad_atom(&mut self, at: TextRange, mistake: Mistake) {
        self.report(mistake);
        self.push(Kind::Error, at);
    }

    /// The last operand. The tokens alternate, so there is always one; if not, an error node stands in.
    pub(super) fn pop(&mut self) -> Operand {
        match self.current.take() {
            Some(operand) => operand,
            None => {
                let id = self.node(Kind::Error, TextRange::default());
                Operand { id, outer: TextRange::default() }
            }
        }
    }

    /// The segments of an operand that is a name.
    pub(super) fn name_of(&self, id: AstId) -> Option<Path> {
        self.nodes.get(id)?.kind.as_name().cloned()
    }

    pub(super) fn kind_of(&self, id: AstId) -> Option<&Kind> {
        self.nodes.get(id).map(|node| &node.kind)
    }

    pub(super) fn has_parens(&self, id: AstId) -> bool {
        self.nodes.get(id).is_some_and(|node| node.parens)
    }

    pub(super) fn is_error(&self, id: AstId) -> bool {
        self.nodes.get(id).is_none_or(|node| node.kind == Kind::Error)
    }

    pub(super) fn set_parens(&mut self, id: AstId) {
        if let Some(node) = self.nodes.get_mut(id) {
            node.parens = true;
        }
    }

    /// Replaces the last operand by an error node: what was read is already reported as wrong.
    pub(super) fn spoil(&mut self, at: TextRange) {
        let operand = self.pop();
        self.push(Kind::Error, operand.outer.join(at));
    }

    // --- finishing what is open ---

    pub(super) fn open(&mut self, open: Open, from: TextRange) {
        let bracket = matches!(open, Open::Group | Open::Call(_));
        self.brackets += usize::from(bracket);
        if bracket && self.brackets > self.depth_limit {
            self.structural(messages::too_deep(from, self.depth_limit));
        }
        self.stack.push(Entry { open, from });
    }

    pub(super) fn drop_entry(&mut self) -> Option<Entry> {
        let entry = self.stack.pop()?;
        self.brackets -= usize::from(matches!(entry.open, Open::Group | Open::Call(_)));
        Some(entry)
    }

    pub(super) fn top(&mut self) -> Option<&mut Open> {
        self.stack.last_mut().map(|entry| &mut entry.open)
    }

    /// Finishes everything open that binds tighter than `level`.
    pub(super) fn reduce(&mut self, level: u8) {
        while self.stack.last().is_some_and(|entry| entry.open.level() > level) {
            if let Some(entry) = self.drop_entry() {
                self.complete(entry);
            }
        }
    }

    fn complete(&mut self, entry: Entry) {
        let last = self.pop();
        let range = entry.from.join(last.outer);
        let kind = match entry.open {
            Open::Negative => Kind::Negative(last.id),
            Open::Not => Kind::Not(last.id),
            Open::Product(mut parts, op) => {
                parts.push((op, last.id));
                Kind::Product(parts)
            }
            Open::Sum(mut parts, op) => {
                parts.push((op, last.id));
                Kind::Sum(parts)
            }
            Open::Logic(op, mut parts) => {
                parts.push(last.id);
                Kind::Logic(op, parts)
            }
            Open::Compare { left, op, at } => Kind::Compare { op, at, left, right: last.id },
            Open::Between { of, negated, low: Some(low), .. } => {
                Kind::Between { of, low, high: last.id, negated }
            }
            Open::Between { at, low: None, .. } => {
                self.structural(messages::lacks("between", "and", at));
                Kind::Error
            }
            Open::If { arms, last: true, .. } => Kind::If { arms, otherwise: last.id },
            Open::Let { name, value: Some(value) } => Kind::Let { name, value, body: last.id },
            Open::If { .. } | Open::Let { .. } | Open::Group | Open::Call(_) => Kind::Error,
        };
        self.push(kind, range);
    }

    // --- the end ---

    pub(super) fn finish(mut self) -> Parsed {
        self.reduce(BRACKET);
        while let Some(entry) = self.drop_entry() {
            self.unfinished(&entry);
            self.spoil(entry.from);
            self.reduce(BRACKET);
        }
        let mut root = self.pop();
        if self.lost {
            // What would be said about the meaning of what is left would be a consequence, too.
            root.id = self.node(Kind::Error, root.outer);
        }
        let broken = !self.mistakes.is_empty();
        Parsed { ast: Ast::new(self.text, self.nodes, root.id, broken), mistakes: self.mistakes }
    }

    /// Reports a construct that ended too early.
    pub(super) fn unfinished(&mut self, entry: &Entry) {
        let at = entry.from;
        let mistake = match &entry.open {
            Open::Group => messages::unclosed("(", at),
            Open::Call(call) => messages::unclosed("(", call.bracket),
            Open::If { condition: None, last: false, .. } => messages::lacks("if", "then", at),
            Open::If { .. } => messages::lacks("if", "else", at),
            Open::Let { .. } => messages::lacks("let", ";", at),
            Open::Negative
            | Open::Product(..)
            | Open::Sum(..)
            | Open::Compare { .. }
            | Open::Between { .. }
            | Open::Not
            | Open::Logic(..) => messages::unreadable(at),
        };
        self.structural(mistake);
    }
}

impl Open {
    /// How tightly it binds what follows.
    pub(super) fn level(&self) -> u8 {
        match self {
            Self::Negative => SIGN,
            Self::Product(..) => PRODUCT,
            Self::Sum(..) => SUM,
            Self::Compare { .. } | Self::Between { .. } => PREDICATE,
            Self::Not => NOT,
            Self::Logic(..) => LOGIC,
            Self::If { last: true, .. } | Self::Let { value: Some(_), .. } => TAIL,
            Self::If { last: false, .. } | Self::Let { value: None, .. } | Self::Group | Self::Call(_) => {
                BRACKET
            }
        }
    }
}
