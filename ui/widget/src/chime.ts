/** The sound of a message that nobody is looking at: two short tones, made here. */

/** Hertz, and when each tone begins, in seconds. */
const TONES = [
  [660, 0],
  [880, 0.12],
] as const;
const LOUDNESS = 0.08;
/** Seconds in which a tone fades. */
const FADE = 0.3;

export class Chime {
  #context: AudioContext | null = null;
  #heard = 0;

  /** Browsers let a page make sounds once somebody has touched it; before, it stays silent. */
  constructor(page: Document) {
    const allow = (): void => {
      this.#context ??= new AudioContext();
      void this.#context.resume();
    };
    for (const gesture of ["pointerdown", "keydown"]) page.addEventListener(gesture, allow, { once: true, capture: true });
  }

  /** `newest`: the number of the last message. What is there when the connection comes is no news. */
  hear(newest: number, online: boolean, wanted: boolean): void {
    const isNew = online && newest > this.#heard;
    this.#heard = newest;
    if (isNew && wanted) this.#play();
  }

  #play(): void {
    const context = this.#context;
    if (context?.state !== "running") return;
    for (const [hertz, wait] of TONES) {
      const begin = context.currentTime + wait;
      const tone = context.createOscillator();
      const loudness = context.createGain();
      tone.frequency.value = hertz;
      loudness.gain.setValueAtTime(LOUDNESS, begin);
      loudness.gain.exponentialRampToValueAtTime(0.0001, begin + FADE);
      tone.connect(loudness).connect(context.destination);
      tone.start(begin);
      tone.stop(begin + FADE);
    }
  }
}
