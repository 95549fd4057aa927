//! Conditions on one number, date, text or set of choices: comparisons with constants.

use serde_json::{Value as Json, json};

use super::cells::{Cells, Proper};
use super::days::ordinal;
use super::intervals::Intervals;
use super::logic::{all, any, has, not, one_of};
use super::rails::{Cell, Context, Place, Rails, Reads, compared, on_cell};
use super::value::{BLANK, codes};
use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId, StateTest, VarId};
use crate::model::{Item, ItemId, Question};
use crate::value::{Decimal, Pattern, Special, Type, Value};

/// Longer texts are not measured by patterns.
const MOST_MEASURED: i128 = 1_000;

/// A condition on a question that isn't a single choice.
pub(super) fn condition(
    cells: &mut Cells<'_>,
    expr: &Expr,
    id: NodeId,
    (var, at): (VarId, Context),
) -> Option<Rails> {
    let (item_id, item, question) = cells.question(var)?;
    match expr.node(id) {
        Node::State { test, .. } => state(cells, (item_id, item, question), *test),
        Node::Call { func: Func::IsMissing, args } => {
            let [of] = args.as_slice() else { return None };
            reads(expr, *of, var).then_some(())?;
            let proper = has(&item.id, cells.proper(question));
            Some(Rails::object(Place::of(item.home), not(proper.clone()), proper))
        }
        Node::Call { func, args } => {
            let look = Look { cells, expr, question, at };
            let yes = look.values(*func, args)?;
            let no = look.other(&yes);
            let cell = Cell { var, yes, no };
            Some(on_cell(Place::of(item.home), &item.id, cell, |values| cells.values(question, values)))
        }
        Node::Const(_)
        | Node::Read { .. }
        | Node::RowIndex { .. }
        | Node::CurrentChoice
        | Node::Attribute { .. }
        | Node::ByCode { .. }
        | Node::Label { .. }
        | Node::Aggregate(_)
        | Node::Lookup { .. } => None,
    }
}

fn reads(expr: &Expr, id: NodeId, wanted: VarId) -> bool {
    matches!(expr.node(id), Node::Read { var, .. } if *var == wanted)
}

fn state(
    cells: &mut Cells<'_>,
    (id, item, question): (ItemId, &Item, &Question),
    test: StateTest,
) -> Option<Rails> {
    let given = cells.given(item, question);
    let reason = |cells: &Cells<'_>, reason| has(&item.id, cells.reason(question, reason));
    let yes = match test {
        StateTest::Answered => given,
        StateTest::Unanswered => all([not(given), cells.asked(id)?]),
        StateTest::DontKnow => reason(cells, Special::DontKnow),
        StateTest::Refused => reason(cells, Special::Refused),
        StateTest::NotApplicable => {
            let asked = cells.asked(id)?;
            any([not(asked), reason(cells, Special::NotApplicable)])
        }
        StateTest::NotInVersion => Json::Bool(false),
    };
    Some(Rails::object(Place::of(item.home), yes.clone(), not(yes)))
}

/// A look at the operands of a call.
struct Look<'c, 'a> {
    cells: &'c Cells<'a>,
    expr: &'c Expr,
    question: &'c Question,
    at: Context,
}

impl Look<'_, '_> {
    /// The proper values for which a call is true.
    fn values(&self, func: Func, args: &[NodeId]) -> Option<Proper> {
        match (func, args) {
            (Func::Between, [of, low, high]) => {
                let (from, to) =
                    (self.side(*of, Func::GreaterOrEqual, *low)?, self.side(*of, Func::LessOrEqual, *high)?);
                self.both(from, to)
            }
            (Func::In, [of, items @ ..]) => {
                let each: Option<Vec<Proper>> =
                    items.iter().map(|item| self.side(*of, Func::Equal, *item)).collect();
                self.either(each?)
            }
            (Func::HasAny | Func::HasAll | Func::HasOnly, [of, items @ ..]) => self.ticked(func, *of, items),
            (Func::Matches, [of, pattern]) => self.matching(*of, *pattern),
            (func, [left, right]) => match self.constant(*right) {
                Some(_) => self.side(*left, func, *right),
                None => self.side(*right, mirrored(func)?, *left),
            },
            (_, _) => None,
        }
    }

    /// The proper values for which it is false: all others.
    fn other(&self, yes: &Proper) -> Proper {
        match yes {
            Proper::Numbers(set) => Proper::Numbers(set.complement()),
            Proper::Days(set) => Proper::Days(set.complement()),
            Proper::Like(schema) => {
                Proper::Like(all([self.cells.proper(self.question), not(schema.clone())]))
            }
        }
    }

    fn constant(&self, id: NodeId) -> Option<Value> {
        let constant = self.cells.only_read(self.expr, id, self.at) == Reads::Nothing;
        constant.then(|| self.cells.constant(self.expr, id, self.at)).filter(|value| !value.is_missing())
    }

    fn both(&self, a: Proper, b: Proper) -> Option<Proper> {
        match (a, b) {
            (Proper::Numbers(a), Proper::Numbers(b)) => Some(Proper::Numbers(a.intersect(&b))),
            (Proper::Days(a), Proper::Days(b)) => Some(Proper::Days(a.intersect(&b))),
            (Proper::Like(a), Proper::Like(b)) => Some(Proper::Like(all([a, b]))),
            (Proper::Numbers(_) | Proper::Days(_) | Proper::Like(_), _) => None,
        }
    }

    fn either(&self, each: Vec<Proper>) -> Option<Proper> {
        let mut each = each.into_iter();
        let first = each.next()?;
        each.try_fold(first, |sum, one| match (sum, one) {
            (Proper::Numbers(a), Proper::Numbers(b)) => Some(Proper::Numbers(a.union(&b))),
            (Proper::Days(a), Proper::Days(b)) => Some(Proper::Days(a.union(&b))),
            (Proper::Like(a), Proper::Like(b)) => Some(Proper::Like(any([a, b]))),
            (Proper::Numbers(_) | Proper::Days(_) | Proper::Like(_), _) => None,
        })
    }

    /// A comparison of something of the answer with a constant.
    fn side(&self, of: NodeId, func: Func, with: NodeId) -> Option<Proper> {
        let constant = self.constant(with)?;
        match (self.expr.node(of), constant) {
            (Node::Call { func: Func::Rescale, args }, _) => self.side(*args.first()?, func, with),
            (Node::Read { .. }, Value::Num(number)) => {
                let scale = if let Type::Num(ty) = self.expr.type_of(of) { ty.scale } else { return None };
                let (floor, ceiling) = ends(number, scale)?;
                compared(func, floor, ceiling).map(Proper::Numbers)
            }
            (Node::Read { .. }, Value::Date(day)) => {
                compared(func, ordinal(day), ordinal(day)).map(Proper::Days)
            }
            (Node::Read { .. }, Value::Text(text)) => self.text(func, &text),
            (Node::Call { func: Func::Length, args }, Value::Num(number)) => {
                self.is_read(*args.first()?)?;
                let (floor, ceiling) = ends(number, 0)?;
                compared(func, floor, ceiling).and_then(|set| lengths(&set)).map(Proper::Like)
            }
            (Node::Call { func: Func::CountSelected, args }, Value::Num(number)) => {
                self.is_read(*args.first()?)?;
                let (floor, ceiling) = ends(number, 0)?;
                let counts = compared(func, floor, ceiling).map(|set| counts(&set))?;
                Some(Proper::Like(all([self.cells.proper(self.question), counts])))
            }
            (_, _) => None,
        }
    }

    fn is_read(&self, id: NodeId) -> Option<()> {
        reads(self.expr, id, self.question.var).then_some(())
    }

    fn text(&self, func: Func, text: &str) -> Option<Proper> {
        let same = one_of(&[text]);
        match func == Func::Equal {
            true => Some(Proper::Like(same)),
            false if func == Func::NotEqual => {
                Some(Proper::Like(all([self.cells.proper(self.question), not(same)])))
            }
            false => None,
        }
    }

    fn ticked(&self, func: Func, of: NodeId, items: &[NodeId]) -> Option<Proper> {
        self.is_read(of)?;
        let list = self.question.ty.list().and_then(|list| self.cells.instrument.list(list))?;
        let mut wanted: Vec<&str> = Vec::new();
        for item in items {
            let Some(Value::Choice(at)) = self.constant(*item) else { return None };
            wanted.push(&list.list.choice(at)?.code);
        }
        let contains = |like: Json| json!({ "type": "array", "contains": like });
        let ticked = if func == Func::HasAny {
            contains(one_of(&wanted))
        } else if func == Func::HasAll {
            all(wanted.iter().map(|code| contains(one_of(&[code]))))
        } else {
            json!({ "type": "array", "items": one_of(&wanted) })
        };
        let specials = codes(Some(list), |special| special.is_some());
        let proper =
            if specials.is_empty() { json!({ "minItems": 1 }) } else { self.cells.proper(self.question) };
        Some(Proper::Like(all([ticked, proper])))
    }

    fn matching(&self, of: NodeId, pattern: NodeId) -> Option<Proper> {
        self.is_read(of)?;
        let Some(Value::Text(text)) = self.constant(pattern) else { return None };
        let pattern = Pattern::new(&text).ok()?;
        let whole = format!("^[{BLANK}]*(?:{})[{BLANK}]*$", pattern.portable());
        let blank_fits = if pattern.matches("") { nonblank() } else { Json::Bool(true) };
        Some(Proper::Like(all([json!({ "type": "string", "pattern": whole }), blank_fits])))
    }
}

/// Text that is not blank.
fn nonblank() -> Json {
    json!({ "type": "string", "pattern": format!("[^{BLANK}]") })
}

/// The same comparison with its sides exchanged.
#[expect(clippy::wildcard_enum_match_arm, reason = "only comparisons have sides to exchange")]
fn mirrored(func: Func) -> Option<Func> {
    Some(match func {
        Func::Equal => Func::Equal,
        Func::NotEqual => Func::NotEqual,
        Func::Less => Func::Greater,
        Func::LessOrEqual => Func::GreaterOrEqual,
        Func::Greater => Func::Less,
        Func::GreaterOrEqual => Func::LessOrEqual,
        _ => return None,
    })
}

/// A number in whole units of a scale, rounded down and up.
fn ends(number: Decimal, scale: u8) -> Option<(i128, i128)> {
    if number.scale() <= scale {
        let exact = number.rescale(scale)?.units();
        return Some((exact, exact));
    }
    let power = 10_i128.checked_pow(u32::from(number.scale() - scale))?;
    let floor = number.units().div_euclid(power);
    let exact = number.units().rem_euclid(power) == 0;
    Some((floor, if exact { floor } else { floor + 1 }))
}

/// Texts of so many characters once trimmed; at least one, for blank text is none.
fn lengths(set: &Intervals) -> Option<Json> {
    let real = set.intersect(&Intervals::between(Some(1), None));
    let mut ways = Vec::new();
    for (low, high) in real.parts() {
        let low = low.unwrap_or(1);
        if low.max(high.unwrap_or(low)) > MOST_MEASURED {
            return None;
        }
        ways.push(length_pattern(low, *high));
    }
    let pattern =
        |way: String| json!({ "type": "string", "pattern": format!("^[{BLANK}]*{way}[{BLANK}]*$") });
    Some(any(ways.into_iter().map(pattern)))
}

fn length_pattern(low: i128, high: Option<i128>) -> String {
    let inner = |least: i128, most: Option<i128>| {
        let most = most.map(|most| most.to_string()).unwrap_or_default();
        format!(r"[^{BLANK}][\s\S]{{{least},{most}}}[^{BLANK}]")
    };
    let longer = inner((low - 2).max(0), high.map(|high| high - 2));
    match (low, high) {
        (..=1, Some(1)) => format!("[^{BLANK}]"),
        (..=1, _) => format!("(?:[^{BLANK}]|{longer})"),
        (_, _) => longer,
    }
}

/// Arrays of so many elements.
fn counts(set: &Intervals) -> Json {
    any(set.intersect(&Intervals::between(Some(0), None)).parts().iter().map(|(low, high)| {
        let mut out = json!({ "type": "array", "minItems": low.unwrap_or(0).max(0) });
        if let (Some(high), Some(fields)) = (high, out.as_object_mut()) {
            fields.insert("maxItems".to_owned(), json!(high));
        }
        out
    }))
}
