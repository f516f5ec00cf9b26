import { describe, expect, test, vi } from 'vitest'
import type { FileStore } from '../../src/domain/ports.ts'
import { StoreError } from '../../src/domain/ports.ts'
import { createSession, type Session } from '../../src/session/session.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { memoryFiles } from '../../src/store/memory-files.ts'
import { givenFile } from '../support/given-file.ts'
import { sharedDevice } from '../support/world.ts'

type Device = ReturnType<typeof sharedDevice>

async function night(options: Parameters<Device['tab']>[0] = {}, device = sharedDevice()) {
  const tab = device.tab(options)
  const session = createSession(tab.world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  const open = () => session.state.getState().open!
  return { device, session, log, clock: tab.clock, open }
}

const entriesOf = (session: Session) =>
  session.state.getState().open!.state.entries.filter((entry) => entry.files.length > 0)

describe('attaching photos', () => {
  test('given three photos together, then their bytes are kept and they are one line', async () => {
    const { device, session, log } = await night()
    const files = [1, 2, 3].map((seed) => givenFile(seed))
    const done = await session.files.attach(files, {})
    expect(done).toMatchObject({ kept: 3, notKept: 0, failed: 0 })
    expect(entriesOf(session).map((entry) => entry.id)).toEqual([done.entry])
    expect(entriesOf(session).flatMap((entry) => entry.files)).toMatchObject(
      files.map(({ hash, name, size }) => ({ hash, name, size, kept: true, kind: 'photo' })),
    )
    expect(await device.files.hashes(log)).toEqual(new Set(files.map((file) => file.hash)))
    expect(session.state.getState().attaching).toEqual([])
  })

  test('given a photo on its way, then its bytes are durable before its entry is there', async () => {
    const inner = memoryFiles()
    const seen: string[] = []
    const files: FileStore = {
      ...inner,
      async put(file, told) {
        seen.push(`put, ${entriesOf(session).length} entries`)
        await inner.put(file, told)
      },
    }
    const { session } = await night({ files })
    await session.files.attach([givenFile(1)], {})
    seen.push(`${entriesOf(session).length} entry`)
    expect(seen).toEqual(['put, 0 entries', '1 entry'])
  })

  test('given a night that goes on, then the screen hears how far each file is', async () => {
    const { session } = await night()
    const stages = new Set<string>()
    const stop = session.state.subscribe(({ attaching }) => {
      stages.add(attaching.map((one) => one.stage).join(' '))
    })
    await session.files.attach([givenFile(1), givenFile(2)], {})
    stop()
    expect([...stages]).toEqual(
      expect.arrayContaining(['waiting waiting', 'keeping waiting', 'kept keeping', 'kept kept']),
    )
  })

  test('given an entry, then the photo stands beside it, with what was said of it', async () => {
    const { session, open } = await night()
    const note = await session.record({ do: 'note', body: 'プリンタが英文を印刷している' })
    const target = note.ok ? note.ids.at(-1)! : ('' as never)
    const lines = open().state.entries.length
    await session.files.attach([givenFile(4)], { target, body: '3階西' })
    expect(open().state.entries).toHaveLength(lines)
    expect(open().state.entry.get(target)?.files).toMatchObject([{ body: '3階西' }])
  })

  test('given a step, then the photo is of its lane', async () => {
    const { session } = await night()
    await session.files.attach([givenFile(5)], { step: 'IR-08' })
    expect(entriesOf(session)[0]).toMatchObject({ step: 'IR-08' })
    expect(entriesOf(session)[0]?.lane).toBeTruthy()
  })

  test('given a photo that is still being kept, then words are recorded at once', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const inner = memoryFiles()
    const files: FileStore = {
      ...inner,
      async put(file, told) {
        await held
        await inner.put(file, told)
      },
    }
    const { session } = await night({ files })
    const attaching = session.files.attach([givenFile(1)], {})
    expect(await session.record({ do: 'note', body: '止まった' })).toMatchObject({ ok: true })
    expect(entriesOf(session)).toEqual([])
    release()
    expect(await attaching).toMatchObject({ kept: 1 })
  })

  test('given a name of a thousand letters, then the file is kept with what fits of it', async () => {
    const { session } = await night()
    await session.files.attach([givenFile(1, { name: 'あ'.repeat(1000) })], {})
    expect(entriesOf(session)[0]?.files[0]?.name).toBe('あ'.repeat(400))
  })
})

describe('when there is no room', () => {
  test('given less than the reserve for text, then hash and name are recorded, and that it was not kept', async () => {
    const { device, session, log } = await night()
    device.room.quota = 51_000_000
    const file = givenFile(1)
    const done = await session.files.attach([file], {})
    expect(done).toMatchObject({ kept: 0, notKept: 1, failed: 0 })
    expect(entriesOf(session)[0]?.files).toMatchObject([{ hash: file.hash, kept: false }])
    expect(await device.files.hashes(log)).toEqual(new Set())
    expect(session.state.getState().attaching).toMatchObject([{ stage: 'notKept', file }])
    expect(await session.record({ do: 'note', body: '文は書ける' })).toMatchObject({ ok: true })
  })

  test('given a store that is full in the middle of a photo, then the same holds', async () => {
    const inner = memoryFiles()
    const files: FileStore = {
      ...inner,
      put: async () => {
        throw new StoreError('quota', 'full')
      },
    }
    const { session } = await night({ files })
    const done = await session.files.attach([givenFile(1)], {})
    expect(done).toMatchObject({ notKept: 1 })
    expect(entriesOf(session)[0]?.files[0]?.kept).toBe(false)
  })

  test('given room again, when it is tried again, then it is one photo, kept', async () => {
    const { device, session, log } = await night()
    device.room.quota = 51_000_000
    const file = givenFile(1)
    await session.files.attach([file], {})
    const { key } = session.state.getState().attaching[0]!
    session.files.retry(key)
    await vi.waitFor(() =>
      expect(session.state.getState().attaching).toMatchObject([{ stage: 'notKept' }]),
    )
    expect(entriesOf(session)[0]?.files).toHaveLength(1)
    device.room.quota = 1_000_000_000
    session.files.retry(key)
    await vi.waitFor(() => expect(session.state.getState().attaching).toEqual([]))
    expect(entriesOf(session)).toHaveLength(1)
    expect(entriesOf(session)[0]?.files.map(({ kept }) => kept)).toEqual([false, true])
    expect(await device.files.hashes(log)).toEqual(new Set([file.hash]))
  })

  test('given no room for its line either, then the picture waits whole, and a second try keeps both', async () => {
    const device = sharedDevice()
    let full = false
    const files: FileStore = {
      ...device.files,
      async put(file, told) {
        if (full) throw new StoreError('quota', 'full')
        await device.files.put(file, told)
      },
    }
    const store = {
      ...device.store,
      append: async (request: Parameters<typeof device.store.append>[0]) =>
        full ? ({ ok: false, why: 'quota', detail: '' } as const) : device.store.append(request),
    }
    const { session, log } = await night({ store, files }, device)
    full = true
    const file = givenFile(1)
    expect(await session.files.attach([file], {})).toMatchObject({ failed: 1, entry: null })
    const { attaching, pending } = session.state.getState()
    expect(attaching).toMatchObject([{ stage: 'failed', fault: 'quota', file }])
    expect(pending).toEqual([])
    full = false
    session.files.retry(attaching[0]!.key)
    await vi.waitFor(() => expect(entriesOf(session)).toHaveLength(1))
    expect(entriesOf(session)[0]?.files.map(({ kept }) => kept)).toEqual([true])
    expect(await device.files.hashes(log)).toEqual(new Set([file.hash]))
    await vi.waitFor(() => expect(session.state.getState().attaching).toEqual([]))
  })

  test('given a photo that is here already, then it needs no room', async () => {
    const { device, session } = await night()
    await session.files.attach([givenFile(1)], {})
    device.room.quota = 51_000_000
    expect(await session.files.attach([givenFile(1)], {})).toMatchObject({
      notKept: 0,
    })
  })
})

describe('when it fails', () => {
  test('given a photo that the device takes away, then it says so, and a second try keeps it', async () => {
    const { session } = await night()
    let gone = true
    const file = givenFile(1, { unreadable: () => gone })
    const done = await session.files.attach([file, givenFile(2)], {})
    expect(done).toMatchObject({ failed: 1, kept: 1, entry: expect.any(String) })
    const [failed] = session.state.getState().attaching
    expect(failed).toMatchObject({ stage: 'failed', fault: 'unreadable', file })
    gone = false
    session.files.retry(failed!.key)
    await vi.waitFor(() => expect(entriesOf(session)[0]?.files).toHaveLength(2))
    await vi.waitFor(() => expect(session.state.getState().attaching).toEqual([]))
  })

  test('given a storage that does not answer, then the picture waits in memory', async () => {
    const inner = memoryFiles()
    let down = true
    const files: FileStore = {
      ...inner,
      async put(file, told) {
        if (down) throw new StoreError('unavailable', 'severed')
        await inner.put(file, told)
      },
    }
    const { session } = await night({ files })
    await session.files.attach([givenFile(1)], {})
    const [failed] = session.state.getState().attaching
    expect(failed).toMatchObject({ stage: 'failed', fault: 'unavailable' })
    expect(entriesOf(session)).toEqual([])
    down = false
    session.files.retry(failed!.key)
    await vi.waitFor(() => expect(entriesOf(session)).toHaveLength(1))
  })

  test('given a failed photo that is given up, then nothing of it is left', async () => {
    const { session } = await night()
    const file = givenFile(1, { unreadable: () => true })
    await session.files.attach([file], {})
    session.files.drop(session.state.getState().attaching[0]!.key)
    expect(session.state.getState().attaching).toEqual([])
    expect(entriesOf(session)).toEqual([])
  })

  test('given an entry that cannot be stored after its bytes were, when it is given up, then they go', async () => {
    const device = sharedDevice()
    let full = false
    const inner = memoryStore()
    const store = {
      ...inner,
      append: async (request: Parameters<typeof inner.append>[0]) =>
        full ? ({ ok: false, why: 'quota', detail: '' } as const) : inner.append(request),
    }
    const { session, log } = await night({ store }, device)
    full = true
    expect(await session.files.attach([givenFile(1)], {})).toMatchObject({
      failed: 1,
    })
    const [act] = session.state.getState().pending
    expect(act).toMatchObject({ fault: 'quota', command: { do: 'attachFile', kept: true } })
    expect(await device.files.hashes(log)).toHaveProperty('size', 1)
    session.discard(act!.key)
    await vi.waitFor(async () => expect(await device.files.hashes(log)).toEqual(new Set()))
  })

  test('given an entry that is not there, then it is refused and its bytes go', async () => {
    const { device, session, log } = await night()
    await session.files.attach([givenFile(1)], { target: '1'.repeat(64) as never })
    expect(session.state.getState().attaching).toMatchObject([{ fault: 'refused' }])
    expect(await device.files.hashes(log)).toEqual(new Set())
  })
})

describe('when the app is killed in the middle', () => {
  /** A run that dies where `at` says; the store and the files outlive it. */
  async function killed(at: 'study' | 'put' | 'append') {
    const device = sharedDevice()
    const never = new Promise<never>(() => undefined)
    let armed = false
    const store = {
      ...device.store,
      append: async (request: Parameters<typeof device.store.append>[0]) =>
        armed && at === 'append' ? never : device.store.append(request),
    }
    const files: FileStore = {
      ...device.files,
      put: async (file, told) => (at === 'put' ? never : device.files.put(file, told)),
    }
    const { session, log, clock } = await night({ store, files }, device)
    armed = true
    const given = givenFile(1)
    const dies = at === 'study' ? { ...given, study: () => never } : given
    clock.advance(60_000)
    void session.files.attach([dies], { body: '端末の画面' })
    await vi.waitFor(() =>
      expect(session.state.getState().attaching[0]?.stage).toBe(
        at === 'append' ? 'recording' : 'keeping',
      ),
    )
    await new Promise((resume) => setTimeout(resume, 0))
    const again = device.tab({ start: '2025-11-22T02:20:00.000+09:00' })
    const next = createSession({
      ...again.world,
      // A dead page holds no lock.
      locks: { hold: (_name, work) => work() },
      clock: { ...again.world.clock, boot: 'c1'.repeat(16) },
    })
    await next.boot()
    await next.openIncident(log)
    return { device, next, log, given }
  }

  test('given bytes that lay whole, then the next start records them once, with their time', async () => {
    const { next, given, log } = await killed('append')
    await vi.waitFor(() => expect(entriesOf(next)).toHaveLength(1))
    const [entry] = entriesOf(next)
    expect(entry?.occurred).toEqual({ at: '2025-11-22T02:11:00.000+09:00', precision: 'exact' })
    expect(entry).toMatchObject({ body: '端末の画面', files: [{ hash: given.hash, kept: true }] })
    next.closeView()
    await next.openIncident(log)
    await new Promise((resume) => setTimeout(resume, 10))
    expect(entriesOf(next)).toHaveLength(1)
    expect(next.state.getState().lostFiles).toEqual([])
  })

  for (const at of ['study', 'put'] as const)
    test(`given a death during ${at}, then the loss is said until it was read`, async () => {
      const { device, next, log } = await killed(at)
      await vi.waitFor(() =>
        expect(next.state.getState().lostFiles).toMatchObject([
          { name: 'IMG_0001.JPG', at: '2025-11-22T02:11:00.000+09:00' },
        ]),
      )
      expect(entriesOf(next)).toEqual([])
      expect(await device.files.hashes()).toEqual(new Set())
      // The app may die as soon as the person sees it go: by then it is noted.
      const noted = new Promise<readonly string[]>((resolve) => {
        next.state.subscribe(({ lostFiles }) => {
          if (lostFiles.length > 0) return
          void device.store.drafts().then((drafts) => resolve([...drafts.keys()]))
        })
      })
      void next.files.acknowledgeLost(log)
      const drafts = await noted
      expect(drafts.filter((key) => key.startsWith('attaching:'))).toEqual([])
      next.closeView()
      await next.openIncident(log)
      await new Promise((resume) => setTimeout(resume, 10))
      expect(next.state.getState().lostFiles).toEqual([])
    })

  test('given another tab that is at it, then nothing is called lost', async () => {
    const device = sharedDevice()
    const files: FileStore = { ...device.files, put: () => new Promise(() => undefined) }
    const { session, log } = await night({ files }, device)
    void session.files.attach([givenFile(1)], {})
    await vi.waitFor(() => expect(session.state.getState().attaching[0]?.stage).toBe('keeping'))
    const tab = device.tab({ start: '2025-11-22T02:10:05.000+09:00' })
    const other = createSession({
      ...tab.world,
      clock: { ...tab.world.clock, boot: 'c1'.repeat(16) },
    })
    await other.boot()
    await other.openIncident(log)
    await new Promise((resume) => setTimeout(resume, 10))
    expect(other.state.getState().lostFiles).toEqual([])
    tab.clock.advance(60_000)
    other.tick()
    await vi.waitFor(() => expect(other.state.getState().lostFiles).toHaveLength(1))
  })
})

test('given an incident that is deleted, then what was on its way there goes too', async () => {
  const { device, session, log } = await night()
  await session.files.attach([givenFile(1, { unreadable: () => true })], {})
  await session.deleteIncident(log)
  expect(session.state.getState().attaching).toEqual([])
  expect([...(await device.store.drafts()).keys()]).toEqual([])
})
