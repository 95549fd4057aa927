// Texts of the form in the chosen language, and numbers as people there write them.

import type { Form, Text } from "../../bindings/js/src/index.js";

/** The language in which the engine has words of its own: the chosen one, or the form's first that is `id` or `en`. */
export function spoken(form: Form, language: string): "id" | "en" {
  const base = (tag: string) => tag.split("-")[0];
  const tags = [language, ...form.languages].map(base);
  return tags.find((tag) => tag === "id" || tag === "en") === "id" ? "id" : "en";
}

/** A text without its values; the session gives those that show values. */
export function plain(text: Text | undefined, language: string): string {
  const parts = text?.[language] ?? Object.values(text ?? {})[0] ?? [];
  return parts.map((part) => ("text" in part ? part.text : "…")).join("");
}

/** Groups the digits of a plain number: `1500000.5` becomes `1.500.000,5` in Indonesian. Other texts stay. */
export function grouped(digits: string, language: "id" | "en", always: boolean): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits);
  if (!match) return digits;
  const [, sign = "", whole = "", fraction] = match;
  const [dot, comma] = language === "id" ? [".", ","] : [",", "."];
  const group = always || whole.length > 4;
  const parts = group ? whole.replace(/\B(?=(\d{3})+$)/g, dot) : whole;
  return sign + parts + (fraction === undefined ? "" : comma + fraction);
}

/** Reads a number as people type it: `Rp 1.500.000,5` is `1500000.5` in Indonesian. What is no number stays as typed. */
export function ungrouped(typed: string, language: "id" | "en"): string {
  const text = typed.trim().replace(/^Rp\.?\s*/i, "").replace(/[\s\u00a0_]/g, "");
  const [dot, comma] = language === "id" ? ["\\.", ","] : [",", "\\."];
  const inGroups = new RegExp(`^-?\\d{1,3}(${dot}\\d{3})+(${comma}\\d+)?$`);
  const without = new RegExp(`^-?\\d+(${comma}\\d+)?$`);
  if (inGroups.test(text)) return text.replace(new RegExp(dot, "g"), "").replace(",", ".");
  if (without.test(text)) return text.replace(",", ".");
  return /^-?\d+\.\d+$/.test(text) ? text : typed.trim();
}
