/** A script is built, by keys and by the mouse. */
import assert from "node:assert/strict";

const empty = "/scripts/0199aaaa-0000-7000-8000-000000000004";
const orders = "/scripts/0199aaaa-0000-7000-8000-000000000001";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const canvas = (page) => page.locator(".script-canvas");
/** What the made-up program was given last to keep. @param {Page} page */
const saved = async (page) => {
  await page.waitForTimeout(900);
  return page.evaluate(() => {
    const calls = /** @type {any} */ (window)["parley-fake-program"].calls;
    return calls.filter((/** @type {any} */ call) => call.name === "script_save").at(-1)?.request.draft;
  });
};
/** @param {Page} page @param {string} words */
const add = async (page, words) => {
  await canvas(page).focus();
  await page.keyboard.press("a");
  await page.getByRole("combobox", { name: /^Add/ }).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
};
/** @param {Page} page @param {string} name */
const field = (page, name) => page.getByRole("complementary", { name: "Properties" }).getByRole("textbox", { name, exact: true });

/** @type {Record<string, import("./stories.mjs").Story>} */
export const canvasStories = {
  async "a script is built from nothing by keys alone"(page, open) {
    await open(empty);
    await page.locator("#block-start").waitFor();
    await add(page, "question");
    // Enter leads into the fields, and Tab through them.
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.closest("[data-field]")?.getAttribute("data-field")?.split("/").at(-1)), "title");
    await page.keyboard.press("Tab");
    await page.keyboard.type("How can I help?");
    await add(page, "to operators");
    // Up to the question, and from there to a new block on another branch.
    await page.keyboard.press("ArrowUp");
    assert.match((await canvas(page).getAttribute("aria-activedescendant")) ?? "", /^block-question_/);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Add a branch" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Button" }).waitFor();
    await page.keyboard.press("Enter");
    await field(page, "Title").focus();
    await page.keyboard.type("Hours");
    await add(page, "message");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("We are here from 9 to 18.");
    // C chooses where it leads.
    await canvas(page).focus();
    await page.keyboard.press("c");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("How can");
    await page.keyboard.press("Tab");
    const draft = await saved(page);
    const types = draft.blocks.map((/** @type {any} */ block) => block.type);
    assert.deepEqual(types, ["start", "question", "transfer", "message"]);
    const [start, question, transfer, message] = draft.blocks;
    assert.equal(start.next, question.id);
    assert.deepEqual(question.branches, [{ when: "button", title: "Hours", next: message.id }, { when: "else", next: transfer.id }]);
    assert.equal(message.next, question.id);
    assert.equal(message.text, "We are here from 9 to 18.");
    await page.getByText("Nothing is wrong").waitFor();
    await page.getByRole("button", { name: "Publish" }).press("Enter");
    await page.getByText("Version 1 is published").waitFor();
  },

  async "blocks are dragged from the list, joined, moved together and put back by undo"(page, open) {
    await open(empty);
    await page.locator("#block-start").waitFor();
    await page.getByRole("button", { name: "Add a block" }).click();
    const option = await page.getByRole("option", { name: /^Message/ }).boundingBox();
    assert.ok(option);
    await page.mouse.move(option.x + 40, option.y + 10);
    await page.mouse.down();
    await page.mouse.move(option.x + 120, option.y + 40, { steps: 4 });
    await page.mouse.move(620, 470, { steps: 6 });
    await page.mouse.up();
    const message = page.locator(".react-flow__node", { has: page.getByText("Message") }).first();
    await message.waitFor();
    const from = await page.locator('[data-id="start"] .port-out').boundingBox();
    const to = await message.boundingBox();
    assert.ok(from && to);
    await page.mouse.move(from.x + 1, from.y + 1);
    await page.mouse.down();
    await page.mouse.move(from.x + 10, from.y + 30, { steps: 4 });
    await page.mouse.move(to.x + to.width / 2, to.y + 1, { steps: 8 });
    await page.mouse.up();
    await page.locator(".react-flow__edge").waitFor();
    let draft = await saved(page);
    assert.equal(draft.blocks[0].next, draft.blocks[1].id);
    /** @returns {[number, number][]} */
    const places = () => draft.blocks.map((/** @type {any} */ block) => block.at);
    const [start, at] = places();
    assert.ok(start && at);
    // A box around both, and both are moved.
    await page.mouse.move(300, 250);
    await page.mouse.down();
    await page.mouse.move(400, 300, { steps: 4 });
    await page.mouse.move(960, 560, { steps: 6 });
    await page.mouse.up();
    await page.getByRole("heading", { name: "2 blocks" }).waitFor();
    const box = await message.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 30, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 20, { steps: 4 });
    await page.mouse.move(box.x + 110, box.y + 52, { steps: 6 });
    await page.mouse.up();
    draft = await saved(page);
    const moved = places();
    const [across, down] = [(moved[1]?.[0] ?? 0) - at[0], (moved[1]?.[1] ?? 0) - at[1]];
    assert.ok(across >= 64 && down >= 32, `it was moved by ${across} and ${down}`);
    assert.deepEqual(moved[0], [start[0] + across, start[1] + down], "both by as much");
    await page.keyboard.press("Control+z");
    draft = await saved(page);
    assert.deepEqual(places(), [start, at]);
    await page.keyboard.press("Control+y");
    draft = await saved(page);
    assert.deepEqual(places(), moved);
  },

  async "blocks are copied from one script into another"(page, open) {
    await open(orders);
    await page.locator("#block-find").click({ position: { x: 60, y: 14 } });
    await page.keyboard.press("Control+c");
    await page.getByRole("button", { name: "Scripts" }).first().click();
    await page.getByText("After the dialog").first().dblclick();
    await page.locator("#block-start").waitFor();
    await canvas(page).focus();
    await page.keyboard.press("Control+v");
    const draft = await saved(page);
    assert.equal(draft.blocks.length, 2);
    const [, copy] = draft.blocks;
    assert.equal(copy.url, "https://api.fjell.example/v2/orders/{order}");
    assert.notEqual(copy.id, "find");
    assert.deepEqual(copy.branches, [{ when: "ok" }, { when: "failed" }], "what it led to is not in this script");
  },

  async "a problem leads to its field, and what is typed is still there after the window broke down"(page, open) {
    await open(orders);
    await page.locator("#block-ai").waitFor();
    await page.getByRole("button", { name: /Leads nowhere/ }).click();
    const at = await page.evaluate(() => document.activeElement?.closest("[data-field]")?.getAttribute("data-field"));
    assert.equal(at, "ai/1/next");
    // The program does not answer any more, and the window goes.
    await page.evaluate(() => {
      const program = /** @type {any} */ (window)["parley-fake-program"];
      program.call = () => new Promise(() => undefined);
    });
    await field(page, "Name").fill("Ask the model");
    await page.waitForTimeout(700);
    await page.reload();
    await page.getByRole("heading", { name: "Order status" }).waitFor();
    await page.locator("#block-ai").getByText("Ask the model").waitFor();
  },
};
