import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { ServicesProvider } from '../../src/ui/context.ts'
import { PrintChronology } from '../../src/ui/screens/print-chronology.tsx'
import { makeWorld, type World } from '../support/ui.tsx'

afterEach(() => {
  cleanup()
  window.location.hash = ''
})

async function printed(mode: 'live' | 'drill', language: 'ja' | 'en' = 'ja'): Promise<World> {
  const world = await makeWorld({
    start: '2021-10-31T00:31:00.000+09:00',
    prefs: { theme: 'auto', language },
  })
  await world.session.prepare({ do: 'describeHospital', name: '半田町立病院' })
  const { log } = await world.session.startIncident({
    runbookId: 'hospital',
    mode,
    detection: { at: '2021-10-31T00:30:00.000+09:00', precision: 'exact' },
  })
  const first = await world.session.record({ do: 'note', body: '電子カルテ2台が開かない' })
  world.clock.advance(3_600_000)
  if (!first.ok) throw new Error('not recorded')
  await world.session.record({
    do: 'correctEntry',
    target: first.ids[0]!,
    body: '電子カルテ7台が開かない',
    reason: '数え直し',
  })
  await world.session.record({
    do: 'note',
    body: '床頭台も止まった',
    occurred: { at: null, precision: 'unknown' },
    patientSafety: true,
  })
  await world.session.record({
    do: 'placeCall',
    contact: 'police',
    name: '警察',
    number: '0335813111',
  })
  window.location.hash = `#/i/${log}/print`
  render(
    <ServicesProvider value={world.services}>
      <PrintChronology />
    </ServicesProvider>,
  )
  return world
}

const rows = () =>
  within(screen.getByRole('table', { name: '' }))
    .getAllByRole('row')
    .slice(1)

describe('the printed chronology', () => {
  it('says when it was printed by the device’s clock, also in a drill with a story of its own', async () => {
    const world = await makeWorld({ start: '2026-11-25T14:00:00.000+09:00' })
    const { log } = await world.session.startDrill({ scenario: 'night-printer', cut: 'quarter' })
    expect(world.session.logNow()).not.toContain('2026-11-25T14')
    window.location.hash = `#/i/${log}/print`
    render(
      <ServicesProvider value={world.services}>
        <PrintChronology />
      </ServicesProvider>,
    )
    const fact = screen.getByText('書き出し', { selector: 'dt' }).nextElementSibling
    expect(fact?.textContent).toContain('2026-11-25（水）14:00')
  })

  it('shows every entry, numbered of all', async () => {
    await printed('live')
    const texts = rows().map((row) => row.textContent)
    expect(texts).toHaveLength(5)
    expect(texts.map((text) => /(\d)\/5/.exec(text)?.[1])).toEqual(['1', '2', '3', '4', '5'])
  })

  it('keeps the former text of a correction, and when and why', async () => {
    await printed('live')
    const row = rows().find((r) => r.textContent.includes('電子カルテ7台'))!
    expect(row.textContent).toContain('訂正 2021-10-31（日）01:31・理由: 数え直し')
    expect(row.querySelector('s')?.textContent).toBe('電子カルテ2台が開かない')
  })

  it('gives no date to an entry whose time is unknown', async () => {
    await printed('live')
    const row = rows().find((r) => r.textContent.includes('床頭台'))!
    expect(row.querySelector('.print-when')?.textContent).toBe('不明')
    expect(row.textContent).toContain('患者安全')
    expect(row.querySelector('.print-recorded')?.textContent).toContain('2021-10-3101:31')
  })

  it('repeats live, the incident and what the record rests on', async () => {
    const world = await printed('live')
    const { id, runbookHash } = world.session.state.getState().open!
    const head = document.querySelector('.print-paper > thead')
    expect(head?.textContent).toContain('実動')
    expect(head?.textContent).toContain(id)
    const text = document.body.textContent
    expect(text).toContain('半田町立病院')
    expect(text).toContain(runbookHash!.match(/.{4}/g)!.join(' '))
    expect(text).toContain('全5件（後記0・訂正1・取消0・未解決0）')
    expect(text).toContain('0.0.0+testtest')
  })

  it('says on every sheet that a drill is a drill, and shows no number of anybody', async () => {
    await printed('drill')
    const head = document.querySelector('.print-paper > thead')
    expect(head?.textContent).toContain('訓練')
    expect(head?.textContent).toContain('実際の出来事ではありません')
    expect(document.body.textContent).not.toContain('0335813111')
    expect(document.querySelector('a[href^="tel:"]')).toBeNull()
  })

  it('prints, and names the page after the incident', async () => {
    const world = await printed('live', 'en')
    fireEvent.click(screen.getByRole('button', { name: 'Print' }))
    expect(world.asked).toContain('print')
    expect(document.title).toMatch(/^shodo-live-20211031-0030-/)
  })

  it('waits for the incident, and says when it is not here', async () => {
    const world = await makeWorld()
    window.location.hash = '#/i/00000000-0000-4000-8000-000000000000/print'
    render(
      <ServicesProvider value={world.services}>
        <PrintChronology />
      </ServicesProvider>,
    )
    expect(screen.getByRole('status').textContent).toBe('記録を開いています…')
    await world.session.openIncident('00000000-0000-4000-8000-000000000000' as never)
    expect((await screen.findByRole('status')).textContent).toContain('この端末にありません')
  })
})
