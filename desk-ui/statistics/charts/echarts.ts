import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartOption } from './bars.js';

// Only what our charts draw with; as SVG, which stays sharp on paper and at 200 % zoom.
use([BarChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

/** A4 less its margins, at 96 dots per inch. */
const PAPER_WIDTH = 700;

/** A chart on the page. */
export type DrawnChart = { show: (option: ChartOption, height: number) => void; dispose: () => void };

/** Draws into an element, and follows its width; on paper it is drawn anew for the paper's width. */
export function drawIn(element: HTMLElement): DrawnChart {
  const chart = init(element, null, { renderer: 'svg', height: 100 });
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(element);
  const onPaper = () => resizeNow(PAPER_WIDTH);
  const offPaper = () => resizeNow('auto');
  const resizeNow = (width: number | 'auto') => {
    chart.resize({ width });
    chart.getZr().flush();
  };
  window.addEventListener('beforeprint', onPaper);
  window.addEventListener('afterprint', offPaper);
  return {
    show: (option, height) => {
      chart.resize({ height });
      chart.setOption(option, { notMerge: true });
    },
    dispose: () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', onPaper);
      window.removeEventListener('afterprint', offPaper);
      chart.dispose();
    },
  };
}
