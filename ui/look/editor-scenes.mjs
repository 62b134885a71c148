/** The chat editor: each of its parts, and what goes wrong in it. */

const first = "01a1dae5-c4a7-7a83-9e55-000000000000";
const third = "01a1dae5-c4a7-7a83-9e55-000000000002";
const failure = { code: "disk", message: "the store does not answer", details: null };

/** @param {string} section */
const at = (section) => `/chats/${first}/edit?section=${section}`;

const day = [{ from: "09:00", to: "13:00" }, { from: "14:00", to: "18:00" }];
const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: [{ from: "09:00", to: "16:30" }], saturday: [], sunday: [] };

/** A chat of somebody who has set a lot. */
const general = {
  language: null,
  knowledge_base: "https://help.fjell.example",
  time_zone: "Europe/Oslo",
  working_hours: week,
  holidays: [
    { first: "2026-12-24", last: "2026-12-26", name: "Christmas" },
    { first: "2027-01-01", last: "2027-01-01", name: "New Year" },
  ],
};
const feedback = { ask: true, after_s: 600, scale: "ten", text: "", ask_result: true, results: ["Solved", "Passed on to the workshop", "No answer from the client"] };
const web = { bot: 0, operator: 12_500, client: 0 };
const prices = [
  { from: "2026-01-01", currency: "EUR", dialog: 50_000, free_messages: 1000, channels: { web } },
  { from: "2027-01-01", currency: "EUR", dialog: 60_000, free_messages: 1000, channels: { web, whatsapp: { bot: 34_500, operator: 34_500, client: 5 } } },
];
const links = { telegram: "https://t.me/fjell_store", whatsapp: "https://wa.me/4721234567" };
const widget = { allowed_sites: ["https://fjell.example", "https://*.fjell.example"] };

/** @type {import("./scenes.mjs").Scene[]} */
export const editorScenes = [
  { name: "new-chat", path: "/chats/new" },
  { name: "editor-general", path: at("general"), fake: { first: { general } } },
  { name: "editor-general-long-name", path: `/chats/${third}/edit`, once: true },
  {
    name: "editor-holiday",
    path: at("general"),
    fake: { first: { general } },
    once: true,
    act: async (page) => {
      await page.getByRole("button", { name: /^Change: / }).first().click();
      await page.getByRole("button", { name: "Add a holiday" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "editor-zone",
    over: true,
    path: at("general"),
    once: true,
    act: async (page) => {
      await page.getByRole("combobox").click();
      await page.keyboard.type("osl");
      await page.getByRole("option").first().waitFor();
    },
  },
  { name: "editor-script", path: at("script") },
  { name: "editor-feedback", path: at("feedback"), fake: { first: { feedback } } },
  { name: "editor-warned", path: `/chats/${third}/edit?section=feedback`, once: true },
  { name: "editor-queue", path: at("queue") },
  {
    name: "editor-numbers",
    path: at("queue"),
    once: true,
    act: async (page) => {
      await page.getByRole("textbox", { name: "Time in the queue" }).fill("soon");
      await page.getByRole("textbox", { name: "Operator’s silence" }).fill("100000");
      await page.getByRole("textbox", { name: "Words of the notice" }).fill("You are {place}.");
      await page.getByText("Must be from").waitFor();
    },
  },
  { name: "editor-service-level", path: at("service_level"), once: true },
  { name: "editor-appearance", path: at("appearance") },
  {
    name: "editor-palette",
    over: true,
    path: at("appearance"),
    act: async (page) => {
      await page.locator("[data-path='appearance.colours.operator'] button").click();
      await page.getByRole("slider").first().waitFor({ state: "attached" });
    },
  },
  {
    name: "editor-links",
    path: at("links"),
    fake: { first: { links } },
    act: async (page) => {
      await page.getByRole("textbox", { name: "Viber" }).fill("fjell");
      await page.getByText(/viber:\/\/pa/).waitFor();
    },
  },
  { name: "editor-channels", path: `/chats/${third}/edit?section=channels` },
  { name: "editor-prices", path: at("prices"), fake: { first: { prices } } },
  { name: "editor-prices-none", path: at("prices"), once: true },
  {
    name: "editor-code",
    path: at("code"),
    fake: { first: { widget } },
    act: async (page) => {
      await page.getByPlaceholder("https://shop.example").fill("fjell.no");
      await page.keyboard.press("Enter");
      await page.locator("[aria-invalid]").waitFor();
    },
  },
  {
    name: "editor-closed-phone",
    path: at("links"),
    once: true,
    fake: { first: { links } },
    act: async (page) => {
      await page.getByRole("radio", { name: "Button" }).click({ force: true });
      await page.getByRole("radio", { name: "On a phone" }).click({ force: true });
    },
  },
  {
    name: "editor-conflict",
    path: at("general"),
    act: async (page) => {
      await page.getByRole("textbox").first().fill("Online store: orders and gifts");
      await page.evaluate((id) => /** @type {any} */ (window)["parley-fake-program"].overtake(id, { name: "Online store" }), first);
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "editor-merged",
    path: at("general"),
    once: true,
    act: async (page) => {
      await page.getByRole("textbox", { name: "Knowledge base" }).fill("https://help.fjell.example");
      await page.evaluate((id) => /** @type {any} */ (window)["parley-fake-program"].overtake(id, { name: "Online store" }), first);
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "editor-previewed",
    path: at("appearance"),
    once: true,
    small: true,
    act: async (page) => page.getByRole("button", { name: "Preview" }).click(),
  },
  {
    name: "editor-more",
    over: true,
    path: at("general"),
    once: true,
    act: async (page) => page.getByRole("button", { name: "More" }).click(),
  },
  { name: "editor-loading", path: at("general"), once: true, fake: { silent: ["chat_settings"] } },
  { name: "editor-error", path: at("general"), once: true, fake: { failing: { chat_settings: failure } } },
  { name: "editor-gone", path: "/chats/01a1dae5-c4a7-7a83-9e55-ffffffffffff/edit", once: true },
];
