//! The fenced blocks of a page of the book.

/// A fenced block: where it stands, what follows the fence, and its text.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) page: String,
    pub(crate) line: usize,
    pub(crate) language: String,
    /// The words after the language: `error`, `ok`, `file=NAME`.
    pub(crate) words: Vec<String>,
    pub(crate) text: String,
}

impl Block {
    /// `page:line`, for complaints.
    pub(crate) fn place(&self) -> String {
        format!("book/src/{}:{}", self.page, self.line)
    }

    /// Whether one of the words is this one.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == word)
    }

    /// The name after `file=`.
    pub(crate) fn file(&self) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix("file="))
    }
}

/// Every fenced block of a page. A fence is three or more backticks at the start of a line (spaces before it allowed);
/// it is closed by at least as many. Indentation of the opening fence is taken off every line.
pub(crate) fn blocks(page: &str, text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize, Block)> = None;
    for (at, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        let ticks = trimmed.bytes().take_while(|b| *b == b'`').count();
        open = match open {
            None if ticks >= 3 => {
                Some((ticks, line.len() - trimmed.len(), begin(page, at + 1, &trimmed[ticks..])))
            }
            None => None,
            Some((fence, _, block)) if ticks >= fence && trimmed[ticks..].trim().is_empty() => {
                found.push(block);
                None
            }
            Some((fence, indent, mut block)) => {
                let content = line.get(indent..).filter(|_| line[..indent].trim().is_empty());
                block.text.push_str(content.unwrap_or(trimmed));
                block.text.push('\n');
                Some((fence, indent, block))
            }
        };
    }
    assert!(open.is_none(), "book/src/{page}: a fence is not closed");
    found
}

fn begin(page: &str, line: usize, info: &str) -> Block {
    let mut words = info.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned);
    let language = words.next().unwrap_or_default();
    Block { page: page.to_owned(), line, language, words: words.collect(), text: String::new() }
}
