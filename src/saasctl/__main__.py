"""Start the program: `--version` at once, everything else through the command line."""

import sys


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    words = sys.argv[1:]
    if words in (["--version"], ["-V"]):
        from saasctl import __version__

        sys.stdout.write(f"saasctl {__version__}\n")
        return
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    from saasctl.cli.main import run

    sys.exit(run(words))


if __name__ == "__main__":
    main()
