import { RefreshCw } from "lucide-preact";
import { fr } from "../../fr";
import { retryList } from "../../store/inbox";
import { Blank } from "../../ui/Blank/Blank";
import { Button } from "../../ui/Button/Button";

export function FailedList({ problem }: { problem: string | null }) {
  return (
    <Blank icon={RefreshCw} title={fr.list.failed}>
      <p role="alert">
        {problem} {fr.list.kept}
      </p>
      <Button look="main" onClick={retryList}>
        <RefreshCw />
        {fr.retry}
      </Button>
    </Blank>
  );
}
