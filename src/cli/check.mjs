import { checks } from './checks.mjs'
import { needDependencies, needNode } from './install.mjs'

needNode()
needDependencies()

let failed = 0
for (const { name, run } of checks) {
  console.log(`— ${name}`)
  if (!run()) failed += 1
}
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${checks.length} checks failed.`)
process.exitCode = failed === 0 ? 0 : 1
