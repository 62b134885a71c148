import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { openWindow } from "../../test/window";

const first = "01a1dae5-c4a7-7a83-9e55-000000000000";
const row = (name: RegExp) => screen.findByRole("row", { name });

describe("the chats", () => {
  it("are listed, and narrowed by their name", async () => {
    const { user, address } = openWindow("/chats");
    await row(/Online store: orders/);
    await user.type(screen.getByRole("searchbox", { name: "Search chats" }), "returns");
    await waitFor(() => expect(screen.queryByRole("row", { name: /Online store/ })).toBeNull());
    expect(await row(/Returns and exchanges/)).toBeTruthy();
    expect(address()).toBe("/chats?q=returns");
    await user.type(screen.getByRole("searchbox"), "zzz");
    await user.click(await screen.findByRole("button", { name: "Clear the search" }));
    await row(/Online store/);
  });

  it("draw only what is in sight of a long list", async () => {
    openWindow("/chats", { moreChats: 3_000 });
    await row(/Online store: orders/);
    expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("3004");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
  });

  it("are walked and opened by keys", async () => {
    const { user, address } = openWindow("/chats");
    await row(/Online store/);
    screen.getByRole("grid").focus();
    await user.keyboard("{Home}{ArrowDown}");
    expect((await row(/Returns/)).getAttribute("aria-selected")).toBe("true");
    await user.tab();
    expect(document.activeElement?.getAttribute("aria-label"), "Tab reaches the buttons of the chosen row").toBe("Frame code: Returns and exchanges");
    screen.getByRole("grid").focus();
    await user.keyboard("{Enter}");
    await screen.findByRole("dialog", { name: "Returns and exchanges" });
    expect(address()).toContain("/edit");
  });

  it("go with a question, and come back by Undo", async () => {
    const { user, requests } = openWindow("/chats");
    await user.click(within(await row(/Online store/)).getByRole("button", { name: /Delete/ }));
    const question = await screen.findByRole("alertdialog", { name: "Delete the chat “Online store: orders”?" });
    await user.click(await within(question).findByRole("radio", { name: /Delete them too/ }));
    await within(question).findByText("214,077 messages go with them.");
    await user.click(within(question).getByRole("button", { name: "Delete chat" }));
    await waitFor(() => expect(screen.queryByRole("row", { name: /Online store/ })).toBeNull());
    expect(requests("chat_delete")).toEqual([{ id: first, dialogs: "delete" }]);
    await waitFor(() => expect(document.activeElement?.getAttribute("role"), "the focus stays in the list").toBe("grid"));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await row(/Online store/);
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("grid"));
    expect(requests("chat_restore")).toEqual([{ id: first }]);
  });

  it("say what failed and how to go on", async () => {
    openWindow("/chats", { failing: { chats_list: { code: "disk", message: "", details: null } } });
    await screen.findByText("The disk could not be read or written.");
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

describe("the frame code", () => {
  it("is closed to where it was opened from", async () => {
    const { user, address } = openWindow(`/chats/${first}/edit?q=store&section=queue`);
    await user.click(await screen.findByRole("button", { name: "Frame code" }));
    await screen.findByText(/loader\.js/);
    await user.keyboard("{Escape}");
    await screen.findByRole("textbox", { name: "Time in the queue" });
    expect(address()).toContain("q=store");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(within(await row(/Online store/)).getByRole("button", { name: /^Frame code/ }));
    await screen.findByText(/loader\.js/);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(address()).toBe("/chats?q=store");
  });
});

describe("a new chat", () => {
  it("leaves the list as it was narrowed", async () => {
    const { user, address } = openWindow("/chats?q=store");
    await row(/Online store/);
    await user.keyboard("{Control>}[KeyN]{/Control}");
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "Store no. 3");
    expect(address()).toBe("/chats/new?q=store");
    await user.click(screen.getByRole("button", { name: "Create" }));
    await screen.findByText(/loader\.js/);
    expect(address()).toContain("q=store");
  });


  it("is created, and its code is shown", async () => {
    const { user, address, requests } = openWindow("/chats");
    await row(/Online store/);
    await user.keyboard("{Control>}[KeyN]{/Control}");
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "Gift cards");
    await user.click(screen.getByRole("button", { name: "Create" }));
    expect(await screen.findByText(/loader\.js/)).toBeTruthy();
    expect(screen.getByText("Works on this computer only")).toBeTruthy();
    expect(address()).toContain("section=code");
    await user.click(screen.getByRole("button", { name: "Copy" }));
    expect(requests("copy_text")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Open a test page" }));
    expect(requests("open_test_page")).toHaveLength(1);
  });

  it("needs a name", async () => {
    const { user, requests } = openWindow("/chats/new");
    const name = await screen.findByRole("textbox", { name: "Name" });
    await user.type(name, "x");
    await user.clear(name);
    await user.click(screen.getByRole("button", { name: "Create" }));
    await screen.findByText("Write something here");
    await user.type(name, "x".repeat(101));
    await screen.findByText("101 characters; the limit is 100");
    expect(requests("chat_create")).toHaveLength(1);
    expect(screen.getByRole("dialog"), "the window stays open").toBeTruthy();
  });
});
