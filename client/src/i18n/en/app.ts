/** What any page may say, signed in or not: preferences, states of the connection, pages that are not there. */
export const app = {
  language: { label: 'Language', en: 'English', ru: 'Русский' },
  theme: { label: 'Theme', dark: 'Dark', light: 'Light', system: 'System' },
  preferenceNotSaved: 'This could not be saved to your profile.',
  languageNotLoaded: 'The texts did not come. Reload the page to read them.',
  splash: 'Opening QuantPulse…',
  offline: 'You are offline. What you see may be out of date.',
  away: 'The server cannot be reached. We keep trying.',
  /** A page whose code did not come. */
  notLoaded: {
    title: 'This page is not loaded yet',
    offline: 'It opens by itself when the network is back.',
    away: 'It opens by itself as soon as the server answers.',
  },
  /** Name, theme and language, changed while no server could be asked. */
  queued: {
    told: 'We will save this when the connection is back',
    kept: 'No connection. When it is back we save: {{what}}.',
    sent: 'Saved: {{what}}',
    fullName: 'your name',
    theme: 'the theme',
    locale: 'the language',
    overtaken: 'Your name was changed on another device',
    nameKept: 'That name stays. Yours, “{{name}}”, was not saved.',
  },
  outdated:
    'Your session has ended, and QuantPulse has been updated. Copy what you have typed, then reload the page to sign in.',
  otherAddress: 'Nobody can sign in at this address. Open QuantPulse at',
  unreachable: {
    title: 'The server cannot be reached',
    body: 'It is restarting, or the connection is broken. We keep trying; if you were signed in, you still are.',
  },
  crash: {
    title: 'This page has stopped working',
    body: 'The rest of QuantPulse works. Try this page again.',
    passOn: 'If it happens again, send your administrator this number.',
    requestId: 'Request number',
    reload: 'Reload the page',
    home: 'Go to the dashboard',
  },
  notFound: {
    title: 'Page not found',
    body: 'There is nothing at this address. The link may be old or mistyped.',
    home: 'Go to the dashboard',
    signIn: 'Go to sign-in',
  },
} as const;
