// Looks at every pixel of a picture as an eye in the dark would: how bright the brightest is, and whether any is cold.
import type { Page } from 'playwright';

export interface NightPixels {
  /** Relative luminance of the brightest pixel, 0 … 1 (WCAG 2), and where it is. */
  readonly brightest: number;
  readonly brightestAt: string;
  /** By how much blue or green exceeds red at most, of 255, and where. */
  readonly coldest: number;
  readonly coldestAt: string;
  /** The share of the light that the whole picture gives off, 0 … 1. */
  readonly mean: number;
}

/** Measures what `page` shows now. `reader`: a page of any address that decodes the picture. */
export async function nightPixels(page: Page, reader: Page): Promise<NightPixels> {
  const picture = (await page.screenshot()).toString('base64');
  return reader.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const light = Float64Array.from({ length: 256 }, (_, value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    const at = (index: number) =>
      `${(index / 4) % image.width},${Math.floor(index / 4 / image.width)} rgb(${data[index]},${data[index + 1]},${data[index + 2]})`;
    let brightest = -1;
    let brightestAt = 0;
    let coldest = -256;
    let coldestAt = 0;
    let sum = 0;
    for (let index = 0; index < data.length; index += 4) {
      const red = data[index] ?? 0;
      const green = data[index + 1] ?? 0;
      const blue = data[index + 2] ?? 0;
      const luminance = 0.2126 * (light[red] ?? 0) + 0.7152 * (light[green] ?? 0) + 0.0722 * (light[blue] ?? 0);
      sum += luminance;
      if (luminance > brightest) {
        brightest = luminance;
        brightestAt = index;
      }
      const cold = Math.max(blue, green) - red;
      if (cold > coldest) {
        coldest = cold;
        coldestAt = index;
      }
    }
    return {
      brightest,
      brightestAt: at(brightestAt),
      coldest,
      coldestAt: at(coldestAt),
      mean: sum / (data.length / 4),
    };
  }, picture);
}
