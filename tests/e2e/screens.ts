import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { replayWorld } from '../../src/cli/replay-world.ts'
import type { Instant } from '../../src/domain/ids.ts'
import type { Language } from '../../src/domain/ports.ts'
import { createSession } from '../../src/session/session.ts'
import { contactsText } from '../../src/ui/text/contacts.ts'
import { deleteText } from '../../src/ui/text/delete-incident.ts'
import { drillText } from '../../src/ui/text/drill.ts'
import { filesText } from '../../src/ui/text/files.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { redactText } from '../../src/ui/text/redact.ts'
import { stepCardText } from '../../src/ui/text/step-card.ts'
import { projectFile } from '../support/runbooks.ts'
import { shippedLibrary } from '../support/world.ts'
import { jpegFile, type PickedFile } from './photos.ts'
import { contactBook, type SeededLog } from './seed.ts'

/** Every screen of the app and how to get there, for tests that look at all of them. */
export interface Place {
  readonly name: string
  /** What stands after `#`; `log` is the id of the incident. */
  readonly hash: (log: string) => string
  /** Seen when the place is there. */
  readonly shows: string
  /** What a person does there before it is the screen that is meant. */
  readonly reach?: (page: Page, language: Language) => Promise<void>
  /** Puts back what `reach` changed. */
  readonly leave?: (page: Page, language: Language) => Promise<void>
}

const incident =
  (rest: string) =>
  (log: string): string =>
    `#/i/${log}/${rest}`

const step = (id: string, shows: string): Place => ({
  name: id,
  hash: incident(`steps/${id}`),
  shows: `.card ${shows}`,
})

/** A decision while it is being made; one that was made already, made again. */
const deciding = (id: string, shows: string): Place => ({
  ...step(id, '.step-head, h1'),
  name: `${id} deciding`,
  reach: async (page, language) => {
    const again = page.getByRole('button', { name: stepCardText[language].redecide })
    if ((await page.locator(shows).count()) === 0) await again.click()
    await page.locator(shows).waitFor()
  },
})

async function closeSheet(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
}

/** The entry with five photos and a document; they are taken when there is none yet. */
async function openPhotos(page: Page): Promise<void> {
  const line = page.locator('.log-line:has(.file-strip)').last()
  if ((await line.count()) === 0) {
    const photos = [1, 2, 3, 4, 5].map((n) => jpegFile(`IMG_${2030 + n}.JPG`, n))
    const letter = {
      name: 'notice-01.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF'),
    }
    await page.locator('.capture-take').click()
    await page.locator('dialog .attach input[multiple]').setInputFiles([...photos, letter])
    await page.locator('.capture-said > span').waitFor()
  }
  await line.click()
  await page.locator('dialog[open] .file-grid img').first().waitFor()
}

const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const group of document.querySelectorAll<HTMLDetailsElement>('.evidence-group'))
      group.open = true
  })

/** The first piece of evidence; it is registered and handed over when there is none yet. */
async function openEvidence(page: Page): Promise<void> {
  const row = page.locator('.evidence-row').first()
  if ((await row.count()) === 0) {
    const log = /#\/i\/([^/]+)/.exec(page.url())?.[1]
    const ja = (await page.locator('html').getAttribute('lang')) === 'ja'
    const fill = (label: string, value: string): Promise<void> =>
      page.getByLabel(label, { exact: true }).fill(value)
    const { evidence } = recordWords[ja ? 'ja' : 'en']
    await page.evaluate((to) => window.location.replace(to), `#/i/${log}/evidence/new`)
    await page.getByRole('button', { name: evidence.kind.server, exact: true }).click()
    await fill(
      evidence.field.label,
      ja ? '電子カルテの仮想化サーバ2号機' : 'Hypervisor host 2 (EHR)',
    )
    await fill(evidence.field.place, ja ? '1階サーバ室 2段目' : 'Server room, rack 2')
    await unfold(page)
    await fill(evidence.field.serial, 'SN-20-000123')
    await fill(evidence.field.mac, '00:00:5E:00:53:01')
    await fill(evidence.field.digest, '9f'.repeat(32))
    await page.locator('.evidence-submit .primary').click()
    await page.locator('.evidence-now .primary').click()
    const to = page.locator('.evidence-form .name-picker').nth(1).locator('input')
    await to.fill(ja ? '県警サイバー犯罪対策課' : 'Prefectural police')
    await page.locator('.evidence-submit .primary').click()
    await page.locator('.evidence-chain a.button').waitFor()
    return
  }
  await row.click()
  await page.locator('.evidence-chain').first().waitFor()
}

/** Some texts to be blacked out or erased: those in which nurses are named. */
async function chooseTexts(page: Page, language: Language): Promise<void> {
  const words = redactText[language]
  await page.getByLabel(words.search, { exact: true }).fill(language === 'ja' ? '看護' : 'nurse')
  await page.locator('.redact-found').click()
  await page.locator('.redact-bar').waitFor()
}

async function chooseNone(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: redactText[language].clear, exact: true }).click()
  await page.locator('.redact-bar').waitFor({ state: 'detached' })
}

/** Screens that belong to no incident. */
export const houseScreens: readonly Place[] = [
  { name: 'home', hash: () => '#/', shows: '.home-first' },
  { name: 'first', hash: () => '#/first', shows: '.first-foot' },
  { name: 'start', hash: () => '#/start', shows: '.start-foot .primary' },
  { name: 'settings', hash: () => '#/settings', shows: '.settings-column' },
  {
    name: 'search',
    hash: () => '#/search',
    shows: '.search form',
    reach: async (page, language) => {
      await page.locator('.search input').fill(language === 'ja' ? '電' : 'e')
      await page.locator('.search form button').click()
      await page.locator('.search-incident .log-line').first().waitFor()
    },
  },
  { name: 'drills', hash: () => '#/drill', shows: '.drill-card' },
  { name: 'earlier drills', hash: () => '#/drills', shows: '.drills p' },
  { name: 'drill parts', hash: () => '#/drill/night-printer/quarter', shows: '.drill-part' },
  { name: 'flow import', hash: () => '#/runbook', shows: '.runbook-import .primary' },
  {
    name: 'flow preview',
    hash: () => '#/runbook',
    shows: '.runbook-import',
    reach: async (page) => {
      await page.setInputFiles('.runbook-import input', {
        name: 'clinic.yaml',
        mimeType: 'text/yaml',
        buffer: readFileSync(projectFile('runbooks/clinic.yaml')),
      })
      await page.locator('.runbook-preview').first().waitFor()
    },
  },
  {
    name: 'flow problems',
    hash: () => '#/runbook',
    shows: '.runbook-import',
    reach: async (page) => {
      await page.setInputFiles('.runbook-import input', {
        name: 'broken.yaml',
        mimeType: 'text/yaml',
        buffer: readFileSync(projectFile('tests/fixtures/runbooks/broken-unknown-key.yaml')),
      })
      await page.locator('.runbook-problems li').first().waitFor()
    },
  },
  { name: 'import', hash: () => '#/import', shows: '.import .primary' },
  {
    name: 'import refused',
    hash: () => '#/import',
    shows: '.import',
    reach: async (page) => {
      await page.setInputFiles('.import input', [
        jpegFile('IMG_2031.JPG', 1),
        {
          name: 'shodo-later.jsonl',
          mimeType: '',
          buffer: Buffer.from('{"format":"shodo/log/v1"}'),
        },
      ])
      await page.locator('.import-refused').waitFor()
    },
  },
  { name: 'poster', hash: () => '#/poster', shows: '.poster-actions' },
  // There is no camera where the tests run: the screen says what to do instead.
  { name: 'read codes', hash: () => '#/camera', shows: '.qr-scan .alert' },
]

export const incidentScreens: readonly Place[] = [
  { name: 'steps', hash: incident('steps'), shows: '.step-row' },
  step('IR-08', '.step-head, h1'),
  step('EX-D1', '.step-answers'),
  deciding('EX-D1', '.branches'),
  deciding('CL-D1', '.matrix'),
  step('RC-04', '.step-systems'),
  { name: 'all steps', hash: incident('all'), shows: '.all-steps .step-row' },
  { name: 'chronology', hash: incident('log'), shows: '.log-line' },
  { name: 'map', hash: incident('map'), shows: '.map [data-step]' },
  { name: 'map of recovery', hash: incident('map/recovery'), shows: '.map [data-step]' },
  { name: 'whole map', hash: incident('map/whole'), shows: '.map [data-step]' },
  { name: 'map as a list', hash: incident('map/initial~list'), shows: '.flow-item' },
  {
    name: 'entry',
    hash: incident('log'),
    shows: '.log-line',
    reach: async (page) => {
      await page.locator('.log-line').last().click()
      await page.locator('dialog[open] .log-facts').waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Escape')
      await page.locator('dialog').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'filters',
    hash: incident('log'),
    shows: '.log-line',
    reach: async (page) => {
      await page.locator('.log-more').click()
      await page.locator('dialog[open] .log-filters').waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Escape')
      await page.locator('dialog').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'capture',
    hash: incident('log'),
    shows: '.log-line',
    reach: async (page, language) => {
      await page
        .locator('.capture-field')
        .fill(language === 'ja' ? '2病棟の端末3台' : 'Three PCs, ward 2')
      await page.locator('.capture-more').waitFor()
    },
    leave: async (page) => {
      await page.locator('.capture-field').fill('')
      await page.locator('.capture-record').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'take a photo',
    hash: incident('log'),
    shows: '.capture-take',
    reach: async (page) => {
      await page.locator('.capture-take').click()
      await page.locator('dialog[open] .attach').waitFor()
    },
    leave: closeSheet,
  },
  {
    name: 'photograph paper',
    hash: incident('log'),
    shows: '.capture-take',
    reach: async (page, language) => {
      await page.locator('.capture-take').click()
      await page.getByRole('button', { name: filesText[language].paper }).click()
      await page.getByRole('button', { name: filesText[language].paperCamera }).waitFor()
    },
    leave: closeSheet,
  },
  {
    name: 'entry with photos',
    hash: incident('log'),
    shows: '.log-line',
    reach: async (page) => openPhotos(page),
    leave: closeSheet,
  },
  {
    name: 'photo',
    hash: incident('log'),
    shows: '.log-line',
    reach: async (page, language) => {
      await openPhotos(page)
      await page.locator('.file-grid a').first().click()
      await page.locator('.file-view img').waitFor()
      await page.getByRole('button', { name: filesText[language].share }).waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Escape')
      await page.locator('dialog[open] .log-entry').waitFor()
      await closeSheet(page)
    },
  },
  { name: 'contacts', hash: incident('contacts'), shows: '.contact-call' },
  {
    name: 'call result',
    hash: incident('contacts'),
    shows: '.contact',
    reach: async (page, language) => {
      const words = contactsText[language]
      const call = page.locator('button.contact-call, .contact-by-hand button').first()
      await call.click()
      await page.getByRole('button', { name: words.result.answered, exact: true }).click()
      await page.getByRole('button', { name: words.recordResult }).waitFor()
    },
    leave: async (page, language) => {
      await page.getByRole('button', { name: contactsText[language].notCalled }).click()
      await page.locator('.call-result').waitFor({ state: 'detached' })
    },
  },
  { name: 'export', hash: incident('export'), shows: '.delete-incident' },
  {
    name: 'delete',
    hash: incident('export'),
    shows: '.delete-incident',
    reach: async (page, language) => {
      const words = deleteText[language]
      await page.getByRole('button', { name: words.begin }).click()
      await page.getByRole('button', { name: words.goOn }).click()
      await page.locator('.delete-sure .danger').waitFor()
    },
  },
  { name: 'redact', hash: incident('export/redact'), shows: '.redact-part + .redact-part' },
  {
    name: 'redact choosing',
    hash: incident('export/redact'),
    shows: '.redact-part + .redact-part',
    reach: chooseTexts,
    leave: chooseNone,
  },
  {
    name: 'redact reason',
    hash: incident('export/redact'),
    shows: '.redact-part + .redact-part',
    reach: async (page, language) => {
      const words = redactText[language]
      await chooseTexts(page, language)
      await page.getByRole('button', { name: words.strike, exact: true }).click()
      await page.locator('dialog .redact-form .primary').click()
      await page.locator('dialog .redact-problem').waitFor()
    },
    leave: async (page, language) => {
      await closeSheet(page)
      await chooseNone(page, language)
    },
  },
  {
    name: 'redact copy',
    hash: incident('export/redact'),
    shows: '.redact-part + .redact-part',
    reach: async (page, language) => {
      const words = redactText[language]
      if ((await page.locator('.redact-as-copy').count()) > 0) return
      await chooseTexts(page, language)
      await page.getByRole('button', { name: words.strike, exact: true }).click()
      await page.locator('dialog .redact-form .chip').first().click()
      await page
        .getByLabel(words.reason, { exact: true })
        .fill(language === 'ja' ? '病室から患者が分かる' : 'The room tells who it is')
      await page.locator('dialog .redact-form .primary').click()
      await page.locator('.redact-as-copy').waitFor()
    },
  },
  {
    name: 'redact as the copy',
    hash: incident('export/redact'),
    shows: '.redact-as-copy',
    reach: async (page) => {
      await page.locator('.redact-as-copy input').check()
      await page
        .locator('.redact-part')
        .last()
        .evaluate((part) => part.scrollIntoView())
      await page.locator('.redact-line').first().waitFor()
    },
  },
  {
    name: 'redact erase',
    hash: incident('export/redact'),
    shows: '.redact-part + .redact-part',
    reach: async (page, language) => {
      const words = redactText[language]
      await chooseTexts(page, language)
      await page.getByRole('button', { name: words.erase, exact: true }).click()
      await page.locator('dialog .redact-form .chip').first().click()
      await page
        .locator('dialog .redact-form .name-picker input')
        .fill(language === 'ja' ? '院長' : 'Director')
      await page.getByRole('button', { name: words.next, exact: true }).click()
      await page.locator('dialog .redact-what-stays').waitFor()
    },
    leave: async (page, language) => {
      await closeSheet(page)
      await chooseNone(page, language)
    },
  },
  { name: 'evidence empty', hash: incident('evidence'), shows: '.evidence-do .primary' },
  { name: 'evidence form', hash: incident('evidence/new'), shows: '.evidence-submit .primary' },
  {
    name: 'evidence form whole',
    hash: incident('evidence/new'),
    shows: '.evidence-submit .primary',
    reach: async (page) => {
      await unfold(page)
    },
  },
  {
    name: 'evidence item',
    hash: incident('evidence'),
    shows: '.evidence-head h1',
    reach: openEvidence,
  },
  {
    name: 'evidence details',
    hash: incident('evidence'),
    shows: '.evidence-head h1',
    reach: async (page) => {
      await openEvidence(page)
      await page.locator('a[href$="~edit"]').click()
      await page.locator('.evidence-submit').waitFor()
    },
  },
  {
    name: 'evidence hand-over',
    hash: incident('evidence/move'),
    shows: '.evidence-submit',
  },
  { name: 'evidence list', hash: incident('evidence'), shows: '.evidence-row' },
  { name: 'evidence tags', hash: incident('evidence-sheet/tags'), shows: '.tags-sheet' },
  {
    name: 'evidence hand-over blank',
    hash: incident('evidence-sheet/handover'),
    shows: '.handover-sign',
  },
  {
    name: 'evidence hand-over sheet',
    hash: incident('evidence'),
    shows: '.evidence-row',
    reach: async (page) => {
      await openEvidence(page)
      await page.locator('.evidence-chain a.button').first().click()
      await page.locator('.handover-items td').first().waitFor()
    },
  },
  { name: 'show codes', hash: incident('qr'), shows: '.qr-picture' },
  { name: 'print', hash: incident('print'), shows: 'main, table' },
  { name: 'map on A3', hash: incident('map-sheet/a3'), shows: '.map-sheet.a3' },
  { name: 'map on A4', hash: incident('map-sheet/a4'), shows: '.map-sheet.a4' },
  {
    name: 'map on a wall',
    hash: incident('map-sheet/wall'),
    shows: '.wall .flow-node, .wall .rails-step',
  },
]

const closing = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
}

/** A sheet of the board: opened by a tap on the first of its rows. */
const boardSheet = (name: string, opener: string, shows: string): Place => ({
  name,
  hash: incident('board'),
  shows: '.board-gates',
  reach: async (page) => {
    await page.locator(opener).first().click()
    await page.locator(`dialog[open] ${shows}`).first().waitFor()
  },
  leave: closing,
})

/** The board, its sheets, and the ways out of it. */
export const boardScreens: readonly Place[] = [
  { name: 'board', hash: incident('board'), shows: '.board-ways' },
  boardSheet('service sheet', '.board-services .board-row', '.level-buttons'),
  {
    ...boardSheet('service details', '.board-services .board-row', '.level-buttons'),
    reach: async (page) => {
      await page.locator('.board-services .board-row').first().click()
      await page.locator('dialog[open] .board-details summary').first().click()
      await page.locator('dialog[open] .board-details[open] .time-field').waitFor()
    },
  },
  boardSheet('system sheet', '.board-systems .board-row', '.level-buttons'),
  boardSheet('gate settled', '.gate-do .button.outlined', 'textarea'),
  boardSheet('gate changed', '.gate-do .button.text', 'select'),
  boardSheet('decision sheet', '.board-decisions .board-row', '.board-answer'),
  boardSheet('open item sheet', '.board-open .board-row', '.ahead-field'),
  boardSheet('meeting planned', '.board-meeting .button.text', '.ahead-field'),
  boardSheet('duty sheet', '.board-duty .board-row', '.time-field'),
  boardSheet('persons sheet', '.board-breach .board-add', '.time-field'),
  { name: 'read aloud', hash: incident('board/aloud'), shows: '.aloud-part' },
  { name: 'hand-over', hash: incident('board/handover'), shows: '.handover-text' },
  { name: 'meeting', hash: incident('board/meeting'), shows: '.meeting' },
  { name: 'print board', hash: incident('board-sheet/board'), shows: '.paper-part' },
  { name: 'print meeting sheet', hash: incident('board-sheet/meeting'), shows: '.paper-rules' },
  { name: 'print hand-over', hash: incident('board-sheet/handover'), shows: '.paper-text' },
  { name: 'wall', hash: incident('wall'), shows: '.board-wall-newest' },
]

/** What is seen only where several devices write; `later` is a file of one of them. */
export const sharedScreens = (later: PickedFile): readonly Place[] => [
  {
    name: 'devices',
    hash: incident('export'),
    shows: '.device-rows',
    reach: async (page) => {
      await page.locator('.device-rows').scrollIntoViewIfNeeded()
    },
  },
  { name: 'chronology of several', hash: incident('log'), shows: '.mark-device' },
  { name: 'board of several', hash: incident('board'), shows: '.board-exchange' },
  {
    name: 'import found',
    hash: () => '#/import',
    shows: '.import',
    reach: async (page) => {
      await page.setInputFiles('.import input', [later])
      await page.locator('.import-ask .primary').waitFor()
    },
  },
]

const barButton = (name: 'goOn' | 'pause') => async (page: Page, language: Language) => {
  const button = page.locator('.drill-bar').getByRole('button', {
    name: drillText[language][name],
    exact: true,
  })
  await button.click()
  await button.waitFor({ state: 'detached' })
}
const goOn = barButton('goOn')
const pause = barButton('pause')

/** A drill that was set up and waits for its rules to be read. */
export const newDrillScreens: readonly Place[] = [
  { name: 'drill rules', hash: incident('drill'), shows: '.drill-rules' },
  { name: 'drill room before', hash: incident('room'), shows: '.room-said, .room-now' },
]

/** A drill that runs. */
export const runningDrillScreens: readonly Place[] = [
  // It was read from the storage: it stands until somebody lets it go on.
  { name: 'drill paused', hash: incident('drill'), shows: '.drill-standing' },
  { name: 'drill room paused', hash: incident('room'), shows: '.room-said' },
  {
    name: 'drill running',
    hash: incident('drill'),
    shows: '.drill-watch',
    reach: goOn,
    leave: pause,
  },
  {
    name: 'drill running, all of it',
    hash: incident('drill'),
    shows: '.drill-watch',
    reach: async (page, language) => {
      await goOn(page, language)
      await page.locator('.drill-fold summary').last().click()
      await page.locator('.drill-ways').scrollIntoViewIfNeeded()
    },
    leave: pause,
  },
  {
    name: 'drill room running',
    hash: incident('room'),
    shows: '.room-now .inject-read',
    reach: goOn,
    leave: pause,
  },
  { name: 'drill list', hash: incident('drill/plan'), shows: '.plan-row' },
  {
    name: 'drill call',
    hash: incident('contacts'),
    shows: '.contact-call',
    reach: async (page, language) => {
      const { drillCall } = contactsText[language]
      const vendor = contactBook().find(({ id }) => id === 'vendor')!.name[language]
      const row = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: vendor, exact: true }) })
      await row.getByRole('button', { name: drillCall }).first().click()
      await page.locator('.drill-call dd').first().waitFor()
    },
  },
  { name: 'drill steps', hash: incident('steps'), shows: '.step-row' },
  {
    name: 'drill to live',
    hash: incident('steps'),
    shows: '.drill-bar',
    reach: async (page) => {
      await page.locator('.drill-bar-button.real').click()
      await page.locator('dialog[open] .drill-live').waitFor()
    },
    leave: closeSheet,
  },
  { name: 'drill cards', hash: incident('drill-sheet/cards'), shows: '.dp-card' },
  { name: 'drill observer sheet', hash: incident('drill-sheet/observer'), shows: '.dp-watch' },
]

/** What comes after a drill. */
export const pastDrillScreens: readonly Place[] = [
  { name: 'drill over', hash: incident('drill'), shows: '.drill-after .way' },
  { name: 'drill result', hash: incident('drill/result'), shows: '.drill-picture svg' },
  { name: 'drill times', hash: () => '#/drills', shows: '.series-bar' },
  { name: 'drill wash', hash: incident('drill/wash'), shows: '.improvement-form' },
  { name: 'drill papers', hash: incident('drill/papers'), shows: '.calendar-way' },
  { name: 'drill room after', hash: incident('room'), shows: '.room-said' },
  { name: 'drill report', hash: incident('drill-sheet/report'), shows: '.dp-items' },
  { name: 'drill record', hash: incident('drill-sheet/record'), shows: '.dp-one' },
]

/** The morning of day 3 of the 大阪 case. */
export const osakaMorning = '2022-11-02T06:00:20+09:00'

/** Goes to a place of the app that is open on the page, and waits until it is there. */
export async function visit(
  page: Page,
  place: Place,
  log = '',
  language: Language = 'ja',
): Promise<void> {
  // Through an address that is no place of its own, so that a screen forgets what was opened in it.
  await page.evaluate(() => window.location.replace('#/start'))
  await page.locator('.start-foot').waitFor()
  await page.evaluate((hash) => window.location.replace(hash), place.hash(log))
  await page.locator(place.shows).first().waitFor()
  await place.reach?.(page, language)
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
}

/** Opens the app in a language, on home. */
export async function speak(page: Page, url: string, language: Language): Promise<void> {
  await page.evaluate((language) => {
    localStorage.setItem('shodo:prefs', JSON.stringify({ theme: 'auto', language }))
  }, language)
  await open(page, url)
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(language)
}

/** Loads the app anew, on home, with its storage read. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${url}#/`)
  await page.locator('.home-first').waitFor()
  await page.waitForFunction(async () =>
    (await indexedDB.databases()).some(({ name }) => name === 'shodo'),
  )
}

/** From the next load on, the page believes that it is this time and that it goes on. */
export async function atTime(context: BrowserContext, at: string): Promise<void> {
  await context.addInitScript((then) => {
    const Real = Date
    const ahead = then - Real.now()
    const shifted = class extends Real {
      constructor(...given: unknown[]) {
        super(...((given.length === 0 ? [Real.now() + ahead] : given) as [number]))
      }
      static override now(): number {
        return Real.now() + ahead
      }
    }
    window.Date = shifted as DateConstructor
  }, Date.parse(at))
}

/** Shortly after the sixtieth act of the 半田 replay. */
export const duringHanda = '2021-10-31T19:20:00+09:00'

export const ownNumbers = ['0883-00-0000', '090-0000-0000'] as const

/** The hospital's own facts: its name, three people, their order. */
export async function houseLog(language: Language): Promise<SeededLog> {
  const world = replayWorld(7, '2021-10-01T09:00:00.000+09:00' as Instant, shippedLibrary())
  const session = createSession(world)
  await session.boot()
  const names =
    language === 'ja'
      ? ['当直責任者', '情報担当', '事務長']
      : ['Duty lead', 'IT officer', 'Director']
  const numbers = [...ownNumbers, '内線 201'].map((n) =>
    language === 'ja' ? n : n.replace('内線', 'ext.'),
  )
  const people = names.map(() => session.newId())
  const hospital = language === 'ja' ? '初動町立病院' : 'Shodo Town Hospital'
  const roles = [['duty'], ['sysop'], ['executive']]
  for (const command of [
    { do: 'describeHospital' as const, name: hospital },
    ...people.map((person, i) => ({
      do: 'savePerson' as const,
      person,
      name: names[i]!,
      number: numbers[i]!,
      roles: roles[i]!,
    })),
    { do: 'orderChain' as const, people },
  ]) {
    const result = await session.prepare(command)
    if (!result.ok) throw new Error(JSON.stringify(result))
  }
  const row = (await world.store.logs()).find(({ purpose }) => purpose === 'readiness')
  if (!row) throw new Error('no readiness log was made')
  return { events: await world.store.read(row.log), row, runbook: null }
}
