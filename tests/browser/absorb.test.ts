import { deleteDB } from 'idb'
import { expect, test } from 'vitest'
import { connect } from '../../src/store/connection.ts'
import { openNamed } from '../../src/store/database.ts'
import { indexedDbStore } from '../../src/store/indexed-db.ts'
import { absorbContract, copyOf } from '../store/absorb-contract.ts'
import { bytesOf } from '../store/contract.ts'
import { makeLog, seededRandom } from '../support/make-log.ts'
import { faultLine, injectFaults } from './fault-line.ts'

let databases = 0
const freshName = (): string => `shodo-absorb-${Date.now()}-${databases++}`

absorbContract('in IndexedDB', async () => {
  const name = freshName()
  const open: ReturnType<typeof connect>[] = []
  return {
    open() {
      const connection = connect(openNamed(name))
      open.push(connection)
      return indexedDbStore(connection)
    },
    async discard() {
      for (const connection of open) connection.close()
      await deleteDB(name)
    },
  }
})

test('given a storage that fails in the middle, then a copy is there whole or not at all', async () => {
  const seed = 51
  console.log(`seed ${seed}`)
  const random = seededRandom(seed)
  const made = await makeLog({ count: 40, devices: 4, seed })
  let whole = 0
  for (let round = 0; round < 60; round++) {
    const name = freshName()
    const line = faultLine(name)
    const store = indexedDbStore(line.connection)
    const part = made.events.filter((event) => event.parsed.seq <= 3)
    await store.absorb(copyOf(made, part))
    const undo = injectFaults()
    // The store tries three times, so some copies get in and some do not.
    const faults = 1 + random.int(3)
    for (let i = 0; i < faults; i++) line.planned.push({ kind: 'abort', after: random.int(4) })
    const result = await store.absorb(copyOf(made, made.events))
    undo()
    const other = connect(openNamed(name))
    const read = await indexedDbStore(other).read(made.log)
    const expected = result.ok ? made.events : part
    expect(read.map(bytesOf).sort(), `round ${round}`).toEqual(expected.map(bytesOf).sort())
    if (result.ok) whole++
    for (const connection of [line.connection, other]) connection.close()
    await deleteDB(name)
  }
  console.log(`${whole} of 60 copies were taken in, the others left nothing`)
  expect(whole).toBeGreaterThan(0)
  expect(whole).toBeLessThan(60)
}, 120_000)
