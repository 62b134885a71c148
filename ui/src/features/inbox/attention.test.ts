import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { setTransport, type News } from "../../ipc";
import { Fake } from "../../ipc/fake";
import { hearAttention } from "./attention";

let fake: Fake;
let stop: () => void;
const sound = vi.fn();
const told = (more: Partial<Extract<News, { type: "attention" }>> = {}): News => ({ type: "attention", kind: "client_message", dialog: "a", client: "Maja", text: "Hello", sound: true, ...more });

beforeEach(() => {
  fake = new Fake({ empty: true });
  setTransport(fake);
  sound.mockClear();
  stop = hearAttention(() => "a", sound);
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

it("sounds when the program wants a sound", () => {
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  fake.tell(told({ dialog: "b", kind: "sl_soon" }));
  expect(sound).toHaveBeenCalledExactlyOnceWith("sl_soon");
  fake.tell(told({ dialog: "b", sound: false }));
  expect(sound).toHaveBeenCalledOnce();
});

it("is silent about the dialog that is looked at, but not while the window is behind another", () => {
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  fake.tell(told());
  expect(sound).not.toHaveBeenCalled();
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
  fake.tell(told());
  expect(sound).toHaveBeenCalledOnce();
});

it("is silent when nobody hears it any more", () => {
  stop();
  fake.tell(told({ dialog: "b" }));
  expect(sound).not.toHaveBeenCalled();
});
