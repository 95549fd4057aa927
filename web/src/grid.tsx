// A grid: questions of one type under the same choices. A table where there is room, cards on a phone (by style alone);
// what is no table of single choices is drawn as questions one below another.

import type { Grid, Item, List, Question } from "../../bindings/js/src/index.js";
import { useCell, useInterview, usePath, useText } from "./context.js";
import { Items } from "./items.js";
import { Problems } from "./problems.js";
import { useWidget } from "./question.js";
import { chosenCode } from "./widgets/choice.js";

/** The most choices that fit side by side. */
const WIDEST = 7;

/** The list that all of a grid's questions choose one of, when it fits a table. */
function sharedList(grid: Grid, lists: Readonly<Record<string, List>>): { list: List; questions: Question[] } | null {
  const questions = grid.items.filter((item: Item): item is Question => item.kind === "question");
  const name = questions[0]?.list;
  const same = questions.every((question) =>
    question.type === "select_one" && question.list === name && !question.choices_where && !question.allow?.length,
  );
  const list = lists[name ?? ""];
  const opens = list?.choices.some((choice) => choice.specify !== undefined);
  const fits = list !== undefined && list.choices.length <= WIDEST && !opens;
  return same && fits && questions.length === grid.items.length ? { list, questions } : null;
}

export function GridView({ grid }: { grid: Grid }) {
  const { form } = useInterview();
  const text = useText();
  const table = sharedList(grid, form.lists);
  if (!table) return <Items items={grid.items} />;
  return (
    <table>
      <thead>
        <tr>
          <td />
          {table.list.choices.map((choice) => <th key={choice.code} scope="col">{text(choice.label)}</th>)}
        </tr>
      </thead>
      <tbody>
        {table.questions.map((question) => <GridRow key={question.id} question={question} list={table.list} />)}
      </tbody>
    </table>
  );
}

function GridRow({ question, list }: { question: Question; list: List }) {
  const props = useWidget(question);
  const cell = useCell(question.id);
  const at = usePath(question.id);
  const text = useText();
  const { words } = useInterview();
  if (!cell.asked) return null;
  const { id, describedBy, labelId, wrong } = props;
  const offered = list.choices.map((choice) => ({ choice, label: cell.labels?.[choice.code] ?? text(choice.label) }));
  const chosen = chosenCode(cell.value, offered);
  const hint = cell.hint ?? text(question.hint);
  return (
    <tr class={wrong ? "wrong" : ""} data-at={at} data-item={question.id}>
      <th scope="row">
        {question.number && <span class="number">{question.number}</span>}{" "}
        <span id={labelId}>
          {cell.label ?? text(question.label)}
          {cell.required && (
            <span class="required">
              {" "}<span aria-hidden="true">*</span><span class="unseen">({words.engine["required"]})</span>
            </span>
          )}
        </span>
        {hint !== "" && <p id={`${id}-hint`} class="hint">{hint}</p>}
        <Problems item={question.id} id={`${id}-problems`} />
      </th>
      {offered.map(({ choice, label }, index) => (
        <td key={choice.code}>
          <label class="choice">
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index}`}
              name={id}
              value={choice.code}
              checked={chosen === choice.code}
              aria-labelledby={`${labelId} ${id}-say-${index}`}
              aria-describedby={describedBy}
              aria-invalid={wrong}
              onChange={() => props.answer(choice.code)}
            />
            <span id={`${id}-say-${index}`}>{label}</span>
          </label>
        </td>
      ))}
    </tr>
  );
}

