// One interview on the screen: sends what the interviewer does, in order, and keeps the mirror, the progress and the
// language as the session says they are.

import type { Changed, CheckName, Form, Progress, Raw, Request } from "../../bindings/js/src/index.js";
import { Mirror, NO_PROGRESS } from "./mirror.js";
import { spoken } from "./text.js";
import type { Answer, Media, Transport } from "./transport.js";
import { wordsOf, type UiWords } from "./words.js";

/** What the frame of the form shows, beside the cells. */
export interface Frame {
  readonly language: string;
  readonly progress: Progress;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What a screen reader is told. */
  readonly said: string;
  /** What went wrong with the last request, for people. */
  readonly trouble: string | null;
}

/** How an interview begins. */
export type Start = Omit<Extract<Request, { op: "start" }>, "op">;

export class Interview {
  readonly mirror = new Mirror();
  frame: Frame;
  readonly #listeners = new Set<() => void>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(readonly form: Form, readonly transport: Transport, readonly media: Media | null = null) {
    const language = form.languages[0] ?? "en";
    this.frame = { language, progress: NO_PROGRESS, canUndo: false, canRedo: false, said: "", trouble: null };
  }

  get spoken(): "id" | "en" {
    return spoken(this.form, this.frame.language);
  }

  /** The renderer's own words, then the engine's. */
  get words(): UiWords {
    return wordsOf(this.form, this.spoken);
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Sends a request after all earlier ones. A refusal, or a session that can't be reached, becomes `trouble`. */
  send<R extends Request>(request: R): Promise<Exclude<Answer<R>, { ok: false }> | null> {
    const sent = this.#queue.then(async () => {
      try {
        const answer: Answer<R> = await this.transport.send(request);
        if (!answer.ok) {
          this.#set({ trouble: answer.error.message[this.spoken] });
          return null;
        }
        return answer as Exclude<Answer<R>, { ok: false }>;
      } catch (error) {
        this.#set({ trouble: `${this.words.unreachable} (${error instanceof Error ? error.message : String(error)})` });
        return null;
      }
    });
    this.#queue = sent;
    return sent;
  }

  async start(start: Start): Promise<boolean> {
    return this.#whole(await this.send({ op: "start", ...start }));
  }

  /** Takes over the session's state as it is, after a reload. */
  async resume(): Promise<boolean> {
    return this.#whole(await this.send({ op: "state" }));
  }

  async set(at: string, answer: Raw): Promise<void> {
    const empty = answer === null || answer === "" || (Array.isArray(answer) && answer.length === 0);
    this.#changed(await this.send(empty ? { op: "clear", at } : { op: "set", at, answer }));
  }

  async addRow(roster: string): Promise<string | null> {
    const answer = await this.send({ op: "add_row", roster });
    this.#changed(answer);
    return answer?.at ?? null;
  }

  async removeRow(at: string): Promise<void> {
    this.#changed(await this.send({ op: "remove_row", at }));
  }

  async moveRow(at: string, to: number): Promise<void> {
    this.#changed(await this.send({ op: "move_row", at, to }));
  }

  async confirm(at: string, check: CheckName, reason: string): Promise<void> {
    this.#changed(await this.send({ op: "confirm", at, check, reason }));
  }

  async unconfirm(at: string, check: CheckName): Promise<void> {
    this.#changed(await this.send({ op: "unconfirm", at, check }));
  }

  async speak(language: string): Promise<void> {
    const answer = await this.send({ op: "language", language });
    if (!answer) return;
    this.#set({ language: answer.language ?? language });
    document.documentElement.lang = this.frame.language;
    this.#changed(answer);
  }

  /** Takes back, or does again; gives the place of the change. */
  async step(op: "undo" | "redo"): Promise<string | null> {
    const answer = (await this.send({ op })) as Changed | null;
    this.#changed(answer);
    return answer?.at ?? null;
  }

  /** Tells people who don't see the screen. */
  say(said: string): void {
    this.#set({ said });
  }

  /** Takes the message of trouble away. */
  settle(): void {
    this.#set({ trouble: null });
  }

  #whole(answer: Changed | null): boolean {
    if (!answer) return false;
    this.mirror.replace(answer.changes);
    this.#set({ language: answer.language ?? this.frame.language, ...framed(answer) });
    document.documentElement.lang = this.frame.language;
    return true;
  }

  #changed(answer: Changed | null): void {
    if (!answer) return;
    const { shown, hidden } = this.mirror.apply(answer.changes);
    const words = this.words;
    const said: string[] = [];
    if (shown.length > 0) said.push(words.appeared(shown.length));
    if (hidden.length > 0) said.push(words.disappeared(hidden.length));
    for (const change of answer.changes) for (const problem of change.problems ?? []) if (problem.check !== "required") said.push(problem.message);
    this.#set({ ...framed(answer), said: said.slice(0, 4).join(" ") });
  }

  #set(fields: Partial<Frame>): void {
    this.frame = { ...this.frame, ...fields };
    for (const listener of [...this.#listeners]) listener();
  }
}

function framed(answer: Changed): Partial<Frame> {
  return { progress: answer.progress, canUndo: answer.can_undo, canRedo: answer.can_redo, trouble: null };
}
