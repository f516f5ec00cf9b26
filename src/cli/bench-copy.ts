import type { Draft } from '../domain/events/events.ts'
import type { LogCopy } from '../domain/exchange/log-copy.ts'
import { actIdFrom, type Instant, type LogId, logIdFrom, toHex } from '../domain/ids.ts'
import { instantFrom } from '../domain/instant.ts'
import { type Head, seal } from '../domain/log/chain.ts'
import { deviceIdOf, type StoredEvent, signedMessage } from '../domain/log/event.ts'
import type { Signer } from '../domain/ports.ts'
import { random } from '../platform/random.ts'

/** Logs as another phone would bring them: many devices, really sealed and really signed. */

export const body = '電子カルテの端末に英文の脅迫文。3階西病棟のプリンタが止まらない。写真あり。'

export const noteOf = (text: string, at: Instant): Draft => ({
  type: 'note.recorded',
  data: {
    occurred: { at, precision: 'exact' },
    ...{ kind: null, means: null, certainty: null, patientSafety: false, stamp: false, step: null },
  },
  text: { body: text },
})

async function newSigner(): Promise<Signer> {
  const usages: KeyUsage[] = ['sign', 'verify']
  const pair = (await crypto.subtle.generateKey('Ed25519', false, usages)) as CryptoKeyPair
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return {
    device: deviceIdOf(raw),
    key: toHex(raw),
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, new Uint8Array(message))),
  }
}

interface Writer {
  readonly signer: Signer
  readonly boot: string
  head: Head | null
}

/** An hour in which `devices` devices write in turn, each naming the one that wrote before it. */
export async function copyOf(devices: number, each: number): Promise<LogCopy> {
  const log = logIdFrom(random.bytes(16))
  const writers: Writer[] = []
  for (let i = 0; i < devices; i++)
    writers.push({ signer: await newSigner(), boot: toHex(random.bytes(16)), head: null })
  const events: StoredEvent[] = []
  let before: Head | null = null
  for (let turn = 0; turn < each; turn++) {
    for (const writer of writers) {
      const event = await write(log, writer, before, events.length)
      events.push(event)
      before = writer.head
    }
  }
  return { log, mode: 'live', purpose: 'incident', events, runbook: null }
}

const startMs = Date.parse('2025-11-22T02:10:00+09:00')

async function write(
  log: LogId,
  writer: Writer,
  before: Head | null,
  place: number,
): Promise<StoredEvent> {
  const { signer, boot, head } = writer
  const at = instantFrom(startMs + place * 1000)
  const joining: Draft = {
    type: 'device.joined',
    data: { key: signer.key, replaces: null, app: 'bench' },
    text: null,
  }
  const { parsed, ...sealed } = seal(head ? noteOf(`${place} ${body}`, at) : joining, {
    ...{ log, purpose: 'incident', mode: 'live', device: signer.device, head },
    seen: before && before.id !== head?.id ? [before.id] : [],
    lamport: Math.max(before?.lamport ?? 0, head?.lamport ?? 0),
    ...{ wall: at, t: at, mono: place, boot, origin: startMs, check: null },
    act: actIdFrom(random.bytes(16)),
    dataSalt: random.bytes(16),
    textSalt: random.bytes(16),
  })
  writer.head = { id: sealed.id, seq: parsed.seq, lamport: parsed.lamport }
  return { ...sealed, sig: await signer.sign(signedMessage(sealed.header)) }
}
