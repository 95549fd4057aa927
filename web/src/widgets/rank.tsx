// Choices in order of preference, with buttons that a keyboard reaches.

import { useInterview, useOffered } from "../context.js";
import { codesOf, type WidgetProps } from "./widget.js";

export function Rank(props: WidgetProps) {
  const { question, cell, id, answer } = props;
  const { words } = useInterview();
  const offered = useOffered(question);
  const ranked = codesOf(cell.value);
  const labelOf = (code: string) => offered.find(({ choice }) => choice.code === code)?.label ?? code;
  const rest = offered.filter(({ choice }) => !ranked.includes(choice.code));
  const move = (from: number, to: number) => {
    const next = [...ranked];
    next.splice(to, 0, ...next.splice(from, 1));
    answer(next);
  };
  return (
    <div class="rank" id={id}>
      {ranked.length > 0 && (
        <ol aria-label={words.ranked}>
          {ranked.map((code, at) => (
            <li key={code}>
              <span>{labelOf(code)}</span>
              <button type="button" class="small" disabled={at === 0} onClick={() => move(at, at - 1)}
                aria-label={`${words.move_up}: ${labelOf(code)}`}>↑</button>
              <button type="button" class="small" disabled={at === ranked.length - 1} onClick={() => move(at, at + 1)}
                aria-label={`${words.move_down}: ${labelOf(code)}`}>↓</button>
              <button type="button" class="small" onClick={() => answer(ranked.filter((other) => other !== code))}
                aria-label={`${words.rank_out}: ${labelOf(code)}`}>×</button>
            </li>
          ))}
        </ol>
      )}
      {rest.length > 0 && (
        <div class="choices" role="group" aria-label={words.unranked}>
          {rest.map(({ choice, label }) => (
            <button key={choice.code} type="button" class="plain" onClick={() => answer([...ranked, choice.code])}
              aria-label={words.rank_add(label, ranked.length + 1)}>
              <span class="place" aria-hidden="true">{ranked.length + 1}</span> {label}
            </button>
          ))}
        </div>
      )}
      <p class="note">{words.engine["rank_all"]}</p>
    </div>
  );
}
