/** The list of scripts, and the panes beside the canvas. */

/** @param {number} index */
const script = (index) => `0199aaaa-0000-7000-8000-${index.toString(16).padStart(12, "0")}`;
const orders = script(1);
const failure = { code: "disk", message: "the store does not answer", details: null };

/** @param {import("playwright-core").Page} page @param {RegExp} name */
const press = (page, name) => page.getByRole("button", { name }).first().click();
/** @param {import("playwright-core").Page} page @param {string} text */
const write = async (page, text) => {
  await page.getByRole("textbox", { name: /Write as the client|Написать за клиента/ }).fill(text);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(150);
};

/** @param {import("playwright-core").Page} page */
const openEarlier = async (page) => {
  await page.getByRole("region", { name: /Earlier|Прошлые/ }).getByRole("button").first().click();
  await page.getByRole("table").waitFor();
};

/** @type {import("./scenes.mjs").Scene[]} */
export const scriptScenes = [
  { name: "scripts", path: "/scripts" },
  { name: "scripts-many", path: "/scripts", once: true, fake: { scripts: { more: 900 } } },
  { name: "scripts-narrow", path: "/scripts", once: true, small: true },
  { name: "scripts-first", path: "/scripts", once: true, fake: { empty: true } },
  { name: "scripts-no-hits", path: "/scripts?q=zzz", once: true },
  { name: "scripts-loading", path: "/scripts", once: true, fake: { silent: ["scripts_list"] } },
  { name: "scripts-error", path: "/scripts", once: true, fake: { failing: { scripts_list: failure } } },
  { name: "script-new", path: "/scripts?new=1", act: async (page) => page.getByRole("dialog").getByRole("radio").nth(3).click({ force: true }) },
  {
    name: "script-delete",
    path: "/scripts",
    act: async (page) => {
      const row = page.getByRole("grid").getByRole("row").nth(1);
      await row.getByRole("button").last().click();
      const inMenu = page.getByRole("menuitem").last();
      if ((page.viewportSize()?.width ?? 0) < 960) await inMenu.click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "script-in-use",
    path: "/scripts",
    once: true,
    act: async (page) => {
      await page.getByRole("button", { name: "Delete: Order status" }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "script-import-refused",
    path: "/scripts",
    once: true,
    fake: { failing: { script_import: { code: "malformed_file", message: "order-status.json, line 41: block \"ask\": \"when\" is \"button\", \"words\", \"pattern\", \"phrases\", \"entity\", \"file\", \"else\" or \"no_answer\", not \"voice\"; perhaps a newer program wrote it", details: null } } },
    act: async (page) => press(page, /Import/),
  },
  { name: "script-try", path: `/scripts/${orders}?pane=try`, at: "now" },
  {
    name: "script-try-path",
    path: `/scripts/${orders}?pane=try`,
    at: "now",
    act: async (page) => {
      await write(page, "Where is order 48213?");
      await page.getByRole("textbox", { name: /Body|Тело/ }).fill('{"status": "shipped", "eta": "on Tuesday, 24 November"}');
      await press(page, /^(Answer|Ответить)$/);
      await press(page, /^(Variables|Переменные)/);
      await page.waitForTimeout(200);
    },
  },
  {
    name: "script-try-server",
    path: `/scripts/${orders}?pane=try`,
    at: "now",
    once: true,
    act: async (page) => write(page, "Where is order 48213?"),
  },
  {
    name: "script-try-world",
    path: `/scripts/${orders}?pane=try`,
    at: "now",
    over: true,
    act: async (page) => {
      await press(page, /^(As|Как):/);
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "script-try-operators",
    path: `/scripts/${orders}?pane=try`,
    at: "now",
    once: true,
    small: true,
    act: async (page) => {
      await press(page, /^Person$/);
      await page.waitForTimeout(150);
      await write(page, "Anybody there?");
    },
  },
  { name: "script-try-error", path: `/scripts/${orders}?pane=try`, at: "now", once: true, fake: { failing: { script_try: { code: "invalid", message: "", details: null } } } },
  { name: "script-history", path: `/scripts/${orders}?pane=history`, at: "now" },
  {
    name: "script-history-moment",
    path: `/scripts/${orders}?pane=history`,
    at: "now",
    act: async (page) => {
      await page.getByRole("list", { name: /History|История/ }).getByRole("button").first().click();
      await page.getByRole("radiogroup", { name: /What is shown|Что показано/ }).getByRole("radio").nth(1).click({ force: true });
    },
  },
  {
    name: "script-history-whole",
    path: `/scripts/${orders}?pane=history`,
    at: "now",
    once: true,
    act: async (page) => {
      await page.getByRole("list", { name: /History/ }).getByRole("button").first().click();
      await page.getByRole("radio", { name: "Whole" }).click({ force: true });
    },
  },
  { name: "rehearse", path: `/scripts/${orders}?pane=rehearse`, at: "now" },
  {
    name: "rehearse-none",
    path: `/scripts/${orders}?pane=rehearse`,
    once: true,
    at: "now",
    fake: { scripts: { rehearsals: 0 } },
    act: async (page) => {
      await press(page, /^Dialogs of|Last 30 days/);
      await page.getByRole("option", { name: "Other days" }).click();
    },
  },
  { name: "rehearse-short", path: `/scripts/${orders}?pane=rehearse`, at: "now", act: openEarlier },
  {
    name: "rehearse-whole",
    path: `/scripts/${orders}?pane=rehearse`,
    at: "now",
    act: async (page) => {
      await openEarlier(page);
      await press(page, /^(All figures and dialogs|Все числа и диалоги)$/);
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "rehearse-behind",
    path: `/scripts/${orders}?pane=rehearse`,
    at: "now",
    act: async (page) => {
      await openEarlier(page);
      await press(page, /^(Bot ended|Завершил бот), (Draft|Черновик)/);
      await page.getByRole("grid").waitFor();
      await page.waitForTimeout(200);
    },
  },
  {
    name: "rehearse-running",
    path: `/scripts/${orders}?pane=rehearse`,
    once: true,
    at: "now",
    act: async (page) => {
      await press(page, /^Rehearse$/);
      await page.getByRole("progressbar").waitFor();
    },
  },
  { name: "dialogs-of-script", path: `/dialogs?script=${orders}&marker=order_found` },
  { name: "dialog-markers", path: "/dialogs/01a1dae5-d1a1-7a83-9e55-00000000018e", once: true },
  {
    name: "script-from-chat",
    path: "/chats/01a1dae5-c4a7-7a83-9e55-000000000000/edit?section=script",
    once: true,
    act: async (page) => {
      await page.getByRole("button", { name: /Built-in greeting/ }).click();
      await page.getByRole("option", { name: "Order status" }).click();
      await page.waitForTimeout(200);
    },
  },
];
