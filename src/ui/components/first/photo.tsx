import { useRef, useState } from 'preact/hooks'
import { shelve } from '../../../domain/log/shelf.ts'
import { useServices, useSessionState, useWords } from '../../context.ts'
import { timeOf } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { firstText } from '../../text/first.ts'
import { usualFirst } from '../../usual-flow.ts'
import { CameraMark, SavedMark, SavingMark } from '../marks.tsx'
import { PickButton } from '../pick-button.tsx'

type Taken =
  | { readonly is: 'no' | 'saving' | 'failed' }
  | { readonly is: 'kept' | 'notKept'; readonly log: string; readonly at: string }

/**
 * The screen photographed first: the record starts with it, or goes on with it. One stays here, since
 * there are three more things to do.
 */
export function FirstPhoto() {
  const words = useWords(firstText)
  const { session, givenFiles } = useServices()
  const ready = useSessionState((state) => state.phase === 'ready')
  const running = useSessionState(
    (state) => shelve(state.logs).running.find((row) => row.mode === 'live')?.log ?? null,
  )
  const [taken, setTaken] = useState<Taken>({ is: 'no' })
  const underWay = useRef(false)

  const begin = async (): Promise<string> => {
    if (running) {
      await session.openIncident(running)
      return running
    }
    const runbookId = usualFirst(session.runbooks())[0]?.id ?? ''
    const { log } = await session.startIncident({ runbookId })
    void session.askPersistence().catch(() => undefined)
    return log
  }
  const take = async (list: readonly File[]): Promise<void> => {
    const files = givenFiles(list)
    if (underWay.current) return
    underWay.current = true
    setTaken({ is: 'saving' })
    try {
      const log = await begin()
      const { kept } = await session.files.attach(files, {})
      setTaken({ is: kept > 0 ? 'kept' : 'notKept', log, at: session.now() })
    } catch {
      setTaken({ is: 'failed' })
    } finally {
      underWay.current = false
    }
  }

  if (!ready) return null
  return (
    <div class="first-photo">
      <PickButton class="button text" camera onFiles={(files) => void take(files)}>
        <CameraMark />
        {running ? words.photoGoOn : words.photoStart}
      </PickButton>
      <p class="small" role="status">
        {taken.is === 'saving' ? (
          <>
            <SavingMark /> {words.photoSaving}
          </>
        ) : taken.is === 'kept' ? (
          <b class="first-photo-kept">
            <SavedMark /> {words.photoKept(timeOf(taken.at))}
          </b>
        ) : null}
      </p>
      {taken.is === 'failed' || taken.is === 'notKept' ? (
        <p class="small first-photo-failed" role="alert">
          {words.photoFailed}
        </p>
      ) : null}
      {taken.is === 'kept' || taken.is === 'notKept' ? (
        <a class="button text" href={hashOf({ at: 'incident', log: taken.log, tab: 'log' })}>
          {words.photoSee}
        </a>
      ) : null}
    </div>
  )
}
