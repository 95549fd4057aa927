//! Hostile expressions: a diagnostic each, quickly, whatever the stack.

use std::time::{Duration, Instant};

use crate::base::{FileId, Limits, Sink, Sources};
use crate::expr::conformance::Examples;
use crate::expr::{
    Attached, Expected, Name, Place, RosterInfo, Scope, Table, VarId, check, eval, format, parse,
};
use crate::value::{List, ListId, NumType, RosterId, TableId, Type};

/// A scope of one number, `x`, of a truth value, `b`, and of a text, `t`.
struct Small;

impl Scope for Small {
    fn resolve(&self, path: &[&str]) -> Option<Name<'_>> {
        let (number, ty) = match path {
            ["x"] => (0, Type::Num(NumType::whole(0, 1))),
            ["b"] => (1, Type::Bool),
            ["t"] => (2, Type::Text),
            _ => return None,
        };
        Some(Name::Cell { var: VarId(number), ty, home: None })
    }

    fn candidates(&self, _: &[&str]) -> Vec<String> {
        vec!["x".into(), "b".into(), "t".into()]
    }

    fn list(&self, _: ListId) -> Option<&List> {
        None
    }

    fn list_named(&self, _: &str) -> Option<ListId> {
        None
    }

    fn lists(&self) -> Vec<String> {
        Vec::new()
    }

    fn roster(&self, _: RosterId) -> Option<&RosterInfo> {
        None
    }

    fn table(&self, _: &str) -> Option<(TableId, &Table)> {
        None
    }

    fn tables(&self) -> Vec<String> {
        Vec::new()
    }
}

const EMPTY: &str =
    "{fixture: {questions: {x: {type: int, min: 0, max: 1}, b: {type: bool}, t: {type: text}}}}";

/// The codes of an expression's diagnostics, with everything done to it that can be: parsed, printed, checked,
/// evaluated, dropped. In a thread with this stack.
fn codes(text: String, stack: usize) -> Vec<&'static str> {
    let work = move || {
        let start = now();
        let limits = Limits::default();
        let parsed = parse(&text, &limits);
        let printed = format(&parsed.ast);
        let again = parse(&printed, &Limits::default()).mistakes;
        // Spaces may make it longer than an expression may be; nothing else may change.
        assert!(parsed.mistakes.is_empty() == again.is_empty() || printed.len() > limits.expression_bytes);
        let codes: Vec<_> = Examples::new(EMPTY)
            .map(|examples| examples.compile(&text, FileId(0)).err().unwrap_or_default())
            .map(|found| found.iter().map(|d| d.code.id()).collect())
            .expect("a fixture");
        evaluate(&text);
        assert!(start.elapsed() < SOON, "{:?} for {} bytes", start.elapsed(), text.len());
        codes
    };
    let thread = std::thread::Builder::new().stack_size(stack).spawn(work).expect("a thread");
    thread.join().expect("no panic")
}

fn evaluate(text: &str) {
    let limits = Limits::default();
    let parsed = parse(text, &limits);
    let map = crate::base::TextMap::default();
    let attached = Attached::default();
    let place = Place { scope: &Small, attached: &attached, limits: &limits };
    let mut sink = Sink::new();
    if let Some(expr) = check(&parsed.ast, &map, place, &Expected::Shown, &mut sink) {
        let copy = expr.clone();
        assert_eq!(copy, expr);
        eval(&expr, &NoAnswers, &mut smallvec::smallvec![0]);
    }
    sink.into_sorted(&Sources::new());
}

/// A record without answers.
struct NoAnswers;

impl crate::expr::Env for NoAnswers {
    fn read(&self, var: VarId, _: u32) -> crate::value::Value {
        match var {
            VarId(0) => crate::value::ops::whole(1),
            VarId(1) => crate::value::Value::Bool(true),
            _ => crate::value::Value::Missing,
        }
    }
    fn state(&self, _: VarId, _: u32) -> crate::value::State {
        crate::value::State::Unanswered
    }
    fn rows(&self, _: RosterId, _: u32) -> std::ops::Range<u32> {
        0..0
    }
    fn row_index(&self, _: RosterId, _: u32) -> u32 {
        0
    }
    fn list(&self, _: ListId) -> Option<&List> {
        None
    }
    fn label(&self, _: ListId, _: u32) -> Option<std::sync::Arc<str>> {
        None
    }
    fn lookup(&self, _: TableId, _: &[crate::value::Value], _: u32) -> crate::value::Value {
        crate::value::Value::Missing
    }
    fn current_choice(&self) -> Option<u32> {
        None
    }
}

#[expect(clippy::disallowed_methods, reason = "a test looks at the clock")]
fn now() -> Instant {
    Instant::now()
}

const SMALL_STACK: usize = 256 << 10;
/// The contract is one second; an unoptimised build on a busy machine gets more.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

#[test]
fn what_is_too_long_is_told_at_once() {
    let long = [
        "(".repeat(10_000) + "x" + &")".repeat(10_000),
        "not ".repeat(100_000) + "b",
        "- ".repeat(100_000) + "x",
        "x + ".repeat(250_000) + "x",
        "if(".repeat(5_000),
        "'".to_owned() + &"a".repeat(1 << 20),
        "😀".repeat(1 << 18),
    ];
    for text in long {
        assert_eq!(codes(text, SMALL_STACK), ["too-large"]);
    }
}

#[test]
fn what_is_too_deep_is_told() {
    let deep = [
        "(".repeat(4_000) + "x" + &")".repeat(4_000),
        "not ".repeat(2_000) + "b",
        "- ".repeat(4_000) + "x",
        "abs(".repeat(1_500) + "x" + &")".repeat(1_500),
        "if b then ".repeat(400) + "x" + &" else x".repeat(400),
        "let a = x; ".repeat(700) + "a",
        "(b or (b and ".repeat(300) + "b" + &"))".repeat(300),
        "((x + x) * x - ".repeat(250) + "x" + &")".repeat(250),
    ];
    for text in deep {
        assert_eq!(codes(text.clone(), SMALL_STACK), ["too-large"], "{}", text.get(..20).unwrap_or_default());
    }
}

#[test]
fn long_chains_are_flat() {
    let flat = [
        "x".to_owned() + &"+x".repeat(4_000),
        "x".to_owned() + &"-x".repeat(4_000),
        "b".to_owned() + &" and b".repeat(1_300),
        "x".to_owned() + &"*x".repeat(4_000),
        "if b then 1 else ".repeat(450) + "2",
        "max(x".to_owned() + &",x".repeat(4_000) + ")",
        "x in (1".to_owned() + &",1".repeat(4_000) + ")",
    ];
    for text in flat {
        assert_eq!(
            codes(text.clone(), SMALL_STACK),
            [] as [&str; 0],
            "{}",
            text.get(..20).unwrap_or_default()
        );
    }
    let date_chain = "date('2024-01-01')".to_owned() + &" + 1 day".repeat(900);
    assert_eq!(codes(date_chain, SMALL_STACK), [] as [&str; 0], "folded as it is read");
    let quotients = "x".to_owned() + &" / (x + 1)".repeat(700);
    assert_eq!(codes(quotients, SMALL_STACK), ["too-large"]);
}

#[test]
fn as_deep_as_allowed_fits_a_small_stack() {
    let fits = [
        "(".repeat(200) + "x" + &")".repeat(200),
        "not ".repeat(198) + "b",
        "abs(".repeat(198) + "x" + &")".repeat(198),
        "coalesce(x, ".repeat(198) + "x" + &")".repeat(198),
        "(b or (b and ".repeat(98) + "b" + &"))".repeat(98),
        "if b then ".repeat(190) + "x" + &" else x".repeat(190),
        "max(x, x, ".repeat(198) + "x" + &")".repeat(198),
        "(x + ".repeat(198) + "x" + &")".repeat(198),
        "coalesce(ln(0), ".repeat(197) + "x" + &")".repeat(197),
        "if (".repeat(190) + "b" + &") then b else b".repeat(190),
    ];
    for text in fits {
        assert_eq!(
            codes(text.clone(), SMALL_STACK),
            [] as [&str; 0],
            "{}",
            text.get(..20).unwrap_or_default()
        );
    }
}

#[test]
fn aggregates_within_aggregates_are_limited() {
    let fixture = "{fixture: {rosters: {r: {max: 1, fields: {y: {type: int, min: 0, max: 1}}}}}}";
    let nested = |n: usize| "sum(".repeat(n) + "y" + &" for r)".repeat(n);
    let work = move |text: String| {
        let examples = Examples::new(fixture).expect("a fixture");
        examples.show(&text, "{r: [{y: 1}]}").expect("answers that read")
    };
    let on_small_stack = |text: String| {
        let thread = std::thread::Builder::new().stack_size(SMALL_STACK).spawn(move || work(text));
        thread.expect("a thread").join().expect("no panic")
    };
    assert_eq!(on_small_stack(nested(32)), "1");
    assert!(on_small_stack(nested(33)).starts_with("too-large"));
    assert!(on_small_stack(nested(800)).starts_with("too-large"));
}

#[test]
fn small_texts_that_would_grow_are_stopped() {
    // A `let` that doubles: 2^40 steps.
    let doubling: String = (1..40).map(|n| format!("let a{n} = a{0} + a{0}; ", n - 1)).collect();
    let lets = codes(format!("let a0 = x; {doubling} a39"), SMALL_STACK);
    assert_eq!(lets, ["too-large"]);
    // Definitions that double.
    let define: Vec<String> = (1..40).map(|n| format!("d{n}: d{0} + d{0}", n - 1)).collect();
    let fixture = format!(
        "{{fixture: {{questions: {{x: {{type: int, min: 0, max: 1}}}}, definitions: {{d0: x, {}}}}}}}",
        define.join(", ")
    );
    let start = now();
    let examples = Examples::new(&fixture).expect("a fixture");
    for name in ["d39", "d20"] {
        let found = examples.compile(name, FileId(0)).expect_err("far too large");
        assert_eq!(found.iter().map(|d| d.code.id()).collect::<Vec<_>>(), ["too-large"]);
    }
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert_eq!(codes("matches(t, '((((a{100}){100}){100}){100})')".into(), SMALL_STACK), ["regex"]);
    assert_eq!(codes("matches(t, '(?:){4294967295}')".into(), SMALL_STACK), ["regex"]);
    assert_eq!(codes(format!("matches(t, '{}')", "(".repeat(2_000)), SMALL_STACK), ["regex"]);
}
