//! Draws well-formed expressions and answers for the fixture of the conformance vectors.

use std::fmt::Write as _;

/// A stream of choices from a seed (splitmix64).
pub(super) struct Draw {
    state: u64,
    /// Whether the names of a row of `anggota` can be used.
    in_row: bool,
}

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15), in_row: false }
    }

    fn below(&mut self, n: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len() as u64) as usize]
    }

    /// An expression of any kind.
    pub(super) fn expression(&mut self) -> String {
        match self.below(5) {
            0 | 1 => self.number(4),
            2 | 3 => self.truth(4),
            _ => match self.below(3) {
                0 => self.date(3),
                1 => self.text(3),
                _ => self.choice(3),
            },
        }
    }

    /// An expression over the rows of the roster.
    fn per_row(&mut self, draw: impl FnOnce(&mut Self) -> String) -> String {
        let outside = std::mem::replace(&mut self.in_row, true);
        let text = draw(self);
        self.in_row = outside;
        text
    }

    fn number(&mut self, depth: u32) -> String {
        if depth == 0 {
            let named =
                ["n", "m", "usia", "uang", "uang2", "besar", "wajib", "usia_pasangan", "pekerjaan.bobot"];
            return match self.below(3) {
                0 => self.one(&["0", "1", "3", "7", "12", "2.50", "0.001", "1_000", "100"]).to_owned(),
                1 if self.in_row => self.one(&["umur", "upah", "row_index"]).to_owned(),
                _ => self.one(&named).to_owned(),
            };
        }
        let d = depth - 1;
        match self.below(26) {
            0 => format!("({} + {} - {})", self.number(d), self.number(d), self.number(d)),
            1 => format!("({} - {})", self.number(d), self.number(d)),
            2 => format!("({} * {})", self.number(d), self.number(0)),
            3 => format!("({} / {})", self.number(0), self.number(0)),
            4 => format!("({} / 100)", self.number(d)),
            5 => format!("-{}", self.number(0)),
            6 => format!("round({}, {})", self.number(d), self.below(8)),
            7 => format!("{}({})", self.one(&["floor", "ceil", "trunc", "abs", "round"]), self.number(d)),
            8 => format!("{}({}, {})", self.one(&["min", "max"]), self.number(d), self.number(d)),
            9 => format!("clamp({}, -5, 10.5)", self.number(d)),
            10 => format!("power({}, {})", self.number(0), self.below(4)),
            11 => format!("(if {} then {} else {})", self.truth(d), self.number(d), self.number(d)),
            12 => format!("coalesce({}, {})", self.number(d), self.number(d)),
            13 => format!("{}(sikap; min_answered {})", self.one(&["sum", "mean", "prorate"]), self.below(5)),
            14 => format!(
                "{}({}, {}, q1)",
                self.one(&["sum", "mean", "prorate"]),
                self.number(d),
                self.truth(d)
            ),
            15 => format!("count(anggota where {})", self.per_row(|x| x.truth(d))),
            16 => {
                let ignoring = self.one(&["", " ignoring missing"]);
                let what = self.one(&["sum", "mean", "min", "max"]);
                format!("{what}({} for anggota{ignoring})", self.per_row(|x| x.number(d)))
            }
            17 => {
                let (x, a, b, c) = (self.number(0), self.number(d), self.number(d), self.number(0));
                format!("band({x}, below -3 then {a}, up to 21.5 then {b}, else {c})")
            }
            18 => self
                .one(&["score(q1)", "reverse(q2)", "reverse(n, 0, 10)", "count_selected(aset)"])
                .to_owned(),
            19 => format!("{}({})", self.one(&["year", "month", "day", "weekday"]), self.date(d)),
            20 => {
                let what = self.one(&["days_between", "months_between", "age_years", "age_months"]);
                format!("{what}({}, {})", self.date(d), self.date(d))
            }
            21 => format!("length({})", self.text(d)),
            22 => format!("(let x{d} = {}; x{d} + x{d})", self.number(d)),
            23 => format!("{}(floor({}), n)", self.one(&["quotient", "remainder"]), self.number(0)),
            24 => format!("{}(hp)", self.one(&["to_int", "to_decimal"])),
            _ => format!("ln({})", self.number(d)),
        }
    }

    fn truth(&mut self, depth: u32) -> String {
        if depth == 0 {
            return match self.below(5) {
                0 => "setuju".to_owned(),
                1 => "bekerja = 'ya'".to_owned(),
                2 => "pekerjaan.formal".to_owned(),
                3 if self.in_row => "umur >= 15".to_owned(),
                _ => "dewasa".to_owned(),
            };
        }
        let d = depth - 1;
        let is = ["missing", "not missing", "answered", "dont_know", "unanswered", "not_applicable"];
        match self.below(14) {
            0 => format!("({} and {} and {})", self.truth(d), self.truth(d), self.truth(d)),
            1 => format!("({} or {})", self.truth(d), self.truth(d)),
            2 => format!("not ({})", self.truth(d)),
            3 => format!(
                "{} {} {}",
                self.number(d),
                self.one(&["=", "!=", "<>", "<", "<=", ">", ">="]),
                self.number(d)
            ),
            4 => format!("{} between {} and {}", self.number(d), self.number(0), self.number(d)),
            5 => format!("{} not in (1, 2.5, -3)", self.number(d)),
            6 => format!("{} is {}", self.one(&["usia", "bekerja", "nama", "tgl2", "aset"]), self.one(&is)),
            7 => format!("({}) is {}", self.truth(d), self.one(&["true", "not true", "false", "not false"])),
            8 => format!(
                "aset has {}",
                self.one(&["'tv'", "any of ('tv', 'motor')", "only ('radio')", "none of ('tv')"])
            ),
            9 => format!("{} {} {}", self.date(d), self.one(&["=", "<", ">="]), self.date(d)),
            10 => format!("{} = {}", self.choice(d), self.choice(0)),
            11 => format!("{}({} for anggota)", self.one(&["any", "all"]), self.per_row(|x| x.truth(d))),
            12 => format!("matches({}, '[A-Z][a-z ]*\\d?')", self.text(d)),
            _ => {
                format!("{}({}, 'i')", self.one(&["starts_with", "ends_with", "contains_text"]), self.text(d))
            }
        }
    }

    fn date(&mut self, depth: u32) -> String {
        if depth == 0 {
            return self.one(&["tgl_lahir", "tgl2", "tgl_wawancara", "date('2024-02-29')"]).to_owned();
        }
        let d = depth - 1;
        match self.below(4) {
            0 => format!("({} + {})", self.date(d), self.one(&["1 month", "30 days", "2 weeks", "4 years"])),
            1 => format!("({} - {})", self.date(d), self.one(&["1 month", "30 days", "2 weeks", "4 years"])),
            2 => format!("(if {} then {} else {})", self.truth(d), self.date(d), self.date(d)),
            _ => format!("{}({}, {})", self.one(&["min", "max", "coalesce"]), self.date(d), self.date(d)),
        }
    }

    fn text(&mut self, depth: u32) -> String {
        if depth == 0 {
            return self.one(&["nama", "hp", "catatan", "'Siti'", "\"it's\""]).to_owned();
        }
        let d = depth - 1;
        match self.below(6) {
            0 => format!("concat({}, ' ', {})", self.text(d), self.text(d)),
            1 => format!("{}({})", self.one(&["lower", "upper"]), self.text(d)),
            2 => format!("to_text({})", self.number(d)),
            3 => format!("substring({}, {}, 3)", self.text(d), self.below(4)),
            4 => format!("coalesce({}, {})", self.text(d), self.text(0)),
            _ => "join(nama_art for anggota ignoring missing, ', ')".to_owned(),
        }
    }

    /// A choice of the list `setuju5`.
    fn choice(&mut self, depth: u32) -> String {
        if depth == 0 {
            return self.one(&["q1", "q2", "q3", "q4"]).to_owned();
        }
        let d = depth - 1;
        match self.below(3) {
            0 => format!("(if {} then {} else 'ss')", self.truth(d), self.choice(d)),
            1 => format!("coalesce({}, 'sts')", self.choice(d)),
            _ => self.choice(0),
        }
    }

    /// Answers: each question is left out, special or answered somewhere in its bounds, often at their ends.
    pub(super) fn answers(&mut self) -> String {
        let kinds: [(&str, &[&str]); 24] = [
            ("usia", &["0", "17", "18", "120", "{special: refused}"]),
            ("usia_pasangan", &["0", "60", "120"]),
            ("n", &["0", "-1", "7", "999999999999", "-999999999999"]),
            ("m", &["0", "3", "-2000000", "999999999999"]),
            ("uang", &["\"0.00\"", "\"0.01\"", "\"-999999999999.99\"", "\"12.34\""]),
            ("uang2", &["\"0.05\"", "\"999999999999.99\"", "\"-0.01\""]),
            ("besar", &["\"0.000001\"", "\"-999999999999.999999\"", "\"1.500000\""]),
            ("wajib", &["0", "10"]),
            ("nama", &["Siti", "\"Nyoman 😀\"", "\"  \"", "BUDI"]),
            ("hp", &["\"0812\"", "\"-12.5\"", "\"4,2\""]),
            ("catatan", &["\"a\"", "x y z"]),
            ("tgl_lahir", &["\"2004-02-29\"", "\"0001-01-01\"", "\"9999-12-31\""]),
            ("tgl2", &["\"2024-01-31\"", "\"2024-02-29\""]),
            ("tgl_wawancara", &["\"2025-03-01\"", "\"2024-12-31\""]),
            ("setuju", &["true", "false"]),
            ("bekerja", &["ya", "tidak", "tt", "rf"]),
            ("pekerjaan", &["petani", "nelayan", "pns", "lainnya"]),
            ("aset", &["[tv]", "[radio, motor]", "[]"]),
            ("q1", &["sts", "ss", "tt"]),
            ("q2", &["sts", "n"]),
            ("q3", &["ts", "ss"]),
            ("q4", &["s", "tt"]),
            (
                "anggota",
                &[
                    "[]",
                    "[{}, {umur: 3}]",
                    "[{umur: 0, upah: \"0.00\", nama_art: Ani}, {umur: 120, upah: \"1000000000.00\"}]",
                    "[{umur: 15, jk_art: p, nama_art: Budi, upah: \"12.5\"}]",
                ],
            ),
            ("setuju2", &["true", "false"]),
        ];
        let mut out = String::from("{");
        for (name, values) in kinds {
            if self.below(4) > 0 {
                let _ = write!(out, "{}{name}: {}", if out.len() > 1 { ", " } else { "" }, self.one(values));
            }
        }
        out + "}"
    }
}
