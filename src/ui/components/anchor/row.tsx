import { useState } from 'preact/hooks'
import { type AnchorMeans, anchorMeans } from '../../../domain/events/events.ts'
import type { MadeAnchor } from '../../../session/anchors.ts'
import { useLanguage, useOpen, useSession, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { expertsText } from '../../text/experts.ts'
import { recordWords } from '../../text/record.ts'
import { Chips } from '../chips.tsx'
import { Field } from '../settings/field.tsx'
import { AnchorCode } from './code.tsx'

type Made = MadeAnchor | 'making' | 'failed' | null

/** A check number for somebody outside: shown large, printed, and who received it is recorded. */
export function AnchorRow() {
  const words = useWords(expertsText)
  const session = useSession()
  const [made, setMade] = useState<Made>(null)
  const make = (): void => {
    setMade('making')
    session.anchors.make().then(
      (anchor) => setMade(anchor ?? 'failed'),
      () => setMade('failed'),
    )
  }
  const shown = made !== null && typeof made === 'object'
  return (
    <li class={shown ? 'export-row export-row-wide' : 'export-row'}>
      <div class="export-what">
        <h3>{words.anchor}</h3>
        <p class="quiet small">{words.anchorFor}</p>
        {made === 'failed' ? (
          <p role="alert" class="small export-failed">
            {words.anchorFailed}
          </p>
        ) : null}
      </div>
      {shown ? (
        <Shown key={made.checkpoint} made={made} close={() => setMade(null)} />
      ) : (
        <button
          type="button"
          class="button outlined"
          aria-disabled={made === 'making'}
          onClick={() => {
            if (made !== 'making') make()
          }}
        >
          {words.anchorMake}
        </button>
      )}
    </li>
  )
}

function Shown(props: { readonly made: MadeAnchor; readonly close: () => void }) {
  const { made, close } = props
  const words = useWords(expertsText)
  const language = useLanguage()
  const session = useSession()
  const open = useOpen()
  const [means, setMeans] = useState<AnchorMeans | null>(null)
  const [to, setTo] = useState('')
  const [recorded, setRecorded] = useState(false)
  const give = async (): Promise<void> => {
    const given = { ...(means ? { means } : {}), ...(to.trim() ? { to: to.trim() } : {}) }
    const result = await session.anchors.give(made.checkpoint, given)
    setRecorded(result.ok)
  }
  const known = means !== null || to.trim() !== ''
  return (
    <div class="anchor-shown">
      <p class="small">{words.anchorNow(made.covered)}</p>
      <p class="anchor-digits">
        {made.digits.split(' ').map((group, i) => (
          <span key={i}>{group}</span>
        ))}
      </p>
      <AnchorCode checkpoint={made.checkpoint} />
      <p class="quiet small">{words.anchorReadOut}</p>
      <form
        class="export-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (known) void give()
        }}
      >
        <Chips
          label={words.anchorHow}
          options={anchorMeans.map((value) => ({
            value,
            label: recordWords[language].anchorMeans[value],
          }))}
          value={means}
          onChange={(value) => {
            setMeans(value)
            setRecorded(false)
          }}
        />
        <Field
          label={words.anchorTo}
          value={to}
          onInput={(text) => {
            setTo(text)
            setRecorded(false)
          }}
        />
        <div class="export-answers">
          <button type="submit" class="button outlined" aria-disabled={!known}>
            {words.anchorRecord}
          </button>
          <a
            class="button text"
            href={hashOf({
              at: 'print',
              log: open.id,
              what: 'anchor',
              checkpoint: made.checkpoint,
            })}
          >
            {words.anchorSheet}
          </a>
          <button type="button" class="button text" onClick={close}>
            {words.anchorClose}
          </button>
        </div>
        <p role="status">{recorded ? <b class="export-handed">{words.anchorRecorded}</b> : ''}</p>
      </form>
    </div>
  )
}
