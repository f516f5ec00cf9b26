import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { DeleteIncident } from '../../src/ui/components/export/delete-incident.tsx'
import { ExportExperts } from '../../src/ui/components/export/experts.tsx'
import { ExportScreen } from '../../src/ui/screens/export.tsx'
import { ImportScreen } from '../../src/ui/screens/import.tsx'
import { deleteText } from '../../src/ui/text/delete-incident.ts'
import { exportPhotosText } from '../../src/ui/text/export-photos.ts'
import { importText } from '../../src/ui/text/import.ts'
import { lockWords } from '../../src/ui/text/lock.ts'
import { protectText } from '../../src/ui/text/protect.ts'
import { zipFiles } from '../support/leaving.ts'
import { locked } from '../support/locked.ts'
import { leadPhone, otherPhone } from '../support/two-phones.ts'
import { renderWithServices, type World } from '../support/ui.tsx'

/** A passphrase over what leaves, and what it takes to get in again. */

afterEach(cleanup)

const words = protectText.ja
const lock = lockWords.ja
const own = 'correct horse battery staple'

const row = (title: string = exportPhotosText.ja.title) =>
  within(screen.getByRole('heading', { name: title, hidden: true }).closest('li')!)
const tap = async (name: string | RegExp, within = row()): Promise<void> => {
  fireEvent.click(await within.findByRole('button', { name, hidden: true }, { timeout: 10_000 }))
}
const shown = (): string =>
  row().getByText(words.phrase).parentElement!.textContent!.slice(words.phrase.length)

async function lockedFile(
  world: World,
  log: Parameters<typeof zipFiles>[1],
  name = 'record.zip.age',
) {
  const [zip] = await zipFiles(world, log)
  return new File(
    [(await locked(new Uint8Array(await zip!.arrayBuffer()), own)) as Uint8Array<ArrayBuffer>],
    name,
  )
}
const choose = (container: Element, files: readonly File[]): void => {
  fireEvent.change(container.querySelector('input[type=file]')!, { target: { files } })
}
const enter = async (typed: string): Promise<void> => {
  const field = await screen.findByLabelText(lock.passphrase)
  fireEvent.input(field, { target: { value: typed } })
  fireEvent.submit(field.closest('form')!)
}

describe('protecting what leaves', { timeout: 30_000 }, () => {
  it('is no part of the night: nothing is protected unless somebody says so', async () => {
    const { world } = await leadPhone()
    await renderWithServices(<ExportScreen />, world)
    for (const box of screen.getAllByLabelText<HTMLInputElement>(words.option))
      expect(box.checked).toBe(false)
    expect(screen.queryByText(words.phrase)).toBeNull()
  })

  it('shows digits to be told, which open the file on another phone, and keeps them nowhere', async () => {
    const { world, log } = await leadPhone()
    const notes = JSON.stringify([...world.notes])
    const before = (await world.session.storedLog()).events.length
    await renderWithServices(<ExportScreen />, world)
    await row().findByText(/写真・ファイル 1件/)
    fireEvent.click(row().getByLabelText(words.option))
    const first = shown()
    expect(first).toMatch(/^\d{4}(-\d{4}){4}$/)
    await tap(words.another)
    const phrase = shown()
    expect(phrase).not.toBe(first)
    await tap('ZIPを用意する')
    await tap('ZIPを渡す')
    await row().findByText(/端末の外へ渡しました/)
    // It can still be read out, and not be changed any more under the file that went.
    expect(shown()).toBe(phrase)
    expect(row().queryByRole('button', { name: words.another })).toBeNull()
    const [file] = world.files
    expect(file!.name).toMatch(/^shodo-実動-.*\.zip\.age$/)
    const kept = JSON.stringify([
      [...world.notes],
      [...world.disk.events.entries()],
      [...world.disk.logs.entries()],
    ])
    for (const part of [phrase, phrase.replaceAll('-', '')]) expect(kept).not.toContain(part)
    expect(notes).not.toContain(phrase)
    expect((await world.session.storedLog()).events).toHaveLength(before)
    cleanup()

    const other = await otherPhone()
    const { view } = await renderWithServices(<ImportScreen />, other)
    choose(view.container, [file!])
    await enter(phrase.replaceAll('-', ''))
    await screen.findByText('この端末に新しい記録 5件', {}, { timeout: 10_000 })
    fireEvent.click(screen.getByRole('button', { name: '受け取る' }))
    await screen.findByText(/受け取りました。記録5件と、写真・ファイル1件/)
    expect(await other.photos.hashes(log)).toEqual(await world.photos.hashes(log))
  })

  it('takes words of one’s own once they are strong enough, and says what they lack', async () => {
    const { world } = await leadPhone()
    await renderWithServices(<ExportExperts />, world)
    const bundle = row('証拠一式（ZIP）')
    fireEvent.click(bundle.getByLabelText(words.option))
    await tap(words.own, bundle)
    const field = bundle.getByLabelText(words.ownField)
    const type = (value: string) => fireEvent.input(field, { target: { value } })
    const make = () => bundle.getByRole('button', { name: '証拠一式（ZIP）を作る', hidden: true })
    expect(make().getAttribute('aria-disabled')).toBe('true')
    // A phone would make the first letter a large one.
    expect(field.getAttribute('autocapitalize')).toBe('off')
    type('horse battery')
    bundle.getByText(words.faults.short(3))
    type('院内の秘密のことばですからね、長く書く')
    bundle.getByText(words.faults.characters)
    fireEvent.click(make())
    expect(bundle.queryByRole('button', { name: 'やめる', hidden: true })).toBeNull()
    type(own)
    expect(make().getAttribute('aria-disabled')).toBe('false')
    fireEvent.click(make())
    await bundle.findByText(/^できました/, {}, { timeout: 20_000 })
    bundle.getByText(own)
    await tap('証拠一式（ZIP）を渡す', bundle)
    await waitFor(() => expect(world.files).toHaveLength(1))
    const opened = await world.services.protection.open(world.files[0]!, own, () => undefined)
    expect(opened.ok && opened.content.name).toMatch(/証拠一式.*\.zip$/)
  })

  it('does not hand out what was made before it was switched on', async () => {
    const { world } = await leadPhone()
    await renderWithServices(<ExportScreen />, world)
    await row().findByText(/写真・ファイル 1件/)
    await tap('ZIPを用意する')
    await row().findByRole('button', { name: 'ZIPを渡す' })
    fireEvent.click(row().getByLabelText(words.option))
    expect(row().queryByRole('button', { name: 'ZIPを渡す' })).toBeNull()
    await tap('ZIPを用意する')
    await tap('ZIPを渡す')
    await waitFor(() => expect(world.files).toHaveLength(1))
    expect(world.files[0]!.name).toMatch(/\.zip\.age$/)
  })
})

describe('a protected file from another device', { timeout: 30_000 }, () => {
  it('says that a passphrase is wrong, keeps what was typed, and opens with the right one', async () => {
    const { world, log } = await leadPhone()
    const other = await otherPhone()
    const { view } = await renderWithServices(<ImportScreen />, other)
    choose(view.container, [await lockedFile(world, log)])
    await enter('correct horse battery stable')
    await screen.findByText(lock.faults.passphrase.what)
    const field = screen.getByLabelText<HTMLInputElement>(lock.passphrase)
    expect(field.value).toBe('correct horse battery stable')
    expect(document.activeElement).toBe(field)
    expect(other.disk.events.size).toBe(0)
    await enter(own)
    await screen.findByText('この端末に新しい記録 5件')
  })

  it('asks once for all parts, and again only for those that another passphrase opens', async () => {
    const { world, log } = await leadPhone()
    const { view } = await renderWithServices(<ImportScreen />, await otherPhone())
    const parts = [
      await lockedFile(world, log, 'one.zip.age'),
      await lockedFile(world, log, 'two.zip.age'),
      (await zipFiles(world, log))[0]!,
    ]
    const bytes = await locked(new Uint8Array(await parts[2]!.arrayBuffer()), 'quite another one')
    parts.push(new File([bytes as Uint8Array<ArrayBuffer>], 'three.zip.age'))
    choose(view.container, parts)
    await enter(own)
    await screen.findByText(lock.faults.passphrase.what)
    const names = within(view.container.querySelector('.lock-names') as HTMLElement)
    expect(names.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'three.zip.age',
    ])
    await enter('quite another one')
    await screen.findByText('この端末に新しい記録 5件')
  })

  it('asks for nothing where no passphrase opens it, and says what to do', async () => {
    const { world, log } = await leadPhone()
    const file = new Uint8Array(await (await lockedFile(world, log)).arrayBuffer())
    const { view } = await renderWithServices(<ImportScreen />, await otherPhone())
    const head = 'age-encryption.org/v1\n-> X25519 AAAA\nAAAA\n--- AAAA\n'
    choose(view.container, [new File([head], 'keys.zip.age')])
    await screen.findByText(lock.faults.recipients.what)
    expect(screen.queryByLabelText(lock.passphrase)).toBeNull()
    choose(view.container, [new File([file.slice(0, -20)], 'cut.zip.age')])
    await enter(own)
    await screen.findByText(lock.faults.changed.what)
    screen.getByText(lock.faults.changed.next)
    expect(screen.queryByLabelText(lock.passphrase)).toBeNull()
  })

  it('can be tried again where the app or the device gave up on it', async () => {
    const { world, log } = await leadPhone()
    const other = await otherPhone()
    const { protection } = other.services
    const { open } = protection
    let broken = true
    const giving: World = {
      ...other,
      services: {
        ...other.services,
        protection: {
          ...protection,
          open: async (...given) => {
            if (broken) throw new TypeError('Failed to fetch dynamically imported module')
            return open(...given)
          },
        },
      },
    }
    const { view } = await renderWithServices(<ImportScreen />, giving)
    choose(view.container, [await lockedFile(world, log)])
    await enter(own)
    await screen.findByText(lock.failed)
    broken = false
    await enter(own)
    await screen.findByText('この端末に新しい記録 5件')
    expect(screen.queryByText(lock.failed)).toBeNull()
  })

  it('that holds something else is refused like anything else', async () => {
    const bytes = await locked(new TextEncoder().encode('hello'), own)
    const { view } = await renderWithServices(<ImportScreen />, await otherPhone())
    choose(view.container, [new File([bytes as Uint8Array<ArrayBuffer>], 'x.age')])
    await enter(own)
    await screen.findByText(importText.ja.reasons.notShodo.what)
    screen.getByText(importText.ja.unchanged)
  })

  it('that was chosen instead of another is asked for by itself, before an incident is deleted', async () => {
    const { world, log } = await leadPhone()
    const { view } = await renderWithServices(<DeleteIncident log={log} />, world)
    fireEvent.click(screen.getByRole('button', { name: 'このインシデントを削除する' }))
    const keys = 'age-encryption.org/v1\n-> X25519 AAAA\nAAAA\n--- AAAA\n'
    choose(view.container, [new File([keys], 'keys.zip.age')])
    await screen.findByText(lock.faults.recipients.what)
    const hello = await locked(new TextEncoder().encode('hello'), own)
    choose(view.container, [
      await lockedFile(world, log),
      new File([(await locked(hello, 'quite another one')) as Uint8Array<ArrayBuffer>], 'b.age'),
    ])
    await enter(own)
    await screen.findByText(lock.faults.passphrase.what)
    // The first of those is open by now; it is no part of what is chosen next.
    choose(view.container, [
      new File([hello as Uint8Array<ArrayBuffer>], 'c.age'),
      new File([hello as Uint8Array<ArrayBuffer>], 'd.age'),
    ])
    await waitFor(() => expect(screen.queryByText(lock.faults.passphrase.what)).toBeNull())
    await enter(own)
    await screen.findByText(deleteText.ja.checked.notOurs)
  })

  it('counts as a copy before an incident is deleted, once it is open', async () => {
    const { world, log } = await leadPhone()
    const { view } = await renderWithServices(<DeleteIncident log={log} />, world)
    fireEvent.click(screen.getByRole('button', { name: 'このインシデントを削除する' }))
    choose(view.container, [await lockedFile(world, log)])
    await enter(own)
    await screen.findByText(deleteText.ja.checked.whole(5))
  })
})
