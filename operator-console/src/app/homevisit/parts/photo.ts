const LONGEST = 1600;
const MOST_BYTES = 600_000;

/** A picture made small enough for a bad line: 1600 pixels at most, as JPEG. */
export async function downscaled(file: Blob): Promise<ArrayBuffer> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (let quality = 0.85; ; quality -= 0.15) {
    const blob = await blobOf(canvas, 'image/jpeg', quality);
    if (blob.size <= MOST_BYTES || quality < 0.4) return blob.arrayBuffer();
  }
}

export function blobOf(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), type, quality);
  });
}
