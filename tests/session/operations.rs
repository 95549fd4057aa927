//! Random operations on a session.

use monev::expr::VarId;
use monev::model::answer::{Answer, Raw};
use monev::model::{CheckOrigin, Instrument, ItemKind, QuestionType, VarKind};
use monev::rules::{Level, ProblemKind, Record, Recorded, Sheet};
use monev::session::{Inputs, Place, RowKey, Session};
use monev::value::{Decimal, RosterId, Special, Type, Value};

use crate::mirror::places;

/// Random numbers, the same for the same seed (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap()
    }

    pub(crate) fn bytes(&mut self, n: usize) -> Vec<u8> {
        (0..n).map(|_| self.below(256) as u8).collect()
    }

    pub(crate) fn pick<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        let at = self.below(of.len());
        of.get(at).cloned()
    }
}

/// A previous wave with any rows and answers.
pub(crate) fn previous(instrument: &Instrument, random: &mut Random) -> Sheet {
    let mut sheet = Record::new(instrument).previous;
    for (at, roster) in instrument.rosters.iter().enumerate() {
        let parents = roster.parent.map_or(1, |outer| sheet.rows(outer).len());
        for parent in 0..parents {
            for _ in 0..random.below(4) {
                let choice =
                    roster.row_choice.map(|_| random.below(3) as u32).filter(|_| random.below(3) > 0);
                sheet.add_row(RosterId(at as u32), parent as u32, choice);
            }
        }
    }
    for (at, var) in instrument.vars.iter().enumerate() {
        if !matches!(var.kind, VarKind::Question(_) | VarKind::Calc(_)) {
            continue;
        }
        let rows = var.home.map_or(1, |home| sheet.rows(home).len());
        for row in 0..rows {
            let value = match &var.ty {
                Type::Bool => Value::Bool(random.below(2) == 0),
                Type::Num(ty) => {
                    let number = Decimal::int([0, 1, 2, 10, 50, 100][random.below(6)]);
                    Value::Num(number.rescale(ty.scale).unwrap())
                }
                Type::Choice(_) => Value::Choice(random.below(3) as u32),
                Type::Text => Value::Text(["x", "y", "z"][random.below(3)].into()),
                _ => continue,
            };
            if random.below(5) > 0 {
                sheet.set(VarId(at as u32), row as u32, Recorded::Value(value));
            }
        }
    }
    sheet
}

/// What was done, for people.
pub(crate) fn step(session: &mut Session, random: &mut Random, samples: &[Record]) -> String {
    let done = match random.below(20) {
        0..=9 => answer(session, random, samples),
        10 => clear(session, random),
        11 => special(session, random),
        12 | 13 => add(session, random),
        14 => remove(session, random),
        15 => confirm(session, random),
        16 => undo(session, random),
        17 => session.redo().map(|_| "redo".to_owned()).unwrap_or_default(),
        18 => speak(session, random),
        _ => restore(session),
    };
    if done.is_empty() { answer(session, random, samples) } else { done }
}

fn question(session: &Session, random: &mut Random) -> Option<Place> {
    let questions: Vec<Place> = places(session)
        .into_iter()
        .filter(|at| session.form().instrument.question(at.item).is_some())
        .collect();
    // Mostly what is asked.
    let asked: Vec<Place> = questions.iter().copied().filter(|at| session.is_asked(*at)).collect();
    let from = if random.below(8) == 0 || asked.is_empty() { questions } else { asked };
    random.pick(&from)
}

fn answer(session: &mut Session, random: &mut Random, samples: &[Record]) -> String {
    let Some(at) = question(session, random) else { return String::new() };
    let path = session.path(at).unwrap();
    let sampled = random.pick(samples).and_then(|record| {
        let column = &record.answers.columns[session.column(at)?.0 as usize];
        random.pick(column)
    });
    if let Some(Recorded::Value(value)) = sampled.filter(|_| random.below(5) > 0) {
        session.set_value(at, Answer::Value(value.clone())).unwrap();
        return format!("{path} = {value:?}");
    }
    let raw = raw(session, at, random);
    session.set(at, &raw).unwrap();
    format!("{path} = {raw:?}")
}

fn raw(session: &Session, at: Place, random: &mut Random) -> Raw {
    let instrument = &session.form().instrument;
    let (_, question) = instrument.question(at.item).unwrap();
    let untyped = |text: &str| Raw::Untyped(text.into());
    if random.below(12) == 0 {
        return untyped(["", "apa ini", "-1", "99999999999999", "1.5"][random.below(5)]);
    }
    if let Some(list) = question.ty.list() {
        let codes: Vec<&str> =
            instrument.list(list).unwrap().list.choices.keys().map(|code| &**code).collect();
        let many = match question.ty {
            QuestionType::SelectMultiple(_) => random.below(4),
            QuestionType::Rank(_) => codes.len(),
            _ => 1,
        };
        let codes: Vec<&str> = (0..many).filter_map(|_| random.pick(&codes)).collect();
        return untyped(&codes.join(" "));
    }
    untyped(match question.ty {
        QuestionType::YesNo => ["true", "false"][random.below(2)],
        QuestionType::Integer
        | QuestionType::Money
        | QuestionType::Decimal { .. }
        | QuestionType::Percent { .. } => {
            ["0", "1", "2", "3", "5", "10", "17", "30", "50", "60", "100", "1000", "250000"][random.below(13)]
        }
        QuestionType::Date => ["2024-01-31", "2025-10-06", "1990-05-17"][random.below(3)],
        QuestionType::Month => ["2024-01", "2025-10"][random.below(2)],
        _ => ["x", "y", "z"][random.below(3)],
    })
}

fn clear(session: &mut Session, random: &mut Random) -> String {
    let Some(at) = question(session, random) else { return String::new() };
    session.clear(at).unwrap();
    format!("clear {}", session.path(at).unwrap())
}

fn special(session: &mut Session, random: &mut Random) -> String {
    let Some(at) = question(session, random) else { return String::new() };
    let special = [Special::DontKnow, Special::Refused, Special::NotApplicable][random.below(3)];
    session.set_special(at, special).unwrap();
    format!("{} = {special:?}", session.path(at).unwrap())
}

fn rosters(session: &Session) -> Vec<Place> {
    let is_roster = |at: &Place| matches!(session.form().instrument.items[at.item].kind, ItemKind::Roster(_));
    places(session).into_iter().filter(is_roster).collect()
}

fn add(session: &mut Session, random: &mut Random) -> String {
    let Some(at) = random.pick(&rosters(session)) else { return String::new() };
    let before = session.record().clone();
    match session.add_row(at) {
        Ok(key) => {
            assert_eq!(session.rows(at).last(), Some(&key), "the new row is the last");
            format!("add {}", session.path(at).unwrap())
        }
        Err(_) => {
            assert_eq!(before, *session.record(), "what is refused changes nothing");
            String::new()
        }
    }
}

fn remove(session: &mut Session, random: &mut Random) -> String {
    let keys: Vec<RowKey> = rosters(session).into_iter().flat_map(|at| session.rows(at)).collect();
    let Some(key) = random.pick(&keys) else { return String::new() };
    let path = session.row_path(key).unwrap();
    let to = 1 + random.below(4) as u32;
    match random.below(2) {
        0 => session.remove_row(key).map(|_| format!("remove {path}")).unwrap_or_default(),
        _ => match session.move_row(key, to) {
            Ok(_) => format!("move {path} to {to}"),
            Err(_) => String::new(),
        },
    }
}

fn confirm(session: &mut Session, random: &mut Random) -> String {
    let check = |kind| if let ProblemKind::Check(check) = kind { Some(check) } else { None };
    let at = |session: &Session, item, row| session.place_of(item, row);
    let known: Vec<(Place, CheckOrigin)> = session
        .confirmed()
        .iter()
        .filter_map(|c| Some((at(session, c.problem.item, c.problem.row), check(c.problem.kind)?)))
        .collect();
    if let Some((at, check)) = random.pick(&known).filter(|_| random.below(2) == 0) {
        session.unconfirm(at, check).unwrap();
        return format!("unconfirm {}", session.path(at).unwrap());
    }
    let open: Vec<(Place, CheckOrigin)> = session
        .problems()
        .iter()
        .filter(|p| p.level == Level::Warning)
        .filter_map(|p| Some((at(session, p.item, p.row), check(p.kind)?)))
        .collect();
    let Some((at, check)) = random.pick(&open) else { return String::new() };
    session.confirm(at, check, ["benar", "memang"][random.below(2)]).unwrap();
    format!("confirm {} {check:?}", session.path(at).unwrap())
}

fn undo(session: &mut Session, random: &mut Random) -> String {
    if session.undo().is_err() {
        return String::new();
    }
    // Forth and back is as if nothing was.
    if random.below(3) == 0 {
        let before = session.record().clone();
        session.redo().unwrap();
        session.undo().unwrap();
        assert_eq!(before, *session.record());
    }
    "undo".to_owned()
}

fn speak(session: &mut Session, random: &mut Random) -> String {
    let language = random.below(session.form().instrument.languages.len());
    session.set_language(language).unwrap();
    format!("language {language}")
}

/// The draft is stored and taken up again.
fn restore(session: &mut Session) -> String {
    let draft = Some(session.record().clone());
    let again = Session::start(session.form().clone(), Inputs { draft, ..Inputs::default() });
    assert_eq!(again.whole(), session.whole());
    *session = again;
    "restore".to_owned()
}
