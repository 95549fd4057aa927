// `form.json` as this package and the renderer read it. Conditions and formulas (`tree`) are left out: the session
// evaluates them. The whole format is `grammar/form.schema.json`.

/** Text by language: parts in order; a part with `pipe` shows a value, which the session fills in. */
export type Text = Readonly<Record<string, readonly TextPart[]>>;
export type TextPart = { readonly text: string } | { readonly pipe: unknown; readonly source: string };

/** Why there is no value. */
export type Reason = "dont_know" | "refused" | "not_applicable";

export type QuestionType =
  | "text" | "integer" | "decimal" | "money" | "percent" | "date" | "month" | "time" | "datetime" | "yes_no"
  | "select_one" | "select_multiple" | "rank" | "geopoint" | "photo" | "audio" | "video" | "file" | "signature"
  | "barcode";

/** A condition or formula; only what people read of it. */
export interface Formula {
  readonly source: string;
  readonly words: Readonly<Record<string, string>>;
}

interface Common {
  readonly id: string;
  readonly number?: string;
  readonly label?: Text;
  readonly hint?: Text;
  readonly when?: Formula;
  readonly module?: string;
}

export interface Question extends Common {
  readonly kind: "question";
  readonly type: QuestionType;
  readonly list?: string;
  readonly scale?: number;
  readonly unit?: string;
  readonly widget: string;
  readonly required: boolean | Formula;
  readonly choices_where?: Formula;
  readonly allow?: readonly Reason[];
  readonly preload?: boolean;
  readonly personal?: string;
  readonly specifies?: string;
}

export interface Note extends Common {
  readonly kind: "note";
}

export interface Calc extends Common {
  readonly kind: "calc";
  readonly show: boolean;
  readonly value: Formula;
}

export interface Group extends Common {
  readonly kind: "group";
  readonly items: readonly Item[];
}

export interface Grid extends Common {
  readonly kind: "grid";
  readonly items: readonly Item[];
}

export interface Roster extends Common {
  readonly kind: "roster";
  readonly rows: { readonly from: "free" | "count" | "ticked" | "choices" | "previous" };
  readonly min: number;
  readonly max: number;
  readonly key?: string;
  readonly row_label?: Text;
  readonly items: readonly Item[];
}

export type Item = Question | Note | Calc | Group | Grid | Roster;

export interface Page {
  readonly id: string;
  readonly number?: string;
  readonly title?: Text;
  readonly hint?: Text;
  readonly when?: Formula;
  readonly items: readonly Item[];
}

export interface Choice {
  readonly code: string;
  readonly label: Text;
  readonly special?: Reason;
  readonly exclusive?: boolean;
  readonly specify?: string;
}

export interface List {
  readonly ordered: boolean;
  readonly choices: readonly Choice[];
}

export interface Score {
  readonly id: string;
  readonly label?: Text;
  readonly method: string;
  readonly round: number;
  readonly range?: readonly [string, string];
  readonly bands?: readonly { readonly code: string; readonly from: string; readonly label?: Text }[];
}

export interface Given {
  readonly id: string;
  readonly type: string;
  readonly list?: string;
  readonly label?: Text;
}

/** The engine's own words in one language. */
export type Words = Readonly<Record<string, string>>;

/** What `monev build` writes as `form.json`. */
export interface Form {
  readonly form: 1;
  readonly instrument: {
    readonly id: string;
    readonly version: string;
    readonly status: "draft" | "field" | "closed";
    readonly title: Text;
    readonly description?: Text;
  };
  readonly languages: readonly string[];
  readonly words: Readonly<Record<string, Words>>;
  readonly pages: readonly Page[];
  readonly lists: Readonly<Record<string, List>>;
  readonly given: readonly Given[];
  readonly scores: readonly Score[];
}
