import { memoryDisk, memoryStore } from '../../src/store/memory.ts'
import { absorbContract } from './absorb-contract.ts'
import { storeContract } from './contract.ts'
import { healContract } from './heal-contract.ts'

const storage = async () => {
  const disk = memoryDisk()
  return { open: () => memoryStore(disk), discard: async () => {} }
}

storeContract('in memory', storage)
healContract('in memory', storage)
absorbContract('in memory', storage)
