import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

// Chrome takes no SVG for icons, and nothing that can be drawn is committed: this runs in the build.

const SIZES = [16, 32, 48, 128] as const;

/** The plate's colour: the accent where the overlay is on, grey where it is not. */
const PLATES = { on: [0x3b, 0x4c, 0xca], off: [0x6b, 0x77, 0x85] } as const;
type Tone = keyof typeof PLATES;

/** Samples per pixel and axis: smooth edges without a graphics library. */
const SAMPLES = 8;

/** Three rising bars, in sixteenths of the icon, so that 16 px are sharp: left, top, right, bottom. */
const BARS = [
  [3, 10, 5, 13],
  [7, 7, 9, 13],
  [11, 3, 13, 13],
] as const;

/** The icon's file for each size, as the manifest and `action.setIcon` name them. */
export function iconFiles(tone: Tone): Record<string, string> {
  return Object.fromEntries(SIZES.map((size) => [String(size), `icons/${tone}-${size}.png`]));
}

/** Draws every icon into a folder and says where each belongs in the extension. */
export function writeIcons(folder: string): { file: string; path: string }[] {
  mkdirSync(folder, { recursive: true });
  const tones: readonly Tone[] = ["on", "off"];
  return tones.flatMap((tone) =>
    SIZES.map((size) => {
      const path = join(folder, `${tone}-${size}.png`);
      writeFileSync(path, encodePng(size, drawIcon(PLATES[tone], size)));
      return { file: `icons/${tone}-${size}.png`, path };
    }),
  );
}

/** RGBA rows of the icon, each led by PNG's filter byte 0. */
function drawIcon(plate: readonly [number, number, number], size: number): Uint8Array {
  const rows = new Uint8Array(size * (size * 4 + 1));
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const { inPlate, inBar } = coverage(x, y, size);
      const white = inPlate === 0 ? 0 : inBar / inPlate;
      const at = y * (size * 4 + 1) + 1 + x * 4;
      plate.forEach((channel, index) => {
        rows[at + index] = Math.round(channel + (255 - channel) * white);
      });
      rows[at + 3] = Math.round(255 * inPlate);
    }
  return rows;
}

/** How much of a pixel the plate covers, and how much of it a bar, from 0 to 1. */
function coverage(x: number, y: number, size: number): { inPlate: number; inBar: number } {
  let plate = 0;
  let bar = 0;
  for (let row = 0; row < SAMPLES; row += 1)
    for (let column = 0; column < SAMPLES; column += 1) {
      const u = ((x + (column + 0.5) / SAMPLES) * 16) / size;
      const v = ((y + (row + 0.5) / SAMPLES) * 16) / size;
      if (!isInPlate(u, v)) continue;
      plate += 1;
      if (BARS.some(([left, top, right, bottom]) => u >= left && u < right && v >= top && v < bottom)) bar += 1;
    }
  return { inPlate: plate / SAMPLES ** 2, inBar: bar / SAMPLES ** 2 };
}

function isInPlate(u: number, v: number): boolean {
  const radius = 3.5;
  const dx = Math.max(radius - u, u - (16 - radius), 0);
  const dy = Math.max(radius - v, v - (16 - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

/** @see https://www.w3.org/TR/png-3/ */
function encodePng(size: number, rows: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8); // eight bits a channel, RGBA
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
