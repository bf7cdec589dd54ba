"""Recomputes the worked numbers, formulas and derivations of decks/ml-fundamentals.md."""
from itertools import product
from math import comb, sqrt

import numpy as np

from deckcheck import check


def close(a, b, tolerance=1e-9):
    return np.allclose(a, b, rtol=0, atol=tolerance)


def numeric_gradient(f, w, h=1e-6):
    g = np.zeros_like(w)
    for i in range(w.size):
        e = np.zeros_like(w)
        e[i] = h
        g[i] = (f(w + e) - f(w - e)) / (2 * h)
    return g


# Bias-variance trade-off


@check("bias-variance-decomposition")
def _(card):
    assert card.answers("(f(x) − E[f̂(x)])² + Var(f̂(x)) + σ²")
    # Every training set of three rows with noise ±s at each of three inputs, a line through the origin, one test input.
    x, at, s = np.array([0.5, 1.0, 2.0]), 1.7, 0.6
    f = lambda t: t**2
    fits = []
    for noise in product((-s, s), repeat=3):
        y = f(x) + np.array(noise)
        fits.append((x @ y) / (x @ x) * at)
    fits = np.array(fits)
    error = np.mean([(f(at) + e - fit) ** 2 for fit in fits for e in (-s, s)])
    bias2, variance, noise = (f(at) - fits.mean()) ** 2, fits.var(), s**2
    assert min(bias2, variance, noise) > 1e-3
    assert close(error, bias2 + variance + noise)


@check("bias-variance-four-models")
def _(card):
    assert card.says("predict 2, 4, 4 and 6", "true f is 5", "variance 1")
    fits, f, noise = np.array([2, 4, 4, 6.0]), 5, 1
    bias, variance = fits.mean() - f, fits.var()
    error = np.mean([(f + e - p) ** 2 for p in fits for e in (-1, 1)])
    assert close(error, bias**2 + variance + noise)
    assert card.answers(f"{error:.0f} = bias² {bias**2:.0f} + variance {variance:.0f} + noise {noise}")
    assert card.says(f"The mean prediction is {fits.mean():.0f}", "4 − 5 = −1", "(4 + 0 + 0 + 4)/4 = 2")
    assert list((fits - fits.mean()) ** 2) == [4, 0, 0, 4]


@check("bias-variance-polynomial-example")
def _(card):
    assert card.says("degree-15", "sin(2πx)", "same 20 evenly spaced x in 0 ≤ x ≤ 1")
    x, grid = np.linspace(0, 1, 20), np.linspace(0, 1, 200)
    rng = np.random.default_rng(1)
    truth, targets = np.sin(2 * np.pi * grid), np.sin(2 * np.pi * x)

    def study(degree):
        fits = np.array([
            np.polynomial.Chebyshev.fit(x, targets + 0.3 * rng.standard_normal(20), degree, domain=[0, 1])(grid)
            for _ in range(2000)
        ])
        return np.mean((fits.mean(0) - truth) ** 2), np.mean(fits.var(0))

    (line_bias, line_variance), (poly_bias, poly_variance) = study(1), study(15)
    assert line_bias > 10 * line_variance       # lines: nearly alike, wrong together
    assert poly_variance > 10 * poly_bias       # degree 15: right on average, single curves swing
    assert poly_bias < line_bias / 10 and poly_variance > 10 * line_variance


@check("bias-variance-knn-example")
def _(card):
    assert card.answers("σ²/k")
    rng = np.random.default_rng(2)
    sigma, x = 0.7, np.linspace(0, 1, 41)
    f = lambda t: 4 * t**2
    order = np.argsort(abs(x - 0.9), kind="stable")
    y = f(x) + sigma * rng.standard_normal((100_000, x.size))
    biases = []
    for k in (1, 5, 41):
        fit = y[:, order[:k]].mean(1)
        assert abs(fit.var() / (sigma**2 / k) - 1) < 0.03
        biases.append(abs(fit.mean() - f(0.9)))
    assert biases[0] < 0.05 and biases[2] > biases[1]


@check("bias-variance-avoidable-bias")
def _(card):
    assert card.says("Human error is 2 %", "training error 9 %", "validation error 12 %")
    human, training, validation = 2, 9, 12
    bias, variance = training - human, validation - training
    assert card.answers(f"9 − 2 = {bias} percentage points")
    assert card.says(f"12 − 9 = {variance}", "bias comes first") and bias > variance


@check("bias-variance-ensemble-floor")
def _(card):
    assert card.says("prediction variance 1", "correlate by 0.3", "mean of 10 trees")
    rho, trees = 0.3, 10
    covariance = np.full((trees, trees), rho) + (1 - rho) * np.eye(trees)
    weights = np.full(trees, 1 / trees)
    variance = weights @ covariance @ weights
    assert close(variance, rho + (1 - rho) / trees)
    assert card.answers("ρσ² + (1 − ρ)σ²/B", f"0.3 + {(1 - rho) / trees:.2f} = {variance:.2f}")


@check("bias-variance-double-descent-peak")
def _(card):
    assert card.says("peak where p ≈ n", "minimum-norm least squares")
    rng = np.random.default_rng(3)
    n, total, errors = 40, 200, {}
    for p in (5, 10, 20, 40, 80, 200):
        runs = []
        for _ in range(60):
            beta = rng.standard_normal(total) / sqrt(total)
            train, test = rng.standard_normal((n, total)), rng.standard_normal((200, total))
            y = train @ beta + 0.5 * rng.standard_normal(n)
            w = np.linalg.pinv(train[:, :p]) @ y
            runs.append(np.mean((test[:, :p] @ w - test @ beta) ** 2))
        errors[p] = np.median(runs)
    assert max(errors, key=errors.get) == n
    assert errors[200] < errors[40] / 4


@check("bias-variance-always-trades")
def _(card):
    assert card.says("averaging equally trained models, lowers variance without raising bias")
    single = np.array([1.0, 3.0, 8.0])          # equally likely predictions of one model
    pairs = np.array([(a + b) / 2 for a in single for b in single])
    assert close(pairs.mean(), single.mean()) and close(pairs.var(), single.var() / 2)


# Regularization: L1 vs L2


@check("reg-map-priors")
def _(card):
    assert card.says("λ = σ²/τ²", "|w|/b for Laplace of scale b", "w²/(2τ²) for variance τ²")
    assert card.answers("Laplace")
    rng = np.random.default_rng(4)
    x, y, sigma, tau = rng.standard_normal((9, 3)), rng.standard_normal(9), 0.5, 1.5
    ridge = np.linalg.solve(x.T @ x + sigma**2 / tau**2 * np.eye(3), x.T @ y)
    negative_log_posterior = lambda w: np.sum((y - x @ w) ** 2) / (2 * sigma**2) + w @ w / (2 * tau**2)
    assert close(numeric_gradient(negative_log_posterior, ridge), 0, 1e-6)
    w, b = np.linspace(-3, 3, 60_001), 0.7       # −log of each density, up to a constant, against samples
    for density, penalty, draws in (
        (np.exp(-abs(w) / b) / (2 * b), abs(w) / b, rng.laplace(0, b, 400_000)),
        (np.exp(-w * w / (2 * tau**2)) / (tau * sqrt(2 * np.pi)), w * w / (2 * tau**2), rng.normal(0, tau, 400_000)),
    ):
        assert np.ptp(-np.log(density) - penalty) < 1e-9
        inside = np.sum(density[abs(w) <= 1]) * (w[1] - w[0])
        assert abs(np.mean(abs(draws) <= 1) - inside) < 0.005


@check("reg-ridge-closed-form")
def _(card):
    assert card.says("‖y − Xw‖² + λ‖w‖²", "X of shape n × d", "[(XᵀX + λI)⁻¹Xᵀy]", "−2Xᵀ(y − Xw) + 2λw")
    rng = np.random.default_rng(5)
    for n, d in ((12, 4), (3, 6)):               # d > n as well
        x, y, lam = rng.standard_normal((n, d)), rng.standard_normal(n), 0.7
        loss = lambda w: np.sum((y - x @ w) ** 2) + lam * w @ w
        at = rng.standard_normal(d)
        assert close(numeric_gradient(loss, at), -2 * x.T @ (y - x @ at) + 2 * lam * at, 1e-5)
        w = np.linalg.inv(x.T @ x + lam * np.eye(d)) @ x.T @ y
        assert close(numeric_gradient(loss, w), 0, 1e-6)
        assert all(loss(w) < loss(w + 1e-2 * rng.standard_normal(d)) for _ in range(50))


@check("reg-ridge-singular-factors")
def _(card):
    assert card.says("λ = 1", "s = 3 and s = 0.5", "‖y − Xw‖² + λ‖w‖²")
    rng = np.random.default_rng(6)
    u = np.linalg.qr(rng.standard_normal((6, 2)))[0]
    v = np.linalg.qr(rng.standard_normal((2, 2)))[0]
    x, y = u @ np.diag([3, 0.5]) @ v.T, rng.standard_normal(6)
    ols = np.linalg.lstsq(x, y, rcond=None)[0]
    ridge = np.linalg.solve(x.T @ x + np.eye(2), x.T @ y)
    factors = (v.T @ ridge) / (v.T @ ols)
    assert close(factors, [s**2 / (s**2 + 1) for s in (3, 0.5)])
    assert card.answers("s²/(s² + λ)", f"{factors[0]:.1f} and {factors[1]:.1f}") and close(factors, np.round(factors, 1))
    # Coefficient variance along a direction is σ²/s² (here σ² = 1).
    assert card.says("σ²/s²")
    assert close(np.diag(v.T @ np.linalg.inv(x.T @ x) @ v), [1 / 9, 4])


def lasso_1d(z, lam):
    return np.sign(z) * max(abs(z) - lam, 0)


@check("reg-soft-threshold")
def _(card):
    assert card.says("½‖y − Xw‖² + λ‖w‖₁", "XᵀX = I", "sign(zⱼ)·max(|zⱼ| − λ, 0)", "wⱼ − zⱼ + λ·sign(wⱼ) = 0")
    rng = np.random.default_rng(7)
    x = np.linalg.qr(rng.standard_normal((8, 3)))[0]
    z, lam = np.array([2.0, -0.4, -1.5]), 0.6
    y = x @ z + (np.eye(8) - x @ x.T) @ rng.standard_normal(8)
    assert close(x.T @ y, z)
    loss = lambda w: 0.5 * np.sum((y - x @ w) ** 2) + lam * np.abs(w).sum()
    w = np.array([lasso_1d(a, lam) for a in z])
    for j in range(3):                           # convex and separable: a grid per coordinate settles it
        grid = np.linspace(-6, 6, 24001)
        losses = [loss(np.concatenate([w[:j], [g], w[j + 1:]])) for g in grid]
        assert abs(grid[int(np.argmin(losses))] - w[j]) < 1e-3
    assert (w == 0).any() and (w != 0).any()


@check("reg-lasso-ridge-numbers")
def _(card):
    assert card.says("λ = 1", "coefficients 3 and −0.5", "½‖y − Xw‖² + λ‖w‖₁", "½‖y − Xw‖² + ½λ‖w‖²", "by 1 + λ")
    grid = np.round(np.linspace(-4, 4, 80001), 6)
    best = lambda penalty, z: float(grid[np.argmin(0.5 * (grid - z) ** 2 + penalty(grid))])
    lasso = [best(np.abs, z) for z in (3, -0.5)]
    ridge = [best(lambda w: 0.5 * w**2, z) for z in (3, -0.5)]
    assert close(lasso, [lasso_1d(3, 1), lasso_1d(-0.5, 1)], 1e-3) and close(ridge, [3 / 2, -0.5 / 2], 1e-3)
    assert card.answer.startswith(f"{lasso[0]:.0f} and {abs(lasso[1]):.0f}: ")
    assert f"makes {ridge[0]:.1f} and −{-ridge[1]:.2f} of them" in card.question


@check("reg-geometry-corners")
def _(card):
    assert card.says("the pull of λ|w| stays λ", "at most λ in size", "the pull 2λw of λw² fades")
    lam, w = 0.3, np.array([0.01])
    assert close(numeric_gradient(lambda v: lam * abs(v[0]), w), lam)
    assert close(numeric_gradient(lambda v: lam * v[0] ** 2, w), 2 * lam * 0.01)
    grid = np.linspace(-1, 1, 20_001)            # a loss with slope −pull at zero
    best = lambda penalty, pull: grid[np.argmin(0.5 * grid**2 - pull * grid + penalty)]
    assert close(best(lam * abs(grid), 0.29), 0) and best(lam * abs(grid), 0.35) > 0.04
    assert best(lam * grid**2, 0.01) > 0.005


@check("reg-when-ridge")
def _(card):
    assert card.says("hundreds of features with small true effects")

    def best_errors(w, rng, n=200):              # each method at its best penalty, on a fresh test set
        x, test = rng.standard_normal((n, w.size)), rng.standard_normal((1000, w.size))
        y = x @ w + rng.standard_normal(n)
        gram, xy, error = x.T @ x, x.T @ y, lambda v: np.mean((test @ (v - w)) ** 2)
        ridge = [error(np.linalg.solve(gram + lam * np.eye(w.size), xy)) for lam in 2.0 ** np.arange(0, 14)]
        step, lasso = 1 / np.linalg.eigvalsh(gram)[-1], []
        v = np.zeros(w.size)
        for lam in np.abs(xy).max() * 0.8 ** np.arange(0, 20):
            for _ in range(60):                  # proximal gradient, warm-started along the path
                z = v - step * (gram @ v - xy)
                v = np.sign(z) * np.maximum(abs(z) - step * lam, 0)
            lasso.append(error(v))
        return min(lasso), min(ridge)

    rng, d = np.random.default_rng(18), 300
    dense = [best_errors(rng.standard_normal(d) / sqrt(d), rng) for _ in range(5)]
    sparse = [best_errors(np.where(np.arange(d) < 5, 1 / sqrt(5), 0.0), rng) for _ in range(5)]
    assert all(lasso > ridge for lasso, ridge in dense)
    assert all(lasso < ridge / 2 for lasso, ridge in sparse)


@check("reg-l2-under-adam")
def _(card):
    assert card.says("½λ‖w‖²", "1 − ηλ", "weights with large gradients are decayed less")
    eta, lam = 0.1, 0.2
    w = np.array([2.0])
    penalty = lambda v: 0.5 * lam * v @ v
    assert close(w - eta * numeric_gradient(penalty, w), (1 - eta * lam) * w)

    def decay_done_by_l2(scale):                 # how far L2 moves the end point under Adam
        def run(l2):
            rng, v1, v2, x = np.random.default_rng(8), 0.0, 0.0, 1.0
            for t in range(1, 2001):
                g = scale * rng.standard_normal() + l2 * x
                v1, v2 = 0.9 * v1 + 0.1 * g, 0.999 * v2 + 0.001 * g * g
                x -= 1e-4 * (v1 / (1 - 0.9**t)) / (sqrt(v2 / (1 - 0.999**t)) + 1e-8)
            return x
        return run(0.0) - run(0.1)

    assert decay_done_by_l2(1.0) > 5 * decay_done_by_l2(10.0) > 0


@check("reg-units-claim")
def _(card):
    assert card.says("1000 times smaller")
    rng = np.random.default_rng(9)
    metres = rng.standard_normal((30, 1))
    y = 2 * metres[:, 0] + rng.standard_normal(30)
    fit = lambda x, lam: np.linalg.solve(x.T @ x + lam * np.eye(1), x.T @ y)
    assert close(fit(metres, 0), 1000 * fit(1000 * metres, 0))
    shrink = lambda x: float((fit(x, 30) / fit(x, 0))[0])
    assert shrink(metres) < 0.8 and shrink(1000 * metres) > 0.999


# Gradient descent variants


@check("gd-ravine-rate")
def _(card):
    assert card.says("curvatures 1 and 100")

    def after(eta, steps=400):
        w = np.array([1.0, 1.0])
        for _ in range(steps):
            w = w - eta * np.array([1, 100]) * w
        return w

    limit = 2 / 100
    assert abs(after(limit * 0.99)[1]) < 1 < abs(after(limit * 1.01)[1])
    survives = 1 - limit * 1
    assert close(after(limit, 1)[0], survives)
    assert card.answers(f"η < 2/100 = {limit:.2f}", f"over 1 − 0.02 · 1 = {100 * survives:.0f} %")


@check("gd-momentum-gain")
def _(card):
    assert card.says("v ← βv + g", "w ← w − ηv", "β = 0.9", "v ← βv + (1 − β)g")
    heavy = average = 0.0
    for _ in range(1000):
        heavy, average = 0.9 * heavy + 1, 0.9 * average + 0.1
    assert close(average, 1) and close(heavy, 1 / (1 - 0.9))
    assert card.answers(f"1/(1 − β) = {heavy:.0f} times")


@check("gd-nesterov-lookahead")
def _(card):
    assert card.answers("w − ηβv")
    # Nesterov's own two-sequence form, in the velocity form of the card, on a quadratic.
    curvature, eta, beta = np.array([1.0, 9.0]), 0.05, 0.8
    grad = lambda w: curvature * w
    w, v = np.array([1.0, -2.0]), np.zeros(2)
    previous = current = w.copy()
    for _ in range(30):
        v = beta * v + grad(w - eta * beta * v)
        w = w - eta * v
        ahead = current + beta * (current - previous)
        previous, current = current, ahead - eta * grad(ahead)
        assert close(w, current)


@check("gd-rmsprop-vs-adagrad")
def _(card):
    assert card.says("s ← s + g²", "s ← ρs + (1 − ρ)g²", "w ← w − ηg/(√s + ε)")
    adagrad = rms = 0.0
    for _ in range(10_000):
        adagrad, rms = adagrad + 1.0, 0.9 * rms + 0.1 * 1.0
    assert close(1 / sqrt(adagrad), 0.01) and close(1 / sqrt(rms), 1)


def adam_moments(gradients, b1=0.9, b2=0.999):
    m = v = 0.0
    for g in gradients:
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
    return m, v


@check("gd-adam-update")
def _(card):
    assert card.answers("w ← w − η·m̂/(√v̂ + ε)", "m̂ = m/(1 − β₁ᵗ)", "v̂ = v/(1 − β₂ᵗ)")
    assert card.says("(1 − β₁)β₁ᵗ⁻ⁱ", "add up to 1 − β₁ᵗ")
    rng, b1, b2 = np.random.default_rng(10), 0.9, 0.999
    for t in (1, 2, 7, 50):
        g = rng.standard_normal(t)
        m, v = adam_moments(g)
        past = np.arange(t, 0, -1) - 1           # t − i for i = 1..t
        assert close(m, np.sum((1 - b1) * b1**past * g)) and close(np.sum((1 - b1) * b1**past), 1 - b1**t)
        assert close(m / (1 - b1**t), np.average(g, weights=b1**past))
        assert close(v / (1 - b2**t), np.average(g**2, weights=b2**past))


@check("gd-adam-first-step")
def _(card):
    assert card.says("β₁ = 0.9, β₂ = 0.999")
    for g in (0.003, 5.0, -80.0):
        m, v = adam_moments([g])
        raw, corrected = abs(m) / sqrt(v), abs(m / 0.1) / sqrt(v / 0.001)
        assert close(corrected, 1) and close(raw, 0.1 / sqrt(0.001)) and raw > 1
    assert card.answers(f"0.1/√0.001 · η ≈ {raw:.2f}η instead of η")


@check("gd-adamw-update")
def _(card):
    assert card.says("w − η·(m̂/(√v̂ + ε) + [λw])")
    # With no gradient the step must be the pure decay w ← (1 − ηλ)w of the library convention.
    eta, lam, w = 0.01, 0.1, 3.0
    m, v = adam_moments([0.0, 0.0])
    assert close(w - eta * (m / (sqrt(v) + 1e-8) + lam * w), (1 - eta * lam) * w)


@check("gd-noise-plateau")
def _(card):
    assert card.answers("about proportional to η (small η)")
    a, s = 2.0, 1.5                              # loss a·w²/2, gradient noise of standard deviation s

    def plateau(eta):
        variance = 0.0
        for _ in range(20_000):
            variance = (1 - eta * a) ** 2 * variance + eta**2 * s**2
        return a * variance / 2

    assert abs(plateau(0.02) / plateau(0.01) - 2) < 0.05 and plateau(0.01) > 0


@check("gd-linear-scaling")
def _(card):
    assert card.says("One step of kη", "k steps of η", "scales η by √k")
    rng, k, eta = np.random.default_rng(11), 8, 1e-3
    batches = rng.standard_normal((k, 16)) + 1   # loss mean((w − b)²)/2 per mini-batch b
    w = 5.0
    for batch in batches:
        w -= eta * (w - batch.mean())
    big = 5.0 - k * eta * (5.0 - batches.mean())
    assert abs(w - big) < 0.01 * abs(w - 5.0)


# Cross-validation strategies


@check("cv-k-bias")
def _(card):
    assert card.says("1000 rows", "5-fold") and card.answers(f"only {1000 * 4 // 5} rows")


@check("cv-stratify-empty-fold")
def _(card):
    assert card.says("500 rows with 5 positives", "5 folds of 100")
    exact, rough = comb(400, 5) / comb(500, 5), (4 / 5) ** 5
    assert f"{exact:.2f}" == f"{rough:.2f}"
    assert card.answers(f"About {exact:.2f}", "(4/5)⁵")


@check("cv-purge-horizon")
def _(card):
    assert card.says("days d + 1 to d + 7", "start on day 100")
    clean = [d for d in range(1, 100) if max(range(d + 1, d + 8)) < 100]
    assert card.answers(f"Day {clean[-1]}", f"ends on day {clean[-1] + 7}")
    assert card.says(f"Rows {clean[-1] + 1} to 99")


@check("cv-nested-count")
def _(card):
    assert card.says("5 outer folds", "4 inner folds", "20 settings", "once per outer fold")
    fits = 0
    for _outer in range(5):
        for _setting in range(20):
            for _inner in range(4):
                fits += 1
        fits += 1
    assert card.answers(f"5 · (4 · 20 + 1) = {fits}")


@check("cv-selection-leak")
def _(card):
    assert card.says("100 genes", "5000 pure-noise genes", "50 balanced patients", "true error is 50 %", "under 5 % on average")
    rng = np.random.default_rng(12)

    def error(select_inside, strength):
        x, y = rng.standard_normal((50, 5000)), rng.permutation(np.repeat([0, 1], 25))

        def select(rows):
            centred, target = x[rows] - x[rows].mean(0), y[rows] - y[rows].mean()
            return np.argsort(-strength(target @ centred / np.linalg.norm(centred, axis=0)))[:100]

        everything, wrong = select(np.arange(50)), 0
        for fold in np.array_split(rng.permutation(50), 5):
            rest = np.setdiff1d(np.arange(50), fold)
            genes = select(rest) if select_inside else everything
            for i in fold:                       # one nearest neighbour
                nearest = rest[np.argmin(((x[rest][:, genes] - x[i, genes]) ** 2).sum(1))]
                wrong += y[nearest] != y[i]
        return wrong / 50

    # Whether "best" means the largest absolute or the largest signed correlation.
    for strength in (np.abs, np.positive):
        leaky = np.mean([error(False, strength) for _ in range(40)])
        honest = np.mean([error(True, strength) for _ in range(40)])
        assert leaky < 0.05 and abs(honest - 0.5) < 0.06


@check("cv-loo-shortcut")
def _(card):
    assert card.says("‖y − Xw‖² + λ‖w‖²", "λ = 0 gives least squares")
    assert card.answers("(yᵢ − ŷᵢ)/(1 − hᵢᵢ)", "H = X(XᵀX + λI)⁻¹Xᵀ", "ŷ = Hy")
    rng = np.random.default_rng(19)
    x, y = rng.standard_normal((12, 3)), rng.standard_normal(12)
    for lam in (0, 0.7):
        fit = lambda x, y: np.linalg.solve(x.T @ x + lam * np.eye(3), x.T @ y)
        h = x @ np.linalg.inv(x.T @ x + lam * np.eye(3)) @ x.T
        held_out = [y[i] - x[i] @ fit(np.delete(x, i, 0), np.delete(y, i)) for i in range(12)]
        assert close((y - h @ y) / (1 - np.diag(h)), held_out)


@check("cv-fold-correlation")
def _(card):
    folds = np.arange(100) % 5
    one, two = (set(np.flatnonzero(folds != k)) for k in (0, 1))
    share = len(one & two) / len(one)
    assert card.says("k = 5", f"{100 * share:.0f} % between any two")


# Metrics: precision, recall, F1, AUC-ROC


@check("metrics-conditional-probabilities")
def _(card):
    assert card.answers("Precision on the prediction: P(y = 1 | ŷ = 1)", "Recall on the truth: P(ŷ = 1 | y = 1)")
    y = np.repeat([1, 0, 1, 0], [40, 10, 20, 930])
    flagged = np.repeat([1, 1, 0, 0], [40, 10, 20, 930])
    assert close(y[flagged == 1].mean(), 40 / 50) and close(flagged[y == 1].mean(), 40 / 60)


@check("metrics-f1-from-counts")
def _(card):
    assert card.says("TP 40, FP 10, FN 20, TN 930")
    tp, fp, fn, tn = 40, 10, 20, 930
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    f1 = 2 * precision * recall / (precision + recall)
    assert close(f1, 2 * tp / (2 * tp + fp + fn))
    assert card.answers(f"P = {tp}/{tp + fp} = {precision:.1f}", f"R = {tp}/{tp + fn} ≈ {recall:.3f}")
    assert card.answers(f"2PR/(P + R) ≈ {f1:.3f}")
    assert card.says(f"2TP/(2TP + FP + FN) = {2 * tp}/{2 * tp + fp + fn}", f"accuracy, {(tp + tn) / (tp + fp + fn + tn):.2f}")


@check("metrics-harmonic-mean")
def _(card):
    assert card.says("1 % prevalence", "precision 0.01, recall 1")
    precision, recall = 0.01, 1.0
    f1 = 2 / (1 / precision + 1 / recall)
    assert card.answers(f"F1 ≈ {f1:.2f}", f"{(precision + recall) / 2:.3f}")
    p, r = np.random.default_rng(13).uniform(0.001, 1, (2, 10_000))
    assert np.all(2 * p * r / (p + r) <= 2 * np.minimum(p, r))


@check("metrics-base-rate-precision")
def _(card):
    assert card.says("recall 0.9", "false-positive rate 0.1", "precision 0.9", "1 % prevalence")

    def precision(prevalence):
        return prevalence * 0.9 / (prevalence * 0.9 + (1 - prevalence) * 0.1)

    assert close(precision(0.5), 0.9)
    flagged = 0.01 * 0.9 + 0.99 * 0.1
    assert card.answers("0.01·0.9/(0.01·0.9 + 0.99·0.1)", f"0.009/{flagged:.3f} ≈ {precision(0.01):.3f}")
    assert close(precision(0.01), 1 / 12) and card.says("eleven of twelve alarms are false")


@check("metrics-auc-ranking")
def _(card):
    positives, negatives = [0.9, 0.6, 0.4], [0.7, 0.5, 0.3, 0.2]
    assert card.says("Positives score 0.9, 0.6, 0.4", "negatives 0.7, 0.5, 0.3, 0.2")
    won = sum(p > n for p in positives for n in negatives)
    # The area under the ROC curve itself, by trapezoids.
    points = [(0.0, 0.0)]
    for t in sorted(positives + negatives, reverse=True):
        points.append((sum(n >= t for n in negatives) / 4, sum(p >= t for p in positives) / 3))
    area = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in zip(points, points[1:]))
    assert close(area, won / 12)
    assert card.answers(f"{won} of the 12", f"{area:.2f}")


@check("metrics-roc-vs-pr")
def _(card):
    assert card.says("0.1 % prevalence", "Recall 0.8 at false-positive rate 0.01", "per 100,000 rows")
    positives = round(100_000 * 0.001)
    hits, alarms = round(0.8 * positives), round(0.01 * (100_000 - positives))
    assert card.says(f"{hits} hits", f"{alarms} false alarms", f"precision {hits / (hits + alarms):.3f}")
    rng = np.random.default_rng(14)              # a random ranker's average precision
    ranks = [np.sort(rng.permutation(100_000)[:positives]) + 1 for _ in range(200)]
    average = np.mean([np.mean(np.arange(1, positives + 1) / r) for r in ranks])
    assert card.says("average precision near 0.001") and 0.0009 < average < 0.0013


@check("metrics-auc-not-calibration")
def _(card):
    assert card.answers("any strictly increasing transform of the scores keeps 0.95 yet changes calibration")
    rng = np.random.default_rng(15)
    p = rng.uniform(0, 1, 2000)
    y = rng.uniform(0, 1, 2000) < p
    auc = lambda s: np.mean(s[y][:, None] > s[~y][None, :])
    assert close(auc(p), auc(p**4))
    assert abs(p.mean() - y.mean()) < 0.03 < abs((p**4).mean() - y.mean())


@check("metrics-ece-two-bins")
def _(card):
    assert card.says("Of 100", "60 average 0.9", "positive rate of 0.8", "other 40 average 0.3", "observed rate of 0.35")
    bins = [(60, 0.9, 0.8), (40, 0.3, 0.35)]
    ece = sum(n / 100 * abs(mean - rate) for n, mean, rate in bins)
    assert card.answers(f"0.6 · 0.1 + 0.4 · 0.05 = {ece:.2f}") and close(ece, 0.08)


@check("metrics-micro-is-accuracy")
def _(card):
    assert card.answers("micro precision = micro recall = correct/total")
    rng = np.random.default_rng(16)
    y, guess = rng.integers(0, 4, (2, 500))
    tp = sum(np.sum((guess == c) & (y == c)) for c in range(4))
    fp = sum(np.sum((guess == c) & (y != c)) for c in range(4))
    fn = sum(np.sum((guess != c) & (y == c)) for c in range(4))
    assert fp == fn == np.sum(guess != y) and close(2 * tp / (2 * tp + fp + fn), np.mean(guess == y))


@check("metrics-macro-vs-weighted")
def _(card):
    assert card.says("90 rows and F1 0.95", "10 rows and F1 0.35")
    f1, rows = np.array([0.95, 0.35]), np.array([90, 10])
    assert card.answers(f"(0.95 + 0.35)/2 = {f1.mean():.2f}")
    assert card.answers(f"0.9 · 0.95 + 0.1 · 0.35 = {np.average(f1, weights=rows):.2f}")
    assert card.answer.startswith(f"{np.average(f1, weights=rows) - f1.mean():.2f}: weighted")


@check("metrics-cost-threshold")
def _(card):
    assert card.answers("p > c_FP/(c_FP + c_FN)")
    assert card.says("(1 − p)·c_FP", "p·c_FN", "c_FP = 2 and c_FN = 50", f"2/52 ≈ {2 / 52:.3f}")
    for c_fp, c_fn in ((2, 50), (3, 1), (1, 1)):
        p = np.linspace(0, 1, 100_001)
        flagging_is_cheaper = (1 - p) * c_fp < p * c_fn
        threshold = p[np.argmax(flagging_is_cheaper)]
        assert abs(threshold - c_fp / (c_fp + c_fn)) < 2e-5


@check("metrics-threshold-monotone")
def _(card):
    assert card.says("Recall never rises, but precision can fall", "higher positive share than those still flagged")
    rng = np.random.default_rng(17)
    falls = 0
    for _ in range(300):
        y = rng.integers(0, 2, 12)[rng.permutation(12)]
        for kept in range(1, 12):                # rows sorted by score; drop the tail one threshold further
            dropped = y[kept:kept + 2]
            before, after = y[:kept + len(dropped)].mean(), y[:kept].mean()
            assert y[:kept].sum() <= y[:kept + len(dropped)].sum()
            assert (after < before - 1e-12) == (dropped.mean() > y[:kept].mean() + 1e-12)
            falls += after < before
    assert falls > 100
