//! Order of computation, circles, forward references.

use monev::rules::{Plan, Step};

use crate::support::{compile, try_compile, var};

const HEAD: &str = "monev: 1\ninstrument: contoh\nversion: 1.0.0\ntitle: Contoh\nlanguages: [id]\nitems:\n";

/// What is said of an instrument's order: message, then the notes.
fn said(items: &str) -> String {
    let files = monev::base::MemoryFiles::new().with("contoh.yaml", format!("{HEAD}{items}"));
    let compiled = monev::compile(&files, "contoh.yaml", &monev::base::Limits::default());
    let place = |span| {
        let at = compiled.sources.locate(span).unwrap();
        format!("{}:{} `{}`", at.line, at.column, compiled.sources.slice(span))
    };
    let mut text = String::new();
    for found in &compiled.diagnostics {
        text.push_str(&format!(
            "[{}] {}\n     {}\n  at {}\n",
            found.code.id(),
            found.message.en,
            found.message.id,
            place(found.span)
        ));
        for note in &found.notes {
            text.push_str(&format!(
                "  note {}: {} | {}\n",
                place(note.span),
                note.message.en,
                note.message.id
            ));
        }
    }
    text
}

#[test]
fn circles_name_every_edge() {
    insta::assert_snapshot!(
        "two_questions",
        said(
            "- {ask: a, type: integer, label: A, when: b > 1}\n- {ask: b, type: integer, label: B, when: a > 1}\n"
        )
    );
    insta::assert_snapshot!(
        "section_and_calculation",
        said(concat!(
            "- section: s\n  title: S\n  when: jumlah > 10\n  items:\n",
            "  - {ask: a, type: integer, label: A}\n  - {ask: b, type: integer, label: B}\n",
            "- {calc: jumlah, value: a + b}\n"
        ))
    );
    insta::assert_snapshot!(
        "score_and_roster",
        said(concat!(
            "- {ask: n, type: integer, label: N, when: score.s > 1}\n",
            "- roster: r\n  label: R\n  rows: {count: n, max: 5}\n  items:\n  - {ask: x, type: integer, label: X}\n",
            "scores:\n- score: s\n  label: S\n  method: sum\n  items: [{part: p, value: count(r)}]\n"
        ))
    );
    insta::assert_snapshot!("itself", said("- {calc: a, value: a + 1}\n"));
}

#[test]
fn a_circle_is_reported_once_however_many_ways_lead_through_it() {
    let text = said(concat!(
        "- {calc: a, value: b + c}\n- {calc: b, value: a}\n- {calc: c, value: b}\n",
        "- {calc: d, value: a}\n- {calc: e, value: f}\n- {calc: f, value: e}\n"
    ));
    assert_eq!(text.matches("[cycle]").count(), 2, "{text}");
}

/// Words that show an answer given below them: the item's own, or one inside it.
#[test]
fn pipes_of_what_is_not_given_yet() {
    insta::assert_snapshot!(
        "pipes_too_early",
        said(concat!(
            "- {ask: a, type: integer, label: 'A {a} {coalesce(a, 0)}', hint: 'h {a + 1}'}\n",
            "- section: s\n  title: 'S {a} {dua} {b}'\n  items:\n  - {ask: b, type: integer, label: B}\n",
            "  - {calc: dua, value: b * 2}\n",
            "- roster: r\n  label: 'R {sum(x for r)}'\n  rows: {max: 3}\n  row_label: '{x}'\n  items:\n",
            "  - {ask: x, type: integer, label: X}\n",
            "- {ask: c, type: integer, preload: true, label: 'C {c} {b}'}\n",
        ))
    );
}

#[test]
fn forward_references_of_relevance() {
    insta::assert_snapshot!(
        "forward_references",
        said(concat!(
            "- {ask: a, type: integer, label: A, when: c > 1}\n",
            "- {ask: b, type: integer, label: B, when: dua > 1 and count(r) > 0}\n",
            "- {ask: c, type: integer, label: C}\n",
            "- section: s\n  title: S\n  when: c > 5\n  items:\n  - {calc: dua, value: a * 2}\n",
            "- roster: r\n  label: R\n  rows: {max: 3}\n  items:\n",
            "  - {ask: x, type: integer, label: X, when: y > 1}\n  - {ask: y, type: integer, label: Y}\n"
        ))
    );
}

#[test]
fn what_may_stand_later() {
    let text = said(concat!(
        "- {ask: a, type: integer, label: A, required: c > 1, default: c, max: c}\n",
        "- {calc: jumlah, value: a + c}\n",
        "- {ask: b, type: integer, label: B, when: a > 1 and prev.c > 1}\n",
        "- {ask: c, type: integer, label: C, when: jumlah is missing or true}\n"
    ));
    // Only the last one: `jumlah` reads `c` itself.
    assert_eq!(text.matches("[cycle]").count(), 1, "{text}");
    assert_eq!(text.matches("[forward-reference]").count(), 0, "{text}");
}

#[test]
fn a_chain_of_5000_calculations_is_sorted_without_recursion() {
    let mut items = String::from("- {calc: c0, value: c1 + 1, label: L}\n");
    for at in 1..5_000 {
        items.push_str(&format!("- {{calc: c{at}, value: c{} * 1}}\n", at + 1));
    }
    items.push_str("- {ask: c5000, type: integer, min: 0, max: 9, label: L}\n");
    let instrument = compile(&format!("{HEAD}{items}"));
    let plan = std::thread::Builder::new().stack_size(128 << 10).spawn(move || {
        let plan = Plan::new(&instrument);
        let rank = |name: &str| plan.rank(plan.find(Step::Cell(var(&instrument, name))).unwrap());
        assert!(rank("c5000") < rank("c4999") && rank("c4999") < rank("c0"));
        plan
    });
    let plan = plan.unwrap().join().unwrap();
    assert!(plan.circles().is_empty());
}

#[test]
fn what_is_read_comes_before_its_reader() {
    let instrument = compile(crate::laws::INSTRUMENT);
    let plan = Plan::new(&instrument);
    let mut edges = 0;
    for (id, _) in plan.steps() {
        for edge in plan.edges(id) {
            edges += 1;
            assert!(plan.rank(edge.to) < plan.rank(id), "{:?} after {:?}", plan.step(edge.to), plan.step(id));
            assert!(plan.readers(edge.to).contains(&id));
        }
    }
    assert!(edges > 60, "only {edges} edges");
}

#[test]
fn complaints_are_the_same_every_time() {
    let text = format!("{HEAD}- {{calc: a, value: b}}\n- {{calc: b, value: c}}\n- {{calc: c, value: a}}\n");
    let first = try_compile(&text).1;
    assert_eq!(first, try_compile(&text).1);
    assert_eq!(first.len(), 1, "{first:?}");
}
