// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Conversation, type Upload, attach, receive, settleUpload } from "../src/conversation";
import type { View } from "../src/view";
import { CONFIG } from "./config";
import { attachment } from "./gateway";
import { type FakeHands, conversation, find, message, panel, texts } from "./screen";

let hands: FakeHands;
let view: View;

beforeEach(() => {
  ({ view, hands } = panel());
});

describe("files", () => {
  const file = (...names: string[]): File[] => names.map((name) => new File(["hello"], name));
  const upload = (fate: Upload["fate"] = { kind: "waiting" }): Conversation => attach(conversation(), { id: "f1", name: "report.pdf", bytes: 1536, fate });
  const card = (): HTMLElement => find('[data-part="file"]');
  const spaces = (text: string | null): string | undefined => text?.replace(/\s/g, " ");

  it("that are pictures stand in their place and open beside the page", () => {
    const cat = attachment("cat.png", 10, true);
    view.show(conversation(message(1, "operator", "", { type: "file", attachment: cat })), "online");
    const picture = find<HTMLImageElement>("#log img");
    expect([picture.getAttribute("src"), picture.alt]).toEqual([cat.url, "cat.png"]);
    const link = picture.closest("a");
    expect([link?.getAttribute("href"), link?.target, link?.rel]).toEqual([cat.url, "_blank", "noopener noreferrer"]);
    expect(document.querySelector('#log [data-part="text"]'), "there is no empty bubble").toBeNull();
    picture.dispatchEvent(new Event("error"));
    expect(card().querySelector('[data-part="file-name"]')?.textContent, "one that cannot be shown can be saved").toBe("cat.png");
  });

  it("that are none are cards with name and size, and are saved by a press", async () => {
    const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
    const report = attachment("<b>report</b>.pdf", 1536);
    view.show(conversation(message(1, "operator", "Here", { type: "file", attachment: report })), "online");
    expect(find('[data-seq="1"] [data-part="text"]').textContent).toBe("Here");
    const save = card().querySelector("button") as HTMLButtonElement;
    expect(spaces(save.textContent)).toBe("<b>report</b>.pdf1.5 kB");
    save.click();
    expect(save.getAttribute("aria-busy")).toBe("true");
    save.click();
    await vi.waitFor(() => expect(save.getAttribute("aria-busy")).toBe("false"));
    expect(hands.fetch).toHaveBeenCalledExactlyOnceWith(report);
    expect(card().querySelector('[role="alert"]')?.textContent).toBe(CONFIG.texts.not_loaded);
    expect(saved).not.toHaveBeenCalled();
    hands.fetch.mockResolvedValueOnce(new Blob(["content"]));
    save.click();
    await vi.waitFor(() => expect(saved).toHaveBeenCalledOnce());
    expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toBe("<b>report</b>.pdf");
    expect(card().querySelector('[role="alert"]')?.textContent).toBe("");
    saved.mockRestore();
  });

  it("on their way tell how far they are, and can be given up", () => {
    const sending = upload();
    view.show(sending, "online");
    const bar = card().querySelector("progress") as HTMLProgressElement;
    expect(bar.hasAttribute("value")).toBe(false);
    view.show(settleUpload(sending, "f1", { kind: "sending", share: 0.25 }), "online");
    expect([bar.value, bar.getAttribute("aria-label")]).toEqual([0.25, "report.pdf"]);
    const cancel = find('[data-part="sending"] button');
    expect(cancel.getAttribute("aria-label")).toBe("Cancel: report.pdf");
    cancel.click();
    expect(hands.giveUp).toHaveBeenCalledExactlyOnceWith("f1");
    view.show(settleUpload(sending, "f1", null), "online");
    expect(texts()).toEqual([]);
  });

  it("become what they are when they come back", () => {
    view.show(upload({ kind: "sending", share: 1 }), "online");
    view.show(receive(upload(), [message(1, "client", "", { type: "file", client_msg_id: "f1", attachment: attachment("report.pdf", 1536) })]), "online");
    expect(document.querySelectorAll('[data-part="file"]').length).toBe(1);
    expect(document.querySelector("progress")).toBeNull();
    expect(find('[data-author="client"]').dataset).toMatchObject({ state: "sent", seq: "1" });
  });

  it.each([
    [{ kind: "delayed" }, "Not sent"],
    [{ kind: "limited" }, CONFIG.texts.rate_limited],
    [{ kind: "refused", code: "file_too_big", reason: "" }, "The file is larger than 20 MB."],
    [{ kind: "refused", code: "file_empty", reason: "" }, CONFIG.texts.file_empty],
    [{ kind: "refused", code: "file_refused", reason: "x" }, CONFIG.texts.file_refused],
    [{ kind: "refused", code: "no_space", reason: "x" }, CONFIG.texts.no_space],
    [{ kind: "refused", code: "invalid_field", reason: "Odd." }, "Not sent. Odd."],
  ] as [Upload["fate"], string][])("say in words what is wrong: %j", (fate, words) => {
    view.show(upload(fate), "online");
    expect(spaces(card().querySelector('[role="alert"]')?.textContent ?? null)).toBe(words);
    const again = find('[data-part="again"]');
    expect(again.hidden).toBe(fate.kind !== "delayed");
    again.click();
    expect(hands.retry).toHaveBeenCalledOnce();
  });

  function transfer(type: string, target: Element, files: File[], types = ["Files"]): Event {
    const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer: { files, types }, clipboardData: { files }, relatedTarget: null });
    target.dispatchEvent(event);
    return event;
  }

  it("are chosen, pasted and dropped", () => {
    const chosen = find<HTMLInputElement>("#files");
    const click = vi.spyOn(chosen, "click").mockImplementation(() => {});
    find("#attach").click();
    expect(click).toHaveBeenCalledOnce();
    expect(find("#attach").getAttribute("aria-label")).toBe("Attach a file");
    Object.defineProperty(chosen, "files", { value: file("a.txt", "b.txt") });
    chosen.dispatchEvent(new Event("change"));
    expect(transfer("paste", find("#input"), file("c.png")).defaultPrevented).toBe(true);
    expect(transfer("paste", find("#input"), []).defaultPrevented, "text is pasted as ever").toBe(false);
    expect(transfer("dragover", find("#log"), []).defaultPrevented).toBe(true);
    expect(find("#drop").hidden).toBe(false);
    transfer("dragleave", find("#panel"), []);
    expect(find("#drop").hidden).toBe(true);
    expect(transfer("drop", find("#log"), file("d.txt")).defaultPrevented).toBe(true);
    expect(transfer("dragover", find("#log"), [], ["text/plain"]).defaultPrevented).toBe(false);
    expect(hands.attach.mock.calls.map(([files]) => files.map((it) => it.name))).toEqual([["a.txt", "b.txt"], ["c.png"], ["d.txt"]]);
  });
});
