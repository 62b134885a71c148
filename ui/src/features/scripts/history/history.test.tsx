import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { openWindow } from "../../../test/window";

const path = "/scripts/0199aaaa-0000-7000-8000-000000000001?pane=history";
const list = async () => within(await screen.findByRole("list", { name: "History" }));

describe("the history of a script", () => {
  it("stands newest first, and tells what a moment changed", async () => {
    const { user } = openWindow(path);
    const lines = (await list()).getAllByRole("button");
    expect(lines.map((line) => line.textContent)).toEqual([expect.stringMatching(/^Published, version 14/), expect.stringMatching(/^Before the returns desk/), expect.stringMatching(/^Went back/), expect.stringMatching(/^Imported/)]);
    await user.click(lines[1] as HTMLElement);
    const changes = within(await screen.findByRole("region", { name: "Changes" }));
    await changes.findByText("Name: Greeting and menu → Order status");
    changes.getByText("Find the order");
  });

  it("tells what changed since, with the texts before and after, and leads to the block", async () => {
    const { user } = openWindow(path);
    await user.click((await list()).getByRole("button", { name: /Published, version 14/ }));
    await user.click(screen.getByRole("radio", { name: "Since then" }));
    const since = within(await screen.findByRole("region", { name: "Since then" }));
    await since.findByText("Hello! How can I help?");
    since.getByText(/Hello, {clientName}!/);
    await user.click(since.getByRole("button", { name: "AI answer" }));
  });

  it("shows the whole of it, with what led nowhere", async () => {
    const { user } = openWindow(path);
    await user.click((await list()).getByRole("button", { name: /Published, version 14/ }));
    await user.click(screen.getByRole("radio", { name: "Whole" }));
    const whole = within(await screen.findByRole("list", { name: "Whole" }));
    expect(whole.getAllByText("Find the order").length).toBeGreaterThan(1);
    whole.getByText("leads nowhere");
  });

  it("goes back, and Undo brings the draft again", async () => {
    const { user, requests } = openWindow(path);
    await user.click((await list()).getByRole("button", { name: /Went back/ }));
    await user.click(screen.getByRole("button", { name: "Go back to this" }));
    await screen.findByText(/The draft is as it was on/);
    expect(requests("script_go_back")).toEqual([{ id: "0199aaaa-0000-7000-8000-000000000001", no: 2, revision: 1 }]);
    await user.click(within(screen.getByRole("region", { name: "Notes" })).getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(requests("script_save").at(-1)).toMatchObject({ revision: 2, draft: { name: "Order status" } }));
    await screen.findByText("The draft is as before");
  });

  it("overwrites nothing that somebody else did meanwhile", async () => {
    const { user, fake } = openWindow(path);
    await user.click((await list()).getByRole("button", { name: /Went back/ }));
    fake.scripts.overtake("0199aaaa-0000-7000-8000-000000000001", (draft) => ({ ...draft, name: "Theirs" }));
    await user.click(screen.getByRole("button", { name: "Go back to this" }));
    await screen.findByText("Somebody else changed this script meanwhile");
  });

  it("keeps the script as it is now under a name", async () => {
    const { user } = openWindow(path);
    await list();
    await user.type(screen.getByRole("textbox", { name: "Name how it is now" }), "Before Christmas{Enter}");
    await waitFor(async () => expect((await list()).getAllByRole("button")[0]?.textContent).toMatch(/^Before Christmas/));
  });

  it("says that there is none yet", async () => {
    openWindow("/scripts/0199aaaa-0000-7000-8000-000000000004?pane=history");
    await screen.findByText("Nothing in the history yet");
  });
});
