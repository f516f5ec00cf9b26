import { describe, expect, it } from 'vitest'
import type { RowToImport } from '../../src/domain/commands/table.ts'
import type { Hash, Instant } from '../../src/domain/ids.ts'
import type { AppendResult } from '../../src/domain/ports.ts'
import { createSession } from '../../src/session/session.ts'
import { sharedDevice } from '../support/world.ts'

const file = 'ab'.repeat(32) as Hash

const line = (row: number, body = `行${row}`): RowToImport => ({
  row,
  occurred: { at: '2020-01-01T00:30:00.000+09:00' as Instant, precision: 'exact' },
  when: '0:30',
  body,
})

const importing = (rows: readonly RowToImport[], sheet = 1) =>
  ({ do: 'importTable', file, name: 'クロノロ.xlsx', sheet, sheetName: '経過', rows }) as const

async function started() {
  const device = sharedDevice()
  let fault: AppendResult | null = null
  let afterwards = false
  const store = {
    ...device.store,
    append: async (request: Parameters<typeof device.store.append>[0]): Promise<AppendResult> => {
      if (!fault) return device.store.append(request)
      if (afterwards) await device.store.append(request)
      return fault
    },
  }
  const session = createSession(device.tab({ store }).world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  const state = () => session.state.getState().open!.state
  const imported = () =>
    state().entries.filter(
      ({ event }) => event.kind === 'known' && event.type === 'note.recorded' && event.data.row,
    )
  return {
    session,
    log,
    device,
    imported,
    state,
    fail(next: AppendResult | null, after = false) {
      fault = next
      afterwards = after
    },
  }
}

const noRoom = { ok: false, why: 'quota', detail: 'full' } as const

describe('a chronology kept elsewhere', () => {
  it('comes in as late entries with the row each was taken from, and keeps it when opened again', async () => {
    const { session, imported, log, device } = await started()
    await session.record(
      importing([
        line(2),
        { ...line(3), occurred: { at: null, precision: 'unknown' }, by: '山田' },
      ]),
    )
    const expected = [
      {
        late: true,
        body: '行2',
        event: {
          data: { row: { file, sheet: 1, row: 2 } },
          text: { file: 'クロノロ.xlsx', sheet: '経過', when: '0:30' },
        },
      },
      { late: true, body: '行3', by: '山田', occurred: { at: null } },
    ]
    expect(imported()).toMatchObject(expected)
    const again = createSession(device.tab().world)
    await again.boot()
    await again.openIncident(log)
    expect(again.state.getState().open!.state.entries.slice(-2)).toMatchObject(expected)
  })

  it('a row of just now is a late entry too, also after its time was corrected', async () => {
    const { session, imported, state } = await started()
    const now = session.now()
    await session.record(importing([{ ...line(2), occurred: { at: now, precision: 'exact' } }]))
    await session.record({
      do: 'correctEntry',
      target: imported()[0]!.id,
      occurred: { at: state().lastAt!, precision: 'exact' },
    })
    expect(imported()).toMatchObject([{ late: true, amendments: [{ what: 'corrected' }] }])
  })

  it('rows that are there already are left out; those that were struck may come again', async () => {
    const { session, imported } = await started()
    await session.record(importing([line(2), line(3)]))
    await session.record(importing([line(2), line(3), line(4)]))
    expect(imported().map(({ body }) => body)).toEqual(['行2', '行3', '行4'])
    expect(await session.record(importing([line(2), line(3)]))).toMatchObject({ refusal: 'empty' })
    await session.record(importing([line(2)], 2))
    expect(imported()).toHaveLength(4)
    await session.record({ do: 'strikeEntry', target: imported()[0]!.id })
    await session.record(importing([line(2, '直した行2')]))
    expect(imported().at(-1)).toMatchObject({ body: '直した行2', struck: false })
  })

  it('is all there or not at all when there is no room, and a retry doubles nothing', async () => {
    const { session, imported, fail, device, log } = await started()
    const before = await device.store.count(log)
    fail(noRoom)
    expect(await session.record(importing([line(2), line(3), line(4)]))).toMatchObject({
      ok: false,
      why: 'quota',
    })
    expect(await device.store.count(log)).toBe(before)
    // Committed, and not heard of.
    fail(noRoom, true)
    const [act] = session.state.getState().pending
    await session.retry(act!.key)
    fail(null)
    expect(await session.retry(act!.key)).toMatchObject({ ok: true })
    expect(imported()).toHaveLength(3)
    expect(await device.store.count(log)).toBe(before + 3)
  })

  it('leaves the names of tonight where they are', async () => {
    const { session, state } = await started()
    await session.record({ do: 'note', body: 'x', from: '病棟' })
    await session.record(importing([{ ...line(2), from: '別の人' }]))
    expect(state().parties).toEqual(['病棟'])
  })

  it('is refused where a cell is longer than an entry can be, or with too many rows', async () => {
    const { session, imported } = await started()
    for (const rows of [
      [{ ...line(2), by: 'あ'.repeat(401) }],
      [line(2, 'あ'.repeat(20_001))],
      Array.from({ length: 5_001 }, (_, i) => line(i + 1)),
    ])
      expect(await session.record(importing(rows))).toMatchObject({ refusal: 'tooLong' })
    expect(imported()).toEqual([])
  })
})
