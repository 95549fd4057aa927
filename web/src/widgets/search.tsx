// One choice of a long list, found by typing: an ARIA combobox with a list below.

import { useEffect, useRef, useState } from "preact/hooks";

import { useInterview, useOffered, type Offered } from "../context.js";
import { chosenCode } from "./choice.js";
import type { WidgetProps } from "./widget.js";

/** How many choices are drawn at once; typing narrows the rest. */
const MOST = 60;

const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The choices that hold every typed word; those that begin so come first. */
function found(offered: readonly Offered[], typed: string): readonly Offered[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return offered;
  const hits = offered.filter(({ label, choice }) => {
    const text = `${folded(label)} ${folded(choice.code)}`;
    return words.every((word) => text.includes(word));
  });
  const begins = (hit: Offered) => (folded(hit.label).startsWith(words[0] ?? "") ? 0 : 1);
  return [...hits].sort((left, right) => begins(left) - begins(right));
}

export function Search(props: WidgetProps) {
  const { question, cell, id, labelId, describedBy, wrong, answer } = props;
  const { words } = useInterview();
  const offered = useOffered(question);
  const code = chosenCode(cell.value, offered);
  const label = offered.find(({ choice }) => choice.code === code)?.label ?? cell.shown ?? code;
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const hits = typed === null ? [] : found(offered, typed);
  const shown = hits.slice(0, MOST);
  const open = typed !== null;

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const close = () => {
    setTyped(null);
    setAt(-1);
  };
  const choose = (hit: Offered) => {
    close();
    if (hit.choice.code !== code) answer(hit.choice.code);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return setTyped("");
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt(Math.min(Math.max(at + step, 0), shown.length - 1));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const hit = shown[at] ?? (shown.length === 1 ? shown[0] : undefined);
      if (hit) choose(hit);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  };

  return (
    <div class="search">
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && at >= 0 ? `${id}-option-${at}` : undefined}
        aria-describedby={describedBy}
        aria-invalid={wrong}
        aria-required={cell.required}
        placeholder={words.engine["search"]}
        value={typed ?? label}
        onClick={() => !open && setTyped("")}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <ul id={`${id}-list`} ref={list} role="listbox" aria-labelledby={labelId} hidden={!open}>
        {shown.map((hit, index) => (
          <li
            key={hit.choice.code}
            id={`${id}-option-${index}`}
            role="option"
            aria-selected={hit.choice.code === code}
            class={index === at ? "active" : ""}
            onMouseDown={(event) => {
              event.preventDefault();
              choose(hit);
            }}
          >
            {hit.label}
          </li>
        ))}
        {open && hits.length > MOST && (
          <li class="more" role="option" aria-disabled="true" aria-selected={false}>
            … {words.results(hits.length)}
          </li>
        )}
        {open && hits.length === 0 && (
          <li class="more" role="option" aria-disabled="true" aria-selected={false}>
            {words.engine["nothing_found"]}
          </li>
        )}
      </ul>
    </div>
  );
}
