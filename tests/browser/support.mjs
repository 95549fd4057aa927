// What the browser tests share: Chromium, the offline page of an instrument, and an interviewer who fills in a record
// through the controls on the screen, as a person would.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const shots = process.env.MONEV_SHOTS ?? join(tmpdir(), "monev-shots");
mkdirSync(shots, { recursive: true });

/** The browser that Debian has; another by CHROMIUM. */
export async function launch(folder) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launchPersistentContext(folder, { executablePath, args, acceptDownloads: true, locale: "id-ID" });
}

/** A context of its own, with everything that must never happen collected. */
export async function context(t) {
  const folder = mkdtempSync(join(tmpdir(), "monev-browser-"));
  const browser = await launch(folder);
  const wrong = [];
  browser.on("console", (message) => wrong.push(`console ${message.type()}: ${message.text()}`));
  browser.on("weberror", (error) => wrong.push(`error: ${error.error().message}`));
  browser.on("request", (request) => {
    const url = request.url();
    const local = /^(file|data|blob):/.test(url) || /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(url);
    if (!local) wrong.push(`request: ${url}`);
  });
  t.after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { browser, wrong };
}

/** The first line of an instrument's records: case R1 of kaltara-uep. */
export function record(instrument, line = 0) {
  const text = readFileSync(join(root, `instruments/${instrument}/records.ndjson`), "utf8");
  return JSON.parse(text.split("\n")[line]);
}

export const monev = process.env.MONEV ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/monev");

/** Runs monev and gives what it prints. */
export function run(args, options = {}) {
  return execFileSync(monev, args, { encoding: "utf8", ...options });
}

/** The answer to a path such as `barang[2].brg_nilai`. */
function wanted(answers, at) {
  let value = answers;
  for (const part of at.split(".")) {
    const [, name, row] = /^(\w+)(?:\[(\d+)\])?$/.exec(part) ?? [];
    value = value?.[name];
    if (row !== undefined) value = value?.[Number(row) - 1];
  }
  return value;
}

const visible = (page) =>
  page.$$eval("main [data-item]", (all) =>
    all.map((place) => ({ at: place.dataset.at, type: place.dataset.type, roster: place.matches(".roster") })),
  );

/** Gives one answer through the control on the screen. */
async function put(page, at, value) {
  const place = page.locator(`main [data-at="${at}"]`);
  const search = place.getByRole("combobox");
  if (await search.count()) {
    // A long list: typed for, then chosen by keyboard.
    await search.first().click();
    await search.first().fill(String(value));
    await search.first().press("ArrowDown");
    await search.first().press("Enter");
  } else if (Array.isArray(value)) {
    for (const code of value) await place.locator(`input[value="${code}"]`).first().check();
  } else if (typeof value === "object") {
    const inputs = place.locator(".parts input");
    await inputs.nth(0).fill(String(value.lat));
    await inputs.nth(1).fill(String(value.lon));
    await inputs.nth(1).press("Tab");
  } else if (await place.locator("input[type=radio]").count()) {
    await place.locator(`input[value="${value}"]`).first().check();
  } else {
    const input = place.locator(".kept input, .typed input, textarea").first();
    await input.fill(String(value));
    await input.press("Tab");
  }
}

/** Fills in what the page asks and the record answers; what appears on the way is filled in too. */
export async function fillPage(page, answers) {
  const done = new Set();
  for (let quiet = 0; quiet < 3; ) {
    const next = (await visible(page)).find(({ at }) => !done.has(at) && wanted(answers, at) !== undefined);
    if (!next) {
      quiet += 1;
      await page.waitForTimeout(100);
      continue;
    }
    quiet = 0;
    done.add(next.at);
    if (next.roster) {
      const rows = () => page.locator(`main [data-at="${next.at}"] > fieldset.row`).count();
      for (let count = await rows(); count < wanted(answers, next.at).length; count += 1) {
        await page.locator(`main [data-at="${next.at}"] > .buttons > button`).click();
        await page.waitForFunction(([at, n]) => document.querySelectorAll(`main [data-at="${at}"] > fieldset.row`).length === n, [next.at, count + 1]);
      }
    } else {
      await put(page, next.at, wanted(answers, next.at));
    }
    await page.waitForTimeout(40);
  }
}

/** Goes through the form from the page shown to the summary. */
export async function fillForm(page, answers) {
  while (!(await page.locator("article.summary").count())) {
    await fillPage(page, answers);
    const heading = await page.locator("main h2").textContent();
    await page.locator(".ways button.main").click();
    await page.waitForFunction((before) => document.querySelector("main h2")?.textContent !== before, heading);
  }
}

/** The scores on the summary, as people read them. */
export async function scores(page) {
  const entries = await page.$$eval(".scores > div", (all) =>
    all.map((one) => [
      one.dataset.at,
      [one.querySelector("output")?.textContent, one.querySelector(".band")?.textContent].filter(Boolean).join(" "),
    ]),
  );
  return Object.fromEntries(entries);
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails on what axe finds to be serious or critical. */
export async function accessible(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  const bad = found.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = bad.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.slice(0, 4).map((node) => `${node.html} — ${node.failureSummary}`).join("\n  ")}`);
  assert.deepEqual(told, [], `axe on ${where}`);
}

/** A picture at the width of a phone and of a desk. */
export async function shoot(page, name) {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.waitForTimeout(80);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${name} at ${width} px is ${wide} px too wide`);
    await page.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: width === 360 });
  }
}

/** The offline page of an instrument, as `monev build --offline` writes it. */
export function offlinePage(name, change = (form) => form) {
  const images = process.env.MONEV_IMAGES;
  assert.ok(images && existsSync(join(images, `${name}.image`)), "MONEV_IMAGES names no folder with images");
  const form = change(JSON.parse(readFileSync(join(images, `${name}.form.json`), "utf8")));
  const image = readFileSync(join(images, `${name}.image`)).toString("base64");
  const payload = JSON.stringify({ image, form }).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
  const template = readFileSync(join(process.env.MONEV_WEB_DIST ?? join(root, "web/dist"), "offline.html"), "utf8");
  const page = template.replace('id="monev-instrument">null<', () => `id="monev-instrument">${payload}<`);
  assert.notEqual(page, template);
  const file = join(mkdtempSync(join(tmpdir(), "monev-offline-")), `${name}.html`);
  writeFileSync(file, page);
  return `file://${file}`;
}
