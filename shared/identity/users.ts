import { z } from 'zod';
import { locales } from '#shared/locales.ts';
import { permissions, roles } from '#shared/permissions.ts';
import { usernameSchema } from '#shared/identity/identity.ts';
import { boundedText, instant, isVisibleLine, trimmedText } from '#shared/text.ts';
import { themes } from '#shared/themes.ts';

/** A person's full name: one line, at most 255 characters, none of them hidden. */
export const fullNameSchema = trimmedText(255).refine(isVisibleLine);

/** An IANA time zone that this runtime knows, such as `Europe/Moscow`; an offset is no zone. */
const timeZoneSchema = boundedText(64)
  .regex(/^[A-Za-z]/)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  });

/** A user as every procedure returns it. `lastLoginAt` is the newest sign-in, this one included. */
export const userSchema = z.object({
  id: z.guid(),
  email: z.string(),
  username: z.string(),
  fullName: z.string().nullable(),
  role: z.enum(roles),
  permissions: z.array(z.enum(permissions)).max(permissions.length),
  locale: z.enum(locales),
  theme: z.enum(themes),
  timeZone: z.string(),
  avatarUrl: z.string().nullable(),
  isActive: z.boolean(),
  emailVerified: z.boolean(),
  maxChats: z.int(),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
  lastLoginAt: instant.nullable(),
});
export type User = z.infer<typeof userSchema>;

/** Changes to one's own profile. `version` is the one last read; a stale one is `CONFLICT_VERSION`. An empty `fullName` clears it. */
export const updateProfileInput = z.strictObject({
  fullName: fullNameSchema.optional(),
  username: usernameSchema.optional(),
  locale: z.enum(locales).optional(),
  theme: z.enum(themes).optional(),
  timeZone: timeZoneSchema.optional(),
  version: z.int().min(1).max(2_147_483_647),
});
export type UpdateProfileInput = z.infer<typeof updateProfileInput>;
