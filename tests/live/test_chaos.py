"""A minute of everything being killed. The long run is `python -m bench.chaos`."""

from bench import chaos


def test_nothing_acknowledged_is_lost_doubled_or_turned_while_everything_is_killed() -> None:
    report = chaos.run(sends=2_000, seconds=60)
    assert report.kept, report
    assert (report.sent, report.acknowledged) == (2_000, 2_000)
    assert report.agreed_after is not None
    assert report.agreed_after < 35
    assert set(report.faults) == {
        "web server killed", "worker killed", "Redis killed", "PostgreSQL crashed",
    }  # fmt: skip
    assert min(report.faults.values()) >= 2
