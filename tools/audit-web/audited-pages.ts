/** A page of the audit, and the elements by which its progress is seen. */
export interface AuditedPage {
  readonly path: string;
  readonly isSignedIn: boolean;
  /** What a person can type in, or what they came to read. */
  readonly usable: string;
  /** The same, drawn by the application itself, so that its buttons work too. */
  readonly alive: string;
}

export const auditedPages: readonly AuditedPage[] = [
  { path: '/login', isSignedIn: false, usable: '#identifier', alive: '#root #identifier' },
  { path: '/register', isSignedIn: false, usable: '#email', alive: '#root #email' },
  { path: '/', isSignedIn: true, usable: 'main h1, main h2', alive: '#root main h2' },
  { path: '/settings/profile', isSignedIn: true, usable: '#fullName', alive: '#root #fullName' },
];
