/** A logo as pixels: every stroke covers what lies within half its width of its line, and the edge by halves (PNG, 3rd edition). */
import { crc32, deflateSync } from 'node:zlib'
import { LOGO_HEIGHT, LOGO_WIDTH, type LogoLevel, logoStrokes, type Shade, type Stroke } from './logo.ts'

/** Pixels to a unit of the drawing. */
const SCALE = 4

const WIDTH = LOGO_WIDTH * SCALE
const HEIGHT = LOGO_HEIGHT * SCALE

export function logoAsPng(level: LogoLevel, shade: Shade): Uint8Array {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4)
  for (const stroke of logoStrokes(level, shade)) lay(pixels, stroke)
  const rows = Buffer.alloc(HEIGHT * (WIDTH * 4 + 1))
  for (let y = 0; y < HEIGHT; y += 1)
    rows.set(pixels.subarray(y * WIDTH * 4, (y + 1) * WIDTH * 4), y * (WIDTH * 4 + 1) + 1)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  // Eight bits a part, colour with transparency, nothing interlaced.
  head.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(data.length, 0)
  whole.set(named, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** The pixels that lie within reach of some points. */
function around(points: Stroke['points'], reach: number): Box {
  const [xs, ys] = [points.map(([x]) => x * SCALE), points.map(([, y]) => y * SCALE)]
  return {
    left: Math.max(0, Math.floor(Math.min(...xs) - reach)),
    top: Math.max(0, Math.floor(Math.min(...ys) - reach)),
    right: Math.min(WIDTH, Math.ceil(Math.max(...xs) + reach)),
    bottom: Math.min(HEIGHT, Math.ceil(Math.max(...ys) + reach)),
  }
}

/** A stroke over what is there already: where its lines meet, it covers no more than once. */
function lay(pixels: Uint8Array, { points, width, colour }: Stroke): void {
  const cover = new Float32Array(WIDTH * HEIGHT)
  const half = (width * SCALE) / 2
  for (let index = 1; index < points.length; index += 1) {
    const [[ax, ay], [bx, by]] = [points[index - 1]!, points[index]!]
    const box = around([points[index - 1]!, points[index]!], half + 1)
    for (let y = box.top; y < box.bottom; y += 1) {
      for (let x = box.left; x < box.right; x += 1) {
        const away = distance(x + 0.5, y + 0.5, ax * SCALE, ay * SCALE, bx * SCALE, by * SCALE)
        const at = y * WIDTH + x
        if (half + 0.5 - away > cover[at]!) cover[at] = Math.min(1, half + 0.5 - away)
      }
    }
  }
  const box = around(points, half + 1)
  for (let y = box.top; y < box.bottom; y += 1) {
    for (let at = y * WIDTH + box.left; at < y * WIDTH + box.right; at += 1)
      if (cover[at]! > 0) blend(pixels, at * 4, colour, cover[at]!)
  }
}

/** From a point to the line between two others. */
function distance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)))
  return Math.sqrt((x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2)
}

function blend(pixels: Uint8Array, at: number, colour: Stroke['colour'], share: number): void {
  const below = pixels[at + 3]! / 255
  const whole = share + below * (1 - share)
  for (const part of [0, 1, 2] as const)
    pixels[at + part] = Math.round((colour[part] * share + pixels[at + part]! * below * (1 - share)) / whole)
  pixels[at + 3] = Math.round(whole * 255)
}
