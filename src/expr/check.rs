//! Tree as written → typed, resolved expression. Finds every mistake of names, types, units, bounds and cost.
//!
//! A tree's nodes are listed children first, so one sweep over the list gives each node its meaning; a sweep the
//! other way before it gives each node its scope. Nothing recurses but the use of a definition in a definition.

mod aggregate;
mod arith;
mod attribute;
mod call;
mod choice;
mod compare;
mod cond;
mod convert;
mod define;
mod expected;
mod form;
mod lookup;
mod names;
mod scopes;
mod truth;
mod unknown;

use std::cell::OnceCell;
use std::sync::Arc;

pub use self::define::check_definition;
use self::scopes::Scopes;
use super::ast::{Ast, AstId, Kind};
use super::build::Builder;
use super::funcs::Func;
use super::ir::{Expr, NodeId};
use super::rule::Fault;
use super::scope::{Attached, Expected, Scope};
use crate::base::{Code, Diagnostic, Limits, Message, Sink, Span, TextMap, TextRange, codes};
use crate::value::{Date, Decimal, ListId, Type, Value};

/// Where an expression stands and what it may name.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The names there are.
    pub scope: &'a dyn Scope,
    /// The item it belongs to.
    pub attached: &'a Attached,
    /// Limits on size and cost.
    pub limits: &'a Limits,
}

/// Checks an expression; its mistakes go into the sink. `None` if there are any, or if it didn't parse.
///
/// One mistake is reported once: what depends on something wrong says nothing.
pub fn check(
    ast: &Ast,
    map: &TextMap,
    place: Place<'_>,
    expected: &Expected,
    sink: &mut Sink,
) -> Option<Expr> {
    let mut state = State::new(place, sink);
    let root = {
        let mut pass = Pass::new(&mut state, ast, map);
        let meant = pass.run();
        pass.expect(ast.root(), &meant, expected)
    };
    let root = root.filter(|_| state.errors == 0 && !ast.is_broken())?;
    state.within_limits(root, map.whole()).then(|| state.graph.finish(root))
}

/// What is shared by an expression and the definitions inlined into it.
struct State<'a, 'b> {
    place: Place<'a>,
    graph: Builder,
    sink: &'b mut Sink,
    errors: usize,
    /// The definitions that are being inlined, outermost first.
    uses: Vec<Arc<str>>,
    /// Nodes looked at, those of definitions once per use.
    visited: usize,
    /// That too much was inlined is reported.
    overfull: bool,
}

impl<'a, 'b> State<'a, 'b> {
    fn new(place: Place<'a>, sink: &'b mut Sink) -> Self {
        Self { place, graph: Builder::new(), sink, errors: 0, uses: Vec::new(), visited: 0, overfull: false }
    }
}

/// What a part of an expression stands for.
#[derive(Debug, Clone, PartialEq)]
enum Meant {
    /// A value.
    Node(NodeId),
    /// A set of items, good only as function arguments.
    Items(Vec<NodeId>),
    /// Something wrong that is already reported.
    Wrong,
}

/// A parameter of a definition and what it stands for.
type Param = (Arc<str>, Meant);

/// One sweep over one tree: the expression itself, or the body of a definition where it is used.
struct Pass<'p, 'a, 'b> {
    state: &'p mut State<'a, 'b>,
    ast: &'p Ast,
    map: &'p TextMap,
    scopes: Scopes,
    params: &'p [Param],
    /// In a definition: where it is used, in the file and in the text of the expression.
    used: Option<(Span, TextRange)>,
    meant: Vec<Meant>,
    /// The node that is looked at.
    here: AstId,
    /// The parent of each node, for what is said about mistakes.
    parents: OnceCell<Vec<Option<AstId>>>,
}

impl<'p, 'a, 'b> Pass<'p, 'a, 'b> {
    fn new(state: &'p mut State<'a, 'b>, ast: &'p Ast, map: &'p TextMap) -> Self {
        let scopes = Scopes::attached(&state.place);
        Self {
            state,
            ast,
            map,
            scopes,
            params: &[],
            used: None,
            meant: Vec::new(),
            here: ast.root(),
            parents: OnceCell::new(),
        }
    }

    /// What the whole stands for.
    fn run(&mut self) -> Meant {
        self.assign_scopes();
        self.meant = Vec::with_capacity(self.ast.nodes().len());
        for id in self.ast.nodes().ids() {
            let meant = if self.scopes.of(id).is_some() { self.node(id) } else { Meant::Wrong };
            self.meant.push(meant);
        }
        self.state.visited += self.ast.nodes().len();
        self.of(self.ast.root())
    }

    /// What a node, already met, stands for.
    fn of(&self, id: AstId) -> Meant {
        self.meant.get(id.index()).cloned().unwrap_or(Meant::Wrong)
    }

    /// One node: a pure dispatch.
    fn node(&mut self, id: AstId) -> Meant {
        let ast = self.ast;
        let node = ast.node(id);
        self.here = id;
        self.state.graph.range = self.used.map_or(node.range, |(_, range)| range);
        self.state.graph.defined = self.used.map(|_| self.map.span(node.range));
        match &node.kind {
            Kind::Error => Meant::Wrong,
            Kind::Number(n) => Meant::Node(self.state.graph.number(*n)),
            Kind::Text(text) => self.text(id, text),
            Kind::Bool(value) => self.constant(Value::Bool(*value), Type::Bool),
            Kind::Missing => self.constant(Value::Missing, Type::Missing),
            Kind::Duration { count, unit } => self.duration(*count, *unit),
            Kind::DateLiteral(day) => self.date(day, node.range),
            Kind::Name(path) => self.name(id, path),
            Kind::Member { of, name } => self.member(*of, *name),
            Kind::Negative(of) => self.call_of(Func::Neg, id, &[*of]),
            Kind::Not(of) => match self.condition_value(*of) {
                Some(value) => self.call_with(Func::Not, id, &[value], &[*of]),
                None => Meant::Wrong,
            },
            Kind::Sum(parts) => self.sum(id, parts),
            Kind::Product(parts) => self.product(id, parts),
            Kind::Logic(op, parts) => self.logic(id, *op, parts),
            Kind::Compare { op, left, right, .. } => self.compare(id, *op, (*left, *right)),
            Kind::Between { of, low, high, negated } => self.between(id, [*of, *low, *high], *negated),
            Kind::Is { of, test, negated } => self.is(id, *of, *test, *negated),
            Kind::In { of, items, negated } => self.in_list(id, *of, items, *negated),
            Kind::Has { of, test, items } => self.has(id, *of, *test, items),
            Kind::If { arms, otherwise } => self.condition(id, arms, *otherwise),
            Kind::Let { body, .. } => self.of(*body),
            Kind::Call(call) => self.call(id, call),
            Kind::Aggregate(form) => self.aggregate(id, form),
            Kind::Band { of, limits, otherwise } => self.band(id, *of, limits, *otherwise),
            Kind::Lookup { cell, keys } => self.lookup(id, cell, keys),
        }
    }

    // --- small constants ---

    fn constant(&mut self, value: Value, ty: Type) -> Meant {
        Meant::Node(self.state.graph.constant(value, ty))
    }

    fn text(&mut self, id: AstId, text: &Arc<str>) -> Meant {
        if text.is_empty() {
            return self.empty_text(id);
        }
        self.constant(Value::literal(text), Type::Text)
    }

    fn duration(&mut self, count: u32, unit: super::ast::DurationUnit) -> Meant {
        use super::ast::DurationUnit::{Day, Month, Week, Year};
        let (factor, ty) = match unit {
            Day => (1, Type::Days),
            Week => (7, Type::Days),
            Month => (1, Type::Months),
            Year => (12, Type::Months),
        };
        self.constant(Value::Num(Decimal::int(i128::from(count) * factor)), ty)
    }

    fn date(&mut self, day: &str, at: TextRange) -> Meant {
        match Date::parse(day) {
            Some(date) => self.constant(Value::Date(date), Type::Date),
            None => {
                let message =
                    Message::new(format!("tidak ada tanggal `{day}`"), format!("there is no date `{day}`"));
                let hint = Message::new(
                    "tanggal ditulis tahun-bulan-hari, misalnya `date('2024-12-31')`",
                    "a date is written year-month-day, such as `date('2024-12-31')`",
                );
                self.report(Diagnostic::new(codes::DATE_LITERAL, self.map.span(at), message).hint(hint))
            }
        }
    }

    // --- values and calls ---

    /// The value of a node; a set of items is a mistake here.
    fn value(&mut self, id: AstId) -> Option<NodeId> {
        match self.of(id) {
            Meant::Node(node) if !matches!(self.state.graph.type_of(node), Type::Wrong) => Some(node),
            Meant::Node(_) | Meant::Wrong => None,
            Meant::Items(_) => {
                let message = Message::new(
                    "kumpulan pertanyaan hanya bisa menjadi argumen fungsi, misalnya `sum(…)`",
                    "a set of items can only be an argument of a function, such as `sum(…)`",
                );
                self.wrong(id, codes::TYPE, message);
                None
            }
        }
    }

    /// The values of nodes; all are looked at, so that each one's mistakes are reported.
    fn values(&mut self, ids: &[AstId]) -> Option<Vec<NodeId>> {
        let values: Vec<_> = ids.iter().map(|id| self.value(*id)).collect();
        values.into_iter().collect()
    }

    /// A call of the values of these nodes.
    fn call_of(&mut self, func: Func, id: AstId, args: &[AstId]) -> Meant {
        match self.values(args) {
            Some(values) => self.call_with(func, id, &values, args),
            None => Meant::Wrong,
        }
    }

    /// A call; what doesn't fit is reported at the argument's text (`places`), or at the whole.
    fn call_with(&mut self, func: Func, id: AstId, args: &[NodeId], places: &[AstId]) -> Meant {
        match self.state.graph.try_call(func, args) {
            Ok(node) => Meant::Node(node),
            Err(fault) => {
                let at = fault.at.and_then(|at| places.get(at)).copied().unwrap_or(id);
                self.fault(at, fault)
            }
        }
    }

    /// `not` of it, if so.
    fn negated(&mut self, meant: Meant, negated: bool) -> Meant {
        if let Meant::Node(node) = meant
            && negated
        {
            return Meant::Node(self.state.graph.call(Func::Not, &[node]));
        }
        meant
    }

    // --- reporting ---

    fn range(&self, id: AstId) -> TextRange {
        self.ast.node(id).range
    }

    fn span(&self, id: AstId) -> Span {
        self.map.span(self.range(id))
    }

    fn fault(&mut self, id: AstId, fault: Fault) -> Meant {
        let mut diagnostic = Diagnostic::new(fault.code, self.span(id), fault.message);
        diagnostic.hints.extend(fault.hint.map(|hint| *hint));
        let lists = fault.lists.and_then(|(first, other)| self.named_lists(first, other));
        diagnostic.hints.extend(lists);
        self.report(diagnostic)
    }

    /// Which two lists don't go together.
    fn named_lists(&self, first: ListId, other: ListId) -> Option<Message> {
        let name = |list| self.state.place.scope.list(list).map(|list| &list.name);
        let (first, other) = (name(first)?, name(other)?);
        Some(Message::new(
            format!("yang satu dari daftar `{first}`, yang lain dari daftar `{other}`"),
            format!("one is of the list `{first}`, the other of the list `{other}`"),
        ))
    }

    fn wrong(&mut self, id: AstId, code: Code, message: Message) -> Meant {
        self.report(Diagnostic::new(code, self.span(id), message))
    }

    /// Reports a mistake. One in a definition is reported at the definition, once, with a note at its first use.
    fn report(&mut self, diagnostic: Diagnostic) -> Meant {
        self.state.errors += 1;
        match self.used {
            None => self.state.sink.push(diagnostic),
            Some((span, _)) => {
                if !self.state.sink.has(diagnostic.code, diagnostic.span) {
                    let note = Message::new("dipakai di sini", "used here");
                    self.state.sink.push(diagnostic.note(span, note));
                }
            }
        }
        Meant::Wrong
    }
}

impl State<'_, '_> {
    /// Whether the whole stays within the limits; if not, that is reported.
    fn within_limits(&mut self, root: NodeId, whole: Span) -> bool {
        let (measure, limits) = (self.graph.measure(root), self.place.limits);
        if measure.size > limits.expression_nodes as u64 || measure.depth as usize > limits.expression_depth {
            self.sink.push(too_large(whole, limits));
            return false;
        }
        if measure.cost > limits.expression_cost {
            self.sink.push(too_costly(whole, measure.cost, limits.expression_cost));
            return false;
        }
        true
    }

    /// Whether so much was inlined already that it makes no sense to go on.
    fn is_full(&self) -> bool {
        let limit = self.place.limits.expression_nodes;
        self.graph.len() > limit || self.visited > limit.saturating_mul(2)
    }
}

fn too_large(span: Span, limits: &Limits) -> Diagnostic {
    let (nodes, depth) = (limits.expression_nodes, limits.expression_depth);
    let message = Message::new(
        format!(
            "dengan definisi-definisinya, ekspresi ini lebih dari {nodes} bagian (`expression_nodes`) atau {depth} tingkat (`expression_depth`)"
        ),
        format!(
            "with its definitions, this expression has more than {nodes} parts (`expression_nodes`) or {depth} levels (`expression_depth`)"
        ),
    );
    Diagnostic::new(codes::TOO_LARGE, span, message)
        .hint(Message::new("simpan sebagian hasilnya dalam `calc`", "keep a part of the result in a `calc`"))
}

fn too_costly(span: Span, cost: u64, limit: u64) -> Diagnostic {
    let message = Message::new(
        format!("ekspresi ini bisa perlu {cost} langkah, paling banyak {limit} (`expression_cost`)"),
        format!("this expression could take {cost} steps, at most {limit} are allowed (`expression_cost`)"),
    );
    Diagnostic::new(codes::COST, span, message).hint(Message::new(
        "kecilkan `max` rosternya, atau simpan hasil tiap baris dalam `calc`",
        "lower the `max` of the rosters, or keep each row's result in a `calc`",
    ))
}

#[cfg(test)]
mod tests;
