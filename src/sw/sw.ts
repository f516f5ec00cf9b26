import type { Build } from './builds.ts'
import { complete, fill, from, missing, PREFIX, SCOPE } from './builds.ts'
import * as pins from './pin.ts'
import { pin, pinned } from './pin.ts'

/**
 * Serves the app from the build that is *pinned*, so that a new version never changes the app under
 * an open incident, not even across a cold start. skipWaiting and clients.claim are safe with it:
 * a newer worker changes who serves, not what is served. It answers from the pinned build until a
 * page says `pin.move`, and pages already running keep finding their own hashed files, because no
 * build is deleted while a window is open. Whichever worker is active answers for all builds: a
 * newer one was seen waiting for minutes in spite of skipWaiting (Chromium 156). So cache names,
 * list, pin and messages are a contract with older and newer builds; their meaning never changes.
 */
declare const self: ServiceWorkerGlobalScope
declare const __BUILD__: string
declare const __FILES__: Build['files']

async function install() {
  const order = ((await complete())[0]?.order ?? 0) + 1
  await fill({ build: __BUILD__, order, files: __FILES__ })
  await self.skipWaiting()
}

/** Deletes what nobody will ask for again, at a moment when no window can be running it. */
async function sweep() {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (windows.length > 0 || self.registration.installing) return
  const { good, before } = await pins.trial()
  const keep = [await pinned(), good, before, (await complete())[0]?.build].map((b) => PREFIX + b)
  const old = (await caches.keys()).filter((n) => n.startsWith(PREFIX) && !keep.includes(n))
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function activate() {
  const [build, builds] = [await pinned(), await complete()]
  // A pin whose build is gone holds nothing still any more.
  if (!builds.some((kept) => kept.build === build)) await pin(__BUILD__)
  await self.clients.claim()
}

async function serve({ url, mode }: Request, fromNetwork: () => Promise<Response>) {
  const file = url.replace(/[?#].*/, '').replace(SCOPE, '') || 'index.html'
  // What cannot be counted must not keep the app from starting.
  if (mode === 'navigate' && file === 'index.html') await pins.beforeStart().catch(() => undefined)
  // Any other build answers for a page that was loaded before the pin moved.
  const found =
    (await from(await pinned(), file)) ?? (await caches.match(new URL(file, SCOPE).href))
  if (found) return found
  // A page served under a deeper address would break its relative ones: offline, send it home.
  return mode === 'navigate' ? fromNetwork().catch(() => Response.redirect(SCOPE)) : fromNetwork()
}

/** To the newest build that did not fail here before; `again` gives those another try. */
async function movePin(again: boolean) {
  const failed = again ? [] : (await pins.trial()).failed
  const newest = (await complete()).find(({ build }) => !failed.includes(build))
  const next = newest ?? { build: __BUILD__, order: 1, files: __FILES__ }
  await fill(next) // mends it where it was damaged
  await pins.tryOut(next.build, failed)
}

async function status(before: string) {
  const [build, builds, { failed }] = [await pinned(), await complete(), await pins.trial()]
  const own = builds.find((kept) => kept.build === build)
  const lost = own ? (await missing(own)).map(({ url }) => url) : []
  const left = failed.find((other) => other === builds[0]?.build) ?? null
  const latest = builds.find((kept) => !failed.includes(kept.build))?.build ?? build
  return {
    ...{ build: __BUILD__, pinned: build, latest, moved: build !== before },
    ...{ ready: own !== undefined && lost.length === 0, files: own?.files.length ?? 0 },
    ...{ missing: lost, failed: left, previous: (await pins.previous()) ?? null },
  }
}

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(SCOPE)) return
  event.respondWith(serve(request, () => fetch(request)))
  if (request.mode === 'navigate') event.waitUntil(sweep())
})

/** What a page may ask; each is answered with the status afterwards. */
const acts: Readonly<Record<string, (again: boolean) => Promise<void>>> = {
  status: async () => undefined,
  'pin.move': movePin,
  'pin.back': pins.goBack,
  'start.failed': pins.startFailed,
}

async function answer({ type, alive, again }: Record<string, unknown>) {
  const before = await pinned()
  if (typeof alive === 'string') await pins.seenAlive(alive).catch(() => undefined)
  // An act that fails leaves the pin where it was; the answer tells.
  await acts[String(type)]?.(again === true).catch(() => undefined)
  return status(before)
}

self.addEventListener('message', (event) => {
  if (!Object.hasOwn(acts, event.data?.type)) return
  event.waitUntil(answer(event.data).then((told) => event.ports[0]?.postMessage(told)))
})
