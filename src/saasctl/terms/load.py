"""Find profiles: the packaged ones, a directory of the operator's, or one file."""

from functools import cache
from importlib import resources
from pathlib import Path

from saasctl.errors.base import Failure
from saasctl.errors.terms import ProfileInvalid, ProfileUnknown
from saasctl.terms.model import Profile
from saasctl.terms.read import LIMIT, read_profile


def profile_names(extra: Path | None = None) -> list[str]:
    """Return every `id@version` that can be loaded, sorted; `extra` is a directory of profiles."""
    return sorted(_files(extra))


def load_profile(name: str, extra: Path | None = None) -> Profile:
    """Return the profile `id`, `id@version`, or the file `./mine.toml`.

    Without a version the newest (by its text) is meant. A directory `extra` may add profiles and
    versions; it cannot replace a packaged one.
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
        raise ProfileInvalid(str(files[wanted]), [f"the file is named for {wanted} but holds {profile.name}"])
    return profile


def _files(extra: Path | None) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in (packaged_folder(), extra):
        if folder is None:
            continue
        if not folder.is_dir():
            raise Failure(f"no directory {folder}", fix="saasctl --terms-path DIR terms list")
        for file in sorted(folder.glob("*@*.toml")):
            found.setdefault(file.name.removesuffix(".toml"), file)
    return found


def packaged_folder() -> Path:
    """Return the folder of the profiles that come with the program."""
    return Path(str(resources.files("saasctl.terms") / "vendors"))


def _parsed(file: Path) -> Profile:
    try:
        size, stamp = file.stat().st_size, file.stat().st_mtime_ns
    except OSError as wrong:
        raise ProfileUnknown(str(file), []) from wrong
    if not file.is_file() or size > LIMIT:
        raise ProfileInvalid(str(file), [f"not a file of at most {LIMIT} bytes"])
    return _read(file, stamp)


@cache
def _read(file: Path, _stamp: int) -> Profile:
    return read_profile(file.read_bytes(), str(file))
