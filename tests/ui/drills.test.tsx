import { render } from '@testing-library/preact'
import { describe, expect, it } from 'vitest'
import type { Series } from '../../src/domain/drill/series.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { DrillSeries } from '../../src/ui/components/drill/series.tsx'
import { ServicesProvider } from '../../src/ui/context.ts'
import { shippedScenario } from '../support/scenarios.ts'
import { makeWorld } from '../support/ui.tsx'

const minutes = (n: number): number => n * 60_000

const drill = (at: string) => ({
  log: at,
  at: `${at}T14:00:00.000+09:00` as Instant,
  scenario: { id: 'night-printer', title: { ja: '夜間プリンタ', en: 'The printers at night' } },
  minutes: 15,
  elsewhere: at.startsWith('2025'),
  items: [],
})

const nights = shippedScenario('night-printer').nights.flatMap((night) =>
  night.values
    .filter(({ measure }) => measure === 'ppc-told' || measure === 'police-told')
    .map((value) => ({ night, value })),
)

const series: Series = {
  id: 'police-told',
  title: { ja: '警察へ通報した', en: 'Police told' },
  scenario: null,
  points: [
    { drill: drill('2025-11-01'), verdict: 'missed', tookMs: null, targetMs: minutes(60) },
    { drill: drill('2026-11-01'), verdict: 'met', tookMs: minutes(41), targetMs: minutes(60) },
  ],
  nights,
}

describe('times over the drills', () => {
  it('say in a table what the bars show, and draw no bar where no time was published', async () => {
    const { services } = await makeWorld()
    const { container } = render(
      <ServicesProvider value={services}>
        <DrillSeries series={series} />
      </ServicesProvider>,
    )
    const rows = [...container.querySelectorAll('.series-rows > li')]
    const table = [...container.querySelectorAll('tbody tr')]
    expect(rows).toHaveLength(table.length)
    for (const [i, row] of table.entries())
      for (const cell of row.children)
        expect(rows[i]!.textContent).toContain(cell.textContent!.trim())
    expect(rows[0]!.querySelector('.series-took')).toBeNull()
    expect(rows[0]!.textContent).toContain('できなかった')
    // A drill that came in with another device's record is not passed off as this hospital's.
    expect(rows.map((row) => row.textContent?.includes('別の端末'))).toEqual(
      rows.map((_, i) => i === 0),
    )
    const handa = rows.filter((row) => row.textContent?.includes('半田病院'))
    expect(handa.map((row) => row.querySelector('svg') !== null)).toEqual([true, false])
    expect(handa[1]!.textContent).toContain('その日の決まりでは対象外')
  })
})
