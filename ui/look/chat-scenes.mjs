/** What stands around the chat editor: the list's own states, palette, pictures, history, comparing, copying, the frame code. */

const first = "01a1dae5-c4a7-7a83-9e55-000000000000";
const second = "01a1dae5-c4a7-7a83-9e55-000000000001";

/** @param {import("playwright-core").Page} page */
const fake = (page) => ({
  /** @param {string} id @param {any} change */
  overtake: (id, change) => page.evaluate(([id, change]) => /** @type {any} */ (window)["parley-fake-program"].overtake(id, change), [id, change]),
});

/** A chat that was changed by two people in many ways. @param {import("playwright-core").Page} page */
async function changed(page) {
  const appearance = { colours: { bot: "#dcebe3", operator: "#2e8b6d", user: "#e9ece6", buttons: "#7a3e12", buttons_text: "#ffffff" }, pictures: { bot: null, operator: null, user: null } };
  const queue = { operator_idle_s: 120, operator_idle_to: "next_operator", time_s: 900, notify_min: { web: 2, messengers: 0 }, text: "", busy_text: "All of us are talking to other clients right now. Please stay here: whoever is free first will answer you, usually within ten minutes." };
  const day = [{ from: "09:00", to: "18:00" }];
  const working_hours = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: [{ from: "09:00", to: "16:30" }], saturday: [], sunday: [] };
  const general = { language: "ru", knowledge_base: "https://help.fjell.example", time_zone: "Europe/Oslo", working_hours, holidays: [{ first: "2026-12-24", last: "2026-12-26", name: "Christmas" }] };
  await fake(page).overtake(second, { appearance });
  await fake(page).overtake(second, { queue, links: { telegram: "https://t.me/fjell", whatsapp: "https://wa.me/4721234567" } });
  await fake(page).overtake(second, { general, widget: { allowed_sites: ["https://fjell.example", "https://*.fjell.example"] } });
}

/** @param {import("playwright-core").Page} page */
const openPalette = async (page) => {
  await page.locator("[data-path='appearance.colours.operator'] button").click();
  await page.getByRole("slider").first().waitFor({ state: "attached" });
};

/** @type {import("./scenes.mjs").Scene[]} */
export const chatScenes = [
  { name: "chats-by-name", path: "/chats?sort=name", once: true, fake: { moreChats: 9 } },
  {
    name: "chats-off",
    path: "/chats",
    fake: { moreChats: 4 },
    act: async (page) => {
      await page.evaluate(async (id) => {
        const program = /** @type {any} */ (window)["parley-fake-program"];
        for (const { id: channel } of await program.call("channels_list", { chat: id })) await program.call("channel_switch", { id: channel, on: false });
        localStorage.setItem(`parley.draft.${id.slice(0, -1)}2`, "{}");
      }, second);
      await page.getByRole("searchbox").fill(" ");
      await page.waitForTimeout(400);
    },
  },
  {
    name: "chats-shown",
    over: true,
    path: "/chats?shown=on",
    once: true,
    act: async (page) => page.locator("main [aria-haspopup]").first().click(),
  },
  {
    name: "chats-narrow",
    over: true,
    path: "/chats",
    once: true,
    small: true,
    act: async (page) => {
      await page.getByRole("grid").getByRole("row").nth(2).getByRole("button").click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "chats-duplicated",
    path: "/chats",
    once: true,
    act: async (page) => page.getByRole("button", { name: "Duplicate: Returns and exchanges" }).click(),
  },
  {
    name: "import-refused",
    path: "/chats",
    fake: {
      failing: {
        chat_import: {
          code: "invalid",
          message: "",
          details: [
            { field: "queue.time_s", code: "out_of_range", least: 0, most: 86_400 },
            { field: "widget.allowed_sites.2", code: "twice" },
            { field: "appearance.colours.bot", code: "not_a_colour", text: "greenish" },
          ],
        },
      },
    },
    act: async (page) => {
      await page.locator("header button").nth(-2).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "palette-below-aa",
    over: true,
    path: `/chats/${first}/edit?section=appearance`,
    act: async (page) => {
      await page.locator("[data-path='appearance.colours.buttons'] button").click();
      await page.getByRole("dialog").last().getByRole("textbox").nth(1).fill("150");
      await page.waitForTimeout(200);
    },
  },
  {
    name: "palette-wrong",
    over: true,
    path: `/chats/${first}/edit?section=appearance`,
    once: true,
    act: async (page) => {
      await openPalette(page);
      await page.getByRole("textbox", { name: "Green" }).fill("300");
      await page.waitForTimeout(200);
    },
  },
  {
    name: "palette-hsla-clear",
    over: true,
    path: `/chats/${first}/edit?section=appearance`,
    once: true,
    act: async (page) => {
      await openPalette(page);
      await page.getByRole("button", { name: "Next model: HSLA" }).click();
      await page.getByRole("textbox", { name: "Opacity" }).fill("0.4");
      await page.waitForTimeout(200);
    },
  },
  {
    name: "palette-small",
    over: true,
    path: `/chats/${first}/edit?section=appearance`,
    once: true,
    small: true,
    act: openPalette,
  },
  {
    name: "avatar-crop",
    path: `/chats/${first}/edit?section=appearance`,
    act: async (page) => {
      await page.getByRole("group", { name: /^(Picture|Картинка): (Bot|Бот)/ }).getByRole("button").first().click();
      await page.getByRole("application").waitFor();
      for (let press = 0; press < 4; press += 1) await page.getByRole("application").press("+");
    },
  },
  {
    name: "avatar-set",
    path: `/chats/${first}/edit?section=appearance`,
    act: async (page) => {
      await page.getByRole("group", { name: /^(Picture|Картинка): (Bot|Бот)/ }).getByRole("button").first().click();
      await page.getByRole("dialog").last().getByRole("button").last().click();
      await page.evaluate(() => {
        const field = document.querySelectorAll("[role=group][aria-label*=': O'], [role=group][aria-label*=': О']")[0];
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([new Uint8Array(7_549_747)], "photo.png"));
        field?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      });
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "history",
    path: `/chats/${second}/history`,
    act: async (page) => {
      await changed(page);
      await page.waitForTimeout(400);
    },
  },
  {
    name: "history-whole",
    path: `/chats/${second}/history`,
    once: true,
    act: async (page) => {
      await changed(page);
      await page.getByRole("button", { name: /show whole/ }).last().click();
    },
  },
  { name: "history-new", path: `/chats/${second}/history`, once: true },
  {
    name: "history-back",
    path: `/chats/${second}/history`,
    once: true,
    act: async (page) => {
      await changed(page);
      await page.getByRole("button", { name: /^Go back to how/ }).nth(1).click();
    },
  },
  {
    name: "copy-from",
    over: true,
    path: `/chats/${first}/edit`,
    act: async (page) => {
      await changed(page);
      await page.locator("[role=dialog] header [aria-haspopup]").click();
      await page.getByRole("menuitem").first().click();
      await page.getByRole("combobox").last().fill("retu");
      await page.getByRole("option").first().click();
      await page.getByRole("checkbox").nth(1).click({ force: true });
    },
  },
  { name: "compare-choose", over: true, path: `/chats/${first}/compare`, once: true, fake: { moreChats: 6 } },
  {
    name: "compare",
    path: `/chats/${first}/compare?with=${second}`,
    act: async (page) => {
      await changed(page);
      await page.waitForTimeout(400);
    },
  },
  {
    name: "compare-everything",
    path: `/chats/${first}/compare?with=${second}`,
    once: true,
    act: async (page) => {
      await changed(page);
      await page.getByRole("radio", { name: "Everything" }).click({ force: true });
    },
  },
];
