"""Recomputes what the cards of decks/key-patterns.md work out."""
import math
from statistics import NormalDist

import numpy as np

from deckcheck import check

Z = NormalDist().inv_cdf


# Batch vs real-time inference trade-offs


@check("serve-batch-staleness")
def _(card):
    assert card.says("nightly", "features at 00:00", "predictions at 03:00")
    assert card.answers("just before 03:00", "previous day's 00:00")
    # hour by hour over a week: age of the snapshot behind the table being served
    ages = []
    for minute in range(3 * 24 * 60, 7 * 24 * 60):
        snapshots = [24 * 60 * day for day in range(8) if 24 * 60 * day + 3 * 60 <= minute]
        ages.append(minute + 1 - max(snapshots))  # the age at the end of that minute
    assert card.answers(f"{max(ages) / 60:.0f} hours") and max(ages) == (24 + 3) * 60
    # runs twice as often, equally long: only the interval halves
    assert card.says("interval between runs + duration of a run")


@check("serve-batch-waste")
def _(card):
    assert card.says("50 million users", "4 %")
    used = 50_000_000 * 4 // 100
    assert card.answers(f"{50_000_000 // used}: 50 million", f"{used // 10**6} million used", "1/0.04")
    assert math.isclose(1 / 0.04, 50_000_000 / used)


@check("serve-replica-count")
def _(card):
    assert card.says("2,000 requests/s", "50 ms", "8 requests at once", "70 %")
    in_flight = 2_000 * 50 / 1_000
    needed = in_flight / (8 * 0.7)
    assert card.answers(f"{math.ceil(needed)}: ", f"2,000 × {50 / 1_000} = {in_flight:.0f} requests")
    assert card.answers(f"{in_flight:.0f} / (8 × 0.7) = {needed:.1f}")


@check("serve-tail-fanout")
def _(card):
    assert card.says("20 feature lookups", "exceeds 50 ms with probability 1 %", "longer than 50 ms")
    slow = 1 - 0.99**20
    assert card.answers("1 − 0.99²⁰", f"≈ {100 * slow:.1f} %")
    assert card.says(f"p{100 * 0.99**20:.0f}")


@check("serve-p99-average-error")
def _(card):
    # ten equal replicas, one slow: the mean of the p99s is far from the fleet's
    rng = np.random.default_rng(0)
    fleet = [rng.exponential(10, 20_000) for _ in range(9)] + [500 + rng.exponential(10, 20_000)]
    mean = np.mean([np.quantile(r, 0.99) for r in fleet])
    pooled = np.quantile(np.concatenate(fleet), 0.99)
    assert pooled > 4 * mean
    slowest = np.argsort(np.concatenate(fleet))[-2_000:]
    assert (slowest >= 180_000).all() and card.says("slowest 1 % entirely", "weight 1/10")


@check("serve-continuous-batching")
def _(card):
    lengths = [10, 10, 10, 100]
    assert card.says("4 sequences", "10, 10, 10 and 100")
    share = sum(lengths) / (len(lengths) * max(lengths))
    assert card.answers(f"{100 * share:.1f} %", f"{sum(lengths)} useful", f"4 × {max(lengths)}")


# Feature stores


@check("fs-pit-availability")
def _(card):
    assert card.says("3 (event time 09:00)", "5 (10:00)", "9 (11:00)", "45 minutes", "decision at 10:30")
    values = [(9 * 60, 3), (10 * 60, 5), (11 * 60, 9)]
    decision = 10 * 60 + 30
    latest = lambda delay: max((t, v) for t, v in values if t + delay <= decision)[1]
    assert card.answers(f"{latest(45)}: the value of 10:00", "10:45")
    assert card.says(f"event time would give {latest(0)}")


@check("fs-online-memory")
def _(card):
    assert card.says("200 features of 8 bytes", "50 million users")
    assert card.answers(f"{50 * 10**6 * 200 * 8 / 1e9:.0f} GB: 50 × 10⁶ × 200 × 8 bytes")


@check("fs-as-of-code")
def _(card):
    space = {}
    exec(card.code(), space)
    rng = np.random.default_rng(1)
    for _ in range(300):
        times = sorted(rng.integers(0, 30, rng.integers(0, 8)).tolist())
        rows = [(t, i) for i, t in enumerate(times)]
        t = int(rng.integers(-1, 32))
        known = [value for time, value in rows if time <= t]
        assert space["as_of"](rows, t) == (known[-1] if known else None)
    assert space["as_of"]([(5, "a")], 5) == "a" and card.says("available exactly at t")


# Model versioning and rollback


@check("ver-threshold")
def _(card):
    assert card.says("v1 flags 0.5 % of 200,000", "v2, deployed with the same threshold, flags 2 %", "99.5th")
    old, new = 200_000 * 5 // 1_000, 200_000 * 2 // 100
    assert card.answers(f"{new - old:,}: {new:,} instead of {old:,}")
    assert math.isclose(100 - 0.5, 99.5)


@check("ver-rollback-speed")
def _(card):
    assert card.says("5 % of 1,000 orders per minute", "20 minutes", "5-minute rollback", "2-hour")
    lost, rollback, retrain = 1_000 * 5 // 100, 20 + 5, 20 + 120
    assert card.answers(f"{lost * (retrain - rollback):,}:", f"{lost} orders", f"{retrain - rollback} minutes")
    assert card.says(f"{rollback} against {retrain} minutes", f"20 of the {rollback} minutes")


@check("ver-semantic-change")
def _(card):
    assert card.says("seconds to milliseconds") and card.answers(f"{round(1 / 1e-3):,} times too large")


# Canary deployments for ML


@check("canary-sample-size")
def _(card):
    assert card.says("0.5 points", "5 % conversion", "α = 0.05", "power 80 %", "n ≈ 16·p(1 − p)/δ²")
    p, delta = 0.05, 0.005
    assert card.answers(f"{16 * p * (1 - p) / delta**2:,.0f}: 16 × {p} × {1 - p} / {delta}²")
    za, zb = Z(0.975), Z(0.8)
    exact = 2 * (za + zb) ** 2
    assert card.says(f"2·({za:.2f} + {zb:.2f})² = {exact:.1f}")
    # the rule gives about the promised power, and half the effect needs four times the users
    n = 16 * p * (1 - p) / delta**2
    rng = np.random.default_rng(2)
    a, b = rng.binomial(int(n), p, 40_000) / n, rng.binomial(int(n), p + delta, 40_000) / n
    pooled = (a + b) / 2
    power = (np.abs(b - a) / np.sqrt(2 * pooled * (1 - pooled) / n) > za).mean()
    assert 0.76 < power < 0.84
    assert math.isclose(16 * p * (1 - p) / (delta / 2) ** 2, 4 * n) and card.says("four times the users")


@check("canary-large-control")
def _(card):
    assert card.answers("n/2", "σ²/n₁ + σ²/n₂", "σ²/n₁ = 2σ²/n")
    n, control = 1_000, 10**9
    precision = 2 / n
    canary = next(m for m in range(1, n + 1) if 1 / m + 1 / control <= precision * (1 + 1e-6))
    assert canary == n / 2


@check("canary-rule-of-three")
def _(card):
    assert card.says("300 independent", "95 %")
    exact = 1 - 0.05 ** (1 / 300)
    assert card.answers("1 %: 3/300") and abs(exact - 3 / 300) < 2e-4
    assert abs(-math.log(0.05) - 3) < 0.005
    assert card.says("below 0.1 %", f"about {3 / 0.001:,.0f}")


@check("canary-peeking")
def _(card):
    assert card.says("α = 0.05", "5 equally spaced looks", "first p < 0.05")
    walk = np.random.default_rng(3).normal(size=(400_000, 5)).cumsum(1) / np.sqrt(np.arange(1, 6))
    rate = (np.abs(walk) > Z(0.975)).any(1).mean()
    assert card.answers(f"About {100 * rate:.0f} %")


@check("canary-sample-ratio")
def _(card):
    assert card.says("at 10 %", "10,400 of 100,000", "(1 degree of freedom, critical value 3.84 at 5 %)")
    observed, expected = np.array([10_400, 89_600]), np.array([10_000, 90_000])
    chi2 = ((observed - expected) ** 2 / expected).sum()
    assert card.answers("400²/10,000 + 400²/90,000", f"≈ {chi2:.1f}")
    assert f"{Z(0.975) ** 2:.2f}" == "3.84" and chi2 > 3.84


@check("canary-segment-harm")
def _(card):
    assert card.says("90 % to 70 %", "5 % of the traffic")
    before, after = 0.95 * 0.9 + 0.05 * 0.9, 0.95 * 0.9 + 0.05 * 0.7
    assert card.answers(f"{100 * (before - after):.0f} percentage point", "0.05 × 20")


# Monitoring: data drift, model decay


def psi(e, a):
    e, a = np.asarray(e, float), np.asarray(a, float)
    return ((a - e) * np.log(a / e)).sum(-1)


@check("drift-psi-formula")
def _(card):
    assert card.answers("PSI = Σᵢ (aᵢ − eᵢ)·ln(aᵢ/eᵢ)")
    e, a = np.random.default_rng(4).dirichlet(np.ones(6), 2)
    kl = lambda p, q: (p * np.log(p / q)).sum()
    assert card.says("sum of both KL divergences") and np.isclose(psi(e, a), kl(a, e) + kl(e, a))
    assert card.says("empty bin makes it infinite")
    with np.errstate(divide="ignore"):
        assert np.isinf(psi([0.5, 0.5], [1.0, 0.0]))


@check("drift-psi-compute")
def _(card):
    assert card.says("50 % / 50 %", "60 % / 40 %")
    assert card.answers("0.1·ln 1.2 + (−0.1)·ln 0.8", f"≈ {psi([0.5, 0.5], [0.6, 0.4]):.3f}")
    assert np.isclose(0.1 * math.log(1.2) - 0.1 * math.log(0.8), psi([0.5, 0.5], [0.6, 0.4]))


@check("drift-psi-noise")
def _(card):
    assert card.says("20 equal reference bins", "190 rows")
    bins, rows = 20, 190
    assert card.answers(f"About {(bins - 1) / rows:.1f}: (bins − 1) / rows = {bins - 1}/{rows}")
    counts = np.random.default_rng(5).multinomial(rows, [1 / bins] * bins, 100_000)
    counts = counts[(counts > 0).all(1)]
    drawn = psi(np.full(bins, 1 / bins), counts / rows)
    assert abs(drawn.mean() - 0.1) < 0.01
    assert 0.8 < (rows * drawn).var() / (2 * (bins - 1)) < 1.4  # χ² with bins − 1 degrees has twice that variance


@check("drift-ks-large-sample")
def _(card):
    assert card.says("α = 0.05", "1.36·√(1/n + 1/m)", "1 million")
    assert card.answers(f"{1.36 * math.sqrt(2e-6):.4f}", "1.36 × √(2 × 10⁻⁶)")
    # 1.36 is the 5 % point of the Kolmogorov distribution
    tail = 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * 1.36**2) for k in range(1, 20))
    assert abs(tail - 0.05) < 0.001


@check("drift-immature-labels")
def _(card):
    assert card.says("Only 40 %", "within 7 days", "exactly 7 days old shows 0.2 %") and card.answers(f"{0.2 / 0.4:.1f} %: 0.2 % / 0.4")


@check("drift-alert-routing")
def _(card):
    assert card.says("200 stable features", "α = 0.05", f"raise {200 * 0.05:.0f} false alarms")


@check("drift-retrain-cadence")
def _(card):
    assert card.says("0.2 points of recall per week", "at most 1 point", "2 weeks to mature", "newest training label's event")
    # weeks since deployment -> age of the newest training label's event; loss at that age, in tenths of a point
    loss = lambda week: 2 * (week + 2)
    longest = max(week for week in range(50) if loss(week) <= 10)
    assert card.answers(f"{longest} weeks: 1/0.2 = {longest + 2} weeks of age", f"starts at age {2}")


@check("drift-psi-versus-ks")
def _(card):
    assert card.answers("maxₓ |F(x) − G(x)|")
    rng = np.random.default_rng(6)
    a, b = rng.normal(size=4_000), rng.normal(0.4, 1.3, 4_000)
    share = lambda x, edges: np.histogram(x, np.concatenate([[-np.inf], edges, [np.inf]]))[0] / len(x)
    values = [psi(share(a, q), share(b, q)) for q in (np.quantile(a, np.linspace(0, 1, k + 1)[1:-1]) for k in (2, 5, 20))]
    assert np.ptp(values) > 0.02  # PSI moves with the bins
    gap = lambda f: max(abs((f(a) <= x).mean() - (f(b) <= x).mean()) for x in f(np.concatenate([a, b])))
    assert np.isclose(gap(lambda x: x), gap(np.exp))  # KS needs no bins and ignores monotone rescaling


@check("drift-label-shift")
def _(card):
    # Gaussian classes with fixed P(x|y): correcting the odds by the prior odds gives the new posterior exactly
    like = lambda x, mean: math.exp(-((x - mean) ** 2) / 2)
    odds = lambda x, prior: prior * like(x, 1) / ((1 - prior) * like(x, -1))
    for x in (-2.0, 0.1, 1.7):
        ratio = (0.3 / 0.7) / (0.1 / 0.9)
        assert math.isclose(odds(x, 0.1) * ratio, odds(x, 0.3))
    assert card.answers("P(x|y) stays fixed") and card.says("ratio of new to old prior odds")
