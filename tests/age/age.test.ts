import { armor, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { describe, expect, it, test } from 'vitest'
import { maxWorkFactor, workFactor } from '../../src/age/form.ts'
import { lockedChunks } from '../../src/age/lock.ts'
import { lockOf } from '../../src/age/lock-of.ts'
import { unlock } from '../../src/age/unlock.ts'
import { fromUtf8, utf8 } from '../../src/domain/json.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { locked, opened, partsOf } from '../support/locked.ts'
import { joined } from '../support/mutate.ts'
import { noStockAge, stockLock, stockOpen } from '../support/stock-age.ts'

/** Files protected with a passphrase, as `age` writes them. */

const passphrase = '4821-0937-5520-1846-7733'
const bytesOf = (count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, i) => (i * 31 + (i >> 8)) & 0xff)
const headOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 200))

describe('a protected file', () => {
  // Where the chunks of the format end, 64 KiB, something may go wrong.
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 3_000_000])(
    'comes back whole: %d bytes',
    async (size) => {
      const content = bytesOf(size)
      const file = await locked(content, passphrase)
      expect(await lockOf(bytesSource(file))).toBe('locked')
      expect(Buffer.from((await opened(file, passphrase)) as Uint8Array).equals(content)).toBe(true)
    },
  )

  it('is written as the content comes, and tells what the content told', async () => {
    const chunks = lockedChunks(partsOf(utf8('a'), utf8('b'), new Uint8Array(), utf8('c')), 'x', 2)
    const file: Uint8Array[] = []
    let next = await chunks.next()
    for (; !next.done; next = await chunks.next()) file.push(next.value)
    expect(next.value).toBe('end')
    expect(fromUtf8((await opened(joined(...file), 'x')) as Uint8Array)).toBe('abc')
  })

  it('holds none of its content in clear, and asks for the work we say', async () => {
    const file = await locked(utf8('プリンタの脅迫文'.repeat(100)), passphrase, workFactor)
    expect(Buffer.from(file).includes(Buffer.from('脅迫'))).toBe(false)
    expect(headOf(file)).toMatch(/^age-encryption\.org\/v1\n-> scrypt [\w+/]{22} 17\n/)
    expect(fromUtf8((await opened(file, passphrase)) as Uint8Array)).toContain('脅迫文')
  })

  it('does not come into being where its content cannot be read', async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array, void> {
      yield utf8('a')
      throw new Error('the storage does not answer')
    }
    const write = async (): Promise<void> => {
      for await (const _ of lockedChunks(failing(), passphrase, 2));
    }
    await expect(write()).rejects.toThrow('the storage does not answer')
  })

  it('stops reading its content when nobody wants it any more', async () => {
    let read = 0
    const endless = async function* (): AsyncGenerator<Uint8Array, void> {
      for (;;) {
        read += 1
        yield bytesOf(100_000)
      }
    }
    for await (const _ of lockedChunks(endless(), passphrase, 2)) if (read > 3) break
    const before = read
    await new Promise((resume) => setTimeout(resume, 20))
    expect(read).toBe(before)
  })

  it('opens with the digits as they were heard and typed', async () => {
    const file = await locked(utf8('x'), passphrase)
    for (const typed of [
      '48210937552018467733',
      '４８２１ー０９３７ー５５２０ー１８４６ー７７３３',
      ' 4821 0937 5520 1846 7733\n',
      '4821‐0937−5520—1846・7733',
    ])
      expect(await opened(file, typed), typed).toBeInstanceOf(Uint8Array)
    for (const typed of [
      '4821-0937-5520-1846-7732',
      '4821-0937-5520-1846-773',
      'password',
      '',
      ' ',
    ])
      expect(await opened(file, typed), typed).toBe('passphrase')
  })

  it('opens with twenty digits that somebody else wrote without hyphens', async () => {
    const file = await locked(utf8('x'), '48210937552018467733')
    expect(await opened(file, '48210937552018467733')).toBeInstanceOf(Uint8Array)
  })
})

describe('what is not opened', () => {
  it('a file of which any bit was turned', async () => {
    const file = await locked(utf8('証拠'), passphrase)
    const said: Record<string, number> = {}
    for (let bit = 0; bit < file.length * 8; bit++) {
      const spoilt = Uint8Array.from(file)
      spoilt[bit >> 3]! ^= 1 << (bit & 7)
      // More work than this is not what is tried here.
      if (/^-> scrypt \S+ 1\d$/m.test(headOf(spoilt))) continue
      const result = await opened(spoilt, passphrase)
      expect(typeof result, `bit ${bit}`).toBe('string')
      said[String(result)] = (said[String(result)] ?? 0) + 1
    }
    expect(Object.keys(said).sort()).toEqual(['changed', 'newer', 'passphrase', 'recipients'])
  })

  it('a file that ends too early, wherever, or goes on', async () => {
    const small = await locked(utf8('証拠'), passphrase)
    for (let end = 0; end < small.length; end++)
      expect(await opened(small.subarray(0, end), passphrase), `${end}`).toBe('changed')
    const large = await locked(bytesOf(200_000), passphrase)
    const head = large.length - 200_000 - 4 * 16
    for (const end of [head, head + 10, head + 65_552, head + 2 * 65_552, large.length - 1])
      expect(await opened(large.subarray(0, end), passphrase), `${end}`).toBe('changed')
    expect(await opened(joined(large, Uint8Array.of(0)), passphrase)).toBe('changed')
    expect(await opened(joined(large, small), passphrase)).toBe('changed')
  })

  it('a file whose chunks changed places', async () => {
    const file = await locked(bytesOf(200_000), passphrase)
    const head = file.length - 200_000 - 4 * 16
    const [a, b] = [head, head + 65_552].map((at) => file.slice(at, at + 65_552))
    const swapped = joined(file.subarray(0, head), b!, a!, file.subarray(head + 2 * 65_552))
    expect(await opened(swapped, passphrase)).toBe('changed')
  })

  it('a file for keys: nobody is asked for a passphrase', async () => {
    const encrypter = new Encrypter()
    const recipient = await identityToRecipient(await generateX25519Identity())
    encrypter.addRecipient(recipient)
    const file = await encrypter.encrypt(utf8('x'))
    expect(await lockOf(bytesSource(file))).toBe('recipients')
    expect(await opened(file, passphrase)).toBe('recipients')
  })

  it('a file that asks for more work than a phone can do, before any of it is done', async () => {
    const file = await locked(utf8('x'), passphrase)
    const asking = (logN: string) => utf8(headOf(file).replace(/(scrypt \S+) \d+/, `$1 ${logN}`))
    expect(await lockOf(bytesSource(asking(String(maxWorkFactor))))).toBe('locked')
    for (const logN of [maxWorkFactor + 1, 30, 64, 999_999_999, '9'.repeat(400)])
      expect(await lockOf(bytesSource(asking(String(logN))))).toBe('work')
    for (const logN of ['0', '-1', '017', '1e1', ''])
      expect(await lockOf(bytesSource(asking(logN)))).toBe('changed')
  })

  it('text, a later version, and a head without an end', async () => {
    const file = await locked(utf8('x'), passphrase)
    expect(await lockOf(bytesSource(utf8(armor.encode(file))))).toBe('armored')
    const later = joined(utf8('age-encryption.org/v2\n'), file.subarray(22))
    expect(await lockOf(bytesSource(later))).toBe('newer')
    const endless = utf8(`age-encryption.org/v1\n-> scrypt ${'A'.repeat(9_000_000)}`)
    expect(await lockOf(bytesSource(endless))).toBe('changed')
  })

  it('anything else is not protected', async () => {
    for (const text of ['', 'PK\x03\x04', '{"format":"shodo/log/v1"}', 'age', 'hello'])
      expect(await lockOf(bytesSource(utf8(text)))).toBe('open')
  })

  it('a file that goes away while it is read', async () => {
    const file = await locked(bytesOf(3_000_000), passphrase)
    const going = {
      size: file.length,
      read: async (from: number, to: number) => {
        if (from > 1_000_000) throw new DOMException('gone', 'NotReadableError')
        return file.subarray(from, to)
      },
    }
    expect(await unlock(going, passphrase)).toEqual({ ok: false, why: 'unreadable' })
    const gone = { ...going, read: async () => Promise.reject(new Error('gone')) }
    expect(await unlock(gone, passphrase)).toEqual({ ok: false, why: 'unreadable' })
    const short = { ...going, read: async () => new Uint8Array(5) }
    expect(await unlock(short, passphrase)).toMatchObject({ ok: false })
  })
})

const reason = noStockAge === null ? '' : ` (left out: ${noStockAge})`
describe.skipIf(noStockAge !== null)(`with stock age${reason}`, { timeout: 60_000 }, () => {
  test('it opens what we write', async () => {
    const content = bytesOf(200_000)
    const file = await locked(content, passphrase, workFactor)
    const { status, said, out } = stockOpen(file, passphrase)
    expect(status, said).toBe(0)
    expect(Buffer.from(out!).equals(content)).toBe(true)
    expect(stockOpen(file, '4821-0937-5520-1846-7732')).toMatchObject({ status: 1, out: null })
  })
  test('we open what it writes', async () => {
    const content = bytesOf(200_000)
    const { status, said, out } = stockLock(content, 'correct horse battery staple')
    expect(status, said).toBe(0)
    expect(headOf(out!)).toContain(` ${maxWorkFactor}\n`)
    const back = await opened(out!, 'correct horse battery staple')
    expect(Buffer.from(back as Uint8Array).equals(content)).toBe(true)
    expect(await opened(out!, 'correct horse battery stable')).toBe('passphrase')
    expect(await opened(stockLock(content, 'x', '-a').out!, 'x')).toBe('armored')
  })
})
