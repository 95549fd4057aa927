// The session of one kept interview: the engine in this page, with every acknowledged change appended to the drafts.

import type { Engine, Interview as EngineInterview, Request } from "../../../bindings/js/src/index.js";
import type { Answer, Transport } from "../transport.js";
import { titleOf, type Drafts, type Kept } from "./drafts.js";

/** Opens the instrument anew: each interview has a session of its own. */
export type Open = () => Promise<EngineInterview>;

const CHANGING: ReadonlySet<Request["op"]> = new Set([
  "set", "clear", "add_row", "remove_row", "move_row", "confirm", "unconfirm", "language", "undo", "redo",
]);

export class Keeper implements Transport {
  #kept: Kept;
  #session: EngineInterview;
  readonly #saved = new Set<(when: string) => void>();

  private constructor(readonly drafts: Drafts, readonly open: Open, kept: Kept, session: EngineInterview) {
    this.#kept = kept;
    this.#session = session;
  }

  /** Goes on with an interview: replays what was done, or starts from the draft where that no longer fits. */
  static async resume(drafts: Drafts, open: Open, kept: Kept): Promise<Keeper> {
    return new Keeper(drafts, open, kept, await replayed(drafts, open, kept));
  }

  /** Calls `listener` after each change that is safely kept. */
  onSaved(listener: (when: string) => void): () => void {
    this.#saved.add(listener);
    return () => void this.#saved.delete(listener);
  }

  async send<R extends Request>(request: R): Promise<Answer<R>> {
    try {
      const answer = this.#session.send(request);
      if (answer.ok && CHANGING.has(request.op)) await this.#append(request);
      return answer;
    } catch (error) {
      // The engine or the disk gave way: what is kept is the truth.
      this.#session = await replayed(this.drafts, this.open, this.#kept);
      throw error;
    }
  }

  async #append(request: Request): Promise<void> {
    const drawn = this.#session.send({ op: "draft" });
    const draft = drawn.ok ? drawn.record : undefined;
    const changed = new Date().toISOString();
    const title = draft ? titleOf(draft, this.#kept.title) : this.#kept.title;
    // What is changed after it was finished is a draft again.
    const { record: _record, ...before } = this.#kept;
    const kept: Kept = { ...before, changed, title, ...(draft ? { draft } : {}) };
    await this.drafts.append(kept, request);
    this.#kept = kept;
    for (const listener of this.#saved) listener(changed);
  }

  /** Keeps the finished record. */
  async finish(record: NonNullable<Kept["record"]>): Promise<void> {
    this.#kept = { ...this.#kept, record, changed: new Date().toISOString() };
    await this.drafts.put(this.#kept);
  }
}

async function replayed(drafts: Drafts, open: Open, kept: Kept): Promise<EngineInterview> {
  const session = await open();
  const { id, version } = session.form.instrument;
  if (kept.instrument !== id) throw new Error(`${kept.instrument} ≠ ${id}`);
  if (kept.version === version || !kept.draft) {
    const begun = session.send({ op: "start", ...kept.start });
    const operations = begun.ok ? await drafts.operations(kept.id) : [];
    if (begun.ok && operations.every((request) => session.send(request).ok)) return session;
    if (!kept.draft) {
      if (!begun.ok) throw new Error(begun.error.message.id);
      return session;
    }
  }
  const begun = session.send({ op: "start", ...kept.start, record: kept.draft });
  if (!begun.ok) throw new Error(begun.error.message.id);
  return session;
}

/** Loads the engine once and opens sessions from it; after a failure of the engine, with a new one. */
export function opener(load: () => Promise<Engine>, openIn: (engine: Engine) => EngineInterview): Open {
  let engine: Promise<Engine> | null = null;
  return async () => {
    try {
      engine ??= load();
      return openIn(await engine);
    } catch {
      engine = load();
      return openIn(await engine);
    }
  };
}
