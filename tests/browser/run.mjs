// The page of `hubrank serve` in a real browser: what a person does, and what the command line says to it.
// node run.mjs HUBRANK [FOLDER FOR PICTURES]; run by .ci/browser.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const hubrank = resolve(process.argv[2]);
const pictures = process.argv[3];
const folder = mkdtempSync(join(tmpdir(), "hubrank-browser-"));
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The server on a free port, in an empty folder: it ranks what is built in. */
async function served() {
  const child = spawn(hubrank, ["serve", "--port", "0", "--quiet"], { cwd: folder });
  const address = await new Promise((done, failed) => {
    child.stdout.on("data", (text) => done(String(text).trim()));
    child.on("exit", (code) => failed(new Error(`hubrank serve ended with ${code}`)));
  });
  return { child, address };
}

/** The ranking on the command line. */
function ranking(...more) {
  const text = execFileSync(hubrank, ["rank", ...more, "--format", "json", "--chart", "none", "--quiet"], { cwd: folder });
  return JSON.parse(text).ranking;
}

/** The order of hubs on the command line. */
const ranked = (...more) => ranking(...more).map((row) => row.hub);

/** What the command line says of a table. */
function refused(table) {
  const { stderr } = spawnSync(hubrank, ["new", join(folder, "refused"), "--from", table], { cwd: folder, encoding: "utf8" });
  return stderr;
}

/** A file that a button downloads. A debug build on a busy machine may be too slow for a PNG: then once more. */
async function downloaded(page, file) {
  for (let tries = 0; ; tries += 1) {
    const waiting = page.waitForEvent("download", { timeout: 30000 }).catch(() => null);
    const slow = page.waitForSelector("#problem:has-text('no answer')", { timeout: 30000 }).then(() => null, () => null);
    await page.click(`[data-file="${file}"]`);
    const found = await Promise.race([waiting, slow]);
    if (found) return readFileSync(await found.path());
    assert.ok(tries < 3, `${file} is never there`);
    await page.evaluate(() => { document.getElementById("problem").hidden = true; });
  }
}

const order = (page) => page.$$eval("#table tbody [data-hub]", (all) => all.map((own) => own.dataset.hub));

/** Waits until nothing is asked any more, all is drawn and the address is written. */
async function settled(page) {
  await page.waitForFunction(() => !asked && !asking && !resting && !waiting && view);
  await page.waitForTimeout(250);
}

async function opened(page, query) {
  await page.goto(address + query);
  await settled(page);
}

/** Sets a slider as a drag does: through the positions between. */
async function drag(page, node, value, rest = settled) {
  await page.locator(`#weight-${node}`).evaluate((input, value) => {
    const from = Number(input.value);
    for (let k = 1; k <= 10; k += 1) {
      input.value = Math.round(from + ((value - from) * k) / 10);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }, value);
  await rest(page);
}

/** Weights as the sliders say them, in words. */
const weights = (page) => page.$$eval("#weights > ul > li > .slider > output", (all) => all.map((own) => own.textContent));

/** Drops files, or words where there are none, on the page. */
async function drop(page, ...files) {
  await page.evaluate((files) => {
    const data = new DataTransfer();
    for (const [name, bytes] of files) data.items.add(new File([new Uint8Array(bytes)], name));
    if (!files.length) data.setData("text/plain", "words");
    for (const kind of ["dragover", "drop"]) dispatchEvent(new DragEvent(kind, { dataTransfer: data, cancelable: true }));
  }, files.map(([name, bytes]) => [name, [...Buffer.from(bytes)]]));
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A zip of stored files, which is all that a workbook needs to be. */
function zip(files) {
  const [local, central] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, body] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(body), 10);
    head.writeUInt32LE(body.length, 14);
    head.writeUInt32LE(body.length, 18);
    head.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\0", "latin1"), head, place, path);
    local.push(Buffer.from("PK\x03\x04"), head, path, body);
    offset += 30 + path.length + body.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, list, end]);
}

/** A workbook of one sheet. */
function workbook(rows) {
  const xml = '<?xml version="1.0" encoding="UTF-8"?>';
  const [office, package_] = ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://schemas.openxmlformats.org/package/2006"];
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const cell = (value, row, column) => {
    const place = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
    return typeof value === "number" ? `<c ${place}><v>${value}</v></c>` : `<c ${place} t="inlineStr"><is><t>${value}</t></is></c>`;
  };
  const lines = rows.map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cell(value, at, column)).join("")}</row>`);
  return zip({
    "[Content_Types].xml": `${xml}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    "_rels/.rels": `${xml}<Relationships xmlns="${package_}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${xml}<workbook ${main} xmlns:r="${office}"><sheets><sheet name="Cities" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${xml}<Relationships xmlns="${package_}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `${xml}<worksheet ${main}><sheetData>${lines.join("")}</sheetData></worksheet>`,
  });
}

const tests = {
  async "a slider changes the order as --weight does"(page) {
    await opened(page, "/?profile=founder");
    assert.deepEqual(await order(page), ranked("founder"));
    await drag(page, "manufacturing", 60);
    const expected = ranked("founder", "--weight", "manufacturing=60");
    assert.notDeepEqual(expected, ranked("founder"));
    assert.deepEqual(await order(page), expected);
  },

  async "a mouse drags it too"(page) {
    await opened(page, "/?profile=founder");
    const box = await page.locator("#weight-cost").boundingBox();
    await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 12 });
    await page.mouse.up();
    await settled(page);
    const value = Number(await page.inputValue("#weight-cost"));
    assert.ok(value > 80, `${value}`);
    assert.deepEqual(await order(page), ranked("founder", "--weight", `cost=${value}`));
  },

  async "a lock holds a weight"(page) {
    await opened(page, "/?profile=founder");
    await page.click('[data-lock="cost"]');
    await drag(page, "talent", 50);
    assert.equal(await page.inputValue("#weight-cost"), "25");
  },

  async "an address that is shared shows the same view"(page) {
    await opened(page, "/?profile=founder&versus=investor");
    await drag(page, "talent", 70);
    await page.selectOption("#aggregation", "topsis");
    await page.click('[data-hub="chengdu"]');
    await page.click('[data-hub="wuhan"]');
    await settled(page);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await settled(other);
    assert.deepEqual(await order(other), await order(page));
    for (const id of ["why", "swap", "comparison", "weights", "chart"]) {
      assert.equal(await other.textContent(`#${id}`), await page.textContent(`#${id}`), id);
    }
  },

  async "a saved profile ranks alike on the command line"(page) {
    await opened(page, "/?profile=balanced");
    await drag(page, "capital", 55);
    await page.click("summary:has-text('of Talent')");
    await drag(page, "ict_employment", 80);
    await page.click('[data-direction="ict_employment"]');
    await page.selectOption("#missing", "median");
    await settled(page);
    const path = join(folder, "saved.toml");
    writeFileSync(path, await downloaded(page, "profile.toml"));
    assert.match(readFileSync(path, "utf8"), /\[weights\]/);
    const expected = ranking(path);
    assert.deepEqual(await order(page), expected.map((row) => row.hub));
    // Ranks, ranges and tiers stand as the command line has them.
    const cells = await page.$$eval("#table tbody tr", (rows) => rows.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.innerText)));
    assert.deepEqual(cells, expected.map((row) => [`${row.rank}`, range(row), `${row.tier}`]));
  },

  async "what is taken away is what is seen"(page) {
    await opened(page, "/?profile=founder");
    await drag(page, "talent", 50);
    const csv = String(await downloaded(page, "ranking.csv"));
    const rows = csv.trim().split("\n").map((line) => line.split(","));
    const at = rows[0].indexOf("hub");
    assert.deepEqual(rows.slice(1, 18).map((row) => row[at]), await order(page));
    assert.match(String(await downloaded(page, "ranking.svg")), /^<svg/);
    assert.equal((await downloaded(page, "ranking.png")).subarray(1, 4).toString(), "PNG");
  },

  async "crossovers and a comparison follow the sliders"(page) {
    await opened(page, "/?profile=founder");
    const alt = () => page.locator("#sweep svg").getAttribute("aria-label");
    const before = await alt();
    await page.selectOption("#versus", "investor");
    await drag(page, "manufacturing", 60);
    assert.notEqual(await alt(), before);
    assert.match(await page.locator("#comparison h2").innerText(), /investor/);
    const heads = await page.$$eval("#table thead th", (all) => all.map((own) => own.innerText));
    assert.ok(heads.includes("Rank for investor"), heads.join());
  },

  async "ranges of a slow method come, or it is said why not"(page) {
    await opened(page, "/?profile=founder");
    await page.selectOption("#aggregation", "kemeny");
    await settled(page);
    await page.waitForFunction(() => document.getElementById("ranges").textContent, null, { timeout: 30000 });
    assert.match(await page.locator("#ranges").innerText(), /kemeny|method/i);
  },

  async "a bad table says what is wrong, a good one is ranked"(page) {
    await opened(page, "/");
    const bad = join(folder, "bad.csv");
    writeFileSync(bad, "city,rent,jobs\nBerlin,14\nLisbon,16,12,9\n");
    await page.setInputFiles("#file", bad);
    await page.waitForSelector("#problem:not([hidden])");
    const said = await page.locator("#problem").innerText();
    assert.match(said, /bad\.csv:2/);
    for (const line of refused(bad).split("\n").filter((line) => line.startsWith("error: "))) {
      assert.ok(said.includes(line), line);
    }
    await drop(page, ["mine.csv", "city,rent,jobs\nBerlin,14,20\nLisbon,16,12\nOslo,22,18\n"]);
    await page.waitForFunction(() => view?.data.title === "mine");
    await settled(page);
    assert.equal((await order(page)).length, 3);
    assert.ok(await page.locator("#problem").isHidden());
  },

  async "a choice that can not be is explained"(page) {
    await page.goto(`${address}/?profile=founder&aggregation=geometric-mean`);
    await page.waitForSelector("#problem:not([hidden])");
    assert.match(await page.locator("#problem").innerText(), /low = 1/);
    await page.click("#reset");
    await settled(page);
    assert.ok(await page.locator("#problem").isHidden());
  },

  async "the keyboard is enough"(page) {
    await opened(page, "/?profile=founder");
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.dataset.hub || "");
    for (let k = 0; k < 40 && (await focused()) !== "weight-talent"; k += 1) await page.keyboard.press("Tab");
    assert.equal(await focused(), "weight-talent");
    for (let k = 0; k < 20; k += 1) await page.keyboard.press("ArrowRight");
    await settled(page);
    assert.deepEqual(await order(page), ranked("founder", "--weight", "talent=50"));
    for (let k = 0; k < 60 && (await focused()) !== "beijing"; k += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await focused(), "beijing");
    assert.match(await page.locator("#why").innerText(), /Beijing/);
  },

  async "390 pixels are enough"(page) {
    await page.setViewportSize({ width: 390, height: 844 });
    await opened(page, "/?profile=founder&versus=investor&hub=chengdu&rival=wuhan");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 390);
    for (const id of ["weight-talent", "finding", "table"]) assert.ok(await page.locator(`#${id}`).isVisible(), id);
    await drag(page, "manufacturing", 60);
    assert.match(await page.locator("#leaders").innerText(), /^1 Shenzhen.* 2 .* 3 /);
    await page.locator('[data-hub="beijing"]').last().click();
    await settled(page);
    const box = await page.locator(".opened").boundingBox();
    assert.ok(box.y >= 0 && box.y < 844, `what was picked is opened in sight: ${box.y}`);
  },

  async "a fast drag shows the orders on its way"(page) {
    await opened(page, "/?profile=founder");
    const found = await page.evaluate(async () => {
      const orders = [];
      const order = () => [...document.querySelectorAll("#table tbody [data-hub]")].map((own) => own.dataset.hub).join();
      new MutationObserver(() => orders.push(order())).observe(document.querySelector("#table tbody"), { childList: true });
      const input = document.getElementById("weight-manufacturing");
      for (let k = 0; k < 180; k += 1) {
        input.value = 20 + Math.round((k / 180) * 60);
        const value = input.value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((done) => setTimeout(done, 16));
        if (input.value !== value) return { disturbed: [input.value, value] };
      }
      return { updates: orders.length, different: new Set(orders).size };
    });
    assert.ok(found.updates > 4 && found.different > 2, JSON.stringify(found));
    await settled(page);
    const value = await page.inputValue("#weight-manufacturing");
    assert.deepEqual(await order(page), ranked("founder", "--weight", `manufacturing=${value}`));
  },

  async "weights in an address are shown as they are ranked"(page) {
    await opened(page, "/?profile=founder&weights.talent=50");
    assert.deepEqual(await weights(page), ["41.7 %", "8.3 %", "12.5 %", "16.7 %", "20.8 %"]);
    const said = await page.$$eval("#weights > ul > li > .slider > input", (all) => all.map((own) => Number(own.value)));
    assert.deepEqual(said, [42, 8, 13, 17, 21]);
    await opened(page, "/?profile=founder&weights.talent=200");
    assert.equal((await weights(page))[0], "74.1 %");
    await drag(page, "talent", 50);
    assert.deepEqual(await order(page), ranked("founder", "--weight", "talent=50"));
  },

  async "a slider that comes back brings the others back"(page) {
    await opened(page, "/?profile=founder");
    const before = await weights(page);
    await page.focus("#weight-talent");
    await page.keyboard.press("End");
    await settled(page);
    assert.deepEqual(await weights(page), ["100 %", "0 %", "0 %", "0 %", "0 %"]);
    await page.keyboard.press("Home");
    await settled(page);
    for (let k = 0; k < 30; k += 1) await page.keyboard.press("ArrowRight");
    await settled(page);
    assert.deepEqual(await weights(page), before);
    for (const value of [99, 30]) await drag(page, "talent", value);
    assert.deepEqual(await weights(page), before);
    assert.match(page.url(), /weights\.universities=10&weights\.capital=15&weights\.manufacturing=20&weights\.cost=25/);
    // Where the others weigh nothing from the start, the profile says how they share.
    await opened(page, "/?profile=founder&weights.talent=100&weights.universities=0&weights.capital=0&weights.manufacturing=0&weights.cost=0");
    await page.waitForFunction(() => usual());
    await drag(page, "talent", 30);
    assert.deepEqual(await weights(page), before);
  },

  async "what is held stays, and says so"(page) {
    await opened(page, "/?profile=founder");
    for (const node of ["universities", "capital", "manufacturing"]) await page.click(`[data-lock="${node}"]`);
    assert.ok(await page.locator("#weight-capital").isDisabled());
    assert.ok(await page.locator("#weight-talent").isEnabled());
    await page.click('[data-lock="cost"]');
    assert.ok(await page.locator("#weight-talent").isDisabled());
    assert.match(await page.locator("#weights > ul > li").first().innerText(), /nothing to give or take/);
  },

  async "a brought table is whole after a reload"(page) {
    await opened(page, "/");
    await drop(page, ["mine.csv", "city,rent,jobs\nBerlin,14,20\nLisbon,16,12\nOslo,22,18\n"], ["other.csv", "x"]);
    await page.waitForFunction(() => view?.data.title === "mine");
    await settled(page);
    assert.match(await page.locator("#said").innerText(), /mine\.csv was taken, other\.csv not/);
    assert.match(await page.locator("#brought").innerText(), /guesses/);
    await page.reload();
    await settled(page);
    assert.equal((await order(page)).length, 3);
    const chosen = (id) => page.$eval(id, (own) => own.selectedOptions[0].textContent);
    assert.match(await chosen("#data"), /mine \(your table\)/);
    assert.notEqual(await chosen("#profile"), "");
    await page.selectOption("#data", "china-hubs");
    await settled(page);
    assert.ok((await page.$$eval("#data option", (all) => all.map((own) => own.textContent))).includes("mine (your table)"));
  },

  async "a workbook is ranked"(page) {
    await opened(page, "/");
    const bytes = workbook([["city", "rent", "jobs"], ["Berlin", 14, 20], ["Lisbon", 16, 12], ["Oslo", 22, 18]]);
    await drop(page, ["cities.xlsx", bytes]);
    await page.waitForFunction(() => view?.data.title === "cities");
    await settled(page);
    assert.deepEqual((await order(page)).sort(), ["berlin", "lisbon", "oslo"]);
    assert.ok(await page.locator("#problem").isHidden());
  },

  async "words that are dragged are let alone"(page) {
    await opened(page, "/");
    await drop(page);
    assert.equal(await page.locator("body.dropping").count(), 0);
    assert.ok(await page.locator("#problem").isHidden());
  },

  async "bars below zero go to the left"(page) {
    await opened(page, "/?profile=hardware-founder&normalisation=z-score");
    const rows = await page.$$eval("#table td.score", (all) => all.map((cell) => {
      const bar = cell.querySelector(".parts");
      const pieces = [...bar.children].map((own) => own.getBoundingClientRect());
      const [box, zero] = [bar.getBoundingClientRect(), parseFloat(bar.style.getPropertyValue("--zero")) / 100];
      const line = box.left + zero * box.width;
      const sum = (side) => pieces.filter(side).reduce((total, own) => total + own.width, 0);
      return {
        score: cell.textContent,
        inside: pieces.every((own) => own.left >= box.left - 1 && own.right <= box.right + 1),
        net: sum((own) => own.left >= line - 1) - sum((own) => own.left < line - 1),
      };
    }));
    assert.ok(rows.some((row) => row.score.startsWith("−")));
    for (const row of rows) {
      assert.ok(row.inside, JSON.stringify(row));
      assert.ok(Math.abs(row.net) < 4 || row.net < 0 === row.score.startsWith("−"), JSON.stringify(row));
    }
  },

  async "a hub is pressed or not, and keeps the focus"(page) {
    await opened(page, "/?profile=founder&hub=chengdu");
    const pressed = await page.$$eval("[data-hub]", (all) => all.map((own) => own.getAttribute("aria-pressed")));
    assert.deepEqual([...new Set(pressed)].sort(), ["false", "true"]);
    await page.focus('#not-ranked [data-hub="hong_kong"]');
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.hub), "hong_kong");
    assert.equal(await page.getAttribute('[data-hub="hong_kong"]', "aria-pressed"), "true");
    await page.waitForFunction(() => /Hong Kong/.test(document.getElementById("heard").textContent));
  },

  async "the way back goes from choice to choice"(page) {
    await opened(page, "/?profile=founder");
    await page.click('[data-hub="chengdu"]');
    await settled(page);
    await drag(page, "talent", 60);
    const before = [await order(page), await weights(page), page.url()];
    await page.selectOption("#profile", "investor");
    await settled(page);
    await page.selectOption("#aggregation", "topsis");
    await settled(page);
    await page.goBack();
    await settled(page);
    assert.equal(await page.inputValue("#profile"), "investor");
    assert.equal(await page.inputValue("#aggregation"), "");
    await page.goBack();
    await settled(page);
    assert.deepEqual([await order(page), await weights(page), page.url()], before);
    await page.goBack();
    await settled(page);
    assert.equal(new URL(page.url()).search, "?data=china-hubs&profile=founder");
    assert.ok(await page.locator("#why").isHidden());
    await page.goForward();
    await settled(page);
    assert.ok(await page.locator("#why").isVisible());
  },

  async "what a method brings goes with it"(page) {
    await opened(page, "/?profile=founder");
    const before = await order(page);
    await page.selectOption("#aggregation", "topsis");
    await settled(page);
    assert.match(await page.locator("#said").innerText(), /topsis compares/);
    assert.match(page.url(), /missing=mean/);
    await page.selectOption("#aggregation", "");
    await settled(page);
    assert.equal(new URL(page.url()).search, "?data=china-hubs&profile=founder");
    assert.equal(await page.locator("#said").innerText(), "");
    assert.deepEqual(await order(page), before);
    assert.match(await page.locator("#aggregation option").first().innerText(), /has it: weighted-mean/);
  },

  async "a ranking that is no longer asked for looks so"(page) {
    await opened(page, "/?profile=founder");
    await page.selectOption("#aggregation", "geometric-mean");
    await settled(page);
    await page.selectOption("#normalisation", "min-max");
    await page.waitForSelector("#problem:not([hidden])");
    assert.match(await page.locator("#problem").innerText(), /and \d+ more like it/);
    assert.equal(await page.locator("#problem pre").count(), 1);
    assert.ok(await page.locator("#stale").isVisible());
    await page.click("#problem .close");
    assert.ok(await page.locator("#problem").isHidden());
    await page.click("#reset");
    await settled(page);
    assert.ok(await page.locator("#stale").isHidden());
  },

  async "an answer that can not be read is no end"(page) {
    await opened(page, "/?profile=founder");
    await page.route("**/api/view", (route) => route.fulfill({ status: 502, body: "<h1>Bad gateway</h1>" }), { times: 1 });
    await page.selectOption("#profile", "investor");
    await page.waitForSelector("#problem:has-text('502')");
    await page.selectOption("#profile", "balanced");
    await settled(page);
    assert.ok(await page.locator("#problem").isHidden());
    assert.deepEqual(await order(page), ranked("balanced"));
  },

  async "on paper there are no controls"(page) {
    await page.setViewportSize({ width: 800, height: 1100 });
    await opened(page, "/?profile=founder&hub=chengdu");
    await page.emulateMedia({ media: "print" });
    for (const id of ["controls", "pickers", "leaders"]) assert.ok(await page.locator(`#${id}`).isHidden(), id);
    assert.ok(await page.locator("#table").isVisible());
    assert.equal(await page.locator("#finding").evaluate((own) => getComputedStyle(own).position), "static");
  },

  async "every control has a name"(page) {
    await opened(page, "/?profile=founder&hub=chengdu");
    const nameless = await page.$$eval("button, select, input, svg", (all) => all
      .filter((own) => !(own.textContent.trim() || own.getAttribute("aria-label") || own.labels?.length))
      .map((own) => own.outerHTML.slice(0, 80)));
    assert.deepEqual(nameless, []);
  },

  async "names are never taken for marks"(page) {
    await opened(page, "/");
    const text = 'city,rent\n"<img src=x onerror=alert(1)>",14\n"<b>Oslo</b>",22\n';
    await drop(page, ["<i>marks.csv", text]);
    await page.waitForFunction(() => view?.ranking.length === 2);
    await page.click("#table [data-hub]");
    await settled(page);
    assert.equal(await page.locator("main img, main b, header i").count(), 0);
  },
};

/** The report: it is a file, so nothing of the server is in it. */
const reports = {
  async "a report fits 390 pixels and fetches nothing"(page) {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(report);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual(asked.filter((url) => !url.startsWith("data:")), [report]);
  },

  async "a report can be read by keyboard and heard"(page) {
    await page.goto(report);
    const charts = await page.$$eval("svg", (all) => all.map((own) => [own.getAttribute("role"), own.getAttribute("aria-label")]));
    assert.ok(charts.length > 30 && charts.every(([role, label]) => role === "img" && label.length > 40));
    const tables = await page.$$eval("table", (all) => all.filter((own) => !own.caption?.textContent || !own.querySelector("th[scope=row]")).length);
    assert.equal(tables, 0);
    await page.locator("#hubs summary").first().focus();
    await page.keyboard.press("Enter");
    assert.match(await page.locator("#hubs details[open]").innerText(), /source 1/);
  },

  async "on paper every card is open"(page) {
    await page.goto(report);
    await page.emulateMedia({ media: "print" });
    const hidden = await page.$$eval("#hubs details table", (all) => all.filter((own) => own.getBoundingClientRect().height === 0).length);
    assert.equal(hidden, 0);
  },
};

/** The sliders of a report, ranks and all, as `wasm/build` made the engine. */
const row = (page) => page.$$eval("#table tbody tr", (all) => all.map((own) => own.dataset.row));

const rested = (page) => page.waitForFunction(() => view && !asked && !resting);

async function ready(page) {
  await page.goto(moving);
  await rested(page);
}

const dragged = (page, node, value) => drag(page, node, value, rested);

const range = (row) => (row.rank_low === row.rank_high ? `${row.rank_low}` : `${row.rank_low}–${row.rank_high}`);

const sliding = {
  async "a slider of a report ranks as --weight does"(page) {
    const fetched = [];
    page.on("request", (request) => fetched.push(request.url()));
    await ready(page);
    const cells = () => page.$$eval("#table tbody tr", (rows) => rows.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.innerText)));
    const same = async (...asked) => {
      const expected = ranking(...asked);
      assert.deepEqual(await row(page), expected.map((row) => row.hub));
      assert.deepEqual(await cells(), expected.map((row) => [`${row.rank}`, range(row), `${row.tier}`]));
    };
    await same("investor");
    for (const [node, value] of [["manufacturing", 60], ["cost", 90]]) {
      await dragged(page, node, value);
      await same("investor", "--weight", `${node}=${value}`);
      await page.click("#reset");
      await rested(page);
    }
    await same("investor");
    assert.deepEqual(fetched.filter((url) => !url.startsWith("data:")), [moving]);
  },

  async "the chart at rest is that of the report, and follows"(page) {
    await ready(page);
    const drawn = (box) => page.$eval(`${box} svg.chart`, (svg) => svg.outerHTML);
    assert.equal(await drawn("#chart"), await drawn("#ranking"));
    await dragged(page, "cost", 90);
    assert.notEqual(await drawn("#chart"), await drawn("#ranking"));
  },

  async "a mouse, a lock, another profile and the way back"(page) {
    await ready(page);
    await page.click('[data-lock="talent"]');
    const talent = await page.inputValue("#weight-talent");
    const slider = page.locator("#weight-cost");
    await slider.scrollIntoViewIfNeeded();
    const box = await slider.boundingBox();
    await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 12 });
    await page.mouse.up();
    await rested(page);
    assert.equal(await page.inputValue("#weight-talent"), talent);
    assert.ok(Number(await page.inputValue("#weight-cost")) > 50);
    await page.selectOption("#profile", "founder");
    await rested(page);
    assert.deepEqual(await row(page), ranked("founder"));
    await dragged(page, "cost", 80);
    assert.notDeepEqual(await row(page), ranked("founder"));
    await page.click("#reset");
    await rested(page);
    assert.deepEqual(await row(page), ranked("founder"));
  },

  async "the keyboard moves them, every control has a name"(page) {
    await ready(page);
    await page.focus("#weight-manufacturing");
    const from = Number(await page.inputValue("#weight-manufacturing"));
    for (let k = 0; k < 20; k += 1) await page.keyboard.press("ArrowRight");
    await rested(page);
    assert.deepEqual(await row(page), ranked("investor", "--weight", `manufacturing=${from + 20}`));
    assert.match(await page.getAttribute("#weight-manufacturing", "aria-valuetext"), new RegExp(`${from + 20} %`));
    const nameless = await page.$$eval("#sliders :is(button, select, input, svg)", (all) => all
      .filter((own) => !(own.textContent.trim() || own.getAttribute("aria-label") || own.labels?.length))
      .map((own) => own.outerHTML.slice(0, 80)));
    assert.deepEqual(nameless, []);
  },

  async "390 pixels are enough for them, paper has none"(page) {
    await page.setViewportSize({ width: 390, height: 844 });
    await ready(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.ok(await page.locator("#weight-talent").isVisible());
    await page.emulateMedia({ media: "print" });
    assert.ok(!(await page.locator("#sliders").isVisible()));
    assert.ok(await page.locator("#ranking").isVisible());
  },

  async "a browser without WebAssembly still has the report"(page) {
    await page.addInitScript(() => { delete globalThis.WebAssembly; });
    await page.goto(moving);
    await page.waitForSelector("#problem:not([hidden])");
    assert.match(await page.locator("#problem").innerText(), /can not run the engine/);
    assert.ok(!(await page.locator("#sliders-live").isVisible()));
    assert.ok(await page.locator("#ranking svg").first().isVisible());
  },

  async "only some hubs, other weights: the same as on the command line"(page) {
    const asked = ["founder", "--only", "region=East", "--weight", "talent=50"];
    execFileSync(hubrank, ["report", ...asked, "--sliders", engine, "--out", "east.html", "--quiet"], { cwd: folder });
    await page.goto(`file://${join(folder, "east.html")}`);
    await rested(page);
    assert.deepEqual(await row(page), ranked(...asked));
  },
};

/** The views that are looked at: light and dark, wide and narrow. */
async function looked(browser) {
  for (const [name, width, colorScheme, query] of [
    ["wide-light", 1400, "light", "/?profile=founder&hub=chengdu"],
    ["wide-dark", 1400, "dark", "/?profile=founder&versus=investor&hub=chengdu&rival=wuhan"],
    ["narrow-light", 390, "light", "/?profile=founder&hub=chengdu"],
    ["narrow-dark", 390, "dark", "/?profile=founder"],
  ]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    await opened(page, query);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    await page.goto(report);
    await page.screenshot({ path: join(pictures, `report-${name}.png`) });
    if (moving) {
      await ready(page);
      await dragged(page, "manufacturing", 45);
      await page.locator("#sliders").scrollIntoViewIfNeeded();
      await page.locator("#sliders").screenshot({ path: join(pictures, `sliders-${name}.png`) });
    }
    await context.close();
  }
}

const report = `file://${join(folder, "report.html")}`;
execFileSync(hubrank, ["report", "--out", "report.html", "--quiet"], { cwd: folder });
const engine = resolve("target/hubrank.wasm");
const moving = existsSync(engine) ? `file://${join(folder, "moving.html")}` : null;
if (moving) execFileSync(hubrank, ["report", "--out", "moving.html", "--sliders", engine, "--quiet"], { cwd: folder });
else console.log("skip  the sliders of a report: wasm/build has not made target/hubrank.wasm");
const { child, address } = await served();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
let failed = 0;
try {
  for (const [name, test] of Object.entries({ ...tests, ...reports, ...(moving ? sliding : {}) })) {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    try {
      await test(page);
      assert.deepEqual(errors, []);
      console.log(`ok    ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}\n${error.stack}`);
    }
    await context.close();
  }
  if (pictures) await looked(browser);
} finally {
  await browser.close();
  child.kill("SIGINT");
}
const code = await Promise.race([
  new Promise((done) => child.on("exit", done)),
  new Promise((done) => setTimeout(() => done("no end"), 5000)),
]);
if (code !== 0) {
  failed += 1;
  console.log(`FAIL  Ctrl-C stops the server: ${code}`);
}
process.exit(failed ? 1 : 0);
