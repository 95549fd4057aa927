//! The small wrong versions of an expression: another comparison, another connective, a number beside, a code of the
//! same list, a condition turned round.

use super::codes::Codes;
use super::{Kind as MutantKind, number};
use crate::base::{Limits, TextRange};
use crate::expr::AggregateKind;
use crate::expr::ast::{AggregateForm, Ast, AstId, CallForm, CompareOp, Kind, LogicOp, ProductOp, SumOp};
use crate::expr::parse;

/// A wrong version: what is replaced in the expression's text, by what.
pub(super) struct Change {
    /// What is wrong with it.
    pub(super) kind: MutantKind,
    /// The part of the text that it is about.
    pub(super) at: TextRange,
    /// What is replaced; an empty range is a place where text is put in.
    pub(super) edits: Vec<(TextRange, String)>,
}

/// Every wrong version of an expression, in the order of its text; none of one that doesn't parse.
pub(super) fn changes(text: &str, codes: &Codes, limits: &Limits) -> Vec<Change> {
    let parsed = parse(text, limits);
    if parsed.ast.is_broken() || !parsed.mistakes.is_empty() {
        return Vec::new();
    }
    let mut changes = Changes { ast: &parsed.ast, codes, found: Vec::new() };
    changes.node(parsed.ast.root());
    changes.found.sort_by_key(|change| (change.at.start, change.at.end));
    changes.found
}

struct Changes<'a> {
    ast: &'a Ast,
    codes: &'a Codes,
    found: Vec<Change>,
}

impl Changes<'_> {
    /// The changes of a node and what stands in it. The tree is no deeper than the limit on nesting.
    fn node(&mut self, id: AstId) {
        let node = self.ast.node(id);
        let range = node.range;
        match &node.kind {
            Kind::Number(_) => self.number(range),
            Kind::Duration { .. } => self.duration(range),
            Kind::Text(code) => self.code(range, code),
            Kind::Bool(value) => {
                self.replace(MutantKind::Constant, range, if *value { "false" } else { "true" });
            }
            Kind::Negative(of) => self.replace(MutantKind::Operator, self.before(range, *of), ""),
            Kind::Not(of) => {
                // A condition that is turned round inside comes to the same.
                if !self.turns_round(*of) {
                    self.replace(MutantKind::Condition, self.before(range, *of), "");
                }
            }
            Kind::Sum(terms) => self.sum(terms),
            Kind::Product(factors) => self.product(factors),
            Kind::Logic(op, parts) => self.logic(*op, parts),
            Kind::Compare { op, at, .. } => self.compare(*op, *at, range),
            Kind::In { items, .. } | Kind::Has { items, .. } => {
                self.turn_round(range);
                self.leave_out(items);
            }
            Kind::Between { .. } | Kind::Is { .. } => self.turn_round(range),
            Kind::Call(call) => self.call(call),
            Kind::Aggregate(form) => self.aggregate(form),
            Kind::Error
            | Kind::Missing
            | Kind::DateLiteral(_)
            | Kind::Name(_)
            | Kind::Member { .. }
            | Kind::If { .. }
            | Kind::Let { .. }
            | Kind::Band { .. }
            | Kind::Lookup { .. } => {}
        }
        let mut children = Vec::new();
        node.kind.each_child(|child| children.push(child));
        if let Kind::In { of, items, .. } | Kind::Has { of, items, .. } = &node.kind
            && items.len() > 1
        {
            // Another code in place of one of several comes to leaving that one out.
            children = vec![*of];
        }
        for child in children {
            self.node(child);
        }
    }

    fn turns_round(&self, id: AstId) -> bool {
        matches!(
            self.ast.node(id).kind,
            Kind::Compare { .. }
                | Kind::In { .. }
                | Kind::Has { .. }
                | Kind::Between { .. }
                | Kind::Is { .. }
        )
    }

    fn push(&mut self, kind: MutantKind, at: TextRange, edits: Vec<(TextRange, String)>) {
        self.found.push(Change { kind, at, edits });
    }

    fn replace(&mut self, kind: MutantKind, at: TextRange, by: &str) {
        self.push(kind, at, vec![(at, by.to_owned())]);
    }

    /// What stands in a range before a node: a sign or `not`, with the parentheses it has.
    fn before(&self, range: TextRange, of: AstId) -> TextRange {
        let inner = self.ast.node(of).range.start;
        let text = self.ast.slice(TextRange::new(range.start, inner));
        let kept = text.len() - text.trim_end_matches(|c: char| c == '(' || c.is_whitespace()).len();
        TextRange::new(range.start, inner.saturating_sub(length(kept)))
    }

    /// The number one step of its last decimal lower and higher.
    fn number(&mut self, at: TextRange) {
        for beside in number::beside(self.ast.slice(at)) {
            self.replace(MutantKind::Constant, at, &beside);
        }
    }

    fn duration(&mut self, at: TextRange) {
        let text = self.ast.slice(at);
        let digits = length(text.chars().take_while(|c| c.is_ascii_digit() || *c == '_').count());
        self.number(TextRange::new(at.start, at.start + digits));
    }

    /// The next code of the list that has this one.
    fn code(&mut self, at: TextRange, code: &str) {
        let Some(other) = self.codes.other_than(code) else { return };
        let inside = TextRange::new(at.start + 1, at.end.saturating_sub(1));
        if self.ast.slice(inside) == code {
            let other = other.to_owned();
            self.replace(MutantKind::Code, inside, &other);
        }
    }

    /// Where one of these signs or words stands between two neighbours.
    fn between(&self, left: AstId, right: AstId, wanted: &str) -> Option<TextRange> {
        let gap = TextRange::new(self.ast.node(left).range.end, self.ast.node(right).range.start);
        let found = self.ast.slice(gap).find(wanted)?;
        let start = gap.start + length(found);
        Some(TextRange::new(start, start + length(wanted.len())))
    }

    fn sum(&mut self, terms: &[(SumOp, AstId)]) {
        self.signs(terms, |op| match op {
            SumOp::Plus => ("+", "-"),
            SumOp::Minus => ("-", "+"),
        });
    }

    fn product(&mut self, factors: &[(ProductOp, AstId)]) {
        self.signs(factors, |op| match op {
            ProductOp::Times => ("*", "/"),
            ProductOp::Over => ("/", "*"),
        });
    }

    /// Each sign of a chain as the other one; the first has none that is written.
    fn signs<Op: Copy>(&mut self, chain: &[(Op, AstId)], signs: fn(Op) -> (&'static str, &'static str)) {
        for ((_, left), (op, right)) in chain.iter().zip(chain.iter().skip(1)) {
            let (own, other) = signs(*op);
            if let Some(at) = self.between(*left, *right, own) {
                self.replace(MutantKind::Operator, at, other);
            }
        }
    }

    /// `and` as `or` and the other way round, in the whole chain: mixed, they wouldn't compile.
    fn logic(&mut self, op: LogicOp, parts: &[AstId]) {
        let (own, other) = match op {
            LogicOp::And => ("and", "or"),
            LogicOp::Or => ("or", "and"),
        };
        let pairs = parts.iter().zip(parts.iter().skip(1));
        let places: Vec<TextRange> =
            pairs.filter_map(|(left, right)| self.between(*left, *right, own)).collect();
        if let Some(first) = places.first().copied() {
            let edits = places.into_iter().map(|at| (at, other.to_owned())).collect();
            self.push(MutantKind::Operator, first, edits);
        }
    }

    /// The end of an order let in or shut out; any comparison turned round.
    fn compare(&mut self, op: CompareOp, at: TextRange, whole: TextRange) {
        let edge = match op {
            CompareOp::Less => Some("<="),
            CompareOp::LessOrEqual => Some("<"),
            CompareOp::Greater => Some(">="),
            CompareOp::GreaterOrEqual => Some(">"),
            CompareOp::Equal | CompareOp::NotEqual => None,
        };
        if let Some(edge) = edge {
            self.replace(MutantKind::Operator, at, edge);
        }
        self.turn_round(whole);
    }

    /// A condition as its opposite.
    fn turn_round(&mut self, whole: TextRange) {
        let (start, end) = (TextRange::new(whole.start, whole.start), TextRange::new(whole.end, whole.end));
        self.push(MutantKind::Condition, whole, vec![(start, "not (".to_owned()), (end, ")".to_owned())]);
    }

    /// A list of constants without one of them.
    fn leave_out(&mut self, items: &[AstId]) {
        let ranges: Vec<TextRange> = items.iter().map(|item| self.ast.node(*item).range).collect();
        for (at, range) in ranges.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| ranges.get(before));
            let gone = match (before, ranges.get(at + 1)) {
                (Some(before), _) => TextRange::new(before.end, range.end),
                (None, Some(next)) => TextRange::new(range.start, next.start),
                (None, None) => continue,
            };
            self.push(MutantKind::Code, *range, vec![(gone, String::new())]);
        }
    }

    fn call(&mut self, call: &CallForm) {
        if let Some(other) = other_function(self.ast.slice(call.name)) {
            self.replace(MutantKind::Function, call.name, other);
        }
        if let Some((at, least)) = call.least {
            let text = self.ast.slice(at);
            let digits = length(text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len());
            let count = TextRange::new(at.end.saturating_sub(digits), at.end);
            // None and one come to the same: of nothing answered there is no sum and no mean.
            let fewer = least.checked_sub(1).filter(|fewer| *fewer > 0);
            for other in [fewer, least.checked_add(1)].into_iter().flatten() {
                self.replace(MutantKind::Missing, count, &other.to_string());
            }
        }
    }

    fn aggregate(&mut self, form: &AggregateForm) {
        let other = match form.kind {
            AggregateKind::Sum => Some("mean"),
            AggregateKind::Mean => Some("sum"),
            AggregateKind::Min => Some("max"),
            AggregateKind::Max => Some("min"),
            AggregateKind::Any => Some("all"),
            AggregateKind::All => Some("any"),
            AggregateKind::First => Some("last"),
            AggregateKind::Last => Some("first"),
            AggregateKind::Count | AggregateKind::Join => None,
        };
        if let Some(other) = other {
            self.replace(MutantKind::Function, form.name, other);
        }
        if let Some(at) = form.ignoring {
            self.replace(MutantKind::Missing, at, "");
        }
    }
}

/// The function that is mistaken for another.
fn other_function(name: &str) -> Option<&'static str> {
    match name {
        "min" => Some("max"),
        "max" => Some("min"),
        "floor" => Some("ceil"),
        "ceil" => Some("floor"),
        "sum" => Some("mean"),
        "mean" => Some("sum"),
        "prorate" => Some("sum"),
        "age_years" => Some("age_months"),
        "age_months" => Some("age_years"),
        _ => None,
    }
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
