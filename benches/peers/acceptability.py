"""The weights-only simulation in vectorised numpy: the peer that `benches/README.md` compares with.

    python3 acceptability.py HUBS NODES DRAWS [--no-pairs]

Uniform weights over a random model: rank acceptability, central weights and pairwise wins, in batches that stay in
the cache (batches of 2,000 to 20,000 draws were about equally fast, smaller and larger ones slower). Ranks are the
bytes or shorts that hold them, so that the comparisons of pairs use as many SIMD lanes as they can.
"""

import sys

import numpy as np


def simulate(phi, draws, pairs, batch, seed=1):
    hubs, nodes = phi.shape
    rng = np.random.default_rng(seed)
    counts = np.zeros(hubs * hubs, dtype=np.int64)
    sums = np.zeros((hubs, nodes))
    wins = np.zeros((hubs, hubs), dtype=np.int64)
    kind = np.uint8 if hubs <= 256 else np.uint16
    places = np.arange(hubs)
    transposed = np.ascontiguousarray(phi.T)
    done = 0
    while done < draws:
        size = min(batch, draws - done)
        weights = rng.standard_exponential((size, nodes))
        weights /= weights.sum(axis=1, keepdims=True)
        order = np.argsort(-(weights @ transposed), axis=1)
        counts += np.bincount((order * hubs + places).ravel(), minlength=hubs * hubs)
        for node in range(nodes):
            sums[:, node] += np.bincount(order[:, 0], weights[:, node], minlength=hubs)
        if pairs:
            ranks = np.empty((size, hubs), dtype=kind)
            np.put_along_axis(ranks, order, places.astype(kind)[None, :], axis=1)
            columns = np.ascontiguousarray(ranks.T)
            for hub in range(hubs - 1):
                wins[hub, hub + 1 :] += np.count_nonzero(columns[hub] < columns[hub + 1 :], axis=1)
        done += size
    if pairs:
        lower = np.tril_indices(hubs, -1)
        wins[lower] = draws - wins.T[lower]
    counts = counts.reshape(hubs, hubs)
    firsts = counts[:, 0]
    central = np.divide(sums, firsts[:, None], out=np.full_like(sums, np.nan), where=firsts[:, None] > 0)
    return counts, central, wins


def main():
    hubs, nodes, draws = (int(word) for word in sys.argv[1:4])
    phi = np.random.default_rng(7).random((hubs, nodes)) * 100
    batch = max(64, 1_000_000 // hubs)
    counts, central, wins = simulate(phi, draws, "--no-pairs" not in sys.argv, batch)
    firsts = counts[:, 0]
    print(int(firsts.argmax()), firsts.max() / draws, np.nansum(central[firsts.argmax()]), int(wins.sum()))


if __name__ == "__main__":
    main()
