import type { Problem } from '../runbook/problem.ts'

/** 0 all fine · 1 problems found · 2 a file could not be read, or wrong usage. */
export type ExitCode = 0 | 1 | 2
export type Print = (line: string) => void

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** One line in English and one in Japanese for each problem: place, what is wrong, how to mend it. */
export function report(problems: readonly Problem[], print: Print): ExitCode {
  for (const { file, line, column, code, message, advice } of problems) {
    const head = `${file}:${line}:${column} ${code}`
    print(`${head} ${message.en} — ${advice.en}`)
    print(`${head} ${message.ja} — ${advice.ja}`)
  }
  return 1
}
