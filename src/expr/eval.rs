//! Typed expression → value. What operators and functions mean is in `value/ops.rs` and the catalogue; here is only
//! which nodes are evaluated, in which rows.
//!
//! Recursion is as deep as the expression, and the checker keeps that below the limit on nesting.

mod rows;

use std::borrow::Cow;

use smallvec::SmallVec;

use self::rows::Rows;
use super::env::{Env, Frame};
use super::funcs::Func;
use super::function::Meaning;
use super::ir::{AttributeRef, Expr, Node, NodeId, StateTest};
use crate::value::{Choice, ListId, State, TableId, Value, ops};

/// The value of an expression in the rows that `frame` holds. The frame is as before when this returns.
///
/// Slot 0 of the frame is the record (row 0); then come the rows of the rosters the expression is attached to.
pub fn eval(expr: &Expr, env: &(impl Env + ?Sized), frame: &mut Frame) -> Value {
    eval_node(expr, expr.root, env, frame)
}

/// The value of one node of an expression (to explain a result by its parts).
pub fn eval_node(expr: &Expr, id: NodeId, env: &(impl Env + ?Sized), frame: &mut Frame) -> Value {
    let mut id = id;
    loop {
        match expr.nodes.get(id) {
            // The chosen value stands for the whole: go on there, so that no ladder of `if`s is deep.
            Some(Node::Call { func: Func::If, args }) => match chosen(expr, args, env, frame) {
                Some(value) => id = value,
                None => return Value::Missing,
            },
            Some(Node::Call { func, args }) => return call(expr, (id, *func, args), env, frame),
            Some(node) => return leaf(expr, node, env, frame),
            None => return Value::Missing,
        }
    }
}

/// A node that is no call.
fn leaf(expr: &Expr, node: &Node, env: &(impl Env + ?Sized), frame: &mut Frame) -> Value {
    match node {
        Node::Const(value) => value.clone(),
        Node::Read { var, slot } => env.read(*var, row(frame, *slot)),
        Node::State { var, slot, test } => {
            Value::Bool(is_in_state(env.state(*var, row(frame, *slot)), *test))
        }
        Node::RowIndex { roster, slot } => ops::whole(env.row_index(*roster, row(frame, *slot))),
        Node::CurrentChoice => env.current_choice().map_or(Value::Missing, Value::Choice),
        Node::Attribute { of, list, attribute } => {
            let choice = eval_node(expr, *of, env, frame);
            attribute_of(env, *list, &choice, *attribute)
        }
        Node::ByCode { of, list } => by_code(env, *list, &eval_node(expr, *of, env, frame)),
        Node::Label { of, list, separator } => {
            let choice = eval_node(expr, *of, env, frame);
            label_of(env, *list, &choice, separator.as_deref())
        }
        Node::Call { .. } => Value::Missing,
        Node::Aggregate(aggregate) => Rows { expr, env, aggregate }.value(frame),
        Node::Lookup { table, column, keys } => look_up(expr, (*table, *column, keys), env, frame),
    }
}

fn look_up(
    expr: &Expr,
    (table, column, keys): (TableId, u32, &[NodeId]),
    env: &(impl Env + ?Sized),
    frame: &mut Frame,
) -> Value {
    let keys: SmallVec<[Value; 3]> = keys.iter().map(|key| eval_node(expr, *key, env, frame)).collect();
    match keys.iter().any(Value::is_missing) {
        true => Value::Missing,
        false => env.lookup(table, &keys, column),
    }
}

fn row(frame: &Frame, slot: u8) -> u32 {
    frame.get(usize::from(slot)).copied().unwrap_or_default()
}

fn is_in_state(state: State, test: StateTest) -> bool {
    match test {
        StateTest::Answered => state.is_answered(),
        StateTest::Unanswered => state == State::Unanswered,
        StateTest::DontKnow => state == State::DontKnow,
        StateTest::Refused => state == State::Refused,
        StateTest::NotApplicable => matches!(state, State::NotAsked | State::MarkedNotApplicable),
        StateTest::NotInVersion => state == State::NotInVersion,
    }
}

fn attribute_of(env: &(impl Env + ?Sized), list: ListId, choice: &Value, attribute: AttributeRef) -> Value {
    let Value::Choice(position) = choice else { return Value::Missing };
    let Some(choice) = env.list(list).and_then(|list| list.choice(*position)) else { return Value::Missing };
    match (attribute, choice) {
        (AttributeRef::Code, choice) => Value::Text(choice.code.clone()),
        (AttributeRef::Score, Choice { special: None, score: Some(score), .. }) => Value::Num(*score),
        (AttributeRef::Score, _) => Value::Missing,
        (AttributeRef::Column(column), choice) => {
            choice.attributes.get(column as usize).cloned().unwrap_or(Value::Missing)
        }
    }
}

fn by_code(env: &(impl Env + ?Sized), list: ListId, code: &Value) -> Value {
    let found = || {
        let (code, list) = (ops::as_text(code)?, env.list(list)?);
        let position = list.position(code)?;
        list.choice(position).filter(|choice| choice.special.is_none()).map(|_| Value::Choice(position))
    };
    found().unwrap_or(Value::Missing)
}

fn label_of(env: &(impl Env + ?Sized), list: ListId, choice: &Value, separator: Option<&str>) -> Value {
    let text = |position: &u32| env.label(list, *position);
    match choice {
        Value::Choice(position) => text(position).map_or(Value::Missing, Value::Text),
        Value::Choices(ticks) => {
            let labels: Option<Vec<_>> = ticks.iter().map(text).collect();
            labels.map_or(Value::Missing, |labels| ops::made_text(&labels.join(separator.unwrap_or(", "))))
        }
        Value::Missing
        | Value::Bool(_)
        | Value::Num(_)
        | Value::Text(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::DateTime(_)
        | Value::Geo(_)
        | Value::File(_) => Value::Missing,
    }
}

/// A call: its node, which function, its arguments.
type Call<'e> = (NodeId, Func, &'e [NodeId]);

fn call(expr: &Expr, (id, func, args): Call<'_>, env: &(impl Env + ?Sized), frame: &mut Frame) -> Value {
    match (func.operation().meaning, args) {
        (Meaning::Eager(meaning), [a]) => unary(expr, (meaning, *a), env, frame),
        (Meaning::Eager(meaning), [a, b]) => binary(expr, (meaning, *a, *b), env, frame),
        (Meaning::Eager(meaning), many) => eager(expr, (meaning, many), env, frame),
        (Meaning::Until { decides, join }, args) => until(expr, (decides, join, args), env, frame),
        (Meaning::If, args) => {
            chosen(expr, args, env, frame).map_or(Value::Missing, |value| eval_node(expr, value, env, frame))
        }
        (Meaning::First, args) => first(expr, args, env, frame),
        (Meaning::OneOf, args) => one_of(expr, args, env, frame),
        (Meaning::Pattern, args) => fits(expr, (id, args), env, frame),
    }
}

/// The meaning of a function for its arguments.
type Eager = fn(&[Value]) -> Value;

fn unary(expr: &Expr, (meaning, a): (Eager, NodeId), env: &(impl Env + ?Sized), frame: &mut Frame) -> Value {
    meaning(&[eval_node(expr, a, env, frame)])
}

fn binary(
    expr: &Expr,
    (meaning, a, b): (Eager, NodeId, NodeId),
    env: &(impl Env + ?Sized),
    frame: &mut Frame,
) -> Value {
    let a = eval_node(expr, a, env, frame);
    meaning(&[a, eval_node(expr, b, env, frame)])
}

fn eager(
    expr: &Expr,
    (meaning, args): (Eager, &[NodeId]),
    env: &(impl Env + ?Sized),
    frame: &mut Frame,
) -> Value {
    // Filled one by one, for a small frame on the stack: this is where deep expressions recurse.
    let mut values: SmallVec<[Value; 4]> = SmallVec::with_capacity(args.len());
    for arg in args {
        values.push(eval_node(expr, *arg, env, frame));
    }
    meaning(&values)
}

/// A Kleene connective of two truth values.
type Join = fn(Option<bool>, Option<bool>) -> Option<bool>;

fn until(
    expr: &Expr,
    (decides, join, args): (bool, Join, &[NodeId]),
    env: &(impl Env + ?Sized),
    frame: &mut Frame,
) -> Value {
    let mut all = Some(!decides);
    for arg in args {
        all = join(all, eval_node(expr, *arg, env, frame).truth());
        if all == Some(decides) {
            break;
        }
    }
    Value::from_truth(all)
}

fn first(expr: &Expr, args: &[NodeId], env: &(impl Env + ?Sized), frame: &mut Frame) -> Value {
    for arg in args {
        let value = eval_node(expr, *arg, env, frame);
        if !value.is_missing() {
            return value;
        }
    }
    Value::Missing
}

fn one_of(expr: &Expr, args: &[NodeId], env: &(impl Env + ?Sized), frame: &mut Frame) -> Value {
    let [x, items @ ..] = args else { return Value::Missing };
    let x = eval_node(expr, *x, env, frame);
    // A list of codes is compared where it stands: copying it would cost more than looking.
    let items = items.iter().map(|item| {
        if let Some(Node::Const(value)) = expr.nodes.get(*item) {
            Cow::Borrowed(value)
        } else {
            Cow::Owned(eval_node(expr, *item, env, frame))
        }
    });
    ops::one_of(&x, items)
}

fn fits(expr: &Expr, (id, args): (NodeId, &[NodeId]), env: &(impl Env + ?Sized), frame: &mut Frame) -> Value {
    let text = args.first().map_or(Value::Missing, |arg| eval_node(expr, *arg, env, frame));
    Value::from_truth(ops::as_text(&text).zip(expr.pattern(id)).map(|(text, pattern)| pattern.matches(text)))
}

/// Which of the values of an `if` counts; none if a condition is unknown. What isn't chosen isn't evaluated.
fn chosen(expr: &Expr, args: &[NodeId], env: &(impl Env + ?Sized), frame: &mut Frame) -> Option<NodeId> {
    let mut rest = args;
    while let [condition, value, more @ ..] = rest {
        match eval_node(expr, *condition, env, frame).truth()? {
            true => return Some(*value),
            false => rest = more,
        }
    }
    rest.first().copied()
}
