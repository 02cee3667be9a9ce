"""sellerlint: checks messages to Amazon buyers against Amazon's communication rules.

For programs: `from checker import check_text, check_paths`; `docs/api.md` tells all of it.
"""

__version__ = "0.1.0"

__all__ = ["ConfigError", "Finding", "Report", "Severity", "check_paths", "check_text", "load_config"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.api import ConfigError, Finding, Report, Severity, check_paths, check_text, load_config


def __getattr__(name: str) -> object:
    """What programs use is loaded when it is first asked for: the command line starts without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module("checker.api"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
