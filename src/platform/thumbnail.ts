/** Wide enough for a list at three device pixels a point, and small: some 25 kB. */
const thumbWidth = 400
const thumbHeight = 600
const thumbQuality = 0.72

/**
 * A small JPEG of a picture, drawn upright and without any of its metadata. Null for whatever the
 * browser cannot show: HEIC outside Safari, a broken file, a file that is no picture.
 */
export async function thumbnail(file: Blob): Promise<Uint8Array | null> {
  if (!file.type.startsWith('image/')) return null
  const picture = await decoded(file)
  if (!picture) return null
  const scale = Math.min(1, thumbWidth / picture.width, thumbHeight / picture.height)
  const blob = await drawn(picture, scale, thumbQuality)
  return blob && new Uint8Array(await blob.arrayBuffer())
}

/** Decoded away from the screen; null where the browser cannot. */
export const decoded = (file: Blob): Promise<ImageBitmap | null> =>
  createImageBitmap(file).catch(() => null)

/** The picture as a JPEG on white, and whatever `over` draws on it. Lets the picture go. */
export async function drawn(
  picture: ImageBitmap,
  scale: number,
  quality: number,
  over: (context: CanvasRenderingContext2D, width: number, height: number) => void = () =>
    undefined,
): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) return null
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  over(context, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
  // Safari holds on to the memory of a canvas until it is told to be small.
  canvas.width = 1
  canvas.height = 1
  return blob
}
