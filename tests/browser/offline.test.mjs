// The form in one file: the whole interview without a network, kept on the device.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { accessible, context, fillForm, fillPage, offlinePage, record, scores, shoot } from "./support.mjs";

const R1 = record("kaltara-uep");
const start = { ...R1, answers: {} };
const SCORES = {
  "score.mutu_pendamping": "75 Baik",
  "score.sku": "98 Berhasil",
  "score.kepatuhan": "100 Patuh",
  "score.arah": "Naik",
};

/** Loads a case and opens it. */
async function begin(page, url, cases) {
  await page.goto(url);
  const buffer = Buffer.from(JSON.stringify(cases));
  await page.locator("input[type=file]").setInputFiles({ name: "kasus.json", mimeType: "application/json", buffer });
  await page.getByRole("button", { name: /^Lanjutkan/ }).first().click();
  await page.waitForSelector("main h2");
}

test("case R1 gets its scores, survives reloads, and is exported", { timeout: 300_000 }, async (t) => {
  const { browser, wrong } = await context(t);
  const page = await browser.newPage();
  await begin(page, offlinePage("kaltara-uep"), [start]);
  await shoot(page, "offline-first");
  await page.setViewportSize({ width: 1280, height: 900 });
  await accessible(page, "the first page");

  await fillPage(page, R1.answers);
  await page.reload();
  await page.waitForSelector("main h2");
  assert.equal(await page.locator('[data-at="id_kasus"] input').inputValue(), "KTR-2025-0001");
  assert.equal(await page.locator('[data-at="peran_petugas"] input[value=dinsos]').isChecked(), true);

  await fillForm(page, R1.answers);
  assert.deepEqual(await scores(page), SCORES);
  await accessible(page, "the summary");
  await page.getByRole("button", { name: "Penjelasan: Skor Keberhasilan Usaha (SKU)" }).click();
  await page.waitForSelector("dialog .explanation");
  await shoot(page, "offline-why");
  await accessible(page, "an explanation");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Selesai", exact: true }).click();
  await page.waitForSelector("pre.record");
  await shoot(page, "offline-done");
  const finished = JSON.parse(await page.locator("pre.record").textContent());
  assert.deepEqual(finished.answers, R1.answers);

  await page.getByRole("button", { name: /Daftar/ }).click();
  await shoot(page, "offline-list");
  await accessible(page, "the list");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /Unduh 1 catatan/ }).click()]);
  const exported = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.deepEqual(exported, [finished]);
  assert.deepEqual(wrong, []);
});

test("an answer that is hidden comes back, and can be undone", { timeout: 120_000 }, async (t) => {
  const { browser, wrong } = await context(t);
  const page = await browser.newPage();
  await begin(page, offlinePage("kaltara-uep"), [start]);
  const role = page.locator('[data-at="peran_petugas"]');
  await role.locator("input[value=lainnya]").check();
  const other = page.locator('[data-at="peran_petugas_lain"] input');
  await other.fill("Kader");
  await other.press("Tab");
  await role.locator("input[value=tksk]").check();
  await other.waitFor({ state: "detached" });
  await role.locator("input[value=lainnya]").check();
  await other.waitFor();
  assert.equal(await other.inputValue(), "Kader");
  await page.getByRole("button", { name: "Urungkan" }).click();
  await other.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Ulangi" }).click();
  await other.waitFor();
  assert.deepEqual(wrong, []);
});

test("the language changes in place and the focus stays", { timeout: 120_000 }, async (t) => {
  const { browser, wrong } = await context(t);
  const page = await browser.newPage();
  await begin(page, offlinePage("kaltara-uep"), [start]);
  await page.locator('[data-at="nama_petugas"] input').fill("Petugas C");
  const language = page.getByRole("combobox", { name: "Bahasa" });
  await language.focus();
  await language.selectOption("en");
  await page.getByRole("heading", { name: "A. Visit" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "SELECT");
  assert.equal(await page.locator('[data-at="nama_petugas"] input').inputValue(), "Petugas C");
  await page.reload();
  await page.getByRole("heading", { name: "A. Visit" }).waitFor();
  assert.deepEqual(wrong, []);
});

test("a label shows as text, whatever is in it", { timeout: 120_000 }, async (t) => {
  const { browser, wrong } = await context(t);
  const page = await browser.newPage();
  const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  const url = offlinePage("kaltara-uep", (form) => {
    form.pages[0].items[0].label = { id: [{ text: evil }], en: [{ text: evil }] };
    form.instrument.title = { id: [{ text: `</script>${evil}` }], en: [{ text: evil }] };
    return form;
  });
  await begin(page, url, [start]);
  assert.equal(await page.locator("#i-id_kasus-label").innerText().then((text) => text.includes(evil)), true);
  assert.equal(await page.locator("main script, main img").count(), 0);
  await shoot(page, "offline-evil");
  assert.deepEqual(wrong, []);
});

test("rows keep their answers when others are removed and moved; warnings want a reason", { timeout: 120_000 }, async (t) => {
  const { browser, wrong } = await context(t);
  const page = await browser.newPage();
  await begin(page, offlinePage("kaltara-uep"), [{ ...start, answers: { ...R1.answers, barang: [] } }]);
  const pages = page.getByRole("navigation", { name: "Bagian" }).first();
  await pages.getByRole("button", { name: /^D\./ }).click();
  const roster = page.locator('[data-at="barang"]');
  for (const name of ["Oven", "Tepung", "Gula"]) {
    await roster.getByRole("button", { name: /Tambah baris/ }).click();
    await page.waitForFunction(() => document.activeElement?.closest("fieldset.row") !== null);
    const count = await roster.locator("fieldset.row").count();
    const input = page.locator(`[data-at="barang[${count}].brg_nama"] input`);
    await input.fill(name);
    await input.press("Tab");
    await page.waitForFunction((label) => [...document.querySelectorAll("fieldset.row > legend")].some((legend) => legend.textContent?.includes(label)), name);
  }
  const names = () => roster.locator('[data-item="brg_nama"] input').evaluateAll((all) => all.map((input) => input.value));
  await roster.getByRole("button", { name: "Naikkan: Baris 3: Gula" }).click();
  await page.waitForFunction(() => document.querySelectorAll("fieldset.row > legend")[1]?.textContent?.includes("Gula"));
  assert.deepEqual(await names(), ["Oven", "Gula", "Tepung"]);
  await roster.getByRole("button", { name: "Hapus baris: Baris 1: Oven" }).click();
  await page.waitForFunction(() => document.querySelectorAll("fieldset.row").length === 2);
  assert.deepEqual(await names(), ["Gula", "Tepung"]);
  await shoot(page, "offline-rows");
  await accessible(page, "a roster");
  assert.deepEqual(wrong, []);
});
