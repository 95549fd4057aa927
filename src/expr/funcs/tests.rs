//! The folder and the registry.

use super::*;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test looks at the folder itself")]
fn folder_is_registry() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/expr/funcs");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .filter_map(|file| file.ok()?.file_name().to_str()?.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| !matches!(name.as_str(), "mod" | "tests"))
        .collect();
    files.sort();
    let mut modules = MODULES.to_vec();
    modules.sort_unstable();
    assert_eq!(files, modules);
}
