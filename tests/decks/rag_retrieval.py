"""Recomputes what the cards of decks/rag-retrieval.md work out."""
import math

import numpy as np

from deckcheck import check


def starts_of_windows(n, w, stride):
    starts = [0]
    while starts[-1] + w < n:
        starts.append(starts[-1] + stride)
    return starts


# Chunking strategies


@check("chunk-sliding-count")
def _(card):
    assert card.says("10,000 tokens", "512 tokens", "overlap of 64")
    n, w, o = 10_000, 512, 64
    windows = len(starts_of_windows(n, w, w - o))
    assert windows == 1 + math.ceil((n - w) / (w - o)) == math.ceil(n / (w - o))
    assert card.answers(f"{windows} chunks: 1 + ⌈({n} − {w}) / ({w} − {o})⌉ = 1 + ⌈{(n - w) / (w - o):.2f}⌉ = {windows}.")
    assert card.says(f"window minus overlap, {w - o} tokens")
    # the short cut of the note does add a needless chunk elsewhere
    assert math.ceil(900 / (w - o)) > len(starts_of_windows(900, w, w - o))


@check("chunk-overlap-guarantee")
def _(card):
    def guaranteed(w, o):
        starts = range(0, 20 * w, w - o)
        length = 0
        while all(any(s <= p and p + length + 1 <= s + w for s in starts) for p in range(10 * w)):
            length += 1
        return length

    for w, o in [(10, 0), (10, 3), (16, 4), (12, 11), (25, 5)]:
        assert guaranteed(w, o) == o + 1
    assert card.answers("o + 1 tokens")
    assert card.says("w tokens overlap by o tokens", "1 / (1 − r)")
    n, w, r = 10_000_000, 1_000, 0.2
    full, overlapped = (len(starts_of_windows(n, w, int(w * (1 - x)))) for x in (0, r))
    assert abs(overlapped / full - 1 / (1 - r)) < 1e-3


@check("chunk-fair-comparison")
def _(card):
    assert card.says("256 and 1,024", f"At {4096:,} tokens", f"{4096 // 256} small", f"against {4096 // 1024} large")
    assert 1024 // 256 == 4 and card.answers("four times the text")


# Embedding models


@check("emb-unit-norm-equivalence")
def _(card):
    assert card.answers("‖a − b‖² = 2 − 2·cos θ")
    rng = np.random.default_rng(0)
    for _ in range(20):
        a, b = rng.normal(size=(2, 7))
        a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
        assert np.isclose(np.sum((a - b) ** 2), 2 - 2 * math.cos(math.acos(a @ b)))


@check("emb-dot-versus-cosine")
def _(card):
    assert card.says("q = (1, 0)", "a = (3, 4)", "b = (2, 0)")
    q, a, b = np.array([1.0, 0]), np.array([3.0, 4]), np.array([2.0, 0])
    cos = lambda x: x @ q / np.linalg.norm(x) / np.linalg.norm(q)
    assert card.says(f"ranks a first, {q @ a:.0f} against {q @ b:.0f}") and q @ a > q @ b
    assert card.answers(f"{cos(a):.1f} for a and {cos(b):.0f} for b", "order flips") and cos(b) > cos(a)


@check("emb-memory")
def _(card):
    assert card.says("10 million", "1,024-dimensional float32")
    size = 10_000_000 * 1024 * np.dtype(np.float32).itemsize
    assert card.answers(f"{size / 1e9:.2f} GB: 10⁷ × 1,024 × 4 bytes")
    assert card.says("int8 divides it by 4", "one bit per dimension by 32")
    assert np.dtype(np.float32).itemsize / np.dtype(np.int8).itemsize == 4
    assert 1024 * 4 / (1024 / 8) == 32


@check("emb-infonce")
def _(card):
    assert card.answers("−log( exp(s(qᵢ, dᵢ)/τ) / Σⱼ exp(s(qᵢ, dⱼ)/τ) )")
    rng = np.random.default_rng(1)
    s, tau = rng.normal(size=(6, 6)), 0.3
    by_card = [-math.log(math.exp(s[i, i] / tau) / sum(math.exp(x / tau) for x in s[i])) for i in range(6)]
    z = s / tau
    cross_entropy = np.log(np.exp(z - z.max(1, keepdims=True)).sum(1)) + z.max(1) - np.diag(z)
    assert np.allclose(by_card, cross_entropy)
    assert card.says("with all similarities equal it is ln B")
    assert math.isclose(-math.log(math.exp(0.4 / tau) / sum(math.exp(0.4 / tau) for _ in range(6))), math.log(6))


@check("emb-recall-at-k")
def _(card):
    assert card.says("has 4 relevant passages", "top 5 results contain 2 of them", "Hit rate@5 is 1")
    relevant, top = {"a", "b", "c", "d"}, ["x", "a", "y", "c", "z"]
    found = len(relevant & set(top))
    assert found == 2 and len(top) == 5
    assert card.answers(f"recall@5 = {found}/{len(relevant)} = {found / len(relevant):.1f}")
    assert card.says(f"precision@5 is {found}/{len(top)} = {found / len(top):.1f}")


# Vector databases


@check("ann-hnsw-levels")
def _(card):
    assert card.says("⌊−ln(U)·m_L⌋", "U uniform on (0, 1)", "m_L = 1/ln M")
    assert card.answers("P(layer ≥ l) = M^(−l)")
    u = 1 - np.random.default_rng(2).random(2_000_000)
    for m in (4, 16):
        layer = np.floor(-np.log(u) / math.log(m))
        for l in (0, 1, 2):
            p = m ** (-l)
            assert abs((layer >= l).mean() - p) < 5 * math.sqrt(p / len(u)) + 1e-12


@check("ann-hnsw-memory")
def _(card):
    assert card.says("10 million 768-d float32", "M = 32", "2M bottom-layer links of 4 bytes")
    vector, links = 768 * 4, 2 * 32 * 4
    assert card.answers(f"{10**7 * (vector + links) / 1e9:.2f} GB: 10⁷ × (768 × 4 + {2 * 32} × 4) bytes")
    assert card.answers(f"= 10⁷ × {vector + links:,} bytes")
    assert card.says("under 8 %") and 0.07 < links / (vector + links) < 0.08


@check("ann-ivf-cost")
def _(card):
    assert card.says("1 million", "1,000 cells", "nprobe = 10")
    cost = 1_000 + 10 * 1_000_000 // 1_000
    assert card.answers(f"{cost:,}: 1,000 centroids + 10 × {1_000_000 // 1_000:,} vectors") and card.says(f"{cost / 1_000_000:.1%}".replace("%", " %"))


@check("ann-pq-bytes")
def _(card):
    assert card.says("768-d float32", "96 subvectors", "one of 256 centroids")
    code = 96 * math.log2(256) / 8
    assert card.answers(f"{code:.0f} bytes", f"256 centroids need {math.log2(256):.0f} bits, so {code / 96:.0f} byte per subvector")
    assert card.says(f"factor of {768 * 4 / code:.0f}", f"{768 * 4:,} bytes")


@check("ann-billion-scale")
def _(card):
    assert card.says("One billion 768-d", "96-byte", "256 GB", "HNSW over float32")
    codes, raw = 10**9 * 96 / 1e9, 10**9 * 768 * 4 / 1e9
    assert card.answers(f"{codes:.0f} GB", f"{raw:,.0f} GB")
    assert codes < 256 < raw


@check("ann-lsh-hyperplane")
def _(card):
    assert card.answers("P = 1 − θ/π")
    planes = np.random.default_rng(3).normal(size=(200_000, 5))
    for theta in (0.3, 1.0, 2.5):
        a = np.array([1.0, 0, 0, 0, 0])
        b = np.array([math.cos(theta), math.sin(theta), 0, 0, 0])
        same = ((planes @ a > 0) == (planes @ b > 0)).mean()
        assert abs(same - (1 - theta / math.pi)) < 0.006


@check("ann-lsh-tables")
def _(card):
    assert card.says("L = 10", "k = 5", "p = 0.8")
    p, k, tables = 0.8, 5, 10
    found = 1 - (1 - p**k) ** tables
    assert card.answers(f"1 − (1 − p^k)^L = 1 − (1 − {p**k:.5f})¹⁰ ≈ {found:.3f}")
    bits = np.random.default_rng(4).random((100_000, tables, k)) < p
    assert abs(bits.all(2).any(1).mean() - found) < 0.003


@check("ann-post-filter")
def _(card):
    assert card.says("top 100", "owns 1 %")
    assert card.answers("100 × 1 % = 1 hit") and math.isclose(100 * 0.01, 1)


# Hybrid retrieval


def bm25(f, k1, b, ratio):
    return f * (k1 + 1) / (f + k1 * (1 - b + b * ratio))


@check("hybrid-bm25-formula")
def _(card):
    assert card.answers("IDF(t) · f·(k₁ + 1) / (f + k₁·(1 − b + b·|D|/avgdl))")
    # what the card's other statements rest on: longer lowers, more occurrences raise, rankings survive the constant
    assert bm25(3, 1.2, 0.75, 2.0) < bm25(3, 1.2, 0.75, 1.0) < bm25(4, 1.2, 0.75, 1.0)
    docs = [(f, r) for f in range(1, 6) for r in (0.4, 1.0, 2.7)]
    with_factor = sorted(docs, key=lambda d: bm25(d[0], 1.2, 0.75, d[1]))
    without = sorted(docs, key=lambda d: d[0] / (d[0] + 1.2 * (1 - 0.75 + 0.75 * d[1])))
    assert with_factor == without and card.says("leaves every ranking unchanged")
    # the note's IDF is the smoothed log odds of not containing the term
    assert card.says("ln((N − n + 0.5)/(n + 0.5))", "ln(1 + that ratio)")


@check("hybrid-bm25-saturation")
def _(card):
    assert card.answers("Toward k₁ + 1") and card.says("f·(k₁ + 1) / (f + k₁)")
    for k1 in (0.5, 1.2, 2.0):
        assert math.isclose(bm25(1e12, k1, 0.75, 1.0), k1 + 1, rel_tol=1e-9)
        assert math.isclose(bm25(1, k1, 0.75, 1.0), 1)
    assert card.says("At f = 1 the factor is exactly 1", "k₁ = 0 ignores counts")
    assert bm25(1, 0, 0.75, 1) == bm25(9, 0, 0.75, 1) == 1
    assert card.says(f"with k₁ = 1.2, f = 3 gives 3·{1.2 + 1:.1f}/{3 + 1.2:.1f} ≈ {bm25(3, 1.2, 0.75, 1.0):.2f}")


@check("hybrid-idf-negative")
def _(card):
    assert card.says("ln((N − n + 0.5)/(n + 0.5))", "ln(1 + (N − n + 0.5)/(n + 0.5))", "more than half")
    total = 100
    for n in range(1, total + 1):
        odds = (total - n + 0.5) / (n + 0.5)
        assert (math.log(odds) < 0) == (n > total / 2)
        assert math.log(1 + odds) > 0


@check("hybrid-rrf-formula")
def _(card):
    assert card.answers("Σᵣ 1 / (k + rankᵣ(d))", "ranks start at 1") and card.says("k = 60")


@check("hybrid-rrf-compute")
def _(card):
    assert card.says("k = 60", "ranks 1 (dense) and 10 (BM25)", "ranks 3 and 4")
    a, b = ([sum(1 / (k + r) for r in ranks) for k in (60, 0)] for ranks in ((1, 10), (3, 4)))
    assert b[0] > a[0] and a[1] > b[1]
    assert card.answers(f"B: 1/63 + 1/64 ≈ {b[0]:.4f}", f"A: 1/61 + 1/70 ≈ {a[0]:.4f}")
    assert card.says(f"{a[1]:.1f} against {b[1]:.3f}")


@check("hybrid-rrf-code")
def _(card):
    space = {}
    exec(card.code(), space)
    lists = [["a", "x", "b", "c"], ["p", "q", "b", "c", "a"], ["c"]]
    expected = {}
    for doc in {d for ranked in lists for d in ranked}:
        expected[doc] = sum(1 / (60 + ranked.index(doc) + 1) for ranked in lists if doc in ranked)
    assert space["rrf"](lists)[:3] == sorted(expected, key=expected.get, reverse=True)[:3]
    assert sorted(space["rrf"](lists)) == sorted(expected)
    ten = [f"f{i}" for i in range(6)]
    first, second = ["A", "u", "B", "v"], ["s", "t", "w", "B"] + ten[:5] + ["A"]
    rank = space["rrf"]([first, second])
    assert rank[:2] == ["B", "A"]
    assert space["rrf"]([first, second], k=0)[:2] == ["A", "s"]
    # B at ranks 3 and 4 beats A at ranks 1 and 10 just while k is large enough; find the turning point and probe it
    wins = lambda k, one=1: 1 / (k + one + 2) + 1 / (k + one + 3) > 1 / (k + one) + 1 / (k + one + 9)
    turn = next(k for k in range(100) if wins(k))
    assert space["rrf"]([first, second], k=turn).index("B") < space["rrf"]([first, second], k=turn).index("A")
    assert space["rrf"]([first, second], k=turn - 1).index("A") < space["rrf"]([first, second], k=turn - 1).index("B")
    assert space["rrf"].__defaults__ == (60,) and card.says("rrf(lists, k=60) that fuses")


# Reranking


@check("rerank-full-scan")
def _(card):
    assert card.says("1,000 query-passage pairs per second", "1 million")
    seconds = 1_000_000 / 1_000
    assert card.answers(f"{seconds:,.0f} s", f"{seconds / 60:.0f} minutes")
    assert card.says(f"100 candidates take {100 / 1_000:.1f} s", f"factor of {1_000_000 // 100:,}")


@check("rerank-batch-latency")
def _(card):
    assert card.says("batches of 32", "20 ms a batch", "100 candidates")
    assert card.answers(f"{math.ceil(100 / 32) * 20} ms: ⌈100/32⌉ = {math.ceil(100 / 32)} batches of 20 ms")
    assert card.says(f"96 candidates would take {96 // 32 * 20} ms", f"last {100 - 96}")


@check("rerank-recall-ceiling")
def _(card):
    assert card.says("recall@100 of 0.85", "recall@5", "over those 100", "one relevant passage each") and card.answers("0.85:")
    # 1,000 queries over 300 passages; the first stage places the one relevant passage in its top 100 for 850 of them
    rng = np.random.default_rng(5)
    place = np.concatenate([rng.integers(0, 100, 850), rng.integers(100, 300, 150)])

    def recall_at_5(judge):
        hits = 0
        for relevant in place:
            reranked = sorted(range(100), key=lambda passage: float(judge(passage, relevant)), reverse=True)
            hits += relevant in reranked[:5]
        return hits / len(place)

    assert recall_at_5(lambda passage, relevant: passage == relevant) == 0.85
    assert recall_at_5(lambda passage, relevant: -passage) < 0.85  # the first stage's own order


@check("rerank-maxsim")
def _(card):
    assert card.answers("s(q, d) = Σᵢ maxⱼ qᵢ·dⱼ")
    rng = np.random.default_rng(6)
    q, d = rng.normal(size=(4, 8)), rng.normal(size=(9, 8))
    assert np.isclose((q @ d.T).max(1).sum(), sum(max(float(x @ y) for y in d) for x in q))


@check("rerank-colbert-storage")
def _(card):
    assert card.says("180 tokens", "128-d float16", "768-d float32")
    many, one = 180 * 128 * 2, 768 * 4
    assert card.answers(f"{many / one:.0f} times: 180 × 128 × 2 = {many:,} bytes against 768 × 4 = {one:,} bytes")


@check("rerank-listwise-windows")
def _(card):
    assert card.says("100 passages", "20 at a time", "10 ranks")
    calls, top = 0, 80
    while True:
        calls += 1
        if top == 0:
            break
        top = max(0, top - 10)
    assert card.answers(f"{calls} calls: 1 + (100 − 20)/10") and calls == 1 + (100 - 20) / 10
    # one upward sweep with a perfect judge brings the best passage from rank 95 to rank 1
    order = list(range(1, 101))
    best = 95
    for start in range(80, -1, -10):
        window = order[start:start + 20]
        order[start:start + 20] = sorted(window, key=lambda x: x != best)
    assert order[0] == best and card.says("rank 95")


@check("rerank-pairwise-swap")
def _(card):
    pairs = [(a, b) for a in range(20) for b in range(20) if a != b]
    assert card.says(f"20 × 19 = {len(pairs)} calls")


# RAG evaluation metrics


@check("rageval-mrr")
def _(card):
    assert card.says("ranks 1, 3, 2 and nowhere")
    value = sum(1 / r for r in (1, 3, 2)) / 4
    assert card.answers(f"(1 + 1/3 + 1/2 + 0) / 4 ≈ {value:.3f}")


@check("rageval-ndcg")
def _(card):
    assert card.says("exactly two relevant", "ranks 1 and 3", "1/log₂(rank + 1)")
    discount = lambda r: 1 / math.log2(r + 1)
    value = (discount(1) + discount(3)) / (discount(1) + discount(2))
    assert card.says("What is nDCG@3") and card.answers("nDCG@3 =")
    assert card.answers(f"(1 + {discount(3):.1f}) / (1 + {discount(2):.3f})", f"≈ {value:.3f}")
    assert all(rel == 2**rel - 1 for rel in (0, 1)) and 2**2 - 1 != 2


@check("rageval-judge-kappa")
def _(card):
    assert card.says("label 100 answers", 'both "faithful" 70', 'both "unfaithful" 10', "10 disagreements each way")
    table = np.array([[70, 10], [10, 10]]) / 100
    observed = np.trace(table)
    chance = table.sum(0) @ table.sum(1)
    kappa = (observed - chance) / (1 - chance)
    assert card.answers(f"({observed:.2f} − {chance:.2f}) / (1 − {chance:.2f}) = {kappa:.3f}")


@check("rageval-diagnose-stage")
def _(card):
    assert card.says("faithfulness 0.60", "context recall 0.95") and card.answers(f"{100 - 60} % of the answers' claims")
