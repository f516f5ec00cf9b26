import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import canonicalize from 'canonicalize'
import type { Plugin } from 'vite'
import { runnerImport } from 'vite'
import type { Runbook } from '../domain/flow/runbook.ts'
import type { Problem } from '../runbook/problem.ts'

type CompileModule = typeof import('../runbook/compile.ts')
type ContactsModule = typeof import('../runbook/contacts.ts')
type DrillFilesModule = typeof import('./drill-files.ts')

interface Asset {
  readonly fileName: string
  readonly hash: string
  readonly bytes: string
}

interface Compiled {
  readonly assets: readonly Asset[]
  readonly module: (prefix: string) => string
}

const ID = 'virtual:runbooks'
const RESOLVED = `\0${ID}`

function assetOf(name: string, value: unknown): Asset {
  const bytes = canonicalize(value)
  if (bytes === undefined) throw new Error(`${name} has no canonical JSON`)
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { fileName: `assets/${name}-${hash.slice(0, 8)}.json`, hash, bytes }
}

function report(problems: readonly Problem[]): string {
  return problems
    .map(({ file, line, column, message, advice }) =>
      [
        `${file}:${line}:${column} ${message.en} (${message.ja})`,
        `    ${advice.en} (${advice.ja})`,
      ].join('\n'),
    )
    .join('\n')
}

async function compileAll(root: string): Promise<Compiled> {
  const load = async <T>(path: string): Promise<T> =>
    // A bare inline config: the compilers are plain TypeScript and must not start this plugin again.
    (await runnerImport<T>(join(root, path), { configFile: false, root, logLevel: 'silent' }))
      .module
  const { compileRunbook } = await load<CompileModule>('src/runbook/compile.ts')
  const { compileContacts } = await load<ContactsModule>('src/runbook/contacts.ts')

  const folder = join(root, 'runbooks')
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const contacts = compileContacts(read('contacts.yaml'), { file: 'runbooks/contacts.yaml' })
  const known = contacts.ok
    ? { knownContacts: new Set(contacts.book.contacts.map(({ id }) => id)) }
    : {}
  const problems = contacts.ok ? [] : [...contacts.problems]

  const compiled: Runbook[] = []
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.yaml') || file === 'contacts.yaml') continue
    const text = read(file)
    if (!/^format:\s*["']?shodo\/runbook\//m.test(text)) continue // a drill scenario, or contacts
    const result = compileRunbook(text, { file: `runbooks/${file}`, ...known })
    if (result.ok) compiled.push(result.runbook)
    else problems.push(...result.problems)
  }
  const { readDrillFiles } = await load<DrillFilesModule>('src/cli/drill-files.ts')
  const drills = readDrillFiles(join(folder, 'scenarios'), {
    runbooks: new Map(compiled.map((runbook) => [runbook.id, runbook])),
    knownContacts: known.knownContacts ?? new Set(),
    name: (file) => relative(root, file),
  })
  problems.push(...drills.problems)
  if (problems.length > 0 || !contacts.ok) {
    const error = new Error(`The runbooks have problems:\n${report(problems)}`)
    delete error.stack // the place that matters is in the YAML, not in this plugin
    throw error
  }

  const book = assetOf('contacts', contacts.book)
  const entries = compiled.map((runbook) => ({
    runbook,
    asset: assetOf(`runbook-${runbook.id}`, runbook),
  }))
  const scenarios = drills.scenarios.map((scenario) => ({
    scenario,
    asset: assetOf(`scenario-${scenario.id}`, scenario),
  }))
  return {
    assets: [book, ...[...entries, ...scenarios].map(({ asset }) => asset)],
    module: (prefix) => {
      const runbooks = entries.map(({ runbook: { id, version, title, summary }, asset }) => ({
        id,
        version,
        title,
        summary,
        hash: asset.hash,
        url: prefix + asset.fileName,
      }))
      const listed = scenarios.map(
        ({ scenario: { id, version, title, summary, runbook, cuts, cast }, asset }) => ({
          id,
          version,
          title,
          summary,
          runbook,
          cuts: cuts.map((cut) => ({ id: cut.id, title: cut.title, minutes: cut.minutes })),
          parts: cast.length,
          hash: asset.hash,
          url: prefix + asset.fileName,
        }),
      )
      return `export const runbooks = ${JSON.stringify(runbooks)}\nexport const scenarios = ${JSON.stringify(listed)}\nexport const contactsUrl = ${JSON.stringify(prefix + book.fileName)}\n`
    },
  }
}

/** Compiles `runbooks/*.yaml` and `runbooks/scenarios/*.yaml` into assets of canonical JSON and lists them as `virtual:runbooks`. */
export function runbooks(): Plugin {
  let root = ''
  let building = false
  let compiled: Promise<Compiled> | undefined
  const current = () => {
    compiled ??= compileAll(root)
    return compiled
  }
  return {
    name: 'shodo:runbooks',
    configResolved(config) {
      root = config.root
      building = config.command === 'build'
    },
    async buildStart() {
      if (!building) return
      for (const { fileName, bytes } of (await current()).assets) {
        this.emitFile({ type: 'asset', fileName, source: bytes })
      }
    },
    resolveId(id) {
      return id === ID ? RESOLVED : undefined
    },
    async load(id) {
      // Relative to the page in a build, because the app may live under any path.
      return id === RESOLVED ? (await current()).module(building ? './' : '/') : undefined
    },
    configureServer(server) {
      server.watcher.add(join(root, 'runbooks'))
      server.watcher.on('change', (path) => {
        if (!path.startsWith(join(root, 'runbooks')) || !path.endsWith('.yaml')) return
        compiled = undefined
        const module = server.moduleGraph.getModuleById(RESOLVED)
        if (module) server.moduleGraph.invalidateModule(module)
        server.ws.send({ type: 'full-reload' })
      })
      server.middlewares.use((request, response, next) => {
        const path = request.url?.split('?')[0] ?? ''
        if (!/^\/assets\/(runbook|scenario|contacts)-[^/]*\.json$/.test(path)) return next()
        current().then(({ assets }) => {
          const asset = assets.find(({ fileName }) => path === `/${fileName}`)
          if (!asset) return next()
          response.setHeader('Content-Type', 'application/json; charset=utf-8')
          response.end(asset.bytes)
        }, next)
      })
    },
  }
}
