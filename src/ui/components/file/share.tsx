import { useEffect, useState } from 'preact/hooks'
import { originalName, pictureName } from '../../../domain/chronology/file-name.ts'
import type { AttachedFile } from '../../../domain/log/entry.ts'
import { useOpen, useServices, useWords } from '../../context.ts'
import { filesText } from '../../text/files.ts'

/**
 * Hands a photo out without the data cameras write into it. The copy is made before the tap: iOS drops
 * the right to share at the first await. What has no picture can only be handed out as it is.
 */
export function FileShare(props: {
  readonly file: AttachedFile
  readonly blob: Blob
  readonly no: number
  readonly index: number
}) {
  const { file, blob } = props
  const words = useWords(filesText)
  const { saveFile, plainCopy } = useServices()
  const { mode } = useOpen()
  const [copy, setCopy] = useState<Blob | null | 'making'>('making')
  const [shared, setShared] = useState(false)
  const drill = mode === 'drill'
  useEffect(() => {
    let wanted = true
    const picture = file.mime.startsWith('image/')
    const making = picture
      ? plainCopy(blob, drill ? words.drillStamp : null)
      : Promise.resolve(null)
    void making
      .catch(() => null)
      .then((made) => {
        if (wanted) setCopy(made)
      })
    return () => {
      wanted = false
    }
  }, [blob, file.mime, drill])
  const hand = (): void => {
    if (copy === 'making') return
    const label = words.fileMode[mode]
    const given = copy
      ? new File([copy], pictureName(label, words.photo, props.no, props.index), {
          type: copy.type,
        })
      : new File([blob], originalName(label, file.name, file.mime), { type: file.mime })
    saveFile(given).then(
      (how) => setShared(how !== 'cancelled'),
      () => setShared(false),
    )
  }
  return (
    <div class="file-share">
      <button
        type="button"
        class="button outlined"
        aria-disabled={copy === 'making'}
        onClick={hand}
      >
        {copy === 'making' ? words.preparing : copy ? words.share : words.shareOriginal}
      </button>
      <p class="small quiet">{copy === null ? words.shareOriginalLead : words.shareLead}</p>
      <p class="small" role="status">
        {shared ? words.shared : ''}
      </p>
    </div>
  )
}
