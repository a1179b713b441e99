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
        openssl_opens_our_key(catalog)
    finally:
        demo.terminate()
        demo.wait()
    print(f"securesystemslib accepts {count} envelopes of {len(promoted)} promotions, and none of them changed.")


main()
