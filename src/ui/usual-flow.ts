import type { RunbookInfo } from '../domain/ports.ts'

/** The flow a hospital starts with unless it says otherwise. */
const usualFlow = 'hospital'

/** The flows there are, the usual one first. */
export const usualFirst = <T extends Pick<RunbookInfo, 'id'>>(flows: readonly T[]): readonly T[] =>
  [...flows].sort((a, b) => Number(b.id === usualFlow) - Number(a.id === usualFlow))
