// Interviews kept on this device, in IndexedDB. Every change that the engine acknowledged is appended before the screen
// goes on; a reload replays them. Nothing leaves the device but what its owner exports.

import type { Fields, RecordData, Request } from "../../../bindings/js/src/index.js";
import type { Start } from "../interview.js";
import type { Media } from "../transport.js";

/** One interview: a draft, or finished when it has a `record`. */
export interface Kept {
  readonly id: string;
  readonly instrument: string;
  readonly version: string;
  readonly begun: string;
  readonly changed: string;
  readonly start: Start;
  /** What it is called in the list. */
  readonly title: string;
  /** The draft as of the last snapshot, for another version of the form. */
  readonly draft?: RecordData;
  readonly record?: RecordData;
}

/** Operations in the order they were acknowledged. */
interface Kind {
  readonly interview: string;
  readonly request: Request;
}

const wait = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });

const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB"));
  });

/** The drafts of one instrument on this device. */
export class Drafts {
  private constructor(readonly base: IDBDatabase) {}

  static async open(instrument: string): Promise<Drafts> {
    const request = indexedDB.open(`monev-${instrument}`, 1);
    request.onupgradeneeded = () => {
      const base = request.result;
      base.createObjectStore("interviews", { keyPath: "id" });
      base.createObjectStore("operations", { autoIncrement: true }).createIndex("interview", "interview");
      base.createObjectStore("media");
    };
    return new Drafts(await wait(request));
  }

  /** All interviews, the one changed last first. */
  async list(): Promise<readonly Kept[]> {
    const all = (await wait(this.#store("interviews", "readonly").getAll())) as Kept[];
    return all.sort((left, right) => (left.changed < right.changed ? 1 : -1));
  }

  async get(id: string): Promise<Kept | null> {
    return ((await wait(this.#store("interviews", "readonly").get(id))) as Kept | undefined) ?? null;
  }

  async put(kept: Kept): Promise<void> {
    const transaction = this.#write(["interviews"]);
    transaction.objectStore("interviews").put(kept);
    await done(transaction);
  }

  /** Appends an operation; when this returns, it is on disk. */
  async append(kept: Kept, request: Request): Promise<void> {
    const transaction = this.#write(["interviews", "operations"]);
    transaction.objectStore("operations").add({ interview: kept.id, request } satisfies Kind);
    transaction.objectStore("interviews").put(kept);
    await done(transaction);
  }

  /** The operations of an interview, in order. */
  async operations(id: string): Promise<readonly Request[]> {
    const index = this.#store("operations", "readonly").index("interview");
    return ((await wait(index.getAll(id))) as Kind[]).map(({ request }) => request);
  }

  /** Removes an interview with its operations and files. */
  async remove(id: string): Promise<void> {
    const transaction = this.#write(["interviews", "operations", "media"]);
    transaction.objectStore("interviews").delete(id);
    transaction.objectStore("media").delete(IDBKeyRange.bound([id, ""], [id, "\uffff"]));
    const operations = transaction.objectStore("operations");
    const keys = operations.index("interview").openKeyCursor(id);
    keys.onsuccess = () => {
      const cursor = keys.result;
      if (!cursor) return;
      operations.delete(cursor.primaryKey);
      cursor.continue();
    };
    await done(transaction);
  }

  /** The files of one interview. */
  media(id: string): Media {
    return {
      put: async (name, content) => {
        const transaction = this.#write(["media"]);
        transaction.objectStore("media").put(content, [id, name]);
        await done(transaction);
      },
      get: async (name) => ((await wait(this.#store("media", "readonly").get([id, name]))) as Blob | undefined) ?? null,
    };
  }

  /** The names and contents of an interview's files. */
  async files(id: string): Promise<readonly { readonly name: string; readonly content: Blob }[]> {
    const range = IDBKeyRange.bound([id, ""], [id, "\uffff"]);
    const store = this.#store("media", "readonly");
    const [keys, contents] = await Promise.all([wait(store.getAllKeys(range)), wait(store.getAll(range))]);
    return keys.map((key, at) => ({ name: String((key as string[])[1]), content: contents[at] as Blob }));
  }

  #store(name: string, mode: IDBTransactionMode): IDBObjectStore {
    return this.base.transaction(name, mode).objectStore(name);
  }

  #write(names: string[]): IDBTransaction {
    return this.base.transaction(names, "readwrite", { durability: "strict" });
  }
}

/** What the list calls an interview: its case, or the first answers that look like a name. */
export function titleOf(draft: RecordData, fallback: string): string {
  const answers = (draft["answers"] ?? {}) as Fields;
  const texts = Object.values(answers).filter((value): value is string => typeof value === "string");
  const parts = [draft["case"], ...texts.slice(0, 2)].filter((part): part is string => typeof part === "string");
  return [...new Set(parts)].join(" · ") || fallback;
}
