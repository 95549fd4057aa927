// Why: an item's condition, requirement, checks or value in words, what each read, and what depends on what.

import { useEffect, useRef, useState } from "preact/hooks";

import type { Explanation, ItemWhy, Link, Message, Why } from "../../bindings/js/src/index.js";
import { useInterview, useScreen, useText } from "./context.js";
import { itemNamed } from "./pages.js";
import { ConditionView, Reads, ScoreTree } from "./why-tree.js";

/** A dialogue with the explanation of one place. */
export function WhyPanel({ at, close }: { at: string; close(): void }) {
  const { words } = useInterview();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => (before as HTMLElement | null)?.focus?.();
  }, []);
  return (
    <dialog ref={dialog} class="why" aria-label={words.explain} onClose={close}>
      <div class="buttons end">
        <button type="button" class="quiet" onClick={() => dialog.current?.close()}>{words.close}</button>
      </div>
      <WhyView at={at} />
    </dialog>
  );
}

/** The explanation of one place, fetched anew whenever something changes. */
export function WhyView({ at }: { at: string }) {
  const interview = useInterview();
  const [why, setWhy] = useState<Why | null>(null);
  useEffect(() => {
    let current = true;
    let seen = "";
    const fetch = async () => {
      const answer = await interview.transport.send({ op: "why", at });
      const text = JSON.stringify(answer);
      if (!current || !answer.ok || text === seen) return;
      seen = text;
      setWhy(answer);
    };
    void fetch();
    const stop = interview.watch(() => void fetch());
    return () => {
      current = false;
      stop();
    };
  }, [interview, at]);
  if (!why) return null;
  const links = "depends_on" in why ? why : why.why;
  return (
    <div class="explanation">
      {"summary" in why.why ? <ScoreExplained score={why.why} /> : <ItemExplained why={why.why} />}
      <Links name={interview.words.depends_on} links={links.depends_on} />
      <Links name={interview.words.used_by} links={links.read_by} />
    </div>
  );
}

function ScoreExplained({ score }: { score: Explanation }) {
  const { spoken } = useInterview();
  return (
    <>
      <h3>{score.label?.[spoken] ?? score.score}</h3>
      <p>{score.summary[spoken]}</p>
      <ScoreTree score={score} />
    </>
  );
}

function ItemExplained({ why }: { why: ItemWhy }) {
  const { spoken, words, form } = useInterview();
  const text = useText();
  const name = (at: string) => text(itemNamed(form, at)?.label) || at;
  const conditions = [
    ...why.gates.map(({ at, condition }) => ({ condition, about: at === why.at ? words.engine["only_if"] ?? "" : name(at) })),
    ...(why.required_when ? [{ condition: why.required_when, about: words.engine["required"] ?? "" }] : []),
    ...why.checks.map(({ condition, message }) => ({ condition, about: message })),
  ];
  return (
    <>
      <h3>{name(why.at)}</h3>
      <code>{why.at}</code>
      {why.words.map((sentence: Message, at) => <p key={at}>{sentence[spoken]}</p>)}
      <ul class="facts">
        {conditions.map(({ condition, about }, at) => <li key={at}><ConditionView condition={condition} about={about} /></li>)}
        {(why.formula ?? why.choices_where) !== null && (
          <li>
            <code>{why.formula ?? why.choices_where}</code>
            <Reads reads={why.reads} />
          </li>
        )}
      </ul>
    </>
  );
}

function Links({ name, links }: { name: string; links: readonly Link[] }) {
  const { form } = useInterview();
  const { explain } = useScreen();
  const text = useText();
  if (links.length === 0) return null;
  const labelled = (link: string) => {
    const score = form.scores.find(({ id }) => `score.${id}` === link);
    return text(score?.label ?? itemNamed(form, link)?.label) || link;
  };
  const names = [...new Set(links.map((link) => link.name))];
  return (
    <details>
      <summary>{name} ({names.length})</summary>
      <ul>
        {names.map((link) => (
          <li key={link}><button type="button" class="link" onClick={() => explain(link)}>{labelled(link)}</button></li>
        ))}
      </ul>
    </details>
  );
}
