import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { uncaptioned } from '../../../domain/chronology/captions.ts'
import { waitingStamp } from '../../../domain/chronology/rows.ts'
import type { EventId } from '../../../domain/ids.ts'
import { useDraft, useOpen, useSession, useWords } from '../../context.ts'
import { timeOf } from '../../format.ts'
import { useRoute } from '../../route.ts'
import { captureText } from '../../text/capture.ts'
import { filesText } from '../../text/files.ts'
import { useAttach } from '../../use-attach.ts'
import { AttachSheet, type Taken } from '../file/attach-sheet.tsx'
import { CameraMark } from '../marks.tsx'
import { CaptureField } from './field.tsx'
import { useAboveKeyboard } from './keyboard.ts'
import { CaptureMore } from './more.tsx'
import { noteCommand, optionsFrom, optionsText } from './options.ts'
import { CaptureSaid, type Said } from './said.tsx'
import { CaptureSummary } from './summary.tsx'
import { keepUnsaved, useUnsaved } from './unsaved.ts'

/** Two taps within this are one, and so is a key held down: a stamp shows its minute. */
const doubleTapMs = 500

/**
 * On every incident screen: a time stamp in one tap, or words and one more tap. The field empties at
 * once so that the next thing can be written; the words are then with the pending act, which shows
 * itself as 記録中, and if it fails, above this bar with what to do.
 */
export function CaptureBar() {
  const words = useWords(captureText)
  const pictures = useWords(filesText)
  const attach = useAttach()
  const session = useSession()
  const open = useOpen()
  const bar = useRef<HTMLElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const ids = useId()
  const [aim, setAim] = useState<EventId | null>(null)
  const [folded, setFolded] = useState(false)
  const [taking, setTaking] = useState(false)
  const [said, setSaid] = useState<Said | null>(null)
  const saidNo = useRef(0)
  const pressed = useRef(Number.NEGATIVE_INFINITY)
  const say = (text: string): void => setSaid({ text, no: ++saidNo.current })
  useAboveKeyboard(bar)

  const photo = uncaptioned(open.state.entries)
  const waiting = photo ?? waitingStamp(open.state.entries)
  const aimed = aim ? open.state.entry.get(aim) : undefined
  const stamp = aimed?.awaitsText || aimed?.shape === 'file' ? aimed : null
  const stampTime = stamp?.occurred.at ? timeOf(stamp.occurred.at) : ''
  const aimLabel =
    stamp?.shape === 'file' ? pictures.captionOf(stampTime) : words.stampField(stampTime)
  const [note, setNote] = useDraft(`note:${open.id}`)
  const [texts, setTexts] = useDraft(`text:${stamp?.id ?? ''}`)
  const [kept, keepOptions] = useDraft(`note-with:${open.id}`)
  const [text, setText] = stamp ? [texts, setTexts] : [note, setNote]
  const options = optionsFrom(kept)
  const writing = text !== '' || stamp !== null

  useUnsaved((lost) => setNote(note === '' ? lost : `${lost}\n${note}`))

  // Going to another screen means reading: the taps fold, the words stay.
  const route = useRoute()
  const place = route.at === 'incident' ? `${route.tab} ${route.item ?? ''}` : ''
  useEffect(() => setFolded(true), [place])

  async function press(at: number): Promise<void> {
    const since = at - pressed.current
    pressed.current = at
    if (since >= 0 && since < doubleTapMs) return
    const result = await session.record({ do: 'stamp' })
    const id = result.ok ? result.ids.at(-1) : undefined
    const stampedAt = id ? session.state.getState().open?.state.entry.get(id)?.occurred.at : null
    if (stampedAt) say(words.stamped(timeOf(stampedAt)))
  }

  /** The line that now has these words; null when there is none yet. */
  async function record(): Promise<EventId | null> {
    if (text.trim() === '') {
      field.current?.focus()
      return null
    }
    const going = session.record(
      stamp ? { do: 'textEntry', target: stamp.id, body: text } : noteCommand(text, options),
    )
    keepUnsaved(session, open.id)
    setText('')
    if (stamp) setAim(null)
    else keepOptions('')
    setSaid(null)
    setFolded(false)
    field.current?.focus()
    const result = await going
    if (result.ok) say(words.recorded)
    else if (result.why === 'refused') {
      setText(text)
      if (!stamp) keepOptions(kept)
      say(words.tooLong)
    }
    return result.ok ? (stamp?.id ?? result.ids.at(-1) ?? null) : null
  }

  /** Words first, then what belongs to them: a photo waits for its bytes, words for nothing. */
  async function take(files: readonly File[], how: Taken): Promise<void> {
    const worded = text.trim() !== '' && !how.paper
    const line = worded ? record() : Promise.resolve(null)
    const options = line.then((target) => ({ ...how, ...(target ? { target } : {}) }))
    const { kept } = await attach(files, options)
    if (kept > 0) say(pictures.recorded(kept))
  }

  return (
    <section
      ref={bar}
      class={`capture${writing ? ' writing' : ''}${waiting && !writing ? ' offering' : ''}`}
      aria-label={words.label}
    >
      <CaptureSaid said={said} />
      <button
        type="button"
        class="button outlined capture-stamp"
        onClick={(event) => void press(event.timeStamp)}
      >
        <span>{words.stamp[0]}</span>
        <span>{words.stamp[1]}</span>
      </button>
      {stamp ? (
        <p class="capture-aim">
          <span>{aimLabel}</span>
          <button type="button" class="button text" onClick={() => setAim(null)}>
            {words.leaveStamp}
          </button>
        </p>
      ) : null}
      <CaptureField
        field={field}
        label={stamp ? aimLabel : words.field}
        placeholder={waiting && !stamp ? words.fieldShort : words.field}
        describedBy={writing ? `${ids}hint` : undefined}
        value={text}
        onInput={(next) => {
          if (text === '') setFolded(false)
          setSaid(null)
          setText(next)
        }}
        onRecord={() => void record()}
      />
      {waiting && !writing ? (
        <button
          type="button"
          class="button text capture-offer"
          onClick={() => {
            setAim(waiting.id)
            field.current?.focus()
          }}
        >
          {photo
            ? pictures.caption
            : words.writeStamp(waiting.occurred.at ? timeOf(waiting.occurred.at) : '')}
        </button>
      ) : null}
      <button
        type="button"
        class="button outlined capture-take"
        // Its visible word comes first: voice control taps it by what is seen.
        aria-label={pictures.takeLabel}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setTaking(true)}
      >
        <CameraMark />
        <span>{pictures.take}</span>
      </button>
      {taking ? (
        <AttachSheet
          paper
          withWords={text.trim() !== ''}
          onClose={() => setTaking(false)}
          onFiles={(files, how) => void take(files, how)}
        />
      ) : null}
      {writing ? (
        <>
          <p class="capture-hint" id={`${ids}hint`}>
            {words.hint}
          </p>
          {stamp || folded ? null : (
            <CaptureMore
              id={`${ids}more`}
              options={options}
              onChange={(next) => keepOptions(optionsText(next))}
            />
          )}
          {stamp ? null : (
            <CaptureSummary
              options={options}
              panel={`${ids}more`}
              folded={folded}
              onToggle={() => setFolded(!folded)}
            />
          )}
          <button
            type="button"
            class="button primary capture-record"
            // Taking the focus would put the keyboard away between two entries.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void record()}
          >
            {words.record}
          </button>
        </>
      ) : null}
    </section>
  )
}
