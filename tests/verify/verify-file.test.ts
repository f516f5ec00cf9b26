import { beforeAll, describe, expect, it } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { fromUtf8, utf8 } from '../../src/domain/json.ts'
import type { StoredEvent } from '../../src/domain/log/event.ts'
import { digitsOf, grouped } from '../../src/domain/proof/check-digits.ts'
import { qrOf } from '../../src/domain/proof/checkpoint.ts'
import { verificationLines } from '../../src/domain/proof/verification-lines.ts'
import type { VerifyReport } from '../../src/domain/proof/verification-report.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { verifyWords } from '../../src/ui/text/verify.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip } from '../../src/zip/read-zip.ts'
import { fileOf, zipBytes } from '../../src/zip/write-zip.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { busyMs, hangMs } from '../support/busy.ts'
import { seededRandom } from '../support/doubles.ts'
import { entriesOf } from '../support/forge-bundle.ts'
import { type MadeBundle, makeBundle, packBundle } from '../support/make-bundle.ts'
import { keptFile } from '../support/make-handover.ts'
import { author, manualClock, note, testSigner } from '../support/make-log.ts'
import { joined, mutated } from '../support/mutate.ts'
import { runs } from '../support/runs.ts'

const verify = (bytes: Uint8Array, kept: readonly string[] = []): Promise<VerifyReport> =>
  verifyFile(bytesSource(bytes), { signatures: nodeSignatures }, kept)

/** `holds`, the reason why it cannot be read, or every check that fails with its places. */
async function said(bytes: Uint8Array, kept: readonly string[] = []): Promise<string> {
  const report = await verify(bytes, kept)
  if (report.verdict === 'unreadable') return `unreadable: ${report.refused.reason}`
  if (report.verdict === 'holds') return 'holds'
  const faults = report.faults.map(({ check, what, place }) => `${check}.${what} ${place}`)
  return [
    ...faults,
    ...report.kept.map(({ answer }) => (answer.found ? 'found' : answer.why)),
  ].join(', ')
}

let made: MadeBundle
let whole: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  made = await makeBundle()
  whole = await packBundle(made)
})

/** The entries of the bundle, changed, in an honest ZIP under the manifest as it was signed. */
async function repacked(
  change: (entries: Map<string, Uint8Array>) => void | Promise<void>,
): Promise<Uint8Array> {
  const source = bytesSource(whole)
  const opened = await openZip(source)
  if (!opened.ok) throw new Error('not a ZIP')
  const entries = new Map<string, Uint8Array>()
  for (const entry of opened.entries) {
    const read = await readEntry(source, entry, 1e6)
    if (read.ok) entries.set(entry.name, read.bytes)
  }
  await change(entries)
  return zipBytes([...entries].map(([name, bytes]) => fileOf(name, bytes)))
}

describe('an honest bundle', () => {
  it('holds in every check, and says what it is', async () => {
    const report = await verify(whole)
    expect(report).toMatchObject({ verdict: 'holds', faults: [], kept: [] })
    if (report.verdict === 'unreadable') return
    expect(new Set(Object.values(report.checks))).toEqual(new Set(['holds']))
    const [lead, scribe] = made.authors.map(({ signer }) => signer.device)
    expect(report.facts).toMatchObject({
      ...{ log: made.log, mode: 'live', purpose: 'incident', part: { number: 1, of: 1 } },
      ...{ events: 10, redacted: 1, signedBy: [lead] },
      files: { named: 1, here: 1, elsewhere: 0, notKept: 0 },
    })
    const standing = new Map(report.facts.devices.map((facts) => [facts.device, facts.standing]))
    expect(standing).toEqual(
      new Map([
        [lead, 'root'],
        [scribe, 'admitted'],
      ]),
    )
    expect(report.facts.anchors).toEqual([
      {
        checkpoint: made.checkpoint,
        places: ['log.jsonl:11', `checkpoints/${made.checkpoint}.txt`],
        ...{ signers: [lead], covered: 7, after: 3 },
      },
    ])
  })
  it('holds as a hand-over and as a bare log, with less in it', async () => {
    const handover = await verify(await packBundle(made, { evidence: null }))
    expect(handover).toMatchObject({ verdict: 'holds', checks: { manifestSignature: 'absent' } })
    const log = await verify(jsonl(made.events, made.runbook))
    expect(log).toMatchObject({
      verdict: 'holds',
      checks: { manifest: 'absent', files: 'holds' },
      facts: { files: { here: 0, elsewhere: 1 } },
    })
  })
  it('says of a device that nobody vouched for that it is unconfirmed; it holds all the same', async () => {
    const report = await verify(await packBundle(await makeBundle({ unconfirmed: true })))
    expect(report.verdict).toBe('holds')
    if (report.verdict === 'unreadable') return
    expect(report.facts.devices.map(({ standing }) => standing).sort()).toEqual([
      'root',
      'unconfirmed',
    ])
  })
  it('needs no photo that is in another part', async () => {
    const part = { number: 1, of: 2 }
    const report = await verify(await packBundle(made, { files: [], part }))
    expect(report).toMatchObject({ verdict: 'holds', facts: { files: { elsewhere: 1 } } })
  })
})

describe('against what somebody outside kept', () => {
  it('the digits of the night are found, and what came after', async () => {
    for (const kept of [
      grouped(digitsOf(made.checkpoint)),
      qrOf(made.checkpoint),
      made.checkpoint,
    ]) {
      const report = await verify(whole, [kept])
      expect(report).toMatchObject({
        verdict: 'holds',
        kept: [{ answer: { found: true, covered: 7 } }],
      })
    }
    const note = [...made.evidence.checkpoints.values()][0]!
    expect(await said(whole, [note])).toBe('holds')
  })
  it('a tail that was cut off is found out, and only so', async () => {
    // Cut before the entry that says the digits were handed out, and sealed again by the owner.
    const cut = made.events.slice(0, 6)
    const evidence = { ...made.evidence, checkpoints: new Map() }
    const bytes = await packBundle(made, { events: cut, evidence })
    expect(await said(bytes)).toBe('holds')
    expect(await said(bytes, [grouped(digitsOf(made.checkpoint))])).toBe('absent')
    expect(await said(bytes, [[...made.evidence.checkpoints.values()][0]!])).toBe('missing')
  })
  it('digits that were misheard are no verdict on the record', async () => {
    const shown = grouped(digitsOf(made.checkpoint))
    const misheard = shown.replace(/^./, (d) => `${(Number(d) + 1) % 10}`)
    expect(await verify(whole, [misheard])).toMatchObject({
      verdict: 'holds',
      kept: [{ answer: { found: false, why: 'unreadable' } }],
    })
  })
})

describe('a history written anew by the owner of the phones', () => {
  const told = async (bytes: Uint8Array, kept: readonly string[]): Promise<string> =>
    verificationLines(await verify(bytes, kept), verifyWords.ja).join('\n')

  it('holds by itself, and the report says what that does not show', async () => {
    // The same keys, the same times, another history: nothing inside the file can tell.
    const forged = await packBundle(await makeBundle({ unconfirmed: true }))
    expect(await said(forged)).toBe('holds')
    const text = await told(forged, [])
    expect(text).toContain('鍵を持つ人が、照合番号を渡す前にすべてを作り直していないか')
    expect(text).toContain('外に渡した照合番号・QR・以前の書き出しと比べて初めて分かります')
  })
  it('is exposed by the digits that were given away in the night', async () => {
    const forged = await packBundle(await makeBundle({ unconfirmed: true }))
    const digits = grouped(digitsOf(made.checkpoint))
    const text = await told(forged, [digits])
    expect(text).toMatch(
      /^ファイルの中だけを見れば問題はありません。しかし、外で保管されていたものと合いません/,
    )
    expect(text).toContain(`× 「${digits}」は、この記録のどの時点とも合いません`)
    // The note says more: which entries it named, and that they are gone.
    expect(await said(forged, [[...made.evidence.checkpoints.values()][0]!])).toBe('missing')
    expect(await told(whole, [digits])).toContain(`○ 「${digits}」はこの記録のものです`)
  })
})

describe('what does not hold, and where', () => {
  const without = (n: number) => made.events.filter((_, i) => i !== n)
  const changed = (n: number, change: (event: StoredEvent) => Partial<StoredEvent>) =>
    made.events.map((event, i) => (i === n ? { ...event, ...change(event) } : event))

  it.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'words changed after signing, everything else made anew',
      () =>
        packBundle(made, {
          events: changed(7, () => ({ text: utf8('{"body":"嘘"}') })),
        }),
      'events.event log.jsonl:10',
    ],
    [
      'a signature of another event',
      () => packBundle(made, { events: changed(3, () => ({ sig: made.events[4]!.sig })) }),
      'signatures.badSignature log.jsonl:6',
    ],
    [
      'an entry taken out, everything else made anew',
      () => packBundle(made, { events: without(5) }),
      'chains.gap log.jsonl:9, chains.unseen log.jsonl:8, checkpoints.noEnd',
    ],
    [
      'an entry of somebody else put in',
      async () => packBundle(made, { events: await withStranger() }),
      'keys.keyless',
    ],
    [
      'the photo taken out, everything else made anew',
      () => packBundle(made, { files: [] }),
      `files.lost files/`,
    ],
    [
      'a photo put in that nobody attached',
      () => packBundle(made, { files: [...made.files, keptFile(utf8('x'))] }),
      'files.unnamed files/',
    ],
    [
      'the runbook taken out',
      () => packBundle(made, { jsonl: jsonl(made.events, null) }),
      'runbook.noRunbook log.jsonl:3',
    ],
    [
      'another runbook',
      () => packBundle(made, { jsonl: jsonl(made.events, utf8('{}')) }),
      'runbook.otherRunbook log.jsonl:4',
    ],
    [
      'a drill passed off as real, made anew',
      () => packBundle(made, { mode: 'drill' }),
      'oneLog.stranger manifest.json',
    ],
    [
      'the signature of the manifest taken out',
      () => repacked((e) => void e.delete('manifest.sig')),
      'manifestSignature.unsigned manifest.sig',
    ],
    [
      'a derived file changed',
      () => repacked((e) => void e.set('chronology.csv', utf8('時刻,嘘\r\n'))),
      'manifest.size chronology.csv',
    ],
    [
      'a derived file of the same length changed',
      () =>
        repacked(
          (e) =>
            void e.set(
              'chronology.csv',
              e.get('chronology.csv')!.map((b, i) => (i === 0 ? b ^ 1 : b)),
            ),
        ),
      'manifest.hash chronology.csv',
    ],
    [
      'a file put in',
      () => repacked((e) => void e.set('extra.txt', utf8('x'))),
      'manifest.unlisted extra.txt',
    ],
    [
      'a listed file taken out',
      () => repacked((e) => void e.delete('chronology.csv')),
      'manifest.missing chronology.csv',
    ],
    [
      'a file renamed',
      () =>
        repacked((e) => {
          e.set('b.csv', e.get('chronology.csv')!)
          e.delete('chronology.csv')
        }),
      'manifest.missing chronology.csv',
    ],
    [
      'a manifest of somebody else’s hand',
      () =>
        repacked(
          (e) =>
            void e.set(
              'manifest.json',
              utf8(fromUtf8(e.get('manifest.json')!)!.replace('"mode"', '"made":1,"mode"')),
            ),
        ),
      'manifestSignature.otherManifest manifest.sig',
    ],
  ])('%s', async (_what, bytes, expected) => {
    const answer = await said(await bytes())
    for (const part of expected.split(', ')) expect(answer).toContain(part)
  })

  it('a fork is two histories of one device: kept, and no proof holds over it', async () => {
    const { fork } = await twice()
    expect(await said(jsonl(fork, null))).toBe('chains.fork log.jsonl:3, chains.fork log.jsonl:4')
  })
  it('an event twice, two swapped, a line cut', async () => {
    const lines = fromUtf8(jsonl(made.events, made.runbook))!.split('\n').slice(0, -1)
    const text = (list: readonly string[]) => utf8(`${list.join('\n')}\n`)
    expect(await said(text([...lines.slice(0, 4), lines[3]!, ...lines.slice(4)]))).toContain(
      'log.twice log.jsonl:5',
    )
    expect(
      await said(text([lines[0]!, lines[1]!, lines[3]!, lines[2]!, ...lines.slice(4)])),
    ).toContain('log.order log.jsonl:4')
    expect(await said(text(lines.slice(0, -1)))).toContain('log.cut')
    expect(await said(text([lines[0]!, ...lines.slice(2)]))).toContain('runbook.noRunbook')
  })
  it('other files are no verdict: they cannot be read', async () => {
    expect(await said(new Uint8Array())).toBe('unreadable: cut')
    expect(await said(utf8('hello'))).toBe('unreadable: notShodo')
    expect(await said(whole.slice(0, 900))).toBe('unreadable: cut')
    expect(await said(await zipBytes([fileOf('a.txt', utf8('a'))]))).toBe('unreadable: notShodo')
  })

  async function withStranger(): Promise<StoredEvent[]> {
    const random = seededRandom(77)
    const stranger = author({
      ...{ log: made.log, signer: testSigner(777), random },
      clock: manualClock('2021-11-01T00:00:00.000+09:00'),
    })
    const { parsed: _, ...event } = await stranger.write(note('x', manualClock().wall()), {
      lamport: 50,
    })
    return [...made.events, event]
  }
  async function twice(): Promise<{ fork: StoredEvent[] }> {
    const random = seededRandom(78)
    const clock = manualClock()
    const one = author({ log: made.log, signer: testSigner(1), random, clock })
    const joinedEvent = await one.write({
      type: 'device.joined',
      data: { key: one.signer.key, replaces: null, app: 'x' },
      text: null,
    })
    const cloned = one.head
    const left = await one.write(note('左', clock.wall()))
    one.head = cloned
    const right = await one.write(note('右', clock.wall()))
    return { fork: [joinedEvent, left, right].map(({ parsed: _, ...event }) => event) }
  }
})

describe('damage says where it is, and the rest is judged all the same', () => {
  const turnedIn = (name: string): Uint8Array => {
    const bytes = whole.slice()
    const from = Buffer.from(bytes).indexOf(contents.get(name)!)
    bytes[from + (contents.get(name)!.length >> 1)]! ^= 1
    return bytes
  }
  const contents = new Map<string, Uint8Array>()
  beforeAll(async () => {
    for (const [name, bytes] of await entriesOf(whole)) contents.set(name, bytes)
  })

  it('a photo altered inside the bundle: which one, and of which entry', async () => {
    const photo = `files/${made.files[0]!.hash}`
    const mended = await repacked((e) => {
      const bytes = e.get(photo)!.slice()
      bytes[5]! ^= 0x10
      e.set(photo, bytes)
    })
    for (const bytes of [mended, turnedIn(photo)]) {
      const report = await verify(bytes)
      if (report.verdict !== 'fails') throw new Error(report.verdict)
      expect(report.checks).toMatchObject({ manifest: 'fails', files: 'fails', log: 'holds' })
      expect(report.facts.files).toMatchObject({ named: 1, here: 0, altered: 1, lost: 0 })
      expect(report.faults.find(({ check }) => check === 'files')).toMatchObject({
        ...{ what: 'altered', place: photo, called: 'IMG_0001.JPG' },
        event: { device: made.authors[1].signer.device, seq: 2 },
      })
      const text = verificationLines(report, verifyWords.ja).join('\n')
      expect(text).toMatch(/写真・ファイル 1個のうち 0個が.*1個は中身が変わっています/)
      expect(text).toMatch(/^写真・ファイル: 中身が、記録されたときと違います .*「IMG_0001\.JPG」/m)
      expect(text).toMatch(
        /^成り立たない検査: 目録.*、写真・ファイル。ほかの\d+の検査は成り立ちます。$/m,
      )
      // What is altered is no entry: nothing is said of a device.
      expect(text).not.toContain('問題は、')
    }
  })
  it('a byte of any entry, the checksum of the ZIP left as it was', async () => {
    for (const name of contents.keys()) {
      const report = await verify(turnedIn(name))
      if (report.verdict !== 'fails') throw new Error(`${name}: ${report.verdict}`)
      expect(report.faults, name).toContainEqual(
        expect.objectContaining({ check: 'manifest', place: name, what: 'crc' }),
      )
      const { checks, facts } = report
      // What the damage does not touch is judged: signatures, chains, the photo.
      if (name !== 'log.jsonl')
        expect(checks, name).toMatchObject({ log: 'holds', chains: 'holds' })
      if (!name.startsWith('files/')) expect(facts.files.altered, name).toBe(0)
    }
    const log = await verify(turnedIn('log.jsonl'))
    if (log.verdict === 'fails') expect(log.facts.events).toBeGreaterThanOrEqual(9)
  })
  it('a manifest that is gone, or none any more: the log and the photos are judged', async () => {
    const spoilt = (text: string) => repacked((e) => void e.set('manifest.json', utf8(text)))
    const gone = await repacked((e) => void e.delete('manifest.json'))
    for (const bytes of [gone, await spoilt('{}'), await spoilt('{"files":[]'), await spoilt('')]) {
      const report = await verify(bytes)
      if (report.verdict !== 'fails') throw new Error(report.verdict)
      expect(report.checks).toMatchObject({
        ...{ manifest: 'fails', manifestSignature: 'fails', oneLog: 'holds', files: 'holds' },
      })
      expect(report.faults.map(({ place }) => place)).toEqual(['manifest.json', 'manifest.sig'])
    }
    // Of a later version nothing can be said, unless it is damage that makes it look like one.
    expect(await said(await spoilt('{"format":"shodo/handover/v2"}'))).toBe('unreadable: newer')
  })
  it('a file whose bytes the device does not give is no finding', async () => {
    const source = bytesSource(whole)
    const place = Buffer.from(whole).indexOf(contents.get('chronology.csv')!)
    const gone = {
      ...source,
      read: (from: number, to: number) =>
        from === place ? Promise.reject(new Error('gone')) : source.read(from, to),
    }
    const report = await verifyFile(gone, { signatures: nodeSignatures })
    expect(report).toMatchObject({ verdict: 'unreadable', refused: { reason: 'unreadable' } })
  })
})

describe('damage', () => {
  it('of the log, sealed into a fresh and honestly signed bundle by somebody without the keys', async () => {
    const random = seededRandom(7)
    const stranger = testSigner(4711)
    const honest = jsonl(made.events, made.runbook)
    for (let i = 0; i < runs(800); i++) {
      const log = mutated(honest, random)
      if (joined(log).length === honest.length && Buffer.compare(log, honest) === 0) continue
      const evidence = { ...made.evidence, signer: stranger }
      const bytes = await packBundle(made, { jsonl: log, evidence })
      expect((await verify(bytes)).verdict, `try ${i}`).not.toBe('holds')
    }
  }, 120_000)

  it('of any kind: no crash, no hang', async () => {
    const random = seededRandom(8)
    for (let i = 0; i < runs(3000); i++) {
      const before = process.cpuUsage()
      const bytes = mutated(whole, random)
      const report = await verify(bytes)
      if (report.verdict === 'holds') expect(bytes).toEqual(whole)
      expect(busyMs(before), `try ${i}`).toBeLessThan(hangMs)
    }
  }, 120_000)
})
