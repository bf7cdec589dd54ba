"""Ties every worked number, gradient, count and program on a shipped card to a computation.

A check is a function named by the card's `Id:`:

    @check("auc-ranking-count")
    def _(card):
        assert card.says("0.83")          # the text the card really carries
        assert round(pairs_won / pairs, 2) == 0.83

`run.py` calls every check with the card as it stands in `decks/`, so a card whose text drifts from its
computation fails, and a card tagged compute, derive or code without a check fails as well.
"""
import re
from dataclasses import dataclass, field
from pathlib import Path

DECKS = Path(__file__).resolve().parents[2] / "decks"
NEEDS_CHECK = {"compute", "derive", "code"}
FIELD = re.compile(r"^(Q|A|C|Note|Source|Id|Tags): ?(.*)$")
CHECKS = {}


@dataclass
class Card:
    deck: str
    topic: str
    fields: dict = field(default_factory=dict)

    @property
    def question(self):
        return self.fields.get("Q", self.fields.get("C", ""))

    @property
    def answer(self):
        return self.fields.get("A", self.fields.get("C", ""))

    @property
    def text(self):
        return "\n".join(self.fields.get(k, "") for k in ("Q", "A", "C", "Note"))

    @property
    def tags(self):
        return {t.strip() for t in self.fields.get("Tags", "").split(",") if t.strip()}

    def says(self, *parts):
        """True when every part stands somewhere on the card (question, answer or note)."""
        return all(part in self.text for part in parts)

    def answers(self, *parts):
        """True when every part stands in the answer itself."""
        return all(part in self.answer for part in parts)

    def code(self, index=0):
        """The text of the card's fenced code block with that index, question first."""
        return re.findall(r"```[a-z]*\n(.*?)```", self.text, re.S)[index]


def check(card_id):
    def register(function):
        assert card_id not in CHECKS, f"two checks for {card_id}"
        CHECKS[card_id] = function
        return function

    return register


def cards():
    """Every shipped card by its id."""
    found = {}
    for path in sorted(DECKS.glob("*.md")):
        topic, card, key, fence = "", None, None, False
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("```"):
                fence = not fence
            tag = None if fence else FIELD.match(line)
            if not fence and not tag and line.startswith("#"):
                topic, card, key = line.lstrip("# ").strip(), None, None
            elif not fence and line.strip() == "---":
                card, key = None, None
            elif tag:
                key, value = tag.groups()
                if key in ("Q", "C"):
                    card = Card(path.stem, topic)
                card.fields[key] = value
                if key == "Id":
                    assert value not in found, f"{path.name}: two cards with Id {value}"
                    found[value] = card
            elif card is not None and key is not None:
                card.fields[key] += "\n" + line
    return found
