import { useRef, useState } from 'preact/hooks'
import { describe } from '../../../domain/describe/describe.ts'
import type { EventId } from '../../../domain/ids.ts'
import type { Anchors } from '../../../session/anchors.ts'
import { useLanguage, useOpen, useSession, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { expertsText } from '../../text/experts.ts'
import { recordWords } from '../../text/record.ts'
import { Field } from '../settings/field.tsx'

type Answer = Awaited<ReturnType<Anchors['look']>>

/** Does this number belong to this record, and what came after? */
export function KeptRow() {
  const words = useWords(expertsText)
  const session = useSession()
  const [given, setGiven] = useState('')
  const [found, setFound] = useState<Answer | 'looking' | 'failed' | null>(null)
  /** The question that counts: an answer to another number is none to this one. */
  const turn = useRef(0)
  return (
    <li class="export-row export-row-wide">
      <div class="export-what">
        <h3>{words.look}</h3>
        <p class="quiet small">{words.lookFor}</p>
      </div>
      <form
        class="export-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (given.trim() === '') return
          const mine = ++turn.current
          const answer = (next: Answer | 'failed'): void => {
            if (mine === turn.current) setFound(next)
          }
          setFound('looking')
          session.anchors.look(given).then(answer, () => answer('failed'))
        }}
      >
        <Field
          label={words.lookField}
          value={given}
          onInput={(text) => {
            turn.current++
            setGiven(text)
            setFound(null)
          }}
        />
        <div class="export-answers">
          <button type="submit" class="button outlined">
            {words.lookDo}
          </button>
        </div>
        <div role="status">
          {found === 'looking' ? words.looking : null}
          {found === 'failed' ? <p class="export-failed">{words.lookFailed}</p> : null}
          {found !== null && typeof found === 'object' ? <Found answer={found} /> : null}
        </div>
      </form>
    </li>
  )
}

function Found(props: { readonly answer: Answer }) {
  const words = useWords(expertsText)
  const { answer } = props
  if (!answer.found) return <p class="export-failed">{words.notFound[answer.why]}</p>
  return (
    <>
      <p>
        <b class="export-handed">{words.found(answer.covered, answer.after.length)}</b>
      </p>
      <FirstAfter ids={answer.after} />
    </>
  )
}

function FirstAfter(props: { readonly ids: readonly EventId[] }) {
  const words = useWords(expertsText)
  const language = useLanguage()
  const { state } = useOpen()
  const entry = props.ids.map((id) => state.entry.get(id)).find((known) => known !== undefined)
  if (!entry) return <p>{words.foundNone}</p>
  const { head, body } = describe(entry, state, recordWords[language])
  const what = [head, body].filter(Boolean).join(' ').slice(0, 80)
  return <p>{words.firstAfter(entry.no, dateTime(entry.recordedMs, language), what)}</p>
}
