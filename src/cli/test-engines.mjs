import { ENGINES, needEngine } from './engines.mjs'
import { needDependencies, needNode, runTool, TOOLS } from './install.mjs'

// `npm run test:engines [-- firefox|webkit]`: the app in the engines that `npm test` does not run.
needNode()
needDependencies()

const asked = process.argv.slice(2)
const engines = asked.length > 0 ? asked : ENGINES
try {
  for (const engine of engines) {
    const known = ENGINES.find((name) => name === engine)
    if (!known) throw new Error(`There is no engine ${engine}; there are ${ENGINES.join(', ')}.`)
    needEngine(known)
  }
  const { status } = runTool(TOOLS.vitest, ['run', '--project', 'engines'], {
    env: { ...process.env, TZ: 'Asia/Tokyo', SHODO_ENGINES: engines.join(',') },
  })
  process.exitCode = status ?? 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
