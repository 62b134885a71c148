import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";

import { setTransport, type Desk } from "../../ipc";
import { Fake } from "../../ipc/fake";
import { openWindow } from "../../test/window";
import { useLease } from "./lease";
import { RENEWED } from "./renewed";

const foot = (name: RegExp) => screen.findByRole("button", { name });
/** Types into the palette, which is open. */
const find = async (text: string) => fireEvent.change(within(await screen.findByRole("dialog", { name: "Find" })).getByRole("searchbox"), { target: { value: text } });
const ingrid = "0199aaaa-0000-7000-8000-000000000003";
const erik = "0199aaaa-0000-7000-8000-000000000001";

describe("who works here", () => {
  it("is told at the foot, and chosen there", async () => {
    const { user, requests } = openWindow("/chats", { desk: { worksAs: -1 } });
    await user.click(await foot(/Nobody works here/));
    await user.click(await screen.findByRole("menuitem", { name: "Ingrid Solheim" }));
    await foot(/Ingrid Solheim: Online/);
    expect(requests("desk_work_as")).toEqual([{ operator: ingrid, pin: null }]);
  });

  it("is found by typing where there are many", async () => {
    const { user } = openWindow("/chats", { desk: { moreOperators: 40 } });
    await user.click(await foot(/Anna Lindqvist: Online/));
    await screen.findByText("Work as (38 more: type to find)");
    await user.type(screen.getByRole("searchbox", { name: "Find an operator" }), "operator 33");
    await user.click(await screen.findByRole("menuitem", { name: "Operator 33" }));
    await foot(/Operator 33: Pause/);
  });

  it("shows their PIN, and waits after too many wrong ones", async () => {
    const { user, requests } = openWindow("/chats");
    await user.click(await foot(/Anna/));
    await user.click(await screen.findByRole("menuitem", { name: /Erik Nilsen/ }));
    const question = within(await screen.findByRole("alertdialog", { name: "Work as Erik Nilsen" }));
    for (let tries = 1; tries < 5; tries += 1) {
      await user.type(question.getByLabelText("PIN"), "0000{Enter}");
      await question.findByText("This is not the PIN");
      await waitFor(() => expect(question.getByLabelText("PIN")).toHaveProperty("value", ""));
    }
    await user.type(question.getByLabelText("PIN"), "0000{Enter}");
    await question.findByText(/Too many wrong PINs. Try again in \d+ seconds./);
    await user.type(question.getByLabelText("PIN"), "2468{Enter}");
    expect(requests("desk_work_as"), "none is looked at while it waits").toHaveLength(5);
  });

  it("begins with the right PIN", async () => {
    const { user, requests } = openWindow("/chats");
    await user.click(await foot(/Anna/));
    await user.click(await screen.findByRole("menuitem", { name: /Erik Nilsen/ }));
    await user.type(await screen.findByLabelText("PIN"), "2468{Enter}");
    await foot(/Erik Nilsen: Pause/);
    expect(requests("desk_work_as")).toEqual([{ operator: erik, pin: "2468" }]);
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  it("is asked for the PIN that was set a moment ago", async () => {
    const { user } = openWindow("/chats", { failing: { desk_work_as: { code: "pin_required", message: "", details: null } } });
    await user.click(await foot(/Anna/));
    await user.click(await screen.findByRole("menuitem", { name: "Ingrid Solheim" }));
    await screen.findByRole("alertdialog", { name: "Work as Ingrid Solheim" });
    await user.click(screen.getByRole("button", { name: "Cancel" }));
  });

  it("goes online and pauses by keys, by the switch and from the palette", async () => {
    const { user, requests } = openWindow("/chats");
    await foot(/Anna Lindqvist: Online/);
    await user.keyboard("{Control>}[Period]{/Control}");
    await user.click(await foot(/Anna Lindqvist: Pause/));
    await user.click(await screen.findByRole("switch", { name: "Online" }));
    await waitFor(() => expect(requests("desk_presence")).toEqual([{ presence: "pause" }, { presence: "online" }]));
    await user.keyboard("{Escape}");
    await user.keyboard("{Control>}[KeyK]{/Control}");
    await find("pause");
    await user.click(await screen.findByRole("menuitem", { name: /Pause/ }));
    await foot(/Anna Lindqvist: Pause/);
  });

  it("is chosen from the palette, and stops there", async () => {
    const { user } = openWindow("/chats");
    await foot(/Anna/);
    await user.keyboard("{Control>}[KeyK]{/Control}");
    await find("as ingrid");
    await user.click(await screen.findByRole("menuitem", { name: "Work as Ingrid Solheim" }));
    await foot(/Ingrid/);
    await user.keyboard("{Control>}[KeyK]{/Control}");
    await find("stop");
    await user.click(await screen.findByRole("menuitem", { name: "Stop working" }));
    await foot(/Nobody works here/);
  });

  it("makes a new operator from there", async () => {
    const { user, address } = openWindow("/chats");
    await user.click(await foot(/Anna/));
    await user.click(await screen.findByRole("menuitem", { name: "New operator" }));
    await screen.findByRole("dialog", { name: "New operator" });
    expect(address()).toBe("/operators?edit=new");
  });

  it("says why nobody works here when the operator was deleted", async () => {
    const { fake } = openWindow("/chats");
    await foot(/Anna Lindqvist: Online/);
    const desk = (await fake.call("desk_status", {})) as Desk;
    act(() => fake.tell({ type: "desk", desk: { ...desk, operator: null, operators: desk.operators.filter(({ id }) => id !== desk.operator?.id) } }));
    await screen.findByText(/Anna Lindqvist was deleted: nobody works here now/);
  });

  it("follows what is told of the desk", async () => {
    const { fake } = openWindow("/chats");
    await foot(/Anna Lindqvist: Online/);
    await act(async () => void (await fake.call("desk_presence", { presence: "pause" })));
    await foot(/Anna Lindqvist: Pause/);
  });
});

describe("the lease", () => {
  let fake: Fake;
  const renewed = () => fake.calls.filter(({ name }) => name === "desk_renew").length;
  function Held({ online }: { online: boolean }) {
    useLease(online);
    return null;
  }
  beforeEach(() => {
    vi.useFakeTimers();
    fake = new Fake({ empty: true, failing: {} });
    setTransport(fake);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is renewed while online, and ends with it", () => {
    const { rerender, unmount } = render(<Held online />);
    onTestFinished(unmount);
    vi.advanceTimersByTime(3 * RENEWED);
    expect(renewed()).toBe(3);
    rerender(<Held online={false} />);
    vi.advanceTimersByTime(3 * RENEWED);
    expect(renewed(), "a pause is told at once and needs no more").toBe(3);
  });

  it("is renewed as soon as the window is seen again", () => {
    const { unmount } = render(<Held online />);
    onTestFinished(unmount);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(renewed()).toBe(1);
  });
});
