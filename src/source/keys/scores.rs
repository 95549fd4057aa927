//! The keys of scores.

use super::{BlockKind, Key, Relation, Row, Shape, may, must};

const IDS: Shape = Shape::List(&Shape::Id);
const SUMS: &[&str] = &["sum", "mean", "weighted"];

/// A score.
pub(super) static SCORE: &[Row] = &[
    must(
        Key::Score,
        Shape::Id,
        "Idnya: nilainya dibaca `score.ID`, kategorinya `band.ID`.",
        "Its id: its value is read as `score.ID`, its band as `band.ID`.",
    ),
    may(Key::Label, Shape::Label, "Namanya.", "Its name."),
    may(Key::When, Shape::Expr, "Dihitung hanya bila ini benar.", "Computed only when this is true."),
    must(
        Key::Method,
        Shape::Word(&["sum", "mean", "weighted", "largest", "classify", "formula"]),
        "Cara menyusunnya: jumlah, rata-rata, rata-rata tertimbang, nilai terbesar, klasifikasi, atau rumus.",
        "How it is put together: a sum, a mean, a weighted mean, the largest, a classification or a formula.",
    ),
    may(
        Key::Items,
        Shape::BlocksOrIds(BlockKind::Part),
        "Komponennya: pertanyaan bernilai atau bagian dengan ekspresi.",
        "What it is made of: scored questions, or parts with an expression.",
    ),
    may(
        Key::Value,
        Shape::Expr,
        "Rumusnya (`formula`), atau nilai setiap baris roster (`largest` dengan `over`).",
        "Its formula (`formula`), or the value of each roster row (`largest` with `over`).",
    ),
    may(
        Key::Range,
        Shape::Pair,
        "Rentang yang dinyatakan dan dibuktikan: `[0, 100]`.",
        "The range that is asserted and proved: `[0, 100]`.",
    ),
    may(
        Key::Missing,
        Shape::Block(BlockKind::Missing),
        "Berapa komponen harus ada; tanpa ini: semuanya.",
        "How many parts must be present; without it: all.",
    ),
    may(
        Key::Override,
        Shape::Blocks(BlockKind::Override),
        "Aturan yang mendahului cara biasa; yang pertama benar menentukan.",
        "Rules that come before the method; the first that is true decides.",
    ),
    may(
        Key::Round,
        Shape::Integer,
        "Desimal hasilnya, dibulatkan satu kali; bawaannya 6.",
        "Decimals it is rounded to, once; 6 by default.",
    ),
    may(
        Key::Bands,
        Shape::Blocks(BlockKind::Band),
        "Kategori dari nilai yang sudah dibulatkan; bersama-sama menutup seluruh rentang.",
        "Bands of the rounded value; together they cover the range.",
    ),
    may(
        Key::Scale,
        Shape::Pair,
        "Ujung skala komponennya (`[1, 5]`), untuk `reverse` dan `to`.",
        "The ends of its items' scale (`[1, 5]`), for `reverse` and `to`.",
    ),
    may(
        Key::To,
        Shape::Pair,
        "Skala baru bagi rata-rata, juga yang tertimbang: `[0, 100]`.",
        "The scale a mean, weighted or not, is carried to: `[0, 100]`.",
    ),
    may(
        Key::Floor,
        Shape::Constant(&[]),
        "Nilai terkecil yang dihitung (`largest`).",
        "The least value that counts (`largest`).",
    ),
    may(
        Key::BelowFloor,
        Shape::Id,
        "Kelas bila tidak ada yang mencapai `floor`.",
        "The class when nothing reaches `floor`.",
    ),
    may(Key::OnTie, Shape::Id, "Kelas bila nilai terbesarnya seri.", "The class when several are greatest."),
    may(
        Key::Over,
        Shape::Id,
        "Roster yang barisnya dibandingkan (`largest`).",
        "The roster whose rows are compared (`largest`).",
    ),
    may(
        Key::KeyOf,
        Shape::Expr,
        "Kelas sebuah baris roster: pertanyaan `select_one` di dalamnya, atau `row_choice`.",
        "The class of a roster row: a `select_one` question in it, or `row_choice`.",
    ),
    may(
        Key::Tiebreak,
        Shape::Expr,
        "Penentu bila seri: yang terbesar menang.",
        "Decides between equal rows: the greatest wins.",
    ),
    may(
        Key::Rules,
        Shape::Blocks(BlockKind::Rule),
        "Aturan klasifikasi; yang pertama benar menentukan.",
        "Rules of a classification; the first that is true decides.",
    ),
    may(Key::Classes, Shape::Blocks(BlockKind::Class), "Label kelas-kelasnya.", "The labels of its classes."),
    may(Key::Formerly, IDS, "Id lamanya.", "Its earlier ids."),
    may(Key::Trend, Shape::Bool, "Dibandingkan antargelombang.", "Is compared across waves."),
    may(Key::Locked, Shape::Bool, "Skala yang sudah divalidasi.", "Is a validated scale."),
];

/// Which keys go with which method.
pub(super) static SCORE_RELATIONS: &[Relation] = &[
    Relation::Needed { of: Key::Method, words: SUMS, keys: &[Key::Items] },
    Relation::Needed { of: Key::Method, words: &["largest"], keys: &[Key::Items, Key::Over] },
    Relation::Needed { of: Key::Method, words: &["classify"], keys: &[Key::Rules] },
    Relation::Needed { of: Key::Method, words: &["formula"], keys: &[Key::Value] },
    Relation::Apart(Key::Items, Key::Over),
    Relation::When(Key::Items, Key::Method, &["sum", "mean", "weighted", "largest"]),
    Relation::When(Key::Value, Key::Method, &["formula", "largest"]),
    Relation::When(Key::Range, Key::Method, &["sum", "mean", "weighted", "largest", "formula"]),
    Relation::When(Key::Round, Key::Method, &["sum", "mean", "weighted", "largest", "formula"]),
    Relation::When(Key::Missing, Key::Method, SUMS),
    Relation::When(Key::Override, Key::Method, &["sum", "mean", "weighted", "largest", "formula"]),
    Relation::When(Key::Bands, Key::Method, &["sum", "mean", "weighted", "formula"]),
    Relation::When(Key::Scale, Key::Method, SUMS),
    Relation::When(Key::To, Key::Method, &["mean", "weighted"]),
    Relation::When(Key::Floor, Key::Method, &["largest"]),
    Relation::When(Key::BelowFloor, Key::Method, &["largest"]),
    Relation::When(Key::OnTie, Key::Method, &["largest"]),
    Relation::When(Key::Over, Key::Method, &["largest"]),
    Relation::When(Key::KeyOf, Key::Method, &["largest"]),
    Relation::When(Key::Tiebreak, Key::Method, &["largest"]),
    Relation::When(Key::Rules, Key::Method, &["classify"]),
    Relation::When(Key::Classes, Key::Method, &["largest", "classify"]),
    Relation::Needed { of: Key::Over, words: &[], keys: &[Key::KeyOf] },
    Relation::Needed { of: Key::Over, words: &[], keys: &[Key::Value] },
    Relation::Beside(Key::KeyOf, &[Key::Over]),
    Relation::Beside(Key::Tiebreak, &[Key::Over]),
    Relation::Beside(Key::BelowFloor, &[Key::Floor]),
    Relation::Needed { of: Key::Floor, words: &[], keys: &[Key::BelowFloor] },
    Relation::Needed { of: Key::Method, words: &["largest"], keys: &[Key::OnTie, Key::Tiebreak] },
];

/// An item or part of a score.
pub(super) static PART: &[Row] = &[
    may(
        Key::Part,
        Shape::Id,
        "Kode bagian yang dihitung dari `value`.",
        "The code of a part computed from `value`.",
    ),
    may(Key::Item, Shape::Id, "Pertanyaan bernilai yang menjadi komponen.", "A scored question."),
    may(Key::Label, Shape::Label, "Namanya.", "Its name."),
    may(Key::Value, Shape::Expr, "Nilainya.", "Its value."),
    may(
        Key::Weight,
        Shape::Constant(&[]),
        "Bobotnya (hanya dan selalu dalam `weighted`).",
        "Its weight (only and always in `weighted`).",
    ),
    may(
        Key::Mandatory,
        Shape::Bool,
        "Tanpa komponen ini tidak ada skor.",
        "Without this part there is no score.",
    ),
    may(
        Key::Reverse,
        Shape::Bool,
        "Nilainya dibalik menurut ujung skala.",
        "Its value is reversed by the ends of the scale.",
    ),
    may(Key::Scale, Shape::Pair, "Ujung skalanya: `[1, 5]`.", "The ends of its scale: `[1, 5]`."),
];

/// A part is a question or a value.
pub(super) static PART_RELATIONS: &[Relation] = &[
    Relation::OneOf(&[Key::Part, Key::Item]),
    Relation::Needed { of: Key::Part, words: &[], keys: &[Key::Value] },
    Relation::Apart(Key::Item, Key::Value),
];

/// What a score does about missing parts.
pub(super) static MISSING: &[Row] = &[must(
    Key::Need,
    Shape::Scalar,
    "Paling sedikit sekian komponen (`3`) atau sekian persen bobot (`60%`), lalu ditimbang ulang; juga sebuah `param.ID` (jenis `integer` atau `percent`).",
    "At least so many parts (`3`) or so much of the weight (`60%`), then re-weighted; also a `param.ID` (of type `integer` or `percent`).",
)];

/// A rule that overrides a score.
pub(super) static OVERRIDE: &[Row] = &[
    must(Key::When, Shape::Expr, "Bila ini benar.", "When this is true."),
    must(
        Key::Value,
        Shape::Constant(&["missing"]),
        "Skornya menjadi ini; `missing` berarti tidak dinilai.",
        "The score is this; `missing` means not assessed.",
    ),
    may(Key::Reason, Shape::Label, "Alasannya, untuk penjelasan skor.", "Why, for the explanation."),
];

/// A band.
pub(super) static BAND: &[Row] = &[
    must(Key::Band, Shape::Id, "Kodenya.", "Its code."),
    may(
        Key::From,
        Shape::Constant(&[]),
        "Batas bawahnya, termasuk nilai itu.",
        "Its lower cut-off, inclusive.",
    ),
    may(
        Key::Above,
        Shape::Constant(&[]),
        "Batas bawahnya, tidak termasuk nilai itu (skornya perlu `round`).",
        "Its lower cut-off, exclusive (the score needs `round`).",
    ),
    may(Key::Label, Shape::Label, "Namanya.", "Its name."),
];

/// A band begins at a number or above it.
pub(super) static BAND_RELATIONS: &[Relation] = &[Relation::OneOf(&[Key::From, Key::Above])];

/// A rule of `classify`.
pub(super) static RULE: &[Row] = &[
    must(Key::Class, Shape::Id, "Kelasnya.", "The class."),
    must(Key::When, Shape::Expr, "Bila ini benar.", "When this is true."),
    may(Key::Label, Shape::Label, "Nama kelasnya.", "The class's name."),
];

/// The label of a class.
pub(super) static CLASS: &[Row] = &[
    must(Key::Class, Shape::Id, "Kelasnya.", "The class."),
    must(Key::Label, Shape::Label, "Namanya.", "Its name."),
];
