// Answers that are typed: text, numbers, barcodes, dates and times.

import { useEffect, useRef, useState } from "preact/hooks";

import { useInterview, useLeaving } from "../context.js";
import { grouped, ungrouped } from "../text.js";
import { textOf, type WidgetProps } from "./widget.js";

/** How long after the last key an answer is recorded, in milliseconds. */
const PAUSE = 900;

/** What is typed but not recorded yet; recorded after a pause, on Enter, and on leaving the field. */
export function useTyping(recorded: string, record: (typed: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const flush = () => {
    clearTimeout(timer.current);
    if (typed === null) return;
    setTyped(null);
    if (typed !== recorded) record(typed);
  };
  const latest = useRef(flush);
  latest.current = flush;
  useLeaving(flush);
  useEffect(() => () => latest.current(), []);
  const type = (text: string, pause = PAUSE) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(), pause);
  };
  return { shown: typed ?? recorded, type, flush };
}

/** A whole number is recorded as a number, one with decimals as exact text; what is no number as it was typed. */
const asRecorded = (digits: string): string | number => (/^-?\d{1,15}$/.test(digits) ? Number(digits) : digits);

const INPUT_TYPES = { date: "date", month: "month", time: "time" } as const;

/** A line, a paragraph, a number, a day, a month or a time. */
export function Typed(props: WidgetProps) {
  const { question, cell, id, describedBy, wrong, answer } = props;
  const { spoken } = useInterview();
  const isNumber = ["integer", "decimal", "money", "percent"].includes(question.type);
  const value = textOf(cell.value);
  const recorded = isNumber ? grouped(value, spoken, question.type === "money") : value;
  const { shown, type, flush } = useTyping(recorded, (typed) =>
    answer(isNumber ? asRecorded(ungrouped(typed, spoken)) : typed),
  );
  const kind = INPUT_TYPES[question.type as keyof typeof INPUT_TYPES] ?? "text";
  const shared = {
    id,
    value: shown,
    "aria-describedby": describedBy,
    "aria-invalid": wrong,
    "aria-required": cell.required,
    onInput: (event: Event) => type((event.currentTarget as HTMLInputElement).value),
    onBlur: flush,
  };
  if (question.widget === "paragraph" || question.widget === "multiline") {
    return <textarea {...shared} rows={3} autocomplete="off" />;
  }
  const money = question.type === "money";
  const unit = question.unit ?? (question.type === "percent" ? "%" : undefined);
  return (
    <div class="typed">
      {money && <span class="unit" aria-hidden="true">Rp</span>}
      <input
        {...shared}
        class={isNumber ? "number" : kind}
        type={kind}
        inputMode={isNumber ? (question.scale ? "decimal" : "numeric") : undefined}
        autocomplete="off"
        onKeyDown={(event) => event.key === "Enter" && flush()}
      />
      {unit && !money && <span class="unit">{unit}</span>}
    </div>
  );
}

/** A moment: day and time of the clock here, with the offset from UTC that holds here then. */
export function Moment(props: WidgetProps) {
  const { cell, id, labelId, describedBy, wrong, answer } = props;
  const value = textOf(cell.value);
  const local = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)/.exec(value)?.[1] ?? "";
  const { shown, type, flush } = useTyping(local, (typed) => answer(typed && typed + offset(typed)));
  const zone = /([+-]\d\d:\d\d|Z)$/.exec(value)?.[1] ?? offset(shown || "1970-01-01T00:00");
  return (
    <div class="typed">
      <input
        id={id}
        type="datetime-local"
        value={shown}
        aria-labelledby={labelId}
        aria-describedby={describedBy}
        aria-invalid={wrong}
        aria-required={cell.required}
        onInput={(event) => type(event.currentTarget.value)}
        onBlur={flush}
      />
      <span class="unit">UTC{zone === "Z" ? "" : zone}</span>
    </div>
  );
}

/** The offset from UTC at a local moment, as `+07:00`. */
function offset(local: string): string {
  const minutes = -new Date(local).getTimezoneOffset();
  const two = (number: number) => String(Math.trunc(number)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}
