import { beforeAll, describe, expect, it } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import type { HandoverProblem } from '../../src/domain/exchange/handover.ts'
import { verificationLines } from '../../src/domain/proof/verification-lines.ts'
import { zipRefusal } from '../../src/export/handover-problem.ts'
import { openHandover } from '../../src/export/read-handover.ts'
import { verifyWords } from '../../src/ui/text/verify.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { openZip } from '../../src/zip/read-zip.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { entriesOf } from '../support/forge-bundle.ts'
import { type Forged, type ForgedEnd, forgeZip } from '../support/forge-zip.ts'
import { lyingZips } from '../support/lying-zips.ts'
import { makeBundle, packBundle } from '../support/make-bundle.ts'
import { python } from '../support/programs.ts'
import { theirs } from '../support/second-verifier.ts'

/**
 * Paths upwards, absolute and doubled names, compression, encryption, lying sizes, bombs: a bundle with one
 * such entry more, or with such an end, is refused whole by the verifier, by Python and at import, and the
 * reason is said.
 */

let honest: readonly Forged[]
beforeAll(async () => {
  const entries = await entriesOf(await packBundle(await makeBundle()))
  honest = [...entries].map(([name, bytes]) => ({ name, bytes }))
})
const bundleWith = (entries: readonly Forged[], end: ForgedEnd): Uint8Array<ArrayBuffer> =>
  forgeZip([...honest, ...entries], end)

/** Two honest sizes that add up to more than there is: nothing is unpacked, so nothing can grow. */
const bombs: readonly (typeof lyingZips)[number][] = [
  [
    'a bomb of entries that share their bytes',
    [{ name: 'x' }, { name: 'y', at: (at) => at - 40 }],
    {},
    '',
  ],
  ['a bomb of a size that is a lie', [{ name: 'x', central: { unpacked: 0xfffffff0 } }], {}, ''],
  ['a bomb of deflated zeros', [{ name: 'x', central: { method: 8, unpacked: 1e9 } }], {}, ''],
]
const all = [...lyingZips, ...bombs]

describe('a bundle that lies', () => {
  it.each(all)('%s: refused with the reason, at import too', async (what, entries, end) => {
    const bytes = bundleWith(entries, end)
    const zip = await openZip(bytesSource(bytes))
    if (zip.ok) throw new Error(`${what} was opened`)
    // With something before it, it does not even begin like a ZIP.
    const refused: HandoverProblem =
      bytes[0] === 0x50
        ? zipRefusal(zip.problem)
        : { reason: 'notShodo', place: null, detail: 'neither ZIP nor log' }
    const report = await verifyFile(bytesSource(bytes), { signatures: nodeSignatures })
    expect(report).toMatchObject({ verdict: 'unreadable', refused })
    const [first, why, where] = verificationLines(report, verifyWords.ja)
    expect([first, why]).toEqual([
      verifyWords.ja.unreadable,
      verifyWords.ja.refused[refused.reason],
    ])
    expect(where).toContain(refused.detail)
    expect(await openHandover(bytesSource(bytes))).toEqual({ ok: false, problems: [refused] })
  })

  it.skipIf(!python.present)(`Python refuses each of them${python.note}`, () => {
    const said = theirs(
      all.map(([, entries, end]) => ({ bytes: bundleWith(entries, end), kept: [] })),
    )
    for (const [i, [what]] of all.entries())
      expect(said[i], what).toEqual({ verdict: 'unreadable' })
  })

  it('in the order of what is worst for whoever unpacks it', async () => {
    const reasons = new Map<string, string>()
    for (const [what, entries, end] of all) {
      const opened = await openHandover(bytesSource(bundleWith(entries, end)))
      if (!opened.ok) reasons.set(what, opened.problems[0]!.reason)
    }
    for (const what of ['a path upwards', 'an absolute path', 'a name twice', 'a symbolic link'])
      expect(reasons.get(what), what).toBe('unsafe')
    for (const what of ['compressed', 'encrypted', 'a bomb of deflated zeros'])
      expect(reasons.get(what), what).toBe('packed')
    for (const what of [
      'two sizes',
      'a bomb of a size that is a lie',
      'another CRC before the data',
    ])
      expect(reasons.get(what), what).toBe('changed')
  })
})
