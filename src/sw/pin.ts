import { at, complete, put } from './builds.ts'

/**
 * Which build is served, and whether it was ever seen alive. A build that was pinned and does not
 * come up is left again for the last one that did; it is not taken a second time unasked. Both
 * entries are read by older and newer workers: what they mean never changes, and a worker that does
 * not know the trial leaves it as it is.
 */
const PIN = 'shodo-pin'
const TRIAL = 'shodo-trial.json'

interface Trial {
  /** The build last seen alive, and the one seen alive before it. */
  readonly good: string
  readonly before: string
  /** Starts of a build that was not seen alive yet, and when each began. */
  readonly starts: readonly { readonly build: string; readonly at: number }[]
  /** Builds that were left because they did not come up, or because the person said so. */
  readonly failed: readonly string[]
}

/** So many starts without a sign of life are one too many: the next one serves the good build. */
const START_LIMIT = 2
/** A browser that opens its last tabs again starts them all at once. */
const SAME_START_MS = 5_000

let known: Promise<string> | undefined
const readPin = async () => (await (await caches.match(at(PIN), { cacheName: PIN }))?.text()) ?? ''
// Read once a run of the worker: every file of a start asks for it, and only this worker moves it.
export const pinned = () => {
  known ??= readPin().catch((error: unknown) => {
    known = undefined
    throw error
  })
  return known
}
export async function pin(build: string) {
  await put(PIN, PIN, new Response(build))
  known = undefined
}

export async function trial(): Promise<Trial> {
  const kept = await (await caches.match(at(TRIAL), { cacheName: PIN }))?.json()
  return { good: '', before: '', starts: [], failed: [], ...kept }
}
const write = (next: Trial) => put(PIN, TRIAL, Response.json(next))

/** Pins a build on trial: until it is seen alive, what was pinned is not given up. */
export async function tryOut(build: string, failed: readonly string[]) {
  const [was, { good, before }] = [await pinned(), await trial()]
  await write({ good: good || (was === build ? '' : was), before, starts: [], failed })
  await pin(build)
}

/** A page of this version came up whole. Build ids start with their version. */
export async function seenAlive(version: string) {
  const [build, { good, failed }] = [await pinned(), await trial()]
  if (build === good || !build.startsWith(`${version}.`)) return
  const others = failed.filter((other) => other !== build)
  await write({ good: build, before: good, starts: [], failed: others })
}

/** The build there is to go back to, while it is kept: the last that was seen alive. */
export async function previous() {
  const [build, { good, before }] = [await pinned(), await trial()]
  const to = build === good ? before : good
  return (await complete()).find((kept) => kept.build === to && to !== build)?.build
}

export async function goBack() {
  const [build, { failed }, to] = [await pinned(), await trial(), await previous()]
  if (!to) return
  const left = [...failed.filter((other) => other !== to && other !== build), build]
  // First what is known of the build: a worker that ends in between goes back at the next start.
  await write({ good: to, before: '', starts: [], failed: left })
  await pin(to)
}

/** A page said that it does not come up. Of a build that did before, this says nothing. */
export async function startFailed() {
  if ((await pinned()) !== (await trial()).good) await goBack()
}

/** Counts the starts of a build on trial: one that hangs the page can say nothing itself. */
export async function beforeStart() {
  const [build, known] = [await pinned(), await trial()]
  if (build === known.good || known.good === '') return
  const starts = known.starts.filter((start) => start.build === build)
  if (known.failed.includes(build) || starts.length >= START_LIMIT) return await goBack()
  const now = Date.now()
  if (starts.some((start) => Math.abs(now - start.at) < SAME_START_MS)) return
  await write({ ...known, starts: [...starts, { build, at: now }] })
}
