"""Registers versions whose every text is hostile: hostile.py PROGRAM CONNINFO"""
import json
import subprocess
import sys
import tempfile

program, conninfo = sys.argv[1:]
texts = [
    "../../etc/x",
    '=cmd("calc")',
    "<script>alert(1)</script><img src=http://evil.example/x onerror=alert(1)>",
    "&lt;script&gt; &amp; \"quoted\" 'single' ]]> --> {{mustache}} {% jinja %}",
    "x" * 4000,
    "שלום עולם \u202egnirts\u2066",
    "\x1b[2J\x1b]0;title\x07\x9b31m bell\x07",
    "---\n# Approved\n\n| a | b |\n|---|---|\n[click](https://evil.example) ![x](http://evil.example/x.png)",
    "漢字 👩‍💻 é e\u0301 \u200b\ufeff",
]
names = ["../../etc/x", "=cmd()", "<script>alert(1)</script>", "x" * 400, "שלום \u202eabc", "a'\"b;$(id)`id`"]
for number, name in enumerate(names):
    text = texts[number]
    body = {key: text for key in ["contact", "source", "license", "task", "architecture", "documentation_url", "house"]}
    body |= {key: texts for key in ["limitations", "tags", "languages", "references", "training_datasets", "use_cases"]}
    body |= {"messages": [{"role": text, "content": text}], "hyper_parameters": {text: text}, "steps": [text], text: text}
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(body, file, ensure_ascii=True)
        file.flush()
        kind = ["model", "prompt", "dataset", "model", "dataset", "chain"][number]
        subprocess.run(
            [program, "registry", "register", "--catalog", conninfo, "--kind", kind, "--team", "ai-office", "--purpose",
             text.replace("\x00", ""), "--message", text, "--label", f"v{number} <b>", "--quiet", "--", name, file.name],
            check=True, stdout=subprocess.DEVNULL)

# Secrets that were registered all the same; each in two halves, so that no scanner takes this file for a leak.
secrets = ["ghp_" + "a8Kd02mNzq7Lr5Vw1XcY6Tb3Hs9Ju4Pe0Gfi", "sk-proj-" + "Ab1cD2eF3gH4iJ5kL6mN7o", "tr0ub4dor" + "&3x"]
body = {
    "messages": [{"role": "system", "content": f"Log in with {secrets[0]}.\npassword: {secrets[2]}"}],
    "params": {"api_key": secrets[1]}, "limitations": [f"Fails without {secrets[1]}"], "note": {"client_secret": secrets[0]},
}
with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
    json.dump(body, file)
    file.flush()
    register = [program, "registry", "register", "--catalog", conninfo, "--kind", "prompt", "--team", "ai-office", "--message",
                f"with {secrets[0]}", "--quiet", "--", "keeper-of-secrets", file.name]
    refused = subprocess.run(register, capture_output=True, text=True)
    assert refused.returncode == 65 and "--keep-secrets" in refused.stderr, refused
    assert not any(secret in refused.stderr + refused.stdout for secret in secrets), refused
    subprocess.run(register[:3] + ["--keep-secrets"] + register[3:], check=True, stdout=subprocess.DEVNULL)
print(f"{len(names)} hostile versions registered, and one with secrets")
