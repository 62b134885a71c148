import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Fake } from "../../ipc/fake";
import { openWindow } from "../../test/window";
import { hoursText } from "../../shared/hours/words";

const second = "01a1dae5-c4a7-7a83-9e55-000000000001";
const entries = () => within(screen.getByRole("list", { name: "History" })).getAllByRole("listitem");

async function historyOf(change: (fake: Fake) => void) {
  const opened = openWindow(`/chats/${second}/history`);
  change(opened.fake);
  await screen.findByRole("list", { name: "History" });
  return opened;
}

describe("the history of a chat", () => {
  it("says who changed what, from what to what, newest first", async () => {
    await historyOf((fake) => {
      const queue = { operator_idle_s: 0, operator_idle_to: "bot", time_s: 90, notify_min: { web: 1, messengers: 0 }, text: "", busy_text: "Wait, please" } as const;
      fake.overtake(second, { queue });
      fake.overtake(second, { links: { telegram: "https://t.me/shop" } });
    });
    await waitFor(() => expect(entries()).toHaveLength(3));
    const [link, times, made] = entries();
    expect(link?.textContent).toContain("kai, at the command line");
    expect(link?.textContent).toMatch(/Link: TelegramBefore: None→After: https:\/\/t\.me\/shop/);
    expect(link?.textContent).toContain("As it is now");
    expect(times?.textContent).toMatch(/Time in the queueBefore: 5 min→After: 1 min.* 30 sec/);
    expect(times?.textContent).toMatch(/Before: The program’s own words→After: Wait, please/);
    expect(made?.textContent).toContain("The chat was made");
    expect(within(made as HTMLElement).getByText(/Nov/).getAttribute("title"), "exact on hover").toMatch(/2026.*:\d\d:\d\d/);
  });

  it("shows long texts whole when asked", async () => {
    const { user } = await historyOf((fake) => fake.overtake(second, { widget: { allowed_sites: Array.from({ length: 9 }, (_, index) => `https://shop-${index}.example`) } }));
    await user.click(await screen.findByRole("button", { name: "Allowed sites: show whole" }));
    expect(screen.getByRole("button", { name: "Allowed sites: show less" })).toBeTruthy();
    expect(screen.getByText(/shop-8/).className).not.toContain("cut");
  });

  it("unfolds what is cut in a small window", async () => {
    const nine = [{ from: "09:00", to: "18:00" }];
    const week = { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine, saturday: [], sunday: [] };
    const { user } = await historyOf((fake) => fake.overtake(second, { general: { language: null, knowledge_base: "", time_zone: null, working_hours: week, holidays: [] } }));
    await user.click(await screen.findByRole("button", { name: "Working hours: show whole" }));
    expect(screen.getByText("Mon–Fri 09:00–18:00, Sat–Sun Closed").className).not.toContain("cut");
  });

  it("goes back by one press, and Undo goes back from there", async () => {
    const { user, fake, requests } = await historyOf((fake) => fake.overtake(second, { name: "Renamed" }));
    const first = await screen.findByRole("button", { name: /^Go back to how it was/ });
    await user.click(first);
    expect(await screen.findByText(/“Returns and exchanges” is as it was on/)).toBeTruthy();
    expect(requests("chat_go_back")).toEqual([{ id: second, revision: 2, to: 1 }]);
    await waitFor(() => expect(entries()).toHaveLength(3));
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(requests("chat_go_back")).toHaveLength(2));
    expect(requests("chat_go_back")[1]).toEqual({ id: second, revision: 3, to: 2 });
    await waitFor(async () => expect(await fake.call("chat_get", { id: second })).toMatchObject({ name: "Renamed" }));
  });

  it("overwrites nothing that somebody else just saved, and shows it", async () => {
    const { user, fake } = await historyOf((fake) => fake.overtake(second, { name: "Renamed" }));
    await screen.findByRole("button", { name: /^Go back/ });
    fake.overtake(second, { name: "Theirs" }, false);
    await user.click(screen.getByRole("button", { name: /^Go back/ }));
    expect(await screen.findByText("Somebody else changed this chat meanwhile")).toBeTruthy();
    await waitFor(() => expect(entries()[0]?.textContent).toContain("Theirs"));
    expect(await fake.call("chat_get", { id: second })).toMatchObject({ name: "Theirs" });
  });

  it("is read on as one goes down", async () => {
    const { requests } = await historyOf((fake) => {
      for (let index = 0; index < 60; index += 1) fake.overtake(second, { name: `Name ${index}` });
    });
    await waitFor(() => expect(entries()).toHaveLength(50));
    const scrolled = screen.getByRole("list", { name: "History" }).parentElement;
    if (scrolled) fireEvent.scroll(scrolled);
    await waitFor(() => expect(entries()).toHaveLength(61));
    expect(requests("chat_versions")).toContainEqual({ id: second, before: 12 });
  });

  it("says when it cannot be read", async () => {
    openWindow(`/chats/${second}/history`, { failing: { chat_versions: { code: "disk", message: "", details: null } } });
    expect(await screen.findByText("The disk could not be read or written.")).toBeTruthy();
  });
});

it("writes a week in one line", () => {
  const nine = [{ from: "09:00", to: "18:00" }];
  const week = { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: [{ from: "09:00", to: "12:00" }, { from: "13:00", to: "16:00" }], saturday: [], sunday: [] };
  expect(hoursText(week, (day) => day.slice(0, 3), "closed")).toBe("mon–thu 09:00–18:00, fri 09:00–12:00 13:00–16:00, sat–sun closed");
});
