/** The generated shapes, under the names we say. The source is conversations/protocol/. */
import type { components } from "./protocol.gen";

type Shapes = components["schemas"];

export type Absence = Shapes["Absence"];
export type Addressee = Shapes["Addressee"];
export type Accepted = Shapes["Accepted"];
export type Answer = Shapes["Answer"];
export type Command = Shapes["Command"];
export type ConversationView = Shapes["ConversationView"];
export type Counts = Shapes["Counts"];
export type EntriesPage = Shapes["EntriesPage"];
export type Entry = Shapes["Entry"];
export type ErrorReported = Shapes["ErrorReported"];
export type ExportView = Shapes["ExportView"];
export type FileChanged = Shapes["FileChanged"];
export type FileView = Shapes["File"];
export type Card = Shapes["Card"];
export type Circles = Shapes["Circles"];
export type Closing = Shapes["Closing"];
export type HistoryChoices = Shapes["HistoryChoices"];
export type HistoryGiven = Shapes["AddPeople"]["history"];
export type CareLink = Shapes["CareLink"];
export type Leaving = Shapes["Leaving"];
export type LeaveReason = Shapes["LeaveReason"];
export type Found = Shapes["Found"];
export type FoundCriterion = Shapes["FoundCriterion"];
export type FoundPeople = Shapes["FoundPeople"];
export type FoundPerson = Shapes["FoundPerson"];
export type FoundAddress = Shapes["FoundAddress"];
export type NewLetter = Shapes["NewLetter"];
export type PatientByMail = Shapes["PatientByMail"];
export type BoxView = Shapes["BoxView"];
export type BoxSettings = Shapes["BoxSettings"];
export type Boxes = Shapes["Boxes"];
export type StepFailed = Shapes["StepFailed"];
export type FoundMessage = Shapes["FoundMessage"];
/** Of the door. */
export type CodeAppSetUp = Shapes["CodeAppSetUp"];
export type Factor = Halfway["factors"][number];
export type Halfway = Shapes["Halfway"];
export type LinkOpened = Shapes["LinkOpened"];
export type NewPasskey = Shapes["NewPasskey"];
export type PasskeyAsked = Shapes["PasskeyAsked"];
export type PasskeyProof = Shapes["PasskeyProof"];
export type PasskeyWanted = Shapes["PasskeyWanted"];
export type Proof = Shapes["SecondHalf"]["proof"];
export type Security = Shapes["Security"];
export type Happened = Shapes["Happened"];
export type Happening = Entry["what"];
export type InboxFilter = Shapes["InboxFilter"];
export type InboxPage = Shapes["InboxPage"];
export type Mark = Shapes["MarkPlace"]["mark"];
export type FoundPatient = Shapes["FoundPatient"];
export type Ins = Shapes["Ins"];
export type Kin = Shapes["Kin"];
export type Letter = Shapes["LetterExchanged"];
export type LetterRecipient = Shapes["Recipient"];
export type LetterState = Shapes["LetterStateChanged"];
export type LockedScreen = Shapes["LockedScreen"];
export type MaskReason = Shapes["MaskReason"];
export type Me = Shapes["Me"];
export type Member = Shapes["Member"];
/** What a message and its correction have in common. */
export type MessageBody = Omit<Shapes["MessagePosted"], "type">;
export type MessageHidden = Shapes["MessageHidden"];
export type MyPhone = Shapes["MyPhone"];
export type NoticePreferences = Shapes["Preferences"];
export type Notify = Shapes["Notify"];
export type MyActivity = Shapes["MyActivity"];
export type NewRequest = Shapes["NewRequest"];
export type NewExport = Shapes["NewExport"];
export type Duty = Shapes["DutyView"];
export type NotDelivered = Shapes["NotDelivered"];
export type NewPatient = Shapes["NewPatient"];
export type PatientView = Shapes["PatientView"];
export type OpenRequest = Shapes["OpenRequest"];
export type OpenRequests = Shapes["OpenRequests"];
export type PeopleWanted = Shapes["PeopleWanted"];
export type Person = Shapes["Person"];
export type PlaceChanged = Shapes["PlaceChanged"];
export type PlaceView = Shapes["PlaceView"];
export type Positions = Shapes["Positions"];
export type Preview = Shapes["Preview"];
export type ProviderId = Shapes["ProviderId"];
export type Push = Shapes["MyPush"];
export type PushDevice = Shapes["DeviceView"];
export type PushStep = Shapes["StepView"];
export type NoticeView = Shapes["NoticeView"];
export type Protection = Shapes["Protection"];
export type Problem = Shapes["Problem"];
export type Reader = Shapes["Reader"];
export type Readers = Shapes["Readers"];
export type Reachability = Shapes["Reachability"];
export type Receipts = Shapes["Receipts"];
export type ReceiptsChanged = Shapes["ReceiptsChanged"];
export type Refused = Shapes["Refused"];
export type ReportedError = Shapes["ReportedError"];
export type WaysIn = Shapes["WaysIn"];
/** What a message asks of people it names, and who has said that they took it into account. */
export type Request = Shapes["Request"];
export type Team = Shapes["TeamShown"];
export type Xdm = Shapes["XdmView"];
export type Row = Shapes["Row"];
export type SessionView = Shapes["SessionView"];
export type Span = Shapes["Span"];
export type ToCall = Shapes["ToCall"];
export type Told = Shapes["Told"];
export type ToldPeople = Shapes["ToldPeople"];
export type Untold = Shapes["Untold"];
export type UntoldPeople = Shapes["UntoldPeople"];
export type Byline = Shapes["Byline"];
export type ByMail = Shapes["ByMail"];
export type CarriedOut = Shapes["CarriedOut"];
export type Unsealed = Shapes["Unsealed"];
export type WhichPatient = Shapes["SetPatient"]["patient"];
/** How a locked screen is unlocked. */
export type Unlock = Shapes["UnlockBySecret"] | Shapes["UnlockByPasskey"] | Shapes["UnlockByProvider"];
export type UnreadChanged = Shapes["UnreadChanged"];
export type UploadView = Shapes["UploadView"];
export type Versions = Shapes["Versions"];
/** What is wrong with a message, in one tap. */
export type Wrong = Shapes["Wrong"];
/** Ranges of seq, ends included; null: open. */
export type Ranges = [number, number | null][];

/** The version of this protocol the page was built for: VERSION in conversations/protocol/answers.py. */
export const VERSION = 2;

/** Ends a switch over a union: forgetting a case is an error of compilation. */
export function unreachable(value: never): never {
  throw new Error(`not a case: ${(value as { type?: string }).type ?? typeof value}`);
}
