import { fr } from "../../fr";
import { Question } from "../../ui/Question/Question";
import { archiveUnread, archivingUnread } from "../marking";

export function ArchiveQuestion() {
  const row = archivingUnread.value;
  if (!row) return null;
  return (
    <Question
      title={fr.marks.archiveUnread}
      yes={fr.marks.archiveAnyway}
      no={fr.cancel}
      onYes={() => void archiveUnread(row)}
      onNo={() => (archivingUnread.value = null)}
    >
      {fr.marks.archiveUnreadDetail(row.place.unread)}
    </Question>
  );
}
