import { z } from 'zod';
import { boundedText, instant, isVisibleLine, rowId, trimmedText } from '#shared/text.ts';

/** How a person proves a second time who they are, after the password. */
export const factorMethods = ['totp', 'recovery-code', 'passkey'] as const;
export type FactorMethod = (typeof factorMethods)[number];

/** How many passkeys an account has at most (the public contract). */
export const passkeysMaximum = 20;
/** How many recovery codes are made at once; each signs in once. */
export const recoveryCodesCount = 10;
/** For how many minutes a sign-in waits for its second factor, and a passkey for its answer. */
export const challengeMinutes = 5;

/** A code as typed: six digits of any script, or a recovery code; blanks between them do not matter. */
const typedCode = boundedText(200);

/** Bytes in base64url, as WebAuthn writes them in JSON. */
const bytes = (maximum: number) => boundedText(maximum).regex(/^[A-Za-z0-9_-]+$/);
const credentialId = bytes(1400);
const transports = z.array(boundedText(20)).max(10);

const extension = z.record(boundedText(100), z.boolean());

const credential = {
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
  /** What the browser adds, such as `credProps`; no extension is asked for, and nothing here is read. */
  clientExtensionResults: z.record(boundedText(100), z.union([z.boolean(), extension])).optional(),
};

/** What a browser answers for a passkey that was used (WebAuthn Level 3, `AuthenticationResponseJSON`). */
export const passkeyAssertion = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: bytes(4000),
    authenticatorData: bytes(4000),
    signature: bytes(8000),
    userHandle: bytes(100).nullish(),
  }),
});
export type PasskeyAssertion = z.infer<typeof passkeyAssertion>;

/** What a browser answers for a passkey that was made (`RegistrationResponseJSON`). */
export const passkeyAttestation = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: bytes(4000),
    attestationObject: bytes(30_000),
    transports: transports.optional(),
    authenticatorData: bytes(8000).optional(),
    publicKey: bytes(8000).nullish(),
    publicKeyAlgorithm: z.int().optional(),
  }),
});
export type PasskeyAttestation = z.infer<typeof passkeyAttestation>;

/** A code, or the answer of a passkey: what proves a second factor. */
export type FactorProof =
  | { readonly method: 'totp' | 'recovery-code'; readonly code: string }
  | { readonly method: 'passkey'; readonly response: PasskeyAssertion };

/** One object of all fields, so that an unknown field is told as such; each method takes its own alone. */
function requireFieldOf(
  { method, code, response }: { method?: string | undefined; code?: unknown; response?: unknown },
  context: z.RefinementCtx,
): void {
  const [needed, other] =
    method === 'passkey' ? (['response', 'code'] as const) : (['code', 'response'] as const);
  const given = { code, response };
  if (given[needed] === undefined)
    context.addIssue({ code: 'custom', path: [needed], params: { code: 'REQUIRED' } });
  if (given[other] !== undefined) context.addIssue({ code: 'unrecognized_keys', keys: [other] });
}

/** The second factor of a sign-in, after `auth.login` has asked for it. */
export const secondFactorInput = z
  .strictObject({
    method: z.enum(factorMethods),
    code: typedCode.optional(),
    response: passkeyAssertion.optional(),
  })
  .superRefine(requireFieldOf) as unknown as z.ZodType<FactorProof, FactorProof>;

/** The same for clients without cookies, which send the challenge that `tokens.issue` gave them. */
export const tokensSecondFactorInput = z.strictObject({
  challenge: boundedText(4000),
  method: z.enum(['totp', 'recovery-code']),
  code: typedCode,
});
export type TokensSecondFactorInput = z.infer<typeof tokensSecondFactorInput>;

/** A sign-in by a passkey alone, which verifies its user and so is both factors. */
export const loginWithPasskeyInput = z.strictObject({
  response: passkeyAssertion,
  rememberMe: z.boolean().optional(),
});
export type LoginWithPasskeyInput = z.infer<typeof loginWithPasskeyInput>;

const knownCredential = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()).max(10),
});

/** What a browser is asked to use a passkey with (`PublicKeyCredentialRequestOptionsJSON`). */
export const passkeyRequestOptions = z.object({
  challenge: z.string(),
  rpId: z.string(),
  /** Milliseconds. */
  timeout: z.int(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(knownCredential).max(passkeysMaximum),
});
export type PasskeyRequestOptions = z.infer<typeof passkeyRequestOptions>;

/** What a browser is asked to make a passkey with (`PublicKeyCredentialCreationOptionsJSON`). */
export const passkeyCreationOptions = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })).max(10),
  timeout: z.int(),
  excludeCredentials: z.array(knownCredential).max(passkeysMaximum),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
});
export type PasskeyCreationOptions = z.infer<typeof passkeyCreationOptions>;

/** The name a person gives a passkey. */
const passkeyNameSchema = trimmedText(50).min(1).refine(isVisibleLine);

/** The form that asks for it. */
export const passkeyNameForm = z.strictObject({ name: passkeyNameSchema });

export const addPasskeyInput = z.strictObject({ name: passkeyNameSchema, response: passkeyAttestation });
export type AddPasskeyInput = z.infer<typeof addPasskeyInput>;
export const renamePasskeyInput = z.strictObject({ id: rowId, name: passkeyNameSchema });
export const removePasskeyInput = z.strictObject({ id: rowId });

/** A passkey of an account. `isSynced`: its key is kept by a provider too, and works on other devices. */
export const passkeySchema = z.object({
  id: z.guid(),
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  isSynced: z.boolean(),
});
export type Passkey = z.infer<typeof passkeySchema>;

/** The second factors of an account; never a secret. */
export const factorsOutput = z.object({
  totp: z.object({ enabledAt: instant }).nullable(),
  passkeys: z.array(passkeySchema).max(passkeysMaximum),
  recoveryCodesLeft: z.int(),
});
export type Factors = z.infer<typeof factorsOutput>;

/** A new secret for an authenticator app, in base32 and as the address of a QR code. It waits ten minutes. */
export const totpSetup = z.object({ secret: z.string(), uri: z.string() });
export const enableTotpInput = z.strictObject({ code: typedCode });

/** Shown once: only their hashes are stored. */
export const recoveryCodesOutput = z.object({
  recoveryCodes: z.array(z.string()).length(recoveryCodesCount),
});
