import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { Draft } from '../domain/events/events.ts'
import { actIdFrom, logIdFrom, toHex } from '../domain/ids.ts'
import { instantFrom } from '../domain/instant.ts'
import { type Head, seal } from '../domain/log/chain.ts'
import {
  deviceIdOf,
  hashHex,
  messageOfId,
  partHash,
  type StoredEvent,
} from '../domain/log/event.ts'
import { jsonl } from '../export/jsonl.ts'
import { verifyFile } from '../verify/verify-file.ts'
import { bytesSource } from '../zip/zip-source.ts'
import { nodeDigest, nodeSignatures } from './node-signatures.ts'

/**
 * `npm run bench:verify -- [COUNT…]`: verifying a log of so many entries beside the bare loop of the same
 * hashes and signatures, in the same run. Processor time, so that a busy machine says much the same.
 */
export async function main(counts: readonly string[]): Promise<void> {
  for (const count of counts.length > 0 ? counts.map(Number) : [10_000, 100_000]) {
    const { events, key } = madeLog(count)
    const source = bytesSource(jsonl(events, null))
    const rounds: { bare: number; verify: number }[] = []
    for (let i = 0; i < 3; i++) {
      const bare = await cpuMs(() => bareLoop(events, key))
      const verify = await cpuMs(async () => {
        const world = { signatures: nodeSignatures, digest: nodeDigest }
        const { verdict } = await verifyFile(source, world)
        if (verdict !== 'holds') throw new Error(verdict)
      })
      rounds.push({ bare, verify })
    }
    const [, middle] = rounds.sort((a, b) => a.verify / a.bare - b.verify / b.bare)
    if (!middle) return
    const ratio = Math.round((middle.verify / middle.bare) * 100) / 100
    const [bareMs, verifyMs] = [middle.bare, middle.verify].map(Math.round)
    console.log(JSON.stringify({ what: 'verify a log', entries: count, bareMs, verifyMs, ratio }))
  }
}

async function cpuMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

async function bareLoop(events: readonly StoredEvent[], key: Uint8Array): Promise<void> {
  for (const { id, header, sig, data, dataSalt, text, textSalt } of events) {
    hashHex(header)
    partHash(dataSalt, data)
    if (text && textSalt) partHash(textSalt, text)
    if (!(await nodeSignatures.verify(key, messageOfId(id), sig))) throw new Error(id)
  }
}

/** RFC 8410: what stands before the 32 secret bytes. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

function madeLog(count: number): { events: readonly StoredEvent[]; key: Uint8Array } {
  const secret = createPrivateKey({
    key: Buffer.concat([pkcs8, Buffer.alloc(32, 7)]),
    ...{ format: 'der', type: 'pkcs8' },
  })
  const key = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32)
  const start = Date.parse('2025-11-22T02:10:00.000+09:00')
  const random = (n: number): Uint8Array => {
    return Uint8Array.from({ length: 16 }, (_, i) => (n * 0x9e3779b1 * (i + 1)) >>> 24)
  }
  const events: StoredEvent[] = []
  let head: Head | null = null
  for (let i = 0; i < count; i++) {
    const wall = instantFrom(start + i * 20_000)
    const { parsed, ...event } = seal(i === 0 ? joined(key) : note(i, wall), {
      ...{ log: logIdFrom(new Uint8Array(16)), purpose: 'incident', mode: 'live' },
      ...{ device: deviceIdOf(key), head, seen: [], lamport: i, wall, t: wall, mono: i * 20_000 },
      ...{ boot: 'b0'.repeat(16), origin: start, check: null },
      act: actIdFrom(
        Uint8Array.of(...random(i).slice(0, 12), ...new Uint8Array(Uint32Array.of(i).buffer)),
      ),
      ...{ dataSalt: random(i), textSalt: random(i + 1) },
    })
    head = { id: event.id, seq: parsed.seq, lamport: parsed.lamport }
    events.push({ ...event, sig: sign(null, messageOfId(event.id), secret) })
  }
  return { events, key }
}

const joined = (key: Uint8Array): Draft => ({
  type: 'device.joined',
  data: { key: toHex(key), replaces: null, app: 'bench' },
  text: null,
})

const note = (i: number, at: ReturnType<typeof instantFrom>): Draft => ({
  type: 'note.recorded',
  data: {
    ...{ occurred: { at, precision: 'exact' }, kind: null, means: null, certainty: null },
    ...{ patientSafety: false, stamp: false, step: null },
  },
  text: { body: `${i} 電子カルテの端末に身代金要求の画面が出ている` },
})
