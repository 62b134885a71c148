import { QueryClientProvider } from "@tanstack/react-query";
import { createEvent, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import { queryClient } from "../../app/queryClient";
import { setTransport, type Picture } from "../../ipc";
import { Fake, type Scene } from "../../ipc/fake";
import { Notes } from "../toasts";
import { refuseDrops } from "../drops";
import { AvatarField } from "./AvatarField";

const PNG = [0x89, 0x50, 0x4e, 0x47];
const file = (name: string, bytes: number[] = PNG) => new File([new Uint8Array(bytes)], name);
const square = (side: number): Picture => ({ id: "b".repeat(64), source: "a".repeat(64), crop: { x: 10, y: 20, side } });

function openField(first: Picture | null = null, scene: Scene = {}) {
  const fake = new Fake(scene);
  setTransport(fake);
  const set: (Picture | null)[] = [];
  function Held() {
    const [value, setValue] = useState(first);
    const change = (picture: Picture | null) => {
      set.push(picture);
      setValue(picture);
    };
    return <AvatarField who="bot" value={value} onChange={change} help="Beside its messages." />;
  }
  render(
    <QueryClientProvider client={queryClient()}>
      <Held />
      <Notes />
    </QueryClientProvider>,
  );
  const requests = (name: string) => fake.calls.filter((call) => call.name === name).map((call) => call.request);
  return { fake, user: userEvent.setup(), set, requests, field: screen.getByRole("group", { name: "Picture: Bot" }) };
}

const cropper = () => screen.findByRole("dialog", { name: "Picture: Bot" });
const stage = async () => within(await cropper()).findByRole("application", { name: "Square of the picture" });

/** A drop or a drag with this file, as an engine makes it. */
function drag(type: "drop" | "dragOver", target: Element | Document, dropped: File | null) {
  const event = createEvent[type](target as Element);
  const dataTransfer = { types: dropped ? ["Files"] : ["text/plain"], files: dropped ? [dropped] : [], dropEffect: "copy" };
  Object.defineProperty(event, "dataTransfer", { value: dataTransfer });
  fireEvent(target, event);
  return { prevented: event.defaultPrevented, dataTransfer };
}

function paste(pasted: File) {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "clipboardData", { value: { files: [pasted] } });
  fireEvent(document.body, event);
  return event.defaultPrevented;
}

describe("a picture", () => {
  it("is drawn where there is none", () => {
    const { field } = openField();
    expect(within(field).getByText("default picture")).toBeTruthy();
    expect(field.querySelector("svg path"), "the widget's own drawing").toBeTruthy();
  });

  it("says where it is shown and what may be chosen", () => {
    const { field } = openField();
    expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe("Beside its messages. JPEG or PNG up to 5 MB.");
  });

  it("is chosen, cut by hand and set", async () => {
    const { user, set, requests } = openField();
    await user.click(screen.getByRole("button", { name: "Choose: Bot" }));
    await user.click(within(await cropper()).getByRole("button", { name: "Use this square" }));
    await waitFor(() => expect(set).toHaveLength(1));
    expect(requests("picture_crop"), "the widest square in the middle").toEqual([{ source: "a".repeat(64), crop: { x: 80, y: 0, side: 480 } }]);
    expect(await screen.findByText("square of 480 px")).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is moved and zoomed by keys", async () => {
    const { user, requests } = openField();
    await user.click(screen.getByRole("button", { name: "Choose: Bot" }));
    await waitFor(async () => expect(document.activeElement, "the keys work at once").toBe(await stage()));
    await user.keyboard("+++{ArrowLeft}{Shift>}{ArrowDown}{/Shift}-");
    await user.click(screen.getByRole("button", { name: "Use this square" }));
    await waitFor(() => expect(requests("picture_crop")).toHaveLength(1));
    const [{ crop }] = requests("picture_crop") as [{ crop: Picture["crop"] }];
    expect(crop.side).toBe(396);
    expect(crop.x, "left of the middle").toBeLessThan(121);
    expect(crop.y, "below the middle").toBeGreaterThan(41);
  });

  it("gives the focus back to the field, whether it was cut or not", async () => {
    const { user } = openField();
    for (const [open, close, back] of [["Choose", "Cancel", "Choose"], ["Choose", "Use this square", "Replace"], ["Crop", "Use this square", "Replace"]]) {
      await user.click(screen.getByRole("button", { name: `${open}: Bot` }));
      await user.click(within(await cropper()).getByRole("button", { name: close }));
      await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: `${back}: Bot` })));
    }
  });

  it("is cut again from where it was cut", async () => {
    const { user, requests } = openField(square(100));
    await user.click(screen.getByRole("button", { name: "Crop: Bot" }));
    const picture = (await stage()).querySelector("img");
    if (!picture) throw new Error("no picture");
    Object.defineProperties(picture, { naturalWidth: { value: 640 }, naturalHeight: { value: 480 } });
    fireEvent.load(picture);
    (await stage()).focus();
    await user.keyboard("{ArrowRight}");
    await user.click(screen.getByRole("button", { name: "Use this square" }));
    await waitFor(() => expect(requests("picture_crop")).toEqual([{ source: "a".repeat(64), crop: { x: 13, y: 20, side: 100 } }]));
  });

  it("says when what it was cut from is gone", async () => {
    const { user } = openField(square(100));
    await user.click(screen.getByRole("button", { name: "Crop: Bot" }));
    const picture = (await stage()).querySelector("img");
    if (picture) fireEvent.error(picture);
    await screen.findByText(/cannot be shown/);
    expect(screen.getByRole("button", { name: "Use this square" }).hasAttribute("disabled")).toBe(true);
  });

  it("is taken away", async () => {
    const { user, set } = openField(square(100));
    await user.click(screen.getByRole("button", { name: "Remove: Bot" }));
    expect(set).toEqual([null]);
    expect(screen.getByRole("button", { name: "Choose: Bot" })).toBeTruthy();
  });

  it("stays when nothing is chosen, and when cutting is given up", async () => {
    const { fake, user, set } = openField(square(100));
    const answer = fake.call.bind(fake);
    fake.call = (name, request) => (name === "picture_choose" ? Promise.resolve(null) : answer(name, request));
    await user.click(screen.getByRole("button", { name: "Replace: Bot" }));
    await screen.findByText("square of 100 px");
    fake.call = answer;
    await user.click(screen.getByRole("button", { name: "Replace: Bot" }));
    await user.click(within(await cropper()).getByRole("button", { name: "Cancel" }));
    expect(set).toEqual([]);
  });

  it("is taken from a drop on the field", async () => {
    const { field, requests } = openField();
    expect(drag("dragOver", field, file("logo.png")).prevented).toBe(true);
    expect(drag("drop", field, file("logo.png")).prevented).toBe(true);
    await cropper();
    expect(requests("picture_take")).toEqual([{ bytes: 4, called: "logo.png" }]);
  });

  it("is taken from a paste while the field has the focus, and only then", async () => {
    const { requests } = openField();
    expect(paste(file("elsewhere.png"))).toBe(false);
    screen.getByRole("button", { name: "Choose: Bot" }).focus();
    expect(paste(file("image.png"))).toBe(true);
    await cropper();
    expect(requests("picture_take")).toEqual([{ bytes: 4, called: "image.png" }]);
  });

  it("says that it is being taken in", async () => {
    const { field } = openField(null, { silent: ["picture_take"] });
    drag("drop", field, file("logo.png"));
    expect(await screen.findByText("taking it in…")).toBeTruthy();
  });
});

describe("what is wrong with a picture", () => {
  it.each([
    ["photo.png", [0x47, 0x49, 0x46], "Not a JPEG or PNG although it is called .png (it is GIF)"],
    ["notes.txt", [0x68, 0x69], "Not a JPEG or PNG"],
  ])("is said of %s by its content", async (name, bytes, words) => {
    const { field, set } = openField();
    drag("drop", field, file(name, bytes));
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Choose another" })).toBeTruthy();
    expect(set).toEqual([]);
  });

  it.each([
    [{ code: "picture_too_big", details: { bytes: 7_549_747, limit: 5_242_880 } }, "7.2 MB; the limit is 5 MB"],
    [{ code: "picture_too_big", details: { bytes: null, limit: 5_242_880 } }, "More than 5 MB, which is the limit"],
    [{ code: "picture_too_large", details: { width: 9_000, height: 40, limit: 8_192 } }, "9,000 × 40 pixels; the limit is 8,192 a side"],
    [{ code: "picture_heavy", details: { bytes: 700_000_000, limit: 268_435_456 } }, "Opening it would take 667.6 MB of memory; the limit is 256 MB. Save it smaller, and not as a progressive JPEG"],
    [{ code: "picture_cut_off", details: { kind: "JPEG" } }, "The JPEG breaks off before its end; save or send it again"],
    [{ code: "picture_unusual", details: { kind: "PNG" } }, "An unusual PNG; save it as an ordinary JPEG or PNG"],
    [{ code: "picture_empty", details: null }, "The file is empty; choose another"],
    [{ code: "file_not_read", details: null }, "The file could not be read."],
    [{ code: "picture_broken", details: null }, "The picture is damaged; save it again or choose another"],
    [{ code: "no_space", details: null }, "The disk is full."],
  ])("is said in plain words: %j", async (error, words) => {
    const { user } = openField(null, { failing: { picture_choose: { message: "", ...error } } });
    await user.click(screen.getByRole("button", { name: "Choose: Bot" }));
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it("is said in the window that cuts it", async () => {
    const { user, set } = openField(null, { failing: { picture_crop: { code: "picture_cropped_outside", message: "", details: null } } });
    await user.click(screen.getByRole("button", { name: "Choose: Bot" }));
    await user.click(within(await cropper()).getByRole("button", { name: "Use this square" }));
    expect(await screen.findByText("The square lies outside the picture; crop it again")).toBeTruthy();
    expect(set).toEqual([]);
  });
});

describe("a file dropped beside every field", () => {
  it("opens nothing", () => {
    openField();
    const stop = refuseDrops();
    const { prevented, dataTransfer } = drag("dragOver", document.body, file("page.html"));
    expect([prevented, dataTransfer.dropEffect]).toEqual([true, "none"]);
    expect(drag("drop", document.body, file("page.html")).prevented).toBe(true);
    expect(drag("drop", document.body, null).prevented, "a text that is moved is no file").toBe(false);
    stop();
    expect(drag("drop", document.body, file("page.html")).prevented).toBe(false);
  });

  it("leaves the field's own drop alone", async () => {
    const { field } = openField();
    const stop = refuseDrops();
    expect(drag("dragOver", field, file("logo.png")).dataTransfer.dropEffect).toBe("copy");
    stop();
  });
});
