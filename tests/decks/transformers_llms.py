"""Checks of the cards in `decks/transformers-llms.md`: each recomputes what its card says."""
import math
import re
from fractions import Fraction
from statistics import NormalDist

import numpy as np

from deckcheck import check

RNG = np.random.default_rng(20260101)


def value(expression):
    """The number that a card's arithmetic comes to, e.g. "4 × (768² + 768)"."""
    text = expression.replace("×", "*").replace("−", "-").replace("²", "**2").replace("³", "**3")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"√\(", "math.sqrt(", text)
    return eval(text, {"math": math})


def softmax(scores):
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attend(q, k, v, mask=None):
    """Attention written with explicit loops, to stand against the cards' vectorised code."""
    out = np.zeros((len(q), v.shape[1]))
    for i in range(len(q)):
        seen = [j for j in range(len(k)) if mask is None or mask(i, j)]
        w = [math.exp(q[i] @ k[j] / math.sqrt(q.shape[1])) for j in seen]
        for weight, j in zip(w, seen):
            out[i] += weight / sum(w) * v[j]
    return out


def run(card):
    space = {"np": np}
    exec(card.code(), space)
    return space


# Self-attention mechanism


@check("attn-formula")
def _(card):
    assert card.answers("softmax(Q·Kᵀ / √d_k)·V", "each row of the n×m scores")
    assert card.says("The output is n×d_v")
    n, m, d_k, d_v = 4, 6, 5, 3
    q, k, v = RNG.normal(size=(n, d_k)), RNG.normal(size=(m, d_k)), RNG.normal(size=(m, d_v))
    out = softmax(q @ k.T / math.sqrt(d_k)) @ v
    assert out.shape == (n, d_v)
    assert np.allclose(out, attend(q, k, v))


@check("attn-scale-variance")
def _(card):
    assert card.says("mean 0 and variance 1") and card.answers("Var(q·k) = d_k", "√d_k makes the variance 1")
    d_k = 64
    dots = (RNG.normal(size=(200_000, d_k)) * RNG.normal(size=(200_000, d_k))).sum(axis=1)
    assert abs(dots.var() / d_k - 1) < 0.03
    assert abs((dots / math.sqrt(d_k)).var() - 1) < 0.03
    assert card.answers("d_k independent products of variance 1") and card.says("variance to 1/d_k")
    assert abs((dots / d_k).var() * d_k - 1) < 0.03


@check("attn-scale-saturation")
def _(card):
    assert card.answers("pᵢ(δᵢⱼ − pⱼ)")
    d_k = 512
    s = RNG.normal(size=(500, 8, d_k)) @ RNG.normal(size=d_k)

    def jacobian(scores):
        p = softmax(scores)
        return np.abs(p[:, :, None] * (np.eye(8) - p[:, None, :])).mean()

    assert jacobian(s) < 0.2 * jacobian(s / math.sqrt(d_k))


@check("attn-code-single-head")
def _(card):
    f = run(card)["self_attention"]
    x = RNG.normal(size=(5, 6))
    wq, wk, wv = (RNG.normal(size=(6, s)) for s in (4, 4, 3))
    assert np.allclose(f(x, wq, wk, wv), attend(x @ wq, x @ wk, x @ wv))
    assert np.isfinite(f(1e3 * x, wq, wk, wv)).all()


@check("attn-code-causal-mask")
def _(card):
    f = run(card)["causal_mask"]
    s = RNG.normal(size=(5, 5))
    masked = f(s)
    for i in range(5):
        for j in range(5):
            assert masked[i, j] == (s[i, j] if j <= i else -np.inf)
    q, k, v = (RNG.normal(size=(5, 4)) for _ in range(3))
    causal = softmax(f(q @ k.T / 2)) @ v
    assert np.allclose(causal, attend(q, k, v, lambda i, j: j <= i))


@check("attn-mask-after-softmax-claim")
def _(card):
    assert card.answers("sum to less than 1", "depend on future tokens")
    s = RNG.normal(size=(4, 4))
    late = np.tril(softmax(s))
    assert (late.sum(axis=1)[:-1] < 1).all()
    t = s.copy()
    t[0, 3] += 2.0
    assert not np.isclose(np.tril(softmax(t))[0, 0], late[0, 0])
    assert card.says("renormalising each row would come to the same weights")
    early = softmax(np.where(np.tri(4, dtype=bool), s, -np.inf))
    assert np.allclose(late / late.sum(axis=1, keepdims=True), early) and not np.allclose(late, early)


@check("attn-flops-crossover")
def _(card):
    assert card.says("2 FLOPs per multiply-add", "four d×d projections")
    assert card.answers("n = 2d", "8nd² FLOPs", "4n²d")

    def projections(n, d):
        return 4 * 2 * n * d * d

    def products(n, d):
        return 2 * n * d * n + 2 * n * n * d

    for d in (64, 512, 4096):
        assert projections(2 * d, d) == products(2 * d, d)
        assert projections(7, d) == 8 * 7 * d**2 and products(7, d) == 4 * 7**2 * d
        assert products(2 * d - 1, d) < projections(2 * d - 1, d)
    assert card.says("width 4d adds 16nd²", "whole block to n = 6d")
    feed_forward = 2 * (2 * 6 * d * d * 4 * d)
    assert feed_forward == 16 * 6 * d * d**2
    assert projections(6 * d, d) + feed_forward == products(6 * d, d)


@check("attn-kv-cache-bytes")
def _(card):
    assert card.says("32 layers", "8 KV heads of dimension 128", "16-bit KV cache")
    layers, heads, width, nbytes = 32, 8, 128, 16 // 8
    per_token = sum(heads * width * nbytes for _ in range(layers) for _ in ("K", "V"))
    assert card.answers(f"2 × {layers} × {heads} × {width} × {nbytes} bytes = {per_token:,} bytes")
    assert card.answers(f"{per_token // 1024} KiB")
    assert card.says("8,192-token sequence then holds 1 GiB") and per_token * 8192 == 2**30


@check("attn-code-kv-step")
def _(card):
    step = run(card)["decode_step"]
    x = RNG.normal(size=(6, 5))
    wq, wk, wv = (RNG.normal(size=(5, s)) for s in (4, 4, 3))
    whole = attend(x @ wq, x @ wk, x @ wv, lambda i, j: j <= i)
    k, v = np.zeros((0, 4)), np.zeros((0, 3))
    for i in range(6):
        out, k, v = step(x[i], k, v, wq, wk, wv)
        assert np.allclose(out, whole[i]) and len(k) == len(v) == i + 1


# Multi-head attention


@check("mha-params-768")
def _(card):
    assert card.says("d = 768", "12 heads of dimension 64", "biases on all four")
    shapes = [(768, 12 * 64)] * 3 + [(12 * 64, 768)]
    total = sum(a * b + b for a, b in shapes)
    assert card.answers(f"4 × (768² + 768) = {total:,}") and value("4 × (768² + 768)") == total
    assert card.says("12 × 64 = 768") and value("12 × 64") == 768


@check("mha-double-heads-claim")
def _(card):
    assert card.says("from 8 to 16 heads") and card.answers("d/16", "the count is unchanged")
    d = 1024

    def parameters(h):
        return sum(d * (d // h) for _ in range(h) for _ in "QKV") + h * (d // h) * d

    assert parameters(8) == parameters(16) == 4 * d * d


@check("mha-code-split-heads")
def _(card):
    split = run(card)["split_heads"]
    b, n, d, h = 2, 5, 12, 3
    x = RNG.normal(size=(b, n, d))
    y = split(x, h)
    assert y.shape == (b, h, n, d // h)
    for i in range(h):
        assert np.array_equal(y[:, i], x[:, :, i * d // h:(i + 1) * d // h])
    assert card.says("transpose(0, 2, 1, 3) followed by reshape(B, n, d)")
    assert np.array_equal(y.transpose(0, 2, 1, 3).reshape(b, n, d), x)


@check("mha-reshape-claim")
def _(card):
    claim = re.search(r"X\.reshape\(.*?\)", card.question).group()
    assert card.answers("all features of the first n/h tokens", "every token's first d/h features", "head 0")
    B, n, d, h = 2, 6, 12, 3
    X = RNG.normal(size=(B, n, d))
    wrong = eval(claim, {"X": X, "B": B, "n": n, "d": d, "h": h})
    assert wrong.shape == (B, h, n, d // h)
    assert np.array_equal(wrong[:, 0].reshape(B, n // h, d), X[:, : n // h])
    assert not np.array_equal(wrong[:, 0], X[:, :, : d // h])


@check("mha-output-sum")
def _(card):
    assert card.answers("Σᵢ headᵢ·W_Oⁱ", "d_h×d", "i-th block of d_h rows of W_O")
    n, h, d_h, d = 5, 4, 3, 12
    heads = [RNG.normal(size=(n, d_h)) for _ in range(h)]
    w = RNG.normal(size=(h * d_h, d))
    total = sum(heads[i] @ w[i * d_h:(i + 1) * d_h] for i in range(h))
    assert np.allclose(np.concatenate(heads, axis=1) @ w, total)


@check("mha-rank-bottleneck")
def _(card):
    assert card.answers("rank at most d_h = d/h")
    n, d, h = 40, 64, 16
    s = RNG.normal(size=(n, d // h)) @ RNG.normal(size=(n, d // h)).T
    assert np.linalg.matrix_rank(s) == d // h < n


@check("mha-gqa-mqa-kv-heads")
def _(card):
    assert card.says("shrinks by h/g", "GQA with 8 of 64 heads keeps one eighth")
    assert card.answers("MHA has h", "MQA has 1.", "g with 1 < g < h", "shared by h/g query heads")
    served = np.repeat(np.arange(8), 64 // 8)
    assert len(served) == 64 and set(np.bincount(served)) == {64 // 8}
    assert Fraction(len(set(served)), 64) == Fraction(1, 8)


@check("mha-gqa-flops-claim")
def _(card):
    kv_heads, heads, factor = map(int, re.search(r"(\d+) KV heads for (\d+) query heads.* by (\d+)", card.question).groups())
    assert card.answers(f"Each of the {heads} query heads", "FLOPs are unchanged", "what shrinks is the KV cache")
    n, d_h = 3, 2
    q = RNG.normal(size=(heads, n, d_h))

    def scores(k):
        """Q·Kᵀ of every query head, and the multiply-adds spent on it."""
        out, spent = np.zeros((heads, n, n)), 0
        for head in range(heads):
            shared = k[head * len(k) // heads]
            for i in range(n):
                for j in range(n):
                    for c in range(d_h):
                        out[head, i, j] += q[head, i, c] * shared[j, c]
                        spent += 1
        return out, spent

    mha, gqa = (RNG.normal(size=(count, n, d_h)) for count in (heads, kv_heads))
    out, spent = scores(gqa)
    assert np.allclose(out, q @ np.repeat(gqa, heads // kv_heads, axis=0).transpose(0, 2, 1))
    assert spent == scores(mha)[1]
    assert mha.size == factor * gqa.size


# Positional encodings


def sinusoid(pos, d):
    i = np.arange(d // 2)
    angle = pos / 10000 ** (2 * i / d)
    pe = np.empty(d)
    pe[0::2], pe[1::2] = np.sin(angle), np.cos(angle)
    return pe


@check("pos-permutation")
def _(card):
    assert card.answers("f(ΠX) = Π·f(X)")
    x = RNG.normal(size=(6, 5))
    wq, wk, wv = (RNG.normal(size=(5, 5)) for _ in range(3))

    def f(x):
        return attend(x @ wq, x @ wk, x @ wv)

    pi = np.eye(6)[RNG.permutation(6)]
    assert not np.allclose(pi, np.eye(6))
    assert np.allclose(f(pi @ x), pi @ f(x))


@check("pos-sinusoidal-formula")
def _(card):
    assert card.says("PE(pos, 2i) = sin(pos / [10000^(2i/d)]) and PE(pos, 2i+1)", "cosine of the same argument", "2π towards 10000·2π")
    d, pos = 8, 3
    pe = sinusoid(pos, d)
    assert math.isclose(pe[2], math.sin(pos / 10000 ** (2 / 8)))
    assert math.isclose(pe[3], math.cos(pos / 10000 ** (2 / 8)))
    waves = 2 * math.pi * 10000 ** (2 * np.arange(d // 2) / d)
    assert math.isclose(waves[0], 2 * math.pi) and (waves < 10000 * 2 * math.pi).all()
    assert np.allclose(waves[1:] / waves[:-1], waves[1] / waves[0])


@check("pos-sinusoidal-shift")
def _(card):
    assert card.answers("PE(pos + k) = M_k·PE(pos)", "block-diagonal rotation", "not on pos")
    d, k = 16, 7
    m = np.zeros((d, d))
    for i in range(d // 2):
        a = k / 10000 ** (2 * i / d)
        m[2 * i:2 * i + 2, 2 * i:2 * i + 2] = [[math.cos(a), math.sin(a)], [-math.sin(a), math.cos(a)]]
    assert np.allclose(m @ m.T, np.eye(d))
    for pos in (0, 1, 50, 1234):
        assert np.allclose(m @ sinusoid(pos, d), sinusoid(pos + k, d))


@check("pos-learned-limit")
def _(card):
    assert card.says("512 position embeddings", "600 tokens") and card.answers("Positions 513 to 600")
    table = np.zeros((512, 4))
    missing = [p for p in range(1, 601) if p > len(table)]
    assert (missing[0], missing[-1]) == (513, 600)
    assert np.isfinite(sinusoid(600, 8)).all()


@check("pos-rope-relative")
def _(card):
    assert card.answers("(R(m)q)ᵀ(R(n)k) = qᵀR(m)ᵀR(n)k = qᵀR(n − m)k")
    assert card.says("R(m)ᵀ = R(−m)", "m·θᵢ with θᵢ = 10000^(−2i/d)")
    d = 8
    theta = 10000 ** (-2 * np.arange(d // 2) / d)

    def r(pos):
        out = np.zeros((d, d))
        for i, t in enumerate(theta):
            c, s = math.cos(pos * t), math.sin(pos * t)
            out[2 * i:2 * i + 2, 2 * i:2 * i + 2] = [[c, -s], [s, c]]
        return out

    q, k = RNG.normal(size=d), RNG.normal(size=d)
    m, n = 5, 19
    assert np.allclose(r(m).T, r(-m))
    assert np.isclose((r(m) @ q) @ (r(n) @ k), q @ r(n - m) @ k)
    assert np.isclose((r(m) @ q) @ (r(n) @ k), (r(m + 100) @ q) @ (r(n + 100) @ k))
    assert not np.isclose((r(m) @ q) @ (r(n) @ k), q @ r(m - n) @ k)


@check("pos-rope-interpolation")
def _(card):
    assert card.says("trained on 4,096", "extended to 16,384", "position is 12,000 mapped", "a step of 1/4")
    mapped = Fraction(12_000) * Fraction(4_096, 16_384)
    assert card.answers(f"12,000 × 4,096/16,384 = {int(mapped):,}") and mapped == value("12,000 × 4,096/16,384")
    assert mapped < 4_096 and Fraction(4_096, 16_384) == Fraction(1, 4)


@check("pos-rope-base")
def _(card):
    bases = [int(b.replace(",", "")) for b in re.search(r"from ([\d,]+) to ([\d,]+)", card.question).groups()]
    assert bases == [10_000, 500_000]
    assert card.answers("It slows it", "b^(−2i/d) per token") and card.says("d = 128")
    d = 128
    low, high = (float(b) ** (-2 * np.arange(d // 2) / d) for b in bases)
    assert low[0] == high[0] and (high[1:] < low[1:]).all()
    short, long = 2 * math.pi / low[-1], 2 * math.pi / high[-1]
    assert card.says(f"about {round(short, -3):,.0f} to {long / 1e6:.1f} million tokens")


@check("pos-alibi-weight-ratio")
def _(card):
    assert card.says("slope m = 1/4", "4 tokens back", "equal scaled content scores")
    weights = softmax(np.array([1.7 - 0.25 * 4, 1.7 - 0.25 * 0, 0.3]))
    ratio = weights[0] / weights[1]
    assert math.isclose(ratio, math.exp(-1))
    assert card.answers(f"e^(−1) ≈ {ratio:.2f}", "−m·distance = −1 to the far score and 0 to the near")
    slopes = [2.0 ** (-8 * (i + 1) / 8) for i in range(8)]
    assert card.says("1/2, 1/4, …, 1/256 for 8 heads") and slopes[:2] == [1 / 2, 1 / 4] and slopes[-1] == 1 / 256


# Tokenization strategies


def pair_counts(words):
    counts = {}
    for symbols, weight in words:
        for pair in zip(symbols, symbols[1:]):
            counts[pair] = counts.get(pair, 0) + weight
    return counts


def merge(symbols, pair):
    out, i = [], 0
    while i < len(symbols):
        if tuple(symbols[i:i + 2]) == pair:
            out.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return out


@check("tok-bpe-second-merge")
def _(card):
    assert card.says("starting from letters")
    listed = re.findall(r"(\w+) ×(\d+)", card.question)
    words = [(list(word), int(count)) for word, count in listed]
    assert len(words) == 4
    first = pair_counts(words)
    best = max(first, key=first.get)
    assert sorted(first.values())[-1] > sorted(first.values())[-2]
    assert card.answers(f"first merge is {best[0]} + {best[1]}, {first[best]} times")
    words = [(merge(symbols, best), count) for symbols, count in words]
    second = sorted(pair_counts(words).items(), key=lambda item: -item[1])
    (pair, count), runner_up = second[0], second[1]
    assert count > runner_up[1]
    assert card.answers(f"{pair[0]} + {pair[1]}, which occurs {count} times")
    assert card.says(", ".join(f"{a} + {b} {c}" for (a, b), c in second))


@check("tok-bpe-merge-order")
def _(card):
    merges = re.findall(r"(\w) \+ (\w)", card.question)
    assert merges == [("b", "c"), ("a", "b")] and card.says('"abc"')
    symbols = list("abc")
    while True:
        ranks = [merges.index(p) for p in zip(symbols, symbols[1:]) if p in merges]
        if not ranks:
            break
        symbols = merge(symbols, merges[min(ranks)])
    vocabulary = set("abc") | {a + b for a, b in merges}
    longest, rest = [], "abc"
    while rest:
        piece = max((p for p in vocabulary if rest.startswith(p)), key=len)
        longest, rest = longest + [piece], rest[len(piece):]
    assert card.answers("As " + " | ".join(symbols) + ":", "merge " + " + ".join(merges[0]), "no " + " + ".join(merges[1]))
    assert card.says("longest match from the left over the same vocabulary would give " + " | ".join(longest))
    assert longest != symbols


@check("tok-wordpiece-score")
def _(card):
    single = {s: int(c) for s, c in re.findall(r"\b([a-z]) (\d+)", card.question)}
    pairs = {s: int(c) for s, c in re.findall(r"\b([a-z]{2}) (\d+)", card.question)}
    assert len(single) == 5 and len(pairs) == 3 and card.says("count(xy)/(count(x)·count(y))")
    score = {p: Fraction(c, single[p[0]] * single[p[1]]) for p, c in pairs.items()}
    bpe, wordpiece = max(pairs, key=pairs.get), max(score, key=score.get)
    assert bpe != wordpiece and card.says(f"BPE would merge {bpe}, the most frequent pair")

    def shown(p):
        return f"{pairs[p]}/({single[p[0]]} × {single[p[1]]}) = {float(score[p]):g}"

    assert card.answers(f"{wordpiece}: {shown(wordpiece)}, the highest score", f"{bpe} has {shown(bpe)}")
    assert sorted(score, key=score.get)[-2] == bpe


@check("tok-wordpiece-no-backtrack")
def _(card):
    vocabulary = set(re.search(r"\{(.*?)\}", card.question).group(1).split(", "))
    word = re.search(r'"(\w+)"', card.question).group(1)

    def greedy(word):
        pieces, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in vocabulary:
                    break
            else:
                return ["[UNK]"], word[start:], pieces
            pieces, start = pieces + [piece], end
        return pieces, "", pieces

    result, stuck, taken = greedy(word)
    assert result == ["[UNK]"] and card.answers("[UNK]", f'after "{taken[-1]}" no piece matches the start of "{stuck}"', "un ##aff ##able")
    split = "un ##aff ##able".split()
    assert set(split) <= vocabulary and "".join(split).replace("##", "") == word


@check("tok-byte-level-vs-fallback")
def _(card):
    assert card.says(f"{2**8} byte tokens", "four-byte emoji costs four tokens", "UTF-8 bytes", "any UTF-8 text")
    assert len("\N{GRINNING FACE}".encode()) == 4


@check("tok-embedding-params")
def _(card):
    assert card.says("vocabulary of 128,000", "width 4,096", "untied")
    total = 128_000 * 4_096 + 4_096 * 128_000
    assert card.answers(f"2 × 128,000 × 4,096 = {total:,}", f"{total / 1e9:.2f} billion")
    assert card.says("about an eighth") and abs(total / 8e9 - 1 / 8) < 0.01


@check("tok-perplexity-claim")
def _(card):
    a = re.search(r"perplexity (\d+) per token, (\d+) bytes", card.question)
    b = re.search(r"model B \(perplexity (\d+) per token, (\d+) bytes", card.question)
    assert (a.groups(), b.groups()) == (("8", "3"), ("16", "5"))
    bits = [math.log2(int(m.group(1))) / int(m.group(2)) for m in (a, b)]
    assert card.answers(f"log₂8 / 3 = {bits[0]:.1f} bits", f"log₂16 / 5 = {bits[1]:.1f}")
    assert bits[1] < bits[0] and card.answers("B is better")


# Fine-tuning: LoRA, QLoRA, full fine-tune trade-offs


@check("ft-lora-forward")
def _(card):
    assert card.answers("h = W₀x + (α/r)·B·A·x")
    size = {"d_out": 6, "d_in": 4, "r": 2}
    shapes = {name: (size[rows], size[columns]) for name, rows, columns in re.findall(r"(W₀|A|B) \((\w+)×(\w+)\)", card.text)}
    w0, a, b = (RNG.normal(size=shapes[name]) for name in ("W₀", "A", "B"))
    x, alpha, r = RNG.normal(size=size["d_in"]), 8, size["r"]
    h = w0 @ x + alpha / r * b @ a @ x
    assert np.allclose(h, (w0 + alpha / r * (b @ a)) @ x)
    assert np.linalg.matrix_rank(b @ a) == r


@check("ft-lora-both-zero")
def _(card):
    assert card.says("∂L/∂B = (α/r)·g·(Ax)ᵀ", "∂L/∂A = (α/r)·Bᵀg·xᵀ")
    d_out, d_in, r, alpha = 5, 4, 2, 6
    w0, x, target = RNG.normal(size=(d_out, d_in)), RNG.normal(size=d_in), RNG.normal(size=d_out)

    def out(a, b):
        return w0 @ x + alpha / r * b @ a @ x

    def loss(a, b):
        return 0.5 * ((out(a, b) - target) ** 2).sum()

    def analytic(a, b):
        g = out(a, b) - target
        return alpha / r * np.outer(b.T @ g, x), alpha / r * np.outer(g, a @ x)

    def numeric(f, p, eps=1e-6):
        grad = np.zeros_like(p)
        for i in np.ndindex(*p.shape):
            step = np.zeros_like(p)
            step[i] = eps
            grad[i] = (f(p + step) - f(p - step)) / (2 * eps)
        return grad

    a, b = RNG.normal(size=(r, d_in)), RNG.normal(size=(d_out, r))
    da, db = analytic(a, b)
    assert np.allclose(da, numeric(lambda p: loss(p, b), a), atol=1e-5)
    assert np.allclose(db, numeric(lambda p: loss(a, p), b), atol=1e-5)
    assert card.answers("both gradients stay zero")
    da, db = analytic(np.zeros_like(a), np.zeros_like(b))
    assert not da.any() and not db.any()
    assert card.says("With B alone at zero, B moves first")
    da, db = analytic(a, np.zeros_like(b))
    assert not da.any() and db.any()


@check("ft-lora-params")
def _(card):
    assert card.says("LoRA of rank 16", "4,096 × 4,096")
    r, d = 16, 4096
    a, b = np.zeros((r, d)), np.zeros((d, r))
    trained = a.size + b.size
    assert card.answers(f"16 × (4,096 + 4,096) = {trained:,}") and value("16 × (4,096 + 4,096)") == trained
    assert card.answers(f"{100 * trained / d**2:.2f} % of {d**2:,}")
    assert card.says("2r/d for a square matrix") and Fraction(trained, d**2) == Fraction(2 * r, d)


@check("ft-lora-memory-claim")
def _(card):
    weights, memory = re.search(r"trains ([\d.]+) % of the weights.*about ([\d.]+) % of the memory", card.question).groups()
    assert weights == memory == "0.5" and card.says("frozen 16-bit weights", "attacks the 14 GB")
    assert card.answers("Frozen weights and most activations must still be held", "only gradients and optimiser states shrink")
    share, parameters = float(weights) / 100, 7e9
    per_parameter = {"weights": 2, "gradients": 2, "master copy": 4, "first moment": 4, "second moment": 4}
    full = parameters * sum(per_parameter.values())
    frozen = parameters * per_parameter["weights"]
    trained = share * full
    assert card.says("7 billion", f"{frozen / 1e9:.0f} GB of frozen", f"{trained / 1e9:.2f} GB for LoRA's own weights")
    assert card.says(f"{100 * (frozen + trained) / full:.0f} % of the {full / 1e9:.0f} GB")
    assert (frozen + trained) / full > 10 * float(memory) / 100

    # Why frozen weights stay: the gradient of a LoRA factor below passes through the frozen layer above.
    x, a, b, w1, w2 = (RNG.normal(size=s) for s in ((4,), (2, 4), (5, 2), (5, 4), (3, 5)))

    def gradient_of_b(above):
        error = above @ np.tanh(w1 @ x + b @ a @ x)
        return np.outer(above.T @ error * (1 - np.tanh(w1 @ x + b @ a @ x) ** 2), a @ x)

    def loss(p):
        return 0.5 * ((w2 @ np.tanh(w1 @ x + p @ a @ x)) ** 2).sum()

    step = np.zeros_like(b)
    step[1, 0] = 1e-6
    assert math.isclose(gradient_of_b(w2)[1, 0], (loss(b + step) - loss(b - step)) / 2e-6, rel_tol=1e-4, abs_tol=1e-8)
    assert not np.allclose(gradient_of_b(w2), gradient_of_b(2 * w2))


@check("ft-full-memory")
def _(card):
    assert card.says("FP16 weights and gradients", "FP32 master weights and both moments", "7 billion")
    parts = {"weights": 2, "gradients": 2, "master": 4, "first moment": 4, "second moment": 4}
    total = sum(parts.values())
    assert card.answers(" + ".join(map(str, parts.values())) + f" = {total} bytes per parameter")
    assert card.answers(f"7 × 10⁹ × {total} bytes = {7e9 * total / 1e9:.0f} GB")
    rest = parts["master"] + parts["first moment"] + parts["second moment"]
    assert card.says(f"{rest} of the {total} bytes")


@check("ft-qlora-bits")
def _(card):
    assert card.says("stores 4-bit weights", "8-bit scale per block of 64", "32-bit second-level scale per 256 blocks")
    weights = 64 * 256 * 10
    stored = 4 * weights + 8 * (weights // 64) + 32 * (weights // (64 * 256))
    bits = stored / weights
    assert card.answers(f"4 + 8/64 + 32/(64 × 256) = {bits:.3f} bits")
    assert math.isclose(value("4 + 8/64 + 32/(64 × 256)"), bits)
    assert card.says(f"4 + 32/64 = {4 + 32 / 64} bits")
    assert card.says(f"For 65 billion weights {bits:.3f} bits make {65e9 * bits / 8 / 1e9:.1f} GB", f"{65e9 * 16 / 8 / 1e9:.0f} GB in 16 bits")


@check("ft-nf4-quantiles")
def _(card):
    assert card.says("NF4", "16 levels", "block of 64 weights", "−1…1", "zero is represented exactly")
    # The construction of the data type: 8 quantiles below zero, 8 above, zero shared, scaled to a maximum of 1.
    quantile, tail = NormalDist().inv_cdf, 0.9677083
    below = [-quantile(p) for p in np.linspace(tail, 0.5, 8)[:-1]]
    above = [quantile(p) for p in np.linspace(tail, 0.5, 9)[:-1]]
    nf4 = np.array(sorted([*below, 0.0, *above])) / max(above)
    assert len(nf4) == 16 and 0.0 in nf4 and (nf4[0], nf4[-1]) == (-1.0, 1.0)
    gaps = np.diff(nf4)
    assert gaps[6:9].max() < 0.5 * min(gaps[0], gaps[-1])
    assert card.answers("quantile levels lie densely where most weights are", "equal steps would waste codes on the sparse tails")

    blocks = np.random.default_rng(7).normal(size=(100_000, 64))
    scaled = (blocks / np.abs(blocks).max(axis=1, keepdims=True)).ravel()

    def used(levels):
        codes = np.searchsorted((levels[1:] + levels[:-1]) / 2, scaled)
        share = np.bincount(codes, minlength=16) / scaled.size
        return -(share * np.log2(share)).sum(), np.abs(levels[codes] - scaled).mean()

    (entropy, error), (step_entropy, step_error) = used(nf4), used(np.linspace(-1, 1, 16))
    assert card.says(f"{entropy:.2f} against {step_entropy:.2f} bits of entropy")
    assert step_entropy < entropy < 4 and error < step_error


@check("ft-dpo-loss")
def _(card):
    loss_text = "−log σ(β·log[π(y_w|x) / π₀(y_w|x)] − β·log[π(y_l|x) / π₀(y_l|x)])"
    assert card.answers(loss_text)
    beta, log_z = 0.3, 0.8
    p_w, p_l, q_w, q_l = 0.02, 0.05, 0.01, 0.06

    def dpo(p_w, p_l, q_w, q_l):
        margin = beta * math.log(p_w / q_w) - beta * math.log(p_l / q_l)
        return -math.log(1 / (1 + math.exp(-margin)))

    # Bradley-Terry with the reward for which the policy is optimal: r = β·log(π/π₀) + β·log Z.
    r_w, r_l = (beta * math.log(p / q) + beta * log_z for p, q in ((p_w, q_w), (p_l, q_l)))
    preferred = math.exp(r_w) / (math.exp(r_w) + math.exp(r_l))
    assert math.isclose(dpo(p_w, p_l, q_w, q_l), -math.log(preferred))
    assert dpo(2 * p_w, p_l, q_w, q_l) < dpo(p_w, p_l, q_w, q_l)
    start = dpo(0.02, 0.05, 0.02, 0.05)
    assert card.says(f"ln 2 ≈ {start:.3f}") and math.isclose(start, math.log(2))


# Prompt engineering best practices


@check("prompt-self-consistency")
def _(card):
    assert card.says("3 independent reasoning chains", "two possible answers", "right with probability 0.7")
    p = 0.7
    total = 0.0
    for outcome in range(8):
        right = bin(outcome).count("1")
        if right >= 2:
            total += p**right * (1 - p) ** (3 - right)
    assert card.answers(f"0.7³ + 3 × 0.7² × 0.3 = {total:.3f}")
    assert math.isclose(value("0.7³ + 3 × 0.7² × 0.3"), total)
    low = 0.4
    assert low**3 + 3 * low**2 * (1 - low) < low


@check("prompt-eval-mcnemar")
def _(card):
    assert card.says("same 100 test cases", "fixes 10 failures and breaks 6 passes", "without continuity correction", "5 % level")
    assert f"{NormalDist().inv_cdf(1 - 0.05 / 2):.2f}" == "1.96"
    fixed, broken = 10, 6
    z = (fixed - broken) / math.sqrt(fixed + broken)
    assert card.answers(f"z = (10 − 6)/√(10 + 6) = {z:.1f} < 1.96", f"net gain of {fixed - broken}")
    assert math.isclose(value("(10 − 6)/√(10 + 6)"), z)
    n = fixed + broken
    exact = 2 * sum(math.comb(n, k) for k in range(fixed, n + 1)) / 2**n
    assert card.says(f"p ≈ {exact:.2f}")
