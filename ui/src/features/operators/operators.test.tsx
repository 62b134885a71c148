import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { openWindow } from "../../test/window";

const erik = "0199aaaa-0000-7000-8000-000000000001";
const repairs = "0199bbbb-0000-7000-8000-000000000001";
const row = (name: RegExp) => screen.findByRole("row", { name });
const field = (name: string) => screen.findByRole<HTMLInputElement>("textbox", { name });
const set = async (name: string, text: string) => fireEvent.change(await field(name), { target: { value: text } });
const invalid = async (name: string) => (await field(name)).getAttribute("aria-invalid");

describe("operators", () => {
  it("are listed with who is there and how much they hold", async () => {
    openWindow("/operators");
    expect((await row(/Anna Lindqvist/)).textContent).toBe("ALAnna LindqvistOrders, RepairsOnline3 of 5");
    expect((await row(/Ingrid/)).textContent, "no limit").toContain("Online11");
    expect(within(await row(/Erik/)).getByRole("img", { name: "Asks for a PIN" })).toBeTruthy();
    expect(within(screen.getByRole("navigation", { name: "What operators work with" })).getByRole("link", { name: /Groups/ }).textContent).toBe("Groups3");
  });

  it("are found by their names and groups, and the address says so", async () => {
    const { user, address } = openWindow("/operators");
    await row(/Anna/);
    await user.type(screen.getByRole("searchbox", { name: "Search operators" }), "repairs");
    await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(3));
    expect(address()).toBe("/operators?q=repairs");
    await user.type(screen.getByRole("searchbox"), "zzz");
    await user.click(await screen.findByRole("button", { name: "Clear the search" }));
    await row(/Ingrid/);
  });

  it("draw only what is in sight of 500", async () => {
    openWindow("/operators", { desk: { moreOperators: 500 } });
    await row(/Anna/);
    expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("506");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
  });

  it("are made with a name, a limit and groups", async () => {
    const { user, requests, address } = openWindow("/operators");
    await user.click(await screen.findByRole("button", { name: "New operator" }));
    expect(address()).toBe("/operators?edit=new");
    await set("Name", "Kai");
    await set("Dialogs at once", "7");
    await user.click(await screen.findByRole("option", { name: "Repairs" }));
    await user.click(screen.getByRole("button", { name: "Create" }));
    await row(/Kai/);
    expect(requests("operator_create")).toEqual([{ input: { name: "Kai", picture: null, dialogs_max: 7, groups: [repairs], working_hours: null, time_zone: null } }]);
    expect((await row(/Kai/)).textContent).toContain("Repairs");
    expect(address()).toBe("/operators");
  });

  it("say while typing what is wrong, and are not saved so", async () => {
    const { user, requests } = openWindow("/operators?edit=new");
    expect(await invalid("Name"), "nothing was touched").toBeNull();
    await set("Name", "anna lindqvist");
    await screen.findByText("Another one is called like that; choose another name");
    await set("Dialogs at once", "500");
    await screen.findByText("Must be from 0 to 100");
    await set("Dialogs at once", "many");
    await screen.findByText("Not a whole number; use digits only");
    await user.click(screen.getByRole("button", { name: "Create" }));
    expect(requests("operator_create")).toEqual([]);
    await waitFor(async () => expect(document.activeElement, "led to what is wrong").toBe(await field("Name")));
    await set("Name", "Kai");
    await set("Dialogs at once", "");
    await user.click(screen.getByRole("button", { name: "Create" }));
    await row(/Kai/);
    expect(requests("operator_create")).toMatchObject([{ input: { dialogs_max: 5 } }]);
  });

  it("show at its field what only the program knew to be wrong, until it is changed", async () => {
    const { user } = openWindow(`/operators?edit=${erik}`, { failing: { operator_update: { code: "invalid", message: "", details: [{ field: "name", code: "control_character", character: "U+202E" }] } } });
    await set("Name", "Erik!");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText(/invisible character U\+202E/);
    await set("Name", "Erik?");
    expect(screen.queryByText(/invisible character/)).toBeNull();
  });

  it("keep a time that cannot be read apart from those that can", async () => {
    const { user, requests } = openWindow(`/operators?edit=${erik}`);
    await set("Monday, from", "noon");
    await screen.findByText("Write a time like 09:30");
    await set("Tuesday, to", "17");
    expect((await field("Monday, from")).value).toBe("noon");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(requests("operator_update")).toEqual([]);
    await set("Monday, from", "8:15");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(requests("operator_update")).toMatchObject([{ revision: 1, input: { working_hours: { monday: [{ from: "08:15", to: "18:00" }], tuesday: [{ from: "09:00", to: "17:00" }] } } }]);
  });

  it("put together what two people changed, and ask where both changed the same", async () => {
    const { user, fake, requests } = openWindow(`/operators?edit=${erik}`);
    await set("Name", "Erik N.");
    fake.desk.overtake(erik, { name: "Erik Nilsen Berg", dialogs_max: 9 });
    await screen.findByText(/You both changed: Name/);
    expect((await field("Dialogs at once")).value, "theirs").toBe("9");
    expect((await field("Name")).value, "mine").toBe("Erik N.");
    expect(screen.getByRole("button", { name: "Save" }).hasAttribute("disabled")).toBe(true);
    await user.click(screen.getByRole("button", { name: "Keep mine" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await row(/Erik N\./);
    expect(requests("operator_update")).toMatchObject([{ revision: 2, input: { name: "Erik N.", dialogs_max: 9 } }]);
  });

  it("take what somebody else saved when nothing was typed", async () => {
    const { fake } = openWindow(`/operators?edit=${erik}`);
    await field("Name");
    fake.desk.overtake(erik, { name: "Erik Nilsen Berg" });
    await waitFor(async () => expect((await field("Name")).value).toBe("Erik Nilsen Berg"));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("are saved anew when they were deleted meanwhile", async () => {
    const { user, fake, requests } = openWindow(`/operators?edit=${erik}`);
    await set("Name", "Erik N.");
    await fake.call("operator_delete", { id: erik });
    await screen.findByText("This was deleted meanwhile");
    await user.click(screen.getByRole("button", { name: "Save as new" }));
    await row(/Erik N\./);
    expect(requests("operator_create")).toHaveLength(1);
  });

  it("come back as they were typed by Undo", async () => {
    const { user } = openWindow(`/operators?edit=${erik}`);
    await set("Name", "Erik N.");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "Erik Nilsen" })).toBeNull());
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect((await field("Name")).value).toBe("Erik N.");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await row(/Erik N\./);
  });

  it("go with a question that says what becomes of their dialogs, and come back", async () => {
    const { user, requests } = openWindow("/operators");
    await user.click(within(await row(/Anna/)).getByRole("button", { name: "Delete: Anna Lindqvist" }));
    const question = within(await screen.findByRole("alertdialog", { name: "Delete the operator “Anna Lindqvist”?" }));
    expect(question.getByText("3 dialogs go back to the head of the queue.")).toBeTruthy();
    await user.click(question.getByRole("button", { name: "Delete operator" }));
    await waitFor(() => expect(screen.queryByRole("row", { name: /Anna/ })).toBeNull());
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await row(/Anna/);
    expect(requests("operator_restore")).toHaveLength(1);
  });

  it("say what failed, and what to do when there is none", async () => {
    openWindow("/operators", { failing: { operators_list: { code: "disk", message: "", details: null } } });
    await screen.findByText("The disk could not be read or written.");
  });

  it("begin with the first one", async () => {
    const { user } = openWindow("/operators", { empty: true });
    await screen.findByText("No operators yet");
    await user.click(screen.getByRole("button", { name: "New operator" }));
    expect(await screen.findByText("There are no groups yet.")).toBeTruthy();
  });
});

describe("a PIN", () => {
  it("is set at once, without saving the rest", async () => {
    const { user, requests } = openWindow("/operators?edit=0199aaaa-0000-7000-8000-000000000000");
    await user.click(await screen.findByRole("button", { name: "Set a PIN" }));
    await user.type(screen.getByLabelText("New PIN"), "12");
    await user.click(screen.getByRole("button", { name: "Set a PIN" }));
    await screen.findByText("A PIN has 4 to 12 digits");
    await user.type(screen.getByLabelText("New PIN"), "3456");
    await user.click(screen.getByRole("button", { name: "Set a PIN" }));
    await screen.findByText("Whoever works as this operator is asked for it.");
    expect(requests("operator_pin").at(-1)).toEqual({ id: "0199aaaa-0000-7000-8000-000000000000", pin: "123456", current: null });
    expect(requests("operator_update")).toEqual([]);
  });

  it("is taken away by who knows it", async () => {
    const { user, requests } = openWindow(`/operators?edit=${erik}`);
    await user.click(within(await screen.findByRole("dialog")).getAllByRole("button", { name: "Remove" }).at(-1) as HTMLElement);
    await user.type(screen.getByLabelText("Present PIN"), "0000");
    await user.keyboard("{Enter}");
    await screen.findByText("This is not the PIN");
    await user.type(screen.getByLabelText("Present PIN"), "2468{Enter}");
    await screen.findByText("Anybody at this computer can work as this operator.");
    expect(requests("operator_pin").at(-1)).toEqual({ id: erik, pin: null, current: "2468" });
  });
});
