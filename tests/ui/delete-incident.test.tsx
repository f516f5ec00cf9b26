import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { StoreError } from '../../src/domain/ports.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { DeleteIncident } from '../../src/ui/components/export/delete-incident.tsx'
import { makeWorld, renderWithServices, rowOf } from '../support/ui.tsx'

afterEach(cleanup)

async function started() {
  const world = await makeWorld()
  const { log } = await world.session.startIncident({ runbookId: 'hospital' })
  window.location.hash = `#/i/${log}/export`
  await renderWithServices(<DeleteIncident log={log} />, world)
  return { world, log }
}

const tap = (name: string): void => {
  fireEvent.click(screen.getByRole('button', { name }))
}

describe('deleting an incident started by mistake', () => {
  it('says to export first, asks twice, goes home and leaves a tombstone', async () => {
    const { world, log } = await started()
    tap('このインシデントを削除する')
    expect(screen.getByText('まだ一度も書き出していません。')).toBeTruthy()
    expect(screen.getByRole('link', { name: '書き出しを開く' })).toBeTruthy()
    tap('確かめずに削除に進む')
    expect(rowOf(world, log)?.deleted).toBeNull()
    const { events } = await world.session.storedLog()
    tap(`${events.length}件を削除する`)
    await waitFor(() => expect(window.location.hash).toBe('#/'))
    expect(rowOf(world, log)?.deleted?.entries).toBe(events.length)
    expect(await world.store.read(log)).toEqual([])
  })

  it('can be left at every step', async () => {
    const { world, log } = await started()
    tap('このインシデントを削除する')
    tap('残す')
    tap('このインシデントを削除する')
    tap('確かめずに削除に進む')
    tap('残す')
    expect(screen.getByRole('button', { name: 'このインシデントを削除する' })).toBeTruthy()
    expect(rowOf(world, log)?.deleted).toBeNull()
  })

  it('deletes nothing that came in after the question was read', async () => {
    const { world, log } = await started()
    tap('このインシデントを削除する')
    tap('確かめずに削除に進む')
    const before = (await world.session.storedLog()).events.length
    await world.session.record({ do: 'note', body: '2時40分、救急を止めた' })
    await screen.findByText(/1件増えました/)
    expect(screen.queryByRole('button', { name: `${before}件を削除する` })).toBeNull()
    tap(`${before + 1}件を読み直した`)
    tap(`${before + 1}件を削除する`)
    await waitFor(() => expect(rowOf(world, log)?.deleted?.entries).toBe(before + 1))
  })

  it('deletes nothing when the storage holds more than was shown', async () => {
    const { world, log } = await started()
    const { events } = await world.session.storedLog()
    await expect(world.session.deleteIncident(log, events.length - 1)).resolves.toBe(false)
    expect(rowOf(world, log)?.deleted).toBeNull()
    expect(await world.store.read(log)).toHaveLength(events.length)
    await expect(world.session.deleteIncident(log, events.length)).resolves.toBe(true)
    expect(rowOf(world, log)?.deleted?.entries).toBe(events.length)
  })

  it('tells what has been added since the last export', async () => {
    const { world } = await started()
    world.session.noteExport()
    await world.session.record({ do: 'note', body: '画面が赤い' })
    tap('このインシデントを削除する')
    expect(screen.getByText('最後の書き出し 2025-11-22（土）02:10')).toBeTruthy()
    expect(screen.getByText(/その後に増えた記録 1件/)).toBeTruthy()
  })
})

describe('erasing a closed incident', () => {
  const choose = (file: File): void => {
    fireEvent.change(document.querySelector('input[type=file]')!, { target: { files: [file] } })
  }
  async function closedAndExported() {
    const { world, log } = await started()
    await world.session.record({ do: 'note', body: '画面が赤い' })
    await world.session.record({ do: 'closeIncident', how: 'resolved' })
    const { events, runbook } = await world.session.storedLog()
    tap('このインシデントを削除する')
    return { world, log, events, file: new File([jsonl(events, runbook)], 'shodo.jsonl') }
  }

  it('reads the exported file back and says that everything is in it', async () => {
    const { world, log, events, file } = await closedAndExported()
    expect(screen.getByRole('heading', { name: '端末から消す' })).toBeTruthy()
    choose(file)
    await screen.findByText(`このファイルに、${events.length}件すべてがあります。`)
    tap(`${events.length}件を削除する`)
    await waitFor(() => expect(rowOf(world, log)?.deleted?.entries).toBe(events.length))
  })

  it('says what is missing from an older file, and does not go on', async () => {
    const { world, log, file } = await closedAndExported()
    await world.session.record({ do: 'reopenIncident' })
    await world.session.record({ do: 'note', body: '19日目に漏えいが分かった' })
    choose(file)
    expect((await screen.findByRole('alert')).textContent).toContain('2件がありません')
    expect(screen.queryByRole('button', { name: /件を削除する/ })).toBeNull()
    expect(rowOf(world, log)?.deleted).toBeNull()
  })

  it('says when the storage does not answer, and compares at the next choice', async () => {
    const { world, events, file } = await closedAndExported()
    const broken = vi
      .spyOn(world.session, 'checkCopy')
      .mockRejectedValueOnce(new StoreError('unavailable', 'severed'))
    choose(file)
    expect((await screen.findByRole('alert')).textContent).toContain('保存領域が応答しない')
    expect(screen.queryByText('確かめています…')).toBeNull()
    broken.mockRestore()
    choose(file)
    await screen.findByText(`このファイルに、${events.length}件すべてがあります。`)
  })

  it('takes a damaged file and a picture for no copy', async () => {
    const { file } = await closedAndExported()
    choose(new File([(await file.arrayBuffer()).slice(0, -30)], 'cut.jsonl'))
    expect((await screen.findByRole('alert')).textContent).toContain('壊れています')
    choose(new File([new Uint8Array([0xff, 0xd8, 0xff])], 'IMG_1.JPG'))
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('.jsonl'))
  })
})
