"""How property tests draw their examples: the same ones every time, so that a change is judged by what it changed.

The search for new ones is a command of its own: `pytest -m hypothesis --hypothesis-profile search`.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("search", derandomize=False, print_blob=True)
settings.load_profile("same")
