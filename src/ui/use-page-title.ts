import { useEffect } from 'preact/hooks'

/** Names the page while the calling screen shows: browsers name a printed file after it. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    const before = document.title
    document.title = title
    return () => {
      document.title = before
    }
  }, [title])
}
