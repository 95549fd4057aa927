// How the renderer reaches a session. It never evaluates an expression itself: everything that depends on answers comes
// from here, be it the engine in this page or `monev serve`.

import type { AnswerTo, Refused, Request } from "../../bindings/js/src/index.js";

export type Answer<R extends Request> = AnswerTo<R> | Refused;

/** One session. */
export interface Transport {
  send<R extends Request>(request: R): Promise<Answer<R>>;
}

/** Where photos, recordings and signatures go; the record holds only their names. Absent: names alone are kept. */
export interface Media {
  /** Keeps a file under this name. */
  put(name: string, content: Blob): Promise<void>;
  /** The file of this name, if it is kept here. */
  get(name: string): Promise<Blob | null>;
}

/** The session behind `monev serve`, at this page's own origin. */
export class HttpTransport implements Transport {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  async send<R extends Request>(request: R): Promise<Answer<R>> {
    const response = await this.fetch("/session", { method: "POST", body: JSON.stringify(request) });
    return (await response.json()) as Answer<R>;
  }

  /** A request of this page to its server, with the token that only this page knows. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { "Content-Type": "application/json", "X-Monev-Token": this.#token };
    const response = await fetch(path, { ...init, headers, cache: "no-store", credentials: "same-origin" });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return response;
  }
}
