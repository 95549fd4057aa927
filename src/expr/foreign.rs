//! Functions of other programs (Excel, XLSForm, SQL, JavaScript), and what is written here in their place.
//!
//! People bring their habits along; a name they know is answered with the one that is known here.

use super::function::Text;

/// What is written in place of a function of another program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instead {
    /// The same under another name, with the same arguments.
    Name(&'static str),
    /// Something of another form.
    Form(Text),
    /// A test of the first argument: `x is missing`.
    Is(&'static str),
    /// `selected(q, 'a')`: `has`, or `=` for a single choice.
    Selected,
    /// `contains(q, 'a')`: like `selected` for choices, `contains_text` for text.
    Contains,
    /// A clock: `today`, the date given with the record.
    Clock,
    /// Chance: an input.
    Chance,
}

const fn form(id: &'static str, en: &'static str) -> Instead {
    Instead::Form(Text { id, en })
}

/// The names, in small letters and without `-`, `_` and `:`, with what is written instead.
static TABLE: &[(&[&str], Instead)] = &[
    // The same, under another name.
    (&["average", "avg", "ratarata", "rerata"], Instead::Name("mean")),
    (&["total", "jumlah"], Instead::Name("sum")),
    (&["len", "strlen", "stringlength", "panjang"], Instead::Name("length")),
    (&["concatenate", "gabung"], Instead::Name("concat")),
    (&["ifnull", "nvl"], Instead::Name("coalesce")),
    (&["regex", "regexp", "regexmatch", "matchesfull"], Instead::Name("matches")),
    (&["contains", "includes", "mengandung"], Instead::Contains),
    (&["startswith", "beginswith"], Instead::Name("starts_with")),
    (&["endswith"], Instead::Name("ends_with")),
    (&["countselected"], Instead::Name("count_selected")),
    (&["countnonempty", "counta"], Instead::Name("count_answered")),
    (&["tolower", "lcase", "lowercase"], Instead::Name("lower")),
    (&["toupper", "ucase", "uppercase"], Instead::Name("upper")),
    (&["ceiling"], Instead::Name("ceil")),
    (&["truncate"], Instead::Name("trunc")),
    (&["pow", "pangkat"], Instead::Name("power")),
    (&["bulatkan", "pembulatan"], Instead::Name("round")),
    (&["string", "str", "tostring"], Instead::Name("to_text")),
    (&["tahun"], Instead::Name("year")),
    (&["bulan"], Instead::Name("month")),
    (&["hari"], Instead::Name("day")),
    (&["minimum"], Instead::Name("min")),
    (&["maximum", "maksimum"], Instead::Name("max")),
    // Conditions.
    (
        &["if", "iif", "ifelse", "jika", "ifs", "switch", "case", "choose", "cond"],
        form(
            "tulis `if syarat then nilai else nilai_lain`",
            "write `if condition then value else other_value`",
        ),
    ),
    (&["and", "dan"], form("tulis `a and b`", "write `a and b`")),
    (&["or", "atau"], form("tulis `a or b`", "write `a or b`")),
    (&["not"], form("tulis `not a`", "write `not a`")),
    (&["selected"], Instead::Selected),
    (&["isblank", "isempty", "empty", "isnull", "isna", "kosong"], Instead::Is("missing")),
    (&["isanswered", "notempty", "isnotempty", "isnotnull", "hasvalue"], Instead::Is("answered")),
    (
        &["iferror"],
        form(
            "tulis `coalesce(x, 0)`; hasil pembagian dengan 0 kosong, bukan kesalahan",
            "write `coalesce(x, 0)`; a division by 0 is missing, not an error",
        ),
    ),
    (
        &["boolean", "booleanfromstring"],
        form(
            "tulis syaratnya, misalnya `x > 0` atau `x is answered`",
            "write the condition, such as `x > 0` or `x is answered`",
        ),
    ),
    // Rows and tables.
    (
        &["countif", "countifs"],
        form("tulis `count(roster where syarat)`", "write `count(roster where condition)`"),
    ),
    (
        &["sumif", "sumifs"],
        form("tulis `sum(x for roster where syarat)`", "write `sum(x for roster where condition)`"),
    ),
    (
        &["averageif", "averageifs"],
        form("tulis `mean(x for roster where syarat)`", "write `mean(x for roster where condition)`"),
    ),
    (
        &["maxif", "maxifs", "minif", "minifs"],
        form(
            "tulis `max(x for roster where syarat)` atau `min(…)`",
            "write `max(x for roster where condition)` or `min(…)`",
        ),
    ),
    (
        &["vlookup", "hlookup", "xlookup", "dlookup", "pulldata", "instance"],
        form("tulis `lookup(tabel.kolom, kunci = nilai)`", "write `lookup(table.column, key = value)`"),
    ),
    (
        &["indexedrepeat"],
        form(
            "tulis `first(x for roster where row_index = 2)`",
            "write `first(x for roster where row_index = 2)`",
        ),
    ),
    (&["position"], form("tulis `row_index`", "write `row_index`")),
    (
        &["selectedat"],
        form(
            "pilihan ganda tidak punya urutan; tulis `x has 'kode'`",
            "several choices have no order; write `x has 'code'`",
        ),
    ),
    (&["jrchoicename", "choicename"], form("tulis `label(x)`", "write `label(x)`")),
    // Numbers and text.
    (&["mod", "modulo", "sisa"], form("tulis `remainder(a, b)`", "write `remainder(a, b)`")),
    (&["int", "fix"], form("tulis `floor(x)` atau `trunc(x)`", "write `floor(x)` or `trunc(x)`")),
    (&["roundup"], form("tulis `ceil(x)`", "write `ceil(x)`")),
    (&["rounddown"], form("tulis `trunc(x)`", "write `trunc(x)`")),
    (
        &["number", "value", "tonumber"],
        form("tulis `to_int(teks)` atau `to_decimal(teks)`", "write `to_int(text)` or `to_decimal(text)`"),
    ),
    (
        &["substr", "left", "right", "mid", "substringbefore", "substringafter"],
        form(
            "tulis `substring(teks, dari, banyak)`; huruf pertama nomor 1",
            "write `substring(text, from, length)`; the first letter is number 1",
        ),
    ),
    (
        &["trim", "clean", "normalizespace"],
        form(
            "tidak perlu: jawaban teks sudah dibersihkan dari spasi di ujungnya",
            "not needed: answers have no spaces at their ends",
        ),
    ),
    (&["text"], form("tulis `to_text(x)`", "write `to_text(x)`")),
    (&["log"], form("logaritma alami ditulis `ln(x)`", "the natural logarithm is written `ln(x)`")),
    (
        &["sqrt", "exp", "log10", "sin", "cos", "tan", "pi"],
        form(
            "hasilnya tidak sama persis di semua perangkat; simpan nilainya dalam tabel dan baca dengan `lookup`",
            "its result differs between devices; keep its values in a table and read them with `lookup`",
        ),
    ),
    (
        &["median", "stdev", "stddev", "percentile", "quartile"],
        form(
            "ukuran atas banyak rekaman ditulis di `indicators`",
            "what is computed over many records is written under `indicators`",
        ),
    ),
    // Dates.
    (
        &["datediff", "datedif", "daysdiff", "selisihhari", "days", "decimaldatetime", "decimaltime"],
        form(
            "tulis `days_between(a, b)`, `months_between(a, b)` atau `age_years(a, b)`",
            "write `days_between(a, b)`, `months_between(a, b)` or `age_years(a, b)`",
        ),
    ),
    (
        &["age", "umur", "usia"],
        form("tulis `age_years(tgl_lahir, today)`", "write `age_years(date_of_birth, today)`"),
    ),
    (
        &["dateadd", "adddays", "addmonths", "edate"],
        form("tulis `tgl + 30 days` atau `tgl + 3 months`", "write `d + 30 days` or `d + 3 months`"),
    ),
    (&["datevalue", "todate"], form("tulis `date('2024-12-31')`", "write `date('2024-12-31')`")),
    (
        &["formatdate", "formatdatetime"],
        form(
            "tulis tanggalnya dalam label, `{tgl}`; bagiannya dibaca dengan `year`, `month`, `day`",
            "write the date in a label, `{d}`; its parts are read with `year`, `month`, `day`",
        ),
    ),
    (
        &["today", "now", "datenow", "getdate", "currentdate", "sysdate", "hariini", "sekarang"],
        Instead::Clock,
    ),
    (&["once", "rand", "random", "randbetween", "randomize", "uuid", "acak"], Instead::Chance),
];

/// What is written in place of a function, in whatever letters its name is written.
pub(super) fn instead(name: &str) -> Option<Instead> {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain.to_ascii_lowercase();
    TABLE.iter().find(|(names, _)| names.contains(&plain.as_str())).map(|(_, instead)| *instead)
}

/// How many bytes at the beginning of a text are the hyphenated name of a function of XLSForm that is called
/// (`count-selected(`), which would read as a subtraction here.
pub(super) fn hyphenated(text: &str) -> Option<usize> {
    let within = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    let length = text.find(|c| !within(c))?;
    let (name, rest) = text.split_at_checked(length)?;
    let called = rest.starts_with('(') && name.contains(['-', ':']);
    (called && instead(name).is_some()).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::funcs::catalogue;

    #[test]
    fn every_name_stands_once_and_as_it_is_looked_up() {
        let names: Vec<&str> = TABLE.iter().flat_map(|(names, _)| names.iter().copied()).collect();
        for (at, name) in names.iter().enumerate() {
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{name}");
            assert!(!names[..at].contains(name), "{name} stands twice");
            let ours = catalogue().any(|entry| entry.is_called(name));
            assert!(!ours, "`{name}` is a function of our own");
        }
    }

    #[test]
    fn what_is_named_instead_exists() {
        for (names, instead) in TABLE {
            if let Instead::Name(ours) = instead {
                assert!(catalogue().any(|entry| entry.is_called(ours)), "{names:?} -> {ours}");
            }
        }
    }

    #[test]
    fn names_with_hyphens_are_known_only_when_called() {
        assert_eq!(hyphenated("count-selected(x) > 1"), Some(14));
        assert_eq!(hyphenated("jr:choice-name(x, 'y')"), Some(14));
        assert_eq!(hyphenated("a-selected(x)"), None);
        assert_eq!(hyphenated("count-selected"), None);
        assert_eq!(hyphenated("selected(x)"), None);
    }
}
