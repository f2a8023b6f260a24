#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the broken samples beside it: models, arrays and images that are wrong in one way each.

Needs nothing but Python's standard library; protobuf messages are written byte by byte. What the programs must answer to
each file is in manifest.json.
"""
import io
import pathlib
import struct
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
FLOAT, STRING = 1, 8
BOOL = 9
ATTRIBUTE_INT, ATTRIBUTE_TENSOR, ATTRIBUTE_GRAPH = 2, 4, 5


def varint(value):
    value &= (1 << 64) - 1
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def chunk(field, data):
    data = data.encode() if isinstance(data, str) else data
    return varint(field << 3 | 2) + varint(len(data)) + data


def tensor(name, dims, data=None, kind=FLOAT, external=None):
    out = b"".join(number(1, d) for d in dims) + number(2, kind) + chunk(8, name)
    if external:
        out += b"".join(chunk(13, chunk(1, k) + chunk(2, v)) for k, v in external.items()) + number(14, 1)
    elif kind == STRING:
        out += chunk(6, "text")
    else:
        out += chunk(9, data)
    return out


def floats(values):
    return struct.pack(f"<{len(values)}f", *values)


def value(name, dims):
    shape = b"".join(chunk(1, chunk(2, d) if isinstance(d, str) else number(1, d)) for d in dims)
    return chunk(1, name) + chunk(2, chunk(1, number(1, FLOAT) + chunk(2, shape)))


def node(op, name, inputs, outputs, attributes=b""):
    return (b"".join(chunk(1, i) for i in inputs) + b"".join(chunk(2, o) for o in outputs) + chunk(3, name) + chunk(4, op)
            + attributes)


def integer(name, i):
    return chunk(5, chunk(1, name) + number(3, i) + number(20, ATTRIBUTE_INT))


def tensor_attribute(name, data):
    return chunk(5, chunk(1, name) + chunk(5, data) + number(20, ATTRIBUTE_TENSOR))


def subgraph(name, graph_bytes):
    return chunk(5, chunk(1, name) + chunk(6, graph_bytes) + number(20, ATTRIBUTE_GRAPH))


WEIGHTS = tensor("w", [3, 4], floats([0.5] * 12))
GEMM = node("Gemm", "product", ["x", "w"], ["y"], integer("transB", 1))


def graph(nodes=(GEMM,), initializers=(WEIGHTS,), outputs=(("y", ["batch", 3]),)):
    return (b"".join(chunk(1, n) for n in nodes) + chunk(2, "broken") + b"".join(chunk(5, t) for t in initializers)
            + chunk(11, value("x", ["batch", 4])) + b"".join(chunk(12, value(n, d)) for n, d in outputs))


def model(graph_bytes=None, opset=17, ir=8):
    out = number(1, ir) + chunk(2, "make.py") + chunk(7, graph() if graph_bytes is None else graph_bytes)
    return out + (b"" if opset is None else chunk(8, number(2, opset)))


def npy(header, data):
    header = header.ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + data


def npz(arrays):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in arrays.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def nested(depth):
    inner = graph(nodes=())
    for _ in range(depth):
        inner = graph(nodes=(node("If", "branch", ["x"], ["y"], subgraph("then_branch", inner)),))
    return inner


def safetensors(header, data=b""):
    header = header.encode()
    return struct.pack("<Q", len(header)) + header + data


def piece(shape, begin, end, kind="F32"):
    return f'{{"dtype":"{kind}","shape":{shape},"data_offsets":[{begin},{end}]}}'


def files():
    good = model()
    yield "not-onnx.onnx", b"This is a letter, not a network.\n"
    yield "empty.onnx", b""
    yield "truncated.onnx", good[:len(good) * 2 // 3]
    yield "no-graph.onnx", number(1, 8) + chunk(2, "make.py")
    yield "ir-99.onnx", model(ir=99)
    yield "opset-0.onnx", model(opset=0)
    yield "opset-99.onnx", model(opset=99)
    yield "no-opset.onnx", model(opset=None)
    yield "unknown-operator.onnx", model(graph(nodes=(node("Frobnicate", "strange", ["x"], ["y"]),)))
    yield "unknown-domain.onnx", model(graph(nodes=(node("Gemm", "strange", ["x", "w"], ["y"], chunk(7, "org.example")),)))
    yield "unknown-attribute.onnx", model(graph(nodes=(node("Gemm", "product", ["x", "w"], ["y"], integer("transB", 1) + integer("transC", 1)),)))
    yield "missing-input.onnx", model(graph(nodes=(node("Gemm", "product", ["x"], ["y"]),)))
    yield "subgraph.onnx", model(graph(nodes=(node("If", "branch", ["x"], ["y"], subgraph("then_branch", graph())),)))
    yield "deep-nesting.onnx", model(nested(200))
    yield "nan-weights.onnx", model(graph(initializers=(tensor("w", [3, 4], floats([0.5] * 6 + [float("nan")] + [0.5] * 5)),)))
    yield "inf-weights.onnx", model(graph(initializers=(tensor("w", [3, 4], floats([0.5] * 11 + [float("-inf")])),)))
    yield "cycle.onnx", model(graph(nodes=(node("Add", "first", ["x", "b"], ["a"]), node("Relu", "second", ["a"], ["b"]),
                                           node("Relu", "third", ["b"], ["y"]))))
    yield "dangling-input.onnx", model(graph(nodes=(node("Gemm", "product", ["x", "nowhere"], ["y"]),)))
    yield "dangling-output.onnx", model(graph(outputs=(("z", ["batch", 3]),)))
    yield "no-output.onnx", model(graph(outputs=()))
    yield "value-made-twice.onnx", model(graph(nodes=(GEMM, node("Relu", "again", ["x"], ["y"]))))
    yield "initializer-twice.onnx", model(graph(initializers=(WEIGHTS, WEIGHTS)))
    yield "lying-dimensions.onnx", model(graph(initializers=(tensor("w", [3, 4], floats([0.5] * 10)),)))
    yield "huge-dimensions.onnx", model(graph(initializers=(tensor("w", [1 << 31, 1 << 31], floats([0.5] * 12)),)))
    yield "negative-dimension.onnx", model(graph(initializers=(tensor("w", [3, -4], floats([0.5] * 12)),)))
    yield "wrong-shape.onnx", model(graph(initializers=(tensor("w", [3, 5], floats([0.5] * 15)),)))
    yield "text-weights.onnx", model(graph(initializers=(tensor("w", [1], kind=STRING),)))
    for name, external in {"escaping": {"location": "../../README.md"}, "absolute": {"location": "/etc/passwd"},
                           "missing": {"location": "no-such-file.bin"}, "short": {"location": "weights.bin", "offset": "8", "length": "48"},
                           "length": {"location": "weights.bin", "length": "47"}}.items():
        yield f"external-{name}.onnx", model(graph(initializers=(tensor("w", [3, 4], external=external),)))
    yield "weights.bin", floats([0.5] * 12)
    yield "many-elements.onnx", model(graph(initializers=(tensor("w", [1 << 16, 1 << 15], floats([0.5] * 12)),)))
    yield "external-huge.onnx", model(graph(initializers=(tensor("w", [1 << 16, 1 << 15], external={"location": "weights.bin"}),)))
    yield "empty-weights.onnx", model(graph(initializers=(tensor("w", [3, 0], b""),)))
    yield "beyond-the-end.onnx", good.replace(varint(9 << 3 | 2) + varint(48), varint(9 << 3 | 2) + varint(1 << 20))
    body = graph(nodes=(node("Relu", "inner", ["x"], ["y"]),), initializers=())
    yield "loop.onnx", model(graph(nodes=(node("Loop", "repeated", ["x", "", "x"], ["y"], subgraph("body", body)),)))
    yield "scan.onnx", model(graph(nodes=(node("Scan", "scanned", ["x"], ["y"], subgraph("body", body) + integer("num_scan_inputs", 2)),)))
    condition = node("Constant", "", [], ["c"], tensor_attribute("value", tensor("", [], b"\x01", BOOL)))
    yield "no-branch.onnx", model(graph(nodes=(condition, node("If", "branch", ["c"], ["y"], subgraph("else_branch", body)))))
    yield "two-conditions.onnx", model(graph(nodes=(node("If", "branch", ["c"], ["y"], subgraph("then_branch", body)),),
                                             initializers=(tensor("c", [2], b"\x01\x00", BOOL),)))

    header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
    whole = npy(header, floats([1, 2, 3, 4, 5, 6]))
    yield "truncated.npy", whole[:-5]
    yield "truncated-header.npy", whole[:60]
    yield "not-npy.npy", b"1,2,3\n4,5,6\n"
    yield "objects.npy", npy(header.replace("<f4", "|O"), b"\x80\x04K\x01.")
    yield "huge-shape.npy", npy(header.replace("(2, 3)", "(4611686018427387904, 16)"), b"")
    archive = npz({"x.npy": whole, "y.npy": npy(header.replace("<f4", "<i8").replace("(2, 3)", "(1,)"), b"\x07" + b"\0" * 7)})
    yield "truncated.npz", archive[:len(archive) // 2]
    yield "not-zip.npz", whole
    yield "objects.npz", npz({"x.npy": npy(header.replace("<f4", "|O"), b"\x80\x04K\x01.")})
    yield "stranger.npz", npz({"readme.txt": b"no array"})

    yield "empty.safetensors", b""
    yield "header-beyond.safetensors", struct.pack("<Q", 1 << 40) + b"{}"
    yield "header-cut.safetensors", safetensors('{"w":' + piece([12], 0, 48))
    yield "not-safetensors.safetensors", b"This is a letter, not a network.\n"
    yield "overlap.safetensors", safetensors('{"a":' + piece([2], 0, 8) + ',"b":' + piece([2], 4, 12) + "}", bytes(12))
    yield "beyond.safetensors", safetensors('{"w":' + piece([12], 0, 48) + "}", bytes(40))
    yield "lying-shape.safetensors", safetensors('{"w":' + piece([3, 5], 0, 48) + "}", bytes(48))
    yield "many-elements.safetensors", safetensors('{"w":' + piece([65536, 32768], 0, 48) + "}", bytes(48))
    yield "twice.safetensors", safetensors('{"w":' + piece([1], 0, 4) + ',"w":' + piece([1], 4, 8) + "}", bytes(8))
    yield "unknown-type.safetensors", safetensors('{"w":' + piece([4], 0, 4, "F8_E5M2") + "}", bytes(4))
    yield "strangers.safetensors", safetensors('{"w":' + piece([1], 0, 4) + "}", bytes(4))

    yield "no-header.csv", b"conv1,64,12544,147\n"
    yield "half-line.csv", b"name,M,N,K\nfirst,64,64,64\nsecond,64\n"
    yield "word.csv", b"name,M,N,K\nfirst,64,many,64\n"
    yield "large-filter.csv", (b"Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,\n"
                               b"conv1,5,5,7,7,3,64,2,\n")

    images = b"\0\0\x08\x03" + struct.pack(">3I", 2, 28, 28) + bytes(2 * 28 * 28)
    yield "truncated-idx3-ubyte", images[:1000]
    yield "header-cut-idx3-ubyte", images[:9]
    yield "not-idx3-ubyte", b"\x89PNG\r\n\x1a\n" + bytes(100)
    yield "unknown-type-idx3-ubyte", b"\0\0\x07\x01" + struct.pack(">I", 2) + bytes(2)


def main():
    for name, data in files():
        (HERE / name).write_bytes(data)


if __name__ == "__main__":
    main()
