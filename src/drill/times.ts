const minuteMs = 60_000

/** `1:30` of drill time in milliseconds. */
export function drillMs(text: string): number {
  const [minutes = '0', seconds = '0'] = text.split(':')
  return Number(minutes) * minuteMs + Number(seconds) * 1000
}

/** Minutes of the day of `00:30`. */
export function minuteOfDay(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/**
 * Story time in milliseconds after T+0. `0:30` counts from the detection; `D3 09:00` is nine o'clock
 * on the third day, the day of the detection being the first.
 */
export function storyMs(text: string, startMinute: number): number {
  const day = /^D(\d+) (.*)$/.exec(text)
  if (!day) return minuteOfDay(text) * minuteMs
  return ((Number(day[1]) - 1) * 24 * 60 + minuteOfDay(day[2] ?? '0:00') - startMinute) * minuteMs
}
