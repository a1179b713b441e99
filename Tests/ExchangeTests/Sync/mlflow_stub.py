"""A tracking server of MLflow for tests: shows captured answers, or what a test wrote, page by page.

usage: mlflow_stub.py CAPTURE STATE LOG

CAPTURE is a folder of recorded calls, or - for none. STATE is JSON, read again at every request:
  experiments, models, prompts, versions, runs, traces   things shown beside the captured ones, as MLflow writes them;
             a run may have a `history`, what its metrics were
  hidden     names of models that are not shown
  token      what has to stand after Bearer
  fails      {"path": part of a path, "status": n}: what is answered with an error
  raw        {"path": part of a path, "body": text}: what is answered with status 200 as it is
  page       how many things a page has at most
LOG gets a line of JSON a request. The port is printed first. Aliases that are set stay set.
"""

import glob
import gzip
import json
import os
import re
import sys
import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

capture, state_path, log_path = sys.argv[1:4]
log = open(log_path, "a", encoding="utf-8", buffering=1)
lock = threading.Lock()
aliases = {}
LISTS = {"experiments": "experiment_id", "models": "name", "versions": None, "runs": None, "traces": "trace_id"}


def identity(kind, thing):
    if kind == "versions":
        return (thing["name"], str(thing["version"])) if "name" in thing and "version" in thing else json.dumps(thing)
    if kind == "runs":
        return thing.get("info", {}).get("run_id", json.dumps(thing))
    return thing.get(LISTS[kind], json.dumps(thing))


def recorded():
    shown = {kind: {} for kind in LISTS}
    details, histories = {}, {}
    if capture == "-":
        return shown, details, histories
    keys = {"experiments": "experiments", "registered_models": "models", "model_versions": "versions", "runs": "runs",
            "traces": "traces"}
    for path in sorted(glob.glob(os.path.join(capture, "*.json*"))):
        with (gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")) as file:
            call = json.load(file)
        if call["status"] != 200 or not isinstance(call["response"], dict):
            continue
        for key, kind in keys.items():
            for thing in call["response"].get(key, []):
                shown[kind].setdefault(identity(kind, thing), thing)
        model = call["response"].get("registered_model")
        if model:
            shown["models"][model["name"]] = model
        if call["request"]["path"].endswith("/metrics/get-history"):
            asked = call["request"]["query"]
            histories[(asked["run_id"], asked["metric_key"])] = call["response"]["metrics"]
        trace = call["response"].get("trace")
        if trace and "spans" in trace:
            details[trace["trace_info"]["trace_id"]] = trace
    return shown, details, histories


captured, captured_details, captured_histories = recorded()


def current():
    with open(state_path, encoding="utf-8") as file:
        state = json.load(file)
    shown = {kind: dict(captured[kind]) for kind in LISTS}
    for kind in LISTS:
        for thing in state.get(kind, []):
            shown[kind][identity(kind, thing)] = thing
    for name in state.get("hidden", []):
        shown["models"].pop(name, None)
        shown["versions"] = {key: thing for key, thing in shown["versions"].items() if thing["name"] != name}
    details = dict(captured_details)
    for thing in state.get("traces", []):
        if "spans" in thing:
            details[thing["trace_id"]] = {"trace_info": {k: v for k, v in thing.items() if k != "spans"}, "spans": thing["spans"]}
    return state, shown, details


def histories(state):
    """What metrics were, by run and key: the captured ones, and those a test wrote."""
    found = dict(captured_histories)
    for run in state.get("runs", []):
        for entry in run.get("history", []):
            found.setdefault((run["info"]["run_id"], entry["key"]), []).append(entry)
    return found


def is_prompt(thing):
    return any(tag["key"] == "mlflow.prompt.is_prompt" and tag["value"] == "true" for tag in thing.get("tags", []))


def moment(trace):
    """When it began, in milliseconds."""
    return int(datetime.fromisoformat(trace["request_time"].replace("Z", "+00:00")).timestamp() * 1000)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        parts = urlsplit(self.path)
        self.serve(parts.path, {key: values[0] for key, values in parse_qs(parts.query).items()}, None)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        self.serve(urlsplit(self.path).path, {}, body)

    def serve(self, path, query, body):
        with lock:
            log.write(json.dumps({"path": path, "query": query, "body": body}) + "\n")
            state, shown, details = current()
            token = state.get("token")
            if token and self.headers.get("Authorization") != f"Bearer {token}":
                return self.answer(401, {"message": "You are not authenticated."})
            if state.get("raw", {}).get("path", "\0") in path:
                return self.answer(200, state["raw"]["body"])
            if state.get("fails", {}).get("path", "\0") in path:
                return self.answer(state["fails"]["status"], "<html>trouble</html>")
            self.answer(*self.reply(path, query, body or {}, state, shown, details))

    def reply(self, path, query, body, state, shown, details):
        most = min(state.get("page", 50), int(query.get("max_results", body.get("max_results", 50))))
        start = int(query.get("page_token", body.get("page_token", 0)))

        def page(name, things):
            answer = {name: things[start:start + most]} if things[start:start + most] else {}
            if start + most < len(things):
                answer["next_page_token"] = str(start + most)
            return 200, answer

        filter = query.get("filter", body.get("filter", ""))
        if path.endswith("/experiments/search"):
            return page("experiments", list(shown["experiments"].values()))
        if path.endswith("/runs/search"):
            mark = re.search(r"start_time >= (-?\d+)", filter)
            runs = [run for run in shown["runs"].values() if not mark or run["info"].get("start_time", 0) >= int(mark[1])]
            return page("runs", sorted(runs, key=lambda run: run.get("info", {}).get("start_time", 0)))
        if path.endswith("/runs/get"):
            run = shown["runs"].get(query["run_id"])
            return (200, {"run": run}) if run else self.missing(f"Run with id={query['run_id']} not found")
        if path.endswith("/metrics/get-history"):
            return page("metrics", histories(state).get((query["run_id"], query["metric_key"]), []))
        if path.endswith("/registered-models/search"):
            wanted = "is_prompt" in filter
            models = [dict(model) for model in shown["models"].values() if is_prompt(model) == wanted]
            for model in models:
                others = [entry for entry in model.get("aliases", []) if (model["name"], entry["alias"]) not in aliases]
                model["aliases"] = others + [
                    {"alias": alias, "version": version} for (name, alias), version in aliases.items() if name == model["name"]]
            return page("registered_models", models)
        if path.endswith("/model-versions/search"):
            name = re.search(r"name='((?:[^']|'')*)'", filter)
            wanted = "is_prompt" in filter
            versions = [version for version in shown["versions"].values()
                        if is_prompt(version) == wanted and (not name or version["name"] == name[1].replace("''", "'"))]
            return page("model_versions", versions)
        if path.endswith("/registered-models/alias"):
            if body["name"] not in shown["models"]:
                return self.missing(f"Registered Model with name={body['name']} not found")
            aliases[(body["name"], body["alias"])] = body["version"]
            return 200, {}
        if path.endswith("/traces/search"):
            least, limit = (re.search(rf"timestamp_ms {sign} (-?\d+)", filter) for sign in (">=", "<"))
            traces = [{key: value for key, value in trace.items() if key != "spans"} for trace in shown["traces"].values()
                      if (not least or moment(trace) >= int(least[1])) and (not limit or moment(trace) < int(limit[1]))]
            return page("traces", sorted(traces, key=moment, reverse="timestamp_ms DESC" in body.get("order_by", [])))
        if path.endswith("/traces/get"):
            trace = details.get(query["trace_id"])
            return (200, {"trace": trace}) if trace else self.missing(f"Trace with ID {query['trace_id']} not found")
        return 404, "<!doctype html>"

    @staticmethod
    def missing(words):
        return 404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": words}

    def answer(self, status, value):
        text = (value if isinstance(value, str) else json.dumps(value)).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
