import type { RefObject } from "preact";
import { fr } from "../../fr";
import type { Row } from "../../protocol";
import { Menu } from "../../ui/Menu/Menu";
import { exportAction } from "../exporting/exportAction";
import { actionsOn } from "../marking";
import { memberActions } from "../members/memberActions";
import { patientAction } from "../patient/patientAction";

type Props = { row: Row; near: RefObject<HTMLElement>; onClose: () => void };

/** What one can do about the open conversation. */
export function MoreMenu({ row, near, onClose }: Props) {
  const actions = [...actionsOn(row), patientAction(row), exportAction(), ...memberActions(row)];
  return <Menu label={fr.more} actions={actions} near={near} onClose={onClose} />;
}
