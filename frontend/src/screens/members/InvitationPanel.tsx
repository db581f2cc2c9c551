import { fr } from "../../fr";
import type { PlaceView, Row } from "../../protocol";
import { answerInvitation } from "../../store/members";
import { Button } from "../../ui/Button/Button";
import { sayIfRefused } from "../notices";
import { introduced } from "../people";
import styles from "./members.module.css";

/** Asked to come back to a conversation one has left. */
export function InvitationPanel({ row, invitation }: { row: Row; invitation: NonNullable<PlaceView["invitation"]> }) {
  return (
    <div class={styles.panel}>
      <p>
        <b>{fr.invitation.says(introduced(invitation.by))}</b>
        <span>{fr.invitation.detail}</span>
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
        {fr.invitation.accept}
      </Button>
      <Button onClick={() => answer(false)}>{fr.invitation.decline}</Button>
    </div>
  );
}
