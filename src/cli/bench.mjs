import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { CHROMIUM_FLAGS, needChromium } from './chromium.mjs'
import { needDependencies, needNode, ROOT } from './install.mjs'
import { serve } from './serve.mjs'

// Prints one JSON line a figure: medians of repeated runs in real Chromium. Timings are for people
// to read and compare within one run; nothing here passes or fails.
needNode()
needDependencies()
const { build } = await import('vite')
const { chromium } = await import('playwright-core')
const work = mkdtempSync(join(tmpdir(), 'shodo-bench-'))
const executablePath = needChromium()

const median = (/** @type {number[]} */ values) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
const round = (/** @type {number} */ value) => Math.round(value * 100) / 100
/** @param {Record<string, unknown>} figure */
const print = (figure) => console.log(JSON.stringify(figure))

const launch = (/** @type {string} */ profile) =>
  chromium.launchPersistentContext(join(work, profile), {
    executablePath,
    args: [...CHROMIUM_FLAGS],
    viewport: { width: 360, height: 740 },
  })

/**
 * Median milliseconds from navigation to a usable control, with the server dead and the page served
 * by its service worker, over fresh tabs.
 *
 * @param {string} dir @param {string} profile @param {string} selector @param {number} rate
 */
async function start(dir, profile, selector, rate) {
  const server = await serve({ dir, port: 0 })
  const context = await launch(profile)
  const first = await context.newPage()
  await first.goto(server.url)
  await first.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await first.waitForSelector(selector)
  await first.waitForTimeout(500)
  await server.close()
  const times = []
  for (let i = 0; i < 9; i++) {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate })
    await page.addInitScript((/** @type {string} */ wanted) => {
      const look = () => {
        if (document.querySelector(wanted))
          Object.assign(globalThis, { usableAt: performance.now() })
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }, selector)
    await page.goto(server.url)
    await page.waitForFunction(() => 'usableAt' in globalThis)
    times.push(await page.evaluate(() => /** @type {any} */ (globalThis).usableAt))
    await page.close()
  }
  await context.close()
  return median(times)
}

try {
  const dist = join(work, 'app')
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: dist, emptyOutDir: true },
  })

  // An empty page with one button, behind the very same service worker.
  const empty = join(work, 'empty')
  mkdirSync(empty)
  const html =
    '<!doctype html><meta charset="utf-8" /><title>empty</title><button>ok</button><script src="./empty.js"></script>'
  writeFileSync(join(empty, 'index.html'), html)
  writeFileSync(
    join(empty, 'empty.js'),
    "const policy = trustedTypes.createPolicy('shodo', { createScriptURL: (url) => url })\n" +
      "navigator.serviceWorker.register(policy.createScriptURL('./sw.js'))\n",
  )
  const { createHash } = await import('node:crypto')
  const sha = (/** @type {string} */ file) =>
    createHash('sha256')
      .update(readFileSync(join(empty, file)))
      .digest('hex')
  const files = ['empty.js', 'index.html'].map((url) => ({ url, sha: sha(url) }))
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { __BUILD__: '"empty"', __FILES__: JSON.stringify(files) },
    build: {
      outDir: empty,
      emptyOutDir: false,
      rolldownOptions: {
        input: join(ROOT, 'src/sw/sw.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  })

  for (const rate of [1, 6]) {
    const emptyMs = await start(empty, `empty-${rate}`, 'button', rate)
    const appMs = await start(dist, `app-${rate}`, 'a[href="#/first"]', rate)
    print({
      what: 'start from a dead network',
      cpu: `${rate}x`,
      emptyMs: round(emptyMs),
      appMs: round(appMs),
      ratio: round(appMs / emptyMs),
    })
  }

  const page1 = readFileSync(join(dist, 'index.html'), 'utf8')
  const scripts = [...page1.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
    (m) => m[1] ?? '',
  )
  const shipped = scripts.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length,
    0,
  )
  print({ what: 'initial JavaScript', gzipBytes: shipped, files: scripts.length })

  const benchDir = join(work, 'bench')
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: {
      outDir: benchDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: join(ROOT, 'src/cli/bench-page.ts'),
        output: { entryFileNames: 'bench.js' },
      },
    },
  })
  writeFileSync(
    join(benchDir, 'index.html'),
    '<!doctype html><meta charset="utf-8" /><script type="module" src="./bench.js"></script>',
  )
  const server = await serve({ dir: benchDir, port: 0 })
  const context = await launch('bench')
  const page = await context.newPage()
  await page.goto(server.url)
  await page.waitForFunction(() => document.title === 'bench ready')
  /** @param {string} name @param {unknown[]} args */
  const call = (name, ...args) =>
    page.evaluate(
      ([fn, given]) =>
        /** @type {any} */ (globalThis).bench[/** @type {string} */ (fn)](
          .../** @type {unknown[]} */ (given),
        ),
      /** @type {const} */ ([name, args]),
    )
  await call('appends', 50)
  await call('puts', 50)
  const ratios = []
  for (let i = 0; i < 7; i++) {
    const put = median(await call('puts', 100))
    const append = median(await call('appends', 100))
    ratios.push({ put, append, ratio: append / put })
  }
  const middle = ratios.sort((a, b) => a.ratio - b.ratio)[3]
  if (middle)
    print({
      what: 'append (decide, hash, sign, strict) beside a bare strict put',
      putMs: round(middle.put),
      appendMs: round(middle.append),
      ratio: round(middle.ratio),
    })

  const session = await context.newCDPSession(page)
  for (const count of [1_000, 10_000, 100_000]) {
    const log = await call('fill', count)
    for (const rate of [1, 6]) {
      await session.send('Emulation.setCPUThrottlingRate', { rate })
      const runs = []
      for (let i = 0; i < (count > 10_000 ? 3 : 5); i++) runs.push(await call('open', log))
      const exports = []
      for (let i = 0; i < 3; i++) exports.push(await call('exported', log))
      print({
        what: 'open and export',
        entries: runs[0]?.entries,
        cpu: `${rate}x`,
        readMs: round(median(runs.map((run) => run.read))),
        foldMs: round(median(runs.map((run) => run.fold))),
        openMs: round(median(runs.map((run) => run.total))),
        exportMs: round(median(exports.map((run) => run.ms))),
        exportBytes: exports[0]?.bytes,
      })
    }
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  }
  await context.close()
  await server.close()
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 })
}
