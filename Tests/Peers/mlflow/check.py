"""Follows a real MLflow server on a real Postgres: check.py COUNTERSIGN

What MLflow's own client made (models, versions, aliases, tags, runs, datasets, prompts, traces, assessments) is synced, looked at
again, changed, deleted and renamed; a promotion is approved by a second person, and MLflow's client reads the alias back.
Everything is on loopback and Unix sockets and goes away with this script.
"""

import contextlib
import json
import os
import pathlib
import pwd
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import warnings

warnings.filterwarnings("ignore")
os.environ["GIT_PYTHON_REFRESH"] = "quiet"
os.environ["MLFLOW_ENABLE_ASYNC_TRACE_LOGGING"] = "false"

import psycopg2

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
passed, failed = 0, 0


def check(what, holds, detail=""):
    """Counts one expectation, and says so when it does not hold."""
    global passed, failed
    passed, failed = (passed + 1, failed) if holds else (passed, failed + 1)
    print(("ok     " if holds else "FAILED ") + what + ("" if holds else f": {detail}"), flush=True)


def run(conninfo, *words, status=0):
    """A subcommand with --json; its document."""
    done = subprocess.run([PROGRAM, *words, "--json", "--catalog", conninfo], capture_output=True, text=True)
    if done.returncode != status:
        raise SystemExit(f"countersign {' '.join(words)}: {done.returncode} {done.stderr} {done.stdout[:500]}")
    return json.loads(done.stdout) if done.stdout else {}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def tracking_server(database, folder):
    port = free_port()
    with open(folder / "mlflow.log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mlflow", "server", "--backend-store-uri", database, "--artifacts-destination",
             str(folder / "artifacts"), "--host", "127.0.0.1", "--port", str(port), "--workers", "1"],
            stdout=log, stderr=log, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                if urllib.request.urlopen(url + "/health", timeout=2).status == 200:
                    break
            if server.poll() is not None:
                raise SystemExit((folder / "mlflow.log").read_text()[-3000:])
            time.sleep(0.5)
        yield url
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


@contextlib.contextmanager
def catalog(home):
    """A private catalog; answers its connection settings without a user, and who it belongs to."""
    environment = {**os.environ, "COUNTERSIGN_HOME": home}
    server = subprocess.Popen([PROGRAM, "local", "--headless"], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        settings = dict(word.split("=", 1) for word in server.stdout.readline().replace("'", "").split())
        yield settings["host"], settings["user"]
    finally:
        server.terminate()
        server.wait(30)
        subprocess.run([PROGRAM, "local", "--stop"], env=environment, capture_output=True)


def two_persons(host, owner, home):
    """Whose catalog it is gives one login of this machine's the rights of who follows registries, and another the right to approve."""
    def at(login):
        return f"host={host} dbname=countersign user={login}"
    system = pwd.getpwuid(os.getuid()).pw_name
    idents = next(pathlib.Path(home).rglob("pg_ident.conf"))
    with open(idents, "a", encoding="utf-8") as file:
        file.writelines(f'countersign "{system}" "{login}"\n' for login in ("amy", "syd"))
    sql(at("countersign_super"), "create role amy login; create role syd login")
    sql(at("countersign_super"), "select pg_reload_conf()")
    for login, role in (("amy", "viewer"), ("syd", "viewer"), ("syd", "builder"), ("syd", "ingest"), ("amy", "approver")):
        run(at(owner), "catalog", "grant", login, role, "--team", "ai-office", "--reason", "for this trial")
    return at


def sql(conninfo, statement):
    with psycopg2.connect(conninfo) as session, session.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def fill(url):
    """What a team does with MLflow's own client."""
    import mlflow
    import pandas
    from mlflow import MlflowClient
    from mlflow.entities import AssessmentSource, AssessmentSourceType
    mlflow.set_tracking_uri(url)
    mlflow.set_registry_uri(url)
    client = MlflowClient()
    experiment = mlflow.set_experiment("letters")
    client.create_registered_model("letter-triage", description="Sorts letters by what they ask for.")
    client.set_registered_model_tag("letter-triage", "risk", "low")
    data = mlflow.data.from_pandas(pandas.DataFrame({"text": ["a", "b"], "label": [0, 1]}), name="letters-2026", targets="label")
    for step in (1, 2):
        with mlflow.start_run(run_name=f"train-{step}") as made:
            mlflow.log_input(data, context="training")
            mlflow.log_params({"depth": step, "seed": 7})
            mlflow.log_metrics({"accuracy": 0.8 + step / 100, "odd": float("nan")})
            for epoch, loss in enumerate((0.75, 0.25, 0.5)):
                mlflow.log_metric("loss", loss, step=epoch)
        client.create_model_version(
            "letter-triage", source=f"{made.info.artifact_uri}/model", run_id=made.info.run_id, description=f"depth {step}")
    client.set_registered_model_alias("letter-triage", "challenger", "2")
    mlflow.genai.register_prompt(name="letter-answer", template="Answer {{letter}} politely.", commit_message="first")
    mlflow.genai.register_prompt(
        name="letter-answer", template=[{"role": "system", "content": "Be polite."}, {"role": "user", "content": "{{letter}}"}],
        commit_message="as a chat")
    mlflow.genai.set_prompt_alias("letter-answer", "production", 1)
    traces = []
    for text in ("Where is my refund?", "Please call me."):
        with mlflow.start_span("answer", span_type="CHAIN") as root:
            root.set_inputs({"letter": text})
            with mlflow.start_span("model", span_type="CHAT_MODEL") as call:
                call.set_inputs({"model": "letter-triage", "messages": [{"role": "user", "content": text}]})
                call.set_outputs({"choices": [{"message": {"role": "assistant", "content": "Soon."}}]})
            root.set_outputs({"text": "Soon."})
            traces.append(root.trace_id)
    mlflow.log_feedback(
        trace_id=traces[0], name="politeness", value=0.75, rationale="curt",
        source=AssessmentSource(source_type=AssessmentSourceType.HUMAN, source_id="judge@example.org"))
    return client, mlflow, traces


def follow(at, owner, url, folder):
    client, mlflow, traces = fill(url)
    syd = at("syd")
    sync = ["sync", "mlflow", "--tracking-uri", url, "--name", "registry"]
    first = run(syd, *sync, "--reason", "the team's registry", "--owner", "syd", status=65)
    check("only what is no number is refused", first["counts"]["refused"] == 2, first)
    listed = {item["name"]: item for item in run(syd, "registry", "list")["items"]}
    check("models and prompts are artifacts", set(listed) == {"letter-triage", "letter-answer"}, listed)
    shown = run(syd, "registry", "show", "letter-triage@1")
    check("a version has its run's parameters", shown["body"]["hyper_params"] == {"depth": "1", "seed": "7"}, shown["body"])
    check("and its run's figures", any(one["metric"] == "accuracy" and one["value"] == 0.81 for one in shown["evaluations"]), shown["evaluations"])
    loss = next(one for one in shown["evaluations"] if one["metric"] == "loss")
    check("what was measured step by step shows its course", loss["course"] == {"steps": 3, "lowest": 0.25, "highest": 0.75}, loss)
    course = next(f for f in run(syd, "sync", "facts", "registry", "--limit", "1000")["items"]
                  if f["kind"] == "history" and f["key"] == "letter-triage@1/loss")
    check("and the course of what was measured step by step", (course["is"]["steps"], course["is"]["lowest"][2], course["is"]["last"][2]) == (3, 0.25, 0.5), course)
    chat = run(syd, "registry", "show", "letter-answer@2")["body"]
    check("a chat prompt has its messages", [m["role"] for m in chat["messages"]] == ["system", "user"], chat)
    walk = run(syd, "lineage", "letter-triage@2", "--upstream")
    check("a version comes from its dataset", any(node["name"] == "letters-2026" for node in walk["nodes"]), walk)
    told = sql(at("countersign_super"), "select count(*), count(*) filter (where model = 'letter-triage') from countersign_private.generation")
    check("every call of a trace is a generation", told == [(2, 2)], told)
    scores = sql(at("countersign_super"), "select name, value, judge from countersign_private.score")
    check("with what people said of it", scores == [("politeness", 0.75, "judge@example.org")], scores)
    again = run(syd, *sync)
    check("a second look takes nothing", all(again["counts"][key] == 0 for key in ("added", "changed", "gone", "refused")), again)

    from mlflow.entities import AssessmentSource, AssessmentSourceType, Feedback
    human = AssessmentSource(source_type=AssessmentSourceType.HUMAN, source_id="judge@example.org")
    judge = AssessmentSource(source_type=AssessmentSourceType.LLM_JUDGE, source_id="grader")
    graded = mlflow.log_feedback(trace_id=traces[1], name="helpful", value=0.25, source=judge)
    later = run(syd, *sync)
    check("what is said of a trace after it was taken is taken", (later["counts"]["added"], later["counts"]["refused"]) == (1, 0), later)
    polite = next(a for a in mlflow.get_trace(traces[0]).info.assessments if a.name == "politeness")
    mlflow.update_assessment(traces[0], polite.assessment_id, Feedback(name="politeness", value=0.5, source=human))
    mlflow.delete_assessment(traces[1], graded.assessment_id)
    run(syd, *sync)
    standing = sql(at("countersign_super"), "select name, value, standing from countersign.score order by name, ordinal")
    check("one that was changed counts in the place of the one before, and one that was deleted counts no more",
          standing == [("helpful", 0.25, "deleted"), ("politeness", 0.75, "replaced"), ("politeness", 0.5, "counts")], standing)
    again = run(syd, *sync)
    check("and is taken once", all(again["counts"][key] == 0 for key in ("added", "changed", "gone", "refused")), again)

    client.create_registered_model("to-be-renamed")
    with mlflow.start_run(run_name="other") as other:
        pass
    client.create_model_version("to-be-renamed", source=f"{other.info.artifact_uri}/model", run_id=other.info.run_id)
    client.delete_model_version("letter-triage", "1")
    with mlflow.start_span("late", span_type="CHAT_MODEL") as call:
        call.set_inputs({"model": "letter-triage", "messages": [{"role": "user", "content": "late"}]})
        call.set_outputs({"text": "too late"})
    changed = run(syd, *sync)
    check("what is new is taken, and what is gone is told", (changed["counts"]["added"], changed["counts"]["gone"]) == (4, 1), changed)
    client.rename_registered_model("to-be-renamed", "renamed")
    run(syd, *sync)
    facts = run(syd, "sync", "facts", "registry")["items"]
    check("a renaming is followed", any(f["what"] == "renamed" and f["key"] == "renamed" and f["subject"] == "to-be-renamed" for f in facts), facts[:6])
    check("a deletion is a fact, and the version stays", any(f["what"] == "deleted" and f["subject"] == "letter-triage@1" for f in facts)
          and bool(run(syd, "registry", "show", "letter-triage@1")["body"]), facts[:6])

    run(at(owner), "sync", "set", "registry", "--alias", "approved", "--environment", "staging", "--reason", "the registry serves it")
    # What is promoted has a tier and a figure with a limit, wherever it came from.
    draft = folder / "draft.json"
    draft.write_text("{}")
    run(syd, "registry", "register", "letter-triage", str(draft), "--kind", "model", "--team", "ai-office", "--tier", "low", "--message", "its tier")
    sql(syd, "select countersign.record_evaluation('letter-triage', '2', 'core', 'accuracy', 0.9, 0.8, true, 400)")
    promotion = str(run(syd, "promote", "request", "letter-triage@2", "--to", "staging", "--reason", "it is better")["promotion"])
    run(syd, *sync)
    check("no alias is set before a second person has signed", "approved" not in client.get_registered_model("letter-triage").aliases)
    run(at("amy"), "promote", "sign", promotion, "--reason", "read and fine")
    run(syd, *sync)
    check("MLflow's client reads the alias back", client.get_model_version_by_alias("letter-triage", "approved").version in ("2", 2),
          client.get_registered_model("letter-triage").aliases)
    source = next(item for item in run(syd, "sync", "list")["items"] if item["name"] == "registry")
    check("and it is told here", source["aliases_set"] == 1 and source["aliases_waiting"] == 0, source)


with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
    folder = pathlib.Path(name)
    folder.chmod(0o755)
    with catalog(str(folder / "home")) as (host, owner):
        at = two_persons(host, owner, folder / "home")
        session = psycopg2.connect(at("countersign_super"))
        session.autocommit = True
        session.cursor().execute("create database mlflow")
        session.close()
        with tracking_server(f"postgresql+psycopg2://countersign_super@/mlflow?host={host}", folder) as url:
            follow(at, owner, url, folder)
print(f"{passed} hold, {failed} do not")
sys.exit(1 if failed else 0)
