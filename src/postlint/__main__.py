"""Where `postlint` and `python -m postlint` begin."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit status; Ctrl-C leaves with 130, even while modules load."""
    try:
        from postlint.cli.app import cli

        cli.main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
