import { screen, waitFor, within } from "@testing-library/react";
import { expect, it, onTestFinished } from "vitest";

import { Fake } from "../ipc/fake";
import { NOW, openWindow } from "../test/window";

const portTaken = { state: "failed", address: null, public_url: null, channels_on: 0, error: { code: "port_taken", message: "", details: { port: 7420 } } } as const;

it("welcomes on the first start, and shows the sample data when it is there", async () => {
  const { user, fake, address } = openWindow("/", { empty: true });
  await screen.findByRole("heading", { name: "Welcome to Parley" });
  await user.click(screen.getByRole("button", { name: "Load sample data" }));
  await screen.findByText("0 of 500 rows");
  const [job] = (await fake.call("jobs_list", {})) as [Parameters<typeof fake.work>[0]];
  fake.work({ ...job, done: 500, state: "done" });
  await waitFor(() => expect(address()).toBe("/dialogs"));
});

it("begins with the inbox when an operator works here", async () => {
  const { address } = openWindow("/");
  await screen.findByRole("heading", { name: "Inbox" });
  expect(address()).toBe("/inbox");
});

it("leads back to the dialog of the inbox that was left", async () => {
  const left = `/inbox/${new Fake({ now: NOW }).inbox.of("Sofie Dahl")}?tab=all`;
  const { user, address } = openWindow(left);
  await user.click(await screen.findByRole("link", { name: "Settings" }));
  await user.click(await screen.findByRole("link", { name: /^Inbox/ }));
  await waitFor(() => expect(address()).toBe(left));
});

it("begins with the dialogs when there are chats and nobody works here", async () => {
  const { address } = openWindow("/", { desk: { worksAs: -1 } });
  await screen.findByRole("heading", { name: "Dialogs" });
  expect(address()).toBe("/dialogs");
});

it.each([
  ["returns", "Returns and exchanges"],
  ["sett", "Settings"],
  ["parley://dialog/01a1dae5-d1a1-7a83-9e55-00000000018f", "Open dialog 01a1dae5-d1a1-7a83-9e55-00000000018f"],
])("finds screens, chats and a pasted dialog: %s", async (typed, found) => {
  const { user } = openWindow("/chats");
  await screen.findByRole("grid");
  await user.keyboard("{Control>}[KeyK]{/Control}");
  const palette = await screen.findByRole("dialog", { name: "Find" });
  await user.type(within(palette).getByRole("searchbox"), typed);
  await within(palette).findByRole("menuitem", { name: found });
  await waitFor(() => expect(within(palette).getAllByRole("menuitem")).toHaveLength(1));
});

it("says that the gateway does not work, why, and tries again", async () => {
  const { user, requests } = openWindow("/chats", { status: { gateway: portTaken } });
  await screen.findByText("Port 7420 is taken by another program.");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(requests("gateway_retry")).toHaveLength(1);
  await screen.findByRole("button", { name: /Gateway: Works 127\.0\.0\.1:7420/ });
  expect(screen.queryByText(/Port 7420/)).toBeNull();
});

it("counts the channels that are on as the language writes numbers", async () => {
  const gateway = { state: "listening", address: "127.0.0.1:7420", public_url: null, channels_on: 1_006, error: null } as const;
  // Only a wide window has room for the words.
  const { happyDOM } = window as unknown as { happyDOM: { setViewport: (size: { width: number }) => void } };
  happyDOM.setViewport({ width: 1_280 });
  onTestFinished(() => happyDOM.setViewport({ width: 1_024 }));
  const { user } = openWindow("/chats", { status: { gateway } });
  await screen.findByText("1,006 on");
  await user.click(screen.getByRole("button", { name: /^Gateway/ }));
  await screen.findByText("1,006 channels on");
});

it("changes language and theme at once", async () => {
  const { user } = openWindow("/settings");
  await user.click(await screen.findByRole("button", { name: /Language/ }));
  await user.click(await screen.findByRole("option", { name: "Русский" }));
  await screen.findByRole("heading", { name: "Настройки" });
  expect(document.documentElement.lang).toBe("ru");
  await user.click(screen.getByRole("radio", { name: "Тёмная" }));
  await waitFor(() => expect(document.documentElement.dataset["theme"]).toBe("dark"));
});

it("counts beside the inbox what waits for an answer of whoever works here", async () => {
  const { fake } = openWindow("/chats");
  await screen.findByRole("link", { name: /^Inbox \d+ to answer$/ });
  const answer = fake.call.bind(fake);
  fake.call = (name, request) => (name === "inbox_counts" ? Promise.resolve({ my: 1_200, to_answer: 1_007, queue: 0, help: 0, all: 1_200, taken: 0 }) : answer(name, request));
  fake.tell({ type: "inbox", ids: [] });
  expect((await screen.findByRole("link", { name: "Inbox 1,007 to answer" })).textContent).toContain("1,007");
});

it("counts nothing while nobody works here", async () => {
  const { requests } = openWindow("/chats", { desk: { worksAs: -1 } });
  await screen.findByRole("button", { name: /Nobody works here/ });
  expect(screen.getByRole("link", { name: "Inbox" })).toBeTruthy();
  expect(requests("inbox_counts")).toEqual([]);
});

it("says when an address leads nowhere", async () => {
  openWindow("/nothing");
  await screen.findByText("There is no such screen");
});

it("says when the program does not answer", async () => {
  openWindow("/chats", { failing: { app_status: { code: "internal", message: "the store is locked", details: null } } });
  await screen.findByText(/the store is locked/);
});
