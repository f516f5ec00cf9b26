import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chronologyLines } from '../../src/domain/chronology/lines.ts'
import type { LogId } from '../../src/domain/ids.ts'
import { StoreError } from '../../src/domain/ports.ts'
import { offerCopy, takeOffered } from '../../src/ui/offered-copy.ts'
import { HomeScreen } from '../../src/ui/screens/home.tsx'
import { ImportScreen } from '../../src/ui/screens/import.tsx'
import { recordWords } from '../../src/ui/text/record.ts'
import { jsonlFile, photo, zipFiles } from '../support/leaving.ts'
import { leadPhone, otherPhone } from '../support/two-phones.ts'
import { renderWithServices, type World } from '../support/ui.tsx'

beforeEach(() => {
  window.location.hash = ''
})
afterEach(() => {
  cleanup()
  takeOffered()
})

function choose(container: Element, files: readonly File[]): void {
  fireEvent.change(container.querySelector('input[type=file]')!, { target: { files } })
}

/** Brings files in through the screen and takes them. */
async function bring(world: World, files: readonly File[], button = /受け取る$/): Promise<void> {
  const { view } = await renderWithServices(<ImportScreen />, world)
  choose(view.container, files)
  fireEvent.click(await screen.findByRole('button', { name: button }))
  await screen.findByText(/受け取りました/)
  view.unmount()
}

const fromLatin = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)

async function linesOn(world: World, log: LogId): Promise<readonly string[]> {
  await world.session.openIncident(log)
  const { state } = world.session.state.getState().open!
  const lines = chronologyLines(state, recordWords.ja, 'recorded')
  world.session.closeView()
  return lines
}

/** Everything that lies on a phone. */
const rowsOf = async (world: World): Promise<string> =>
  JSON.stringify([
    [...world.disk.events.entries()],
    [...world.disk.logs.entries()],
    [...world.disk.heads.entries()],
    [...(await world.photos.hashes())],
    [...world.disk.runbooks.keys()],
    [...world.notes.entries()].filter(([key]) => key.startsWith('taken:')),
  ])

describe('taking in another device’s record', () => {
  it('shows what a file holds and changes nothing until it is taken', async () => {
    const { world: ours, log } = await leadPhone()
    const world = await otherPhone()
    const before = await rowsOf(world)
    const { view } = await renderWithServices(<ImportScreen />, world)
    choose(view.container, await zipFiles(ours, log))
    await screen.findByText('プリンタの脅迫文')
    expect(screen.getByText('実動')).toBeTruthy()
    expect(screen.getByText('この端末に新しい記録 5件')).toBeTruthy()
    expect(screen.getByText('写真・ファイル 1件')).toBeTruthy()
    expect(screen.getByText('山田')).toBeTruthy()
    expect(await rowsOf(world)).toBe(before)

    fireEvent.click(screen.getByRole('button', { name: '受け取る' }))
    await screen.findByText('受け取りました。記録5件と、写真・ファイル1件が加わりました。')
    expect(await linesOn(world, log)).toEqual(await linesOn(ours, log))
    expect([...(await world.photos.hashes(log))]).toEqual([...(await ours.photos.hashes(log))])
    expect(screen.getByRole('link', { name: '経過を開く' }).getAttribute('href')).toBe(
      `#/i/${log}/log`,
    )
  })

  it('takes up what another way in offers, also when it is open already', async () => {
    const { world: ours, log } = await leadPhone()
    const file = await jsonlFile(ours, log)
    offerCopy([file])
    expect(window.location.hash).toBe('#/import')
    await renderWithServices(<ImportScreen />, await otherPhone())
    await screen.findByText('この端末に新しい記録 5件')
    await ours.session.openIncident(log)
    await ours.session.record({ do: 'note', body: '外来を止めた' })
    offerCopy([await jsonlFile(ours, log)])
    await screen.findByText('この端末に新しい記録 6件')
  })

  it('says that a second time brings nothing, and that an older file is older', async () => {
    const { world: ours, log } = await leadPhone()
    const old = await jsonlFile(ours, log)
    const world = await otherPhone()
    await bring(world, [old])
    const { view } = await renderWithServices(<ImportScreen />, world)
    choose(view.container, [old])
    await screen.findByText('新しい記録はありません。すべてこの端末にあります。')
    expect(screen.queryByRole('button', { name: /受け取る$/ })).toBeNull()

    await world.session.openIncident(log)
    await world.session.record({ do: 'note', body: '記録係が引き継いだ' })
    choose(view.container, [old])
    await screen.findByText(/この端末より古いものです.*2件/)
    expect(screen.queryByRole('button', { name: /受け取る$/ })).toBeNull()
  })

  it('asks whose a new device is, and records that it was confirmed', async () => {
    const { world: ours, log } = await leadPhone()
    const scribe = await otherPhone()
    await bring(scribe, [await jsonlFile(ours, log)])
    await scribe.session.openIncident(log)
    await scribe.session.record({ do: 'takeRole', roles: [], name: '佐藤' })
    const { view } = await renderWithServices(<ImportScreen />, ours)
    choose(view.container, [await jsonlFile(scribe, log)])
    const box = (await screen.findByRole('checkbox')) as HTMLInputElement
    expect(box.checked).toBe(false)
    expect(screen.queryByRole('button', { name: /確かめて受け取る/ })).toBeNull()
    fireEvent.click(box)
    fireEvent.click(screen.getByRole('button', { name: '1台を確かめて受け取る' }))
    await screen.findByText(/受け取りました/)
    await ours.session.openIncident(log)
    const { members } = ours.session.state.getState().open!.state
    expect([...members.values()].map(({ admitted }) => admitted)).toEqual([true, true])
  })

  it('leaves a device unconfirmed that nobody knows, and takes its entries in all the same', async () => {
    const { world: ours, log } = await leadPhone()
    const scribe = await otherPhone()
    await bring(scribe, [await jsonlFile(ours, log)])
    await scribe.session.openIncident(log)
    await scribe.session.record({ do: 'note', body: '病棟から電話' })
    const { view } = await renderWithServices(<ImportScreen />, ours)
    choose(view.container, [await jsonlFile(scribe, log)])
    fireEvent.click(await screen.findByRole('button', { name: '受け取る' }))
    await screen.findByText(/受け取りました/)
    await ours.session.openIncident(log)
    const { members, entries } = ours.session.state.getState().open!.state
    expect([...members.values()].filter(({ admitted }) => !admitted)).toHaveLength(1)
    expect(entries.map(({ body }) => body)).toContain('病棟から電話')
  })

  it('takes the parts of one export together, and names those that were not chosen', async () => {
    const { world: ours, log } = await leadPhone()
    await ours.session.openIncident(log)
    await ours.session.files.attach([photo(ours, 2), photo(ours, 3)], {})
    const size = (await jsonlFile(ours, log)).size
    const parts = await zipFiles(ours, log, size + 10_000 + 3500)
    expect(parts).toHaveLength(3)
    const world = await otherPhone()
    const { view } = await renderWithServices(<ImportScreen />, world)
    choose(view.container, parts.slice(0, 2))
    expect(await screen.findByText(/全3個.*3個目を選んでいません/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '受け取る' }))
    await screen.findByText(/写真・ファイル2件が加わりました/)
    // The rest later: the entries are here already.
    choose(view.container, [parts[2]!])
    await screen.findByText(/写真・ファイル1件が新しく入ります/)
    fireEvent.click(screen.getByRole('button', { name: '写真・ファイルを受け取る' }))
    await screen.findByText(/写真・ファイル1件が加わりました/)
    expect((await world.photos.hashes(log)).size).toBe(3)
  })

  it('takes the photos in too where entries are missing and the person wants the others', async () => {
    const { world: ours, log } = await leadPhone()
    // The note, without which the photo's entry names one that is nowhere.
    const read: typeof ours.store.read = async (id) => (await ours.store.read(id)).toSpliced(3, 1)
    const holed = { ...ours, store: { ...ours.store, read } }
    const world = await otherPhone()
    const { view } = await renderWithServices(<ImportScreen />, world)
    choose(view.container, await zipFiles(holed, log))
    fireEvent.click(await screen.findByRole('button', { name: '抜けたまま受け取る' }))
    await screen.findByText(/写真・ファイル1件が加わりました/)
    expect([...(await world.photos.hashes(log))]).toEqual([...(await ours.photos.hashes(log))])
  })

  it('takes a photo from the file in which it is whole', async () => {
    const { world: ours, log } = await leadPhone()
    const [zip] = await zipFiles(ours, log)
    const bytes = new Uint8Array(await zip!.arrayBuffer())
    const [hash] = await ours.photos.hashes(log)
    // Its bytes begin behind its name.
    const name = `files/${hash}`
    bytes[fromLatin(bytes).indexOf(name) + name.length + 500]! ^= 1
    const world = await otherPhone()
    const { view } = await renderWithServices(<ImportScreen />, world)
    choose(view.container, [new File([bytes], 'damaged.zip')])
    await screen.findByText(/写真・ファイル1件が、このファイルの中で壊れています/)
    choose(view.container, [new File([bytes], 'damaged.zip'), zip!])
    fireEvent.click(await screen.findByRole('button', { name: '受け取る' }))
    await screen.findByText(/写真・ファイル1件が加わりました/)
    expect((await world.photos.hashes(log)).size).toBe(1)
  })

  it('says that photos are not in a file without them', async () => {
    const { world: ours, log } = await leadPhone()
    await renderWithServices(<ImportScreen />, await otherPhone())
    offerCopy([await jsonlFile(ours, log)])
    expect(
      await screen.findByText(/写真・ファイル1件は、このファイルに入っていません/),
    ).toBeTruthy()
  })

  it('brings back what a phone has lost, and the loss is no longer told', async () => {
    const { world: ours, log } = await leadPhone()
    const { heads } = ours.session.state.getState().open!.state
    const witnessed = { read: () => new Map([[log, heads]]), note: () => {}, forget: () => {} }
    const world = await otherPhone({ witnessed })
    expect(world.session.state.getState().losses).toMatchObject([{ log, expected: 5, found: 0 }])
    const { view } = await renderWithServices(<HomeScreen />, world)
    expect(screen.getByRole('link', { name: 'ファイルから記録を戻す' }).getAttribute('href')).toBe(
      '#/import',
    )
    view.unmount()
    await bring(world, await zipFiles(ours, log))
    expect(world.session.state.getState().losses).toEqual([])
    expect(await linesOn(world, log)).toEqual(await linesOn(ours, log))
  })

  it('calls a drill a drill', async () => {
    const { world: ours, log } = await leadPhone({ mode: 'drill' })
    await renderWithServices(<ImportScreen />, await otherPhone())
    offerCopy([await jsonlFile(ours, log)])
    expect(await screen.findByText('訓練')).toBeTruthy()
    expect(screen.getByText('訓練の記録です。実動の記録には混ざりません。')).toBeTruthy()
  })

  it('keeps everything as it was when the storage refuses, and takes it at the next tap', async () => {
    const { world: ours, log } = await leadPhone()
    const world = await otherPhone()
    const before = await rowsOf(world)
    const { view } = await renderWithServices(<ImportScreen />, world)
    choose(view.container, await zipFiles(ours, log))
    const button = await screen.findByRole('button', { name: '受け取る' })
    world.fail('quota')
    fireEvent.click(button)
    expect((await screen.findByRole('alert')).textContent).toContain('空きがありません')
    expect(await rowsOf(world)).toBe(before)
    world.fail(null)
    fireEvent.click(screen.getByRole('button', { name: '受け取る' }))
    await screen.findByText(/受け取りました/)
    await waitFor(async () => expect((await world.photos.hashes(log)).size).toBe(1))
  })

  it.each([
    ['unavailable', /保存領域が応答しません/],
    ['quota', /空きが足りず/],
  ] as const)('says why photos were left out, and nothing else: %s', async (fault, words) => {
    const { world: ours, log } = await leadPhone()
    const world = await otherPhone()
    const { put } = world.photos
    world.photos.put = async () => {
      throw new StoreError(fault, 'refused')
    }
    const { view } = await renderWithServices(<ImportScreen />, world)
    choose(view.container, await zipFiles(ours, log))
    fireEvent.click(await screen.findByRole('button', { name: '受け取る' }))
    const said = (await screen.findByRole('alert')).textContent
    expect(said).toMatch(words)
    expect(/空き/.test(said ?? '')).toBe(fault === 'quota')
    expect(screen.getByText('受け取りました。記録5件が加わりました。')).toBeTruthy()
    world.photos.put = put
  })
})
