//! Building the tree from events, with the limits; knows nothing of the YAML library.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::document::Style;
use super::report::Report;
use super::slips;
use super::syntax::Slip;
use super::tree::{Group, Node, Place, Raw, Tree};
use crate::base::Limits;

/// A mapping or sequence that is still open.
struct Open<'t> {
    start: u32,
    flow: bool,
    held: Held<'t>,
}

enum Held<'t> {
    /// Entries, and the key that waits for its value.
    Mapping(Vec<(Raw<'t>, Node<'t>)>, Option<Waiting<'t>>),
    Sequence(Vec<Node<'t>>),
}

enum Waiting<'t> {
    Key(Raw<'t>),
    /// A key that can't be kept; its value goes with it.
    Refused,
}

/// Puts events together to a tree; what is open stands on a stack of its own.
pub(super) struct Builder<'t, 'r, 's> {
    open: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    nodes: usize,
    documents: usize,
    last: Place,
    /// Where keys were refused.
    damage: Vec<u32>,
    broken: &'r [u32],
    limits: &'r Limits,
    report: &'r mut Report<'s>,
}

/// Why an event can't be taken, and where.
pub(super) type Taken = Result<(), (Slip, u32)>;

impl<'t, 'r, 's> Builder<'t, 'r, 's> {
    /// An empty tree; `broken` holds the offsets of placeholders, ascending.
    pub(super) fn new(broken: &'r [u32], limits: &'r Limits, report: &'r mut Report<'s>) -> Self {
        Self {
            open: Vec::new(),
            root: None,
            nodes: 0,
            documents: 0,
            last: Place::new(0, 0),
            damage: Vec::new(),
            broken,
            limits,
            report,
        }
    }

    fn count(&mut self, at: Place) -> Taken {
        self.nodes += 1;
        if self.nodes > self.limits.yaml_nodes {
            return Err((Slip::TooManyNodes, at.start));
        }
        Ok(())
    }

    /// A scalar; nothing at all where a value should be is a plain scalar without text.
    pub(super) fn scalar(&mut self, text: Cow<'t, str>, style: Style, at: Place) -> Taken {
        self.count(at)?;
        self.take_scalar(text, style, at);
        Ok(())
    }

    fn take_scalar(&mut self, text: Cow<'t, str>, style: Style, at: Place) {
        if at.start < at.end {
            self.last = at;
        }
        let empty = style == Style::Plain && at.start == at.end;
        let text = if empty { Cow::Borrowed("") } else { text };
        if text.len() > self.limits.scalar_bytes {
            let limit = self.limits.scalar_bytes;
            self.report.push(|file| slips::long_scalar(at.span(file), limit));
            return self.put(Node::Broken(at));
        }
        if self.broken.binary_search(&at.start).is_ok() {
            return self.put(Node::Broken(at));
        }
        self.put(Node::Scalar(Raw { text, style, place: at }));
    }

    /// A mapping begins.
    pub(super) fn mapping(&mut self, flow: bool, at: Place) -> Taken {
        self.start(flow, at, Held::Mapping(Vec::new(), None))
    }

    /// A sequence begins.
    pub(super) fn sequence(&mut self, flow: bool, at: Place) -> Taken {
        self.start(flow, at, Held::Sequence(Vec::new()))
    }

    fn start(&mut self, flow: bool, at: Place, held: Held<'t>) -> Taken {
        self.count(at)?;
        if self.open.len() >= self.limits.yaml_depth {
            return Err((Slip::TooDeep, at.start));
        }
        self.open.push(Open { start: at.start, flow, held });
        Ok(())
    }

    /// `&name`, which is refused; what it names is kept.
    pub(super) fn anchor(&mut self, at: Place) {
        self.report.push(|file| slips::anchor(at.span(file)));
    }

    /// `*name`, which is refused.
    pub(super) fn alias(&mut self, at: Place) -> Taken {
        self.report.push(|file| slips::alias(at.span(file)));
        self.last = at;
        self.broken(at)
    }

    /// Something that was reported and isn't worth reading.
    pub(super) fn broken(&mut self, at: Place) -> Taken {
        self.count(at)?;
        self.put(Node::Broken(at));
        Ok(())
    }

    /// `!tag`, which is refused; what it stands before is kept.
    pub(super) fn tag(&mut self, at: Place) {
        self.report.push(|file| slips::tag(at.span(file)));
    }

    /// A document begins.
    pub(super) fn document(&mut self, at: Place) -> Taken {
        self.documents += 1;
        if self.documents > 1 { Err((Slip::SecondDocument, at.start)) } else { Ok(()) }
    }

    /// A mapping or sequence ends.
    pub(super) fn end(&mut self, at: Place) {
        let Some(open) = self.open.pop() else { return };
        if open.flow {
            self.last = at;
        }
        let node = self.close(open, at);
        self.put(node);
    }

    /// A finished group; a block ends where its last child does, and reaches to the next thing in the file.
    fn close(&mut self, open: Open<'t>, at: Place) -> Node<'t> {
        let (start, flow) = (open.start, open.flow);
        let place = |last: u32| Place::new(start, if flow { at.end } else { last });
        match open.held {
            Held::Mapping(children, _) => {
                self.duplicates(&children);
                let last = children.last().map_or(start, |(key, value)| key.place.end.max(value.place().end));
                Node::Mapping(Group { children, place: place(last), reach: at.end, flow })
            }
            Held::Sequence(children) => {
                let last = children.last().map_or(start, |child| child.place().end);
                Node::Sequence(Group { children, place: place(last), reach: at.end, flow })
            }
        }
    }

    /// Puts a finished node where it belongs: as a key, a value, an element or the root.
    fn put(&mut self, node: Node<'t>) {
        let at = node.place().start;
        match self.open.last_mut().map(|open| &mut open.held) {
            None => self.root = Some(node),
            Some(Held::Sequence(children)) => children.push(node),
            Some(Held::Mapping(children, waiting)) => match waiting.take() {
                None => {
                    let key = key(node, self.report);
                    if matches!(key, Waiting::Refused) {
                        self.damage.push(at);
                    }
                    *waiting = Some(key);
                }
                Some(Waiting::Key(key)) => children.push((key, node)),
                Some(Waiting::Refused) => {}
            },
        }
    }

    fn duplicates(&mut self, children: &[(Raw<'t>, Node<'t>)]) {
        if children.len() <= 12 {
            for (n, (key, _)) in children.iter().enumerate() {
                if let Some((first, _)) =
                    children.iter().take(n).find(|(earlier, _)| earlier.text == key.text)
                {
                    self.duplicate(first, key);
                }
            }
            return;
        }
        let mut seen: BTreeMap<&str, &Raw<'t>> = BTreeMap::new();
        for (key, _) in children {
            match seen.get(&*key.text) {
                Some(first) => self.duplicate(first, key),
                None => drop(seen.insert(&key.text, key)),
            }
        }
    }

    fn duplicate(&mut self, first: &Raw<'t>, second: &Raw<'t>) {
        self.report
            .push(|file| slips::duplicate(&second.text, first.place.span(file), second.place.span(file)));
    }

    /// The last thing that was read.
    pub(super) fn last(&self) -> Place {
        self.last
    }

    /// Start of the outermost bracket that is open.
    pub(super) fn bracket(&self) -> Option<u32> {
        self.open.iter().find(|open| open.flow).map(|open| open.start)
    }

    /// Closes what is open and gives the tree; `cut` is where the file stopped being readable, `deep` whether because
    /// it was nested too deep (then of what is open only the root is worth reading).
    pub(super) fn finish(mut self, cut: Option<u32>, deep: bool) -> Tree<'t> {
        if deep {
            self.open.truncate(1);
        }
        let end = cut.unwrap_or(self.last.end);
        while let Some(mut open) = self.open.pop() {
            if let Held::Mapping(children, waiting) = &mut open.held
                && let Some(Waiting::Key(key)) = waiting.take()
            {
                children.push((key, Node::Broken(Place::new(end, end))));
            }
            let node = self.close(open, Place::new(end, end));
            self.put(node);
        }
        self.damage.extend(cut);
        Tree { root: self.root, damage: self.damage }
    }
}

/// What a node in key position is as a key.
fn key<'t>(node: Node<'t>, report: &mut Report<'_>) -> Waiting<'t> {
    match node {
        Node::Scalar(raw) if raw.style == Style::Plain && raw.text == "<<" => {
            report.push(|file| slips::merge_key(raw.place.span(file)));
            Waiting::Refused
        }
        Node::Scalar(raw) => Waiting::Key(raw),
        Node::Mapping(group) => {
            report.push(|file| slips::group_as_key(group.place.span(file), group.flow));
            Waiting::Refused
        }
        Node::Sequence(group) => {
            report.push(|file| slips::group_as_key(group.place.span(file), false));
            Waiting::Refused
        }
        Node::Broken(_) => Waiting::Refused,
    }
}
