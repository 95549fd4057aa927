//! How each shape of value arrives in the document, and what a reader of documents can rely on.

use monev::source::{Block, BlockKind, Key, Relation, Shape, Written};

use super::{LEAD, read};

fn root(body: &str) -> Block {
    let (_, document, found) = read(format!("{LEAD}{body}").as_bytes(), BlockKind::Root);
    assert_eq!(
        found.iter().map(|d| d.message.en.clone()).collect::<Vec<_>>(),
        Vec::<String>::new(),
        "{body}"
    );
    document.expect("a document").root
}

fn text(written: &Written) -> &str {
    written.scalar().map_or("", |scalar| &scalar.text)
}

#[test]
fn one_or_several() {
    for body in ["use: a.yaml\n", "use: [a.yaml]\n", "use:\n- a.yaml\n"] {
        let root = root(body);
        let paths: Vec<&str> = root.get(Key::Use).unwrap().elements().iter().map(text).collect();
        assert_eq!(paths, ["a.yaml"], "{body}");
    }
}

#[test]
fn labels_are_text_or_a_map() {
    let root = root("description: {id: Satu, en: One}\nunit: orang\n");
    let wordings = root.get(Key::Description).unwrap().entries();
    let wordings: Vec<(&str, &str)> =
        wordings.iter().map(|(tag, wording)| (&*tag.text, text(wording))).collect();
    assert_eq!(wordings, [("id", "Satu"), ("en", "One")]);
    assert_eq!(root.get(Key::Unit).map(text), Some("orang"));
}

#[test]
fn maps_keep_their_order_and_their_keys() {
    let root = root("define:\n  z: 1\n  wus(u, jk): u between 15 and 49\n  a: 2\n");
    let names: Vec<&str> =
        root.get(Key::Define).unwrap().entries().iter().map(|(name, _)| &*name.text).collect();
    assert_eq!(names, ["z", "wus(u, jk)", "a"]);
}

#[test]
fn items_have_their_kind_whatever_comes_first() {
    let root =
        root("items:\n  - {label: A, type: text, ask: a}\n  - {value: 1, calc: b}\n  - include: kunjungan\n");
    let kinds: Vec<BlockKind> = root.blocks(Key::Items).map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Ask, BlockKind::Calc, BlockKind::Include]);
}

#[test]
fn items_of_scores_are_ids_or_blocks() {
    let root = root("scores:\n  - {score: s, method: sum, items: [a, {item: b, reverse: true}]}\n");
    let score = root.blocks(Key::Scores).next().unwrap();
    let items = score.get(Key::Items).unwrap().elements();
    assert_eq!(items.first().map(text), Some("a"));
    assert_eq!(items.get(1).and_then(Written::block).map(|block| block.kind), Some(BlockKind::Part));
}

#[test]
fn further_keys_of_choices_are_kept() {
    let root = root("lists: {l: {attributes: {induk: text}, choices: [{code: a, label: A, induk: 010}]}}\n");
    let list = root.get(Key::Lists).unwrap().entries().first().and_then(|(_, list)| list.block()).unwrap();
    let choice = list.blocks(Key::Choices).next().unwrap();
    let extra: Vec<(&str, &str)> =
        choice.extra.iter().map(|(key, value)| (&*key.text, text(value))).collect();
    assert_eq!(extra, [("induk", "010")]);
}

#[test]
fn rows_of_a_table_are_maps() {
    let root =
        root("tables: {t: {keys: {a: text}, values: {b: money}, rows: [{a: x, b: 1}, {a: y, b: 2}]}}\n");
    let table =
        root.get(Key::Tables).unwrap().entries().first().and_then(|(_, table)| table.block()).unwrap();
    let rows = table.get(Key::Rows).unwrap().elements();
    assert_eq!(rows.iter().map(|row| row.entries().len()).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn answers_of_a_test_are_kept_as_they_are() {
    let yaml = "tests:\n  - test: a\n    answers: {a: ~, b: \"\", c: [1, {d: null}], e: {special: refused}}\n    expect: {problems: []}\n";
    let (_, document, found) = read(yaml.as_bytes(), BlockKind::Tests);
    assert!(found.is_empty());
    let root = document.unwrap().root;
    let test = root.blocks(Key::Tests).next().unwrap();
    let answers = test.get(Key::Answers).unwrap().entries();
    assert!(answers.first().and_then(|(_, value)| value.scalar()).unwrap().is_null());
    assert!(!answers.get(1).and_then(|(_, value)| value.scalar()).unwrap().is_null());
    let expect = test.get(Key::Expect).and_then(Written::block).unwrap();
    assert_eq!(expect.get(Key::Problems).map(|problems| problems.elements().len()), Some(0));
}

#[test]
fn layout_does_not_matter() {
    let scalars = |body: &str| {
        let root = root(body);
        let calc = root.blocks(Key::Items).next().unwrap();
        (
            calc.kind,
            text(calc.get(Key::Value).unwrap()).to_owned(),
            text(calc.get(Key::Calc).unwrap()).to_owned(),
        )
    };
    let plain = scalars("items:\n  - calc: a\n    value: 1 + 1\n");
    for body in [
        "items: [{value: 1 + 1, calc: a}] # komentar\n",
        "items:\n- value: >-\n    1\n    + 1\n  calc: 'a'\n",
        "items:\n  - \"calc\": a\n\n    # komentar\n    value: \"1 + 1\"\n",
    ] {
        assert_eq!(scalars(body), plain, "{body}");
    }
}

/// Spans of keys and values are what a person would mark.
#[test]
fn spans() {
    let body = "items:\n  - ask: nik\n    type: text\n    label: >-\n      Nomor\n      induk\n\n  - calc: b\n    value: \"1\"\n";
    let text = format!("{LEAD}{body}");
    let root = root(body);
    let ask = root.blocks(Key::Items).next().unwrap();
    let slice = |span: monev::base::Span| &text[span.start as usize..span.end as usize];
    assert_eq!(slice(ask.field(Key::Ask).unwrap().key_span), "ask");
    assert_eq!(slice(ask.scalar(Key::Ask).unwrap().span), "nik");
    assert_eq!(slice(ask.scalar(Key::Label).unwrap().span), "Nomor\n      induk");
    assert_eq!(slice(root.blocks(Key::Items).nth(1).unwrap().span), "calc: b\n    value: \"1\"");
}

/// After a syntax error the rest of the file is in the document, and what was cut is not missed.
#[test]
fn the_rest_of_a_broken_file_is_read() {
    let body = "items:\n  - ask: a\n    type: text\n    label: \"A\n  - ask: b\n    type text\n    label: B\n  - ask: c\n    type: text\n    label: C\n";
    let (_, document, found) = read(format!("{LEAD}{body}").as_bytes(), BlockKind::Root);
    assert!(found.iter().all(|d| d.code.id() == "yaml-syntax") && found.len() == 2, "{found:?}");
    let root = document.unwrap().root;
    let ids: Vec<&str> = root.blocks(Key::Items).map(|block| text(block.get(Key::Ask).unwrap())).collect();
    assert_eq!(ids, ["a", "b", "c"]);
}

/// The catalogue is whole: every key is a key of some block, no block has one twice, relations speak of its own keys.
#[test]
fn the_catalogue_is_whole() {
    for key in Key::ALL {
        let used = BlockKind::ALL.iter().any(|kind| kind.row(key.name()).is_some());
        assert!(used, "no block has the key `{}`", key.name());
    }
    for kind in BlockKind::ALL {
        let rows = kind.rows();
        for (n, row) in rows.iter().enumerate() {
            assert!(
                rows.iter().take(n).all(|other| other.key != row.key),
                "{kind:?} has `{}` twice",
                row.key.name()
            );
            let ends = |text: &str| text.ends_with(['.', '…']);
            assert!(ends(row.doc.id) && ends(row.doc.en), "{kind:?} {}", row.key.name());
        }
        for key in kind.relations().iter().flat_map(|relation| keys(*relation)) {
            assert!(kind.row(key.name()).is_some(), "{kind:?} has a relation with `{}`", key.name());
        }
    }
    let words = |shape: Shape| if let Shape::Word(words) = shape { Some(words.len()) } else { None };
    let counts: Vec<usize> =
        BlockKind::ALL.iter().flat_map(|kind| kind.rows()).filter_map(|row| words(row.shape)).collect();
    assert!(counts.len() > 4 && counts.iter().all(|count| *count > 1), "{counts:?}");
}

fn keys(relation: Relation) -> Vec<Key> {
    match relation {
        Relation::OneOf(keys) => keys.to_vec(),
        Relation::Apart(one, other) => vec![one, other],
        Relation::Beside(key, with) => [&[key], with].concat(),
        Relation::When(key, of, _) => vec![key, of],
        Relation::Needed { of, keys, .. } => [&[of], keys].concat(),
    }
}
