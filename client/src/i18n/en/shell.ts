/** The frame around the pages of a signed-in person: navigation, header, commands. */
export const shell = {
  skip: 'Skip to content',
  nav: {
    label: 'Main',
    open: 'Open navigation',
    collapse: 'Collapse sidebar',
    expand: 'Expand sidebar',
    dashboard: 'Dashboard',
    profile: 'Profile',
    security: 'Security',
    data: 'Your data',
    settings: 'Settings',
  },
  user: {
    menu: 'Account menu',
    signOut: 'Sign out',
    signingOut: 'Signing out…',
    signOutFailed: 'You are still signed in: the server could not be reached.',
  },
  palette: {
    title: 'Commands',
    open: 'Search or jump to…',
    placeholder: 'Page, setting or command',
    empty: 'Nothing matches “{{query}}”.',
    goTo: 'Go to {{page}}',
    useTheme: 'Theme: {{theme}}',
    useLanguage: 'Language: {{language}}',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    palette: 'Open the command palette',
    sidebar: 'Collapse or expand the sidebar',
    help: 'Show this list',
    close: 'Close what is open',
  },
} as const;
