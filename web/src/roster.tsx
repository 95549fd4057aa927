// A roster: its items once for each row; rows are added, removed and moved where the interviewer makes them.

import { useContext, useMemo } from "preact/hooks";

import type { Roster, Row } from "../../bindings/js/src/index.js";
import { ScopeContext, useCell, useElementId, useInterview, usePath, useText } from "./context.js";
import { focusOn } from "./focus.js";
import { Items } from "./items.js";
import { Problems } from "./problems.js";

export function RosterView({ roster }: { roster: Roster }) {
  const interview = useInterview();
  const cell = useCell(roster.id);
  const at = usePath(roster.id);
  const id = useElementId(roster.id);
  const text = useText();
  const { words } = interview;
  if (!cell.asked) return null;
  const free = roster.rows.from === "free" || roster.rows.from === "previous";
  const hint = cell.hint ?? text(roster.hint);
  const add = async () => {
    const row = await interview.addRow(at);
    if (row) focusOn(row);
  };
  return (
    <section class="roster" data-at={at} data-item={roster.id} aria-labelledby={`${id}-label`}>
      <h3 id={`${id}-label`} class="label" tabIndex={-1}>
        {roster.number && <span class="number">{roster.number}</span>} {cell.label ?? text(roster.label)}
      </h3>
      {hint !== "" && <p class="hint">{hint}</p>}
      {cell.rows.length === 0 && <p class="note">{words.no_rows}</p>}
      {cell.rows.map((row) => (
        <RowView key={row.row} roster={roster} row={row} count={cell.rows.length} free={free} />
      ))}
      <Problems item={roster.id} id={`${id}-problems`} />
      {free && (
        <p class="buttons">
          {cell.rows.length < roster.max ? (
            <button type="button" onClick={() => void add()} aria-label={`${words.engine["add_row"]}: ${text(roster.label)}`}>
              + {words.engine["add_row"]}
            </button>
          ) : (
            <span class="note">{words.rows_most(roster.max)}</span>
          )}
          {cell.rows.length < roster.min && <span class="note">{words.rows_least(roster.min)}</span>}
        </p>
      )}
    </section>
  );
}

function RowView(props: { roster: Roster; row: Row; count: number; free: boolean }) {
  const { roster, row, count, free } = props;
  const interview = useInterview();
  const { words } = interview;
  const outer = useContext(ScopeContext);
  const at = `${outer.prefix}${roster.id}[${row.number}]`;
  const scope = useMemo(() => ({ prefix: `${at}.`, key: row.row }), [at, row.row]);
  const name = `${words.engine["row"]} ${row.number}`;
  const label = row.label && row.label !== "…" ? `${name}: ${row.label}` : name;
  const remove = async () => {
    await interview.removeRow(at);
    focusOn(`${outer.prefix}${roster.id}`);
  };
  const move = async (to: number) => {
    await interview.moveRow(at, to);
    interview.say(`${words.engine["row"]} ${to}`);
  };
  return (
    <fieldset class="row" data-at={at} data-key={row.row}>
      <legend tabIndex={-1}>{label}</legend>
      <ScopeContext.Provider value={scope}>
        <div class="fields"><Items items={roster.items} /></div>
      </ScopeContext.Provider>
      {free && (
        <div class="buttons end">
          <button type="button" class="quiet" disabled={row.number === 1} onClick={() => void move(row.number - 1)}
            aria-label={`${words.move_up}: ${label}`}>↑</button>
          <button type="button" class="quiet" disabled={row.number === count} onClick={() => void move(row.number + 1)}
            aria-label={`${words.move_down}: ${label}`}>↓</button>
          <button type="button" class="quiet danger" onClick={() => void remove()}
            aria-label={`${words.engine["remove_row"]}: ${label}`}>{words.engine["remove_row"]}</button>
        </div>
      )}
    </fieldset>
  );
}
