import { useLayoutEffect } from 'react';
import { typeInto } from '#client/lib/type-into.ts';

const firstPage = () => document.getElementById('first-page');

/** True until the application has drawn a page: what the HTML brought along is still shown. */
export function isFirstPageShown(): boolean {
  return firstPage() !== null;
}

/**
 * For what fills the window. Once it is drawn, it stands in for what `public/first-page.js` showed: with the same
 * values, caret and focus. Whoever has sent the form already need not do it again.
 */
export function useStandInForFirstPage(): void {
  useLayoutEffect(() => {
    const first = firstPage();
    if (!first) return;
    const fields = [...first.querySelectorAll('input')];
    const focused = fields.find((field) => field === document.activeElement);
    first.remove();
    for (const field of fields) handOver(field, focused === field);
    if (first.dataset['isSent']) document.forms[0]?.requestSubmit();
  }, []);
}

function handOver(typed: HTMLInputElement, isFocused: boolean): void {
  const field = document.getElementById(typed.id);
  if (!(field instanceof HTMLInputElement)) return;
  if (typed.checked !== field.checked) field.click();
  if (typed.value !== '' && typed.value !== field.value) typeInto(field, typed.value);
  if (!isFocused) return;
  field.focus({ preventScroll: true });
  // An e-mail field has no caret to be asked for.
  if (typed.selectionStart !== null) field.setSelectionRange(typed.selectionStart, typed.selectionEnd);
}
