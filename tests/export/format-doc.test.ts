import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import * as events from '../../src/domain/events/events.ts'
import { type EventId, fromHex, type Hash } from '../../src/domain/ids.ts'
import { fromUtf8, utf8 } from '../../src/domain/json.ts'
import { seal } from '../../src/domain/log/chain.ts'
import { decode } from '../../src/domain/log/decode.ts'
import type { Header } from '../../src/domain/log/event.ts'
import { digitsOf, grouped } from '../../src/domain/proof/check-digits.ts'
import { checkpointHash, checkpointOf, checkpointText } from '../../src/domain/proof/checkpoint.ts'
import { noteKeyId, readNote } from '../../src/domain/proof/signed-note.ts'
import { jsonl, parseJsonl } from '../../src/export/jsonl.ts'
import { handoverParts } from '../../src/export/write-handover.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { projectFile } from '../support/runbooks.ts'

/**
 * `src/FORMAT.md` against itself and against the code. The first part uses nothing of the app: it is
 * what a reader of the document would write, with Node's own hash and signature.
 */

const doc = readFileSync(projectFile('src/FORMAT.md'), 'utf8')
const example = Object.fromEntries(
  [...doc.matchAll(/^```\w+ example:(\w+)\n([\s\S]*?)\n```$/gm)].map((m) => [m[1], m[2]]),
) as Record<string, string>

const hash = (...parts: (string | Buffer)[]): string => {
  const sha = createHash('sha256')
  for (const part of parts) sha.update(part)
  return sha.digest('hex')
}
const hex = (text: string): Buffer => Buffer.from(text, 'hex')

/** The rules of "Canonical JSON", written from the document. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

/** The rules of "The ZIP", written from the document. */
function packed(files: readonly (readonly [string, Buffer])[]): Buffer {
  const [u16, u32] = [2, 4].map((size) => (n: number) => {
    const bytes = Buffer.alloc(size)
    bytes.writeUIntLE(n, 0, size)
    return bytes
  }) as [(n: number) => Buffer, (n: number) => Buffer]
  const local: Buffer[] = []
  const central: Buffer[] = []
  const size = (list: readonly Buffer[]) => list.reduce((sum, part) => sum + part.length, 0)
  for (const [name, bytes] of files) {
    const shared = [
      ...[20, 0x0800, 0, 0, 0x21].map(u16),
      ...[crc32(bytes), bytes.length, bytes.length].map(u32),
      ...[Buffer.byteLength(name), 0].map(u16),
    ]
    const rest = [...[0, 0, 0].map(u16), u32(0), u32(size(local)), Buffer.from(name)]
    central.push(u32(0x02014b50), u16(20), ...shared, ...rest)
    local.push(u32(0x04034b50), ...shared, Buffer.from(name), bytes)
  }
  const end = [...[0, 0, files.length, files.length].map(u16), u32(size(central)), u32(size(local))]
  return Buffer.concat([...local, ...central, u32(0x06054b50), ...end, u16(0)])
}

/** RFC 8410: 32 secret bytes as PKCS #8. */
const secretKey = createPrivateKey({
  key: Buffer.concat([hex('302e020100300506032b657004220420'), hex(example['secret']!)]),
  format: 'der',
  type: 'pkcs8',
})

describe('the worked example, computed again from the text', () => {
  const header = JSON.parse(example['header']!) as Header
  const lines = example['file']!.split('\n')
  const eventLines = lines.slice(2, -1).map((line) => JSON.parse(line) as Record<string, string>)

  it('names the device by its key', () => {
    const { x } = createPublicKey(secretKey).export({ format: 'jwk' })
    expect(Buffer.from(x!, 'base64url').toString('hex')).toBe(example['public'])
    expect(hash(hex(example['public']!))).toBe(example['device'])
    expect(header.device).toBe(example['device'])
  })

  it('hashes data and text with their salts', () => {
    expect(hash(hex(example['dataSalt']!), example['data']!)).toBe(example['dataHash'])
    expect(hash(hex(example['textSalt']!), example['text']!)).toBe(example['textHash'])
    expect(header).toMatchObject({ dataHash: example['dataHash'], textHash: example['textHash'] })
  })

  it('takes the id from the header, and the signature over prefix and id', () => {
    expect(hash(example['header']!)).toBe(example['id'])
    const message = Buffer.concat([Buffer.from('shodo/event/v1\n'), hex(example['id']!)])
    expect(message).toHaveLength(47)
    expect(message.toString('hex')).toBe(example['message'])
    expect(sign(null, message, secretKey).toString('hex')).toBe(example['sig'])
    expect(verify(null, message, createPublicKey(secretKey), hex(example['sig']!))).toBe(true)
  })

  it('has every line in canonical form, and every part inside them', () => {
    for (const line of lines) expect(canonical(JSON.parse(line))).toBe(line)
    for (const event of eventLines)
      for (const part of [event['header'], event['data'], event['text']])
        if (part) expect(canonical(JSON.parse(part))).toBe(part)
  })

  it('links the three events', () => {
    const headers = eventLines.map((event) => JSON.parse(event['header']!) as Header)
    expect(headers.map(({ seq, lamport }) => [seq, lamport])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(headers[0]!.prev).toBeNull()
    expect(headers[1]!.prev).toBe(hash(eventLines[0]!['header']!))
    expect(headers[2]!.prev).toBe(hash(eventLines[1]!['header']!))
    expect(eventLines[2]).toMatchObject({ header: example['header'], sig: example['sig'] })
  })

  it('makes the checkpoint, its digits and its note', () => {
    const text = `${example['checkpoint']}\n`
    const { log, mode, purpose, device, seq } = header
    const end = `${device} ${seq} ${example['id']}`
    expect(text).toBe(`shodo/checkpoint/v1\n${log} ${mode} ${purpose}\n${end}\n`)
    expect(hash(text)).toBe(example['checkpointHash'])
    const number = (BigInt(`0x${hash(text)}`) % 10n ** 24n).toString().padStart(24, '0')
    const rows = [...doc.matchAll(/`(\d{10})`/g)].map((m) => m[1]!)
    expect(rows).toHaveLength(10)
    const check = [...number].reduce((row, digit) => Number(rows[row]![Number(digit)]), 0)
    expect(`${number}${check}`).toBe(example['digits']!.replaceAll(' ', ''))
    const name = `shodo/device/${device}`
    const keyId = hash(`${name}\n\u0001`, hex(example['public']!)).slice(0, 8)
    const packed = Buffer.concat([hex(keyId), sign(null, Buffer.from(text), secretKey)])
    expect(example['note']).toBe(`${text}\n— ${name} ${packed.toString('base64')}`)
  })

  it('lists, signs and packs the bundle', () => {
    const log = Buffer.from(`${example['file']}\n`)
    const note = Buffer.from(`${example['note']}\n`)
    const manifest = example['manifest']!
    expect(canonical(JSON.parse(manifest))).toBe(manifest)
    const name = `checkpoints/${example['checkpointHash']}.txt`
    const listed = (file: string, bytes: Buffer) => ({
      ...{ name: file, sha256: hash(bytes), size: bytes.length },
    })
    expect(JSON.parse(manifest)).toEqual({
      ...{ format: 'shodo/handover/v1', log: header.log, mode: 'live', purpose: 'incident' },
      ...{ part: { number: 1, of: 1 }, signedBy: [header.device] },
      files: [listed(name, note), listed('log.jsonl', log)],
    })
    const text = `shodo/manifest/v1\n${hash(manifest)}\n`
    const signature = example['manifestSig']!.split(' ').at(-1)!
    expect(example['manifestSig']!.startsWith(`${text}\n— shodo/device/`)).toBe(true)
    expect(Buffer.from(signature, 'base64').subarray(4)).toEqual(
      sign(null, Buffer.from(text), secretKey),
    )
    const zip = packed([
      ['log.jsonl', log],
      [name, note],
      ['manifest.json', Buffer.from(manifest)],
      ['manifest.sig', Buffer.from(`${example['manifestSig']}\n`)],
    ])
    expect(`${zip.length} ${hash(zip)}`).toBe(example['zip'])
  })

  it('pins the runbook and closes the file', () => {
    const runbook = (JSON.parse(lines[1]!) as { runbook: string }).runbook
    const opened = JSON.parse(eventLines[1]!['data']!) as { runbook: { hash: string } }
    expect(opened.runbook.hash).toBe(hash(runbook))
    const { trailer } = JSON.parse(lines.at(-1)!)
    expect(trailer).toEqual({
      events: 3,
      heads: [{ device: example['device'], id: example['id'], seq: 3 }],
      sha256: hash(`${lines.slice(0, -1).join('\n')}\n`),
    })
  })
})

describe('the app agrees with the document', () => {
  it('reads the example, and writes it again', () => {
    const bytes = utf8(`${example['file']}\n`)
    const back = parseJsonl(bytes)
    expect(back.problems).toEqual([])
    expect(back.events.map((event) => decode(event, true).kind)).toEqual([
      'known',
      'known',
      'known',
    ])
    expect(fromUtf8(jsonl(back.events, back.runbook))).toBe(fromUtf8(bytes))
  })

  it('seals the same bytes from the same facts', () => {
    const header = JSON.parse(example['header']!) as Header
    const { type, dataHash: _data, textHash: _text, clock, ...rest } = header
    const sealed = seal(
      {
        type,
        data: JSON.parse(example['data']!),
        text: JSON.parse(example['text']!),
      } as events.Draft,
      {
        ...rest,
        ...clock,
        head: { id: header.prev!, seq: header.seq - 1, lamport: header.lamport - 1 },
        lamport: header.lamport - 1,
        dataSalt: fromHex(example['dataSalt']!)!,
        textSalt: fromHex(example['textSalt']!)!,
      },
    )
    expect(fromUtf8(sealed.header)).toBe(example['header'])
    expect(fromUtf8(sealed.data)).toBe(example['data'])
    expect(sealed.id).toBe(example['id'])
  })

  it('makes the same checkpoint of the example, and reads its note', () => {
    const placed = {
      id: example['id'] as EventId,
      header: JSON.parse(example['header']!) as Header,
    }
    const checkpoint = checkpointOf([placed])!
    expect(checkpointText(checkpoint)).toBe(`${example['checkpoint']}\n`)
    expect(grouped(digitsOf(checkpointHash(checkpoint)))).toBe(example['digits'])
    const read = readNote(utf8(`${example['note']}\n`))!
    expect(read.text).toBe(checkpointText(checkpoint))
    const key = hex(example['public']!)
    expect(read.signatures[0]!.keyId).toBe(noteKeyId(placed.header.device, key))
    expect(verify(null, utf8(read.text), createPublicKey(secretKey), read.signatures[0]!.sig)).toBe(
      true,
    )
  })

  it('writes the same bundle, byte by byte, and verifies it', async () => {
    const log = utf8(`${example['file']}\n`)
    const { log: id, mode, purpose, device } = JSON.parse(example['header']!) as Header
    const checkpoints = new Map([[example['checkpointHash'] as Hash, `${example['note']}\n`]])
    const signer = {
      ...{ device, key: example['public']! },
      sign: async (message: Uint8Array) => new Uint8Array(sign(null, message, secretKey)),
    }
    const pieces: Uint8Array[] = []
    const part = { number: 1, of: 1, files: [] }
    const parts = handoverParts({ log: id, mode, purpose, jsonl: log }, part, {
      checkpoints,
      derived: [],
      signer,
    })
    for await (const piece of parts) pieces.push(piece)
    const zip = Buffer.concat(pieces)
    expect(`${zip.length} ${hash(zip)}`).toBe(example['zip'])
    const report = await verifyFile(bytesSource(zip), { signatures: nodeSignatures }, [
      example['digits']!,
      `${example['note']}\n`,
    ])
    expect(report).toMatchObject({ verdict: 'holds', faults: [] })
  })

  it('names every key of the header, and no other', () => {
    const table = /### Header, version 1([\s\S]*?)### Parts/.exec(doc)![1]!
    const keys = [...table.matchAll(/^\| `(\w+)` \|/gm)].map((m) => m[1])
    expect(keys.sort()).toEqual(Object.keys(JSON.parse(example['header']!)).sort())
  })

  const rows = [...doc.matchAll(/^\| `([a-z]+\.[a-zA-Z]+)` \| (.*?) \| (.*?) \| (.*?) \|$/gm)].map(
    (m) => ({ type: m[1]!, data: m[2]!, text: m[3]! }),
  )
  const named = (cell: string) => [...cell.matchAll(/`(\w+\??)`/g)].map((m) => m[1]).sort()
  const fields = (schema: { entries: Record<string, { type: string }> }) =>
    Object.entries(schema.entries)
      .map(([name, { type }]) => (type === 'optional' ? `${name}?` : name))
      .sort()

  it('describes every event type, with every field of data and text', () => {
    const { eventSchemas } = events
    // Sorted: the document groups by reading order, the code by subject.
    expect(rows.map((row) => row.type).sort()).toEqual(Object.keys(eventSchemas).sort())
    for (const row of rows) {
      const schema = eventSchemas[row.type as events.EventType]
      expect(named(row.data), `${row.type} data`).toEqual(fields(schema.data))
      expect(named(row.text), `${row.type} text`).toEqual(fields(schema.text))
    }
  })

  it('lists the values of every choice', () => {
    const lists = [...doc.matchAll(/^\| `(\w+)` \| ((?:`\w+` ?)+) \|$/gm)].map((m) => [
      m[1],
      [...m[2]!.matchAll(/`(\w+)`/g)].map((value) => value[1]),
    ])
    const { outcomes, reasons, bases, noteKinds, meansOfNews, certainties } = events
    expect(Object.fromEntries(lists)).toEqual({
      ...{ outcomes, reasons, bases, noteKinds, meansOfNews, certainties },
      ...{ clockSources: events.clockSources },
      ...{ fileKinds: events.fileKinds, callResults: events.callResults },
      ...{ evidenceKinds: events.evidenceKinds, powerStates: events.powerStates },
      ...{ evidenceClocks: events.evidenceClocks, custodyActs: events.custodyActs },
      ...{ healingSources: events.healingSources, anchorMeans: events.anchorMeans },
      serviceLevels: events.serviceLevels,
      systemStates: events.systemStates,
      gateEndings: events.gateEndings,
      countedGroups: events.countedGroups,
      countPrecisions: events.countPrecisions,
      ...{ pacings: events.pacings, pauseReasons: events.pauseReasons },
      ...{ drillEndings: events.drillEndings, deliveries: events.deliveries },
      ...{ skipReasons: events.skipReasons, signs: events.signs },
      ...{ redactionReasons: events.redactionReasons, erasureBases: events.erasureBases },
      ...{ ratedThings: events.ratedThings, ratings: events.ratings },
      ...{ reviewKinds: events.reviewKinds, improvementEndings: events.improvementEndings },
    })
  })
})
