"""Job queues for PostgreSQL at work as their own documentation says, one job at a time, for
comparison with `next`. Run by the bench in a private environment:

    other_queues.py procrastinate|pgqueuer DSN fill JOBS
    other_queues.py procrastinate|pgqueuer DSN work SECONDS

`work` prints `ready`, waits for a line, fetches and finishes jobs of no work, and prints how many
and in how many seconds.
"""

import asyncio
import os
import sys
import time
from datetime import timedelta


class Shift:
    """Counts finished jobs; the process ends with the shift, whatever the library would do yet."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.begun = None
        self.jobs = 0

    def one(self):
        now = time.monotonic()
        if self.begun is None:
            # The first is the way in, and does not count.
            self.begun = now
            return
        self.jobs += 1
        if now - self.begun >= self.seconds:
            print(self.jobs, now - self.begun, flush=True)
            os._exit(0)

    def begin(self):
        print("ready", flush=True)
        sys.stdin.readline()


async def procrastinate_fill(dsn, jobs):
    import procrastinate

    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=dsn))

    @app.task(name="nothing", queue="bench")
    async def nothing(n):
        pass

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        for start in range(0, jobs, 1000):
            await nothing.batch_defer_async(*({"n": n} for n in range(start, start + 1000)))


async def procrastinate_work(dsn, shift):
    import procrastinate

    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=dsn))

    @app.task(name="nothing", queue="bench")
    async def nothing(n):
        shift.one()

    async with app.open_async():
        shift.begin()
        await app.run_worker_async(queues=["bench"], concurrency=1)


async def pgqueuer_fill(dsn, jobs):
    import asyncpg
    from pgqueuer import AsyncpgDriver, Queries

    connection = await asyncpg.connect(dsn)
    queries = Queries(AsyncpgDriver(connection))
    await queries.install()
    for _ in range(0, jobs, 1000):
        await queries.enqueue(["nothing"] * 1000, [b""] * 1000, [0] * 1000)


async def pgqueuer_work(dsn, shift):
    import asyncpg
    from pgqueuer import PgQueuer

    connection = await asyncpg.connect(dsn)
    queue = PgQueuer.from_asyncpg_connection(connection)

    @queue.entrypoint("nothing")
    async def nothing(job):
        shift.one()

    shift.begin()
    await queue.run(batch_size=1, dequeue_timeout=timedelta(seconds=5))


def main(library, dsn, act, amount):
    if act == "fill":
        fill = {"procrastinate": procrastinate_fill, "pgqueuer": pgqueuer_fill}[library]
        asyncio.run(fill(dsn, int(amount)))
        print("filled", flush=True)
    else:
        work = {"procrastinate": procrastinate_work, "pgqueuer": pgqueuer_work}[library]
        asyncio.run(work(dsn, Shift(float(amount))))


main(*sys.argv[1:])
