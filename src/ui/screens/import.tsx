import { useEffect, useRef, useState } from 'preact/hooks'
import { LockAsk, type LockedFiles, lockedAmong } from '../components/export/lock-ask.tsx'
import { ImportFound } from '../components/import/found.tsx'
import { ImportRefused } from '../components/import/refused.tsx'
import { ImportVerdict } from '../components/import/verdict.tsx'
import { useServices, useWords } from '../context.ts'
import { listenForOffer, takeOffered } from '../offered-copy.ts'
import { type FoundCopy, type ReadCopies, type ReadingState, readCopies } from '../read-copies.ts'
import { hashOf } from '../route.ts'
import { importText } from '../text/import.ts'
import { useAwake } from '../use-awake.ts'

type Stage =
  | { readonly is: 'choosing' | 'unavailable' }
  | { readonly is: 'reading'; readonly state: ReadingState | null }
  | { readonly is: 'locked'; readonly locked: LockedFiles; readonly key: number }
  | {
      readonly is: 'refused'
      readonly read: Extract<ReadCopies, { ok: false }>
      readonly files: readonly File[]
      readonly key: number
    }
  | {
      readonly is: 'found'
      readonly found: FoundCopy
      readonly files: readonly File[]
      readonly key: number
    }

/** Takes in another device's record: everything is verified and shown first, and then it is asked. */
export function ImportScreen() {
  const words = useWords(importText)
  const services = useServices()
  const [stage, setStage] = useState<Stage>({ is: 'choosing' })
  /** The choice that counts: of one that was replaced meanwhile nothing is shown. */
  const turn = useRef(0)
  const input = useRef<HTMLInputElement>(null)

  const read = async (files: readonly File[]): Promise<void> => {
    const mine = ++turn.current
    const show = (next: Stage): void => {
      if (mine === turn.current) setStage(next)
    }
    show({ is: 'reading', state: null })
    try {
      const locked = await lockedAmong(services.protection.lockOf, files)
      if (locked) return show({ is: 'locked', locked, key: mine })
      const result = await readCopies(services, files, (state) => show({ is: 'reading', state }))
      const about = { files, key: mine }
      if (result.ok) show({ is: 'found', found: result.found, ...about })
      else show({ is: 'refused', read: result, ...about })
    } catch {
      show({ is: 'unavailable' })
    }
  }

  useAwake()
  useEffect(() => {
    const takeUp = (): void => {
      const files = takeOffered()
      if (files.length > 0) void read(files)
    }
    takeUp()
    const stop = listenForOffer(takeUp)
    return () => {
      stop()
      turn.current++
    }
  }, [])

  const begun = stage.is !== 'choosing'
  return (
    <main class="page import">
      <a class="button text" href={hashOf({ at: 'home' })}>
        {words.home}
      </a>
      <h1>{words.title}</h1>
      {begun ? null : (
        <>
          <p>{words.lead}</p>
          <p class="quiet small">{words.parts}</p>
        </>
      )}
      <p role="status">{stage.is === 'reading' ? <Reading state={stage.state} /> : ''}</p>
      {stage.is === 'unavailable' ? (
        <p class="alert" role="alert">
          {words.unavailable}
        </p>
      ) : null}
      {stage.is === 'locked' ? (
        <LockAsk key={stage.key} {...stage.locked} done={(files) => void read(files)} />
      ) : null}
      {stage.is === 'refused' ? <ImportRefused read={stage.read} /> : null}
      {stage.is === 'found' ? <ImportFound key={stage.key} found={stage.found} /> : null}
      {stage.is === 'found' || stage.is === 'refused' ? (
        <ImportVerdict key={`verdict ${stage.key}`} files={stage.files} />
      ) : null}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          // The same file, sent again, can be chosen again.
          event.currentTarget.value = ''
          if (files.length > 0) void read(files)
        }}
      />
      <button
        type="button"
        class={begun ? 'button outlined' : 'button primary'}
        onClick={() => input.current?.click()}
      >
        {begun ? words.pickOther : words.pick}
      </button>
      <a class="button outlined import-camera" href={hashOf({ at: 'camera' })}>
        {words.byCamera}
      </a>
    </main>
  )
}

function Reading(props: { readonly state: ReadingState | null }) {
  const words = useWords(importText)
  const { state } = props
  if (!state) return <>{words.begin}</>
  const { what, done, total } = state
  const label =
    what === 'files'
      ? words.reading.files(Math.floor((100 * done) / Math.max(total, 1)))
      : words.reading[what](done, total)
  return (
    <span class="import-reading">
      <progress value={done} max={Math.max(total, 1)} aria-label={label} />
      <span>{label}</span>
    </span>
  )
}
