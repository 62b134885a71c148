import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { ORDER_STATUS } from "../../../ipc/fake-scripts";
import type { Block, ScriptDraft } from "../../../ipc";
import { sample } from "../../../test/scripts";
import { openWindow } from "../../../test/window";
import { addBlock } from "./draft";

type Opened = ReturnType<typeof openWindow>;

/** A start that leads to the block, and the end. */
const holding = (block: Block): ScriptDraft => ({ ...sample(), blocks: [{ id: "start", type: "start", next: block.id, at: [0, 0] }, block, { id: "end", type: "end", at: [0, 400] }] });

/** Opens a script as somebody else left it. */
async function openScript(draft: ScriptDraft): Promise<Opened> {
  const opened = openWindow("/scripts");
  await screen.findByText("Order status");
  opened.fake.scripts.overtake(ORDER_STATUS, () => draft);
  await opened.user.dblClick(screen.getByText("Order status"));
  await screen.findByRole("heading", { name: draft.name, level: 1 });
  // The test's window is not wide enough to have them beside the canvas.
  await opened.user.click(screen.getByRole("button", { name: "Properties" }));
  return opened;
}

/** Chooses a block in the list of all. */
async function choose({ user }: Opened, name: RegExp): Promise<void> {
  if (!screen.queryByRole("listbox", { name: "As a list" })) await user.click(screen.getByRole("button", { name: "As a list" }));
  await user.click(await screen.findByRole("option", { name }));
}

const fields = () => within(screen.getByRole("complementary", { name: "Properties" }));
const lastSaved = ({ requests }: Opened) => (requests("script_save").at(-1) as { draft: ScriptDraft } | undefined)?.draft;
const saves = (opened: Opened, blocks: unknown) => waitFor(() => expect(lastSaved(opened)?.blocks).toEqual(blocks), { timeout: 5_000 });

const type = (label: string | RegExp, text: string) => async ({ user }: Opened) => {
  const field = fields().getByRole("textbox", { name: label });
  await user.clear(field);
  await user.click(field);
  await user.paste(text);
};
const pick = (label: string, value: string) => async ({ user }: Opened) => {
  await user.click(fields().getByRole("button", { name: new RegExp(`${label}$`) }));
  await user.click(await screen.findByRole("option", { name: value }));
};

const made = (kind: Parameters<typeof addBlock>[1]): Block => {
  const { draft, id } = addBlock(sample(), kind, [0, 200]);
  const block = draft.blocks.find((one) => one.id === id);
  if (block === undefined) throw new Error("it was just added");
  return { ...block, id: "it" };
};

describe("every field of every block", () => {
  it.each<[string, Block, (opened: Opened) => Promise<void>, object]>([
    ["a message's text", made("message"), type("Text", "Hello"), { text: "Hello" }],
    ["a title", made("message"), type("Name", "Greets"), { title: "Greets" }],
    ["a question's text", made("question"), type("Text", "Which?"), { text: "Which?" }],
    ["where an answer is kept", made("question"), type("Variable for the answer", "{city}"), { save_to: "city" }],
    ["a button's title", { ...made("question"), branches: [{ when: "button", title: "" }] } as Block, type("Title", "Order"), { branches: [{ when: "button", title: "Order" }] }],
    ["words, one on each line", { ...made("question"), branches: [{ when: "words", words: [], how: "stems" }] } as Block, type("Words", "order\n\nparcel"), { branches: [{ when: "words", words: ["order", "parcel"], how: "stems" }] }],
    ["how words are looked for", { ...made("question"), branches: [{ when: "words", words: ["a"], how: "stems" }] } as Block, pick("How they are looked for", "The text is just that"), { branches: [{ when: "words", words: ["a"], how: "exact" }] }],
    ["phrases", { ...made("question"), branches: [{ when: "phrases", phrases: [], at_least: 70 }] } as Block, type("What clients write", "where is it"), { branches: [{ when: "phrases", phrases: ["where is it"], at_least: 70 }] }],
    ["how similar phrases are", { ...made("question"), branches: [{ when: "phrases", phrases: ["a"], at_least: 70 }] } as Block, type("At least as similar", "85"), { branches: [{ when: "phrases", phrases: ["a"], at_least: 85 }] }],
    ["a pattern", { ...made("question"), branches: [{ when: "pattern", pattern: "" }] } as Block, type("Regular expression", "(\\d+)"), { branches: [{ when: "pattern", pattern: "(\\d+)" }] }],
    ["a kind of value", { ...made("question"), branches: [{ when: "entity", entity: "number" }] } as Block, pick("Kind of value", "date"), { branches: [{ when: "entity", entity: "date" }] }],
    ["a silence", { ...made("question"), branches: [{ when: "no_answer", after_s: 300 }] } as Block, type("After", "60"), { branches: [{ when: "no_answer", after_s: 60 }] }],
    ["what a condition compares", { ...made("condition"), branches: [{ when: "all", tests: [{ left: "", is: "equal" }] }] } as Block, type("What is compared", "{city}"), { branches: [{ when: "all", tests: [{ left: "{city}", is: "equal" }] }] }],
    ["how a condition compares", { ...made("condition"), branches: [{ when: "any", tests: [{ left: "{a}", is: "equal", right: "1" }] }] } as Block, pick("How they are compared", "is filled"), { branches: [{ when: "any", tests: [{ left: "{a}", is: "filled", right: "1" }] }] }],
    ["a weight", { ...made("random"), branches: [{ weight: 1 }] } as Block, type("Weight", "3"), { branches: [{ weight: 3 }] }],
    ["what follows the last way", made("in_order"), pick("After the last one", "Then always the last"), { after_last: "last" }],
    ["a variable", made("set"), type("Variable", "city"), { values: [{ name: "city", is: "text", value: "" }] }],
    ["a value", made("set"), type("Value", "{a} + 1"), { values: [{ name: "", is: "text", value: "{a} + 1" }] }],
    ["what a variable gets", made("set"), pick("What it gets", "A calculation"), { values: [{ name: "", is: "number", value: "" }] }],
    ["a pause", made("pause"), type("How long", "30"), { seconds: 30 }],
    ["an address", made("request"), type("Address", "https://a.example/{x}"), { url: "https://a.example/{x}" }],
    ["a method", made("request"), pick("Method", "PUT"), { method: "PUT" }],
    ["a time-out", made("request"), type("Time-out", "20"), { timeout_s: 20 }],
    ["a header", { ...made("request"), headers: [{ name: "", value: "" }] } as Block, type("Header", "Accept"), { headers: [{ name: "Accept", value: "" }] }],
    ["a body", { ...made("request"), method: "POST" } as Block, type("Body", '{"a": 1}'), { body: '{"a": 1}' }],
    ["what is kept of an answer", { ...made("request"), save: [{ from: "", to: "" }] } as Block, type("Where it stands in the JSON", "/eta"), { save: [{ from: "/eta", to: "" }] }],
    ["a status", { ...made("request"), branches: [{ when: "status", status: 404 }] } as Block, type("HTTP status", "410"), { branches: [{ when: "status", status: 410 }] }],
    ["a marker", made("marker"), type("Marker", "came_by"), { marker: "came_by" }],
    ["a marker's value", made("marker"), type("Value, if any", "{city}"), { value: "{city}" }],
    ["a group", made("transfer"), pick("Group of operators", "Orders"), { group: expect.any(String) }],
    ["another script", made("script"), pick("Script", "Built-in greeting"), { script: "0199aaaa-0000-7000-8000-000000000000" }],
    ["a result", made("result"), type("Result", "Solved"), { result: "Solved" }],
    ["instructions", made("ai"), type("Instructions for the model", "Be kind"), { instructions: "Be kind" }],
    ["how many messages a model sees", made("ai"), type("Messages it sees", "6"), { messages: 6 }],
  ])("%s is what is typed", async (_what, block, act, expected) => {
    const draft = holding(block);
    const opened = await openScript(draft);
    await choose(opened, new RegExp(`^${nameOf(block)}: `));
    await act(opened);
    const { id: _id, ...whole } = block;
    await saves(opened, [draft.blocks[0], { id: "it", ...whole, ...expected }, draft.blocks[2]]);
  });
});

const NAMES: Partial<Record<Block["type"], string>> = { set: "Variables", request: "Server request", transfer: "To operators", script: "Another script", ai: "AI answer", in_order: "In order" };
const nameOf = ({ type: kind }: Block) => NAMES[kind] ?? `${kind[0]?.toUpperCase()}${kind.slice(1)}`;

describe("adding and taking out", () => {
  const typed = { ...made("message"), text: "Hello", next: "end" } as Block;
  const canvas = () => screen.getByRole("application", { name: "Blocks of the script" });

  it("puts a block in between the chosen one and what follows, and lets the focus go back to the canvas", async () => {
    const opened = await openScript(holding(typed));
    canvas().focus();
    await opened.user.keyboard("{ArrowDown}a");
    await opened.user.keyboard("pause{Enter}");
    await waitFor(() => expect(lastSaved(opened)?.blocks).toHaveLength(4), { timeout: 5_000 });
    const added = lastSaved(opened)?.blocks[3];
    expect(lastSaved(opened)?.blocks[1]).toMatchObject({ next: added?.id });
    expect(added).toMatchObject({ type: "pause", next: "end" });
  });

  it("cuts nothing off where no block is chosen", async () => {
    const draft = holding(typed);
    const opened = await openScript(draft);
    canvas().focus();
    await opened.user.keyboard("a");
    await opened.user.keyboard("end{Enter}");
    await waitFor(() => expect(lastSaved(opened)?.blocks).toEqual([...draft.blocks, expect.objectContaining({ type: "end" })]), { timeout: 5_000 });
  });

  it("shows what the ring is on when a block is gone", async () => {
    const opened = await openScript(holding(typed));
    canvas().focus();
    await opened.user.keyboard("{ArrowDown}{Delete}");
    await waitFor(() => expect(fields().getByRole("heading", { name: "Start" })).toBeTruthy());
    expect(fields().queryByRole("button", { name: "Delete" })).toBeNull();
  });
});

describe("a script as a whole", () => {
  it("keeps its name and its limits", async () => {
    const opened = await openScript(holding(made("message")));
    await type("Name of the script", "Another name")(opened);
    await type("Repeats of a question", "5")(opened);
    await type("Client’s silence", "600")(opened);
    await waitFor(() => expect(lastSaved(opened)).toMatchObject({ name: "Another name", settings: { repeats: 5, client_silence_s: 600 } }), { timeout: 5_000 });
    await opened.user.clear(fields().getByRole("textbox", { name: "Client’s silence" }));
    await waitFor(() => expect(lastSaved(opened)?.settings).toEqual({ repeats: 5, blocks_per_message: 200 }), { timeout: 5_000 });
  });

  it("says what cannot be read, and changes nothing", async () => {
    const opened = await openScript(holding(made("pause")));
    await choose(opened, /^Pause: /);
    await type("How long", "soon")(opened);
    expect(fields().getByText("Write a whole number from 1 to 86,400")).toBeTruthy();
    expect(opened.requests("script_save")).toEqual([]);
  });

  it.each(["-5", "1.5", "0", "90000"])("does not take %j for a pause, and does not say that it is saved", async (text) => {
    const opened = await openScript(holding(made("pause")));
    await choose(opened, /^Pause: /);
    await type("How long", text)(opened);
    expect(fields().getByText("Write a whole number from 1 to 86,400")).toBeTruthy();
    expect(screen.queryByText("Saved")).toBeNull();
    await type("How long", "30")(opened);
    await screen.findByText("Saved", {}, { timeout: 5_000 });
    expect(lastSaved(opened)?.blocks[1]).toMatchObject({ seconds: 30 });
  });

  it("takes the variables that another script brings along", async () => {
    const opened = await openScript(holding(made("pause")));
    await choose(opened, /^Start: /);
    await type("Variables brought along", "city\n{order}")(opened);
    await waitFor(() => expect(lastSaved(opened)?.blocks[0]).toMatchObject({ takes: ["city", "order"] }), { timeout: 5_000 });
  });

  it("leads from a new branch's kind to its first field", async () => {
    const opened = await openScript(holding(made("question")));
    await choose(opened, /^Question: /);
    await opened.user.click(fields().getByRole("button", { name: "Add a branch" }));
    await opened.user.click(await screen.findByRole("menuitem", { name: "Button" }));
    await waitFor(() => expect(document.activeElement).toBe(fields().getByRole("textbox", { name: "Title" })));
  });

  it("undoes what was typed into one field as one, and saves that too", async () => {
    const draft = holding({ ...made("message"), text: "Hello" } as Block);
    const opened = await openScript(draft);
    await choose(opened, /^Message: /);
    await opened.user.type(fields().getByRole("textbox", { name: "Text" }), " there");
    await waitFor(() => expect(lastSaved(opened)?.blocks[1]).toMatchObject({ text: "Hello there" }), { timeout: 5_000 });
    await opened.user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(lastSaved(opened)?.blocks[1]).toMatchObject({ text: "Hello" }), { timeout: 5_000 });
  });

  it("shows what is wrong with a block as a whole above its fields", async () => {
    const alone: Block = { id: "alone", type: "message", text: "Hello", next: "end", at: [300, 0] };
    const draft = holding({ ...made("message"), text: "Hi", next: "end" } as Block);
    const opened = await openScript({ ...draft, blocks: [...draft.blocks, alone] });
    await choose(opened, /^Message: Hello/);
    expect(fields().getByText("No way leads here from the start")).toBeTruthy();
  });

  it("leads from a problem to its field", async () => {
    const opened = await openScript(holding(made("message")));
    await opened.user.click(await screen.findByRole("button", { name: /Write something here/ }));
    await waitFor(() => expect(document.activeElement).toBe(fields().getByRole("textbox", { name: "Text" })));
  });

  it("names the field that something is wrong with, before the block", async () => {
    const draft = holding(made("ai"));
    await openScript({ ...draft, blocks: [...draft.blocks, { ...made("message"), id: "say" }] });
    await screen.findByRole("button", { name: /Text: Write something here Message$/ });
    await screen.findByRole("button", { name: /Leads nowhere.* AI answer: Failure$/ });
  });

  it("is not published with an error, and is without one", async () => {
    const opened = await openScript(holding({ ...made("message"), text: "" } as Block));
    expect(screen.getByRole("button", { name: "Publish", description: "Mend the errors under Problems first" })).toHaveProperty("disabled", true);
    await choose(opened, /^Message: /);
    await type("Text", "Hello")(opened);
    await opened.user.click(fields().getByRole("combobox"));
    await opened.user.keyboard("End{Tab}");
    await waitFor(() => expect(screen.getByRole("button", { name: "Publish" })).toHaveProperty("disabled", false), { timeout: 5_000 });
    await opened.user.click(screen.getByRole("button", { name: "Publish" }));
    await screen.findByText(/Version 15 is published/);
    expect(lastSaved(opened)?.blocks[1], "what stands there was saved first").toMatchObject({ text: "Hello", next: "end" });
    expect(screen.getByText("published 15")).toBeTruthy();
  });
});

describe("a script that somebody else changes too", () => {
  const overtaken = async () => {
    const opened = await openScript(holding(made("message")));
    opened.fake.scripts.overtake(ORDER_STATUS, (draft) => ({ ...draft, name: "Theirs" }));
    await type("Name of the script", "Mine")(opened);
    await screen.findByText("kai changed this script", {}, { timeout: 5_000 });
    return opened;
  };

  it("can be taken as they left it", async () => {
    const opened = await overtaken();
    await opened.user.click(screen.getByRole("button", { name: "Take theirs" }));
    await screen.findByRole("heading", { name: "Theirs", level: 1 });
    expect(localStorage.getItem(`parley.script.${ORDER_STATUS}`)).toBeNull();
  });

  it("can be kept as a copy beside theirs", async () => {
    const opened = await overtaken();
    await opened.user.click(screen.getByRole("button", { name: "Keep mine as a copy" }));
    await screen.findByRole("heading", { name: "Theirs", level: 1 });
    expect(lastSaved(opened)).toMatchObject({ name: "Mine (my changes)" });
    await opened.user.click(await screen.findByRole("button", { name: "Open" }));
    await screen.findByRole("heading", { name: "Mine (my changes)", level: 1 });
  });
});

describe("a script that comes with the program", () => {
  it("is read, and changed as a copy", async () => {
    const { user, requests } = openWindow("/scripts/0199aaaa-0000-7000-8000-000000000000");
    await screen.findByRole("heading", { name: "Built-in greeting", level: 1 });
    expect(screen.queryByRole("button", { name: "Publish" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Properties" }));
    expect(fields().getByRole("textbox", { name: "Name of the script" }).closest("fieldset")).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "Make a copy" }));
    await screen.findByRole("heading", { name: "Built-in greeting 2", level: 1 });
    expect(requests("script_save")).toEqual([]);
  });
});
