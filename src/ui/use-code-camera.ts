import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useServices } from './context.ts'
import { offerCopy } from './offered-copy.ts'
import type { CameraFault, CodeRead, QrGatherer } from './services.ts'

/** What the camera saw that is worth a word; it stays until a code of the series is read again. */
export type ScanNotice = Exclude<CodeRead, 'new' | 'known' | 'broken'>

export type ScanState = {
  /** By code of the series, whether what it says is here. */
  readonly held: readonly boolean[]
  readonly notice: ScanNotice | null
} & (
  | { readonly is: 'opening' | 'reading' | 'complete' | 'broken' | 'notRecord' }
  | { readonly is: 'fault'; readonly fault: CameraFault }
)

const begun = { is: 'opening', held: [], notice: null } as const

/**
 * Opens the camera in `video` and reads codes until the record is together, which then goes to the import
 * screen under the given name. The camera is let go as soon as it is, and whenever the screen is left.
 */
export function useCodeCamera(fileName: string): {
  readonly video: RefObject<HTMLVideoElement | null>
  readonly state: ScanState
  /** Forgets the codes that were read, for those that are shown now. */
  readonly restart: () => void
} {
  const { qr, keepAwake } = useServices()
  const video = useRef<HTMLVideoElement>(null)
  const gatherer = useRef<QrGatherer | null>(null)
  const [state, setState] = useState<ScanState>(begun)

  useEffect(() => {
    const element = video.current
    if (!element) return
    let wanted = true
    let stop = (): void => undefined
    const end = (last: ScanState): void => {
      wanted = false
      stop()
      keepAwake(false)
      setState(last)
    }

    const finish = async (codes: QrGatherer): Promise<void> => {
      end({ is: 'complete', held: codes.held(), notice: null })
      const bytes = await codes.file().catch(() => null)
      if (bytes) offerCopy([new File([bytes], fileName, { type: 'text/plain' })])
      else setState({ is: 'notRecord', held: [], notice: null })
    }
    const read = (codes: QrGatherer, text: string): void => {
      if (!wanted) return
      const did = codes.add(text)
      const held = codes.held()
      if (did === 'broken') end({ is: 'broken', held: [], notice: null })
      else if (did === 'new' && held.every(Boolean)) void finish(codes)
      else if (did === 'new') setState({ is: 'reading', held, notice: null })
      else {
        // The same code is read several times while it is shown: nothing to draw anew.
        const notice = did === 'known' ? null : did
        setState((before) => (before.notice === notice ? before : { is: 'reading', held, notice }))
      }
    }
    const open = async (): Promise<void> => {
      const codes = await qr.gatherer()
      gatherer.current = codes
      if (!wanted) return
      const lost = (): void => end({ ...begun, is: 'fault', fault: 'busy' })
      const opened = await qr.camera(element, (text) => read(codes, text), lost)
      if (!opened.ok) {
        if (wanted) end({ ...begun, is: 'fault', fault: opened.why })
        return
      }
      stop = opened.camera.stop
      // The screen was left while the camera was being opened.
      if (!wanted) stop()
      else setState((before) => ({ ...before, is: 'reading' }) as ScanState)
    }

    keepAwake(true)
    open().catch(() => end({ ...begun, is: 'fault', fault: 'unsupported' }))
    return () => {
      wanted = false
      stop()
      keepAwake(false)
    }
  }, [])

  return {
    video,
    state,
    restart: () => {
      gatherer.current?.restart()
      setState({ is: 'reading', held: [], notice: null })
    },
  }
}
