import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/commands/command.ts'
import { evidenceItems } from '../../src/domain/evidence/evidence.ts'
import { FailedActs } from '../../src/ui/components/failed-acts.tsx'
import { LogEntry } from '../../src/ui/components/log/entry.tsx'
import { useRoute } from '../../src/ui/route.ts'
import { EvidenceScreen } from '../../src/ui/screens/evidence.tsx'
import { StepCard } from '../../src/ui/screens/step-card.tsx'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

function Place() {
  const route = useRoute()
  if (route.at !== 'incident' || route.tab !== 'evidence') return null
  return (
    <>
      <EvidenceScreen {...(route.item ? { item: route.item } : {})} />
      <FailedActs />
    </>
  )
}

let world: World
let log: string

async function start(mode: 'live' | 'drill' = 'live'): Promise<void> {
  world = await makeWorld({ start: '2021-10-31T03:12:08.000+09:00' })
  log = (await world.session.startIncident({ runbookId: 'hospital', mode })).log
}
const go = (item = ''): void => {
  window.location.hash = `#/i/${log}/evidence${item && `/${item}`}`
  window.dispatchEvent(new Event('hashchange'))
}
async function show(item = ''): Promise<void> {
  go(item)
  await renderWithServices(<Place />, world)
}
/** happy-dom changes the address without a word. */
const follow = (): void => void window.dispatchEvent(new Event('hashchange'))
const items = () => evidenceItems(world.session.state.getState().open!.state)
const say = async (command: Command): Promise<void> => {
  const result = await world.session.record(command)
  if (!result.ok) throw new Error(JSON.stringify(result))
}
const pc = 'a1'.repeat(16)
const registered = (label = 'ナースステーションのPC'): Promise<void> =>
  say({ do: 'registerEvidence', evidence: pc, kind: 'pc', label, place: '3階' })

const tap = (name: string | RegExp): void =>
  void fireEvent.click(screen.getByRole('button', { name }))
const fill = (name: string, value: string): void =>
  void fireEvent.input(screen.getByRole('textbox', { name }), { target: { value } })

beforeEach(() => {
  window.location.hash = ''
})
afterEach(cleanup)

describe('the evidence register', () => {
  it('says what to begin with while it is empty', async () => {
    await start()
    await show()
    expect(screen.getByText(/まだ何も登録していません/)).toBeTruthy()
    expect(screen.getByRole('link', { name: '証拠を加える' }).getAttribute('href')).toBe(
      `#/i/${log}/evidence/new`,
    )
    expect(screen.queryByRole('link', { name: /渡す/ })).toBeNull()
  })

  it('takes a kind and a name, and shows the number for the tag', async () => {
    await start()
    await show('new')
    tap('登録する')
    expect(screen.getByRole('alert').textContent).toBe('種類を選びます。')
    tap('USB等の媒体')
    tap('登録する')
    expect(screen.getByRole('alert').textContent).toBe('件名を書きます。')
    fill('件名', '受付に落ちていたUSB')
    tap('登録する')
    await waitFor(() => expect(items()).toHaveLength(1))
    follow()
    expect(
      await screen.findByRole('heading', { level: 1, name: '受付に落ちていたUSB' }),
    ).toBeTruthy()
    expect(screen.getByText('証-01')).toBeTruthy()
    expect(screen.getByText(/札に 証-01 と書いて/)).toBeTruthy()
    // What is not known is said, and nothing was made up for it.
    expect(screen.getByText(/まだ控えていない: 場所・見つけた人・製造番号/)).toBeTruthy()
    expect(items()[0]?.facts.words).toEqual({ label: '受付に落ちていたUSB' })
  })

  it('works out how far the clock of what was found is off', async () => {
    await start()
    await show('new')
    tap('PC')
    fill('件名', 'PC')
    fill('機器に出ている時刻', '031000')
    expect(screen.getByText(/この記録の端末より2分8秒遅れ/)).toBeTruthy()
    tap('登録する')
    await waitFor(() =>
      expect(items()[0]?.facts.clock).toEqual({
        shown: '2021-10-31T03:10:00.000+09:00',
        reference: '2021-10-31T03:12:08.000+09:00',
        source: 'device',
      }),
    )
  })

  it('keeps what was typed when the app goes away, and does not register twice', async () => {
    await start()
    await show('new')
    tap('ログ')
    fill('件名', 'FWのログ')
    cleanup()
    await show('new')
    expect((screen.getByRole('textbox', { name: '件名' }) as HTMLInputElement).value).toBe(
      'FWのログ',
    )
    tap('登録する')
    await waitFor(() => expect(items()).toHaveLength(1))
    cleanup()
    await show('new')
    expect((screen.getByRole('textbox', { name: '件名' }) as HTMLInputElement).value).toBe('')
  })

  it('keeps every word when the storage refuses', async () => {
    await start()
    await show('new')
    world.fail('quota')
    tap('サーバ')
    fill('件名', 'ファイルサーバ')
    fill('画面・ランプ・配線', '橙のランプ')
    tap('登録する')
    const alert = await screen.findByRole('region', { name: /保存できません/ }).catch(() => null)
    expect((alert ?? document.body).textContent).toContain('橙のランプ')
    expect(items()).toHaveLength(0)
    world.fail(null)
    tap('もう一度記録する')
    await waitFor(() => expect(items()[0]?.facts.words.screen).toBe('橙のランプ'))
  })

  it('adds details afterwards: only what changed, and the hash as it is', async () => {
    await start()
    await registered()
    await show(`${pc}~edit`)
    tap('改めて記録する')
    expect(screen.getByRole('alert').textContent).toBe('変えたところがありません。')
    fill('製造番号', 'X-123')
    fill('場所', '')
    fill('ハッシュ値', `SHA-256: ${'AB'.repeat(32)}`)
    tap('改めて記録する')
    await waitFor(() => expect(items()[0]?.amendments).toHaveLength(1))
    const { event } = items()[0]!.amendments[0]!
    expect(event).toMatchObject({
      data: { evidence: pc, sha256: 'ab'.repeat(32) },
      text: { serial: 'X-123', place: '' },
    })
    expect(items()[0]?.facts.words).toEqual({ label: 'ナースステーションのPC', serial: 'X-123' })
    // What was noted first stays in sight.
    follow()
    const history = await screen.findByRole('heading', { level: 2, name: '記載の履歴' })
    expect(history.closest('section')?.textContent).toMatch(/証拠を登録.*場所: 3階/)
  })

  it('takes nothing back that somebody else noted while the form was filled in', async () => {
    await start()
    await registered()
    await show(`${pc}~edit`)
    fill('製造番号', 'X-123')
    // Meanwhile, from another device.
    await say({ do: 'amendEvidence', evidence: pc, place: '4階', host: 'NS-04', power: 'off' })
    tap('改めて記録する')
    await waitFor(() => expect(items()[0]?.amendments).toHaveLength(2))
    const { words, power } = items()[0]!.facts
    expect(words).toEqual({
      ...{ label: 'ナースステーションのPC', place: '4階', host: 'NS-04', serial: 'X-123' },
    })
    expect(power).toBe('off')
    expect(items()[0]!.amendments[1]!.event).toMatchObject({ text: { serial: 'X-123' } })
  })

  it('hands over, and shows in whose hands it is', async () => {
    await start()
    await registered()
    await show(`${pc}~move`)
    expect(
      screen
        .getByRole('button', { name: '証-01 ナースステーションのPC' })
        .getAttribute('aria-pressed'),
    ).toBe('true')
    fill('渡した人', '佐藤')
    fill('受けた人', '県警 鈴木')
    fill('目的', '解析')
    tap('記録する')
    await waitFor(() => expect(items()[0]?.now.holder).toBe('県警 鈴木'))
    follow()
    expect(await screen.findByText('県警 鈴木が持っている')).toBeTruthy()
    expect(screen.getByText(/佐藤 → 県警 鈴木・目的: 解析/)).toBeTruthy()
    // The next one is given on by whoever has it.
    go(`${pc}~move`)
    const from = await screen.findByRole('textbox', { name: /^渡した人/ })
    expect((from as HTMLInputElement).value).toBe('県警 鈴木')
  })

  it('lists each item with where it is now, and keeps a struck one in sight', async () => {
    await start()
    await registered()
    const usb = 'b2'.repeat(16)
    await say({ do: 'registerEvidence', evidence: usb, kind: 'usb', label: '押し間違い' })
    await say({ do: 'strikeEntry', target: items()[1]!.entry.id })
    await say({
      do: 'moveEvidence',
      items: [pc],
      how: 'stored',
      storage: '情報室の金庫',
      seal: '7',
    })
    await show()
    const rows = within(screen.getByRole('list', { name: '登録した証拠' })).getAllByRole('listitem')
    expect(rows.map((row) => row.textContent)).toEqual([
      '証-01ナースステーションのPCPC・保管: 情報室の金庫・封印 7',
      '証-02押し間違いUSB等の媒体・取消',
    ])
  })
})

it('says of an item that was disposed of that it is gone', async () => {
  await start()
  await registered()
  await say({ do: 'moveEvidence', items: [pc], how: 'disposed' })
  await show()
  const row = within(screen.getByRole('list', { name: '登録した証拠' })).getByRole('listitem')
  expect(row.textContent).toContain('廃棄した')
  expect(row.textContent).not.toContain('未確認')
})

describe('a photo', () => {
  const photo = async () => {
    const hash = 'f1'.repeat(32)
    await say({
      ...{ do: 'attachFile', file: hash, size: 10, mime: 'image/jpeg', kind: 'photo', kept: true },
      occurred: { at: '2021-10-31T02:50:00.000+09:00' as never, precision: 'about' },
    })
    return world.session.state.getState().open!.state.entries.at(-1)!
  }
  it('becomes one piece of evidence when the first tap could not be stored', async () => {
    await start()
    const entry = await photo()
    await renderWithServices(<LogEntry id={entry.id} onClose={() => undefined} />, world)
    const make = () => screen.getByRole('button', { name: '証拠にする', hidden: true })
    world.fail('quota')
    fireEvent.click(make())
    await waitFor(() => expect(world.session.state.getState().pending[0]?.fault).toBe('quota'))
    await waitFor(() => expect(make().getAttribute('aria-disabled')).toBe('false'))
    fireEvent.click(make())
    await waitFor(() => expect(make().getAttribute('aria-disabled')).toBe('false'))
    world.fail(null)
    fireEvent.click(make())
    await waitFor(() => expect(items()).toHaveLength(1))
    for (const { key } of world.session.state.getState().pending) await world.session.retry(key)
    expect(items()).toHaveLength(1)
  })

  it('becomes evidence with one tap: name, hash and times of the attachment', async () => {
    await start()
    const hash = 'f1'.repeat(32)
    await say({
      ...{ do: 'attachFile', file: hash, size: 10, mime: 'image/jpeg', kind: 'photo', kept: true },
      occurred: { at: '2021-10-31T02:50:00.000+09:00' as never, precision: 'about' },
      ...{ name: 'IMG_0001.jpg', step: 'DT-01' },
    })
    const entry = world.session.state.getState().open!.state.entries.at(-1)!
    await renderWithServices(<LogEntry id={entry.id} onClose={() => undefined} />, world)
    fireEvent.click(screen.getByRole('button', { name: '証拠にする', hidden: true }))
    await waitFor(() => expect(items()).toHaveLength(1))
    expect(items()[0]).toMatchObject({
      number: '01',
      fileEntry: entry.id,
      facts: {
        kind: 'photo',
        sha256: hash,
        found: { at: '2021-10-31T02:50:00.000+09:00', precision: 'about' },
        acquired: { at: entry.recordedAt, precision: 'exact' },
        words: { label: 'IMG_0001.jpg' },
      },
    })
    const way = await screen.findByRole('link', { name: '証拠台帳 証-01', hidden: true })
    expect(way.getAttribute('href')).toBe(`#/i/${log}/evidence/${items()[0]!.id}`)
    expect(screen.queryByRole('button', { name: '証拠にする', hidden: true })).toBeNull()
  })
})

describe('a step of the lane of evidence', () => {
  it('leads to the register: to the form first, to the list once there is one', async () => {
    await start()
    await renderWithServices(<StepCard id="EV-01" />, world)
    expect(screen.getByRole('link', { name: '証拠台帳に登録する' }).getAttribute('href')).toBe(
      `#/i/${log}/evidence/new~EV-01`,
    )
    await registered()
    const way = await screen.findByRole('link', { name: '証拠台帳を開く（1件）' })
    expect(way.getAttribute('href')).toBe(`#/i/${log}/evidence`)
  })

  it('gives its lane to what is registered from it, and no other step leads there', async () => {
    await start()
    await show('new~EV-01')
    tap('ログ')
    fill('件名', 'VPN装置のログ')
    tap('登録する')
    await waitFor(() =>
      expect(items()[0]?.entry).toMatchObject({ step: 'EV-01', lane: 'evidence' }),
    )
    cleanup()
    await renderWithServices(<StepCard id="DT-01" />, world)
    expect(screen.queryByRole('link', { name: /証拠台帳/ })).toBeNull()
  })
})
