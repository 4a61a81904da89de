import type { MailTexts } from '#server/identity/mail/mail.rules.ts';

/** Every mail in English. A name in braces stands for a value. */
export const english: MailTexts = {
  facts: { when: 'When', from: 'From', device: 'Device', unknown: 'unknown' },
  factors: { totp: 'authenticator app', passkey: 'passkey' },
  roles: { user: 'user', admin: 'administrator' },
  openLink: 'If the button does not work, open this address:',
  footer: 'This mail was sent by QuantPulse at {origin}.',
  mails: {
    'verify-email': {
      subject: 'Confirm your email address',
      body: ['Confirm that {email} is yours.', 'The link works until {until}.'],
      action: 'Confirm the address',
      note: 'If you have no account at QuantPulse, ignore this mail: nothing happens.',
    },
    'reset-password': {
      subject: 'Choose a new password',
      body: ['Somebody asked for a new password for your account.', 'The link works once, until {until}.'],
      action: 'Choose a new password',
      note: 'If that was not you, ignore this mail: your password stays as it is.',
    },
    invitation: {
      subject: 'Your account at QuantPulse',
      body: [
        'An account has been made for you. Choose a password to sign in.',
        'The link works once, until {until}.',
      ],
      action: 'Choose a password',
    },
    'password-changed': {
      subject: 'Your password was changed',
      body: ['The password of your account was changed, and every other session was ended.'],
      action: 'That was not me',
      note: 'If that was you, there is nothing to do. If not, open the link and choose a new password now.',
    },
    'confirm-email-change': {
      subject: 'Confirm your new email address',
      body: ['Confirm that your account shall use {email} from now on.', 'The link works until {until}.'],
      action: 'Use this address',
      note: 'If you did not ask for this, ignore this mail: nothing changes.',
    },
    'email-change-requested': {
      subject: 'A new email address was asked for',
      body: [
        'Somebody signed in to your account asked to change its address to {email}.',
        'Nothing changes until the new address is confirmed.',
      ],
      action: 'Look at my account',
      note: 'If that was not you, change your password now: it ends every other session.',
    },
    'email-changed': {
      subject: 'Your email address was changed',
      body: [
        'Your account now uses {email}.',
        'If that was not you, the link puts this address back. It works until {until}, ends every session, and sends you a link to a new password.',
      ],
      action: 'Put this address back',
    },
    'email-change-undone': {
      subject: 'The change of your email address was undone',
      body: [
        'Your account uses {email} again, and every session was ended.',
        'A second mail brings you a link to a new password: until then nobody can sign in.',
      ],
    },
    'factor-added': {
      subject: 'A second factor was added',
      body: ['Your account now also accepts: {factor}.'],
      action: 'Look at my account',
      note: 'If that was not you, change your password now.',
    },
    'factor-removed': {
      subject: 'A second factor was removed',
      body: ['Your account no longer accepts: {factor}.'],
      action: 'Look at my account',
      note: 'If that was not you, change your password now.',
    },
    'factors-reset': {
      subject: 'Your second factors were removed',
      body: [
        'An administrator removed every second factor and recovery code of your account. The password alone signs in now.',
      ],
      action: 'Look at my account',
      note: 'If you did not expect this, change your password now and ask the administrator of {origin}.',
    },
    'recovery-code-used': {
      subject: 'A recovery code was used',
      body: ['Somebody signed in to your account with a recovery code. Codes left: {left}.'],
      action: 'Look at my account',
      note: 'If that was not you, change your password and make new codes now.',
    },
    'new-device': {
      subject: 'A sign-in on a new device',
      body: ['Your account was opened on a device that had never signed in to it.'],
      action: 'That was not me',
      note: 'If that was you, there is nothing to do. The link ends every session and sends you a link to a new password. It works until {until}.',
    },
    'sign-ins-guessed': {
      subject: 'Somebody is guessing your password',
      body: [
        'Many sign-ins with wrong passwords were refused. Your account is not open to them, and your own devices still sign in.',
        'You get this mail at most once a day.',
      ],
      action: 'Look at my account',
      note: 'If your password is used elsewhere too, or is easy to guess, choose another.',
    },
    'session-copied': {
      subject: 'A copy of your session was used',
      body: [
        'A key of one of your sessions was used a second time, as a thief would. That session was ended.',
      ],
      action: 'Look at my account',
      note: 'Change your password, and look for programs on that device that you do not know.',
    },
    'account-disabled': {
      subject: 'Your account was disabled',
      body: ['An administrator disabled your account, and every session was ended.'],
      note: 'Ask the administrator of {origin} if you did not expect this.',
    },
    'account-enabled': {
      subject: 'Your account was enabled again',
      body: ['An administrator enabled your account again. The sessions from before stay ended.'],
      action: 'Sign in',
    },
    'role-changed': {
      subject: 'Your role was changed',
      body: ['An administrator changed your role. It is now: {role}.'],
      action: 'Open QuantPulse',
      note: 'Ask the administrator of {origin} if you did not expect this.',
    },
    'sessions-ended': {
      subject: 'Your sessions were ended',
      body: ['An administrator ended every session of your account. Your password stays as it is.'],
      action: 'Look at my account',
      note: 'Ask the administrator of {origin} if you did not expect this.',
    },
    'account-deleted': {
      subject: 'Your account was deleted',
      body: [
        'Your account was deleted, and every session was ended. Its data will be erased on {until}.',
        'Until then the link brings it back.',
      ],
      action: 'Keep my account',
    },
  },
};
