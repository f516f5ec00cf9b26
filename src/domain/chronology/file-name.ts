/**
 * Names of files come from anywhere. A name that turns its direction round, hides characters or holds
 * a path must not look like another one, on screen or as a file that leaves the app.
 */

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** The name as it is shown: what cannot be seen is made visible. */
export const shownName = (name: string): string =>
  name.replace(
    unseen,
    (char) => `‹U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}›`,
  )

/** `PDF`, `HEIC`: in capitals, from the name or else from what the device said it is. */
export function fileExtension(name: string | null, mime: string): string {
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(name ?? '')?.[1]
  const said = /^[a-z]+\/(?:x-|vnd\.)?([a-z0-9]{1,5})$/.exec(mime)?.[1]
  return (ending ?? said ?? '').toUpperCase()
}

/** True for photos; browsers name no type for the pictures of some phones. */
export const isPicture = (name: string | null, mime: string): boolean =>
  mime.startsWith('image/') || (mime === '' && /\.(heic|heif|jpe?g|png|webp)$/i.test(name ?? ''))

/** `4.0 MB`, `12 kB` */
export function sizeText(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${Math.max(1, Math.round(bytes / 1000))} kB`
}

/**
 * The name of a file that leaves the app: live or drill first, then which line it stands in, then an
 * ending that the content has. `shodo-訓練-写真-12-2.jpg`
 */
export const pictureName = (mode: string, word: string, no: number, index: number): string =>
  `shodo-${mode}-${word}-${no}-${index}.jpg`

/** An original keeps what is safe of its own name. */
export function originalName(mode: string, name: string | null, mime: string): string {
  const ending = fileExtension(name, mime).toLowerCase()
  const stem = (name ?? 'file')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(unseen, '')
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/^\.+/, '')
    .trim()
  return `shodo-${mode}-${[...stem].slice(0, 60).join('') || 'file'}${ending ? `.${ending}` : ''}`
}
