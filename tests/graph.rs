//! Pictures of instruments: small ones as they are drawn, and what holds for all.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise and reads the repository"
)]

#[path = "shared/field.rs"]
mod field;
#[path = "shared/folder.rs"]
mod folder;
#[path = "shared/repository.rs"]
mod repository;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use monev::base::{Files, Limits, MemoryFiles};
use monev::export::graph::{Notation, boxes, render};
use monev::form::diagram::{Diagram, NodeKind, flow, score};
use monev::model::{Instrument, ItemKind};

use field::shipped;
use folder::Folder;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn compile(files: &dyn Files, path: &str) -> Instrument {
    let compiled = monev::compile(files, path, &Limits::default());
    let said: Vec<String> = compiled.diagnostics.iter().map(|d| d.message.en.to_string()).collect();
    compiled.instrument.unwrap_or_else(|| panic!("{path}\n{}", said.join("\n")))
}

/// Every picture of an instrument, in every language.
fn pictures(instrument: &Instrument) -> Vec<Diagram> {
    let languages = 0..instrument.languages.len();
    let scores = |language| instrument.scores.ids().filter_map(move |id| score(instrument, id, language));
    languages
        .flat_map(|language| std::iter::once(flow(instrument, language)).chain(scores(language)))
        .collect()
}

/// All but the style sheet, which says nothing about the instrument.
fn drawn(diagram: &Diagram, notation: Notation) -> String {
    let text = render(diagram, notation);
    match (text.find("<style>"), text.find("</defs>\n")) {
        (Some(from), Some(to)) => format!("{}{}", &text[..from], &text[to + "</defs>\n".len()..]),
        _ => text,
    }
}

fn small() -> Instrument {
    compile(&Folder(root().join("tests/suite/graph")), "flow.yaml")
}

fn snapshot(name: &str, diagram: &Diagram) {
    for (ending, notation) in [("svg", Notation::Svg), ("dot", Notation::Dot), ("mermaid", Notation::Mermaid)]
    {
        insta::with_settings!({ snapshot_path => root().join("tests/suite/graph"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}.{ending}"), drawn(diagram, notation));
        });
    }
}

#[test]
fn the_flow_of_an_interview() {
    snapshot("flow", &flow(&small(), 0));
}

#[test]
fn what_a_score_is_made_of() {
    let instrument = small();
    snapshot("score", &score(&instrument, instrument.scores.ids().next().unwrap(), 1).unwrap());
}

/// Every question is in the picture, by its name or counted; no two boxes overlap; a line joins two boxes.
fn sound(name: &str, instrument: &Instrument) {
    let asked: BTreeSet<&str> = instrument
        .items
        .values()
        .filter(|item| matches!(item.kind, ItemKind::Question(_)))
        .map(|item| &*item.id)
        .collect();
    let flow = flow(instrument, 0);
    let shown: Vec<&str> = flow
        .panels
        .iter()
        .flat_map(|panel| &panel.nodes)
        .flat_map(|node| &node.questions)
        .map(|id| &**id)
        .collect();
    assert_eq!(shown.len(), asked.len(), "{name}: a question is shown twice, or not at all");
    assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), asked, "{name}");
    for diagram in pictures(instrument) {
        let mut names = BTreeSet::new();
        for (panel, areas) in diagram.panels.iter().zip(boxes(&diagram)) {
            assert_eq!(panel.nodes.len(), areas.len());
            for (at, area) in areas.iter().enumerate() {
                let over = areas.iter().skip(at + 1).position(|other| area.overlaps(other));
                assert!(
                    over.is_none(),
                    "{name}: `{}`: boxes {at} and {over:?} overlap in {}",
                    diagram.title,
                    panel.title
                );
            }
            assert!(panel.nodes.iter().all(|node| names.insert(node.id.clone())), "{name}: a name twice");
            for link in &panel.links {
                let known = link.from < panel.nodes.len() && link.to < panel.nodes.len();
                assert!(known && link.from != link.to, "{name}");
                let down = panel.nodes.get(link.from).is_some_and(|node| node.kind == NodeKind::Elsewhere);
                assert!(diagram.rightward || down || link.from < link.to, "{name}: a line leads back");
            }
        }
        let all: Vec<_> = boxes(&diagram).into_iter().flatten().collect();
        let apart = |at: usize| {
            all.iter().skip(at + 1).all(|other| all.get(at).is_some_and(|area| !area.overlaps(other)))
        };
        assert!((0..all.len()).all(apart), "{name}: panels overlap");
    }
}

#[test]
fn every_shipped_instrument_is_drawn_whole_and_without_overlaps() {
    for (name, instrument) in shipped() {
        sound(&name, &instrument);
    }
}

#[test]
fn the_same_instrument_gives_the_same_bytes() {
    for (name, instrument) in shipped() {
        let once = pictures(&instrument).iter().map(|one| render(one, Notation::Svg)).collect::<Vec<_>>();
        let twice = pictures(&instrument).iter().map(|one| render(one, Notation::Svg)).collect::<Vec<_>>();
        assert!(once == twice, "{name}");
    }
}

/// Questions that hang on any of the earlier ones, sections that hang on questions of others.
fn tangled(seed: u64, questions: usize) -> Instrument {
    let mut state = seed;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut text =
        "monev: 1\ninstrument: kusut\nversion: 1.0.0\ntitle: Kusut\nlanguages: [id]\nitems:\n".to_owned();
    for at in 0..questions {
        if at % 23 == 0 {
            text.push_str(&format!("  - section: s{at}\n    title: Bagian {at}\n"));
            if at > 0 && draw(2) == 0 {
                text.push_str(&format!("    when: q{}\n", draw(at)));
            }
            text.push_str("    items:\n");
        }
        let when = match draw(4) {
            0 if at > 1 => format!(", when: q{} or not q{}", draw(at), draw(at)),
            1 if at > 0 => format!(", when: q{}", draw(at)),
            _ => String::new(),
        };
        text.push_str(&format!("      - {{ask: q{at}, type: yes_no, label: Pertanyaan {at}{when}}}\n"));
    }
    compile(&MemoryFiles::new().with("kusut.yaml", text), "kusut.yaml")
}

#[test]
fn tangled_conditions_are_drawn_without_overlaps() {
    for seed in 0..10 {
        sound(&format!("seed {seed}"), &tangled(seed, 90));
    }
}

#[test]
fn a_very_long_interview_is_drawn() {
    let instrument = tangled(7, 1500);
    assert!(render(&flow(&instrument, 0), Notation::Svg).len() > 100_000);
}

const HOSTILE: &str =
    "<script>alert(1)</script> \" ' & --> ]]> </svg> </text> ]; end %% `*_[a](javascript:b)|x#quot;";

#[test]
fn no_text_of_an_author_becomes_markup() {
    let single = HOSTILE.replace('\'', "’").replace('\\', "\\\\").replace('"', "\\\"");
    let source = fs::read_to_string(Path::new(&root()).join("tests/suite/export/hostile.yaml")).unwrap();
    let instrument =
        compile(&MemoryFiles::new().with("jahat.yaml", source.replace('§', &single)), "jahat.yaml");
    for diagram in pictures(&instrument) {
        let svg = render(&diagram, Notation::Svg);
        let elements: BTreeSet<&str> =
            svg.split('<').skip(1).map(|rest| rest.split([' ', '>', '/']).next().unwrap()).collect();
        let known = ["", "defs", "g", "marker", "path", "rect", "style", "svg", "text", "title"];
        assert_eq!(elements, known.into(), "{svg}");
        assert!(!svg.contains("url(h") && !svg.contains("@import") && !svg.contains("href"));
        for line in render(&diagram, Notation::Dot).lines().filter(|line| line.contains("label=")) {
            let bare = line.replace("\\\\", "").replace("\\\"", "");
            assert_eq!(bare.matches('"').count() % 2, 0, "{line}");
        }
        for line in render(&diagram, Notation::Mermaid).lines().filter(|line| line.starts_with("    ")) {
            assert_eq!(line.matches('"').count(), 2, "{line}");
            assert!(!line.contains('`') && !line.replace("<br/>", "").contains('<'), "{line}");
        }
    }
}
