"""sellerlint: checks messages to Amazon buyers against Amazon's communication rules."""

__version__ = "0.1.0"
