import type { Draft } from '../../src/domain/events/events.ts'
import type { KeptFile } from '../../src/domain/exchange/handover.ts'
import type { LogId } from '../../src/domain/ids.ts'
import { hashHex, type StoredEvent } from '../../src/domain/log/event.ts'
import { padded, tinyJpeg } from './jpeg.ts'
import { attached } from './make-handover.ts'
import { makeLog, note, testSigner } from './make-log.ts'

export interface LargeLog {
  readonly log: LogId
  readonly events: readonly StoredEvent[]
  readonly runbook: Uint8Array
  /** Their bytes are made when they are read: together they may be larger than memory. */
  readonly files: readonly KeptFile[]
}

export interface LargePlan {
  readonly entries: number
  readonly photos: number
  readonly photoBytes: number
  readonly runbook: { readonly id: string; readonly version: string; readonly bytes: Uint8Array }
  readonly seed?: number
}

const devices = 3

/** An incident that three devices wrote, with photos of the second half of the night. */
export async function makeLargeLog(plan: LargePlan): Promise<LargeLog> {
  const { entries, photos, photoBytes, runbook, seed = 7 } = plan
  const files = Array.from({ length: photos }, (_, i): KeptFile => {
    const bytes = (): Uint8Array => padded(tinyJpeg(), photoBytes, i)
    const first = bytes()
    return { hash: hashHex(first), size: first.length, chunks: () => [bytes()] }
  })
  const signers = Array.from({ length: devices }, (_, i) => testSigner(seed * 1000 + i))
  const device = (i: number) => signers[i] as (typeof signers)[number]
  const made = await makeLog({
    ...{ count: entries, devices, seed },
    draft: (i, at): Draft => {
      if (i < devices)
        return {
          type: 'device.joined',
          data: { key: device(i).key, replaces: null, app: 'test' },
          text: null,
        }
      if (i === devices)
        return {
          type: 'incident.opened',
          data: {
            runbook: { id: runbook.id, version: runbook.version, hash: hashHex(runbook.bytes) },
            detection: { at, precision: 'exact' },
          },
          text: { name: '大きな記録' },
        }
      if (i % devices === 0 && i / devices < devices + 1)
        return {
          type: 'device.admitted',
          data: { device: device(i / devices - 1).device },
          text: null,
        }
      const file = files[i - (entries - photos)]
      return file
        ? attached(file.hash, file.size, at)
        : note(`${i} 電子カルテの端末に英文の脅迫文。3階西病棟のプリンタが止まらない。`, at)
    },
  })
  return { log: made.log, events: made.events, runbook: runbook.bytes, files }
}
