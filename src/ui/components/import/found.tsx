import { useState } from 'preact/hooks'
import type { LogState } from '../../../domain/evolve/state.ts'
import type { CopyRefusal } from '../../../domain/exchange/log-copy.ts'
import type { DeviceId } from '../../../domain/ids.ts'
import { holderOf, shortDevice } from '../../../domain/people/device-names.ts'
import type { StoreFault } from '../../../domain/ports.ts'
import { useSession, useWords } from '../../context.ts'
import type { FoundCopy } from '../../read-copies.ts'
import { hashOf } from '../../route.ts'
import { importText } from '../../text/import.ts'
import { importFoundText } from '../../text/import-found.ts'
import { ImportCare } from './care.tsx'
import { ImportChains, ImportHead } from './chains.tsx'
import { CopyRefused } from './refused.tsx'

type Stage =
  | { readonly is: 'asking'; readonly fault: StoreFault | null }
  | { readonly is: 'taking' }
  | { readonly is: 'keeping'; readonly done: number; readonly total: number }
  | { readonly is: 'refused'; readonly why: CopyRefusal }
  | {
      readonly is: 'done'
      readonly entries: number
      readonly photos: number
      /** Not kept, and why; null where a file could not be read. */
      readonly left: number
      readonly fault: StoreFault | null
    }

/** What a copy holds, the question whether to take it in, and what became of it. */
export function ImportFound(props: { readonly found: FoundCopy }) {
  const session = useSession()
  const { found } = props
  const { examined, fresh } = found
  const { log } = examined.copy
  const [stage, setStage] = useState<Stage>({ is: 'asking', fault: null })
  // Nobody is confirmed by a tap on 受け取る alone: the person says of each device that it is theirs.
  const [admitted, setAdmitted] = useState<ReadonlySet<DeviceId>>(new Set())

  const take = async (withHoles: boolean): Promise<void> => {
    setStage({ is: 'taking' })
    const entries = examined.plan.fresh.length
    let added = 0
    if (entries > 0 || examined.plan.mended.length > 0 || examined.here !== 'present') {
      const taken = await session.copies.take(examined, { admit: [...admitted], withHoles })
      if (!taken.ok) {
        const { why } = taken
        if (why === 'quota' || why === 'unavailable' || why === 'failed')
          setStage({ is: 'asking', fault: why })
        // Deleted here in another tab just now: asked again, it comes back.
        else if (why === 'deleted') setStage({ is: 'asking', fault: 'failed' })
        else setStage({ is: 'refused', why })
        return
      }
      added = taken.added
    }
    const kept = await session.copies.keepFiles(log, fresh, (done, total) =>
      setStage({ is: 'keeping', done, total }),
    )
    const { left, fault } = kept
    setStage({ is: 'done', entries: added, photos: kept.kept, left: left.length, fault })
  }

  if (stage.is === 'done') return <Done found={found} {...stage} />
  if (stage.is === 'refused')
    return <CopyRefused refusal={stage.why} problems={examined.problems} />
  const busy = stage.is !== 'asking'
  const { refusal } = examined
  return (
    <section class="import-found">
      <ImportHead found={found} />
      {refusal ? <CopyRefused refusal={refusal} problems={examined.problems} /> : null}
      {refusal && refusal !== 'hole' ? null : (
        <>
          <ImportChains examined={examined} />
          <ImportCare found={found} />
          {busy ? (
            <Busy stage={stage} />
          ) : (
            <Ask
              found={found}
              admitted={admitted}
              admit={setAdmitted}
              fault={stage.fault}
              take={() => void take(refusal === 'hole')}
            />
          )}
        </>
      )}
    </section>
  )
}

function Busy(props: { readonly stage: Stage }) {
  const words = useWords(importFoundText)
  const { stage } = props
  const label = stage.is === 'keeping' ? words.keeping(stage.done, stage.total) : words.taking
  return (
    <p role="status" class="import-reading">
      {stage.is === 'keeping' ? (
        <progress value={stage.done} max={stage.total} aria-label={label} />
      ) : null}
      <span>{label}</span>
      <span class="small">{words.stay}</span>
    </p>
  )
}

function Ask(props: {
  readonly found: FoundCopy
  readonly admitted: ReadonlySet<DeviceId>
  readonly admit: (devices: ReadonlySet<DeviceId>) => void
  readonly fault: StoreFault | null
  readonly take: () => void
}) {
  const words = useWords(importFoundText)
  const refusals = useWords(importText)
  const { found, admitted, fault } = props
  const { examined, fresh, broken } = found
  const { plan, unconfirmed, refusal, here } = examined
  const entries = plan.fresh.length + plan.mended.length
  if (entries === 0 && here === 'present' && fresh.length === 0) return null
  const asked = entries > 0 ? unconfirmed : []
  const label =
    refusal === 'hole'
      ? refusals.withHoles
      : broken.length > 0
        ? words.takeUnbroken
        : entries === 0 && here === 'present'
          ? words.takePhotos
          : asked.length > 0 && admitted.size > 0
            ? words.takeConfirmed(admitted.size)
            : words.take
  return (
    <div class="import-ask">
      {asked.length > 0 ? (
        <fieldset class="group">
          <legend class="label">{words.confirmTitle}</legend>
          <p class="small">{words.confirmLead}</p>
          {asked.map((device) => (
            <label key={device} class="import-confirm">
              <input
                type="checkbox"
                checked={admitted.has(device)}
                onChange={(event) => {
                  const next = new Set(admitted)
                  if (event.currentTarget.checked) next.add(device)
                  else next.delete(device)
                  props.admit(next)
                }}
              />
              <span>{words.confirm(nameOf(examined.after, device, words.noName))}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      {fault ? (
        <p class="alert" role="alert">
          {words.failed[fault]}
        </p>
      ) : null}
      <button
        type="button"
        class={refusal === 'hole' || broken.length > 0 ? 'button outlined' : 'button primary'}
        onClick={props.take}
      >
        {label}
      </button>
      <a class="button text" href={hashOf({ at: 'home' })}>
        {words.cancel}
      </a>
    </div>
  )
}

const nameOf = (state: LogState, device: DeviceId, unnamed: string): string =>
  `${holderOf(state, device) ?? unnamed} ${shortDevice(device)}`

function Done(props: {
  readonly found: FoundCopy
  readonly entries: number
  readonly photos: number
  readonly left: number
  readonly fault: StoreFault | null
}) {
  const words = useWords(importFoundText)
  const { examined } = props.found
  const { log } = examined.copy
  const onlyHere = examined.stored - examined.plan.known
  return (
    <section class="import-done">
      <p role="status">
        <b>{words.done(props.entries, props.photos)}</b>
      </p>
      {props.left > 0 ? (
        <p class="warning" role="alert">
          {words.left[props.fault ?? 'unreadable'](props.left)}
        </p>
      ) : null}
      <a class="button primary" href={hashOf({ at: 'incident', log, tab: 'log' })}>
        {words.open}
      </a>
      {onlyHere > 0 ? (
        <>
          <p>{words.handBack(onlyHere)}</p>
          <a class="button outlined" href={hashOf({ at: 'incident', log, tab: 'export' })}>
            {words.giveBack}
          </a>
        </>
      ) : null}
    </section>
  )
}
