import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Runbook } from '../domain/flow/runbook.ts'
import { compileRunbook } from '../runbook/compile.ts'
import { compileContacts } from '../runbook/contacts.ts'
import type { Problem } from '../runbook/problem.ts'
import { type ExitCode, type Print, printLine, report } from './report.ts'
import { JSON_SCHEMAS } from './runbook-schema.ts'

const USAGE = `usage: npm run runbook -- check FILE…   compile and check runbooks and contacts files
       npm run runbook -- schema        rewrite the JSON Schemas in runbooks/`

const RUNBOOKS = resolve(dirname(fileURLToPath(import.meta.url)), '../../runbooks')

interface ContactIds {
  readonly ids?: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

/** `npm run runbook -- check FILE…` or `npm run runbook -- schema`. */
export async function main(argv: string[], print: Print = printLine): Promise<number> {
  const [command, ...files] = argv
  if (command === 'schema' && files.length === 0) return writeSchemas(print)
  if (command !== 'check' || files.length === 0) {
    print(USAGE)
    return 2
  }
  let worst: ExitCode = 0
  for (const file of files) {
    const code = await checkFile(file, print)
    if (code > worst) worst = code
  }
  return worst
}

async function checkFile(file: string, print: Print): Promise<ExitCode> {
  const text = await readText(file)
  if (text === undefined) {
    print(`${file}: cannot be read / 読めない`)
    return 2
  }
  if (/^format:\s*["']?shodo\/contacts\//m.test(text)) {
    const result = compileContacts(text, { file })
    if (!result.ok) return report(result.problems, print)
    print(`${file}: ${result.book.contacts.length} contacts: ok`)
    return 0
  }
  const contacts = await contactIdsFor(file)
  const result = compileRunbook(text, {
    file,
    ...(contacts.ids ? { knownContacts: contacts.ids } : {}),
  })
  const problems = [...contacts.problems, ...(result.ok ? [] : result.problems)]
  if (problems.length > 0 || !result.ok) return report(problems, print)
  print(`${file}: ${summary(result.runbook)}: ok`)
  return 0
}

/** The contacts a runbook may call: those beside it, else the project's own. */
async function contactIdsFor(file: string): Promise<ContactIds> {
  for (const candidate of [join(dirname(file), 'contacts.yaml'), join(RUNBOOKS, 'contacts.yaml')]) {
    const text = await readText(candidate)
    if (text === undefined) continue
    const result = compileContacts(text, { file: candidate })
    return result.ok
      ? { ids: new Set(result.book.contacts.map(({ id }) => id)), problems: [] }
      : { problems: result.problems }
  }
  return { problems: [] }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return undefined
  }
}

function summary({ steps, phases, lanes, roles }: Runbook): string {
  const decisions = steps.filter(({ type }) => type !== 'step')
  return [
    `${steps.length} steps`,
    `${decisions.length} decisions`,
    `${phases.length} phases`,
    `${lanes.length} lanes`,
    `${roles.length} roles`,
  ].join(', ')
}

async function writeSchemas(print: Print): Promise<ExitCode> {
  for (const [name, generate] of Object.entries(JSON_SCHEMAS)) {
    const file = join(RUNBOOKS, name)
    await writeFile(file, `${JSON.stringify(generate(), null, 2)}\n`)
    print(`${file}: written`)
  }
  return 0
}
