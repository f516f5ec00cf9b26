import { toJsonSchema } from '@valibot/to-json-schema'
import { ContactsFileSchema, RunbookFileSchema } from '../runbook/schema.ts'

/** The JSON Schemas beside the runbooks: editors complete and underline authored files with them. */
export const JSON_SCHEMAS = {
  'runbook.schema.json': () => ({ title: 'shodo/runbook/v1', ...toJsonSchema(RunbookFileSchema) }),
  'contacts.schema.json': () => ({
    title: 'shodo/contacts/v1',
    ...toJsonSchema(ContactsFileSchema),
  }),
} as const
