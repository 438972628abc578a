import { type RefObject, useEffect, useRef } from "react";
import { type EChartsCoreOption, type EChartsType, echarts } from "./echarts";

/**
 * Keeps an ECharts instance in the element and puts options into it. Nothing moves by itself: a
 * refresh replaces what is drawn, and the zoom stays.
 */
export function useChart(
  element: RefObject<HTMLDivElement | null>,
  option: EChartsCoreOption,
  replace: string[],
  ready?: (chart: EChartsType) => () => void,
): RefObject<EChartsType | null> {
  const chart = useRef<EChartsType | null>(null);
  const onReady = useRef(ready);
  onReady.current = ready;

  useEffect(() => {
    if (!element.current) {
      return;
    }
    const created = echarts.init(element.current);
    chart.current = created;
    const undo = onReady.current?.(created);
    const observer = new ResizeObserver(() => created.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      undo?.();
      created.dispose();
      chart.current = null;
    };
  }, [element]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `replace` is constant for a chart
  useEffect(() => {
    chart.current?.setOption({ animation: false, ...option }, { replaceMerge: replace });
  }, [option]);

  return chart;
}
