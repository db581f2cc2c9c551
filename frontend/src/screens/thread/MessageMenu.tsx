import type { RefObject } from "preact";
import { fr } from "../../fr";
import { Menu } from "../../ui/Menu/Menu";
import { type Given, messageActions } from "./messageActions";

type Props = { given: Given; near: RefObject<HTMLElement>; onClose: () => void };

/** What one can do about one message. */
export function MessageMenu({ given, near, onClose }: Props) {
  return <Menu label={fr.thread.messageActions} actions={messageActions(given)} near={near} onClose={onClose} />;
}
