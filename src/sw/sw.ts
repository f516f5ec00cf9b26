/**
 * Serves the app from the build that is *pinned*, so that a new version never changes the app under
 * an open incident, not even across a cold start. skipWaiting and clients.claim are safe with it:
 * a newer worker changes who serves, not what is served. It answers from the pinned build until a
 * page says `pin.move`, and pages already running keep finding their own hashed files, because no
 * build is deleted while a window is open. In return, cache names, the list, the pin and the
 * messages are a contract with every older page and build: their meaning must never change.
 */
declare const self: ServiceWorkerGlobalScope
declare const __BUILD__: string
declare const __FILES__: readonly BuildFile[]

export interface BuildFile {
  readonly url: string
  readonly sha: string
}

const PREFIX = 'shodo-build-'
const PIN = 'shodo-pin'
const LIST = 'shodo-build.json'
const SCOPE = self.registration.scope

const at = (url: string) => new URL(url, SCOPE).href
// caches.match with a name does not create, unlike caches.open, the cache it does not find.
const from = (build: string, url: string) => caches.match(at(url), { cacheName: PREFIX + build })
const pinned = async () => (await (await caches.match(at(PIN), { cacheName: PIN }))?.text()) ?? ''
const pin = async () => (await caches.open(PIN)).put(at(PIN), new Response(__BUILD__))
const list = async (build: string): Promise<BuildFile[]> =>
  (await (await from(build, LIST))?.json()) ?? []

/** A copy of exactly the wanted bytes; it also sheds `redirected`, which navigations refuse. */
async function verified(response: Response | undefined, sha: string) {
  if (!response?.ok) return undefined
  const bytes = await response.arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex === sha ? new Response(bytes, { headers: response.headers }) : undefined
}

async function missing(build: string, files: readonly BuildFile[]) {
  const kept = await Promise.all(files.map(async (f) => verified(await from(build, f.url), f.sha)))
  return files.filter((_, index) => !kept[index])
}

/** Completes this build's cache; what another build has already is not fetched again. */
async function fill() {
  const cache = await caches.open(PREFIX + __BUILD__)
  const add = async ({ url, sha }: BuildFile) => {
    const kept = await verified(await caches.match(at(url)), sha)
    const file = kept ?? (await verified(await fetch(at(url), { cache: 'no-cache' }), sha))
    if (!file) throw new Error(`${url} is not the file of build ${__BUILD__}`)
    await cache.put(at(url), file)
  }
  await Promise.all((await missing(__BUILD__, __FILES__)).map(add))
  // Asked again by name: a cache deleted under its open handle keeps nothing and does not say so.
  if ((await missing(__BUILD__, __FILES__)).length > 0) throw new Error('the cache kept too little')
  await cache.put(at(LIST), Response.json(__FILES__)) // last: a build with its list is complete
}

/** Deletes what is neither pinned nor newest, at a moment when no window can be running it. */
async function sweep() {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (windows.length > 0 || self.registration.installing) return
  const keep = [PREFIX + __BUILD__, PREFIX + (await pinned())]
  const old = (await caches.keys()).filter((n) => n.startsWith(PREFIX) && !keep.includes(n))
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function adopt() {
  // A pin whose build is gone holds nothing still any more.
  if ((await list(await pinned())).length === 0) await pin()
  await sweep()
  await self.clients.claim()
}

async function serve({ url, mode }: Request, fromNetwork: () => Promise<Response>) {
  const file = url.replace(/[?#].*/, '').replace(SCOPE, '') || 'index.html'
  // Any other build answers for a page that was loaded before the pin moved.
  const found = (await from(await pinned(), file)) ?? (await caches.match(at(file)))
  if (found) return found
  // A page served under a deeper address would break its relative ones: offline, send it home.
  return mode === 'navigate' ? fromNetwork().catch(() => Response.redirect(SCOPE)) : fromNetwork()
}

async function status() {
  const [build, complete] = [await pinned(), (await list(__BUILD__)).length > 0]
  const files = await list(build)
  const lost = (await missing(build, files)).map(({ url }) => url)
  const ready = files.length > 0 && lost.length === 0
  const latest = complete ? __BUILD__ : build
  return { build: __BUILD__, pinned: build, latest, ready, files: files.length, missing: lost }
}

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(adopt()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(SCOPE)) return
  event.respondWith(serve(request, () => fetch(request)))
  if (request.mode === 'navigate') event.waitUntil(sweep())
})
self.addEventListener('message', (event) => {
  const move = event.data?.type === 'pin.move'
  if (!move && event.data?.type !== 'status') return
  // A repair that fails leaves the pin where it was; the answer tells.
  const moved = move ? fill().then(pin, () => undefined) : Promise.resolve()
  event.waitUntil(moved.then(status).then((answer) => event.ports[0]?.postMessage(answer)))
})
