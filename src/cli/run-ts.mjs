import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { needDependencies, needNode, ROOT } from './install.mjs'

needNode()
const [name = '', ...args] = process.argv.slice(2)
const file = join(ROOT, 'src', 'cli', `${name}.ts`)
if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(file)) {
  console.error(`There is no src/cli/${name}.ts`)
  process.exit(2)
}
needDependencies()

// The app's own TypeScript, run as it is; Node 20 cannot by itself.
const { runnerImport } = await import('vite')
const { module } = await runnerImport(file, { configFile: false, root: ROOT, logLevel: 'error' })
process.exitCode = (await module.main(args)) ?? 0
