import type { Random } from '../domain/ports.ts'

export const random: Random = {
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
}
