import { describe, expect, it } from 'vitest'
import { utf8 } from '../../src/domain/json.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip, type ZipLimits } from '../../src/zip/read-zip.ts'
import { fileOf, zipBytes } from '../../src/zip/write-zip.ts'
import type { ZipFault } from '../../src/zip/zip-problem.ts'
import { blobSource, bytesSource, type ZipSource } from '../../src/zip/zip-source.ts'
import { seededRandom } from '../support/doubles.ts'
import { type Forged, type ForgedEnd, forgeZip } from '../support/forge-zip.ts'
import { joined, mutated } from '../support/mutate.ts'
import { runs } from '../support/runs.ts'

const a = { name: 'a.txt' }
const b = { name: 'files/b.jpg' }
const symlink = { made: 0x0314, attributes: 0o120777 << 16 }

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
  const cases: readonly [string, readonly Forged[], ForgedEnd, string][] = [
    ['a path upwards', [{ name: '../../etc/passwd' }], {}, 'traversal ../../etc/passwd'],
    ['a path upwards inside', [{ name: 'files/../../x' }], {}, 'traversal files/../../x'],
    ['an absolute path', [{ name: '/etc/passwd' }], {}, 'absolute /etc/passwd'],
    ['a drive', [{ name: 'C:/x' }], {}, 'drive C:/x'],
    ['a backslash', [{ name: 'files\\x' }], {}, 'backslash files\\x'],
    ['a network share', [{ name: '\\\\host\\x' }], {}, 'backslash \\\\host\\x'],
    ['an empty name', [{ name: '' }], {}, 'name '],
    ['a dot', [{ name: './a' }], {}, 'name ./a'],
    ['two slashes', [{ name: 'a//b' }], {}, 'name a//b'],
    ['a NUL in the name', [{ name: 'a.txt\0.exe' }], {}, 'name a.txt\0.exe'],
    ['a name that reads backwards', [{ name: 'a\u202egpj.exe' }], {}, 'name a\u202egpj.exe'],
    ['a stream of a file', [{ name: 'a.txt:hidden' }], {}, 'name a.txt:hidden'],
    ['a device of Windows', [{ name: 'files/CON.txt' }], {}, 'name files/CON.txt'],
    ['a dot at the end', [{ name: 'a.txt.' }], {}, 'name a.txt.'],
    ['a name that is no UTF-8', [{ name: 'x', rawName: Uint8Array.of(0xff, 0xfe) }], {}, 'name'],
    ['a name of Shift_JIS', [{ name: 'あ', central: { flags: 0 } }], {}, 'name あ'],
    ['a name too long', [{ name: 'a'.repeat(513) }, a], {}, 'name'],
    ['a folder', [{ name: 'files/', bytes: utf8('') }], {}, 'notFile files/'],
    ['a symbolic link', [{ ...a, central: symlink }], {}, 'notFile a.txt'],
    ['a folder by its attributes', [{ ...a, central: { attributes: 0x10 } }], {}, 'notFile a.txt'],
    [
      'a set-user-id file',
      [{ ...a, central: { made: 0x0314, attributes: 0o104755 << 16 } }],
      {},
      'notFile a.txt',
    ],
    [
      'attributes of an unknown system',
      [{ ...a, central: { made: 20, attributes: 0o100644 << 16 } }],
      {},
      'notFile a.txt',
    ],
    ['a name twice', [a, a], {}, 'duplicate a.txt'],
    ['a name in other letters', [a, { name: 'A.TXT' }], {}, 'duplicate A.TXT'],
    ['a name composed otherwise', [{ name: 'が' }, { name: 'か\u3099' }], {}, 'duplicate か\u3099'],
    ['a name in full width', [a, { name: 'ａ.txt' }], {}, 'duplicate ａ.txt'],
    ['a file that is a folder too', [a, { name: 'a.txt/b' }], {}, 'duplicate a.txt/b'],
    ['a folder that is a file too', [{ name: 'x/y' }, { name: 'X' }], {}, 'duplicate X'],
    ['compressed', [{ ...a, central: { method: 8 } }], {}, 'compressed a.txt'],
    ['compressed in one header only', [{ ...a, local: { method: 8 } }], {}, 'disagree a.txt'],
    ['encrypted', [{ ...a, central: { flags: 0x0801 } }], {}, 'encrypted a.txt'],
    ['strongly encrypted', [{ ...a, central: { flags: 0x0841 } }], {}, 'encrypted a.txt'],
    ['an encrypted directory', [{ ...a, central: { flags: 0x2800 } }], {}, 'encrypted a.txt'],
    [
      'sizes after the data',
      [{ ...a, central: { flags: 0x0808 }, local: { size: 0, crc: 0 } }],
      {},
      'descriptor a.txt',
    ],
    ['sizes after the data, said once', [{ ...a, local: { flags: 0x0808 } }], {}, 'disagree a.txt'],
    ['other flags', [{ ...a, central: { flags: 0x0802 } }], {}, 'fields a.txt'],
    ['another name before the data', [{ ...a, localName: 'b.txt' }], {}, 'disagree a.txt'],
    ['a longer name before the data', [{ ...a, localName: 'a.txt2' }], {}, 'garbage'],
    ['another size before the data', [{ ...a, local: { size: 3 } }], {}, 'disagree a.txt'],
    ['another CRC before the data', [{ ...a, local: { crc: 3 } }], {}, 'disagree a.txt'],
    ['other dates in the two headers', [{ ...a, local: { time: 3 } }], {}, 'disagree a.txt'],
    ['two sizes', [{ ...a, central: { unpacked: 5_000_000 } }], {}, 'size a.txt'],
    ['a size too small', [{ ...a, central: { size: 3 } }, b], {}, 'garbage files/b.jpg'],
    ['a size too small, at the end', [a, { ...b, central: { size: 3 } }], {}, 'garbage'],
    ['a size too large', [{ ...a, central: { size: 300 } }, b], {}, 'overlap a.txt'],
    [
      'a size that takes the next entry in',
      [{ ...a, central: { size: 60 } }, b],
      {},
      'overlap files/b.jpg',
    ],
    ['two entries over one place', [a, { ...b, at: () => 0 }], {}, 'overlap files/b.jpg'],
    ['an entry inside another', [a, { ...b, at: (at) => at - 4 }], {}, 'overlap files/b.jpg'],
    ['bytes before everything', [a], { first: utf8('#!/bin/sh\n') }, 'garbage a.txt'],
    ['bytes between two entries', [a, { ...b, before: utf8('x') }], {}, 'garbage files/b.jpg'],
    ['bytes before the directory', [a], { before: utf8('x') }, 'garbage'],
    ['bytes after the end', [a], { after: utf8('x') }, 'garbage'],
    ['another end after the end', [a], { after: forgeZip([]) }, 'garbage'],
    ['a comment', [a], { comment: utf8('hello') }, 'comment'],
    ['a comment of an entry', [{ ...a, central: { comment: utf8('hello') } }], {}, 'comment a.txt'],
    [
      'a further field',
      [{ ...a, central: { extra: Uint8Array.of(1, 0, 0, 0) } }],
      {},
      'fields a.txt',
    ],
    [
      'a further field before the data',
      [{ ...a, local: { extra: Uint8Array.of(1, 0, 0, 0) } }],
      {},
      'garbage',
    ],
    ['a disc', [a], { disk: 1 }, 'disks'],
    ['an entry on another disc', [{ ...a, central: { disk: 1 } }], {}, 'disks a.txt'],
    ['two counts', [a], { onDisk: 2 }, 'disks'],
    ['a count too small', [a, b], { entries: 1 }, 'garbage'],
    ['a count too large', [a, b], { entries: 3 }, 'truncated'],
    ['ZIP64 by its count', [a], { entries: 0xffff }, 'zip64'],
    ['ZIP64 by its directory', [a], { at: () => 0xffffffff }, 'zip64'],
    ['ZIP64 by a size', [{ ...a, central: { size: 0xffffffff } }], {}, 'zip64 a.txt'],
    ['ZIP64 by a version', [{ ...a, central: { needed: 45 } }], {}, 'zip64 a.txt'],
    ['ZIP64 by an offset', [{ ...a, at: () => 0xffffffff }], {}, 'zip64 a.txt'],
    ['a directory beyond the end', [a], { at: (at) => at + 40 }, 'truncated'],
    ['a directory too early', [a], { at: (at) => at - 4 }, 'garbage'],
    ['a directory too large', [a], { size: () => 100_000 }, 'size'],
    ['a directory too small', [a, b], { size: (size) => size - 9 }, 'garbage'],
  ]
  it.each(cases)('%s', async (_what, entries, end, expected) => {
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
      const since = performance.now()
      const [strict, plain] = [await readAll(bytes, true), await readAll(bytes, false)]
      expect(performance.now() - since, `mutation ${i}`).toBeLessThan(2000)
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
