import * as v from 'valibot'
import { count, deviceId, hash, short, words } from '../log/event-fields.ts'

/** Which devices write into a log, and which of them the others vouch for. */
export const rosterSchemas = {
  'device.joined': {
    data: v.object({ key: hash, replaces: v.nullable(deviceId), app: short }),
    text: v.object({ holder: v.optional(short) }),
  },
  /** A person at an admitted device says that this one belongs to the team. */
  'device.admitted': {
    data: v.object({ device: deviceId }),
    text: v.object({ reason: v.optional(words), by: v.optional(short) }),
  },
  /** What the device wrote after `lastSeq` (0: anything at all) is kept and stands apart. */
  'device.retired': {
    data: v.object({ device: deviceId, lastSeq: count }),
    text: v.object({ reason: v.optional(words), by: v.optional(short) }),
  },
} as const
