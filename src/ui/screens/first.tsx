import { Phrases } from '../components/capture/phrases.tsx'
import { FirstCall } from '../components/first/call.tsx'
import { FirstPhoto } from '../components/first/photo.tsx'
import { FirstPicture } from '../components/first/picture.tsx'
import { HomeMark } from '../components/marks.tsx'
import { useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { firstActions, firstText } from '../text/first.ts'

/**
 * 変だと思ったら: what somebody without any knowledge of computers does at 00:30. It needs nothing
 * from the storage but the telephone chain, and stands without it.
 */
export function FirstScreen() {
  const words = useWords(firstText)
  return (
    <main class="first">
      <header class="first-head">
        <a class="first-home" href={hashOf({ at: 'home' })} aria-label={words.home}>
          <HomeMark />
        </a>
        <h1>{words.title}</h1>
      </header>
      <ol class="first-actions">
        {firstActions.map((action, i) => (
          <li key={action} class={action === 'hands' ? 'first-action warned' : 'first-action'}>
            <span class="first-number" aria-hidden="true">
              {i + 1}
            </span>
            <FirstPicture of={action} />
            <div>
              <h2>
                <Phrases of={words.actions[action].title} />
              </h2>
              <p>{words.actions[action].detail.join('')}</p>
              {action === 'photo' ? <FirstPhoto /> : null}
            </div>
          </li>
        ))}
      </ol>
      <FirstCall />
      <nav class="first-foot">
        <a class="button text" href={hashOf({ at: 'start' })}>
          {words.start}
        </a>
        <a class="button text quiet" href={hashOf({ at: 'print', log: null, what: 'poster' })}>
          {words.poster}
        </a>
      </nav>
    </main>
  )
}
