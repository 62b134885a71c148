/**
 * Measures in Chromium that typing a reply never waits while 500 active dialogs change: the window
 * as it is built for people, with a made-up program behind it that tells of 500 changes a second.
 *
 *   npm run look:typing
 *
 * Prints the longest tasks out of a trace, in time of the processor and of the clock, and how long a
 * key took to be seen; fails when a task took 50 ms of the processor. On a computer that is busy with
 * other things the clock's figures are larger.
 * CHROMIUM names the browser when it is not /usr/bin/chromium.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";
import { build, preview } from "vite";

import { tasksIn } from "./trace.mjs";

/** No task may take so many milliseconds of the processor: what other programs take of it is not the window's doing. */
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
  await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"] });
  await page.evaluate(
    ([atOnce, apart]) => {
      const program = /** @type {any} */ (window)["parley-fake-program"];
      const seen = { keys: /** @type {number[]} */ ([]), changes: 0, timer: 0 };
      Object.assign(window, { seen });
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
  const { keys, changes } = await page.evaluate(() => {
    const seen = /** @type {any} */ (window).seen;
    clearInterval(seen.timer);
    return seen;
  });
  const tasks = tasksIn(JSON.parse((await browser.stopTracing()).toString()));
  const typed = await reply.inputValue();
  const longest = Math.max(0, ...tasks.map(({ processor }) => processor));
  const rounded = (/** @type {number} */ share) => Math.round(keys.toSorted((/** @type {number} */ one, /** @type {number} */ other) => one - other)[Math.floor((keys.length - 1) * share)] ?? 0);
  console.log(`typing ${TEXT.length} keys beside 500 active dialogs, ${changes} changes, ${tasks.length} tasks`);
  console.log(`the longest task: ${longest.toFixed(1)} ms of the processor, ${Math.max(0, ...tasks.map(({ clock }) => clock)).toFixed(1)} ms by the clock; over 50 ms: ${tasks.filter(({ processor }) => processor >= LONGEST).length} and ${tasks.filter(({ clock }) => clock >= LONGEST).length}`);
  console.log(`from key to picture: p50 ${rounded(0.5)} ms, p99 ${rounded(0.99)} ms, at most ${rounded(1)} ms`);
  failed = typed !== TEXT || tasks.length === 0 || longest >= LONGEST;
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
