import assert from "node:assert/strict";
import { test } from "node:test";

import { cellName, itemOf, Mirror } from "./mirror.js";

test("a path leads to its item; a score keeps its prefix", () => {
  assert.equal(itemOf("omzet"), "omzet");
  assert.equal(itemOf("barang[2].brg_nilai"), "brg_nilai");
  assert.equal(itemOf("art[2].usaha[1].omzet"), "omzet");
  assert.equal(itemOf("art[2].usaha"), "usaha");
  assert.equal(itemOf("art[2]"), "art");
  assert.equal(itemOf("score.sku"), "score.sku");
  assert.equal(cellName("omzet", 0), "omzet#0");
  assert.equal(cellName("omzet"), "omzet");
});

test("changes touch only what they name, and tell only those who watch it", () => {
  const mirror = new Mirror();
  mirror.replace([{ at: "a", value: "1", asked: true }, { at: "b", asked: false }, { at: "r[1].x", row: 7, value: "x" }]);
  const told: string[] = [];
  const stop = mirror.watch("a", () => told.push("a"));
  mirror.watch("x#7", () => told.push("x#7"));
  assert.deepEqual(mirror.apply([{ at: "b", asked: true }]), { shown: ["b"], hidden: [] });
  assert.deepEqual(mirror.apply([{ at: "a", asked: false }]), { shown: [], hidden: ["a"] });
  assert.equal(mirror.get("a").value, "1");
  mirror.apply([{ at: "r[2].x", row: 7, value: null }]);
  assert.equal(mirror.get("x#7").value, null);
  stop();
  mirror.apply([{ at: "a", value: "2" }]);
  assert.deepEqual(told, ["a", "x#7"]);
  mirror.apply([{ at: "a", value: null, state: "invalid", typed: "dua", problems: [{ check: "type", level: "error", message: "?" }] }]);
  assert.deepEqual([mirror.get("a").value, mirror.get("a").shown], ["dua", null]);
  mirror.replace([]);
  assert.equal(mirror.get("a").value, null);
});
