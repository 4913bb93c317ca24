"""pytest plugin of bin/test: says when browser tests were skipped, and fails the run where a browser must be."""

import os

import pytest


def must_have_browser() -> bool:
    return any(os.environ.get(name, "") not in {"", "0", "false"} for name in ("REQUIRE_BROWSER", "CI"))


class SkippedBrowserTests:
    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and "browser" in report.keywords:
            self.names.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped and "browser" in report.nodeid:
            self.names.append(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.names and must_have_browser():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.names:
            what = "FAILED, because a browser is required here" if must_have_browser() else "skipped"
            terminalreporter.section("browser tests")
            terminalreporter.line(f"{len(self.names)} browser tests {what}: is there a Chromium on this machine?")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # with xdist, only the process that hears of every test
        config.pluginmanager.register(SkippedBrowserTests())
