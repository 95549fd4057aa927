// The form on the screen: header, the list of pages, one page at a time, and the way to the next.

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";

import type { Page } from "../../bindings/js/src/index.js";
import { ScreenContext, useFrame, useInterview, useScreen, useText, type Screen } from "./context.js";
import { focusOn } from "./focus.js";
import type { Interview } from "./interview.js";
import { Items } from "./items.js";
import { pageOf, pageState, type PageState } from "./pages.js";
import { Problems } from "./problems.js";
import { Summary, type Finish } from "./summary.js";
import { WhyPanel } from "./why.js";

/** The place of the summary among the pages. */
const SUMMARY = "summary";

export interface FormProps {
  readonly interview: Interview;
  /** What happens with a finished record; without it, it is only shown. */
  readonly finish?: Finish;
  /** Stands beside the title: a way back, the state of saving. */
  readonly beside?: ComponentChildren;
  /** Told of each place that is clicked, where the screen has an inspector of its own. */
  readonly inspect?: (at: string) => void;
}

/** A whole interview. */
export function FormView(props: FormProps) {
  const { interview, inspect } = props;
  const [at, setAt] = useState<string>(() => interview.form.pages[0]?.id ?? SUMMARY);
  const [why, setWhy] = useState<string | null>(null);
  const screen: Screen = useMemo(
    () => ({
      interview,
      explaining: inspect !== undefined,
      explain: inspect ?? setWhy,
      goTo: (place: string) => {
        const page = pageOf(interview.form, place);
        if (page) setAt(page.id);
        focusOn(place);
      },
    }),
    [interview, inspect],
  );
  return (
    <ScreenContext.Provider value={screen}>
      <Body {...props} at={at} go={setAt} />
      {why !== null && <WhyPanel at={why} close={() => setWhy(null)} />}
    </ScreenContext.Provider>
  );
}

function Body(props: FormProps & { at: string; go(page: string): void }) {
  const { at, go } = props;
  const interview = useInterview();
  const frame = useFrame();
  const { form, mirror, words } = interview;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => interview.watch(() => redraw(undefined)), [interview]);
  const states = form.pages.map((page) => ({ page, state: pageState(page, mirror) }));
  const shown = states.filter(({ state }) => state.shown);
  const place = shown.findIndex(({ page }) => page.id === at);
  const current = shown[place]?.page;
  const heading = useRef<HTMLHeadingElement>(null);
  const turned = useRef(false);
  const turn = (page: string) => {
    turned.current = true;
    go(page);
  };
  useEffect(() => {
    if (!turned.current) return;
    turned.current = false;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [at]);
  return (
    <div class="form">
      <Header {...props} />
      <Pages shown={shown} at={current ? at : SUMMARY} go={turn} />
      <main id="page">
        {current ? (
          <PageView key={current.id} page={current} heading={heading} />
        ) : (
          <Summary heading={heading} {...(props.finish ? { finish: props.finish } : {})} />
        )}
        <div class="buttons ways">
          <button type="button" class="quiet" disabled={place === 0}
            onClick={() => turn(shown[current ? place - 1 : shown.length - 1]?.page.id ?? SUMMARY)}>
            ← {words.engine["back"]}
          </button>
          {current && (
            <button type="button" class="main" onClick={() => turn(shown[place + 1]?.page.id ?? SUMMARY)}>
              {shown[place + 1] ? words.engine["next"] : words.to_finish} →
            </button>
          )}
        </div>
      </main>
      <p class="unseen" role="status" aria-live="polite">{frame.said}</p>
      {frame.trouble && (
        <div class="trouble" role="alert">
          <span>{frame.trouble}</span>
          <button type="button" class="quiet" onClick={() => interview.settle()}>{words.close}</button>
        </div>
      )}
    </div>
  );
}

function Header({ beside, at: page }: FormProps & { at: string }) {
  const interview = useInterview();
  const frame = useFrame();
  const text = useText();
  const { form, words } = interview;
  const { asked, answered } = frame.progress;
  const { goTo } = useScreen();
  const step = async (op: "undo" | "redo") => {
    const at = await interview.step(op);
    if (at) goTo(at);
  };
  const nextOpen = async () => {
    const focused = document.activeElement?.closest<HTMLElement>("[data-at]")?.dataset["at"];
    const first = pageOf(form, page) ? form.pages.find(({ id }) => id === page)?.items[0]?.id : undefined;
    const after = focused ?? first;
    const answer = await interview.send(after ? { op: "next", after } : { op: "next" });
    if (answer?.at) goTo(answer.at);
    else if (answer) interview.say(words.nothing_open);
  };
  return (
    <header>
      <a class="skip" href="#page">{words.skip}</a>
      <div class="bar">
        <div class="title">
          <h1>{text(form.instrument.title)}</h1>
          {beside}
        </div>
        <div class="tools">
          <button type="button" class="quiet" disabled={!frame.canUndo} onClick={() => void step("undo")}
            aria-label={words.undo} title={words.undo}>↶</button>
          <button type="button" class="quiet" disabled={!frame.canRedo} onClick={() => void step("redo")}
            aria-label={words.redo} title={words.redo}>↷</button>
          <button type="button" class="quiet open" onClick={() => void nextOpen()}>{words.next_open}</button>
          {form.languages.length > 1 && (
            <select aria-label={words.language} value={frame.language}
              onChange={(event) => void interview.speak(event.currentTarget.value)}>
              {form.languages.map((tag) => <option key={tag} value={tag} lang={tag}>{languageName(tag)}</option>)}
            </select>
          )}
        </div>
      </div>
      <div class="progress">
        <progress max={Math.max(asked, 1)} value={answered} aria-label={words.answered_of(answered, asked)} />
        <span aria-hidden="true">{words.answered_of(answered, asked)}</span>
      </div>
    </header>
  );
}

/** A language in its own words, where the browser knows them. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function Pages(props: { shown: readonly { page: Page; state: PageState }[]; at: string; go(page: string): void }) {
  const { shown, at, go } = props;
  const { words } = useInterview();
  const text = useText();
  const name = (page: Page) => text(page.title) || `${words.engine["page"]} ${page.id.replace("page-", "")}`;
  const mark = ({ open, wrong, begun }: PageState): [string, string] => {
    if (wrong > 0) return ["wrong", words.page_wrong(wrong)];
    if (open > 0) return ["open", words.page_open(open)];
    return begun ? ["done", words.page_done] : ["", ""];
  };
  const link = (id: string, label: string, state?: PageState) => {
    const [kind, said] = state ? mark(state) : ["", ""];
    return (
      <li key={id}>
        <button type="button" class={`page ${kind}`} aria-current={id === at ? "page" : undefined} onClick={() => go(id)}>
          <span>{label}</span>
          {said !== "" && <small>{said}</small>}
        </button>
      </li>
    );
  };
  return (
    <nav class="pages" aria-label={words.pages}>
      <select aria-label={words.pages} value={at} onChange={(event) => go(event.currentTarget.value)}>
        {shown.map(({ page, state }) => {
          const [, said] = mark(state);
          return <option key={page.id} value={page.id}>{name(page)}{said && ` (${said})`}</option>;
        })}
        <option value={SUMMARY}>{words.summary}</option>
      </select>
      <ul>
        {shown.map(({ page, state }) => link(page.id, name(page), state))}
        {link(SUMMARY, words.summary)}
      </ul>
    </nav>
  );
}

function PageView({ page, heading }: { page: Page; heading: { current: HTMLHeadingElement | null } }) {
  const { mirror, words } = useInterview();
  const text = useText();
  const cell = mirror.get(page.id);
  const title = cell.label ?? text(page.title);
  const hint = cell.hint ?? text(page.hint);
  return (
    <article data-at={page.id}>
      <h2 ref={heading} tabIndex={-1}>{title || `${words.engine["page"]} ${page.id.replace("page-", "")}`}</h2>
      {hint !== "" && <p class="hint">{hint}</p>}
      <Items items={page.items} />
      <Problems item={page.id} id={`i-${page.id}-problems`} />
    </article>
  );
}
