import { toJsonSchema } from '@valibot/to-json-schema'
import { MeasuresFileSchema, NightsFileSchema, ScenarioFileSchema } from '../drill/schema.ts'
import { ContactsFileSchema, RunbookFileSchema } from '../runbook/schema.ts'

/** The JSON Schemas beside the runbooks: editors complete and underline authored files with them. */
export const JSON_SCHEMAS = {
  'runbook.schema.json': () => ({ title: 'shodo/runbook/v1', ...toJsonSchema(RunbookFileSchema) }),
  'contacts.schema.json': () => ({
    title: 'shodo/contacts/v1',
    ...toJsonSchema(ContactsFileSchema),
  }),
  'scenarios/scenario.schema.json': () => ({
    title: 'shodo/scenario/v1',
    ...toJsonSchema(ScenarioFileSchema),
  }),
  'scenarios/measures.schema.json': () => ({
    title: 'shodo/measures/v1',
    ...toJsonSchema(MeasuresFileSchema),
  }),
  'scenarios/nights.schema.json': () => ({
    title: 'shodo/nights/v1',
    ...toJsonSchema(NightsFileSchema),
  }),
} as const
