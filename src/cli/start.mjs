import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appVersion } from './app-version.mjs'
import { needDependencies, needNode, ROOT, runTool, TOOLS } from './install.mjs'
import { serve } from './serve.mjs'

needNode()
needDependencies()

const dist = join(ROOT, 'dist')
const built = join(dist, 'hosting', 'version.txt')
// By content, not by time: a checkout or an unpacked archive does not keep times.
const fresh =
  existsSync(join(dist, 'sw.js')) &&
  existsSync(built) &&
  readFileSync(built, 'utf8').trim() === appVersion(ROOT)
if (!fresh) {
  console.log('Building …')
  if (runTool(TOOLS.vite, ['build', '--logLevel', 'warn']).status !== 0) {
    console.error('The build failed; see the message above.')
    process.exit(1)
  }
}

const port = Number(process.env.PORT ?? 4173)
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`PORT must be a number from 0 to 65535, not "${process.env.PORT}".`)
  process.exit(1)
}
try {
  const { url } = await serve({ dir: dist, port })
  console.log(`Shodo（初動）: ${url}\nStop with Ctrl+C. 止めるには Ctrl+C。`)
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
  const why = code === 'EACCES' ? 'may not be used by you' : 'is in use by another program'
  console.error(
    `Port ${port} ${why}. Choose another one: PORT=${port === 4174 ? 4175 : 4174} npm start\n` +
      `ポート ${port} は使えません。別の番号で: PORT=${port === 4174 ? 4175 : 4174} npm start`,
  )
  process.exit(1)
}
