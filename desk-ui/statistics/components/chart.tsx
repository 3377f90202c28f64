import { useEffect, useRef, useState } from 'preact/hooks';
import type { DrawnChart } from '../charts/echarts.js';
import { barsOption, heightOf, type Bars } from '../charts/bars.js';
import { statisticsTexts as t } from '../texts/statistics.texts.js';

type ChartProps = { title: string; bars: Omit<Bars, 'fontFamily'> };

/** Bars under their title. The library comes when the first chart is drawn; without it the table still tells all. */
export function Chart({ title, bars }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<DrawnChart | null>(null);
  const [missing, setMissing] = useState(false);
  const height = heightOf(bars);
  useEffect(() => drawn(place.current, setChart, () => setMissing(true)), []);
  useEffect(() => {
    if (chart === null || place.current === null) return;
    const { fontFamily } = getComputedStyle(place.current);
    chart.show(barsOption({ ...bars, fontFamily }), height);
  });
  return (
    <figure class="chart">
      <figcaption>
        {title}
        {bars.target !== undefined && <span class="soft chart-target"> · {bars.target.label}</span>}
      </figcaption>
      {missing && <p class="soft">{t('chartMissing')}</p>}
      <div
        ref={place}
        class="chart-place"
        role="img"
        aria-label={t('chartLabel', { title })}
        style={{ height: `${String(height)}px` }}
        data-drawn={chart !== null}
      />
    </figure>
  );
}

/** Loads the library once the page's fonts are there, by which it measures its texts. @returns ends the chart */
function drawn(element: HTMLElement | null, show: (chart: DrawnChart) => void, onFailure: () => void): () => void {
  let chart: DrawnChart | null = null;
  let gone = false;
  Promise.all([import('../charts/echarts.js'), document.fonts.ready])
    .then(([{ drawIn }]) => {
      if (gone || element === null) return;
      chart = drawIn(element);
      show(chart);
    })
    .catch(onFailure);
  return () => {
    gone = true;
    chart?.dispose();
  };
}
