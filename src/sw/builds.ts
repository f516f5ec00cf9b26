/**
 * Every build of the app in a cache of its own. The cache names and the list are read by older and
 * newer workers as well: their meaning never changes.
 */
declare const self: ServiceWorkerGlobalScope

export interface Build {
  readonly build: string
  /** Grows with every install. Not a time: clocks are set back. */
  readonly order: number
  readonly files: readonly { readonly url: string; readonly sha: string }[]
}

export const PREFIX = 'shodo-build-'
const LIST = 'shodo-build.json'
export const SCOPE = self.registration.scope

export const at = (url: string) => new URL(url, SCOPE).href
// caches.match with a name does not create, unlike caches.open, the cache it does not find.
export const from = (build: string, url: string) =>
  caches.match(at(url), { cacheName: PREFIX + build })
export const put = async (cache: string, url: string, response: Response) =>
  (await caches.open(cache)).put(at(url), response)

/** The builds whose list was written, which happens last; the newest is first. */
export async function complete(): Promise<Build[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX))
  const lists = await Promise.all(names.map((name) => from(name.slice(PREFIX.length), LIST)))
  const builds: Build[] = await Promise.all(lists.flatMap((list) => list?.json() ?? []))
  return builds.sort((a, b) => b.order - a.order)
}

/** A copy of exactly the wanted bytes; it also sheds `redirected`, which navigations refuse. */
async function verified(response: Response | undefined, sha: string) {
  if (!response?.ok) return undefined
  const bytes = await response.arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex === sha ? new Response(bytes, { headers: response.headers }) : undefined
}

export async function missing({ build, files }: Build) {
  const kept = await Promise.all(files.map(async (f) => verified(await from(build, f.url), f.sha)))
  return files.filter((_, index) => !kept[index])
}

/** Completes a build's cache; what another build has already is not fetched again. */
export async function fill(build: Build) {
  const add = async ({ url, sha }: Build['files'][number]) => {
    const kept = await verified(await caches.match(at(url)), sha)
    const file = kept ?? (await verified(await fetch(at(url), { cache: 'no-cache' }), sha))
    if (!file) throw new Error(`${url} is not the file of build ${build.build}`)
    await put(PREFIX + build.build, url, file)
  }
  await Promise.all((await missing(build)).map(add))
  if ((await missing(build)).length > 0) throw new Error('the cache kept too little')
  await put(PREFIX + build.build, LIST, Response.json(build))
}
