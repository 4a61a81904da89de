import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { VerifyingKeys } from '#server/security/keys.ts';
import { createSealing } from '#server/security/sealing.ts';
import { challengeMinutes } from '#shared/identity/factors.ts';

const boundTo = 'sign-in challenge';
const challengeShape = /^[A-Za-z0-9_-]{40,2000}$/;

/** Strict: no server of ours writes any other field. */
const ticketSchema = z.strictObject({
  id: z.string().length(22),
  until: z.int(),
  /** Absent for somebody who has shown nothing yet, and may show a passkey. */
  password: z
    .strictObject({
      userId: z.guid(),
      /** The SHA-256 of the stored hash that was verified. */
      mark: z.string(),
      rememberMe: z.boolean(),
      channel: z.enum(['cookie', 'bearer']),
      deviceTokens: z.array(z.string()),
    })
    .optional(),
});

/** A sign-in that waits for its second factor, or a browser that may answer a passkey's challenge. */
export type Ticket = z.infer<typeof ticketSchema>;
export type PasswordTicket = NonNullable<Ticket['password']>;

/** What a passkey is asked for; an answer to one kind is none to another. */
export type PasskeyPurpose = 'sign-in' | 'reauthentication' | 'registration';

interface ChallengeKeys {
  readonly tickets: VerifyingKeys;
  readonly passkeys: VerifyingKeys;
}

export type Challenges = ReturnType<typeof createChallenges>;

const nonceBytes = 16;
const timeBytes = 6;
const macBytes = 32;

/** Challenges that no table holds before they were used: each is sealed or MACed with its end. */
export function createChallenges({ tickets, passkeys }: ChallengeKeys) {
  const sealing = createSealing(tickets);

  function mac(key: VerifyingKeys[number], head: Buffer, context: string): Buffer {
    return createHmac('sha256', key).update(context).update(head).digest();
  }

  return {
    /** A ticket for five minutes, which only this server can read. */
    issueTicket(password?: PasswordTicket): { challenge: string; ticket: Ticket } {
      const id = randomBytes(nonceBytes).toString('base64url');
      const ticket: Ticket = { id, until: minutesFromNow(), ...(password && { password }) };
      return { challenge: sealing.seal(JSON.stringify(ticket), boundTo).toString('base64url'), ticket };
    },

    /** Null for what is forged, of a key that is gone, or over. */
    readTicket(challenge: string | null): Ticket | null {
      if (challenge === null || !challengeShape.test(challenge)) return null;
      const text = sealing.open(Buffer.from(challenge, 'base64url'), boundTo);
      const ticket = text === null ? null : ticketSchema.parse(JSON.parse(text));
      return ticket && ticket.until > Date.now() ? ticket : null;
    },

    /** A challenge for a passkey: random, MACed with its end, and bound to its purpose and to whoever was asked. */
    issuePasskeyChallenge(purpose: PasskeyPurpose, holder: string, until = minutesFromNow()): string {
      const head = Buffer.alloc(nonceBytes + timeBytes);
      randomBytes(nonceBytes).copy(head);
      head.writeUIntBE(until, nonceBytes, timeBytes);
      return Buffer.concat([head, mac(passkeys[0], head, `${purpose} ${holder} `)]).toString('base64url');
    },

    /** When the challenge ends; null when it is not of this server, this purpose and this holder, or over. */
    readPasskeyChallenge(challenge: string, purpose: PasskeyPurpose, holder: string): Date | null {
      const bytes = Buffer.from(challenge, 'base64url');
      if (bytes.length !== nonceBytes + timeBytes + macBytes) return null;
      const head = bytes.subarray(0, nonceBytes + timeBytes);
      const presented = bytes.subarray(nonceBytes + timeBytes);
      const isOurs = passkeys.some((key) =>
        timingSafeEqual(mac(key, head, `${purpose} ${holder} `), presented),
      );
      const until = head.readUIntBE(nonceBytes, timeBytes);
      return isOurs && until > Date.now() ? new Date(until) : null;
    },
  };
}

/** The name under which a used challenge is kept. */
export function challengeHash(challenge: string): Buffer {
  return createHash('sha256').update(challenge).digest();
}

/** Tells whether a stored password hash is still the one that a ticket was made for. */
export function passwordMark(storedHash: string): string {
  return createHash('sha256').update(storedHash).digest('base64url');
}

function minutesFromNow(): number {
  return Date.now() + challengeMinutes * 60_000;
}
