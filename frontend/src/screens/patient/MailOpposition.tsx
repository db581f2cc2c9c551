import { useSignal } from "@preact/signals";
import { Hand } from "lucide-preact";
import { fr } from "../../fr";
import { patientMail as words } from "../../fr.forwards";
import { recordMailOpposition } from "../../store/patientMail";
import { Button } from "../../ui/Button/Button";
import { Question } from "../../ui/Question/Question";
import { sayIfRefused } from "../notices";

type Props = { conversation: string; opposed: boolean; inline?: boolean; onDone: () => void };

/** The patient's refusal of courriers in Mon espace santé: recorded, or lifted. */
export function MailOpposition({ conversation, opposed, inline = false, onDone }: Props) {
  const asking = useSignal(false);
  const answer = async () => {
    asking.value = false;
    await sayIfRefused(recordMailOpposition(conversation, !opposed));
    onDone();
  };
  return (
    <>
      <Button {...(inline ? { look: "link" } : { wide: true })} onClick={() => (asking.value = true)}>
        {!inline && <Hand />}
        {opposed ? words.lift : words.object}
      </Button>
      {asking.value && (
        <Question
          title={opposed ? words.liftTitle : words.objectTitle}
          yes={opposed ? words.lift : words.objectYes}
          no={fr.cancel}
          onYes={() => void answer()}
          onNo={() => (asking.value = false)}
        >
          {opposed ? words.liftDetail : words.objectDetail}
        </Question>
      )}
    </>
  );
}
