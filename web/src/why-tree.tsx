// The trees of an explanation: conditions with what they read, and how a score's number came about.

import type { Condition, Explanation, MethodTree, Reading } from "../../bindings/js/src/index.js";
import { useInterview } from "./context.js";

/** A condition: what it is about, the text of it, whether it holds, what it read. */
export function ConditionView({ condition, about }: { condition: Condition; about: string }) {
  const { words } = useInterview();
  const truth = { true: words.holds, false: words.holds_not, unknown: words.holds_unknown }[condition.result];
  return (
    <div class={condition.result === "true" ? "holds" : condition.result === "false" ? "fails" : ""}>
      <p>{about} <span class="truth">{truth}</span></p>
      <code>{condition.formula}</code>
      <Reads reads={condition.reads} />
    </div>
  );
}

/** What was read, with its values. */
export function Reads({ reads }: { reads: readonly Reading[] }) {
  const { words, spoken } = useInterview();
  if (reads.length === 0) return null;
  return (
    <ul class="reads" aria-label={words.reads}>
      {reads.map((read) => (
        <li key={read.name}>
          {read.label?.[spoken] ?? read.name}:{" "}
          {read.cells.map((cell) => (cell.missing ?? cell.shown)[spoken] || words.engine["missing"]).join("; ")}
          {read.formula && <code>{read.formula}</code>}
        </li>
      ))}
    </ul>
  );
}

/** A value, or why there is none. */
function useValue(): (value: string | null, missing?: { id: string; en: string } | null) => string {
  const { spoken, words } = useInterview();
  const trimmed = (digits: string) => (digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits);
  const comma = (digits: string) => (spoken === "id" ? trimmed(digits).replace(".", ",") : trimmed(digits));
  return (value, missing) => (value === null ? missing?.[spoken] ?? words.engine["missing"] ?? "…" : comma(value));
}

/** How a score came about, from its condition to its band. */
export function ScoreTree({ score }: { score: Explanation }) {
  const { spoken, words } = useInterview();
  const value = useValue();
  return (
    <ul class="facts">
      {score.condition && <li><ConditionView condition={score.condition} about={words.engine["only_if"] ?? ""} /></li>}
      {score.overrides.map((tried, at) => (
        <li key={at}>
          <ConditionView condition={tried.condition} about={`${tried.reason?.[spoken] ?? ""} → ${value(tried.value)}`} />
        </li>
      ))}
      {score.method && <li><Method tree={score.method} /></li>}
      {score.band && <li><p>{score.band.words[spoken]}</p></li>}
    </ul>
  );
}

function Method({ tree }: { tree: MethodTree }) {
  const { spoken } = useInterview();
  const value = useValue();
  if ("parts" in tree) {
    const { parts, need, words } = tree.parts;
    return (
      <>
        <p>{words[spoken]}</p>
        <p class="note">{need.rule[spoken]}</p>
        <ul class="facts">
          {parts.map((part) => (
            <li key={part.part}>
              <p>
                {part.label?.[spoken] ?? part.part}: <strong>{value(part.value, part.missing)}</strong>
                {part.weight !== "1" && <> × {value(part.weight)}</>}
              </p>
              <code>{part.formula}</code>
              <Reads reads={part.reads} />
            </li>
          ))}
        </ul>
      </>
    );
  }
  if ("largest" in tree) {
    const { candidates, words } = tree.largest;
    return (
      <>
        <p>{words[spoken]}</p>
        <ul class="facts">
          {candidates.map((candidate, at) => (
            <li key={at} class={candidate.greatest ? "holds" : ""}>
              <p>{candidate.label?.[spoken] ?? candidate.class}: <strong>{value(candidate.value, candidate.missing)}</strong></p>
              <code>{candidate.formula}</code>
              <Reads reads={candidate.reads} />
            </li>
          ))}
        </ul>
      </>
    );
  }
  if ("classify" in tree) {
    return (
      <ul class="facts">
        {tree.classify.rules.map((rule) => (
          <li key={rule.class}><ConditionView condition={rule.condition} about={rule.label?.[spoken] ?? rule.class} /></li>
        ))}
      </ul>
    );
  }
  const { formula, reads, result } = tree.formula;
  return (
    <>
      <p><code>{formula}</code> = <strong>{value(result)}</strong></p>
      <Reads reads={reads} />
    </>
  );
}
