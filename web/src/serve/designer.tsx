// The form and the designer's panels side by side; the form is loaded again when the instrument changes.

import { useEffect, useMemo, useState } from "preact/hooks";

import type { Diagnostic, Form } from "../../../bindings/js/src/index.js";
import { ScreenContext, type Screen } from "../context.js";
import { focusOn } from "../focus.js";
import { FormView } from "../form.js";
import { Interview } from "../interview.js";
import type { HttpTransport } from "../transport.js";
import { Flow, Inspector, Mistakes, Recorder, Scores } from "./panels.js";
import { designerWords } from "./words.js";

type Panel = "mistakes" | "inspector" | "scores" | "flow" | "recorder";
const PANELS: readonly Panel[] = ["mistakes", "inspector", "scores", "flow", "recorder"];

/** What the server says by itself. */
type Event = { readonly event: "reload" } | { readonly event: "diagnostics"; readonly diagnostics: readonly Diagnostic[] };

export function Designer({ first, transport, token }: { first: Interview; transport: HttpTransport; token: string }) {
  const [interview, setInterview] = useState(first);
  const [, redraw] = useState(0);
  const [panel, setPanel] = useState<Panel>("inspector");
  const [at, setAt] = useState<string | null>(null);
  const [phone, setPhone] = useState(false);
  const [mistakes, setMistakes] = useState<readonly Diagnostic[]>([]);
  const [version, setVersion] = useState(0);
  const [said, setSaid] = useState("");
  const words = designerWords(interview.spoken);

  const inspect = useMemo(() => (place: string) => {
    setAt(place);
    setPanel("inspector");
  }, []);
  useEffect(() => interview.watch(() => redraw((count) => count + 1)), [interview]);
  useEffect(() => {
    const fetchMistakes = async () => setMistakes((await (await transport.fetch("/diagnostics")).json()) as Diagnostic[]);
    const reload = async () => {
      const form = (await (await transport.fetch("/form.json")).json()) as Form;
      const next = new Interview(form, transport);
      if (!(await next.resume())) return;
      setInterview(next);
      setVersion((count) => count + 1);
      setSaid(designerWords(next.spoken).reloaded);
    };
    void fetchMistakes();
    const events = new EventSource(`/events?token=${encodeURIComponent(token)}`);
    events.onmessage = (message) => {
      const event = JSON.parse(String(message.data)) as Event;
      if (event.event === "reload") void reload().then(fetchMistakes);
      else setMistakes(event.diagnostics);
    };
    events.onerror = () => setSaid(words.lost);
    events.onopen = () => setSaid("");
    return () => events.close();
  }, [transport, token]);

  const screen: Screen = { interview, explaining: true, explain: inspect, goTo: focusOn };
  const broken = mistakes.some(({ severity }) => severity === "error");
  const names: Record<Panel, string> = {
    mistakes: `${words.mistakes}${mistakes.length > 0 ? ` (${mistakes.length})` : ""}`,
    inspector: words.inspector, scores: words.scores, flow: words.flow, recorder: words.recorder,
  };
  return (
    <div class="designer">
      <div class={phone ? "stage phone" : "stage"}>
        <FormView key={version} interview={interview} inspect={inspect} beside={<p class="beside"><small>{words.preview}</small></p>} />
      </div>
      <aside aria-label={words.panels}>
        <div class="buttons">
          <button type="button" aria-pressed={phone} onClick={() => setPhone(true)}>{words.phone}</button>
          <button type="button" aria-pressed={!phone} onClick={() => setPhone(false)}>{words.desk}</button>
        </div>
        <p role="status">{broken ? words.broken : said}</p>
        <div role="tablist" aria-label={words.panels} class="tabs"
          onKeyDown={(event) => {
            const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
            if (step === 0) return;
            const next = PANELS[(PANELS.indexOf(panel) + step + PANELS.length) % PANELS.length] ?? panel;
            setPanel(next);
            document.getElementById(`tab-${next}`)?.focus();
          }}>
          {PANELS.map((name) => (
            <button key={name} id={`tab-${name}`} type="button" role="tab" aria-selected={name === panel}
              aria-controls="panel" tabIndex={name === panel ? 0 : -1} onClick={() => setPanel(name)}>
              {names[name]}
            </button>
          ))}
        </div>
        <div id="panel" role="tabpanel" aria-labelledby={`tab-${panel}`} tabIndex={0}>
          <ScreenContext.Provider value={screen}>
            {panel === "mistakes" && <Mistakes list={mistakes} />}
            {panel === "inspector" && <Inspector at={at} />}
            {panel === "scores" && <Scores />}
            {panel === "flow" && <Flow transport={transport} version={version} />}
            {panel === "recorder" && <Recorder />}
          </ScreenContext.Provider>
        </div>
      </aside>
    </div>
  );
}
