import { useId } from 'preact/hooks'
import { ownLeast } from '../../../domain/exchange/passphrase.ts'
import { useWords } from '../../context.ts'
import { protectText } from '../../text/protect.ts'
import type { ProtectionChoice } from '../../use-protection.ts'
import { Field } from '../settings/field.tsx'

/** The quiet choice to protect an export, and the passphrase to be told. `fixed`: files are made with it. */
export function ProtectOption(props: {
  readonly choice: ProtectionChoice
  readonly fixed: boolean
  /** The last try to make them failed. */
  readonly failed: boolean
  /** It was switched on or off: what was made before is not what is wanted now. */
  readonly onSwitch: () => void
}) {
  const words = useWords(protectText)
  const { choice, fixed, failed, onSwitch } = props
  const { state } = choice
  return (
    <div class="protect">
      <label class="protect-switch small">
        <input
          type="checkbox"
          checked={state.is !== 'off'}
          onChange={(event) => {
            onSwitch()
            if (event.currentTarget.checked) choice.make()
            else choice.off()
          }}
        />
        <span>{words.option}</span>
      </label>
      {state.is === 'off' ? null : (
        <div class="protect-box">
          {state.is === 'own' && !fixed ? <Own choice={choice} /> : <Phrase choice={choice} />}
          {fixed ? null : (
            <div class="protect-ways">
              <button type="button" class="button text" onClick={choice.make}>
                {state.is === 'own' ? words.made : words.another}
              </button>
              {state.is === 'own' ? null : (
                <button type="button" class="button text" onClick={() => choice.own('')}>
                  {words.own}
                </button>
              )}
            </div>
          )}
          <p class="small">
            <b>{words.tell}</b>
          </p>
          <p class="small">{words.lost}</p>
          <p class="quiet small">{words.opens}</p>
          {failed ? <p class="small protect-fault">{words.memory}</p> : null}
        </div>
      )}
    </div>
  )
}

/** Large, in groups that stay together: it is read out to somebody. */
function Phrase(props: { readonly choice: ProtectionChoice }) {
  const words = useWords(protectText)
  const { passphrase } = props.choice.state
  const groups = (passphrase ?? '').match(/[^-]*-|[^-]+$/g) ?? []
  let at = 0
  return (
    <p class="protect-told">
      <span class="label small quiet">{words.phrase}</span>
      <span class="protect-phrase" translate={false}>
        {groups.map((group) => {
          at += group.length
          return <span key={at}>{group}</span>
        })}
      </span>
    </p>
  )
}

function Own(props: { readonly choice: ProtectionChoice }) {
  const words = useWords(protectText)
  const hint = useId()
  const { typed, fault } = props.choice.state
  const said =
    typed === '' || fault === null
      ? ''
      : fault === 'short'
        ? words.faults.short(ownLeast.characters - typed.normalize('NFKC').trim().length)
        : words.faults[fault]
  return (
    <>
      <Field
        label={words.ownField}
        value={typed}
        onInput={props.choice.own}
        describedBy={hint}
        invalid={said !== ''}
        literal
      />
      <div id={hint}>
        <p class="quiet small">{words.ownHint}</p>
        <p class="small protect-fault" role="status">
          {said}
        </p>
      </div>
    </>
  )
}
