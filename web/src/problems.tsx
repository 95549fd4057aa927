// What is wrong at a place: errors to mend, warnings to mend or to confirm with a reason.

import { useEffect, useRef, useState } from "preact/hooks";

import type { Problem } from "../../bindings/js/src/index.js";
import { useCell, useInterview, usePath } from "./context.js";

/** The problems of an item. That a required answer is missing is said only by the mark and the summary. */
export function Problems({ item, id }: { item: string; id: string }) {
  const cell = useCell(item);
  const at = usePath(item);
  const told = cell.problems.filter(({ check }) => check !== "required");
  const missing = cell.problems.find(({ check }) => check === "required");
  if (cell.problems.length + cell.confirmed.length === 0) return null;
  return (
    <ul id={id} class="problems">
      {missing && <li class="missing">{missing.message}</li>}
      {told.map((problem) => (
        <ProblemView key={problem.check} problem={problem} at={at} id={`${id}-${problem.check}`} />
      ))}
      {cell.confirmed.map(({ check, message, reason }) => (
        <ProblemView key={check} problem={{ check, message, level: "warning" }} at={at} id={`${id}-${check}`} reason={reason} />
      ))}
    </ul>
  );
}

interface Told {
  readonly problem: Problem;
  readonly at: string;
  readonly id: string;
  /** The reason with which it was confirmed. */
  readonly reason?: string;
}

function ProblemView(props: Told) {
  const { problem } = props;
  const { words } = useInterview();
  return (
    <li class={problem.level}>
      <span>
        {problem.level !== "info" && <strong>{problem.level === "error" ? words.error : words.warning}: </strong>}
        {problem.message}
      </span>
      {problem.level === "warning" && <Reason {...props} />}
    </li>
  );
}

/** The reason with which a warning stands. */
function Reason({ problem, at, id, reason }: Told) {
  const interview = useInterview();
  const { words } = interview;
  const [typed, setTyped] = useState("");
  const [back, setBack] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (back) input.current?.focus();
  }, [back]);
  if (reason !== undefined) {
    return (
      <p class="confirmed">
        {words.confirmed}: “{reason}”{" "}
        <button type="button" class="quiet" onClick={() => {
          setTyped(reason);
          setBack(true);
          void interview.unconfirm(at, problem.check);
        }}>{words.change}</button>
      </p>
    );
  }
  const save = () => {
    if (typed.trim() === "") return input.current?.focus();
    setBack(false);
    void interview.confirm(at, problem.check, typed.trim());
  };
  return (
    <div class="reason">
      <label for={id}>{words.engine["confirm_warning"]}</label>
      <div class="buttons">
        <input ref={input} id={id} type="text" value={typed} autocomplete="off"
          aria-label={words.reason_for(problem.message)}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && save()} />
        <button type="button" onClick={save}>{words.confirm}</button>
      </div>
    </div>
  );
}
