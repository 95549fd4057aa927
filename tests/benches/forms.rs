//! Generated forms for the benchmarks: 25 % integer, 15 decimal, 25 select_one of 5, 10 select_multiple, 15 text,
//! 10 date; 10 % calculated sums; 30 % with a relevance over 1 to 3 earlier questions; 20 % with a constraint; groups
//! of ten. Same seeds and same draws as the generator that the other engines' figures come from.

use super::python_random::PythonRandom;

const CODES: [&str; 5] = ["c1", "c2", "c3", "c4", "c5"];

#[derive(Clone)]
struct Question {
    name: String,
    kind: &'static str,
    label: String,
    group: usize,
    list: u32,
    calc: Option<String>,
    when: Option<String>,
    check: Option<String>,
}

impl Question {
    fn is_number(&self) -> bool {
        matches!(self.kind, "int" | "dec" | "calc")
    }
}

fn pick<'a>(
    r: &mut PythonRandom,
    asked: &'a [Question],
    fits: impl Fn(&Question) -> bool,
) -> Option<&'a Question> {
    let fitting: Vec<&Question> = asked.iter().filter(|q| fits(q)).collect();
    if fitting.is_empty() {
        return None;
    }
    let recent = fitting.get(fitting.len().saturating_sub(20)..).unwrap_or(&fitting);
    let from: &[&Question] = if r.random() < 0.7 { recent } else { &fitting };
    Some(*r.choice(from))
}

fn atom(r: &mut PythonRandom, q: &Question) -> String {
    let name = &q.name;
    match q.kind {
        "int" | "calc" => {
            let op = *r.choice(&[">", "<=", "!="]);
            format!("{name} {op} {}", r.int(1, 90))
        }
        "dec" => {
            let op = *r.choice(&[">", "<="]);
            let tenths = r.int(1, 900);
            format!("{name} {op} {}.{}", tenths / 10, tenths % 10)
        }
        "one" => format!("{name} = '{}'", r.choice(&CODES)),
        "multi" => format!("{name} has '{}'", r.choice(&CODES)),
        "text" => format!("length({name}) > {}", r.int(0, 8)),
        _ => {
            let op = *r.choice(&[">=", "<"]);
            let (year, month) = (r.int(10, 24), r.int(1, 12));
            format!("{name} {op} date('20{year}-{month:02}-15')")
        }
    }
}

fn relevance(r: &mut PythonRandom, asked: &[Question]) -> Option<String> {
    let wanted = r.int(1, 3);
    let mut names: Vec<String> = Vec::new();
    let mut atoms: Vec<String> = Vec::new();
    for _ in 0..wanted {
        if let Some(q) = pick(r, asked, |_| true)
            && !names.contains(&q.name)
        {
            names.push(q.name.clone());
            atoms.push(atom(r, q));
        }
    }
    match atoms.len() {
        0 => None,
        1 => atoms.pop(),
        _ => {
            let op = *r.choice(&["and", "or"]);
            let wrapped: Vec<String> = atoms.iter().map(|a| format!("({a})")).collect();
            Some(wrapped.join(&format!(" {op} ")))
        }
    }
}

fn check(r: &mut PythonRandom, asked: &[Question], kind: &'static str) -> String {
    match kind {
        "int" | "dec" => {
            let other = if r.random() < 0.25 { pick(r, asked, |p| p.kind == kind) } else { None };
            match other {
                Some(q) => format!("self <= {} or {} is missing", q.name, q.name),
                None => format!("self between 0 and {}", r.choice(&[99, 120, 500])),
            }
        }
        "text" => format!("length(self) <= {}", r.int(20, 80)),
        "date" => "self >= date('2000-01-01')".to_owned(),
        "one" => "self != 'c5'".to_owned(),
        _ => "count_selected(self) <= 3".to_owned(),
    }
}

fn mixed(n: usize, seed: u32) -> Vec<Question> {
    let mut r = PythonRandom::new(seed);
    let mut asked: Vec<Question> = Vec::new();
    for i in 0..n {
        let calculated = i >= 5 && r.random() < 0.10;
        let mut kind = match calculated {
            true => "calc",
            false => r.weighted(&["int", "dec", "one", "multi", "text", "date"], &[25, 15, 25, 10, 15, 10]),
        };
        let label = format!("Question {i} about topic {}?", r.int(1, 99));
        let list = r.int(0, 9);
        let mut calc = None;
        if kind == "calc" {
            let mut names: Vec<String> = Vec::new();
            for _ in 0..r.int(2, 3) {
                if let Some(q) = pick(&mut r, &asked, Question::is_number)
                    && !names.contains(&q.name)
                {
                    names.push(q.name.clone());
                }
            }
            match names.is_empty() {
                true => kind = "int",
                false => {
                    let terms: Vec<String> =
                        names.iter().map(|name| format!("coalesce({name}, 0)")).collect();
                    calc = Some(terms.join(" + "));
                }
            }
        }
        let when = if i > 0 && r.random() < 0.30 { relevance(&mut r, &asked) } else { None };
        let check = (kind != "calc" && r.random() < 0.20).then(|| check(&mut r, &asked, kind));
        asked.push(Question { name: format!("q{i}"), kind, label, group: i / 10, list, calc, when, check });
    }
    asked
}

/// The YAML of a generated form of `n` questions: 50, 500 and 5,000 have the published seeds 11, 12 and 13.
pub(crate) fn mixed_yaml(n: usize) -> String {
    let seed = match n {
        50 => 11,
        500 => 12,
        _ => 13,
    };
    yaml(&format!("mix{n}"), &mixed(n, seed))
}

fn yaml(id: &str, questions: &[Question]) -> String {
    use std::fmt::Write;
    let mut out =
        format!("monev: 1\ninstrument: {id}\nversion: 1.0.0\ntitle: {id}\nlanguages: [en]\nlists:\n");
    for list in 0..10 {
        let _ = writeln!(out, "  l{list}:\n    choices:");
        for code in CODES {
            let _ = writeln!(out, "      - {{code: {code}, label: Option {code} of {list}}}");
        }
    }
    out.push_str("items:\n");
    let mut group = usize::MAX;
    for q in questions {
        if q.group != group {
            group = q.group;
            let _ = writeln!(out, "  - section: g{group}\n    title: Group {group}\n    items:");
        }
        item(&mut out, q);
    }
    out
}

fn item(out: &mut String, q: &Question) {
    use std::fmt::Write;
    let ty = match q.kind {
        "int" => "integer".to_owned(),
        "dec" => "decimal\n        scale: 1".to_owned(),
        "one" => format!("select_one l{}", q.list),
        "multi" => format!("select_multiple l{}", q.list),
        other => other.to_owned(),
    };
    // A calculation has no condition of its own: it has no value where the condition isn't true.
    let value = |calc: &String| match &q.when {
        Some(when) => format!("if {when} then {calc} else missing"),
        None => calc.clone(),
    };
    let _ = match &q.calc {
        Some(calc) => writeln!(out, "      - calc: {}\n        value: {}", q.name, value(calc)),
        None => writeln!(out, "      - ask: {}\n        type: {ty}\n        label: {}", q.name, q.label),
    };
    if let (Some(when), None) = (&q.when, &q.calc) {
        let _ = writeln!(out, "        when: {when}");
    }
    if let Some(check) = &q.check {
        let _ =
            writeln!(out, "        checks:\n          - require: {check}\n            message: Out of range");
    }
}
