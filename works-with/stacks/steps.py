"""Tries things one by one and prints how they went, a line each, for run-driver.ts."""
import datetime
import sys

failed = 0


def step(name):
    """Runs the function below it at once; an exception is a failure."""

    def run(act):
        global failed
        try:
            act()
            print(f"ok {name}", flush=True)
        except Exception as error:  # whatever the stack throws is what the reader wants to know
            failed += 1
            print(f"FAILED {name}: {type(error).__name__} {str(error)[:400]!r}", flush=True)
        return act

    return run


def days_ago(days):
    return (datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=days)).isoformat()


def must(condition, message):
    if not condition:
        raise AssertionError(message)


def end():
    sys.exit(1 if failed else 0)
