import { fr } from "../../fr";
import { lazily } from "../../ui/lazily";

export const AddSheet = lazily(async () => (await import("./AddSheet")).AddSheet, fr.notFetched);
export const LeaveSheet = lazily(async () => (await import("./LeaveSheet")).LeaveSheet, fr.notFetched);
export const SubjectSheet = lazily(async () => (await import("./WordsSheet")).SubjectSheet, fr.notFetched);
export const CloseSheet = lazily(async () => (await import("./WordsSheet")).CloseSheet, fr.notFetched);
export const Alone = lazily(async () => (await import("./Alone")).Alone, fr.notFetched);
export const InvitationPanel = lazily(async () => (await import("./InvitationPanel")).InvitationPanel, fr.notFetched);
export const Answers = lazily(async () => (await import("./InvitationPanel")).Answers, fr.notFetched);
export const Conclusion = lazily(async () => (await import("./Conclusion")).Conclusion, fr.notFetched);
export const LineActs = lazily(async () => (await import("./LineActs")).LineActs, fr.notFetched);
