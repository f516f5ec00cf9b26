import { cleanup, fireEvent, screen } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { ImportScreen } from '../../src/ui/screens/import.tsx'
import { importVerdictText } from '../../src/ui/text/import-verdict.ts'
import { partsWords } from '../../src/ui/text/verify-parts.ts'
import { entriesOf } from '../support/forge-bundle.ts'
import { makeBundle, packBundle } from '../support/make-bundle.ts'
import { otherPhone } from '../support/two-phones.ts'
import { renderWithServices } from '../support/ui.tsx'

/** The app verifies a chosen file in every part, also one that it does not take in. */

const words = importVerdictText.ja
afterEach(cleanup)

async function verdictOn(...given: readonly Uint8Array<ArrayBuffer>[]): Promise<string> {
  const { view } = await renderWithServices(<ImportScreen />, await otherPhone())
  const input = view.container.querySelector('input[type=file]')!
  fireEvent.change(input, {
    target: { files: given.map((bytes) => new File([bytes], 'night.zip')) },
  })
  fireEvent.click(await screen.findByRole('button', { name: words.ask }))
  await screen.findAllByText('night.zip', { selector: '.import-report p' })
  return view.container.querySelector('.import-verdict')!.textContent ?? ''
}

describe('a chosen file, verified', () => {
  it('holds, and says what that does not show', async () => {
    const text = await verdictOn(await packBundle(await makeBundle()))
    expect(text).toContain(words.verdict.holds)
    expect(text).toContain('10件を数えています')
    expect(text).toContain('だれが書いたか')
  })
  it('names the table that was altered, though nothing of it is taken in', async () => {
    const bytes = await packBundle(await makeBundle())
    const table = (await entriesOf(bytes)).get('chronology.csv')!
    bytes[Buffer.from(bytes).indexOf(table) + 3]! ^= 1
    const text = await verdictOn(bytes)
    expect(text).toContain(words.verdict.fails)
    expect(text).toMatch(/目録.*中身が変わっています.*\[chronology\.csv\]/)
  })
  it('says where a record is altered that is not taken in', async () => {
    const bytes = await packBundle(await makeBundle())
    bytes[Buffer.from(bytes).indexOf('半田')]! ^= 1
    const text = await verdictOn(bytes)
    expect(text).toContain(words.verdict.fails)
    expect(text).toMatch(/log\.jsonl/)
    expect(screen.getByText('受け取れません')).toBeTruthy()
  })
  it('says of parts whether they are all of one export', async () => {
    const made = await makeBundle()
    const part = (number: number) =>
      packBundle(made, { part: { number, of: 2 }, files: number === 1 ? made.files : [] })
    const [one, two] = [await part(1), await part(2)]
    expect(await verdictOn(one, two)).toContain(partsWords.ja.holds(2))
    cleanup()
    const text = await verdictOn(two, two)
    expect(text).toContain(partsWords.ja.twice('night.zip', 2, 2))
    expect(text).toContain(partsWords.ja.absent(1, 2))
  })
})
