//! Kinds of blocks: their rows, their relations between keys, and what people call them.

use super::{BlockKind, Doc, Key, Relation, Row, indicators, items, root, sample, scores, tests};

const fn doc(id: &'static str, en: &'static str) -> Doc {
    Doc { id, en }
}

impl BlockKind {
    /// Every kind, in the order of the reference.
    pub const ALL: &'static [Self] = &[
        Self::Root,
        Self::Defaults,
        Self::Param,
        Self::Table,
        Self::List,
        Self::Choice,
        Self::Given,
        Self::Section,
        Self::Ask,
        Self::Check,
        Self::Note,
        Self::Calc,
        Self::Grid,
        Self::GridRow,
        Self::Roster,
        Self::Rows,
        Self::Include,
        Self::Score,
        Self::Part,
        Self::Missing,
        Self::Override,
        Self::Band,
        Self::Rule,
        Self::Class,
        Self::Indicator,
        Self::Retired,
        Self::Tests,
        Self::Test,
        Self::Expect,
        Self::ExpectedProblem,
        Self::Confirmed,
        Self::Sample,
        Self::SampleWave,
        Self::SampleRule,
    ];

    /// The kinds of items; each begins with the key of its name.
    pub const ITEMS: &'static [(Key, Self)] = &[
        (Key::Ask, Self::Ask),
        (Key::Section, Self::Section),
        (Key::Calc, Self::Calc),
        (Key::Note, Self::Note),
        (Key::Grid, Self::Grid),
        (Key::Roster, Self::Roster),
        (Key::Include, Self::Include),
    ];

    /// The keys of a block of this kind, in the order of the reference.
    pub fn rows(self) -> &'static [Row] {
        match self {
            Self::Root => root::ROOT,
            Self::Defaults => root::DEFAULTS,
            Self::Param => root::PARAM,
            Self::Table => root::TABLE,
            Self::List => root::LIST,
            Self::Choice => root::CHOICE,
            Self::Given => root::GIVEN,
            Self::Retired => root::RETIRED,
            Self::Section => items::SECTION,
            Self::Ask => items::ASK,
            Self::Note => items::NOTE,
            Self::Calc => items::CALC,
            Self::Grid => items::GRID,
            Self::GridRow => items::GRID_ROW,
            Self::Roster => items::ROSTER,
            Self::Rows => items::ROWS,
            Self::Include => items::INCLUDE,
            Self::Check => items::CHECK,
            Self::Score => scores::SCORE,
            Self::Part => scores::PART,
            Self::Missing => scores::MISSING,
            Self::Override => scores::OVERRIDE,
            Self::Band => scores::BAND,
            Self::Rule => scores::RULE,
            Self::Class => scores::CLASS,
            Self::Indicator => indicators::INDICATOR,
            Self::Tests => tests::TESTS,
            Self::Test => tests::TEST,
            Self::Expect => tests::EXPECT,
            Self::ExpectedProblem => tests::EXPECTED_PROBLEM,
            Self::Confirmed => tests::CONFIRMED,
            Self::Sample => sample::SAMPLE,
            Self::SampleWave => sample::WAVE,
            Self::SampleRule => sample::RULE,
        }
    }

    /// How the keys of a block of this kind depend on each other.
    pub fn relations(self) -> &'static [Relation] {
        match self {
            Self::Root => root::ROOT_RELATIONS,
            Self::Table => root::TABLE_RELATIONS,
            Self::List => root::LIST_RELATIONS,
            Self::Choice => root::CHOICE_RELATIONS,
            Self::Rows => items::ROWS_RELATIONS,
            Self::Calc => items::CALC_RELATIONS,
            Self::Score => scores::SCORE_RELATIONS,
            Self::Part => scores::PART_RELATIONS,
            Self::Band => scores::BAND_RELATIONS,
            Self::Indicator => indicators::INDICATOR_RELATIONS,
            Self::Test => tests::TEST_RELATIONS,
            Self::Expect => tests::EXPECT_RELATIONS,
            Self::SampleRule => sample::RULE_RELATIONS,
            Self::Defaults
            | Self::Param
            | Self::Given
            | Self::Section
            | Self::Ask
            | Self::Note
            | Self::Grid
            | Self::GridRow
            | Self::Roster
            | Self::Include
            | Self::Check
            | Self::Missing
            | Self::Override
            | Self::Rule
            | Self::Class
            | Self::Retired
            | Self::Tests
            | Self::ExpectedProblem
            | Self::Confirmed
            | Self::Sample
            | Self::SampleWave => &[],
        }
    }

    /// The row of a key by its name.
    pub fn row(self, name: &str) -> Option<&'static Row> {
        self.rows().iter().find(|row| row.key.name() == name)
    }

    /// Whether further keys are the author's to choose.
    pub fn is_open(self) -> bool {
        self == Self::Choice
    }

    /// Its name in the published schema.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Defaults => "defaults",
            Self::Param => "param",
            Self::Table => "table",
            Self::List => "list",
            Self::Choice => "choice",
            Self::Given => "given",
            Self::Section => "section",
            Self::Ask => "ask",
            Self::Check => "check",
            Self::Note => "note",
            Self::Calc => "calc",
            Self::Grid => "grid",
            Self::GridRow => "grid_row",
            Self::Roster => "roster",
            Self::Rows => "rows",
            Self::Include => "include",
            Self::Score => "score",
            Self::Part => "part",
            Self::Missing => "missing",
            Self::Override => "override",
            Self::Band => "band",
            Self::Rule => "rule",
            Self::Class => "class",
            Self::Indicator => "indicator",
            Self::Retired => "retired",
            Self::Tests => "tests",
            Self::Test => "test",
            Self::Expect => "expect",
            Self::ExpectedProblem => "expected_problem",
            Self::Confirmed => "confirmed",
            Self::Sample => "sample",
            Self::SampleWave => "sample_wave",
            Self::SampleRule => "sample_rule",
        }
    }

    /// What people call it, within a sentence: `pertanyaan`, `a question`.
    pub fn name(self) -> Doc {
        match self {
            Self::Root => doc("instrumen", "an instrument"),
            Self::Defaults => doc("`defaults`", "`defaults`"),
            Self::Param => doc("parameter", "a param"),
            Self::Table => doc("tabel", "a table"),
            Self::List => doc("daftar pilihan", "a choice list"),
            Self::Choice => doc("pilihan", "a choice"),
            Self::Given => doc("data bawaan", "a given fact"),
            Self::Section => doc("bagian", "a section"),
            Self::Ask => doc("pertanyaan", "a question"),
            Self::Note => doc("catatan", "a note"),
            Self::Calc => doc("perhitungan", "a calculation"),
            Self::Grid => doc("grid", "a grid"),
            Self::GridRow => doc("baris `grid`", "a row of a grid"),
            Self::Roster => doc("roster", "a roster"),
            Self::Rows => doc("`rows` sebuah roster", "`rows` of a roster"),
            Self::Include => doc("sisipan modul", "an include"),
            Self::Check => doc("pemeriksaan", "a check"),
            Self::Score => doc("skor", "a score"),
            Self::Part => doc("komponen skor", "an item of a score"),
            Self::Missing => doc("`missing` sebuah skor", "`missing` of a score"),
            Self::Override => doc("aturan `override`", "an override"),
            Self::Band => doc("kategori skor", "a band"),
            Self::Rule => doc("aturan klasifikasi", "a rule of a score"),
            Self::Class => doc("kelas skor", "a class of a score"),
            Self::Indicator => doc("indikator", "an indicator"),
            Self::Retired => doc("`retired`", "`retired`"),
            Self::Tests => doc("berkas uji", "a file of tests"),
            Self::Test => doc("uji", "a test"),
            Self::Expect => doc("`expect` sebuah uji", "`expect` of a test"),
            Self::ExpectedProblem => doc("masalah yang diharapkan", "an expected problem"),
            Self::Confirmed => doc("konfirmasi", "a confirmation"),
            Self::Sample => doc("profil contoh", "a sample profile"),
            Self::SampleWave => doc("gelombang profil", "a wave of a profile"),
            Self::SampleRule => doc("aturan profil", "a rule of a profile"),
        }
    }
}
