/** A smaller copy of a photo, upright, of the same proportions. Fetched with the uploads. */

const SIDE = 2_560;
const QUALITY = 0.85;

/** What every browser can read: JPEG, PNG, WebP. */
export function canReduce(head: Uint8Array): boolean {
  const [first, second, third, fourth] = head;
  const webp = String.fromCharCode(...head.slice(0, 4), ...head.slice(8, 12)) === "RIFFWEBP";
  return webp || (first === 0xff && second === 0xd8) || (first === 0x89 && second === 0x50 && third === 0x4e && fourth === 0x47);
}

/** Null: this browser cannot read it. A picture drawn anew holds nothing but its points. */
export async function reduced(photo: Blob): Promise<Blob | null> {
  try {
    const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    draw(canvas, picture);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  } catch {
    return null;
  }
}

/** On white: a JPEG has no transparency. */
function draw(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
}
