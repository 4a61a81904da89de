import { useState } from 'react';
import { refusalOf } from '#client/lib/failure.ts';

/** The password was given, or the person thought better of it. */
type Answer = (isGiven: boolean) => void;

export interface PasswordQuestion {
  readonly isOpen: boolean;
  readonly answer: Answer;
}

/**
 * For acts the server allows only shortly after the password was given. `withPassword` tries the act; where it is
 * refused for that, `question`, to be shown by a `PasswordDialog`, opens, and the act goes on by itself once it is
 * answered. Null when the person cancelled.
 */
export function useReauthentication() {
  const [pending, setPending] = useState<{ readonly answer: Answer } | null>(null);

  async function ask(): Promise<boolean> {
    const isGiven = await new Promise<boolean>((answer) => setPending({ answer }));
    setPending(null);
    return isGiven;
  }

  async function withPassword<Result>(act: () => Promise<Result>): Promise<Result | null> {
    try {
      return await act();
    } catch (error) {
      if (refusalOf(error)?.code !== 'REAUTH_REQUIRED') throw error;
    }
    return (await ask()) ? act() : null;
  }

  const question: PasswordQuestion = {
    isOpen: pending !== null,
    answer: (isGiven) => pending?.answer(isGiven),
  };
  return { withPassword, question };
}
