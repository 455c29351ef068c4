/* What the page of `hubrank serve` and the sliders of a report share: `view`, the newest answer of the engine, as
   weights and as a table; `state`, what the controls say. Each brings its own `ask`, `keepAddress` and `hubName`. */

let view = null;
let state = fresh();

const at = (id) => document.getElementById(id);

function fresh() {
  return { data: null, profile: null, versus: null, hub: null, rival: null, changes: {}, locks: new Set() };
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

function complain({ error, problems }) {
  const box = at("problem");
  box.hidden = false;
  box.replaceChildren(element("strong", {}, error));
  for (const problem of problems) box.append(element("pre", {}, problem.text));
}

function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.className = value;
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined));
  return made;
}

function fill(select, options, chosen) {
  select.replaceChildren(...options.map(([value, words, title]) => element("option", { value, title }, words)));
  select.value = chosen ?? "";
}

function children(parent) {
  return view.tree.filter((node) => node.parent === parent);
}

/** The weights of siblings: those that were set, else those of the profile. */
function weightsOf(parent) {
  const own = parent === "index" ? state.changes.weights : state.changes.within?.[parent];
  return own ?? Object.fromEntries(children(parent).map((node) => [node.id, rounded(node.share * 100)]));
}

function drawControls() {
  at("weights").replaceChildren(sliders("index"));
}

function sliders(parent) {
  const list = element("ul", { class: "sliders" });
  for (const node of children(parent)) list.append(slider(node, parent));
  return list;
}

function slider(node, parent) {
  const id = `weight-${node.id}`;
  const input = element("input", {
    id, type: "range", min: 0, max: 100, step: 1, "data-node": node.id, "data-parent": parent,
    oninput: (event) => move(parent, node.id, Number(event.target.value)),
  });
  if (node.colour) input.style.setProperty("--own", node.colour);
  const lock = element("button", {
    type: "button", class: "lock", "data-lock": node.id, title: "Hold this weight",
    "aria-label": `Hold the weight of ${node.name}`, onclick: () => toggleLock(node.id),
  });
  const label = element("label", { for: id }, node.name);
  const mark = element("span", { class: "mark", "aria-hidden": "true" });
  mark.style.background = node.colour ?? "transparent";
  const row = element("div", { class: "slider" }, mark, label, element("output", { for: id }), lock, input);
  const item = element("li", {}, row);
  if (node.indicator) row.append(direction(node));
  else item.append(inside(node));
  return item;
}

function inside(node) {
  const below = children(node.id);
  const kind = below.every((own) => own.indicator) ? "indicator" : "part";
  const words = `${below.length} ${kind}${below.length === 1 ? "" : "s"} of ${node.name}`;
  return element("details", { "data-group": node.id }, element("summary", {}, words), sliders(node.id));
}

function direction(node) {
  return element("button", {
    type: "button", class: "direction", "data-direction": node.id,
    title: [node.about, node.indicator.unit].filter(Boolean).join("; "),
    onclick: () => turn(node.id),
  });
}

/** Everything that the controls say, without making them anew: a slider that is being dragged stays under the finger. */
function syncControls() {
  for (const input of at("weights").querySelectorAll("input")) {
    const weight = weightsOf(input.dataset.parent)[input.dataset.node] ?? 0;
    if (Number(input.value) !== Math.round(weight)) input.value = weight;
    input.style.setProperty("--share", `${weight}%`);
    input.setAttribute("aria-valuetext", percent(weight));
    input.closest(".slider").querySelector("output").textContent = percent(weight);
  }
  for (const button of at("weights").querySelectorAll(".lock")) {
    const held = state.locks.has(button.dataset.lock);
    button.setAttribute("aria-pressed", held);
    button.textContent = held ? "held" : "hold";
  }
  for (const button of at("weights").querySelectorAll(".direction")) {
    const node = view.tree.find((own) => own.id === button.dataset.direction);
    const lower = directionOf(node) === "lower";
    button.textContent = lower ? "less is better ↓" : "more is better ↑";
    button.setAttribute("aria-label", `${node.name}: ${lower ? "less" : "more"} is better; turn round`);
    button.classList.toggle("changed", Boolean(state.changes.indicator?.[node.id]));
  }
}

function directionOf(node) {
  return state.changes.indicator?.[node.id]?.direction ?? node.indicator.direction;
}

function move(parent, id, value) {
  const weights = withWeight(weightsOf(parent), id, value, state.locks);
  lay(state.changes, parent === "index" ? ["weights"] : ["within", parent], weights);
  syncControls();
  ask();
}

function toggleLock(id) {
  state.locks.has(id) ? state.locks.delete(id) : state.locks.add(id);
  syncControls();
  keepAddress();
}

function turn(id) {
  const node = view.tree.find((own) => own.id === id);
  const next = directionOf(node) === "lower" ? "higher" : "lower";
  const was = state.changes.indicator?.[id]?.direction;
  lay(state.changes, ["indicator", id, "direction"], was ? undefined : next);
  ask();
}

function drawTable() {
  const versus = state.versus;
  const heads = ["Rank", "Range", "Tier", "Hub", "Score", versus && `Rank for ${versus}`].filter(Boolean);
  const head = (name) => element("th", { scope: "col", class: ["Hub", "Score"].includes(name) ? "" : "number" }, name);
  at("table").tHead.replaceChildren(element("tr", {}, ...heads.map(head)));
  const focused = document.activeElement?.dataset?.hub;
  const top = Math.max(...view.ranking.map((row) => row.score), 1e-9);
  at("table").tBodies[0].replaceChildren(...view.ranking.map((row) => tableRow(row, top)));
  if (focused) document.querySelector(`[data-hub="${CSS.escape(focused)}"]`)?.focus();
  at("ranges").textContent = view.ranges?.words ?? "";
}

function tableRow(row, top) {
  const cell = (words) => element("td", { class: "number" }, words);
  const pressed = [state.hub, state.rival].includes(row.hub);
  const short = row.coverage ? element("small", { class: "quiet" }, ` values behind ${row.coverage.replace(" ", "\u00a0")}`) : null;
  const [low, high, tier] = view.ranges?.hubs[row.hub] ?? ["–", "–", "–"];
  const range = low === high ? low : `${low}–${high}`;
  const score = element("td", { class: "score" }, row.shown, bar(row, top));
  const other = state.versus ? cell(row.versus ?? "–") : null;
  return element("tr", { class: pressed ? "picked" : "", "data-row": row.hub }, cell(row.rank), cell(range), cell(tier),
    element("th", { scope: "row" }, hubName(row), short), score, other);
}

/** The parts of a score, as wide as the engine says. */
function bar(row, top) {
  const made = element("span", { class: "parts", "aria-hidden": "true" });
  for (const part of row.parts ?? []) {
    const piece = element("span");
    piece.style.width = `${Math.max(0, (part.adds / top) * 100)}%`;
    piece.style.background = view.tree.find((node) => node.id === part.id)?.colour ?? "";
    made.append(piece);
  }
  return made;
}

function drawNotRanked() {
  const line = (own) => element("li", {}, hubName(own), `: ${own.reasons.join("; ")}`);
  const list = view.not_ranked.map(line);
  at("not-ranked").replaceChildren(...(list.length ? [element("h3", {}, "Not ranked"), element("ul", {}, ...list)] : []));
}
