// Builds the renderer: `dist/serve/` for `monev serve`, and `dist/offline.html`, the template of `monev build --offline`,
// with the engine inside. `node build.mjs [monev.wasm]`: without the engine, the one in the present template is kept.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const dist = process.env.MONEV_WEB_DIST ?? join(here, "dist");
const [wasm] = process.argv.slice(2);

/** One script and one style of an entry, as texts. */
async function bundle(entry) {
  const { output } = (
    await build({
      root: here,
      configFile: false,
      logLevel: "warn",
      build: {
        write: false,
        target: "es2022",
        minify: true,
        cssCodeSplit: false,
        modulePreload: false,
        lib: { entry: join(here, "src", entry), formats: ["iife"], name: "monev", fileName: () => "app.js", cssFileName: "app" },
      },
    })
  ).flat()[0];
  const text = (file) => String(file.type === "chunk" ? file.code : file.source);
  const one = (ending) => output.filter((file) => file.fileName.endsWith(ending)).map(text).join("");
  return { script: one(".js"), style: one(".css") };
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** A text as it may stand within a script element. */
const inert = (script) => script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

mkdirSync(join(dist, "serve"), { recursive: true });

const serve = await bundle("serve/main.tsx");
writeFileSync(join(dist, "serve/app.js"), serve.script);
writeFileSync(join(dist, "serve/app.css"), serve.style);
writeFileSync(join(dist, "serve/index.html"), readFileSync(join(here, "serve.html")));

const template = join(dist, "offline.html");
const kept = (source) => /id="monev-engine">([^<]*)</.exec(source)?.[1];
const engine = wasm
  ? gzipSync(readFileSync(wasm), { level: 9 }).toString("base64")
  : kept(existsSync(template) ? readFileSync(template, "utf8") : readFileSync(join(here, "dist/offline.html"), "utf8"));
if (!engine) throw new Error("there is no engine: give the path of monev.wasm");
const { script, style } = await bundle("offline/main.tsx");
const code = inert(script);
const csp = [
  "default-src 'none'",
  `script-src ${hash(code)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "img-src blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const parts = { csp, style, script: code, engine };
const page = readFileSync(join(here, "offline.html"), "utf8").replace(/@(\w+)@/g, (all, name) => parts[name] ?? all);
rmSync(template, { force: true });
writeFileSync(template, page);
const kb = (text) => `${(Buffer.byteLength(text) / 1024).toFixed(1)} KB (${(gzipSync(text, { level: 9 }).length / 1024).toFixed(1)} gzipped)`;
console.log(`serve: script ${kb(serve.script)}, style ${kb(serve.style)}; offline.html: ${kb(page)}`);
