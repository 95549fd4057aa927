// The form in one file: engine, instrument and screen are all in this page. It asks no network for anything.

import "../style.css";

import { render } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Engine, type Form, type Interview as EngineInterview } from "../../../bindings/js/src/index.js";
import { FormView } from "../form.js";
import { Interview } from "../interview.js";
import { download } from "../summary.js";
import { spoken } from "../text.js";
import { wordsOf } from "../words.js";
import { Drafts, type Kept } from "./drafts.js";
import { Keeper, opener, type Open } from "./keeper.js";
import { ListView } from "./list.js";
import { listWords } from "./words.js";

/** What `monev build --offline` puts into the page. */
interface Payload {
  /** The compiled instrument, base64. */
  readonly image: string;
  readonly form: Form;
}

const content = (id: string): string => document.getElementById(id)?.textContent ?? "";

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));

/** The engine, unpacked from the page. */
async function engine(): Promise<Engine> {
  const packed = new Blob([bytesOf(content("monev-engine"))]).stream();
  return Engine.load(await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

function App({ form, open, drafts }: { form: Form; open: Open; drafts: Drafts }) {
  const language = form.languages[0] ?? "en";
  const [current, setCurrent] = useState<{ kept: Kept; interview: Interview; keeper: Keeper } | null>(null);
  const [trouble, setTrouble] = useState<{ text: string; kept?: Kept } | null>(null);
  const words = listWords(spoken(form, language));

  const show = async (kept: Kept) => {
    if (!(await alone(kept.id))) return setTrouble({ text: words.elsewhere });
    try {
      const keeper = await Keeper.resume(drafts, open, kept);
      const interview = new Interview(form, keeper, drafts.media(kept.id));
      await interview.resume();
      location.hash = kept.id;
      setTrouble(null);
      setCurrent({ kept, interview, keeper });
    } catch (error) {
      setTrouble({ text: `${wordsOf(form, spoken(form, language)).start_error} ${error instanceof Error ? error.message : ""}`, kept });
    }
  };
  useEffect(() => {
    const id = location.hash.slice(1);
    if (id !== "") void drafts.get(id).then((kept) => kept && show(kept));
  }, []);
  const leave = () => {
    release();
    history.replaceState(null, "", location.pathname + location.search);
    setCurrent(null);
  };
  if (!current) {
    return (
      <>
        {trouble && (
          <div class="trouble" role="alert">
            <span>{trouble.text}</span>
            {trouble.kept?.draft && (
              <button type="button" class="quiet" onClick={() => download("draft.json", JSON.stringify(trouble.kept?.draft, null, 2))}>
                {words.export_draft}
              </button>
            )}
          </div>
        )}
        <ListView form={form} drafts={drafts} language={language} open={(kept) => void show(kept)} />
      </>
    );
  }
  return (
    <FormView key={current.kept.id} interview={current.interview} finish={(record) => current.keeper.finish(record)}
      beside={<Beside {...current} leave={leave} />} />
  );
}

/** The way back to the list, and when the last answer was kept. */
function Beside({ interview, keeper, leave }: { interview: Interview; keeper: Keeper; leave(): void }) {
  const [saved, setSaved] = useState("");
  useEffect(() => keeper.onSaved((when) => setSaved(when)), [keeper]);
  const words = listWords(interview.spoken);
  const time = saved === "" ? "" : new Date(saved).toLocaleTimeString(interview.frame.language, { timeStyle: "short" });
  return (
    <p class="beside">
      <button type="button" class="link" onClick={leave}>← {words.back}</button>
      {time !== "" && <small data-saved={saved}>{words.saved(time)}</small>}
    </p>
  );
}

let release = () => {};

/** Whether this tab alone has the interview open; true where the browser can't tell. */
async function alone(id: string): Promise<boolean> {
  if (!("locks" in navigator)) return true;
  release();
  return new Promise((resolve) => {
    void navigator.locks.request(`monev-${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise<void>((free) => (release = () => free())) : undefined;
    });
  });
}

async function main(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) return;
  const payload = JSON.parse(content("monev-instrument")) as Payload | null;
  if (!payload) {
    root.textContent = "monev build --offline";
    return;
  }
  const { form } = payload;
  const language = form.languages[0] ?? "en";
  document.documentElement.lang = language;
  document.title = Object.values(form.instrument.title)[0]?.map((part) => ("text" in part ? part.text : "…")).join("") ?? "monev";
  const image = bytesOf(payload.image);
  const open = opener(engine, (ready): EngineInterview => ready.open(image, form));
  try {
    await open();
    const drafts = await Drafts.open(form.instrument.id);
    void navigator.storage?.persist?.();
    render(<App form={form} open={open} drafts={drafts} />, root);
  } catch (error) {
    root.textContent = `${wordsOf(form, spoken(form, language)).start_error} ${error instanceof Error ? error.message : ""}`;
  }
}

void main();
