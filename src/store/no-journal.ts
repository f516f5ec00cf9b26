import type { Journal } from '../domain/ports.ts'

const none = async (): Promise<never> => {
  throw new Error('no second copy is kept here')
}

/** Where no second copy can be kept: the app works on, and says so. */
export const noJournal: Journal = {
  listen(changed) {
    changed('absent')
    return () => undefined
  },
  begun: async () => false,
  compare: none,
  read: none,
  reseed: none,
  flush: () => undefined,
}
