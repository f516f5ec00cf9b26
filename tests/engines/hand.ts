import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What is meant on a page, as a person would say it: by what it is and what it is called. */
export interface Target {
  readonly role: string
  readonly name?: string | RegExp
  /** Looked for inside of this only. */
  readonly within?: Target
}

/** A file that the app handed out of the browser. */
export interface HandedOut {
  readonly name: string
  readonly path: string
  readonly bytes: Uint8Array
}

/** A browser, by what its driver can do. Whatever is done waits until it can be done. */
export interface Hand {
  goTo(url: string): Promise<void>
  /** Asks the page; `look` knows nothing of this side but `given`. */
  ask<Given, Answer>(
    look: (given: Given) => Answer | Promise<Answer>,
    given: Given,
  ): Promise<Answer>
  tap(target: Target): Promise<void>
  write(target: Target, text: string): Promise<void>
  /** Taps what opens the device's choice of files, and chooses these. */
  choose(target: Target, files: readonly string[]): Promise<void>
  screenshot(file: string): Promise<void>
  /** Where the browser puts what is handed out of it. */
  readonly downloads: string
  /** Ends the browser's process. */
  end(): Promise<void>
}

export interface Engine {
  /** Starts the browser with a profile that stays; an empty folder for a new one. */
  open(profile: string): Promise<Hand>
  /** Ends what was started beside the browsers. */
  close(): Promise<void>
}

/** Repeats `look` until it gives something. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  ms = 30_000,
): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    const found = await look()
    if (found) return found
    if (performance.now() > end) throw new Error(`waited ${ms / 1000} s: ${what}`)
    await new Promise((resume) => setTimeout(resume, 100))
  }
}

const seenText = (): string => document.body.innerText

/** Waits until these words stand on the page. */
export const see = (hand: Hand, words: string, ms?: number): Promise<unknown> =>
  until(
    `「${words}」 is seen`,
    async () => (await hand.ask(seenText, null).catch(() => '')).includes(words),
    ms,
  ).catch(async (error: Error) => {
    throw new Error(`${error.message}; seen was:\n${await hand.ask(seenText, null)}`)
  })

/** The file that a tap hands out, once it is whole. */
export async function handedOut(hand: Hand, target: Target): Promise<HandedOut> {
  const before = new Set(existsSync(hand.downloads) ? readdirSync(hand.downloads) : [])
  await hand.tap(target)
  const name = await until('a file is handed out', () => {
    const names = existsSync(hand.downloads) ? readdirSync(hand.downloads) : []
    if (names.some((one) => one.endsWith('.part'))) return null
    return names.find(
      (one) => !before.has(one) && readFileSync(join(hand.downloads, one)).length > 0,
    )
  })
  const path = join(hand.downloads, name)
  return { name, path, bytes: new Uint8Array(readFileSync(path)) }
}

/**
 * Roles and names are computed in the page by the library that the component tests use, so that both
 * drivers find what the same rule finds.
 */
export const finder: string = readFileSync(
  join(
    dirname(createRequire(import.meta.url).resolve('@testing-library/dom/package.json')),
    'dist/@testing-library/dom.umd.min.js',
  ),
  'utf8',
)

export interface Sought {
  readonly role: string
  readonly name: string | null
  readonly pattern: string | null
}

/** The way to a target from the outside in, in a form that a driver carries over. */
export function soughtOf({ role, name, within }: Target): readonly Sought[] {
  const one: Sought = {
    role,
    name: typeof name === 'string' ? name : null,
    pattern: name instanceof RegExp ? name.source : null,
  }
  return [...(within ? soughtOf(within) : []), one]
}

/** Runs in the page: the one visible element that is sought, scrolled to; null while it cannot be used. */
export function locate(way: readonly Sought[]): Element | null {
  const { TestingLibraryDom: library } = globalThis as unknown as {
    TestingLibraryDom?: {
      queryAllByRole(within: Element, role: string, by: { name?: string | RegExp }): Element[]
    }
  }
  if (!library) throw new Error('the finder is not there')
  let place: Element = document.body
  for (const { role, name, pattern } of way) {
    const by = name !== null ? { name } : pattern !== null ? { name: new RegExp(pattern) } : {}
    const [found, second] = library.queryAllByRole(place, role, by)
    if (second) throw new Error(`there are several ${role} ${name ?? pattern ?? ''}`)
    if (!found) return null
    place = found
  }
  if (place.getAttribute('aria-disabled') === 'true') return null
  place.scrollIntoView({ block: 'center', inline: 'nearest' })
  return place
}
