import { render } from 'preact'
import { deviceClock } from './platform/clock.ts'
import { carriedFile, givenFiles } from './platform/given-file.ts'
import { whenIdle } from './platform/idle.ts'
import { install as installation } from './platform/install.ts'
import { notebook } from './platform/notebook.ts'
import { offline } from './platform/offline.ts'
import { prefsStore } from './platform/prefs.ts'
import { random } from './platform/random.ts'
import { registerServiceWorker } from './platform/service-worker.ts'
import { saveFile } from './platform/share.ts'
import { startWatch } from './platform/start-watch.ts'
import { wakeLock } from './platform/wake-lock.ts'
import { deferredSession } from './session/deferred.ts'
import { App } from './ui/app.tsx'
import { breathe } from './ui/breathe.ts'
import type { InstallState, Services } from './ui/services.ts'
import './ui/styles/index.css'

const version = __APP_VERSION__
const installer = installation()
const awake = wakeLock()
const worker = registerServiceWorker()
const builds = offline(worker)
const start = startWatch(() => worker.alive(version))

const core = () => import('./core.ts')
const near = { app: version, clock: deviceClock(random), notebook, prefs: prefsStore(), breathe }
const session = deferredSession(
  near,
  async (state) => (await core()).openSession(near, state),
  start.failed,
)

const installState = (): InstallState => {
  if (installer.standalone) return 'installed'
  if (installer.iosTab) return 'iosTab'
  return installer.canPrompt() ? 'promptable' : 'tab'
}

const services: Services = {
  session,
  version,
  origin: new URL('.', location.href).href,
  readCopy: async (file) => {
    const [{ readCopy }, { blobSource }] = await Promise.all([
      import('./export/read-copy.ts'),
      import('./zip/zip-source.ts'),
    ])
    return readCopy(blobSource(file))
  },
  openCopy: async (file, told) => {
    const [{ openHandover }, { blobSource }] = await Promise.all([
      import('./export/read-handover.ts'),
      import('./zip/zip-source.ts'),
    ])
    return openHandover(blobSource(file), async (done, total) => {
      await told(done, total)
      await breathe()
    })
  },
  verifyCopies: async (files, told) =>
    (await import('./verify-apart.ts')).verifyApart(files, told, breathe),
  protection: {
    random: random.bytes,
    protect: async (...given) => (await import('./age/protect.ts')).protectedFiles(...given),
    lockOf: async (file) => {
      const [{ lockOf }, { blobSource }] = await Promise.all([
        import('./age/lock-of.ts'),
        import('./zip/zip-source.ts'),
      ])
      return lockOf(blobSource(file))
    },
    open: async (file, typed, told) => {
      const { openFile } = await import('./age/open-file.ts')
      return openFile(file, typed, async (done, total) => {
        await told(done, total)
        await breathe()
      })
    },
  },
  carriedFile,
  readTable: async (file) => {
    const [{ readTableFile }, { hashOf }] = await Promise.all([
      import('./tables/read-table.ts'),
      import('./platform/digest.ts'),
    ])
    return readTableFile(file, hashOf)
  },
  checkFlow: async (text, file) => {
    const { compileRunbook } = await import('./runbook/compile.ts')
    const ids = session.state.getState().contacts?.contacts.map(({ id }) => id)
    return compileRunbook(text, { file, ...(ids ? { knownContacts: new Set(ids) } : {}) })
  },
  offline: builds,
  install: {
    current: installState,
    listen: (changed) => installer.onChange(() => changed(installState())),
    prompt: async () => {
      await installer.prompt()
    },
  },
  saveFile,
  givenFiles,
  plainCopy: async (...asked) => (await import('./platform/plain-copy.ts')).plainCopy(...asked),
  verifier: async () => (await import('./platform/verifier.ts')).verifier(),
  copyText: (text) =>
    navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    ),
  print: () => window.print(),
  qr: {
    draw: async (text) => (await import('./platform/qr-code.ts')).qrModules(text, 'M'),
    series: async ({ events, runbook }) => {
      const [{ logSeries }, { canDeflate, deflated }, { isShipped }, { qrModules }] =
        await Promise.all([
          import('./export/log-series.ts'),
          import('./platform/deflate.ts'),
          core(),
          import('./platform/qr-code.ts'),
        ])
      if (!canDeflate()) return 'unsupported'
      // A flow that comes with the app is on the other device too, and would be half of the codes.
      const shipped = runbook && isShipped(runbook)
      const series = await logSeries(events, shipped ? null : runbook, deflated)
      if (!series) return 'tooLong'
      return { total: series.total, code: (number) => qrModules(series.text(number), 'L') }
    },
    gatherer: async () => {
      const [{ gatherCodes }, { logOfMessage }, { inflated }] = await Promise.all([
        import('./export/gather-codes.ts'),
        import('./export/log-series.ts'),
        import('./platform/deflate.ts'),
      ])
      const codes = gatherCodes()
      return {
        ...codes,
        file: async () => {
          const message = codes.message()
          return message && logOfMessage(message, inflated)
        },
      }
    },
    camera: async (...given) => (await import('./platform/code-camera.ts')).codeCamera(...given),
  },
  keepAwake: (on) => (on ? awake.hold() : awake.release()),
  start: {
    failed: start.failed,
    // Without its flows and contacts a build is no use, though every screen is there.
    cameUp: () => void loadLibrary().then(start.cameUp, start.failed),
  },
  place: {
    read: () => notebook.read('place'),
    write: (place) => notebook.write('place', place),
  },
  // Nothing of them is needed before a file is wanted.
  exporters: {
    csv: async (...given) => (await import('./export/csv.ts')).csvParts(...given),
    jsonl: async (...given) => (await import('./export/jsonl.ts')).jsonlParts(...given),
    handover: async (...given) =>
      (await import('./export/leaving-files.ts')).leavingFiles(...given),
    bundle: async (...given) => {
      const [{ makeBundle }, { deriveApart }] = await Promise.all([
        import('./export/bundle.ts'),
        import('./bundle-apart.ts'),
      ])
      return makeBundle(...given, deriveApart)
    },
    drillDocx: async (report) => (await import('./export/drill-docx.ts')).drillDocx(report),
    calendar: async (calendar) => (await import('./export/ics.ts')).icsFile(calendar),
  },
}

const root = document.getElementById('app')
if (root) render(<App services={services} />, root)

// A new build is taken by itself only while no incident and no drill runs, and from the next start on. Asked
// again at every change: the worker may answer before the storage does.
async function takeUpdateWhenIdle(): Promise<void> {
  if (!builds.current()?.updateWaiting || session.state.getState().phase !== 'ready') return
  const running = await (await core()).runsAnything()
  if (!running && !session.state.getState().open) await builds.takeNext()
}
const lookForUpdate = (): void => void takeUpdateWhenIdle().catch(() => undefined)
builds.listen(lookForUpdate)
session.state.subscribe((now, before) => {
  if (now.phase !== before.phase || now.logs !== before.logs) lookForUpdate()
})

const loadLibrary = async (): Promise<unknown> => (await core()).loadLibrary()

void session.boot().then(() => {
  // In memory before anyone needs them: starting an incident waits for no file.
  void loadLibrary().catch(() => undefined)
  const later = [
    () => import('./export/csv.ts'),
    () => import('./tables/read-table.ts'),
    () => import('./export/jsonl.ts'),
    () => import('./platform/study-file.ts'),
    () => import('./platform/plain-copy.ts'),
    () => import('./export/leaving-files.ts'),
    () => import('./export/read-handover.ts'),
    () => import('./age/protect.ts'),
    () => import('./age/open-file.ts'),
    () => import('./export/log-series.ts'),
    () => import('./export/gather-codes.ts'),
    () => import('./platform/deflate.ts'),
    () => import('./platform/qr-code.ts'),
    () => import('./platform/code-camera.ts'),
  ]
  for (const load of later) void load().catch(() => undefined)
  whenIdle(() => void session.careForStore().catch(() => undefined))
})

setInterval(() => {
  if (!document.hidden) session.tick()
}, 1000)
document.addEventListener('visibilitychange', () => void session.visible(!document.hidden))
window.addEventListener('pageshow', () => void session.visible(true))
