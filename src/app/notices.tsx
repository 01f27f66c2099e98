// Messages: what went wrong and the way out, each an alert of its own, until dismissed; and what was deleted, while it can be had back.

import { useTranslation } from 'react-i18next';
import { params } from '../catalog/params';
import { useLocale, useLocalised } from '../i18n/use-localised';
import { actions, useNotices } from '../state/hooks';
import { EMBEDDABLE } from '../state/embedded';
import type { Notice } from '../state/notice-store';
import { Button, IconButton } from '../ui/button';
import './notices.css';

export function Notices() {
  const { t } = useTranslation();
  const notices = useNotices((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <section className="notices" aria-label={t('notices.title')}>
      {notices.map((notice) => (
        <div
          key={notice.id}
          role={notice.undo ? 'status' : 'alert'}
          className={`notice notice--${notice.kind}`}
        >
          <Words notice={notice} />
          {notice.undo && (
            <Button small onClick={notice.undo}>
              {t('notices.undo')}
            </Button>
          )}
          <IconButton
            icon="close"
            label={t('app.dismiss')}
            onClick={() => actions.dismissNotice(notice.id)}
          />
        </div>
      ))}
    </section>
  );
}

/** Messages come in English, with details; another language says the gist first. */
function Words({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const fieldName = useFieldName();
  const fields = (notice.fields ?? []).map(fieldName).join(', ');
  if (notice.code === 'link-rejected') return <p>{t('notices.linkRejected', { fields })}</p>;
  if (notice.code === 'embed-unknown')
    return (
      <p>{t('notices.embedUnknown', { names: notice.fields?.join(', '), panels: EMBEDDABLE.join(', ') })}</p>
    );
  if (notice.code === 'lesson-unreadable') return <p>{t(`notices.lesson.${notice.problem ?? 'broken'}`)}</p>;
  if (notice.code === 'run-outdated') return <p>{t('notices.runOutdated', { fields })}</p>;
  if (notice.code === 'run-saved') return <p>{t('notices.runSaved', { file: notice.file })}</p>;
  if (notice.code === 'removed') return <p>{t('notices.removed', { name: notice.name })}</p>;
  if (locale === 'en') return <p>{notice.message}</p>;
  return (
    <div>
      <p>{t(`problems.${notice.code}`)}</p>
      <p className="notice__details" lang="en">
        {notice.message}
      </p>
    </div>
  );
}

function useFieldName(): (field: string) => string {
  const { t } = useTranslation();
  const localised = useLocalised();
  return (field) => {
    const param = Object.values(params).find(({ id }) => id === field);
    return param ? localised(param.label) : t(`fields.${field}`, { defaultValue: field });
  };
}
