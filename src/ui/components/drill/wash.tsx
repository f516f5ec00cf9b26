import { useState } from 'preact/hooks'
import type { Course } from '../../../domain/drill/plan.ts'
import { type ReviewKind, reviewKinds } from '../../../domain/events/drill.ts'
import { useDraft, useOpen, useSession, useWords } from '../../context.ts'
import { drillAfterText } from '../../text/drill-after.ts'
import { Field } from '../settings/field.tsx'
import { AfterBack } from './after.tsx'
import { DrillImprovements } from './improvements.tsx'

/** 振り返り: three good, three hard, three to mend, then who mends what until when. */
export function DrillWash(props: { readonly course: Course }) {
  const words = useWords(drillAfterText)
  const [picked, setPicked] = useState<string | null>(null)
  return (
    <div class="drill-place drill-wash">
      <AfterBack />
      <h1>{words.washTitle}</h1>
      <p class="quiet">{words.washLead}</p>
      {reviewKinds.map((kind) => (
        <WashKind key={kind} kind={kind} onPick={setPicked} />
      ))}
      <DrillImprovements course={props.course} picked={picked} onTaken={() => setPicked(null)} />
    </div>
  )
}

function WashKind(props: { readonly kind: ReviewKind; readonly onPick: (what: string) => void }) {
  const { kind } = props
  const words = useWords(drillAfterText)
  const session = useSession()
  const { id: log, state } = useOpen()
  const [body, setBody] = useDraft(`wash:${kind}:${log}`)
  const lines = state.drill?.hotWash.filter((line) => line.kind === kind) ?? []
  const [title, lead] = words.kinds[kind]
  async function write(): Promise<void> {
    if (body.trim() === '') return
    const written = await session.record({ do: 'noteHotWash', kind, body: body.trim() })
    if (written.ok) setBody('')
  }
  return (
    <section class="wash-kind">
      <header class="objective-head">
        <h2>{title}</h2>
        <span class="wash-count">{words.ofThree(lines.length)}</span>
      </header>
      <p class="small quiet">{lead}</p>
      <ul class="drill-list wash-lines">
        {lines.map((line) => (
          <li key={line.entry}>
            {line.body}{' '}
            {kind === 'good' ? null : (
              <button
                type="button"
                class="button text"
                aria-label={words.toItemOf(line.body)}
                onClick={() => props.onPick(line.body)}
              >
                {words.toItem}
              </button>
            )}
          </li>
        ))}
      </ul>
      <form
        class="wash-form"
        onSubmit={(event) => {
          event.preventDefault()
          void write()
        }}
      >
        <Field label={title} value={body} onInput={setBody} />
        <button
          type="submit"
          class="button outlined"
          aria-label={words.writeOf(title)}
          aria-disabled={body.trim() === ''}
        >
          {words.write}
        </button>
      </form>
    </section>
  )
}
