"""`python -m checker` is the command `sellerlint`."""

from checker.cli import run

if __name__ == "__main__":
    run()
