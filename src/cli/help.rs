//! Help in the reader's language. English stands beside each argument, as clap wants it; Indonesian stands here.

use clap::builder::styling::Style;
use clap::{Arg, Command, CommandFactory};

use super::args::Args;
use crate::base::Lang;

/// The command line with its help in a language.
pub(crate) fn command(lang: Lang) -> Command {
    let mut command = Args::command().after_help(after(lang));
    if lang == Lang::Id {
        command.build();
        command = translate(command, true);
    }
    command
}

fn after(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => {
            "Batas (besar berkas, jumlah pertanyaan, …) dinaikkan dengan `--limit-…`; `monev limits` menyebutkannya."
        }
        Lang::En => {
            "Limits (size of files, number of questions, …) are raised by `--limit-…`; `monev limits` lists them."
        }
    }
}

/// Puts Indonesian in place of every text of a command and of those below it.
fn translate(command: Command, is_root: bool) -> Command {
    let name = if is_root { String::new() } else { command.get_name().to_owned() };
    let below: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let mut command = command.help_template(template()).subcommand_help_heading("Perintah");
    command = command.subcommand_value_name("PERINTAH");
    if let Some(about) = text(&name, "") {
        command = command.about(about).long_about(None::<&'static str>);
    }
    for id in ids {
        command = command.mut_arg(&id, |arg| translate_argument(arg, &name));
    }
    for sub in below {
        command = command.mut_subcommand(sub, |sub| translate(sub, false));
    }
    command
}

fn translate_argument(arg: Arg, command: &str) -> Arg {
    let id = arg.get_id().to_string();
    let heading = if arg.is_positional() { "Argumen" } else { "Opsi" };
    let Some(text) = text(command, &id).or_else(|| text("", &id)) else { return arg };
    let words = |all: Vec<String>| if arg.get_action().takes_values() { all } else { Vec::new() };
    let values = words(arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect());
    let default = words(arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect());
    let mut help = text.to_owned();
    if !values.is_empty() {
        help.push_str(&format!(" [pilihan: {}]", values.join(", ")));
    }
    if !default.is_empty() {
        help.push_str(&format!(" [bawaan: {}]", default.join(", ")));
    }
    arg.help(help)
        .long_help(None::<&'static str>)
        .hide_possible_values(true)
        .hide_default_value(true)
        .help_heading(heading)
}

fn template() -> String {
    let head = Style::new().bold().underline();
    format!("{{about-with-newline}}\n{head}Pemakaian:{head:#} {{usage}}\n\n{{all-args}}{{after-help}}")
}

/// The Indonesian of an argument of a command (of the command itself: the empty argument; of the options every command
/// takes: the empty command).
fn text(command: &str, argument: &str) -> Option<&'static str> {
    let text = match (command, argument) {
        ("", "") => "Instrumen survei dari YAML menjadi formulir, pemeriksa data, dan skor yang tepat.",
        ("", "lang") => "Bahasa pesan [bawaan: menurut lokal]",
        ("", "color") => "Kapan diberi warna",
        ("", "today") => "Tanggal wawancara, YYYY-MM-DD, bagi rekaman yang tidak menyebutkannya",
        ("", "help") => "Tampilkan bantuan",
        ("", "version") => "Tampilkan versi",
        ("check", "") => "Temukan semua kesalahan instrumen",
        ("check", "paths") => "Instrumen, atau folder tempat mencarinya",
        ("check", "format") => "Cara menampilkan temuan",
        ("session", "") => "Lakukan wawancara lewat masukan dan keluaran standar, untuk aplikasi",
        ("session", "instrument") => "Instrumen",
        ("session", "journal") => "Simpan setiap tindakan di berkas ini, dan lanjutkan dari akhirnya",
        ("conformance", "") => "Jalankan vektor uji bahasa ekspresi",
        ("conformance", "files") => "Berkas vektor",
        ("build", "") => "Buat formulir, buku kode, dan skema dari instrumen",
        ("build" | "report", "out") => "Folder tujuan; dibuat bila belum ada",
        ("build", "template") => "Templat sendiri, diisi model formulir, sebagai ganti berkas yang biasa",
        ("validate", "") => "Temukan apa yang salah pada rekaman",
        ("score", "") => "Hitung skor rekaman",
        ("indicators", "") => "Hitung indikator dari rekaman, untuk kantor sendiri",
        ("indicators", "out") => "Tulis ke berkas: .json atau .csv",
        ("indicators", "format") => "Cara menampilkannya",
        ("report", "") => "Buat laporan dari rekaman",
        ("report", "dated") => "Tanggal yang dicetak pada laporan, TTTT-BB-HH",
        ("report", "pages") => "Bahasa laporan, masing-masing satu halaman",
        ("build" | "graph" | "validate" | "score" | "indicators" | "report" | "explain", "instrument") => {
            "Instrumennya"
        }
        ("validate" | "score" | "indicators" | "report", "records") => {
            "Rekaman: .json, .ndjson, atau .csv (dengan NAMA.ROSTER.csv di sampingnya), atau - untuk masukan standar"
        }
        ("validate", "format") => "Cara menampilkan temuan",
        ("validate", "show_answers") => "Biarkan pesan memuat jawaban yang disisipkan penulisnya",
        ("score", "out") => "Tulis hitungan, skor, dan kategori ke berkas: .csv atau .ndjson",
        ("score", "format") => "Cara menampilkannya: tabel skor untuk dibaca, atau semuanya untuk program",
        ("graph", argument) => return text_of_graph(argument),
        ("explain", "") => "Tunjukkan mengapa skor suatu rekaman demikian",
        ("test", "") => "Jalankan uji yang ditulis untuk instrumen",
        ("test", argument) => return text_of_tests(argument),
        ("sample", argument) => return sample(argument),
        ("help", "") => "Tampilkan bantuan ini atau bantuan suatu perintah",
        ("help", "subcommand") => "Perintah yang ditanyakan",
        ("limits", "") => "Tampilkan batas-batas dan opsi yang menaikkannya",
        ("new", "") => "Tulis instrumen kecil untuk memulai",
        ("new", "name") => "Id-nya, misalnya usaha-2026; folder dengan nama ini dibuat",
        ("rule", "") => "Tampilkan halaman suatu kode masalah",
        ("rule", "code") => {
            "Kodenya, seperti dalam kesalahan[unknown-code]; tanpa kode, semua kode disebutkan"
        }
        ("completions", "") => "Tampilkan skrip pelengkap perintah untuk suatu shell",
        ("completions", "shell") => "Shell-nya",
        ("explain", argument) => return text_of_explain(argument).or_else(|| text_of_records(argument)),
        ("validate" | "score" | "indicators" | "report", argument) => return text_of_records(argument),
        _ => return None,
    };
    Some(text)
}

/// The Indonesian of what `explain` takes beside an instrument.
fn text_of_explain(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "record" => {
            "Rekamannya: berkas berisi satu rekaman, BERKAS:N untuk rekaman ke-N, atau - untuk masukan standar"
        }
        "score" => "Skornya; tanpa ini, semua skor",
        "case" => "Rekaman dari kasus ini di dalam berkas",
        "wave" => "Dari beberapa rekaman suatu kasus, yang dari gelombang ini",
        "format" => "Cara menampilkannya",
        _ => return None,
    })
}

/// The Indonesian of what `graph` takes.
fn text_of_graph(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "" => "Gambarkan alur instrumen, atau susunan suatu skor",
        "score" => "Skor yang digambar, sebagai ganti alur",
        "format" => "Bentuk tulisannya",
        "out" => "Berkas yang ditulis; tanpa ini, keluaran standar",
        _ => return None,
    })
}

/// The Indonesian of what `test` takes.
fn text_of_tests(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "paths" => {
            "Berkas uji (NAMA.tests.yaml di samping NAMA.yaml), instrumen, atau folder tempat mencarinya"
        }
        "format" => "Cara menampilkan hasil uji",
        "coverage" => {
            "Laporkan juga cabang instrumen yang sudah terlihat dalam uji, dan uji apa yang perlu ditambahkan"
        }
        "out" => "Tulis laporan cakupan (atau hasil uji) ke berkas",
        "mutate" => {
            "Sebagai gantinya, buat kesalahan kecil dalam instrumen satu per satu, dan sebut yang lolos dari uji"
        }
        "fail_under" => "Gagal bila cakupan, atau bagian kesalahan yang diketahui, di bawah persentase ini",
        _ => return None,
    })
}

/// The Indonesian of the arguments that say how records are read and CSV is written.
fn text_of_records(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "input" => "Bentuk rekaman, bila tidak tampak dari nama berkasnya",
        "delimiter" => "Pemisah sel CSV, bila tidak tampak dari baris judulnya",
        "ignore_unknown" => "Abaikan kolom yang tidak dikenal instrumen",
        "spreadsheet_safe" => "Dalam CSV, cegah teks dibaca sebagai rumus oleh lembar kerja",
        "out_delimiter" => "Pemisah sel CSV yang ditulis: ; bila Excel memintanya",
        _ => return None,
    })
}

/// The Indonesian of an argument of `sample`.
fn sample(argument: &str) -> Option<&'static str> {
    let text = match argument {
        "" => "Buat rekaman acak yang mematuhi instrumen",
        "instrument" => "Instrumennya",
        "records" => "Banyaknya rekaman",
        "seed" => "Seed yang sama memberi rekaman yang sama",
        "profile" => "Sebaran jawabannya [bawaan: NAMA.sample.yaml di samping instrumen, bila ada]",
        "no_profile" => "Semuanya acak, tanpa profil",
        "waves" => "Gelombangnya: tiap kasus mendapat satu rekaman per gelombang [bawaan: menurut profil]",
        "missing" => "Seberapa sering pertanyaan yang tidak wajib dikosongkan",
        "dont_know" => "Seberapa sering tidak tahu, bila boleh dicatat",
        "refused" => "Seberapa sering menolak menjawab, bila boleh dicatat",
        "mistakes" => "Berapa banyak rekaman yang sengaja dibuat salah",
        "out" => "Tulis ke berkas: .ndjson, atau .csv dengan NAMA.ROSTER.csv di sampingnya untuk tiap roster",
        "format" => "Bentuk rekamannya [bawaan: menurut nama berkas, atau ndjson]",
        "spreadsheet_safe" => "Dalam CSV, cegah teks dibaca sebagai rumus oleh lembar kerja",
        "jobs" => "Banyaknya yang dibuat sekaligus; hasilnya sama [bawaan: sebanyak prosesor]",
        _ => return None,
    };
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Limits;

    #[test]
    fn every_visible_text_has_its_indonesian() {
        let limits: Vec<String> = Limits::TABLE.iter().map(crate::base::Limit::flag).collect();
        let mut missing = Vec::new();
        let mut root = Args::command();
        root.build();
        let mut look = |name: &str, command: &Command| {
            missing.extend(text(name, "").is_none().then(|| name.to_owned()));
            let ids = command.get_arguments().map(|arg| arg.get_id().to_string());
            let ids = ids.filter(|id| !limits.contains(id));
            missing.extend(
                ids.filter(|id| text(name, id).or(text("", id)).is_none()).map(|id| format!("{name} {id}")),
            );
        };
        look("", &root);
        root.get_subcommands().for_each(|sub| look(sub.get_name(), sub));
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn help_reads_well_in_both_languages() {
        for lang in [Lang::En, Lang::Id] {
            let help = command(lang).term_width(100).render_help().to_string();
            insta::assert_snapshot!(format!("help_{}", lang.tag()), help);
        }
    }
}
