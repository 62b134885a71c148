// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Chime } from "../src/chime";

let tones = 0;
let state: AudioContextState = "running";

/** A browser's sound, of which only the beginnings of tones are heard. */
class Sound {
  readonly currentTime = 0;
  readonly destination = {};
  get state(): AudioContextState {
    return state;
  }
  resume = (): Promise<void> => Promise.resolve();
  createOscillator = (): unknown => ({ frequency: {}, connect: (to: unknown) => to, start: () => (tones += 1), stop: () => {} });
  createGain = (): unknown => ({ gain: { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} }, connect: (to: unknown) => to });
}

beforeEach(() => {
  tones = 0;
  state = "running";
  vi.stubGlobal("AudioContext", Sound);
});
afterEach(() => vi.unstubAllGlobals());

const touched = (): Chime => {
  const chime = new Chime(document);
  document.dispatchEvent(new Event("pointerdown"));
  return chime;
};

it("sounds once for each new message", () => {
  const chime = touched();
  chime.hear(1, true, true);
  chime.hear(1, true, true);
  expect(tones).toBe(2);
  chime.hear(2, true, true);
  expect(tones).toBe(4);
});

it("is silent about what was there when the connection came, what is seen, and when it is switched off", () => {
  const chime = touched();
  chime.hear(7, false, true);
  chime.hear(7, true, true);
  chime.hear(8, true, false);
  chime.hear(8, true, true);
  expect(tones).toBe(0);
});

it("is silent before the first touch, and where the browser does not allow it", () => {
  const untouched = new Chime(document);
  untouched.hear(1, true, true);
  state = "suspended";
  touched().hear(1, true, true);
  expect(tones).toBe(0);
});
