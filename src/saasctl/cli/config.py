"""saasctl config: the operator's defaults for the global options."""

from typing import Annotated

import typer

from saasctl.cli.globals import act_of, command_group, emit, session_of
from saasctl.cli.session import ENVIRONMENT, Session, check_setting
from saasctl.errors.config import ConfigUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.system.config import KNOWN, config_path, read_config, write_config
from saasctl.values.answers import Listing, Written
from saasctl.values.views.config import CONFIG_COLUMNS, ConfigPlace, ConfigSet, ConfigValue

app = command_group("Your defaults for global options, kept in a file: option > environment > file.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help=", ".join(KNOWN))]


@app.command()
def show(ctx: typer.Context) -> None:
    """List the settings with their values and what sets each: option, environment, file or default.

    Example: saasctl config show --json
    """
    found = [_held(session_of(ctx), name) for name in KNOWN]
    rows = ((one.name, one.value, one.source, one.variable) for one in found)
    emit(ctx, Listing("saasctl.config.show/1", CONFIG_COLUMNS, rows))


@app.command()
def get(ctx: typer.Context, name: NameArgument) -> None:
    """Show the value of one setting and what sets it.

    Example: saasctl config get db --fields value
    """
    emit(ctx, _held(session_of(ctx), _known(name)))


@app.command(name="set")
def set_(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A setting, or NAME=VALUE.")],
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="Its value; empty removes it.")] = None,
) -> None:
    """Keep a setting in the file; an empty value takes it out.

    Example: saasctl config set output json
    """
    if value is None:
        name, equals, value = name.partition("=")
        if not equals:
            raise ValueMalformed("VALUE", "", f"a value: saasctl config set {name} VALUE")
    name = _known(name)
    if value:
        check_setting(name, value)
    place = config_path(session_of(ctx).environment)
    held = read_config(place)
    before = held.pop(name, None)
    wanted = {**held, name: value} if value else held
    if not act_of(ctx).dry_run and (value or None) != before:
        write_config(place, {known: wanted[known] for known in KNOWN if known in wanted})
    said = f"{name} = {_shown(name, value)}" if value else f"{name} is not set any more"
    undo = f"; undo: saasctl config set {name} {_shown(name, before)}" if before else ""
    answer = ConfigSet(name, _shown(name, value or None), _shown(name, before), str(place))
    emit(ctx, Written(answer, (name,), f"{said} in {place}{undo}"))


@app.command()
def path(ctx: typer.Context) -> None:
    """Show where the file of defaults is or would be; SAASCTL_CONFIG names another.

    Example: saasctl config path
    """
    place = config_path(session_of(ctx).environment)
    emit(ctx, ConfigPlace(str(place), place.is_file()))


def _held(session: Session, name: str) -> ConfigValue:
    variable = ENVIRONMENT.get(name, f"SAASCTL_{name.upper()}")
    if name in session.given:
        return ConfigValue(name, _shown(name, session.given[name]), "option", variable)
    if session.environment.get(variable):
        return ConfigValue(name, _shown(name, session.environment[variable]), "environment", variable)
    kept = session.configured(name)
    if kept is not None:
        return ConfigValue(name, _shown(name, kept), "file", variable)
    return ConfigValue(name, _default(name), "default", variable)


def _default(name: str) -> str | None:
    from saasctl.system.config import default_store_path

    return str(default_store_path()) if name == "db" else None


def _shown(name: str, value: str | None) -> str | None:
    from saasctl.operations.backups import place_of

    return place_of(value) if value and name == "db" else value


def _known(name: str) -> str:
    plain = name.removeprefix("--").replace("-", "_")
    if plain not in KNOWN:
        raise ConfigUnknown(name, KNOWN)
    return plain
