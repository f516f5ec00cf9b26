import type { Prefs, PrefsStore } from '../domain/ports.ts'
import { local } from './local-storage.ts'

const key = 'shodo:prefs'
/** Japanese whatever the browser speaks: the runbooks quote Japanese law and Japanese desks. */
const defaults: Prefs = { theme: 'auto', language: 'ja' }

function parse(text: string | null): Prefs {
  try {
    const value = JSON.parse(text ?? '{}') as Partial<Record<keyof Prefs, unknown>> | null
    const { theme, language } = value ?? {}
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : defaults.theme,
      language: language === 'en' ? 'en' : defaults.language,
    }
  } catch {
    return defaults
  }
}

/** Reads and writes the choices and puts them on the document, once at the start and at each change. */
export function prefsStore(root: HTMLElement = document.documentElement): PrefsStore {
  const apply = ({ theme, language }: Prefs): void => {
    root.dataset['theme'] = theme
    root.lang = language
  }
  apply(parse(local.get(key)))
  return {
    read: () => parse(local.get(key)),
    write(prefs) {
      local.set(key, JSON.stringify({ theme: prefs.theme, language: prefs.language }))
      apply(prefs)
    },
  }
}
