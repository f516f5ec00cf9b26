import type { Build } from './builds.ts'
import { complete, fill, from, missing, PREFIX, pin, pinned, SCOPE } from './builds.ts'

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

/** Deletes what is neither pinned nor newest, at a moment when no window can be running it. */
async function sweep() {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (windows.length > 0 || self.registration.installing) return
  const keep = [PREFIX + (await pinned()), PREFIX + (await complete())[0]?.build]
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
  // Any other build answers for a page that was loaded before the pin moved.
  const found =
    (await from(await pinned(), file)) ?? (await caches.match(new URL(file, SCOPE).href))
  if (found) return found
  // A page served under a deeper address would break its relative ones: offline, send it home.
  return mode === 'navigate' ? fromNetwork().catch(() => Response.redirect(SCOPE)) : fromNetwork()
}

async function movePin() {
  const newest = (await complete())[0] ?? { build: __BUILD__, order: 1, files: __FILES__ }
  await fill(newest) // mends it where it was damaged
  await pin(newest.build)
}

async function status() {
  const [build, builds] = [await pinned(), await complete()]
  const own = builds.find((kept) => kept.build === build)
  const lost = own ? (await missing(own)).map(({ url }) => url) : []
  const ready = own !== undefined && lost.length === 0
  const latest = builds[0]?.build ?? build
  const files = own?.files.length ?? 0
  return { build: __BUILD__, pinned: build, latest, ready, files, missing: lost }
}

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(SCOPE)) return
  event.respondWith(serve(request, () => fetch(request)))
  if (request.mode === 'navigate') event.waitUntil(sweep())
})
self.addEventListener('message', (event) => {
  const move = event.data?.type === 'pin.move'
  if (!move && event.data?.type !== 'status') return
  // A move that fails leaves the pin where it was; the answer tells.
  const moved = move ? movePin().catch(() => undefined) : Promise.resolve()
  event.waitUntil(moved.then(status).then((answer) => event.ports[0]?.postMessage(answer)))
})
