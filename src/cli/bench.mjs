import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHROMIUM_FLAGS, needChromium } from './chromium.mjs'
import { needDependencies, needNode, ROOT } from './install.mjs'
import { serve } from './serve.mjs'

// Prints one JSON line a figure: medians of repeated runs in real Chromium. Timings are for people
// to read and compare within one run; nothing here passes or fails. `npm run bench -- merge heal`
// runs these lines only.
needNode()
needDependencies()
const { build } = await import('vite')
const { chromium } = await import('playwright-core')
const { start } = await import('./bench-start.mjs')
const { append, carry, heal, manyPhotos, merge, open, photos } = await import('./bench-lines.mjs')
const inPage = { append, open, merge, carry, photos, manyPhotos, heal }

const names = ['start', ...Object.keys(inPage)]
const asked = process.argv.slice(2)
const unknown = asked.find((name) => !names.includes(name))
if (unknown !== undefined) {
  console.error(`There is no line ${unknown}; there are ${names.join(', ')}.`)
  process.exit(2)
}
const wanted = (/** @type {string} */ name) => asked.length === 0 || asked.includes(name)

const work = mkdtempSync(join(tmpdir(), 'shodo-bench-'))
const executablePath = needChromium()

/** @param {Record<string, unknown>} figure */
const print = (figure) => console.log(JSON.stringify(figure))

const launch = (/** @type {string} */ profile) =>
  chromium.launchPersistentContext(join(work, profile), {
    executablePath,
    args: [...CHROMIUM_FLAGS],
    viewport: { width: 360, height: 740 },
  })

async function buildPage() {
  const dir = join(work, 'bench')
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: {
      outDir: dir,
      emptyOutDir: true,
      rolldownOptions: {
        input: join(ROOT, 'src/cli/bench-page.ts'),
        output: { entryFileNames: 'bench.js' },
      },
    },
  })
  writeFileSync(
    join(dir, 'index.html'),
    '<!doctype html><meta charset="utf-8" /><script type="module" src="./bench.js"></script>',
  )
  return dir
}

/**
 * One line in a profile of its own: what another left behind must not weigh on it.
 *
 * @param {keyof typeof inPage} name @param {string} url
 */
async function run(name, url) {
  let context = await launch(name)
  const opened = async () => {
    const page = await context.newPage()
    await page.goto(url)
    await page.waitForFunction(() => document.title === 'bench ready')
    return { page, session: await context.newCDPSession(page) }
  }
  let { page, session } = await opened()
  await inPage[name]({
    print,
    call: (part, ...given) =>
      page.evaluate(
        ([fn, args]) =>
          /** @type {any} */ (globalThis).bench[/** @type {string} */ (fn)](
            .../** @type {unknown[]} */ (args),
          ),
        /** @type {const} */ ([part, given]),
      ),
    slow: async (rate) => void (await session.send('Emulation.setCPUThrottlingRate', { rate })),
    restart: async () => {
      await context.close()
      context = await launch(name)
      ;({ page, session } = await opened())
    },
  })
  await context.close()
}

try {
  if (wanted('start')) await start({ launch, work, print })
  const lines = /** @type {(keyof typeof inPage)[]} */ (Object.keys(inPage)).filter(wanted)
  if (lines.length > 0) {
    const server = await serve({ dir: await buildPage(), port: 0 })
    for (const line of lines) await run(line, server.url)
    await server.close()
  }
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 })
}
