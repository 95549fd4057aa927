//! CSV: every cell at its place, the same cells as the `csv` crate gives, and its silent mercies refused.

use monev::base::{FileId, Limits, Sink, Sources};
use monev::source::{self, csv::Sheet};
use proptest::prelude::*;

fn read(text: &str) -> (Option<Sheet>, Vec<String>) {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("a.csv", text);
    let sheet = source::csv::read(file, text, &Limits::default(), &mut sink);
    let found = sink.into_sorted(&sources);
    let said = found.iter().map(|d| {
        let place = sources.locate(d.span).unwrap();
        format!("{} {}:{} {}", d.code.id(), place.line, place.column, d.message.en)
    });
    (sheet, said.collect())
}

fn rows(sheet: &Sheet) -> Vec<Vec<String>> {
    let all = std::iter::once(&sheet.header).chain(&sheet.rows);
    all.map(|row| row.iter().map(|cell| cell.text.to_string()).collect()).collect()
}

#[test]
fn good_files() {
    let (sheet, said) = read(
        "\u{feff}kode,nama\r\n65.01,\"Jl. \"\"Mawar\"\", no. 5\"\r\n\r\n0812,\"dua\nbaris\"\r\n,\n  \n 1 ,\n",
    );
    let sheet = sheet.unwrap();
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(
        rows(&sheet),
        [["kode", "nama"], ["65.01", "Jl. \"Mawar\", no. 5"], ["0812", "dua\nbaris"], ["1", ""]]
    );
    assert_eq!(sheet.column("nama"), Some(1));
    assert_eq!(sheet.column("Nama"), None);
    let cell = &sheet.rows[0][1];
    let mawar = cell.text.find("Mawar").unwrap() as u32;
    assert_eq!(cell.map.offset(mawar) as usize, "\u{feff}kode,nama\r\n65.01,\"Jl. \"\"".len());
}

#[test]
fn mistakes() {
    let cases: &[(&str, &[&str])] = &[
        ("", &["bad-csv 1:1 this CSV file is empty"]),
        ("\n\n", &["bad-csv 1:1 this CSV file is empty"]),
        ("kode;nama\n1;a;x\n2;\"b;c\"\n", &["bad-csv 2:1 this row has 3 cells, but there are 2 columns"]),
        ("a\n1,2\n", &["bad-csv 2:1 this row has 2 cells, but there is 1 column"]),
        (
            "a,b\r1,2\r3\r",
            &[
                "bad-character 1:4 this line and 2 more end with a carriage return without a line feed",
                "bad-csv 1:9 this row has 1 cell, but there are 2 columns",
            ],
        ),
        ("a,b,a\n1,2,3\n", &["bad-csv 1:5 there are two columns `a`"]),
        (
            "a,b\n1\n1,2,3\n4,5\n",
            &[
                "bad-csv 2:1 this row has 1 cell, but there are 2 columns",
                "bad-csv 3:1 this row has 3 cells, but there are 2 columns",
            ],
        ),
        (
            "a,b\nx\"y,1\n\"p\"q,2\n",
            &[
                "bad-csv 2:2 there is a quote in the middle of a cell",
                "bad-csv 3:4 there is text after this cell's closing quote",
            ],
        ),
        ("a,b\n1,\"dua\n3,4\n", &["bad-csv 2:3 the quote of this cell is never closed"]),
        (
            "a,b\n1,\"dua\n3,\"empat\"\n5\n",
            &[
                "bad-csv 2:3 the quote of this cell is never closed",
                "bad-csv 4:1 this row has 1 cell, but there are 2 columns",
            ],
        ),
        ("a,b\n1,x\u{0}y\n", &["bad-character 2:4 the control character U+0000 is not allowed"]),
        (
            "a,b\n1,\u{202e}y\n",
            &[
                "bad-character 2:3 the character U+202E, which turns the direction of writing, is not allowed here",
            ],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text).1, *expected, "{text:?}");
    }
}

/// Excel separates with semicolons where a comma marks decimals; columns and rows of nothing are left behind by it too.
#[test]
fn other_separators() {
    for text in [
        "kode;nama\n65.01;\"Jl. \"\"Mawar\"\"; no. 5, blok B\"\n",
        "\u{feff}\"kode\";\"nama\"\r\n\"65.01\";\"Jl. \"\"Mawar\"\"; no. 5, blok B\"\r\n;\r\n",
        "kode\tnama\n65.01\t\"Jl. \"\"Mawar\"\"; no. 5, blok B\"\n",
        "sep=;\r\nkode;nama\r\n65.01;\"Jl. \"\"Mawar\"\"; no. 5, blok B\"\r\n",
        "kode|nama\n65.01|\"Jl. \"\"Mawar\"\"; no. 5, blok B\"\n",
    ] {
        let (sheet, said) = read(text);
        assert_eq!(said, Vec::<String>::new(), "{text:?}");
        assert_eq!(
            rows(&sheet.unwrap()),
            [["kode", "nama"], ["65.01", "Jl. \"Mawar\"; no. 5, blok B"]],
            "{text:?}"
        );
    }
    let (sheet, said) = read("kode,nama,,\n1,a,,\n,,,\n");
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(rows(&sheet.unwrap()), [["kode", "nama", "", ""], ["1", "a", "", ""]]);
}

#[test]
fn hostile_files_end_soon() {
    let open = format!("a,b\n{}", "1,\"x\n".repeat(500_000));
    let (sheet, said) = read(&open);
    assert!(sheet.is_some() && said.len() < 30, "{}", said.len());
    let wide = format!("a\n{}x", ",".repeat(1_000_000));
    assert_eq!(read(&wide).1.len(), 1);
}

#[test]
fn encodings() {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let utf16: Vec<u8> = "kode,nama".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let limits = Limits::default();
    assert_eq!(source::load(&mut sources, "a.csv", utf16, &limits, &mut sink), None);
    let latin = source::load(&mut sources, "b.csv", b"kode,nama\n1,caf\xe9\n".to_vec(), &limits, &mut sink);
    assert_eq!(latin, Some(FileId(1)));
    let said: Vec<String> = sink.into_sorted(&sources).iter().map(|d| d.message.en.clone()).collect();
    assert_eq!(said, ["this file is UTF-16, not UTF-8", "byte 0xE9 at offset 15 is not UTF-8"]);
}

/// Cells without quotes lose the white space around them, and rows of such cells alone are blank lines.
fn as_read(table: &[Vec<String>]) -> Vec<Vec<String>> {
    let quoted = |cell: &str| cell.contains([',', '"', '\n']);
    let read = |cell: &String| if quoted(cell) { cell.clone() } else { cell.trim().to_owned() };
    let blank = |row: &Vec<String>| row.iter().all(|cell| !quoted(cell) && cell.trim().is_empty());
    table.iter().filter(|row| !blank(row)).map(|row| row.iter().map(read).collect()).collect()
}

proptest! {
    /// Whatever cells a writer quotes as it should, both readers give the same, and every bare cell stands where it says.
    #[test]
    fn the_same_as_the_csv_crate(table in prop::collection::vec(prop::collection::vec("[a-c\",\n é]{0,4}", 3), 1..6)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["a", "b", "c"]).unwrap();
        table.iter().for_each(|row| writer.write_record(row).unwrap());
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let (sheet, said) = read(&text);
        let sheet = sheet.unwrap();
        prop_assert_eq!(said, Vec::<String>::new());
        prop_assert_eq!(&rows(&sheet)[1..], &as_read(&table)[..]);
        for cell in sheet.rows.iter().flatten() {
            let written = &text[cell.span.start as usize..cell.span.end as usize];
            let inner = written.strip_prefix('"').and_then(|w| w.strip_suffix('"')).unwrap_or(written);
            prop_assert_eq!(inner.replace("\"\"", "\""), &*cell.text);
        }
    }
}
