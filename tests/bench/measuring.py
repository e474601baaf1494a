"""Running programs in turn and taking what they need."""
import os
import statistics
import subprocess
import tempfile
import time


class Case:
    """A program that decides a file; `records` says how many it decides, so that cases of different sizes compare."""

    def __init__(self, name, command, records, outputs=(), stdout=None):
        self.name, self.command, self.records = name, command, records
        self.outputs, self.stdout = outputs, stdout  # files that it writes; the first may be its standard output
        self.wall, self.cpu = [], []  # seconds a record, round by round
        self.memory = 0  # its own: resident pages that no file stands behind, in bytes

    def run(self, watch_memory):
        """Once. What went wrong ends the measurement: a case that fails measures nothing."""
        with open(self.stdout or os.devnull, "wb") as out, tempfile.TemporaryFile() as complaints:
            begin = time.perf_counter()
            process = subprocess.Popen(self.command, stdout=out, stderr=complaints)
            if watch_memory:
                self.memory = max(self.memory, own_memory(process))
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                complaints.seek(0)
                said = complaints.read().decode(errors="replace")
                raise SystemExit(f"{self.name}: exit {process.returncode}\n{said}")
        return seconds / self.records, (usage.ru_utime + usage.ru_stime) / self.records

    def median(self):
        return statistics.median(self.wall) * self.records


def own_memory(process):
    """The most that is resident of it, looked at every few milliseconds until it is about to end."""
    most = 0
    while True:
        try:
            with open(f"/proc/{process.pid}/status") as status:
                fields = dict(line.split(":", 1) for line in status)
        except OSError:
            return most
        if "RssAnon" not in fields:  # it has ended and waits for us
            return most
        most = max(most, int(fields["RssAnon"].split()[0]) * 1024)
        time.sleep(0.004)


def in_turn(cases, rounds, say):
    """Every case once a round, so that what slows the machine down slows all of them. One round before does not count:
    it fills the caches and looks at the memory."""
    for number in range(rounds + 1):
        for case in cases:
            wall, cpu = case.run(watch_memory=number == 0)
            if number > 0:
                case.wall.append(wall)
                case.cpu.append(cpu)
        say(f"round {number} of {rounds}" if number > 0 else "all of it once")


def ratio(case, baseline, what="wall"):
    """How many times as fast as the baseline, a record: the median over the rounds, the least and the most."""
    each = [theirs / ours for ours, theirs in zip(getattr(case, what), getattr(baseline, what))]
    return statistics.median(each), min(each), max(each)
