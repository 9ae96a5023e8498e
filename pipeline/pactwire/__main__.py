"""`python -m pactwire`."""

from pactwire.cli import main

if __name__ == "__main__":
    main()
