"""Makes model cards as Hugging Face does, and says how long it took: bench.py FACTS.json FOLDER"""
import json
import pathlib
import sys
import time

from huggingface_hub import EvalResult, ModelCard, ModelCardData

facts = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))
folder = pathlib.Path(sys.argv[2])


def write(number: int, fact: dict) -> None:
    results = [
        EvalResult(task_type="text-generation", dataset_type=e["suite"], dataset_name=e["suite"], metric_type=e["metric"],
                   metric_value=e["value"])
        for e in fact["evaluations"]
    ]
    data = ModelCardData(language=fact["languages"], license="apache-2.0", tags=fact["tags"], datasets=fact["datasets"],
                         model_name=fact["name"], eval_results=results)
    card = ModelCard.from_template(
        data, model_id=fact["name"], model_summary=fact["purpose"], developers=fact["owner"],
        bias_risks_limitations=fact["limitations"], out_of_scope_use=fact["out_of_scope"])
    card.save(folder / f"{number}.md")


write(-1, facts[0])  # what is read and compiled once is not counted
began = time.perf_counter()
for number, fact in enumerate(facts):
    write(number, fact)
print(time.perf_counter() - began)
