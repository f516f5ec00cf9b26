import { utf8 } from '../../src/domain/json.ts'
import { entriesOf } from './forge-bundle.ts'
import { forgeZip } from './forge-zip.ts'
import { lyingZips } from './lying-zips.ts'
import { makeBundle, packBundle } from './make-bundle.ts'
import { joined } from './mutate.ts'
import type { Case } from './second-verifier.ts'

/**
 * One bundle altered in a way of each kind: bits of every entry with the checksums left and made right,
 * entries dropped, doubled, swapped, cut, renamed, added, and ZIPs that lie. For readers that cannot be
 * asked ten thousand times, such as a page in a browser.
 */
export async function alteredSample(): Promise<readonly Case[]> {
  const whole = await packBundle(await makeBundle({ notes: 1 }))
  const entries = [...(await entriesOf(whole))].map(([name, bytes]) => ({ name, bytes }))
  const cases: Case[] = [{ name: 'whole', bytes: whole, kept: [] }]
  const add = (name: string, bytes: Uint8Array): void => void cases.push({ name, bytes, kept: [] })
  const turned = (bytes: Uint8Array, at: number): Uint8Array =>
    bytes.map((byte, i) => (i === at ? byte ^ 4 : byte))
  for (const [i, { name, bytes }] of entries.entries()) {
    const [at, next] = [bytes.length >> 1, entries[(i + 1) % entries.length]!]
    const instead = (...now: readonly { name: string; bytes: Uint8Array }[]) =>
      forgeZip(entries.toSpliced(i, 1, ...now))
    add(`${name}: a bit`, turned(whole, Buffer.from(whole).indexOf(bytes) + at))
    add(`${name}: a bit, checksums made right`, instead({ name, bytes: turned(bytes, at) }))
    add(`${name}: taken out`, instead())
    add(`${name}: cut`, instead({ name, bytes: bytes.slice(0, -1) }))
    add(`${name}: another's bytes`, instead({ name, bytes: next.bytes }))
  }
  const first = entries[0]!
  add('doubled', forgeZip([...entries, first]))
  add('renamed', forgeZip([...entries.slice(1), { ...first, name: 'log.json' }]))
  add('added', forgeZip([...entries, { name: 'x.txt', bytes: utf8('x') }]))
  add('longer', joined(whole, utf8('x')))
  add('cut in the middle', whole.slice(0, whole.length >> 1))
  for (const [what, more, end] of lyingZips.filter((_, i) => i % 6 === 0))
    add(what, forgeZip([...entries, ...more], end))
  return cases
}
