/** What becomes of what was typed: while it is saved, when it clashes, when it is thrown away, when the chat is gone. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { openWindow } from "../../../test/window";
import type { Section } from "./sections";

const first = "01a1dae5-c4a7-7a83-9e55-000000000000";
const open = (section: Section, scene = {}) => openWindow(`/chats/${first}/edit?section=${section}`, scene);
const field = (name: string) => screen.findByRole<HTMLInputElement>("textbox", { name });
const save = "{Control>}[KeyS]{/Control}";

describe("a draft", () => {
  it.each([first, null])("keeps what is typed while it is saved (chat: %s)", async (id) => {
    const { fake, user, requests } = id === null ? openWindow("/chats/new") : open("general");
    // The program takes its time to save.
    const answer = fake.call.bind(fake);
    let saved: (() => void) | undefined;
    fake.call = (name, request) => {
      if (name !== "chat_update" && name !== "chat_create") return answer(name, request);
      return new Promise((resolve, reject) => (saved = () => void answer(name, request).then(resolve, reject)));
    };
    await user.clear(await field("Name"));
    await user.type(await field("Name"), "One");
    await user.keyboard(save);
    await waitFor(() => expect(saved).toBeDefined());
    await user.type(await field("Name"), " and two");
    await user.type(await field("Knowledge base"), "https://a.example");
    saved?.();
    await screen.findByText(/“One” was/);
    await user.click(screen.getByRole("button", { name: /General/ }));
    expect((await field("Name")).value).toBe("One and two");
    await screen.findByText(/2 changes, kept as a draft/);
    expect(screen.queryByText(/meanwhile/)).toBeNull();
    await user.keyboard(save);
    await waitFor(() => expect(saved).toBeDefined());
    saved?.();
    await screen.findByText(/“One and two” was saved/);
    expect(requests("chat_update").at(-1)).toMatchObject({ input: { name: "One and two", general: { knowledge_base: "https://a.example" } } });
    expect(screen.queryByText(/kept as a draft/)).toBeNull();
  });

  it("is put back by Undo after it was thrown away, beneath what was typed since", async () => {
    const { user } = open("general");
    await user.type(await field("Name"), "!");
    await user.type(await field("Knowledge base"), "https://a.example");
    await user.click(screen.getByRole("button", { name: "Discard" }));
    expect((await field("Name")).value).toBe("Online store: orders");
    await user.type(await field("Name"), "?");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect((await field("Name")).value).toBe("Online store: orders?");
    expect((await field("Knowledge base")).value).toBe("https://a.example");
    await screen.findByText(/2 changes, kept as a draft/);
  });

  it("is put back by Undo when the editor was closed meanwhile", async () => {
    const { user } = open("general");
    await user.type(await field("Name"), "!");
    await user.click(screen.getByRole("button", { name: "Discard" }));
    await waitFor(() => expect(screen.getByRole("dialog").contains(document.activeElement), "the focus stays in the editor").toBe(true));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await user.click(within(await screen.findByRole("row", { name: /Online store/ })).getByRole("button", { name: /Edit/ }));
    expect((await field("Name")).value).toBe("Online store: orders!");
  });

  it("is not reproached with what was wrong before it was changed", async () => {
    const { user } = open("general", { failing: { chat_update: { code: "disk", message: "", details: null } } });
    await user.type(await field("Name"), "!");
    await user.keyboard(save);
    await screen.findByText("The disk could not be read or written.");
    await user.type(await field("Name"), "!");
    expect(screen.queryByText("The disk could not be read or written.")).toBeNull();
  });

  it("outlives its chat, and becomes a new one", async () => {
    const { fake, user, requests, address } = open("general");
    await user.type(await field("Name"), "!");
    await fake.call("chat_delete", { id: first, dialogs: "keep" });
    await screen.findByText("This chat was deleted meanwhile");
    expect((await field("Name")).value).toBe("Online store: orders!");
    await user.click(screen.getByRole("button", { name: "Save as a new chat" }));
    await screen.findByText("“Online store: orders!” was created");
    expect(requests("chat_create")).toMatchObject([{ input: { name: "Online store: orders!" } }]);
    await waitFor(() => expect(address()).not.toContain(first));
    await waitFor(() => expect(screen.queryByText(/was deleted meanwhile|kept as a draft/)).toBeNull());
  });

  it("with a colour that is wrong is not saved", async () => {
    const { user, requests } = open("appearance");
    await user.click(await screen.findByRole("button", { name: /^Bot: .*palette/ }));
    const red = await field("Red");
    await user.clear(red);
    await user.type(red, "300");
    await waitFor(() => expect(red.getAttribute("aria-invalid")).toBe("true"));
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: /General/ }));
    await field("Name");
    await user.keyboard(save);
    await screen.findByText(/Not a colour/);
    expect(requests("chat_update")).toEqual([]);
    await user.click(screen.getByRole("button", { name: /^Bot: .*palette/ }));
    await user.clear(await field("Red"));
    await user.type(await field("Red"), "30");
    await waitFor(() => expect(screen.queryByText(/Not a colour/)).toBeNull());
    await user.keyboard("{Escape}" + save);
    await waitFor(() => expect(requests("chat_update")).toMatchObject([{ input: { appearance: { colours: { bot: "#1eeff2" } } } }]));
  });
});

describe("what both changed", () => {
  const long = "Returns, exchanges and everything that came broken, in the north";
  const clash = async () => {
    const window = open("general");
    await window.user.type(await field("Name"), "!");
    window.fake.overtake(first, { name: long });
    await screen.findByText(/kai saved this chat meanwhile/);
    return window;
  };

  it("stays chosen when another section is looked at", async () => {
    const { user } = await clash();
    await user.click(screen.getByRole("radio", { name: /Theirs/ }));
    await user.click(screen.getByRole("button", { name: /Queue/ }));
    await field("Time in the queue");
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /Theirs/ }).checked).toBe(true);
    await user.click(screen.getByRole("button", { name: "Use what is chosen" }));
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Queue and operators");
  });

  it("is asked for anew when they saved once more", async () => {
    const { user, fake } = await clash();
    await user.click(screen.getByRole("radio", { name: /Theirs/ }));
    fake.overtake(first, { name: "Another" });
    const theirs = await screen.findByRole<HTMLInputElement>("radio", { name: /Theirs Another/ });
    expect(theirs.checked).toBe(false);
  });

  it.each([
    ["All mine", "Online store: orders!"],
    ["All theirs", long],
  ])("is settled by one press on %s", async (name, value) => {
    const { user } = await clash();
    await user.click(screen.getByRole("button", { name }));
    expect(screen.queryByText(/meanwhile/)).toBeNull();
    expect((await field("Name")).value).toBe(value);
    expect(document.activeElement?.getAttribute("aria-label")).toBe("General");
  });

  it("unfolds where it is long", async () => {
    const { user } = await clash();
    const theirs = () => within(screen.getByRole("radiogroup", { name: "Name" })).getByText(long);
    expect(theirs().className).toContain("cut");
    await user.click(screen.getByRole("button", { name: "Name: show whole" }));
    expect(theirs().className).not.toContain("cut");
  });
});

describe("the focus", () => {
  const dialog = () => screen.getByRole("dialog");

  it.each([
    ["queue", "Time in the queue", "soon"],
    ["service_level", "First answer", "999999"],
  ] as const)("goes to the field for which saving was refused (%s)", async (section, name, text) => {
    const { fake, user } = open(section);
    const answer = fake.call.bind(fake);
    fake.call = (command, request) => (command === "chat_update" ? Promise.reject({ code: "invalid", message: "", details: [{ field: "service_level.first_s", code: "out_of_range", least: 1, most: 86_400 }] }) : answer(command, request));
    await user.clear(await field(name));
    await user.type(await field(name), text);
    await user.click(screen.getByRole("button", { name: /General/ }));
    await field("Name");
    await user.keyboard(save);
    const box = await field(name);
    await waitFor(() => expect(document.activeElement).toBe(box));
  });

  it("stays in the editor when a chat is made, and when its Save is pressed", async () => {
    const { user } = openWindow("/chats");
    await user.click(await screen.findByRole("button", { name: /New chat/ }));
    await user.type(await field("Name"), "Gifts");
    await user.click(screen.getByRole("button", { name: /Create/ }));
    await screen.findByText("“Gifts” was created");
    await screen.findByRole("heading", { name: "Gifts" });
    await waitFor(() => expect(dialog().contains(document.activeElement)).toBe(true));
    await user.click(screen.getByRole("button", { name: /General/ }));
    await user.type(await field("Name"), "!");
    await user.click(screen.getByRole("button", { name: /Save/ }));
    await screen.findByText("“Gifts!” was saved");
    await waitFor(() => expect(document.activeElement).not.toHaveProperty("disabled", true));
    expect(dialog().contains(document.activeElement)).toBe(true);
  });
});
