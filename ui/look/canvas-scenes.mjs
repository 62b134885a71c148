/** The canvas of a script: its blocks, what is selected, what is wrong, and what stands over it. */

const id = "0199aaaa-0000-7000-8000-000000000001";
const builtin = "0199aaaa-0000-7000-8000-000000000000";
const path = `/scripts/${id}`;

/** @param {import("playwright-core").Page} page @param {string} block */
const choose = (page, block) => page.locator(`#block-${block}`).click({ position: { x: 60, y: 14 } });

/** @type {import("./scenes.mjs").Scene[]} */
export const canvasScenes = [
  { name: "script-canvas", path, middle: true },
  { name: "script-request", path, act: (page) => choose(page, "find") },
  { name: "script-question", path, act: (page) => choose(page, "greet") },
  {
    name: "script-add",
    path,
    act: async (page) => {
      await page.locator(".script-canvas").focus();
      await page.keyboard.press("a");
      await page.getByRole("listbox").waitFor();
    },
  },
  {
    name: "script-find",
    path,
    once: true,
    act: async (page) => {
      await page.locator(".script-canvas").focus();
      await page.keyboard.press("Control+f");
      await page.keyboard.type("pack");
      await page.keyboard.press("Enter");
    },
  },
  { name: "script-outline", path, act: (page) => page.getByRole("button", { name: /As a list|Списком/ }).click() },
  {
    name: "script-several",
    path,
    once: true,
    act: async (page) => {
      await page.locator(".script-canvas").focus();
      await page.keyboard.press("Control+a");
    },
  },
  { name: "script-builtin", path: `/scripts/${builtin}`, once: true },
  { name: "script-large", path, fake: { scripts: { blocks: 500 } }, once: true },
];
