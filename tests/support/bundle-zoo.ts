import { fromUtf8, utf8 } from '../../src/domain/json.ts'
import type { StoredEvent } from '../../src/domain/log/event.ts'
import { digitsOf, grouped } from '../../src/domain/proof/check-digits.ts'
import { qrOf } from '../../src/domain/proof/checkpoint.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { fileOf, zipBytes } from '../../src/zip/write-zip.ts'
import { seededRandom, testSigner } from './doubles.ts'
import { entriesOf } from './forge-bundle.ts'
import { forgedLogs } from './forged-logs.ts'
import { forgedParcels } from './forged-parcels.ts'
import { type MadeBundle, makeBundle, packBundle } from './make-bundle.ts'
import { keptFile } from './make-handover.ts'
import { mutated } from './mutate.ts'

/**
 * Bundles of every kind, good and bad, for two verifiers that must say the same: all with a blacked out text
 * and an anchor, some with corrections, forks, devices that nobody confirmed. Each is damaged or
 * forged at one depth: the bytes, an entry of the ZIP, a line of the log, an event, what lies beside.
 */

export interface Caged {
  readonly name: string
  readonly bytes: Uint8Array
  readonly kept: readonly string[]
}

type Seeded = ReturnType<typeof seededRandom>

/** The case of a number; the same number always gives the same bytes. */
export async function caged(seed: number): Promise<Caged> {
  const random = seededRandom(seed)
  const made = await makeBundle({
    seed: 1 + random.int(50),
    mode: random.int(5) === 0 ? 'drill' : 'live',
    notes: random.int(4),
    photoBytes: random.int(200),
    unconfirmed: random.int(3) === 0,
    corrected: random.int(3) === 0,
  })
  // By turns damaged by chance, and forged on purpose.
  const kinds = Object.entries<Kind>(seed % 2 ? { ...forgedLogs, ...forgedParcels } : zoo)
  const [kind, make] = kinds[(seed >> 1) % kinds.length]!
  return { name: `${seed}-${kind}`, bytes: await make(made, random), kept: keptOf(made, random) }
}

function keptOf(made: MadeBundle, random: Seeded): readonly string[] {
  const digits = grouped(digitsOf(made.checkpoint))
  const note = [...made.evidence.checkpoints.values()][0] ?? ''
  const spelt = [
    ...[digits.replaceAll(' ', '、'), ` ${qrOf(made.checkpoint).toLowerCase()}\n`],
    ...[`\ufeff${made.checkpoint.toUpperCase()}`, `\u017f${qrOf(made.checkpoint).slice(1)}`],
    ...[digits.replaceAll(/\d/g, (d) => '０１２３４５６７８９'[Number(d)]!), `${digits}1`, ''],
  ]
  return [
    ...[[], [], [digits], [qrOf(made.checkpoint), note]],
    ...[['0000 0000 0000 0000 0000 0000 0'], spelt],
  ][random.int(6)] as readonly string[]
}

type Kind = (made: MadeBundle, random: Seeded) => Promise<Uint8Array>

const zoo = {
  honest: (made: MadeBundle) => packBundle(made),
  handover: (made: MadeBundle) => packBundle(made, { evidence: null }),
  bareLog: async (made: MadeBundle) => jsonl(made.events, made.runbook),
  damagedZip: async (made: MadeBundle, random: Seeded) => mutated(await packBundle(made), random),
  damagedLog: async (made: MadeBundle, random: Seeded) =>
    mutated(jsonl(made.events, made.runbook), random),
  flippedEntry: (made: MadeBundle, random: Seeded) =>
    repacked(made, (entries) => {
      const names = [...entries.keys()]
      const name = names[random.int(names.length)] ?? ''
      const bytes = (entries.get(name) ?? new Uint8Array()).slice()
      if (bytes.length > 0) bytes[random.int(bytes.length)]! ^= 1 << random.int(8)
      entries.set(name, bytes)
    }),
  mutatedEntry: (made: MadeBundle, random: Seeded) =>
    repacked(made, (entries) => {
      const names = [...entries.keys()]
      const name = names[random.int(names.length)] ?? ''
      entries.set(name, mutated(entries.get(name) ?? new Uint8Array(), random))
    }),
  /** Everything around it made anew and honestly signed; the log was damaged before. */
  sealedDamage: (made: MadeBundle, random: Seeded) =>
    packBundle(made, { jsonl: mutated(jsonl(made.events, made.runbook), random) }),
  sealedLines: (made: MadeBundle, random: Seeded) =>
    packBundle(made, { jsonl: shuffled(jsonl(made.events, made.runbook), random) }),
  changedPart: (made: MadeBundle, random: Seeded) =>
    packBundle(made, { events: made.events.map(oneChanged(made, random)) }),
  droppedEvents: (made: MadeBundle, random: Seeded) => {
    const out = random.int(made.events.length)
    return packBundle(made, { events: made.events.filter((_, i) => i !== out) })
  },
  cutTail: (made: MadeBundle, random: Seeded) =>
    packBundle(made, { events: made.events.slice(0, 1 + random.int(made.events.length)) }),
  /** The events of two nights in one log. */
  mixed: async (made: MadeBundle, random: Seeded) => {
    const other = await makeBundle({ seed: 60 + random.int(20) })
    return packBundle(made, { events: [...made.events, ...other.events.slice(0, 3)] })
  },
  noPhotos: (made: MadeBundle) => packBundle(made, { files: [] }),
  otherPart: (made: MadeBundle, random: Seeded) =>
    packBundle(made, { files: [], part: { number: 1 + random.int(3), of: 3 } }),
  strangePhoto: (made: MadeBundle, random: Seeded) =>
    packBundle(made, { files: [...made.files, keptFile(random.bytes(40))] }),
  strangeSigner: (made: MadeBundle) =>
    packBundle(made, { evidence: { ...made.evidence, signer: testSigner(4711) } }),
  otherCheckpoint: async (made: MadeBundle, random: Seeded) => {
    const other = await makeBundle({ seed: 80 + random.int(9) })
    const { checkpoints } = other.evidence
    return packBundle(made, { evidence: { ...made.evidence, checkpoints } })
  },
  noRunbook: (made: MadeBundle) => packBundle(made, { jsonl: jsonl(made.events, null) }),
  calledDrill: (made: MadeBundle) =>
    packBundle(made, { mode: made.mode === 'live' ? 'drill' : 'live' }),
  missingEntry: (made: MadeBundle, random: Seeded) =>
    repacked(made, (entries) => {
      const names = [...entries.keys()]
      entries.delete(names[random.int(names.length)] ?? '')
    }),
  addedEntry: (made: MadeBundle, random: Seeded) =>
    repacked(made, (entries) => {
      const names = [
        'extra.txt',
        'files/x',
        `checkpoints/${'0'.repeat(64)}.txt`,
        'damaged/y',
        'a/b/c',
      ]
      entries.set(names[random.int(names.length)] ?? '', random.bytes(20))
    }),
  renamedEntry: (made: MadeBundle, random: Seeded) =>
    repacked(made, (entries) => {
      const names = [...entries.keys()]
      const name = names[random.int(names.length)] ?? ''
      const bytes = entries.get(name) ?? new Uint8Array()
      entries.delete(name)
      entries.set(`${name}x`, bytes)
    }),
  rewordedManifest: (made: MadeBundle, random: Seeded) =>
    repacked(made, (entries) => {
      const text = fromUtf8(entries.get('manifest.json') ?? new Uint8Array()) ?? ''
      const changes: readonly [string, string][] = [
        ['"mode":"live"', '"mode":"drill"'],
        ['"number":1', '"number":2'],
        ['"of":1', '"of":2'],
        ['v1', 'v2'],
        ['"size":', '"size":1'],
        ['"signedBy":["', '"signedBy":["0'],
        [',"signedBy"', ',"sealedBy"'],
        ['{', '{ '],
        ['{"files"', '{"a":1,"files"'],
        ['"name":"chronology.csv"', '"name":"chronology.txt"'],
      ]
      const [from, to] = changes[random.int(changes.length)] ?? ['', '']
      entries.set('manifest.json', utf8(text.replace(from, to)))
    }),
}

async function repacked(
  made: MadeBundle,
  change: (entries: Map<string, Uint8Array>) => void,
): Promise<Uint8Array> {
  const entries = await entriesOf(await packBundle(made))
  change(entries)
  return zipBytes([...entries].map(([name, bytes]) => fileOf(name, bytes)))
}

/** Lines of a log doubled, swapped, dropped or moved, under the old trailer. */
function shuffled(log: Uint8Array, random: Seeded): Uint8Array {
  const lines = (fromUtf8(log) ?? '').split('\n').slice(0, -1)
  const [a, b] = [random.int(lines.length), random.int(lines.length)]
  switch (random.int(4)) {
    case 0:
      lines.splice(b, 0, lines[a] ?? '')
      break
    case 1:
      ;[lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? '']
      break
    case 2:
      lines.splice(a, 1)
      break
    default:
      lines.splice(b, 0, ...lines.splice(a, 1))
  }
  return utf8(`${lines.join('\n')}\n`)
}

/** One part of one event changed, whatever hash or signature says. */
function oneChanged(made: MadeBundle, random: Seeded) {
  const at = random.int(made.events.length)
  const how = random.int(7)
  const other = made.events[random.int(made.events.length)]!
  return (event: StoredEvent, i: number): StoredEvent => {
    if (i !== at) return event
    const parts: readonly Partial<StoredEvent>[] = [
      { sig: other.sig },
      { data: other.data },
      { dataSalt: random.bytes(16) },
      { text: utf8('{"body":"嘘"}'), textSalt: random.bytes(16) },
      { text: null, textSalt: null },
      { dataSalt: random.bytes(8) },
      { sig: event.sig.map((byte, n) => (n === 63 ? byte ^ 0x80 : byte)) },
    ]
    return { ...event, ...parts[how] }
  }
}
