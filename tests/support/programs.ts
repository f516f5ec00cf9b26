import { spawnSync } from 'node:child_process'

/** Other programs that judge our files. Where one is missing, its tests say so and are skipped. */
export interface Program {
  readonly present: boolean
  /** For a test's title. */
  readonly note: string
  run(args: readonly string[], input?: Uint8Array): { status: number; out: Buffer; err: string }
}

export function program(name: string, probe: readonly string[]): Program {
  const present = spawnSync(name, probe).status === 0
  return {
    present,
    note: present ? '' : ` — SKIPPED: there is no ${name} here`,
    run(args, input) {
      const done = spawnSync(name, args, { input, maxBuffer: 1 << 28 })
      return { status: done.status ?? -1, out: done.stdout, err: String(done.stderr) }
    },
  }
}

export const python = program('python3', ['--version'])
export const unzip = program('unzip', ['-v'])
