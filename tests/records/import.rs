//! Bytes to raw records: every format, hostile bytes, and the law that cuts of the input change nothing.

use std::io::{BufRead, Read};

use monev::base::{Lang, Limits};
use monev::batch::{Body, RawRecord};
use monev::import::{Format, Input, RosterInput, records};
use monev::model::answer::Raw;
use proptest::prelude::*;

const CSV: Format = Format::Csv { delimiter: None };

/// A reader that gives its bytes in pieces of given lengths, over and over.
struct Pieces<'a> {
    bytes: &'a [u8],
    lengths: Vec<usize>,
    next: usize,
    left: usize,
}

impl<'a> Pieces<'a> {
    fn new(bytes: &'a [u8], lengths: &[usize]) -> Self {
        let left = lengths.first().copied().unwrap_or(1);
        Self { bytes, lengths: lengths.to_vec(), next: 1, left }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let piece = self.fill_buf()?;
        let count = piece.len().min(into.len());
        into[..count].copy_from_slice(&piece[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Pieces<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        Ok(&self.bytes[..self.left.min(self.bytes.len())])
    }

    fn consume(&mut self, count: usize) {
        self.bytes = &self.bytes[count..];
        self.left -= count;
        if self.left == 0 {
            self.left = self.lengths[self.next % self.lengths.len()].max(1);
            self.next += 1;
        }
    }
}

fn read_pieces(format: Format, bytes: &[u8], lengths: &[usize]) -> Vec<RawRecord> {
    let input = Input::new(format, Pieces::new(bytes, lengths));
    records(input, &small())
        .expect("no reader error")
        .map(|record| record.expect("no reader error"))
        .collect()
}

/// Limits that a test can meet.
fn small() -> Limits {
    Limits { record_bytes: 400, record_depth: 6, record_fields: 40, ..Limits::default() }
}

fn read(format: Format, bytes: &[u8]) -> Vec<RawRecord> {
    read_pieces(format, bytes, &[8192])
}

fn raw_text(raw: &Raw) -> String {
    match raw {
        Raw::Null => "null".to_owned(),
        Raw::Bool(truth) => truth.to_string(),
        Raw::Number(digits) => digits.to_string(),
        Raw::Text(text) => format!("{text:?}"),
        Raw::Untyped(text) => format!("‹{text}›"),
        Raw::List(items) => format!("[{}]", items.iter().map(raw_text).collect::<Vec<_>>().join(", ")),
        Raw::Object(fields) => {
            let field = |field: &monev::model::answer::RawField| {
                let line = if field.line > 1 { format!("@{}", field.line) } else { String::new() };
                format!("{}{line}: {}", field.name, raw_text(&field.value))
            };
            format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
        Raw::Broken(breakage) => format!("{breakage:?}"),
    }
}

/// Records and findings as lines to read in a snapshot.
fn shown(records: &[RawRecord]) -> String {
    let mut text = String::new();
    for record in records {
        let body = match &record.body {
            None => "—".to_owned(),
            Some(Body::Tree(fields)) => raw_text(&Raw::Object(fields.clone())),
            Some(Body::Flat(row)) => {
                let cells = |header: &monev::batch::Header, cells: &[Raw]| {
                    let pairs = header.names.iter().zip(cells);
                    pairs
                        .map(|(name, cell)| format!("{name}={}", raw_text(cell)))
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                let mut text = cells(&row.header, &row.cells);
                for roster in &row.rosters {
                    for line in &roster.rows {
                        text += &format!(
                            "\n    {}@{} {}",
                            roster.name,
                            line.line,
                            cells(&roster.header, &line.cells)
                        );
                    }
                }
                text
            }
        };
        text += &format!("#{} line {}: {body}\n", record.row, record.line);
        for finding in &record.findings {
            let file = if finding.file > 0 { format!("file {}: ", finding.file) } else { String::new() };
            text += &format!("  {file}{}\n  {file}{}\n", finding.text(Lang::En), finding.text(Lang::Id));
        }
    }
    text
}

#[test]
fn one_record_an_array_and_records_under_a_key_read_alike() {
    let one = br#"{"case": "A", "answers": {"n": 1}}"#.to_vec();
    let array = [b"[", one.as_slice(), b"]"].concat();
    let wrapped = [br#"{"records": ["#, one.as_slice(), b"]}"].concat();
    let ndjson = [one.as_slice(), b"\n"].concat();
    let expected = "#1 line 1: {case: \"A\", answers: {n: 1}}\n";
    for (format, bytes) in
        [(Format::Json, &one), (Format::Json, &array), (Format::Json, &wrapped), (Format::Ndjson, &ndjson)]
    {
        assert_eq!(shown(&read(format, bytes)), expected);
    }
}

#[test]
fn numbers_repeated_names_and_lines_are_kept() {
    let text = "{\n \"a\": 5.0, \"a\": -0,\n \"b\": [1e400,\n 1E5, 12345678901234567890],\n\"c\": {\"d\": true, \"e\": null}\n}";
    insta::assert_snapshot!(shown(&read(Format::Json, text.as_bytes())), @r#"#1 line 1: {a@2: 5.0, a@2: -0, b@3: [1e400, 1E5, 12345678901234567890], c@5: {d@5: true, e@5: null}}"#);
}

#[test]
fn broken_strings_spoil_one_answer_only() {
    let text = b"{\"a\": \"\\ud800\", \"b\": \"x\\udc00y\", \"c\": \"\\ud83d\\ude00\", \"d\": \"\xff\", \"e\": \"ok\", \"f\": \"\\ud800\\u0041\"}";
    insta::assert_snapshot!(shown(&read(Format::Ndjson, text)), @"#1 line 1: {a: LoneSurrogate, b: LoneSurrogate, c: \"😀\", d: NotUtf8(0), e: \"ok\", f: LoneSurrogate}");
}

#[test]
fn damaged_ndjson_costs_one_line_each() {
    let mut text = Vec::new();
    text.extend_from_slice(b"\xef\xbb\xbf{\"case\": \"1\"}\r\n\n");
    text.extend_from_slice(b"{\"case\": \"2\", }\n");
    text.extend_from_slice(b"[1, 2]\n\"text\"\n");
    text.extend_from_slice(format!("{{\"a\": {}{}}}\n", "[".repeat(10), "]".repeat(10)).as_bytes());
    text.extend_from_slice(format!("{{\"a\": [{}1]}}\n", "1,".repeat(60)).as_bytes());
    text.extend_from_slice(format!("{{\"a\": \"{}\"}}\n", "x".repeat(5_000)).as_bytes());
    text.extend_from_slice(b"{\"n\": 01}\n{\"n\": NaN}\n{\"n\": \"a\tb\"}\n{\"n\": \"\\x\"}\n{} {}\n");
    text.extend_from_slice(b"{\"case\": \"3\"}\n{\"case\": \"4\", \"answers\": {\"na");
    insta::assert_snapshot!(shown(&read(Format::Ndjson, &text)));
}

#[test]
fn the_last_line_needs_no_line_break() {
    assert_eq!(shown(&read(Format::Ndjson, b"{\"a\": 1}")), "#1 line 1: {a: 1}\n");
}

#[test]
fn damaged_json_arrays() {
    let cases: [&[u8]; 12] = [
        b"[{\"a\": 1}, {\"a\" 2}, {\"a\": 3}]",
        b"[{\"a\": 1} {\"a\": 2}]",
        b"[{\"a\": 1}, 5, [], \"x\", {\"a\": 2}]",
        b"[{\"a\": 1}, {\"a\": 2",
        b"[{\"a\": 1}",
        b"[{\"a\": 1}] {}",
        b"{\"a\": 1}\n{\"a\": 2}\n",
        b"{\"made\": \"x\", \"records\": [{\"a\": 1}], \"more\": 2}",
        b"[{\"a\": \"x\n\"}, {\"a\": 2}]",
        b"hello",
        b"\xff\xfe{\0}\0",
        b"  \n",
    ];
    let mut text = String::new();
    for case in cases {
        text += &format!(
            "{}\n{}\n",
            String::from_utf8_lossy(case).escape_debug(),
            shown(&read(Format::Json, case))
        );
    }
    let long = format!("[{{\"a\": \"{}\"}},\n{{\"a\": 2}}]", "x".repeat(500));
    text += &format!("a long record\n{}", shown(&read(Format::Json, long.as_bytes())));
    insta::assert_snapshot!(text);
}

#[test]
fn csv_cells() {
    let text =
        "\u{feff}case,nama,n\r\nA,\"Siti \"\"Ani\"\"\r\nAminah\",!refused\r\n\r\nB,!!x,\nC, y z ,\"\"\n";
    insta::assert_snapshot!(shown(&read(CSV, text.as_bytes())));
}

#[test]
fn damaged_csv() {
    let cases: [&[u8]; 9] = [
        b"a,b\n1,\"y\"z\n2,ok\n",
        b"a,b\n1,\"open\n2,x\n3,y\n",
        b"a,b\n1,\"open\n2,\"x\"\n3,y\n",
        b"a,b\n1\n1,2,3\n1,2,,\n",
        b"a;b\n1;2\n",
        b"a,b,a,,\n1,2,3,4\n",
        b"a,b\n1,\xe9t\xe9\n",
        b"\xff\xfea\0",
        b"",
    ];
    let mut text = String::new();
    for case in cases {
        text += &format!("{}\n{}\n", String::from_utf8_lossy(case).escape_debug(), shown(&read(CSV, case)));
    }
    let long = format!("a,b\n1,{}\n2,x\n", "x".repeat(500));
    text += &format!("a long row\n{}", shown(&read(CSV, long.as_bytes())));
    let open = format!("a,b\n1,\"\n{}3,y\n", "2,x\n".repeat(200));
    text += &format!("a quote left open for {} rows\n{}", 201, shown(&read(CSV, open.as_bytes())[..2]));
    assert_eq!(read(CSV, open.as_bytes()).len(), 202);
    insta::assert_snapshot!(text);
}

#[test]
fn nothing_at_all_is_no_file_of_records() {
    for (format, bytes) in [
        (Format::Json, ""),
        (Format::Json, " \n"),
        (Format::Ndjson, ""),
        (Format::Ndjson, "\n\n"),
        (CSV, ""),
        (CSV, "\n \n"),
    ] {
        let found = read(format, bytes.as_bytes());
        let codes: Vec<_> = found.iter().flat_map(|record| &record.findings).map(|f| f.code.id()).collect();
        assert_eq!(codes, [if format == CSV { "bad-header" } else { "bad-json" }], "{format:?} {bytes:?}");
        assert_eq!(found.iter().map(|record| record.row).collect::<Vec<_>>(), [0]);
    }
    assert!(read(Format::Json, b"[]").is_empty());
}

#[test]
fn csv_of_spreadsheets() {
    let comma = Some(b',');
    let cases: [(Option<u8>, &[u8]); 14] = [
        (Some(b';'), b"sep=;\r\na;b\r\n1;2\r\n;\r\n; \r\n3;4\r\n"),
        (None, b"sep=;\r\na;b\r\n1;2\r\n;\r\n; \r\n3;4\r\n"),
        (comma, b"sep=;\r\na;b\r\n1;2\r\n"),
        (comma, b"\"a\";\"b\"\r\n\"1\";\"2\"\r\n"),
        (None, b"\"a\";\"b, c\"\r\n\"1\";\"2\"\r\n"),
        (comma, b"a\tb\n1\t2\n"),
        (None, b"a\tb\n1\t2\n"),
        (None, b"\n \na;b\n1,5;2\n"),
        (None, b"a,b;c\n1,2\n"),
        (None, b"a\n1;2\n"),
        (None, b"a,b\r1,2\r3,4\r"),
        (None, b"a,n\xe9\n1,2\n"),
        (None, b"a,b\n1,Ani, S.Pd\n2,Budi\n3\n"),
        (None, b"sep,b\n1,2\n"),
    ];
    let mut text = String::new();
    for (delimiter, case) in cases {
        let read = read(Format::Csv { delimiter }, case);
        text += &format!("{}\n{}\n", String::from_utf8_lossy(case).escape_debug(), shown(&read));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn roster_files_join_by_the_key() {
    let main: &[u8] = b"case,wave,nama\nA,1,x\nB,1,y\n";
    let barang: &[u8] =
        b"wave,case,row,nilai\n1,B,1,1,0\n,,,\n1,B,1,10\n1,A,2,20\n1,A,1,30\n9,A,1,40\n1,B,\"2\"z,50\n";
    let broken: &[u8] = b"case,nilai\nA,1\n";
    let input = Input {
        rosters: vec![
            RosterInput { name: "barang".into(), reader: barang },
            RosterInput { name: "art".into(), reader: broken },
        ],
        ..Input::new(CSV, main)
    };
    let all: Vec<RawRecord> = records(input, &small()).unwrap().map(Result::unwrap).collect();
    insta::assert_snapshot!(shown(&all));
}

#[test]
fn a_reader_that_fails_ends_the_records() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("disk on fire"))
        }
    }
    let half: &[u8] = b"{\"a\": 1}\n{\"a\"";
    let reader = std::io::BufReader::new(half.chain(Fails));
    let mut all = records(Input::new(Format::Ndjson, reader), &small()).unwrap();
    assert!(all.next().unwrap().unwrap().body.is_some());
    assert!(all.next().unwrap().is_err());
    assert!(all.next().is_none());
}

/// Text that is nearly JSON or CSV, so that cuts fall in interesting places.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"{\"case\": \"A\"}".to_vec()),
        Just(b"{\"a\": [1, {\"b\": \"\\ud83d\\ude00 \\\"\"}]}".to_vec()),
        Just(b"{\"records\": [".to_vec()),
        Just(b"\"records\": [{}]".to_vec()),
        Just("é,\"x\"\"y\"".as_bytes().to_vec()),
        Just(b"a,b\n".to_vec()),
        Just(b"\"open\n".to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        Just(vec![b'x'; 450]),
        proptest::sample::select(b"{}[]\",:\n\r \\!-1e\xff\0".as_slice()).prop_map(|byte| vec![byte]),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn cuts_of_the_input_change_nothing(bytes in nearly(), lengths in proptest::collection::vec(1_usize..40, 1..6)) {
        for format in [Format::Json, Format::Ndjson, CSV] {
            let whole = read(format, &bytes);
            prop_assert_eq!(&whole, &read_pieces(format, &bytes, &lengths), "{:?}", format);
            prop_assert_eq!(&whole, &read_pieces(format, &bytes, &[1]), "{:?}", format);
        }
    }

    #[test]
    fn every_byte_is_a_record_or_a_finding(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for format in [Format::Json, Format::Ndjson, CSV] {
            for record in read(format, &bytes) {
                prop_assert!(record.body.is_some() || !record.findings.is_empty());
            }
        }
    }
}
