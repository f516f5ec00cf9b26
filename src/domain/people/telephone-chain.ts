import type { LogState, Person } from '../evolve/state.ts'

/**
 * 電話順: whom to call first, and whom next when nobody answers. Where no order was set, the people
 * on duty come first and the rest follow as they were registered. People without a number are left
 * out: they cannot be called.
 */
export function telephoneChain(readiness: LogState): readonly Person[] {
  const everyone = [...readiness.people.values()]
  const ordered = readiness.chain
    .map((id) => readiness.people.get(id))
    .filter((person) => person !== undefined)
  const chain =
    ordered.length > 0
      ? ordered
      : [...everyone].sort((a, b) => Number(isOnDuty(b)) - Number(isOnDuty(a)))
  return chain.filter((person) => person.number !== null && person.number.trim() !== '')
}

const isOnDuty = (person: Person): boolean => person.roles.includes('duty')
