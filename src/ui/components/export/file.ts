import { useEffect, useState } from 'preact/hooks'
import { exportName } from '../../../domain/chronology/export-name.ts'
import type { OpenLog } from '../../../session/session.ts'
import { breathe } from '../../breathe.ts'
import { useLanguage, useServices } from '../../context.ts'
import type { FileParts } from '../../services.ts'
import { csvWords } from '../../text/csv.ts'
import { exportText } from '../../text/export.ts'
import { recordWords } from '../../text/record.ts'

export type FileKind = 'csv' | 'jsonl'

export type FileState =
  | { readonly is: 'preparing'; readonly done: number }
  | { readonly is: 'ready'; readonly file: File }
  | { readonly is: 'failed' }

const preparing = { is: 'preparing', done: 0 } as const

/** A share sheet takes text and CSV; a type of its own would be refused. */
const types = { csv: 'text/csv', jsonl: 'text/plain' }

/**
 * The file of the open log, built before the tap: iOS drops the right to share at the first await.
 * It is built again whenever the log grew, in parts, so that the screen stays alive.
 */
export function useExportFile(
  kind: FileKind,
  open: OpenLog,
): { readonly state: FileState; readonly retry: () => void } {
  const { session, exporters } = useServices()
  const language = useLanguage()
  const [attempt, setAttempt] = useState(0)
  const key = `${open.id} ${open.version} ${language} ${attempt}`
  const [built, setBuilt] = useState<{ readonly key: string; readonly state: FileState }>({
    key: '',
    state: preparing,
  })
  useEffect(() => {
    let wanted = true
    const tell = (state: FileState): void => {
      if (wanted) setBuilt({ key, state })
    }
    const start = async (): Promise<FileParts> => {
      if (kind === 'csv')
        return exporters.csv(open.state, recordWords[language], csvWords[language])
      const { events, runbook } = await session.storedLog()
      return exporters.jsonl(events, runbook)
    }
    const build = async (): Promise<void> => {
      const parts = await start()
      let next = parts.next()
      while (!next.done && wanted) {
        tell({ is: 'preparing', done: next.value })
        await breathe()
        next = parts.next()
      }
      if (!next.done || !wanted) return
      const name = exportName(open.state, exportText[language].fileMode[open.mode], kind)
      tell({ is: 'ready', file: new File([next.value], name, { type: types[kind] }) })
    }
    build().catch(() => tell({ is: 'failed' }))
    return () => {
      wanted = false
    }
  }, [key, kind, open.state, open.mode, exporters, session, language])
  return {
    // A file of an older version lacks the newest entries: it is never handed out.
    state: built.key === key ? built.state : preparing,
    retry: () => setAttempt((n) => n + 1),
  }
}
