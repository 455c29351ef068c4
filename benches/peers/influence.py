"""Grouped Sobol indices in vectorised numpy: the peer that `benches/README.md` compares with.

    python3 influence.py HUBS FACTORS POINTS RESAMPLES

The ranks of all hubs under a weighted sum with FACTORS weights; Jansen's estimators; every resample draws whole rows,
as one product of a matrix of counts with the matrix of squared differences.
"""

import sys

import numpy as np
from scipy.stats import qmc


def ranks(weights, phi):
    order = np.argsort(-(weights @ phi.T), axis=1)
    found = np.empty(order.shape)
    np.put_along_axis(found, order, np.arange(1.0, phi.shape[0] + 1)[None, :], axis=1)
    return found


def main():
    hubs, factors, points, resamples = (int(word) for word in sys.argv[1:5])
    phi = np.random.default_rng(7).random((hubs, factors)) * 100
    both = qmc.Sobol(2 * factors, scramble=True, seed=1).random(points)
    a, b = both[:, :factors], both[:, factors:]
    of_a, of_b = ranks(a, phi), ranks(b, phi)
    first, total = np.empty((factors, points, hubs)), np.empty((factors, points, hubs))
    for factor in range(factors):
        mixed = a.copy()
        mixed[:, factor] = b[:, factor]
        of_mixed = ranks(mixed, phi)
        first[factor] = (of_b - of_mixed) ** 2
        total[factor] = (of_a - of_mixed) ** 2
    rng = np.random.default_rng(2)
    counts = np.zeros((1 + resamples, points))
    counts[0] = 1
    for line in range(resamples):
        counts[1 + line] = np.bincount(rng.integers(0, points, points), minlength=points)
    mean = counts @ (of_a + of_b) / (2 * points)
    variance = counts @ (of_a**2 + of_b**2) / (2 * points) - mean**2
    s = np.stack([1 - counts @ part / (2 * points) / variance for part in first])
    st = np.stack([counts @ part / (2 * points) / variance for part in total])
    low, high = np.quantile(st[:, 1:], [0.025, 0.975], axis=1)
    print(s[:, 0].mean(), st[:, 0].mean(), (high - low).mean())


if __name__ == "__main__":
    main()
