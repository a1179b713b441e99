"""Hands a pack of the sample world to those who read such files: check.py PROGRAM WORK-FOLDER

Status 0 when GNU tar, sha256sum, Python's csv, html5lib, securesystemslib and the pack's own verify.py take it as it is,
and none of them when it was changed.
"""

import csv
import hashlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys

import html5lib
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

program, work = os.path.realpath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()


def run(*arguments, status=0, **more):
    ended = subprocess.run([program, *arguments], capture_output=True, check=False, **more)
    if ended.returncode != status:
        sys.exit(f"{arguments} ended with {ended.returncode}: {ended.stderr.decode()}")
    return ended.stdout


def frozen(catalog):
    """A quarter that two persons have frozen: the newest that is over."""
    quarters = [one for one in json.loads(run("snapshot", "status", "--json", "--catalog", catalog))["items"] if one["is_over"]]
    known = [one["quarter"] for one in quarters if one["state"] == "frozen"]
    if known:
        return known[0]
    quarter = quarters[0]["quarter"]
    for who in ("tomas.reyes", "ada.lindqvist"):
        login = catalog.replace("ada.lindqvist", who)
        if who == "tomas.reyes":
            run("snapshot", "open", quarter, "--reason", "it is over", "--catalog", login)
        run("snapshot", "freeze", quarter, "--reason", "read", "--catalog", login)
    return quarter


def exported(catalog, quarter, key, file, **more):
    return json.loads(run("pack", "export", quarter, "--out", str(file), "--key", key, "--json", "--force",
                          "--catalog", catalog, **more))


def verified(script, pack, *more):
    return subprocess.run([sys.executable, "-I", "-S", str(script), str(pack), *more], capture_output=True, text=True, check=False)


def tables(folder):
    """Every table by Python's csv: rectangles of text, no cell a formula."""
    rows = 0
    for path in sorted((folder / "tables").glob("*.csv")):
        lines = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline=""), strict=True))
        assert len({len(line) for line in lines}) == 1, f"{path.name} is no rectangle"
        for cell in (cell for line in lines[1:] for cell in line):
            first = cell.lstrip(" \u00a0\ufeff")[:1]
            assert first not in set("=+@\t\r\n|%\uff1d\uff0b\uff0d\uff20"), f"{path.name} has a formula: {cell!r}"
            if first == "-":
                float(cell)
        rows += len(lines) - 1
    return rows


def pages(folder):
    """Every page by html5lib, strictly; links lead to files of the pack, and nothing comes from elsewhere."""
    count = 0
    for path in sorted(folder.rglob("*.html")):
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(path.read_text("utf-8"))
        assert not tree.findall(".//script"), f"{path} has a script"
        for link in tree.iter("a"):
            target = link.get("href", "")
            if not target.startswith("#") and "://" not in target:
                assert (path.parent / target).resolve().is_relative_to(folder.resolve()), f"{path}: {target} leads outside"
                assert (path.parent / target).exists(), f"{path}: {target} is not there"
        for tag in ("img", "link", "iframe", "object", "embed"):
            for found in tree.iter(tag):
                assert "://" not in (found.get("src") or found.get("href") or ""), f"{path} asks elsewhere"
        count += 1
    return count


def envelopes(folder, office_key):
    """The manifest's envelope and those of promotions, by securesystemslib; none of them changed."""
    people = {}
    for row in csv.DictReader(io.StringIO((folder / "tables/key.csv").read_text("utf-8"), newline="")):
        people[row["fingerprint"]] = row["public_key"]
    count = 0
    for path in sorted((folder / "signatures").rglob("*.dsse.json")):
        raw = json.loads(path.read_bytes())
        keyid = raw["signatures"][0]["keyid"]
        octets = people.get(keyid)
        public = base64_hex(octets) if octets else office_key
        envelope = Envelope.from_dict(json.loads(path.read_bytes()))
        assert envelope.pae() == path.with_name(path.name.replace(".dsse.json", ".pae")).read_bytes(), f"{path}: another encoding"
        key = SSlibKey(keyid, "ed25519", "ed25519", {"public": public})
        assert set(envelope.verify([key], 1)) == {keyid}, path
        envelope.payload = envelope.payload[:-2] + b" }"
        try:
            envelope.verify([key], 1)
            sys.exit(f"{path}: a changed payload was accepted")
        except VerificationError:
            count += 1
    return count


def base64_hex(text):
    import base64

    return base64.b64decode(text.lstrip("'"), validate=True).hex()


def main():
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    demo = subprocess.Popen([program, "demo", "--headless", "--json"], stdout=subprocess.PIPE)
    try:
        catalog = json.loads(demo.stdout.readline())["conninfo"]
        auditor = catalog.replace("ada.lindqvist", os.environ.get("COUNTERSIGN_PEERS_AUDITOR", "ruth.adeyemi"))
        quarter = frozen(catalog)
        key = str(work / "office")
        made = json.loads(run("log", "key", "new", "--name", "meridian/prod", "--out", key, "--json"))
        public = base64_hex(made["key"].split("+", 2)[2])[2:]
        sealer = catalog.replace("ada.lindqvist", "meridian.collector")
        run("log", "checkpoint", "--key", key, "--out", str(work / "checkpoint"), "--catalog", sealer)
        issued = exported(auditor, quarter, key, work / "one.tar.gz")
        again = exported(auditor, quarter, key, work / "elsewhere dürr.tar.gz",
                         env=os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8"})
        assert issued["digest"] == again["digest"], "another zone and place gave another file"
    finally:
        demo.terminate()
        demo.wait()
    pack = work / "one.tar.gz"
    assert issued["digest"] == "sha256:" + hashlib.sha256(pack.read_bytes()).hexdigest()
    # GNU tar takes it, finds what it lists, and gives the same bytes back.
    subprocess.run(["tar", "--extract", "--gzip", "--file", str(pack), "--directory", str(work)], check=True)
    subprocess.run(["tar", "--compare", "--gzip", "--file", str(pack), "--directory", str(work)], check=True)
    folder = work / f"pack-{quarter}"
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "manifest.sha256"], cwd=folder, check=True)
    subprocess.run(["gzip", "--test", str(pack)], check=True)
    rows, shown, signed = tables(folder), pages(folder), envelopes(folder, public)
    script = work / "verify.py"
    shutil.copy(folder / "verify.py", script)
    for target in (pack, folder):
        fine = verified(script, target, "--trust", issued["fingerprint"])
        assert fine.returncode == 0, fine.stdout + fine.stderr
        assert verified(script, target).returncode == 1, "nothing vouches for itself"
        assert verified(script, target, "--trust", "sha256:" + "0" * 64).returncode == 1
    table = folder / "tables/promotion.csv"
    table.write_bytes(table.read_bytes().replace(b"production", b"Production", 1))
    assert "tables/promotion.csv" in verified(script, folder, "--trust", issued["fingerprint"]).stdout
    print(f"GNU tar, sha256sum, csv ({rows} rows), html5lib ({shown} pages) and securesystemslib ({signed} envelopes) take the pack of {quarter}.")


main()
