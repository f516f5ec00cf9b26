import { decoded, drawn } from './thumbnail.ts'

/** Larger than this many pixels on the long side nothing is shared: iOS refuses larger canvases. */
const largestSide = 4096

/**
 * A copy for sharing: drawn anew, so that place, device and every other metadata of the original stay
 * behind. `stamp` is written across it. Null for what the browser cannot show.
 */
export async function plainCopy(
  file: Blob,
  stamp: string | null,
  longestSide = largestSide,
): Promise<Blob | null> {
  const picture = await decoded(file)
  if (!picture) return null
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  return drawn(picture, scale, 0.9, (context, width, height) => {
    if (stamp) writeStamp(context, stamp, width, height)
  })
}

/** A band at the top and one at the bottom, so that cutting one off leaves the other. */
function writeStamp(
  context: CanvasRenderingContext2D,
  stamp: string,
  width: number,
  height: number,
): void {
  const band = Math.max(16, Math.round(Math.min(width, height) * 0.09))
  context.font = `bold ${Math.round(band * 0.7)}px sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const top of [0, height - band]) {
    context.fillStyle = '#0b4db8'
    context.fillRect(0, top, width, band)
    context.fillStyle = '#ffffff'
    context.fillText(stamp, width / 2, top + band / 2, width * 0.96)
  }
}
