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
