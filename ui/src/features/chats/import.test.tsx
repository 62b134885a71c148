import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { openWindow } from "../../test/window";

it.each([
  ["general.language: unknown variant `de`, expected `en` or `ru`", "Language", "unknown variant `de`, expected `en` or `ru`"],
  ["general.holidays[1].first: `tomorrow` is not a day", "Holidays, entry 2", "`tomorrow` is not a day"],
  ["queue.time: unknown field `time`", "queue.time", "unknown field `time`"],
])("names the field of a file that is not as a chat's: %s", async (why, name, said) => {
  const { user } = openWindow("/chats", { failing: { chat_import: { code: "malformed_file", message: `shop.json: ${why}`, details: { file: "shop.json", why } } } });
  await user.click(await screen.findByRole("button", { name: "Import…" }));
  const refused = await screen.findByRole("alertdialog", { name: "The file was not imported" });
  expect(within(refused).getByText("shop.json")).toBeTruthy();
  expect(within(refused).getByRole("term").textContent).toBe(name);
  expect(within(refused).getByRole("definition").textContent).toBe(`This is not what Parley expects there: ${said}`);
});

it("says of a file that holds no chat at all what it is", async () => {
  const why = "is written in UTF-16; save it as UTF-8";
  const { user } = openWindow("/chats", { failing: { chat_import: { code: "malformed_file", message: `shop.json: ${why}`, details: { file: "shop.json", why } } } });
  await user.click(await screen.findByRole("button", { name: "Import…" }));
  expect(await screen.findByText(/shop\.json: is written in UTF-16/)).toBeTruthy();
});
