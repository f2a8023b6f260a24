// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/quantize.h"

#include "app/cli/formatoptions.h"
#include "app/cli/matmulfiles.h"
#include "app/cli/quantizefiles.h"
#include "app/cli/values.h"
#include "core/base/atomicfile.h"
#include "core/quantize/hadamard.h"
#include "core/quantize/quantizer.h"
#include "core/tensor/npy.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>

namespace vsq::cli {

namespace {

void writeArrays(const std::string &folder, const std::map<std::string, Tensor> &arrays, const std::string &report)
{
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (!std::filesystem::is_directory(folder)) {
        throw Error({.file = folder, .item = {}}, "cannot write", "a folder",
                    std::filesystem::exists(folder) ? std::string("a file of that name") : code.message());
    }
    const std::filesystem::path root(folder);
    for (const char *name : {"values", "codes", "scales", "gamma", "tensor_scale"}) {
        if (!arrays.contains(name)) {
            std::filesystem::remove(root / (std::string(name) + ".npy"), code); // of an earlier format
        }
    }
    for (const auto &[name, tensor] : arrays) {
        writeNpy((root / (name + ".npy")).string(), tensor);
    }
    writeFileAtomically((root / "report.json").string(), report);
}

class QuantizeCommand final : public Command {
public:
    std::string name() const override { return "quantize"; }
    std::string summary() const override { return "Quantize a matrix and say what it lost, in one format or in several"; }
    std::string details() const override
    {
        return "X.npy is float32 [R,K], blocks run along K. DIR gets values.npy (what the codes stand for), codes.npy, scales.npy (as they\n"
               "are stored: E8M0, E4M3 or binary16 as bit patterns), gamma.npy or tensor_scale.npy where the format has one, and\n"
               "report.json. --as activations has one gamma for all rows where weights have one each. --compare sets formats side by\n"
               "side: bits of storage, SQNR, the worst block, values that became 0; with --prepare each plain and prepared.\n\n"
               "Examples:\n"
               "  vsq quantize --in w.npy --format mxfp4 --scale-rule even --out quantized\n"
               "  vsq quantize --in w.npy --format vsq --scale-search mse --out quantized\n"
               "  vsq quantize --in x.npy --as activations --compare vsq,int4-v16-s8,mxfp4,nvfp4,nvint4,if4\n"
               "  vsq quantize --in x.npy --compare vsq,nvint4,nvfp4 --prepare hadamard:64 --json";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("--in", m_in, "The matrix")->required()->type_name("X.npy");
        app.add_option("--out", m_out, "Folder of the results")->type_name("DIR");
        app.add_option("--compare", m_compareText, "Formats to set side by side")->type_name("F1,F2,...");
        app.add_option("--as", m_role, "weights or activations (default weights)");
        m_format.declare(app);
    }

    void check() override
    {
        m_isActivations = choiceOf("--as", m_role, {"weights", "activations"}) == 1;
        m_number = m_format.format();
        if (m_number.preparation.smooth) {
            throw UsageError("--prepare: smooth needs both operands of a product: vsq run and vsq eval take it");
        }
        if (m_compareText.empty() && m_out.empty()) {
            throw UsageError("--out is required (or --compare)");
        }
        if (!m_compareText.empty()) {
            for (const std::string &text : listOf("--compare", m_compareText)) {
                m_compare.push_back(operandFrom("--compare", text));
            }
        }
    }

    void run(const Session &session) override
    {
        const Tensor x = readMatrix(m_in);
        if (!m_compare.empty()) {
            compare(x, session);
        }
        if (m_out.empty()) {
            return;
        }
        const OperandFormat &format = m_isActivations ? m_number.activations : m_number.weights;
        const std::vector<float> values = prepared(x, m_number.preparation);
        const QuantizedMatrix matrix = quantized(x, values, format);
        const Json report = reportOf(values, matrix, m_number.preparation);
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        writeArrays(m_out, quantizedArrays(matrix), report.dump(2) + "\n");
        if (m_compare.empty()) {
            session.console.data(session.console.json ? report.dump(2) + "\n" : comparisonTable(Json::array({report})));
        }
    }

private:
    [[nodiscard]] static std::vector<float> prepared(const Tensor &x, const Preparation &preparation)
    {
        std::vector<float> values(x.values<float>().begin(), x.values<float>().end());
        if (const int block = rotationBlock(preparation.hadamard, x.dim(1)); preparation.hadamard != 0 && block != 0) {
            rotateRows(values.data(), x.dim(0), x.dim(1), 1, block,
                       preparation.signs ? drawSigns(*preparation.signs, x.dim(1)) : std::vector<float>{}, values.data());
        }
        return values;
    }

    [[nodiscard]] QuantizedMatrix quantized(const Tensor &x, const std::vector<float> &values, const OperandFormat &format) const
    {
        try {
            return m_isActivations ? quantizeActivations(values.data(), x.dim(0), x.dim(1), format, {}, m_number.calibration)
                                   : quantizeWeights(values.data(), x.dim(0), x.dim(1), format, m_number.calibration);
        } catch (const Error &error) {
            throw error.place().file.empty() ? Error({m_in, error.place().item}, error.problem(), error.expected(), error.found())
                                             : error;
        }
    }

    [[nodiscard]] static Json reportOf(const std::vector<float> &values, const QuantizedMatrix &matrix,
                                       const Preparation &preparation)
    {
        const int block = preparation.hadamard == 0 ? 0 : rotationBlock(preparation.hadamard, matrix.columns);
        std::string name = operandText(matrix.format);
        if (block != 0) {
            name += fmt::format(" hadamard:{}", block);
        }
        Json report = quantizeReport(name, matrix, measureOperand(values.data(), matrix));
        report["rows"] = matrix.rows;
        report["columns"] = matrix.columns;
        report["rotation"] = block;
        return report;
    }

    void compare(const Tensor &x, const Session &session) const
    {
        std::vector<Preparation> preparations(1);
        if (rotationBlock(m_number.preparation.hadamard, x.dim(1)) != 0) {
            preparations.push_back(m_number.preparation);
        } else if (!m_number.preparation.isNone()) {
            session.console.message(fmt::format("no rotation: no power of two from 16 divides the {} columns", x.dim(1)));
        }
        Json reports = Json::array();
        for (const OperandFormat &format : m_compare) {
            for (const Preparation &preparation : preparations) {
                const std::vector<float> values = prepared(x, preparation);
                reports.push_back(reportOf(values, quantized(x, values, format), preparation));
                if (session.stop.stop_requested()) {
                    throw Cancelled();
                }
            }
        }
        session.console.data(session.console.json ? reports.dump(2) + "\n" : comparisonTable(reports));
    }

    std::string m_in;
    std::string m_out;
    std::string m_compareText;
    std::string m_role = "weights";
    bool m_isActivations = false;
    FormatOptions m_format;
    NumberFormat m_number;
    std::vector<OperandFormat> m_compare;
};

} // namespace

std::unique_ptr<Command> makeQuantizeCommand()
{
    return std::make_unique<QuantizeCommand>();
}

} // namespace vsq::cli
