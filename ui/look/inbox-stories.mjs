/** What only a real browser can show of the inbox: places kept while scrolling, the focus, and a dialog done by keys alone. */
import assert from "node:assert/strict";

/** @param {number} no In the order of the stories the made-up program tells. */
const dialog = (no) => `01a1dae5-1b0c-7a83-9e55-${no.toString(16).padStart(12, "0")}`;
/** @param {import("playwright-core").Page} page */
const reply = (page) => page.getByRole("textbox", { name: "Your reply" });
/** @param {import("playwright-core").Page} page */
const thread = (page) => page.getByRole("region", { name: "Messages" });
/** @param {import("playwright-core").Page} page @param {string} method @param {...unknown} args */
const fake = (page, method, ...args) => page.evaluate(([method, args]) => /** @type {any} */ (window)["parley-fake-program"].inbox[/** @type {string} */ (method)](.../** @type {unknown[]} */ (args)), /** @type {const} */ ([method, args]));
/** @param {import("playwright-core").Page} page */
const fromEnd = (page) => thread(page).evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));

/** @type {Record<string, import("./stories.mjs").Story>} */
export const inboxStories = {
  async "inbox: a thread opens at its end and stays there"(page, open) {
    await open(`/inbox/${dialog(4)}`);
    await thread(page).waitFor();
    await page.waitForFunction(() => (document.querySelector("[role=region][aria-label=Messages]")?.scrollTop ?? 0) > 0);
    await page.waitForTimeout(300);
    assert.ok((await fromEnd(page)) <= 24, "it opens at the end");
    await fake(page, "says", dialog(4), "The newest of all");
    await thread(page).getByText("The newest of all").waitFor();
    await page.waitForTimeout(300);
    assert.ok((await fromEnd(page)) <= 24, `what comes is followed, not left ${await fromEnd(page)} px below`);
    await reply(page).fill("one\ntwo\nthree\nfour\nfive");
    await page.waitForTimeout(300);
    assert.ok((await fromEnd(page)) <= 24, "a reply box that grows does not hide it");
  },

  async "inbox: what is read keeps its place, whatever comes above or below"(page, open) {
    await open(`/inbox/${dialog(4)}`);
    await thread(page).waitFor();
    await page.waitForTimeout(500);
    // Up by hand, until earlier messages were read on the way.
    const count = () => page.evaluate(() => /** @type {any} */ (window)["parley-fake-program"].calls.filter((/** @type {any} */ call) => call.name === "thread" && call.request.before !== null).length);
    await thread(page).hover();
    for (let step = 0; step < 60 && (await count()) < 3; step += 1) {
      await page.mouse.wheel(0, -400);
      await page.waitForTimeout(60);
    }
    assert.ok((await count()) >= 3, "earlier messages are read on the way up");
    await page.waitForTimeout(600);
    const place = () =>
      thread(page).evaluate((box) => {
        const top = box.getBoundingClientRect().top;
        const item = [...box.querySelectorAll("[role=listitem]")].find((one) => one.getBoundingClientRect().top > top + 100);
        return { text: item?.textContent, at: Math.round((item?.getBoundingClientRect().top ?? 0) - top) };
      });
    const before = await place();
    await fake(page, "says", dialog(4), "Below what is read");
    await page.getByRole("button", { name: "1 new" }).waitFor();
    await page.waitForTimeout(400);
    const after = await place();
    assert.equal(after.text, before.text, "the same message is at the top");
    assert.ok(Math.abs(after.at - before.at) <= 2, `it moved by ${after.at - before.at} px`);
    await page.getByRole("button", { name: "1 new" }).click();
    await thread(page).getByText("Below what is read").waitFor();
    await page.waitForTimeout(300);
    assert.ok((await fromEnd(page)) <= 24);
  },

  async "inbox: earlier messages come without a jump"(page, open) {
    await open(`/inbox/${dialog(4)}`);
    await thread(page).waitFor();
    await page.waitForTimeout(500);
    await thread(page).hover();
    let worst = 0;
    for (let step = 0; step < 40; step += 1) {
      const marked = await thread(page).evaluate((box) => {
        const top = box.getBoundingClientRect().top;
        const item = [...box.querySelectorAll("[role=listitem]")].find((one) => one.getBoundingClientRect().top > top + 40);
        return item ? { text: item.textContent, at: item.getBoundingClientRect().top } : null;
      });
      await page.mouse.wheel(0, -120);
      await page.waitForTimeout(80);
      const moved = await thread(page).evaluate((box, marked) => {
        const item = marked && [...box.querySelectorAll("[role=listitem]")].find((one) => one.textContent === marked.text);
        return item ? Math.abs(item.getBoundingClientRect().top - marked.at - 120) : 0;
      }, marked);
      worst = Math.max(worst, moved);
    }
    console.log(`  on the way up a message was at most ${Math.round(worst)} px from where it should be`);
    assert.ok(worst <= 4, `a message jumped by ${worst} px`);
  },

  async "inbox: a dialog is taken, answered and closed by keys alone"(page, open) {
    await open("/inbox?tab=queue");
    await page.getByRole("listbox", { name: "Queue" }).waitFor();
    await page.getByRole("listbox", { name: "Queue" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Take dialog" }).waitFor();
    await page.keyboard.press("Control+Shift+A");
    await reply(page).waitFor();
    await reply(page).focus();
    await page.keyboard.type("/hel");
    await page.getByRole("option", { name: /hello/ }).waitFor();
    await page.keyboard.press("Enter");
    assert.match(await reply(page).inputValue(), /This is Anna Lindqvist/);
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("One moment, please.");
    await page.keyboard.press("Enter");
    await thread(page).getByText("One moment, please.").waitFor();
    assert.equal(await reply(page).inputValue(), "");
    await page.keyboard.press("Control+Shift+N");
    await page.getByRole("dialog", { name: "Add a note" }).waitFor();
    await page.keyboard.type("Wants it today");
    await page.keyboard.press("Control+Enter");
    await thread(page).getByText("Wants it today").waitFor();
    await page.keyboard.press("Control+Shift+D");
    await page.getByRole("dialog", { name: "Close this dialog?" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("This dialog is closed.", { exact: false }).first().waitFor();
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForURL(/\/inbox\/[0-9a-f-]+/);
  },

  async "inbox: the focus goes back to the button when what it opened closes"(page, open) {
    await open(`/inbox/${dialog(1)}`);
    await reply(page).waitFor();
    for (const name of ["Transfer", "Tags", "Add a note", "Close…", "Emoji"]) {
      const button = page.getByRole("button", { name, exact: true }).first();
      await button.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      await page.waitForFunction(() => document.activeElement?.closest("[role=dialog]") !== null);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      assert.ok(await button.evaluate((element) => element === document.activeElement), `${name} has the focus again`);
    }
  },
};
