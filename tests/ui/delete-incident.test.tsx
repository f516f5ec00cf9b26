import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { DeleteIncident } from '../../src/ui/components/delete-incident.tsx'
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
    tap('削除に進む')
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
    tap('削除に進む')
    tap('残す')
    expect(screen.getByRole('button', { name: 'このインシデントを削除する' })).toBeTruthy()
    expect(rowOf(world, log)?.deleted).toBeNull()
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
