// The texts of QR codes in a picture: read by the browser where it can, which finds several, else by a library, which finds one.

/** What browsers have of the Barcode Detection API; no library of TypeScript knows it yet. */
interface Detector {
  detect(image: ImageBitmap): Promise<{ rawValue: string }[]>;
}
declare const BarcodeDetector: (new (options: { formats: string[] }) => Detector) | undefined;

/** Larger pictures are drawn smaller: a code that fills a tenth of it is still read. */
const MOST_PIXELS = 1600;

/** Empty where there is none. Rejects what is no picture. */
export async function readQrCodes(file: Blob): Promise<string[]> {
  const image = await createImageBitmap(file);
  try {
    if (typeof BarcodeDetector !== 'undefined') {
      const found = await new BarcodeDetector({ formats: ['qr_code'] }).detect(image);
      if (found.length > 0) return found.map(({ rawValue }) => rawValue);
    }
  } catch {
    // there by name alone, as in browsers whose system cannot do it
  }
  const { default: decode } = await import('qr/decode.js');
  const scale = Math.min(1, MOST_PIXELS / Math.max(image.width, image.height));
  const [width, height] = [image.width, image.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width!, height!];
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#fff'; // what is transparent is paper
  context.fillRect(0, 0, width!, height!);
  context.drawImage(image, 0, 0, width!, height!);
  try {
    return [decode(context.getImageData(0, 0, width!, height!), { format: 'RGBA', timeLimit: 2000 })];
  } catch {
    return [];
  }
}
