"""Find profiles: the packaged ones, a directory of the operator's, or one file."""

from functools import cache
from importlib import resources
from pathlib import Path
from stat import S_ISREG

from saasctl.errors.terms import Fault, ProfileInvalid, ProfileUnknown, TermsFolderMissing
from saasctl.terms.model import Profile
from saasctl.terms.read import read_profile
from saasctl.terms.tomltext import LIMIT


def profile_names(extra: Path | None = None) -> list[str]:
    """Return every `id@version` that can be loaded, sorted; `extra` is a directory of profiles."""
    return sorted(_files(extra))


def load_profile(name: str, extra: Path | None = None) -> Profile:
    """Return the profile `id`, `id@version`, or the file `./mine.toml`.

    Without a version the newest (by its text) is meant. A directory `extra` may add profiles and
    versions; it cannot replace a packaged one. Raises ProfileUnknown (exit 3), ProfileInvalid (exit 4).
    """
    if name.endswith(".toml") or "/" in name:
        return _parsed(Path(name))
    files = _files(extra)
    wanted = (
        name if "@" in name else max((known for known in files if known.split("@")[0] == name), default=name)
    )
    if wanted not in files:
        raise ProfileUnknown(name, sorted(files))
    profile = _parsed(files[wanted])
    if profile.name != wanted:
        fault = Fault("profile", f"the file is named for {wanted}, yet holds {profile.name}")
        raise ProfileInvalid(str(files[wanted]), [fault])
    return profile


def _files(extra: Path | None) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in (packaged_folder(), extra):
        if folder is None:
            continue
        if not folder.is_dir():
            raise TermsFolderMissing(str(folder))
        for file in sorted(folder.glob("*@*.toml")):
            found.setdefault(file.name.removesuffix(".toml"), file)
    return found


def packaged_folder() -> Path:
    """Return the folder of the profiles that come with the program."""
    return Path(str(resources.files("saasctl.terms") / "vendors"))


def _parsed(file: Path) -> Profile:
    try:
        facts = file.stat()
        if not S_ISREG(facts.st_mode):
            raise ProfileInvalid(str(file), [Fault("", "not a regular file")])
        return _read(file, facts.st_mtime_ns, facts.st_size)
    except OSError as wrong:
        if isinstance(wrong, FileNotFoundError) and not file.is_symlink():
            raise ProfileUnknown(str(file), []) from None
        raise ProfileInvalid(str(file), [Fault("", f"cannot be read: {wrong.strerror}")]) from None


@cache
def _read(file: Path, _stamp: int, _size: int) -> Profile:
    with file.open("rb") as content:
        return read_profile(content.read(LIMIT + 1), str(file))
