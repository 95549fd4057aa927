//! The keys of the file itself: what it is, and everything it declares besides items and scores.

use super::{BlockKind, Key, Relation, Row, Shape, may, must};

const TYPES: Shape = Shape::MapOf(&Shape::QuestionType);

/// The root of an instrument or module.
pub(super) static ROOT: &[Row] = &[
    must(
        Key::Monev,
        Shape::Edition,
        "Edisi bahasa instrumen yang dipakai berkas ini; selalu `1`.",
        "The edition of this language the file is written in; always `1`.",
    ),
    may(
        Key::Instrument,
        Shape::Id,
        "Id instrumen, huruf kecil dengan tanda hubung (`kaltara-uep`). Berkas memuat ini atau `module`.",
        "The instrument's id in kebab-case (`kaltara-uep`). A file has this or `module`.",
    ),
    may(
        Key::Module,
        Shape::Id,
        "Id modul: berkas berisi daftar, pertanyaan, dan skor yang dipakai instrumen lain lewat `use`.",
        "A module's id: a file of lists, items and scores that instruments bring in with `use`.",
    ),
    must(
        Key::Version,
        Shape::Version,
        "Versi, tiga angka (`1.0.0`): naik besar bila arti data berubah, naik kecil bila menambah, tambalan bila hanya kata-kata.",
        "The version, three numbers (`1.0.0`): major when stored data may mean something else, minor for additions, patch for wording.",
    ),
    may(Key::Title, Shape::Label, "Judul.", "The title."),
    may(Key::Description, Shape::Label, "Untuk apa instrumen ini.", "What it is for."),
    may(
        Key::Unit,
        Shape::Label,
        "Satuan pengamatan: siapa atau apa yang diwakili satu rekaman.",
        "The unit of observation: whom or what one record stands for.",
    ),
    may(Key::Source, Shape::Text, "Sumber isinya.", "Where its content comes from."),
    may(Key::Licence, Shape::Text, "Lisensi.", "Its licence."),
    may(Key::Supersedes, Shape::Text, "Instrumen yang digantikannya.", "The instrument it replaces."),
    may(
        Key::Status,
        Shape::Word(&["draft", "field", "closed"]),
        "Tahapnya: `draft` sedang disusun, `field` sedang dipakai mengumpulkan data, `closed` tidak dipakai lagi.",
        "How far it is: `draft` being written, `field` collecting data, `closed` no longer used.",
    ),
    may(
        Key::Languages,
        Shape::List(&Shape::Text),
        "Bahasa-bahasanya (tag BCP 47); yang pertama ialah bahasa utama, dan setiap label harus ada dalam semuanya.",
        "Its languages (BCP 47 tags); the first is the default, and every label must exist in each.",
    ),
    may(
        Key::Defaults,
        Shape::Block(BlockKind::Defaults),
        "Setelan yang berlaku untuk semua pertanyaan yang tidak menyebutnya sendiri.",
        "Settings for every question that doesn't state its own.",
    ),
    may(
        Key::Use,
        Shape::List(&Shape::Path),
        "Berkas modul yang dipakai, relatif terhadap berkas ini.",
        "Module files it uses, relative to this file.",
    ),
    may(
        Key::Params,
        Shape::MapOf(&Shape::Block(BlockKind::Param)),
        "Ketetapan berversi menurut id; dibaca sebagai `param.ID`.",
        "Versioned constants by id; read as `param.ID`.",
    ),
    may(
        Key::Tables,
        Shape::MapOf(&Shape::Block(BlockKind::Table)),
        "Tabel rujukan menurut id, untuk `lookup(…)`.",
        "Lookup tables by id, for `lookup(…)`.",
    ),
    may(
        Key::Lists,
        Shape::MapOf(&Shape::Block(BlockKind::List)),
        "Daftar pilihan menurut id.",
        "Choice lists by id.",
    ),
    may(
        Key::Define,
        Shape::MapOf(&Shape::Expr),
        "Ekspresi bernama, boleh dengan parameter: `wus(u, jk): …`.",
        "Named expressions, with parameters if wanted: `wus(u, jk): …`.",
    ),
    may(
        Key::ItemSets,
        Shape::MapOf(&Shape::List(&Shape::Id)),
        "Kumpulan pertanyaan bernama, untuk argumen fungsi: `sikap: [q1, q2]`.",
        "Named sets of questions, as arguments of functions: `sikap: [q1, q2]`.",
    ),
    may(
        Key::Given,
        Shape::Blocks(BlockKind::Given),
        "Data yang sudah ada sebelum wawancara dan diberikan oleh aplikasi.",
        "Facts the app supplies before the interview.",
    ),
    may(
        Key::Items,
        Shape::Items,
        "Isi wawancara, berurutan: bagian, pertanyaan, catatan, perhitungan, grid, roster, sisipan modul.",
        "The interview in order: sections, questions, notes, calculations, grids, rosters, includes.",
    ),
    may(Key::Scores, Shape::Blocks(BlockKind::Score), "Skor.", "Scores."),
    may(
        Key::Indicators,
        Shape::Blocks(BlockKind::Indicator),
        "Indikator atas banyak rekaman.",
        "Indicators over many records.",
    ),
    may(
        Key::Retired,
        Shape::Block(BlockKind::Retired),
        "Id dan kode yang tidak boleh dipakai lagi.",
        "Ids and codes that must not be used again.",
    ),
];

/// What a root is, and what an instrument needs.
pub(super) static ROOT_RELATIONS: &[Relation] = &[
    Relation::OneOf(&[Key::Instrument, Key::Module]),
    Relation::Needed { of: Key::Instrument, words: &[], keys: &[Key::Title] },
    Relation::Needed { of: Key::Instrument, words: &[], keys: &[Key::Languages] },
];

/// `defaults`.
pub(super) static DEFAULTS: &[Row] = &[may(
    Key::Required,
    Shape::Bool,
    "Apakah pertanyaan wajib dijawab bila tidak menyebut `required` sendiri.",
    "Whether questions must be answered unless they have a `required` of their own.",
)];

/// A param.
pub(super) static PARAM: &[Row] = &[
    must(
        Key::Type,
        Shape::QuestionType,
        "Jenis nilainya (`money`, `date`, …).",
        "The type of its value (`money`, `date`, …).",
    ),
    must(
        Key::Value,
        Shape::Scalar,
        "Nilainya; angka boleh diberi pemisah `_` (`1_000_000`).",
        "Its value; a number may have `_` between digits (`1_000_000`).",
    ),
    may(Key::Label, Shape::Label, "Namanya.", "Its name."),
    may(Key::Source, Shape::Text, "Dasar ketetapannya.", "Where it comes from."),
    may(Key::Unit, Shape::Text, "Satuannya (`kg`).", "Its unit (`kg`)."),
    may(Key::Scale, Shape::Integer, "Banyaknya desimal.", "How many decimals it has."),
];

/// A lookup table.
pub(super) static TABLE: &[Row] = &[
    may(Key::File, Shape::Path, "Berkas CSV yang memuat barisnya.", "The CSV file that holds its rows."),
    may(
        Key::Rows,
        Shape::Records,
        "Barisnya, ditulis di sini: setiap baris memuat semua kunci dan nilai.",
        "Its rows, written here: each has all keys and values.",
    ),
    must(
        Key::Keys,
        TYPES,
        "Kolom pencari dengan jenisnya.",
        "The columns it is looked up by, with their types.",
    ),
    must(Key::Values, TYPES, "Kolom hasil dengan jenisnya.", "The columns it gives, with their types."),
];

/// Where a table's rows come from.
pub(super) static TABLE_RELATIONS: &[Relation] = &[Relation::OneOf(&[Key::File, Key::Rows])];

/// A choice list.
pub(super) static LIST: &[Row] = &[
    may(Key::Choices, Shape::Blocks(BlockKind::Choice), "Pilihannya, berurutan.", "Its choices, in order."),
    may(Key::File, Shape::Path, "Berkas CSV yang memuat pilihannya.", "The CSV file that holds its choices."),
    may(Key::Code, Shape::Text, "Kolom CSV yang memuat kode.", "The CSV column with the codes."),
    may(
        Key::Label,
        Shape::Label,
        "Kolom CSV yang memuat label: satu kolom, atau satu kolom tiap bahasa (`{id: nama, en: name}`).",
        "The CSV column with the labels: one column, or one for each language (`{id: nama, en: name}`).",
    ),
    may(
        Key::Attributes,
        TYPES,
        "Kunci tambahan pada pilihan (atau kolom CSV) dengan jenisnya; dibaca sebagai `choice.KUNCI` atau `pertanyaan.KUNCI`.",
        "Further keys of its choices (or CSV columns) with their types; read as `choice.KEY` or `question.KEY`.",
    ),
    may(
        Key::Ordered,
        Shape::Bool,
        "Kodenya berurutan dan boleh dibandingkan dengan `<` dan `>`.",
        "Its codes may be compared with `<` and `>`.",
    ),
    may(Key::Formerly, Shape::List(&Shape::Id), "Id lamanya.", "Its earlier ids."),
];

/// Where a list's choices come from.
pub(super) static LIST_RELATIONS: &[Relation] = &[
    Relation::OneOf(&[Key::Choices, Key::File]),
    Relation::Beside(Key::Code, &[Key::File]),
    Relation::Beside(Key::Label, &[Key::File]),
    Relation::Needed { of: Key::File, words: &[], keys: &[Key::Code] },
    Relation::Needed { of: Key::File, words: &[], keys: &[Key::Label] },
];

/// A choice.
pub(super) static CHOICE: &[Row] = &[
    must(
        Key::Code,
        Shape::Text,
        "Kodenya: identitas pilihan dalam data, tidak pernah dibaca sebagai angka.",
        "Its code: what identifies it in the data, never read as a number.",
    ),
    must(Key::Label, Shape::Label, "Labelnya.", "Its label."),
    may(
        Key::Score,
        Shape::NumberOr("missing"),
        "Nilainya dalam skor. Bila satu pilihan daftar bernilai, semua pilihan biasa bernilai; `missing` berarti tidak ikut dihitung.",
        "The number it counts for in scores. If one choice of a list has one, every ordinary choice has; `missing` means not counted.",
    ),
    may(
        Key::Special,
        Shape::Word(&["dont_know", "refused", "not_applicable"]),
        "Bukan jawaban biasa: tidak tahu, menolak, atau tidak berlaku.",
        "Not an ordinary answer: don't know, refused, or not applicable.",
    ),
    may(
        Key::Exclusive,
        Shape::Bool,
        "Tidak dapat dipilih bersama pilihan lain dalam `select_multiple`.",
        "Can't be combined with others in a `select_multiple`.",
    ),
    may(
        Key::Specify,
        Shape::BoolOr(&Shape::Id),
        "Membuka isian teks `<pertanyaan>_lainnya`; sebuah kata mengganti akhirannya (`lain` → `<pertanyaan>_lain`).",
        "Opens a text `<question>_lainnya`; a word sets another ending (`lain` → `<question>_lain`).",
    ),
    may(Key::Formerly, Shape::List(&Shape::Text), "Kode lamanya.", "Its earlier codes."),
];

/// A special answer has no number.
pub(super) static CHOICE_RELATIONS: &[Relation] = &[Relation::Apart(Key::Special, Key::Score)];

/// A given fact.
pub(super) static GIVEN: &[Row] = &[
    must(Key::Given, Shape::Id, "Idnya.", "Its id."),
    must(Key::Type, Shape::QuestionType, "Jenisnya.", "Its type."),
    may(Key::Label, Shape::Label, "Namanya.", "Its name."),
    may(Key::Scale, Shape::Integer, "Banyaknya desimal.", "How many decimals it has."),
    may(Key::Unit, Shape::Text, "Satuannya.", "Its unit."),
    may(Key::Min, Shape::Expr, "Nilai terkecil.", "The least value."),
    may(Key::Max, Shape::Expr, "Nilai terbesar.", "The greatest value."),
    super::items::PERSONAL_ROW,
];

/// `retired`.
pub(super) static RETIRED: &[Row] = &[
    may(
        Key::Ids,
        Shape::List(&Shape::Id),
        "Id pertanyaan, perhitungan, skor, atau daftar yang pernah ada.",
        "Ids of items, scores or lists that once existed.",
    ),
    may(
        Key::Codes,
        Shape::MapOf(&Shape::List(&Shape::Text)),
        "Kode yang pernah ada, menurut daftar: `kerja: [tani]`.",
        "Codes that once existed, by list: `kerja: [tani]`.",
    ),
];
