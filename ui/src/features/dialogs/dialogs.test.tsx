import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { openWindow } from "../../test/window";

const first = "01a1dae5-c4a7-7a83-9e55-000000000000";
/** The rows in sight, once there are any. */
const rows = () =>
  waitFor(() => {
    const [, ...drawn] = screen.getAllByRole("row");
    expect(drawn.length).toBeGreaterThan(0);
    return drawn;
  });

describe("the dialogs", () => {
  it("are listed newest first, and counted", async () => {
    openWindow("/dialogs", { dialogs: 50_000 });
    expect((await rows())[0]?.textContent).toMatch(/22 Nov|Nov 22/);
    await screen.findByText("over 10,000 dialogs");
    expect(screen.getAllByRole("row").length).toBeLessThan(80);
  });

  it("are read page by page as one goes down", async () => {
    const { requests } = openWindow("/dialogs?all=1", { dialogs: 500 });
    await rows();
    const grid = screen.getByRole("grid");
    grid.scrollTop = 3_000;
    fireEvent.scroll(grid);
    await waitFor(() => expect(requests("dialogs_page").length).toBeGreaterThan(1));
    expect(requests("dialogs_page")[1]).toMatchObject({ after: expect.any(String) as string });
  });

  it("are asked for as the address says, and the address follows the filters", async () => {
    const { user, requests, address } = openWindow(`/dialogs?status=closed&chat=${first}&all=1`);
    await rows();
    expect(requests("dialogs_page")[0]).toMatchObject({ filter: { status: "closed", chats: [first], all: true, from: null } });
    await user.click(screen.getByRole("button", { name: "Clear: Closed" }));
    await waitFor(() => expect(address()).not.toContain("status"));
    await user.click(screen.getByRole("button", { name: "All messengers" }));
    await user.click(await screen.findByRole("menuitemcheckbox", { name: "Telegram" }));
    await waitFor(() => expect(requests("dialogs_page").at(-1)).toMatchObject({ filter: { messengers: ["telegram"], status: "any" } }));
    expect(address()).toContain("telegram");
  });

  it("show a new one at once, and a changed one in its place", async () => {
    const { fake } = openWindow("/dialogs");
    const [top] = await rows();
    const before = top?.textContent ?? "";
    fake.arrive("Is anybody there?");
    await waitFor(async () => expect((await rows())[0]?.textContent).toContain("Is anybody there?"));
    expect((await rows())[1]?.textContent).toBe(before);
    const known = fake.archive.page({ messengers: [], chats: [], status: "any", script: null, marker: null, from: null, to: null, all: false }, null, 5).rows[3];
    if (!known) throw new Error("there are five dialogs");
    fake.archive.write(known.id, "One thing");
    fake.tell({ type: "dialogs", ids: [] });
    await waitFor(async () => expect((await rows())[3]?.textContent, "too many changes to name").toContain("One thing"));
    fake.archive.write(known.id, "One more thing");
    fake.tell({ type: "dialogs", ids: [known.id] });
    await waitFor(async () => expect((await rows())[3]?.textContent).toContain("One more thing"));
  });

  it("open by Enter, and Back returns to the same filter", async () => {
    const { user, address } = openWindow("/dialogs?status=closed");
    await rows();
    screen.getByRole("grid").focus();
    await user.keyboard("{ArrowDown}{Enter}");
    await screen.findByRole("complementary", { name: "About the dialog" });
    expect(address()).toMatch(/^\/dialogs\/01a1dae5/);
    await user.keyboard("{Alt>}[ArrowLeft]{/Alt}");
    await waitFor(() => expect(address()).toBe("/dialogs?status=closed"));
    await rows();
    await waitFor(() => expect(document.querySelector("[aria-selected=true]"), "the chosen row is still chosen").not.toBeNull());
  });

  it("are narrowed to those of a script and those that passed a marker", async () => {
    const { user, requests, address } = openWindow("/dialogs");
    await rows();
    await user.click(await screen.findByRole("button", { name: "All scripts" }));
    await user.click(await screen.findByRole("menuitem", { name: "Order status" }));
    await waitFor(() => expect(requests("dialogs_page").at(-1)).toMatchObject({ filter: { script: "0199aaaa-0000-7000-8000-000000000001", marker: null } }));
    await user.click(screen.getByRole("button", { name: "All markers" }));
    await user.click(await screen.findByRole("menuitem", { name: "order_found" }));
    await waitFor(() => expect(address()).toContain("marker=order_found"));
    expect(requests("dialogs_page").at(-1)).toMatchObject({ filter: { marker: "order_found" } });
    await user.click(screen.getByRole("button", { name: "Clear: Order status" }));
    await waitFor(() => expect(address()).toBe("/dialogs?marker=order_found"));
  });

  it("offer no markers where none was recorded, but keep one that an address names", async () => {
    openWindow("/dialogs?marker=gone", { failing: { markers_list: { code: "disk", message: "", details: null } } });
    await screen.findByRole("button", { name: "Clear: gone" });
  });

  it("say why there are none", async () => {
    const { user } = openWindow("/dialogs?from=2001-01-01&to=2001-01-01");
    await screen.findByText("No dialog fits");
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect((await rows()).length).toBeGreaterThan(5);
  });
});

describe("one dialog", () => {
  const id = "01a1dae5-d1a1-7a83-9e55-00000000018f";

  it("shows what is known of it and its messages, as text", async () => {
    const { user, requests } = openWindow(`/dialogs/${id}`);
    const about = await screen.findByRole("complementary", { name: "About the dialog" });
    for (const fact of ["Session id", "Chat date", "Dialog cost", "Client id"]) expect(within(about).getByText(fact)).toBeTruthy();
    expect(await within(about).findByText("Client messages")).toBeTruthy();
    expect(within(about).getByText(id)).toBeTruthy();
    const messages = await screen.findByRole("list", { name: "Messages" });
    expect(within(messages).getByText("<b>not bold</b> & not a link: javascript:alert(1)")).toBeTruthy();
    expect(messages.querySelector("b, a"), "a client's markup is text").toBeNull();
    await user.click(screen.getByRole("button", { name: "Copy link" }));
    expect(requests("copy_text")).toEqual([{ text: `parley://dialog/${id}` }]);
    await screen.findByText("The link is copied");
  });

  it("shows the files that were sent in it, and saves them", async () => {
    const { user, requests } = openWindow(`/dialogs/${id}`);
    const messages = await screen.findByRole("list", { name: "Messages" });
    expect(within(messages).getByText("receipt 20417.pdf")).toBeTruthy();
    await user.click(within(messages).getByRole("button", { name: "Save receipt 20417.pdf" }));
    expect(requests("file_save")).toHaveLength(1);
  });

  it("is read on at its end when it is long", async () => {
    const { user } = openWindow(`/dialogs/01a1dae5-d1a1-7a83-9e55-${(29 * 13).toString(16).padStart(12, "0")}`);
    const list = await screen.findByRole("list", { name: "Messages" });
    const count = () => within(list).getAllByRole("listitem").length;
    expect(count()).toBe(200);
    await user.click(screen.getByRole("button", { name: "Next messages" }));
    await waitFor(() => expect(count()).toBe(400));
  });

  it("says when it is not there", async () => {
    openWindow("/dialogs/01a1dae5-d1a1-7a83-9e55-ffffffffffff");
    await screen.findByText("This dialog is not here");
  });

  it("shows the markers that it passed, with what was recorded", async () => {
    openWindow(`/dialogs/01a1dae5-d1a1-7a83-9e55-${(398).toString(16).padStart(12, "0")}`);
    const markers = within(await screen.findByRole("region", { name: "Markers" }));
    expect(markers.getAllByRole("listitem").map((item) => item.textContent?.replace(/\d\d:\d\d:\d\d.*$/, ""))).toEqual(["asked_return", "order_found: 48213"]);
  });

  it("says nothing of markers when it passed none", async () => {
    openWindow(`/dialogs/01a1dae5-d1a1-7a83-9e55-${(399).toString(16).padStart(12, "0")}`);
    await screen.findByRole("complementary", { name: "About the dialog" });
    await screen.findByText("Other parameters");
    expect(screen.queryByRole("region", { name: "Markers" })).toBeNull();
  });

  it("opens from a link outside", async () => {
    const { fake, address } = openWindow("/chats");
    await screen.findByRole("grid");
    fake.link(`/dialogs/${id}`);
    await waitFor(() => expect(address()).toBe(`/dialogs/${id}`));
    fake.link("//evil.example");
    await screen.findByRole("complementary", { name: "About the dialog" });
    expect(address()).toBe(`/dialogs/${id}`);
  });
});

describe("an export", () => {
  it("says how far it is, can be cancelled, and shows the file when it is done", async () => {
    const { user, fake, requests } = openWindow("/dialogs?status=closed");
    await rows();
    await user.click(screen.getByRole("checkbox", { name: "With time in dialogs" }));
    await user.click(screen.getByRole("button", { name: "Export" }));
    await screen.findByText("0 of 12,486 rows");
    expect(requests("report_export")).toMatchObject([{ report: "sessions", with_time: true, filter: { status: "closed" }, time_zone: expect.any(String) as string }]);
    const [job] = await fake.call("jobs_list", {}) as [{ id: string }];
    fake.work({ id: job.id, kind: "export", title: "Export", done: 7_741, total: 12_486, state: "running", error: null, result: null });
    await screen.findByText("7,741 of 12,486 rows");
    fake.work({ id: job.id, kind: "export", title: "Export", done: 12_486, total: 12_486, state: "done", error: null, result: "sessions.xlsx" });
    await screen.findByText("sessions.xlsx is ready");
    await user.click(screen.getByRole("button", { name: "Show in folder" }));
    expect(requests("job_reveal")).toEqual([{ id: job.id }]);
  });

  it("says what stopped it and what was kept", async () => {
    const { user, fake } = openWindow("/dialogs");
    await rows();
    await user.click(screen.getByRole("button", { name: "Export" }));
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
    fake.work({ id: "x", kind: "export", title: "Export", done: 5, total: 10, state: "failed", error: { code: "no_space", message: "", details: null }, result: null });
    await screen.findByText("Nothing half-written was left. Free some space and try again.");
  });
});
