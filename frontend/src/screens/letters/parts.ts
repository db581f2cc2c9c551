/** Courriers, fetched together with the first of their places that is shown. */
export { LetterEntry } from "./LetterEntry";
export { LetterPlace } from "./LetterPlace";
export { LettersHead } from "./LettersHead";
export { LetterWriting } from "./LetterWriting";
