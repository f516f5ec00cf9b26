import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { IncidentFrame } from '../../src/ui/components/incident-frame.tsx'
import { redactText } from '../../src/ui/text/redact.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { type Layout, layOut } from '../support/layout.ts'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

/** 墨消しと消去: what a person chooses, and what then leaves or stays. */

const words = redactText.ja
let layout: Layout
beforeEach(() => {
  layout = layOut(4_000)
})
afterEach(() => {
  cleanup()
  layout.restore()
})

/** A night with a patient's name in two entries, one of them corrected, and a photo. */
async function night(item = 'redact'): Promise<World & { readonly patient: string }> {
  const world = await makeWorld({ start: '2021-10-31T00:31:00.000+09:00', verified: true })
  const { session, services } = world
  const { log } = await session.startIncident({ runbookId: 'hospital', name: 'プリンタの脅迫文' })
  const first = await session.record({ do: 'note', body: '山田太郎様 転倒', from: '2病棟' })
  if (!first.ok) throw new Error(first.why)
  const patient = first.ids[0]!
  await session.record({ do: 'textEntry', target: patient, body: '山田太郎様 意識あり' })
  await session.record({ do: 'note', body: '救急の受入を止めた' })
  await session.files.attach(services.givenFiles([new File(['jpeg'], 'IMG_1.JPG')]), {})
  const shown = item === 'redact' ? item : `redact~${patient}`
  await renderWithServices(<IncidentFrame log={log} tab="export" item={shown} />, world)
  await screen.findByRole('heading', { name: words.pick })
  await screen.findAllByRole('checkbox')
  return { ...world, patient }
}

const lines = (): readonly string[] =>
  [...document.querySelectorAll('.redact-line')].map((line) => line.textContent ?? '')

const tap = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }))
const type = (label: string, text: string): boolean =>
  fireEvent.input(screen.getByLabelText(label), { target: { value: text } })
const state = (world: World) => world.session.state.getState().open!.state

async function strikeYamada(): Promise<void> {
  type(words.search, '山田')
  tap(words.selectFound(2))
  tap(words.strike)
  fireEvent.click(screen.getByRole('button', { name: '個人の情報' }))
  type(words.reason, '患者の氏名')
  tap(words.strikeDo(2))
  await screen.findByText(words.struck(2))
}

describe('blacking out', () => {
  it('asks why before anything is recorded, and shows how the copy will read', async () => {
    const world = await night()
    type(words.search, '山田')
    tap(words.selectFound(2))
    expect(screen.getByText(words.selected(2))).toBeTruthy()
    tap(words.strike)
    const sheet = within(screen.getByRole('dialog', { name: words.strikeTitle(2) }))
    const record = () => fireEvent.click(sheet.getByRole('button', { name: words.strikeDo(2) }))
    record()
    expect(sheet.getByRole('alert').textContent).toBe(words.needWhy)
    fireEvent.click(sheet.getByRole('button', { name: '個人の情報' }))
    record()
    expect(sheet.getByRole('alert').textContent).toBe(words.needReason)
    // A reason that says it all again would undo what it is for.
    type(words.reason, '山田太郎様 転倒とあるため')
    record()
    expect(sheet.getByRole('alert').textContent).toBe(words.repeats)
    expect(state(world).redactions.size).toBe(0)
    // A part of it, or who is named beside it, is said before it is recorded.
    type(words.reason, '山田太郎様の氏名')
    expect(sheet.getByText(words.repeatsPart('山田太郎様'))).toBeTruthy()
    type(words.reason, '患者の氏名')
    expect(sheet.queryByText(words.repeatsPart('山田太郎様'))).toBe(null)
    type(words.by, '山田太郎')
    expect(sheet.getByText(words.repeatsPart('山田太郎'))).toBeTruthy()
    type(words.by, '')
    expect(sheet.getByText('（墨消し: 個人の情報・患者の氏名）')).toBeTruthy()
    record()
    await screen.findByText(words.struck(2))
    expect(state(world).redactions.size).toBe(2)
    const list = lines().filter((line) => line.includes('写しでは'))
    expect(list).toHaveLength(2)
    expect(list[0]).toContain('写しでは（墨消し: 個人の情報・患者の氏名）')
    fireEvent.click(screen.getByLabelText(words.asCopy))
    // Not for a moment does the copy show them.
    const seen: string[] = []
    await waitFor(() => {
      seen.push(lines().join('\n'))
      expect(seen.at(-1)).toMatch(/\n.*（墨消し: 個人の情報・患者の氏名）/)
    })
    const copy = lines().join('\n')
    for (const shown of seen) expect(shown).not.toContain('山田')
    expect(copy).toContain('救急の受入を止めた')
    expect(copy).not.toContain('山田')
  })

  it('hands out a bundle without the words, which holds; the record here stays as it was', async () => {
    const world = await night()
    await strikeYamada()
    expect(screen.getByText(words.photos(1))).toBeTruthy()
    tap(`${words.bundle}を作る`)
    await screen.findByText(/^できました/, {}, { timeout: 20_000 })
    tap(`${words.bundle}を渡す`)
    await waitFor(() => expect(world.files).toHaveLength(1))
    expect(world.files[0]!.name).toContain('証拠一式-墨消し')
    const bytes = new Uint8Array(await world.files[0]!.arrayBuffer())
    const report = await verifyFile(bytesSource(bytes), { signatures: nodeSignatures })
    expect(report).toMatchObject({ verdict: 'holds', facts: { redacted: 2 } })
    const parts = unzipSync(bytes)
    const book = Object.values(unzipSync(parts['chronology.xlsx']!))
    for (const part of [...Object.values(parts), ...book])
      expect(strFromU8(part)).not.toContain('山田')
    expect(strFromU8(parts['report.html']!)).toContain('（墨消し: 個人の情報・患者の氏名）')
    const { events } = await world.session.storedLog()
    expect(events.some(({ text }) => text && strFromU8(text).includes('山田太郎様 転倒'))).toBe(
      true,
    )
    // What lacks words is no copy of the record: it would be taken for one before it is deleted here.
    expect(world.session.state.getState().exported).toBe(null)
  })

  it('hands out the record alone, without the photos that cannot be blacked out', async () => {
    const world = await night()
    await strikeYamada()
    tap(`${words.log}を作る`)
    await screen.findByText(/^できました/, {}, { timeout: 20_000 })
    tap(`${words.log}を渡す`)
    await waitFor(() => expect(world.files).toHaveLength(1))
    expect(world.files[0]!.name).toMatch(/記録-墨消し.*\.jsonl$/)
    const bytes = new Uint8Array(await world.files[0]!.arrayBuffer())
    expect(strFromU8(bytes)).not.toContain('山田')
    const report = await verifyFile(bytesSource(bytes), { signatures: nodeSignatures })
    expect(report).toMatchObject({ verdict: 'holds', facts: { redacted: 2 } })
  })

  it('takes back a copy that was made before more was blacked out', async () => {
    const world = await night()
    await strikeYamada()
    tap(`${words.bundle}を作る`)
    await screen.findByRole('button', { name: `${words.bundle}を渡す` }, { timeout: 20_000 })
    type(words.search, '救急')
    tap(words.selectFound(1))
    tap(words.strike)
    fireEvent.click(screen.getByRole('button', { name: 'その他の理由' }))
    type(words.reason, '説明')
    tap(words.strikeDo(1))
    await screen.findByText(words.struck(1))
    expect(screen.queryByRole('button', { name: `${words.bundle}を渡す` })).toBe(null)
    expect(world.files).toEqual([])
  })

  it('is taken back as easily, and the record keeps both', async () => {
    const world = await night()
    await strikeYamada()
    fireEvent.click(screen.getByRole('button', { name: words.filters.redacted(2) }))
    for (const box of document.querySelectorAll('.redact-line input')) fireEvent.click(box)
    tap(words.lift)
    await screen.findByText(words.lifted(2))
    expect(state(world).redactions.size).toBe(0)
    expect(state(world).entries.filter(({ shape }) => shape === 'redaction')).toHaveLength(2)
  })

  it('opens at the texts of the entry one comes from', async () => {
    await night('entry')
    expect(lines()).toHaveLength(2)
    expect(lines()[0]).toContain('山田太郎様 転倒')
    expect(lines()[1]).toContain('追記')
  })
})

describe('erasing', () => {
  it('asks for basis and name, then once more, and says what remains where', async () => {
    const world = await night('entry')
    fireEvent.click(document.querySelector('.redact-line input')!)
    tap(words.erase)
    const sheet = within(screen.getByRole('dialog'))
    const next = () => fireEvent.click(sheet.getByRole('button', { name: words.next }))
    next()
    expect(sheet.getByRole('alert').textContent).toBe(words.needBasis)
    fireEvent.click(sheet.getByRole('button', { name: '誤って書いた' }))
    next()
    expect(sheet.getByRole('alert').textContent).toBe(words.needBy)
    const name = sheet.getAllByRole('textbox')[0]!
    fireEvent.input(name, { target: { value: '院長' } })
    next()
    expect(sheet.getByRole('heading').textContent).toBe(words.eraseSure(1))
    expect(sheet.getByText(words.staysWhat[2]!)).toBeTruthy()
    expect(state(world).erasures.size).toBe(0)
    fireEvent.click(sheet.getByRole('button', { name: words.eraseDo(1) }))
    await screen.findByText(words.erased(1))
    const { events } = await world.session.storedLog()
    const texts = events.map(({ text }) => (text ? strFromU8(text) : '')).join('\n')
    expect(texts).not.toContain('山田太郎様 転倒')
    expect(texts).toContain('山田太郎様 意識あり')
    const { erasures } = state(world)
    expect([...erasures.values()]).toMatchObject([{ basis: 'mistake', by: '院長' }])
    await waitFor(() => expect(lines().join()).not.toContain('転倒'))
    fireEvent.click(screen.getByRole('button', { name: words.filters.erased(1) }))
    expect(lines()).toEqual([expect.stringContaining('（消去: 誤って書いた）　院長')])
  })

  it('says so when the storage refuses, and nothing is erased', async () => {
    const world = await night('entry')
    fireEvent.click(document.querySelector('.redact-line input')!)
    tap(words.erase)
    const sheet = within(screen.getByRole('dialog'))
    fireEvent.click(sheet.getByRole('button', { name: '誤って書いた' }))
    fireEvent.input(sheet.getAllByRole('textbox')[0]!, { target: { value: '院長' } })
    fireEvent.click(sheet.getByRole('button', { name: words.next }))
    world.fail('failed')
    fireEvent.click(sheet.getByRole('button', { name: words.eraseDo(1) }))
    await screen.findByText(words.notRecorded)
    expect(state(world).erasures.size).toBe(0)
    expect(lines().join()).toContain('山田太郎様 転倒')
    // It stands at the foot of the screen, to be tried again.
    expect(world.session.state.getState().pending).toHaveLength(1)
  })
})
