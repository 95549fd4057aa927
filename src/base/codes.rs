//! The registry of diagnostic codes. A code is kebab-case, permanent, never reused, and has a page in
//! `book/src/codes/<code>.md` that explains it and whose examples are its tests.

use super::Severity;

/// A diagnostic code.
#[derive(Clone, Copy)]
pub struct Code {
    entry: &'static Entry,
}

#[derive(Debug)]
struct Entry {
    id: &'static str,
    severity: Severity,
    page: &'static str,
}

impl Code {
    /// Its name, as in `error[unknown-code]`.
    pub fn id(self) -> &'static str {
        self.entry.id
    }

    /// How much its diagnostics weigh.
    pub fn severity(self) -> Severity {
        self.entry.severity
    }

    /// Its page of the book, in Markdown.
    pub fn page(self) -> &'static str {
        self.entry.page
    }

    /// The code of a name.
    pub fn from_id(id: &str) -> Option<Self> {
        all().iter().copied().find(|code| code.id() == id)
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Code {}

impl std::hash::Hash for Code {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident;)*) => {
        $(
            $(#[$doc])*
            pub const $name: Code = Code {
                entry: &Entry {
                    id: $id,
                    severity: Severity::$severity,
                    page: include_str!(concat!("../../book/src/codes/", $id, ".md")),
                },
            };
        )*

        /// Every code, in the order of the registry.
        pub fn all() -> &'static [Code] {
            &[$($name),*]
        }
    };
}

codes! {
    // --- files and YAML ---
    /// The file isn't YAML.
    YAML_SYNTAX = "yaml-syntax", Error;
    /// Anchors and aliases are refused.
    YAML_ANCHOR = "yaml-anchor", Error;
    /// Tags are refused.
    YAML_TAG = "yaml-tag", Error;
    /// A second document, or a directive.
    YAML_DOCUMENT = "yaml-document", Error;
    /// A key that isn't a plain word.
    YAML_KEY = "yaml-key", Error;
    /// A tab in the indentation.
    YAML_TAB = "yaml-tab", Error;
    /// Bytes that aren't UTF-8, or characters that must not stand in an instrument.
    BAD_CHARACTER = "bad-character", Error;
    /// The same key twice in one mapping.
    DUPLICATE_KEY = "duplicate-key", Error;
    /// A limit of the engine is exceeded.
    LIMIT = "limit", Error;
    /// A file can't be read.
    FILE_UNREADABLE = "file-unreadable", Error;
    /// A file of a CSV list or table is malformed.
    BAD_CSV = "bad-csv", Error;

    // --- keys and shapes ---
    /// A key that the language doesn't have.
    UNKNOWN_KEY = "unknown-key", Error;
    /// A key that must be there is not.
    MISSING_KEY = "missing-key", Error;
    /// A value of the wrong shape for its key.
    WRONG_SHAPE = "wrong-shape", Error;
    /// A word that isn't one of those the key takes.
    UNKNOWN_WORD = "unknown-word", Error;
    /// A number, date, version or boolean that doesn't read as one.
    BAD_LITERAL = "bad-literal", Error;
    /// A zero with a minus sign.
    NEGATIVE_ZERO = "negative-zero", Warning;
    /// Keys that can't stand together.
    CONFLICTING_KEYS = "conflicting-keys", Error;
    /// A key that has no effect where it stands.
    KEY_NOT_HERE = "key-not-here", Error;

    // --- names ---
    /// An id that isn't written as ids are.
    BAD_ID = "bad-id", Error;
    /// Two things of one id.
    DUPLICATE_ID = "duplicate-id", Error;
    /// An id that was retired.
    RETIRED_ID = "retired-id", Error;
    /// A word of the expression language as an id.
    RESERVED_WORD = "reserved-word", Error;
    /// A name nothing has.
    UNKNOWN_NAME = "unknown-name", Error;
    /// A code that the list doesn't have.
    UNKNOWN_CODE = "unknown-code", Error;
    /// A list that doesn't exist.
    UNKNOWN_LIST = "unknown-list", Error;
    /// A module that isn't used.
    UNKNOWN_MODULE = "unknown-module", Error;
    /// A function that doesn't exist.
    UNKNOWN_FUNCTION = "unknown-function", Error;
    /// A question type that doesn't exist.
    UNKNOWN_TYPE = "unknown-type", Error;

    // --- labels ---
    /// A label without a wording in one of the languages.
    MISSING_LABEL = "missing-label", Error;
    /// A wording in a language the instrument doesn't have.
    UNKNOWN_LANGUAGE = "unknown-language", Error;
    /// A `{…}` in a label that doesn't read.
    BAD_PIPE = "bad-pipe", Error;
    /// A translation that pipes other values than its source.
    PIPES_DIFFER = "pipes-differ", Error;

    // --- lists ---
    /// Two choices of one code.
    DUPLICATE_CODE = "duplicate-code", Error;
    /// Codes that differ only in letter case.
    CASE_ONLY_CODES = "case-only-codes", Error;
    /// A list without choices.
    EMPTY_LIST = "empty-list", Error;
    /// A code that was retired.
    RETIRED_CODE = "retired-code", Error;
    /// A column of a CSV list or table that isn't there, or a row that lacks one.
    BAD_COLUMN = "bad-column", Error;
    /// Two rows of a lookup table with the same key.
    DUPLICATE_ROW = "duplicate-row", Error;

    // --- expressions ---
    /// An expression that doesn't parse.
    PARSE = "parse", Error;
    /// A chained comparison.
    CHAIN = "chain", Error;
    /// `and` and `or` mixed without parentheses.
    MIXED_AND_OR = "mixed-and-or", Error;
    /// A comparison with a special code.
    SPECIAL_CODE = "special-code", Error;
    /// Too few or too many arguments.
    ARITY = "arity", Error;
    /// Operands of types that don't go together.
    TYPE = "type", Error;
    /// A condition that isn't true or false.
    NOT_BOOL = "not-bool", Error;
    /// A comparison with empty text.
    EMPTY_LITERAL = "empty-literal", Error;
    /// A range that nothing fits.
    EMPTY_RANGE = "empty-range", Error;
    /// A roster's question outside its roster.
    ROSTER_SCOPE = "roster-scope", Error;
    /// Units that differ.
    UNIT = "unit", Error;
    /// Too many decimals.
    SCALE = "scale", Error;
    /// A number that could become too large.
    OVERFLOW = "overflow", Error;
    /// A point that looks like one between thousands.
    THOUSANDS = "thousands", Warning;
    /// A division by the number 0.
    DIV_ZERO = "div-zero", Error;
    /// Band limits that don't rise.
    BAND_ORDER = "band-order", Error;
    /// A choice without a score where a score is needed.
    NO_SCORE = "no-score", Error;
    /// A label in a condition.
    LABEL_IN_LOGIC = "label-in-logic", Error;
    /// A pattern that can't be used.
    REGEX = "regex", Error;
    /// A date that doesn't exist.
    DATE_LITERAL = "date-literal", Error;
    /// A clock or chance in an expression.
    NONDET = "nondet", Error;
    /// A definition that uses itself.
    RECURSION = "recursion", Error;
    /// A cycle of dependencies.
    CYCLE = "cycle", Error;
    /// An expression that would take too many steps.
    COST = "cost", Error;
    /// An expression that is too long, too deep or too large.
    TOO_LARGE = "too-large", Error;

    // --- meaning ---
    /// A condition or a label about something that comes later.
    FORWARD_REFERENCE = "forward-reference", Error;
    /// Bands that leave a gap.
    BAND_GAP = "band-gap", Error;
    /// Bands that nothing reaches, or that repeat.
    BAND_OVERLAP = "band-overlap", Error;
    /// A score whose asserted range is wrong.
    SCORE_RANGE = "score-range", Error;
    /// A score that is put together wrongly.
    BAD_SCORE = "bad-score", Error;
    /// A roster that is put together wrongly.
    BAD_ROSTER = "bad-roster", Error;
    /// A default that its own question would refuse.
    BAD_DEFAULT = "bad-default", Error;
    /// An indicator that is put together wrongly.
    BAD_INDICATOR = "bad-indicator", Error;
    /// A module's cycle of `use`.
    MODULE_CYCLE = "module-cycle", Error;

    // --- author's tests ---
    /// A test that names what the instrument doesn't have.
    BAD_TEST = "bad-test", Error;

    // --- sampling ---
    /// A profile that says what the instrument can't have.
    BAD_SAMPLE = "bad-sample", Error;
}
