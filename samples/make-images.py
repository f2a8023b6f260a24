#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes fashion-mnist-test-1000.npz: the first 1,000 test images of Fashion-MNIST as the sample networks want them.

x float32 [1000, 1, 28, 28] = pixel / 255, y int64 [1000]. Data: Debian's package dataset-fashion-mnist.
Usage: samples/make-images.py [FOLDER OF IDX FILES] [COUNT]
"""
import array
import gzip
import pathlib
import struct
import sys
import zipfile


def npy(descr, shape, payload):
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}"
    header += " " * (-(10 + len(header) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode("latin1") + payload


def idx(path):
    data = gzip.open(path).read()
    rank = data[3]
    shape = struct.unpack(f">{rank}I", data[4:4 + 4 * rank])
    return shape, data[4 + 4 * rank:]


def little(values):
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/datasets/fashion-mnist")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    (_, height, width), pixels = idx(folder / "t10k-images-idx3-ubyte.gz")
    _, labels = idx(folder / "t10k-labels-idx1-ubyte.gz")
    # float32 division, as every reader of the IDX files does it
    scale = [struct.unpack("<f", struct.pack("<f", value / 255))[0] for value in range(256)]
    x = array.array("f", (scale[value] for value in pixels[:count * height * width]))
    y = array.array("q", list(labels[:count]))  # a list: bytes would be taken as raw machine values
    target = pathlib.Path(__file__).with_name(f"fashion-mnist-test-{count}.npz")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in (("x.npy", npy("<f4", (count, 1, height, width), little(x))),
                              ("y.npy", npy("<i8", (count,), little(y)))):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the same bytes whenever it is made
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    print(target, target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
