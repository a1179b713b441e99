"""Lets real clients from PyPI report to the real daemon, and looks at what the catalog then holds.

real_clients.py COUNTERSIGN: the program. Everything is on loopback and goes away with this script.
"""

import contextlib
import http.server
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
passed, failed = 0, 0


def check(what, holds, detail=""):
    """Counts one expectation, and says so when it does not hold."""
    global passed, failed
    passed, failed = (passed + 1, failed) if holds else (passed, failed + 1)
    print(("ok     " if holds else "FAILED ") + what + ("" if holds else f": {detail}"), flush=True)


class StandInModel(http.server.BaseHTTPRequestHandler):
    """Answers as the chat completions of OpenAI do, always the same."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = {
            "id": f"chatcmpl-{uuid.uuid4().hex}", "object": "chat.completion", "created": int(time.time()),
            "model": asked["model"] + "-2026-10-01",
            "choices": [{"index": 0, "finish_reason": "stop",
                         "message": {"role": "assistant", "content": "Your claim was paid on Monday."}}],
            "usage": {"prompt_tokens": 21, "completion_tokens": 7, "total_tokens": 28},
        }
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def model():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), StandInModel)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()


@contextlib.contextmanager
def catalog():
    """A private catalog, told by its connection settings."""
    home = tempfile.mkdtemp(prefix="countersign-clients-", dir="/var/tmp")
    os.chmod(home, 0o755)
    environment = {**os.environ, "COUNTERSIGN_HOME": home + "/home"}
    server = subprocess.Popen([PROGRAM, "local", "--headless"], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(30)
        subprocess.run([PROGRAM, "local", "--stop"], env=environment, capture_output=True)
        shutil.rmtree(home, ignore_errors=True)


def run(conninfo, *words):
    """A subcommand with --json; its document."""
    done = subprocess.run([PROGRAM, *words, "--json", "--catalog", conninfo], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"countersign {' '.join(words)}: {done.stderr}")
    return json.loads(done.stdout)


def rows(conninfo, question):
    done = subprocess.run(["psql", "-XAtq", "-F", "|", conninfo, "-c", question], capture_output=True, text=True, check=True)
    return [line.split("|") for line in done.stdout.splitlines()]


def until(holds, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False


CALLER = """
import os, sys
from openai import OpenAI
from opentelemetry import trace, _logs
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.instrumentation.genai.openai import OpenAIInstrumentor
encoding, target, token, model = sys.argv[1:5]
if encoding == "protobuf":
    from opentelemetry.exporter.otlp.proto.http import Compression
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    more = {"compression": Compression.Gzip}
else:
    from opentelemetry.exporter.otlp.json.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.exporter.otlp.json.http._log_exporter import OTLPLogExporter
    more = {}
headers = {"authorization": "Bearer " + token}
resource = Resource.create({"service.name": "claims-" + encoding, "deployment.environment.name": "test"})
traces = TracerProvider(resource=resource)
traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=target + "/v1/traces", headers=headers, **more)))
trace.set_tracer_provider(traces)
logs = LoggerProvider(resource=resource)
logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter(endpoint=target + "/v1/logs", headers=headers, **more)))
_logs.set_logger_provider(logs)
OpenAIInstrumentor().instrument(tracer_provider=traces, logger_provider=logs)
client = OpenAI(base_url=model, api_key="none", max_retries=0)
tracer = trace.get_tracer("claims")
for number in range(5):
    with tracer.start_as_current_span("POST /claims") as span:
        span.set_attribute("session.id", f"s-{number}")
        span.set_attribute("countersign.prompt.name", "claims-answer")
        span.set_attribute("countersign.prompt.version", "3")
        client.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": f"Where is claim {number}?"}])
traces.shutdown()
logs.shutdown()
"""

LINEAGE = """
import sys
from datetime import datetime, timezone
from openlineage.client import OpenLineageClient
from openlineage.client.transport.http import ApiKeyTokenProvider, HttpCompression, HttpConfig, HttpTransport
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.uuid import generate_new_uuid
target, token = sys.argv[1:3]
for compression in (None, HttpCompression.GZIP):
    config = HttpConfig(url=target, endpoint="api/v1/lineage", auth=ApiKeyTokenProvider({"apiKey": token}), compression=compression)
    client = OpenLineageClient(transport=HttpTransport(config))
    run = Run(runId=str(generate_new_uuid()))
    for state in (RunState.START, RunState.COMPLETE):
        client.emit(RunEvent(
            eventType=state, eventTime=datetime.now(timezone.utc).isoformat(), run=run, job=Job("claims", "build_index"),
            inputs=[InputDataset("postgres://db:5432", "claims.public.claim")],
            outputs=[OutputDataset("countersign://office", "index/claims@4")], producer="https://example.org/claims"))
"""


def main():
    with catalog() as conninfo, model() as answers:
        token = run(conninfo, "producer", "add", "claims", "--scope", "otlp", "--scope", "openlineage", "--reason", "a test")["token"]
        daemon = subprocess.Popen(
            [PROGRAM, "serve", "--listen", "127.0.0.1:0", "--quiet-time", "1", "--json", "--catalog", conninfo],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        target = json.loads(daemon.stdout.readline())["listening"]
        messages = []
        threading.Thread(target=lambda: messages.extend(daemon.stderr), daemon=True).start()
        for encoding in ("protobuf", "json"):
            environment = {**os.environ, "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT": "SPAN_ONLY",
                           "OTEL_SEMCONV_STABILITY_OPT_IN": "gen_ai_latest_experimental"}
            done = subprocess.run(
                [sys.executable, "-c", CALLER, encoding, target, token, answers], env=environment, capture_output=True, text=True)
            check(f"the OpenTelemetry SDK reports in {encoding} without complaint",
                  done.returncode == 0 and "Failed to export" not in done.stderr, done.stderr[-2000:])
            service = "claims-" + encoding
            found = until(lambda: rows(conninfo, f"select count(*) from countersign.generation where service = '{service}'") == [["5"]])
            check(f"its five calls in {encoding} are five generations", found)
            told = rows(conninfo, f"""
                select distinct model, model_version, prompt, prompt_version, environment, tokens_in, tokens_out, producer, source,
                  cardinality(marks) from countersign.generation where service = '{service}'""")
            check(f"they name model, prompt and tokens in {encoding}",
                  told == [["gpt-5", "gpt-5-2026-10-01", "claims-answer", "3", "test", "21", "7", "claims", "otlp", "0"]], told)
            sessions = rows(conninfo, f"select count(distinct conversation) from countersign.generation where service = '{service}'")
            check(f"each has the conversation of the span above it in {encoding}", sessions == [["5"]], sessions)
        done = subprocess.run([sys.executable, "-c", LINEAGE, target, token], capture_output=True, text=True)
        check("openlineage-python reports, plain and packed", done.returncode == 0, done.stderr[-2000:])
        walk = run(conninfo, "lineage", "--namespace", "countersign://office", "--name", "index/claims@4", "--upstream")
        check("what it reported can be walked upstream",
              any(node["name"] == "claims.public.claim" for node in walk["nodes"]), walk)
        check("nothing was refused", run(conninfo, "quarantine", "list")["items"] == [])
        # Who keeps this catalog open seals it, too: whichever comes first leaves nothing to the other.
        sealed = until(lambda: run(conninfo, "log", "status")["unsealed"] == 0 and any(
            job["name"] == "seal-log" and job["last_outcome"] in ("done", "nothing")
            for job in run(conninfo, "schedule", "list")["items"]))
        check("the schedule has seen to it that the log is sealed", sealed)
        source = next(x for x in run(conninfo, "producer", "list")["items"] if x["producer"] == "claims")
        check("the producer's figures tell of it", source["taken_in_hour"] > 20 and source["refused_in_day"] == 0, source)
        daemon.send_signal(signal.SIGTERM)
        check("SIGTERM ends the daemon with 0", daemon.wait(20) == 0, daemon.returncode)
        check("every message is one JSON object a line", all(isinstance(json.loads(line), dict) for line in messages))
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
