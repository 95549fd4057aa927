//! What is made of an instrument: snapshots of small ones, and laws over all that are shipped.
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
#[path = "export/markup.rs"]
mod markup;
#[path = "shared/repository.rs"]
mod repository;

use std::fs;
use std::path::{Path, PathBuf};

use monev::base::{Files, Limits, MemoryFiles};
use monev::export::{self, Escape, OutputFile, render_custom};
use monev::form::FormModel;
use monev::model::Instrument;

use field::shipped;
use folder::Folder;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn compile(files: &dyn Files, path: &str) -> Instrument {
    let compiled = monev::compile(files, path, &Limits::default());
    let said: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|d| format!("{}: {} in `{}`", d.code.id(), d.message.en, compiled.sources.slice(d.span)))
        .collect();
    compiled.instrument.unwrap_or_else(|| panic!("{path}\n{}", said.join("\n")))
}

fn suite(name: &str) -> Instrument {
    compile(&Folder(root().join("tests/suite/export")), &format!("{name}.yaml"))
}

/// Every instrument that is shipped: `instruments/NAME/NAME.yaml`.
fn outputs(instrument: &Instrument) -> Vec<OutputFile> {
    export::all(instrument).unwrap()
}

/// A page without its style sheet, which says nothing about the instrument.
fn without_style(text: &str) -> String {
    match (text.find("<style>"), text.find("</style>")) {
        (Some(from), Some(to)) => format!("{}{}", &text[..from], &text[to + "</style>".len()..]),
        _ => text.to_owned(),
    }
}

fn snapshot(name: &str) {
    let instrument = suite(name);
    let folder = root().join("tests/suite/export");
    for file in outputs(&instrument) {
        // The first language's page is the same file under another name.
        if file.path == "form.html" || file.path == "codebook.html" {
            continue;
        }
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}.{}", file.path), without_style(&file.text));
        });
    }
}

#[test]
fn every_kind_of_question() {
    snapshot("kinds");
}

#[test]
fn skip_instructions() {
    snapshot("skips");
}

/// Everything the questionnaires say of when something is asked, in the order of the page.
#[test]
fn conditions_in_words() {
    let folder = root().join("tests/suite/export");
    let pages = outputs(&suite("words")).into_iter().filter(|file| file.path.matches('.').count() == 2);
    for file in pages.filter(|file| file.path.starts_with("form.")) {
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("words.{}", file.path), markup::conditions(&file.text).join("\n"));
        });
    }
}

/// Which choices may be ticked, and numbers in place of letters where the codes are numbers.
#[test]
fn filters_and_codes_are_told_on_paper() {
    let pages = outputs(&suite("words"));
    let page = |path: &str| &pages.iter().find(|file| file.path == path).unwrap().text;
    for (path, offered) in [
        (
            "form.id.html",
            [
                "Hanya pilihan yang dicentang pada no. 5.",
                "Hanya pilihan yang termasuk jawaban no. 4.",
                "Hanya pilihan yang memenuhi: induk pilihan itu adalah “tani” atau no. 3 lebih dari 20",
                "Hanya pilihan yang sama dengan barisnya.",
                "<b>72a, 72b</b> <span class=\"key\"><b>1</b> <bdi>Sedikit sekali</bdi></span> <span class=\"key\"><b>2</b> <bdi>Sedikit</bdi></span> <span class=\"key\"><b>3</b> <bdi>Cukup</bdi></span> <span class=\"key\"><b>4</b> <bdi>Banyak</bdi></span> <span class=\"key\"><b>5</b> <bdi>Banyak sekali</bdi></span> <span class=\"key\"><b>tt</b> <bdi>Tidak tahu",
            ],
        ),
        (
            "form.en.html",
            [
                "Only choices ticked at no. 5.",
                "Only choices that belong to the answer to no. 4.",
                "Only choices for which this holds: the induk of the choice is “tani” or no. 3 is more than 20",
                "Only the choice of its row.",
                "<b>3</b> <bdi>Much</bdi></span> <span class=\"key\"><b>4</b> <bdi>4</bdi></span>",
            ],
        ),
    ] {
        for words in offered {
            assert!(page(path).contains(words), "{path}: {words}");
        }
    }
}

/// Where there are too many answers to follow, the conditions stand on the page instead of arrows.
#[test]
fn a_long_chain_of_large_lists_is_followed_so_far() {
    let choices: Vec<String> = (0..200).map(|n| format!("{{code: k{n}, label: K{n}}}")).collect();
    let asked = |n: u32| format!("  - {{ask: q{n}, type: select_one b, label: Q, required: true");
    let chain = (1..130).map(|n| format!("{}, when: q{} = 'k0'}}\n", asked(n), n - 1));
    let text = format!(
        "monev: 1\ninstrument: rantai\nversion: 1.0.0\ntitle: Rantai\nlanguages: [id]\nlists: {{b: {{choices: \
         [{}]}}}}\nitems:\n{}}}\n{}",
        choices.join(", "),
        asked(0),
        chain.collect::<String>()
    );
    let instrument = compile(&MemoryFiles::new().with("rantai.yaml", text), "rantai.yaml");
    let page = outputs(&instrument).into_iter().find(|file| file.path == "form.html").unwrap();
    let told = |number: u32| page.text.contains(&format!("Hanya jika no. {number} adalah K0"));
    assert!(!told(1) && told(129));
}

#[test]
fn scores_of_every_method() {
    snapshot("scores");
}

#[test]
fn each_target_has_a_folder_and_each_folder_is_a_target() {
    let mut folders: Vec<String> = fs::read_dir(root().join("src/export"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_str().unwrap().replace('_', "-"))
        .collect();
    // The report is made of records.
    folders.retain(|folder| folder != "report");
    // Pictures are made one at a time, by `monev graph`.
    folders.retain(|folder| folder != "graph");
    folders.sort();
    let mut targets: Vec<&str> = export::targets().iter().map(|target| target.id).collect();
    targets.sort_unstable();
    assert_eq!(folders, targets);
}

#[test]
fn the_same_instrument_gives_the_same_bytes() {
    assert_eq!(outputs(&suite("kinds")), outputs(&suite("kinds")));
}

#[test]
fn every_form_model_fits_its_schema() {
    let schema = fs::read_to_string(root().join("grammar/form.schema.json")).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let mut all = shipped();
    all.extend(["kinds", "skips", "scores", "words"].map(|name| (name.to_owned(), suite(name))));
    for (name, instrument) in &all {
        let form = serde_json::to_value(FormModel::new(instrument)).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&form).map(|e| format!("{} at {}", e, e.instance_path())).take(3).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        // The schema is closed: what it doesn't know is refused, at the top and in an expression.
        let mut more = form.clone();
        more["baru"] = serde_json::json!(1);
        assert!(!validator.is_valid(&more));
    }
    let mut form = serde_json::to_value(FormModel::new(&suite("skips"))).unwrap();
    let op = form.pointer_mut("/pages/1/when/tree/op").unwrap();
    *op = serde_json::json!("guess");
    assert!(!validator.is_valid(&form));
}

#[test]
fn no_tree_is_deeper_than_promised() {
    let terms: Vec<String> = (0..150).map(|n| format!("q * {n}")).collect();
    let text = format!(
        "monev: 1\ninstrument: dalam\nversion: 1.0.0\ntitle: Dalam\nlanguages: [id]\nitems:\n  - {{ask: q, type: \
         integer, label: Q}}\n  - {{calc: c, value: \"{}\", label: C}}\n",
        terms.join(" + ")
    );
    let instrument = compile(&MemoryFiles::new().with("dalam.yaml", text), "dalam.yaml");
    let form = serde_json::to_value(FormModel::new(&instrument)).unwrap();
    let value = form.pointer("/pages/0/items/1/value").unwrap();
    let shared = value["shared"].as_object().into_iter().flat_map(|all| all.values());
    let deepest = shared.chain([&value["tree"]]).map(depth).max().unwrap();
    assert!(deepest <= monev::form::MAX_DEPTH, "{deepest}");
}

fn depth(tree: &serde_json::Value) -> usize {
    let inner = ["of", "where"]
        .iter()
        .filter_map(|key| tree.get(*key))
        .chain(tree["args"].as_array().into_iter().flatten());
    1 + inner.map(depth).max().unwrap_or(0)
}

const HOSTILE: &str = "<script>alert(1)</script><img src=x onerror=\"alert(2)\"> ' onload='x' & --> ]]> </style> `*_[a](javascript:b)|";

fn poisoned(text: &str) -> Instrument {
    let source = fs::read_to_string(root().join("tests/suite/export/hostile.yaml")).unwrap();
    let single = text.replace('\'', "’").replace('\\', "\\\\").replace('"', "\\\"");
    let source = source.replace('§', &single);
    compile(&MemoryFiles::new().with("jahat.yaml", source), "jahat.yaml")
}

#[test]
fn no_text_of_an_author_becomes_markup() {
    // The same text with every character of markup taken out, and as long: what is drawn must be the same.
    let tame: String =
        HOSTILE.chars().map(|c| if c.is_alphanumeric() || c == ' ' { c } else { 'x' }).collect();
    let pairs = outputs(&poisoned(HOSTILE)).into_iter().zip(outputs(&poisoned(&tame)));
    let mut pages = 0;
    for (hostile, tame) in pairs.filter(|(file, _)| file.path.ends_with(".html")) {
        assert_eq!(markup::skeleton(&hostile.text), markup::skeleton(&tame.text), "{}", hostile.path);
        assert!(hostile.text.contains("&lt;script&gt;"), "{} does not show the text", hostile.path);
        pages += 1;
    }
    assert_eq!(pages, 4);
}

#[test]
fn no_text_of_an_author_becomes_markdown() {
    let book = outputs(&poisoned(HOSTILE)).into_iter().find(|file| file.path == "codebook.md").unwrap();
    // Code spans show their text as it is; everywhere else each character of markup is escaped.
    let plain = markup::without_code_spans(&book.text).replace("\\]", "");
    for bare in ["<script", "<img", "](javascript", " *_[", "-->"] {
        assert!(!plain.contains(bare), "{bare} in {plain}");
    }
}

#[test]
fn pages_are_self_contained() {
    for (_, instrument) in shipped() {
        for file in outputs(&instrument).into_iter().filter(|file| file.path.ends_with(".html")) {
            let elements = markup::skeleton(&file.text);
            let outside = |name: &str| elements.iter().any(|element| element.split(' ').next() == Some(name));
            for name in ["script", "link", "iframe", "img", "object", "form"] {
                assert!(!outside(name), "{name} in {}", file.path);
            }
            assert!(!file.text.contains("url("), "{}", file.path);
        }
    }
}

fn custom(template: &str) -> Result<String, export::ExportError> {
    custom_within(template, &Limits::default())
}

fn custom_within(template: &str, limits: &Limits) -> Result<String, export::ExportError> {
    render_custom(template, Escape::Html, &FormModel::new(&suite("kinds")), limits)
}

#[test]
fn a_users_template_sees_the_form_model() {
    let template = "{% for page in form.pages %}{% if page.title is defined %}{{ page.title|text(lang='en') }}{% endif %};{% endfor %}\
                    {{ '<b>' }} {{ form.pages[0].items[0].label|text }}";
    assert_eq!(custom(template).unwrap(), "Basics;Tables;;&lt;b&gt; Selamat pagi, …. Rencana: ….");
}

#[test]
fn a_users_template_cannot_turn_escaping_off() {
    let written = custom("{% autoescape false %}{{ '<b>' }}{% endautoescape %}").unwrap();
    assert_eq!(written, "&lt;b&gt;");
    assert!(custom("{{ '<b>'|safe }}").is_err());
}

#[test]
fn what_is_wrong_with_a_template_names_the_line() {
    let error = custom("a\nb\n{{ form.tidak_ada.lagi }}").unwrap_err();
    assert_eq!(error.line, Some(3));
    assert!(
        error
            .message
            .en
            .starts_with("the template can't be rendered: a name that does not exist (`form.tidak_ada"),
        "{error}"
    );
    assert_eq!(error.limit, None);
    assert!(error.message.id.ends_with("nama yang tidak ada (`form.tidak_ada`)"), "{}", error.message.id);
    let error = custom("{{ form.pages[0].judul|text }}").unwrap_err();
    assert!(error.message.en.ends_with("a name that does not exist (`form.pages[0].judul`)"), "{error}");
    let error = custom("{{ form.instrument.title|teks }}").unwrap_err();
    assert!(error.message.en.ends_with("an unknown filter (`teks`)"), "{error}");
    let error = custom("{{ form.pages").unwrap_err();
    assert!(error.message.id.contains("tata tulisnya salah"), "{}", error.message.id);
}

#[test]
fn a_users_template_reads_no_files() {
    for template in ["{% include '/etc/passwd' %}", "{% extends 'x.html' %}", "{% import 'x' as y %}"] {
        assert!(custom(template).is_err(), "{template}");
    }
}

#[test]
fn a_users_template_is_stopped() {
    let endless = "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}";
    let error = custom(endless).unwrap_err();
    assert_eq!(
        error.message.en,
        "the template can't be rendered: it exceeds the limit `template_steps`, 5000000"
    );
    assert_eq!((error.limit, error.line), (Some("template_steps"), Some(1)));
    let large = "{% for a in range(100) %}0123456789{% endfor %}";
    assert_eq!(custom(large).map(|text| text.len()), Ok(1000));
    let few = Limits { template_bytes: 999, ..Limits::default() };
    assert_eq!(custom_within(large, &few).unwrap_err().limit, Some("template_bytes"));
    let deep = "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}";
    assert!(custom(deep).is_err());
}

#[test]
fn escaping_follows_the_name_of_the_output() {
    let by_name = ["a.html", "a.md", "a.txt", "a", "A.MD", "a.csv"].map(Escape::of_path);
    use Escape::{Html, Markdown, Text};
    assert_eq!(by_name, [Html, Markdown, Text, Html, Markdown, Text]);
}

/// The suite's folder holds nothing that no test reads.
#[test]
fn every_instrument_of_the_suite_is_used() {
    let names = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let folder = fs::read_dir(root().join("tests/suite/export")).unwrap();
    let yaml = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"));
    let mut found: Vec<String> = yaml.filter_map(|path| names(&path)).collect();
    found.sort();
    assert_eq!(found, ["hostile", "kinds", "scores", "skips", "words"]);
}

/// One row of the chapter's table of calls for each operation of the catalogue.
#[test]
fn the_chapter_on_the_form_model_names_every_call() {
    let chapter = fs::read_to_string(root().join("book/src/form-model.md")).unwrap();
    let row = |func: &monev::expr::funcs::Func| {
        let entry = func.entry();
        let cell = |text: &str| text.replace('|', "\\|");
        format!("| `{}` | `{}` | {} |", func.id(), cell(entry.signature), cell(entry.summary.en))
    };
    let missing: Vec<String> = monev::expr::funcs::Func::all()
        .iter()
        .map(row)
        .filter(|row| !chapter.contains(row.as_str()))
        .collect();
    assert!(missing.is_empty(), "book/src/form-model.md lacks\n{}", missing.join("\n"));
}
