"""Lets securesystemslib judge the envelopes of the sample world's promotions: check.py PROGRAM

Status 0 when every envelope holds by their verifier, states the text and the version that the program prints, and one
changed byte is refused; and when OpenSSL opens a key that the program made.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile

from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

program = os.path.realpath(sys.argv[1])


def run(*arguments, status=0, **more):
    ended = subprocess.run([program, *arguments], capture_output=True, check=False, **more)
    if ended.returncode != status:
        sys.exit(f"{arguments} ended with {ended.returncode}: {ended.stderr.decode()}")
    return ended.stdout


def items(catalog, *arguments):
    return json.loads(run(*arguments, "--json", "--limit", "500", "--catalog", catalog))["items"]


def judged(catalog, keys, promotion):
    """Envelopes of one promotion that their verifier accepts."""
    number = str(promotion["id"])
    shown = json.loads(run("promote", "show", number, "--json", "--catalog", catalog))
    text = run("promote", "show", number, "--text", "--catalog", catalog)
    again = run(
        "promote", "show", number, "--text", "--catalog", catalog,
        env=os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8"},
    )
    assert text == again, "another time zone and locale gave another text"
    count = 0
    for person in sorted({one["person"] for one in shown["signatures"] if one["approves"]}):
        raw = json.loads(run("promote", "show", number, "--envelope", person, "--catalog", catalog))
        envelope = Envelope.from_dict(json.loads(json.dumps(raw)))
        fingerprint = raw["signatures"][0]["keyid"]
        key = keys[fingerprint]
        assert key["person"] == person, "another person's key"
        public = SSlibKey(fingerprint, "ed25519", "ed25519", {"public": key["public_key"]})
        assert set(envelope.verify([public], 1)) == {fingerprint}
        statement = json.loads(envelope.payload)
        assert statement["_type"] == "https://in-toto.io/Statement/v1"
        assert statement["predicate"]["decision_text"]["sha256"] == hashlib.sha256(text).hexdigest()
        assert "sha256:" + statement["subject"][0]["digest"]["sha256"] == shown["digest"]
        assert statement["predicate"]["signer"] == person
        envelope.payload = envelope.payload.replace(b'"approve"', b'"reject!"')
        try:
            envelope.verify([public], 1)
            sys.exit("a changed payload was accepted")
        except VerificationError:
            count += 1
    run("promote", "verify", number, "--catalog", catalog)
    return count


def judges_a_set(catalog, keys, key_file):
    """Two promotions signed as one: their verifier accepts the one envelope that both show, and none that was changed."""
    builder = catalog.replace("ada.lindqvist", "sofia.kranz")
    numbers = []
    # The demo may be one that was opened before.
    for name in [f"set-{os.getpid()}-one", f"set-{os.getpid()}-two"]:
        body = json.dumps({"messages": [{"role": "user", "content": f"Be brief, {name}."}]}).encode()
        run("registry", "register", name, "-", "--kind", "prompt", "--team", "ai-office", "--owner", "sofia.kranz",
            "--tier", "low", "--purpose", "tries a set", "--message", "first", "--catalog", builder, input=body)
        measured = f"select countersign.record_evaluation('{name}', '1', 'core', 'accuracy', 0.95, 0.9, true, 400)"
        subprocess.run(["psql", "-XAtqc", measured, catalog.replace("ada.lindqvist", "tomas.reyes")], check=True,
                       stdout=subprocess.DEVNULL)
        asked = json.loads(run("promote", "request", f"{name}@1", "--to", "staging", "--reason", "as a set", "--json",
                               "--catalog", builder))
        numbers.append(str(asked["promotion"]))
    shown = json.loads(run("promote", "batch", "show", *numbers, "--json", "--catalog", catalog))
    text = run("promote", "batch", "show", *numbers, "--text", "--catalog", catalog)
    assert shown["text"] == "sha256:" + hashlib.sha256(text).hexdigest()
    sign = ["promote", "batch", "sign", *numbers, "--reason", "read both", "--key", key_file, "--catalog", catalog, "--text"]
    run(*sign, "sha256:" + "0" * 64, status=75)
    assert not json.loads(run("promote", "show", numbers[0], "--json", "--catalog", catalog))["signatures"], "one was signed"
    run(*sign, shown["text"])
    raw = [json.loads(run("promote", "show", number, "--envelope", "ada.lindqvist", "--catalog", catalog)) for number in numbers]
    assert raw[0] == raw[1], "each promotion shows another envelope"
    envelope = Envelope.from_dict(json.loads(json.dumps(raw[0])))
    fingerprint = raw[0]["signatures"][0]["keyid"]
    public = SSlibKey(fingerprint, "ed25519", "ed25519", {"public": keys[fingerprint]["public_key"]})
    assert set(envelope.verify([public], 1)) == {fingerprint} and keys[fingerprint]["person"] == "ada.lindqvist"
    statement = json.loads(envelope.payload)
    assert statement["predicate"]["decision_text"]["sha256"] == hashlib.sha256(text).hexdigest()
    assert len(statement["subject"]) == len(statement["predicate"]["decisions"]) == 2
    digests = {json.loads(run("promote", "show", n, "--json", "--catalog", catalog))["digest"] for n in numbers}
    assert {"sha256:" + one["digest"]["sha256"] for one in statement["subject"]} == digests
    envelope.payload = envelope.payload.replace(statement["subject"][1]["digest"]["sha256"].encode(), b"0" * 64)
    try:
        envelope.verify([public], 1)
        sys.exit("a set with another version in it was accepted")
    except VerificationError:
        pass
    for number in numbers:
        run("promote", "verify", number, "--catalog", catalog)


def openssl_opens_our_key(catalog):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "key")
        reading, writing = os.pipe()
        os.write(writing, b"correct horse\n")
        os.close(writing)
        run("key", "new", path, "--passphrase-fd", str(reading), "--catalog", catalog, pass_fds=[reading])
        raw = subprocess.run(
            ["openssl", "pkey", "-in", path, "-passin", "pass:correct horse", "-pubout", "-outform", "DER"],
            capture_output=True, check=True,
        ).stdout[-32:]
        listed = subprocess.run(["ssh-keygen", "-lf", path + ".pub"], capture_output=True, check=True).stdout.decode()
        keys = {one["public_key"]: one for one in items(catalog, "key", "list")}
        assert keys[raw.hex()]["fingerprint"] in listed
        assert keys[raw.hex()]["state"] == "waiting"


def main():
    demo = subprocess.Popen([program, "demo", "--headless", "--json"], stdout=subprocess.PIPE)
    try:
        catalog = json.loads(demo.stdout.readline())["conninfo"]
        keys = {one["fingerprint"]: one for one in items(catalog, "key", "list", "--all")}
        promoted = [
            one for one in items(catalog, "promote", "list", "--all")
            if one["environment"] == "production" and one["state"] == "promoted"
        ]
        assert promoted, "nothing was promoted"
        count = sum(judged(catalog, keys, one) for one in promoted)
        folder = catalog.split("host='")[1].split("'")[0]
        judges_a_set(catalog, keys, os.path.join(os.path.dirname(folder), "keys", "ada.lindqvist"))
        openssl_opens_our_key(catalog)
    finally:
        demo.terminate()
        demo.wait()
    print(f"securesystemslib accepts {count} envelopes of {len(promoted)} promotions and that of a set, and none of them changed.")


main()
