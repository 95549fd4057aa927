//! Why an item is as it is: as data and in words.

use crate::support::{place, session, set};

const LADANG: &str = "
monev: 1
instrument: ladang
version: 1.0.0
title: Ladang
languages: [id]
items:
  - {ask: punya, type: yes_no, label: Punya?}
  - section: isi
    title: Isi
    when: punya
    items:
      - {ask: luas, type: integer, label: Luas, required: hasil > 5, max: 100}
      - {ask: alasan, type: text, label: Alasan, when: luas < 10}
  - {ask: hasil, type: integer, label: Hasil, default: 7}
  - {calc: rata, value: hasil / luas}
scores:
  - {score: s, label: S, method: formula, value: 'clamp(rata, 0, 10)', range: [0, 10], round: 1}
";

#[test]
fn why_in_words_and_as_data() {
    let mut session = session(LADANG);
    let words = |session: &monev::session::Session, path: &str| {
        let why = session.why(place(session, path)).unwrap();
        why.words.into_iter().map(|words| words.en).collect::<Vec<_>>()
    };
    assert_eq!(
        words(&session, "alasan"),
        ["it is not asked, because the condition `punya` of `isi` is not known yet"]
    );
    set(&mut session, "punya", "true");
    set(&mut session, "luas", "200");
    assert_eq!(
        words(&session, "alasan"),
        ["it is not asked, because the condition `luas < 10` of `alasan` does not hold"]
    );
    assert_eq!(
        words(&session, "luas")[..2],
        ["it is asked, because these hold: `punya`", "it must be answered, because `hasil > 5` holds"]
    );
    assert!(
        words(&session, "luas")[2].starts_with("the check `self <= 100`"),
        "{:?}",
        words(&session, "luas")
    );
    assert_eq!(words(&session, "rata")[1], "its value is 0,035, from `hasil / luas`");
    let why = session.why(place(&session, "luas")).unwrap();
    let link = |link: &monev::session::Link| format!("{} {}", link.name, link.key);
    assert_eq!(why.depends_on.iter().map(link).collect::<Vec<_>>(), ["hasil required"]);
    assert_eq!(why.read_by.iter().map(link).collect::<Vec<_>>(), ["alasan when", "rata value"]);
    let score = session.form().instrument.scores.ids().next().unwrap();
    assert!(session.why_score(score).unwrap().asked);
    let (reads, read_by) = session.links_of_score(score);
    assert_eq!(
        (reads.iter().map(link).collect::<Vec<_>>(), read_by.len()),
        (vec!["rata value".to_owned()], 0)
    );
    serde_json::to_string(&why).unwrap();
}
