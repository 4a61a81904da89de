import {
  useForm,
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type RegisterOptions,
  type Resolver,
  type UseFormReturn,
} from 'react-hook-form';
import { forgetWait, keepWait, keptWait, type WaitPlace } from '#client/forms/kept-wait.ts';
import { showRefusedFields, type RefusedAt } from '#client/forms/form-refusal.ts';
import { sendForm } from '#client/forms/send-form.ts';
import { useWrongFields } from '#client/forms/use-wrong-fields.ts';
import { isWait, refusalOf, retryTimeOf, type Failure } from '#client/lib/failure.ts';
import { useCountdown } from '#client/lib/use-countdown.ts';
import { sameUserReturns } from '#client/session/returning.ts';
import type { ErrorCode } from '#shared/errors.ts';
import { browserSession, useFailure } from '#client/session/session.tsx';

export interface CallFormOptions<Values extends FieldValues, Checked, Input, Output> {
  /** A mutation, or an act that looks like one. */
  readonly call: { mutateAsync(input: Input): Promise<Output>; readonly isPending: boolean };
  /** What is sent for values that passed the check. */
  readonly input: (checked: Checked, form: UseFormReturn<Values, unknown, Checked>) => Input;
  readonly onDone?: (output: Output, form: UseFormReturn<Values, unknown, Checked>) => void;
  /** Left out where each field has rules of its own: a schema brings zod into the page's chunk. */
  readonly resolver?: Resolver<Values, unknown, Checked>;
  readonly defaults: Values;
  /** The fields that can be wrong, in the order of the page. */
  readonly labels: Readonly<Partial<Record<FieldPath<Values>, string>>>;
  /** Codes that are about a field of this form. */
  readonly refusedAt?: RefusedAt<Values>;
  /** Emptied and focused after wrong credentials or a wrong code. Any other failure, a lost network too, leaves it typed. */
  readonly retype?: FieldPath<Values>;
  /** Sent again by itself once the person whose session had ended has signed in again over the page. */
  readonly isResumed?: boolean;
  /** For a password: a wait outlives a reload of the tab. `subjectOf` says whom it is about. */
  readonly wait?: { readonly place: WaitPlace; readonly subjectOf: (values: Values) => string };
}

/**
 * A form whose button makes one call. After a refusal everything typed stays, except a wrong password. While the server
 * asks to wait, nothing is sent.
 */
export function useCallForm<Values extends FieldValues, Input, Output, Checked = Values>(
  options: CallFormOptions<Values, Checked, Input, Output>,
) {
  const { call, input, onDone, resolver, labels, wait } = options;
  const form = useForm<Values, unknown, Checked>({
    ...(resolver && { resolver }),
    defaultValues: options.defaults as DefaultValues<Values>,
  });
  const [failure, setFailure] = useFailure(() => waitOf(options));
  // Reading the dirty fields makes `getFieldState` know them.
  const { errors, isDirty, dirtyFields } = form.formState;
  const { textOf, wrong } = useWrongFields(errors, labels);
  const secondsLeft = useCountdown(retryTimeOf(failure)) ?? 0;

  async function send(checked: Checked): Promise<void> {
    if (call.isPending || secondsLeft > 0) return;
    setFailure(null);
    try {
      const output = await call.mutateAsync(input(checked, form));
      if (wait) forgetWait(wait.place);
      onDone?.(output, form);
    } catch (error) {
      if (options.isResumed && (await sameUserReturns(browserSession.store))) return send(checked);
      const refused = showRefusal(form, options, error);
      if (wait && isWait(refused))
        keepWait(wait.place, { subject: wait.subjectOf(form.getValues()), failure: refused });
      setFailure(refused);
    }
  }

  /** The props of a field that can be wrong. */
  const field = (name: FieldPath<Values>, rules?: RegisterOptions<Values>) => ({
    ...form.register(name, rules),
    id: name,
    label: labels[name],
    error: textOf(name),
  });

  const submit = sendForm(form, send);
  /** What was refused is about to change: the next try may have another answer. */
  function endWait() {
    if (wait) forgetWait(wait.place);
    setFailure((now) => (retryTimeOf(now) === null ? now : null));
  }
  /** What was refused was settled in another way. */
  const dismissFailure = () => setFailure(null);
  const state = { isDirty, dirtyFields, isPending: call.isPending, secondsLeft };
  return { form, field, submit, wrong, failure, endWait, dismissFailure, ...state };
}

export type CallFormState<Values extends FieldValues, Checked = Values> = ReturnType<
  typeof useCallForm<Values, unknown, unknown, Checked>
>;

/** What was typed was wrong as a whole, and nothing of it can be mended. */
const wrongProofs: readonly ErrorCode[] = ['INVALID_CREDENTIALS', 'SECOND_FACTOR_INVALID'];

/** The wait that this form had before the page was loaded anew, or before its dialog was closed. */
function waitOf<Values extends FieldValues>({
  wait,
  defaults,
}: Pick<CallFormOptions<Values, never, never, never>, 'wait' | 'defaults'>): Failure | null {
  const kept = wait && keptWait(wait.place);
  return kept?.subject === wait?.subjectOf(defaults) ? (kept?.failure ?? null) : null;
}

/** Marks and focuses what is at fault; returns what is left for the button to tell. */
function showRefusal<Values extends FieldValues, Checked>(
  form: UseFormReturn<Values, unknown, Checked>,
  {
    labels,
    retype,
    refusedAt,
  }: Pick<CallFormOptions<Values, Checked, never, never>, 'labels' | 'retype' | 'refusedAt'>,
  error: unknown,
): Failure | null {
  const code = refusalOf(error)?.code;
  const retyped = code !== undefined && wrongProofs.includes(code) ? retype : undefined;
  const current = code === 'CURRENT_PASSWORD_INVALID' ? ('currentPassword' as FieldPath<Values>) : undefined;
  const emptied = retyped ?? current;
  if (emptied) form.resetField(emptied);
  const fields = (Object.keys(labels) as FieldPath<Values>[]).filter((name) => name !== retype);
  const left = showRefusedFields(form, { fields, refusedAt }, error);
  if (left && emptied) form.setFocus(emptied);
  return left;
}
