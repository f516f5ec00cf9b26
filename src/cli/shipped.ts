import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ContactBook, Runbook, Text } from '../domain/flow/runbook.ts'
import { canonicalText, type Json, utf8 } from '../domain/json.ts'
import type { Library, RunbookInfo } from '../domain/ports.ts'
import { compileRunbook } from '../runbook/compile.ts'
import { compileContacts } from '../runbook/contacts.ts'
import { type DrillFiles, readDrillFiles } from './drill-files.ts'

/** What comes with the app, compiled from its sources as the build does; for the command line. */
export interface Shipped {
  readonly runbooks: ReadonlyMap<string, Runbook>
  readonly contacts: ContactBook
  readonly drills: DrillFiles
}

export const projectFile = (path: string): string => `${join(import.meta.dirname, '../..')}/${path}`

export function readShipped(): Shipped {
  const runbooks = new Map(['hospital', 'clinic'].map((id) => [id, runbook(id)]))
  const file = 'runbooks/contacts.yaml'
  const contacts = compileContacts(readFileSync(projectFile(file), 'utf8'), { file })
  if (!contacts.ok) throw new Error(`${file} does not compile`)
  const drills = readDrillFiles(projectFile('runbooks/scenarios'), {
    runbooks,
    knownContacts: new Set(contacts.book.contacts.map(({ id }) => id)),
    name: (path) => path.slice(projectFile('').length),
  })
  return { runbooks, contacts: contacts.book, drills }
}

function runbook(id: string): Runbook {
  const file = `runbooks/${id}.yaml`
  const result = compileRunbook(readFileSync(projectFile(file), 'utf8'), { file })
  if (!result.ok) throw new Error(`${file} does not compile: npm run runbook -- check ${file}`)
  return result.runbook
}

interface Titled {
  readonly id: string
  readonly version: string
  readonly title: Text
  readonly summary: Text
}

/** The same as the app's library gives, with the bytes at hand. */
export function libraryOf({ runbooks, contacts, drills }: Shipped): Library {
  const pinned = <T extends Titled>(value: T) => {
    const bytes = utf8(canonicalText(value as unknown as Json))
    const { id, version, title, summary } = value
    const hash = createHash('sha256').update(bytes).digest('hex')
    return { value, bytes, info: { id, version, title, summary, hash } satisfies RunbookInfo }
  }
  const books = [...runbooks.values()].map(pinned)
  const scenarios = drills.scenarios.map(pinned)
  const load =
    (from: readonly { info: RunbookInfo; bytes: Uint8Array }[]) => async (id: string) => {
      const one = from.find(({ info }) => info.id === id)
      if (!one) throw new Error(`nothing is called ${id}`)
      return one.bytes
    }
  return {
    runbooks: books.map(({ info }) => info),
    scenarios: scenarios.map(({ info, value: { runbook, cuts, cast } }) => ({
      ...info,
      runbook,
      cuts: cuts.map(({ id, title, minutes }) => ({ id, title, minutes })),
      parts: cast.length,
    })),
    load: load(books),
    loadScenario: load(scenarios),
    contacts: async () => utf8(canonicalText(contacts as unknown as Json)),
  }
}
