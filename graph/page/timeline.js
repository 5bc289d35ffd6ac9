// Time: slogan use above an axis, events below it. A brush over it filters the picture; what is
// chosen shows when it was said, from first to last.
const strip = document.getElementById("time");
const usesBox = document.getElementById("uses");
const MOST_BINS = 120;
const MOST_ROWS = 60;
const DATES = 116;   // room for first and last use, beside the rows
const [HIGH, AXIS, UP, DOWN] = [66, 36, 24, 14];

const monthOf = (day) => (day ? Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7) || 1) - 1 : NaN);
const monthName = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
const earliest = monthOf(data.holds.first);
const latest = monthOf(data.holds.last);
const unit = Math.max(1, Math.ceil((latest - earliest + 1) / MOST_BINS));
const bins = Math.ceil((latest - earliest + 1) / unit) || 0;
const binOf = (day) => Math.floor((monthOf(day) - earliest) / unit);
const binStart = (bin) => monthName(earliest + bin * unit);
const binEnd = (bin) => monthName(Math.min(latest, earliest + (bin + 1) * unit - 1));
const binName = (bin) => days(binStart(bin), binEnd(bin));

/** How often in each bin; rows null for all sources. */
function usesByBin(uses, rows) {
  const found = new Array(bins).fill(0);
  for (const [row, documents] of uses) {
    const bin = binOf(data.sources[row][0]);
    if (bin >= 0 && bin < bins && (!rows || rows.has(row))) found[bin] += documents;
  }
  return found;
}
/** How often slogans are used and how many events there are in each bin, of what passes the filters but that of time. */
function counted() {
  const rows = rowsAsked(false);
  const slogans = new Array(bins).fill(0);
  const events = new Array(bins).fill(0);
  for (const node of sift(rows).nodes) {
    if (node.type === "Slogan") usesByBin(node.uses, rows).forEach((number, bin) => { slogans[bin] += number; });
    const bin = node.type === "Event" ? binOf(dayOf(node)) : -1;
    if (bin >= 0 && bin < bins) events[bin] += 1;
  }
  return { slogans, events };
}

let scaleOf = null;   // a bin's left edge in pixels, and back
function fillTimeline() {
  strip.hidden = bins < 2;
  strip.setAttribute("aria-label", word("time"));
  if (strip.hidden) return;
  const focus = document.activeElement?.dataset?.end;
  const toggle = button("toggle", word("uses"), () => go({ uses: !state.uses }));
  toggle.setAttribute("aria-expanded", String(state.uses));
  toggle.setAttribute("aria-controls", "uses");
  const side = make("div", "side", toggle, key("Slogan", "invoked"), key("Event", "events"));
  const chart = svg("svg", { height: HIGH, class: "chart", role: "group", "aria-label": word("brush") });
  strip.replaceChildren(side, chart);
  const full = chart.clientWidth || 600;
  const wide = full - (state.uses && full > 500 ? DATES : 0);
  const step = (wide - 12) / bins;
  scaleOf = { x: (bin) => 6 + bin * step, bin: (x) => Math.max(0, Math.min(bins - 1, Math.floor((x - 6) / step))), full, wide, step };
  chart.append(...bars(), ...axisNames(), ...attested(), ...brush(), ...handles());
  chart.querySelector(`[data-end="${focus}"]`)?.focus();
  listen(chart);
  fillUses();
}
const key = (type, name) => make("span", "key", glyph(type), word(name));

let filledBins = new Set();
function bars() {
  const { slogans, events } = counted();
  filledBins = new Set([...slogans.keys()].filter((bin) => slogans[bin] || events[bin]));
  const [most, mostEvents] = [Math.max(1, ...slogans), Math.max(1, ...events)];
  const { x, step } = scaleOf;
  const width = Math.max(1, Math.min(14, step - 1.5));
  const bar = (bin, type, y, height) => {
    const rect = svg("rect", { x: x(bin) + (step - width) / 2, y, width, height, rx: Math.min(1.5, width / 2) });
    rect.style.fill = `var(--type-${type})`;
    return rect;
  };
  return slogans.flatMap((number, bin) => {
    if (!number && !events[bin]) return [];
    const up = number && Math.max(2, UP * Math.sqrt(number / most));
    const down = events[bin] && Math.max(2, DOWN * Math.sqrt(events[bin] / mostEvents));
    const title = svg("title", {}, word("used", binName(bin), number, events[bin]));
    return [svg("g", { class: inBrush(bin) ? "pillar" : "pillar out" }, title,
      ...(up ? [bar(bin, "Slogan", AXIS - 1 - up, up)] : []), ...(down ? [bar(bin, "Event", AXIS + 1, down)] : []))];
  });
}
const inBrush = (bin) => inTime(binStart(bin)) || inTime(binEnd(bin));

const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120];
/** The axis, with as many months or years named as find room; a year where it begins. */
function axisNames() {
  const room = 46 * unit / scaleOf.step;   // months that a name takes
  const step = MONTH_STEPS.find((one) => one >= room) ?? 120;
  const named = [];
  for (let month = Math.ceil(earliest / step) * step; month <= latest; month += step) named.push(month);
  if (!named.length || (named[0] - earliest) > 1.5 * room) named.unshift(earliest);
  const name = (month, place) => {
    const year = String(Math.floor(month / 12));
    if (month % 12 === 0) return year;
    return place === 0 ? monthName(month) : word("month", month % 12);
  };
  return [svg("line", { x1: 0, x2: scaleOf.wide, y1: AXIS, y2: AXIS, class: "axis" }),
    ...named.map((month, place) => [Math.max(4, scaleOf.x((month - earliest) / unit)), month, name(month, place)]).filter(([x]) => !underPeriod(x))
      .map(([x, month, text]) => svg("text", { x, y: HIGH - 3, class: month % 12 ? "month" : "year" }, text))];
}

/** When the chosen entity or relation is spoken of: a tick a bin, the first and the last day. */
function attested() {
  const uses = state.link?.uses ?? state.node?.uses;
  if (!uses) return [];
  const often = usesByBin(uses, null);
  const most = Math.max(...often);
  const marks = often.flatMap((number, bin) => {
    const height = UP * Math.sqrt(number / most);
    return number ? [svg("rect", { x: scaleOf.x(bin + .5) - 1, y: AXIS - height, width: 2, height: height + 3, class: "tick" })] : [];
  });
  const [first, last] = span(uses);
  if (!first) return [];
  const label = (day, name) => {
    const x = scaleOf.x(binOf(day) + .5);
    const side = x > scaleOf.wide - 110 ? "end" : x < 110 ? "start" : name === "firstUse" ? "end" : "start";
    return svg("text", { x: x + { end: -5, start: 5 }[side], y: 10, "text-anchor": side, class: "attested" }, word(name, day));
  };
  return [...marks, label(first, "firstUse"), ...(first === last ? [] : [label(last, "lastUse")])];
}

const brushed = () => [state.since ? Math.max(0, Math.min(bins - 1, binOf(state.since))) : 0,
  state.until ? Math.max(0, Math.min(bins - 1, binOf(lastDay(state.until)))) : bins - 1];
function brush() {
  if (!state.since && !state.until) return [];
  const [from, to] = brushed();
  const [left, right] = [scaleOf.x(from), scaleOf.x(to + 1)];
  return [svg("rect", { x: left, y: 1, width: right - left, height: HIGH - 16, rx: 3, class: "brush" }),
    ...periodNames().map(([x, anchor, text]) => svg("text", { x, y: HIGH - 3, "text-anchor": anchor, class: "period" }, text))];
}

const [PERIOD_NAME, MONTH_NAME] = [48, 30];   // pixels that the name of an end of the period, of a month takes
/** The names of the ends of the period, each where it stands, and which of its ends stands there. */
function periodNames() {
  if (!state.since && !state.until) return [];
  const [from, to] = brushed();
  const [left, right] = [scaleOf.x(from), scaleOf.x(to + 1)];
  const [begins, ends] = [binStart(from), binEnd(to)];
  if (begins === ends) return [[(left + right) / 2, "middle", begins]];
  const roomy = right - left > 110;
  return [[left, roomy || left < 60 ? "start" : "end", begins], [right, roomy || right > scaleOf.wide - 60 ? "end" : "start", ends]];
}
/** Whether the name of a month at x would stand under one of these. */
const underPeriod = (x) => periodNames().some(([at, anchor]) => {
  const left = at - PERIOD_NAME * { start: 0, middle: .5, end: 1 }[anchor];
  return x < left + PERIOD_NAME && left < x + MONTH_NAME;
});
const period = (from, to) => (from === 0 && to === bins - 1 ? { since: "", until: "" } : { since: binStart(from), until: binEnd(to) });

function handles() {
  return brushed().map((bin, end) => {
    const handle = svg("rect", {
      x: scaleOf.x(bin + end) - 3, y: 14, width: 6, height: 26, rx: 3, class: state.since || state.until ? "handle" : "handle idle",
      role: "slider", tabindex: 0, "data-end": end, "aria-label": word(end ? "to" : "from"), "aria-valuemin": 0, "aria-valuemax": bins - 1,
      "aria-valuenow": bin, "aria-valuetext": end ? binEnd(bin) : binStart(bin), "aria-description": word("brush"),
    });
    handle.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -6, PageUp: 6, Home: -bins, End: bins }[event.key];
      if (!step) return;
      event.preventDefault();
      const ends = brushed();
      ends[end] = Math.max(end ? ends[0] : 0, Math.min(end ? bins - 1 : ends[1], ends[end] + step));
      go(period(...ends));
    });
    return handle;
  });
}

function listen(chart) {
  chart.addEventListener("pointerdown", (event) => {
    const left = chart.getBoundingClientRect().left;
    const held = event.target.dataset?.end;
    const ends = brushed();
    const start = held === undefined ? scaleOf.bin(event.clientX - left) : ends[1 - held];
    const rect = svg("rect", { y: 1, height: HIGH - 16, rx: 3, class: "brush" });
    let moved = false;
    let bin = start;
    chart.setPointerCapture(event.pointerId);
    const move = (now) => {
      bin = scaleOf.bin(now.clientX - left);
      moved ||= Math.abs(now.clientX - event.clientX) > 3;
      rect.setAttribute("x", scaleOf.x(Math.min(start, bin)));
      rect.setAttribute("width", (Math.abs(bin - start) + 1) * scaleOf.step);
      if (moved) chart.append(rect);
    };
    chart.addEventListener("pointermove", move);
    chart.addEventListener("pointerup", () => {
      chart.removeEventListener("pointermove", move);
      rect.remove();
      go(moved ? period(Math.min(start, bin), Math.max(start, bin)) : pressed(bin));
    }, { once: true });
  });
}

/** A bar selects its time; a second press, or one beside the bars, selects all. */
function pressed(bin) {
  const [from, to] = brushed();
  const again = (state.since || state.until) && from === bin && to === bin;
  return again || !filledBins.has(bin) ? { since: "", until: "" } : period(bin, bin);
}

/** Every slogan of the period from its first to its last use, a dot a bin. */
function fillUses() {
  usesBox.hidden = !state.uses;
  if (usesBox.hidden) { usesBox.replaceChildren(); return; }
  const slogans = [...sieve.matches].filter((node) => node.type === "Slogan" && span(node.uses)[0])
    .sort((a, b) => documentsOf(b.uses) - documentsOf(a.uses)).slice(0, MOST_ROWS);
  const top = usesBox.scrollTop;
  usesBox.setAttribute("aria-label", word("uses"));
  replaceKeepingFocus(usesBox, ...slogans.map(useRow));
  usesBox.scrollTop = top;
}

function useRow(node) {
  const [first, last] = span(node.uses);
  const [from, to] = [first, last].map((day) => scaleOf.x(binOf(day) + .5));
  const dots = usesByBin(node.uses, null).flatMap((number, bin) => (number
    ? [svg("circle", { cx: scaleOf.x(bin + .5), cy: 11, r: Math.min(7, 2 + Math.sqrt(number)) }, svg("title", {}, `${binName(bin)}：${number}`))] : []));
  const dates = scaleOf.full > scaleOf.wide ? [svg("text", { x: scaleOf.wide + 10, y: 15 }, days(first.slice(0, 7), last.slice(0, 7)))] : [];
  const line = svg("svg", { height: 22, class: "track", "aria-hidden": "true" },
    svg("line", { x1: from, x2: to, y1: 11, y2: 11 }), ...dots, ...dates);
  const name = button("name", node.label, () => choose({ node }));
  name.title = `${node.label}：${word("firstUse", first)}，${word("lastUse", last)}`;
  return make("div", node === state.node ? "use chosen" : "use", name, line);
}
