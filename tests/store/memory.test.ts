import { memoryDisk, memoryStore } from '../../src/store/memory.ts'
import { storeContract } from './contract.ts'

storeContract('in memory', async () => {
  const disk = memoryDisk()
  return { open: () => memoryStore(disk), discard: async () => {} }
})
