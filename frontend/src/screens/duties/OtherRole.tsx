import { duties as words } from "../../fr.duties";
import type { Me } from "../../protocol";
import { duties } from "../../store/duties";
import { openAs } from "../../store/noticed";
import { type Elsewhere, elsewhere } from "../../store/otherRole";
import { Question } from "../../ui/Question/Question";
import { say } from "../notices";
import { fullName } from "../people";

/** One gesture to the message, and never a silent one: nobody acts in a name they did not choose. */
export function OtherRole({ me, to }: { me: Me; to: Elsewhere }) {
  const name = to.role && nameOf(to.role);
  return (
    <Question
      title={words.elsewhere.title(name)}
      yes={words.elsewhere.yes(name)}
      no={words.elsewhere.no}
      onYes={() => void openAs(to).catch((no: Error) => say(no.message)).finally(close)}
      onNo={close}
    >
      {words.elsewhere.detail(me.hand && fullName(me.person))}
    </Question>
  );
}

function nameOf(role: string): string {
  const known = duties.value?.find((one) => one.role.id === role);
  return known ? fullName(known.role) : words.elsewhere.role;
}

function close(): void {
  elsewhere.value = null;
}
