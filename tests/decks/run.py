"""Runs every check of the shipped decks: `python3 tests/decks/run.py [FILE...]`. Needs Python 3.11 and NumPy."""
import importlib
import sys
import traceback
from pathlib import Path

import deckcheck

HERE = Path(__file__).resolve().parent


def main(names):
    modules = names or sorted(p.stem for p in HERE.glob("*.py") if p.stem not in ("run", "deckcheck"))
    for name in modules:
        importlib.import_module(Path(name).stem)
    cards = deckcheck.cards()
    decks = {Path(name).stem.replace("_", "-") for name in modules}
    passed, failed = 0, []
    for card_id, function in deckcheck.CHECKS.items():
        if card_id not in cards:
            failed.append(f"{card_id}: a check without a card")
            continue
        try:
            function(cards[card_id])
            passed += 1
        except Exception:
            failed.append(f"{card_id}:\n{traceback.format_exc()}")
    for card_id, card in cards.items():
        if card.deck in decks and card.tags & deckcheck.NEEDS_CHECK and card_id not in deckcheck.CHECKS:
            failed.append(f"{card_id}: tagged {sorted(card.tags)} but nothing computes it")
    print("\n".join(failed))
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
