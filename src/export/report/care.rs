//! The page on data quality.

use super::census::{Axis, Trait};
use super::quality::{Answers, Quality};
use super::release::Printed;
use super::tell::Teller;
use super::view::{self, Cell, Row, Table};
use crate::base::Severity;
use crate::batch::{Finding, FindingCode};
use crate::model::{CheckOrigin, ItemId, ItemKind};
use crate::rules::Level;

/// More checks than this are too many to read.
const MOST_CHECKS: usize = 40;

/// What is said of the data.
pub(super) fn quality(teller: &Teller<'_>) -> view::Quality {
    let quality = &teller.data.quality;
    let tables = [
        records(teller, quality),
        repeats(teller, quality),
        answers(teller, quality),
        checks(teller, quality),
        findings(teller, quality),
    ];
    view::Quality { about: about(teller, quality), tables: tables.into_iter().flatten().collect() }
}

fn about(teller: &Teller<'_>, quality: &Quality) -> Vec<String> {
    let sum = |of: fn(&Answers) -> u64| quality.answers.values().map(of).sum::<u64>();
    let (asked, answered) = (sum(|a| a.asked), sum(|a| a.answered));
    let mut out = Vec::new();
    if let Some(share) = teller.percent(answered, asked) {
        let (asked, answered) = (teller.count(asked), teller.count(answered));
        out.push(teller.say(
            format!("Dari {asked} pertanyaan yang diajukan, {answered} ({share}) terjawab dengan nilai."),
            format!("Of {asked} questions asked, {answered} ({share}) were answered with a value."),
        ));
    }
    if sum(|a| a.asked) > sum(|a| a.answered) {
        out.push(teller.say(
            "Kosong: diajukan, tetapi tidak diisi. Tidak tahu dan menolak: dicatat petugas sebagai jawaban responden. Tidak satu pun dari ketiganya dianggap “tidak” atau nol; rekamannya tidak masuk angka yang memerlukan jawaban itu (lihat metode). Pertanyaan dalam daftar berulang, seperti daftar barang, dihitung per baris.",
            "Missing: asked, but not filled in. Don't know and refused: recorded by the interviewer as the answer given. None of the three is taken for “no” or zero; the record isn't in the figures that need the answer (see the method). Questions of a repeated list, such as goods, are counted by row.",
        ));
    }
    if let Some(share) = teller.percent(quality.used(), quality.records) {
        out.push(teller.say(
            format!("{share} dari rekaman yang diterima dipakai dalam laporan ini."),
            format!("{share} of the records received are used in this report."),
        ));
    }
    if quality.with_errors > 0 {
        out.push(teller.say(
            "Rekaman dengan kesalahan tetap dihitung. Jawaban yang tidak terbaca atau tidak diizinkan diperlakukan sebagai kosong; jawaban yang melanggar pemeriksaan dipakai sebagaimana tercatat, sehingga angka dapat berubah setelah kesalahan diperbaiki.",
            "Records with errors are counted. An answer that can't be read, or that a question doesn't allow, is treated as missing; one that fails a check is used as it was recorded, so figures may change once errors are mended.",
        ));
    }
    out
}

fn records(teller: &Teller<'_>, quality: &Quality) -> Option<Table> {
    let row = |(id, en): (&str, &str), count: u64, total: bool| {
        let share = teller.percent(count, quality.records).unwrap_or_default();
        let cell = |text| Cell::of(text);
        Row { label: teller.say(id, en), cells: vec![cell(teller.count(count)), cell(share)], total }
    };
    let confirmed = quality.failed.values().map(|(_, confirmed)| confirmed).sum::<u64>();
    let mut rows = vec![
        row(("Diterima", "Received"), quality.records, true),
        row(("Tanpa catatan", "Nothing to remark"), quality.valid, false),
        row(("Dengan peringatan", "With warnings"), quality.with_warnings, false),
        row(("Dengan kesalahan", "With errors"), quality.with_errors, false),
        row(
            ("Ganda (kasus dan gelombang sama), tidak dipakai", "Duplicate (same case and wave), not used"),
            quality.duplicates,
            false,
        ),
        row(
            (
                "Tidak terbaca atau dari instrumen lain, tidak dipakai",
                "Unreadable or of another instrument, not used",
            ),
            quality.unreadable,
            false,
        ),
        row(("Dipakai dalam laporan", "Used in this report"), quality.used(), true),
    ];
    let cells = vec![Cell::of(teller.count(confirmed)), Cell::default()];
    rows.push(Row {
        label: teller.say("Peringatan yang dikonfirmasi petugas", "Warnings confirmed by the interviewer"),
        cells,
        total: false,
    });
    Some(Table {
        title: teller.say("Rekaman", "Records"),
        columns: vec![teller.say("Keadaan", "State"), teller.say("Jumlah", "Number"), "%".to_owned()],
        prose: None,
        rows,
    })
}

/// Records that aren't used because an earlier one of the same case and wave is. They are named by their place in the
/// file: whoever has the file finds them, nobody else learns of whom they are.
fn repeats(teller: &Teller<'_>, quality: &Quality) -> Option<Table> {
    let row = |finding: &Finding| {
        let (record, line) = (teller.count(finding.row), teller.count(finding.line));
        Row {
            label: teller
                .say(format!("Rekaman {record} (baris {line})"), format!("Record {record} (line {line})")),
            cells: vec![Cell { prose: true, ..Cell::of(finding.message.get(teller.lang).replace('`', "")) }],
            total: false,
        }
    };
    let mut rows: Vec<Row> = quality.repeats.iter().map(row).collect();
    let more = quality.duplicates.saturating_sub(u64::try_from(rows.len()).unwrap_or(u64::MAX));
    if more > 0 {
        let more = teller.count(more);
        let label = teller.say(format!("dan {more} lagi"), format!("and {more} more"));
        rows.push(Row { label, cells: vec![Cell::default()], total: false });
    }
    let title = teller.say(
        "Rekaman ganda: yang pertama dihitung, yang ini tidak",
        "Repeated records: the first counts, these don't",
    );
    let columns = vec![teller.say("Rekaman", "Record"), teller.say("Sebab", "Why")];
    (!rows.is_empty()).then_some(Table { title, columns, prose: Some(1), rows })
}

/// Questions with something left open, worst first.
fn answers(teller: &Teller<'_>, quality: &Quality) -> Option<Table> {
    let open = |answers: &Answers| answers.asked - answers.answered;
    let mut questions: Vec<(ItemId, &Answers)> =
        quality.answers.iter().map(|(id, answers)| (*id, answers)).filter(|(_, a)| open(a) > 0).collect();
    questions.sort_by_key(|(id, answers)| {
        // By share, in parts of ten thousand.
        (std::cmp::Reverse(open(answers) * 10_000 / answers.asked.max(1)), *id)
    });
    let left = |of: fn(&Answers) -> u64| questions.iter().any(|(_, answers)| of(answers) > 0);
    let kinds: Vec<&Kind> = KINDS.iter().filter(|(_, _, of)| left(*of)).collect();
    let rows: Vec<Row> =
        questions.iter().map(|(id, answers)| question(teller, (*id, answers), &kinds)).collect();
    let say = |id: &str, en: &str| teller.say(id, en);
    let first = [say("Pertanyaan", "Question"), say("Diajukan", "Asked"), say("Terjawab", "Answered")];
    let columns = first.into_iter().chain(kinds.iter().map(|(id, en, _)| say(id, en))).collect();
    let title = say("Pertanyaan dengan jawaban yang tidak lengkap", "Questions with answers left open");
    (!rows.is_empty()).then_some(Table { title, columns, prose: None, rows })
}

/// A way in which an answer can be open, in Indonesian and English, and how many are.
type Kind = (&'static str, &'static str, fn(&Answers) -> u64);

const KINDS: [Kind; 5] = [
    ("Kosong", "Missing", |answers| answers.unanswered),
    ("Tidak tahu", "Don't know", |answers| answers.dont_know),
    ("Menolak", "Refused", |answers| answers.refused),
    ("Tidak berlaku", "Not applicable", |answers| answers.not_applicable),
    ("Tidak sah", "Not valid", |answers| answers.invalid),
];

/// How many were asked can tell how many are in a group; where that is kept back, so is everything else about the
/// question.
fn question(teller: &Teller<'_>, (id, answers): (ItemId, &Answers), kinds: &[&Kind]) -> Row {
    let in_roster = teller.instrument.items.get(id).is_some_and(|item| item.home.is_some());
    let hidden = match in_roster {
        true => answers.people.is_secret(),
        false => teller.data.release.get(&Axis::Whole, &[], &Trait::Asked(id)) == Printed::Withheld,
    };
    let Answers { asked, answered, .. } = *answers;
    let cell = |count: u64| Cell::of(teller.count(count));
    let share = |count: u64| match teller.percent(count, asked).filter(|_| count > 0) {
        Some(share) => Cell::of(format!("{} ({share})", teller.count(count))),
        None => cell(count),
    };
    let cells = if hidden {
        vec![Cell::withheld(); 2 + kinds.len()]
    } else {
        let rest = kinds.iter().map(|(_, _, of)| cell(of(answers)));
        [cell(asked), share(answered)].into_iter().chain(rest).collect()
    };
    Row { label: teller.item(id), cells, total: false }
}

/// Checks that failed, errors first.
fn checks(teller: &Teller<'_>, quality: &Quality) -> Option<Table> {
    let mut failed: Vec<_> = quality.failed.iter().collect();
    failed.sort_by_key(|((level, item, check), (open, confirmed))| {
        (*level, std::cmp::Reverse(open + confirmed), *item, check.clone())
    });
    let rows = failed.iter().take(MOST_CHECKS).map(|((level, item, check), (open, confirmed))| {
        let level = match level {
            Level::Error => teller.say("kesalahan", "error"),
            Level::Warning => teller.say("peringatan", "warning"),
            Level::Info => teller.say("catatan", "remark"),
        };
        let cells = vec![
            Cell { prose: true, ..Cell::of(said(teller, *item, check)) },
            Cell::of(level),
            Cell::of(teller.count(*open)),
            Cell::of(teller.count(*confirmed)),
        ];
        Row { label: teller.item(*item), cells, total: false }
    });
    let rows: Vec<Row> = rows.collect();
    let say = |id: &str, en: &str| teller.say(id, en);
    let columns = vec![
        say("Pertanyaan", "Question"),
        say("Pemeriksaan", "Check"),
        say("Tingkat", "Level"),
        say("Terbuka", "Open"),
        say("Dikonfirmasi", "Confirmed"),
    ];
    let title = say("Pemeriksaan yang tidak terpenuhi", "Checks that were not met");
    (!rows.is_empty()).then_some(Table { title, columns, prose: Some(1), rows })
}

/// What a check says: the author's message without answers, or the engine's own words.
fn said(teller: &Teller<'_>, item: ItemId, check: &str) -> String {
    let origin = match check {
        "min" => Some(CheckOrigin::Min),
        "max" => Some(CheckOrigin::Max),
        number => number.parse().ok().map(CheckOrigin::Author),
    };
    let question = match teller.instrument.items.get(item).map(|item| &item.kind) {
        Some(ItemKind::Question(question)) => Some(question),
        Some(
            ItemKind::Section { .. }
            | ItemKind::Note
            | ItemKind::Calc(_)
            | ItemKind::Grid { .. }
            | ItemKind::Roster(_),
        )
        | None => None,
    };
    let own = question.and_then(|question| question.checks.iter().find(|one| Some(one.origin) == origin));
    if let Some(own) = own {
        return teller.label(&own.message);
    }
    let (id, en) = match check {
        "required" => ("wajib, tetapi tidak dijawab", "required, but not answered"),
        "type" => ("isinya bukan jawaban yang terbaca", "what stands there does not read as an answer"),
        "scale" => ("terlalu banyak angka desimal", "too many decimals"),
        "choice" => ("bukan pilihan yang tersedia", "not a choice that is offered"),
        "exclusive" => ("pilihan yang tidak dapat digabung", "choices that can't be combined"),
        "duplicate" => ("satu pilihan dua kali", "one choice twice"),
        "rows" => ("jumlah baris tidak sesuai", "not the right number of rows"),
        "key" => ("sama dengan baris sebelumnya", "the same as in an earlier row"),
        "special_not_allowed" => {
            ("jawaban khusus yang tidak diizinkan", "a special answer that is not allowed")
        }
        "not_asked" => ("dijawab padahal tidak diajukan", "answered though it was not asked"),
        other => (other, other),
    };
    teller.say(id, en)
}

fn findings(teller: &Teller<'_>, quality: &Quality) -> Option<Table> {
    let of_weight = |code: &FindingCode| code.severity() != Severity::Info;
    let rows = quality.findings.iter().filter(|(code, _)| of_weight(code)).map(|(code, count)| {
        let summary = code.summary();
        let cells = vec![Cell::of(teller.count(*count))];
        Row { label: summary.get(teller.lang).to_owned(), cells, total: false }
    });
    let rows: Vec<Row> = rows.collect();
    let columns = vec![teller.say("Temuan", "Finding"), teller.say("Jumlah", "Number")];
    let title = teller.say("Temuan saat berkas dibaca", "Found while the files were read");
    (!rows.is_empty()).then_some(Table { title, columns, prose: None, rows })
}
