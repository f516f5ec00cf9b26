// Before the first paint, so that a dark duty room sees no white flash. The policy forbids inline
// scripts, hence a file of its own; it must stay blocking and must never throw.
;(() => {
  const root = document.documentElement
  try {
    const prefs = JSON.parse(localStorage.getItem('shodo:prefs') ?? '{}')
    if (prefs.theme === 'light' || prefs.theme === 'dark') root.dataset.theme = prefs.theme
    if (prefs.language === 'ja' || prefs.language === 'en') root.lang = prefs.language
  } catch {
    // Unreadable preferences: the page's own defaults stand.
  }
})()
