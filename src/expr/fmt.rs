//! The canonical text of an expression. Formatting twice changes nothing more, and the meaning stays.
//!
//! The author's parentheses are kept where they group something; what is compared with a text is written first, for a
//! YAML scalar must not begin with a quote.

use std::fmt::Write as _;

use super::ast::{
    AggregateForm, Ast, AstId, BandLimit, CallForm, CompareOp, HasTest, Kind, LogicOp, ProductOp, RESERVED,
    SumOp,
};
use crate::base::TextRange;
use crate::value::Decimal;

/// The canonical text of an expression. What didn't parse is copied as it is.
///
/// ```
/// use monev::{base::Limits, expr};
/// let ast = expr::parse("'ya'  <> bekerja", &Limits::default()).ast;
/// assert_eq!(expr::format(&ast), "bekerja != 'ya'");
/// ```
pub fn format(ast: &Ast) -> String {
    if ast.is_broken() {
        return ast.text().to_string();
    }
    let mut writer = Writer { ast, out: String::with_capacity(ast.text().len()) };
    writer.bare(ast.root());
    writer.out
}

struct Writer<'a> {
    ast: &'a Ast,
    out: String,
}

/// Whether parentheses around it never group anything.
fn is_atom(kind: &Kind) -> bool {
    match kind {
        Kind::Error
        | Kind::Number(_)
        | Kind::Text(_)
        | Kind::Bool(_)
        | Kind::Missing
        | Kind::Duration { .. }
        | Kind::DateLiteral(_)
        | Kind::Name(_)
        | Kind::Member { .. }
        | Kind::Call(_)
        | Kind::Aggregate(_)
        | Kind::Band { .. }
        | Kind::Lookup { .. } => true,
        Kind::Negative(_)
        | Kind::Not(_)
        | Kind::Sum(_)
        | Kind::Product(_)
        | Kind::Logic(..)
        | Kind::Compare { .. }
        | Kind::Between { .. }
        | Kind::Is { .. }
        | Kind::In { .. }
        | Kind::Has { .. }
        | Kind::If { .. }
        | Kind::Let { .. } => false,
    }
}

impl Writer<'_> {
    fn write(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn expr(&mut self, id: AstId) {
        let node = self.ast.node(id);
        let grouped = node.parens && !is_atom(&node.kind);
        if grouped {
            self.write("(");
        }
        self.bare(id);
        if grouped {
            self.write(")");
        }
    }

    fn bare(&mut self, id: AstId) {
        let node = self.ast.node(id);
        match &node.kind {
            Kind::Error => self.write(self.ast.slice(node.range)),
            Kind::Number(n) => self.number(*n, node.range),
            Kind::Text(text) => self.text(text),
            Kind::Bool(value) => self.put(value),
            Kind::Missing => self.write("missing"),
            Kind::Duration { count, unit } => {
                self.put(format_args!("{count} {}", unit.word(*count != 1)));
            }
            Kind::DateLiteral(day) => {
                self.write("date(");
                self.text(day);
                self.write(")");
            }
            Kind::Name(path) => self.path(path),
            Kind::Member { of, name } => self.member(*of, *name),
            Kind::Negative(of) => self.negative(*of),
            Kind::Not(of) => self.after("not ", *of),
            Kind::Sum(parts) => self.sum(parts),
            Kind::Product(parts) => self.product(parts),
            Kind::Logic(op, parts) => {
                self.list(parts, if *op == LogicOp::And { " and " } else { " or " });
            }
            Kind::Compare { op, left, right, .. } => self.compare(*op, *left, *right),
            Kind::Between { of, low, high, negated } => {
                self.expr(*of);
                self.after(if *negated { " not between " } else { " between " }, *low);
                self.after(" and ", *high);
            }
            Kind::Is { of, test, negated } => {
                self.expr(*of);
                self.write(if *negated { " is not " } else { " is " });
                self.write(test.word());
            }
            Kind::In { of, items, negated } => {
                self.expr(*of);
                self.write(if *negated { " not in " } else { " in " });
                self.bracketed(items);
            }
            Kind::Has { of, test, items } => self.has(*of, *test, items),
            Kind::If { arms, otherwise } => self.condition(arms, *otherwise),
            Kind::Let { name, value, body } => {
                self.write("let ");
                self.name(*name);
                self.after(" = ", *value);
                self.after("; ", *body);
            }
            Kind::Call(call) => self.call(call),
            Kind::Aggregate(form) => self.aggregate(form),
            Kind::Band { of, limits, otherwise } => self.band(*of, limits, *otherwise),
            Kind::Lookup { cell, keys } => self.lookup(cell, keys),
        }
    }

    /// A number as it is written, thousands separators included.
    fn number(&mut self, n: Decimal, range: TextRange) {
        let written = self.ast.slice(range);
        match written.contains([' ', '\n', '\t', '\r']) {
            true => self.put(n),
            false => self.write(written),
        }
    }

    fn condition(&mut self, arms: &[(AstId, AstId)], otherwise: AstId) {
        for (condition, value) in arms {
            self.after("if ", *condition);
            self.after(" then ", *value);
            self.write(" else ");
        }
        self.expr(otherwise);
    }

    fn lookup(&mut self, cell: &[TextRange], keys: &[(TextRange, AstId)]) {
        self.write("lookup(");
        self.path(cell);
        for (name, value) in keys {
            self.write(", ");
            self.name(*name);
            self.after(" = ", *value);
        }
        self.write(")");
    }

    fn put(&mut self, what: impl std::fmt::Display) {
        // Writing to a `String` doesn't fail.
        let _ = write!(self.out, "{what}");
    }

    fn after(&mut self, before: &str, id: AstId) {
        self.write(before);
        self.expr(id);
    }

    fn list(&mut self, items: &[AstId], between: &str) {
        for (at, item) in items.iter().enumerate() {
            self.after(if at == 0 { "" } else { between }, *item);
        }
    }

    fn bracketed(&mut self, items: &[AstId]) {
        self.write("(");
        self.list(items, ", ");
        self.write(")");
    }

    fn text(&mut self, text: &str) {
        let quote = if text.contains('\'') { '"' } else { '\'' };
        self.put(format_args!("{quote}{text}{quote}"));
    }

    fn name(&mut self, range: TextRange) {
        let name = self.ast.slice(range);
        match RESERVED.contains(&name) {
            true => self.put(format_args!("`{name}`")),
            false => self.write(name),
        }
    }

    /// A dotted name; only a name that stands alone needs backquotes (`band.sku` doesn't).
    fn path(&mut self, path: &[TextRange]) {
        if let [only] = path {
            return self.name(*only);
        }
        for (at, segment) in path.iter().enumerate() {
            self.write(if at == 0 { "" } else { "." });
            self.write(self.ast.slice(*segment));
        }
    }

    fn member(&mut self, of: AstId, name: TextRange) {
        let node = self.ast.node(of);
        let closed = matches!(
            node.kind,
            Kind::Call(_)
                | Kind::Aggregate(_)
                | Kind::Band { .. }
                | Kind::Lookup { .. }
                | Kind::Member { .. }
        );
        self.write(if closed { "" } else { "(" });
        self.bare(of);
        self.write(if closed { "." } else { ")." });
        self.write(self.ast.slice(name));
    }

    fn negative(&mut self, of: AstId) {
        // Two signs side by side would begin a comment.
        let inner = self.ast.node(of);
        let signs = matches!(inner.kind, Kind::Negative(_)) && !inner.parens;
        self.after(if signs { "- " } else { "-" }, of);
    }

    fn sum(&mut self, parts: &[(SumOp, AstId)]) {
        for (at, (op, id)) in parts.iter().enumerate() {
            self.write(match (at, op) {
                (0, _) => "",
                (_, SumOp::Plus) => " + ",
                (_, SumOp::Minus) => " - ",
            });
            self.expr(*id);
        }
    }

    fn product(&mut self, parts: &[(ProductOp, AstId)]) {
        for (at, (op, id)) in parts.iter().enumerate() {
            self.write(match (at, op) {
                (0, _) => "",
                (_, ProductOp::Times) => " * ",
                (_, ProductOp::Over) => " / ",
            });
            self.expr(*id);
        }
    }

    fn compare(&mut self, op: CompareOp, left: AstId, right: AstId) {
        let is_text = |id: AstId| matches!(self.ast.node(id).kind, Kind::Text(_));
        let turned = is_text(left) && !is_text(right);
        let (first, op, second) = if turned { (right, op.turned(), left) } else { (left, op, right) };
        self.expr(first);
        self.put(format_args!(" {} ", op.symbol()));
        self.expr(second);
    }

    fn has(&mut self, of: AstId, test: HasTest, items: &[AstId]) {
        self.expr(of);
        self.write(match test {
            HasTest::One => " has ",
            HasTest::Any => " has any of ",
            HasTest::All => " has all of ",
            HasTest::None => " has none of ",
            HasTest::Only => " has only ",
        });
        match test {
            HasTest::One => self.list(items, ", "),
            HasTest::Any | HasTest::All | HasTest::None | HasTest::Only => self.bracketed(items),
        }
    }

    fn call(&mut self, call: &CallForm) {
        self.write(self.ast.slice(call.name));
        self.write("(");
        self.list(&call.args, ", ");
        if let Some((_, k)) = call.least {
            self.put(format_args!("; min_answered {k}"));
        }
        self.write(")");
    }

    fn aggregate(&mut self, form: &AggregateForm) {
        self.write(self.ast.slice(form.name));
        self.write("(");
        if let Some(body) = form.body {
            self.expr(body);
            self.write(" for ");
        }
        self.path(&form.roster);
        if let Some(alias) = form.alias {
            self.write(" as ");
            self.name(alias);
        }
        if let Some(filter) = form.filter {
            self.after(" where ", filter);
        }
        self.write(if form.ignoring.is_some() { " ignoring missing" } else { "" });
        if let Some(extra) = form.extra {
            self.after(", ", extra);
        }
        self.write(")");
    }

    fn band(&mut self, of: AstId, limits: &[BandLimit], otherwise: AstId) {
        self.after("band(", of);
        for limit in limits {
            self.after(if limit.inclusive { ", up to " } else { ", below " }, limit.limit);
            self.after(" then ", limit.value);
        }
        self.after(", else ", otherwise);
        self.write(")");
    }
}
