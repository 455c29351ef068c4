/* The page: controls in, a view out. What a view shows comes from the engine as JSON, SVG and HTML. */
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

/** After a view that can not be, the ranking that stands is the one before. */
function complain(found, isView = false) {
  tell(found);
  if (isView) outdate(Boolean(view));
}

function outdate(isStale) {
  at("main").classList.toggle("stale", isStale);
  at("stale").hidden = !isStale;
}

/* ---- Elements ---- */

/* ---- The controls ---- */

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

function hubName({ hub, name }) {
  const isPressed = [state.hub, state.rival].includes(hub);
  return element("button", { type: "button", class: "hub", "data-hub": hub, "aria-pressed": isPressed, onclick: () => pick(hub) }, name);
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
