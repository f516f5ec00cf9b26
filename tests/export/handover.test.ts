import { describe, expect, it } from 'vitest'
import type { Handover, OpenedHandover } from '../../src/domain/exchange/handover.ts'
import { fromUtf8, type Json, recordBytes, utf8 } from '../../src/domain/json.ts'
import { eventProblem } from '../../src/domain/log/chain.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { partExtension, planHandover } from '../../src/export/plan-handover.ts'
import { openHandover } from '../../src/export/read-handover.ts'
import { handoverParts } from '../../src/export/write-handover.ts'
import { fileOf, zipBytes } from '../../src/zip/write-zip.ts'
import { blobSource, bytesSource } from '../../src/zip/zip-source.ts'
import { busyMs, hangMs } from '../support/busy.ts'
import { seededRandom } from '../support/doubles.ts'
import { forgeZip } from '../support/forge-zip.ts'
import { handedOver, keptFile, photographed } from '../support/make-handover.ts'
import { joined, mutated } from '../support/mutate.ts'
import { python } from '../support/programs.ts'
import { runs } from '../support/runs.ts'

const made = await photographed({ photos: 3, unkept: 1 })
const [whole] = (await handedOver(made)) as [Uint8Array<ArrayBuffer>]
const open = (bytes: Uint8Array): Promise<OpenedHandover> => openHandover(bytesSource(bytes))
const opened = async (bytes: Uint8Array): Promise<Handover> => {
  const result = await open(bytes)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.handover
}
/** What a person would be told, or that it came in. */
const answer = async (bytes: Uint8Array): Promise<string> => {
  const result = await open(bytes)
  if (!result.ok) return result.problems.map(({ reason, place }) => `${reason} ${place}`).join(', ')
  for (const file of result.handover.files) {
    const problem = await result.handover.readFile(file)
    if (problem) return `${problem.reason} ${problem.place}`
  }
  return 'came in'
}

/** The entries of an honest file, to be forged and packed again. */
async function unpacked(): Promise<Map<string, Uint8Array>> {
  const manifest = recordBytes({
    files: [
      { name: 'log.jsonl', sha256: hashHex(made.leaving.jsonl), size: made.leaving.jsonl.length },
    ],
    ...{ format: 'shodo/handover/v1', log: made.leaving.log, mode: 'live', purpose: 'incident' },
    part: { number: 1, of: 1 },
  } as Json)
  return new Map([
    ['log.jsonl', made.leaving.jsonl],
    ['manifest.json', manifest],
  ])
}
const packed = (entries: Map<string, Uint8Array>): Promise<Uint8Array> =>
  zipBytes([...entries].map(([name, bytes]) => fileOf(name, bytes)))
const forged = async (change: (entries: Map<string, Uint8Array>) => void): Promise<Uint8Array> => {
  const entries = await unpacked()
  change(entries)
  return packed(entries)
}
const edited = (bytes: Uint8Array, from: string, to: string): Uint8Array =>
  utf8(fromUtf8(bytes)!.replace(from, to))
const withManifest = (from: string, to: string): Promise<Uint8Array> =>
  forged((e) => e.set('manifest.json', edited(e.get('manifest.json')!, from, to)))

describe('a hand-over with photos', () => {
  it('brings the same events and bytes to the other device', async () => {
    const handover = await opened(whole)
    expect(handover).toMatchObject({
      ...{ log: made.leaving.log, mode: 'live', purpose: 'incident', part: { number: 1, of: 1 } },
      ...{ damaged: [], missing: [], remarks: [] },
    })
    expect(handover.events).toEqual(made.events)
    expect(handover.files).toHaveLength(2)
    for (const file of handover.files) {
      const chunks: Uint8Array[] = []
      expect(await handover.readFile(file, (chunk) => void chunks.push(chunk))).toBeNull()
      expect(joined(...chunks)).toEqual(made.contents.get(file.hash))
    }
  })
  it('is the same file whenever it is written', async () => {
    expect((await handedOver(made))[0]).toEqual(whole)
  })
  it('is read from a Blob, as a picker gives it', async () => {
    const result = await openHandover(blobSource(new Blob([whole])))
    expect(result.ok && result.handover.events.length).toBe(made.events.length)
  })
  it('says of a drill that it is one', async () => {
    const [drill] = await handedOver(await photographed({ mode: 'drill' }))
    expect((await opened(drill!)).mode).toBe('drill')
    expect(fromUtf8(drill!.slice(-1500))).toBeNull()
    expect(String.fromCharCode(...drill!)).toContain('"mode":"drill","part"')
  })
  it('a bare log comes in too, its photos missing', async () => {
    const handover = await opened(made.leaving.jsonl)
    expect(handover.events).toEqual(made.events)
    expect(handover.files).toEqual([])
    expect(handover.missing).toEqual(made.files.map(({ hash }) => hash))
  })
  it('a photo damaged in the store goes along apart, and is not passed off for itself', async () => {
    const [good, bad] = made.files
    const spoilt = { ...keptFile(utf8('spoilt')), hash: bad!.hash }
    const pieces: Uint8Array[] = []
    const parts = handoverParts(made.leaving, { number: 1, of: 1, files: [good!, spoilt] })
    let step = await parts.next()
    for (; !step.done; step = await parts.next()) pieces.push(step.value)
    expect(step.value).toEqual({ damaged: [bad!.hash] })
    const handover = await opened(joined(...pieces))
    expect(handover.files.map(({ hash }) => hash)).toEqual([good!.hash])
    expect(handover.missing).toEqual([bad!.hash])
  })
  it('an event damaged in the store does not keep the others back', async () => {
    const events = made.events.map((event, i) => (i === 2 ? { ...event, data: utf8('{}') } : event))
    const handover = await opened(jsonl(events, null))
    expect(handover.events).toEqual(made.events.filter((_, i) => i !== 2))
    expect(handover.damaged).toEqual([made.events[2]!.id])
    expect(handover.remarks).toMatchObject([{ reason: 'event', place: 'log.jsonl:4' }])
  })
})

describe('in parts', () => {
  it('each comes in alone, and together they are the whole', async () => {
    const many = await photographed({ photos: 9, bytes: 40_000, seed: 3 })
    const parts = await handedOver(many, 120_000)
    expect(parts.length).toBeGreaterThan(4)
    const union = new Set<string>()
    for (const [i, part] of parts.entries()) {
      expect(part.length).toBeLessThanOrEqual(120_000)
      const handover = await opened(part)
      expect(handover.part).toEqual({ number: i + 1, of: parts.length })
      expect(handover.events).toEqual(many.events)
      expect(handover.files.length + handover.missing.length).toBe(9)
      for (const { hash } of handover.files) union.add(hash)
    }
    expect(union).toEqual(new Set(many.files.map(({ hash }) => hash)))
  })
  it('no part is larger than was planned', async () => {
    const many = await photographed({ photos: 7, bytes: 3000, seed: 4 })
    const { parts } = planHandover(many.leaving.jsonl.length, many.files, 30_000)
    const written = await handedOver(many, 30_000)
    for (const [i, part] of parts.entries())
      expect(written[i]!.length).toBeLessThanOrEqual(part.bytes)
  })
  it('a photo twice goes along once; without photos there is one part', async () => {
    const plan = planHandover(1000, [made.files[0]!, made.files[0]!])
    expect(plan.parts.map(({ files }) => files.length)).toEqual([1])
    expect(planHandover(1000, []).parts).toMatchObject([{ number: 1, of: 1, files: [] }])
  })
  it('a film larger than a part has one of its own; one that no ZIP holds is named', () => {
    const file = (size: number, i: number) => ({ ...keptFile(utf8(`${i}`)), size })
    const plan = planHandover(1e6, [3e6, 2e9, 4e6, 5e9].map(file))
    expect(plan.parts.map(({ files }) => files.map(({ size }) => size))).toEqual([
      [3e6],
      [2e9],
      [4e6],
    ])
    expect(plan.tooLarge.map(({ size }) => size)).toEqual([5e9])
    expect(plan.parts.map(partExtension)).toEqual(['part1of3.zip', 'part2of3.zip', 'part3of3.zip'])
    expect(partExtension({ number: 1, of: 1 })).toBe('zip')
  })
  it('never holds more than a photo or so in memory', async () => {
    const chunk = new Uint8Array(256 * 1024)
    let given = 0
    let taken = 0
    let most = 0
    const photo = (i: number) => ({
      ...keptFile(utf8(`${i}`)),
      *chunks() {
        for (let n = 0; n < 16; n++) {
          given += chunk.length
          most = Math.max(most, given - taken)
          yield chunk
        }
      },
    })
    const files = Array.from({ length: 8 }, (_, i) => photo(i))
    for await (const part of handoverParts(made.leaving, { number: 1, of: 1, files }))
      taken += part.length
    expect(taken).toBeGreaterThan(33e6)
    expect(most).toBeLessThan(5e6)
  }, 30_000)
})

describe('what does not come in, and what is said', () => {
  const photo = made.files[0]!
  const name = `files/${photo.hash}`
  it.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['nothing', () => new Uint8Array(), 'cut null'],
    ['a photo', () => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'notShodo null'],
    ['100 MB of anything', () => new Uint8Array(100e6), 'notShodo null'],
    ['a runbook', () => utf8('{"format":"shodo/runbook/v1"}'), 'notShodo null'],
    ['a log of a later version', () => utf8('{"format":"shodo/log/v2"}\n'), 'newer null'],
    [
      'a log cut off',
      () => made.leaving.jsonl.slice(0, -300),
      'cut log.jsonl:9, cut log.jsonl:9, form log.jsonl:9',
    ],
    [
      'a log with a changed word',
      () => edited(made.leaving.jsonl, '救急', '外来'),
      'changed log.jsonl:9',
    ],
    ['a hand-over cut off', () => whole.slice(0, 5000), 'cut null'],
    [
      'a changed byte of a photo',
      () => whole.map((byte, i) => (i === made.leaving.jsonl.length + 200 ? byte ^ 1 : byte)),
      `changed ${name}`,
    ],
    ['a later manifest', () => withManifest('handover/v1', 'handover/v2'), 'newer manifest.json'],
    ['a ZIP of something else', () => forgeZip([{ name: 'a.txt' }]), 'notShodo manifest.json'],
    [
      'a spreadsheet',
      () => forgeZip([{ name: '[Content_Types].xml', central: { method: 8 } }]),
      'packed [Content_Types].xml',
    ],
    ['a path upwards', () => forgeZip([{ name: '../manifest.json' }]), 'unsafe ../manifest.json'],
    ['a bomb', () => forgeZip([{ name: 'a' }, { name: 'b', at: () => 0 }]), 'unsafe b'],
    ['no log', () => forged((e) => e.delete('log.jsonl')), 'changed log.jsonl'],
    [
      'a file that is not listed',
      () => forged((e) => e.set('files/x', utf8('x'))),
      'changed files/x',
    ],
    [
      'another log than is listed',
      () => forged((e) => e.set('log.jsonl', edited(e.get('log.jsonl')!, '救急', '外来'))),
      'changed log.jsonl',
    ],
    [
      'a drill called live',
      () => withManifest('"mode":"live"', '"mode":"drill"'),
      'mixed manifest.json',
    ],
    ['another size', () => withManifest('"size":', '"size":1'), 'changed log.jsonl'],
    ['a manifest with a space', () => withManifest('{', '{ '), 'form manifest.json'],
    [
      'a manifest that is a list',
      () => forged((e) => e.set('manifest.json', utf8('[]'))),
      'form manifest.json',
    ],
    ['part 2 of 1', () => withManifest('"number":1', '"number":2'), 'form manifest.json'],
    [
      'a manifest with prototypes',
      () => withManifest('{"files"', '{"__proto__":{"files":[]},"files"'),
      'came in',
    ],
    [
      'a manifest that says more',
      () => withManifest('{"files"', '{"bundle":{"x":1},"files"'),
      'came in',
    ],
    ['a signed manifest', () => forged((e) => e.set('manifest.sig', utf8('…'))), 'came in'],
  ])('%s', async (_what, bytes, expected) => {
    expect(await answer(await bytes())).toBe(expected)
  })

  it('a file that no entry names, where every entry is understood', async () => {
    const extra = keptFile(utf8('smuggled'))
    const [bytes] = await handedOver({ leaving: made.leaving, files: [extra] })
    expect(await answer(bytes!)).toBe(`mixed files/${extra.hash}`)
  })
  it('another photo under the name of one', async () => {
    const bytes = utf8('another')
    const fake = {
      format: 'shodo/handover/v1',
      ...{ log: made.leaving.log, mode: 'live', purpose: 'incident', part: { number: 1, of: 1 } },
    }
    const parcel = async (sha256: string): Promise<Uint8Array> => {
      const files = [
        { name, sha256, size: bytes.length },
        { name: 'log.jsonl', sha256: hashHex(made.leaving.jsonl), size: made.leaving.jsonl.length },
      ]
      return packed(
        new Map([
          ['log.jsonl', made.leaving.jsonl],
          [name, bytes],
          ['manifest.json', recordBytes({ ...fake, files } as Json)],
        ]),
      )
    }
    expect(await answer(await parcel(hashHex(bytes)))).toBe(`form ${name}`)
    expect(await answer(await parcel(photo.hash))).toBe(`changed ${name}`)
  })
  it('has at most a hundred reasons', async () => {
    const first = fromUtf8(made.leaving.jsonl)!.split('\n')[0]
    const result = await open(utf8(`${first}\n${'x\n'.repeat(50_000)}`))
    expect(result.ok || result.problems.length).toBe(100)
  })
})

describe(`${runs(20_000)} mutations (seed 41)`, () => {
  it('never crash, never hang, never bring in a changed byte', async () => {
    const small = await photographed({ photos: 1, notes: 2, bytes: 60, devices: 1 })
    const [honest] = await handedOver(small)
    const random = seededRandom(41)
    const since = { worst: 0 }
    const reasons = new Set<string>()
    for (let i = 0; i < runs(20_000); i++) {
      const before = process.cpuUsage()
      const level = i % 4
      const bytes = level === 0 ? mutated(small.leaving.jsonl, random) : mutated(honest!, random)
      // Two levels further in: an honest ZIP around a log or a manifest that is not.
      const deep = level === 2 ? await rewrapped(mutated(small.leaving.jsonl, random)) : bytes
      const result = await open(level === 3 ? await withOtherManifest(random) : deep)
      if (!result.ok) {
        for (const { reason } of result.problems) reasons.add(reason)
        expect(result.problems.length).toBeGreaterThan(0)
      } else if (level < 3) {
        expect(result.handover.events, `mutation ${i}`).toEqual(small.events)
        for (const file of result.handover.files) {
          const chunks: Uint8Array[] = []
          const problem = await result.handover.readFile(file, (chunk) => void chunks.push(chunk))
          if (!problem) expect(joined(...chunks)).toEqual(small.contents.get(file.hash))
        }
      } else for (const event of result.handover.events) expect(eventProblem(event)).toBeNull()
      since.worst = Math.max(since.worst, busyMs(before))
    }
    expect(since.worst).toBeLessThan(hangMs)
    expect(Object.keys(Object.prototype)).toEqual([])
    for (const reason of ['changed', 'cut', 'form', 'unsafe', 'packed', 'notShodo', 'mixed'])
      expect([...reasons]).toContain(reason)

    async function rewrapped(log: Uint8Array): Promise<Uint8Array> {
      const [bytes] = await handedOver({ leaving: { ...small.leaving, jsonl: log }, files: [] })
      return bytes!
    }
    async function withOtherManifest(random: ReturnType<typeof seededRandom>): Promise<Uint8Array> {
      const entries = await unpacked()
      entries.set('manifest.json', mutated(entries.get('manifest.json')!, random))
      return packed(entries)
    }
  }, 120_000)
})

describe('Python, with its standard library', () => {
  it.skipIf(!python.present)(`finds everything the manifest lists${python.note}`, () => {
    const script = `
import sys, io, json, hashlib, zipfile
z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
m = json.loads(z.read('manifest.json'))
assert z.read('manifest.json') == json.dumps(m, sort_keys=True, separators=(',', ':'), ensure_ascii=False).encode()
assert sorted(z.namelist()) == sorted([f['name'] for f in m['files']] + ['manifest.json'])
for f in m['files']:
    b = z.read(f['name'])
    assert len(b) == f['size'] and hashlib.sha256(b).hexdigest() == f['sha256']
print(m['format'], m['mode'], len(m['files']))`
    const { out, err } = python.run(['-X', 'utf8', '-c', script], whole)
    expect(err).toBe('')
    expect(String(out).trim()).toBe('shodo/handover/v1 live 3')
  })
})
