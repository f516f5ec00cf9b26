/** What a broken file may cost at most before it counts as a hang. */
export const hangMs = 2000

/** What this process has worked since `before`, in ms: whoever else is busy does not count. */
export function busyMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
