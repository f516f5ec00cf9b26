import { readFile } from 'node:fs/promises'
import { compileFile } from './drill-compile.ts'
import { playCommand } from './drill-play-command.ts'
import { type ExitCode, type Print, printLine, report } from './report.ts'
import { readShipped, type Shipped } from './shipped.ts'

const USAGE = `usage: npm run drill -- check FILE…   check scenarios, measures and published nights
       npm run drill -- play FILE --team good|slow|wrong [--cut ID] [--lang ja|en] [--json] [--teams FILE]
                                       play a scenario with a written team and evaluate what it recorded`

/** `npm run drill -- check FILE…` or `npm run drill -- play FILE --team NAME`. */
export async function main(argv: string[], print: Print = printLine): Promise<number> {
  const [command, ...files] = argv
  if (command === 'play') return (await playCommand(files, print)) ?? usage(print)
  if (command !== 'check' || files.length === 0) return usage(print)
  const shipped = readShipped()
  let worst: ExitCode = 0
  for (const file of files) {
    const code = await checkFile(file, shipped, print)
    if (code > worst) worst = code
  }
  return worst
}

function usage(print: Print): ExitCode {
  print(USAGE)
  return 2
}

async function checkFile(file: string, shipped: Shipped, print: Print): Promise<ExitCode> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) {
    print(`${file}: cannot be read / 読めない`)
    return 2
  }
  const result = compileFile(file, text, shipped)
  if (!result.ok) return report(result.problems, print)
  print(`${file}: ${result.summary}: ok`)
  return 0
}
