import assert from "node:assert/strict";
import { test } from "node:test";

import { grouped, plain, ungrouped } from "./text.js";

test("numbers are read as people there write them", () => {
  const indonesian: readonly [string, string][] = [
    ["1.500.000", "1500000"], ["Rp 1.500.000,5", "1500000.5"], ["1500000", "1500000"], ["12,5", "12.5"], ["12.5", "12.5"],
    ["-3", "-3"], ["1.500", "1500"], ["", ""], ["dua", "dua"], ["1.5.0", "1.5.0"], ["1,500,000", "1,500,000"], [" 7 ", "7"],
  ];
  for (const [typed, read] of indonesian) assert.equal(ungrouped(typed, "id"), read, typed);
  assert.equal(ungrouped("1,500,000.5", "en"), "1500000.5");
  assert.equal(ungrouped("1,500", "en"), "1500");
});

test("what is shown reads back as what was recorded", () => {
  for (const digits of ["0", "7", "999", "1000", "12345", "2600000", "-1500000.25", "0.5", "123456789012"]) {
    for (const language of ["id", "en"] as const) {
      for (const always of [true, false]) assert.equal(ungrouped(grouped(digits, language, always), language), digits);
    }
  }
  assert.equal(grouped("2600000", "id", true), "2.600.000");
  assert.equal(grouped("2025", "id", false), "2025");
  assert.equal(grouped("bukan angka", "id", true), "bukan angka");
});

test("a text falls back to a language it has", () => {
  const text = { id: [{ text: "Halo " }, { pipe: {}, source: "nama" }] };
  assert.equal(plain(text, "id"), "Halo …");
  assert.equal(plain(text, "en"), "Halo …");
  assert.equal(plain(undefined, "id"), "");
});
