// The last page: what is still missing, the scores so far with their explanations, and the way to finish.

import { useState } from "preact/hooks";

import type { PlacedProblem, RecordData, Score } from "../../bindings/js/src/index.js";
import { useCell, useFrame, useInterview, useScreen, useText } from "./context.js";
import { itemNamed } from "./pages.js";

/** Keeps a finished record; a screen that has nowhere to keep it leaves this out. */
export type Finish = (record: RecordData) => Promise<void> | void;

export function Summary(props: { heading: { current: HTMLHeadingElement | null }; finish?: Finish }) {
  const interview = useInterview();
  const { words, form } = interview;
  const { progress } = useFrame();
  const [problems, setProblems] = useState<readonly PlacedProblem[] | null>(null);
  const [record, setRecord] = useState<RecordData | null>(null);
  const open = progress.errors + progress.warnings;
  const mistakes = progress.errors - progress.required_open;
  const finish = async () => {
    const answer = await interview.send({ op: "finish" });
    if (!answer) return;
    setProblems(answer.problems ?? null);
    setRecord(answer.record ?? null);
    if (answer.record) await props.finish?.(answer.record);
    interview.say(answer.record ? words.done : words.not_yet);
  };
  const counts = [
    progress.required_open > 0 && words.required_open(progress.required_open),
    mistakes > 0 && words.errors(mistakes),
    progress.warnings > 0 && words.warnings(progress.warnings),
  ].filter((count) => count !== false);
  return (
    <article class="summary">
      <h2 ref={props.heading} tabIndex={-1}>{record ? words.done : words.summary}</h2>
      {record ? (
        <Done record={record} />
      ) : (
        <>
          <p>{open === 0 ? words.all_right : words.not_yet}</p>
          {counts.length > 0 && <ul>{counts.map((count) => <li key={count}>{count}</li>)}</ul>}
          {problems && <ProblemList problems={problems} />}
          <p class="buttons">
            <button type="button" class="main" onClick={() => void finish()}>
              {open === 0 ? words.engine["finish"] : words.show_all}
            </button>
          </p>
        </>
      )}
      <h3>{words.scores}</h3>
      {form.scores.length === 0 && <p>{words.no_scores}</p>}
      <dl class="scores">{form.scores.map((score) => <ScoreView key={score.id} score={score} />)}</dl>
    </article>
  );
}

function ProblemList({ problems }: { problems: readonly PlacedProblem[] }) {
  const { form, words } = useInterview();
  const { goTo } = useScreen();
  const text = useText();
  return (
    <ul class="problems list">
      {problems.map((problem) => (
        <li key={`${problem.at} ${problem.check}`} class={problem.level}>
          <button type="button" class="link" onClick={() => goTo(problem.at)}>
            {text(itemNamed(form, problem.at)?.label) || problem.at}
          </button>
          : {problem.message}{" "}
          <span class="unseen">({problem.level === "error" ? words.error : words.warning})</span>
        </li>
      ))}
    </ul>
  );
}

function ScoreView({ score }: { score: Score }) {
  const cell = useCell(`score.${score.id}`);
  const { words } = useInterview();
  const { explain } = useScreen();
  const text = useText();
  if (!cell.asked) return null;
  const label = text(score.label) || score.id;
  const none = cell.value === null && cell.band === null;
  return (
    <div data-at={`score.${score.id}`}>
      <dt>{label}</dt>
      <dd>
        <output>{none ? words.engine["not_assessed"] : cell.shown}</output>
        {cell.band_label && <strong class="band">{cell.band_label}</strong>}
        <button type="button" class="quiet" onClick={() => explain(`score.${score.id}`)} aria-label={words.explain_item(label)}>
          {words.explain}
        </button>
      </dd>
    </div>
  );
}

/** The finished record, to look at and to take away. */
function Done({ record }: { record: RecordData }) {
  const { words } = useInterview();
  const text = JSON.stringify(record, null, 2);
  const name = [record["instrument"], record["case"]].filter((part) => typeof part === "string").join("-") || "record";
  return (
    <>
      <p>{words.done_hint}</p>
      <p class="buttons">
        <button type="button" class="main" onClick={() => download(`${name}.json`, text)}>{words.download}</button>
      </p>
      <pre class="record" tabIndex={0}>{text}</pre>
    </>
  );
}

/** Hands a text to the person as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
