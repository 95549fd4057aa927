// Every question type and the parts the shipped instruments do not have, over a small session of our own: the renderer
// takes any transport that keeps the protocol.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { accessible, context, root, shoot } from "./support.mjs";

const text = (id) => ({ id: [{ text: id }] });
const list = (...codes) => ({ ordered: false, choices: codes.map((code) => ({ code, label: text(`Pilihan ${code}`) })) });
const TYPES = [
  ["text", "line"], ["integer", "number"], ["decimal", "number"], ["money", "number"], ["percent", "number"], ["date", "calendar"],
  ["month", "month"], ["time", "time"], ["datetime", "datetime"], ["yes_no", "radio"], ["select_one", "radio"], ["select_one", "search"],
  ["select_multiple", "checkboxes"], ["rank", "rank"], ["geopoint", "location"], ["photo", "camera"], ["audio", "microphone"],
  ["video", "camera"], ["file", "file"], ["signature", "signature"], ["barcode", "scanner"],
];
const question = ([type, widget], at) => ({
  id: `q${at}`, number: String(at + 1), kind: "question", type, widget, required: at % 2 === 0, label: text(`Pertanyaan ${type}`),
  hint: text("Petunjuk"), allow: at % 3 === 0 ? ["dont_know", "refused"] : [],
  ...(/select|rank/.test(type) ? { list: "pilihan" } : {}), ...(type === "decimal" ? { scale: 2, unit: "kg" } : {}),
});
const grid = {
  id: "sikap", kind: "grid", label: text("Sikap"),
  items: [0, 1, 2].map((at) => ({ ...question(["select_one", "radio"], 100 + at), list: "setuju", allow: [] })),
};
const words = JSON.parse(readFileSync(join(root, "tests/browser/words.json"), "utf8"));
const form = {
  form: 1, instrument: { id: "contoh", version: "1.0.0", status: "draft", title: text("Semua jenis pertanyaan") }, languages: ["id"],
  words: { id: words }, lists: { pilihan: list("a", "b", "c"), setuju: list("1", "2", "3", "4", "5") }, given: [], scores: [], params: [],
  variables: {}, tables: {},
  pages: [{ id: "bagian_a", number: "A", title: text("A. Semua"), items: [{ id: "catatan", kind: "note", label: text("Bacakan ini.") }, grid, ...TYPES.map(question)] }],
};

/** A session that records what it is given and finds nothing wrong but what is said of `q0`. */
function session() {
  const answers = {};
  const progress = { asked: 24, answered: 0, required_open: 12, errors: 0, warnings: 1 };
  let confirmed;
  const cell = (at) => ({ at, value: answers[at] ?? null, state: answers[at] ? "answered" : "unanswered", required: true });
  const whole = (changes) => ({ ok: true, changes, progress, can_undo: false, can_redo: false });
  const said = { check: "1", message: "Tidak biasa." };
  const warned = () => ({ ...cell("q0"), ...(confirmed ? { problems: [], confirmed: [{ ...said, reason: confirmed }] } : { problems: [{ ...said, level: "warning" }] }) });
  return {
    answers,
    answer(request) {
      switch (request.op) {
        case "state": return whole([warned()]);
        case "set": answers[request.at] = request.answer; return whole([cell(request.at)]);
        case "clear": delete answers[request.at]; return whole([cell(request.at)]);
        case "confirm": confirmed = request.reason; return whole([warned()]);
        case "unconfirm": confirmed = undefined; return whole([warned()]);
        default: return { ok: false, error: { code: "unknown-op", message: { id: "tidak dikenal", en: "unknown" } } };
      }
    },
  };
}

/** A server like `monev serve`, with its content security policy. */
async function serve(t, desk) {
  const dist = join(process.env.MONEV_WEB_DIST ?? join(root, "web/dist"), "serve");
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";
  const files = { "/": ["index.html", "text/html"], "/app.js": ["app.js", "text/javascript"], "/app.css": ["app.css", "text/css"] };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      const send = (type, content) => response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": policy }).end(content);
      if (files[pathname]) return send(files[pathname][1], readFileSync(join(dist, files[pathname][0])));
      if (pathname === "/form.json") return send("application/json", JSON.stringify(form));
      if (pathname === "/diagnostics") return send("application/json", "[]");
      if (pathname === "/session") return send("application/json", JSON.stringify(desk.answer(JSON.parse(body))));
      if (pathname === "/events") return response.writeHead(200, { "Content-Type": "text/event-stream" }).write("\n");
      return response.writeHead(404).end();
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/?token=x`;
}

test("every type is answered as a record has it, by keyboard too", { timeout: 180_000 }, async (t) => {
  const desk = session();
  const { browser, wrong } = await context(t);
  const page = await browser.newPage();
  await page.goto(await serve(t, desk));
  await page.waitForSelector("main h2");
  const at = (type) => page.locator(`main [data-type="${type}"]`).first();
  const typed = async (type, value) => {
    await at(type).locator("input").first().fill(value);
    await at(type).locator("input").first().press("Tab");
  };
  await typed("text", "Halo <b>");
  await typed("integer", "1.234");
  await typed("decimal", "12,50");
  await typed("money", "Rp 1.500.000");
  await typed("percent", "7,5");
  await typed("date", "2025-10-06");
  await typed("month", "2025-07");
  await typed("time", "08:30");
  await typed("datetime", "2025-10-06T14:30");
  await typed("barcode", "8991234567890");
  await at("yes_no").locator("input").nth(1).check();
  await at("select_one").locator("input").first().focus();
  await page.keyboard.press("ArrowDown");
  const search = page.getByRole("combobox").last();
  await search.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("han c");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  for (const box of [0, 2]) await at("select_multiple").locator("input").nth(box).check();
  for (const name of [/Pilihan b/, /Pilihan a/, /Pilihan c/]) await at("rank").locator(".choices").getByRole("button", { name }).click();
  await at("rank").getByRole("button", { name: "Naikkan: Pilihan c" }).click();
  await at("geopoint").locator(".parts input").nth(0).fill("2,84");
  await at("geopoint").locator(".parts input").nth(1).fill("117,36");
  await page.keyboard.press("Tab");
  await at("photo").locator("input[type=file]").setInputFiles({ name: "Foto.JPG", mimeType: "image/jpeg", buffer: Buffer.from("x") });
  await page.locator('main tr[data-at="q101"] input').nth(3).check();
  await page.waitForTimeout(300);
  const { answers } = desk;
  const expected = {
    q0: "Halo <b>", q1: 1234, q2: "12.50", q3: 1500000, q4: "7.5", q5: "2025-10-06", q6: "2025-07", q7: "08:30", q9: false, q10: "b", q11: "c",
    q12: ["a", "c"], q13: ["b", "c", "a"], q14: { lat: "2.84", lon: "117.36" }, q20: "8991234567890", q101: "4",
  };
  for (const [id, answer] of Object.entries(expected)) assert.deepEqual(answers[id], answer, id);
  assert.match(answers.q8, /^2025-10-06T14:30[+-]\d\d:\d\d$/);
  assert.match(answers.q15, /^q15-\d{8}T\d{6}\.jpg$/);

  await at("text").getByRole("button", { name: "Menolak menjawab" }).click();
  await page.waitForFunction(() => document.querySelector('[aria-pressed="true"]'));
  assert.deepEqual(answers.q0, { special: "refused" });
  await at("text").getByLabel(/^Alasan/).fill("Memang begitu");
  await page.keyboard.press("Enter");
  await at("text").getByText("Memang begitu").waitFor();
  await accessible(page, "all types");
  await shoot(page, "all-types");
  assert.deepEqual(wrong, []);
});
