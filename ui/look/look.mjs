/**
 * Draws every screen in Chromium, in both themes and languages, with a made-up program behind it:
 * a picture of each for people to look at, and the accessibility check, which must find nothing.
 * Then plays the stories that need a real browser.
 *
 *   npm run look [-- part-of-a-name]        pictures go to ../shots/window
 *
 * CHROMIUM names the browser when it is not /usr/bin/chromium.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { createServer } from "vite";

import { scenes } from "./scenes.mjs";
import { stories } from "./stories.mjs";

const shots = fileURLToPath(new URL("../../shots/window/", import.meta.url));
const wanted = process.argv[2] ?? "";
/** The time of the made-up program. */
const NOW = Date.UTC(2026, 10, 22, 13, 32);
const large = { width: 1280, height: 800 };
/** The rail is folded, and the right pane lies over the middle one. */
const middle = { width: 1000, height: 700 };
const small = { width: 900, height: 600 };

mkdirSync(shots, { recursive: true });
const server = await createServer({ root: fileURLToPath(new URL("..", import.meta.url)), logLevel: "error", server: { port: 0, strictPort: false, hmr: false, watch: null } });
await server.listen();
const [address] = server.resolvedUrls?.local ?? [];
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

let failures = 0;
for (const scene of scenes) {
  for (const { look, language, theme, viewport } of variants(scene)) {
    const name = `${scene.name}-${look}`;
    if (!name.includes(wanted)) continue;
    const context = await browser.newContext({ viewport, reducedMotion: "reduce", locale: language === "ru" ? "ru-RU" : "en-GB", timezoneId: "Europe/Oslo" });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    // The first screen waits until the server has read everything.
    page.setDefaultNavigationTimeout(60_000);
    /** @type {string[]} */
    const said = [];
    page.on("console", (message) => message.type() === "error" && said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    const { status = {}, ...fake } = scene.fake ?? {};
    const settings = { language, theme };
    await page.addInitScript((stored) => localStorage.setItem("parley.fake", stored), JSON.stringify({ now: NOW, ...fake, status: { language, settings, ...status } }));
    if (scene.at === "now") await page.clock.setFixedTime(NOW);
    await page.goto(new URL(scene.path, address).href);
    try {
      await page.locator("main").waitFor();
      await page.waitForLoadState("networkidle");
      await scene.act?.(page);
      await page.waitForTimeout(300);
      // A popover's hidden way out lies outside every landmark, as it must.
      const rules = scene.over ? ["region"] : [];
      const { violations } = await new AxeBuilder({ page }).disableRules(rules).analyze();
      for (const violation of violations) said.push(`${violation.id}: ${violation.help}\n    ${violation.nodes.map((node) => node.target.join(" ")).slice(0, 3).join("\n    ")}\n    ${violation.nodes[0]?.failureSummary}`);
    } catch (error) {
      said.push(String(error));
    }
    await page.screenshot({ path: `${shots}${name}.png` });
    await context.close();
    if (said.length > 0) failures += 1;
    console.log(`${said.length > 0 ? "✗" : "✓"} ${name}${said.map((line) => `\n  ${line}`).join("")}`);
  }
}
for (const [name, story] of Object.entries(stories)) {
  if (!name.includes(wanted)) continue;
  const context = await browser.newContext({ viewport: large, reducedMotion: "reduce", locale: "en-GB" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  /** @type {string | null} */
  let failure = null;
  await story(page, (path) => page.goto(new URL(path, address).href)).catch((error) => (failure = String(error)));
  await context.close();
  if (failure !== null) failures += 1;
  console.log(failure === null ? `✓ ${name}` : `✗ ${name}\n  ${failure}`);
}
await browser.close();
await server.close();
process.exit(failures > 0 ? 1 : 0);

/** @param {import("./scenes.mjs").Scene} scene */
function variants(scene) {
  const all = [
    { look: "light", language: "en", theme: "light", viewport: large },
    { look: "dark", language: "ru", theme: "dark", viewport: large },
    { look: "small", language: "ru", theme: "light", viewport: small },
  ];
  if (scene.middle) all.push({ look: "middle", language: "en", theme: "dark", viewport: middle });
  if (!scene.once) return all;
  return scene.small ? [{ look: "narrow", language: "en", theme: "light", viewport: small }] : all.slice(0, 1);
}
