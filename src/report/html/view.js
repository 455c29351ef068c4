/* What the page of `hubrank serve` and the sliders of a report share: `view`, the newest answer of the engine, as
   weights and as a table; `state`, what the controls say. Each brings its own `ask`, `chosen`, `keepAddress`, `say`,
   `usual` and `hubName`. */

const at = (id) => document.getElementById(id);
let view = null;
let state = fresh();

/** What is chosen. `brought`: what the method brought with it, and what stood there before. */
function fresh() {
  return { data: null, profile: null, versus: null, hub: null, rival: null, changes: {}, locks: new Set(), brought: {} };
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

function tableRow(row, span) {
  const cell = (words) => element("td", { class: "number" }, words);
  const pressed = [state.hub, state.rival].includes(row.hub);
  const short = row.coverage ? element("small", { class: "quiet" }, ` values behind ${row.coverage}`) : null;
  const [low, high, tier] = view.ranges?.hubs[row.hub] ?? ["–", "–", "–"];
  const range = low === high ? low : `${low}–${high}`;
  const score = element("td", { class: "score" }, row.shown, bar(row, span));
  const other = state.versus ? cell(row.versus ?? "–") : null;
  return element("tr", { class: pressed ? "picked" : "", "data-row": row.hub }, cell(row.rank), cell(range), cell(tier),
    element("th", { scope: "row" }, hubName(row), short), score, other);
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
  const line = (row) => element("li", {}, hubName(row), `: ${row.reasons.join("; ")}`,
    row.hub === view.hub && view.why ? element("div", { class: "opened" }, opened()) : null);
  const list = view.not_ranked.map(line);
  if (view.more_not_ranked) list.push(element("li", {}, `and ${view.more_not_ranked} more`));
  at("not-ranked").replaceChildren(...(list.length ? [element("h3", {}, "Not ranked"), element("ul", {}, ...list)] : []));
}

/** What is wrong, each kind once. */
function tell({ error, problems = [] }) {
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
}
