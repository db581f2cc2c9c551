/** What a line of the thread says that nobody wrote: after « Vous » or a name. */
import {
  Check,
  CircleAlert,
  DoorOpen,
  EyeOff,
  FileDown,
  Forward,
  Hand,
  History,
  IdCard,
  KeyRound,
  Lock,
  LockOpen,
  Mail,
  MessageSquarePlus,
  Pencil,
  PhoneCall,
  Repeat2,
  Undo2,
  UserCheck,
  UserMinus,
  UserPlus,
  UserX,
  type LucideIcon,
} from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Happening } from "../../protocol";
import { introduced, listed } from "../people";
import { patientInWords } from "../patients";

export type SystemWords = { icon: LucideIcon; words: string };
/** What is shown as more than a line. */
export type NotALine = "message_posted" | "message_corrected" | "message_cancelled" | "letter_exchanged" | "letter_state_changed";
type Line = Exclude<Happening, { type: NotALine }>;
type Named = (party: string) => string;
type HistoryGiven = Extract<Happening, { type: "history_widened" }>["history"];

export function systemWords(what: Line, party: string | null, me: string, named: Named): SystemWords {
  const you = party === me;
  const say = later.system;
  switch (what.type) {
    case "conversation_opened":
      return { icon: MessageSquarePlus, words: say.opened(you) };
    case "member_added":
      return { icon: UserPlus, words: arrived(what, party, me) + cared(what.care) };
    case "history_widened":
      return { icon: History, words: say.widened(you, named(what.member), sees(what.history)) };
    case "addition_undone":
      return { icon: UserMinus, words: say.additionUndone(you, introduced(what.member)) };
    case "member_invited":
      return { icon: UserPlus, words: say.invited(you, named(what.member)) };
    case "invitation_declined":
      return { icon: UserMinus, words: say.declined(you) };
    case "member_left":
      return { icon: DoorOpen, words: say.left(you, whyLeft(what)) };
    case "access_suspended":
      return { icon: UserX, words: say.suspended(what.member === me, named(what.member)) };
    case "access_restored":
      return { icon: UserCheck, words: say.restored(what.member.id === me, introduced(what.member)) };
    case "request_vacated":
      return { icon: CircleAlert, words: say.vacated(what.asker === me, named(what.member)) };
    case "request_unanswered":
      return { icon: PhoneCall, words: say.unanswered(what, what.asker === me, listed(what.parties.map(named))) };
    case "subject_changed":
      return { icon: Pencil, words: say.subject(you, what.subject) };
    case "conversation_closed":
      return { icon: Lock, words: say.closed(you, what.conclusion) };
    case "conversation_reopened":
      return { icon: LockOpen, words: say.reopened(you) };
    case "conversation_exported":
      return { icon: FileDown, words: say.exported(you, what.messages) };
    case "patient_set":
      return { icon: IdCard, words: (what.changed ? say.patientChanged : say.patientSet)(you, patientInWords(what.patient)) };
    case "opposition_changed":
      return { icon: Hand, words: (what.recorded ? say.opposed : say.notOpposed)(you) };
    case "message_masked":
      return { icon: EyeOff, words: `${say.masked(you)} (${say.maskReasons[what.reason]})` };
    case "message_reported":
      return { icon: CircleAlert, words: say.reported };
    case "correction_reminded":
      return { icon: Repeat2, words: say.reminded(you, listed(what.parties.map(named))) };
    case "message_unsealed":
      return { icon: KeyRound, words: say.unsealed(you) };
    case "message_taken":
      return { icon: Check, words: say.taken(you) };
    case "taking_undone":
      return { icon: Undo2, words: say.takingUndone(you) };
    case "receipt_given":
      return { icon: Check, words: say.receiptGiven(you) };
    case "letter_moved":
      return { icon: Mail, words: say.letterMoved(you, what.to_conversation !== null) };
    case "mail_opposition_changed":
      return { icon: Hand, words: (what.recorded ? say.mailOpposed : say.mailNotOpposed)(you) };
    case "messages_forwarded":
      return { icon: Forward, words: say.forwarded(you, what) };
    case "forward_taken_back":
      return { icon: Undo2, words: say.forwardTakenBack(you) };
  }
}

function arrived({ member, history }: Extract<Happening, { type: "member_added" }>, party: string | null, me: string): string {
  if (member.id === party) return later.system.cameBack(party === me, sees(history));
  return later.system.added(party === me, member.id === me ? fr.you.toLowerCase() : introduced(member), sees(history));
}

function sees({ from_seq, messages, files }: HistoryGiven): string {
  if (from_seq === 1) return later.system.seesAll(messages, files);
  return messages > 0 ? later.system.seesFrom(messages, files) : later.system.seesNothing;
}

function cared(care: "team" | "consent" | null): string {
  if (care === null) return "";
  return ` ${care === "team" ? later.system.byTeam : later.system.byConsent}`;
}

function whyLeft({ reason, replaced_by }: Extract<Happening, { type: "member_left" }>): string {
  if (replaced_by) return later.system.replacedBy(introduced(replaced_by));
  return reason ? later.system.leaveReasons[reason] : "";
}
