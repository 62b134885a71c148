/** Operators and what they work with, who works here, and what they are told of. */

/** @param {string} kind @param {number} index */
const id = (kind, index) => `0199${kind}-0000-7000-8000-${index.toString(16).padStart(12, "0")}`;
const operator = (/** @type {number} */ index) => id("aaaa", index);
const failure = { code: "disk", message: "the store does not answer", details: null };

/** @param {import("playwright-core").Page} page @param {string} call @param {unknown[]} given */
const program = (page, call, ...given) =>
  page.evaluate(([name, given]) => /** @type {any} */ (window)["parley-fake-program"].desk[/** @type {string} */ (name)](.../** @type {unknown[]} */ (given)), /** @type {[string, unknown[]]} */ ([call, given]));
/** @param {import("playwright-core").Page} page */
const openDesk = async (page) => {
  await page.locator("header").first().getByRole("button", { name: /Lindqvist|Nobody|Здесь никто/ }).click();
  await page.getByRole("dialog").waitFor();
};

/** @type {import("./scenes.mjs").Scene[]} */
export const operatorScenes = [
  { name: "operators", path: "/operators" },
  { name: "operators-many", path: "/operators", once: true, fake: { desk: { moreOperators: 500 } } },
  { name: "operators-narrow", path: "/operators", once: true, small: true },
  { name: "operators-empty", path: "/operators", fake: { empty: true } },
  { name: "operators-loading", path: "/operators", once: true, fake: { silent: ["operators_list"] } },
  { name: "operators-error", path: "/operators", once: true, fake: { failing: { operators_list: failure } } },
  { name: "operators-no-hits", path: "/operators?q=zzz", once: true },
  { name: "operator-edit", path: `/operators?edit=${operator(1)}` },
  { name: "operator-edit-many", path: `/operators/groups?edit=${id("bbbb", 0)}`, once: true, fake: { desk: { moreOperators: 500 } } },
  {
    name: "operator-wrong",
    path: "/operators?edit=new",
    act: async (page) => {
      const boxes = page.getByRole("dialog").getByRole("textbox");
      await boxes.first().fill("anna lindqvist");
      await boxes.nth(1).fill("500");
    },
  },
  {
    name: "operator-overtaken",
    path: `/operators?edit=${operator(1)}`,
    act: async (page) => {
      await page.getByRole("dialog").getByRole("textbox").first().fill("Erik N.");
      await program(page, "overtake", operator(1), { name: "Erik Nilsen Berg", dialogs_max: 9 });
      await page.waitForTimeout(500);
    },
  },
  {
    name: "operator-pin",
    path: `/operators?edit=${operator(1)}`,
    once: true,
    act: async (page) => {
      await page.getByRole("button", { name: "Change", exact: true }).click();
      const pins = page.locator("input[type=password]");
      await pins.first().fill("1111");
      await pins.nth(1).fill("123456");
      await page.getByRole("button", { name: "Set a PIN" }).click();
      await page.waitForTimeout(200);
    },
  },
  {
    name: "operator-delete",
    path: "/operators",
    act: async (page) => {
      await page.getByRole("grid").getByRole("row").nth(1).getByRole("button").last().click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  { name: "groups", path: "/operators/groups" },
  { name: "group-edit", path: `/operators/groups?edit=${id("bbbb", 1)}` },
  { name: "replies", path: "/operators/replies" },
  {
    name: "reply-edit",
    path: `/operators/replies?edit=${id("dddd", 0)}`,
    act: async (page) => {
      await page.getByRole("dialog").getByRole("textbox").nth(1).fill("Hello {client}!");
    },
  },
  { name: "tags", path: "/operators/tags" },
  {
    name: "tag-edit",
    over: true,
    path: `/operators/tags?edit=${id("cccc", 0)}`,
    act: async (page) => {
      await page.getByRole("dialog").locator("[data-path=colour] button").click();
      await page.getByRole("slider").first().waitFor({ state: "attached" });
    },
  },
  { name: "attributes", path: "/operators/attributes" },
  { name: "attribute-edit", path: `/operators/attributes?edit=${id("eeee", 0)}` },
  { name: "desk", over: true, path: "/chats", act: openDesk },
  { name: "desk-many", over: true, path: "/chats", once: true, fake: { desk: { moreOperators: 40, presence: "pause" } }, act: openDesk },
  { name: "desk-nobody", over: true, path: "/chats", once: true, fake: { desk: { worksAs: -1 } }, act: openDesk },
  {
    name: "desk-pin",
    path: "/chats",
    act: async (page) => {
      await openDesk(page);
      await page.getByRole("menuitem", { name: /Erik/ }).click();
      for (let tries = 0; tries < 5; tries += 1) {
        await page.locator("input[type=password]").fill("0000");
        await page.keyboard.press("Enter");
        await page.waitForTimeout(300);
      }
    },
  },
];
