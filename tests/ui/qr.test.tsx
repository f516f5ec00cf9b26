import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHandover } from '../../src/export/read-handover.ts'
import { takeOffered } from '../../src/ui/offered-copy.ts'
import { QrScanScreen } from '../../src/ui/screens/qr-scan.tsx'
import { QrSendScreen } from '../../src/ui/screens/qr-send.tsx'
import { blobSource } from '../../src/zip/zip-source.ts'
import { makeWorld, renderWithServices, type World, type WorldPlan } from '../support/ui.tsx'

beforeEach(() => {
  window.location.hash = '#/camera'
})
afterEach(() => {
  cleanup()
  takeOffered()
})

async function incident(
  plan: WorldPlan & { readonly mode?: 'live' | 'drill'; readonly notes?: never } = {},
): Promise<World> {
  const world = await makeWorld({ start: '2021-10-31T00:31:00.000+09:00', ...plan })
  await world.session.startIncident({ runbookId: 'hospital', mode: plan.mode ?? 'live' })
  for (let i = 0; i < 12; i++) await world.session.record({ do: 'note', body: `${i} 紙が出る` })
  return world
}

const open = (world: World) => world.session.state.getState().open!

/** What the first codes of a record say. */
async function codesOf(world: World, count = 0): Promise<readonly string[]> {
  const series = await world.services.qr.series(await world.session.storedLog())
  if (typeof series === 'string') throw new Error(series)
  for (let number = 0; number < (count || series.total); number++) series.code(number)
  return world.codes
}

async function scanning(plan: WorldPlan = {}): Promise<World> {
  const { world } = await renderWithServices(<QrScanScreen />, plan)
  if (!plan.camera) await screen.findByText('QRコードを探しています…')
  return world
}

const seen = async (world: World, texts: readonly string[]): Promise<void> => {
  for (const text of texts) world.camera.see(text)
  await Promise.resolve()
}

describe('showing a record as codes', () => {
  it('shows one code after the other, says which, and goes slower when told to', async () => {
    const world = await incident({ mode: 'drill' })
    await renderWithServices(<QrSendScreen log={open(world).id} />, world)
    const code = await screen.findByRole('img')
    const [, total] = /1 \/ (\d+)/.exec(code.getAttribute('aria-label') ?? '') ?? []
    expect(Number(total)).toBeGreaterThan(2)
    expect(screen.getByText('訓練')).toBeTruthy()
    await screen.findByText(`2 / ${total}`)
    fireEvent.click(screen.getByRole('button', { name: 'ゆっくり' }))
    expect(screen.getByRole('button', { name: 'ゆっくり' }).getAttribute('aria-pressed')).toBe(
      'true',
    )
    await screen.findByText(`${total} / ${total}`, {}, { timeout: 20_000 })
    await screen.findByText(/2周目/)
  }, 30_000)

  it('counts as handed out only when a person says that it arrived', async () => {
    const world = await incident()
    await renderWithServices(<QrSendScreen log={open(world).id} />, world)
    await screen.findByRole('img')
    expect(world.session.state.getState().exported).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: '相手に届いた' }))
    await screen.findByText('端末の外へ渡しました 00:31')
    expect(world.session.state.getState().exported).not.toBeNull()
  })

  it('does not count what was recorded after the codes were made', async () => {
    const world = await incident()
    const { events } = await world.session.storedLog()
    await renderWithServices(<QrSendScreen log={open(world).id} />, world)
    await screen.findByRole('img')
    await world.session.record({ do: 'note', body: 'コードには無い' })
    fireEvent.click(screen.getByRole('button', { name: '相手に届いた' }))
    await screen.findByText('端末の外へ渡しました 00:31')
    expect(world.session.state.getState().exported?.events).toBe(events.length)
  })

  it('sends a long record by file, with its number of entries', async () => {
    const world = await incident()
    const random = (i: number): string =>
      Array.from({ length: 900 }, (_, k) =>
        String.fromCharCode(0x4e00 + ((i * 7919 + k * k * 104_729) % 20_000)),
      ).join('')
    for (let i = 0; i < 60; i++) await world.session.record({ do: 'note', body: random(i) })
    await renderWithServices(<QrSendScreen log={open(world).id} />, world)
    expect((await screen.findByRole('alert')).textContent).toMatch(/7\d件あり、QRには長すぎます/)
    expect(screen.getByRole('link', { name: 'ファイルで渡す' }).getAttribute('href')).toBe(
      `#/i/${open(world).id}/export`,
    )
  })
})

describe('reading codes by camera', () => {
  it('hands the very record to the import screen, and lets the camera go', async () => {
    const sender = await incident({ mode: 'drill' })
    const texts = await codesOf(sender)
    const world = await scanning()
    await seen(world, [...texts].reverse())
    await waitFor(() => expect(window.location.hash).toBe('#/import'))
    expect(world.asked).toEqual(expect.arrayContaining(['camera on', 'camera off']))
    const [file] = takeOffered()
    const opened = await openHandover(blobSource(file!))
    const { events } = await sender.session.storedLog()
    expect(opened).toMatchObject({ ok: true, handover: { log: open(sender).id, mode: 'drill' } })
    expect(opened.ok && opened.handover.events.map(({ id }) => id)).toEqual(
      events.map(({ id }) => id),
    )
  })

  it('says how much is there, and what is wrong with another code', async () => {
    const texts = await codesOf(await incident(), 3)
    const others = await codesOf(await incident({ seed: 4 }), 3)
    const world = await scanning()
    await seen(world, ['https://example.jp/'])
    await screen.findByText(/初動の記録のコードではありません/)
    await seen(world, texts.slice(0, 2))
    await screen.findByText(/枚のうち2枚/)
    expect(screen.queryByText(/コードではありません/)).toBeNull()
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('2')
    await seen(world, others.slice(0, 1))
    await screen.findByText(/途中で別のコードに変わりました/)
    expect(screen.getByText(/枚のうち2枚/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'いま写っているコードを最初から読む' }))
    await seen(world, others.slice(0, 1))
    await screen.findByText(/枚のうち1枚/)
    await seen(world, ['SHODO:Q2:X'])
    await screen.findByText(/新しい版のアプリのコード/)
  })

  it.each([
    ['denied', /許可されていません/],
    ['none', /使えるカメラがありません/],
    ['busy', /ほかのアプリが使っている/],
    ['unsupported', /このブラウザでは/],
  ] as const)('says what to do when the camera is %s', async (camera, words) => {
    await scanning({ camera })
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    expect(screen.getByRole('link', { name: 'ファイルで受け取る' }).getAttribute('href')).toBe(
      '#/import',
    )
    expect(screen.getByRole('button', { name: 'もう一度カメラで読む' })).toBeTruthy()
  })

  it('lets the camera go when the screen is left, and says so when it is taken away', async () => {
    const world = await scanning()
    cleanup()
    await waitFor(() => expect(world.asked).toContain('camera off'))
    const second = await scanning()
    second.camera.lose()
    expect((await screen.findByRole('alert')).textContent).toMatch(/ほかのアプリが使っている/)
  })
})
