import type { BarSeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, MarkLineComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

type DecalObject = Exclude<NonNullable<NonNullable<BarSeriesOption['itemStyle']>['decal']>, 'none'>;

export type ChartOption = ComposeOption<
  BarSeriesOption | GridComponentOption | LegendComponentOption | MarkLineComponentOption
>;

/** What a chart of bars tells. */
export type Bars = {
  /** One word per bar, in order. */
  names: readonly string[];
  /** null where nothing was measured: no bar, no label. */
  series: readonly { name: string; values: readonly (number | null)[] }[];
  /** On top of each other (parts of a whole) or side by side. */
  stacked: boolean;
  /** Lying bars have room for long names; standing ones show a course of time. */
  lying: boolean;
  /** Whole numbers only on the axis. */
  counts: boolean;
  /** Unit at the axis; a chart of counts needs none. */
  unit?: string;
  /** A dashed line across the bars; its label says so in the chart's title. */
  target?: { value: number; label: string } | undefined;
  format: (value: number) => string;
  /** The font of the page around the chart. */
  fontFamily: string;
};

const INK = '#17324d';
const LINE = '#c5cfda';
// Told apart without colour: one full and dark, one light with stripes; their labels are dark on light in the second.
const LOOKS: { color: string; label: string; decal?: DecalObject }[] = [
  { color: '#0059b3', label: '#fff' },
  {
    color: '#ffd08a',
    label: INK,
    decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, color: '#8a4b00' },
  },
];

/** More standing bars than this have no room for a label each: their values are in the table. */
const MOST_LABELLED = 31;
/** And more than this are thinner than the gap between their parts. */
const MOST_PARTED = 120;
const FONT_SIZE = 13;

/** The height that the bars need, in pixels. */
export function heightOf({ lying, names, stacked }: Pick<Bars, 'lying' | 'names' | 'stacked'>): number {
  return lying ? 80 + names.length * (stacked ? 34 : 50) : 260;
}

/** The bars as ECharts' option: no movement, no effect of the pointer, every value written at its bar. */
export function barsOption(bars: Bars): ChartOption {
  const text = { fontFamily: bars.fontFamily, fontSize: FONT_SIZE, color: INK };
  const category = categoryAxis(bars, text);
  const value = valueAxis(bars, text);
  return {
    animation: false,
    textStyle: text,
    grid: { left: 8, right: 24, top: 44, bottom: 12, outerBoundsMode: 'same', outerBoundsContain: 'all' },
    legend: { top: 4, left: 0, itemWidth: 28, itemHeight: 16, textStyle: text, selectedMode: false },
    xAxis: bars.lying ? value : category,
    yAxis: bars.lying ? category : value,
    series: bars.series.map((_, index) => seriesOf(bars, index, text)),
  };
}

type Text = { fontFamily: string; fontSize: number; color: string };

function categoryAxis({ lying, names }: Bars, text: Text) {
  return {
    type: 'category' as const,
    data: [...names],
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: INK } },
    axisLabel: {
      ...text,
      hideOverlap: !lying,
      ...(lying ? { interval: 0, width: 260, overflow: 'break' as const, lineHeight: 15 } : {}),
    },
  };
}

function valueAxis({ counts, unit, target, series, stacked }: Bars, text: Text) {
  const highest = stacked ? 0 : Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return {
    type: 'value' as const,
    ...(counts ? { minInterval: 1 } : {}),
    // The target is in sight also where all are far below it.
    ...(target !== undefined && highest < target.value ? { max: Math.ceil((target.value + 1) / 5) * 5 } : {}),
    ...(unit === undefined ? {} : { name: unit, nameTextStyle: text, nameLocation: 'end' as const }),
    axisLabel: { ...text, hideOverlap: true },
    splitLine: { lineStyle: { color: LINE } },
  };
}

function seriesOf(bars: Bars, index: number, text: Text): BarSeriesOption {
  const { stacked, lying, format, names, target } = bars;
  const { name, values } = bars.series[index] ?? { name: '', values: [] };
  const least = leastLabelled(bars);
  const { label, ...look } = LOOKS[index % LOOKS.length] ?? { label: INK };
  return {
    type: 'bar',
    name,
    // A part of nothing would still draw its gap, over the axis.
    data: values.map((value) => (value === null || (stacked && value === 0) ? '-' : value)),
    silent: true,
    barMaxWidth: 44,
    barMinWidth: 1.5,
    barGap: '8%',
    ...(stacked ? { stack: 'all' } : {}),
    // Parts that touch are told apart by a gap.
    itemStyle: { ...(stacked && names.length <= MOST_PARTED ? { borderColor: '#fff', borderWidth: 1 } : {}), ...look },
    label: {
      ...text,
      show: lying || names.length <= MOST_LABELLED,
      position: stacked ? 'inside' : lying ? 'right' : 'top',
      color: stacked ? label : INK,
      ...(stacked && index > 0 ? { backgroundColor: 'rgba(255,255,255,0.85)', padding: [0, 3], borderRadius: 3 } : {}),
      formatter: ({ value }) => (typeof value === 'number' && value >= least ? format(value) : ''),
      // Over a dashed line or a grid line it stays legible.
      ...(stacked ? {} : { textBorderColor: '#fff', textBorderWidth: 3 }),
    },
    labelLayout: { hideOverlap: true },
    ...(index === 0 && target !== undefined ? { markLine: targetLine(target.value, lying) } : {}),
  };
}

/** A part too thin for its number leaves it to the table. */
function leastLabelled({ stacked, lying, names, series }: Bars): number {
  if (!stacked) return Number.MIN_VALUE;
  const totals = names.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  return Math.max(Number.MIN_VALUE, Math.max(...totals) * (lying ? 0.03 : 0.09));
}

// Behind the bars: whoever is above the target hides it there. The chart's title names it.
function targetLine(value: number, lying: boolean): MarkLineComponentOption {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    z: 1,
    lineStyle: { color: INK, type: 'dashed', width: 2 },
    label: { show: false },
    data: [lying ? { xAxis: value } : { yAxis: value }],
  };
}
