// What every component of the form reads: the interview, the place it stands in, and where the screen can go.

import { createContext } from "preact";
import { useContext, useEffect, useLayoutEffect, useReducer } from "preact/hooks";

import type { Choice, Question, Text } from "../../bindings/js/src/index.js";
import type { Interview } from "./interview.js";
import { cellName, type Cell } from "./mirror.js";
import { plain } from "./text.js";

/** The row an item stands in: what stands before its id in a path, and the row's key. */
export interface Scope {
  readonly prefix: string;
  readonly key?: number;
}

export const RECORD: Scope = { prefix: "" };

/** What the screen around the form offers to its parts. */
export interface Screen {
  readonly interview: Interview;
  /** Goes to the page of a place and puts the focus there. */
  goTo(at: string): void;
  /** Shows why, where the screen has room for explanations. */
  explain(at: string): void;
  /** Whether each question shows a way to its explanation. */
  readonly explaining: boolean;
}

export const ScreenContext = createContext<Screen | null>(null);
export const ScopeContext = createContext<Scope>(RECORD);

export function useScreen(): Screen {
  const screen = useContext(ScreenContext);
  if (!screen) throw new Error("a part of the form stands outside it");
  return screen;
}

export function useInterview(): Interview {
  return useScreen().interview;
}

/** Draws again when `watch` says so. */
function useWatch(watch: (listener: () => void) => () => void, of: readonly unknown[]): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => watch(() => redraw(undefined)), of);
}

/** The frame of the interview: language, progress. */
export function useFrame(): Interview["frame"] {
  const interview = useInterview();
  useWatch((listener) => interview.watch(listener), [interview]);
  return interview.frame;
}

/** The cell of an item in the row around it. */
export function useCell(item: string): Cell {
  const { mirror } = useInterview();
  const { key } = useContext(ScopeContext);
  const name = cellName(item, key);
  useWatch((listener) => mirror.watch(name, listener), [mirror, name]);
  return mirror.get(name);
}

/** Where an item stands, as a path of the protocol. */
export function usePath(item: string): string {
  return useContext(ScopeContext).prefix + item;
}

/** An id for the page's elements that belong to an item in its row. */
export function useElementId(item: string): string {
  const { key } = useContext(ScopeContext);
  return `i-${cellName(item, key).replace("#", "-r")}`;
}

/** A static text of the form in the chosen language. */
export function useText(): (text: Text | undefined) => string {
  const { language } = useFrame();
  return (text) => plain(text, language);
}

/** A choice that is offered, with its label. */
export interface Offered {
  readonly choice: Choice;
  readonly label: string;
}

/** The choices that a question offers now; one that was recorded and is no longer offered is not among them. */
export function useOffered(question: Question): readonly Offered[] {
  const { form } = useInterview();
  const cell = useCell(question.id);
  const text = useText();
  const all = form.lists[question.list ?? ""]?.choices ?? [];
  const offered = cell.choices ? new Set(cell.choices) : null;
  return all
    .filter((choice) => !offered || offered.has(choice.code))
    .map((choice) => ({ choice, label: cell.labels?.[choice.code] ?? text(choice.label) }));
}

/** Calls `act` when the page is about to be left or put away, so that nothing typed is lost. */
export function useLeaving(act: () => void): void {
  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && act();
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("pagehide", act);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("pagehide", act);
    };
  });
}
