// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/matmulfiles.h"

#include "core/base/atomicfile.h"
#include "core/tensor/floatrange.h"
#include "core/tensor/npy.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>

namespace vsq::cli {

namespace {

const char *const kAllFiles[] = {"a_codes", "a_scales", "a_gamma", "b_codes",   "b_scales",
                                 "b_gamma", "sums",     "result",  "out_codes", "out_scales"};

Tensor scalesOf(const QuantizedMatrix &matrix)
{
    const Shape shape{matrix.rows, matrix.vectors};
    if (!matrix.format.hasIntegerScales()) {
        return Tensor::of<float>(shape, matrix.realScales);
    }
    if (matrix.format.scaleBits > 8) {
        return Tensor::of<std::uint16_t>(shape, matrix.scales);
    }
    return Tensor::of<std::uint8_t>(shape, std::vector<std::uint8_t>(matrix.scales.begin(), matrix.scales.end()));
}

} // namespace

Tensor readMatrix(const std::string &path)
{
    Tensor matrix = readNpy(path);
    if (matrix.rank() != 2 || matrix.size() == 0) {
        throw Error({.file = path, .item = {}}, "operand", "a matrix with at least one row and one column",
                    "shape " + toString(matrix.shape()));
    }
    const DType type = matrix.dtype();
    if (type != DType::Float32 && type != DType::Float64 && type != DType::Float16) {
        throw Error({.file = path, .item = {}}, "operand", "float32", std::string(nameOf(type)));
    }
    requireFloatRange(matrix, {.file = path, .item = {}});
    matrix = matrix.toFloat();
    const auto values = matrix.values<float>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) {
            const auto columns = static_cast<std::size_t>(matrix.dim(1));
            throw Error({.file = path, .item = fmt::format("row {}, column {}", i / columns, i % columns)}, "operand",
                        "finite values",
                        std::isnan(values[i]) ? "NaN"
                        : values[i] > 0       ? "Inf"
                                              : "-Inf");
        }
    }
    return matrix;
}

void addOperand(FileMap &files, const std::string &side, const QuantizedMatrix &matrix)
{
    files[side + "_codes"] = Tensor::of<std::int8_t>({matrix.rows, matrix.columns}, matrix.codes);
    if (matrix.format.granularity == Granularity::Vector) {
        files[side + "_scales"] = scalesOf(matrix);
    }
    files[side + "_gamma"] = Tensor::of<float>({static_cast<std::int64_t>(matrix.gamma.size())}, matrix.gamma);
}

void addOutput(FileMap &files, const PpuOutput &output)
{
    const Shape shape{output.rows, output.columns};
    if (output.format == OutputFormat::Softmax) { // p * 128, up to 128
        files["out_codes"] = Tensor::of<std::uint8_t>(shape, std::vector<std::uint8_t>(output.codes.begin(), output.codes.end()));
    } else {
        files["out_codes"] = Tensor::of<std::int8_t>(shape, output.codes);
    }
    if (output.vectors > 0) {
        files["out_scales"] = Tensor::of<std::uint8_t>({output.rows, output.vectors}, output.scales);
    }
}

void writeFolder(const std::string &folder, const FileMap &files, const std::string &report)
{
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (!std::filesystem::is_directory(folder)) {
        throw Error({.file = folder, .item = {}}, "cannot write", "a folder",
                    std::filesystem::exists(folder) ? std::string("a file of that name") : code.message());
    }
    const std::filesystem::path root(folder);
    for (const char *name : kAllFiles) {
        if (files.find(name) == files.end()) {
            std::filesystem::remove(root / (std::string(name) + ".npy"), code);
        }
    }
    for (const auto &[name, tensor] : files) {
        writeNpy((root / (name + ".npy")).string(), tensor);
    }
    writeFileAtomically((root / "report.json").string(), report);
}

} // namespace vsq::cli
