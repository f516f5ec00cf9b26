import { describe, expect, it } from 'vitest'
import { utf8 } from '../../src/domain/json.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip, type ZipLimits } from '../../src/zip/read-zip.ts'
import { fileOf, zipBytes } from '../../src/zip/write-zip.ts'
import type { ZipFault } from '../../src/zip/zip-problem.ts'
import { blobSource, bytesSource, type ZipSource } from '../../src/zip/zip-source.ts'
import { busyMs, hangMs } from '../support/busy.ts'
import { seededRandom } from '../support/doubles.ts'
import { forgeZip } from '../support/forge-zip.ts'
import { honestEntries, lyingZips } from '../support/lying-zips.ts'
import { joined, mutated } from '../support/mutate.ts'
import { runs } from '../support/runs.ts'

const [a, b] = honestEntries

const faultOf = async (bytes: Uint8Array, limits?: Partial<ZipLimits>): Promise<string> => {
  const opened = await openZip(bytesSource(bytes), limits)
  if (opened.ok) return 'opened'
  return `${opened.problem.fault}${opened.problem.name === null ? '' : ` ${opened.problem.name}`}`
}

describe('an honest ZIP', () => {
  it('forged honestly is the one we write', async () => {
    const files = [a, b].map(({ name }) => fileOf(name, utf8(`bytes of ${name}`)))
    expect(forgeZip([a, b])).toEqual(await zipBytes(files))
  })
  it('is read from a Blob, a slice at a time', async () => {
    const bytes = await zipBytes([fileOf('a.txt', utf8('あ'))])
    const source = blobSource(new Blob([bytes]))
    const opened = await openZip(source)
    expect(await readEntry(source, (opened.ok && opened.entries[0]) as never, 9)).toEqual({
      ok: true,
      bytes: utf8('あ'),
    })
  })
})

describe('what is refused, and why', () => {
  it.each(lyingZips)('%s', async (_what, entries, end, expected) => {
    expect(await faultOf(forgeZip(entries, end), { exact: false })).toBe(expected)
    // Where only the exact form is read, other faults may be met first, but nothing opens.
    expect(await faultOf(forgeZip(entries, end))).not.toBe('opened')
  })

  it('something else that is no ZIP', async () => {
    expect(await faultOf(new Uint8Array())).toBe('truncated')
    expect(await faultOf(utf8('{"format":"shodo/log/v1"}'))).toBe('truncated')
    expect(await faultOf(new Uint8Array(200_000))).toBe('truncated')
  })
  it('no header where one must be', async () => {
    const whole = forgeZip([a, b])
    whole[3]! ^= 1
    expect(await faultOf(whole, { exact: false })).toBe('disagree a.txt')
  })
  it('cut off anywhere', async () => {
    const whole = forgeZip([a, b])
    for (let length = 0; length < whole.length; length++)
      expect(await faultOf(whole.subarray(0, length)), `${length}`).not.toBe('opened')
  })
  it('what is over the limits, before it is read', async () => {
    expect(await faultOf(forgeZip([a, b]), { entries: 1 })).toBe('tooMany')
    expect(await faultOf(forgeZip([a, b]), { bytes: 100 })).toBe('tooLarge')
    const source: ZipSource = {
      size: 5_000_000_000,
      read: () => Promise.reject(new Error('read all the same')),
    }
    const opened = await openZip(source)
    expect(opened.ok || opened.problem.fault).toBe('tooLarge')
  })
  it('what other programs add is read only where it is asked for', async () => {
    const dated = forgeZip([
      { ...a, central: { time: 0x6000, made: 0x0314, attributes: 0o644 << 16 } },
    ])
    expect(await faultOf(dated)).toBe('fields a.txt')
    expect(await faultOf(dated, { exact: false })).toBe('opened')
  })
  it('a file that vanishes while it is read', async () => {
    const gone: ZipSource = {
      size: 300,
      read: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
    }
    const opened = await openZip(gone)
    expect(opened).toMatchObject({
      ok: false,
      problem: { fault: 'unreadable', detail: 'NotReadableError: gone' },
    })
    const short: ZipSource = { size: 300, read: async () => new Uint8Array(3) }
    expect(await openZip(short)).toMatchObject({ ok: false, problem: { fault: 'unreadable' } })
  })
  it('a changed byte of the contents, when they are read', async () => {
    const whole = forgeZip([a, b])
    whole[40]! ^= 1
    const source = bytesSource(whole)
    const opened = await openZip(source)
    const [first, second] = opened.ok ? opened.entries : []
    expect(await readEntry(source, first!, 100)).toMatchObject({
      problem: { fault: 'crc', name: 'a.txt' },
    })
    expect(await readEntry(source, second!, 100)).toMatchObject({ ok: true })
    expect(await readEntry(source, second!, 5)).toMatchObject({ problem: { fault: 'tooLarge' } })
  })
})

describe(`${runs(20_000)} mutations (seed 31)`, () => {
  const names = ['manifest.json', 'log.jsonl', 'files/写真.jpg']
  const contents = names.map((name, i) =>
    joined(utf8(`${name} の中身 `), seededRandom(i).bytes(120)),
  )
  const honest = names.map((name, i) => fileOf(name, contents[i]!))

  /** What a caller would take from it, or the fault that stops it. */
  async function readAll(
    bytes: Uint8Array,
    exact: boolean,
  ): Promise<ZipFault | [string, Uint8Array][]> {
    const source = bytesSource(bytes)
    const opened = await openZip(source, { exact })
    if (!opened.ok) return opened.problem.fault
    const files: [string, Uint8Array][] = []
    for (const entry of opened.entries) {
      const read = await readEntry(source, entry, 10_000)
      if (!read.ok) return read.problem.fault
      files.push([entry.name, read.bytes])
    }
    return files
  }

  it('never crash, never hang, never pass for whole', async () => {
    const whole = await zipBytes(honest)
    const expected = names.map((name, i) => [name, contents[i]!])
    const random = seededRandom(31)
    const met = new Map<string, number>()
    for (let i = 0; i < runs(20_000); i++) {
      const bytes = mutated(whole, random)
      const before = process.cpuUsage()
      const [strict, plain] = [await readAll(bytes, true), await readAll(bytes, false)]
      expect(busyMs(before), `mutation ${i}`).toBeLessThan(hangMs)
      if (typeof strict !== 'string') expect(bytes, `mutation ${i}`).toEqual(whole)
      if (typeof plain !== 'string') expect(plain, `mutation ${i}`).toEqual(expected)
      const outcome = typeof strict === 'string' ? strict : 'whole'
      met.set(outcome, (met.get(outcome) ?? 0) + 1)
    }
    // The mutations reach every layer, not only the first check.
    for (const fault of ['truncated', 'garbage', 'crc', 'disagree', 'fields', 'overlap', 'whole'])
      expect(met.get(fault), fault).toBeGreaterThanOrEqual(runs(10))
  }, 60_000)

  it('every single bit of the exact form counts', async () => {
    const whole = await zipBytes(honest)
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const bytes = whole.slice()
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      expect(typeof (await readAll(bytes, true)), `bit ${bit}`).toBe('string')
    }
  }, 60_000)
})
