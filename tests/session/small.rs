//! Small cases: answers, what is hidden, confirmations, languages, undo, progress, the end.

use monev::model::CheckOrigin;
use monev::model::answer::Raw;
use monev::rules::{Recorded, evaluate};
use monev::session::{Change, Inputs, Place, Progress, Refused, Session};
use monev::value::{Special, State};

use crate::support::{place, problems, session, set, shown, text};

const WARUNG: &str = "
monev: 1
instrument: warung
version: 1.0.0
title: {id: Warung, en: Stall}
languages: [id, en]
lists:
  barang:
    attributes: {harga: integer}
    choices: [{code: beras, harga: 5, label: {id: Beras, en: Rice}}, {code: gula, harga: 900, label: {id: Gula, en: Sugar}}]
items:
  - {ask: nama, type: text, label: {id: Nama, en: Name}}
  - {ask: buka, type: yes_no, label: {id: 'Buka, {nama}?', en: 'Open, {nama}?'}, required: true}
  - section: isi
    title: {id: Isi, en: Content}
    when: buka
    items:
      - {ask: omzet, type: money, label: {id: Omzet, en: Sales}, required: true, max: 5_000_000, allow: [refused],
         checks: [{require: self > 1000, level: warning, message: {id: 'Hanya {omzet}?', en: 'Only {omzet}?'}}]}
      - {ask: laku, type: select_one barang, label: {id: Laku, en: Sells}, choices_where: \"choice.harga < 10 or omzet > 10\"}
      - {ask: modal, type: money, label: {id: Modal, en: Capital}, default: round(omzet / 2)}
  - {calc: laba, value: omzet - modal}
scores:
  - {score: usaha, label: {id: Usaha, en: Business}, method: formula, value: 'clamp(omzet / 50_000, 0, 100)', range: [0, 100], round: 1,
     bands: [{band: maju, from: 50, label: {id: Maju, en: High}}, {band: kecil, from: 0, label: {id: Kecil, en: Small}}]}
";

fn opened() -> Session {
    let mut session = session(WARUNG);
    set(&mut session, "buka", "true");
    session
}

fn whole(session: &Session) {
    let form = session.form();
    assert_eq!(session.whole(), evaluate(&form.instrument, &form.plan, session.record()));
}

#[test]
fn an_answer_shows_what_depends_on_it() {
    let mut session = session(WARUNG);
    let (buka, omzet) = (place(&session, "buka"), place(&session, "omzet"));
    assert!(!session.is_asked(omzet));
    let changes = session.set(buka, &Raw::Bool(true)).unwrap();
    assert!(changes.contains(&Change::Asked(omzet)) && changes.contains(&Change::Required(omzet)));
    assert_eq!(session.at(), Some(buka));
    assert_eq!(problems(&session), ["omzet required"]);
    set(&mut session, "omzet", "3000000");
    assert_eq!((&*shown(&session, "modal"), &*shown(&session, "laba")), ("Rp1.500.000", "1.500.000"));
    let score = session.form().instrument.scores.ids().next().unwrap();
    assert!(session.changes().contains(&Change::Score(score)));
    whole(&session);
}

#[test]
fn what_was_typed_survives_hiding() {
    let mut session = opened();
    set(&mut session, "omzet", "700");
    set(&mut session, "buka", "false");
    assert_eq!(session.cell(place(&session, "omzet")).unwrap().state, State::NotAsked);
    assert!(session.recorded(place(&session, "omzet")).is_given());
    set(&mut session, "buka", "true");
    assert_eq!(shown(&session, "omzet"), "Rp700");
}

#[test]
fn an_unreadable_answer_is_a_problem_and_is_not_lost() {
    let mut session = opened();
    let at = place(&session, "omzet");
    set(&mut session, "omzet", "banyak");
    assert_eq!(problems(&session), ["omzet type"]);
    assert_eq!(session.typed(at), Some(&text("banyak")));
    set(&mut session, "omzet", "5");
    assert_eq!(session.typed(at), None);
    session.undo().unwrap();
    assert_eq!(session.typed(at), Some(&text("banyak")));
    whole(&session);
}

#[test]
fn a_cleared_answer_is_not_filled_by_a_default() {
    let mut session = opened();
    set(&mut session, "omzet", "5000");
    assert_eq!(shown(&session, "modal"), "Rp2.500");
    session.clear(place(&session, "modal")).unwrap();
    assert_eq!(shown(&session, "modal"), "-");
    assert_eq!(*session.recorded(place(&session, "modal")), Recorded::Cleared);
    session.undo().unwrap();
    assert_eq!(shown(&session, "modal"), "Rp2.500");
    set(&mut session, "modal", " ");
    assert_eq!(shown(&session, "modal"), "-");
}

#[test]
fn special_answers() {
    let mut session = opened();
    session.set_special(place(&session, "omzet"), Special::Refused).unwrap();
    assert_eq!(session.cell(place(&session, "omzet")).unwrap().state, State::Refused);
    session.set_special(place(&session, "omzet"), Special::DontKnow).unwrap();
    assert_eq!(problems(&session), ["omzet special_not_allowed"]);
    whole(&session);
}

#[test]
fn a_warning_is_confirmed_until_the_answer_changes() {
    let mut session = opened();
    set(&mut session, "omzet", "500");
    let (at, check) = (place(&session, "omzet"), CheckOrigin::Author(1));
    assert_eq!(problems(&session), ["omzet 1"]);
    assert!(session.finish().is_err());
    assert_eq!(session.confirm(at, check, " ").err(), Some(Refused::NoReason));
    assert_eq!(session.confirm(at, CheckOrigin::Max, "x").err(), Some(Refused::NothingToConfirm));
    assert!(session.confirm(at, check, "baru buka").unwrap().contains(&Change::Problems(at)));
    assert_eq!(session.confirmed().len(), 1);
    whole(&session);
    assert_eq!(session.finish().unwrap().confirmed.len(), 1);
    set(&mut session, "omzet", "600");
    assert_eq!(problems(&session), ["omzet 1"]);
    session.undo().unwrap();
    assert!(problems(&session).is_empty());
    session.unconfirm(at, check).unwrap();
    assert_eq!(problems(&session), ["omzet 1"]);
    assert_eq!(session.unconfirm(at, check).err(), Some(Refused::NothingToConfirm));
    session.undo().unwrap();
    assert!(problems(&session).is_empty());
    whole(&session);
}

#[test]
fn labels_and_messages_show_values_in_the_language() {
    let mut session = opened();
    let buka = place(&session, "buka");
    assert_eq!(session.label(buka).unwrap(), "Buka, …?");
    set(&mut session, "nama", "Sari");
    assert!(session.changes().contains(&Change::Label(buka)));
    session.set_language(1).unwrap();
    assert_eq!(session.label(buka).unwrap(), "Open, Sari?");
    assert_eq!(session.set_language(2).err(), Some(Refused::NoSuchLanguage));
    set(&mut session, "omzet", "500");
    let problem = session.problems_at(place(&session, "omzet"))[0];
    assert_eq!(problem.text(&session.view()), "Only Rp500?");
    let before = session.record().clone();
    session.undo().unwrap();
    session.redo().unwrap();
    assert_eq!(*session.record(), before);
    whole(&session);
}

#[test]
fn choices_follow_their_filter() {
    let mut session = opened();
    let laku = place(&session, "laku");
    assert_eq!(session.offered(laku), [0]);
    set(&mut session, "laku", "gula");
    assert_eq!(problems(&session), ["omzet required", "laku choice"]);
    set(&mut session, "omzet", "5000");
    assert!(session.changes().contains(&Change::Choices(laku)));
    assert_eq!((session.offered(laku), problems(&session)), (vec![0, 1], vec![]));
}

#[test]
fn undo_and_redo_go_through_everything() {
    let mut session = session(WARUNG);
    assert_eq!(session.undo().err(), Some(Refused::NothingToUndo));
    let mut records = vec![session.record().clone()];
    for (path, answer) in [("buka", "true"), ("omzet", "500"), ("omzet", "x"), ("laku", "gula"), ("buka", "")]
    {
        set(&mut session, path, answer);
        records.push(session.record().clone());
    }
    for record in records.iter().rev().skip(1) {
        session.undo().unwrap();
        assert_eq!(session.record(), record);
        whole(&session);
    }
    assert!(!session.can_undo() && session.can_redo());
    for record in records.iter().skip(1) {
        session.redo().unwrap();
        assert_eq!(session.record(), record);
    }
    assert_eq!(session.redo().err(), Some(Refused::NothingToRedo));
    session.undo().unwrap();
    set(&mut session, "nama", "Sari");
    assert!(!session.can_redo(), "another way was taken");
    let done = session.record().clone();
    set(&mut session, "nama", "Sari");
    assert!(session.changes().is_empty());
    session.undo().unwrap();
    assert_ne!(*session.record(), done, "the same answer again is nothing to undo");
}

#[test]
fn progress_and_what_is_open() {
    let mut session = session(WARUNG);
    assert_eq!(session.progress(), Progress { asked: 2, required_open: 1, errors: 1, ..Progress::default() });
    assert_eq!(session.next_open(None), Some(place(&session, "buka")));
    set(&mut session, "buka", "true");
    set(&mut session, "omzet", "9000000");
    let omzet = Some(place(&session, "omzet"));
    assert_eq!(session.next_open(None), omzet);
    assert_eq!(session.next_open(omzet), omzet, "it goes round");
    let progress = Progress { asked: 5, answered: 3, errors: 1, ..Progress::default() };
    assert_eq!(session.progress(), progress);
    set(&mut session, "omzet", "1");
    assert_eq!(session.progress(), Progress { errors: 0, warnings: 1, ..progress });
    set(&mut session, "omzet", "2000");
    assert_eq!(session.next_open(None), None);
    let record = session.finish().unwrap();
    assert!(record.finished);
}

#[test]
fn a_draft_goes_on() {
    let mut session = opened();
    set(&mut session, "omzet", "500");
    session.confirm(place(&session, "omzet"), CheckOrigin::Author(1), "ya").unwrap();
    session.set_language(1).unwrap();
    let draft = Some(session.record().clone());
    let again = Session::start(session.form().clone(), Inputs { draft, ..Inputs::default() });
    assert_eq!((again.whole(), again.record()), (session.whole(), session.record()));
    assert!(!again.can_undo());
}

#[test]
fn what_is_not_a_question_has_no_answer() {
    let mut session = session(WARUNG);
    let before = session.record().clone();
    let laba = place(&session, "laba");
    assert_eq!(session.set(laba, &text("1")).err(), Some(Refused::NotAQuestion));
    assert_eq!(session.add_row(laba).err(), Some(Refused::NotARoster));
    let gone = Place { item: place(&session, "omzet").item, row: monev::session::RowKey(9) };
    assert_eq!(session.set(gone, &text("1")).err(), Some(Refused::NoSuchPlace));
    assert_eq!(session.remove_row(gone.row).err(), Some(Refused::NoSuchRow));
    assert_eq!(*session.record(), before);
    for refused in [session.place("tak_ada"), session.place("omzet[1]"), session.place("buka[1].omzet")] {
        assert_eq!(refused, None);
    }
}
