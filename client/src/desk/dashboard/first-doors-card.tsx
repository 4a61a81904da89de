import { FlaskConical, FolderPlus, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Alert } from '#client/components/alert.tsx';
import { Button, buttonStyles } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { failureOf, type Failure } from '#client/lib/failure.ts';
import { useFailureText } from '#client/lib/use-failure-text.ts';
import { trpc } from '#client/lib/trpc.ts';

function Door({ icon: Icon, text, children }: { icon: LucideIcon; text: string; children: React.ReactNode }) {
  return (
    <li className="flex flex-col items-start gap-3 rounded-md border border-line p-5">
      <Icon aria-hidden className="size-6 text-accent" />
      <p className="flex-1 text-pretty text-ink-soft">{text}</p>
      {children}
    </li>
  );
}

/** Not the alert of the form kit: with that kit the first page would be over its budget of JavaScript. */
function Refusal({ failure }: { failure: Failure }) {
  return (
    <Alert tone="danger" className="mx-5 mb-5">
      {useFailureText(failure)}
    </Alert>
  );
}

/** The two ways in for somebody who has nothing recorded yet. */
export function FirstDoorsCard() {
  const { t } = useTranslation('dashboard');
  const utils = trpc.useUtils();
  const samples = trpc.portfolios.createSample.useMutation({
    onSuccess(made) {
      utils.portfolios.list.setData({ includeArchived: true }, made);
      showToast({ title: t('doors.made') });
    },
  });
  return (
    <Card id="doors" title={t('doors.title')} className="lg:col-span-2">
      <ul className="grid gap-4 p-5 sm:grid-cols-2">
        <Door icon={FolderPlus} text={t('doors.addBody')}>
          <Link to="/portfolios?new=1" className={buttonStyles({ variant: 'primary' })}>
            {t('doors.add')}
          </Link>
        </Door>
        <Door icon={FlaskConical} text={t('doors.sampleBody')}>
          <Button variant="secondary" isPending={samples.isPending} onClick={() => samples.mutate()}>
            {t('doors.sample')}
          </Button>
        </Door>
      </ul>
      {samples.error && <Refusal failure={failureOf(samples.error)} />}
    </Card>
  );
}
