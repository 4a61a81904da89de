/**
 * What people type to find a command, beside its title. The palette searches the words of both languages at once. So
 * each entry also says how its title reads in this language.
 */
export const paletteWords = {
  dashboard: 'dashboard home overview start main',
  profile: 'profile account me personal settings',
  security: 'security protection safety settings',
  data: 'your data privacy gdpr account settings',
  help: 'help support faq contact about version operator question',
  about: 'about you name who',
  preferences: 'preferences language looks theme time display appearance settings',
  email: 'email e-mail mail address login',
  fullName: 'full name first last surname display',
  username: 'username login nickname handle user name',
  locale: 'language locale translation',
  theme: 'theme colour color mode appearance looks',
  timeZone: 'time zone timezone clock utc gmt hour date',
  password: 'password change new passphrase reset secret',
  sessions: 'sessions devices signed in where logins browsers phones',
  activity: 'recent activity events history log audit sign-ins',
  download: 'download your data export copy json archive backup',
  deletion: 'delete the account remove close erase',
  dark: 'dark theme night black',
  light: 'light theme day white bright',
  system: 'system theme auto automatic',
  en: 'english language',
  ru: 'russian language',
  sidebar: 'sidebar collapse expand hide show menu navigation',
  shortcuts: 'keyboard shortcuts keys hotkeys',
  signOut: 'sign out signout log out logout leave exit quit',
  endOthers: 'end all other others sessions devices terminate sign out everywhere else',
  endOne: 'end session device terminate sign out revoke',
} as const;
