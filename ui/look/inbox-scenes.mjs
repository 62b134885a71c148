/** The inbox: its lists, threads, the reply box, the card, and what stands in their place. */

/** @param {number} no In the order of the stories the made-up program tells. */
const dialog = (no) => `01a1dae5-1b0c-7a83-9e55-${no.toString(16).padStart(12, "0")}`;
const maja = dialog(1);
const failure = { code: "disk", message: "the store does not answer", details: null };

/** @param {import("playwright-core").Page} page */
const reply = (page) => page.getByRole("textbox", { name: /Your reply|Ваш ответ/ });
/** @param {import("playwright-core").Page} page @param {string} method @param {...unknown} args */
const fake = (page, method, ...args) => page.evaluate(([method, args]) => /** @type {any} */ (window)["parley-fake-program"].inbox[/** @type {string} */ (method)](.../** @type {unknown[]} */ (args)), /** @type {const} */ ([method, args]));
/** @param {import("playwright-core").Page} page @param {RegExp} name */
const press = (page, name) => page.getByRole("button", { name }).first().click();

/** @type {import("./scenes.mjs").Scene[]} */
export const inboxScenes = [
  { name: "inbox", path: `/inbox/${maja}`, at: "now", middle: true, act: async (page) => fake(page, "writes", dialog(7)) },
  {
    name: "inbox-quick",
    path: `/inbox/${maja}`,
    at: "now",
    act: async (page) => {
      await reply(page).fill("/rep");
      await page.getByRole("listbox", { name: /Quick|Быстрые/ }).waitFor();
    },
  },
  { name: "inbox-unchosen", path: "/inbox", at: "now" },
  { name: "inbox-queue", path: `/inbox/${dialog(9)}?tab=queue`, at: "now" },
  { name: "inbox-help", path: "/inbox?tab=help", at: "now", once: true },
  { name: "inbox-all", path: `/inbox/${dialog(14)}?tab=all`, at: "now", once: true },
  { name: "inbox-many", path: "/inbox?tab=all", at: "now", once: true, fake: { inbox: { more: 3000 } } },
  { name: "inbox-search", path: "/inbox?tab=search", at: "now", once: true },
  { name: "inbox-found", path: `/inbox/${dialog(16)}?tab=search&q=петр&read=1`, at: "now" },
  { name: "inbox-not-found", path: "/inbox?tab=search&q=zzz", at: "now", once: true },
  { name: "inbox-empty", path: "/inbox", at: "now", fake: { inbox: { none: true } } },
  { name: "inbox-loading", path: "/inbox", at: "now", once: true, fake: { silent: ["inbox_list", "inbox_counts", "inbox_counters"] } },
  { name: "inbox-error", path: `/inbox/${maja}`, at: "now", once: true, fake: { failing: { inbox_list: failure, thread: failure, card: failure } } },
  { name: "inbox-gone", path: `/inbox/${dialog(4000)}`, at: "now", once: true },
  { name: "inbox-nobody", path: "/inbox", at: "now", fake: { desk: { worksAs: -1 } } },
  { name: "inbox-no-operators", path: "/inbox", at: "now", once: true, fake: { empty: true, status: { welcome: false } } },
  { name: "inbox-paused", path: `/inbox/${dialog(0)}`, at: "now", fake: { desk: { presence: "pause" } } },
  { name: "inbox-long", path: `/inbox/${dialog(4)}`, at: "now" },
  {
    name: "inbox-scrolled",
    path: `/inbox/${dialog(4)}`,
    at: "now",
    once: true,
    act: async (page) => {
      await page.getByRole("region", { name: "Messages" }).evaluate((box) => box.scrollBy({ top: -2_000 }));
      await page.waitForTimeout(300);
      await fake(page, "says", dialog(4), "One more thing");
      await fake(page, "says", dialog(4), "And another");
      await page.waitForTimeout(500);
    },
  },
  {
    name: "inbox-picture",
    path: `/inbox/${maja}`,
    at: "now",
    once: true,
    over: true,
    act: async (page) => {
      await page.getByRole("button", { name: /IMG_2044/ }).first().click();
      await page.getByRole("dialog", { name: /IMG_2044/ }).waitFor();
    },
  },
  {
    name: "inbox-told",
    path: `/inbox/${maja}`,
    at: "now",
    once: true,
    act: async (page) => {
      await press(page, /^(Take off|Снять):/);
      await page.getByRole("button", { name: /^(Undo|Отменить)$/ }).waitFor();
    },
  },
  { name: "inbox-waits", path: `/inbox/${dialog(6)}`, at: "now", once: true },
  { name: "inbox-draft", path: `/inbox/${dialog(5)}`, at: "now", once: true },
  {
    name: "inbox-files",
    path: `/inbox/${maja}`,
    at: "now",
    act: async (page) => {
      await press(page, /Attach|Прикрепить/);
      await page.getByRole("group", { name: /^(Reply|Ответ)$/ }).evaluate((box) => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "setup.exe"));
        data.items.add(new File(["x"], "photo of the zip.png"));
        box.closest("section")?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      });
      await page.waitForTimeout(300);
    },
  },
  {
    name: "inbox-emoji",
    over: true,
    path: `/inbox/${maja}`,
    at: "now",
    act: async (page) => {
      await press(page, /^(Emoji|Эмодзи)$/);
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "inbox-transfer",
    over: true,
    path: `/inbox/${maja}`,
    at: "now",
    act: async (page) => {
      await press(page, /^(Transfer|Передать)$/);
      await page.getByRole("menuitem").first().waitFor();
    },
  },
  {
    name: "inbox-tags",
    over: true,
    path: `/inbox/${maja}`,
    at: "now",
    once: true,
    act: async (page) => {
      await press(page, /^(Tags|Метки)$/);
      await page.getByRole("option", { name: "Complaint" }).click();
    },
  },
  {
    name: "inbox-note",
    over: true,
    path: `/inbox/${maja}`,
    at: "now",
    once: true,
    act: async (page) => {
      await press(page, /Add a note/);
      await page.keyboard.type("Batch 44 again. Swap it.");
      await page.keyboard.press("Control+Enter");
      await page.waitForTimeout(300);
      await press(page, /Add a note/);
      await page.keyboard.type("And one more");
    },
  },
  {
    name: "inbox-close",
    over: true,
    path: `/inbox/${maja}`,
    at: "now",
    act: async (page) => {
      await press(page, /^(Close…|Закрыть…)$/);
      await page.getByRole("radio").first().waitFor({ state: "attached" });
    },
  },
  { name: "inbox-spam", path: `/inbox/${maja}`, at: "now", once: true, act: async (page) => press(page, /^Spam$/) },
  {
    name: "inbox-card",
    path: `/inbox/${maja}`,
    at: "now",
    middle: true,
    act: async (page) => {
      // Where there is room, it is in sight anyway.
      if ((page.viewportSize()?.width ?? 0) < 1100) await press(page, /^(Client|Клиент)$/);
    },
  },
  {
    name: "inbox-card-edit",
    path: `/inbox/${maja}`,
    at: "now",
    once: true,
    act: async (page) => {
      await press(page, /Edit E-mail/);
      await page.keyboard.type("not an address");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "inbox-failed",
    path: `/inbox/${maja}`,
    at: "now",
    fake: { failing: { dialog_send: { code: "text_too_long", message: "", details: { limit: 4000 } } } },
    act: async (page) => {
      await reply(page).fill("We’ll swap the jacket for a new one, Maja. The label is in your mail.");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "inbox-held",
    path: `/inbox/${maja}`,
    at: "now",
    once: true,
    act: async (page) => {
      await reply(page).fill("We’ll swap the jacket for a new one, Maja.");
      await fake(page, "overtake", maja, false);
      await page.keyboard.press("Enter");
      await page.waitForTimeout(400);
    },
  },
];
