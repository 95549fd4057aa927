// What is known of the session: a cell for each place, kept up to date by the changes that answers bring. A cell is
// found by its item and the key of its row, so that rows can be removed and moved without touching the others' cells.

import type { Change, Confirmed, Problem, Progress, Raw, Row } from "../../bindings/js/src/index.js";

/** What the session says of one place. */
export interface Cell {
  readonly asked: boolean;
  readonly required: boolean;
  readonly state: string;
  /** The answer as recorded, or as typed where it can't be read. */
  readonly value: Raw;
  readonly shown: string | null;
  readonly label: string | null;
  readonly hint: string | null;
  readonly choices: readonly string[] | null;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly problems: readonly Problem[];
  readonly confirmed: readonly Confirmed[];
  readonly rows: readonly Row[];
  readonly band: string | null;
  readonly band_label: string | null;
}

const UNSAID: Cell = {
  asked: true, required: false, state: "unanswered", value: null, shown: null, label: null, hint: null, choices: null,
  labels: null, problems: [], confirmed: [], rows: [], band: null, band_label: null,
};

export const NO_PROGRESS: Progress = { asked: 0, answered: 0, required_open: 0, errors: 0, warnings: 0 };

/** The name of a cell: the item, and the row's key when it stands in one. */
export function cellName(item: string, key?: number | null): string {
  return key === undefined || key === null ? item : `${item}#${key}`;
}

/** The item a path ends in: `usaha` of `art[2].usaha`; scores keep their prefix. */
export function itemOf(at: string): string {
  if (at.startsWith("score.")) return at;
  return at.slice(at.lastIndexOf(".") + 1).replace(/\[\d+\]$/, "");
}

/** A cell after a change; what goes together with a field that is there, and is not, is nothing now. */
function changed(before: Cell, change: Change): Cell {
  const { at: _at, row: _row, typed, ...fields } = change;
  return {
    ...before,
    ...("value" in change ? { shown: null } : {}),
    ...("problems" in change ? { confirmed: [] } : {}),
    ...("band" in change ? { band_label: null } : {}),
    ...fields,
    ...("value" in change ? { value: change.value ?? typed ?? null } : {}),
  };
}

/** The cells, and who wants to hear of which. */
export class Mirror {
  readonly #cells = new Map<string, Cell>();
  readonly #listeners = new Map<string, Set<() => void>>();

  /** What is known of a place. */
  get(name: string): Cell {
    return this.#cells.get(name) ?? UNSAID;
  }

  /** Calls `listener` whenever the cell changes; gives the way to stop that. */
  watch(name: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(name, listeners);
    return () => void listeners.delete(listener);
  }

  /** Takes over changes; gives the names of the cells that now are asked, or no longer are. */
  apply(changes: readonly Change[]): { shown: string[]; hidden: string[] } {
    const shown: string[] = [];
    const hidden: string[] = [];
    const touched = new Set<string>();
    for (const change of changes) {
      const name = cellName(itemOf(change.at), change.row);
      const before = this.get(name);
      const after = changed(before, change);
      this.#cells.set(name, after);
      touched.add(name);
      if (after.asked !== before.asked) (after.asked ? shown : hidden).push(name);
    }
    this.#tell(touched);
    return { shown, hidden };
  }

  /** Forgets everything, then takes over a whole state. */
  replace(changes: readonly Change[]): void {
    const before = [...this.#cells.keys()];
    this.#cells.clear();
    this.apply(changes);
    this.#tell(new Set(before));
  }

  #tell(names: ReadonlySet<string>): void {
    for (const name of names) for (const listener of [...(this.#listeners.get(name) ?? [])]) listener();
  }
}
