/**
 * What only a real browser can show: focus, scrolling and Back. Each story throws when the window
 * breaks its promise.
 */
import assert from "node:assert/strict";

import { canvasStories } from "./canvas-stories.mjs";
import { editorStories } from "./editor-stories.mjs";
import { operatorStories } from "./operator-stories.mjs";
import { inboxStories } from "./inbox-stories.mjs";

/** @typedef {(page: import("playwright-core").Page, open: (path: string) => Promise<unknown>) => Promise<void>} Story */

/** @param {import("playwright-core").Page} page */
const grid = (page) => page.getByRole("grid");
/** @param {import("playwright-core").Page} page */
const scrolled = (page) => grid(page).evaluate((element) => element.scrollTop);
/** @param {import("playwright-core").Page} page */
const chosen = (page) => page.locator("[role=row][aria-selected=true]");

/** @type {Record<string, Story>} */
export const stories = {
  async "the palette opens a chat by keys, Escape leaves it"(page, open) {
    await open("/chats");
    await grid(page).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("returns");
    await page.getByRole("menuitem", { name: "Returns and exchanges" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/chats\/[^/]+\/edit/);
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/chats$/);
  },

  async "a window over the list keeps the focus, and gives it back"(page, open) {
    await open("/chats");
    await page.getByRole("button", { name: "Edit: Returns and exchanges" }).click();
    await page.getByRole("textbox", { name: "Name" }).waitFor();
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement?.closest("[role=dialog]")), "Tab stays in the window");
    }
    // A list that opened with its field is closed first.
    if ((await page.getByRole("listbox").count()) > 0) await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/chats$/);
  },

  async "a list far down opens a dialog, and Back is where it was"(page, open) {
    await open("/dialogs");
    await chosen(page).or(grid(page)).first().waitFor();
    await grid(page).focus();
    for (let step = 0; step < 3; step += 1) {
      await page.keyboard.press("End");
      await page.waitForTimeout(300);
    }
    const top = await scrolled(page);
    const row = await chosen(page).innerText();
    assert.ok(top > 3_000, "it was read on while going down");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/dialogs\/[0-9a-f-]+/);
    await page.getByRole("list", { name: "Messages" }).waitFor();
    await page.keyboard.press("Alt+ArrowLeft");
    await page.waitForURL(/\/dialogs$/);
    await chosen(page).waitFor();
    assert.equal(await scrolled(page), top);
    assert.equal(await chosen(page).innerText(), row);
  },

  async "new dialogs do not move what is read"(page, open) {
    await open("/dialogs");
    await page.getByRole("row").nth(2).waitFor();
    await grid(page).evaluate((element) => element.scrollTo({ top: 2_000 }));
    await page.waitForTimeout(300);
    const row = page.getByRole("row").nth(20);
    const id = await row.getAttribute("id");
    const place = page.locator(`[id="${id}"]`);
    const before = await place.boundingBox();
    await page.evaluate(() => {
      const fake = /** @type {any} */ (window)["parley-fake-program"];
      for (let count = 0; count < 7; count += 1) fake.arrive("Hello?");
    });
    const fresh = page.getByRole("button", { name: "7 new dialogs" });
    await fresh.waitFor();
    assert.equal((await place.boundingBox())?.y, before?.y);
    await fresh.click();
    await page.waitForFunction(() => document.querySelector("[role=grid]")?.scrollTop === 0);
    assert.equal(await fresh.count(), 0);
  },

  async "where there is little room, a dialog takes the list's place"(page, open) {
    await page.setViewportSize({ width: 900, height: 600 });
    await open("/dialogs");
    await page.getByRole("row").nth(2).click();
    await page.waitForURL(/\/dialogs\/[0-9a-f-]+/);
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/dialogs$/);
  },

  async "with more room, its preview lies over the list"(page, open) {
    await page.setViewportSize({ width: 1000, height: 700 });
    await open("/dialogs");
    await page.getByRole("row").nth(2).click();
    const preview = page.getByRole("complementary", { name: "Preview" });
    await preview.waitFor();
    await page.keyboard.press("Escape");
    await preview.waitFor({ state: "detached" });
  },

  ...canvasStories,
  ...editorStories,
  ...operatorStories,
  ...inboxStories,
};
