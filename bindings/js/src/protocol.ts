// The session protocol: one request object in, one answer object out; the book's chapter "The session protocol".

import type { Reason } from "./form.js";
import type { Why } from "./why.js";

/** A message in both of the engine's languages. */
export interface Message {
  readonly id: string;
  readonly en: string;
}

/** An answer as it stands in a record. */
export type Raw = null | boolean | number | string | readonly string[] | { readonly [field: string]: unknown };

/** What stands in a record's `answers`, `given` and `prev`. */
export type Fields = Readonly<Record<string, unknown>>;

/** A record: a finished interview, or a draft of one. */
export type RecordData = Readonly<Record<string, unknown>>;

/** The name of a check: a built-in word (`required`, `min`…) or the author's number as text. */
export type CheckName = string;

/** Everything that can be asked of a session. */
export type Request =
  | {
      readonly op: "start"; readonly today?: string; readonly language?: string; readonly case?: string; readonly wave?: string;
      readonly given?: Fields; readonly prev?: Fields; readonly record?: RecordData;
    }
  | { readonly op: "set"; readonly at: string; readonly answer: Raw }
  | { readonly op: "clear"; readonly at: string }
  | { readonly op: "add_row"; readonly roster: string }
  | { readonly op: "remove_row"; readonly at: string }
  | { readonly op: "move_row"; readonly at: string; readonly to: number }
  | { readonly op: "confirm"; readonly at: string; readonly check: CheckName; readonly reason: string }
  | { readonly op: "unconfirm"; readonly at: string; readonly check: CheckName }
  | { readonly op: "language"; readonly language: string }
  | { readonly op: "undo" | "redo" | "state" | "draft" | "finish" }
  | { readonly op: "next"; readonly after?: string }
  | { readonly op: "why"; readonly at: string }
  | { readonly op: "test"; readonly name: string };

/** Something wrong with an answer, or worth knowing of it. */
export interface Problem {
  readonly check: CheckName;
  readonly level: "error" | "warning" | "info";
  readonly message: string;
}

/** A warning that was confirmed. */
export interface Confirmed {
  readonly check: CheckName;
  readonly message: string;
  readonly reason: string;
}

/** A row of a roster: its key stays with it, its number is its present place from 1. */
export interface Row {
  /** Its key. */
  readonly row: number;
  readonly number: number;
  readonly label?: string;
  readonly choice?: string;
}

/** What changed at one place; fields that did not change are absent. */
export interface Change {
  readonly at: string;
  /** The key of the innermost row it stands in. */
  readonly row?: number;
  readonly asked?: boolean;
  readonly required?: boolean;
  readonly state?: "answered" | "unanswered" | Reason | "invalid" | "not_asked" | "not_in_version";
  readonly value?: Raw;
  /** The value as people read it; with `value` and absent: nothing is shown. */
  readonly shown?: string;
  /** What was typed where it can't be read as an answer. */
  readonly typed?: Raw;
  readonly label?: string;
  readonly hint?: string;
  readonly choices?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly problems?: readonly Problem[];
  /** With `problems` and absent: nothing is confirmed. */
  readonly confirmed?: readonly Confirmed[];
  readonly rows?: readonly Row[];
  readonly band?: string | null;
  readonly band_label?: string;
}

/** How far the interview is. `warnings` are those not confirmed yet. */
export interface Progress {
  readonly asked: number;
  readonly answered: number;
  readonly required_open: number;
  readonly errors: number;
  readonly warnings: number;
}

/** The answer to every request that can change something. */
export interface Changed {
  readonly ok: true;
  readonly changes: readonly Change[];
  readonly progress: Progress;
  readonly can_undo: boolean;
  readonly can_redo: boolean;
  readonly at?: string | null;
  readonly language?: string;
}

/** A problem with the place it stands at. */
export interface PlacedProblem extends Problem {
  readonly at: string;
}

/** What is wrong with a request; the session is as it was. */
export interface Refused {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: Message };
}

/** Which answer belongs to which request. */
export type AnswerTo<R extends Request> = R extends { op: "next" }
  ? { readonly ok: true; readonly at: string | null }
  : R extends { op: "draft" }
    ? { readonly ok: true; readonly record: RecordData }
    : R extends { op: "finish" }
      ? { readonly ok: true; readonly record?: RecordData; readonly problems?: readonly PlacedProblem[] }
      : R extends { op: "why" }
        ? { readonly ok: true } & Why
        : R extends { op: "test" }
          ? { readonly ok: true; readonly yaml: string }
          : Changed;

/** A mistake in an instrument, at its place. */
export interface Diagnostic {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly message: Message;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}
