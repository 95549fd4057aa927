//! The keys of author's tests.

use super::{BlockKind, Key, Relation, Row, Shape, may, must};

const ITEM: Row = must(Key::Item, Shape::Text, "Id pertanyaan.", "The question's id.");
const ROW: Row = may(Key::Row, Shape::Scalar, "Baris roster, dari 1.", "The row of the roster, from 1.");

/// A file of tests.
pub(super) static TESTS: &[Row] =
    &[must(Key::Tests, Shape::Blocks(BlockKind::Test), "Uji-ujinya.", "The tests.")];

/// A test.
pub(super) static TEST: &[Row] = &[
    must(Key::Test, Shape::Text, "Apa yang diuji, dalam satu kalimat.", "What is tested, in a sentence."),
    may(
        Key::Like,
        Shape::Text,
        "Uji sebelumnya yang jawabannya diambil; di sini cukup ditulis yang berbeda.",
        "An earlier test whose answers are taken over; only what differs is written here.",
    ),
    may(Key::Today, Shape::Date, "Tanggal wawancara.", "The day of the interview."),
    may(Key::Given, Shape::Anything, "Data bawaan.", "The given facts."),
    may(
        Key::Prev,
        Shape::Anything,
        "Gelombang sebelumnya: `{omzet: 100, score.sku: 78.5}`.",
        "The previous wave: `{omzet: 100, score.sku: 78.5}`.",
    ),
    may(Key::Answers, Shape::Anything, "Jawaban, seperti dalam rekaman.", "The answers, as in a record."),
    may(
        Key::Confirmed,
        Shape::Blocks(BlockKind::Confirmed),
        "Peringatan yang dikonfirmasi.",
        "Warnings that were confirmed.",
    ),
    may(
        Key::Over,
        Shape::List(&Shape::Text),
        "Untuk indikator: rekaman uji-uji ini, atau `all` untuk semua uji sebelumnya.",
        "For indicators: the records of these tests, or `all` for every earlier one.",
    ),
    must(Key::Expect, Shape::Block(BlockKind::Expect), "Hasil yang diharapkan.", "What is expected."),
];

/// What a test expects.
pub(super) static EXPECT: &[Row] = &[
    may(Key::Asked, Shape::List(&Shape::Text), "Yang harus ditanyakan.", "What must be asked."),
    may(Key::NotAsked, Shape::List(&Shape::Text), "Yang tidak boleh ditanyakan.", "What must not be asked."),
    may(
        Key::Problems,
        Shape::Blocks(BlockKind::ExpectedProblem),
        "Tepat masalah-masalah ini; `[]` berarti tidak ada.",
        "Exactly these problems; `[]` means none.",
    ),
    may(
        Key::Values,
        Shape::MapOf(&Shape::Anything),
        "Nilai yang diharapkan: `{laba: 950000, band.sku: berhasil}`.",
        "Values expected: `{laba: 950000, band.sku: berhasil}`.",
    ),
    may(
        Key::Indicators,
        Shape::MapOf(&Shape::Anything),
        "Nilai indikator atas rekaman `over`: `{pct_berhasil: 33.33, sebab: {modal: 2}}`.",
        "Values of indicators over the records of `over`: `{pct_berhasil: 33.33, sebab: {modal: 2}}`.",
    ),
];

/// A test has answers of its own, or is about those of other tests.
pub(super) static TEST_RELATIONS: &[Relation] = &[
    Relation::Apart(Key::Over, Key::Today),
    Relation::Apart(Key::Over, Key::Given),
    Relation::Apart(Key::Over, Key::Prev),
    Relation::Apart(Key::Over, Key::Answers),
    Relation::Apart(Key::Over, Key::Confirmed),
    Relation::Apart(Key::Over, Key::Like),
];

/// Indicators are about several records, the rest about one.
pub(super) static EXPECT_RELATIONS: &[Relation] = &[
    Relation::Apart(Key::Indicators, Key::Asked),
    Relation::Apart(Key::Indicators, Key::NotAsked),
    Relation::Apart(Key::Indicators, Key::Problems),
    Relation::Apart(Key::Indicators, Key::Values),
];

/// A problem a test expects.
pub(super) static EXPECTED_PROBLEM: &[Row] = &[
    ITEM,
    may(
        Key::Check,
        Shape::Scalar,
        "Nomor pemeriksaan (`1`), atau `required`, `min`, `max`, `type`, `choice`, `special_not_allowed`, …",
        "The number of the check (`1`), or `required`, `min`, `max`, `type`, `choice`, `special_not_allowed`, …",
    ),
    may(Key::Level, Shape::Word(&["error", "warning", "info"]), "Beratnya.", "How much it weighs."),
    ROW,
];

/// A warning confirmed in a test.
pub(super) static CONFIRMED: &[Row] = &[
    ITEM,
    may(Key::Check, Shape::Scalar, "Nomor pemeriksaan.", "The number of the check."),
    may(Key::Reason, Shape::Text, "Alasannya.", "Why."),
    ROW,
];
