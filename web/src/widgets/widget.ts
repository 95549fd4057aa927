// What every widget is given: the question, what is known of it, and the one way to answer.

import type { Question, Raw } from "../../../bindings/js/src/index.js";
import type { Cell } from "../mirror.js";

export interface WidgetProps {
  readonly question: Question;
  readonly cell: Cell;
  /** The id of the control, or the beginning of the ids of several. */
  readonly id: string;
  /** The id of the element that holds the question's words. */
  readonly labelId: string;
  /** The ids of hint and problems, for `aria-describedby`. */
  readonly describedBy: string | undefined;
  /** Whether something is wrong with the answer. */
  readonly wrong: boolean;
  /** Records an answer; empty ones clear it. */
  answer(raw: Raw): void;
}

/** The answer as text; nothing, and reasons, are the empty text. */
export function textOf(value: Raw): string {
  if (value === null || typeof value === "object") return "";
  return String(value);
}

/** The answer as codes. */
export function codesOf(value: Raw): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "string" && value !== "" ? value.split(" ") : [];
}

/** Whether a question's control is made of several, under a legend. */
export function isGroup(question: Question): boolean {
  switch (question.type) {
    case "yes_no":
    case "select_multiple":
    case "rank":
    case "geopoint":
    case "datetime":
    case "photo":
    case "audio":
    case "video":
    case "file":
    case "signature":
      return true;
    case "select_one":
      return question.widget !== "search";
    default:
      return false;
  }
}
