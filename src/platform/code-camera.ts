import { decodeQR } from 'qr/decode.js'

/**
 * `denied`: the person or the browser's settings say no. `none`: there is no camera. `busy`: another app
 * has it, or it went away. `unsupported`: this browser gives no page a camera, or not without HTTPS.
 */
export type CameraFault = 'denied' | 'none' | 'busy' | 'unsupported'

export type OpenedCamera =
  | { readonly ok: true; readonly camera: { stop(): void } }
  | { readonly ok: false; readonly why: CameraFault }

/** Pixels a side that are looked at. More take longer and show no more of a code. */
const lookedAt = 960

/**
 * Opens the camera at the back, shows it in `video`, and tells every QR code it makes out in the square in
 * the middle. `lost` is told once when the camera is taken away. Never rejects.
 */
export async function codeCamera(
  video: HTMLVideoElement,
  read: (text: string) => void,
  lost: () => void,
): Promise<OpenedCamera> {
  if (!navigator.mediaDevices?.getUserMedia) return { ok: false, why: 'unsupported' }
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
    })
  } catch (error) {
    return { ok: false, why: faultOf(error) }
  }
  let running = true
  const stop = (): void => {
    running = false
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  for (const track of stream.getTracks())
    track.addEventListener('ended', () => {
      if (running) lost()
    })
  video.srcObject = stream
  // Refused where the page does not allow a video to begin by itself; it then begins at the first tap.
  await video.play().catch(() => undefined)
  const look = looker(video)
  const next = (): void => {
    if (!running) return
    const text = look()
    if (text !== null) read(text)
    whenNext(video, next)
  }
  next()
  return { ok: true, camera: { stop } }
}

function faultOf(error: unknown): CameraFault {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none'
    default:
      return 'busy'
  }
}

/** A function that reads what the video shows now; null where no code is made out. */
function looker(video: HTMLVideoElement): () => string | null {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  return () => {
    const side = Math.min(video.videoWidth, video.videoHeight)
    if (!context || side === 0) return null
    const size = Math.min(side, lookedAt)
    if (canvas.width !== size) {
      canvas.width = size
      canvas.height = size
    }
    const left = (video.videoWidth - side) / 2
    const top = (video.videoHeight - side) / 2
    context.drawImage(video, left, top, side, side, 0, 0, size, size)
    return readCode(context.getImageData(0, 0, size, size))
  }
}

/** The text of a code in a picture, or null. */
export function readCode(picture: ImageData): string | null {
  try {
    return decodeQR(picture)
  } catch {
    // No code in it, or none that could be read.
    return null
  }
}

function whenNext(video: HTMLVideoElement, next: () => void): void {
  if (typeof video.requestVideoFrameCallback === 'function') video.requestVideoFrameCallback(next)
  else requestAnimationFrame(next)
}
