import { render, screen, waitFor } from "@testing-library/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { queryClient } from "../../app/queryClient";
import { setTransport, type ChatInput } from "../../ipc";
import { Fake } from "../../ipc/fake";
import { openWindow } from "../../test/window";
import { CopyFrom } from "./CopyFrom";

const first = "01a1dae5-c4a7-7a83-9e55-000000000000";
const second = "01a1dae5-c4a7-7a83-9e55-000000000001";

const colours = { bot: "#111111", operator: "#dbe9fe", user: "#1e69d0", buttons: "#0b5d4b", buttons_text: "#ffffff" };
const changes: Partial<ChatInput> = {
  appearance: { colours, pictures: { bot: null, operator: null, user: null } },
  links: { telegram: "https://t.me/shop" },
};

describe("comparing two chats", () => {
  it("asks for the other one, found by its name", async () => {
    const { user, address } = openWindow(`/chats/${first}/compare`);
    const box = await screen.findByRole("combobox", { name: /Choose another chat/ });
    await user.type(box, "retu");
    expect(screen.queryByRole("option", { name: "Online store: orders" }), "not itself").toBeNull();
    await user.click(await screen.findByRole("option", { name: "Returns and exchanges" }));
    await screen.findByRole("columnheader", { name: "Returns and exchanges" });
    expect(address()).toContain(`with=${second}`);
  });

  it("shows where they differ, by sections, or everything", async () => {
    const { user, fake } = openWindow(`/chats/${first}/compare?with=${second}`);
    fake.overtake(second, changes);
    const rows = () => screen.getAllByRole("rowheader").map((header) => header.textContent);
    await waitFor(() => expect(rows()).toEqual(["GeneralCopy to the left", "Name", "AppearanceCopy to the left", "Colour: Bot", "Messenger linksCopy to the left", "Link: Telegram"].map((text) => (text === "GeneralCopy to the left" ? "General" : text))));
    expect(screen.getByRole("row", { name: /^Colour: Bot/ }).textContent).toBe("Colour: Bot#EEEFF2#111111");
    await user.click(screen.getByRole("radio", { name: "Everything" }));
    await waitFor(() => expect(rows()).toContain("Working hours"));
    expect(rows()).toContain("Link: Telegram");
    expect(rows(), "what neither has is left out").not.toContain("Link: Viber");
    expect(screen.queryByRole("button", { name: "Script: copy to the left" }), "nothing to copy").toBeNull();
  });

  it("cuts what is long until somebody wants it whole", async () => {
    const { user, fake } = openWindow(`/chats/${first}/compare?with=${second}`);
    fake.overtake(second, { widget: { allowed_sites: Array.from({ length: 200 }, (_, index) => `https://shop-${index}.example`) }, links: { telegram: "https://t.me/shop" } });
    const list = await screen.findByText(/shop-199/);
    expect(list.className).toContain("cut");
    await user.click(screen.getByRole("button", { name: "Allowed sites: show whole" }));
    expect(screen.getByText(/shop-199/).className).not.toContain("cut");
    expect(screen.queryByRole("button", { name: /^Link: Telegram: show/ }), "a short one stands whole").toBeNull();
  });

  it("copies a section into the draft of the left one, and saves nothing", async () => {
    const { user, fake, address, requests } = openWindow(`/chats/${first}/compare?with=${second}`);
    fake.overtake(second, changes);
    await user.click(await screen.findByRole("button", { name: "Appearance: copy to the left" }));
    await screen.findByText(/1 change, kept as a draft/);
    expect(address()).toContain(`/chats/${first}/edit?section=appearance`);
    expect(await screen.findByRole("button", { name: /Bot: #111111/ })).toBeTruthy();
    expect(requests("chat_update")).toEqual([]);
    await user.keyboard("{Control>}[KeyS]{/Control}");
    await waitFor(() => expect(requests("chat_update")).toMatchObject([{ id: first, revision: 1, input: { name: "Online store: orders", appearance: { colours }, links: {} } }]));
  });

  it("says when they are alike but for their names", async () => {
    openWindow(`/chats/${first}/compare?with=${second}`);
    await waitFor(() => expect(screen.getAllByRole("rowheader").map((header) => header.textContent)).toEqual(["General", "Name"]));
    expect(screen.queryByRole("button", { name: /copy to the left/ }), "a name is not copied").toBeNull();
  });

  it("says when a chat is gone", async () => {
    openWindow(`/chats/${first}/compare?with=01a1dae5-c4a7-7a83-9e55-ffffffffffff`);
    expect(await screen.findByText("This no longer exists.")).toBeTruthy();
  });
});

describe("copying from another chat", () => {
  async function openCopy() {
    const fake = new Fake();
    setTransport(fake);
    fake.overtake(second, changes);
    const typed = (await fake.call("chat_new", {})) as ChatInput;
    const picked: Partial<ChatInput>[] = [];
    render(
      <QueryClientProvider client={queryClient()}>
        <CopyFrom chat={first} typed={{ ...typed, queue: { ...typed.queue, time_s: 60 } }} onPick={(part) => picked.push(part)} onClose={() => undefined} />
      </QueryClientProvider>,
    );
    const user = userEvent.setup();
    await user.type(screen.getByRole("combobox"), "retu");
    await user.click(await screen.findByRole("option", { name: "Returns and exchanges" }));
    await screen.findByRole("group", { name: "What to copy" });
    return { user, picked, typed };
  }

  it("says in which sections they differ, and in what", async () => {
    await openCopy();
    const boxes = screen.getAllByRole("checkbox").map((box) => box.closest("label")?.textContent);
    expect(boxes).toEqual(["Queue and operators", "Appearance", "Messenger links"]);
    expect(screen.getByText("Time in the queue")).toBeTruthy();
    expect(screen.getByText("Link: Telegram")).toBeTruthy();
  });

  it("gives the ticked sections whole, and no others", async () => {
    const { user, picked, typed } = await openCopy();
    const copy = screen.getByRole("button", { name: "Copy" });
    expect(copy.hasAttribute("disabled")).toBe(true);
    await user.click(screen.getByRole("checkbox", { name: "Queue and operators" }));
    await user.click(screen.getByRole("checkbox", { name: "Messenger links" }));
    await user.click(screen.getByRole("checkbox", { name: "Appearance" }));
    await user.click(screen.getByRole("checkbox", { name: "Appearance" }));
    await user.click(copy);
    expect(picked).toEqual([{ queue: typed.queue, links: { telegram: "https://t.me/shop" } }]);
  });
});
