/**
 * Measures in Chromium that a script of 500 blocks is dragged, panned and zoomed at 60 frames a
 * second: the window as it is built for people, with a made-up program behind it.
 *
 *   npm run look:canvas
 *
 * Prints for each how long frames took by the clock, and the longest task in time of the processor;
 * fails when half of the frames of a movement took longer than a sixtieth of a second. On a computer
 * that is busy with other things the clock's figures are larger, and without a graphics card painting
 * counts too.
 * CHROMIUM names the browser when it is not /usr/bin/chromium.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";
import { build, preview } from "vite";

import { tasksIn } from "./trace.mjs";

/** What one frame of 60 a second has, in milliseconds. */
const FRAME = 1_000 / 60;
/** So many frames each movement takes. */
const FRAMES = 120;

const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = mkdtempSync(join(tmpdir(), "parley-canvas-"));
process.env["NODE_ENV"] = "production";
// The made-up program is left out of what people get; here it is wanted.
await build({ root, logLevel: "error", mode: "production", define: { "import.meta.env.DEV": "true" }, build: { outDir, emptyOutDir: true } });
const server = await preview({ root, logLevel: "error", build: { outDir }, preview: { port: 0, strictPort: false, host: "127.0.0.1" } });
const [address] = server.resolvedUrls?.local ?? [];
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

let slow = 0;
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", locale: "en-GB" });
  await page.addInitScript(() => localStorage.setItem("parley.fake", JSON.stringify({ scripts: { blocks: 500 } })));
  await page.goto(new URL("/scripts/0199aaaa-0000-7000-8000-000000000001", address).href);
  await page.locator("#block-find").waitFor();
  console.log("opened in", await page.evaluate(() => Math.round(performance.now())));
  await page.waitForTimeout(1_500);

  const block = await page.locator("#block-find").boundingBox();
  if (block === null) throw new Error("the block is not on the canvas");
  const from = { x: block.x + 40, y: block.y + 12 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 4);
  await measured("dragging a block", (step) => page.mouse.move(from.x + Math.sin(step / 12) * 160, from.y + Math.cos(step / 9) * 120));
  await page.mouse.up();

  await page.locator(".script-canvas").focus();
  await page.keyboard.press("Control+a");
  await page.mouse.move(from.x, from.y);
  const all = await page.locator("#block-find").boundingBox();
  const hold = { x: (all?.x ?? 0) + 40, y: (all?.y ?? 0) + 12 };
  await page.mouse.move(hold.x, hold.y);
  await page.mouse.down();
  await page.mouse.move(hold.x + 10, hold.y + 4);
  await measured("dragging all of them", (step) => page.mouse.move(hold.x + Math.sin(step / 12) * 160, hold.y + Math.cos(step / 9) * 120));
  await page.mouse.up();
  await page.keyboard.press("Escape");

  await page.mouse.move(500, 400);
  await measured("panning", (step) => page.mouse.wheel(Math.sin(step / 10) * 60 + 40, 20));
  await page.keyboard.down("Control");
  await measured("zooming", (step) => page.mouse.wheel(0, Math.sin(step / 14) * 60));
  await page.keyboard.up("Control");
  await page.getByRole("button", { name: "Show everything" }).click();
  await page.waitForTimeout(500);
  await measured("panning with all in sight", (step) => page.mouse.wheel(Math.sin(step / 10) * 20, Math.cos(step / 10) * 10));

  /**
   * @param {string} what
   * @param {(step: number) => Promise<void>} move
   */
  async function measured(what, move) {
    await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"] });
    await page.evaluate(() => {
      const seen = { frames: /** @type {number[]} */ ([]), last: performance.now(), on: true };
      Object.assign(window, { seen });
      const frame = (/** @type {number} */ now) => {
        seen.frames.push(now - seen.last);
        seen.last = now;
        if (seen.on) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    for (let step = 0; step < FRAMES; step += 1) await move(step);
    const frames = await page.evaluate(() => {
      const seen = /** @type {any} */ (window).seen;
      seen.on = false;
      return /** @type {number[]} */ (seen.frames.slice(1));
    });
    const tasks = tasksIn(JSON.parse((await browser.stopTracing()).toString()));
    const longest = Math.max(0, ...tasks.map(({ processor }) => processor));
    const over = tasks.filter(({ processor }) => processor > FRAME).length;
    const sorted = frames.toSorted((one, other) => one - other);
    const at = (/** @type {number} */ share) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
    const drawn = await page.locator(".react-flow__node").count();
    console.log(`${what}: ${frames.length} frames, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, at most ${at(1)} ms; the longest task ${longest.toFixed(1)} ms of the processor, ${over} over a frame; ${drawn} blocks drawn`);
    if ((sorted[Math.floor(sorted.length / 2)] ?? 0) > FRAME + 1) slow += 1;
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
process.exit(slow > 0 ? 1 : 0);
