import type { Notebook } from '../domain/ports.ts'
import { local } from './local-storage.ts'

const prefix = 'shodo:note:'

export const notebook: Notebook = {
  read: (key) => local.get(prefix + key),
  write: (key, value) => local.set(prefix + key, value),
}
