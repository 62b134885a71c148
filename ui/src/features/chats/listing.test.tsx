import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, onTestFinished } from "vitest";

import { openWindow } from "../../test/window";

const second = "01a1dae5-c4a7-7a83-9e55-000000000001";
const row = (name: RegExp) => screen.findByRole("row", { name });
const head = (name: string) => screen.getByRole("columnheader", { name });
const names = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((line) => line.querySelector("[title]")?.getAttribute("title"));

describe("the list of chats", () => {
  it("is sorted by the heads, and its address says how", async () => {
    const { user, address, requests } = openWindow("/chats");
    await row(/Online store/);
    expect(head("Dialogs today").getAttribute("aria-sort"), "the busiest first").toBe("descending");
    expect(head("Name").getAttribute("aria-sort")).toBe("none");
    expect(head("Channels").hasAttribute("aria-sort"), "not sortable").toBe(false);
    await user.click(within(head("Name")).getByRole("button"));
    await waitFor(() => expect(head("Name").getAttribute("aria-sort")).toBe("ascending"));
    expect(address()).toBe("/chats?sort=name");
    within(head("Name")).getByRole("button").focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(head("Name").getAttribute("aria-sort")).toBe("descending"));
    expect(address()).toBe("/chats?sort=name&turned=1");
    await waitFor(() => expect(names()[0]).toMatch(/^Сервисный/));
    expect(requests("chats_list")).toContainEqual({ search: "", shown: "all", sort: "name", descending: true });
  });

  it("is sorted by keys alone", async () => {
    const { user, address } = openWindow("/chats");
    await row(/Online store/);
    screen.getByRole("grid").focus();
    await user.keyboard("{Home}{ArrowUp}");
    expect(document.activeElement?.textContent).toBe("Name");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(address()).toBe("/chats?sort=name"));
    await user.keyboard("{ArrowDown}");
    expect(document.activeElement?.getAttribute("role")).toBe("grid");
  });

  it("is opened as its address says", async () => {
    const { requests } = openWindow("/chats?q=e&shown=on&sort=active_now&turned=1");
    await row(/Returns/);
    expect(requests("chats_list")[0]).toEqual({ search: "e", shown: "on", sort: "active_now", descending: false });
    expect(head("Active now").getAttribute("aria-sort")).toBe("ascending");
    expect(screen.getByRole("searchbox")).toHaveProperty("value", "e");
  });

  it("keeps what was searched when it is sorted", async () => {
    const { user, address } = openWindow("/chats");
    await row(/Online store/);
    await user.type(screen.getByRole("searchbox"), "re");
    await waitFor(() => expect(address()).toBe("/chats?q=re"));
    await user.click(within(head("Name")).getByRole("button"));
    await waitFor(() => expect(address()).toBe("/chats?q=re&sort=name"));
  });

  it("finds ё by е, whatever the case", async () => {
    const { user, fake } = openWindow("/chats");
    await row(/Online store/);
    fake.overtake(second, { name: "Ёлки и гирлянды" });
    await user.type(screen.getByRole("searchbox"), "елк");
    await row(/Ёлки/);
    expect(names()).toEqual(["Ёлки и гирлянды"]);
  });

  it("tells chats that are off, and shows only these when asked", async () => {
    const { user, fake, address } = openWindow("/chats");
    await row(/Online store/);
    await fake.call("channels_list", { chat: "01a1dae5-c4a7-7a83-9e55-000000000000" }).then(async (channels) => {
      for (const channel of channels as { id: string }[]) await fake.call("channel_switch", { id: channel.id, on: false });
    });
    await within(await row(/Online store/)).findByText("Off");
    expect(within(await row(/Online store/)).getByRole("img", { name: "Web widget: off" })).toBeTruthy();
    expect(within(await row(/Returns/)).queryByText("Off")).toBeNull();
    await user.click(screen.getByRole("button", { name: "On and off" }));
    await user.click(await screen.findByRole("menuitem", { name: "Off" }));
    await waitFor(() => expect(names()).toEqual(["Online store: orders"]));
    expect(address()).toBe("/chats?shown=off");
    await user.click(screen.getByRole("button", { name: "Clear: Off" }));
    await row(/Returns/);
    expect(address()).toBe("/chats");
  });

  it("says why no chat is shown", async () => {
    const { user } = openWindow("/chats?shown=off");
    await screen.findByText("Every chat has a channel that is on.");
    await user.click(screen.getByRole("button", { name: "Show all chats" }));
    await row(/Online store/);
  });

  it("counts what it shows", async () => {
    openWindow("/chats");
    await row(/Online store/);
    expect(screen.getByText("3 chats, 3 on").closest("footer")?.textContent).toBe("3 chats, 3 on755 dialogs today25 active now");
  });

  it("shows how its dialogs went, with a shape at what is under its goal", async () => {
    // Only a wide window has room for it.
    const { happyDOM } = window as unknown as { happyDOM: { setViewport: (size: { width: number }) => void } };
    happyDOM.setViewport({ width: 1_280 });
    onTestFinished(() => happyDOM.setViewport({ width: 1_024 }));
    openWindow("/chats");
    expect(within(await row(/Online store/)).getByTitle("Mean rating out of 5, last 30 days").textContent).toBe("4.7");
    expect(within(await row(/Online store/)).getByTitle(/^First answers in time/).textContent).toBe("94.1");
    const below = within(await row(/Returns/)).getByTitle(/^Under 80 %/);
    expect(below.textContent).toBe("74.6");
    expect(below.querySelector("svg"), "not by colour alone").toBeTruthy();
    expect(within(await row(/Сервисный/)).getAllByTitle(/^Nothing was counted/)).toHaveLength(2);
  });

  it("copies a chat at once, and Undo takes the copy away", async () => {
    const { user, requests } = openWindow("/chats");
    await user.click(within(await row(/Returns/)).getByRole("button", { name: "Duplicate: Returns and exchanges" }));
    await row(/Returns and exchanges 2/);
    expect(await screen.findByText("“Returns and exchanges 2” was made")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(screen.queryByRole("row", { name: /exchanges 2/ })).toBeNull());
    expect(requests("chat_delete")).toMatchObject([{ dialogs: "keep" }]);
  });

  it("marks what holds changes that were not saved", async () => {
    const { user } = openWindow(`/chats/${second}/edit`);
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "!");
    await screen.findByText(/kept as a draft/);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(within(await row(/Returns/)).getByText("draft")).toBeTruthy();
    expect(within(await row(/Online/)).queryByText("draft")).toBeNull();
  });
});

describe("importing a chat", () => {
  it("opens what was imported", async () => {
    const { user, address } = openWindow("/chats?q=re");
    await row(/Returns/);
    await user.click(screen.getByRole("button", { name: "Import…" }));
    await screen.findByRole("dialog", { name: "Imported" });
    expect(address()).toContain("/edit?q=re");
  });

  it("names the settings that are wrong in the file", async () => {
    const details = [
      { field: "queue.time_s", code: "out_of_range", least: 0, most: 86_400 },
      { field: "widget.allowed_sites.2", code: "twice" },
      { field: "links.telegram", code: "wrong_form", text: "x", examples: ["https://t.me/name"] },
    ];
    const { user } = openWindow("/chats", { failing: { chat_import: { code: "invalid", message: "", details } } });
    await row(/Returns/);
    await user.click(screen.getByRole("button", { name: "Import…" }));
    const window = within(await screen.findByRole("alertdialog", { name: "The file was not imported" }));
    const said = window.getAllByRole("term").map((term) => [term.textContent, term.nextElementSibling?.textContent]);
    expect(said.map(([name]) => name)).toEqual(["Time in the queue", "Allowed sites, entry 3", "Link: Telegram"]);
    expect(said[0]?.[1]).toContain("86,400");
    await user.click(window.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  it("says when the file holds no chat", async () => {
    const { user } = openWindow("/chats", { failing: { chat_import: { code: "malformed_file", message: "line 1: expected {", details: null } } });
    await row(/Returns/);
    await user.click(screen.getByRole("button", { name: "Import…" }));
    expect(await screen.findByText("This file does not hold a chat.")).toBeTruthy();
    expect(screen.getByText(/line 1: expected/)).toBeTruthy();
  });

  it("changes nothing when no file is chosen", async () => {
    const { user, fake, address } = openWindow("/chats");
    await row(/Returns/);
    const answer = fake.call.bind(fake);
    fake.call = (name, request) => (name === "chat_import" ? Promise.resolve(null) : answer(name, request));
    await user.click(screen.getByRole("button", { name: "Import…" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Import…" }).hasAttribute("disabled")).toBe(false));
    expect(address()).toBe("/chats");
  });
});

describe("the frame code", () => {
  it("comes with the steps for each site builder", async () => {
    const { user } = openWindow(`/chats/${second}/code`);
    await screen.findByText(/loader\.js/);
    expect(screen.getAllByRole("listitem").length).toBe(3);
    await user.click(screen.getByRole("button", { name: /Where to paste it/ }));
    await user.click(await screen.findByRole("option", { name: "1C-Bitrix" }));
    expect(screen.getAllByRole("listitem")[0]?.textContent).toContain("Site templates");
  });

  it("says on which sites it may stand, and leads to where that is changed", async () => {
    const { user, fake, address } = openWindow(`/chats/${second}/code`);
    await screen.findByText("any");
    fake.overtake(second, { widget: { allowed_sites: ["https://a.example", "https://b.example", "https://c.example", "https://d.example"] } });
    expect(await screen.findByText(/https:\/\/a\.example, https:\/\/b\.example, https:\/\/c\.example and 1 more/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Change the allowed sites" }));
    await waitFor(() => expect(address()).toContain("/edit?section=code"));
  });
});
