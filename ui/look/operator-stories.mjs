/** What only a real browser can show of operators and the desk: keys, focus and dragging. */
import assert from "node:assert/strict";

/** @param {import("playwright-core").Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");
/** @param {import("playwright-core").Page} page @param {RegExp} name */
async function tabTo(page, name) {
  for (let step = 0; step < 60; step += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never came to ${name}`);
}
/** @param {import("playwright-core").Page} page */
const attributes = (page) => page.getByRole("row").evaluateAll((rows) => rows.map((row) => row.querySelector("span[title]")?.getAttribute("title")));

/** @type {Record<string, import("./stories.mjs").Story>} */
export const operatorStories = {
  async "an operator is made by keys alone, and the list has the focus again"(page, open) {
    await open("/operators");
    await page.getByRole("grid").waitFor();
    await tabTo(page, /^New operator$/);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
    await page.keyboard.type("Kai");
    await tabTo(page, /^Orders/);
    await page.keyboard.press("Space");
    assert.equal(await page.getByRole("option", { name: "Orders" }).getAttribute("aria-selected"), "true");
    await tabTo(page, /^By the week$|^$/);
    await page.keyboard.press("Control+s");
    await page.getByRole("row", { name: /Kai/ }).waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.waitForTimeout(300);
    assert.equal(await focused(page), "New operator");
  },

  async "a row is opened by Enter, and the focus comes back to the list"(page, open) {
    await open("/operators");
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
  },

  async "the focus is not lost with an operator that goes"(page, open) {
    await open("/operators");
    await page.getByRole("button", { name: "Delete: Erik Nilsen" }).click();
    await page.getByRole("button", { name: "Delete operator" }).click();
    await page.getByRole("row", { name: /Erik/ }).waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
    await page.goto(new URL("/operators/tags", page.url()).href);
    await page.getByRole("button", { name: "Delete: VIP" }).click();
    await page.getByRole("row", { name: /VIP/ }).waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
  },

  async "attributes are put in order by dragging, by keys that drag, and by Alt with the arrows"(page, open) {
    await open("/operators/attributes");
    await page.getByRole("row", { name: /Last order/ }).waitFor();
    await page.getByRole("row", { name: /Agreed/ }).dragTo(page.getByRole("row", { name: /Member/ }), { targetPosition: { x: 200, y: 3 } });
    await page.waitForFunction(() => document.querySelector("[role=row] span[title]")?.getAttribute("title") === "Agreed to the newsletter");
    await page.getByRole("row", { name: /Last order/ }).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await page.waitForTimeout(300);
    assert.deepEqual(await attributes(page), ["Agreed to the newsletter", "Last order", "Member", "Дата рождения"]);
    assert.match(await focused(page), /Last order/, "the moved one keeps the focus");
    await page.keyboard.press("Alt+ArrowUp");
    await page.waitForTimeout(300);
    assert.equal((await attributes(page))[0], "Last order", "and can be moved on");
  },

  async "who works here is chosen by keys, and their PIN asked"(page, open) {
    await open("/chats");
    await page.getByRole("grid").waitFor();
    await tabTo(page, /^Anna Lindqvist: Online$/);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Who works here" }).waitFor();
    await tabTo(page, /Erik Nilsen/);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement && document.activeElement.type === "password");
    await page.keyboard.type("2468");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Erik Nilsen: Pause" }).waitFor();
    await page.keyboard.press("Control+.");
    await page.getByRole("button", { name: "Erik Nilsen: Online" }).waitFor();
  },

  async "500 operators make neither typing nor choosing slow"(page, open) {
    await page.addInitScript((stored) => localStorage.setItem("parley.fake", stored), JSON.stringify({ desk: { moreOperators: 500 } }));
    await open("/operators/groups?edit=new");
    await page.getByRole("textbox", { name: "Name" }).click();
    const began = Date.now();
    await page.keyboard.type("abcdefghij");
    const each = (Date.now() - began) / 10;
    console.log(`  ${each.toFixed(0)} ms a key`);
    assert.ok(each < 150, `${each} ms a key`);
    const option = page.getByRole("option", { name: "Operator 300", exact: true });
    await page.getByRole("searchbox", { name: "Find in: Members" }).fill("operator 300");
    await option.waitFor();
    await page.getByRole("searchbox", { name: "Find in: Members" }).fill("");
    await page.getByRole("option", { name: "Anna Lindqvist" }).waitFor();
    const pressed = Date.now();
    await page.getByRole("option", { name: "Anna Lindqvist" }).click();
    await page.locator("[role=option][aria-selected=true]").waitFor();
    console.log(`  ${Date.now() - pressed} ms a choice`);
    assert.ok(Date.now() - pressed < 1_000, "a choice is seen at once");
  },
};
