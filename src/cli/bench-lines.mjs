/**
 * The figures of `npm run bench` that come out of `bench-page.ts`.
 *
 * @typedef {object} Bench
 * @property {(name: string, ...args: unknown[]) => Promise<any>} call a part of the page
 * @property {(rate: number) => Promise<void>} slow the processor, by this factor
 * @property {() => Promise<void>} restart the browser, with the same profile
 * @property {(figure: Record<string, unknown>) => void} print
 */

export const median = (/** @type {number[]} */ values) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
export const round = (/** @type {number} */ value) => Math.round(value * 100) / 100

/** @param {Bench} bench */
export async function append({ call, print }) {
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
}

/** @param {Bench} bench */
export async function open({ call, slow, print }) {
  for (const count of [1_000, 10_000, 100_000]) {
    const log = await call('fill', count)
    for (const rate of [1, 6]) {
      await slow(rate)
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
    await slow(1)
  }
}

/**
 * Fifty devices' record taken in at once. The last column is what must not grow.
 *
 * @param {Bench} bench
 */
export async function merge({ call, print }) {
  for (const each of [200, 1_000, 2_000]) {
    const events = await call('makeCopy', 50, each)
    const { examine, take, again, fold } = await call('merge')
    print({
      what: 'merge of a copy',
      ...{ devices: 50, events },
      examineMs: round(examine),
      takeMs: round(take),
      staleMs: round(again),
      foldMs: round(fold),
      microsecondsAnEvent: round(((examine + take) * 1000) / events),
    })
  }
}

/**
 * A record with photos as a ZIP, out and in again.
 *
 * @param {Bench} bench
 */
export async function carry({ call, print }) {
  await call('makeCopy', 3, 3_267)
  const { events, size, write, read, take, keep } = await call('carry', 200)
  print({
    what: 'export and import with 200 photos',
    ...{ events, bytes: size },
    exportMs: round(write),
    readAndJudgeMs: round(read),
    takeMs: round(take),
    keepPhotosMs: round(keep),
  })
}

/** @param {Bench} bench */
export async function photos({ call, slow, print }) {
  for (const [cpu, count] of /** @type {const} */ ([
    [1, 15],
    [6, 5],
  ])) {
    await slow(cpu)
    const { times, bytes } = await call('photos', count, 4000, 3000)
    print({
      what: 'photo to recorded',
      ...{ bytes, cpu: `${cpu}x` },
      medianMs: round(median(times)),
      slowestMs: round(Math.max(...times)),
    })
  }
  await slow(1)
}

/** @param {Bench} bench */
export async function manyPhotos({ call, restart, print }) {
  for (const count of [50, 500]) {
    const { log, times, bytes } = await call('photos', count, 1600, 1200)
    await restart()
    const run = await call('openPhotos', log)
    print({
      what: 'open with photos',
      ...{ photos: run.photos, bytesEach: bytes },
      openMs: round(run.open),
      twelvePicturesMs: round(run.pictures),
      checkAllMs: round(run.check),
      firstTenMs: round(median(times.slice(0, 10))),
      lastTenMs: round(median(times.slice(-10))),
    })
  }
}

/** @param {Bench} bench */
export async function heal({ call, restart, print }) {
  for (const count of [1_000, 10_000]) {
    await call('boot')
    await call('fill', count)
    await restart()
    const sound = await call('boot')
    await call('lose')
    await restart()
    const lost = await call('boot')
    print({
      what: 'start after the database was lost (healed from the second copy)',
      entries: count,
      soundMs: round(sound.ms),
      healMs: round(lost.ms),
      healed: lost.healed,
    })
  }
}
