"""The entry point: `python -m pactwire`, and the command `pactwire`.

Worker processes import it anew, so it loads the command line, which none of them needs, only when it is called.
"""


def main() -> None:
    """Run the command line."""
    from pactwire.cli import main as run

    run()


if __name__ == "__main__":
    main()
