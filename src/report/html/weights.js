"use strict";

/* Weights of siblings in hundredths. Scores are none of this file's business: the engine has them. */

/** Sets one of some siblings; those that are not locked share what is left in proportion. */
function withWeight(weights, id, value, locks) {
  const others = Object.keys(weights).filter((other) => other !== id);
  const held = others.filter((other) => locks.has(other));
  const free = others.filter((other) => !locks.has(other));
  const sum = (ids) => ids.reduce((total, other) => total + weights[other], 0);
  const room = Math.max(0, 100 - sum(held));
  // With nothing free to give or take, the slider can not move.
  const own = free.length ? Math.min(Math.max(0, value), room) : room;
  const [left, before] = [room - own, sum(free)];
  const changed = { ...weights, [id]: rounded(own) };
  for (const other of free) {
    changed[other] = rounded(before > 0 ? (weights[other] / before) * left : left / free.length);
  }
  return changed;
}

/** Four decimals: what stands in the address is then exactly what was sent. */
function rounded(x) {
  return Math.round(x * 1e4) / 1e4;
}

/** A weight as the charts have it: "40 %", "8.3 %". */
function percent(x) {
  return `${Math.round(x * 10) / 10} %`;
}
