import { memoryFiles, memoryFilesDisk } from '../../src/store/memory-files.ts'
import { filesContract } from './files-contract.ts'

filesContract('in memory', async () => {
  const disk = memoryFilesDisk()
  return { open: () => memoryFiles(disk), discard: async () => {} }
})
