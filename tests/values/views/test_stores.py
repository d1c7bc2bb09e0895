from saasctl.values.views.stores import Migration, StoreCheck, StoreInfo, StoreMade


def test_each_answer_names_its_schema_after_its_command() -> None:
    schemas = [answer.SCHEMA for answer in (StoreInfo, StoreMade, Migration, StoreCheck)]
    assert schemas == [
        "saasctl.db.info/1",
        "saasctl.db.init/1",
        "saasctl.db.migrate/1",
        "saasctl.db.check/1",
    ]
