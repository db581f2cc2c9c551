import { members as words } from "../../fr.members";
import type { PlaceView, Row } from "../../protocol";
import { answerInvitation } from "../../store/members";
import { Button } from "../../ui/Button/Button";
import { sayIfRefused } from "../notices";
import { introduced } from "../people";
import styles from "./members.module.css";

/** Asked to come back to a conversation one has left. */
export function InvitationPanel({ row, invitation }: { row: Row; invitation: NonNullable<PlaceView["invitation"]> }) {
  return (
    <div data-foot class={styles.panel}>
      <p>
        <b>{words.invites(introduced(invitation.by))}</b>
        <span>{words.detail}</span>
      </p>
      <Answers row={row} />
    </div>
  );
}

export function Answers({ row }: { row: Row }) {
  const answer = (accept: boolean) => void sayIfRefused(answerInvitation(row.id, accept));
  return (
    <div class={styles.answers}>
      <Button look="main" onClick={() => answer(true)}>
        {words.accept}
      </Button>
      <Button onClick={() => answer(false)}>{words.decline}</Button>
    </div>
  );
}
