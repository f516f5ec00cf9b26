import type { RecordWords } from '../domain/describe.ts'
import type { LogState } from '../domain/state.ts'

export function csv(_state: LogState, _words: RecordWords): Uint8Array {
  return new Uint8Array()
}
