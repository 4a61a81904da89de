import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
} from '#shared/identity/factors.ts';

/** Loaded when a passkey is first asked for: most people never need it. */
const library = () => import('@simplewebauthn/browser');

/** False in browsers and on addresses where there can be no passkey. */
export function canUsePasskeys(): boolean {
  return typeof globalThis.PublicKeyCredential === 'function';
}

/** True where the browser offers passkeys in the list of a sign-in field. */
export async function offersPasskeysInFields(): Promise<boolean> {
  if (!canUsePasskeys()) return false;
  try {
    const { browserSupportsWebAuthnAutofill } = await library();
    return await browserSupportsWebAuthnAutofill();
  } catch {
    // Without a network the form goes on as it is.
    return false;
  }
}

/** Uses a passkey; null when the person or the browser gave up. `isInField`: waits until one is chosen in a field. */
export async function answerWithPasskey(
  options: PasskeyRequestOptions,
  isInField = false,
): Promise<PasskeyAssertion | null> {
  const { startAuthentication } = await library();
  return orNull(
    startAuthentication({
      optionsJSON: options,
      useBrowserAutofill: isInField,
    }) as Promise<unknown>,
  );
}

/** Makes a passkey; null when the person or the browser gave up. */
export async function makePasskey(options: PasskeyCreationOptions): Promise<PasskeyAttestation | null> {
  const { startRegistration } = await library();
  return orNull(startRegistration({ optionsJSON: options }) as Promise<unknown>);
}

/** Stops waiting for a passkey in a field: another request, or another page, takes its place. */
export async function stopWaitingForPasskey(): Promise<void> {
  const loaded = await library().catch(() => null);
  loaded?.WebAuthnAbortService.cancelCeremony();
}

/** Browsers tell a cancelled question, a time that ran out and a missing key alike (WebAuthn §14.5.1). */
async function orNull<Answer>(ceremony: Promise<unknown>): Promise<Answer | null> {
  try {
    return (await ceremony) as Answer;
  } catch {
    return null;
  }
}
