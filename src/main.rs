//! The `monev` command: everything it does is in `monev::cli`.

fn main() -> std::process::ExitCode {
    monev::cli::main()
}
