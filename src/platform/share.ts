/** `cancelled`: the person closed the share sheet, so nothing left the device. */
export type Saved = 'shared' | 'downloaded' | 'cancelled'

/**
 * Phones share: a home-screen app on iOS has no way back from a file it opened. Elsewhere the share
 * sheet of a desktop offers no folder, and a download does.
 */
const canShare = (file: File): boolean =>
  matchMedia('(pointer: coarse)').matches && (navigator.canShare?.({ files: [file] }) ?? false)

/**
 * Hands a file out of the app. Call it straight from the tap, with the file prepared before: iOS
 * drops the right to share at the first await.
 */
export function saveFile(file: File): Promise<Saved> {
  if (!canShare(file)) return Promise.resolve(download(file))
  return navigator.share({ files: [file] }).then(
    () => 'shared',
    (error: unknown) =>
      error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : download(file),
  )
}

function download(file: File): 'downloaded' {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  // Safari reads the URL some time after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return 'downloaded'
}
