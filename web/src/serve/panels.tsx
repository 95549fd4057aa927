// The designer's panels.

import { useEffect, useState } from "preact/hooks";

import type { Diagnostic } from "../../../bindings/js/src/index.js";
import { useInterview } from "../context.js";
import type { HttpTransport } from "../transport.js";
import { WhyView } from "../why.js";
import { designerWords } from "./words.js";

/** The mistakes of the instrument, at their lines. */
export function Mistakes({ list }: { list: readonly Diagnostic[] }) {
  const { spoken } = useInterview();
  const words = designerWords(spoken);
  if (list.length === 0) return <p>{words.no_mistakes}</p>;
  return (
    <ul class="problems list">
      {list.map((mistake, at) => (
        <li key={at} class={mistake.severity}>
          <code>{mistake.file}{mistake.line !== undefined && `:${mistake.line}:${mistake.column ?? 1}`}</code>
          <p>{mistake.message[spoken]} <small>[{mistake.code}]</small></p>
        </li>
      ))}
    </ul>
  );
}

/** Why the picked item is asked or not, and has its value. */
export function Inspector({ at }: { at: string | null }) {
  const { spoken } = useInterview();
  if (at === null) return <p>{designerWords(spoken).pick}</p>;
  return <WhyView key={at} at={at} />;
}

/** Every score with its explanation. */
export function Scores() {
  const { form } = useInterview();
  return <>{form.scores.map((score) => <WhyView key={score.id} at={`score.${score.id}`} />)}</>;
}

/** The flow of the instrument as a picture. */
export function Flow({ transport, version }: { transport: HttpTransport; version: number }) {
  const { spoken } = useInterview();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let left = false;
    void transport.fetch("/graph.svg").then((response) => response.blob()).then((picture) => {
      if (left) return;
      made = URL.createObjectURL(picture);
      setUrl(made);
    });
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [transport, version]);
  return url ? <img class="flow" src={url} alt={designerWords(spoken).flow} /> : null;
}

/** This interview as an author's test. */
export function Recorder() {
  const interview = useInterview();
  const words = designerWords(interview.spoken);
  const [name, setName] = useState("");
  const [test, setTest] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const make = async () => {
    const answer = await interview.send({ op: "test", name: name.trim() || "R1" });
    if (answer) setTest(answer.yaml);
  };
  return (
    <div>
      <label><span>{words.test_name}</span>
        <input type="text" value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <p class="buttons"><button type="button" onClick={() => void make()}>{words.make_test}</button></p>
      {test !== null && (
        <>
          <pre class="record" tabIndex={0}>{test}</pre>
          <button type="button" onClick={() => void navigator.clipboard.writeText(test).then(() => setSaid(words.copied))}>
            {words.copy}
          </button>
          <p role="status">{said}</p>
        </>
      )}
    </div>
  );
}
