import { useLayoutEffect, useState } from 'preact/hooks'

/** Places in the app. They live in the address after `#`, so that back, reload and links work. */
export type Route =
  | { readonly at: 'home' }
  | { readonly at: 'first' }
  | { readonly at: 'start' }
  | { readonly at: 'settings' }
  | { readonly at: 'runbook' }
  | { readonly at: 'search' }
  /** Measured times over the drills of this device. */
  | { readonly at: 'drills' }
  | { readonly at: 'import' }
  /** Choosing a drill; with a scenario and a cut, who plays what. */
  | { readonly at: 'drill'; readonly scenario?: string; readonly cut?: string }
  | { readonly at: 'camera' }
  | {
      readonly at: 'incident'
      readonly log: string
      readonly tab: Tab
      readonly item?: string
      /** A photo or file of the entry. */
      readonly file?: string
    }
  | { readonly at: 'wall'; readonly log: string }
  /** What the players of a drill see, without what is expected of them. */
  | { readonly at: 'room'; readonly log: string }
  | { readonly at: 'qr'; readonly log: string }
  | { readonly at: 'print'; readonly log: string; readonly what: 'chronology' }
  | {
      readonly at: 'print'
      readonly log: string
      readonly what: 'map'
      readonly sheet: MapSheet
      readonly phase?: string
    }
  | {
      readonly at: 'print'
      readonly log: string
      readonly what: 'board'
      readonly paper: BoardSheet
    }
  | {
      readonly at: 'print'
      readonly log: string
      readonly what: 'drill'
      readonly paper: DrillPaper
    }
  | {
      readonly at: 'print'
      readonly log: string
      readonly what: 'anchor'
      readonly checkpoint: string
    }
  | {
      readonly at: 'print'
      readonly log: string
      readonly what: 'evidence'
      readonly paper: EvidencePaper
      /** The hand-over the sheet is of; without one it is blank. */
      readonly entry?: string
    }
  | { readonly at: 'print'; readonly log: null; readonly what: 'poster' }

/**
 * `steps` with an item is a step card; `log` with an item is an entry; `all` finds any step; `map`
 * with an item is a phase, the whole, or either as a list; `board` with an item is read aloud, handed
 * over, or a meeting; `evidence` is the register, with an item one of it, or a form; `export` with the item `table`
 * takes in a table kept elsewhere, with `redact` texts are blacked out and erased (`redact~ID`: those of an entry); `drill` is where a drill is run, with an item its plan or what comes after it.
 */
export type Tab =
  | 'steps'
  | 'all'
  | 'log'
  | 'board'
  | 'map'
  | 'contacts'
  | 'export'
  | 'evidence'
  | 'drill'

const tabs: readonly Tab[] = [
  ...(['steps', 'all', 'log', 'board', 'map', 'contacts', 'export', 'evidence', 'drill'] as const),
]

/** The map on paper, or large on a wall. */
export type MapSheet = 'a3' | 'a4' | 'wall'

const sheets: readonly MapSheet[] = ['a3', 'a4', 'wall']

/** The board on paper: itself, the sheet of an HQ meeting, or the hand-over. */
export type BoardSheet = 'board' | 'meeting' | 'handover'

const boardSheets: readonly BoardSheet[] = ['board', 'meeting', 'handover']

/** Of a drill: injects as cards, what an observer ticks, the after-action report, its one page. */
export type DrillPaper = 'cards' | 'observer' | 'report' | 'record'

const drillPapers: readonly DrillPaper[] = ['cards', 'observer', 'report', 'record']

/** Of the evidence register: tags to put on things, and the sheet both sides sign (授受書). */
export type EvidencePaper = 'tags' | 'handover'

export function routeFrom(hash: string): Route {
  const [first, second, third, fourth, fifth] = hash.replace(/^#\/?/, '').split('/').map(decode)
  switch (first) {
    case 'first':
    case 'start':
    case 'settings':
    case 'runbook':
    case 'search':
    case 'drills':
    case 'import':
    case 'camera':
      return { at: first }
    case 'poster':
      return { at: 'print', log: null, what: 'poster' }
    case 'drill':
      return {
        at: 'drill',
        ...(second ? { scenario: second } : {}),
        ...(second && third ? { cut: third } : {}),
      }
    case 'i': {
      if (!second) return { at: 'home' }
      if (third === 'print') return { at: 'print', log: second, what: 'chronology' }
      if (third === 'map-sheet') {
        const [name, phase] = (fourth ?? '').split('~')
        const sheet = sheets.find((s) => s === name) ?? 'a3'
        return { at: 'print', log: second, what: 'map', sheet, ...(phase ? { phase } : {}) }
      }
      if (third === 'anchor' && fourth)
        return { at: 'print', log: second, what: 'anchor', checkpoint: fourth }
      if (third === 'wall' || third === 'room' || third === 'qr') return { at: third, log: second }
      if (third === 'board-sheet') {
        const paper = boardSheets.find((s) => s === fourth) ?? 'board'
        return { at: 'print', log: second, what: 'board', paper }
      }
      if (third === 'evidence-sheet')
        return {
          ...{ at: 'print', log: second, what: 'evidence' },
          paper: fourth === 'tags' ? 'tags' : 'handover',
          ...(fifth ? { entry: fifth } : {}),
        }
      if (third === 'drill-sheet') {
        const paper = drillPapers.find((s) => s === fourth) ?? 'report'
        return { at: 'print', log: second, what: 'drill', paper }
      }
      const tab = tabs.find((t) => t === third) ?? 'steps'
      const item = fourth ? { item: fourth } : {}
      const file = fifth && tab === 'log' ? { file: fifth } : {}
      return { at: 'incident', log: second, tab, ...item, ...file }
    }
    default:
      return { at: 'home' }
  }
}

export function hashOf(route: Route): string {
  switch (route.at) {
    case 'home':
      return '#/'
    case 'first':
    case 'start':
    case 'settings':
    case 'runbook':
    case 'search':
    case 'drills':
    case 'import':
    case 'camera':
      return `#/${route.at}`
    case 'incident':
      return ['#/i', route.log, route.tab, ...below(route.item), ...below(route.file)].join('/')
    case 'drill':
      return ['#/drill', ...below(route.scenario), ...below(route.cut)].join('/')
    case 'wall':
    case 'room':
    case 'qr':
      return `#/i/${route.log}/${route.at}`
    case 'print':
      return printHash(route)
  }
}

function printHash(route: Extract<Route, { at: 'print' }>): string {
  switch (route.what) {
    case 'poster':
      return '#/poster'
    case 'chronology':
      return `#/i/${route.log}/print`
    case 'anchor':
      return `#/i/${route.log}/anchor/${route.checkpoint}`
    case 'map': {
      const item = route.phase ? `${route.sheet}~${route.phase}` : route.sheet
      return `#/i/${route.log}/map-sheet/${encodeURIComponent(item)}`
    }
    case 'board':
      return `#/i/${route.log}/board-sheet/${route.paper}`
    case 'evidence':
      return [`#/i/${route.log}/evidence-sheet`, route.paper, ...below(route.entry)].join('/')
    case 'drill':
      return `#/i/${route.log}/drill-sheet/${route.paper}`
  }
}

/** The log a place shows; null where it shows none. */
export const logAt = (route: Route): string | null => ('log' in route ? route.log : null)

const below = (part: string | undefined): readonly string[] =>
  part ? [encodeURIComponent(part)] : []

export function go(route: Route): void {
  window.location.hash = hashOf(route)
}

/** Replaces the present place, so that back does not return to it. */
export function goInstead(route: Route): void {
  window.location.replace(hashOf(route))
}

export function useRoute(): Route {
  const [hash, setHash] = useState(window.location.hash)
  // With the first paint, not after it: a tap in between would lead nowhere.
  useLayoutEffect(() => {
    const changed = (): void => setHash(window.location.hash)
    window.addEventListener('hashchange', changed)
    return () => window.removeEventListener('hashchange', changed)
  }, [])
  return routeFrom(hash)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
