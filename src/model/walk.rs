//! Every place of an instrument where an expression can sit, in one function.
