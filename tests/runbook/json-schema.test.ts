import { describe, expect, it } from 'vitest'
import { JSON_SCHEMAS } from '../../src/cli/runbook-schema.ts'
import { read } from './small.ts'

describe('the JSON Schemas beside the runbooks', () => {
  it.each(Object.entries(JSON_SCHEMAS))('%s is the generated one', (name, generate) => {
    // To mend: npm run runbook -- schema
    expect(JSON.parse(read(`runbooks/${name}`))).toEqual(JSON.parse(JSON.stringify(generate())))
  })
})
