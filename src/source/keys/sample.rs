//! The keys of a profile of sampling.

use super::{BlockKind, Key, Relation, Row, Shape, may, must};

const RULES: Shape = Shape::MapOf(&Shape::List(&Shape::Block(BlockKind::SampleRule)));

/// A profile.
pub(super) static SAMPLE: &[Row] = &[
    must(Key::Sample, Shape::Id, "Id instrumennya.", "The id of its instrument."),
    may(Key::Description, Shape::Text, "Untuk apa profil ini.", "What the profile is for."),
    may(
        Key::Today,
        Shape::List(&Shape::Date),
        "Hari wawancara: satu tanggal, atau yang pertama dan terakhir.",
        "The day of the interviews: one date, or the first and the last.",
    ),
    may(
        Key::Case,
        Shape::Expr,
        "Nomor kasus, dari `sample.number` (1, 2, …).",
        "The case's name, from `sample.number` (1, 2, …).",
    ),
    may(
        Key::Waves,
        Shape::Blocks(BlockKind::SampleWave),
        "Gelombang-gelombangnya, berurutan; tiap kasus mendapat satu rekaman per gelombang.",
        "The waves in order; each case has a record in each.",
    ),
    may(
        Key::Draws,
        RULES,
        "Bilangan acak yang dapat dibaca aturan lain sebagai `draw.ID`.",
        "Random numbers that other rules read as `draw.ID`.",
    ),
    may(
        Key::Answers,
        RULES,
        "Aturan menurut id pertanyaan, data bawaan, atau roster (banyaknya baris).",
        "Rules by the id of a question, a given fact or a roster (how many rows it gets).",
    ),
];

/// A wave.
pub(super) static WAVE: &[Row] = &[
    must(Key::Wave, Shape::Text, "Namanya, seperti dalam rekaman.", "Its name, as records have it."),
    may(
        Key::Today,
        Shape::List(&Shape::Date),
        "Hari wawancara: satu tanggal, atau yang pertama dan terakhir.",
        "The day of the interviews: one date, or the first and the last.",
    ),
];

/// How answers to a question are distributed.
pub(super) static RULE: &[Row] = &[
    may(
        Key::When,
        Shape::Expr,
        "Aturan ini berlaku bila benar; yang pertama berlaku dipakai.",
        "The rule holds when this is true; the first that holds is used.",
    ),
    may(
        Key::Value,
        Shape::Expr,
        "Jawabannya. Bila kosong, jawaban diambil acak.",
        "The answer. Where it is missing, one is drawn as if there were no rule.",
    ),
    may(
        Key::Weights,
        Shape::MapOf(&Shape::Number),
        "Jawaban-jawaban (kode, angka, teks) dengan bobotnya.",
        "Answers (codes, numbers, texts), each with its weight.",
    ),
    may(
        Key::OneOf,
        Shape::List(&Shape::Scalar),
        "Salah satu dari ini, sama sering.",
        "One of these, equally often.",
    ),
    may(
        Key::Ticked,
        Shape::MapOf(&Shape::Scalar),
        "Untuk `select_multiple`: kode dengan seberapa sering dicentang (`30%`).",
        "For `select_multiple`: codes, each with how often it is ticked (`30%`).",
    ),
    may(Key::Pattern, Shape::Text, "Teks yang cocok dengan pola ini.", "Text that fits this pattern."),
    may(Key::Min, Shape::Expr, "Paling kecil.", "The least."),
    may(Key::Max, Shape::Expr, "Paling besar.", "The greatest."),
    may(
        Key::Mean,
        Shape::Expr,
        "Di sekitar nilai ini, mengikuti lengkung normal.",
        "Around this, on a bell curve.",
    ),
    may(
        Key::Spread,
        Shape::Expr,
        "Simpangan bakunya (tanggal: hari; bulan: bulan; jam: menit).",
        "The standard deviation (dates: days; months: months; times: minutes).",
    ),
    may(Key::Step, Shape::Expr, "Dibulatkan ke kelipatan ini.", "Rounded to multiples of this."),
    may(
        Key::Each,
        Shape::Word(&["record", "case"]),
        "`case`: diambil sekali per kasus dan tetap di tiap gelombang.",
        "`case`: drawn once for a case and kept in every wave.",
    ),
    may(Key::Missing, Shape::Scalar, "Seberapa sering kosong (`5%`).", "How often it is left open (`5%`)."),
    may(Key::DontKnow, Shape::Scalar, "Seberapa sering tidak tahu.", "How often nobody knows."),
    may(Key::Refused, Shape::Scalar, "Seberapa sering ditolak.", "How often it is refused."),
];

/// A rule draws in one way.
pub(super) static RULE_RELATIONS: &[Relation] = &[
    Relation::Apart(Key::Value, Key::Weights),
    Relation::Apart(Key::Value, Key::OneOf),
    Relation::Apart(Key::Value, Key::Ticked),
    Relation::Apart(Key::Value, Key::Pattern),
    Relation::Apart(Key::Value, Key::Mean),
    Relation::Apart(Key::Value, Key::Min),
    Relation::Apart(Key::Value, Key::Max),
    Relation::Apart(Key::Weights, Key::OneOf),
    Relation::Apart(Key::Weights, Key::Ticked),
    Relation::Apart(Key::Weights, Key::Pattern),
    Relation::Apart(Key::Weights, Key::Mean),
    Relation::Apart(Key::OneOf, Key::Ticked),
    Relation::Apart(Key::OneOf, Key::Pattern),
    Relation::Apart(Key::OneOf, Key::Mean),
    Relation::Apart(Key::Pattern, Key::Mean),
    Relation::Beside(Key::Spread, &[Key::Mean]),
    Relation::Beside(Key::Step, &[Key::Mean, Key::Min, Key::Max]),
];
