import { screen } from '@testing-library/preact'
import { render } from 'preact'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { App } from '../../src/ui/app.tsx'
import { makeWorld } from '../support/ui.tsx'

const root = document.createElement('div')

beforeEach(() => {
  window.location.hash = ''
  document.body.append(root)
})
afterEach(() => {
  render(null, root)
  root.remove()
})

it('a link tapped as soon as the home screen stands leads on', async () => {
  const world = await makeWorld()
  // By itself: the library's render waits until every effect has run.
  render(<App services={world.services} />, root)
  const link = screen.getByRole('link', { name: /変だと思ったら/ })
  window.location.hash = link.getAttribute('href') ?? ''
  window.dispatchEvent(new Event('hashchange'))
  expect(await screen.findByRole('heading', { level: 1, name: '変だと思ったら' })).toBeTruthy()
})
