import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { newInput } from "../../../ipc/fake-chats";
import type { ChatInput } from "../../../ipc";
import { openWindow } from "../../../test/window";
import { put } from "./paths";
import { type Section } from "./sections";

const first = "01a1dae5-c4a7-7a83-9e55-000000000000";
const third = "01a1dae5-c4a7-7a83-9e55-000000000002";
const open = (section: Section, scene = {}) => openWindow(`/chats/${first}/edit?section=${section}`, scene);
const field = (name: string) => screen.findByRole<HTMLInputElement>("textbox", { name });
const described = (element: HTMLElement) =>
  (element.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "")
    .join(" ");
const save = "{Control>}[KeyS]{/Control}";

describe("the editor", () => {
  it("keeps what was typed as a draft when it is closed", async () => {
    const { user, requests } = open("general");
    await user.type(await field("Name"), " and gifts");
    await screen.findByText(/1 change, kept as a draft/);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(within(await screen.findByRole("row", { name: /Online store/ })).getByRole("button", { name: /Edit/ }));
    expect((await field("Name")).value).toBe("Online store: orders and gifts");
    await user.keyboard(save);
    await waitFor(() => expect(screen.queryByText(/kept as a draft/)).toBeNull());
    expect(requests("chat_update")).toMatchObject([{ id: first, revision: 1, input: { name: "Online store: orders and gifts" } }]);
  });

  it("throws changes away when told to", async () => {
    const { user } = open("general");
    await user.type(await field("Name"), "!");
    await user.click(screen.getByRole("button", { name: "Discard" }));
    expect((await field("Name")).value).toBe("Online store: orders");
    expect(screen.queryByText(/kept as a draft/)).toBeNull();
  });

  it("marks the parts that hold changes and those that hold something wrong", async () => {
    const { user } = open("queue");
    await user.type(await field("Time in the queue"), "0");
    const nav = screen.getByRole("navigation", { name: "Parts of the chat" });
    expect(within(within(nav).getByRole("button", { name: /Queue and operators/ })).getByRole("img", { name: "Changed" })).toBeTruthy();
    expect(within(nav).getAllByRole("img")).toHaveLength(1);
    await user.type(await field("Operator’s silence"), "999999");
    await within(within(nav).getByRole("button", { name: /Queue and operators/ })).findByRole("img", { name: "Something is wrong" });
  });

  it.each(["chat_get", "chat_settings"] as const)("says when %s fails, and tries again", async (name) => {
    const failing = { [name]: { code: "disk", message: "", details: null } };
    const { user, requests } = open("general", { failing });
    await screen.findByText("The disk could not be read or written.");
    const before = requests(name).length;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(requests(name).length).toBeGreaterThan(before);
    await user.click(screen.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("says when the chat is gone", async () => {
    openWindow("/chats/01a1dae5-c4a7-7a83-9e55-ffffffffffff/edit");
    await screen.findByText("This no longer exists.");
  });

  it("goes to the part of what saving was refused for", async () => {
    const { user, address } = open("queue");
    await user.type(await field("Time in the queue"), "soon");
    await user.click(screen.getByRole("button", { name: /General/ }));
    await field("Name");
    await user.keyboard(save);
    expect(described(await field("Time in the queue"))).toContain("Not a whole number");
    expect(address()).toContain("section=queue");
  });

  it("copies the chat, and writes it into a file", async () => {
    const { user, requests } = open("general");
    await user.click(await screen.findByRole("button", { name: "More" }));
    await user.click(await screen.findByRole("menuitem", { name: "Export…" }));
    await screen.findByText("Saved as Online store: orders.json");
    await user.click(screen.getByRole("button", { name: "More" }));
    await user.click(await screen.findByRole("menuitem", { name: "Duplicate" }));
    await screen.findByRole("heading", { name: "Online store: orders 2" });
    expect(requests("chat_duplicate")).toEqual([{ id: first }]);
  });
});

describe("a setting", () => {
  it("says its help, its unit, its default, and its seconds in words", async () => {
    const { user } = open("queue");
    const time = await field("Time in the queue");
    expect(described(time)).toContain("0 = without limit");
    expect(time.placeholder).toBe("300");
    expect(screen.getByText("= 5 min")).toBeTruthy();
    expect(described(time)).toContain("0–86,400 s · default 300");
    expect(screen.queryByText(/^Default:/)).toBeNull();
    await user.clear(time);
    await user.type(time, "90");
    expect(described(time), "what to go back to is said by the way back").not.toContain("default");
    expect(screen.queryByText(/^= /)).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Back to the default: 300 s" }));
    expect(time.value).toBe("300");
    await user.clear(time);
    expect(screen.queryByText(/kept as a draft/), "an empty field means the default").toBeNull();
  });

  it("says how much fits", async () => {
    const { user } = open("queue");
    expect(described(await field("Words of the notice"))).toContain("Up to 4,000 characters.");
    expect(described(await field("Notices, in messengers"))).toContain("0–1,440 min · default 0");
    for (const [section, words] of [["General", /Up to 100 characters/], ["Feedback", /Up to 50 entries/], ["Widget code", /Up to 200 entries/]] as const) {
      await user.click(screen.getByRole("button", { name: new RegExp(section) }));
      expect(await screen.findByText(words), section).toBeTruthy();
    }
  });

  it("keeps what is typed and says what is wrong with it, under its own field", async () => {
    const { user } = open("queue");
    const idle = await field("Operator’s silence");
    await user.clear(idle);
    await user.type(idle, "86401");
    await waitFor(() => expect(described(idle)).toContain("Must be from 0 to 86,400"));
    expect(idle.value).toBe("86401");
    expect(idle.getAttribute("aria-invalid")).toBe("true");
    const time = await field("Time in the queue");
    expect(described(time)).not.toContain("Must be");
    const text = await field("Words of the notice");
    await user.click(text);
    await user.paste("You are {place}.");
    await waitFor(() => expect(described(text)).toContain("Nothing fills in {place}; use {position}, {wait}, {name}"));
  });

  it("keeps a text that means nothing through closing, and saves nothing of it", async () => {
    const { user, requests } = open("service_level");
    const answer = await field("First answer");
    await user.clear(answer);
    await user.type(answer, "half a minute");
    expect(described(answer)).toContain("Not a whole number");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(within(await screen.findByRole("row", { name: /Online store/ })).getByRole("button", { name: /Edit/ }));
    await user.click(await screen.findByRole("button", { name: /Service level/ }));
    expect((await field("First answer")).value).toBe("half a minute");
    await user.keyboard(save);
    expect(requests("chat_update")).toEqual([]);
    await user.clear(await field("First answer"));
    await user.type(await field("First answer"), "45");
    await user.keyboard(save);
    await waitFor(() => expect(requests("chat_update")).toMatchObject([{ input: { service_level: { first_s: 45 } } }]));
  });

  it("shows what is said in the place of an empty text, in the chat's language", async () => {
    const { user } = open("queue");
    expect((await field("Words when all are busy")).placeholder).toMatch(/^All our colleagues are busy/);
    await user.click(screen.getByRole("button", { name: /General/ }));
    await user.click(await screen.findByRole("radio", { name: "Русский" }));
    await user.click(screen.getByRole("button", { name: /Queue/ }));
    expect((await field("Words when all are busy")).placeholder).toMatch(/^Сейчас все сотрудники/);
  });

  it("says what a channel of the chat cannot do", async () => {
    openWindow(`/chats/${third}/edit?section=feedback`);
    const scale = await screen.findByRole("radiogroup", { name: "Scale" });
    await waitFor(() => expect(described(scale)).toContain("WhatsApp shows 3 buttons at most"));
  });
});

describe("two who change one chat", () => {
  const clash = async (told: boolean) => {
    const window = open("general");
    await window.user.type(await field("Name"), "!");
    window.fake.overtake(first, { name: "Taken over", general: { ...newInput("").general, knowledge_base: "https://help.fjell.example" } }, told);
    if (!told) await window.user.click(screen.getByRole("button", { name: /Save/ }));
    await screen.findByText(/kai saved this chat meanwhile, at the command line/);
    return window;
  };

  it.each([true, false])("are shown what the other changed, and choose where both did (told: %s)", async (told) => {
    const { user, requests } = await clash(told);
    expect(screen.getByText("Changed: Name, Knowledge base.")).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /Save/ }).disabled, "nothing is overwritten unseen").toBe(true);
    expect((await field("Knowledge base")).value, "what only they changed stands").toBe("https://help.fjell.example");
    const name = screen.getByRole("radiogroup", { name: "Name" });
    expect(within(name).getByRole("radio", { name: /Theirs Taken over/ })).toBeTruthy();
    await user.click(within(name).getByRole("radio", { name: /Yours Online store: orders!/ }));
    await user.click(screen.getByRole("button", { name: "Use what is chosen" }));
    await user.keyboard(save);
    await screen.findByText("“Online store: orders!” was saved");
    const [last] = requests("chat_update").slice(-1) as [{ revision: number; input: ChatInput }];
    expect(last).toMatchObject({ revision: 2, input: { name: "Online store: orders!", general: { knowledge_base: "https://help.fjell.example" } } });
  });

  it("may take all of theirs", async () => {
    const { user } = await clash(true);
    await user.click(screen.getByRole("button", { name: "All theirs" }));
    expect((await field("Name")).value).toBe("Taken over");
    expect(screen.queryByText(/kept as a draft/)).toBeNull();
  });

  it("are told of changes that stand together, and save at once", async () => {
    const { user, fake, requests } = open("general");
    await user.type(await field("Knowledge base"), "https://help.fjell.example");
    fake.overtake(first, { name: "Taken over" });
    await screen.findByText(/kai saved this chat meanwhile/);
    expect((await field("Name")).value).toBe("Taken over");
    await user.keyboard(save);
    await screen.findByText("“Taken over” was saved");
    expect(requests("chat_update")).toMatchObject([{ revision: 2, input: { name: "Taken over", general: { knowledge_base: "https://help.fjell.example" } } }]);
  });

  it("are not disturbed by their own saving", async () => {
    const { user } = open("general");
    await user.type(await field("Name"), "!");
    await user.keyboard(save);
    await screen.findByText("“Online store: orders!” was saved");
    await user.type(await field("Name"), "?");
    expect(screen.queryByText(/meanwhile/)).toBeNull();
  });
});

describe("hours", () => {
  const monday = (input: ChatInput) => input.general.working_hours?.monday;

  it("are typed in any usual way, parted by a break, copied, and given back", async () => {
    const { user, requests } = open("general");
    await user.click(await screen.findByRole("radio", { name: "By the week" }));
    const from = await field("Monday, from");
    await user.clear(from);
    await user.type(from, "8.30");
    await user.tab();
    expect(from.value, "written as times are").toBe("08:30");
    await user.click(screen.getByRole("button", { name: "Add a break: Monday" }));
    await user.click(screen.getByRole("button", { name: "Copy Monday to workdays" }));
    await user.click(screen.getByRole("switch", { name: "Work on Tuesday" }));
    await user.click(screen.getByRole("radio", { name: "Around the clock" }));
    await user.click(screen.getByRole("radio", { name: "By the week" }));
    await user.keyboard(save);
    await waitFor(() => expect(requests("chat_update")).toHaveLength(1));
    const [{ input }] = requests("chat_update") as [{ input: ChatInput }];
    expect(monday(input)).toEqual([
      { from: "08:30", to: "13:00" },
      { from: "14:00", to: "18:00" },
    ]);
    expect(input.general.working_hours?.friday).toEqual(monday(input));
    expect(input.general.working_hours?.tuesday).toEqual([]);
  });

  it("say under the hour what is wrong with it", async () => {
    const { user } = open("general");
    await user.click(await screen.findByRole("radio", { name: "By the week" }));
    const row = screen.getByRole("group", { name: "Monday" });
    const to = within(row).getByRole<HTMLInputElement>("textbox", { name: "Monday, to" });
    await user.clear(to);
    await user.type(to, "soon");
    await within(row).findByText("Write a time like 09:30");
    await user.clear(to);
    await user.type(to, "8");
    await within(row).findByText("Ends before it begins");
    expect(screen.queryAllByText("Ends before it begins")).toHaveLength(1);
  });
});

describe("results", () => {
  it("are added by Enter, moved by Alt with the arrows and by buttons, and pasted as lines", async () => {
    const { user, requests } = open("feedback", { first: { feedback: { ...newInput("").feedback, results: ["Solved", "Open"] } } });
    const one = await field("Result 1");
    await user.click(one);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Result 2" })));
    await user.paste("Waits\nPassed on");
    await user.click(await field("Result 1"));
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await user.click(screen.getByRole("button", { name: "Move up: Open" }));
    await user.click(screen.getByRole("button", { name: "Remove: Passed on" }));
    await user.keyboard(save);
    await waitFor(() => expect(requests("chat_update")).toMatchObject([{ input: { feedback: { results: ["Waits", "Solved", "Open"] } } }]));
  });
});

describe("channels", () => {
  it("are switched at once, and back by Undo", async () => {
    const { user, requests } = openWindow(`/chats/${third}/edit?section=channels`);
    const telegram = await screen.findByRole<HTMLInputElement>("switch", { name: "Telegram" });
    expect(telegram.checked).toBe(true);
    await user.click(telegram);
    await screen.findByText("Telegram is off");
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>("switch", { name: "Telegram" }).checked).toBe(false));
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>("switch", { name: "Telegram" }).checked).toBe(true));
    expect(requests("channel_switch")).toMatchObject([{ on: false }, { on: true }]);
    expect(screen.queryByText(/kept as a draft/), "no draft of it").toBeNull();
  });
});

describe("prices", () => {
  it("are kept to the millionth, for the channels that somebody adds", async () => {
    const { user, requests } = open("prices");
    await user.click(await screen.findByRole("button", { name: "Add a price list" }));
    await user.click(screen.getByRole("button", { name: "Add a channel" }));
    await user.click(await screen.findByRole("menuitem", { name: "WhatsApp" }));
    const price = await field("WhatsApp: Operator");
    await user.clear(price);
    await user.type(price, "0.000001");
    const free = await field("Free");
    await user.clear(free);
    await user.type(free, "1 000");
    await user.click(screen.getByRole("combobox", { name: "Currency" }));
    await user.keyboard("norwegian{ArrowDown}{Enter}");
    await user.type(await field("A dialog"), "x");
    expect(await screen.findByText(/Not an amount/)).toBeTruthy();
    await user.clear(await field("A dialog"));
    await user.keyboard(save);
    await waitFor(() => expect(requests("chat_update")).toHaveLength(1));
    const [{ input }] = requests("chat_update") as [{ input: ChatInput }];
    expect(input.prices).toMatchObject([{ currency: "NOK", dialog: 0, free_messages: 1_000, channels: { whatsapp: { bot: 0, operator: 1, client: 0 } } }]);
  });
});

describe("the preview", () => {
  it("asks for what is typed, in the chat's language, soon after each change", async () => {
    const { user, requests } = open("general");
    // In a window of this width it opens over the fields.
    await user.click(await screen.findByRole("button", { name: "Preview" }));
    await user.type(await field("Name"), "!");
    await waitFor(() => expect(requests("chat_preview").at(-1)).toMatchObject({ language: "en", input: { name: "Online store: orders!" } }));
    await user.click(screen.getByRole("radio", { name: "Русский" }));
    await waitFor(() => expect(requests("chat_preview").at(-1)).toMatchObject({ language: "ru" }));
    expect(screen.getByTitle("The widget as it will look").getAttribute("src")).toBe("/preview.html");
  });
});

describe("many of a thing", () => {
  it("stay usable", async () => {
    const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
    const input = put(put(put(newInput("Online store: orders"), "general.holidays", Array.from({ length: 400 }, (_, index) => ({ first: day(index), last: day(index), name: `Day ${index}` }))), "widget.allowed_sites", Array.from({ length: 200 }, (_, index) => `https://s${index}.example`)), "feedback.results", Array.from({ length: 50 }, (_, index) => `Result no. ${index}`));
    const { user } = open("general", { first: input });
    expect(await screen.findAllByRole("button", { name: /^Change: / })).toHaveLength(400);
    await user.click(screen.getByRole("button", { name: /Widget code/ }));
    expect(await screen.findAllByRole("textbox", { name: /^Site / })).toHaveLength(200);
    await user.click(screen.getByRole("button", { name: /Feedback/ }));
    expect(await screen.findAllByRole("textbox", { name: /^Result / })).toHaveLength(50);
  });
});

it("speaks Russian", async () => {
  open("queue", { status: { language: "ru" } });
  await screen.findByRole("textbox", { name: "Время в очереди" });
  expect(screen.getByText("= 5 мин")).toBeTruthy();
});
