import { door } from "../../fr.door";
import type { Me } from "../../protocol";
import { arrive } from "../../store/door";
import { Button } from "../../ui/Button/Button";
import { RecoveryCodes } from "./RecoveryCodes";
import { Title } from "./parts";
import styles from "./SignIn.module.css";

export function CodesStep({ codes, me }: { codes: string[]; me: Me }) {
  return (
    <section class={styles.form}>
      <Title>{door.codes.title}</Title>
      <RecoveryCodes codes={codes} />
      <Button look="main" wide onClick={() => void arrive(me)}>
        {door.codes.done}
      </Button>
    </section>
  );
}
