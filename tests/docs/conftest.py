from collections.abc import Iterator

import pytest

from tests.docs.examples import Session, session


@pytest.fixture(scope="session")
def opened() -> Iterator[Session]:
    with session() as started:
        yield started
