//! Random small instruments: sections, questions of several types, calculations, rosters of every kind within one
//! another, scores of every method. They are text, as an author would write them.

use std::fmt::Write;

/// Decisions, drawn one after another; 0 when none are left.
pub(crate) struct Dice<'a>(std::slice::Iter<'a, u8>);

impl<'a> Dice<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes.iter())
    }

    pub(crate) fn below(&mut self, n: u32) -> u32 {
        self.0.next().map_or(0, |byte| u32::from(*byte) % n.max(1))
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        let at = self.below(of.len() as u32) as usize;
        of.get(at).cloned()
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Truth,
    One,
    Several,
    Ranked,
    Roster,
}

/// A name that expressions may use: what it is, and the rosters around it.
#[derive(Clone)]
struct Name {
    name: String,
    kind: Kind,
    rosters: Vec<String>,
}

struct Author<'a> {
    dice: Dice<'a>,
    text: String,
    names: Vec<Name>,
    next: u32,
}

const HEAD: &str = "monev: 1
instrument: acak
version: 1.0.0
title: Acak
languages: [id]
lists:
  d:
    ordered: true
    attributes: {angka: integer}
    choices:
      - {code: a, label: A, score: 1, angka: 2}
      - {code: b, label: B, score: 2, angka: 9}
      - {code: c, label: C, score: 4}
      - {code: lain, label: Lain, score: 3, angka: 5, specify: true}
      - {code: nihil, label: Nihil, exclusive: true, score: 0, angka: 0}
      - {code: tt, label: Tidak tahu, special: dont_know, angka: 3}
  e:
    choices:
      - {code: z, label: Z}
      - {code: b, label: B}
      - {code: c, label: C, special: refused}
given:
  - {given: g0, type: integer, min: 0, max: 50}
  - {given: g1, type: select_multiple d}
items:
";

/// An instrument from random bytes.
pub(crate) fn instrument(bytes: &[u8]) -> String {
    let given = |name: &str, kind| Name { name: name.to_owned(), kind, rosters: Vec::new() };
    let names = vec![given("g0", Kind::Number), given("g1", Kind::Several)];
    let mut author = Author { dice: Dice::new(bytes), text: HEAD.to_owned(), names, next: 0 };
    for _ in 0..4 + author.dice.below(6) {
        author.item(1, &[]);
    }
    author.scores();
    author.text
}

impl Author<'_> {
    fn id(&mut self, letter: char) -> String {
        self.next += 1;
        format!("{letter}{}", self.next)
    }

    fn visible(&self, kind: Kind, rosters: &[String]) -> Vec<String> {
        let seen = |name: &&Name| name.kind == kind && rosters.starts_with(&name.rosters);
        self.names.iter().filter(seen).map(|name| name.name.clone()).collect()
    }

    fn know(&mut self, name: &str, kind: Kind, rosters: &[String]) {
        self.names.push(Name { name: name.to_owned(), kind, rosters: rosters.to_vec() });
    }

    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.text, "{:width$}{text}", "", width = depth * 2);
    }

    fn item(&mut self, depth: usize, rosters: &[String]) {
        match self.dice.below(10) {
            9 if depth < 5 => {
                let id = self.id('s');
                self.line(depth, &format!("- section: {id}"));
                self.line(depth + 1, "title: S");
                self.when(depth + 1, rosters);
                self.line(depth + 1, "items:");
                for _ in 0..1 + self.dice.below(3) {
                    self.item(depth + 2, rosters);
                }
            }
            1 | 2 if depth < 6 && rosters.len() < 3 => self.roster(depth, rosters),
            3 => {
                let (id, value) = (self.id('k'), self.number(2, rosters));
                self.line(depth, &format!("- {{calc: {id}, value: \"{value}\"}}"));
                self.know(&id, Kind::Number, rosters);
            }
            5 if self.dice.below(2) == 1 => {
                let (id, row) = (self.id('g'), self.id('q'));
                self.line(depth, &format!("- grid: {id}"));
                self.line(depth + 1, "label: G");
                self.line(depth + 1, "type: select_one d");
                self.when(depth + 1, rosters);
                self.line(depth + 1, &format!("rows: [{{ask: {row}, label: L}}, {{ask: {row}b, label: L}}]"));
                self.know(&row, Kind::One, rosters);
                self.know(&format!("{row}b"), Kind::One, rosters);
            }
            4 => {
                let (id, value) = (self.id('l'), self.truth(2, rosters));
                self.line(depth, &format!("- {{calc: {id}, value: \"{value}\"}}"));
                self.know(&id, Kind::Truth, rosters);
            }
            _ => self.question(depth, rosters),
        }
    }

    fn when(&mut self, depth: usize, rosters: &[String]) {
        if self.dice.below(5) < 3 {
            let when = self.truth(2, rosters);
            self.line(depth, &format!("when: \"{when}\""));
        }
    }

    fn question(&mut self, depth: usize, rosters: &[String]) {
        let id = self.id('q');
        self.line(depth, &format!("- ask: {id}"));
        self.line(depth + 1, "label: L");
        self.when(depth + 1, rosters);
        match self.dice.below(3) {
            0 => self.line(depth + 1, "required: true"),
            1 => {
                let required = self.truth(1, rosters);
                self.line(depth + 1, &format!("required: \"{required}\""));
            }
            _ => {}
        }
        if self.dice.below(3) == 0 {
            self.line(depth + 1, "allow: [refused]");
        }
        let kind = match self.dice.below(7) {
            0 => {
                self.line(depth + 1, "type: yes_no");
                if self.dice.below(2) == 0 {
                    self.line(depth + 1, "default: true");
                }
                Kind::Truth
            }
            1 | 2 => {
                self.line(depth + 1, "type: select_one d");
                self.filter(depth, rosters);
                Kind::One
            }
            3 => {
                let kind = [Kind::Several, Kind::Ranked][usize::from(self.dice.below(4) == 3)];
                let name = if kind == Kind::Several { "select_multiple" } else { "rank" };
                self.line(depth + 1, &format!("type: {name} d"));
                self.filter(depth, rosters);
                kind
            }
            _ => {
                self.whole(depth, rosters);
                Kind::Number
            }
        };
        self.know(&id, kind, rosters);
    }

    fn filter(&mut self, depth: usize, rosters: &[String]) {
        if self.dice.below(3) == 0 {
            let than = self.number(1, rosters);
            self.line(depth + 1, &format!("choices_where: \"choice.angka >= {than}\""));
        }
    }

    /// The rest of a question for a whole number.
    fn whole(&mut self, depth: usize, rosters: &[String]) {
        self.line(depth + 1, "type: integer");
        match self.dice.below(3) {
            0 => {
                let least = self.number(1, rosters);
                self.line(depth + 1, &format!("max: \"{least}\""));
            }
            _ => {
                self.line(depth + 1, "min: 0");
                self.line(depth + 1, "max: 1000");
            }
        }
        if self.dice.below(3) == 0 {
            let default = self.number(1, rosters);
            self.line(depth + 1, &format!("default: \"{default}\""));
        }
        if self.dice.below(2) == 0 {
            let (than, level) = (self.number(1, rosters), ["error", "warning"][self.dice.below(2) as usize]);
            self.line(depth + 1, "checks:");
            self.line(
                depth + 1,
                &format!("- {{require: \"self >= {than}\", level: {level}, message: Periksa}}"),
            );
        }
    }

    fn roster(&mut self, depth: usize, rosters: &[String]) {
        let id = self.id('r');
        self.line(depth, &format!("- roster: {id}"));
        self.line(depth + 1, "label: R");
        self.when(depth + 1, rosters);
        let mut several = self.visible(Kind::Several, rosters);
        several.retain(|name| name != "g1");
        let rows = match self.dice.below(6) {
            0 | 1 => "{max: 3}".to_owned(),
            2 => format!("{{count: \"{}\", max: 3}}", self.number(0, rosters)),
            3 => {
                let each = self.dice.pick(&several).unwrap_or_else(|| "d".to_owned());
                format!("{{for_each: {each}}}")
            }
            4 => format!("{{from: prev.{id}, max: 4}}"),
            _ => "{min: 1, max: 2}".to_owned(),
        };
        self.line(depth + 1, &format!("rows: {rows}"));
        let mut inside = rosters.to_vec();
        inside.push(id.clone());
        let key = self.id('t');
        let other = self.id('t');
        let keys = if rows.contains("for_each") { 0 } else { self.dice.below(3) };
        match keys {
            0 => {}
            1 => self.line(depth + 1, &format!("key: {key}")),
            _ => self.line(depth + 1, &format!("key: [{other}, {key}]")),
        }
        self.line(depth + 1, "items:");
        self.line(depth + 1, &format!("- {{ask: {key}, type: text, label: K}}"));
        if keys == 2 {
            self.line(depth + 1, &format!("- {{ask: {other}, type: text, label: L}}"));
        }
        for _ in 0..1 + self.dice.below(3) {
            self.item(depth + 1, &inside);
        }
        self.know(&id, Kind::Roster, rosters);
        if self.dice.below(3) == 0 {
            let (require, level) =
                (self.truth(2, rosters), ["error", "warning"][self.dice.below(2) as usize]);
            self.line(depth + 1, "checks:");
            self.line(depth + 1, &format!("- {{require: \"{require}\", level: {level}, message: Periksa}}"));
        }
    }

    /// A roster that can be gone through here, and the rosters in whose rows one then stands.
    fn gone_through(&mut self, rosters: &[String]) -> Option<(String, Vec<String>)> {
        let visible = self.visible(Kind::Roster, rosters);
        let roster = self.dice.pick(&visible)?;
        let around = self.names.iter().find(|name| name.name == roster)?.rosters.clone();
        let inside = around.into_iter().chain([roster.clone()]).collect();
        Some((roster, inside))
    }

    fn truth(&mut self, deep: u32, rosters: &[String]) -> String {
        if deep > 0 && self.dice.below(3) == 2 {
            let (a, b) = (self.truth(deep - 1, rosters), self.truth(deep - 1, rosters));
            return match self.dice.below(3) {
                0 => format!("({a}) and ({b})"),
                1 => format!("({a}) or ({b})"),
                _ => format!("not ({a})"),
            };
        }
        let k = 1 + self.dice.below(60);
        let kind = [Kind::Number, Kind::Number, Kind::Truth, Kind::One, Kind::Several, Kind::Roster]
            [self.dice.below(6) as usize];
        let visible = self.visible(kind, rosters);
        let Some(name) = self.dice.pick(&visible) else { return format!("g0 > {k}") };
        match (kind, self.dice.below(6)) {
            (Kind::Roster, at) => match (at, self.gone_through(rosters)) {
                (0..=2, Some((roster, inside))) => {
                    let how = ["any", "all"][self.dice.below(2) as usize];
                    format!("{how}({} for {roster})", self.truth(0, &inside))
                }
                _ => format!("count({name}) > {}", k % 3),
            },
            (Kind::Number, 0) => format!("{name} is missing"),
            (Kind::Number, 1) => format!("{name} between 2 and {}", 2 + k),
            (Kind::Number, 2) => format!("{} > {k}", self.number(1, rosters)),
            (Kind::Number, _) => format!("{name} < {k}"),
            (Kind::Truth, 0) => format!("{name} is not true"),
            (Kind::Truth, _) => name,
            (Kind::One, 0) => format!("{name} is dont_know"),
            (Kind::One, 1) => format!("{name} is answered"),
            (Kind::One, 2) => format!("{name} >= 'b'"),
            (Kind::One, 3) => format!("{name} in ('a', 'nihil')"),
            (Kind::One, 4) => format!("to_choice({name}, e) = 'b'"),
            (Kind::One, _) => format!("{name} != 'c'"),
            (Kind::Several, 0) => format!("{name} has any of ('a', 'c')"),
            (Kind::Several, 1) => format!("{name} is not_applicable"),
            (Kind::Several | Kind::Ranked, _) => format!("{name} has 'b'"),
        }
    }

    fn number(&mut self, deep: u32, rosters: &[String]) -> String {
        let k = self.dice.below(30);
        let visible = self.visible(Kind::Number, rosters);
        let name = self.dice.pick(&visible).unwrap_or_else(|| "g0".to_owned());
        if deep == 0 {
            return name;
        }
        match self.dice.below(10) {
            0 => format!("{name} + {k}"),
            1 => format!("coalesce({name}, {k})"),
            2 => format!("(if {} then {name} else {k})", self.truth(deep - 1, rosters)),
            3 => format!("sum({name}, {k}; min_answered 1)"),
            4 if name != "g0" => format!("prev.{name}"),
            5 => match self.dice.pick(&self.visible(Kind::One, rosters)) {
                Some(one) => format!("score({one})"),
                None => format!("{name} * 2"),
            },
            6 | 7 => match self.gone_through(rosters) {
                Some((roster, inside)) => {
                    let how = ["sum", "mean", "max", "first"][self.dice.below(4) as usize];
                    let ignoring = ["", " ignoring missing"][self.dice.below(2) as usize];
                    let ignoring = if how == "first" { "" } else { ignoring };
                    format!("{how}({} for {roster}{ignoring})", self.number(0, &inside))
                }
                None => format!("round({name} / 7)"),
            },
            8 if !rosters.is_empty() => "row_index".to_owned(),
            _ => name,
        }
    }

    fn scores(&mut self) {
        self.text.push_str("scores:\n");
        let top: Vec<String> = Vec::new();
        for at in 0..1 + self.dice.below(3) {
            self.line(1, &format!("- score: z{at}"));
            if self.dice.below(3) == 0 {
                self.when(2, &top);
            }
            let method = self.method(&top);
            if method == "classify" {
                continue;
            }
            if self.dice.below(2) == 0 {
                let places = self.dice.below(3);
                self.line(2, &format!("round: {places}"));
            }
            if self.dice.below(2) == 0 {
                let (one, two, k) = (self.truth(1, &top), self.truth(1, &top), self.dice.below(9));
                self.line(
                    2,
                    &format!(
                        "override: [{{when: \"{one}\", value: {k}.25}}, {{when: \"{two}\", value: missing}}]"
                    ),
                );
            }
            if matches!(method, "sum" | "mean" | "weighted" | "formula") && self.dice.below(2) == 0 {
                let cut = self.dice.below(40);
                self.line(
                    2,
                    &format!(
                        "bands: [{{band: tinggi, from: {cut}.5}}, {{band: rendah, from: -999999999999999}}]"
                    ),
                );
            }
        }
    }

    /// The method of a score and what belongs to it.
    fn method(&mut self, top: &[String]) -> &'static str {
        let method = ["sum", "mean", "weighted", "largest", "over", "over", "classify", "formula"]
            [self.dice.below(8) as usize];
        let over = if method == "over" { self.over() } else { None };
        match (method, over) {
            ("classify", _) => {
                let (one, two) = (self.truth(2, top), self.truth(1, top));
                self.line(2, "method: classify");
                let rules = format!("[{{class: x, when: \"{one}\"}}, {{class: y, when: \"{two}\"}}]");
                self.line(2, &format!("rules: {rules}"));
            }
            ("over", Some((roster, key, value))) => {
                self.line(2, "method: largest");
                self.line(2, &format!("over: {roster}\n    key: {key}\n    value: {value}"));
                let tiebreak = self.dice.below(2) == 0;
                if tiebreak {
                    self.line(2, &format!("tiebreak: score({key})"));
                }
                self.edges(tiebreak);
            }
            ("largest" | "over", _) => {
                self.line(2, "method: largest");
                self.parts(top, false);
                self.edges(false);
            }
            ("formula", _) => {
                let value = self.number(2, top);
                self.line(2, &format!("method: formula\n    value: \"{value}\""));
            }
            _ => {
                self.line(2, &format!("method: {method}"));
                self.parts(top, method == "weighted");
                let need = ["1", "2", "60%", "25%", ""][self.dice.below(5) as usize];
                if !need.is_empty() {
                    self.line(2, &format!("missing: {{need: {need}}}"));
                }
                if matches!(method, "mean" | "weighted") && self.dice.below(2) == 0 {
                    self.line(2, "scale: [0, 50]\n    to: [0, 100]");
                }
            }
        }
        method
    }

    /// A roster at the top with a choice and a number in its rows.
    fn over(&mut self) -> Option<(String, String, String)> {
        let tops: Vec<Name> =
            self.names.iter().filter(|n| n.kind == Kind::Roster && n.rosters.is_empty()).cloned().collect();
        let roster = self.dice.pick(&tops)?.name;
        let inside = |kind| {
            let found = |n: &&Name| n.kind == kind && n.rosters == [roster.clone()];
            self.names.iter().find(found).map(|name| name.name.clone())
        };
        Some((roster.clone(), inside(Kind::One)?, inside(Kind::Number)?))
    }

    fn edges(&mut self, decided: bool) {
        if self.dice.below(2) == 0 {
            let floor = self.dice.below(20);
            self.line(2, &format!("floor: {floor}\n    below_floor: rendah_sekali"));
        }
        if !decided || self.dice.below(2) == 0 {
            self.line(2, "on_tie: seri");
        }
    }

    fn parts(&mut self, top: &[String], weigh: bool) {
        self.line(2, "items:");
        for at in 0..2 + self.dice.below(2) {
            let weight =
                if weigh { format!(", weight: {}", 10 * (1 + self.dice.below(5))) } else { String::new() };
            let mandatory = ["", ", mandatory: true"][usize::from(self.dice.below(4) == 0)];
            let value = self.number(1, top);
            self.line(2, &format!("- {{part: p{at}, value: \"{value}\"{weight}{mandatory}}}"));
        }
    }
}
