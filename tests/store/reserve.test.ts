import { describe, expect, test } from 'vitest'
import { type Hash, logIdFrom } from '../../src/domain/ids.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import { type AppendResult, type EventStore, StoreError } from '../../src/domain/ports.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { memoryFiles } from '../../src/store/memory-files.ts'
import { behindReserve, type Reserve, reserved } from '../../src/store/reserve.ts'
import { seededRandom } from '../support/doubles.ts'

/** A storage with room for nothing but what the reserve gives up. */
function full(parts: number) {
  const asked: string[] = []
  let room = 0
  const reserve: Reserve = {
    async begin() {
      asked.push('begin')
    },
    async hold() {
      asked.push('hold')
      return parts > 0
    },
    async release() {
      asked.push('release')
      if (parts === 0) return false
      parts--
      room++
      return true
    },
  }
  const take = (): boolean => room > 0 && room-- > 0
  const store: EventStore = {
    ...memoryStore(),
    append: async (): Promise<AppendResult> =>
      take() ? { ok: true } : { ok: false, why: 'quota', detail: '' },
    async saveDraft() {
      if (!take()) throw new StoreError('quota', '')
    },
  }
  return { asked, reserve, store: reserved(store, reserve) }
}

const nothing = {} as Parameters<EventStore['append']>[0]

describe('room kept for words', () => {
  test('gives way when an entry finds none, and the entry is recorded', async () => {
    const { store, asked } = full(1)
    expect(await store.append(nothing)).toEqual({ ok: true })
    expect(asked).toEqual(['release', 'begin'])
  })

  test('gives way for words that are still being written', async () => {
    const { store } = full(1)
    await store.saveDraft('note', '書きかけ')
    await expect(store.saveDraft('note', 'まだ')).rejects.toMatchObject({ fault: 'quota' })
  })

  test('says that there is no room once all of it was given up', async () => {
    const { store } = full(2)
    expect(await store.append(nothing)).toMatchObject({ ok: true })
    expect(await store.append(nothing)).toMatchObject({ ok: true })
    expect(await store.append(nothing)).toMatchObject({ ok: false, why: 'quota' })
  })

  test('is touched by no other fault', async () => {
    const { reserve, asked } = full(1)
    const broken = reserved(
      { ...memoryStore(), append: async () => ({ ok: false, why: 'unavailable', detail: '' }) },
      reserve,
    )
    expect(await broken.append(nothing)).toMatchObject({ why: 'unavailable' })
    expect(asked).toEqual([])
  })
})

describe('photos behind that room', () => {
  const bytes = new Uint8Array([1, 2, 3])
  const photo = {
    hash: hashHex(bytes) as Hash,
    ...{ size: 3, mime: 'image/jpeg', thumb: null },
    log: logIdFrom(seededRandom(1).bytes(16)),
    part: async () => bytes,
  }

  test('are kept while it is whole, and are not where it is not', async () => {
    const inner = memoryFiles()
    await expect(behindReserve(inner, full(0).reserve).put(photo)).rejects.toMatchObject({
      fault: 'quota',
    })
    expect(await inner.hashes()).toEqual(new Set())
    await behindReserve(inner, full(1).reserve).put(photo)
    expect(await inner.hashes()).toEqual(new Set([photo.hash]))
  })

  test('that are here already need no room', async () => {
    const inner = memoryFiles()
    await inner.put(photo)
    const other = { ...photo, log: logIdFrom(seededRandom(2).bytes(16)) }
    await behindReserve(inner, full(0).reserve).put(other)
    expect(await inner.hashes(other.log)).toEqual(new Set([photo.hash]))
  })
})
