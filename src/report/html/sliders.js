/* The sliders of a report: the engine itself, compiled to WebAssembly, ranks in the page. */

let engine = null;
let profiles = [];
let asked = false;
let resting = 0;
/* So few draws keep up with a finger; all of them come once it rests. */
const QUICK = 1000;

/** The bytes that the file carries. */
async function unpacked(id) {
  const packed = Uint8Array.from(atob(at(id).textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Hands bytes over; what the engine says to them. */
function call(name, bytes) {
  const room = engine.room(bytes.length);
  new Uint8Array(engine.memory.buffer, room, bytes.length).set(bytes);
  const length = engine[name]();
  return length && JSON.parse(new TextDecoder().decode(new Uint8Array(engine.memory.buffer, engine.answer(), length)));
}

/** The typefaces of this file: words in charts are as wide as they will be drawn. */
function carryFaces() {
  for (const [, face] of document.querySelector("style").textContent.matchAll(/base64,([^)]+)\)/g)) {
    call("carry", Uint8Array.from(atob(face), (letter) => letter.charCodeAt(0)));
  }
}

/** What is sent; a report has no panels, so it asks for the ranking alone. */
function body(draws) {
  const { profile, changes } = state;
  return new TextEncoder().encode(JSON.stringify({ profile, changes, draws, brief: true }));
}

/* ---- What the shared script asks for ---- */

function ask() {
  if (!asked) requestAnimationFrame(rank);
  asked = true;
}

function chosen() {
  gesture = null;
  ask();
}

/** A file has no state in its address. */
function keepAddress() {}

function say() {}

/* What each profile says before any change: shares by node. */
const usuals = new Map();
const usual = () => usuals.get(state.profile);

function hubName({ name }) {
  return name;
}

/* ---- The view ---- */

function rank() {
  asked = false;
  clearTimeout(resting);
  resting = 0;
  guarded(() => {
    const answer = call("view", body(QUICK));
    if (answer.error) return tell(answer);
    show(answer);
    resting = setTimeout(() => guarded(rest), 250);
  });
}

function rest() {
  resting = 0;
  if (view.ranges) return show(call("view", body()));
  // A method that runs again for each draw takes longer.
  const late = call("ranges", body());
  if (late.error) return void (at("ranges").textContent = `No ranges: ${late.error}.`);
  view.ranges = late.ranges;
  write(at("chart"), late.ranking ?? "", "");
  drawTable();
}

function show(next) {
  const isNew = !view;
  view = next;
  if (!Object.keys(state.changes).length) {
    usuals.set(state.profile, { shares: Object.fromEntries(view.tree.map((node) => [node.id, node.share])) });
  }
  at("problem").hidden = true;
  if (isNew) drawControls();
  syncControls();
  at("for").textContent = `For ${view.profile.title}.`;
  at("finding").textContent = view.finding ?? "No hub has enough values to be ranked.";
  write(at("chart"), view.charts.ranking ?? "", "");
  drawTable();
}

function choose(profile) {
  state = { ...fresh(), profile, locks: state.locks };
  gesture = null;
  at("about").textContent = profiles.find((own) => own.name === profile).about;
  ask();
}

/** An engine that stops in the middle of its work can not be asked again. */
function guarded(work) {
  try {
    work();
  } catch (error) {
    tell({ error: `The engine stopped on this view, a fault of hubrank: ${error.message}. Open the file again.`, problems: [] });
  }
}

async function start() {
  const { instance } = await WebAssembly.instantiate(await unpacked("engine"));
  engine = instance.exports;
  carryFaces();
  const answer = call("open", await unpacked("inputs"));
  if (answer.error) return tell(answer);
  profiles = answer.sets[0].profiles;
  fill(at("profile"), profiles.map((own) => [own.name, `${own.name}: ${own.title}`]), profiles[0].name);
  at("profile").addEventListener("change", (event) => choose(event.target.value));
  at("reset").addEventListener("click", () => choose(state.profile));
  choose(profiles[0].name);
  at("sliders-start").hidden = true;
  at("sliders-live").hidden = false;
}

start().catch((error) => {
  at("sliders-start").hidden = true;
  tell({ error: `This browser can not run the engine (${error.message}). The command \`hubrank serve\` has the same sliders.`, problems: [] });
});
