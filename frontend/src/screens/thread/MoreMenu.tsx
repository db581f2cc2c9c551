import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { Bell } from "lucide-preact";
import { fr } from "../../fr";
import { notices } from "../../fr.notices";
import type { Row } from "../../protocol";
import { Menu } from "../../ui/Menu/Menu";
import { exportActions } from "../exporting/exportActions";
import { actionsOn } from "../marking";
import { memberActions } from "../members/memberActions";
import { bellActions } from "../notifications/bellActions";
import { patientAction } from "../patient/patientAction";

type Props = { row: Row; near: RefObject<HTMLElement>; onClose: () => void };

/** What one can do about the open conversation; of its notifications, in a second list. */
export function MoreMenu({ row, near, onClose }: Props) {
  const bell = useSignal(false);
  if (bell.value) return <Menu key="bell" label={notices.bell.title} actions={bellActions(row)} near={near} onClose={onClose} />;
  const ring = row.left ? [] : [{ icon: Bell, label: notices.bell.choose, act: () => (bell.value = true) }];
  const ours = row.kind === "mail" ? [] : [patientAction(row)];
  const actions = [...actionsOn(row), ...ring, ...ours, ...exportActions(), ...memberActions(row)];
  // Chosen last, so that what it opens stays when the menu it was chosen from goes.
  return <Menu label={fr.more} actions={actions} near={near} onClose={() => queueMicrotask(() => bell.peek() || onClose())} />;
}
