/** The compiled runbooks of this build; the files themselves are fetched by `url` when needed. */
declare module 'virtual:runbooks' {
  interface Text {
    readonly ja: string
    readonly en: string
  }

  interface RunbookEntry {
    readonly id: string
    readonly version: string
    readonly title: Text
    readonly summary: Text
    /** SHA-256 (hex) of the canonical JSON, which is also exactly the bytes at `url`. */
    readonly hash: string
    readonly url: string
  }

  interface ScenarioEntry extends RunbookEntry {
    /** Id of the runbook it is played on. */
    readonly runbook: string
    readonly cuts: readonly {
      readonly id: string
      readonly title: Text
      readonly minutes: number
    }[]
    /** How many parts there are to play. */
    readonly parts: number
  }

  export const scenarios: readonly ScenarioEntry[]
  export const runbooks: readonly RunbookEntry[]
  export const contactsUrl: string
}
