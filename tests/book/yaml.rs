//! Instruments in the book: compiled, and what they raise compared with what the page says.

use std::collections::BTreeSet;

use monev::base::{Limits, MemoryFiles};

use crate::blocks::Block;

/// Compiles an instrument among the page's files. On a code's page a block marked `error` raises that code and nothing
/// else (but the codes after `also=`); a block marked `ok` raises nothing.
pub(crate) fn compiled(block: &Block, files: &MemoryFiles) -> Result<(), String> {
    let files = files.clone().with("page.yaml", block.text.as_bytes());
    let found = monev::compile(&files, "page.yaml", &Limits::default()).diagnostics;
    let codes: BTreeSet<&str> = found.iter().map(|diagnostic| diagnostic.code.id()).collect();
    let messages: Vec<String> = found.iter().map(|d| format!("[{}] {}", d.code.id(), d.message.en)).collect();
    if block.is("ok") {
        return if found.is_empty() { Ok(()) } else { Err(format!("isn't clean: {}", messages.join("; "))) };
    }
    let page = block.page.strip_prefix("codes/").and_then(|page| page.strip_suffix(".md"));
    let also = block.words.iter().filter_map(|word| word.strip_prefix("also="));
    let expected: BTreeSet<&str> = page.into_iter().chain(also).collect();
    let fits = if page.is_some() { codes == expected } else { !found.is_empty() };
    if fits { Ok(()) } else { Err(format!("should raise {expected:?}, but: {}", messages.join("; "))) }
}
