import * as v from 'valibot'
import { parse, YAMLParseError } from 'yaml'
import { callResults } from '../domain/events/events.ts'

/**
 * A team for `npm run drill -- play`: what it does about each inject, as the commands a person's taps
 * would be. `tests/drill/teams/README.md` documents the file.
 */

const text = v.strictObject({ ja: v.string(), en: v.string() })
/** Seconds of drill time after the inject. */
const after = v.pipe(v.number(), v.minValue(0))
const label = v.optional(v.string())

const act = v.variant('do', [
  v.strictObject({
    do: v.literal('call'),
    after,
    contact: v.string(),
    result: v.optional(v.picklist(callResults), 'answered'),
    spokeTo: v.optional(text),
    number: v.optional(text),
    body: v.optional(text),
    by: v.optional(text),
  }),
  v.strictObject({
    do: v.literal('sign'),
    after,
    inject: v.string(),
    sign: v.picklist(['success', 'redFlag']),
  }),
  v.strictObject({ do: v.literal('hint'), after, inject: v.string() }),
  v.strictObject({
    do: v.literal('rate'),
    after,
    of: v.picklist(['action', 'objective']),
    item: v.string(),
    rating: v.picklist(['performed', 'some', 'major', 'unable']),
  }),
  /** Words for a line that is not written yet: it gets the time it happened, and so counts as late. */
  v.strictObject({
    do: v.literal('late'),
    after,
    minutesAgo: v.number(),
    body: text,
    from: v.optional(text),
  }),
  ...(['correctEntry', 'resolveEntry', 'strikeEntry'] as const).map((kind) =>
    v.strictObject({
      do: v.literal(kind),
      after,
      ref: v.string(),
      body: v.optional(text),
      reason: v.optional(text),
    }),
  ),
  v.strictObject({
    do: v.literal('takeRole'),
    after,
    name: text,
    roles: v.array(v.string()),
  }),
  v.looseObject({ do: v.literal('recordStep'), after, step: v.string() }),
  v.looseObject({ do: v.literal('decideStep'), after, step: v.string() }),
  v.looseObject({ do: v.literal('note'), after, label, body: text }),
])

const acts = v.record(v.string(), v.array(act))

const schema = v.strictObject({
  format: v.literal('shodo/team/v1'),
  scenario: v.string(),
  good: acts,
  /** What the good team does, so many injects later. */
  slow: v.strictObject({ later: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  wrong: acts,
})

export type Team = v.InferOutput<typeof schema>
export type TeamAct = v.InferOutput<typeof act>
export type TeamName = 'good' | 'slow' | 'wrong'

export type TeamResult =
  | { readonly ok: true; readonly team: Team }
  | { readonly ok: false; readonly problems: readonly string[] }

export function readTeam(yaml: string): TeamResult {
  let data: unknown
  try {
    data = parse(yaml)
  } catch (error) {
    if (error instanceof YAMLParseError) return { ok: false, problems: [error.message] }
    throw error
  }
  const result = v.safeParse(schema, data)
  if (result.success) return { ok: true, team: result.output }
  return {
    ok: false,
    problems: result.issues.map((issue) => `${v.getDotPath(issue) ?? 'file'}: ${issue.message}`),
  }
}

/** What is done about each inject, and after how many further ones it is done. */
export function actsOf(
  team: Team,
  name: TeamName,
): { readonly acts: Team['good']; readonly later: number } {
  switch (name) {
    case 'good':
      return { acts: team.good, later: 0 }
    case 'slow':
      return { acts: team.good, later: team.slow.later }
    case 'wrong':
      return { acts: team.wrong, later: 0 }
  }
}
