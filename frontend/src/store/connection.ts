/** The one line to the server, while somebody is signed in. */
import { signal } from "@preact/signals";
import { Socket } from "../net/socket";
import type { Answer, Command } from "../protocol";
import { whenForgotten } from "./state";

/** Up once the server has said welcome. */
export const connected = signal(false);
/** When the next try is due, on this browser's clock. */
export const nextTry = signal<number | null>(null);

let socket: Socket | null = null;

export function connect(told: { answer(answer: Answer): void; down(): void; signedOut(locked: boolean): void }): void {
  socket?.close();
  socket = new Socket({
    answer: told.answer,
    signedOut: told.signedOut,
    down(again) {
      connected.value = false;
      nextTry.value = Date.now() + again;
      told.down();
    },
  });
}

export function welcomed(): void {
  connected.value = true;
  nextTry.value = null;
}

/** False when it could not be said: whoever speaks keeps what must not be lost. */
export function say(command: Command): boolean {
  return connected.value && (socket?.say(command) ?? false);
}

/** Somebody waits for an answer: is the line alive at all? */
export function checkLine(): void {
  socket?.check();
}

export function tryNow(): void {
  socket?.tryNow();
}

whenForgotten(() => {
  socket?.close();
  socket = null;
  connected.value = false;
  nextTry.value = null;
});
