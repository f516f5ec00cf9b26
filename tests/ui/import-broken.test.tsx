import { sha256 } from '@noble/hashes/sha2.js'
import { cleanup, fireEvent, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LogId, toHex } from '../../src/domain/ids.ts'
import { canonicalText, fromUtf8, type Json, utf8 } from '../../src/domain/json.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import { manifestBytes } from '../../src/export/handover-form.ts'
import { jsonl, parseJsonl } from '../../src/export/jsonl.ts'
import { ImportScreen } from '../../src/ui/screens/import.tsx'
import { fileOf as entryOf, zipBytes } from '../../src/zip/write-zip.ts'
import { type Forged, forgeZip } from '../support/forge-zip.ts'
import { jsonlBytes, zipBytesOf } from '../support/leaving.ts'
import { libraryWith, phone } from '../support/phones.ts'
import { shipped } from '../support/runbooks.ts'
import { leadPhone, otherPhone, takeIn } from '../support/two-phones.ts'
import { renderWithServices, type World } from '../support/ui.tsx'

/**
 * Every kind of file that must not come in, through the screen, on a phone that has an older copy of
 * the incident: a clear reason, what to do next, and not one row changed.
 */

afterEach(cleanup)

type Bytes = Uint8Array<ArrayBuffer>

let lead: World
let log: LogId
/** Honest files: the log as text, and the ZIP with its photo. */
let text: Bytes
let zip: Bytes
/** The log as it was two entries before. */
let earlier: Bytes

beforeAll(async () => {
  const made = await leadPhone()
  lead = made.world
  log = made.log
  earlier = await jsonlBytes(lead.store, log)
  for (const body of ['外来を止めた', '院長に電話した'])
    await lead.session.record({ do: 'note', body })
  text = await jsonlBytes(lead.store, log)
  zip = (await zipBytesOf(lead, log))[0]!
})

const lines = (bytes: Bytes): string[] => fromUtf8(bytes)!.trimEnd().split('\n')
const joinedLines = (all: readonly string[]): Bytes => utf8(`${all.join('\n')}\n`) as Bytes
const changedAt = (bytes: Bytes, at: number): Bytes => {
  const out = bytes.slice()
  out[at]! ^= 1
  return out
}

/** The lines of an edited log under a trailer that fits them, as a forger would write it. */
function resealed(edit: (events: string[]) => string[]): Bytes {
  const [format, book, ...rest] = lines(text)
  const trailer = JSON.parse(rest.pop()!).trailer as { heads: Json }
  const body = `${[format, book, ...edit(rest)].join('\n')}\n`
  const sealed = {
    trailer: { ...trailer, events: edit(rest).length, sha256: toHex(sha256(utf8(body))) },
  }
  return utf8(`${body}${canonicalText(sealed as Json)}\n`) as Bytes
}

const packed = (log: Bytes, mode: 'live' | 'drill', more: readonly Forged[] = []): Bytes => {
  const manifest = manifestBytes({
    ...{ log: logId(), mode, purpose: 'incident', part: { number: 1, of: 1 } },
    files: [{ name: 'log.jsonl', sha256: hashHex(log), size: log.length }],
  })
  return forgeZip([
    { name: 'log.jsonl', bytes: log },
    ...more,
    { name: 'manifest.json', bytes: manifest },
  ])
}
const logId = (): LogId => log

const kinds: readonly [string, () => Bytes | Promise<Bytes>, RegExp][] = [
  [
    'a changed byte',
    () => changedAt(text, text.length >> 1),
    /中身が変わっています|形になっていません/,
  ],
  ['a dropped last line', () => joinedLines(lines(text).slice(0, -1)), /途中で切れています/],
  ['half a file', () => text.slice(0, text.length >> 1) as Bytes, /途中で切れています/],
  [
    'two lines swapped',
    () => {
      const all = lines(text)
      return joinedLines([...all.slice(0, 3), all[4]!, all[3]!, ...all.slice(5)])
    },
    /中身が変わっています|形になっていません/,
  ],
  [
    'two lines swapped, under a trailer that fits',
    () => resealed(([a, b, c, ...rest]) => [a!, c!, b!, ...rest]),
    /形になっていません|中身が変わっています/,
  ],
  [
    'a line twice',
    () => resealed(([a, b, ...rest]) => [a!, b!, b!, ...rest]),
    /形になっていません/,
  ],
  ['an entry taken out', () => resealed((all) => all.toSpliced(5, 1)), /抜けています/],
  [
    'another mode than its entries have',
    () =>
      joinedLines(
        lines(text).map((line, i) => (i === 0 ? line.replace('"live"', '"drill"') : line)),
      ),
    /混ざっています/,
  ],
  ['a manifest that calls it a drill', () => packed(text, 'drill'), /混ざっています/],
  [
    'a name that climbs out',
    () => packed(text, 'live', [{ name: '../../boot.txt', bytes: utf8('x') }]),
    /安全でないZIP/,
  ],
  [
    'a bomb: a few bytes that claim gigabytes',
    () =>
      forgeZip([
        {
          name: 'log.jsonl',
          bytes: new Uint8Array(1000),
          central: { method: 8, unpacked: 4_000_000_000 },
        },
      ]),
    /圧縮か暗号化をし直した|途中で切れ|中身が変わって/,
  ],
  [
    'an entry that was compressed',
    () => forgeZip([{ name: 'log.jsonl', bytes: new Uint8Array(1000), central: { method: 8 } }]),
    /圧縮か暗号化をし直した/,
  ],
  [
    'another program’s ZIP',
    () => zipBytes([entryOf('letter.txt', utf8('hello'))]),
    /記録のファイルではありません/,
  ],
  ['a photo', () => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), /記録のファイルではありません/],
  ['100 MB of anything', () => new Uint8Array(100_000_000), /記録のファイルではありません/],
  [
    '100 MB that begin like a log',
    () => {
      const bytes = new Uint8Array(100_000_000).fill(0x7b)
      bytes.set(utf8(`${lines(text)[0]}\n`))
      return bytes
    },
    /形になっていません|途中で切れ/,
  ],
  ['nothing at all', () => new Uint8Array(), /途中で切れています/],
  ['a ZIP cut off', () => zip.slice(0, zip.length - 500) as Bytes, /途中で切れています/],
  ['a later version’s log', () => utf8('{"format":"shodo/log/v2"}\n') as Bytes, /新しい版/],
]

/** Everything that lies on a phone. */
const rowsOf = async ({ disk, photos, notes }: World): Promise<string> =>
  JSON.stringify([
    ...[disk.events, disk.acts, disk.heads, disk.logs, disk.runbooks].map((rows) => [...rows]),
    [...(await photos.hashes())],
    [...notes].filter(([key]) => key.startsWith('taken:')),
  ])

/** A phone that has the incident already, though not its newest entries. */
async function behind(): Promise<World> {
  const world = await otherPhone()
  await takeIn(earlier, world)
  return world
}

async function refused(world: World, files: readonly File[]): Promise<string> {
  const before = await rowsOf(world)
  const { view } = await renderWithServices(<ImportScreen />, world)
  fireEvent.change(view.container.querySelector('input[type=file]')!, { target: { files } })
  const alert = await screen.findByRole('alert', {}, { timeout: 20_000 })
  expect(alert.textContent).toContain('この端末の記録は、何も変わっていません。')
  expect(screen.queryByRole('button', { name: /^(受け取る|写真・ファイルを受け取る)$/ })).toBeNull()
  expect(await rowsOf(world)).toBe(before)
  view.unmount()
  return alert.textContent ?? ''
}

describe('what does not come in', () => {
  it.each(kinds)('%s', async (_kind, make, reason) => {
    const file = new File([await make()], 'from-elsewhere')
    expect(await refused(await behind(), [file])).toMatch(reason)
  })

  it('another incident’s file beside this one’s', async () => {
    const other = await leadPhone({ seed: 3 })
    const files = [
      new File([text], 'one.jsonl'),
      new File([await jsonlBytes(other.world.store, other.log)], 'two.jsonl'),
    ]
    expect(await refused(await behind(), files)).toContain('別々のインシデント')
  })

  it('a copy from QR codes without its flow: a file brings it', async () => {
    const library = libraryWith({ ...shipped('hospital'), version: '9.9.9' })
    const elsewhere = await phone({ name: 'elsewhere', seed: 9, library })
    const { log: theirs } = await elsewhere.session.startIncident({
      runbookId: 'hospital',
      mode: 'live',
    })
    const file = await elsewhere.file(theirs)
    const codes = jsonl(parseJsonl(file).events, null)
    const world = await otherPhone({ verified: false })
    const said = await refused(world, [new File([codes], 'from-codes.jsonl')])
    expect(said).toMatch(/手順書が、ファイルにもこの端末にもありません/)
    expect(said).toMatch(/QRコードで受け取ったときは、代わりにファイルで受け取ります/)
    // As it says: the file has the flow in it.
    const { view } = await renderWithServices(<ImportScreen />, world)
    fireEvent.change(view.container.querySelector('input[type=file]')!, {
      target: { files: [new File([new Uint8Array(file)], 'shodo.jsonl')] },
    })
    expect(await screen.findByRole('button', { name: '受け取る' })).toBeTruthy()
  })

  it('one bad part beside good ones', async () => {
    const files = [new File([zip], 'part1.zip'), new File([changedAt(zip, 60)], 'part2.zip')]
    expect(await refused(await behind(), files)).toContain('part2.zip')
  })

  it('a drill’s record where the same one is live', async () => {
    const world = await behind()
    const facts = world.disk.logs.get(log)!
    world.disk.logs.set(log, { ...facts, mode: 'drill' })
    expect(await refused(world, [new File([text], 'live.jsonl')])).toContain('混ぜません')
  })

  it('an entry that its device did not sign', async () => {
    const events = await lead.store.read(log)
    const forged = events.map((event, i) =>
      i === 3 ? { ...event, sig: new Uint8Array(64).fill(7) } : event,
    )
    const row = (await lead.store.logs()).find((known) => known.log === log)!
    const bytes = jsonl(forged, await lead.store.runbook(row.runbookHash!))
    const world = await otherPhone()
    expect(await refused(world, [new File([bytes], 'forged.jsonl')])).toContain('署名が合いません')
  })

  it('takes in what is left of a copy with gaps only when it is asked to', async () => {
    const world = await otherPhone()
    const bytes = resealed(([a, b, c, , ...rest]) => [a!, b!, c!, ...rest])
    await refused(world, [new File([bytes], 'gaps.jsonl')])
    const { view } = await renderWithServices(<ImportScreen />, world)
    fireEvent.change(view.container.querySelector('input[type=file]')!, {
      target: { files: [new File([bytes], 'gaps.jsonl')] },
    })
    fireEvent.click(await screen.findByRole('button', { name: '抜けたまま受け取る' }))
    await screen.findByText('受け取りました。記録6件が加わりました。')
  })

  it('leaves a damaged photo out, and only when it is asked to', async () => {
    const world = await otherPhone()
    const photo = [...(await lead.photos.hashes(log))][0]!
    const at = fromLatin1(zip).indexOf(`files/${photo}`) + 80
    const bytes = changedAt(zip, at)
    const before = await rowsOf(world)
    const { view } = await renderWithServices(<ImportScreen />, world)
    fireEvent.change(view.container.querySelector('input[type=file]')!, {
      target: { files: [new File([bytes], 'photo.zip')] },
    })
    const button = await screen.findByRole('button', { name: '壊れた写真を除いて受け取る' })
    expect(screen.getByText(/写真・ファイル1件が、このファイルの中で壊れています/)).toBeTruthy()
    expect(await rowsOf(world)).toBe(before)
    fireEvent.click(button)
    await screen.findByText('受け取りました。記録7件が加わりました。')
    expect((await world.photos.hashes()).size).toBe(0)
    // The whole file, sent again, brings the photo.
    fireEvent.change(view.container.querySelector('input[type=file]')!, {
      target: { files: [new File([zip], 'photo.zip')] },
    })
    fireEvent.click(await screen.findByRole('button', { name: '写真・ファイルを受け取る' }))
    await screen.findByText(/写真・ファイル1件が加わりました/)
  })
})

const fromLatin1 = (bytes: Uint8Array): string => {
  let out = ''
  for (let at = 0; at < bytes.length; at += 8192)
    out += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return out
}
