//! Records validated and scored: values with every digit, summaries that add up, and what is written reads back.

use monev::base::Lang;
use monev::batch::{
    Batch, CsvRecords, CsvStyle, ReadOptions, RecordName, RecordReader, Scored, Summary, record_json, score,
    validate,
};
use monev::import::{Format, Input, records};
use monev::model::answer::special_word;
use monev::model::{Instrument, ItemKind, QuestionType, VarKind};
use monev::rules::{Plan, Record, Recorded};
use monev::value::{Date, Decimal, Geo, RosterId, Special, Value};
use proptest::prelude::*;

use crate::common::{raw, raw_csv, usaha};

const FIVE: &str = r#"{"case": "A", "wave": "1", "today": "2025-10-06", "prev": {"omzet": 100}, "answers": {"nama": "Ani", "omzet": 350, "luas": "12.5", "kerja_utama": "dagang", "modal": 1, "barang": [{"brg_nama": "x", "brg_nilai": 5}]}}
{"case": "=B", "today": "2025-10-06", "answers": {"nama": "Budi", "kerja_utama": "tani"}}
{"case": "C", "today": "2025-10-06", "answers": {"nama": "Cici", "luas": 3}}
not json
{"case": "D", "today": "2025-10-06", "answers": {"luas": 100000}}
"#;

fn scored(instrument: &Instrument) -> (Vec<Scored>, Batch<'_>) {
    let plan = Box::leak(Box::new(Plan::new(instrument)));
    let mut batch = Batch::new(instrument, plan, ReadOptions::default());
    let all = raw(Format::Ndjson, FIVE.as_bytes()).into_iter().map(|record| batch.score(record)).collect();
    (all, batch)
}

#[test]
fn scores_as_csv_and_ndjson() {
    let instrument = usaha();
    let (all, batch) = scored(&instrument);
    let table = batch.table();
    let style = CsvStyle { delimiter: ';', spreadsheet_safe: true };
    let mut text = table.csv_header(CsvStyle::default());
    for row in all.iter().filter_map(|scored| scored.values.as_ref()) {
        text += &table.csv_row(row, CsvStyle::default());
    }
    text += "\n";
    for row in all.iter().filter_map(|scored| scored.values.as_ref()) {
        text += &table.csv_row(row, style);
    }
    text += "\n";
    for row in all.iter().filter_map(|scored| scored.values.as_ref()) {
        text += &table.ndjson_row(row);
    }
    insta::assert_snapshot!(text);
}

/// A calculation called `case` takes nothing away from the record's own case.
#[test]
fn columns_of_the_record_keep_their_place() {
    let instrument = crate::common::compiled(
        "monev: 1\ninstrument: a\nversion: 1.0.0\ntitle: A\nlanguages: [id]\nitems:\n  - {ask: n, type: integer, label: N}\n  \
         - {calc: case, value: n * 2}\n",
    );
    let plan = Plan::new(&instrument);
    let mut batch = Batch::new(&instrument, &plan, ReadOptions::default());
    let lines = b"{\"case\": \"A\", \"today\": \"2025-10-06\", \"answers\": {\"n\": 4}}\nx\n";
    let mut text = batch.table().csv_header(CsvStyle::default());
    for record in raw(Format::Ndjson, lines) {
        let scored = batch.score(record);
        let row = scored.values.unwrap_or_else(|| batch.table().blank(&scored.checked));
        text += &batch.table().csv_row(&row, CsvStyle::default());
        text += &batch.table().ndjson_row(&row);
    }
    insta::assert_snapshot!(text, @r#"
    record,record.case,wave,verdict,case
    1,A,,valid,8
    {"record":1,"record.case":"A","wave":null,"verdict":"valid","case":8}
    2,,,unreadable,
    {"record":2,"record.case":null,"wave":null,"verdict":"unreadable","case":null}
    "#);
}

#[test]
fn the_summary_adds_up() {
    let instrument = usaha();
    let (all, batch) = scored(&instrument);
    let mut summary = Summary::new(&instrument);
    all.iter().for_each(|scored| summary.add_scored(scored, batch.table()));
    assert_eq!(summary.records, 5);
    let parts = [summary.valid, summary.with_warnings, summary.with_errors, summary.unreadable];
    assert_eq!(parts, [3, 0, 1, 1]);
    let bands = &summary.bands["band.skor"];
    assert_eq!(
        bands.counts.iter().map(|(code, n)| format!("{code} {n}")).collect::<Vec<_>>(),
        ["rendah 1", "tinggi 1"]
    );
    assert_eq!(bands.none, 2);
    insta::assert_debug_snapshot!((summary.findings, summary.problems));
}

#[test]
fn streams_keep_the_order_of_the_file() {
    let instrument = usaha();
    let plan = Plan::new(&instrument);
    let mut batch = Batch::new(&instrument, &plan, ReadOptions::default());
    let input =
        || records(Input::new(Format::Ndjson, FIVE.as_bytes()), &Default::default()).expect("readable");
    let rows: Vec<u64> =
        validate(&mut batch, input()).map(|checked| checked.expect("readable").row).collect();
    assert_eq!(rows, [1, 2, 3, 4, 5]);
    let mut batch = Batch::new(&instrument, &plan, ReadOptions::default());
    let rows: Vec<u64> =
        score(&mut batch, input()).map(|scored| scored.expect("readable").checked.row).collect();
    assert_eq!(rows, [1, 2, 3, 4, 5]);
}

#[test]
fn a_record_used_again_remembers_nothing() {
    let instrument = usaha();
    let (all, _) = scored(&instrument);
    let plan = Plan::new(&instrument);
    for (at, raw) in raw(Format::Ndjson, FIVE.as_bytes()).into_iter().enumerate() {
        let fresh = Batch::new(&instrument, &plan, ReadOptions::default()).score(raw);
        assert_eq!(fresh, all[at]);
    }
}

#[test]
fn messages_may_show_what_they_pipe() {
    let instrument = usaha();
    let plan = Plan::new(&instrument);
    let line = br#"{"today": "2025-10-06", "answers": {"nama": "Ani", "umur": 3}}"#;
    let said = |batch: &mut Batch<'_>| {
        let checked = batch.check(raw(Format::Ndjson, line).remove(0));
        checked.problems.iter().map(|problem| problem.message.get(Lang::En).to_owned()).collect::<Vec<_>>()
    };
    let batch = || Batch::new(&instrument, &plan, ReadOptions::default());
    assert_eq!(said(&mut batch()), ["… is below 15"]);
    assert_eq!(said(&mut batch().showing_answers(true)), ["Ani is below 15"]);
}

/// A value a question could hold.
fn value(instrument: &Instrument, ty: &QuestionType) -> BoxedStrategy<Value> {
    let list =
        ty.list().and_then(|list| instrument.list(list)).map_or(1, |list| list.list.choices.len() as u32);
    let decimal =
        |scale: u8, most: i128| (-most..most).prop_map(move |units| Value::Num(Decimal::new(units, scale)));
    let texts = prop_oneof![
        // A cell that begins `="` is a spreadsheet's formula to the reader, so no such text is drawn.
        "[!+@A-Za-z0-9,;\"'\\-][!=+@A-Za-z0-9 ,;\"'\\n\\-]{0,11}",
        Just("é \"x\"\r\ny".to_owned()),
        Just("NA".to_owned()),
        Just("!refused".to_owned()),
        Just("!!".to_owned()),
        Just("😀,".to_owned()),
    ];
    match ty {
        QuestionType::Text | QuestionType::Barcode => {
            texts.prop_map(|text| Value::text(&text)).prop_filter("not blank", |v| !v.is_missing()).boxed()
        }
        QuestionType::Integer | QuestionType::Money => decimal(0, 999_999_999_999).boxed(),
        QuestionType::Decimal { scale } | QuestionType::Percent { scale } => {
            decimal(*scale, 10_i128.pow(9)).boxed()
        }
        QuestionType::Date => (1_i32..9999, 1..=12, 1..=28)
            .prop_map(|(y, m, d)| Value::Date(Date::new(y, m, d).expect("a day")))
            .boxed(),
        QuestionType::Month => {
            (1_i32..9999, 1..=12).prop_map(|(y, m)| Value::Date(Date::new(y, m, 1).expect("a day"))).boxed()
        }
        QuestionType::Time => {
            (0..86_400_u32).prop_map(|seconds| Value::Time(monev::value::Time { seconds })).boxed()
        }
        QuestionType::DateTime => (0..4_000_000_000_i64, -720..840_i16)
            .prop_map(|(instant, offset)| Value::DateTime(monev::value::DateTime { instant, offset }))
            .boxed(),
        QuestionType::YesNo => any::<bool>().prop_map(Value::Bool).boxed(),
        QuestionType::SelectOne(_) => (0..list).prop_map(Value::Choice).boxed(),
        QuestionType::SelectMultiple(_) | QuestionType::Rank(_) => {
            proptest::sample::subsequence((0..list).collect::<Vec<_>>(), 1..=list as usize)
                .prop_shuffle()
                .prop_map(|ticked| Value::Choices(ticked.into()))
                .boxed()
        }
        QuestionType::Geopoint => {
            (-900_000_000..=900_000_000_i128, -1_800_000_000..=1_800_000_000_i128, 0..1000_i128)
                .prop_map(|(lat, lon, metres)| {
                    let accuracy = (metres > 0).then(|| Decimal::new(metres, 2));
                    let place =
                        Geo { latitude: Decimal::new(lat, 7), longitude: Decimal::new(lon, 7), accuracy };
                    Value::Geo(place.into())
                })
                .boxed()
        }
        QuestionType::Photo
        | QuestionType::Audio
        | QuestionType::Video
        | QuestionType::File
        | QuestionType::Signature => {
            "[a-z]{1,8}\\.(jpg|png)".prop_map(|name| Value::File(name.as_str().into())).boxed()
        }
    }
}

fn recorded(instrument: &Instrument, ty: &QuestionType) -> BoxedStrategy<Recorded> {
    let special = proptest::sample::select(vec![Special::DontKnow, Special::Refused]);
    prop_oneof![
        2 => Just(Recorded::Nothing),
        5 => value(instrument, ty).prop_map(Recorded::Value),
        1 => special.prop_map(Recorded::Special),
    ]
    .boxed()
}

/// A record with answers anywhere, rosters nested and by choice.
fn any_record(instrument: &'static Instrument) -> BoxedStrategy<Record> {
    let question = |at: usize| match instrument.vars[at].kind {
        VarKind::Question(item) => match &instrument.items[item].kind {
            ItemKind::Question(question) => Some(question.ty.clone()),
            _ => None,
        },
        VarKind::Given(given) => Some(instrument.given[given as usize].ty.clone()),
        _ => None,
    };
    let columns: Vec<(usize, QuestionType)> =
        (0..instrument.vars.len()).filter_map(|at| question(at).map(|ty| (at, ty))).collect();
    // Enough cells for every row there can be.
    let cells: Vec<_> =
        columns.iter().map(|(_, ty)| proptest::collection::vec(recorded(instrument, ty), 9)).collect();
    let choices = proptest::sample::subsequence(vec![0_u32, 1, 2], 0..=3);
    (cells, 0..4_u32, proptest::collection::vec(0..4_u32, 4), choices)
        .prop_map(move |(cells, rows, inner, choices)| {
            let mut record = Record::new(instrument);
            record.finished = true;
            record.today = Date::new(2025, 10, 6);
            let id = |name: &str| {
                let rosters = (0..).map(RosterId).take(instrument.rosters.len());
                rosters
                    .clone()
                    .find(|r| &*instrument.items[instrument.rosters[r.0 as usize].item].id == name)
                    .unwrap()
            };
            for row in 0..rows {
                let number = record.answers.add_row(id("barang"), 0, None);
                for _ in 0..inner[row as usize].min(2) {
                    record.answers.add_row(id("perbaikan"), number, None);
                }
            }
            for choice in choices {
                record.answers.add_row(id("penghasilan"), 0, Some(choice));
            }
            for ((at, _), column) in columns.iter().zip(cells) {
                let var = monev::expr::VarId(u32::try_from(*at).unwrap());
                let rows = instrument.vars[*at].home.map_or(1, |home| record.answers.rows(home).len());
                for (row, cell) in (0..).zip(column.into_iter().take(rows)) {
                    record.answers.set(var, row, cell);
                }
            }
            record
        })
        .boxed()
}

/// The record without trailing cells that hold nothing, which a file doesn't tell from none.
fn plain(instrument: &Instrument, record: &Record) -> String {
    let name = RecordName::default();
    format!("{} {:?}", record_json(instrument, record, &name), record.answers.rosters)
}

/// An instrument whose every question takes every special answer, so that any record reads without a finding.
fn lenient() -> &'static Instrument {
    static INSTRUMENT: std::sync::OnceLock<Instrument> = std::sync::OnceLock::new();
    INSTRUMENT.get_or_init(|| {
        let mut instrument = usaha();
        let ids: Vec<_> = instrument.items.ids().collect();
        for id in ids {
            if let Some(item) = instrument.items.get_mut(id)
                && let ItemKind::Question(question) = &mut item.kind
            {
                question.allow = monev::model::Allow { dont_know: true, refused: true, not_applicable: true };
            }
        }
        instrument
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn json_written_reads_back(record in any_record(lenient())) {
        let instrument = lenient();
        let name = RecordName { case: Some("A \"1\"".into()), wave: Some("é".into()) };
        let text = record_json(instrument, &record, &name).to_string();
        let read = RecordReader::new(instrument, ReadOptions::default()).read(raw(Format::Ndjson, text.as_bytes()).remove(0));
        prop_assert_eq!(&read.findings, &[], "{}", text);
        prop_assert_eq!((read.case, read.wave), (name.case, name.wave));
        prop_assert_eq!(plain(instrument, &read.record.unwrap()), plain(instrument, &record));
    }

    #[test]
    fn csv_written_reads_back(record in any_record(lenient())) {
        let instrument = lenient();
        let name = RecordName { case: Some("!A,1".into()), wave: None };
        let writer = CsvRecords::new(instrument, CsvStyle::default());
        let (mut main, rosters) = writer.headers();
        let (line, rows) = writer.record(&record, &name);
        main += &line;
        let rosters: Vec<(String, String)> = rosters.into_iter().zip(rows).map(|(head, rows)| (head.id, head.lines + &rows.lines)).collect();
        let rosters: Vec<(&str, &str)> = rosters.iter().map(|(id, lines)| (id.as_str(), lines.as_str())).collect();
        let mut raw = raw_csv(&main, &rosters);
        prop_assert_eq!(raw.len(), 1);
        let read = RecordReader::new(instrument, ReadOptions::default()).read(raw.remove(0));
        let errors: Vec<_> = read.findings.iter().filter(|finding| finding.is_error()).collect();
        prop_assert!(errors.is_empty(), "{:?}\n{}\n{:?}", errors, main, rosters);
        prop_assert_eq!(read.case, name.case);
        prop_assert_eq!(plain(instrument, &read.record.unwrap()), plain(instrument, &record));
    }

    #[test]
    fn any_json_is_read_without_a_panic(text in "[\\[\\]{}\":,a-z0-9 ._\\\\-]{0,80}", answers in "\\PC{0,40}") {
        let instrument = lenient();
        let plan = Plan::new(instrument);
        let mut batch = Batch::new(instrument, &plan, ReadOptions::default());
        let ids = ["nama", "umur", "sumber", "barang", "lokasi", "penghasilan", "mulai"];
        let line = format!("{{\"answers\": {{\"{}\": {text}, \"nama\": {answers:?}}}}}", ids[text.len() % ids.len()]);
        for record in raw(Format::Ndjson, line.as_bytes()) {
            batch.score(record);
        }
    }
}

#[test]
fn special_words_read_back() {
    for special in [Special::DontKnow, Special::Refused, Special::NotApplicable] {
        assert_eq!(monev::model::answer::special_of_word(special_word(special)), Some(special));
    }
}
