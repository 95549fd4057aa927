//! Scores whose parts divide by constants, compared with fractions of whole numbers: nothing is rounded before the score is.

use monev::rules::{MethodTree, Plan, evaluate, explain};
use monev::value::{Decimal, Value};
use proptest::prelude::*;
use serde_json::json;

use super::support::{compile, record, var};

/// A part as its author writes it, over `a` and `b`.
#[derive(Debug, Clone)]
enum Term {
    Number(i128),
    A,
    B,
    Divided(Box<Term>, i128),
    Times(Box<Term>, i128),
    Plus(Box<Term>, Box<Term>),
    Minus(Box<Term>, Box<Term>),
    Greater(Box<Term>, Box<Term>),
    Clamped(Box<Term>, i128),
    When(Box<Term>, Box<Term>),
}

/// A fraction; the divisor is above 0.
type Fraction = (i128, i128);

impl Term {
    fn text(&self) -> String {
        match self {
            Self::Number(n) => format!("({n})"),
            Self::A => "a".to_owned(),
            Self::B => "b".to_owned(),
            Self::Divided(x, by) => format!("({} / ({by}))", x.text()),
            Self::Times(x, by) => format!("({} * ({by}))", x.text()),
            Self::Plus(x, y) => format!("({} + {})", x.text(), y.text()),
            Self::Minus(x, y) => format!("({} - {})", x.text(), y.text()),
            Self::Greater(x, y) => format!("max({}, {})", x.text(), y.text()),
            Self::Clamped(x, most) => format!("clamp({}, 0, {most})", x.text()),
            Self::When(x, y) => format!("(if a > b then {} else {})", x.text(), y.text()),
        }
    }

    fn of(&self, a: i128, b: i128) -> Fraction {
        let of = |term: &Self| term.of(a, b);
        match self {
            Self::Number(n) => (*n, 1),
            Self::A => (a, 1),
            Self::B => (b, 1),
            Self::Divided(x, by) => {
                let (n, d) = of(x);
                (n * by.signum(), d * by.abs())
            }
            Self::Times(x, by) => (of(x).0 * by, of(x).1),
            Self::Plus(x, y) => plus(of(x), of(y)),
            Self::Minus(x, y) => plus(of(x), (-of(y).0, of(y).1)),
            Self::Greater(x, y) => {
                if less(of(x), of(y)) {
                    of(y)
                } else {
                    of(x)
                }
            }
            Self::Clamped(x, _) if less(of(x), (0, 1)) => (0, 1),
            Self::Clamped(x, most) => {
                if less((*most, 1), of(x)) {
                    (*most, 1)
                } else {
                    of(x)
                }
            }
            Self::When(x, y) => {
                if a > b {
                    of(x)
                } else {
                    of(y)
                }
            }
        }
    }
}

fn plus((a, b): Fraction, (c, d): Fraction) -> Fraction {
    (a * d + c * b, b * d)
}

fn less((a, b): Fraction, (c, d): Fraction) -> bool {
    a * d < c * b
}

/// Rounded to two decimals, half away from zero.
fn rounded((n, d): Fraction) -> Decimal {
    let half = (n.abs() * 200 + d) / (2 * d);
    Decimal::new(half * n.signum(), 2)
}

fn term() -> impl Strategy<Value = Term> {
    let leaf = prop_oneof![(-9_i128..=9).prop_map(Term::Number), Just(Term::A), Just(Term::B)];
    leaf.prop_recursive(3, 8, 2, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        let divisor = prop_oneof![1_i128..=40, -9_i128..=-1];
        prop_oneof![
            (boxed(), divisor.clone()).prop_map(|(x, by)| Term::Divided(x, by)),
            (boxed(), divisor).prop_map(|(x, by)| Term::Divided(x, by)),
            (boxed(), -9_i128..=9).prop_map(|(x, by)| Term::Times(x, by)),
            (boxed(), boxed()).prop_map(|(x, y)| Term::Plus(x, y)),
            (boxed(), boxed()).prop_map(|(x, y)| Term::Minus(x, y)),
            (boxed(), boxed()).prop_map(|(x, y)| Term::Greater(x, y)),
            (boxed(), 1_i128..=9).prop_map(|(x, most)| Term::Clamped(x, most)),
            (boxed(), boxed()).prop_map(|(x, y)| Term::When(x, y)),
        ]
    })
}

fn instrument(parts: &[(Term, i128)]) -> String {
    let items = |weighed: bool| -> String {
        let line = |(at, (term, weight)): (usize, &(Term, i128))| {
            let weight = if weighed { format!(", weight: {weight}") } else { String::new() };
            format!("      - {{part: p{at}, value: \"{}\"{weight}}}\n", term.text())
        };
        parts.iter().enumerate().map(line).collect()
    };
    let score = |id: &str, method: &str, items: &str| {
        format!("  - score: {id}\n    label: X\n    method: {method}\n    round: 2\n    items:\n{items}")
    };
    let sum: Vec<String> = parts.iter().map(|(term, _)| term.text()).collect();
    format!(
        "monev: 1\ninstrument: contoh\nversion: 1.0.0\ntitle: Contoh\nlanguages: [id]\nitems:\n  \
         - {{ask: a, type: integer, min: -50, max: 50, label: A}}\n  \
         - {{ask: b, type: integer, min: -50, max: 50, label: B}}\nscores:\n{}{}{}  \
         - {{score: f, label: F, method: formula, round: 2, value: \"{}\"}}\n",
        score("w", "weighted", &items(true)),
        score("m", "mean", &items(false)),
        score("s", "sum", &items(false)),
        sum.join(" + "),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn a_score_is_rounded_once(
        parts in prop::collection::vec((term(), 1_i128..=40), 1..4),
        a in -50_i128..=50,
        b in -50_i128..=50,
    ) {
        let text = instrument(&parts);
        let instrument = compile(&text);
        let record = record(&instrument, &json!({"answers": {"a": a, "b": b}}));
        let outcome = evaluate(&instrument, &Plan::new(&instrument), &record);
        let values: Vec<Fraction> = parts.iter().map(|(term, _)| term.of(a, b)).collect();
        let weights: i128 = parts.iter().map(|(_, weight)| weight).sum();
        let sum = values.iter().fold((0, 1), |sum, value| plus(sum, *value));
        let weigh = |sum, ((n, d), (_, weight)): (&Fraction, &(Term, i128))| plus(sum, (n * weight, *d));
        let weighed = values.iter().zip(&parts).fold((0, 1), weigh);
        let mean = (sum.0, sum.1 * values.len() as i128);
        let wanted = [("w", (weighed.0, weighed.1 * weights)), ("m", mean), ("s", sum), ("f", sum)];
        for ((id, fraction), score) in wanted.into_iter().zip(instrument.scores.iter()) {
            let value = &outcome.cell(var(&instrument, &format!("score.{id}")), 0).value;
            prop_assert_eq!(value, &Value::Num(rounded(fraction)), "{}\na = {}, b = {}: {}", text, a, b, id);
            let explained = explain(&instrument, &outcome, score.0);
            if let Some(MethodTree::Parts(tree)) = explained.and_then(|tree| tree.method) {
                prop_assert_eq!(tree.result, Some(rounded(fraction)), "{}\na = {}, b = {}: {}", text, a, b, id);
            }
            let (low, high) = score.1.proven.expect("bounds");
            prop_assert!(low <= rounded(fraction) && rounded(fraction) <= high, "{text}\n{id}");
        }
    }
}

#[test]
fn thirds_reach_the_edge_of_a_band() {
    // 15 % of 33⅓ and 85 % of 5.90 are exactly 10.015, which is 10.02; of 33.333333 it would be 10.01499995.
    let text = "monev: 1\ninstrument: contoh\nversion: 1.0.0\ntitle: Contoh\nlanguages: [id]\nitems:\n  \
                - {ask: n, type: integer, min: 0, max: 3, label: N}\n  - {ask: d, type: decimal, min: 0, max: 100, label: D}\n\
                scores:\n  - score: s\n    label: S\n    method: weighted\n    round: 2\n    items:\n      \
                - {part: x, value: n * 100 / 3, weight: 15}\n      - {part: y, value: d, weight: 85}\n    \
                bands: [{band: tinggi, from: 10.02}, {band: rendah, from: 0}]\n";
    let instrument = compile(text);
    let record = record(&instrument, &json!({"answers": {"n": 1, "d": "5.90"}}));
    let outcome = evaluate(&instrument, &Plan::new(&instrument), &record);
    let value = |name: &str| outcome.cell(var(&instrument, name), 0).value.clone();
    assert_eq!(value("score.s"), Value::Num(Decimal::new(1002, 2)));
    let (id, _) = instrument.scores.iter().next().expect("a score");
    let tree = explain(&instrument, &outcome, id).expect("a score");
    insta::assert_json_snapshot!(tree);
}
