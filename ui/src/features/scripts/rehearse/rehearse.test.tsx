import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Job, RehearsalRequest } from "../../../ipc";
import { openWindow } from "../../../test/window";

const script = "0199aaaa-0000-7000-8000-000000000001";
const path = `/scripts/${script}?pane=rehearse`;
const earlier = async () => within(await screen.findByRole("region", { name: "Earlier rehearsals" }));
const openFirst = async (user: ReturnType<typeof openWindow>["user"]) => {
  await user.click((await (await earlier()).findAllByRole("button"))[0] as HTMLElement);
  return within(await screen.findByRole("table", { name: "How dialogs end" }));
};

describe("a rehearsal", () => {
  it("compares what is published with the draft, over the last 30 days, unless it is asked otherwise", async () => {
    const { user, requests } = openWindow(path);
    await user.click(await screen.findByRole("button", { name: "Rehearse" }));
    const [asked] = requests("rehearse") as [RehearsalRequest];
    expect(asked).toMatchObject({ script, versions: [{ version: 14 }, { draft: true }], chats: null, messengers: null, requests: "answered" });
    expect(Math.round((asked.to - asked.from) / 86_400_000)).toBe(30);
  });

  it("does not offer the draft beside a version that is the same", async () => {
    const { user, requests } = openWindow("/scripts/0199aaaa-0000-7000-8000-000000000000?pane=rehearse");
    await user.click(await screen.findByRole("button", { name: "Rehearse" }));
    expect((requests("rehearse") as [RehearsalRequest])[0].versions).toEqual([{ version: expect.any(Number) }]);
  });

  it("asks for one version of some chats", async () => {
    const { user, requests } = openWindow(path);
    await user.click(await screen.findByRole("button", { name: /Draft Beside it$/ }));
    await user.click(await screen.findByRole("option", { name: "Nothing" }));
    await user.click(screen.getByRole("button", { name: "Chats: All chats" }));
    await user.click(await screen.findByRole("menuitemcheckbox", { name: "Returns and exchanges" }));
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("radio", { name: "Fail" }));
    await user.click(screen.getByRole("button", { name: "Rehearse" }));
    expect(requests("rehearse")).toMatchObject([{ versions: [{ version: 14 }], chats: ["01a1dae5-c4a7-7a83-9e55-000000000001"], requests: "failed" }]);
  });

  it("shows its progress with the other work, and its result when it is done", async () => {
    const { user, fake } = openWindow(path, { scripts: { rehearsals: 0 } });
    await user.click(await screen.findByRole("button", { name: "Rehearse" }));
    await screen.findByText("0 of 12,486 dialogs");
    expect(screen.getByRole("button", { name: "Rehearsing…" })).toHaveProperty("disabled", true);
    const [job] = (await fake.call("jobs_list", {})) as [Job];
    fake.scripts.rehearsals.done(job.id);
    fake.work({ ...job, done: 12_486, state: "done", result: "1" });
    await screen.findByRole("table", { name: "How dialogs end" });
  });

  it("leaves nothing when it is cancelled", async () => {
    const { user } = openWindow(path, { scripts: { rehearsals: 0 } });
    await user.click(await screen.findByRole("button", { name: "Rehearse" }));
    await user.click(within(await screen.findByRole("region", { name: "Running work" })).getByRole("button", { name: "Cancel" }));
    await screen.findByText(/^The rehearsal was cancelled/);
    (await earlier()).getByText("None yet.");
  });

  it("says that a draft with errors cannot be rehearsed", async () => {
    const { user } = openWindow(path, { failing: { rehearse: { code: "invalid", message: "", details: null } } });
    await user.click(await screen.findByRole("button", { name: "Rehearse" }));
    await screen.findByText("This script has errors");
  });

  it("stands side by side with what happened, and each number opens its dialogs", async () => {
    const { user, requests, address } = openWindow(path);
    const table = await openFirst(user);
    table.getByRole("row", { name: /^Bot ended/ });
    await user.click(table.getByRole("button", { name: /^Bot ended, Draft/ }));
    const behind = within(await screen.findByRole("region", { name: "Here: Bot ended" }));
    await waitFor(() => expect(behind.getAllByRole("row").length).toBeGreaterThan(5));
    expect(requests("rehearsal_dialogs")).toEqual([{ no: 1, variant: 1, counted: { type: "ended", really: null, ended: "bot" }, before: null }]);
    await user.click(behind.getAllByRole("button", { name: /^Show dialog/ })[0] as HTMLElement);
    await waitFor(() => expect(address()).toMatch(/^\/dialogs\/01a1dae5/));
    await user.keyboard("{Alt>}[ArrowLeft]{/Alt}");
    await screen.findByRole("region", { name: "Here: Bot ended" });
  });

  it("counts by marker, by block and what was not understood, and says how two versions differ", async () => {
    const { user, requests } = openWindow(path);
    await openFirst(user);
    await user.click(screen.getByRole("button", { name: "All figures and dialogs" }));
    const result = within(await screen.findByRole("dialog", { name: "Rehearsal" }));
    const found = within(within(result.getByRole("table", { name: "Markers" })).getByRole("row", { name: /^order_found/ }));
    expect(found.getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["0", "3,871", "+3,871"]);
    await user.click(within(result.getByRole("table", { name: "Blocks" })).getByRole("button", { name: /^How can I help\?, Else/ }));
    await waitFor(() => expect(requests("rehearsal_dialogs").at(-1)).toMatchObject({ counted: { type: "not_understood_at", block: "greet" } }));
    // Where there is little room, figures and dialogs take turns.
    await user.click(result.getByRole("button", { name: "Back to the figures" }));
    await user.click(result.getByRole("button", { name: "Dialogs that the two versions end differently" }));
    await waitFor(() => expect(requests("rehearsal_dialogs").at(-1)).toMatchObject({ counted: { type: "differing" } }));
    await user.click(result.getByRole("button", { name: "Back to the figures" }));
    result.getByText("can you just call me");
  });

  it("says that there was no dialog", async () => {
    const { user, fake } = openWindow(path, { scripts: { rehearsals: 0 } });
    fake.scripts.rehearsals.finish({ script, versions: [{ draft: true }], from: 0, to: 1, chats: null, messengers: null, requests: "answered" }, 0);
    await openFirstOnly(user);
    await screen.findByText("No dialogs in this period");
  });

  it("is deleted from the list", async () => {
    const { user, requests } = openWindow(path);
    await user.click(await (await earlier()).findByRole("button", { name: /^Delete:/ }));
    await waitFor(() => expect(requests("rehearsal_delete")).toEqual([{ no: 1 }]));
  });
});

async function openFirstOnly(user: ReturnType<typeof openWindow>["user"]) {
  await user.click((await (await earlier()).findAllByRole("button"))[0] as HTMLElement);
}
