import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { shownName } from '../../../domain/chronology/file-name.ts'
import type { Lock, LockFault } from '../../../domain/exchange/protection.ts'
import { useServices, useWords } from '../../context.ts'
import { lockWords } from '../../text/lock.ts'

/** What is to be done with chosen files that a passphrase protects. */
export interface LockedFiles {
  readonly files: readonly File[]
  /** Of each file. */
  readonly locks: readonly Lock[]
}

interface Refused {
  readonly name: string
  readonly why: LockFault
}

/** A wrong one, or a full memory: the next try may open it. */
const goesOn = ({ why }: Refused): boolean => why === 'passphrase' || why === 'memory'

/** Asks for the passphrase of chosen files until all are open, and gives them on in their order. */
export function LockAsk(props: LockedFiles & { readonly done: (files: readonly File[]) => void }) {
  const { files, locks, done } = props
  const words = useWords(lockWords)
  const { protection } = useServices()
  const [open, setOpen] = useState<readonly (File | null)[]>(() =>
    files.map((file, i) => (locks[i] === 'open' ? file : null)),
  )
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState<readonly Refused[]>(() =>
    files.flatMap(({ name }, i) => {
      const lock = locks[i] ?? 'open'
      return lock === 'open' || lock === 'locked' ? [] : [{ name, why: lock }]
    }),
  )
  const [share, setShare] = useState<number | null>(null)
  /** The app or the device gave up on it, which says nothing of the files. */
  const [failed, setFailed] = useState(false)
  const here = useRef(true)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => {
    here.current = true
    input.current?.focus()
    return () => {
      here.current = false
    }
  }, [])

  const tryAll = async (): Promise<void> => {
    const found = [...open]
    const shut: Refused[] = []
    const total = files.reduce((sum, { size }, i) => sum + (open[i] ? 0 : size), 0)
    let before = 0
    setRefused([])
    setFailed(false)
    for (const [i, file] of files.entries()) {
      if (found[i]) continue
      setShare(before / total)
      const opened = await protection
        .open(file, typed, (bytes) => {
          if (here.current) setShare((before + bytes) / total)
        })
        .catch(() => null)
      if (!here.current) return
      if (!opened) setFailed(true)
      else if (opened.ok) found[i] = opened.content
      else shut.push({ name: file.name, why: opened.why })
      before += file.size
    }
    setShare(null)
    const all = found.filter((file) => file !== null)
    if (all.length === files.length) return done(all)
    setOpen(found)
    setRefused(shut)
    input.current?.focus()
  }

  const shut = files.filter((_, i) => !open[i])
  const percent = Math.floor(100 * (share ?? 0))
  return (
    <section class="lock-ask">
      <ul class="lock-names">
        {shut.map(({ name }) => (
          <li key={name} class="import-file-name">
            {shownName(name)}
          </li>
        ))}
      </ul>
      {refused.length > 0 ? <Refusals refused={refused} named={files.length > 1} /> : null}
      {failed ? (
        <p class="alert" role="alert">
          {words.failed}
        </p>
      ) : null}
      {refused.every(goesOn) ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (share === null) void tryAll()
          }}
        >
          <p id={`${id}-lead`} class="quiet small">
            {words.lead}
          </p>
          <div class="field">
            <label class="label" for={id}>
              {words.passphrase}
            </label>
            <input
              {...{ ref: input, id, type: 'text', value: typed, enterkeyhint: 'done' }}
              {...{ autocomplete: 'off', autocapitalize: 'off', spellcheck: false }}
              aria-describedby={`${id}-lead`}
              aria-invalid={refused.length > 0}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </div>
          <button type="submit" class="button primary" aria-disabled={share !== null}>
            {words.open}
          </button>
          <p role="status">
            {share === null ? (
              ''
            ) : (
              <span class="import-reading">
                <progress value={percent} max={100} aria-label={words.opening(percent)} />
                <span>{percent === 0 ? words.checking : words.opening(percent)}</span>
              </span>
            )}
          </p>
        </form>
      ) : null}
    </section>
  )
}

/** Each reason once; with `named`, which files it is about. */
function Refusals(props: { readonly refused: readonly Refused[]; readonly named: boolean }) {
  const words = useWords(lockWords)
  const reasons = [...new Set(props.refused.map(({ why }) => why))]
  return (
    <div class="alert" role="alert">
      {reasons.map((reason) => (
        <div key={reason} class="import-reason">
          <p>
            <b>{words.faults[reason].what}</b>
          </p>
          {props.named ? (
            <p class="small">
              {props.refused
                .filter(({ why }) => why === reason)
                .map(({ name }) => shownName(name))
                .join(', ')}
            </p>
          ) : null}
          <p>{words.faults[reason].next}</p>
        </div>
      ))}
    </div>
  )
}

/** What of these files is protected; null where none is. Rejects where the app's own part cannot be read. */
export async function lockedAmong(
  lockOf: (file: File) => Promise<Lock>,
  files: readonly File[],
): Promise<LockedFiles | null> {
  const locks = await Promise.all(files.map(lockOf))
  return locks.every((lock) => lock === 'open') ? null : { files, locks }
}
