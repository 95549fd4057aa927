// The items of a page in order: questions, notes, calculated values, sections, grids and rosters.

import type { Calc, Grid, Group, Item, Note, Question } from "../../bindings/js/src/index.js";
import { useCell, useElementId, useInterview, usePath, useScreen, useText } from "./context.js";
import { GridView } from "./grid.js";
import { Problems } from "./problems.js";
import { QuestionView } from "./question.js";
import { RosterView } from "./roster.js";

/** Items in order. A text that a choice opens is drawn within its question. */
export function Items({ items }: { items: readonly Item[] }) {
  const here = new Set(items.map(({ id }) => id));
  const opens = (item: Item): item is Question => item.kind === "question" && here.has(item.specifies ?? "");
  const opened = (id: string) => items.filter(opens).filter((item) => item.specifies === id);
  return (
    <>
      {items.filter((item) => !opens(item)).map((item) => <ItemView key={item.id} item={item} inner={opened(item.id)} />)}
    </>
  );
}

function ItemView({ item, inner }: { item: Item; inner: readonly Question[] }) {
  switch (item.kind) {
    case "question":
      return <QuestionView question={item} inner={inner} />;
    case "note":
      return <NoteView note={item} />;
    case "calc":
      return item.show ? <CalcView calc={item} /> : null;
    case "group":
      return <GroupView group={item} />;
    case "grid":
      return <GridItem grid={item} />;
    case "roster":
      return <RosterView roster={item} />;
  }
}

function NoteView({ note }: { note: Note }) {
  const cell = useCell(note.id);
  const at = usePath(note.id);
  const text = useText();
  if (!cell.asked) return null;
  const hint = cell.hint ?? text(note.hint);
  return (
    <div class="read-out" data-at={at} data-item={note.id} tabIndex={-1}>
      <p>{cell.label ?? text(note.label)}</p>
      {hint !== "" && <p class="hint">{hint}</p>}
    </div>
  );
}

function CalcView({ calc }: { calc: Calc }) {
  const cell = useCell(calc.id);
  const at = usePath(calc.id);
  const id = useElementId(calc.id);
  const text = useText();
  const { words } = useInterview();
  const { explaining, explain } = useScreen();
  if (!cell.asked) return null;
  const label = cell.label ?? text(calc.label);
  return (
    <div class="calc" data-at={at} data-item={calc.id} tabIndex={-1}>
      <span id={`${id}-label`}>{label}</span> <span class="mark">{words.engine["calculated"]}</span>
      <output aria-labelledby={`${id}-label`}>{cell.shown ?? words.engine["missing"]}</output>
      {explaining && (
        <button type="button" class="quiet why" onClick={() => explain(at)} aria-label={words.explain_item(label)}>?</button>
      )}
    </div>
  );
}

function GroupView({ group }: { group: Group }) {
  const cell = useCell(group.id);
  const at = usePath(group.id);
  const id = useElementId(group.id);
  const text = useText();
  if (!cell.asked) return null;
  const hint = cell.hint ?? text(group.hint);
  return (
    <section class="group" data-at={at} aria-labelledby={`${id}-label`}>
      <h3 id={`${id}-label`} tabIndex={-1}>
        {group.number && <span class="number">{group.number}</span>} {cell.label ?? text(group.label)}
      </h3>
      {hint !== "" && <p class="hint">{hint}</p>}
      <Items items={group.items} />
    </section>
  );
}

function GridItem({ grid }: { grid: Grid }) {
  const cell = useCell(grid.id);
  const at = usePath(grid.id);
  const id = useElementId(grid.id);
  const text = useText();
  if (!cell.asked) return null;
  const hint = cell.hint ?? text(grid.hint);
  return (
    <section class="grid" data-at={at} aria-labelledby={`${id}-label`}>
      <h3 id={`${id}-label`} class="label" tabIndex={-1}>
        {grid.number && <span class="number">{grid.number}</span>} {cell.label ?? text(grid.label)}
      </h3>
      {hint !== "" && <p class="hint">{hint}</p>}
      <GridView grid={grid} />
      <Problems item={grid.id} id={`${id}-problems`} />
    </section>
  );
}
