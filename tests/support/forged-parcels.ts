import type { Json } from '../../src/domain/json.ts'
import {
  type Checkpoint,
  checkpointHash,
  checkpointText,
  readCheckpointText,
} from '../../src/domain/proof/checkpoint.ts'
import { type Fields, type Forgery, noteBy, packed } from './forge-bundle.ts'
import type { MadeBundle } from './make-bundle.ts'

/** The same for what lies around a log: checkpoints, manifest, names. */

const entryWith =
  (change: (text: string, line: string, made: MadeBundle) => string | Promise<string>): Forgery =>
  async (made) => {
    const name = `checkpoints/${made.checkpoint}.txt`
    const note = [...made.evidence.checkpoints.values()][0]!
    const cut = note.lastIndexOf('\n\n') + 1
    const changed = await change(note.slice(0, cut), note.slice(cut + 1), made)
    return packed(made, { entries: { [name]: changed } })
  }

/** One more checkpoint beside the log, signed by the first device. */
const otherNote =
  (change: (honest: Checkpoint) => Checkpoint): Forgery =>
  async (made) => {
    const [note = ''] = made.evidence.checkpoints.values()
    const other = change(readCheckpointText(note.slice(0, note.lastIndexOf('\n\n') + 1))!)
    const signed = await noteBy(made, 0, checkpointText(other))
    return packed(made, { entries: { [`checkpoints/${checkpointHash(other)}.txt`]: signed } })
  }

const manifest =
  (change: Fields): Forgery =>
  (made) =>
    packed(made, { manifest: (honest) => ({ ...honest, ...change }) })

const signedBy = (list: (ids: readonly string[]) => Json): Forgery => {
  return (made) =>
    packed(made, {
      manifest: (honest) => ({
        ...honest,
        signedBy: list(made.authors.map(({ signer }) => signer.device).sort()),
      }),
    })
}

const named =
  (...names: readonly string[]): Forgery =>
  (made) =>
    packed(made, { entries: Object.fromEntries(names.map((name) => [name, 'x'])) })

export const forgedParcels: Readonly<Record<string, Forgery>> = {
  // Checkpoints beside the log
  witness: entryWith((text, line) => `${text}\n${line}— example.com/w AAAAAAA=\n`),
  witnessTooShort: entryWith((text, line) => `${text}\n${line}— example.com/w AAAAAA==\n`),
  witnessNextLine: entryWith((text, line) => `${text}\n${line}— a\u0085b AAAAAAA=\n`),
  witnessMark: entryWith((text, line) => `${text}\n${line}— a\ufeffb AAAAAAA=\n`),
  noteSignedTwice: entryWith((text, line) => `${text}\n${line}${line}`),
  noteByBoth: entryWith(async (text, line, made) => {
    return `${text}\n${line}${(await noteBy(made, 1, text)).slice(text.length + 1)}`
  }),
  noteUnsigned: entryWith((text) => `${text}\n— example.com/w AAAAAAA=\n`),
  noteOverOneEnd: otherNote((honest) => ({ ...honest, heads: honest.heads.slice(0, 1) })),
  noteOfAnotherPurpose: otherNote((honest) => ({ ...honest, purpose: 'ledger' })),
  damagedCheckpoint: (made) => packed(made, { crc: [`checkpoints/${made.checkpoint}.txt`] }),
  damagedSignature: (made) => packed(made, { crc: ['manifest.sig'] }),
  damagedLogEntry: (made) => packed(made, { crc: ['log.jsonl'] }),
  damagedTable: (made) => packed(made, { crc: ['chronology.csv'] }),
  // The manifest
  signedByNobody: signedBy(() => []),
  signedByNull: signedBy(() => null),
  signedByText: signedBy((ids) => ids[0]!),
  signedByTwice: signedBy((ids) => [ids[0]!, ids[0]!]),
  signedByTurned: signedBy((ids) => ids.toReversed()),
  signedByOneOnly: signedBy((ids) => ids),
  notSignedBy: (made) => packed(made, { manifest: ({ signedBy: _by, ...rest }) => rest }),
  sigMissing: (made) => packed(made, { note: null }),
  sigByWitness: (made) => packed(made, { note: (text, line) => `${text}\n${line}— w AAAAAAA=\n` }),
  sigTwice: (made) => packed(made, { note: (text, line) => `${text}\n${line}${line}` }),
  partOfNone: manifest({ part: { number: 1, of: 0 } }),
  partBeyond: manifest({ part: { number: 3, of: 2 } }),
  partWithMore: manifest({ part: { number: 1, of: 1, more: true } }),
  keyUnknown: manifest({ made: 'here' }),
  listsItself: (made) =>
    packed(made, {
      manifest: (honest) => ({
        ...honest,
        files: [
          ...(honest['files'] as Json[]),
          { name: 'manifest.json', sha256: 'ab'.repeat(32), size: 1 },
        ],
      }),
    }),
  listsNoName: (made) =>
    packed(made, {
      manifest: (honest) => ({
        ...honest,
        files: [{ name: '', sha256: 'ab'.repeat(32), size: 1 }, ...(honest['files'] as Json[])],
      }),
    }),
  itemWithMore: (made) =>
    packed(made, {
      manifest: (honest) => ({
        ...honest,
        files: (honest['files'] as Record<string, Json>[]).map((item) => ({ ...item, type: 'x' })),
      }),
    }),
  // Names
  nameDevice: named('CON.txt'),
  nameDeviceSpace: named('nul .txt'),
  nameNearDevice: named('console'),
  nameIdeographicSpace: named('\u3000x'),
  nameLine: named('a\u2028b'),
  namePrivate: named('\ue000'),
  nameHidden: named('a\u200db'),
  nameJapanese: named('経過表.csv'),
  namesSharpS: named('\u1e9e', 'ss'),
  namesDotless: named('\u0131', 'i'),
  namesWidth: named('Ａ', 'a'),
  namesSigma: named('ς', 'σ'),
  nameAndFolder: named('a', 'A/b'),
  fileNoHash: named('files/x'),
}
