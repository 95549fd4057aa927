//! Small random instruments, as YAML.

use std::fmt::Write;

use super::Draw;

const LISTS: &str = "
lists:
  satu:
    ordered: true
    attributes: {grup: text}
    choices:
      - {code: a, label: {id: A, en: A}, score: 1, grup: x}
      - {code: b, label: {id: B, en: B}, score: 2, grup: y}
      - {code: c, label: {id: C, en: C}, score: 4, grup: x}
  dua:
    choices:
      - {code: p, label: {id: P, en: P}}
      - {code: q, label: {id: Q, en: Q}}
      - {code: r, label: {id: R, en: R}, exclusive: true}
      - {code: tt, label: {id: Tidak tahu, en: Do not know}, special: dont_know}
";

/// A question already written, that conditions may read.
#[derive(Clone)]
struct Known {
    id: String,
    kind: &'static str,
    /// In the roster's rows.
    row: bool,
}

struct Writer<'d> {
    draw: &'d mut Draw,
    known: Vec<Known>,
    count: usize,
    out: String,
    /// Rules beyond what JSON Schema can express are written too.
    free: bool,
}

/// An instrument that JSON Schema can express wholly.
pub(crate) fn expressible(draw: &mut Draw) -> String {
    write_one(draw, false)
}

/// Any instrument.
pub(crate) fn any(draw: &mut Draw) -> String {
    write_one(draw, true)
}

fn write_one(draw: &mut Draw, free: bool) -> String {
    let mut out = String::from(
        "monev: 1\ninstrument: acak\nversion: 1.2.0\ntitle: {id: Acak, en: Random}\nlanguages: [id, en]",
    );
    out.push_str(LISTS);
    out.push_str("items:\n");
    let mut writer = Writer { draw, known: Vec::new(), count: 0, out, free };
    let parts = 2 + writer.draw.below(4);
    for _ in 0..parts {
        match writer.draw.below(10) {
            0 | 1 => writer.section(2),
            2 => writer.roster(2),
            3 if writer.known.iter().any(|known| !known.row) => writer.calc(0),
            _ => writer.question(0, false),
        }
    }
    writer.out
}

impl Writer<'_> {
    fn name(&mut self, kind: &str) -> String {
        self.count += 1;
        format!("{kind}{}", self.count)
    }

    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{}{text}", " ".repeat(indent));
    }

    /// A section, in which other sections, grids and rosters may stand.
    fn section(&mut self, indent: usize) {
        let id = self.name("bagian");
        self.line(indent, &format!("- section: {id}"));
        let inner = indent + 2;
        self.line(inner, "title: {id: Bagian, en: Section}");
        if self.draw.percent(70) {
            self.when(inner, false);
        }
        self.line(inner, "items:");
        for _ in 0..1 + self.draw.below(3) {
            let calc = self.known.iter().any(|known| !known.row);
            match self.draw.below(12) {
                0 | 1 if calc => self.calc(inner),
                2 if indent < 6 => self.section(inner + 2),
                3 => self.grid(inner + 2),
                4 => self.roster(inner + 2),
                _ => self.question(inner, false),
            }
        }
    }

    fn grid(&mut self, indent: usize) {
        let (id, one, two) = (self.name("kisi"), self.name("t"), self.name("t"));
        self.line(indent, &format!("- grid: {id}"));
        let inner = indent + 2;
        self.line(inner, "type: select_one satu");
        self.line(inner, "label: {id: Kisi, en: Grid}");
        let required = self.draw.percent(50);
        self.line(inner, &format!("required: {required}"));
        if self.draw.percent(50) {
            self.when(inner, false);
        }
        self.line(inner, "rows:");
        for id in [&one, &two] {
            self.line(inner + 2, &format!("- {{ask: {id}, label: {{id: Baris, en: Row}}}}"));
        }
        let known = |id| Known { id, kind: "select_one satu", row: false };
        self.known.extend([one, two].map(known));
    }

    fn roster(&mut self, indent: usize) {
        let id = self.name("tabel");
        self.line(indent, &format!("- roster: {id}"));
        let indent = indent + 2;
        self.line(indent, "label: {id: Tabel, en: Table}");
        if self.draw.percent(40) {
            self.when(indent, false);
        }
        let rows = match self.draw.below(if self.free { 4 } else { 2 }) {
            0 => "rows: {max: 3}".to_owned(),
            1 => "rows: {min: 1, max: 4}".to_owned(),
            2 => "rows: {for_each: satu}".to_owned(),
            _ => "rows: {count: 2, max: 3}".to_owned(),
        };
        self.line(indent, &rows);
        self.line(indent, "items:");
        // A row without anything required may be `null`, which is for the engine alone to judge.
        let first = self.name("baris");
        let text = "type: integer, required: true, min: 0, max: 9";
        self.line(indent + 2, &format!("- {{ask: {first}, {text}, label: {{id: Baris, en: Row}}}}"));
        let before = self.known.len();
        self.known.push(Known { id: first, kind: "integer", row: true });
        for _ in 0..1 + self.draw.below(3) {
            self.question(indent, true);
        }
        self.known.truncate(before);
    }

    fn calc(&mut self, indent: usize) {
        let Some(condition) = self.condition(2, false) else { return };
        let id = self.name("hitung");
        self.line(indent + 2, &format!("- calc: {id}"));
        self.line(indent + 4, &format!("value: \"{condition}\""));
        self.line(indent + 4, "label: {id: Hitung, en: Calculated}");
        self.known.push(Known { id, kind: "calc", row: false });
    }

    fn when(&mut self, indent: usize, row: bool) {
        if let Some(condition) = self.condition(2, row) {
            self.line(indent, &format!("when: \"{condition}\""));
        }
    }

    fn question(&mut self, indent: usize, row: bool) {
        let kinds = [
            "select_one satu",
            "select_one dua",
            "yes_no",
            "integer",
            "decimal",
            "money",
            "date",
            "month",
            "text",
            "select_multiple dua",
            "rank satu",
            "time",
            "datetime",
            "barcode",
            "photo",
        ];
        let kind = self.draw.pick(&kinds);
        let id = self.name("t");
        self.line(indent + 2, &format!("- ask: {id}"));
        let inner = indent + 4;
        self.line(inner, &format!("type: {kind}"));
        self.line(inner, "label: {id: Tanya, en: Question}");
        if self.draw.percent(45) {
            self.when(inner, row);
        }
        match self.draw.below(4) {
            0 | 1 => self.line(inner, "required: true"),
            2 => {
                if let Some(condition) = self.condition(1, row) {
                    self.line(inner, &format!("required: \"{condition}\""));
                }
            }
            _ => {}
        }
        if self.draw.percent(25) {
            self.line(inner, "allow: [refused]");
        }
        self.limits(inner, kind);
        if self.draw.percent(20) && !kind.starts_with("rank") {
            self.filter(inner, kind, row);
        }
        let known = Known { id: id.clone(), kind, row };
        self.known.push(known);
        self.checks(inner, row, &id, kind);
    }

    fn limits(&mut self, indent: usize, kind: &str) {
        let some = |draw: &mut Draw| draw.percent(40);
        match kind {
            "integer" | "money" => {
                if some(self.draw) {
                    let min = self.draw.below(6) as i64 - 2;
                    self.line(indent, &format!("min: {min}"));
                }
                if some(self.draw) {
                    let max = 8 + self.draw.below(20);
                    self.line(indent, &format!("max: {max}"));
                }
            }
            "decimal" => {
                let scale = self.draw.below(3);
                self.line(indent, &format!("scale: {scale}"));
                if some(self.draw) {
                    self.line(indent, "min: -2.5");
                }
                if some(self.draw) {
                    self.line(indent, "max: 10.05");
                }
            }
            "text" => {
                if some(self.draw) {
                    self.line(indent, "max: 5");
                }
                if some(self.draw) {
                    self.line(indent, "min: 2");
                }
            }
            "select_multiple dua" if some(self.draw) => self.line(indent, "max: 2"),
            "date" if some(self.draw) => self.line(indent, "min: \"date('2024-02-29')\""),
            _ => {}
        }
    }

    fn filter(&mut self, indent: usize, kind: &str, row: bool) {
        let parent = self
            .known
            .iter()
            .find(|known| known.kind == "select_one satu" && !known.row && (self.free || !row));
        let parent = parent.map(|known| known.id.clone());
        match (kind, parent) {
            ("select_one satu", Some(parent)) => {
                self.line(indent, &format!("choices_where: \"choice.grup = {parent}.grup\""));
            }
            ("select_one satu", None) => self.line(indent, "choices_where: \"choice.grup = 'x'\""),
            _ => {}
        }
    }

    fn checks(&mut self, indent: usize, row: bool, id: &str, kind: &'static str) {
        if !self.draw.percent(35) {
            return;
        }
        let own = Known { id: id.to_owned(), kind, row };
        let about_itself = self.draw.percent(60);
        let condition = if about_itself { Some(self.atom(&own)) } else { self.condition(1, row) };
        let level = if self.free && self.draw.percent(30) { "warning" } else { "error" };
        if let Some(condition) = condition {
            self.line(indent, "checks:");
            self.line(indent + 2, &format!("- require: \"{condition}\""));
            self.line(indent + 4, "message: {id: Periksa, en: Check}");
            self.line(indent + 4, &format!("level: {level}"));
        }
        if self.free && self.draw.percent(50) && kind == "date" && condition_free(&self.out) {
            self.line(indent, "checks:");
            self.line(indent + 2, "- {require: self <= today, message: {id: Periksa, en: Check}}");
        }
    }

    /// A condition over what is known; none if nothing is. In a row either over the row alone or over the record alone.
    fn condition(&mut self, depth: usize, row: bool) -> Option<String> {
        let of_row = row && self.draw.percent(75);
        let known: Vec<Known> = self.known.iter().filter(|known| known.row == of_row).cloned().collect();
        if known.is_empty() || (row && !of_row && !self.free) {
            return None;
        }
        Some(self.tree(depth, &known))
    }

    fn tree(&mut self, depth: usize, known: &[Known]) -> String {
        if depth == 0 || self.draw.percent(45) {
            let one = known[self.draw.below(known.len())].clone();
            return self.atom(&one);
        }
        let (a, b) = (self.tree(depth - 1, known), self.tree(depth - 1, known));
        match self.draw.below(10) {
            0 | 1 => format!("({a}) and ({b})"),
            2 | 3 => format!("({a}) or ({b})"),
            4 => format!("not ({a})"),
            5 => format!("({a}) is not true"),
            6 => format!("({a}) is false"),
            7 => format!("({a}) is {}", self.draw.pick(&["missing", "not missing", "not false"])),
            8 => format!("if ({a}) then ({b}) else (not ({a}))"),
            _ => format!("({a}) is true"),
        }
    }

    fn atom(&mut self, known: &Known) -> String {
        let x = &known.id;
        if self.draw.percent(15) && known.kind != "calc" {
            let test = ["answered", "missing", "not missing", "unanswered", "refused", "not_applicable"];
            return format!("{x} is {}", self.draw.pick(&test));
        }
        let n = self.draw.below(12) as i64 - 1;
        let op = self.draw.pick(&["=", "!=", "<", "<=", ">", ">="]);
        match known.kind {
            "select_one satu" => match self.draw.below(5) {
                0 => format!("{x} in ('a', 'c')"),
                1 => format!("{x} {op} 'b'"),
                2 => format!("score({x}) >= 2"),
                3 => format!("{x}.grup = 'x'"),
                _ => format!("{x} != 'c'"),
            },
            "select_one dua" => format!("{x} = 'q'"),
            "yes_no" => (*self.draw.pick(&[x, &format!("not {x}"), &format!("{x} = true")])).to_owned(),
            "calc" => x.clone(),
            "integer" | "money" => match self.draw.below(4) {
                0 => format!("{x} between {n} and {}", n + 6),
                1 => format!("{x} in (1, 2, 7)"),
                2 => format!("{n}.5 {op} {x}"),
                _ => format!("{x} {op} {n}"),
            },
            "decimal" => format!("{x} {op} {}", self.draw.pick(&["1.25", "0", "10", "-0.5"])),
            "date" => format!("{x} {op} date('{}')", self.draw.pick(&["2024-02-29", "2025-01-01"])),
            "month" => format!("{x} {op} date('{}')", self.draw.pick(&["2024-02-29", "2025-01-01"])),
            "text" | "barcode" => match self.draw.below(3) {
                0 => format!("{x} = 'abc'"),
                1 => format!("length({x}) {op} 3"),
                _ => format!("matches({x}, '[a-c]{{2,3}}')"),
            },
            "select_multiple dua" => match self.draw.below(5) {
                4 => format!("{x} has only ('p', 'q')"),
                0 => format!("{x} has 'p'"),
                1 => format!("{x} has any of ('p', 'r')"),
                2 => format!("{x} has all of ('p', 'q')"),
                _ => format!("count_selected({x}) {op} 1"),
            },
            "rank satu" => format!("{x} has 'a'"),
            _ => format!("{x} is answered"),
        }
    }
}

/// Whether the last item written has no checks yet.
fn condition_free(out: &str) -> bool {
    out.rsplit("- ask:").next().is_some_and(|last| !last.contains("checks:"))
}
