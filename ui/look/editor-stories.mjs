/** What only a real browser can show of the chat editor: the widget in its frame, focus and keys. */
import assert from "node:assert/strict";

const first = "01a1dae5-c4a7-7a83-9e55-000000000000";
/** @param {string} section */
const at = (section) => `/chats/${first}/edit?section=${section}`;

/** At most this long may a change take until it is seen, in milliseconds; a busy machine counts in. */
const AT_ONCE = 1_500;

/** @type {Record<string, import("./stories.mjs").Story>} */
export const editorStories = {
  async "each change shows in the widget at once, and what is wrong leaves it as it was"(page, open) {
    await open(at("general"));
    const widget = page.frameLocator("iframe");
    await widget.getByRole("heading", { name: "Online store: orders", includeHidden: true }).waitFor();
    const began = Date.now();
    await page.getByRole("textbox", { name: "Name" }).fill("Gift cards");
    await widget.getByRole("heading", { name: "Gift cards", includeHidden: true }).waitFor();
    assert.ok(Date.now() - began < AT_ONCE, `seen after ${Date.now() - began} ms`);

    await page.getByRole("radio", { name: "Русский" }).click({ force: true });
    await widget.getByPlaceholder("Напишите сообщение").waitFor();

    await page.getByRole("button", { name: "Messenger links" }).click();
    await page.getByRole("textbox", { name: "Telegram" }).fill("https://t.me/fjell");
    await widget.locator("a[href='https://t.me/fjell']").first().waitFor({ state: "attached" });
    await page.getByRole("radio", { name: "Button" }).click({ force: true });
    await widget.locator("main").waitFor({ state: "hidden" });
    await page.getByRole("radio", { name: "Panel" }).click({ force: true });
    await widget.locator("main").waitFor();
  },

  async "nothing in the preview takes the focus"(page, open) {
    await open(at("service_level"));
    await page.frameLocator("iframe").locator("main").waitFor();
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press("Tab");
      assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "IFRAME");
    }
  },

  async "the window of the editor stays in its frame wherever Tab leads"(page, open) {
    await page.setViewportSize({ width: 900, height: 600 });
    for (const section of ["general", "script", "feedback", "queue", "service_level", "appearance"]) {
      await open(at(section));
      await page.getByRole("dialog").getByRole("heading", { level: 3 }).first().waitFor();
      for (let step = 0; step < 60; step += 1) {
        await page.keyboard.press("Tab");
        const moved = await page.evaluate(() => {
          const sheet = document.querySelector("[role=dialog]")?.parentElement;
          return [sheet, ...(sheet?.querySelectorAll("[role=dialog], [role=dialog] > div") ?? [])].some((part) => (part?.scrollTop ?? 0) !== 0);
        });
        assert.ok(!moved, `${section}: it was scrolled out of its frame by Tab no. ${step + 1}`);
      }
    }
  },

  async "the focus is never lost"(page, open) {
    const focused = () => page.evaluate(() => document.activeElement?.tagName + " " + (document.activeElement?.getAttribute("aria-label") ?? ""));
    /** @param {string} after */
    const held = async (after) => {
      await page.waitForTimeout(400);
      assert.ok(!(await focused()).startsWith("BODY"), `lost after ${after}`);
    };
    await open("/chats");
    await page.getByRole("button", { name: "New chat" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Gifts");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByText("“Gifts” was created").waitFor();
    await held("a chat is made");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Delete: Gifts" }).click();
    await page.getByRole("button", { name: "Delete chat" }).click();
    await page.getByRole("row", { name: /Gifts/ }).waitFor({ state: "detached" });
    await held("a chat is deleted");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("row", { name: /Gifts/ }).waitFor();
    await held("it is taken back");

    await open(at("general"));
    await page.getByRole("textbox", { name: "Name" }).fill("Returns");
    await page.getByRole("button", { name: "Discard" }).click();
    await held("discarding");
    await page.getByRole("textbox", { name: "Name" }).fill("Returns");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("“Returns” was saved").waitFor();
    await held("saving");
  },

  async "every part is filled in by keys alone"(page, open) {
    await open(at("general"));
    await page.getByRole("textbox", { name: "Name" }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");
    /** @param {RegExp} name */
    const tabTo = async (name) => {
      for (let step = 0; step < 80; step += 1) {
        if (name.test(await focused())) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`Tab never came to ${name}`);
    };
    await page.keyboard.press("End");
    await page.keyboard.type(" and gifts");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    assert.ok(await page.getByRole("radio", { name: "English" }).isChecked(), "arrows choose the language");
    await tabTo(/^Feedback$/);
    await page.keyboard.press("Enter");
    await page.getByRole("switch", { name: "Ask for a rating" }).waitFor();
    await tabTo(/^Ask for a rating$/);
    await page.keyboard.press("Space");
    assert.ok(await page.getByRole("switch", { name: "Ask for a rating" }).isChecked());
    await tabTo(/^Add a result$/);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Result 1");
    await page.keyboard.type("Solved");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Result 2");
    await page.keyboard.type("Open");
    await page.keyboard.press("Alt+ArrowUp");
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement && document.activeElement.value === "Open" && document.activeElement.getAttribute("aria-label") === "Result 1");
    await page.keyboard.press("Control+s");
    await page.getByText("was saved").waitFor();
  },

  async "Undo of a note is reached by keys from within the editor, and gives the focus back"(page, open) {
    await open(`/chats/${first}/edit?section=channels`);
    const web = page.getByRole("switch", { name: "Web widget" });
    await web.focus();
    await page.keyboard.press("Space");
    await page.getByText("Web widget is off").waitFor();
    await page.keyboard.press("F6");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Undo");
    await page.keyboard.press("Enter");
    await page.getByText("Web widget is on").waitFor();
    assert.ok(await web.isChecked());
    assert.ok(await page.evaluate(() => document.activeElement?.closest("[role=dialog]")), "the focus is in the editor again");
  },

  async "a time zone is found by a part of its name"(page, open) {
    await open(at("general"));
    await page.getByRole("combobox", { name: "Time zone" }).click();
    await page.keyboard.type("tokyo", { delay: 30 });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.equal(await page.getByRole("combobox", { name: "Time zone" }).inputValue(), "Asia/Tokyo");
    await page.getByText("kept as a draft").waitFor();
  },

  async "400 holidays and 200 sites do not make typing slow"(page, open) {
    const day = (/** @type {number} */ index) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
    const holidays = Array.from({ length: 400 }, (_, index) => ({ first: day(index), last: day(index), name: `Day ${index}` }));
    const general = { language: null, knowledge_base: "", time_zone: null, working_hours: null, holidays };
    const widget = { allowed_sites: Array.from({ length: 200 }, (_, index) => `https://s${index}.example`) };
    await page.addInitScript((stored) => localStorage.setItem("parley.fake", stored), JSON.stringify({ first: { general, widget } }));
    for (const [section, field] of [["general", page.getByRole("textbox", { name: "Name" })], ["code", page.getByRole("textbox", { name: "Site 1", exact: true })]]) {
      await open(at(String(section)));
      const box = /** @type {import("playwright-core").Locator} */ (field);
      await box.click();
      const began = Date.now();
      await page.keyboard.type("abcdefghij");
      const each = (Date.now() - began) / 10;
      console.log(`  ${section}: ${each.toFixed(0)} ms a key`);
      assert.ok(each < 150, `${section}: ${each} ms a key`);
    }
  },
};
