//! The limits that keep any input, however hostile, small in time and memory. One table, one struct.

use super::Message;

/// Limits of the engine. [`Limits::default`] is the documented table; an embedding app may set its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one instrument, module, table or test file.
    pub file_bytes: usize,
    /// Bytes of one scalar in YAML.
    pub scalar_bytes: usize,
    /// Depth of nesting in YAML.
    pub yaml_depth: usize,
    /// Nodes (scalars, sequences, mappings) of one YAML file.
    pub yaml_nodes: usize,
    /// Questions of one instrument.
    pub questions: usize,
    /// Choices of one list.
    pub choices_per_list: usize,
    /// Choices of all lists together.
    pub choices: usize,
    /// Bytes of one expression.
    pub expression_bytes: usize,
    /// Depth of nesting of one expression.
    pub expression_depth: usize,
    /// Nodes of one expression, definitions inlined.
    pub expression_nodes: usize,
    /// Steps of one expression at declared roster maxima.
    pub expression_cost: u64,
    /// Steps of all expressions of an instrument.
    pub instrument_cost: u64,
    /// Bytes of one record.
    pub record_bytes: usize,
    /// Depth of nesting of one record.
    pub record_depth: usize,
    /// Fields of one record.
    pub record_fields: usize,
    /// Unicode scalar values of one text answer.
    pub text_scalars: usize,
    /// Rows of one roster, unless its `max` is smaller.
    pub roster_rows: u32,
    /// Diagnostics printed; the rest are counted.
    pub diagnostics: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 4 << 20,
            scalar_bytes: 256 << 10,
            yaml_depth: 64,
            yaml_nodes: 250_000,
            questions: 20_000,
            choices_per_list: 50_000,
            choices: 500_000,
            expression_bytes: 8 << 10,
            expression_depth: 200,
            expression_nodes: 50_000,
            expression_cost: 1_000_000,
            instrument_cost: 10_000_000,
            record_bytes: 1 << 20,
            record_depth: 64,
            record_fields: 50_000,
            text_scalars: 10_000,
            roster_rows: 1_000,
            diagnostics: 100,
        }
    }
}

/// A limit that stopped a run: its name (the field of [`Limits`] and the flag that raises it), value and what met it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitExceeded {
    /// The field of [`Limits`], also the name of the command-line flag.
    pub limit: &'static str,
    /// Its value.
    pub value: u64,
    /// What met the limit, in a sentence.
    pub message: Message,
}
