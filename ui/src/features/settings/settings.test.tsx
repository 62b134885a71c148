import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { openWindow } from "../../test/window";

it("switches each notification by itself", async () => {
  const { user, requests } = openWindow("/settings");
  await user.click(await screen.findByRole("switch", { name: "A new dialog: Sound" }));
  await waitFor(() => expect(screen.getByRole("switch", { name: "A new dialog: Sound" })).toHaveProperty("checked", false));
  await user.click(screen.getByRole("switch", { name: "An answer soon late: On the desktop" }));
  await waitFor(() => expect(requests("notify_update")).toHaveLength(2));
  const on = { new_dialog: true, client_message: true, sl_soon: true };
  expect(requests("notify_update").at(-1)).toEqual({ notify: { sound: { ...on, new_dialog: false }, desktop: { ...on, sl_soon: false } } });
});

it("says when a switch did not take, and leaves it as it was", async () => {
  const { user } = openWindow("/settings", { failing: { notify_update: { code: "disk", message: "", details: null } } });
  const sound = await screen.findByRole("switch", { name: "A new dialog: Sound" });
  await user.click(sound);
  await screen.findByText("The disk could not be read or written.");
  expect(sound).toHaveProperty("checked", true);
});
