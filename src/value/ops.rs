//! What every operator does with values, absences included. The checker's constant folding, the evaluator and the
//! functions all call these; nothing else says what `+` means.
