//! Given facts: what the embedding app supplies before the interview.

use std::sync::Arc;

use crate::base::Aside;
use crate::model::{Given, QuestionType, VarKind};
use crate::source::{Block, Key};

use super::Lowering;
use super::names::Meaning;
use super::questions::KINDS_OF_PERSONAL;
use super::read::word;

impl<'a> Lowering<'a> {
    /// Declares the given facts of all files; their labels and bounds come later.
    pub(super) fn given(&mut self) {
        for file in self.loaded {
            for block in file.root().blocks(Key::Given) {
                self.given_fact(block);
            }
        }
    }

    fn given_fact(&mut self, block: &'a Block) {
        let Some(id) = block.scalar(Key::Given) else { return };
        let number = u32::try_from(self.world.instrument.given.len()).unwrap_or(u32::MAX);
        let ty = self.question_type(block);
        let value_type = self.value_type(ty.as_ref(), block);
        let var = self.world.add_var(Arc::clone(&id.text), VarKind::Given(number), value_type, None);
        let ty = ty.unwrap_or(QuestionType::Text);
        let personal = word(block, Key::Personal, &KINDS_OF_PERSONAL);
        let given = Given { id: Arc::clone(&id.text), var, ty, label: None, personal, span: Aside(id.span) };
        self.world.instrument.given.push(given);
        self.written_given.push(block);
        self.declare(id, Meaning::Given(number));
    }

    /// Lowers the labels of given facts.
    pub(super) fn given_labels(&mut self) {
        for (at, block) in std::mem::take(&mut self.written_given).into_iter().enumerate() {
            let label = self.label_of(block, Key::Label, None);
            if let Some(given) = self.world.instrument.given.get_mut(at) {
                given.label = label;
            }
        }
    }
}
