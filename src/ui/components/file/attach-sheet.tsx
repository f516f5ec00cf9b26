import { useEffect, useId, useState } from 'preact/hooks'
import type { Occurred } from '../../../domain/events/events.ts'
import { useSession, useWords } from '../../context.ts'
import { filesText } from '../../text/files.ts'
import { CameraMark } from '../marks.tsx'
import { PickButton } from '../pick-button.tsx'
import { Sheet } from '../sheet.tsx'
import { TimeField } from '../time-field.tsx'

export interface Taken {
  readonly paper?: boolean
  readonly occurred?: Occurred
}

/** The camera, the device's photos and files, or a record kept on paper: one tap each. */
export function AttachSheet(props: {
  /** Words stand in the field, and are recorded first. */
  readonly withWords?: boolean
  /** A paper record is a line of its own, never part of another. */
  readonly paper?: boolean
  readonly onFiles: (files: readonly File[], how: Taken) => void
  readonly onClose: () => void
}) {
  const words = useWords(filesText)
  const [paper, setPaper] = useState(false)
  const hint = useId()
  const { files } = useSession()
  useEffect(() => files.prepare(), [files])
  const give = (files: readonly File[], how: Taken): void => {
    props.onClose()
    props.onFiles(files, how)
  }
  return (
    <Sheet label={paper ? words.paper : words.sheet} onClose={props.onClose}>
      <div class="attach stack">
        <h2>{paper ? words.paper : words.sheet}</h2>
        <p class="attach-hint" id={hint}>
          <b>{words.hint}</b>
          {props.withWords && !paper ? words.withWords : null}
        </p>
        {paper ? (
          <Paper onFiles={give} />
        ) : (
          <>
            <PickButton
              class="button primary"
              camera
              describedBy={hint}
              onFiles={(files) => give(files, {})}
            >
              <CameraMark />
              {words.camera}
            </PickButton>
            <PickButton
              class="button outlined"
              describedBy={hint}
              onFiles={(files) => give(files, {})}
            >
              {words.choose}
            </PickButton>
            {props.paper ? (
              <div class="attach-paper">
                <button type="button" class="button outlined" onClick={() => setPaper(true)}>
                  {words.paper}
                </button>
                <p class="small quiet">{words.paperLead}</p>
              </div>
            ) : null}
          </>
        )}
        <button type="button" class="button text" onClick={props.onClose}>
          {words.cancel}
        </button>
      </div>
    </Sheet>
  )
}

function Paper(props: { readonly onFiles: (files: readonly File[], how: Taken) => void }) {
  const words = useWords(filesText)
  // A page covers a span of time: nobody is made to name a minute for it.
  const [occurred, setOccurred] = useState<Occurred | null>({ at: null, precision: 'unknown' })
  const give = (files: readonly File[]): void =>
    props.onFiles(files, { paper: true, ...(occurred ? { occurred } : {}) })
  return (
    <>
      <TimeField label={words.paperTime} value={occurred} onChange={setOccurred} />
      <PickButton class="button primary" camera onFiles={give}>
        <CameraMark />
        {words.paperCamera}
      </PickButton>
      <PickButton class="button outlined" onFiles={give}>
        {words.paperChoose}
      </PickButton>
    </>
  )
}
