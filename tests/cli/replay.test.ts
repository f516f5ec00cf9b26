import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { playFile } from '../../src/cli/replay.ts'
import { readReplay } from '../../src/cli/replay-file.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import { parseJsonl } from '../../src/export/jsonl.ts'
import { projectFile, shipped } from '../support/runbooks.ts'

const read = (path: string) => readFileSync(projectFile(path), 'utf8')
const yaml = read('tests/replays/handa-2021.yaml')

describe('the replay of 半田 2021', () => {
  it.each(['ja', 'en'] as const)(
    'gives the expected chronology in %s, line by line',
    async (language) => {
      const { lines } = await playFile(yaml, language)
      expect(lines).toEqual(
        read(`tests/replays/handa-2021.expected.${language}.txt`).trimEnd().split('\n'),
      )
    },
  )

  it('gives the same bytes each time', async () => {
    const [one, two] = [await playFile(yaml, 'ja'), await playFile(yaml, 'ja')]
    expect(Buffer.from(one.jsonl).equals(Buffer.from(two.jsonl))).toBe(true)
  })

  it('walks to the closing step and leaves nothing damaged or unknown', async () => {
    const { jsonl } = await playFile(yaml, 'ja')
    const back = parseJsonl(jsonl)
    expect(back.problems).toEqual([])
    const state = fold(shipped('hospital'), back.events)
    expect(state).toMatchObject({ unknown: 0, damaged: 0 })
    expect(state.position!.get('PA-09', null)).toMatchObject({ open: false, run: 1 })
    expect(state.position!.get('RC-D0', null)!.records).toHaveLength(2)
  })

  it('walks the steps of the published walk, in its order', () => {
    const walks = parse(read('tests/walks.yaml')) as { id: string; steps: { step: string }[] }[]
    const replay = readReplay(yaml)
    const steps = replay.ok
      ? replay.replay.acts.flatMap((act) => ('step' in act ? [act.step] : []))
      : []
    expect(steps).toEqual(walks.find((walk) => walk.id === 'handa-2021')!.steps.map((s) => s.step))
  })
})

describe.each(['osaka-2022', 'kosugi-2026'])('the replay of %s', (id) => {
  const file = read(`tests/replays/${id}.yaml`)

  it.each(['ja', 'en'] as const)('gives the expected chronology in %s', async (language) => {
    const { lines } = await playFile(file, language)
    expect(lines).toEqual(
      read(`tests/replays/${id}.expected.${language}.txt`).trimEnd().split('\n'),
    )
  })

  it('leaves nothing damaged or unknown, and photos are in it', async () => {
    const back = parseJsonl((await playFile(file, 'ja')).jsonl)
    expect(back.problems).toEqual([])
    const state = fold(shipped('hospital'), back.events)
    expect(state).toMatchObject({ unknown: 0, damaged: 0 })
    expect(state.entries.flatMap((entry) => entry.files).length).toBeGreaterThanOrEqual(2)
  })
})

describe('a replay file that does not fit', () => {
  it.each([
    ['a misspelt action', yaml.replace('action: stamp', 'action: stmap'), /acts\.\d+/],
    [
      'an act recorded before the one above',
      yaml.replace('2021-10-31T00:33:00', '2021-10-30T00:33:00'),
      /recorded before/,
    ],
    [
      'a device that is not there',
      yaml.replace('device: lead', 'device: ghost'),
      /no device ghost/,
    ],
    ['a ref nobody carries', yaml.replace('ref: stamp-paper', 'ref: nobody'), /labelled nobody/],
  ])('%s is named', (_what, text, message) => {
    const result = readReplay(text)
    expect(result.ok ? '' : result.problems.join('\n')).toMatch(message)
  })
})
