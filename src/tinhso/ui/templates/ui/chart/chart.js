// Draws {kind, x, series, unit, target} with ECharts on canvas: direct labels, bars from zero, our tokens.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([BarChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

const ORDER = ["primary", "text-muted", "info", "success", "warning"];

function colour(element, token) {
  const probe = document.createElement("i");
  probe.style.color = `var(--${token})`;
  element.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

const locale = () => (document.documentElement.lang.startsWith("en") ? "en-GB" : "vi-VN");
const number = (value) => (value == null ? "–" : value.toLocaleString(locale(), { maximumFractionDigits: 1 }));

function option(box, data) {
  const size = parseFloat(getComputedStyle(box).fontSize) * (box.closest(".wall") ? 0.85 : 0.86);
  const text = { color: colour(box, "text-muted"), fontFamily: "Be Vietnam Pro", fontSize: size };
  const strong = { ...text, color: colour(box, "text"), fontWeight: 600 };
  const line = colour(box, "line");
  const lying = data.kind === "bar";
  const marks = { type: "category", data: data.x, axisLabel: { ...text, hideOverlap: true, margin: 10, ...(data.kind === "line" ? { alignMinLabel: "left", alignMaxLabel: "right" } : {}) }, axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, inverse: lying, boundaryGap: data.kind !== "line" };
  const amounts = { type: "value", min: 0, splitNumber: 3, axisLabel: { ...text, formatter: number }, splitLine: { lineStyle: { color: line } } };
  if (lying) amounts.show = false;
  const series = data.series.map((one, at) => {
    const paint = colour(box, one.tone && one.tone !== "neutral" ? one.tone : ORDER[at % ORDER.length]);
    const drawn = { name: one.name, data: one.values, itemStyle: { color: paint }, animation: false };
    if (data.kind === "line") {
      // The name stands at the end of its line: no legend.
      Object.assign(drawn, { type: "line", symbol: "none", lineStyle: { width: 2.5, color: paint }, endLabel: { show: true, formatter: "{a}", ...text, color: paint, fontWeight: 600, distance: 6 }, labelLayout: { moveOverlap: "shiftY" } });
    } else {
      Object.assign(drawn, { type: "bar", barMaxWidth: 36, stack: data.kind === "stack" ? "all" : undefined });
      if (data.kind !== "stack" && data.x.length <= 14) drawn.label = { show: true, position: lying ? "right" : "top", formatter: (mark) => number(mark.value), ...strong };
      if (data.kind === "stack") drawn.label = { show: true, position: "right", formatter: (mark) => (mark.dataIndex === data.x.length - 1 ? one.name : ""), ...text, color: paint, fontWeight: 600 };
    }
    if (data.target != null && at === 0) {
      drawn.markLine = { silent: true, symbol: "none", animation: false, data: [lying ? { xAxis: data.target } : { yAxis: data.target }], lineStyle: { color: colour(box, "text"), type: "dashed" }, label: { ...text, formatter: () => number(data.target), position: "end" } };
    }
    return drawn;
  });
  const named = data.kind === "line" || data.kind === "stack";
  const longest = Math.max(...data.series.map((one) => one.name.length));
  return {
    aria: { enabled: false },
    textStyle: { fontFamily: "Be Vietnam Pro" },
    grid: { left: 4, top: lying ? 4 : 20, bottom: 4, right: named ? Math.min(longest * size * 0.58 + 16, 160) : lying || data.target != null ? size * 4 : 8, containLabel: true },
    xAxis: lying ? amounts : marks,
    yAxis: lying ? marks : amounts,
    series,
    // Rich text, not HTML: markup with style attributes would be stopped by the page's policy.
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, backgroundColor: colour(box, "surface-raised"), borderColor: line, textStyle: { ...text, color: colour(box, "text") }, valueFormatter: (value) => `${number(value)}${data.unit ? ` ${data.unit}` : ""}` },
  };
}

function start(box) {
  if (box.dataset.started) return;
  box.dataset.started = "yes";
  const source = document.getElementById(box.dataset.chart);
  const chart = echarts.init(box);
  const draw = () => chart.setOption(option(box, JSON.parse(source.textContent)), true);
  document.fonts.ready.then(draw);
  new ResizeObserver(() => chart.resize()).observe(box);
  document.addEventListener("theme-changed", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}

const startAll = () => document.querySelectorAll("[data-chart]").forEach(start);
startAll();
document.addEventListener("htmx:load", startAll);
