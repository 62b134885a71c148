/** Groups, quick replies, tags and attributes. */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { openWindow } from "../../test/window";

const row = (name: RegExp) => screen.findByRole("row", { name });
const set = async (name: string, text: string) => fireEvent.change(await screen.findByRole("textbox", { name }), { target: { value: text } });
const repairs = "0199bbbb-0000-7000-8000-000000000001";

describe("groups", () => {
  it("show their own goals, or say that the chat's hold", async () => {
    openWindow("/operators/groups");
    expect((await row(/Repairs/)).textContent).toMatch(/^RepairsAnna Lindqvist, Erik Nilsen112 mins?5 mins?$/);
    expect((await row(/Orders/)).textContent).toContain("the chat’sthe chat’s");
  });

  it("take members and goals; an empty goal is the chat's", async () => {
    const { user, requests } = openWindow(`/operators/groups?edit=${repairs}`);
    await set("First answer", "");
    await set("Later answers", "45");
    await user.click(await screen.findByRole("option", { name: "Erik Nilsen" }));
    await user.click(screen.getByRole("option", { name: "Ingrid Solheim" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const id = (index: number) => `0199aaaa-0000-7000-8000-00000000000${index}`;
    expect(requests("group_update")).toEqual([{ id: repairs, revision: 1, input: { name: "Repairs", sl_first_s: null, sl_next_s: 45, members: [id(0), id(3)] } }]);
  });

  it("find one of 500 operators, and keep those that the search hides", async () => {
    const { user, requests } = openWindow(`/operators/groups?edit=${repairs}`, { desk: { moreOperators: 500 } });
    await user.type(await screen.findByRole("searchbox", { name: "Find in: Members" }), "operator 499");
    await user.click(await screen.findByRole("option", { name: "Operator 499" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(requests("group_update")).toHaveLength(1));
    const [{ input }] = requests("group_update") as [{ input: { members: string[] } }];
    expect(input.members).toHaveLength(3);
  });

  it("say who waits for them before they go", async () => {
    const { user } = openWindow("/operators/groups");
    await user.click(within(await row(/Orders/)).getByRole("button", { name: "Delete: Orders" }));
    expect(await screen.findByText("2 dialogs wait for this group; any operator may take them then.")).toBeTruthy();
  });
});

describe("quick replies", () => {
  it("are narrowed to one's own, and found by shortcut and text", async () => {
    const { user } = openWindow("/operators/replies");
    await row(/\/hello/);
    await user.click(screen.getByRole("radio", { name: "Mine" }));
    await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(2));
    await user.click(screen.getByRole("radio", { name: "All" }));
    await user.type(screen.getByRole("searchbox"), "/rep");
    await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(3));
    await user.clear(screen.getByRole("searchbox"));
    await user.type(screen.getByRole("searchbox"), "working days");
    await row(/\/repair-time/);
  });

  it("are written with what is filled in", async () => {
    const { user, requests } = openWindow("/operators/replies?edit=new");
    await set("Shortcut", "back soon");
    await screen.findByText("Use letters, digits, - and _ only");
    await set("Shortcut", "soon");
    await set("Text", "Back soon, ");
    await user.click(screen.getByRole("button", { name: "Insert {name}" }));
    await user.click(screen.getByRole("radio", { name: "Only me" }));
    await user.click(screen.getByRole("button", { name: "Create" }));
    await row(/\/soon/);
    expect(requests("quick_reply_create")).toEqual([{ input: { own: true, shortcut: "soon", text: expect.stringContaining("{name}") } }]);
  });

  it("may be called as another owner's", async () => {
    const { user } = openWindow("/operators/replies?edit=new");
    await set("Shortcut", "later");
    await set("Text", "Later!");
    expect(screen.queryByText(/Another one is called/), "mine is called so, this is everybody's").toBeNull();
    await user.click(screen.getByRole("radio", { name: "Only me" }));
    await screen.findByText(/Another one is called/);
  });

  it("are everybody's while nobody works here", async () => {
    openWindow("/operators/replies?edit=new", { desk: { worksAs: -1 } });
    await screen.findByText(/Choose who works here/);
    expect(screen.queryByRole("radio", { name: "Only me" })).toBeNull();
  });
});

describe("tags", () => {
  it("go without a question, and come back by Undo", async () => {
    const { user } = openWindow("/operators/tags");
    await user.click(within(await row(/Complaint/)).getByRole("button", { name: "Delete: Complaint" }));
    await waitFor(() => expect(screen.queryByRole("row", { name: /Complaint/ })).toBeNull());
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect((await row(/Complaint/)).textContent).toBe("Complaint187");
  });

  it("are made with a name and a colour", async () => {
    const { user, requests } = openWindow("/operators/tags?edit=new");
    await set("Name", "vip");
    await screen.findByText(/Another one is called/);
    await set("Name", "Late");
    await user.click(screen.getByRole("button", { name: /^Colour: .*open the palette/ }));
    await user.click(await screen.findByRole("button", { name: "#BC3231" }));
    await user.keyboard("{Escape}");
    await user.click(await screen.findByRole("button", { name: "Create" }));
    await row(/Late/);
    expect(requests("tag_create")).toEqual([{ input: { name: "Late", colour: "#bc3231" } }]);
  });
});

describe("client attributes", () => {
  const names = () => screen.getAllByRole("row").map((line) => line.getAttribute("aria-label") ?? line.querySelector("[title]")?.getAttribute("title"));

  it("are moved by Alt and the arrows", async () => {
    const { user, requests } = openWindow("/operators/attributes");
    const last = await row(/Last order/);
    last.focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await waitFor(() => expect(names()).toEqual(["Last order", "Member", "Дата рождения", "Agreed to the newsletter"]));
    const ids = (order: number[]) => order.map((index) => `0199eeee-0000-7000-8000-00000000000${index}`);
    expect(requests("attributes_order")).toEqual([{ ids: ids([1, 0, 2, 3]) }]);
  });

  it("stand as before when the program refuses the order", async () => {
    const { user } = openWindow("/operators/attributes", { failing: { attributes_order: { code: "disk", message: "", details: null } } });
    (await row(/Last order/)).focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await screen.findByText("The disk could not be read or written.");
    await waitFor(() => expect(names()[0]).toBe("Member"));
  });

  it("list what can be chosen, one a line", async () => {
    const { user, requests } = openWindow("/operators/attributes?edit=new");
    await set("Name", "Size");
    await user.click(screen.getByRole("button", { name: /Kind/ }));
    await user.click(await screen.findByRole("option", { name: "One of a list" }));
    await user.click(screen.getByRole("button", { name: "Create" }));
    await screen.findByText("Write something here");
    await set("Choices", "S\n\nM\nS");
    await screen.findByText("Line 3: It is there twice; take one away");
    await set("Choices", "S\n\nM\nL");
    await user.click(screen.getByRole("button", { name: "Create" }));
    await row(/Size/);
    expect(requests("attribute_create")).toEqual([{ input: { name: "Size", kind: "choice", choices: ["S", "M", "L"] } }]);
  });
});
