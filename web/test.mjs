// Runs the tests of the renderer's own logic: each `*.test.ts` is bundled by Vite and run by Node's test runner.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(join(tmpdir(), "monev-web-"));
const names = readdirSync(join(here, "src"), { recursive: true }).filter((name) => name.endsWith(".test.ts"));
for (const name of names) {
  await build({
    root: here, configFile: false, logLevel: "warn",
    build: { ssr: join(here, "src", name), outDir: out, emptyOutDir: false, rollupOptions: { output: { entryFileNames: `${name.replaceAll("/", "-")}.mjs` } } },
  });
}
const run = spawnSync(process.execPath, ["--test", ...names.map((name) => join(out, `${name.replaceAll("/", "-")}.mjs`))], { stdio: "inherit" });
rmSync(out, { recursive: true, force: true });
process.exit(run.status ?? 1);
