import { liveRunning } from '../../domain/log/shelf.ts'
import { FailedActs } from '../components/failed-acts.tsx'
import { HomeDevice } from '../components/home/device.tsx'
import { HomeHealed } from '../components/home/healed.tsx'
import { HomeIncidents } from '../components/home/incidents.tsx'
import { HomeInstall } from '../components/home/install.tsx'
import { HomeLosses } from '../components/home/losses.tsx'
import { StorageUnavailable } from '../components/storage-unavailable.tsx'
import { useSessionState, useWords } from '../context.ts'
import { lazy } from '../lazy.tsx'
import { hashOf } from '../route.ts'
import { homeText } from '../text/home.ts'

const HomeImprovements = lazy(
  async () => (await import('../components/home/improvements.tsx')).HomeImprovements,
)

/** What a frightened person needs comes first; what went wrong with the record comes before that. */
export function HomeScreen() {
  const words = useWords(homeText)
  const phase = useSessionState((state) => state.phase)
  const running = useSessionState((state) => liveRunning(state.logs))
  // With an incident running, going on with it comes first: two records cannot be merged here.
  const start = (
    <a class={running ? 'button outlined' : 'button primary'} href={hashOf({ at: 'start' })}>
      {running ? words.startAnother : words.start}
    </a>
  )
  return (
    <main class="page home">
      <header class="home-head">
        <h1>
          <span lang="ja">{words.appName}</span>{' '}
          <span class="quiet" lang="en">
            {words.appNameLatin}
          </span>
        </h1>
        <a class="button text" href={hashOf({ at: 'settings' })}>
          {words.settings}
        </a>
      </header>
      {phase === 'unavailable' ? <StorageUnavailable /> : null}
      <HomeLosses />
      <HomeHealed />
      <FailedActs />
      <div class="home-acts">
        <a class="home-first" href={hashOf({ at: 'first' })}>
          <span class="home-first-title">{words.first}</span>
          <span class="home-first-sub">{words.firstSub}</span>
        </a>
        {running ? null : start}
      </div>
      <div class="home-rest">
        {phase === 'starting' ? (
          // What follows the incidents would move under a finger once they are read.
          <p class="quiet" role="status">
            {words.opening}
          </p>
        ) : (
          <>
            {phase === 'unavailable' ? null : <HomeIncidents />}
            {running ? start : null}
            <a class="button outlined home-drill" href={hashOf({ at: 'drill' })}>
              {words.toDrill}
            </a>
            {phase === 'ready' ? <HomeImprovements /> : null}
            {phase === 'unavailable' ? null : (
              <a class="button text home-receive" href={hashOf({ at: 'import' })}>
                {words.receive}
              </a>
            )}
            <HomeInstall />
          </>
        )}
        <HomeDevice />
      </div>
    </main>
  )
}
