import { instantFrom, instantMs } from '../domain/instant.ts'

/** `2021-10-31 00:30` in Japan: Excel takes it for a time, so that it sorts as one. */
export const readable = (instant: string, seconds = false): string =>
  readableMs(instantMs(instant), seconds)

export const readableMs = (ms: number, seconds = false): string =>
  instantFrom(ms)
    .slice(0, seconds ? 19 : 16)
    .replace('T', ' ')
