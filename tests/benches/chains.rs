//! Generated forms in which one answer reaches everything: a chain of calculations, a fan of them, a fan of conditions.
//! The same that the other engines' figures come from.

use std::fmt::Write;

const COUNT: usize = 1_000;

fn form(id: &str, item: impl Fn(usize) -> String) -> String {
    let mut out =
        format!("monev: 1\ninstrument: {id}\nversion: 1.0.0\ntitle: {id}\nlanguages: [en]\nitems:\n");
    out.push_str("  - {ask: q0, type: integer, label: start}\n");
    for at in 1..=COUNT {
        let _ = writeln!(out, "  - {{{}}}", item(at));
    }
    out
}

/// Each is the one before and one more.
pub(crate) fn chain() -> String {
    form("chain1000", |at| format!("calc: q{at}, value: \"coalesce(q{}, 0) + 1\"", at - 1))
}

/// Each is the first and its number.
pub(crate) fn fan() -> String {
    form("fan1000", |at| format!("calc: q{at}, value: \"coalesce(q0, 0) + {at}\""))
}

/// Each is asked when the first is more than its number.
pub(crate) fn conditions() -> String {
    form("fanvis1000", |at| format!("ask: q{at}, type: integer, label: c{at}, when: q0 > {at}"))
}
