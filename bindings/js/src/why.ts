// Explanations as data: why an item is as it is, and how a score came about.

import type { Message } from "./protocol.js";

/** A value that was read; in a roster one of several. */
export interface ReadCell {
  readonly row?: readonly number[];
  readonly value: string | null;
  readonly shown: Message;
  readonly missing: Message | null;
}

/** A question, calculation or score that was read. */
export interface Reading {
  readonly name: string;
  readonly label: Message | null;
  readonly formula: string | null;
  readonly cells: readonly ReadCell[];
}

/** A condition as the author wrote it, what came of it, and what it read. */
export interface Condition {
  readonly formula: string;
  readonly result: "true" | "false" | "unknown";
  readonly reads: readonly Reading[];
}

/** Something that depends on something; `key` says by which key of it. */
export interface Link {
  readonly name: string;
  readonly key: string;
}

/** Why an item is asked or not, required, wrong, and worth what it is. */
export interface ItemWhy {
  readonly at: string;
  readonly asked: boolean;
  readonly gates: readonly { readonly at: string; readonly condition: Condition }[];
  readonly required: boolean | null;
  readonly required_when: Condition | null;
  readonly checks: readonly { readonly check: string; readonly condition: Condition; readonly message: string }[];
  readonly choices_where: string | null;
  readonly formula: string | null;
  readonly value: string | null;
  readonly reads: readonly Reading[];
  readonly depends_on: readonly Link[];
  readonly read_by: readonly Link[];
  readonly words: readonly Message[];
}

/** What had to be present for a score. */
export interface Need {
  readonly rule: Message;
  readonly met: boolean;
}

/** How a score's number came about. */
export type MethodTree =
  | { readonly parts: PartsTree }
  | { readonly largest: LargestTree }
  | { readonly classify: { readonly rules: readonly { readonly class: string; readonly label: Message | null; readonly condition: Condition; readonly applied: boolean }[] } }
  | { readonly formula: { readonly formula: string; readonly reads: readonly Reading[]; readonly result: string | null } };

export interface PartsTree {
  readonly method: string;
  readonly parts: readonly {
    readonly part: string; readonly label: Message | null; readonly formula: string; readonly weight: string;
    readonly reverse: boolean; readonly value: string | null; readonly missing: Message | null;
    readonly reads: readonly Reading[];
  }[];
  readonly need: Need;
  readonly result: string | null;
  readonly words: Message;
}

export interface LargestTree {
  readonly candidates: readonly {
    readonly class: string | null; readonly label: Message | null; readonly formula: string; readonly value: string | null;
    readonly missing: Message | null; readonly greatest: boolean; readonly reads: readonly Reading[];
  }[];
  readonly need: Need | null;
  readonly words: Message;
}

/** A score's whole explanation. */
export interface Explanation {
  readonly score: string;
  readonly label: Message | null;
  readonly condition: Condition | null;
  readonly asked: boolean;
  readonly overrides: readonly { readonly condition: Condition; readonly value: string | null; readonly reason: Message | null; readonly applied: boolean }[];
  readonly method: MethodTree | null;
  readonly number: string | null;
  readonly band: { readonly code: string | null; readonly label: Message | null; readonly words: Message } | null;
  readonly summary: Message;
}

/** The answer to `why`: of an item, or of a score. */
export type Why =
  | { readonly why: ItemWhy }
  | { readonly why: Explanation; readonly depends_on: readonly Link[]; readonly read_by: readonly Link[] };
