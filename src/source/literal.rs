//! Strict readers of scalars: a number, a truth value, a date or a version is written in one way only.
//!
//! YAML 1.1 and its libraries disagree about `010`, `no`, `1_000` or `12:30:45`; whoever wrote one of these is told
//! what it could mean, and nothing is guessed. The style of the scalar doesn't matter: `"5"` is `5`.

use super::document::Scalar;
use crate::base::{Beside, Diagnostic, Message, Sink, codes, looks_like_thousands};
use crate::value::{Date, Decimal};

/// Words that look like truth values elsewhere.
const YES: &[&str] = &["ya", "iya", "yes", "y", "on", "true", "benar", "1"];
const NO: &[&str] = &["tidak", "bukan", "no", "n", "off", "false", "salah", "0"];

impl Scalar {
    /// Whether nothing was written, or one of YAML's words for nothing, without quotes.
    pub fn is_null(&self) -> bool {
        self.style == super::Style::Plain && matches!(&*self.text, "" | "~" | "null" | "Null" | "NULL")
    }

    /// Whether this looks like a truth value in YAML 1.1, in Indonesian or in English.
    pub fn is_like_bool(&self) -> bool {
        let lower = self.text.to_ascii_lowercase();
        lower.len() > 1 && (YES.contains(&&*lower) || NO.contains(&&*lower))
    }

    /// `true` or `false`; anything else is reported, `ya` and `no` with advice.
    pub fn as_bool(&self, sink: &mut Sink) -> Option<bool> {
        match &*self.text {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                sink.push(self.not_bool());
                None
            }
        }
    }

    /// A whole number in plain digits.
    pub fn as_integer(&self, sink: &mut Sink) -> Option<i64> {
        let number = self.as_decimal(sink)?;
        let whole = (number.scale() == 0).then(|| i64::try_from(number.units()).ok()).flatten();
        if whole.is_none() {
            let found = self.bad(
                format!("`{}` bukan bilangan bulat", self.text),
                format!("`{}` is not a whole number", self.text),
            );
            sink.push(match separated(&self.text) {
                Some(Reading::Same(plain)) => self.write(found, &plain),
                Some(Reading::Either(..) | Reading::Clock(_) | Reading::Never) | None => found,
            });
        }
        whole
    }

    /// A number in plain digits, with a point before decimals if there are any.
    pub fn as_decimal(&self, sink: &mut Sink) -> Option<Decimal> {
        self.number(&self.text, sink)
    }

    /// A number that may have `_` between its digits: `1_000_000`. Only the values of params are written so.
    pub fn as_grouped_decimal(&self, sink: &mut Sink) -> Option<Decimal> {
        match ungrouped(&self.text) {
            Some(plain) => self.number(&plain, sink),
            None => self.number(&self.text, sink),
        }
    }

    /// Warns of a number that looks as if its point parted thousands.
    pub fn warn_of_thousands(&self, sink: &mut Sink) {
        if let Some(found) = looks_like_thousands(&self.text, self.span, Beside::Any) {
            sink.push(found);
        }
    }

    /// A percentage: `60%`.
    pub fn as_percent(&self, sink: &mut Sink) -> Option<Decimal> {
        match self.text.strip_suffix('%') {
            Some(number) => self.number(number, sink),
            None => {
                sink.push(self.bad(
                    format!("`{}` bukan persen (`60%`)", self.text),
                    format!("`{}` is not a percentage (`60%`)", self.text),
                ));
                None
            }
        }
    }

    /// A day, `YYYY-MM-DD`.
    pub fn as_date(&self, sink: &mut Sink) -> Option<Date> {
        let date = Date::parse(&self.text);
        if date.is_none() {
            sink.push(self.not_date());
        }
        date
    }

    /// A version, `1.0.0`: major, minor and patch.
    pub fn as_version(&self, sink: &mut Sink) -> Option<[u32; 3]> {
        let version = version(&self.text);
        if version.is_none() {
            sink.push(
                self.bad(format!("`{}` bukan versi", self.text), format!("`{}` is not a version", self.text))
                    .hint(Message::new(
                        "tulis tiga bilangan bulat: `1.0.0`",
                        "write three whole numbers: `1.0.0`",
                    )),
            );
        }
        version
    }

    pub(super) fn bad(&self, id: String, en: String) -> Diagnostic {
        Diagnostic::new(codes::BAD_LITERAL, self.span, Message::new(id, en))
    }

    /// The advice to write `text` instead, with the fix.
    fn write(&self, found: Diagnostic, text: &str) -> Diagnostic {
        let hint = Message::new(format!("tulis `{text}`"), format!("write `{text}`"));
        self.instead(found.hint(hint), text)
    }

    /// A fix that writes `text` instead.
    fn instead(&self, found: Diagnostic, text: &str) -> Diagnostic {
        let title = Message::new(format!("tulis `{text}`"), format!("write `{text}`"));
        found.fix(title, self.span, text)
    }

    fn not_bool(&self) -> Diagnostic {
        let found = self.bad(
            format!("`{}` bukan `true` atau `false`", self.text),
            format!("`{}` is neither `true` nor `false`", self.text),
        );
        let lower = self.text.to_ascii_lowercase();
        let meant = match () {
            () if YES.contains(&&*lower) => "true",
            () if NO.contains(&&*lower) => "false",
            () => return found,
        };
        self.write(found, meant)
    }

    fn number(&self, text: &str, sink: &mut Sink) -> Option<Decimal> {
        let leading_zero = text.trim_start_matches('-').starts_with('0')
            && text.trim_start_matches('-').as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        match Decimal::parse(text).filter(|_| !leading_zero) {
            Some(number) if number.units() == 0 && text.starts_with('-') => {
                sink.push(self.negative_zero());
                Some(number)
            }
            Some(number) => Some(number),
            None => {
                sink.push(self.not_number(text));
                None
            }
        }
    }

    fn negative_zero(&self) -> Diagnostic {
        let found = Diagnostic::new(
            codes::NEGATIVE_ZERO,
            self.span,
            Message::new(
                format!("`{}` dibaca sebagai 0", self.text),
                format!("`{}` is read as 0", self.text),
            ),
        );
        self.instead(found, "0")
    }

    fn not_number(&self, text: &str) -> Diagnostic {
        let found =
            self.bad(format!("`{text}` bukan angka biasa"), format!("`{text}` is not a plain number"));
        match reading(text) {
            Some(Reading::Same(plain)) => self.write(found, &plain),
            Some(Reading::Either(one, other)) => found.hint(Message::new(
                format!("dapat berarti {one} atau {other}; tulis salah satunya"),
                format!("it could mean {one} or {other}; write the one you mean"),
            )),
            Some(Reading::Clock(number)) => found.hint(Message::new(
                format!("dapat berarti jam atau {number} (basis 60); di sini harus angka biasa"),
                format!("it could mean a time of day or {number} (base 60); a plain number goes here"),
            )),
            Some(Reading::Never) => found.hint(Message::new(
                "angka selalu terhingga dan ditulis dengan angka biasa",
                "numbers are finite and written in plain digits",
            )),
            None => found,
        }
    }

    fn not_date(&self) -> Diagnostic {
        let found =
            self.bad(format!("`{}` bukan tanggal", self.text), format!("`{}` is not a date", self.text));
        match padded_date(&self.text) {
            Some(date) if date == *self.text => found.hint(Message::new(
                "tanggal itu tidak ada dalam kalender",
                "there is no such day in the calendar",
            )),
            Some(date) => self.write(found, &date),
            None => found.hint(Message::new(
                "tulis tahun-bulan-hari: `2025-10-06`",
                "write year-month-day: `2025-10-06`",
            )),
        }
    }
}

/// What text that isn't a plain number could mean.
#[derive(Debug, PartialEq, Eq)]
enum Reading {
    /// One thing, plainly written so.
    Same(String),
    /// One of two things.
    Either(String, String),
    /// A time of day, or this number in base 60.
    Clock(i64),
    /// No number.
    Never,
}

fn reading(text: &str) -> Option<Reading> {
    let same = |plain: String| Decimal::parse(&plain).map(|_| Reading::Same(plain));
    let bare = text.trim();
    let amount = ["Rp", "rp", "RP", "IDR"].into_iter().find_map(|unit| bare.strip_prefix(unit));
    if let Some(amount) = amount.map(|rest| rest.trim_start_matches('.').trim_start()) {
        return separated(amount).or_else(|| same(amount.to_owned()));
    }
    if let Some(percent) = bare.strip_suffix('%') {
        let number = Decimal::parse(percent)?;
        let share = Decimal::new(number.units(), number.scale().checked_add(2)?);
        return Some(Reading::Either(percent.to_owned(), share.to_string()));
    }
    if bare != text {
        return same(bare.to_owned()).or_else(|| reading(bare));
    }
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    if let Some(rest) = text.strip_prefix('+') {
        return same(rest.to_owned());
    }
    if matches!(digits.to_ascii_lowercase().as_str(), ".inf" | ".nan" | "inf" | "nan" | "infinity" | "∞") {
        return Some(Reading::Never);
    }
    if let Some(plain) = ungrouped(text) {
        return same(plain);
    }
    radix(sign, digits)
        .or_else(|| sexagesimal(digits))
        .or_else(|| exponent(text))
        .or_else(|| same(format!("{sign}0{digits}")).filter(|_| digits.starts_with('.')))
        .or_else(|| same(text.strip_suffix('.')?.to_owned()))
        .or_else(|| separated(text))
}

/// `1_000_000` without its separators; `None` unless every `_` stands between digits.
fn ungrouped(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |n: Option<usize>| n.and_then(|n| bytes.get(n)).is_some_and(u8::is_ascii_digit);
    let between = |(n, _): (usize, char)| digit(n.checked_sub(1)) && digit(Some(n + 1));
    let mut separators = text.char_indices().filter(|(_, c)| *c == '_').peekable();
    separators.peek()?;
    separators.all(between).then(|| text.replace('_', ""))
}

/// `0x1F`, `0o17`, `0b11`, and `010`, which some read in base 8.
fn radix(sign: &str, digits: &str) -> Option<Reading> {
    let number = |text: &str, base| i64::from_str_radix(text, base).ok().map(|n| format!("{sign}{n}"));
    let lower = digits.to_ascii_lowercase();
    let prefixed = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(|(prefix, base)| lower.strip_prefix(prefix).and_then(|text| number(text, base)));
    if let Some(plain) = prefixed {
        return Some(Reading::Same(plain));
    }
    let plain = digits.trim_start_matches('0');
    let octal = digits.starts_with('0') && plain.bytes().all(|b| b.is_ascii_digit()) && !plain.is_empty();
    let decimal = octal.then(|| format!("{sign}{plain}"))?;
    Some(match number(plain, 8) {
        Some(other) if other != decimal => Reading::Either(decimal, other),
        Some(_) | None => Reading::Same(decimal),
    })
}

/// `12:30:45`, which old YAML reads in base 60.
fn sexagesimal(digits: &str) -> Option<Reading> {
    let parts: Option<Vec<i64>> = digits.split(':').map(|part| part.parse().ok()).collect();
    let parts = parts.filter(|parts| (2..=3).contains(&parts.len()))?;
    let value = parts.iter().try_fold(0_i64, |sum, part| sum.checked_mul(60)?.checked_add(*part))?;
    Some(Reading::Clock(value))
}

/// `1e5`, written out if it is not too long.
fn exponent(text: &str) -> Option<Reading> {
    let (mantissa, power) = text.split_once(['e', 'E'])?;
    let number = Decimal::parse(mantissa)?;
    let power: i32 = power.parse().ok()?;
    let scale = i32::from(number.scale()) - power;
    let written = match u32::try_from(-scale) {
        Ok(zeros) if zeros <= 15 => {
            Some(number.units().checked_mul(10_i128.checked_pow(zeros)?)?.to_string())
        }
        Ok(_) => None,
        Err(_) => {
            u8::try_from(scale).ok().filter(|s| *s <= 10).map(|s| Decimal::new(number.units(), s).to_string())
        }
    };
    Some(written.map_or(Reading::Never, Reading::Same))
}

/// `12,5`, `1.000.000` and `1.000.000,50`, as Indonesians write them, `1,000,000.50` and `1 000 000`.
fn separated(text: &str) -> Option<Reading> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let whole = |text: &str, mark: char| {
        let mut groups = text.split(mark);
        let first = groups.next().is_some_and(|g| (1..=3).contains(&g.len()) && plain(g));
        let rest: Vec<&str> = groups.collect();
        (first && !rest.is_empty() && rest.iter().all(|g| g.len() == 3 && plain(g)))
            .then(|| format!("{sign}{}", text.replace(mark, "")))
    };
    let decimals = |mark: char| digits.split_once(mark).filter(|(_, rest)| plain(rest));
    let both = [(',', '.'), ('.', ','), (',', ' '), ('.', ' ')].into_iter().find_map(|(point, mark)| {
        decimals(point).and_then(|(text, rest)| Some(format!("{}.{rest}", whole(text, mark)?)))
    });
    let comma = decimals(',').filter(|(text, _)| plain(text));
    let decimal = comma.map(|(text, rest)| format!("{sign}{text}.{rest}"));
    let thousands = [',', '.', ' '].into_iter().find_map(|mark| whole(digits, mark));
    match (decimal, both.or(thousands)) {
        (Some(one), Some(other)) => Some(Reading::Either(one, other)),
        (Some(one), None) | (None, Some(one)) => Some(Reading::Same(one)),
        (None, None) => None,
    }
}

fn plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `2024-2-9` as `2024-02-09`; also a timestamp's day and `9/2/2024` where only one reading fits.
fn padded_date(text: &str) -> Option<String> {
    let day = text.split(['T', 't', ' ']).next()?;
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = year.len() == 4 && plain(year) && plain(month) && plain(day) && parts.next().is_none();
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    (fits && (Date::parse(&date).is_some() || date == text)).then_some(date)
}

fn version(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.split('.').map(|part| {
        let canonical = plain(part) && (part == "0" || !part.starts_with('0'));
        canonical.then(|| part.parse::<u32>().ok()).flatten()
    });
    let version = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(version)
}
