// The engine as WebAssembly. It is given bytes and texts and gives texts: no file, clock or network of its own.

import type { Form } from "./form.js";
import type { AnswerTo, Refused, Request } from "./protocol.js";

interface Exports {
  readonly memory: WebAssembly.Memory;
  /** Room for a message of so many bytes; gives where. */
  room(bytes: number): number;
  /** Takes the message as a compiled instrument, leaves an answer; gives its length in bytes. */
  open(): number;
  /** Takes the message as a request (a line with the interview's handle, then JSON), leaves the answer. */
  call(): number;
  /** Where the answer stands. */
  answer(): number;
}

type Opened = { readonly ok: true; readonly handle: number } | Refused;

/** The engine, once per page. */
export class Engine {
  readonly #wasm: Exports;

  private constructor(wasm: Exports) {
    this.#wasm = wasm;
  }

  /** Starts the engine from the bytes of `monev.wasm`, or from a response that brings them. */
  static async load(source: BufferSource | Response | PromiseLike<Response>): Promise<Engine> {
    const given = await source;
    const bytes = given instanceof Response ? await given.arrayBuffer() : given;
    const { instance } = await WebAssembly.instantiate(bytes, {});
    return new Engine(instance.exports as unknown as Exports);
  }

  /**
   * Begins an interview with a compiled instrument: its image and its `form.json`, both written by `monev build` of the
   * same version as this package. Throws when the image is another version's, or damaged.
   */
  open(image: Uint8Array, form: Form): Interview {
    const opened = this.#run(image, () => this.#wasm.open()) as Opened;
    if (!opened.ok) throw new Error(opened.error.message.en);
    return new Interview(form, (request) => {
      // The engine leaves Unicode's normal form to the page, which has it for nothing.
      const message = `${opened.handle}\n${request === null ? "" : JSON.stringify(request).normalize("NFC")}`;
      return this.#run(new TextEncoder().encode(message), () => this.#wasm.call());
    });
  }

  #run(message: Uint8Array, act: () => number): unknown {
    const at = this.#wasm.room(message.length);
    new Uint8Array(this.#wasm.memory.buffer, at, message.length).set(message);
    const length = act();
    const answer = new Uint8Array(this.#wasm.memory.buffer, this.#wasm.answer(), length);
    return JSON.parse(new TextDecoder().decode(answer));
  }
}

/** One interview with a compiled instrument. Begin with `{op: "start"}`. */
export class Interview {
  readonly #call: (request: Request | null) => unknown;

  /** @internal */
  constructor(
    /** What a screen needs: pages, questions, lists. */
    readonly form: Form,
    call: (request: Request | null) => unknown,
  ) {
    this.#call = call;
  }

  /** Does one thing and tells what changed. */
  send<R extends Request>(request: R): AnswerTo<R> | Refused {
    return this.#call(request) as AnswerTo<R> | Refused;
  }

  /** Lets go of the interview and its memory. */
  close(): void {
    this.#call(null);
  }
}
