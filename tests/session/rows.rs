//! Rows: added, removed, moved; counted, ticked and carried over.

use std::sync::Arc;

use monev::rules::{Record, Recorded, evaluate};
use monev::session::{Change, Form, Inputs, Refused, RowKey, Session};
use monev::value::Value;

use crate::support::{compile, place, problems, session, set, shown};

const RUMAH: &str = "
monev: 1
instrument: rumah
version: 1.0.0
title: Rumah
languages: [id]
lists:
  usaha: {choices: [{code: tani, label: Tani}, {code: dagang, label: Dagang}, {code: ojek, label: Ojek}]}
items:
  - {ask: ada, type: yes_no, label: Ada?}
  - roster: orang
    label: Orang
    row_label: '{nama}'
    when: ada
    rows: {max: 3}
    key: nama
    items:
      - {ask: nama, type: text, label: Nama}
      - {ask: usia, type: integer, label: Usia, checks: [{require: self < 100, level: warning, message: Tua}]}
      - roster: hp
        label: HP
        rows: {max: 2}
        items:
          - {ask: nomor, type: text, label: 'Nomor {nama}'}
  - {calc: jumlah, value: sum(usia for orang ignoring missing)}
  - {ask: n, type: integer, label: N, min: 0, max: 3}
  - roster: anak
    label: Anak
    rows: {count: n, max: 3}
    items:
      - {ask: umur, type: integer, label: Umur}
  - {ask: kerja, type: select_multiple usaha, label: Kerja}
  - roster: tiap
    label: Tiap
    rows: {for_each: kerja}
    items:
      - {ask: nilai, type: integer, label: Nilai}
";

fn whole(session: &Session) {
    let form = session.form();
    assert_eq!(session.whole(), evaluate(&form.instrument, &form.plan, session.record()));
}

fn people(names: &[&str]) -> (Session, Vec<RowKey>) {
    let mut session = session(RUMAH);
    set(&mut session, "ada", "true");
    let roster = place(&session, "orang");
    let mut keys = Vec::new();
    for (at, name) in names.iter().enumerate() {
        keys.push(session.add_row(roster).unwrap());
        set(&mut session, &format!("orang[{}].nama", at + 1), name);
        set(&mut session, &format!("orang[{}].usia", at + 1), &(at + 1).to_string());
    }
    (session, keys)
}

fn names(session: &Session) -> Vec<String> {
    session.rows(place(session, "orang")).iter().filter_map(|key| session.row_label(*key)).collect()
}

#[test]
fn rows_are_added_removed_and_moved() {
    let (mut session, keys) = people(&["Sari", "Budi", "Tuti"]);
    let roster = place(&session, "orang");
    assert_eq!(session.add_row(roster).err(), Some(Refused::TooManyRows));
    assert_eq!(names(&session), ["Sari", "Budi", "Tuti"]);
    assert_eq!(session.row_path(keys[1]).unwrap(), "orang[2]");
    session.move_row(keys[2], 1).unwrap();
    assert_eq!(names(&session), ["Tuti", "Sari", "Budi"]);
    assert_eq!(session.rows(roster), [keys[2], keys[0], keys[1]]);
    assert!(session.changes().contains(&Change::Rows(roster)));
    whole(&session);
    session.remove_row(keys[0]).unwrap();
    assert_eq!(
        (names(&session), shown(&session, "jumlah")),
        (vec!["Tuti".into(), "Budi".into()], "5".into())
    );
    whole(&session);
    session.undo().unwrap();
    assert_eq!(session.rows(roster), [keys[2], keys[0], keys[1]], "the row has its key again");
    session.undo().unwrap();
    assert_eq!(
        (names(&session), shown(&session, "jumlah")),
        (vec!["Sari".into(), "Budi".into(), "Tuti".into()], "6".into())
    );
    whole(&session);
}

#[test]
fn nested_rows_go_with_theirs() {
    let (mut session, keys) = people(&["Sari", "Budi"]);
    for path in ["orang[1].hp", "orang[2].hp", "orang[1].hp"] {
        session.add_row(place(&session, path)).unwrap();
    }
    set(&mut session, "orang[1].hp[2].nomor", "12");
    set(&mut session, "orang[2].hp[1].nomor", "21");
    session.move_row(keys[0], 2).unwrap();
    assert_eq!(shown(&session, "orang[2].hp[2].nomor"), "12");
    assert_eq!(shown(&session, "orang[1].hp[1].nomor"), "21");
    assert_eq!(session.label(place(&session, "orang[1].hp[1].nomor")).unwrap(), "Nomor Budi");
    whole(&session);
    session.remove_row(keys[1]).unwrap();
    assert_eq!(shown(&session, "orang[1].hp[2].nomor"), "12");
    whole(&session);
    session.undo().unwrap();
    session.undo().unwrap();
    assert_eq!(shown(&session, "orang[1].hp[2].nomor"), "12");
    whole(&session);
}

#[test]
fn confirmations_stay_with_their_row() {
    let (mut session, keys) = people(&["Sari", "Budi"]);
    set(&mut session, "orang[2].usia", "120");
    session.confirm(place(&session, "orang[2].usia"), monev::model::CheckOrigin::Author(1), "ya").unwrap();
    session.move_row(keys[1], 1).unwrap();
    assert_eq!(session.record().confirmed[0].row.as_slice(), [1]);
    assert!(problems(&session).is_empty());
    whole(&session);
    session.remove_row(keys[1]).unwrap();
    assert!(session.record().confirmed.is_empty());
    session.undo().unwrap();
    assert!(problems(&session).is_empty());
    whole(&session);
}

#[test]
fn a_hidden_roster_comes_back_with_its_rows() {
    let (mut session, keys) = people(&["Sari", "Budi"]);
    set(&mut session, "ada", "false");
    let roster = place(&session, "orang");
    assert!(session.rows(roster).is_empty());
    assert_eq!(session.add_row(roster).err(), Some(Refused::NotAsked));
    set(&mut session, "ada", "true");
    assert_eq!(session.rows(roster), keys);
    assert_eq!(shown(&session, "orang[2].nama"), "Budi");
    whole(&session);
}

#[test]
fn counted_rows_are_recorded_when_answered() {
    let mut session = session(RUMAH);
    set(&mut session, "n", "3");
    let roster = place(&session, "anak");
    let keys = session.rows(roster);
    set(&mut session, "anak[2].umur", "7");
    assert_eq!(session.rows(roster), keys);
    assert_eq!((shown(&session, "anak[1].umur"), shown(&session, "anak[2].umur")), ("-".into(), "7".into()));
    whole(&session);
    set(&mut session, "n", "1");
    assert_eq!(problems(&session), ["anak not_asked"]);
    set(&mut session, "n", "2");
    assert_eq!((session.rows(roster), shown(&session, "anak[2].umur")), (keys[..2].to_vec(), "7".into()));
    assert_eq!(session.add_row(roster).err(), Some(Refused::RowsFixed));
    assert_eq!(session.remove_row(keys[0]).err(), Some(Refused::RowsFixed));
    session.move_row(keys[1], 1).unwrap();
    assert_eq!(shown(&session, "anak[1].umur"), "7");
    whole(&session);
    for _ in 0..5 {
        session.undo().unwrap();
    }
    assert!(!session.can_undo());
    assert!(session.record().answers.rosters.iter().all(Vec::is_empty));
    whole(&session);
}

#[test]
fn ticked_rows_keep_their_answers() {
    let mut session = session(RUMAH);
    set(&mut session, "kerja", "dagang ojek");
    set(&mut session, "tiap[2].nilai", "5");
    let keys = session.rows(place(&session, "tiap"));
    set(&mut session, "kerja", "tani ojek");
    assert_eq!(shown(&session, "tiap[2].nilai"), "5");
    assert_eq!(session.rows(place(&session, "tiap"))[1], keys[1]);
    set(&mut session, "kerja", "tani dagang");
    assert_eq!(session.rows(place(&session, "tiap"))[1], keys[0]);
    set(&mut session, "kerja", "ojek");
    assert_eq!(
        (shown(&session, "tiap[1].nilai"), session.row_label(keys[1])),
        ("5".into(), Some("Ojek".into()))
    );
    whole(&session);
}

#[test]
fn rows_of_the_previous_wave_are_carried_over() {
    let text = "
monev: 1
instrument: panel
version: 1.0.0
title: Panel
languages: [id]
items:
  - roster: barang
    label: Barang
    rows: {from: prev.barang, max: 4}
    items:
      - {ask: nilai, type: integer, label: 'Nilai, dulu {prev.nilai}'}
";
    let form = Arc::new(Form::new(compile(text)));
    let nilai = form.column(form.item("nilai").unwrap()).unwrap();
    let roster = form.instrument.var(nilai).unwrap().home.unwrap();
    let mut previous = Record::new(&form.instrument).previous;
    for value in [10, 20] {
        let row = previous.add_row(roster, 0, None);
        previous.set(nilai, row, Recorded::Value(Value::Num(monev::value::Decimal::int(value))));
    }
    let mut session = Session::start(form, Inputs { previous: Some(previous), ..Inputs::default() });
    let barang = place(&session, "barang");
    let keys = session.rows(barang);
    set(&mut session, "barang[2].nilai", "25");
    let new = session.add_row(barang).unwrap();
    assert_eq!(session.rows(barang), [keys[0], keys[1], new]);
    let label = |session: &Session, path: &str| session.label(place(session, path)).unwrap();
    assert_eq!(label(&session, "barang[2].nilai"), "Nilai, dulu 20");
    assert_eq!(label(&session, "barang[3].nilai"), "Nilai, dulu …");
    whole(&session);
    assert_eq!(session.remove_row(keys[1]).err(), Some(Refused::RowsFixed));
    session.remove_row(new).unwrap();
    assert_eq!(session.rows(barang), keys);
    whole(&session);
}
