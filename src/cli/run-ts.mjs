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

// The app's own TypeScript, run as it is; Node 20 cannot by itself. The server stays open while it runs:
// parts of the app are loaded when they are first needed.
const { createServer } = await import('vite')
const server = await createServer({
  ...{ configFile: false, root: ROOT, logLevel: 'error', appType: 'custom' },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
})
try {
  const { main } = await server.ssrLoadModule(file)
  process.exitCode = (await main(args)) ?? 0
} finally {
  await server.close()
}
