import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { openWindow } from "../../../test/window";
import type { TryFacts, TryInput } from "../../../ipc";

const path = "/scripts/0199aaaa-0000-7000-8000-000000000001?pane=try";
const log = async () => within(await screen.findByRole("log", { name: "Conversation" }));
const inputs = (requests: (name: string) => unknown[]) => (requests("script_try") as { input: TryInput }[]).map(({ input }) => input);

let opened: ReturnType<typeof openWindow>;
beforeEach(async () => {
  opened = openWindow(path);
  await (await log()).findByText(/I can look up an order/);
});
const write = (text: string) => opened.user.type(screen.getByRole("textbox", { name: "Write as the client" }), `${text}{Enter}`);

describe("trying a script", () => {
  it("begins by itself, and is answered by buttons", async () => {
    const { user, requests } = opened;
    await user.click(await screen.findByRole("button", { name: "Person" }));
    await (await log()).findByText("Understood: Person");
    await (await log()).findByText("Handed over to the operators");
    expect(inputs(requests)).toEqual([{ type: "start" }, { type: "button", index: 2 }]);
    expect(screen.getByRole("button", { name: "Person" }), "it cannot be pressed twice").toHaveProperty("disabled", true);
  });

  it("is answered by whoever tries it in the place of the server, and shows what was kept", async () => {
    const { user } = opened;
    await write("Where is order 48213?");
    await (await log()).findByText("GET https://api.fjell.example/v2/orders/48213");
    const body = screen.getByRole("textbox", { name: "Body of the answer" });
    await user.clear(body);
    await user.click(body);
    await user.paste('{"status": "shipped", "eta": "on Tuesday"}');
    await user.click(screen.getByRole("button", { name: "Answer" }));
    await (await log()).findByText("It is on its way and arrives on Tuesday.");
    await user.click(screen.getByRole("button", { name: /^Variables/ }));
    screen.getByText("{eta}");
    screen.getByText("on Tuesday");
    screen.getByText("The script is at its end.");
  });

  it("has a clock that goes on by hours and days", async () => {
    const { user } = opened;
    const clock = within(screen.getByRole("group", { name: "Clock of the trial" }));
    const stands = () => Date.parse(clock.getByRole("time").getAttribute("datetime") ?? "");
    const before = stands();
    await user.click(clock.getByRole("button", { name: "1 hour on" }));
    await waitFor(() => expect(stands() - before).toBe(3_600_000));
    await user.click(clock.getByRole("button", { name: "1 day on" }));
    await waitFor(() => expect(stands() - before).toBe(90_000_000));
  });

  it("goes on by itself when its clock is moved there, and not before", async () => {
    const { user, requests } = opened;
    await user.click(screen.getByRole("button", { name: "1 minute on" }));
    expect(inputs(requests), "the question waits for two").toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "1 minute on" }));
    await (await log()).findByText("The client did not answer in time");
    await (await log()).findByText(/Are you still there/);
    const [start, silent] = (requests("script_try") as { facts: TryFacts }[]).map(({ facts }) => facts.now);
    expect((silent ?? 0) - (start ?? 0)).toBe(120_000);
  });

  it("goes to what comes next by one press: an answer that does not come, then a pause", async () => {
    const { user, requests } = opened;
    await write("Where is order 48213?");
    await screen.findByRole("textbox", { name: "Body of the answer" });
    await user.click(screen.getByRole("button", { name: "Answer" }));
    await (await log()).findByText(/^Pause/);
    await write("Hello?");
    await (await log()).findByText("Hello?");
    expect(inputs(requests).filter(({ type }) => type === "text"), "nobody hears a client in a pause").toHaveLength(1);
    await user.click(screen.getByRole("button", { name: /^On to what comes by itself/ }));
    await (await log()).findByText("The pause is over");
    await (await log()).findByText(/We are still packing it/);
  });

  it("steps back, and starts over", async () => {
    const { user } = opened;
    const back = screen.getByRole("button", { name: "Back one step" });
    expect(back).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "Person" }));
    await (await log()).findByText("Handed over to the operators");
    await user.click(back);
    expect((await log()).queryByText("Handed over to the operators")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Order" }));
    await (await log()).findByText("Understood: Order");
    await user.click(screen.getByRole("button", { name: "Start over" }));
    await waitFor(async () => expect((await log()).queryByText("Understood: Order")).toBeNull());
  });

  it("says how alike a text was that was not understood", async () => {
    await write("blue");
    await (await log()).findByText("Not understood: Else");
    await (await log()).findByText("the nearest is 41 % alike");
    await screen.findByRole("textbox", { name: /What does the model answer/ });
  });

  it("tells what it is to know of the client, the channel and the hours", async () => {
    const { user, requests } = opened;
    await user.click(screen.getByRole("button", { name: /^As: Web widget, working hours/ }));
    const world = within(await screen.findByRole("dialog", { name: "Who writes, where and when" }));
    await user.type(world.getByRole("textbox", { name: "Client’s name" }), "Maja");
    await user.click(world.getByRole("radio", { name: "Closed" }));
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "Start over" }));
    await (await log()).findByText(/Hello, Maja!/);
    expect((requests("script_try").at(-1) as { facts: TryFacts }).facts).toMatchObject({ channel: "web", is_open: false, client_name: "Maja", phone: null, page: null });
  });
});

it("says that a draft with errors cannot be tried", async () => {
  openWindow(path, { failing: { script_try: { code: "invalid", message: "", details: null } } });
  await screen.findByText("The draft has errors");
});
