// The pages of a form: which are shown, how far each is, and on which page a place stands.

import type { Form, Item, Page } from "../../bindings/js/src/index.js";
import { cellName, itemOf, type Mirror } from "./mirror.js";

/** How far a page is. */
export interface PageState {
  readonly shown: boolean;
  /** Required questions without an answer. */
  readonly open: number;
  /** Places with an error, or a warning that nobody explained. */
  readonly wrong: number;
  /** Whether anything on it is answered. */
  readonly begun: boolean;
}

/** Looks at a page's items, in every row. */
export function pageState(page: Page, mirror: Mirror): PageState {
  let open = 0;
  let wrong = 0;
  let begun = false;
  let shown = false;
  const look = (items: readonly Item[], key?: number): void => {
    for (const item of items) {
      const cell = mirror.get(cellName(item.id, key));
      if (!cell.asked) continue;
      if (item.kind !== "calc" || item.show) shown = true;
      if (cell.value !== null && item.kind === "question") begun = true;
      const missing = cell.problems.some(({ check }) => check === "required");
      if (missing || (item.kind === "question" && cell.required && cell.state === "unanswered")) open += 1;
      if (cell.problems.some(({ level, check }) => check !== "required" && level !== "info")) wrong += 1;
      if (item.kind === "group" || item.kind === "grid") look(item.items, key);
      if (item.kind === "roster") for (const row of cell.rows) look(item.items, row.row);
    }
  };
  if (mirror.get(page.id).asked) look(page.items);
  return { shown, open, wrong, begun };
}

/** The page on which an item stands. */
export function pageOf(form: Form, at: string): Page | null {
  // `barang[2].nama` and `barang` both stand where `barang` stands.
  const outermost = (at.split(".")[0] ?? at).replace(/\[\d+\]$/, "");
  const names = new Set([outermost, itemOf(at)]);
  const holds = (items: readonly Item[]): boolean =>
    items.some((item) => names.has(item.id) || ("items" in item && holds(item.items)));
  return form.pages.find((page) => names.has(page.id) || holds(page.items)) ?? null;
}

/** The item a path leads to. */
export function itemNamed(form: Form, at: string): Item | null {
  const id = itemOf(at);
  const find = (items: readonly Item[]): Item | null => {
    for (const item of items) {
      if (item.id === id) return item;
      const inner = "items" in item ? find(item.items) : null;
      if (inner) return inner;
    }
    return null;
  };
  for (const page of form.pages) {
    const found = find(page.items);
    if (found) return found;
  }
  return null;
}
