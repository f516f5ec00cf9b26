import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Handover } from '../../src/domain/exchange/handover.ts'
import { openHandover } from '../../src/export/read-handover.ts'
import { DeleteIncident } from '../../src/ui/components/export/delete-incident.tsx'
import { ExportScreen } from '../../src/ui/screens/export.tsx'
import { blobSource } from '../../src/zip/zip-source.ts'
import { jsonlFile, photo, zipFiles } from '../support/leaving.ts'
import { leadPhone } from '../support/two-phones.ts'
import { renderWithServices, type World } from '../support/ui.tsx'

afterEach(cleanup)

const row = () =>
  within(
    screen.getByRole('heading', { level: 2, name: '日勤・交代の端末へ渡す（ZIP）' }).closest('li')!,
  )
const tap = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(await row().findByRole('button', { name }))
}
const exported = (world: World) => world.session.state.getState().exported

async function opened(file: File): Promise<Handover> {
  const read = await openHandover(blobSource(file))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.handover
}

describe('handing the record out with its photos', () => {
  it('writes nothing before it is asked for; then one ZIP with every entry and photo', async () => {
    const { world, log } = await leadPhone()
    await renderWithServices(<ExportScreen />, world)
    await row().findByText('写真・ファイル 1件、約3 kB。')
    await tap('ZIPを用意する')
    await tap('ZIPを渡す')
    await row().findByText('端末の外へ渡しました 02:10')
    const [file] = world.files
    expect(file!.name).toBe(`shodo-実動-20251122-0210-${log.slice(0, 8)}.zip`)
    const handover = await opened(file!)
    expect(handover.events).toHaveLength(5)
    expect(handover.missing).toEqual([])
    for (const carried of handover.files) expect(await handover.readFile(carried)).toBeNull()
    expect(exported(world)?.events).toBe(5)
  })

  it('gives the parts one after the other, and claims nothing before the last', async () => {
    const { world, log } = await leadPhone()
    await world.session.files.attach([photo(world, 2), photo(world, 3)], {})
    const most = (await jsonlFile(world, log)).size + 10_000 + 3500
    const parted = await leadPhone({ partBytes: most })
    await parted.world.session.files.attach([photo(parted.world, 2), photo(parted.world, 3)], {})
    await renderWithServices(<ExportScreen />, parted.world)
    await row().findByText(/写真・ファイル 3件/)
    await tap('ZIPを用意する')
    await tap('3個のうち1個目を渡す')
    await tap('3個のうち2個目を渡す')
    expect(exported(parted.world)).toBeNull()
    await tap('3個のうち3個目を渡す')
    await row().findByText('3個すべて、端末の外へ渡しました 02:10')
    expect(exported(parted.world)?.events).toBe(7)
    expect(parted.world.files.map(({ name }) => name.replace(/^.*\.part/, 'part'))).toEqual([
      'part1of3.zip',
      'part2of3.zip',
      'part3of3.zip',
    ])
    const handovers = await Promise.all(parted.world.files.map(opened))
    const carried = handovers.flatMap(({ files }) => files.map(({ hash }) => hash))
    expect(new Set(carried)).toEqual(await parted.world.photos.hashes(parted.log))
  })

  it('can be stopped before and while a part waits; nothing is called handed out', async () => {
    const { world } = await leadPhone()
    await renderWithServices(<ExportScreen />, world)
    await row().findByText(/写真・ファイル 1件/)
    await tap('ZIPを用意する')
    await tap('やめる')
    await row().findByText('やめました。渡し終えていません。')
    await tap('ZIPを用意する')
    await row().findByRole('button', { name: 'ZIPを渡す' })
    await tap('やめる')
    await row().findByRole('button', { name: 'ZIPを用意する' })
    expect(world.files).toEqual([])
    expect(exported(world)).toBeNull()
  })

  it('writes nothing after it was stopped while the record was still being read', async () => {
    const { world } = await leadPhone()
    const stored = world.session.storedLog
    let read = (): void => undefined
    vi.spyOn(world.session, 'storedLog').mockImplementationOnce(async () => {
      await new Promise<void>((resume) => {
        read = resume
      })
      return stored()
    })
    await renderWithServices(<ExportScreen />, world)
    await row().findByText(/写真・ファイル 1件/)
    await tap('ZIPを用意する')
    await tap('やめる')
    read()
    await new Promise((resume) => setTimeout(resume, 200))
    expect(row().getByText('やめました。渡し終えていません。')).toBeTruthy()
    expect(row().queryByRole('button', { name: 'ZIPを渡す' })).toBeNull()
  })

  it('does not call it handed out when the share sheet was closed', async () => {
    const { world } = await leadPhone()
    const services = { ...world.services, saveFile: async () => 'cancelled' as const }
    await renderWithServices(<ExportScreen />, { ...world, services })
    await row().findByText(/写真・ファイル 1件/)
    await tap('ZIPを用意する')
    await tap('ZIPを渡す')
    await row().findByText('渡していません。')
    expect(exported(world)).toBeNull()
    expect(row().getByRole('button', { name: 'ZIPを渡す' })).toBeTruthy()
  })

  it('says so when a photo cannot be read, hands out no half of it, and tries again', async () => {
    const { world } = await leadPhone()
    const broken = vi.spyOn(world.photos, 'bytes').mockImplementationOnce(async function* () {
      yield new Uint8Array(10)
      throw new Error('gone')
    })
    await renderWithServices(<ExportScreen />, world)
    await row().findByText(/写真・ファイル 1件/)
    await tap('ZIPを用意する')
    expect((await row().findByRole('alert')).textContent).toContain('用意できませんでした')
    broken.mockRestore()
    await tap('もう一度用意する')
    await tap('ZIPを渡す')
    await waitFor(() => expect(world.files).toHaveLength(1))
  })
})

describe('erasing after an export with photos', () => {
  const choose = (files: readonly File[]): void => {
    fireEvent.change(document.querySelector('input[type=file]')!, { target: { files } })
  }
  async function closed() {
    const { world, log } = await leadPhone()
    await world.session.files.attach([photo(world, 2)], { body: '配線' })
    await world.session.record({ do: 'closeIncident', how: 'resolved' })
    await renderWithServices(<DeleteIncident log={log} />, world)
    fireEvent.click(screen.getByRole('button', { name: 'このインシデントを削除する' }))
    return { world, log }
  }

  it('takes all the parts together for the whole', async () => {
    const { world, log } = await closed()
    const most = (await jsonlFile(world, log)).size + 10_000 + 3500
    choose(await zipFiles(world, log, most))
    await screen.findByText('このファイルに、7件すべてがあります。')
    expect(screen.queryByText(/このファイルにありません/)).toBeNull()
  })

  it('names the photos that are in none of the files', async () => {
    const { world, log } = await closed()
    const most = (await jsonlFile(world, log)).size + 10_000 + 3500
    const [first] = await zipFiles(world, log, most)
    choose([first!])
    const alerts = await screen.findAllByRole('alert')
    expect(alerts[0]!.textContent).toMatch(
      /写真・ファイル1件は、このファイルにありません.*IMG_\d\.JPG/,
    )
    expect(screen.getByRole('button', { name: /7件を削除する/ })).toBeTruthy()
  })

  it('takes a ZIP with a changed byte for broken', async () => {
    const { world, log } = await closed()
    const [file] = await zipFiles(world, log)
    const bytes = new Uint8Array(await file!.arrayBuffer())
    bytes[200]! ^= 1
    choose([new File([bytes], 'changed.zip')])
    expect((await screen.findByRole('alert')).textContent).toContain('壊れています')
    expect(screen.queryByRole('button', { name: /件を削除する/ })).toBeNull()
  })
})
