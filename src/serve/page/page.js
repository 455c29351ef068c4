/* The page: controls in, a view out. What a view shows comes from the engine as JSON, SVG and HTML. */

const SCALES = {
  "": "as the profile has it",
  "min-max": "min-max, 0 to 100",
  '{"min-max":{"low":1,"high":100}}': "min-max, 1 to 100",
  "z-score": "z-score",
  "robust-z": "robust z-score",
  percentile: "percentile",
  rank: "rank",
  "share-of-best": "share of the best",
  goalposts: "goalposts",
};
const GAPS = {
  "": "as the profile has it",
  "leave-out": "left out, the rest counts more",
  mean: "mean of the others",
  median: "median of the others",
};
/* Means that need values above zero, and methods that compare hubs without gaps: their choice brings what they need. */
const POSITIVE = ["geometric-mean", "harmonic-mean", "mazziotta-pareto"];
const WHOLE = ["benefit-of-the-doubt", "topsis", "vikor", "promethee", "copeland", "kemeny"];

let sets = [];
let methods = [];

/* ---- The state in the address ---- */

function toAddress() {
  const query = new URLSearchParams();
  for (const key of ["data", "profile", "versus", "hub", "rival"]) if (state[key]) query.set(key, state[key]);
  if (state.locks.size) query.set("lock", [...state.locks].join(","));
  const put = (path, value) => {
    if (value && typeof value === "object" && !(path in { aggregation: 0, normalisation: 0, missing: 0 })) {
      for (const [key, below] of Object.entries(value)) put(path ? `${path}.${key}` : key, below);
    } else {
      query.set(path, typeof value === "object" ? JSON.stringify(value) : value);
    }
  };
  put("", state.changes);
  return `?${query}`;
}

function fromAddress() {
  const next = fresh();
  for (const [key, text] of new URLSearchParams(location.search)) {
    if (["data", "profile", "versus", "hub", "rival"].includes(key)) next[key] = text;
    else if (key === "lock") next.locks = new Set(text.split(","));
    else lay(next.changes, key.split("."), valueOf(key, text));
  }
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

let writing = 0;
function keepAddress() {
  clearTimeout(writing);
  writing = setTimeout(() => history.replaceState(null, "", toAddress()), 150);
}

/* ---- Asking the engine: one request at a time, the newest state next ---- */

let asked = false;
let asking = false;
let resting = 0;

function ask() {
  keepAddress();
  if (!asked) requestAnimationFrame(send);
  asked = true;
}

async function send() {
  if (asking) return;
  asking = true;
  while (asked) {
    asked = false;
    const answer = await post("/api/view", body());
    if (!asked) answer.ok ? show(await answer.json()) : complain(await answer.json());
  }
  asking = false;
  clearTimeout(resting);
  if (view && !view.ranges) resting = setTimeout(askRanges, 400);
}

/** Where each draw runs the method again, ranges come once the sliders rest. */
async function askRanges() {
  const sent = body();
  const answer = await post("/api/ranges", sent);
  const late = await answer.json();
  if (sent !== body()) return;
  if (!answer.ok) return void (at("ranges").textContent = `No ranges: ${late.error}.`);
  view.ranges = late.ranges;
  view.charts.weights = late.weights;
  at("chart").innerHTML = late.ranking ?? "";
  markChart();
  drawTable();
  drawSweep();
}

function body() {
  const { locks, ...sent } = state;
  return JSON.stringify(sent);
}

async function post(path, content, type = "application/json") {
  try {
    return await fetch(path, { method: "POST", headers: { "content-type": type }, body: content });
  } catch {
    const error = "The server does not answer: start it again with `hubrank serve`.";
    return { ok: false, json: async () => ({ error, problems: [] }) };
  }
}

function say(words) {
  at("said").textContent = words;
}

/* ---- The methods ---- */

function choose(key, text) {
  lay(state.changes, [key], valueOf(key, text));
  if (key === "aggregation") {
    const raised = { "min-max": { low: 1, high: 100 } };
    lay(state.changes, ["normalisation"], POSITIVE.includes(text) ? raised : undefined);
    if (WHOLE.includes(text) && !state.changes.missing) {
      state.changes.missing = "mean";
      say(`${text} compares hubs without gaps: missing values are now the mean of the others.`);
    }
  }
  ask();
}

/* ---- The view ---- */

function show(next) {
  const isNew = !view || view.data.sha256 !== next.data.sha256 || view.tree.length !== next.tree.length;
  view = next;
  at("problem").hidden = true;
  document.title = `${view.data.title} · hubrank`;
  at("title").textContent = view.data.title;
  at("whose").textContent = `For ${view.profile.title}`;
  at("about").textContent = [view.profile.about, view.data.about].filter(Boolean).join("\n\n");
  if (isNew) drawControls();
  syncControls();
  syncMethods();
  at("finding").textContent = view.finding ?? "No hub has enough values to be ranked.";
  at("chart").innerHTML = view.charts.ranking ?? "";
  markChart();
  drawTable();
  drawNotRanked();
  drawPicked();
  panel("why", view.why);
  panel("swap", view.swap);
  panel("comparison", view.comparison, view.charts.comparison);
  drawSweep();
  const notes = element("ul", {}, ...view.notes.map((note) => element("li", {}, note)));
  at("notes").replaceChildren(...(view.notes.length ? [element("h2", {}, "Notes"), notes] : []));
  at("origin").textContent =
    `Data ${view.data.id} ${view.data.sha256.slice(0, 8)} · profile ${view.profile.name} ${view.profile.sha256.slice(0, 8)}`;
}

/** What was picked, with the way to it. */
function drawPicked() {
  const link = (id, own) => own && element("a", { href: `#${id}` }, id === "why" ? "Why: " : "What would swap them: ", own.title);
  const links = [link("why", view.why), link("swap", view.swap)].filter(Boolean);
  at("picked").replaceChildren(...links.flatMap((one) => [one, element("br")]));
}

function drawSweep() {
  const html = view.charts.weights;
  panel("sweep", html && { title: "How scores go with each weight", html });
}

function panel(id, own, before = "") {
  const box = at(id);
  box.hidden = !own;
  if (!own) return box.replaceChildren();
  // The HTML is the engine's, with every name in it escaped.
  box.innerHTML = before + own.html;
  box.prepend(element("h2", {}, own.title));
}

function syncMethods() {
  const named = [["", `as the profile has it`], ...methods.map((own) => [own.name, own.name, own.formula])];
  fill(at("aggregation"), named, textOf(state.changes.aggregation));
  fill(at("normalisation"), Object.entries(SCALES), textOf(state.changes.normalisation));
  fill(at("missing"), Object.entries(GAPS), textOf(state.changes.missing));
  const method = methods.find((own) => own.name === view.methods.aggregation);
  const formula = method ? `: ${method.formula} (${method.reference})` : "";
  at("formula").textContent = `Now ${view.methods.aggregation} on ${view.methods.normalisation}${formula}.`;
}

function textOf(value) {
  return typeof value === "object" ? JSON.stringify(value) : value;
}

/** A hub in a table or list: a button that picks it. */
function hubName({ hub, name }) {
  const pressed = [state.hub, state.rival].includes(hub);
  return element("button", { type: "button", class: "hub", "data-hub": hub, "aria-pressed": pressed, onclick: () => pick(hub) }, name);
}

/** Names in the chart can be clicked too; the table has the same for the keyboard. */
function markChart() {
  for (const words of at("chart").querySelectorAll("text")) {
    const row = view.ranking.find((own) => own.name === words.textContent.trim());
    if (!row) continue;
    words.classList.add("hub");
    words.classList.toggle("picked", [state.hub, state.rival].includes(row.hub));
    words.addEventListener("click", () => pick(row.hub));
  }
}

/** The hub picked last is explained; with the one before it, it is a pair. */
function pick(hub) {
  if (hub === state.hub) [state.hub, state.rival] = [state.rival, null];
  else if (hub === state.rival) state.rival = null;
  else [state.hub, state.rival] = [hub, state.hub];
  ask();
}

/* ---- Data, profiles, tables, downloads ---- */

function currentSet() {
  return sets.find((own) => own.key === state.data);
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

function switchTo(changes) {
  state = { ...fresh(), ...changes };
  drawPickers();
  ask();
}

async function bring(file) {
  const name = encodeURIComponent(file.name);
  const answer = await post(`/api/tables/${name}`, file, "application/octet-stream");
  const own = await answer.json();
  if (!answer.ok) return complain(own);
  sets = [...sets.filter((known) => known.key !== own.key), { ...own, title: `${own.title} (your table)` }];
  switchTo({ data: own.key });
}

async function download(file) {
  const answer = await post(`/api/download/${file}`, body());
  if (!answer.ok) return complain(await answer.json());
  const link = element("a", { href: URL.createObjectURL(await answer.blob()) });
  link.download = file === "profile.toml" ? `${view.profile.name}.toml` : `${view.profile.name}-${file}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function copyAddress() {
  history.replaceState(null, "", toAddress());
  try {
    await navigator.clipboard.writeText(location.href);
    say("The address of this view is copied.");
  } catch {
    say(location.href);
  }
}

function listen() {
  at("data").addEventListener("change", (event) => switchTo({ data: event.target.value }));
  at("profile").addEventListener("change", (event) =>
    switchTo({ data: state.data, profile: event.target.value, versus: state.versus, hub: state.hub, rival: state.rival }));
  at("versus").addEventListener("change", (event) => { state.versus = event.target.value || null; ask(); });
  for (const key of ["aggregation", "normalisation", "missing"]) {
    at(key).addEventListener("change", (event) => choose(key, event.target.value));
  }
  at("reset").addEventListener("click", () => switchTo({ data: state.data, profile: state.profile, versus: state.versus, hub: state.hub, rival: state.rival }));
  at("share").addEventListener("click", copyAddress);
  at("pickers").addEventListener("submit", (event) => event.preventDefault());
  at("file").addEventListener("change", (event) => { if (event.target.files[0]) bring(event.target.files[0]); event.target.value = ""; });
  for (const button of document.querySelectorAll("[data-file]")) {
    button.addEventListener("click", () => download(button.dataset.file));
  }
  addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    if (event.dataTransfer.files[0]) bring(event.dataTransfer.files[0]);
  });
  addEventListener("popstate", () => { state = fromAddress(); drawPickers(); ask(); });
}

async function start() {
  const answer = await (await fetch("/api/sets")).json();
  ({ sets, methods } = answer);
  state = fromAddress();
  state.data ??= (sets.find((own) => own.default) ?? sets[0]).key;
  drawPickers();
  listen();
  ask();
}

start();
