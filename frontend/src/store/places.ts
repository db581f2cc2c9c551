/**
 * Takes out of a photo where it was taken, in place: nothing is compressed again, its size stays, and so
 * does the way up. Pure, over bytes. Looks for what cameras write (a GPS directory in Exif) and for
 * XMP, wherever they stand in the file: JPEG, HEIC, WebP and TIFF need no parser of their own.
 */
type Bytes = Uint8Array<ArrayBufferLike>;

const GPS = 0x8825;
const LONG = 4;
const ENTRY = 12;
const ENTRIES_MOST = 500;
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]; // of a value, by its TIFF type
const SPACE = 0x20;
// In a JPEG, XMP stands in segments of its own; a long one is cut across several.
const XMP_SEGMENTS = ["http://ns.adobe.com/xap/1.0/\0", "http://ns.adobe.com/xmp/extension/\0"].map(codes);
const XMP_BEGINS = codes("<x:xmpmeta");
const XMP_ENDS = codes("</x:xmpmeta>");
const PLACE_WORDS = /gps|location|latitude|longitude|:city|:country/i;

/** Begins like a picture that is taken here. `head`: its first twelve bytes. */
export function isPicture(head: Bytes): boolean {
  const [a, b] = head;
  return (a === 0xff && b === 0xd8) || isPng(head) || ["RIFF", "II*\0", "MM\0*"].includes(letters(head, 0)) || letters(head, 4) === "ftyp";
}

/** True: there was a place, and it is gone. */
export function withoutPlace(bytes: Bytes): boolean {
  if (isPng(bytes)) return withoutPlaceInPng(bytes);
  const gps = blankGps(bytes);
  const segments = XMP_SEGMENTS.map((name) => blankSegments(bytes, name)).includes(true);
  return blankPackets(bytes) || segments || gps;
}

/** Every Exif block there is: of the photo, of the second one a telephone may hide behind it. */
function blankGps(bytes: Bytes): boolean {
  let found = false;
  for (let at = 0; at + 8 <= bytes.length; at += 1) {
    const first = bytes[at];
    if (first !== bytes[at + 1] || (first !== 0x49 && first !== 0x4d)) continue;
    if (isTiff(bytes, at)) found = blankGpsIn(bytes.subarray(at), first === 0x49) || found;
  }
  return found;
}

function isTiff(bytes: Bytes, at: number): boolean {
  return ["II*\0", "MM\0*"].includes(letters(bytes, at));
}

/** The pointer to it, its entries, and what they point to. */
function blankGpsIn(tiff: Bytes, little: boolean): boolean {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const entry = entriesAt(view, u32(view, 4, little), little).find((at) => view.getUint16(at, little) === GPS);
  if (entry === undefined || view.getUint16(entry + 2, little) !== LONG) return false;
  const directory = u32(view, entry + 8, little);
  const entries = entriesAt(view, directory, little);
  if (entries.length === 0) return false;
  for (const at of entries) blankValue(tiff, view, at, little);
  tiff.fill(0, directory, directory + 2 + ENTRY * entries.length);
  // An unknown number, of no meaning, in place of the pointer: what follows it stays where it is.
  view.setUint16(entry, 0xea1c, little); // « Padding »
  tiff.fill(0, entry + 8, entry + ENTRY);
  return true;
}

function blankValue(tiff: Bytes, view: DataView, at: number, little: boolean): void {
  const size = (SIZES[view.getUint16(at + 2, little)] ?? 0) * u32(view, at + 4, little);
  if (size > 4) {
    const start = u32(view, at + 8, little);
    tiff.fill(0, start, Math.min(start + size, tiff.length));
  }
}

/** Where its entries stand. None: it is no directory of a TIFF. */
function entriesAt(view: DataView, at: number, little: boolean): number[] {
  if (at < 8 || at + 2 > view.byteLength) return [];
  const count = view.getUint16(at, little);
  if (count > ENTRIES_MOST || at + 2 + count * ENTRY > view.byteLength) return [];
  return Array.from({ length: count }, (_, index) => at + 2 + index * ENTRY);
}

function u32(view: DataView, at: number, little: boolean): number {
  return at + 4 <= view.byteLength ? view.getUint32(at, little) : 0;
}

function blankSegments(bytes: Bytes, name: Bytes): boolean {
  let found = false;
  for (let at = indexOf(bytes, name, 0); at >= 0; at = indexOf(bytes, name, at + 1)) {
    if (at < 4 || bytes[at - 4] !== 0xff || bytes[at - 3] !== 0xe1) continue;
    const end = at - 2 + (bytes[at - 2] ?? 0) * 256 + (bytes[at - 1] ?? 0);
    found = blank(bytes, at + name.length, Math.min(end, bytes.length)) || found;
  }
  return found;
}

function blankPackets(bytes: Bytes): boolean {
  let found = false;
  for (let at = indexOf(bytes, XMP_BEGINS, 0); at >= 0; at = indexOf(bytes, XMP_BEGINS, at + 1)) {
    const end = indexOf(bytes, XMP_ENDS, at);
    if (end < 0) break;
    found = blank(bytes, at, end + XMP_ENDS.length) || found;
  }
  return found;
}

/** Spaces in place of all of it. True: it said where. */
function blank(bytes: Bytes, from: number, to: number): boolean {
  const said = new TextDecoder("latin1").decode(bytes.subarray(from, to));
  bytes.fill(SPACE, from, to);
  return PLACE_WORDS.test(said);
}

// --- PNG: chunks, each with its checksum -------------------------------------------------------

const PRIVATE = codes("noNe"); // a chunk of no meaning, that every reader passes over
const TEXTS = ["tEXt", "zTXt", "iTXt"];
const HIDDEN_PROFILES = /^(XML:com\.adobe\.xmp|Raw profile type (exif|xmp|APP1))\0/i;

function withoutPlaceInPng(bytes: Bytes): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let found = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) break;
    if (withoutPlaceInChunk(bytes, at + 4, end)) {
      view.setUint32(end, checksum(bytes.subarray(at + 4, end)));
      found = true;
    }
    at = end + 4;
  }
  return found;
}

function withoutPlaceInChunk(bytes: Bytes, at: number, end: number): boolean {
  const type = letters(bytes, at);
  if (type === "eXIf") return blankGps(bytes.subarray(at + 4, end));
  if (!TEXTS.includes(type) || !HIDDEN_PROFILES.test(letters(bytes, at + 4, 40))) return false;
  // It may be compressed, and then does not say what it says: all of it goes.
  bytes.set(PRIVATE, at);
  bytes.fill(0, at + 4, end);
  return true;
}

const CHECKS = Uint32Array.from({ length: 256 }, (_, number) => {
  let check = number;
  for (let bit = 0; bit < 8; bit += 1) check = check & 1 ? 0xedb88320 ^ (check >>> 1) : check >>> 1;
  return check;
});

function checksum(bytes: Bytes): number {
  let check = 0xffffffff;
  for (const byte of bytes) check = (CHECKS[(check ^ byte) & 0xff] ?? 0) ^ (check >>> 8);
  return (check ^ 0xffffffff) >>> 0;
}

function isPng(bytes: Bytes): boolean {
  return letters(bytes, 0) === "\x89PNG";
}

function letters(bytes: Bytes, at: number, length = 4): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function codes(text: string): Bytes {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function indexOf(bytes: Bytes, sought: Bytes, from: number): number {
  for (let at = bytes.indexOf(sought[0] ?? 0, from); at >= 0; at = bytes.indexOf(sought[0] ?? 0, at + 1)) {
    if (sought.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}
