// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export.h"

#include "app/cli/formatoptions.h"
#include "app/cli/modeloption.h"
#include "app/cli/scalesoption.h"
#include "app/cli/values.h"
#include "core/base/mappedfile.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/qdq/exportqdq.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

namespace {

class ExportCommand final : public Command {
public:
    std::string name() const override { return "export"; }
    std::string summary() const override { return "Write a quantized network as an ONNX file that other programs run"; }
    std::string details() const override
    {
        return "The file is an ordinary ONNX network. Weights are codes and scales: INT4 or INT8 with DequantizeLinear, per-vector scales\n"
               "as its blocks along K, or in opsets before 21 as tensors that are multiplied in. Activations are quantized by operators in\n"
               "the graph: with --scales by their static scales, else from each item's own maximum. Run in FP32 each product gives\n"
               "what --fidelity quantized gives, within 1e-5 of its largest result: operands are integers, and gammas are multiplied in\n"
               "behind the product, so that sums are exact in any order. Only where scales are real (--scale-bits fp), or a runtime's\n"
               "other operators differ in a last bit, may single codes of later layers turn by one.\n"
               "The batch stays open; other open dimensions must be bound by --shape.\n\n"
               "Examples:\n"
               "  vsq export network.onnx --out quantized.onnx\n"
               "  vsq export network.onnx --format int8 --scales scales.json --out quantized.onnx\n"
               "  vsq export network.onnx --weight-bits 3 --vector 16 --opset 17 --out quantized.onnx\n"
               "  vsq export bert.onnx --shape input_ids=1,128 --out quantized.onnx";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        app.add_option("--out", m_out, "The quantized network")->required()->type_name("FILE.onnx");
        app.add_option("--opset", m_opsetText,
                       fmt::format("Opset of the file, {} to {} (default {})", kFirstQdqOpset, kQdqOpset, kQdqOpset))
            ->type_name("N");
        m_format.declare(app);
        m_scales.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_opset = static_cast<int>(integerOf("--opset", m_opsetText, kFirstQdqOpset, kQdqOpset));
        m_number = m_scales.format(m_format);
    }

    void run(const Session &session) override
    {
        const auto graph = m_model.load(session).graph;
        const auto scales = m_scales.read(*graph, m_model.path(), m_number);
        const QdqGraph quantized = quantizedNetwork(graph, m_number, scales.get(), m_opset, session.job());
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        MappedFile::requireUnchanged();
        writeOnnx(quantized.graph, m_out, quantized.fourBit);
    }

private:
    ModelOption m_model;
    std::string m_out;
    std::string m_opsetText = std::to_string(kQdqOpset);
    int m_opset = kQdqOpset;
    FormatOptions m_format;
    ScalesOption m_scales;
    NumberFormat m_number;
};

} // namespace

std::unique_ptr<Command> makeExportCommand()
{
    return std::make_unique<ExportCommand>();
}

} // namespace vsq::cli
