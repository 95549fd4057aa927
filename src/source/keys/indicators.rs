//! The keys of indicators.

use super::{Key, Relation, Row, Shape, may, must};

/// An indicator.
pub(super) static INDICATOR: &[Row] = &[
    must(Key::Indicator, Shape::Id, "Idnya.", "Its id."),
    may(Key::Label, Shape::Label, "Namanya.", "Its name."),
    may(
        Key::Share,
        Shape::Expr,
        "Bagian rekaman yang memenuhi ini, dalam persen.",
        "The share of records for which this is true, in percent.",
    ),
    may(
        Key::Count,
        Shape::Expr,
        "Banyaknya rekaman yang memenuhi ini.",
        "The number of records for which this is true.",
    ),
    may(Key::Sum, Shape::Expr, "Jumlah nilai ini.", "The sum of this."),
    may(Key::Mean, Shape::Expr, "Rata-rata nilai ini.", "The mean of this."),
    may(Key::Median, Shape::Expr, "Median nilai ini.", "The median of this."),
    may(
        Key::Distribution,
        Shape::Expr,
        "Banyaknya rekaman menurut nilai ini.",
        "The number of records by value of this.",
    ),
    may(
        Key::Ratio,
        Shape::Expr,
        "Jumlah nilai ini dibagi jumlah `over`.",
        "The sum of this over the sum of `over`.",
    ),
    may(
        Key::DifferenceInDifferences,
        Shape::Expr,
        "Selisih perubahan nilai ini antara kelompok `treated` dan lainnya, sebelum dan sesudah.",
        "The difference in the change of this between the `treated` group and the others.",
    ),
    may(Key::Over, Shape::Expr, "Pembagi sebuah `ratio`.", "What a `ratio` divides by."),
    may(Key::Treated, Shape::Expr, "Benar bagi kelompok perlakuan.", "True for the treated group."),
    may(
        Key::After,
        Shape::Expr,
        "Benar bagi rekaman sesudah perlakuan.",
        "True for records after the treatment.",
    ),
    may(
        Key::Panel,
        Shape::Text,
        "Kolom yang mengenali unit yang sama pada gelombang lain (bila tidak ditulis: kasus rekaman).",
        "The column that names the same unit in other waves (the record's case if not given).",
    ),
    may(
        Key::Cluster,
        Shape::Text,
        "Kolom gugus (klaster) sampel, untuk galat baku.",
        "The column of the sample's clusters, for the standard error.",
    ),
    may(Key::Among, Shape::Expr, "Hanya rekaman yang memenuhi ini.", "Only records for which this is true."),
    may(
        Key::By,
        Shape::List(&Shape::List(&Shape::Text)),
        "Dirinci menurut kolom ini; `[kab, [kelompok, gelombang]]` menyilangkan dua kolom.",
        "Broken down by these columns; `[kab, [arm, wave]]` crosses two of them.",
    ),
    may(Key::Target, Shape::Expr, "Sasarannya.", "The value aimed at."),
    may(
        Key::Better,
        Shape::Word(&["high", "low"]),
        "Arah yang baik: laporan menyebut di mana keadaan terbaik dan terlemah, dan target `low` adalah batas atas.",
        "Which way is good: the report says where things are best and weakest, and a target of `low` is an upper limit.",
    ),
    may(
        Key::Reference,
        Shape::Expr,
        "Angka lain untuk dibandingkan, seperti angka terdahulu: ditampilkan, tidak diuji.",
        "Another figure to compare with, such as an earlier one: shown, not tested.",
    ),
    may(
        Key::Interval,
        Shape::Bool,
        "Ditampilkan dengan selang kepercayaan 95% (Wilson).",
        "Is shown with its 95% confidence interval (Wilson).",
    ),
    may(
        Key::Against,
        Shape::Expr,
        "Rencana pembanding sebuah `count`.",
        "The plan a `count` is compared with.",
    ),
    may(
        Key::Per,
        Shape::List(&Shape::Text),
        "Rencana `against` berlaku bagi tiap kelompok menurut kolom ini (`kab`); rencana keseluruhan ialah jumlahnya.",
        "The plan (`against`) is that of each group by these columns (`kab`); the plan of the total is their sum.",
    ),
    may(Key::Weight, Shape::Expr, "Bobot setiap rekaman.", "What each record weighs."),
    may(
        Key::Times,
        Shape::Number,
        "Pengali hasilnya (100 untuk persen sebuah `ratio`).",
        "What the result is multiplied by (100 makes a `ratio` a percentage).",
    ),
    may(Key::Formerly, Shape::List(&Shape::Id), "Id lamanya.", "Its earlier ids."),
    may(Key::Trend, Shape::Bool, "Dibandingkan antargelombang.", "Is compared across waves."),
];

/// An indicator computes one thing.
pub(super) static INDICATOR_RELATIONS: &[Relation] = &[
    Relation::OneOf(&[
        Key::Share,
        Key::Count,
        Key::Sum,
        Key::Mean,
        Key::Median,
        Key::Distribution,
        Key::Ratio,
        Key::DifferenceInDifferences,
    ]),
    Relation::Needed { of: Key::Ratio, words: &[], keys: &[Key::Over] },
    Relation::Beside(Key::Over, &[Key::Ratio]),
    Relation::Needed { of: Key::DifferenceInDifferences, words: &[], keys: &[Key::Treated] },
    Relation::Needed { of: Key::DifferenceInDifferences, words: &[], keys: &[Key::After] },
    Relation::Beside(Key::Treated, &[Key::DifferenceInDifferences]),
    Relation::Beside(Key::After, &[Key::DifferenceInDifferences]),
    Relation::Beside(Key::Panel, &[Key::DifferenceInDifferences]),
    Relation::Beside(Key::Cluster, &[Key::DifferenceInDifferences]),
    Relation::Beside(Key::Against, &[Key::Count]),
    Relation::Beside(Key::Per, &[Key::Against]),
    Relation::Beside(Key::Times, &[Key::Ratio]),
    Relation::Beside(Key::Interval, &[Key::Share]),
    Relation::Apart(Key::Better, Key::Distribution),
    Relation::Apart(Key::Reference, Key::Distribution),
    Relation::Apart(Key::Weight, Key::Median),
    Relation::Apart(Key::Weight, Key::Distribution),
];
