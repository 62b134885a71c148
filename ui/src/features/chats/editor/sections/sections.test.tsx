/** Fields of their own kind in the sections of the editor: what they say, and where the focus goes. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { ChatInput } from "../../../../ipc";
import { newInput } from "../../../../ipc/fake-chats";
import { openWindow } from "../../../../test/window";
import type { Section } from "../sections";

const id = "01a1dae5-c4a7-7a83-9e55-000000000000";
const open = (section: Section, first: Partial<ChatInput> = {}) => openWindow(`/chats/${id}/edit?section=${section}`, { first });
const field = (name: string) => screen.findByRole<HTMLInputElement>("textbox", { name });
const described = (element: HTMLElement) =>
  (element.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((part) => document.getElementById(part)?.textContent ?? "")
    .join(" ");

describe("a number", () => {
  it.each(["1234567890123456", "4294967296", "-1"])("%s is out of range, and says of which", async (text) => {
    const { user } = open("queue");
    const time = await field("Time in the queue");
    await user.clear(time);
    await user.type(time, text);
    expect(described(time)).toContain("Must be from 0 to 86,400");
    expect(time.value).toBe(text);
  });
});

describe("prices", () => {
  const list = { from: "2026-01-01", currency: "EUR", dialog: 50_000, free_messages: 0, channels: { web: { bot: 0, operator: 0, client: 0 } } };
  const openPrices = () => open("prices", { prices: [list] });

  it("say what each of their fields means", async () => {
    openPrices();
    expect(described(await field("A dialog"))).toContain("Fee of a dialog");
    expect(described(await field("Free"))).toContain("So many messages of each month");
    expect(described(screen.getByRole("combobox", { name: "Currency" }))).toContain("Of every price in this list");
    expect(screen.getByText(/First day of these prices/)).toBeTruthy();
    expect(screen.getByRole("table", { name: /By channel and by who writes it/ })).toBeTruthy();
  });

  it.each([
    ["0.0000001", "A price has at most 6 decimals"],
    ["99999999999", "Not a price; write a number from 0 to 1,000,000"],
    ["-1", "Not a price; write a number from 0 to 1,000,000"],
    ["five", "Not an amount; write it like 0.05"],
  ])("say of %s what is wrong, and show nothing of it in their head", async (text, words) => {
    const { user } = openPrices();
    const fee = await field("A dialog");
    expect(screen.getByText("a dialog: €0.05")).toBeTruthy();
    await user.clear(fee);
    await user.type(fee, text);
    expect(described(fee)).toContain(words);
    expect(screen.queryByText(/^a dialog:/)).toBeNull();
    expect(fee.parentElement?.textContent, "beside the unit, not between").toBe("");
  });

  it("say under a row which of its prices is wrong", async () => {
    const { user } = openPrices();
    const price = await field("Web widget: Operator");
    await user.type(price, "x");
    expect(described(price)).toBe("Operator: Not an amount; write it like 0.05");
    expect(price.closest("td")?.textContent).toBe("");
  });
});

describe("looks", () => {
  it("say of each colour and picture where it is seen", async () => {
    open("appearance");
    await screen.findByRole("heading", { name: "Colours" });
    expect(described(screen.getByRole("group", { name: "Buttons text" }))).toBe("Text on buttons and on the widget’s head.");
    expect(described(screen.getByRole("group", { name: "Picture: User" }))).toBe("Beside the client’s messages. JPEG or PNG up to 5 MB.");
  });
});

describe("results", () => {
  it("are moved as far as one likes by pressing the same button again", async () => {
    const { user } = open("feedback", { feedback: { ...newInput("").feedback, results: ["A", "B", "C"] } });
    const shown = () => screen.getAllByRole<HTMLInputElement>("textbox", { name: /^Result/ }).map((input) => input.value);
    (await screen.findByRole("button", { name: "Move down: A" })).focus();
    for (const now of [["B", "A", "C"], ["B", "C", "A"], ["B", "C", "A"]]) {
      await user.keyboard("{Enter}");
      expect(shown()).toEqual(now);
      await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Move down: A" })));
    }
    expect(document.activeElement?.getAttribute("aria-disabled")).toBe("true");
  });
});

describe("holidays", () => {
  it("open in sight, with the focus on the first day", async () => {
    const seen: Element[] = [];
    vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(function (this: Element) {
      seen.push(this);
    });
    const { user } = open("general");
    await user.click(await screen.findByRole("button", { name: "Add a holiday" }));
    expect(document.activeElement?.getAttribute("role")).toBe("spinbutton");
    expect(document.activeElement?.closest("[role=group]")).toBe(screen.getByRole("group", { name: "First day" }));
    expect(seen.some((element) => element.contains(document.activeElement))).toBe(true);
  });
});

describe("hours", () => {
  it.each([
    [["09:00", "12:00", "15:00", "18:00", "20:00", "22:00"], "A day has at most 5 breaks."],
    [["09:00", "12:00"], "A break needs 3 hours of work in a row."],
  ])("of a day cut at %s say why there is no further break", async (hours, words) => {
    const parts = hours.map((from) => ({ from, to: from.replace(/..$/, "30") }));
    const week = { monday: parts, tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
    open("general", { general: { ...newInput("").general, working_hours: week } });
    const monday = await screen.findByRole("group", { name: "Monday" });
    expect(within(monday).getByText(words)).toBeTruthy();
    expect(within(monday).queryByRole("button", { name: /^Add a break/ })).toBeNull();
    expect(screen.getAllByText(/break/), "of no other day").toHaveLength(1);
  });
});

it("names the script that comes with Parley in the window's language", async () => {
  openWindow(`/chats/${id}/edit?section=script`, { status: { language: "ru" } });
  expect(await screen.findByRole("button", { name: /Встроенное приветствие/ })).toBeTruthy();
});
