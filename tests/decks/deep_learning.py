"""The computations behind decks/deep-learning.md."""
import itertools
import math
import re

import numpy as np

from deckcheck import check


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def slope(f, x, h=1e-6):
    """Gradient of the scalar function f at the array x by central differences."""
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        keep = x[i]
        x[i] = keep + h
        up = f(x)
        x[i] = keep - h
        g[i] = (up - f(x)) / (2 * h)
        x[i] = keep
    return g


def two_layer(seed=0, n=5, d=4, h=6, k=3):
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(n, d)), np.eye(k)[rng.integers(k, size=n)]
    return X, Y, rng.normal(size=(d, h)), rng.normal(size=h), rng.normal(size=(h, k)), rng.normal(size=k)


def mean_cross_entropy(Z, Y):
    return -np.mean((Y * np.log(softmax(Z))).sum(1))


def two_layer_loss(X, Y, W1, b1, W2, b2):
    return mean_cross_entropy(np.maximum(X @ W1 + b1, 0) @ W2 + b2, Y)


def receptive_field(layers):
    """Counts by brute force which inputs reach one output of 1-D layers (kernel, stride, dilation)."""
    reached = {0}
    for k, s, d in reversed(layers):
        reached = {o * s + i * d for o in reached for i in range(k)}
    return max(reached) - min(reached) + 1


def arithmetic(card):
    """Recomputes every `expression = number` of the answer and returns how many there are."""
    found = re.findall(r"([⌊(]*\d[\d.,()+·/− ⌊⌋]*) = (\d[\d.,]*)", card.answer)
    for left, right in found:
        python = left.replace(",", "").replace("·", "*").replace("−", "-")
        python = python.replace("⌊", "math.floor(").replace("⌋", ")")
        assert math.isclose(eval(python), float(right.replace(",", "").rstrip("."))), (left, right)
    return len(found)


# Backpropagation


@check("backprop-logits-gradient")
def _(card):
    assert card.says("mean cross-entropy") and card.answers("(P − Y) / n", "n×K")
    X, Y, W1, b1, W2, b2 = two_layer()
    Z2 = np.maximum(X @ W1 + b1, 0) @ W2 + b2
    numeric = slope(lambda Z: mean_cross_entropy(Z, Y), Z2)
    assert np.allclose((softmax(Z2) - Y) / len(X), numeric, atol=1e-8)


@check("backprop-weight-gradient")
def _(card):
    assert card.answers("HᵀG₂", "shape h×K")
    X, Y, W1, b1, W2, b2 = two_layer(1)
    H = np.maximum(X @ W1 + b1, 0)
    G2 = slope(lambda Z: mean_cross_entropy(Z, Y), H @ W2 + b2)
    numeric = slope(lambda W: two_layer_loss(X, Y, W1, b1, W, b2), W2)
    assert (H.T @ G2).shape == (6, 3) and np.allclose(H.T @ G2, numeric, atol=1e-7)


@check("backprop-hidden-gradient")
def _(card):
    assert card.answers("(G₂W₂ᵀ) ⊙ 1(Z₁ > 0)", "shape n×h")
    X, Y, W1, b1, W2, b2 = two_layer(2)
    Z1 = X @ W1 + b1
    G2 = slope(lambda Z: mean_cross_entropy(Z, Y), np.maximum(Z1, 0) @ W2 + b2)
    numeric = slope(lambda Z: mean_cross_entropy(np.maximum(Z, 0) @ W2 + b2, Y), Z1)
    assert (Z1 < 0).any() and np.allclose((G2 @ W2.T) * (Z1 > 0), numeric, atol=1e-7)


@check("backprop-soft-labels")
def _(card):
    assert card.answers("Σᵢ yᵢ = 1", "∂L/∂zⱼ = pⱼ Σᵢ yᵢ − yⱼ")
    z = np.array([0.3, -1.2, 2.0])
    for y in (np.array([0.05, 0.9, 0.05]), np.array([0.7, 0.2, 0.5])):
        numeric = slope(lambda v: -(y * np.log(softmax(v))).sum(), z)
        assert np.allclose(softmax(z) * y.sum() - y, numeric, atol=1e-8)
        assert np.allclose(softmax(z) - y, numeric, atol=1e-6) == math.isclose(y.sum(), 1)


@check("backprop-two-layer-code")
def _(card):
    space = {"np": np}
    exec(card.code(), space)
    data = two_layer(4)
    for place, got in zip((2, 3, 4, 5), space["grads"](*data)):
        numeric = slope(lambda v: two_layer_loss(*data[:place], v, *data[place + 1:]), data[place])
        assert got.shape == data[place].shape and np.allclose(got, numeric, atol=1e-7)


@check("backprop-sigmoid-chain")
def _(card):
    assert card.says("10 sigmoid units", "every weight equal to 1 and the biases free", "σ′ ≤ 1/4")
    x = np.linspace(-8, 8, 100001)
    peak = (sigmoid(x) * (1 - sigmoid(x))).max()
    assert math.isclose(peak, 0.25)
    # Biases that put every unit at its steepest point attain the bound.
    a, grad = 0.0, 1.0
    for _ in range(10):
        s = sigmoid(a - a)
        grad *= s * (1 - s)
        a = s
    assert math.isclose(grad, peak**10, rel_tol=1e-6) and card.answers("0.25¹⁰") and card.answers(f"{grad * 1e7:.1f} × 10⁻⁷")


@check("backprop-norm-clipping")
def _(card):
    assert card.answers("min(1, c/‖g‖)") and card.says("g = (3, 4) at limit 1")
    g = np.array([3.0, 4.0])
    by_norm, by_value = g * min(1, 1 / np.linalg.norm(g)), np.clip(g, -1, 1)
    assert card.says("({:.1f}, {:.1f}) by norm".format(*by_norm), "({:.0f}, {:.0f}) by value".format(*by_value))
    cosine = lambda v: v @ g / np.linalg.norm(v) / np.linalg.norm(g)
    assert math.isclose(cosine(by_norm), 1) and cosine(by_value) < 0.995


@check("backprop-gradient-check")
def _(card):
    assert card.says("f(w) = w³ at w = 2", "h = 0.1", "derivative 12")
    def f(w):
        return w**3
    errors = lambda h: ((f(2 + h) - f(2)) / h - 12, (f(2 + h) - f(2 - h)) / (2 * h) - 12)
    forward, central = errors(0.1)
    assert f"forward difference errs by {forward:.2f}" in card.question
    assert card.answers(f"By {central:.2f}: (f(2.1) − f(1.9)) / 0.2 = {12 + central:.2f}")
    assert card.says(f"(f(2.1) − f(2)) / 0.1 = {12 + forward:.2f}")
    smaller = errors(0.01)
    assert 9 < forward / smaller[0] < 11 and 99 < central / smaller[1] < 101


@check("backprop-he-init")
def _(card):
    assert card.says("Var(w) = 2/n", "E(ReLU(z)²) = Var(z)/2", "2/(n_in + n_out)")
    z = np.linspace(-40, 40, 400001)
    density = np.exp(-z * z / (2 * 9)) / (3 * math.sqrt(2 * math.pi))
    moment = (np.maximum(z, 0) ** 2 * density).sum() * (z[1] - z[0])
    assert math.isclose(moment, 9 / 2, rel_tol=1e-6)
    rng, n = np.random.default_rng(0), 512
    for gain, ratio in ((2, 1.0), (1, 0.5**10)):
        a = rng.normal(size=(64, n))
        start = (a**2).mean()
        for _ in range(10):
            a = np.maximum(a @ rng.normal(scale=math.sqrt(gain / n), size=(n, n)), 0)
        assert 0.7 < (a**2).mean() / start / ratio < 1.4


@check("backprop-symmetry-error")
def _(card):
    assert card.says("same constant", "receive equal gradients")
    X, Y, *_ = two_layer(5)
    W1, b1, W2, b2 = np.full((4, 6), 0.5), np.full(6, 0.5), np.full((6, 3), 0.5), np.zeros(3)
    for _ in range(20):
        g = slope(lambda w: two_layer_loss(X, Y, w, b1, W2, b2), W1)
        g2 = slope(lambda w: two_layer_loss(X, Y, W1, b1, w, b2), W2)
        W1, W2 = W1 - 0.5 * g, W2 - 0.5 * g2
    assert np.allclose(W1, W1[:, :1]) and not np.allclose(W1, 0.5)


@check("backprop-checkpointing")
def _(card):
    assert card.says("1 unit of compute forward and 2 backward")
    assert arithmetic(card) == 2 and card.answers("1 + 2 = 3 to 1 + 1 + 2 = 4")
    assert card.answers("4/3") and math.isclose((1 + 1 + 2) / (1 + 2), 4 / 3)
    chain = 400
    best = min(range(1, chain + 1), key=lambda s: s + math.ceil(chain / s))
    assert best == math.isqrt(chain) and card.says("√N segments")


# Activation functions


@check("act-sigmoid-derivative")
def _(card):
    assert card.says("outputs 0.9", "peaks at 0.25 for output 0.5")
    x = math.log(0.9 / 0.1)
    numeric = (sigmoid(x + 1e-6) - sigmoid(x - 1e-6)) / 2e-6
    assert card.answers(f"σ(1 − σ) = 0.9 · 0.1 = {numeric:.2f}") and arithmetic(card) == 1
    s = np.linspace(0, 1, 1001)
    assert math.isclose((s * (1 - s)).max(), 0.25) and s[(s * (1 - s)).argmax()] == 0.5


@check("act-tanh-slope")
def _(card):
    assert card.answers("tanh(x) = 2σ(2x) − 1", "1 against 1/4") and card.says("4 times", "tanh′ = 1 − tanh²")
    x = np.linspace(-5, 5, 10001)
    assert np.allclose(np.tanh(x), 2 * sigmoid(2 * x) - 1)
    tanh_slope, sigmoid_slope = np.gradient(np.tanh(x), x), np.gradient(sigmoid(x), x)
    assert np.allclose(tanh_slope[1:-1], 1 - np.tanh(x[1:-1]) ** 2, atol=1e-5)
    assert math.isclose(tanh_slope.max() / sigmoid_slope.max(), 4, rel_tol=1e-5)


@check("act-softmax-jacobian")
def _(card):
    assert card.answers("∂pᵢ/∂zⱼ = pᵢ(δᵢⱼ − pⱼ)") and card.says("J = diag(p) − p pᵀ")
    z = np.array([0.5, -1.0, 2.0, 0.1])
    p = softmax(z)
    numeric = np.array([slope(lambda v: softmax(v)[i], z) for i in range(4)])
    entries = [[p[i] * ((i == j) - p[j]) for j in range(4)] for i in range(4)]
    assert np.allclose(entries, numeric, atol=1e-8)
    assert np.allclose(np.diag(p) - np.outer(p, p), numeric, atol=1e-8)


@check("act-softmax-jacobian-row")
def _(card):
    assert card.says("p = (0.7, 0.2, 0.1)")
    z = np.log([0.7, 0.2, 0.1])
    row = slope(lambda v: softmax(v)[0], z)
    assert card.answers("(" + ", ".join(f"{v:.2f}" for v in row).replace("-", "−") + ")")
    J = np.diag(softmax(z)) - np.outer(softmax(z), softmax(z))
    assert np.allclose(J.sum(1), 0) and abs(np.linalg.det(J)) < 1e-12


@check("act-softmax-backward-code")
def _(card):
    space = {"np": np}
    exec(card.code(), space)
    rng = np.random.default_rng(0)
    z, g = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))
    numeric = slope(lambda v: (softmax(v) * g).sum(), z)
    assert np.allclose(space["softmax_backward"](softmax(z), g), numeric, atol=1e-8)


@check("act-softmax-max-shift")
def _(card):
    assert card.says("88.7") and f"{math.log(float(np.finfo(np.float32).max)):.1f}" == "88.7"
    z = np.array([1000.0, 999.0])
    with np.errstate(over="ignore", invalid="ignore"):
        naive = np.exp(z) / np.exp(z).sum()
    assert np.isnan(naive).all() and math.isclose(softmax(z)[0], sigmoid(1.0))


@check("act-double-softmax-error")
def _(card):
    def loss(probabilities):
        return -math.log(softmax(np.array(probabilities))[0])
    floor = loss([1.0] + [0.0] * 9)
    assert card.answers("10 classes", f"{math.floor(floor * 100) / 100:.2f}")
    assert card.says("e/(e + 9)", f"≈ {math.e / (math.e + 9):.2f}")
    rng = np.random.default_rng(0)
    assert all(loss(p) > floor for p in rng.dirichlet(np.full(10, 0.1), size=500))
    z = np.array([0.2] + [0.0] * 9)
    single = slope(lambda v: -np.log(softmax(v)[0]), z)
    double = slope(lambda v: -np.log(softmax(softmax(v))[0]), z)
    assert np.linalg.norm(double) < 0.2 * np.linalg.norm(single)


@check("act-gelu-vs-relu")
def _(card):
    gelu = lambda x: x * 0.5 * (1 + math.erf(x / math.sqrt(2)))
    assert card.answers("GELU(x) = xΦ(x)")
    assert card.says(f"GELU(1) ≈ {gelu(1):.3f}", f"GELU(−1) ≈ −{-gelu(-1):.3f}")
    x = np.linspace(-3, 0, 30001)
    low = x[np.argmin([gelu(v) for v in x])]
    assert card.says(f"x = −{-low:.2f}")


@check("act-swiglu-width")
def _(card):
    assert card.says("d = 4096", "hidden width 4d", "(SiLU(xW) ⊙ xV)W₂")
    d = 4096
    m = 2 * d * 4 * d / (3 * d)
    assert card.answers("8d/3", f"{round(m):,}", "d · m weights must equal 2 · d · 4d") and math.isclose(m, 8 * d / 3)
    assert math.isclose(m / (4 * d), 2 / 3) and card.says("two thirds of 4d")


# Batch normalization


@check("bn-conv-axes")
def _(card):
    assert card.says("32×64×14×14")
    x = np.random.default_rng(0).normal(size=(32, 64, 14, 14))
    means = x.mean(axis=(0, 2, 3))
    assert card.says(f"{means.size} means") and card.answers(f"= {x.size // means.size:,}: one mean per channel")
    assert arithmetic(card) == 1 and card.answers("32 · 14 · 14")


@check("bn-single-row-error")
def _(card):
    assert card.answers("every normalised value is 0", "outputs β")
    row, gamma, beta = np.array([[3.0, -7.0]]), np.array([2.0, 5.0]), np.array([0.1, 0.2])
    out = gamma * (row - row.mean(0)) / np.sqrt(row.var(0) + 1e-5) + beta
    assert np.allclose(out, beta)


@check("bn-momentum-convention")
def _(card):
    assert card.says("running mean is 2.0", "new batch mean 4.0", "With momentum = 0.1, PyTorch", "Keras update it with momentum = 0.1")
    torch, keras = (1 - 0.1) * 2.0 + 0.1 * 4.0, 0.1 * 2.0 + (1 - 0.1) * 4.0
    assert f"PyTorch updates the running mean to {torch:.1f}" in card.question
    assert card.answers(f"0.1 · 2 + 0.9 · 4 = {keras:.1f}:") and card.says("PyTorch computes 0.9 · 2 + 0.1 · 4")
    assert arithmetic(card) == 1


@check("bn-preceding-bias")
def _(card):
    assert card.says("gradient of exactly 0")
    rng = np.random.default_rng(0)
    x, r = rng.normal(size=(8, 3)), rng.normal(size=(8, 3))
    f = lambda b: (((x + b) - (x + b).mean(0)) / np.sqrt((x + b).var(0) + 1e-5) * r).sum()
    assert np.allclose(slope(f, np.array([1.0, -2.0, 3.0])), 0, atol=1e-8)


@check("bn-backward")
def _(card):
    assert card.answers("γ/√(σ² + ε) · (gᵢ − mean(g) − [x̂ᵢ · mean(g x̂)])")
    assert card.says("x̂ᵢ = (xᵢ − μ)/√(σ² + ε)", "yᵢ = γx̂ᵢ + β")
    rng = np.random.default_rng(1)
    x, g, gamma, beta, eps = rng.normal(size=7), rng.normal(size=7), 1.7, 0.3, 0.01
    hat = lambda v: (v - v.mean()) / np.sqrt(v.var() + eps)
    numeric = slope(lambda v: ((gamma * hat(v) + beta) * g).sum(), x)
    formula = gamma / np.sqrt(x.var() + eps) * (g - g.mean() - hat(x) * (g * hat(x)).mean())
    assert np.allclose(formula, numeric, atol=1e-7)


@check("bn-rmsnorm")
def _(card):
    assert card.says("x = (3, 4)", "√12.5")
    x = np.array([3.0, 4.0])
    layer = (x - x.mean()) / x.std()
    rms = x / np.sqrt((x**2).mean())
    assert math.isclose((x**2).mean(), 12.5)
    assert "LayerNorm outputs (" + ", ".join(f"{v:.0f}" for v in layer).replace("-", "−") + ")" in card.question
    assert card.answers("(" + ", ".join(f"{v:.3f}" for v in rms) + ")")


# Dropout


@check("dropout-inverted-scaling")
def _(card):
    assert card.says("E = (1 − p) · a/(1 − p) + p · 0 = a")
    assert all(math.isclose((1 - p) * (3.7 / (1 - p)) + p * 0, 3.7) for p in (0.1, 0.5, 0.8))


@check("dropout-survivor-value")
def _(card):
    assert card.says("activation of 3.0", "drop probability 0.4", "survives")
    survivor = 3.0 / (1 - 0.4)
    assert card.answers(f"3.0 / 0.6 = {survivor:.1f}") and card.says("0.6 · 5.0 = 3.0")
    assert math.isclose((1 - 0.4) * survivor, 3.0)


@check("dropout-ensemble-view")
def _(card):
    assert card.says("2ⁿ", "renormalised geometric mean exactly")
    rng = np.random.default_rng(0)
    n, p, W, x = 5, 0.3, rng.normal(size=(5, 3)), rng.normal(size=5)
    masks = [np.array(m) for m in itertools.product((0, 1), repeat=n)]
    log_mean = sum(
        np.prod(np.where(m, 1 - p, p)) * np.log(softmax((m * x / (1 - p)) @ W)) for m in masks
    )
    assert len(masks) == 2**n and np.allclose(softmax(log_mean), softmax(x @ W))


@check("dropout-bn-variance-shift")
def _(card):
    assert card.says("p = 0.5", "Zero-mean, unit-variance", "1/(1 − p)")
    p, x = 0.5, np.random.default_rng(0).normal(size=2000)
    x = (x - x.mean()) / x.std()
    second = (1 - p) * np.mean((x / (1 - p)) ** 2)
    assert math.isclose(second, 1 / (1 - p)) and card.answers(f"{second:.0f}, namely 1/(1 − p)")
    assert f"against the {x.var():.0f} it meets at inference" in card.question


@check("dropout-ridge-equivalence")
def _(card):
    assert card.answers("p/(1 − p) · Σⱼ wⱼ² Σᵢ xᵢⱼ²") and card.says("variance xᵢⱼ² p/(1 − p)")
    rng = np.random.default_rng(0)
    n, d, p = 3, 3, 0.3
    X, y, w = rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d)
    expected = 0.0
    for bits in itertools.product((0, 1), repeat=n * d):
        m = np.array(bits).reshape(n, d)
        expected += np.prod(np.where(m, 1 - p, p)) * ((y - (X * m / (1 - p)) @ w) ** 2).sum()
    penalty = p / (1 - p) * (w**2 * (X**2).sum(0)).sum()
    assert math.isclose(expected, ((y - X @ w) ** 2).sum() + penalty)


@check("dropout-inverted-code")
def _(card):
    space = {}
    exec(card.code(), space)
    dropout, x = space["dropout"], np.full((400, 500), 3.0)
    out = dropout(x, 0.4, np.random.default_rng(0), True)
    assert set(np.round(np.unique(out), 9)) == {0.0, 5.0}
    assert abs((out == 0).mean() - 0.4) < 0.01 and abs(out.mean() - 3.0) < 0.05
    assert dropout(x, 0.4, np.random.default_rng(0), False) is x


@check("dropout-recurrent-survival")
def _(card):
    assert card.says("20 steps", "keep probability 0.8")
    assert card.answers("0.8²⁰", f"≈ {0.8**20:.3f}", f"about {100 * 0.8**20:.0f} %")


# CNN architecture


@check("cnn-output-size")
def _(card):
    assert card.says("224×224", "kernel 7, stride 2 and padding 3", "⌊(n + 2p − k)/s⌋ + 1")
    starts = [i for i in range(-3, 224 + 3, 2) if i + 7 <= 224 + 3]
    assert arithmetic(card) == 1 and card.answers("⌊(224 + 2·3 − 7)/2⌋ + 1")
    assert card.answers(f"= {len(starts)}") and len(starts) == (224 + 2 * 3 - 7) // 2 + 1


@check("cnn-parameter-count")
def _(card):
    assert card.says("3×3 convolution from 64 to 128 channels with biases")
    assert card.answers(f"{np.zeros((128, 64, 3, 3)).size + np.zeros(128).size:,}", "128 · (3 · 3 · 64 + 1)")
    assert arithmetic(card) == 1


@check("cnn-stacked-3x3")
def _(card):
    assert receptive_field([(3, 1, 1)] * 3) == receptive_field([(7, 1, 1)]) == 7 and card.says("3, 5, 7")
    stack, single = 3 * 3 * 3, 7 * 7
    assert card.answers(f"3 · 9C² = {stack}C² against {single}C²", f"About {100 * (1 - stack / single):.0f} %")


@check("cnn-receptive-field")
def _(card):
    assert card.says("7×7 convolution with stride 2", "3×3 max pool with stride 2", "3×3 convolution with stride 1")
    layers = [(7, 2, 1), (3, 2, 1), (3, 1, 1)]
    fields = [receptive_field(layers[: i + 1]) for i in range(3)]
    assert arithmetic(card) == 2 and card.answers("7, then 7 + 2·2 = 11, then 11 + 2·4")
    assert fields == [7, 7 + 2 * 2, 11 + 2 * 4] and card.answers(f"{fields[2]}×{fields[2]}", f"= {fields[1]}, then")


@check("cnn-1x1-bottleneck")
def _(card):
    assert card.answers("256 to 64")
    assert card.says(f"{256 * 64 + 9 * 64 * 64 + 64 * 256:,}", f"{2 * 9 * 256 * 256:,}")


@check("cnn-depthwise-separable")
def _(card):
    assert card.says("3×3 convolution with 256 input and 256 output channels", "1/k² + 1/C_out")
    full, depth, point = 9 * 256 * 256, 9 * 256, 256 * 256
    assert arithmetic(card) == 1 and card.answers(f"from {full:,} to {depth:,} + {point:,} = {depth + point:,}")
    assert card.answers(f"About {full / (depth + point):.1f}:") and math.isclose((depth + point) / full, 1 / 9 + 1 / 256)


@check("cnn-dilation-field")
def _(card):
    assert card.says("3×3 convolutions with stride 1", "dilations 1, 2 and 4", "7×7", "2d + 1")
    field = receptive_field([(3, 1, 1), (3, 1, 2), (3, 1, 4)])
    assert arithmetic(card) == 1 and card.answers("1 + 2 · (1 + 2 + 4)")
    assert card.answers(f"{field}×{field}") and receptive_field([(3, 1, 1)] * 3) == 7
    assert all(receptive_field([(3, 1, d)]) == 2 * d + 1 for d in (1, 2, 4))


@check("cnn-residual-gradient")
def _(card):
    assert card.answers("∂L/∂x = (I + ∂F/∂x)ᵀ ∂L/∂y")
    rng = np.random.default_rng(0)
    A, x, r = rng.normal(size=(4, 4)), rng.normal(size=4), rng.normal(size=4)
    F = lambda v: np.tanh(A @ v)
    jacobian = np.array([slope(lambda v: F(v)[i], x) for i in range(4)])
    numeric = slope(lambda v: (v + F(v)) @ r, x)
    assert np.allclose((np.eye(4) + jacobian).T @ r, numeric, atol=1e-7)


@check("cnn-pooling-backward")
def _(card):
    assert card.answers("position of the maximum", "other three positions get 0") and card.says("a quarter")
    window = np.array([[0.1, 0.9], [0.4, -0.3]])
    assert np.allclose(slope(np.max, window), [[0, 1], [0, 0]]) and np.allclose(slope(np.mean, window), 0.25)


@check("cnn-equivariance-error")
def _(card):
    assert card.answers("equivariant", "stride-2 subsampling breaks even that for odd shifts")
    x, k = np.random.default_rng(0).normal(size=64), np.array([1.0, -2.0, 0.5])
    conv = lambda v: np.array([np.roll(v, -i)[:3] @ k for i in range(64)])
    assert np.allclose(conv(np.roll(x, 1)), np.roll(conv(x), 1))
    strided = lambda v: conv(v)[::2]
    assert np.allclose(strided(np.roll(x, 2)), np.roll(strided(x), 1))
    assert not any(np.allclose(strided(np.roll(x, 1)), np.roll(strided(x), s)) for s in range(32))


# LSTM/GRU gates


@check("lstm-cell-equations")
def _(card):
    assert card.answers("cₜ = [fₜ ⊙ cₜ₋₁ + iₜ ⊙ gₜ]")
    assert card.says("hₜ = oₜ ⊙ tanh(cₜ)", "f = 0.9, c = 2, i = 0.5, g = −0.4, o = 0.5")
    c = 0.9 * 2 + 0.5 * -0.4
    assert card.says(f"= {c:.1f} and h", f"≈ {0.5 * math.tanh(c):.3f}")


@check("lstm-parameter-count")
def _(card):
    assert card.says("input size 100 and hidden size 200")
    d, h = 100, 200
    block = np.zeros((h, d)).size + np.zeros((h, h)).size + h
    assert arithmetic(card) == 1 and card.answers("4 · 200 · (100 + 200 + 1)")
    assert card.answers(f"{4 * block:,}") and card.says(f"{3 * block:,}", f"{4 * (block + h):,}")


@check("lstm-gradient-path")
def _(card):
    assert card.answers("f_(t+1) ⊙ … ⊙ f_T")
    rng = np.random.default_rng(0)
    f, i, g = rng.random((6, 3)), rng.random((6, 3)), rng.normal(size=(6, 3))

    def last(c):
        for step in range(6):
            c = f[step] * c + i[step] * g[step]
        return c

    jacobian = np.array([slope(lambda v: last(v)[k], rng.normal(size=3)) for k in range(3)])
    assert np.allclose(jacobian, np.diag(f.prod(0)), atol=1e-8)


@check("lstm-forget-bias")
def _(card):
    assert card.says("20 steps", "With forget bias 0, a share 0.5²⁰ ≈ 10⁻⁶", "forget bias 1")
    closed, opened = sigmoid(0.0) ** 20, sigmoid(1.0) ** 20
    assert round(closed * 1e6) == 1 and card.answers(f"σ(1)²⁰ ≈ {sigmoid(1.0):.3f}²⁰ ≈ {opened:.3f}")
    assert card.answers("some 2,000 times more") and round(opened / closed, -3) == 2000


@check("lstm-gru-update-convention")
def _(card):
    assert card.answers("Negate W_z, U_z and b_z", "1 − σ(a) = σ(−a)") and card.says("Chung et al. (2014) write the first form")
    formulas = re.findall(r"hₜ = (.*?h̃ₜ)", card.question)
    chung, cho = (f.replace("hₜ₋₁", "5").replace("h̃ₜ", "7").replace("zₜ", "z").replace("⊙", "*").replace("−", "-") for f in formulas)
    assert (eval(chung, {"z": 1}), eval(cho, {"z": 1})) == (7, 5)
    for w, u, b, x in np.random.default_rng(0).normal(size=(20, 4)):
        a, negated = w * x + u * 5 + b, -w * x - u * 5 - b
        assert math.isclose(eval(chung, {"z": sigmoid(a)}), eval(cho, {"z": sigmoid(negated)}))


@check("lstm-vs-scan")
def _(card):
    assert card.says("(a₂a₁, a₂b₁ + b₂)")
    rng = np.random.default_rng(0)
    (a1, b1), (a2, b2), h = rng.normal(size=2), rng.normal(size=2), 0.7
    assert math.isclose(a2 * (a1 * h + b1) + b2, (a2 * a1) * h + (a2 * b1 + b2))
