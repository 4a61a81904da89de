import { QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router-dom';
import { AuthCard } from '#client/app/auth-layout.tsx';
import type { FirstForm } from '#client/app/first-form.ts';
import { createQueryClient } from '#client/app/query-client.ts';
import { i18n, setLanguage } from '#client/i18n/i18n.ts';
import { LoginPage } from '#client/identity/auth/login-page.tsx';
import { RegisterPage } from '#client/identity/auth/register-page.tsx';
import { trpc } from '#client/lib/trpc.ts';
import { trpcClient } from '#client/session/session.tsx';
import { locales, type Locale } from '#shared/locales.ts';

/**
 * The forms of strangers as HTML, drawn when the client is built: nobody waits for the application before typing.
 * The pages themselves are drawn, so that the one cannot differ from the other.
 */
export const firstForms = await drawFirstForms();

async function drawFirstForms(): Promise<FirstForm[]> {
  const forms: FirstForm[] = [];
  for (const locale of locales) {
    await setLanguage(locale);
    forms.push(
      drawForm('/login', { locale, title: i18n.t('auth:login.title'), Page: LoginPage }),
      drawForm('/register', { locale, title: i18n.t('auth:register.title'), Page: RegisterPage }),
    );
  }
  return forms;
}

interface Drawn {
  readonly locale: Locale;
  readonly title: string;
  readonly Page: ComponentType;
}

function drawForm(path: string, { locale, title, Page }: Drawn): FirstForm {
  const queryClient = createQueryClient();
  const html = renderToStaticMarkup(
    <trpc.Provider client={trpcClient} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <MemoryRouter initialEntries={[path]}>
          <AuthCard title={title}>
            <Page />
          </AuthCard>
        </MemoryRouter>
      </QueryClientProvider>
    </trpc.Provider>,
  );
  return { path, locale, title: `${title} · ${i18n.t('common:product')}`, html };
}
