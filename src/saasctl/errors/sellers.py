"""Refusals about sellers."""

from collections.abc import Sequence

from saasctl.errors.base import Conflict, Inconsistent, NotFound


class SellerUnknown(NotFound):
    """No seller of that slug."""

    code = "SELLER-UNKNOWN"

    def __init__(self, slug: str, known: Sequence[str]) -> None:
        super().__init__(
            f"no seller {slug}",
            why=f"sellers: {', '.join(known) or 'none'}",
            fix="saasctl seller add SLUG --terms PROFILE --file SELLER.toml",
        )


class SellerExists(Conflict):
    """The seller exists with other data."""

    code = "SELLER-EXISTS"

    def __init__(self, slug: str, differences: Sequence[str]) -> None:
        super().__init__(
            f"seller {slug} exists already",
            why="; ".join(differences),
            fix=f"saasctl seller edit {slug} --file SELLER.toml",
        )


class SellerFileInvalid(Inconsistent):
    """The file that describes a seller has unknown, missing or malformed entries."""

    code = "SELLER-FILE-INVALID"

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        super().__init__(
            f"{file}: {faults[0]}",
            why="; ".join(faults[1:10]) or None,
            fix="mend the file; name and country are required, the other entries may be left out",
        )


class SellerFileMissing(NotFound):
    """There is no file of that name."""

    code = "SELLER-FILE-MISSING"

    def __init__(self, file: str) -> None:
        super().__init__(f"no file {file}", fix="--file SELLER.toml, a file with name and country")
