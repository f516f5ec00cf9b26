import { useEffect } from 'preact/hooks'
import { useServices } from './context.ts'

/** Keeps the screen on while the calling screen shows. */
export function useAwake(): void {
  const { keepAwake } = useServices()
  useEffect(() => {
    keepAwake(true)
    return () => keepAwake(false)
  }, [keepAwake])
}
