import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { CommandName } from "../../ipc";
import type { Fake } from "../../ipc/fake";
import { ERIK } from "../../ipc/fake-inbox";
import { openWindow } from "../../test/window";

const options = () =>
  waitFor(() => {
    const drawn = screen.getAllByRole("option");
    expect(drawn.length).toBeGreaterThan(0);
    return drawn;
  });
const reply = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Your reply" });
/** The client's card, which lies over the conversation where there is little room. */
const openCard = async (user: ReturnType<typeof openWindow>["user"]) => {
  await user.click(await screen.findByRole("button", { name: "Client" }));
  return screen.findByRole("complementary", { name: "Client" });
};
/** Lets a command wait until the returned function is called. */
const held = (fake: Fake, name: CommandName): (() => void) => {
  const call = fake.call.bind(fake);
  let answer = (): void => undefined;
  const told = new Promise<void>((resolve) => (answer = resolve));
  vi.spyOn(fake, "call").mockImplementation((asked, request) => (asked === name ? told.then(() => call(asked, request)) : call(asked, request)));
  return () => answer();
};
const open = async (name: string, scene: Parameters<typeof openWindow>[1] = {}, search = "") => {
  const probe = openWindow("/settings", scene);
  const id = probe.fake.inbox.of(name);
  document.body.replaceChildren();
  return { id, ...openWindow(`/inbox/${id}${search}`, scene) };
};

describe("the lists", () => {
  it("have their counts, and the operator's dialogs under their sections", async () => {
    openWindow("/inbox");
    const list = await screen.findByRole("listbox", { name: "My" });
    for (const head of ["To answer", "Waiting for the client", "Taken from you"]) expect(within(list).getByText(head)).toBeTruthy();
    const lists = screen.getByRole("navigation", { name: "Lists" });
    expect((await within(lists).findByRole("button", { name: "My 8" })).getAttribute("aria-current")).toBe("true");
    const [first, ...rest] = await options();
    expect(first?.textContent, "the one that is late the longest").toContain("Tomas Berg");
    expect(rest.some((row) => row.textContent?.includes("Draft: Hello Liv")), "a draft is shown").toBe(true);
  });

  it("follow the tab, and the address follows it", async () => {
    const { user, address } = openWindow("/inbox");
    await options();
    await user.click(screen.getByRole("button", { name: /^Queue/ }));
    await screen.findByRole("listbox", { name: "Queue" });
    expect(address()).toBe("/inbox?tab=queue");
    expect((await options()).map((row) => row.textContent).join()).toMatch(/Repairs · no\. \d/);
  });

  it("are walked by arrows and opened by Enter, and Alt with an arrow leads to the next", async () => {
    const { user, fake, address } = openWindow("/inbox");
    await options();
    screen.getByRole("listbox").focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await waitFor(() => expect(address()).toBe(`/inbox/${fake.inbox.of("Maja Holm")}`));
    await user.keyboard("{Alt>}[ArrowDown]{/Alt}");
    await waitFor(() => expect(address()).toBe(`/inbox/${fake.inbox.of("Ingrid Solheim")}`));
  });

  it("say who wrote last, and apart from that who has the dialog", async () => {
    const { fake } = openWindow("/inbox?tab=all");
    const row = async (name: string) => (await options()).find((one) => one.textContent?.includes(name))?.textContent ?? "";
    act(() => fake.inbox.says(fake.inbox.of("Sofie Dahl"), "Is anybody there?"));
    await waitFor(async () => expect(await row("Sofie Dahl")).toContain("Is anybody there?"));
    expect(await row("Sofie Dahl")).toContain("with Erik Nilsen");
    expect(await row("Sofie Dahl"), "the client's line is nobody else's").not.toContain("Erik Nilsen:");
  });

  it("put the focus into the field of the search", async () => {
    const { user } = openWindow("/inbox");
    await options();
    await user.click(screen.getByRole("button", { name: "Search dialogs" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("searchbox", { name: "Search dialogs" })));
  });

  it("show at once what a client writes, and that they are writing", async () => {
    const { fake } = openWindow("/inbox");
    await options();
    const row = async () => (await options()).find((one) => one.textContent?.includes("Kenji Nakamura"));
    act(() => fake.inbox.writes(fake.inbox.of("Kenji Nakamura")));
    await waitFor(async () => expect((await row())?.textContent).toContain("is writing…"));
    act(() => fake.inbox.says(fake.inbox.of("Kenji Nakamura"), "And how much is it?"));
    await waitFor(async () => expect((await row())?.textContent).toMatch(/1 unread message/));
  });

  it("say why they are empty, and what is wrong", async () => {
    openWindow("/inbox", { inbox: { none: true } });
    await screen.findByText("No dialogs with you");
  });

  it("are nobody's until somebody works here", async () => {
    const { user, requests } = openWindow("/inbox", { desk: { worksAs: -1 } });
    await screen.findByRole("heading", { name: "Choose who you work as" });
    await user.click(within(screen.getByRole("list", { name: "Choose who you work as" })).getByRole("button", { name: /Anna Lindqvist/ }));
    await options();
    expect(requests("desk_work_as")).toHaveLength(1);
  });
});

describe("a search", () => {
  it("opens a dialog only to be read, until somebody goes to the client", async () => {
    const { user, fake, address } = openWindow("/inbox?tab=search");
    await user.type(await screen.findByRole("searchbox", { name: "Search dialogs" }), "hanna");
    await user.click(await screen.findByRole("option", { name: /Hanna Lie/ }));
    await screen.findByText("You are only reading this dialog.");
    expect(screen.queryByRole("button", { name: "Take dialog" })).toBeNull();
    expect(screen.queryByRole("textbox", { name: "Your reply" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Go to client" }));
    await screen.findByRole("button", { name: "Take dialog" });
    expect(address()).toBe(`/inbox/${fake.inbox.of("Hanna Lie")}?tab=all`);
  });
});

describe("a dialog", () => {
  it("shows what was said, what happened, and whose words they are", async () => {
    await open("Maja Holm");
    const thread = await screen.findByRole("list", { name: "Messages" });
    await within(thread).findByText("And if the zip breaks again?");
    expect(within(thread).getByText("Handed over to Repairs")).toBeTruthy();
    expect(within(thread).getByText(/You took it after 19/)).toBeTruthy();
    expect(within(thread).getByText("Erik Nilsen"), "a colleague's name stands over their words").toBeTruthy();
    expect(within(thread).getByRole("img", { name: "IMG_2044.jpg" })).toBeTruthy();
    expect(within(thread).getByText("pressed")).toBeTruthy();
  });

  it("is read when it is looked at", async () => {
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    const { requests, id } = await open("Maja Holm");
    await waitFor(() => expect(requests("dialog_read")).toContainEqual({ id }));
  });

  it("is taken over from who is seen to hold it", async () => {
    const { user, requests, id } = await open("Sofie Dahl", {}, "?tab=all");
    await screen.findByText("Erik Nilsen has this dialog.");
    await user.click(screen.getByRole("button", { name: "Take over" }));
    await reply();
    expect(requests("dialog_take")).toEqual([{ id, over: ERIK.id }]);
  });

  it("asks how it went where the chat wants to know, and is then closed", async () => {
    const { user, requests, id } = await open("Maja Holm");
    await user.click(await screen.findByRole("button", { name: "Close…" }));
    const asks = await screen.findByRole("dialog", { name: "Close this dialog?" });
    expect(within(asks).getByRole("button", { name: "Close dialog" })).toHaveProperty("disabled", true);
    await user.click(within(asks).getByRole("radio", { name: "Swap agreed" }));
    await user.click(within(asks).getByRole("button", { name: "Close dialog" }));
    await screen.findByText(/This dialog is closed/);
    expect(requests("dialog_close")).toEqual([{ id, result: "Swap agreed", spam: false }]);
  });

  it("is closed by Enter on what was chosen, and the list has the focus then", async () => {
    const { user, requests } = await open("Maja Holm");
    await user.click(await screen.findByRole("button", { name: "Close…" }));
    await screen.findByRole("dialog", { name: "Close this dialog?" });
    const chosen = screen.getByRole("radio", { name: "Swap agreed" });
    await user.click(chosen);
    chosen.focus();
    await user.keyboard("{Enter}");
    await screen.findByText(/This dialog is closed/);
    expect(requests("dialog_close")).toHaveLength(1);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("listbox")));
  });

  it("opens a picture large; Escape closes it", async () => {
    const { user, requests } = await open("Maja Holm");
    await user.click(await screen.findByRole("button", { name: "Open IMG_2044.jpg" }));
    const large = await screen.findByRole("dialog", { name: "IMG_2044.jpg" });
    await user.click(within(large).getByRole("button", { name: "Save" }));
    expect(requests("file_save")).toHaveLength(1);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "IMG_2044.jpg" })).toBeNull());
  });

  it("is spam only after a question", async () => {
    const { user, requests, id } = await open("Tomas Berg");
    await user.click(await screen.findByRole("button", { name: "Spam" }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Close as spam" }));
    await waitFor(() => expect(requests("dialog_close")).toEqual([{ id, result: null, spam: true }]));
  });

  it("is passed on to whoever is found", async () => {
    const { user, requests, id } = await open("Tomas Berg");
    await user.click(await screen.findByRole("button", { name: "Transfer" }));
    await user.type(await screen.findByRole("searchbox", { name: /Find an operator/ }), "Repairs");
    await user.click(await screen.findByRole("menuitem", { name: /Repairs/ }));
    await screen.findAllByText("Passed on to Repairs");
    expect(requests("dialog_transfer")).toMatchObject([{ id, to: { type: "group" } }]);
  });

  it("gets tags and notes; a note that is deleted can be put back", async () => {
    const { user, requests, id } = await open("Tomas Berg");
    await user.click(await screen.findByRole("button", { name: "Tags" }));
    await user.click(await screen.findByRole("option", { name: "VIP" }));
    await user.keyboard("{Escape}");
    const card = await openCard(user);
    await within(card).findByRole("button", { name: "Take off: VIP" });
    await user.click(within(card).getByRole("button", { name: "Add a note" }));
    await user.type(await screen.findByRole("textbox", { name: "Add a note" }), "Call him back");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(requests("note_add")).toEqual([{ dialog: id, text: "Call him back" }]));
    await user.click((await within(card).findAllByRole("button", { name: "Delete the note" }))[0] as HTMLElement);
    await user.click((await screen.findAllByRole("button", { name: "Undo" }))[0] as HTMLElement);
    await waitFor(() => expect(requests("note_add")).toHaveLength(2));
  });
});

describe("a reply", () => {
  it("is sent by Enter; Shift with Enter begins a line", async () => {
    const { user, requests, id } = await open("Maja Holm");
    await user.type(await reply(), "One{Shift>}{Enter}{/Shift}Two{Enter}");
    await waitFor(() => expect(requests("dialog_send")).toMatchObject([{ id, text: "One\nTwo", files: [] }]));
    await waitFor(async () => expect((await reply()).value).toBe(""));
    expect(localStorage.length, "the draft is gone").toBe(0);
    expect(requests("dialog_typing")).toContainEqual({ id });
  });

  it("is kept while it is written, per dialog", async () => {
    const { user, requests, id, fake } = await open("Maja Holm");
    await user.type(await reply(), "Let me see");
    await screen.findByText("Draft kept");
    expect(requests("draft_keep").at(-1)).toEqual({ dialog: id, text: "Let me see" });
    await user.click(await screen.findByRole("option", { name: /Ingrid Solheim/ }));
    await waitFor(async () => expect((await reply()).value).toBe(""));
    await user.click(screen.getByRole("option", { name: /Maja Holm/ }));
    await waitFor(async () => expect((await reply()).value).toBe("Let me see"));
    expect(fake.inbox.of("Maja Holm")).toBe(id);
  });

  it("stays with the reason when it cannot be sent, and is tried again under the same key", async () => {
    const { user, requests } = await open("Maja Holm", { failing: { dialog_send: { code: "disk", message: "full", details: null } } });
    await user.type(await reply(), "Hello{Enter}");
    await screen.findByText("The disk could not be read or written.");
    expect((await reply()).value).toBe("Hello");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(requests("dialog_send")).toHaveLength(2));
    const [first, second] = requests("dialog_send") as { key: string }[];
    expect(second?.key).toBe(first?.key);
  });

  it("is kept when somebody else has the dialog, and it is said who", async () => {
    const { user, fake, id } = await open("Maja Holm");
    await user.type(await reply(), "Let me see");
    fake.inbox.overtake(id, false);
    await user.keyboard("{Enter}");
    await screen.findAllByText(/Erik Nilsen has this dialog now\. Your text is kept/);
    await screen.findByText("Erik Nilsen has this dialog.");
    expect(screen.getByText("Let me see"), "what was written is still in sight").toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Take over" }));
    expect((await reply()).value).toBe("Let me see");
  });

  it("goes on where a draft ends", async () => {
    const { user } = await open("Liv Aasen");
    const box = await reply();
    await waitFor(() => expect(box.value).toMatch(/^Hello Liv/));
    await waitFor(() => expect(document.activeElement).toBe(box));
    await user.keyboard("!");
    expect(box.value).toMatch(/^Hello Liv.*!$/);
  });

  it("leaves the box when it is sent: what is typed meanwhile is the next message", async () => {
    const { user, fake, requests } = await open("Tomas Berg");
    const answer = held(fake, "dialog_send");
    await user.type(await reply(), "One{Enter}");
    expect((await reply()).value).toBe("");
    await user.keyboard("Two{Enter}Three");
    expect((await reply()).value).toBe("Three");
    answer();
    await waitFor(() => expect(requests("dialog_send")).toMatchObject([{ text: "One" }, { text: "Two" }]));
    expect((await reply()).value).toBe("Three");
  });

  it("comes back before what was typed since, when it cannot be sent", async () => {
    const { user, fake } = await open("Tomas Berg", { failing: { dialog_send: { code: "disk", message: "full", details: null } } });
    const answer = held(fake, "dialog_send");
    await user.type(await reply(), "One{Enter}");
    await user.keyboard("Two");
    answer();
    await screen.findByText("The disk could not be read or written.");
    expect((await reply()).value).toBe("One\nTwo");
  });

  it("does not stand in the box again while it is on its way, though somebody left and came back", async () => {
    const { user, fake, requests } = await open("Maja Holm");
    const answer = held(fake, "dialog_send");
    await user.type(await reply(), "One{Enter}Two");
    await user.click(await screen.findByRole("option", { name: /Ingrid Solheim/ }));
    await waitFor(async () => expect((await reply()).value).toBe(""));
    await user.click(screen.getByRole("option", { name: /Maja Holm/ }));
    await waitFor(async () => expect((await reply()).value).toBe("Two"));
    await user.type(await reply(), "{Enter}Three");
    answer();
    await waitFor(() => expect(requests("dialog_send")).toMatchObject([{ text: "One" }, { text: "Two" }]));
    await waitFor(async () => expect((await reply()).getAttribute("aria-busy")).toBe("false"));
    expect((await reply()).value).toBe("Three");
  });

  it.each(["in its box", "elsewhere"])("comes back when it cannot be sent after somebody left, and they are %s", async (place) => {
    const { user, fake } = await open("Maja Holm", { failing: { dialog_send: { code: "disk", message: "full", details: null } } });
    const answer = held(fake, "dialog_send");
    await user.type(await reply(), "One{Enter}Two");
    await user.click(await screen.findByRole("option", { name: /Ingrid Solheim/ }));
    await waitFor(async () => expect((await reply()).value).toBe(""));
    const goBack = () => user.click(screen.getByRole("option", { name: /Maja Holm/ }));
    if (place === "in its box") {
      await goBack();
      await waitFor(async () => expect((await reply()).value).toBe("Two"));
      answer();
      await screen.findByRole("button", { name: "Try again" });
    } else {
      answer();
      await screen.findAllByText(/^The disk could not be read or written\./);
      expect((await reply()).value, "another dialog's box").toBe("");
      await goBack();
    }
    await waitFor(async () => expect((await reply()).value).toBe("One\nTwo"));
  });

  it("holds a shortcut that no quick reply has, until Enter comes again", async () => {
    const { user, requests } = await open("Maja Holm");
    await user.type(await reply(), "/nothing{Enter}");
    await screen.findByText("No quick reply “/nothing”; Enter again sends it");
    expect(requests("dialog_send")).toEqual([]);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(requests("dialog_send")).toMatchObject([{ text: "/nothing" }]));
  });

  it("takes a quick reply with its variables filled", async () => {
    const { user, requests } = await open("Maja Holm");
    await user.type(await reply(), "/hel");
    const offered = await screen.findByRole("listbox", { name: "Quick replies" });
    expect(within(offered).getAllByRole("option").map((option) => option.textContent)).toEqual([expect.stringMatching(/^\/hello/)]);
    await user.keyboard("{Enter}");
    await waitFor(async () => expect((await reply()).value).toBe("Hello Maja Holm! This is Anna Lindqvist. How can I help?"));
    expect(requests("dialog_send"), "choosing does not send").toEqual([]);
  });

  it("takes files by paste, says why one is refused, and sends the others", async () => {
    const { user, requests } = await open("Maja Holm");
    const files = [new File(["x"], "setup.exe"), new File(["x"], "zip.png")];
    fireEvent.paste(await reply(), { clipboardData: { files } });
    await screen.findByText("Programs and scripts are not sent.");
    await user.click(screen.getByRole("button", { name: "Take away setup.exe" }));
    await waitFor(() => expect(screen.getByRole("button", { name: /^Send/ })).toHaveProperty("disabled", false));
    await user.click(screen.getByRole("button", { name: /^Send/ }));
    await waitFor(() => expect(requests("dialog_send")).toMatchObject([{ text: "", files: [{ name: "zip.png" }] }]));
    await waitFor(() => expect(screen.queryByRole("list", { name: "Files to send" })).toBeNull());
  });

  it("takes the files that are chosen, and says why one is refused", async () => {
    const { user, fake, requests } = await open("Maja Holm");
    const refused = { name: "setup.exe", error: { code: "file_refused", message: "a program", details: { name: "setup.exe" } } };
    const call = fake.call.bind(fake);
    vi.spyOn(fake, "call").mockImplementation(async (name, request) => {
      const answer = await call(name, request);
      return name === "file_choose" ? { ...Object(answer), refused: [refused] } : answer;
    });
    await reply();
    await user.click(screen.getByRole("button", { name: "Attach a file" }));
    const files = await screen.findByRole("list", { name: "Files to send" });
    expect(within(files).getByText("invoice 20417.pdf")).toBeTruthy();
    await within(files).findByText("Programs and scripts are not sent.");
    await user.click(screen.getByRole("button", { name: "Take away setup.exe" }));
    await user.click(screen.getByRole("button", { name: /^Send/ }));
    await waitFor(() => expect(requests("dialog_send")).toMatchObject([{ text: "", files: [{ name: "invoice 20417.pdf" }] }]));
  });

  it("says at once that a file is too big", async () => {
    await open("Maja Holm");
    const file = new File(["x"], "film.mp4");
    Object.defineProperty(file, "size", { value: 21 * 1_048_576 });
    fireEvent.paste(await reply(), { clipboardData: { files: [file] } });
    await screen.findByText("This file is too big; the limit is 20 MB.");
  });

  it("has the focus when its dialog is opened, and again in the next one", async () => {
    const { user } = await open("Maja Holm");
    const first = await reply();
    await waitFor(() => expect(document.activeElement).toBe(first));
    await options();
    await user.keyboard("{Alt>}[ArrowDown]{/Alt}");
    await waitFor(async () => expect(await reply()).not.toBe(first));
    await waitFor(async () => expect(document.activeElement).toBe(await reply()));
  });

  it("has emoji, found by a word", async () => {
    const { user } = await open("Maja Holm");
    await user.type(await reply(), "Done ");
    await user.click(screen.getByRole("button", { name: "Emoji" }));
    await user.type(await screen.findByRole("searchbox", { name: "Find an emoji" }), "parcel");
    await user.click(await screen.findByRole("option", { name: /parcel/ }));
    await waitFor(async () => expect((await reply()).value).toBe("Done 📦"));
  });
});

describe("the card", () => {
  it("is mended where it stands", async () => {
    const { user, requests } = await open("Maja Holm");
    await openCard(user);
    await user.click(await screen.findByRole("button", { name: "Edit E-mail: empty" }));
    await user.type(screen.getByRole("textbox", { name: "E-mail" }), "maja{Enter}");
    await screen.findByText(/maja|example/, { selector: "[role=alert] *" });
    await user.type(screen.getByRole("textbox", { name: "E-mail" }), "@fjell.example{Enter}");
    await screen.findByRole("button", { name: "Edit E-mail: maja@fjell.example" });
    expect(requests("client_update").at(-1)).toMatchObject({ name: "Maja Holm", phone: "+47 412 66 908", email: "maja@fjell.example" });
  });

  it("keeps what is being mended when another dialog is opened", async () => {
    const { user, requests } = await open("Maja Holm");
    await openCard(user);
    await user.click(await screen.findByRole("button", { name: "Edit E-mail: empty" }));
    await user.type(screen.getByRole("textbox", { name: "E-mail" }), "maja@fjell.example");
    await user.keyboard("{Alt>}[ArrowDown]{/Alt}");
    await waitFor(() => expect(requests("client_update")).toMatchObject([{ email: "maja@fjell.example" }]));
  });

  it("names a client without a name by a number, and tells one id once", async () => {
    const { user, fake, id } = await open("Maja Holm");
    await act(() => fake.call("client_update", { client: fake.inbox.answers.card({ dialog: id }).client.id, name: null, phone: null, email: null }));
    const card = await openCard(user);
    const { no } = fake.inbox.answers.card({ dialog: id }).client;
    await waitFor(() => expect(within(card).getByRole("heading", { level: 2 }).textContent).toContain(`Visitor ${no.toLocaleString("en-GB")}`));
  });

  it("keeps a note that was begun on this computer", async () => {
    const { user, id } = await open("Tomas Berg");
    await user.click(await screen.findByRole("button", { name: "Add a note" }));
    await user.type(await screen.findByRole("textbox", { name: "Add a note" }), "Call him");
    expect(localStorage.getItem(`parley.note.${id}`)).toBe("Call him");
  });

  it("leads to former dialogs, which are only read", async () => {
    const { address, user } = await open("Maja Holm");
    const card = await openCard(user);
    await user.click((await within(card).findAllByRole("button", { name: /Rated 5 of 5/ }))[0] as HTMLElement);
    await waitFor(() => expect(address()).toContain("read=1"));
  });
});
