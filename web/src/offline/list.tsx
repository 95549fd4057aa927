// The list of interviews on this device: begin, go on, export, delete.

import { useEffect, useRef, useState } from "preact/hooks";

import type { Form, RecordData } from "../../../bindings/js/src/index.js";
import { download } from "../summary.js";
import { plain, spoken } from "../text.js";
import type { Drafts, Kept } from "./drafts.js";
import { listWords } from "./words.js";

/** Today by this device's clock, `YYYY-MM-DD`. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/** A new interview, not yet kept. */
export function fresh(form: Form, start: Kept["start"], title: string): Kept {
  const now = new Date().toISOString();
  const { id: instrument, version } = form.instrument;
  return { id: crypto.randomUUID(), instrument, version, begun: now, changed: now, start: { today: today(), ...start }, title };
}

/** The cases of a file: a JSON list, one record, or one record a line. */
export function casesOf(text: string): readonly RecordData[] {
  const isRecord = (value: unknown): value is RecordData =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    whole = text.split("\n").filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as unknown);
  }
  const list = Array.isArray(whole) ? whole : [whole];
  if (!list.every(isRecord)) throw new Error("not records");
  return list;
}

export function ListView(props: { form: Form; drafts: Drafts; language: string; open(kept: Kept): void }) {
  const { form, drafts, language, open } = props;
  const words = listWords(spoken(form, language));
  const [all, setAll] = useState<readonly Kept[]>([]);
  const [files, setFiles] = useState(0);
  const [caseNumber, setCase] = useState("");
  const [said, setSaid] = useState("");
  const reload = async () => {
    const list = await drafts.list();
    setAll(list);
    const counts = await Promise.all(list.map((kept) => drafts.files(kept.id)));
    setFiles(counts.reduce((sum, some) => sum + some.length, 0));
  };
  useEffect(() => void reload(), [drafts]);
  const finished = all.filter(({ record }) => record);
  const begin = async () => {
    const number = caseNumber.trim();
    const start = number === "" ? { language } : { language, case: number };
    const kept = fresh(form, start, number === "" ? words.begin : number);
    await drafts.put(kept);
    open(kept);
  };
  const load = async (file: File) => {
    try {
      const cases = casesOf(await file.text());
      for (const record of cases) {
        const title = typeof record["case"] === "string" ? record["case"] : words.begin;
        const given = typeof record["today"] === "string" ? { today: record["today"] } : {};
        await drafts.put(fresh(form, { language, record, ...given }, title));
      }
      setSaid(words.loaded(cases.length));
      await reload();
    } catch {
      setSaid(words.load_failed);
    }
  };
  const exportFiles = async () => {
    for (const kept of all) {
      for (const { name, content } of await drafts.files(kept.id)) {
        const url = URL.createObjectURL(content);
        const link = document.createElement("a");
        link.href = url;
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(url), 10_000);
      }
    }
  };
  return (
    <main class="list">
      <article>
        <h1>{plain(form.instrument.title, language)}</h1>
        <p class="hint">{words.private}</p>
        <form class="buttons begin" onSubmit={(event) => { event.preventDefault(); void begin(); }}>
          <label>
            <span>{words.case}</span>
            <input type="text" autocomplete="off" value={caseNumber} onInput={(event) => setCase(event.currentTarget.value)} />
          </label>
          <button type="submit" class="main">{words.begin}</button>
        </form>
        <h2>{words.list}</h2>
        {all.length === 0 && <p>{words.none}</p>}
        <Group name={words.drafts} kept={all.filter(({ record }) => !record)} {...props} reload={reload} />
        <Group name={words.finished} kept={finished} {...props} reload={reload} />
        <div class="buttons">
          {finished.length > 0 && (
            <button type="button" class="main"
              onClick={() => download(`${form.instrument.id}-${today()}.json`, JSON.stringify(finished.map(({ record }) => record), null, 2))}>
              {words.export_all(finished.length)}
            </button>
          )}
          {files > 0 && <button type="button" onClick={() => void exportFiles()}>{words.export_files(files)}</button>}
          <span class="file">
            <label class="button">
              <input type="file" accept=".json,.ndjson,application/json" aria-label={words.load_cases}
                onChange={(event) => {
                  const file = event.currentTarget.files?.[0];
                  if (file) void load(file);
                  event.currentTarget.value = "";
                }} />
              <span>{words.load_cases}</span>
            </label>
          </span>
        </div>
        <p role="status">{said}</p>
      </article>
    </main>
  );
}

function Group(props: {
  name: string; kept: readonly Kept[]; form: Form; drafts: Drafts; language: string; open(kept: Kept): void;
  reload(): Promise<void>;
}) {
  const { name, kept, form, drafts, language, open, reload } = props;
  const words = listWords(spoken(form, language));
  const [asking, setAsking] = useState<Kept | null>(null);
  if (kept.length === 0) return null;
  const when = (at: string) => new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <>
      <h3>{name}</h3>
      <ul class="kept-list">
        {kept.map((one) => (
          <li key={one.id}>
            <span><strong>{one.title}</strong><small>{when(one.changed)}</small></span>
            <span class="buttons">
              <button type="button" onClick={() => open(one)} aria-label={`${one.record ? words.look : words.go_on}: ${one.title}`}>
                {one.record ? words.look : words.go_on}
              </button>
              <button type="button" class="quiet danger" onClick={() => setAsking(one)} aria-label={`${words.remove}: ${one.title}`}>
                {words.remove}
              </button>
            </span>
          </li>
        ))}
      </ul>
      {asking && (
        <Sure text={words.remove_sure(asking.title)} yes={words.yes_remove} no={words.no} close={() => setAsking(null)}
          act={async () => { await drafts.remove(asking.id); await reload(); }} />
      )}
    </>
  );
}

function Sure(props: { text: string; yes: string; no: string; close(): void; act(): Promise<void> }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="why" aria-label={props.text} onClose={props.close}>
      <p>{props.text}</p>
      <div class="buttons end">
        <button type="button" class="quiet" onClick={() => dialog.current?.close()}>{props.no}</button>
        <button type="button" class="danger" onClick={() => void props.act().then(() => dialog.current?.close())}>{props.yes}</button>
      </div>
    </dialog>
  );
}
