import { useState } from 'preact/hooks'
import type { RunbookInfo } from '../../../domain/ports.ts'
import { useSay, useSession, useSessionState, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { runbooksText } from '../../text/runbooks.ts'
import { SaveState, useSave } from './save.tsx'

/** The flows new incidents start with, and the way to the hospital's own. */
export function SettingsRunbooks() {
  const words = useWords(runbooksText)
  const session = useSession()
  const adopted = useSessionState((state) => state.readiness.adopted)
  const { saving, save } = useSave()
  const [leaving, setLeaving] = useState<RunbookInfo | null>(null)
  const withdraw = (id: string): void => {
    setLeaving(null)
    void save({ do: 'withdrawRunbook', id })
  }
  return (
    <section class="settings-section">
      <h2>{words.title}</h2>
      <p class="quiet small">{words.lead}</p>
      <ul class="rows settings-rows">
        {session.runbooks().map((book) => (
          <li key={book.id} class="runbook-row">
            <Flow book={book} own={adopted.has(book.id)} />
            {adopted.has(book.id) && leaving?.id !== book.id ? (
              <button type="button" class="button text" onClick={() => setLeaving(book)}>
                {words.withdraw}
              </button>
            ) : null}
            {leaving?.id === book.id ? (
              <Sure book={book} onYes={() => withdraw(book.id)} onNo={() => setLeaving(null)} />
            ) : null}
          </li>
        ))}
      </ul>
      <SaveState saving={saving} />
      <a class="button outlined" href={hashOf({ at: 'runbook' })}>
        {words.choose}
      </a>
    </section>
  )
}

function Flow(props: { readonly book: RunbookInfo; readonly own: boolean }) {
  const words = useWords(runbooksText)
  const say = useSay()
  const { book, own } = props
  return (
    <div class="fold-text">
      <span class="fold-title">{say(book.title)}</span>
      <span class="fold-note">
        {own ? words.own : words.shipped} · {words.version(book.version)}
      </span>
    </div>
  )
}

function Sure(props: {
  readonly book: RunbookInfo
  readonly onYes: () => void
  readonly onNo: () => void
}) {
  const words = useWords(runbooksText)
  const say = useSay()
  return (
    <div class="settings-sure">
      <p role="alert">{words.withdrawSure(say(props.book.title))}</p>
      <div class="settings-save">
        <button type="button" class="button outlined" onClick={props.onYes}>
          {words.withdrawYes}
        </button>
        <button type="button" class="button text" onClick={props.onNo}>
          {words.cancel}
        </button>
      </div>
    </div>
  )
}
