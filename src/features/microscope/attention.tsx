// Where each position looks, teacher and student side by side: a map a model, of a layer and a head that one chooses for each.

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { upTo } from '../../lib/up-to';
import { download } from '../../state/download';
import type { Inspection, ModelView } from '../../state/microscope-store';
import { ARM_COLOURS, ArmMark } from '../../ui/arm';
import { SaveChart } from '../../ui/chart/save-button';
import { HelpText } from '../../ui/help';
import { SelectField } from '../../ui/select-field';
import { headMap } from './readings';

/** Places that are named below a map. */
const MOST_NAMED = 3;

export function Attention({ seen, asking }: { seen: Inspection; asking: number }) {
  const { t } = useTranslation(['translation', 'microscope']);
  return (
    <section className="microscope__part">
      <h3>{t('microscope:attention.title')}</h3>
      <div className="attention">
        {seen.views
          .filter(({ who, attention }) => who !== 'baseline' && attention.length > 0)
          .map((view) => (
            <MapOf key={view.who} view={view} pieces={seen.pieces} asking={asking} />
          ))}
      </div>
      <HelpText>{t('microscope:attention.help')}</HelpText>
    </section>
  );
}

interface MapOfProps {
  view: ModelView;
  pieces: readonly string[];
  /** The piece whose row is marked and told. */
  asking: number;
}

function MapOf({ view: { who, attention }, pieces, asking }: MapOfProps) {
  const { t } = useTranslation(['translation', 'microscope']);
  const locale = useLocale();
  const [layer, setLayer] = useState(attention.length - 1);
  const [head, setHead] = useState(-1);
  const canvas = useRef<HTMLCanvasElement>(null);
  const chosen = attention[layer]!;
  const n = Math.sqrt(chosen.map.length / chosen.heads);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const [r, g, b] = who === 'teacher' ? [0, 114, 178] : [213, 94, 0];
    const pixels = new ImageData(n, n);
    for (const [i, share] of headMap(chosen, head).entries())
      // the square root, or all but the largest would be white
      pixels.data.set([r, g, b, Math.round(255 * Math.sqrt(share))], 4 * i);
    context.putImageData(pixels, 0, 0);
  }, [chosen, head, n, who]);
  const map = headMap(chosen, head);
  const query = Math.min(asking, n - 1);
  const row = map.subarray(query * n, (query + 1) * n);
  const most = upTo(n)
    .sort((a, b) => row[b]! - row[a]!)
    .slice(0, MOST_NAMED);
  const name = t(`speaker.${who}`);
  return (
    <figure className="attention__model">
      <figcaption>
        <ArmMark arm={who} /> {name}
      </figcaption>
      <div className="attention__choices">
        <SelectField
          label={t('microscope:attention.layer', { who: name })}
          value={String(layer)}
          options={attention.map((_, l) => ({ value: String(l), label: String(l + 1) }))}
          onChange={(value) => setLayer(Number(value))}
          stacked
        />
        <SelectField
          label={t('microscope:attention.head', { who: name })}
          value={String(head)}
          options={[
            { value: '-1', label: t('microscope:attention.mean') },
            ...upTo(chosen.heads).map((h) => ({ value: String(h), label: String(h + 1) })),
          ]}
          onChange={(value) => setHead(Number(value))}
          stacked
        />
      </div>
      <div className="attention__frame" style={{ borderColor: ARM_COLOURS[who] }}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={t('microscope:attention.map', { who: name, layer: layer + 1 })}
          width={n}
          height={n}
        />
        <span
          className="attention__row"
          style={{ top: `${(100 * query) / n}%`, height: `${100 / n}%` }}
          aria-hidden="true"
        />
      </div>
      <p className="help-text">
        {t('microscope:attention.looks', {
          piece: pieces[query]?.trim() || t('microscope:space'),
          at: most
            .map((j) => `“${pieces[j]?.trim() || t('microscope:space')}” ${formatShare(locale, row[j]!, 0)}`)
            .join(', '),
        })}
      </p>
      <SaveChart
        name={t('microscope:attention.map', { who: name, layer: layer + 1 })}
        save={download}
        csv={() => ({
          head: [
            t('microscope:attention.from'),
            t('microscope:attention.to'),
            `${t('microscope:attention.weight')} (${t('app.share')})`,
          ],
          rows: upTo(n * n).map((i) => [pieces[Math.floor(i / n)] ?? '', pieces[i % n] ?? '', map[i]!]),
        })}
      />
    </figure>
  );
}
