// Answers that are chosen from a list: one, several, yes or no.

import type { Raw } from "../../../bindings/js/src/index.js";
import { useInterview, useOffered, type Offered } from "../context.js";
import { codesOf, textOf, type WidgetProps } from "./widget.js";

/** The code that stands for the recorded answer; a reason stands as the list's own code for it. */
export function chosenCode(value: Raw, offered: readonly Offered[]): string {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    const reason = (value as { special?: unknown }).special;
    return offered.find(({ choice }) => choice.special === reason)?.choice.code ?? "";
  }
  return textOf(value);
}

/** One choice, all in sight. */
export function Radios(props: WidgetProps) {
  const { question, cell, id, wrong, answer } = props;
  const offered = useOffered(question);
  const chosen = chosenCode(cell.value, offered);
  return (
    <div class="choices">
      {offered.map(({ choice, label }, at) => (
        <label key={choice.code} class="choice">
          <input
            type="radio"
            id={at === 0 ? id : undefined}
            name={id}
            value={choice.code}
            checked={chosen === choice.code}
            aria-invalid={wrong}
            onChange={() => answer(choice.code)}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}

/** Yes or no. */
export function YesNo(props: WidgetProps) {
  const { cell, id, wrong, answer } = props;
  const { words } = useInterview();
  return (
    <div class="choices across">
      {[true, false].map((value) => (
        <label key={String(value)} class="choice">
          <input
            type="radio"
            id={value ? id : undefined}
            name={id}
            value={String(value)}
            checked={cell.value === value}
            aria-invalid={wrong}
            onChange={() => answer(value)}
          />
          <span>{value ? words.engine["yes"] : words.engine["no"]}</span>
        </label>
      ))}
    </div>
  );
}

/** Any number of choices. Those that go with no others take their place, and give it up again. */
export function Checkboxes(props: WidgetProps) {
  const { question, cell, id, wrong, answer } = props;
  const offered = useOffered(question);
  const one = chosenCode(cell.value, offered);
  const chosen = Array.isArray(cell.value) ? codesOf(cell.value) : one === "" ? [] : one.split(" ");
  const alone = (code: string) => {
    const choice = offered.find((other) => other.choice.code === code)?.choice;
    return choice !== undefined && (choice.exclusive === true || choice.special !== undefined);
  };
  const toggle = (code: string, on: boolean) => {
    if (!on) return answer(chosen.filter((other) => other !== code));
    const kept = alone(code) ? [] : chosen.filter((other) => !alone(other));
    const ticked = new Set([...kept, code]);
    const known = offered.map(({ choice }) => choice.code).filter((other) => ticked.has(other));
    answer([...known, ...kept.filter((other) => !known.includes(other))]);
  };
  return (
    <div class="choices">
      {offered.map(({ choice, label }, at) => (
        <label key={choice.code} class="choice">
          <input
            type="checkbox"
            value={choice.code}
            id={at === 0 ? id : undefined}
            checked={chosen.includes(choice.code)}
            aria-invalid={wrong}
            onChange={(event) => toggle(choice.code, event.currentTarget.checked)}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}
