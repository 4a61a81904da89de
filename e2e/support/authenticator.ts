import type { CDPSession, Page } from '@playwright/test';

export interface VirtualAuthenticator {
  /** Whether it answers by itself, as a person who touches the key. */
  answer(isPresent: boolean): Promise<void>;
}

/** An authenticator of the browser's own, which keeps passkeys and verifies its user (CDP WebAuthn). */
export async function addAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    answer: async (enabled) => {
      await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    },
  };
}
