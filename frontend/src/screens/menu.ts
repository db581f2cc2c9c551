/** A menu, fetched when the first is opened; in the background once a thread is open (Timeline). */
import { fr } from "../fr";
import { lazily } from "../ui/lazily";

export const Menu = lazily(async () => (await import("../ui/Menu/Menu")).Menu, fr.notFetched);
