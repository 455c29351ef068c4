/* The page: controls in, a view out. What a view shows comes from the engine as JSON, SVG and HTML. */

const at = (id) => document.getElementById(id);
const RAISED = { "min-max": { low: 1, high: 100 } };
const MENUS = {
  normalisation: {
    "min-max": "min-max, 0 to 100",
    [JSON.stringify(RAISED)]: "min-max, 1 to 100",
    "z-score": "z-score",
    '{"z-score":{"mean":100,"sd":10}}': "z-score, mean 100, deviation 10",
    "robust-z": "robust z-score",
    percentile: "percentile",
    rank: "rank",
    "share-of-best": "share of the best",
    vector: "vector",
    goalposts: "goalposts",
    "as-is": "as they are",
  },
  missing: {
    "leave-out": "left out, the rest counts more",
    mean: "mean of the others",
    median: "median of the others",
    error: "refused",
  },
};
/* Means that need values above zero, and methods that compare hubs without gaps: their choice brings what they need. */
const POSITIVE = ["geometric-mean", "harmonic-mean", "mazziotta-pareto"];
const WHOLE = ["benefit-of-the-doubt", "topsis", "vikor", "promethee", "copeland", "kemeny"];
const NAMED = ["data", "profile", "versus", "hub", "rival"];
/* After so many milliseconds a slider rests: what stands below the ranking follows, and the address. */
const REST = 150;

let sets = [];
let methods = [];
let view = null;
let state = fresh();

/** What is chosen. `brought`: what the method brought with it, and what stood there before. */
function fresh() {
  return { data: null, profile: null, versus: null, hub: null, rival: null, changes: {}, locks: new Set(), brought: {} };
}

/* ---- The state in the address ---- */

function toAddress() {
  const query = new URLSearchParams();
  for (const key of NAMED) if (state[key]) query.set(key, state[key]);
  if (state.locks.size) query.set("lock", [...state.locks].join(","));
  const put = (path, value) => {
    if (value && typeof value === "object" && !(path in { aggregation: 0, normalisation: 0, missing: 0 })) {
      for (const [key, below] of Object.entries(value)) put(path ? `${path}.${key}` : key, below);
    } else {
      query.set(path, textOf(value));
    }
  };
  put("", state.changes);
  return `?${query}`;
}

function fromAddress() {
  const next = fresh();
  for (const [key, text] of new URLSearchParams(location.search)) {
    if (NAMED.includes(key)) next[key] = text;
    else if (key === "lock") next.locks = new Set(text.split(","));
    else lay(next.changes, key.split("."), valueOf(key, text));
  }
  next.data ??= (sets.find((own) => own.default) ?? sets[0]).key;
  const { aggregation, normalisation, missing } = next.changes;
  if (POSITIVE.includes(aggregation) && textOf(normalisation) === JSON.stringify(RAISED)) next.brought.normalisation = undefined;
  if (WHOLE.includes(aggregation) && missing === "mean") next.brought.missing = undefined;
  return next;
}

function valueOf(key, text) {
  if (/^(weights|within)\./.test(key)) return Number(text);
  try {
    return text.startsWith("{") ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

function textOf(value) {
  return typeof value === "object" ? JSON.stringify(value) : value;
}

/** Puts a value at a path of an object; nothing takes it away, and every table that is then empty. */
function lay(into, [key, ...rest], value) {
  if (rest.length) {
    into[key] = Object.assign({}, into[key]);
    lay(into[key], rest, value);
    if (!Object.keys(into[key]).length) delete into[key];
  } else if (value === undefined || value === "") delete into[key];
  else into[key] = value;
}

let writing = 0;
let unwritten = null;

/** What a slider says stands in the address once it rests. */
function keepAddress() {
  clearTimeout(writing);
  unwritten = toAddress();
  writing = setTimeout(writeAddress, REST);
}

function writeAddress() {
  clearTimeout(writing);
  if (unwritten) history.replaceState(null, "", unwritten);
  unwritten = null;
}

/** A choice: one step of the browser's way back. */
function chosen() {
  gesture = null;
  say("");
  writeAddress();
  const next = toAddress();
  if (next !== location.search) history.pushState(null, "", next);
  ask();
}

function goBack() {
  clearTimeout(writing);
  unwritten = null;
  // A link within the page is no other view.
  if (view && location.search === toAddress()) return;
  gesture = null;
  state = fromAddress();
  drawPickers();
  ask();
}

/* ---- Asking the engine: one request at a time, the newest state next ---- */

let asked = false;
let asking = false;
let brief = false;
let resting = 0;
let ranging = 0;

/** Asks for a view; while a slider moves for the ranking alone, then for the whole. */
function ask(isMove = false) {
  clearTimeout(resting);
  clearTimeout(ranging);
  resting = isMove ? setTimeout(ask, REST) : 0;
  brief = isMove;
  asked = true;
  send();
}

async function send() {
  if (asking) return;
  asking = true;
  try {
    while (asked) {
      asked = false;
      const sent = { key: usualKey(), hub: state.hub, isPlain: !Object.keys(state.changes).length, isBrief: brief };
      const { ok, content } = await post("/api/view", body(brief ? { brief, draws: 1000 } : {}));
      // After another choice this answer is of no use; while a slider moves it is the newest there is.
      if (asked && !brief) continue;
      ok ? show(content, sent) : complain(content, true);
    }
  } finally {
    asking = false;
  }
  if (view && !view.ranges && !resting && at("stale").hidden) ranging = setTimeout(askRanges, 400);
}

/** Where each draw runs the method again, ranges come once the sliders rest. */
async function askRanges() {
  const sent = body();
  const { ok, content } = await post("/api/ranges", sent);
  if (sent !== body()) return;
  if (!ok) return void (at("ranges").textContent = `No ranges: ${content.error}.`);
  view.ranges = content.ranges;
  view.charts.weights = content.weights;
  view.charts.ranking = content.ranking;
  view.noWeights = content.weights_words;
  drawChart();
  drawTable();
  drawSweep();
}

/** What the profile itself says, before any change: shares by node, methods. By data and profile. */
const usuals = new Map();
const usualKey = () => `${state.data}/${state.profile}`;
const usual = () => usuals.get(usualKey());

function keepUsual(key, { tree, methods }) {
  usuals.set(key, { methods, shares: Object.fromEntries(tree.map((node) => [node.id, node.share])) });
}

async function askUsual(key) {
  if (usuals.has(key)) return;
  usuals.set(key, null);
  const { data, profile } = state;
  const { ok, content } = await post("/api/view", JSON.stringify({ data, profile, brief: true, draws: 1 }));
  if (ok) keepUsual(key, content);
  syncMethods();
}

function body(more = {}) {
  const { locks, brought, ...sent } = state;
  return JSON.stringify({ ...sent, ...more });
}

/** What the server says; `ok` is whether it is what was asked for, else it has an `error`. */
async function post(path, content, type = "application/json", as = "json") {
  const failed = (error) => ({ ok: false, content: { error, problems: [] } });
  let answer;
  try {
    const asks = content === undefined ? {} : { method: "POST", headers: { "content-type": type }, body: content };
    answer = await fetch(path, asks);
  } catch {
    return failed("The server does not answer: start it again with `hubrank serve`.");
  }
  try {
    return { ok: answer.ok, content: await answer[answer.ok ? as : "json"]() };
  } catch {
    return failed(`The server's answer (status ${answer.status}) can not be read: choose again, or load this page anew.`);
  }
}

function say(words) {
  at("said").textContent = words;
}

/** What is wrong, each kind once. After a view that can not be, the ranking that stands is the one before. */
function complain({ error, problems = [] }, isView = false) {
  const box = at("problem");
  const close = element("button", { type: "button", class: "close", onclick: () => (box.hidden = true) }, "Close");
  box.replaceChildren(close, element("strong", {}, error));
  const kinds = Object.groupBy ? Object.values(Object.groupBy(problems, ({ hint, text }) => hint ?? text)) : problems.map((own) => [own]);
  for (const [first, ...more] of kinds) {
    box.append(element("pre", {}, first.text));
    if (!more.length) continue;
    const list = element("ul", {}, ...more.map((own) => element("li", {}, own.message)));
    box.append(element("details", {}, element("summary", {}, `and ${more.length} more like it`), list));
  }
  box.hidden = false;
  if (isView) outdate(Boolean(view));
}

function outdate(isStale) {
  at("main").classList.toggle("stale", isStale);
  at("stale").hidden = !isStale;
}

/* ---- Elements ---- */

function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key.startsWith("aria-")) made.setAttribute(key, String(value));
    else if (key === "class") made.className = value;
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined));
  return made;
}

/** The options of a menu, made anew only where they changed; what is chosen is among them. */
function fill(select, options, chosen = "") {
  chosen ??= "";
  if (!options.some(([value]) => value === chosen)) options = [...options, [chosen, chosen]];
  const key = JSON.stringify(options);
  if (select.made !== key) {
    select.replaceChildren(...options.map(([value, words, title]) => element("option", { value, title }, words)));
    select.made = key;
  }
  if (select.value !== chosen) select.value = chosen;
}

/** Sets HTML of the engine, in which every name is escaped, where it is not the same as before. */
function write(box, html, title) {
  if (box.made === html + title) return;
  box.innerHTML = html;
  if (title) box.prepend(element("h2", {}, title));
  box.made = html + title;
}

/* ---- The controls ---- */

function children(parent) {
  return view.tree.filter((node) => node.parent === parent);
}

function nodeOf(id) {
  return view.tree.find((own) => own.id === id);
}

function setWeights(parent) {
  return parent === "index" ? state.changes.weights : state.changes.within?.[parent];
}

/** The weights of siblings, of 100: as they were set where all were, else as the engine ranks them. */
function weightsOf(parent) {
  const siblings = children(parent);
  const own = setWeights(parent) ?? {};
  const sum = siblings.reduce((total, { id }) => total + (own[id] ?? NaN), 0);
  const scale = Math.abs(sum - 100) < 0.01 ? 1 : 100 / sum;
  const weight = ({ id, share }) => (sum > 0 ? own[id] * scale : share * 100);
  return Object.fromEntries(siblings.map((node) => [node.id, rounded(weight(node))]));
}

function drawControls() {
  at("weights").replaceChildren(sliders("index"));
}

function sliders(parent) {
  const list = element("ul", { class: "sliders" });
  for (const node of children(parent)) list.append(slider(node, parent));
  return list;
}

/** The colour of a node's pillar. */
function colourOf(node) {
  return node && (node.colour ?? colourOf(nodeOf(node.parent)));
}

function slider(node, parent) {
  const id = `weight-${node.id}`;
  const input = element("input", {
    id, type: "range", min: 0, max: 100, step: 1, "data-node": node.id, "data-parent": parent,
    oninput: (event) => move(parent, node.id, Number(event.target.value)),
  });
  const colour = colourOf(node);
  if (colour) input.style.setProperty("--own", colour);
  const lock = element("button", {
    type: "button", class: "lock", "data-lock": node.id, title: "Hold this weight",
    "aria-label": `Hold the weight of ${node.name}`, onclick: () => toggleLock(node.id),
  });
  const mark = node.colour && element("span", { class: "mark", "aria-hidden": true });
  if (mark) mark.style.background = node.colour;
  const label = element("label", { for: id }, mark, node.name);
  const row = element("div", { class: "slider" }, label, element("output", { for: id }), lock);
  if (node.indicator) row.append(reading(node));
  row.append(input, element("small", { class: "stuck quiet" }));
  return element("li", {}, row, node.indicator ? null : inside(node));
}

function inside(node) {
  const below = children(node.id);
  const kind = below.every((own) => own.indicator) ? "indicator" : "part";
  const words = `${below.length} ${kind}${below.length === 1 ? "" : "s"} of ${node.name}`;
  return element("details", { "data-group": node.id }, element("summary", {}, words), sliders(node.id));
}

/** How an indicator is read: which end is good, its weight in the whole, what it is. */
function reading(node) {
  const { unit, about } = node.indicator;
  const turned = element("button", { type: "button", class: "direction", "data-direction": node.id, onclick: () => turn(node.id) });
  const whole = element("span", { class: "whole quiet", "data-whole": node.id });
  const words = [unit && `In ${unit}.`, about].filter(Boolean).join(" ");
  const more = words && element("details", { class: "what" }, element("summary", { "aria-label": `What ${node.name} is` }, "what it is"), element("p", { class: "quiet" }, words));
  return element("div", { class: "reading" }, turned, whole, more || null);
}

/** Everything that the controls say, without making them anew: a slider that is being dragged stays under the finger. */
function syncControls() {
  for (const list of at("weights").querySelectorAll(".sliders")) {
    const inputs = [...list.children].map((item) => item.querySelector("input"));
    const weights = weightsOf(inputs[0].dataset.parent);
    for (const input of inputs) syncSlider(input, weights);
  }
  for (const button of at("weights").querySelectorAll(".lock")) {
    const held = state.locks.has(button.dataset.lock);
    button.setAttribute("aria-pressed", String(held));
    button.textContent = held ? "held" : "hold";
  }
  for (const button of at("weights").querySelectorAll(".direction")) {
    const node = nodeOf(button.dataset.direction);
    const lower = directionOf(node) === "lower";
    button.textContent = lower ? "less is better ↓" : "more is better ↑";
    button.setAttribute("aria-label", `${node.name}: ${lower ? "less" : "more"} is better; turn round`);
    button.classList.toggle("changed", Boolean(state.changes.indicator?.[node.id]));
  }
  for (const words of at("weights").querySelectorAll(".whole")) {
    words.textContent = `${percent(nodeOf(words.dataset.whole).weight * 100)} of the whole`;
  }
}

function syncSlider(input, weights) {
  const id = input.dataset.node;
  const row = input.closest(".slider");
  if (Number(input.value) !== Math.round(weights[id])) input.value = weights[id];
  input.style.setProperty("--share", `${weights[id]}%`);
  input.setAttribute("aria-valuetext", percent(weights[id]));
  row.querySelector("output").textContent = percent(weights[id]);
  const others = Object.keys(weights).filter((other) => other !== id);
  const isDead = !state.locks.has(id) && others.every((other) => state.locks.has(other));
  input.disabled = isDead || state.locks.has(id);
  row.querySelector(".stuck").textContent = !isDead ? "" : others.length ? "All the others are held: there is nothing to give or take." : "";
}

function directionOf(node) {
  return state.changes.indicator?.[node.id]?.direction ?? node.indicator.direction;
}

/** The slider that moves, with the weights from before it did: on its way back the others get theirs again. */
let gesture = null;

function begun(parent, id) {
  const from = weightsOf(parent);
  const free = Object.keys(from).filter((other) => other !== id && !state.locks.has(other));
  const base = { ...from };
  if (free.every((other) => from[other] === 0)) {
    for (const other of free) base[other] = rounded((usual()?.shares[other] ?? 0) * 100);
  }
  return { parent, id, from, base };
}

function move(parent, id, value) {
  if (gesture?.id !== id || gesture.parent !== parent) gesture = begun(parent, id);
  const { from, base } = gesture;
  const weights = value === Math.round(from[id]) ? from : withWeight(base, id, value, state.locks);
  lay(state.changes, parent === "index" ? ["weights"] : ["within", parent], weights);
  say("");
  syncControls();
  keepAddress();
  ask(true);
}

function toggleLock(id) {
  state.locks.has(id) ? state.locks.delete(id) : state.locks.add(id);
  gesture = null;
  syncControls();
  keepAddress();
}

function turn(id) {
  const node = nodeOf(id);
  const next = directionOf(node) === "lower" ? "higher" : "lower";
  const was = state.changes.indicator?.[id]?.direction;
  lay(state.changes, ["indicator", id, "direction"], was ? undefined : next);
  chosen();
}

/** Chooses a method. What an aggregation needs comes with it, and goes with it. */
function choose(key, text) {
  const words = [];
  const bringing = (own, value, why) => {
    state.brought[own] = state.changes[own];
    state.changes[own] = value;
    words.push(why);
  };
  if (key === "aggregation") {
    for (const [own, was] of Object.entries(state.brought)) lay(state.changes, [own], was);
    state.brought = {};
    if (POSITIVE.includes(text)) bringing("normalisation", RAISED, `${text} needs values above zero: the scale is now 1 to 100.`);
    if (WHOLE.includes(text) && ["leave-out", "error"].includes(state.changes.missing ?? usual()?.methods.missing ?? "leave-out")) {
      bringing("missing", "mean", `${text} compares hubs without gaps: missing values are now the mean of the others.`);
    }
  } else delete state.brought[key];
  lay(state.changes, [key], valueOf(key, text));
  chosen();
  say(words.join(" "));
}

/* ---- The view ---- */

const idle = window.requestIdleCallback ?? ((draw) => setTimeout(draw, 30));
let waiting = 0;
let hearing = 0;
let isPicked = false;

function show(next, { key, hub, isPlain, isBrief }) {
  const isNew = !view || view.data.sha256 !== next.data.sha256 || view.tree.length !== next.tree.length;
  if (isBrief && view) {
    const { why, swap, comparison, charts } = view;
    next = { ...next, why, swap, comparison, charts: { ...charts, ranking: next.charts.ranking } };
    hub = view.hub;
  }
  view = { ...next, hub };
  isPlain ? keepUsual(key, view) : askUsual(key);
  outdate(false);
  at("problem").hidden = true;
  at("main").classList.toggle("moving", isBrief);
  if (isNew) drawControls();
  syncControls();
  drawTable();
  at("finding").textContent = view.finding ?? "No hub has enough values to be ranked.";
  at("leaders").textContent = view.ranking.slice(0, 5).map((row) => `${row.rank} ${row.name}`).join(" · ");
  // The table at once; the chart when there is time, once for all answers till then.
  waiting ||= idle(drawChart, { timeout: 100 });
  if (!isBrief) showBelow();
}

/** What waits until a slider rests. */
function showBelow() {
  document.title = `${view.data.title} · hubrank`;
  at("title").textContent = view.data.title;
  at("whose").textContent = `For ${view.profile.title}`;
  at("about").textContent = [view.profile.about, view.data.about].filter(Boolean).join("\n\n");
  learnSet();
  drawPickers();
  drawBrought();
  syncMethods();
  panel("why", view.why);
  panel("swap", view.swap);
  panel("comparison", view.comparison, view.charts.comparison ?? "");
  for (const button of document.querySelectorAll('[data-file^="comparison"]')) button.hidden = !view.charts.comparison;
  drawSweep();
  const notes = element("ul", {}, ...view.notes.map((note) => element("li", {}, note)));
  at("notes").replaceChildren(...(view.notes.length ? [element("h2", {}, "Notes"), notes] : []));
  at("origin").textContent =
    `Data ${view.data.id} ${view.data.sha256.slice(0, 8)} · profile ${view.profile.name} ${view.profile.sha256.slice(0, 8)}`;
  if (isPicked) document.querySelector(".opened")?.scrollIntoView({ block: "nearest" });
  hear([isPicked && view.why ? `Explained: ${view.why.title}.` : "", at("finding").textContent].join(" "));
  isPicked = false;
}

/** Says what changed to those who hear it, once nothing changes any more. */
function hear(words) {
  clearTimeout(hearing);
  hearing = setTimeout(() => (at("heard").textContent = words.trim()), 500);
}

function drawSweep() {
  const html = view.charts.weights ?? (view.noWeights ? "<p></p>" : null);
  panel("sweep", html && { title: "How scores go with each weight", html });
  if (view.noWeights) at("sweep").querySelector("p").textContent = `Not drawn: ${view.noWeights}.`;
}

function panel(id, own, before = "") {
  at(id).hidden = !own;
  write(at(id), own ? before + own.html : "", own?.title ?? "");
}

/** What was picked, in short, with the way to all of it: stands below the hub. */
function opened() {
  const hub = view.hub;
  const template = element("template");
  template.innerHTML = view.why?.html ?? "";
  const paragraphs = [...template.content.children];
  const end = paragraphs.findIndex((own) => own.tagName !== "P");
  const lead = paragraphs.slice(0, end < 0 ? undefined : end).slice(-2);
  const link = (id, words) => element("a", { href: `#${id}` }, words);
  return element("div", { class: "short" }, ...lead, element("p", { class: "ways" },
    link("why", "All that is behind it ↓"), view.swap ? link("swap", "What would swap the two ↓") : null,
    element("button", { type: "button", class: "close", onclick: () => pick(hub) }, "Close")));
}

function syncMethods() {
  const now = view.methods;
  for (const key of ["aggregation", "normalisation", "missing"]) {
    const menu = key === "aggregation" ? methods.map((own) => [own.name, own.name, own.formula]) : Object.entries(MENUS[key]);
    const own = state.changes[key] === undefined ? now[key] : usual()?.methods[key];
    const words = MENUS[key]?.[own] ?? own;
    const isOfMethod = key === "normalisation" && state.changes.aggregation && state.changes[key] === undefined && own !== usual()?.methods[key];
    const first = `as the ${isOfMethod ? "method" : "profile"} has it${words ? `: ${words}` : ""}`;
    fill(at(key), [["", first], ...menu], textOf(state.changes[key]));
  }
  const method = methods.find((own) => own.name === now.aggregation);
  const formula = method ? ` ${method.name}: ${method.formula} (${method.reference}).` : "";
  const gaps = MENUS.missing[now.missing] ?? now.missing;
  at("formula").textContent = `Now ${now.aggregation} on ${now.normalisation}; missing values: ${gaps}.${formula}`;
}

/** The table and those that are not ranked; the focus stays where it was. */
function drawTable() {
  const focused = document.activeElement?.dataset?.hub;
  const versus = state.versus;
  const heads = ["Rank", "Range", "Tier", "Hub", "Score", versus && `Rank for ${versus}`].filter(Boolean);
  const head = (name) => element("th", { scope: "col", class: ["Hub", "Score"].includes(name) ? "" : "number" }, name);
  at("table").tHead.replaceChildren(element("tr", {}, ...heads.map(head)));
  const span = spanOf(view.ranking);
  const rows = view.ranking.flatMap((row) => [tableRow(row, span), row.hub === view.hub && view.why
    ? element("tr", { class: "opened" }, element("td", { colspan: heads.length }, opened())) : null]);
  at("table").tBodies[0].replaceChildren(...rows.filter(Boolean));
  const rest = view.ranked > view.ranking.length ? `The first ${view.ranking.length} of ${view.ranked} hubs. ` : "";
  at("ranges").textContent = rest + (view.ranges?.words ?? "");
  drawNotRanked();
  if (focused) document.querySelector(`[data-hub="${CSS.escape(focused)}"]`)?.focus();
}

function hubButton({ hub, name }) {
  const isPressed = [state.hub, state.rival].includes(hub);
  return element("button", { type: "button", class: "hub", "data-hub": hub, "aria-pressed": isPressed, onclick: () => pick(hub) }, name);
}

function tableRow(row, span) {
  const cell = (words) => element("td", { class: "number" }, words);
  const pressed = [state.hub, state.rival].includes(row.hub);
  const short = row.coverage ? element("small", { class: "quiet" }, ` values behind ${row.coverage}`) : null;
  const [low, high, tier] = view.ranges?.hubs[row.hub] ?? ["–", "–", "–"];
  const range = low === high ? low : `${low}–${high}`;
  const score = element("td", { class: "score" }, row.shown, bar(row, span));
  const other = state.versus ? cell(row.versus ?? "–") : null;
  return element("tr", { class: pressed ? "picked" : "" }, cell(row.rank), cell(range), cell(tier),
    element("th", { scope: "row" }, hubButton(row), short), score, other);
}

/** What a bar is made of; where the score is no sum, of one piece. */
function partsOf(row) {
  return row.parts ?? [{ adds: row.score }];
}

const below = (parts) => parts.reduce((sum, part) => sum + Math.min(0, part.adds), 0);
const above = (parts) => parts.reduce((sum, part) => sum + Math.max(0, part.adds), 0);

/** From where to where the bars go; zero is within. */
function spanOf(rows) {
  const all = rows.map(partsOf);
  return { low: Math.min(0, ...all.map(below)), high: Math.max(1e-9, ...all.map(above)) };
}

/** The parts of a score, as wide as the engine says: what lowers it to the left of zero, what raises it to the right. */
function bar(row, { low, high }) {
  const parts = partsOf(row);
  const wide = (adds) => `${(Math.abs(adds) / (high - low)) * 100}%`;
  const made = element("span", { class: low < 0 ? "parts signed" : "parts", "aria-hidden": "true" });
  made.style.setProperty("--zero", wide(low));
  const ordered = [...parts.filter((part) => part.adds < 0), ...parts.filter((part) => part.adds >= 0)];
  for (const part of ordered) {
    const piece = element("span");
    piece.style.width = wide(part.adds);
    piece.style.background = nodeOf(part.id)?.colour ?? "var(--grey)";
    made.append(piece);
  }
  if (made.firstChild) made.firstChild.style.marginLeft = wide(low - below(parts));
  return made;
}

function drawNotRanked() {
  const line = (row) => element("li", {}, hubButton(row), `: ${row.reasons.join("; ")}`,
    row.hub === view.hub && view.why ? element("div", { class: "opened" }, opened()) : null);
  const list = view.not_ranked.map(line);
  if (view.more_not_ranked) list.push(element("li", {}, `and ${view.more_not_ranked} more`));
  at("not-ranked").replaceChildren(...(list.length ? [element("h3", {}, "Not ranked"), element("ul", {}, ...list)] : []));
}

function hubInChart(words) {
  return words && view.ranking.find((own) => own.name === words.textContent.trim())?.hub;
}

/** Names in the chart can be clicked too; the table has the same for the keyboard. */
function drawChart() {
  waiting = 0;
  write(at("chart"), view.charts.ranking ?? "", "");
  for (const words of at("chart").querySelectorAll("text")) {
    const hub = hubInChart(words);
    if (!hub) continue;
    words.classList.add("hub");
    words.classList.toggle("picked", [state.hub, state.rival].includes(hub));
  }
}

/** The hub picked last is explained; with the one before it, it is a pair. */
function pick(hub) {
  if (hub === state.hub) [state.hub, state.rival] = [state.rival, null];
  else if (hub === state.rival) state.rival = null;
  else [state.hub, state.rival] = [hub, state.hub];
  isPicked = Boolean(state.hub);
  chosen();
}

/* ---- Data, profiles, tables, downloads ---- */

function currentSet() {
  return sets.find((own) => own.key === state.data);
}

/** A table that was brought before this page was loaded is known from the view alone. */
function learnSet() {
  const { key, title, profiles } = view.data;
  if (!sets.some((own) => own.key === key)) sets.push({ key, title: `${title} (your table)`, profiles, isBrought: true });
}

function drawPickers() {
  const own = currentSet() ?? { key: state.data, profiles: [] };
  const names = own.profiles.map((profile) => [profile.name, `${profile.name}: ${profile.title}`]);
  if (!state.profile && own.profiles.length) {
    const usual = own.profiles.find((profile) => profile.name === "balanced") ?? own.profiles[0];
    state.profile = usual.name;
  }
  fill(at("data"), sets.map((one) => [one.key, one.title]), own.key);
  fill(at("profile"), names, state.profile);
  fill(at("versus"), [["", "nobody"], ...names], state.versus);
}

/** What a table that was brought was taken for. */
function drawBrought() {
  const own = currentSet();
  at("brought").hidden = !own?.isBrought || own.isRead;
  if (at("brought").hidden) return;
  const read = element("button", { type: "button", class: "close", onclick: () => { own.isRead = true; at("brought").hidden = true; } }, "Close");
  const notes = own.notes?.length ? own.notes : ["Names, units and which end is good are guesses."];
  at("brought").replaceChildren(read, element("p", {}, "Your table is ranked as it was read:"),
    element("ul", {}, ...notes.map((note) => element("li", {}, note))),
    element("p", {}, "Each indicator says beside its slider which end is good, and can be turned round there."));
}

function switchTo(changes) {
  state = { ...fresh(), ...changes };
  drawPickers();
  chosen();
}

async function bring([file, ...more]) {
  if (!file) return;
  const { ok, content: own } = await post(`/api/tables/${encodeURIComponent(file.name)}`, file, "application/octet-stream");
  if (!ok) return complain(own);
  sets = [...sets.filter((known) => known.key !== own.key), { ...own, title: `${own.title} (your table)`, isBrought: true }];
  switchTo({ data: own.key });
  if (more.length) say(`One table at a time: ${file.name} was taken, ${more.map((one) => one.name).join(", ")} not.`);
}

async function download(file) {
  const { ok, content } = await post(`/api/download/${file}`, body(), undefined, "blob");
  if (!ok) return complain(content);
  const link = element("a", { href: URL.createObjectURL(content) });
  link.download = file === "profile.toml" ? `${view.profile.name}.toml` : `${view.profile.name}-${file}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function copyAddress() {
  writeAddress();
  try {
    await navigator.clipboard.writeText(location.href);
    say("The address of this view is copied.");
  } catch {
    say(location.href);
  }
}

function listen() {
  const kept = () => ({ data: state.data, versus: state.versus, hub: state.hub, rival: state.rival });
  at("data").addEventListener("change", (event) => switchTo({ data: event.target.value }));
  at("profile").addEventListener("change", (event) => switchTo({ ...kept(), profile: event.target.value }));
  at("versus").addEventListener("change", (event) => { state.versus = event.target.value || null; chosen(); });
  for (const key of ["aggregation", "normalisation", "missing"]) {
    at(key).addEventListener("change", (event) => choose(key, event.target.value));
  }
  at("reset").addEventListener("click", () => switchTo({ ...kept(), profile: state.profile }));
  at("share").addEventListener("click", copyAddress);
  at("pickers").addEventListener("submit", (event) => event.preventDefault());
  at("file").addEventListener("change", (event) => { bring([...event.target.files]); event.target.value = ""; });
  at("chart").addEventListener("click", (event) => {
    const hub = hubInChart(event.target.closest("text"));
    if (hub) pick(hub);
  });
  for (const button of document.querySelectorAll("[data-file]")) {
    button.addEventListener("click", () => download(button.dataset.file));
  }
  // Words that are dragged are none of this page's business.
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  const overlay = (isShown) => document.body.classList.toggle("dropping", isShown);
  addEventListener("dragover", (event) => { if (hasFiles(event)) { event.preventDefault(); overlay(true); } });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) overlay(false); });
  addEventListener("drop", (event) => {
    overlay(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    bring([...event.dataTransfer.files]);
  });
  addEventListener("popstate", goBack);
}

async function start() {
  const { ok, content } = await post("/api/sets");
  if (!ok) return complain(content);
  ({ sets, methods } = content);
  state = fromAddress();
  drawPickers();
  listen();
  keepAddress();
  ask();
}

start();
