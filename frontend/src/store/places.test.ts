import { expect, test } from "vitest";
import { isPicture, withoutPlace } from "./places";

const latin = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/** A little-endian TIFF: upright, with a GPS directory of one latitude. */
function tiff(): number[] {
  const made = new DataView(new ArrayBuffer(80));
  latin("II*\0").forEach((code, at) => made.setUint8(at, code));
  made.setUint32(4, 8, true);
  made.setUint16(8, 2, true);
  entry(made, 10, 0x0112, 3, 1, 6);
  entry(made, 22, 0x8825, 4, 1, 38);
  made.setUint16(38, 1, true);
  entry(made, 40, 0x0002, 5, 3, 56);
  for (let at = 56; at < 80; at += 1) made.setUint8(at, 77);
  return [...new Uint8Array(made.buffer)];
}

function entry(made: DataView, at: number, tag: number, type: number, count: number, value: number): void {
  made.setUint16(at, tag, true);
  made.setUint16(at + 2, type, true);
  made.setUint32(at + 4, count, true);
  made.setUint32(at + 8, value, true);
}

function jpeg(): Uint8Array {
  const exif = [...latin("Exif\0\0"), ...tiff()];
  const xmp = latin('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude="48,51N"></x:xmpmeta>');
  return Uint8Array.from([0xff, 0xd8, ...segment(exif), ...segment(xmp), 0xff, 0xda, 1, 2, 3, 0xff, 0xd9]);
}

function segment(content: number[]): number[] {
  return [0xff, 0xe1, (content.length + 2) >> 8, (content.length + 2) & 255, ...content];
}

test("where a photo was taken is gone; its size, its way up and its points stay", () => {
  const before = jpeg();
  const bytes = before.slice();
  expect(isPicture(bytes.subarray(0, 12))).toBe(true);
  expect(withoutPlace(bytes)).toBe(true);
  expect(bytes.length).toBe(before.length);
  const start = 12;
  const view = new DataView(bytes.buffer, start);
  expect(view.getUint16(10, true)).toBe(0x0112);
  expect(view.getUint32(18, true)).toBe(6);
  expect([...bytes.subarray(start + 38, start + 80)].every((byte) => byte === 0)).toBe(true);
  expect(new TextDecoder("latin1").decode(bytes)).not.toContain("GPS");
  expect([...bytes.slice(-7)]).toEqual([...before.slice(-7)]);
});

test("a photo without a place is not touched", () => {
  const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 1, 2, 3, 0xff, 0xd9]);
  const before = bytes.slice();
  expect(withoutPlace(bytes)).toBe(false);
  expect(bytes).toEqual(before);
});

test("in a PNG the checksum follows what was taken out", () => {
  const chunk = [...latin("eXIf"), ...tiff()];
  const bytes = Uint8Array.from([0x89, ...latin("PNG\r\n\x1a\n"), 0, 0, 0, 80, ...chunk, 1, 2, 3, 4]);
  expect(withoutPlace(bytes)).toBe(true);
  expect([...bytes.slice(-4)]).not.toEqual([1, 2, 3, 4]);
  expect(withoutPlace(bytes)).toBe(false);
});

test("what is cut short or lies about its lengths breaks nothing", () => {
  const whole = jpeg();
  for (let length = 0; length < whole.length; length += 1) expect(() => withoutPlace(whole.slice(0, length))).not.toThrow();
});
