from saasctl.store import engine


def test_what_is_asked_of_a_database_names_no_database() -> None:
    asked = {name for name in vars(engine.Engine) if not name.startswith("_")}
    assert asked == {
        "name",
        "connection",
        "errors",
        "begin",
        "commit",
        "rollback",
        "fault",
        "inspect",
        "size",
        "dangling",
        "exclusively",
        "compact",
        "close",
        "was_kept",
    }
