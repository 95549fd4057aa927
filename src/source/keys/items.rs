//! The keys of items: sections, questions, notes, calculations, grids, rosters, includes.

use super::{BlockKind, Key, Relation, Row, Shape, may, must};

/// Kinds of personal data.
const PERSONAL: Shape =
    Shape::Word(&["identity", "contact", "location", "health", "disability", "finance", "child", "belief"]);
const REASONS: Shape = Shape::List(&Shape::Word(&["dont_know", "refused", "not_applicable"]));
const IDS: Shape = Shape::List(&Shape::Id);

const WHEN: Row = may(
    Key::When,
    Shape::Expr,
    "Hanya ditanyakan bila ini benar; yang tidak diketahui dianggap tidak benar.",
    "Asked only when this is true; unknown counts as not true.",
);
const HINT: Row = may(Key::Hint, Shape::Label, "Petunjuk bagi pewawancara.", "Advice to the interviewer.");
const REQUIRED: Row = may(
    Key::Required,
    Shape::BoolOr(&Shape::Expr),
    "Wajib dijawab bila ditanyakan: `true`, `false`, atau sebuah syarat.",
    "Must be answered when asked: `true`, `false` or a condition.",
);
const MIN: Row = may(
    Key::Min,
    Shape::Expr,
    "Batas bawah: angka, tanggal, panjang teks, atau banyaknya pilihan.",
    "The lower bound of a number, a date, a text's length or the number of selections.",
);
const MAX: Row = may(
    Key::Max,
    Shape::Expr,
    "Batas atas: angka, tanggal, panjang teks, atau banyaknya pilihan.",
    "The upper bound of a number, a date, a text's length or the number of selections.",
);
const SCALE: Row = may(
    Key::Scale,
    Shape::Integer,
    "Banyaknya desimal sebuah `decimal` atau `percent`, 0 sampai 10.",
    "Decimals of a `decimal` or `percent`, 0 to 10.",
);
const UNIT: Row = may(
    Key::Unit,
    Shape::Text,
    "Satuan angkanya (`kg`), ditampilkan dan diperiksa dalam perhitungan.",
    "The number's unit (`kg`), shown, and checked in calculations.",
);
const CHECKS: Row = may(
    Key::Checks,
    Shape::Blocks(BlockKind::Check),
    "Pemeriksaan atas jawaban, bernomor mulai 1.",
    "Checks of the answer, numbered from 1.",
);
const CHOICES_WHERE: Row = may(
    Key::ChoicesWhere,
    Shape::Expr,
    "Pilihan yang ditawarkan: `choice.induk = kab`.",
    "Which choices are offered: `choice.induk = kab`.",
);
const ALLOW: Row = may(
    Key::Allow,
    REASONS,
    "Alasan yang boleh dicatat sebagai ganti nilai.",
    "Reasons that may be recorded instead of a value.",
);
const DEFAULT: Row = may(
    Key::Default,
    Shape::Expr,
    "Isian awal ketika pertama kali ditanyakan dan belum dijawab.",
    "Fills the question when it is first asked and unanswered.",
);
const PRELOAD: Row = may(
    Key::Preload,
    Shape::Bool,
    "Aplikasi boleh mengisinya sebelum wawancara.",
    "The app may fill it before the interview.",
);
pub(super) const PERSONAL_ROW: Row = may(
    Key::Personal,
    PERSONAL,
    "Jenis data pribadi, untuk penyamaran dan buku kode.",
    "The kind of personal data, for redaction and the codebook.",
);
const WIDGET: Row = may(
    Key::Widget,
    Shape::Text,
    "Saran tampilan bagi aplikasi (`radio`); tidak pernah mengubah arti.",
    "A hint to front ends (`radio`); never a change of meaning.",
);
const FORMERLY: Row = may(Key::Formerly, IDS, "Id lamanya.", "Its earlier ids.");
const TREND: Row = may(Key::Trend, Shape::Bool, "Dibandingkan antargelombang.", "Is compared across waves.");
const LOCKED: Row = may(
    Key::Locked,
    Shape::Bool,
    "Bagian skala yang sudah divalidasi; perubahan apa pun dilaporkan.",
    "Part of a validated scale; any change is reported.",
);

/// A section.
pub(super) static SECTION: &[Row] = &[
    must(Key::Section, Shape::Id, "Id bagian.", "The section's id."),
    may(Key::Title, Shape::Label, "Judulnya.", "Its title."),
    HINT,
    WHEN,
    must(Key::Items, Shape::Items, "Isinya, berurutan.", "What it holds, in order."),
    FORMERLY,
    TREND,
    LOCKED,
];

/// A question.
pub(super) static ASK: &[Row] = &[
    must(
        Key::Ask,
        Shape::Id,
        "Id pertanyaan dan kolom datanya: huruf kecil, angka, garis bawah, paling panjang 32.",
        "The question's id and data column: lower case, digits, underscores, at most 32.",
    ),
    must(
        Key::Type,
        Shape::QuestionType,
        "Jenisnya: `text`, `integer`, `select_one DAFTAR`, …",
        "Its type: `text`, `integer`, `select_one LIST`, …",
    ),
    must(Key::Label, Shape::Label, "Bunyi pertanyaannya.", "What is asked."),
    WHEN,
    REQUIRED,
    HINT,
    MIN,
    MAX,
    SCALE,
    UNIT,
    CHECKS,
    CHOICES_WHERE,
    ALLOW,
    DEFAULT,
    PRELOAD,
    PERSONAL_ROW,
    WIDGET,
    FORMERLY,
    TREND,
    LOCKED,
];

/// A note.
pub(super) static NOTE: &[Row] = &[
    must(Key::Note, Shape::Id, "Id catatan.", "The note's id."),
    must(
        Key::Label,
        Shape::Label,
        "Teks yang dibacakan; `{ekspresi}` menyisipkan nilai.",
        "The text to read out; `{expression}` inserts a value.",
    ),
    HINT,
    WHEN,
    FORMERLY,
];

/// A calculation.
pub(super) static CALC: &[Row] = &[
    must(Key::Calc, Shape::Id, "Id perhitungan dan kolom datanya.", "The calculation's id and data column."),
    must(Key::Value, Shape::Expr, "Apa yang dihitung.", "What is calculated."),
    may(Key::Label, Shape::Label, "Namanya.", "Its name."),
    may(
        Key::Show,
        Shape::Bool,
        "Ditampilkan dalam wawancara (perlu `label`).",
        "Shown in the interview (needs a `label`).",
    ),
    PERSONAL_ROW,
    FORMERLY,
    TREND,
    LOCKED,
];

/// What a shown calculation needs.
pub(super) static CALC_RELATIONS: &[Relation] = &[Relation::Beside(Key::Show, &[Key::Label])];

/// A grid.
pub(super) static GRID: &[Row] = &[
    must(Key::Grid, Shape::Id, "Id grid.", "The grid's id."),
    must(
        Key::Type,
        Shape::QuestionType,
        "Jenis setiap pertanyaannya (`select_one setuju5`).",
        "The type of each of its questions (`select_one setuju5`).",
    ),
    may(Key::Label, Shape::Label, "Pengantar bagi semua barisnya.", "What introduces all its rows."),
    must(
        Key::Rows,
        Shape::Blocks(BlockKind::GridRow),
        "Pertanyaannya: `{ask: q1, label: …}`.",
        "Its questions: `{ask: q1, label: …}`.",
    ),
    HINT,
    WHEN,
    REQUIRED,
    MIN,
    MAX,
    SCALE,
    UNIT,
    CHECKS,
    CHOICES_WHERE,
    ALLOW,
    DEFAULT,
    PRELOAD,
    PERSONAL_ROW,
    WIDGET,
    FORMERLY,
    TREND,
    LOCKED,
];

/// A row of a grid.
pub(super) static GRID_ROW: &[Row] = &[
    must(Key::Ask, Shape::Id, "Id pertanyaan dan kolom datanya.", "The question's id and data column."),
    must(Key::Label, Shape::Label, "Bunyi pertanyaannya.", "What is asked."),
    HINT,
    WHEN,
    REQUIRED,
    FORMERLY,
    TREND,
    LOCKED,
];

/// A roster.
pub(super) static ROSTER: &[Row] = &[
    must(Key::Roster, Shape::Id, "Id roster.", "The roster's id."),
    may(Key::Label, Shape::Label, "Judulnya.", "Its title."),
    HINT,
    WHEN,
    may(
        Key::Rows,
        Shape::Block(BlockKind::Rows),
        "Dari mana barisnya; tanpa ini: 0 sampai 50 baris.",
        "Where its rows come from; without it: 0 to 50 rows.",
    ),
    may(
        Key::KeyOf,
        IDS,
        "Pertanyaan yang jawabannya tidak boleh berulang antarbaris; bila beberapa, jawabannya bersama-sama.",
        "The question whose answer may not repeat between rows; of several, their answers together.",
    ),
    may(
        Key::RowLabel,
        Shape::Label,
        "Sebutan sebuah baris: `\"{brg_nama}\"`.",
        "What a row is called: `\"{brg_nama}\"`.",
    ),
    may(
        Key::Checks,
        Shape::Blocks(BlockKind::Check),
        "Pemeriksaan atas semua barisnya bersama, bernomor mulai 1.",
        "Checks of all its rows together, numbered from 1.",
    ),
    must(Key::Items, Shape::Items, "Yang ditanyakan untuk setiap baris.", "What is asked for each row."),
    FORMERLY,
    TREND,
    LOCKED,
];

/// Where a roster's rows come from.
pub(super) static ROWS: &[Row] = &[
    may(Key::Min, Shape::Integer, "Paling sedikit sekian baris.", "At least so many rows."),
    may(Key::Max, Shape::Integer, "Paling banyak sekian baris.", "At most so many rows."),
    may(Key::Count, Shape::Expr, "Tepat sekian baris, menurut ekspresi ini.", "As many rows as this says."),
    may(
        Key::ForEach,
        Shape::Id,
        "Satu baris untuk setiap pilihan yang dicentang dalam sebuah `select_multiple`, atau setiap pilihan sebuah daftar.",
        "A row for each choice ticked in a `select_multiple`, or for each choice of a list.",
    ),
    may(
        Key::From,
        Shape::Text,
        "Baris dari gelombang sebelumnya: `prev.barang`.",
        "The rows of the previous wave: `prev.barang`.",
    ),
];

/// Rows come from one place.
pub(super) static ROWS_RELATIONS: &[Relation] = &[
    Relation::Apart(Key::Count, Key::ForEach),
    Relation::Apart(Key::Count, Key::From),
    Relation::Apart(Key::ForEach, Key::From),
    Relation::Apart(Key::Count, Key::Min),
    Relation::Apart(Key::ForEach, Key::Min),
    Relation::Apart(Key::ForEach, Key::Max),
];

/// The items of a used module.
pub(super) static INCLUDE: &[Row] = &[must(
    Key::Include,
    Shape::Id,
    "Id modul (dari `use`) yang isinya ditempatkan di sini.",
    "The id of a module (from `use`) whose items stand here.",
)];

/// A check.
pub(super) static CHECK: &[Row] = &[
    must(
        Key::Require,
        Shape::Expr,
        "Yang harus benar; `self` ialah jawabannya. Gagal hanya bila pasti salah.",
        "What must hold; `self` is the answer. It fails only when it is definitely false.",
    ),
    must(Key::Message, Shape::Label, "Pesan bila gagal.", "What is said when it fails."),
    may(
        Key::Level,
        Shape::Word(&["error", "warning"]),
        "`error` (bawaan) menghalangi penyelesaian; `warning` dapat dikonfirmasi dengan alasan.",
        "`error` (the default) blocks finishing; `warning` can be confirmed with a reason.",
    ),
];
