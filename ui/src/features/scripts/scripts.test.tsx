import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { openWindow } from "../../test/window";

const orders = "0199aaaa-0000-7000-8000-000000000001";
const row = (name: RegExp) => screen.findByRole("row", { name });

describe("the list of scripts", () => {
  it("says what runs, what is wrong and where it is used", async () => {
    openWindow("/scripts");
    const line = within(await row(/Order status/));
    line.getByText("Version 14");
    line.getByText(", draft differs");
    line.getByText("1 error");
    line.getByText("Online store: orders, Returns and exchanges");
    within(await row(/After the dialog/)).getByText("Not published yet");
    within(await row(/Built-in greeting/)).getByText("Built-in");
    screen.getByText("3 scripts of your own");
  });

  it("is searched, and its address says for what", async () => {
    const { user, address, requests } = openWindow("/scripts");
    await row(/Order status/);
    await user.type(screen.getByRole("searchbox"), "order");
    await waitFor(() => expect(address()).toBe("/scripts?q=order"));
    await waitFor(() => expect(screen.queryByRole("row", { name: /Built-in/ })).toBeNull());
    expect(requests("scripts_list")).toContainEqual({ search: "order" });
    await user.type(screen.getByRole("searchbox"), "zzz");
    await screen.findByText("No script is called “orderzzz”");
  });

  it("opens a script by keys", async () => {
    const { user, address } = openWindow("/scripts");
    await row(/Order status/);
    screen.getByRole("grid").focus();
    await user.keyboard("{Home}{ArrowDown}{Enter}");
    await waitFor(() => expect(address()).toBe(`/scripts/${orders}`));
  });

  it("draws only the rows in sight", async () => {
    openWindow("/scripts", { scripts: { more: 900 } });
    await row(/Campaign 1 /);
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    screen.getByText("903 scripts of your own");
  });

  it("makes a copy, which Undo takes away", async () => {
    const { user, requests } = openWindow("/scripts");
    await user.click(await screen.findByRole("button", { name: "Duplicate: Order status" }));
    await row(/Order status 2/);
    expect(requests("script_create"), "the program names it").toEqual([{ from: { type: "copy", id: orders }, name: null, language: null }]);
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(screen.queryByRole("row", { name: /Order status 2/ })).toBeNull());
  });

  it("deletes after a question, and brings back", async () => {
    const { user } = openWindow("/scripts");
    await user.click(await screen.findByRole("button", { name: /^Delete: After the dialog/ }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Delete script" }));
    await waitFor(() => expect(screen.queryByRole("row", { name: /After the dialog/ })).toBeNull());
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await row(/After the dialog/);
  });

  it("does not delete what a chat uses, and leads there", async () => {
    const { user, address, requests } = openWindow("/scripts");
    await user.click(await screen.findByRole("button", { name: "Delete: Order status" }));
    await screen.findByRole("alertdialog", { name: "“Order status” is in use" });
    await user.click(screen.getByRole("link", { name: "Returns and exchanges" }));
    await waitFor(() => expect(address()).toMatch(/^\/chats\/[^/]+\/edit\?section=script$/));
    expect(requests("script_delete")).toEqual([]);
  });

  it("names the chats that began to use it meanwhile", async () => {
    const details = { chats: [{ id: "01a1dae5-c4a7-7a83-9e55-000000000001", name: "Returns and exchanges" }] };
    const { user } = openWindow("/scripts", { failing: { script_delete: { code: "in_use", message: "", details } } });
    await user.click(await screen.findByRole("button", { name: /^Delete: After the dialog/ }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Delete script" }));
    await screen.findByRole("link", { name: "Returns and exchanges" });
  });

  it("never offers to delete what comes with the program", async () => {
    openWindow("/scripts");
    await row(/Built-in greeting/);
    expect(screen.queryByRole("button", { name: "Delete: Built-in greeting" })).toBeNull();
    screen.getByRole("button", { name: "Duplicate: Built-in greeting" });
  });

  it("says where the file was saved, and why one was not taken", async () => {
    const { user } = openWindow("/scripts", { failing: { script_import: { code: "malformed_file", message: "x.json, line 4: `when` is not known", details: null } } });
    await user.click(await screen.findByRole("button", { name: "Export…: Order status" }));
    await screen.findByText("Saved as Order status.json");
    await user.click(screen.getByRole("button", { name: "Import…" }));
    within(await screen.findByRole("alertdialog", { name: "The file was not imported" })).getByText("x.json, line 4: `when` is not known");
  });

  it("opens what was imported", async () => {
    const { user, address } = openWindow("/scripts");
    await row(/Order status/);
    await user.click(screen.getByRole("button", { name: "Import…" }));
    await waitFor(() => expect(address()).toMatch(/^\/scripts\/[0-9a-f-]{36}$/));
  });

  it("says that the list could not be read", async () => {
    openWindow("/scripts", { failing: { scripts_list: { code: "disk", message: "no", details: null } } });
    await screen.findByText("The disk could not be read or written.");
  });
});

describe("a new script", () => {
  it("begins with a ready one, in the window's language, under its name", async () => {
    const { user, requests, address } = openWindow("/scripts?new=1");
    await user.click(await screen.findByRole("radio", { name: /Order status/ }));
    expect(screen.getByRole("textbox", { name: "Name" })).toHaveProperty("value", "Order status");
    await user.click(screen.getByRole("button", { name: "Create" }));
    await waitFor(() => expect(address()).toMatch(/^\/scripts\/[0-9a-f-]{36}$/));
    expect(requests("script_create")).toEqual([{ from: { type: "ready", code: "order_status" }, name: "Order status", language: "en" }]);
  });

  it("begins with nothing in another language, and needs a name", async () => {
    const { user, requests } = openWindow("/scripts?new=1");
    await user.click(await screen.findByRole("radio", { name: "Русский" }));
    await screen.findByRole("radio", { name: /Статус заказа/ });
    const name = screen.getByRole("textbox", { name: "Name" });
    await user.clear(name);
    expect(screen.getByRole("button", { name: "Create" })).toHaveProperty("disabled", true);
    await user.type(name, "Акции{Enter}");
    await waitFor(() => expect(requests("script_create")).toEqual([{ from: { type: "empty" }, name: "Акции", language: "ru" }]));
  });

  it("is begun from the palette", async () => {
    const { user } = openWindow("/chats");
    await screen.findByRole("grid");
    await user.keyboard("{Control>}[KeyK]{/Control}");
    await user.type(await screen.findByRole("searchbox", { name: "Find" }), "new script");
    await user.click(await screen.findByRole("menuitem", { name: "New script" }));
    await screen.findByRole("dialog", { name: "New script" });
  });
});
