import time

from saasctl.system.clock import system_clock


def test_the_system_s_clock_tells_the_machine_s_time() -> None:
    before = int(time.time())
    told = system_clock().now().timestamp()
    assert before <= told <= time.time()
    assert system_clock().floor is None
