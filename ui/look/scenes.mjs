/** The screens and states worth a picture: where each is, what the made-up program holds, what is done first. */

import { inboxScenes } from "./inbox-scenes.mjs";
import { chatScenes } from "./chat-scenes.mjs";
import { editorScenes } from "./editor-scenes.mjs";
import { operatorScenes } from "./operator-scenes.mjs";
import { canvasScenes } from "./canvas-scenes.mjs";
import { scriptScenes } from "./script-scenes.mjs";
import { settingsScenes } from "./settings-scenes.mjs";

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {string} path
 * @property {any} [fake] See `Scene` in src/ipc/fake.ts.
 * @property {boolean} [once] In one look only.
 * @property {boolean} [small] When in one look, then where there is little room.
 * @property {boolean} [middle] Also at the size between the large and the small one.
 * @property {"now"} [at] The clock of the window stands at the time of the made-up program.
 * @property {boolean} [over] A popover or tooltip is open.
 * @property {(page: import("playwright-core").Page) => Promise<void>} [act]
 */

const first = "01a1dae5-c4a7-7a83-9e55-000000000000";
const third = "01a1dae5-c4a7-7a83-9e55-000000000002";
/** @param {number} no */
const dialog = (no) => `01a1dae5-d1a1-7a83-9e55-${no.toString(16).padStart(12, "0")}`;
const failure = { code: "disk", message: "the store does not answer", details: null };
const portTaken = { state: "failed", address: null, public_url: null, channels_on: 0, error: { code: "port_taken", message: "", details: { port: 7420 } } };

/** @param {import("playwright-core").Page} page @param {number} index */
const row = (page, index) => page.getByRole("grid").getByRole("row").nth(index);

/** @type {Scene[]} */
export const scenes = [
  { name: "welcome", path: "/", fake: { empty: true } },
  {
    name: "welcome-loading",
    path: "/",
    once: true,
    fake: { empty: true },
    act: async (page) => {
      await page.getByRole("button", { name: /sample/ }).click();
      await page.getByRole("progressbar").waitFor();
    },
  },
  { name: "chats", path: "/chats", fake: { moreChats: 9 } },
  { name: "chats-many", path: "/chats", once: true, fake: { moreChats: 2000 } },
  { name: "chats-empty", path: "/chats", fake: { empty: true } },
  { name: "chats-no-hits", path: "/chats?q=zzz", once: true },
  { name: "chats-loading", path: "/chats", once: true, fake: { silent: ["chats_list"] } },
  { name: "chats-error", path: "/chats", once: true, fake: { failing: { chats_list: failure } } },
  {
    name: "chats-keyboard",
    over: true,
    path: "/chats",
    once: true,
    act: async (page) => {
      await page.getByRole("grid").focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Tab");
    },
  },
  {
    name: "delete",
    path: "/chats",
    act: async (page) => {
      await row(page, 3).getByRole("button").last().click();
      // Where there is little room, the actions are behind one button.
      const inMenu = page.getByRole("menuitem").last();
      if ((page.viewportSize()?.width ?? 0) < 960) await inMenu.click();
      await page.getByRole("alertdialog").getByRole("radio").first().waitFor({ state: "attached" });
    },
  },
  {
    name: "deleted",
    path: "/chats",
    once: true,
    act: async (page) => {
      await row(page, 1).getByRole("button").last().click();
      await page.getByRole("button", { name: "Delete chat" }).click();
    },
  },
  ...inboxScenes,
  ...editorScenes,
  ...chatScenes,
  ...operatorScenes,
  ...canvasScenes,
  ...scriptScenes,
  ...settingsScenes,
  { name: "frame-code", path: `/chats/${third}/code` },
  {
    name: "dialogs",
    path: "/dialogs",
    fake: { dialogs: 50_000 },
    act: async (page) => {
      await row(page, 4).click();
      await page.waitForTimeout(200);
    },
  },
  { name: "dialogs-unchosen", path: "/dialogs", once: true },
  {
    name: "dialogs-filtered",
    path: `/dialogs?status=closed&messenger=%5B%22web%22%5D&from=2026-11-01&to=2026-11-20&chat=${first}`,
  },
  {
    name: "dialogs-period",
    over: true,
    path: "/dialogs?from=2026-11-22&to=2026-11-22",
    once: true,
    act: async (page) => page.getByRole("group", { name: "Filters" }).getByRole("button").nth(2).click(),
  },
  {
    name: "dialogs-messengers",
    path: "/dialogs",
    once: true,
    act: async (page) => page.getByRole("button", { name: "All messengers" }).click(),
  },
  {
    name: "dialogs-fresh",
    path: "/dialogs",
    fake: { dialogs: 50_000 },
    act: async (page) => {
      await page.getByRole("grid").evaluate((grid) => grid.scrollTo({ top: 5_000 }));
      await page.waitForTimeout(200);
      await page.evaluate(() => {
        const fake = /** @type {any} */ (window)["parley-fake-program"];
        fake.arrive("Hello?");
        fake.arrive("Anybody there?");
      });
      await page.waitForTimeout(500);
    },
  },
  { name: "dialogs-empty", path: "/dialogs", fake: { empty: true } },
  { name: "dialogs-no-hits", path: "/dialogs?from=2001-01-01&to=2001-01-02", once: true },
  { name: "dialogs-loading", path: "/dialogs", once: true, fake: { silent: ["dialogs_page"] } },
  { name: "dialogs-error", path: "/dialogs", fake: { failing: { dialogs_page: failure } } },
  {
    name: "export",
    path: "/dialogs",
    act: async (page) => {
      await page.locator("header button").last().click();
      await page.waitForTimeout(100);
      await page.evaluate(() => {
        const fake = /** @type {any} */ (window)["parley-fake-program"];
        const [job] = fake.jobs;
        fake.work({ ...job, done: 7741 });
      });
      await page.waitForTimeout(400);
    },
  },
  {
    name: "exported",
    path: "/dialogs",
    once: true,
    act: async (page) => {
      await page.locator("header button").last().click();
      await page.waitForTimeout(100);
      await page.evaluate(() => {
        const fake = /** @type {any} */ (window)["parley-fake-program"];
        const [job] = fake.jobs;
        fake.work({ ...job, done: 12_486, state: "done", result: "November sessions.xlsx" });
        fake.work({ ...job, id: "other", state: "failed", error: { code: "no_space", message: "", details: null } });
      });
      await page.waitForTimeout(400);
    },
  },
  { name: "dialog", path: `/dialogs/${dialog(399)}` },
  { name: "dialog-long", path: `/dialogs/${dialog(29 * 13)}`, once: true },
  { name: "dialog-gone", path: "/dialogs/01a1dae5-d1a1-7a83-9e55-ffffffffffff", once: true },
  { name: "settings", path: "/settings" },
  { name: "settings-failed", path: "/settings", once: true, fake: { status: { gateway: portTaken } } },
  {
    name: "gateway-failed",
    over: true,
    path: "/chats",
    fake: { status: { gateway: portTaken } },
    act: async (page) => {
      await page.getByRole("button", { name: /Gateway|Шлюз/ }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "palette", path: "/chats", act: async (page) => page.keyboard.press("Control+k") },
  {
    name: "palette-found",
    path: "/chats",
    once: true,
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("re");
      await page.waitForTimeout(200);
    },
  },
  { name: "no-screen", path: "/nothing", once: true },
];
