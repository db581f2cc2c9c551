/** A short tone of ours, made on the spot: two notes, soft. Whether this machine makes it is kept on it. */
import { effect, signal } from "@preact/signals";

const KEY = "liaison-sound";
const NOTES = [659.25, 880]; // Hz: E, A
const STEP = 0.14; // seconds from one to the next
const LASTS = 0.35;
const LOUD = 0.12; // of 1
const SOON = 500; // ms

export const sounds = signal(localStorage.getItem(KEY) !== "off");

effect(() => {
  if (sounds.value) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, "off");
});

let context: AudioContext | null = null;

/** Nothing, where the browser allows no sound before somebody has touched the page. */
export async function tone(): Promise<void> {
  if (!sounds.peek()) return;
  try {
    context ??= new AudioContext();
    await Promise.race([context.resume(), new Promise((done) => setTimeout(done, SOON))]);
    // Allowed later, it would be heard when there is nothing to tell any more.
    if (context.state !== "running") return;
    NOTES.forEach((note, nth) => play(context as AudioContext, note, nth * STEP));
  } catch {
    // No way to make a sound here: the title and the list tell it.
  }
}

function play(on: AudioContext, note: number, later: number): void {
  const begins = on.currentTime + later;
  const oscillator = new OscillatorNode(on, { type: "sine", frequency: note });
  const gain = new GainNode(on, { gain: 0 });
  // Neither begins nor ends with a click.
  gain.gain.setValueAtTime(0, begins);
  gain.gain.linearRampToValueAtTime(LOUD, begins + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, begins + LASTS);
  oscillator.connect(gain).connect(on.destination);
  oscillator.start(begins);
  oscillator.stop(begins + LASTS);
}
