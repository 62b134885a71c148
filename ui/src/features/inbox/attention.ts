/** Sounds for what an operator must not miss. */
import { listen, type Wants } from "../../ipc";

/** Hertz, and seconds from the beginning: higher and twice for what is urgent. */
const tones: Record<Wants, readonly (readonly [number, number])[]> = {
  new_dialog: [
    [660, 0],
    [880, 0.12],
  ],
  client_message: [[740, 0]],
  sl_soon: [
    [880, 0],
    [880, 0.16],
    [1_046, 0.32],
  ],
};

const LENGTH = 0.14;
const LOUDNESS = 0.12;

let output: AudioContext | undefined;

/** Plays a short tone that tells one kind from another. */
function play(kind: Wants): void {
  // There may be no sound card, or the system may forbid it: what is shown says the same.
  if (typeof AudioContext === "undefined") return;
  output ??= new AudioContext();
  const { currentTime: now, destination } = output;
  void output.resume();
  for (const [hertz, from] of tones[kind]) {
    const tone = output.createOscillator();
    const level = output.createGain();
    tone.type = "sine";
    tone.frequency.value = hertz;
    // A tone that begins or ends at once clicks.
    level.gain.setValueAtTime(0, now + from);
    level.gain.linearRampToValueAtTime(LOUDNESS, now + from + 0.01);
    level.gain.exponentialRampToValueAtTime(0.001, now + from + LENGTH);
    tone.connect(level).connect(destination);
    tone.start(now + from);
    tone.stop(now + from + LENGTH);
  }
}

/**
 * Sounds when the program asks for it, until the returned function is called. Never for the dialog
 * that somebody is looking at: `opened` says which that is.
 */
export function hearAttention(opened: () => string | null, sound: (kind: Wants) => void = play): () => void {
  return listen((news) => {
    if (news.type !== "attention" || !news.sound) return;
    if (document.hasFocus() && opened() === news.dialog) return;
    sound(news.kind);
  });
}
