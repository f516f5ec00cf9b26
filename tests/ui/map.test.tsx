import { cleanup, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LogId } from '../../src/domain/ids.ts'
import { FlowList } from '../../src/ui/components/flow/list.tsx'
import { FlowMap } from '../../src/ui/components/flow/map.tsx'
import { hashOf, routeFrom, useRoute } from '../../src/ui/route.ts'
import { MapScreen } from '../../src/ui/screens/map.tsx'
import { PrintMap } from '../../src/ui/screens/print-map.tsx'
import { shipped } from '../support/runbooks.ts'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

/** happy-dom lays nothing out: every element is as wide as the test says. */
function asWideAs(width: number): void {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(900)
}

function Place() {
  const route = useRoute()
  if (route.at === 'print') return <PrintMap />
  if (route.at !== 'incident') return null
  return route.tab === 'map' ? <MapScreen {...(route.item ? { item: route.item } : {})} /> : null
}

let world: World
let log: LogId

const at = (rest: string): void => {
  window.location.hash = `#/i/${log}/${rest}`
  window.dispatchEvent(new Event('hashchange'))
}

async function night(options: { mode?: 'live' | 'drill'; language?: 'ja' | 'en' } = {}) {
  const { mode = 'live', language = 'ja' } = options
  world = await makeWorld({
    start: '2026-11-22T05:00:00.000+09:00',
    prefs: { theme: 'auto', language },
  })
  const started = await world.session.startIncident({ runbookId: 'hospital', mode })
  log = started.log
  at('map')
}
const done = (step: string) =>
  world.session.record({ do: 'recordStep', step, outcome: 'done' as const })
const show = () => renderWithServices(<Place />, world)

const phase = (name: RegExp) => screen.getByRole('link', { name })
const node = (id: string) => {
  const found = document.querySelector(`a[data-step="${id}"]`)
  if (!found) throw new Error(`${id} is not on the map`)
  return found
}

beforeEach(() => {
  window.location.hash = ''
  asWideAs(360)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('places of the map', () => {
  it('live in the address, so that back, reload and links work', () => {
    for (const route of [
      { at: 'incident', log: 'x', tab: 'map' },
      { at: 'incident', log: 'x', tab: 'map', item: 'initial~list' },
      { at: 'print', log: 'x', what: 'map', sheet: 'a3' },
      { at: 'print', log: 'x', what: 'map', sheet: 'wall', phase: 'initial' },
    ] as const)
      expect(routeFrom(hashOf(route))).toEqual(route)
  })
})

describe.each([
  ['on a phone', 360],
  ['on a PC', 1280],
])('the map %s', (_, width) => {
  beforeEach(() => asWideAs(width))

  it('begins in the phase under way, and tells how far each phase is', async () => {
    await night()
    await done('DT-01')
    await show()
    expect(phase(/^検知/).getAttribute('aria-current')).toBe('true')
    expect(phase(/^検知/).textContent).toContain('1/7')
    expect(phase(/^初動対応/).getAttribute('aria-current')).toBeNull()
    expect(node('DT-01').textContent).toContain('済')
    expect(node('DT-02').textContent).toContain('いまここ')
    expect(node('DT-D1').textContent).toContain('まだ')
  })

  it('leads from a step to its card', async () => {
    await night()
    await show()
    expect(node('DT-01').getAttribute('href')).toBe(`#/i/${log}/steps/DT-01`)
  })

  it('shows another phase at its own address', async () => {
    await night()
    at('map/recovery')
    await show()
    expect(phase(/^復旧処理/).getAttribute('aria-current')).toBe('true')
    expect(node('RC-01')).toBeDefined()
    expect(document.querySelector('[data-step="DT-01"]')).toBeNull()
    expect(screen.getByText(/この段階に、開いている手順はありません/)).toBeDefined()
    const way = screen.getByRole('link', { name: /いまの段階「検知」を見る/ })
    expect(way.getAttribute('href')).toBe(`#/i/${log}/map/detection`)
  })

  it('takes an unknown phase for the one under way', async () => {
    await night()
    at('map/nowhere')
    await show()
    expect(phase(/^検知/).getAttribute('aria-current')).toBe('true')
  })

  it('shows the whole without peacetime, which has its own place', async () => {
    await night()
    at('map/whole')
    await show()
    for (const id of ['DT-01', 'IR-01', 'RC-10', 'PA-09']) expect(node(id)).toBeDefined()
    expect(document.querySelector('[data-step="PT-01"]')).toBeNull()
    expect(phase(/^平時/).getAttribute('href')).toBe(`#/i/${log}/map/peacetime`)
  })

  it('says which answer was chosen, and in which run a loop is', async () => {
    await night()
    await world.session.record({ do: 'decideStep', step: 'IR-D2', branch: 'spreading' })
    await done('IR-06')
    at('map/initial')
    await show()
    expect(node('IR-D2').textContent).toMatch(/いまここ ×2/)
    expect(document.body.textContent).toContain('いまここ ×2')
  })

  it('counts the systems of a step that is done system by system', async () => {
    await night()
    const [first, second] = [world.session.newId(), world.session.newId()]
    for (const [system, name] of [
      [first, '電子カルテ'],
      [second, '医事会計'],
    ] as const) {
      await world.session.record({ do: 'nameSystem', system, name })
      await world.session.record({ do: 'openStep', step: 'RC-04', system })
    }
    await world.session.record({ do: 'recordStep', step: 'RC-04', outcome: 'done', system: first })
    at('map/recovery')
    await show()
    expect(node('RC-04').textContent).toContain('2系統（いま1・済1）')
    // One system is left: the card opens for it.
    expect(node('RC-04').getAttribute('href')).toContain(encodeURIComponent(`RC-04~${second}`))
  })

  it('jumps to the first open step, one of mine before the others', async () => {
    await night()
    await done('DT-01')
    const role = shipped('hospital').steps.find(({ id }) => id === 'DT-02')?.role ?? ''
    await world.session.record({ do: 'takeRole', name: '事務長', roles: [role] })
    await show()
    fireEvent.click(screen.getByRole('button', { name: /いまここ: DT-02 .* ほか2件/ }))
    expect(document.activeElement).toBe(node('DT-02'))
    expect(node('DT-02').textContent).toContain('自分')
  })

  it('speaks English', async () => {
    await night({ language: 'en' })
    await done('DT-01')
    await show()
    expect(node('DT-01').textContent).toMatch(/^DT-01\s?Done\s?Notice it .*Clinical/)
    expect(document.body.textContent).not.toMatch(/[぀-ヿ]/)
  })

  it('looks another way in a drill', async () => {
    await night({ mode: 'drill' })
    await show()
    expect(document.querySelector('.map.drill')).not.toBeNull()
    cleanup()
    await night()
    await show()
    expect(document.querySelector('.map.drill')).toBeNull()
  })
})

describe('the list', () => {
  it('has what the picture has, with the ways in words', async () => {
    await night()
    await world.session.record({ do: 'decideStep', step: 'IR-D1', branch: 'attack' })
    at('map/initial')
    await show()
    const pictured = [...document.querySelectorAll('[data-step]')].map((element) =>
      element.getAttribute('data-step'),
    )
    cleanup()
    at('map/initial~list')
    await show()
    const listed = [...document.querySelectorAll('[data-step]')].map((element) =>
      element.getAttribute('data-step'),
    )
    expect([...listed].sort()).toEqual([...pictured].sort())
    expect(screen.getByRole('link', { name: '一覧' }).getAttribute('aria-current')).toBe('true')
    const item = node('IR-D1').closest('li')
    if (!item) throw new Error('no item')
    const ways = within(item).getByRole('list')
    expect(ways.textContent).toContain('はい・疑い・不明（選んだ）→ IR-06')
    expect(ways.textContent).toContain('いいえ（根拠をもって除外できた）（選ばない）→ PA-00')
    const loop = node('IR-D2').closest('li')?.textContent
    expect(loop).toContain('もう一度 IR-06')
  })
})

describe('a runbook without an incident', () => {
  it.each([360, 1280])(
    'is drawn with nothing reached and nothing to tap (%i px)',
    async (width) => {
      asWideAs(width)
      await renderWithServices(<FlowMap runbook={shipped('clinic')} />)
      expect(document.body.textContent).toContain('PT-01')
      expect(document.body.textContent).toContain('PA-01')
      expect(document.querySelector('a')).toBeNull()
      expect(document.body.textContent).not.toContain('いまここ')
    },
  )

  it('is listed so too', async () => {
    await renderWithServices(<FlowList runbook={shipped('clinic')} />)
    expect(screen.getAllByRole('heading', { level: 2 }).map((h) => h.textContent)).toEqual([
      '平時',
      '検知',
      '初動対応',
      '復旧処理',
      '事後対応',
    ])
    expect(document.querySelector('a')).toBeNull()
    expect(document.body.textContent).toContain('疑い・不明→ IR-01')
  })
})

describe('the map on paper', () => {
  it('says on every sheet what it is: live or drill, which record, which page', async () => {
    await night({ mode: 'drill' })
    at('map-sheet/a4')
    await show()
    const sheets = [...document.querySelectorAll('.map-sheet')]
    expect(sheets.length).toBeGreaterThanOrEqual(5)
    sheets.forEach((sheet, i) => {
      expect(sheet.textContent).toContain('訓練')
      expect(sheet.textContent).toContain('訓練の記録です')
      expect(sheet.textContent).toContain(log)
      expect(sheet.textContent).toContain(`${i + 1}/${sheets.length}`)
    })
    expect(screen.getByText(`A4縦・${sheets.length}枚。段階ごとに1枚です。`)).toBeDefined()
  })

  it('puts the whole on one A3 sheet and prints on a tap', async () => {
    await night()
    at('map-sheet/a3')
    await show()
    expect(document.querySelectorAll('.map-sheet')).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: '印刷する' }))
    expect(world.asked).toContain('print')
  })

  it('fills a wall, with the open steps in words', async () => {
    await night()
    await done('DT-01')
    asWideAs(1600)
    at('map-sheet/wall')
    await show()
    const open = screen.getByRole('region', { name: 'いま開いている手順 3' })
    expect(open.textContent).toContain('DT-02')
    expect(document.querySelector('.flow-poster')?.textContent).toContain('PA-09')
    // It is looked at, not tapped: forty small targets would be in everybody's way.
    expect(document.querySelector('a[data-step]')).toBeNull()
  })
})
