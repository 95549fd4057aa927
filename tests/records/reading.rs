//! Raw records to typed ones: every finding once, and what reads is read whatever stands beside it.

use monev::base::{Limits, Severity};
use monev::batch::{Batch, Checked, FindingCode, RawRecord, ReadOptions, Summary, Verdict};
use monev::import::Format;
use monev::rules::Plan;
use monev::value::Date;

use crate::common::{raw, raw_csv, said, usaha};

fn check(records: Vec<RawRecord>, options: ReadOptions) -> Vec<Checked> {
    let instrument = usaha();
    let plan = Plan::new(&instrument);
    let mut batch = Batch::new(&instrument, &plan, options);
    records.into_iter().map(|record| batch.check(record)).collect()
}

fn checked(lines: &[&str]) -> String {
    let options = ReadOptions { today: Date::new(2025, 10, 6), ..ReadOptions::default() };
    said(&check(raw(Format::Ndjson, lines.join("\n").as_bytes()), options))
}

/// Records with only these answers beside a name.
fn answers(answers: &[&str]) -> String {
    let lines: Vec<String> =
        answers.iter().map(|text| format!("{{\"answers\": {{\"nama\": \"Ani\", {text}}}}}")).collect();
    checked(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_whole_record_has_nothing_to_say() {
    insta::assert_snapshot!(checked(&[r#"{"instrument": "usaha", "version": "1.2.0", "case": "A-1", "wave": "2025",
        "today": "2025-10-06", "language": "en", "given": {"bantuan": 2000000}, "prev": {"omzet": 100, "score.skor": "12.50",
        "band.skor": "rendah", "total_barang": 5, "barang": [{"brg_nama": "Oven", "brg_separuh": "1.5"}]},
        "answers": {"nama": " Siti ", "nik": {"special": "refused"}, "umur": 41, "omzet": "2600000", "luas": 12.50,
        "hadir_pct": "87.5", "tgl": "1988-08-08", "bln": "2025-07", "jam": "08:30", "mulai": "2025-10-06T14:30+07:00",
        "hadir": true, "kerja_utama": "dagang", "sumber": ["tani", "dagang"], "urutan": ["tani", "dagang", "buruh"],
        "lokasi": {"lat": 2.84123456789, "lon": "117.36", "accuracy": 12}, "foto": "a.jpg", "ttd": "b.png", "kode": "899",
        "modal": 5, "barang": [{"brg_nama": "Oven", "brg_nilai": 10, "perbaikan": [{"prb_biaya": 1}]}, null],
        "penghasilan": [{"row": "dagang", "pgh_nilai": 3}, {"row": "tani", "pgh_nilai": 4}]},
        "confirmed": [{"item": "umur", "check": 1, "reason": "betul"}], "log": ["x"]}"#.replace('\n', " ").as_str()]), @"#1 line 1 A-1/2025: Valid");
}

#[test]
fn wrong_types_are_found_and_the_rest_is_read() {
    insta::assert_snapshot!(answers(&[
        r#""umur": "41""#,
        r#""umur": 5.0"#,
        r#""umur": 5.5"#,
        r#""umur": 1E5"#,
        r#""umur": 1e400"#,
        r#""umur": -0"#,
        r#""umur": 12345678901234567890"#,
        r#""umur": 130"#,
        r#""omzet": "1.000.000""#,
        r#""omzet": "Rp 5""#,
        r#""luas": 12.55"#,
        r#""luas": "0812""#,
        r#""nik": 6501054808889001"#,
        r#""nik": ["x"]"#,
        r#""nik": "a\u0000b""#,
        r#""nik": "\ud800""#,
        r#""nama": "Ani", "tgl": "2025-02-30""#,
        r#""tgl": "6/10/2025""#,
        r#""tgl": 20251006"#,
        r#""bln": "2025-13""#,
        r#""jam": "24:00""#,
        r#""mulai": "2025-10-06T14:30""#,
        r#""mulai": "2025-10-06T07:30:00.125Z""#,
        r#""hadir": "ya""#,
        r#""kerja_utama": "tnai""#,
        r#""kerja_utama": 1"#,
        r#""kerja_utama": ["tani"]"#,
        r#""sumber": "tani""#,
        r#""sumber": ["tani", "tani", "xyz"]"#,
        r#""sumber": ["tani", "tani"]"#,
        r#""sumber": []"#,
        r#""lokasi": {"lat": 91, "lon": 0}"#,
        r#""lokasi": "2.84 117.36""#,
        r#""foto": "../../etc/passwd""#,
        r#""umur": {"special": "refused"}"#,
        r#""nik": {"special": "entah"}"#,
        r#""umur": null, "omzet": "", "sumber": null, "tgl": "  ""#,
    ]));
}

#[test]
fn unknown_repeated_and_misplaced_fields() {
    insta::assert_snapshot!(answers(&[
        r#""omset": 5"#,
        r#""Umur": 5"#,
        r#""__proto__": {}"#,
        r#""umur": 20, "umur": 30"#,
        r#""total_barang": 5, "score.skor": 7"#,
        r#""bantuan": 5"#,
        r#""brg_nilai": 5"#,
        r#""dagangan": 5"#,
        r#""modal": 5"#,
        r#""barang": [{"nama": "x"}]"#,
        &format!(r#""{}": 5"#, "x".repeat(100)),
    ]));
}

#[test]
fn rosters() {
    insta::assert_snapshot!(answers(&[
        r#""barang": {"brg_nama": "x"}"#,
        r#""barang": [{"brg_nama": "x"}, 5, null, {"brg_nama": "x", "brg_nilai": "y"}]"#,
        r#""barang": [{}, {}, {}, {}, {}]"#,
        r#""barang": [{"row": 1}]"#,
        r#""barang": [{"perbaikan": [{"prb_biaya": true}]}]"#,
        r#""sumber": ["tani"], "penghasilan": [{"row": "tani"}, {"row": "tani"}, {"row": "tnai"}, {"row": "buruh", "pgh_nilai": 1}]"#,
    ]));
}

#[test]
fn what_a_record_says_of_itself() {
    insta::assert_snapshot!(checked(&[
        r#"{"instrument": "lain", "answers": {"nama": 5}}"#,
        r#"{"version": "2.0.0", "answers": {"nama": "A"}}"#,
        r#"{"version": "1.1.0", "answers": {"nama": "A"}}"#,
        r#"{"version": "v1", "language": "jv", "today": "06-10-2025", "case": 5, "answers": {"nama": "A"}}"#,
        r#"{"case": "", "answers": {"nama": "A"}}"#,
        r#"{"case": "A", "wave": "1", "answers": {"nama": "A"}}"#,
        r#"{"case": "A", "wave": "2", "answers": {"nama": "A"}}"#,
        r#"{"case": "A", "wave": "1", "answers": {"nama": "B"}}"#,
        r#"{"jawaban": {}, "nama": "A", "device": "x", "answers": []}"#,
        r#"{"answers": {"nama": "A"}, "answers": {"nama": 5}}"#,
        r#"{"prev": {"omzt": 1, "omzet": "x", "bantuan": 2}, "answers": {"nama": "A"}}"#,
        r#"{"given": {"umur": 1, "bantuan": 2}, "answers": {"nama": "A"}}"#,
        r#"{"confirmed": [{"item": "omset", "check": 1, "reason": "x"}, {"item": "umur", "check": 9, "reason": "x"}, {"item": "umur", "check": "1", "reason": " "}], "answers": {"nama": "A"}}"#,
        r#"{"confirmed": [{"item": "umur", "check": 1, "reason": "ya"}], "answers": {"nama": "A", "umur": 14}}"#,
        r#"{"answers": {"nama": "A", "umur": 14}}"#,
    ]));
}

#[test]
fn limits_of_answers() {
    let limits = Limits { text_scalars: 5, roster_rows: 2, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let line = r#"{"today": "2025-10-06", "answers": {"nama": "ééééé", "nik": "123456", "barang": [{}, {}, {"brg_nilai": "x"}]}}"#;
    insta::assert_snapshot!(said(&check(raw(Format::Ndjson, line.as_bytes()), options)));
}

#[test]
fn without_a_day_of_interview() {
    let text = said(&check(raw(Format::Ndjson, br#"{"answers": {"nama": "A"}}"#), ReadOptions::default()));
    insta::assert_snapshot!(text);
}

#[test]
fn unknown_fields_may_be_passed_over() {
    let text = br#"{"today": "2025-10-06", "x": 1, "answers": {"nama": "A", "y": 2}}"#;
    let options = ReadOptions { ignore_unknown: true, ..ReadOptions::default() };
    assert_eq!(said(&check(raw(Format::Ndjson, text), options)), "#1 line 1 -/-: Valid\n");
}

#[test]
fn csv_with_roster_files() {
    let main = "case,wave,today,nama,umur,nik,sumber,omset,total_barang,given.bantuan,prev.omzet,hadir,brg_nilai,lokasi\n\
                A,1,2025-10-06,Ani,41,!refused,tani dagang,1,2,5000,100,ya,3,2.84 117.36 12\n\
                B,1,2025-10-06,NA,0812,,tani  tnai,,,\"5,000\",x,maybe,,\n\
                C,1,2025-10-06,Cici,,!entah,,,,,,,,\n";
    let barang = "case,wave,row,brg_nama,brg_nilai,warna\nA,1,3,Oven,10,x\nA,1,1,Meja,x,\nA,1,1,Kursi,,\nA,1,0,Lemari,,\n\
                  B,1,x,Rak,,\nC,1,1,Pot,,\nZ,9,1,Panci,,\n";
    let repairs = "case,wave,barang.row,row,prb_biaya\nA,1,3,1,500\nA,1,3,3,z\nA,1,2,1,1\nC,1,1,1,7\n";
    let income = "case,wave,row,pgh_nilai\nA,1,dagang,100\nA,1,tani,y\nA,1,beli,1\n";
    let rosters =
        [("barang", barang), ("perbaikan", repairs), ("penghasilan", income), ("barnag", "case,wave\nA,1\n")];
    insta::assert_snapshot!(said(&check(raw_csv(main, &rosters), ReadOptions::default())));
}

/// What Excel, pandas and a hurried hand make of a file.
#[test]
fn csv_that_went_through_a_spreadsheet() {
    let main = "case,nama,nik,kode,umur,omzet,luas,tgl,bln,kerja_utama,hadir\n\
                A,Ani,\"6,50105E+15\",6.501054808889001e+15,5.0,1.000,52.50,31/12/1988,07/2025,Tani,TRUE\n\
                B,Budi,6501054808889001.0,\"=\"\"899\"\"\",35.000,1.000.000,2.500,1988-08-08 00:00:00,2025-07,tani.0,1\n\
                C,#REF!,08123456789,8991.0,,1e6,0.500,45231,45231,FARMING,\n\
                D,E+1 E,1E5,812,,Rp 5,12.5,08.08.88,2025/07,Bertani,\n\
                ,,,,,,,,,,\n";
    let options = ReadOptions { today: Date::new(2025, 10, 6), ..ReadOptions::default() };
    insta::assert_snapshot!(said(&check(raw_csv(main, &[]), options)));
}

/// A spreadsheet keeps 15 digits. One NIK that ends in 0 says nothing; five in a row, and none that doesn't, say it all.
#[test]
fn digits_a_spreadsheet_has_lost() {
    let file = |ends: &[&str]| {
        let rows: String = ends.iter().map(|end| format!("Ani,650105480888{end}\n")).collect();
        let options = ReadOptions { today: Date::new(2025, 10, 6), ..ReadOptions::default() };
        said(&check(raw_csv(&format!("nama,nik\n{rows}"), &[]), options))
    };
    insta::assert_snapshot!(file(&["9010", "9020", "9110", "9200", "9000", "9000", "123"]));
    assert!(
        !file(&["9010", "9020", "9001", "9110", "9200", "9000", "9000", "9000", "9000"])
            .contains("lost-digits")
    );
    assert!(!file(&["9010", "9020", "9110", "9200"]).contains("lost-digits"));
}

/// Capitals and blanks as people leave them, and roster rows that name no record.
#[test]
fn csv_of_a_hurried_hand() {
    let main = "Case,case,NAMA,nama\nx,A ,Ani,Ani\n,,Budi,Budi\n";
    let rosters = [
        ("barang", "case,row,brg_nama\nA,1,Oven\n,1,Meja\n"),
        ("cadangan", "case,x\nA,1\n"),
        ("penghasilam", "case,x\nA,1\n"),
    ];
    let options = ReadOptions { today: Date::new(2025, 10, 6), ..ReadOptions::default() };
    insta::assert_snapshot!(said(&check(raw_csv(main, &rosters), options)));
}

#[test]
fn csv_as_kobo_exports_it() {
    let main = "start,end,today,deviceid,case,identitas/nama,umur,sumber,sumber/tani,usaha/sumber/dagang,urutan/tani,\
                lokasi,_lokasi_latitude,barang/brg_nama,mulai,jam,_id,meta/instanceID,sumber/lain\n\
                x,y,2025-10-06,d,A,Ani,35,tani dagang,1,1,1,2.84 117.36 30 12,2.84,Oven,\
                2025-10-06T14:30:00.125+07:00,14:30:00.000+07:00,7,uuid:x,0\n";
    let all = check(raw_csv(main, &[]), ReadOptions::default());
    insta::assert_snapshot!(said(&all));
    // What is wrong with the header is not the first record's fault.
    assert_eq!(all[0].verdict, Verdict::Errors);
    let (about_file, own) = all[0].clone().apart();
    let about_file = about_file.expect("something about the file");
    assert!(about_file.row == 0 && about_file.findings.iter().all(|finding| finding.row == 0));
    assert!(own.findings.iter().all(|finding| finding.row == 1));
    let passing = ReadOptions { ignore_unknown: true, ..ReadOptions::default() };
    let text = said(&check(raw_csv(main, &[]), passing));
    assert!(
        text.contains("identitas/nama") && !text.contains("_id"),
        "answers are never passed over: {text}"
    );
}

#[test]
fn a_nearest_code_is_not_told_of_a_personal_answer() {
    let instrument = crate::common::compiled(
        "monev: 1\ninstrument: a\nversion: 1.0.0\ntitle: A\nlanguages: [id]\nlists:\n  l_agama: {choices: [{code: islam, label: Islam}]}\n\
         given: [{given: dulu, type: select_one l_agama, personal: belief}]\n\
         items:\n  - {ask: agama, type: select_one l_agama, label: Agama, personal: belief}\n  - {ask: lagi, type: select_one l_agama, label: L}\n",
    );
    let plan = Plan::new(&instrument);
    let mut batch = Batch::new(&instrument, &plan, ReadOptions::default());
    let line = br#"{"today": "2025-10-06", "given": {"dulu": "islm"}, "answers": {"agama": "islm", "lagi": "islm"}}"#;
    let checked = batch.check(raw(Format::Ndjson, line).remove(0));
    let said: Vec<&str> = checked.findings.iter().map(|finding| &*finding.message.en).collect();
    assert_eq!(
        said,
        [
            "not a code of list `l_agama`",
            "not a code of list `l_agama`",
            "not a code of list `l_agama`; the nearest is `islam`"
        ]
    );
}

#[test]
fn checks_that_cannot_be_evaluated_are_told() {
    let instrument = crate::common::compiled(
        "monev: 1\ninstrument: a\nversion: 1.0.0\ntitle: A\nlanguages: [id]\nitems:\n  - {ask: omzet, type: money, label: O, allow: [refused]}\n  \
         - roster: bulanan\n    label: B\n    rows: {max: 3}\n    items:\n      \
         - {ask: biaya, type: money, label: B, checks: [{require: self <= omzet, message: Biaya}]}\n",
    );
    let plan = Plan::new(&instrument);
    let mut batch = Batch::new(&instrument, &plan, ReadOptions::default());
    let mut summary = Summary::new(&instrument);
    let lines = [
        r#"{"today": "2025-10-06", "answers": {"omzet": {"special": "refused"}, "bulanan": [{"biaya": 1}, {}, {"biaya": 2}]}}"#,
        r#"{"today": "2025-10-06", "answers": {"bulanan": [{"biaya": 1}]}}"#,
        r#"{"today": "2025-10-06", "answers": {"omzet": 5, "bulanan": [{"biaya": 1}]}}"#,
    ];
    let mut told = Vec::new();
    for record in raw(Format::Ndjson, lines.join("\n").as_bytes()) {
        let checked = batch.check(record);
        summary.add(&checked);
        assert_eq!(checked.verdict, Verdict::Valid);
        told.push(
            checked.undecided.iter().map(|one| format!("{} {}", one.field, one.check)).collect::<Vec<_>>(),
        );
    }
    assert_eq!(told, [vec!["bulanan[1].biaya 1", "bulanan[3].biaya 1"], vec!["bulanan[1].biaya 1"], vec![]]);
    assert_eq!(
        summary.undecided.iter().collect::<Vec<_>>(),
        [(&("bulanan.biaya".into(), "1".to_owned()), &3)]
    );
}

#[test]
fn no_message_holds_an_answer() {
    let secret = "Rahasia9001";
    let mut lines = Vec::new();
    for id in [
        "nama",
        "nik",
        "umur",
        "omzet",
        "luas",
        "tgl",
        "bln",
        "jam",
        "mulai",
        "hadir",
        "kerja_utama",
        "sumber",
        "lokasi",
        "foto",
    ] {
        for value in [format!("\"{secret}\""), format!("[\"{secret}\"]"), format!("{{\"{secret}\": 9001}}")] {
            lines.push(format!("{{\"today\": \"{secret}\", \"answers\": {{\"{id}\": {value}, \"umur\": 14, \"nama\": \"{secret}\"}}}}"));
        }
    }
    let text = checked(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(text.contains("wrong-type") && text.contains("below 15") && !text.contains(secret), "{text}");
}

/// The page `book/src/reference/findings.md`, made from the codes. `INSTA_UPDATE=always` writes it.
#[test]
fn the_page_of_findings_is_made_from_the_codes() {
    let mut page = String::from(
        "# Findings in records\n\nThis page is made from the codes of findings (`src/batch/finding.rs`, \
         `src/model/answer/fault.rs`). An error keeps something out of the evaluation; a warning lets everything in. \
         Beside findings a record has *problems*: the checks of the instrument that it fails, named by their number, \
         `min`, `max`, or `required`, `choice`, `exclusive`, `rows` and `key`.\n\n\
         | code | weight | what it means | artinya |\n|---|---|---|---|\n",
    );
    for code in FindingCode::all() {
        let weight = if code.severity() == Severity::Error { "error" } else { "warning" };
        let summary = code.summary();
        page += &format!("| `{code}` | {weight} | {} | {} |\n", summary.en, summary.id);
    }
    crate::types::fresh("book/src/reference/findings.md", &page);
}

#[test]
fn codes_of_findings_are_kebab_case_and_differ() {
    let mut ids: Vec<&str> = FindingCode::all().into_iter().map(FindingCode::id).collect();
    assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

/// Every finding is made by some test of this folder.
#[test]
fn every_code_is_alive() {
    let folder = std::fs::read_dir("tests/records/snapshots").expect("the folder is there");
    let text: String = folder
        .map(|file| std::fs::read_to_string(file.expect("readable").path()).expect("readable"))
        .collect();
    let all = FindingCode::all();
    let silent: Vec<&str> =
        all.into_iter().map(FindingCode::id).filter(|id| !text.contains(&format!("[{id}]"))).collect();
    assert_eq!(silent, [""; 0]);
}

/// A record as large as the limit allows, full of names and codes that nearly are the instrument's, takes no time worth
/// speaking of.
#[test]
fn hostile_names_cost_little() {
    let lists: String = (0..2_000).map(|n| format!("      - {{code: kode_{n}, label: K}}\n")).collect();
    let items: String =
        (0..2_000).map(|n| format!("  - {{ask: tanya_{n}, type: text, label: T}}\n")).collect();
    let instrument = crate::common::compiled(&format!(
        "monev: 1\ninstrument: a\nversion: 1.0.0\ntitle: A\nlanguages: [id]\nlists:\n  kode:\n    choices:\n{lists}items:\n  \
         - {{ask: banyak, type: select_multiple kode, label: B}}\n{items}"
    ));
    let names: Vec<String> = (0..24_000).map(|n| format!("\"tanyaa_{n}\": 1")).collect();
    let codes: Vec<String> = (0..24_000).map(|n| format!("\"kodee_{n}\"")).collect();
    let line = format!("{{\"answers\": {{{}, \"banyak\": [{}]}}}}", names.join(","), codes.join(","));
    let plan = Plan::new(&instrument);
    let mut batch = Batch::new(&instrument, &plan, ReadOptions::default());
    let started = std::time::Instant::now();
    let checked = batch.check(raw(Format::Ndjson, line.as_bytes()).remove(0));
    assert!(started.elapsed() < std::time::Duration::from_secs(5), "took {:?}", started.elapsed());
    let near = checked.findings.iter().filter(|finding| finding.message.en.contains("did you mean")).count();
    assert_eq!((checked.findings.len(), near), (48_001, 20));
}
