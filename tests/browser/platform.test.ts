import { deleteDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type DeviceId, type EventId, fromHex, isActId, logIdFrom } from '../../src/domain/ids.ts'
import { instantMs } from '../../src/domain/instant.ts'
import type { Signer } from '../../src/domain/ports.ts'
import { deviceClock } from '../../src/platform/clock.ts'
import { deviceSigner } from '../../src/platform/device-key.ts'
import { install } from '../../src/platform/install.ts'
import { library } from '../../src/platform/library.ts'
import { inPageLocks, locks } from '../../src/platform/locks.ts'
import { notebook } from '../../src/platform/notebook.ts'
import { prefsStore } from '../../src/platform/prefs.ts'
import { random } from '../../src/platform/random.ts'
import { saveFile } from '../../src/platform/share.ts'
import { signatures } from '../../src/platform/signatures.ts'
import { storageCare } from '../../src/platform/storage-care.ts'
import { tabs } from '../../src/platform/tabs.ts'
import { wakeLock } from '../../src/platform/wake-lock.ts'
import { witness } from '../../src/platform/witness.ts'
import { type Connection, connect } from '../../src/store/connection.ts'
import { openNamed } from '../../src/store/database.ts'
import { keyShelf } from '../../src/store/key-shelf.ts'

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))
const log = logIdFrom(random.bytes(16))
const device = 'd1'.repeat(32) as DeviceId
const id = (byte: string): EventId => byte.repeat(32) as EventId

afterEach(() => vi.restoreAllMocks())

describe('the device key', () => {
  const message = new TextEncoder().encode('a message')
  const open: Connection[] = []
  let name: string
  const shelf = () => {
    const connection = connect(openNamed(name))
    open.push(connection)
    return keyShelf(connection)
  }
  const holds = async (signer: Signer): Promise<boolean> =>
    signatures.verify(fromHex(signer.key)!, message, await signer.sign(message))

  beforeEach(() => {
    name = `shodo-key-${crypto.randomUUID()}`
  })
  afterEach(async () => {
    for (const connection of open.splice(0)) connection.close()
    await deleteDB(name)
  })

  test('given no key, then one is made, and a later start has the same', async () => {
    const first = await deviceSigner(shelf(), locks(), random)
    const second = await deviceSigner(shelf(), locks(), random)
    expect(second.device).toBe(first.device)
    expect(await holds(first)).toBe(true)
    expect(await holds(second)).toBe(true)
  })

  test('given a key, then its private part cannot be taken out', async () => {
    await deviceSigner(shelf(), locks(), random)
    const kept = (await shelf().read()) as { readonly pair: CryptoKeyPair }
    expect(kept.pair.privateKey.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('pkcs8', kept.pair.privateKey)).rejects.toThrow()
  })

  test('given two tabs that start at once, then they are one device', async () => {
    const signers = await Promise.all([1, 2, 3].map(() => deviceSigner(shelf(), locks(), random)))
    expect(new Set(signers.map((signer) => signer.device)).size).toBe(1)
  })

  test('given two tabs whose locks do not see each other, then they are one device', async () => {
    const signers = await Promise.all(
      [1, 2, 3].map(() => deviceSigner(shelf(), inPageLocks(), random)),
    )
    expect(new Set(signers.map((signer) => signer.device)).size).toBe(1)
    for (const signer of signers) expect(await holds(signer)).toBe(true)
  })

  test('given a browser without Ed25519, then a key of 32 bytes signs just as well', async () => {
    const refuse = (): never => {
      throw new DOMException('no such algorithm', 'NotSupportedError')
    }
    vi.spyOn(crypto.subtle, 'generateKey').mockImplementation(refuse)
    vi.spyOn(crypto.subtle, 'importKey').mockImplementation(refuse)
    const first = await deviceSigner(shelf(), locks(), random)
    expect(await holds(first)).toBe(true)
    expect(await shelf().read()).toMatchObject({ kind: 'bytes' })
    vi.restoreAllMocks()
    // A browser that learned Ed25519 since stays the device it was.
    const later = await deviceSigner(shelf(), locks(), random)
    expect(later.device).toBe(first.device)
    expect(await holds(later)).toBe(true)
  })

  test('given fresh keys that fail to sign, then it makes others', async () => {
    const sign = vi.spyOn(crypto.subtle, 'sign')
    for (let i = 0; i < 7; i++)
      sign.mockRejectedValueOnce(new DOMException('failed', 'OperationError'))
    const signer = await deviceSigner(shelf(), locks(), random)
    expect(await holds(signer)).toBe(true)
    expect(await shelf().read()).toMatchObject({ kind: 'webcrypto' })
  })

  test('given garbage where the key should be, then it is put aside for a new key', async () => {
    await shelf().keep({ kind: 'webcrypto', raw: 'garbage' })
    const signer = await deviceSigner(shelf(), locks(), random)
    expect(await holds(signer)).toBe(true)
    expect((await deviceSigner(shelf(), locks(), random)).device).toBe(signer.device)
  })
})

describe('locks', () => {
  for (const [name, make] of [
    ['of the browser', locks],
    ['of the page', inPageLocks],
  ] as const) {
    test(`${name}: two holders of one name take turns, others do not wait`, async () => {
      const { hold } = make()
      const log: string[] = []
      const work = (who: string) => async () => {
        log.push(`${who} in`)
        await pause(20)
        log.push(`${who} out`)
        return who
      }
      const results = await Promise.all([
        hold('log:1', work('a')),
        hold('log:1', work('b')),
        hold('log:2', async () => log.push('other')),
      ])
      expect(results.slice(0, 2)).toEqual(['a', 'b'])
      expect(log.filter((line) => line !== 'other')).toEqual(['a in', 'a out', 'b in', 'b out'])
      expect(log.indexOf('other')).toBeLessThan(3)
    })

    test(`${name}: work that fails frees the lock and its error is told`, async () => {
      const { hold } = make()
      await expect(hold('log:1', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
      expect(await hold('log:1', async () => 'next')).toBe('next')
    })
  }

  test('a frozen tab that keeps the lock does not keep others from recording', async () => {
    let free = (): void => {}
    const frozen = navigator.locks.request(
      'shodo:log:frozen',
      () => new Promise<void>((r) => (free = r)),
    )
    expect(await locks().hold('log:frozen', async () => 'recorded')).toBe('recorded')
    free()
    await frozen
  })
})

test('other tabs hear that a chain grew, and nothing they do not understand', async () => {
  const [here, there] = [tabs(), tabs()]
  const heard: unknown[] = []
  const stop = there.listen((message) => heard.push(message))
  const stray = new BroadcastChannel('shodo:tabs')
  for (const junk of [null, 'text', { log: 'x', device }, { log }, 7]) stray.postMessage(junk)
  here.tell({ log, device })
  await vi.waitFor(() => expect(heard).toEqual([{ log, device }]))
  stop()
  here.tell({ log, device })
  await pause(50)
  expect(heard).toHaveLength(1)
  stray.close()
})

describe('the witness', () => {
  beforeEach(() => localStorage.clear())

  test('keeps the latest head of every chain and never goes back', () => {
    const other = 'd2'.repeat(32) as DeviceId
    witness.note(log, device, { seq: 1, id: id('a1') })
    witness.note(log, device, { seq: 3, id: id('a3') })
    witness.note(log, device, { seq: 2, id: id('a2') })
    witness.note(log, other, { seq: 7, id: id('b7') })
    const chains = witness.read().get(log)
    expect(chains?.get(device)).toEqual({ seq: 3, id: id('a3') })
    expect(chains?.get(other)).toEqual({ seq: 7, id: id('b7') })
  })

  test('forgets one log alone', () => {
    const second = logIdFrom(random.bytes(16))
    witness.note(log, device, { seq: 1, id: id('a1') })
    witness.note(second, device, { seq: 1, id: id('a1') })
    witness.forget(log)
    expect([...witness.read().keys()]).toEqual([second])
  })

  test('given garbage, then it reads what is left', () => {
    witness.note(log, device, { seq: 1, id: id('a1') })
    localStorage.setItem(`shodo:head:${log}:nobody`, `1|${id('a1')}`)
    localStorage.setItem(`shodo:head:${log}:${'d3'.repeat(32)}`, 'NaN|x')
    localStorage.setItem(`shodo:head:${log}:${'d4'.repeat(32)}`, `0|${id('a1')}`)
    localStorage.setItem('shodo:head:', '')
    localStorage.setItem('shodo:head:x:y:z', '{}')
    expect([...(witness.read().get(log)?.keys() ?? [])]).toEqual([device])
  })

  test('given a localStorage that refuses, then nothing throws', () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError')
    }
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse)
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse)
    witness.note(log, device, { seq: 1, id: id('a1') })
    expect(witness.read().size).toBe(0)
    notebook.write('where', 'x')
    expect(notebook.read('where')).toBeNull()
  })
})

describe('preferences', () => {
  beforeEach(() => localStorage.clear())

  test('given none or garbage, then it is Japanese and as the system has it', () => {
    const root = document.createElement('html')
    for (const junk of [null, '', '[', 'null', '7', '{"theme":"pink","language":"fr"}']) {
      if (junk !== null) localStorage.setItem('shodo:prefs', junk)
      expect(prefsStore(root).read()).toEqual({ theme: 'auto', language: 'ja' })
    }
    expect([root.dataset['theme'], root.lang]).toEqual(['auto', 'ja'])
  })

  test('given a choice, then it stands on the document now and at the next start', () => {
    prefsStore(document.createElement('html')).write({ theme: 'dark', language: 'en' })
    const root = document.createElement('html')
    expect(prefsStore(root).read()).toEqual({ theme: 'dark', language: 'en' })
    expect([root.dataset['theme'], root.lang]).toEqual(['dark', 'en'])
  })
})

test('a note about this device comes back, and only under its key', () => {
  notebook.write('where', '#/log/1')
  expect([notebook.read('where'), notebook.read('exported')]).toEqual(['#/log/1', null])
})

test('the clock reads whole milliseconds on both clocks and names its run', async () => {
  const clock = deviceClock(random)
  expect(Math.abs(instantMs(clock.wall()) - Date.now())).toBeLessThan(1000)
  expect(Number.isSafeInteger(clock.origin) && Number.isSafeInteger(clock.mono())).toBe(true)
  expect(Math.abs(clock.origin + clock.mono() - Date.now())).toBeLessThan(60_000)
  const before = clock.mono()
  await pause(30)
  expect(clock.mono()).toBeGreaterThan(before)
  expect(isActId(clock.boot)).toBe(true)
  expect(deviceClock(random).boot).not.toBe(clock.boot)
})

test('the storage says what it is, and null where it does not know', async () => {
  const health = await storageCare.health()
  expect(health.persisted).toBeTypeOf('boolean')
  expect(health.quota).toBeGreaterThan(0)
  expect(await storageCare.persist()).toBeTypeOf('boolean')
  vi.spyOn(navigator, 'storage', 'get').mockReturnValue({} as StorageManager)
  expect(await storageCare.health()).toEqual({ persisted: null, usage: null, quota: null })
  expect(await storageCare.persist()).toBeNull()
})

test('the library gives the very bytes it promised', async () => {
  expect(library.runbooks.length).toBeGreaterThan(0)
  for (const { id } of library.runbooks)
    expect((await library.load(id)).length).toBeGreaterThan(100)
  expect((await library.contacts()).length).toBeGreaterThan(100)
  await expect(library.load('none')).rejects.toThrow('none')
})

describe('handing out a file', () => {
  const file = new File(['経過記録'], '経過記録.txt', { type: 'text/plain' })
  /** Web Share is absent in desktop Chromium on Linux: what it says and does is set here. */
  function phone(coarse: boolean, share: () => Promise<void>): () => void {
    vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: coarse } as MediaQueryList)
    const shared = { canShare: () => true, share }
    for (const [key, value] of Object.entries(shared))
      Object.defineProperty(navigator, key, { value, configurable: true })
    return () => {
      for (const key of Object.keys(shared)) Reflect.deleteProperty(navigator, key)
    }
  }
  const clicks = () =>
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)

  test('given a desk, then it is downloaded under its name', async () => {
    const click = clicks()
    const share = vi.fn(async () => undefined)
    const undo = phone(false, share)
    expect(await saveFile(file)).toBe('downloaded')
    const [link] = click.mock.contexts as HTMLAnchorElement[]
    expect(link?.download).toBe('経過記録.txt')
    expect(await (await fetch(link?.href ?? '')).text()).toBe('経過記録')
    expect(share).not.toHaveBeenCalled()
    expect(document.querySelector('a[download]')).toBeNull()
    undo()
  })

  test('given a phone, then the sheet opens within the tap, and a refusal falls back', async () => {
    clicks()
    const share = vi.fn(async () => undefined)
    let undo = phone(true, share)
    const saved = saveFile(file)
    expect(share).toHaveBeenCalledTimes(1)
    expect(await saved).toBe('shared')
    undo()
    undo = phone(true, () => Promise.reject(new DOMException('closed', 'AbortError')))
    expect(await saveFile(file)).toBe('cancelled')
    undo()
    undo = phone(true, () => Promise.reject(new DOMException('no', 'NotAllowedError')))
    expect(await saveFile(file)).toBe('downloaded')
    undo()
  })
})

test('an offer to install is kept, used once, and told about', async () => {
  const app = install()
  const changes = vi.fn()
  const stop = app.onChange(changes)
  expect([app.standalone, app.iosTab, app.canPrompt()]).toEqual([false, false, false])
  expect(await app.prompt()).toBe(false)
  const offer = new Event('beforeinstallprompt', { cancelable: true })
  Object.assign(offer, { prompt: async () => ({ outcome: 'accepted' }) })
  dispatchEvent(offer)
  expect(offer.defaultPrevented).toBe(true)
  expect(app.canPrompt()).toBe(true)
  expect(await app.prompt()).toBe(true)
  expect(app.canPrompt()).toBe(false)
  expect(changes).toHaveBeenCalledTimes(2)
  stop()
})

test('the screen is asked to stay on, again at each return, and let go', async () => {
  const held: { released: boolean; release: () => Promise<void> }[] = []
  const request = vi.spyOn(navigator.wakeLock, 'request').mockImplementation(async () => {
    const lock = {
      released: false,
      release: async () => {
        lock.released = true
      },
    }
    held.push(lock)
    return lock as unknown as WakeLockSentinel
  })
  const screen = wakeLock()
  screen.hold()
  await vi.waitFor(() => expect(held).toHaveLength(1))
  screen.hold()
  dispatchEvent(new Event('pageshow'))
  await pause(10)
  expect(request).toHaveBeenCalledTimes(1)
  // The browser released it while the page was hidden.
  held[0]!.released = true
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.waitFor(() => expect(held).toHaveLength(2))
  screen.release()
  await vi.waitFor(() => expect(held[1]!.released).toBe(true))
  document.dispatchEvent(new Event('visibilitychange'))
  await pause(10)
  expect(request).toHaveBeenCalledTimes(2)
})
