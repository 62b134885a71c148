/** Every setting is set by its field, goes into its place, and is saved there and nowhere else. */
import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import type { ChatInput } from "../../../ipc";
import { FORM, newInput } from "../../../ipc/fake-chats";
import { openWindow } from "../../../test/window";
import { at, differing, pathsOf } from "./paths";
import type { Section } from "./sections";

const first = "01a1dae5-c4a7-7a83-9e55-000000000000";

type Act = (user: UserEvent) => Promise<void>;

const typeInto = (name: string, text: string): Act => async (user) => {
  const field = await screen.findByRole("textbox", { name });
  await user.clear(field);
  await user.click(field);
  await user.paste(text);
};
const turn = (name: string): Act => async (user) => user.click(await screen.findByRole("switch", { name }));
const radio = (name: string): Act => async (user) => user.click(await screen.findByRole("radio", { name }));
const choose = (field: string, option: string): Act => async (user) => {
  await user.click(await screen.findByRole("button", { name: new RegExp(field) }));
  await user.click(await screen.findByRole("option", { name: option }));
};
const press = (name: string): Act => async (user) => user.click(await screen.findByRole("button", { name }));
const both = (...acts: Act[]): Act => async (user) => {
  for (const act of acts) await act(user);
};

const ORDER_STATUS = "0199aaaa-0000-7000-8000-000000000001";
const DAY = [{ from: "09:00", to: "18:00" }];

const cases: [path: string, section: Section, act: Act, value: unknown][] = [
  ["name", "general", typeInto("Name", "Returns"), "Returns"],
  ["general.language", "general", radio("Русский"), "ru"],
  ["general.knowledge_base", "general", typeInto("Knowledge base", "https://help.fjell.example"), "https://help.fjell.example"],
  ["general.time_zone", "general", async (user) => {
    await user.click(await screen.findByRole("combobox", { name: "Time zone" }));
    await user.keyboard("tokyo{ArrowDown}{Enter}");
  }, "Asia/Tokyo"],
  ["general.working_hours", "general", radio("By the week"), { monday: DAY, tuesday: DAY, wednesday: DAY, thursday: DAY, friday: DAY, saturday: [], sunday: [] }],
  ["general.holidays", "general", both(press("Add a holiday"), async (user) => user.type(await screen.findByPlaceholderText("Name"), "Moving day")), [{ first: expect.any(String), last: expect.any(String), name: "Moving day" }]],
  ["script.main", "script", choose("Built-in greeting", "Order status"), ORDER_STATUS],
  ["script.reply_to_first_message", "script", turn("Reply to the first message"), false],
  ["script.after_bot", "script", choose("After the bot ends", "Order status"), ORDER_STATUS],
  ["script.after_operator", "script", choose("After an operator ends", "Order status"), ORDER_STATUS],
  ["script.after_client_timeout", "script", choose("After the client’s silence", "Order status"), ORDER_STATUS],
  ["script.client_silence_s.web", "script", typeInto("Client’s silence, in the widget", "1200"), 1_200],
  ["script.client_silence_s.messengers", "script", typeInto("Client’s silence, in messengers", "0"), 0],
  ["script.lifetime_s.web", "script", typeInto("Lifetime, in the widget", "7 200"), 7_200],
  ["script.lifetime_s.messengers", "script", typeInto("Lifetime, in messengers", "604800"), 604_800],
  ["feedback.ask", "feedback", turn("Ask for a rating"), true],
  ["feedback.after_s", "feedback", typeInto("When", "60"), 60],
  ["feedback.scale", "feedback", radio("2: thumbs"), "two"],
  ["feedback.text", "feedback", typeInto("Words of the request", "How was it?"), "How was it?"],
  ["feedback.ask_result", "feedback", both(turn("Ask for a result"), press("Add a result"), typeInto("Result 1", "Solved")), true],
  ["feedback.results", "feedback", both(press("Add a result"), typeInto("Result 1", "Solved")), ["Solved"]],
  ["queue.operator_idle_s", "queue", typeInto("Operator’s silence", "300"), 300],
  ["queue.operator_idle_to", "queue", choose("Then it goes to", "The head of the queue"), "queue"],
  ["queue.time_s", "queue", typeInto("Time in the queue", "600"), 600],
  ["queue.notify_min.web", "queue", typeInto("Notices, in the widget", "2"), 2],
  ["queue.notify_min.messengers", "queue", typeInto("Notices, in messengers", "10"), 10],
  ["queue.text", "queue", both(typeInto("Words of the notice", "Number "), press("Insert {position}")), "Number {position}"],
  ["queue.busy_text", "queue", typeInto("Words when all are busy", "Back soon."), "Back soon."],
  ["service_level.first_s", "service_level", typeInto("First answer", "20"), 20],
  ["service_level.next_s", "service_level", typeInto("Later answers", "40"), 40],
  ["service_level.working_hours_only", "service_level", turn("Working hours only"), true],
  ...(["bot", "operator", "user", "buttons", "buttons_text"] as const).map((name): (typeof cases)[number] => [
    `appearance.colours.${name}`,
    "appearance",
    async (user) => {
      await screen.findByRole("heading", { name: "Colours" });
      await user.click(document.querySelector<HTMLElement>(`[data-path="appearance.colours.${name}"] button`) as HTMLElement);
      const [field] = await within(await screen.findByRole("dialog", { name: /^(Bot|Operator|User|Buttons|Buttons text)$/ })).findAllByRole("textbox");
      await user.clear(field as HTMLElement);
      await user.click(field as HTMLElement);
      await user.paste("#2e8b6d");
      await user.keyboard("{Enter}{Escape}");
    },
    "#2e8b6d",
  ]),
  ...(["bot", "operator", "user"] as const).map((name, index): (typeof cases)[number] => [
    `appearance.pictures.${name}`,
    "appearance",
    async (user) => {
      await user.click((await screen.findAllByRole("button", { name: /Choose/ }))[index] as HTMLElement);
      await user.click(await screen.findByRole("button", { name: "Use this square" }));
    },
    expect.objectContaining({ crop: expect.any(Object), source: expect.any(String) }),
  ]),
  ["links", "links", typeInto("Telegram", "https://t.me/fjell"), { telegram: "https://t.me/fjell" }],
  ["prices", "prices", both(press("Add a price list"), typeInto("A dialog", "0,05")), [{ from: expect.any(String), currency: "EUR", dialog: 50_000, free_messages: 0, channels: {} }]],
  ["widget.allowed_sites", "code", async (user) => {
    await user.click(await screen.findByPlaceholderText("https://shop.example"));
    await user.paste("https://a.example\nhttps://b.example");
  }, ["https://a.example", "https://b.example"]],
];

it("has a case for every setting", () => {
  expect(cases.map(([path]) => path).sort()).toEqual(FORM.settings.map(({ path }) => path).sort());
});

describe("a field", () => {
  it.each(cases)("sets %s", async (path, section, act, value) => {
    const { user, requests } = openWindow(`/chats/${first}/edit?section=${section}`);
    await act(user);
    await screen.findByText(/kept as a draft/);
    await user.keyboard("{Control>}[KeyS]{/Control}");
    await waitFor(() => expect(requests("chat_update")).toHaveLength(1));
    const [{ input }] = requests("chat_update") as [{ input: ChatInput }];
    expect(at(input, path)).toEqual(value);
    // A result is asked for only where there is one to choose.
    const others = path === "feedback.ask_result" ? ["feedback.results"] : [];
    const touched = differing(pathsOf(FORM), newInput("Online store: orders"), input);
    expect(touched.filter((other) => !others.includes(other))).toEqual([path === "links" ? "links.telegram" : path]);
    await waitFor(() => expect(screen.queryByText(/kept as a draft/)).toBeNull());
  });
});

it("leads from a chosen script to its canvas", async () => {
  const { user, address } = openWindow("/chats/01a1dae5-c4a7-7a83-9e55-000000000000/edit?section=script");
  await user.click(await screen.findByRole("button", { name: /Built-in greeting/ }));
  await user.click(await screen.findByRole("option", { name: "Order status" }));
  await user.click(await screen.findByRole("button", { name: "Open the script" }));
  await waitFor(() => expect(address()).toBe(`/scripts/${ORDER_STATUS}`));
});

it("says of a script that it was never published", async () => {
  const { user } = openWindow("/chats/01a1dae5-c4a7-7a83-9e55-000000000000/edit?section=script");
  await user.click(await screen.findByRole("button", { name: /Built-in greeting/ }));
  await screen.findByRole("option", { name: /^After the dialog.*, not published yet$/ });
});
