// One question: its words, its control, the reasons for no answer, the text a choice opens, and what is wrong.

import { useContext } from "preact/hooks";

import type { Question, Raw, Reason } from "../../bindings/js/src/index.js";
import { ScopeContext, useCell, useElementId, useInterview, usePath, useScreen, useText } from "./context.js";
import { cellName, type Cell } from "./mirror.js";
import { Problems } from "./problems.js";
import { Checkboxes, Radios, YesNo } from "./widgets/choice.js";
import { FileAnswer } from "./widgets/media.js";
import { Place } from "./widgets/place.js";
import { Rank } from "./widgets/rank.js";
import { Search } from "./widgets/search.js";
import { Signature } from "./widgets/signature.js";
import { Moment, Typed } from "./widgets/typed.js";
import { isGroup, type WidgetProps } from "./widgets/widget.js";

/** The question's control. What the widget word asks for is a hint; the type decides what is stored. */
function Widget(props: WidgetProps) {
  switch (props.question.type) {
    case "yes_no":
      return <YesNo {...props} />;
    case "select_one":
      return props.question.widget === "search" ? <Search {...props} /> : <Radios {...props} />;
    case "select_multiple":
      return <Checkboxes {...props} />;
    case "rank":
      return <Rank {...props} />;
    case "geopoint":
      return <Place {...props} />;
    case "datetime":
      return <Moment {...props} />;
    case "signature":
      return <Signature {...props} />;
    case "photo":
    case "audio":
    case "video":
    case "file":
      return <FileAnswer {...props} />;
    case "text":
    case "barcode":
    case "integer":
    case "decimal":
    case "money":
    case "percent":
    case "date":
    case "month":
    case "time":
      return <Typed {...props} />;
  }
}

/** Whether anything unsettled is wrong: an error, or a warning without a reason. */
export function isWrong(cell: Cell): boolean {
  return cell.problems.some(({ level, check }) => level !== "info" && check !== "required");
}

/** All that a question's control needs. */
export function useWidget(question: Question): WidgetProps {
  const interview = useInterview();
  const cell = useCell(question.id);
  const at = usePath(question.id);
  const id = useElementId(question.id);
  const text = useText();
  const described = [
    (cell.hint ?? text(question.hint)) !== "" ? `${id}-hint` : "",
    cell.problems.length + cell.confirmed.length > 0 ? `${id}-problems` : "",
  ].filter(Boolean).join(" ");
  return {
    question,
    cell,
    id,
    labelId: `${id}-label`,
    describedBy: described === "" ? undefined : described,
    wrong: isWrong(cell),
    answer: (raw: Raw) => void interview.set(at, raw),
  };
}

/** The question's words: number, label, whether it must be answered. */
function Label({ question, cell, id }: { question: Question; cell: Cell; id: string }) {
  const { words } = useInterview();
  const text = useText();
  return (
    <>
      {question.number && <span class="number">{question.number}</span>}
      <span id={`${id}-label`} class="words">
        {cell.label ?? text(question.label)}
        {cell.required && (
          <>
            {" "}
            <span class="required" title={words.engine["required"]}>
              <span aria-hidden="true">*</span>
              <span class="unseen">({words.engine["required"]})</span>
            </span>
          </>
        )}
      </span>
      {question.personal && <span class="mark">{words.engine["personal_data"]}</span>}
      {question.preload && <span class="mark">{words.engine["filled_beforehand"]}</span>}
    </>
  );
}

/** A question with all that belongs to it. */
export function QuestionView({ question, inner }: { question: Question; inner?: readonly Question[] }) {
  const props = useWidget(question);
  const { cell, id, describedBy, labelId, wrong } = props;
  const at = usePath(question.id);
  const text = useText();
  if (!cell.asked) return null;
  const hint = cell.hint ?? text(question.hint);
  const group = isGroup(question);
  const radios = question.type === "yes_no" || question.type === "select_one";
  const body = (
    <>
      {hint !== "" && <p id={`${id}-hint`} class="hint">{hint}</p>}
      <Widget {...props} />
    </>
  );
  return (
    <div class={`question${wrong ? " wrong" : ""}`} data-at={at} data-item={question.id} data-type={question.type}>
      {group ? (
        <fieldset
          role={radios ? "radiogroup" : undefined}
          aria-labelledby={labelId}
          aria-describedby={describedBy}
          aria-required={radios ? cell.required : undefined}
          aria-invalid={radios ? wrong : undefined}
        >
          <legend class="label"><Label question={question} cell={cell} id={id} /></legend>
          {body}
        </fieldset>
      ) : (
        <>
          <label class="label" for={id}><Label question={question} cell={cell} id={id} /></label>
          {body}
        </>
      )}
      <Aside question={question} cell={cell} id={id} at={at} />
      {(inner ?? []).map((child) => <QuestionView key={child.id} question={child} />)}
      <Problems item={question.id} id={`${id}-problems`} />
    </div>
  );
}

/** Reasons for no answer, the way to clear, and the way to an explanation. */
function Aside(props: { question: Question; cell: Cell; id: string; at: string }) {
  const { question, cell, at } = props;
  const interview = useInterview();
  const { explain, explaining } = useScreen();
  const text = useText();
  const { words } = interview;
  const special = reasonOf(cell.value);
  const allow = question.allow ?? [];
  const set = (raw: Raw) => void interview.set(at, raw);
  const label = cell.label ?? text(question.label);
  const clears = cell.value !== null && isGroup(question);
  if (allow.length === 0 && !clears && !explaining) return null;
  return (
    <div class="aside">
      {allow.length > 0 && (
        <div role="group" class="reasons" aria-label={`${words.reasons}: ${label}`}>
          {allow.map((reason) => (
            <button key={reason} type="button" class="plain" aria-pressed={special === reason}
              onClick={() => set(special === reason ? null : { special: reason })}>
              {words.engine[reason]}
            </button>
          ))}
        </div>
      )}
      {clears && (
        <button type="button" class="quiet" onClick={() => set(null)} aria-label={`${words.engine["clear"]}: ${label}`}>
          {words.engine["clear"]}
        </button>
      )}
      {explaining && (
        <button type="button" class="quiet why" onClick={() => explain(at)} aria-label={words.explain_item(label)}>?</button>
      )}
    </div>
  );
}

function reasonOf(value: Raw): Reason | null {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  const { special } = value as { special?: Reason };
  return special ?? null;
}

/** The name of a question's cell in the row around it. */
export function useCellName(item: string): string {
  return cellName(item, useContext(ScopeContext).key);
}
