/** The settings, and what is reached from them. */

/** @type {import("./scenes.mjs").Scene[]} */
export const settingsScenes = [
  {
    name: "connections",
    path: "/settings",
    act: async (page) => {
      const row = page.getByRole("listitem").filter({ hasText: "Local" });
      await row.getByRole("button").first().click();
      await row.getByText("localhost:11434 ").last().waitFor();
      await page.getByRole("textbox").last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "connections-service",
    path: "/settings",
    act: async (page) => {
      const row = page.getByRole("listitem").filter({ hasText: "Support answers" });
      await row.getByRole("button").nth(1).click();
      await page.getByRole("dialog").getByRole("textbox").first().fill("Local");
      await page.getByRole("dialog").getByRole("button").last().click();
      await page.getByRole("dialog").locator("[data-invalid]").first().waitFor();
    },
  },
  {
    name: "connections-no-key-store",
    path: "/settings",
    once: true,
    fake: { failing: { ai_service_save: { code: "no_key_store", message: "", details: { path: null } } } },
    act: async (page) => {
      const row = page.getByRole("listitem").filter({ hasText: "Support answers" });
      await row.getByRole("button").nth(1).click();
      await page.getByRole("dialog").getByRole("button").last().click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "connections-delete",
    path: "/settings",
    once: true,
    act: async (page) => {
      const row = page.getByRole("listitem").filter({ hasText: "Support answers" });
      await row.getByRole("button").nth(2).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
];
