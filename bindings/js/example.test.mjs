// The package as it is published: the compiled interview of kaltara-uep in Node. MONEV_IMAGES names the folder that
// `cargo test --test image` writes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { Engine } from "./dist/index.js";

const images = process.env.MONEV_IMAGES;

test("an interview in five lines", { skip: images === undefined }, async () => {
  const image = new Uint8Array(readFileSync(join(images, "kaltara-uep.image")));
  const form = JSON.parse(readFileSync(join(images, "kaltara-uep.form.json"), "utf8"));
  const engine = await Engine.load(readFileSync(process.env.MONEV_WASM ?? "dist/monev.wasm"));
  const interview = engine.open(image, form);
  assert.equal(interview.send({ op: "start", today: "2025-10-06", language: "id" }).ok, true);
  const { changes } = interview.send({ op: "set", at: "hasil_kunjungan", answer: "ditemui" });
  assert.ok(changes.some(({ at, asked }) => at === "persetujuan" && asked === true));
  assert.equal(interview.send({ op: "set", at: "tidak_ada", answer: 1 }).error.code, "no_such_place");
  interview.send({ op: "set", at: "nama_petugas", answer: "Jose\u0301" });
  assert.equal(interview.send({ op: "draft" }).record.answers.nama_petugas, "José");
  interview.close();
  assert.equal(interview.send({ op: "state" }).ok, false);
  assert.throws(() => engine.open(image.slice(0, 100), form), /image/);
});
