/**
 * Measures in Chromium that typing a reply never waits while 500 active dialogs change: the window
 * as it is built for people, with a made-up program behind it that tells of 500 changes a second.
 *
 *   npm run look:typing
 *
 * Prints how many tasks took over 50 ms and how long a key took to be seen; fails when one did.
 * CHROMIUM names the browser when it is not /usr/bin/chromium.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";
import { build, preview } from "vite";

/** No task may take so many milliseconds. */
const LONGEST = 50;
/** So many changes are told of at once, so many milliseconds apart. */
const AT_ONCE = 50;
const APART = 100;
const TEXT = "Thank you for waiting. I have looked at your order, and the parcel leaves our house tonight; you will have the number of it in your mail before six. ".repeat(4);

const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = mkdtempSync(join(tmpdir(), "parley-typing-"));
process.env["NODE_ENV"] = "production";
// The made-up program is left out of what people get; here it is wanted.
await build({ root, logLevel: "error", mode: "production", define: { "import.meta.env.DEV": "true" }, build: { outDir, emptyOutDir: true } });
const server = await preview({ root, logLevel: "error", build: { outDir }, preview: { port: 0, strictPort: false, host: "127.0.0.1" } });
const [address] = server.resolvedUrls?.local ?? [];
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

let failed = true;
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", locale: "en-GB" });
  await page.addInitScript(() => localStorage.setItem("parley.fake", JSON.stringify({ inbox: { more: 500 } })));
  await page.goto(new URL("/inbox/01a1dae5-1b0c-7a83-9e55-000000000001?tab=all", address).href);
  const reply = page.getByRole("textbox", { name: "Your reply" });
  await reply.waitFor();
  await page.waitForTimeout(2_000);
  const tools = process.env["PROFILE"] ? await page.context().newCDPSession(page) : null;
  await tools?.send("Profiler.enable");
  await tools?.send("Profiler.start");
  await page.evaluate(
    ([atOnce, apart]) => {
      const program = /** @type {any} */ (window)["parley-fake-program"];
      const seen = { tasks: /** @type {number[]} */ ([]), keys: /** @type {number[]} */ ([]), changes: 0, timer: 0 };
      Object.assign(window, { seen });
      new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ["longtask"] });
      new PerformanceObserver((list) => seen.keys.push(...list.getEntries().filter(({ name }) => name === "keydown").map(({ duration }) => duration))).observe(/** @type {any} */ ({ type: "event", durationThreshold: 16 }));
      seen.timer = window.setInterval(() => {
        program.inbox.stir(atOnce);
        seen.changes += atOnce;
      }, apart);
    },
    /** @type {const} */ ([AT_ONCE, APART]),
  );
  await reply.focus();
  await page.keyboard.type(TEXT, { delay: 20 });
  const { tasks, keys, changes } = await page.evaluate(() => {
    const seen = /** @type {any} */ (window).seen;
    clearInterval(seen.timer);
    return seen;
  });
  if (tools) writeFileSync(String(process.env["PROFILE"]), JSON.stringify((await tools.send("Profiler.stop")).profile));
  const typed = await reply.inputValue();
  const longest = Math.round(Math.max(0, ...tasks));
  const slowest = Math.round(Math.max(0, ...keys));
  const rounded = (/** @type {number} */ share) => Math.round(keys.toSorted((/** @type {number} */ one, /** @type {number} */ other) => one - other)[Math.floor(keys.length * share)] ?? 0);
  console.log(`typing ${TEXT.length} keys beside 500 active dialogs, ${changes} changes: ${tasks.length} tasks over 50 ms, the longest ${longest} ms; from key to picture p50 ${rounded(0.5)} ms, p99 ${rounded(0.99)} ms, at most ${slowest} ms`);
  failed = typed !== TEXT || longest >= LONGEST;
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
