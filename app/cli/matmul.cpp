// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/matmul.h"

#include "app/cli/chipoptions.h"
#include "app/cli/formatoptions.h"
#include "app/cli/matmulfiles.h"
#include "app/cli/productreport.h"
#include "app/cli/values.h"
#include "core/base/file.h"
#include "core/engine/operandsof.h"
#include "core/layer/layerplan.h"
#include "core/quantize/quantizer.h"
#include "core/quantize/smoothing.h"
#include "core/run/chipmode.h"
#include "core/run/preparedoperands.h"
#include "core/run/productrun.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <functional>
#include <numeric>

namespace vsq::cli {

namespace {

double exactProduct(float x, float y)
{
    return static_cast<double>(x) * static_cast<double>(y);
}

class MatmulCommand final : public Command {
public:
    std::string name() const override { return "matmul"; }
    std::string summary() const override { return "Compute one matrix product on the chip, bit for bit"; }
    std::string details() const override
    {
        return "A is [M,K] (weights), B is [N,K] (activations), float32; C = A B^T is [M,N].\n"
               "DIR gets a_codes.npy int8 [M,K], a_scales.npy uint8 [M,ceil(K/VS)] (formats with per-vector scales),\n"
               "a_gamma.npy float32 [M], the same for b (b_gamma.npy [1]), sums.npy int32 [M,N], result.npy float32 [M,N]\n"
               "and report.json. With --ppu also out_codes.npy int8 [N,M] and, for formats with per-vector scales, out_scales.npy\n"
               "uint8 [N,ceil(M/64)]. FILE.json: {\"scale\": n or [M], \"bias\": n or [M], \"biasShift\": n, \"relu\": bool,\n"
               "\"truncShift\": n, \"output\": \"vsq|int8|int4|int8-vector|softmax\", \"reciprocal\": \"pwl|exact\"}. Output softmax:\n"
               "the approximate softmax of t/16 along M, out_codes.npy uint8 [N,M] in 1/128. A format that is none of the chip's\n"
               "is computed from codes times scales: it has no sums.npy, and the report's engine is \"float\".\n"
               "PLACE is a breakpoint of the application, \"m=16,k=3\", \"event=saturation,n=32\" or \"if=sum:any>=4194304\": indices of\n"
               "the loop nest, an event that cycles there had, a condition that became true (tree, p8, term or sum:LANE,\n"
               "collector:ENTRY:LANE, a or product:LANE:ELEMENT, b:ELEMENT, a-scale:LANE, b-scale, ppu:STAGE:LANE; any: all lanes).\n"
               "The report lists the cycles at which it stops.\n\n"
               "Examples:\n"
               "  vsq matmul --a weights.npy --b activations.npy --out product\n"
               "  vsq matmul --a weights.npy --b activations.npy --format int8 --engine stepped --out product\n"
               "  vsq matmul --a w.npy --b x.npy --ppu layer.json --out product\n"
               "  vsq matmul --a w.npy --b x.npy --engine stepped --break m=16,k=1 --break event=saturation --out product\n"
               "  vsq matmul --a w.npy --b x.npy --set rounding=nearesteven --voltage 0.5 --out product --json\n"
               "  vsq matmul --a w.npy --b x.npy --weight-bits 3 --vector 16 --scale-bits fp --out product";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("--a", m_a, "Weights, [M,K]")->required()->type_name("A.npy");
        app.add_option("--b", m_b, "Activations, [N,K]")->required()->type_name("B.npy");
        app.add_option("--out", m_out, "Folder for the results")->required()->type_name("DIR");
        app.add_option("--ppu", m_ppu, "Post-process the sums to the next layer's activations")->type_name("FILE.json");
        app.add_option("--engine", m_engine, "fast or stepped (default fast)");
        app.add_option("--break", m_breakText, "Report the cycles before which the stepped chip would stop; repeatable")
            ->type_name("PLACE");
        m_format.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_stepped = choiceOf("--engine", m_engine, {"fast", "stepped"}) == 1;
        m_number = m_format.format();
        m_chip.check();
        for (const std::string &text : m_breakText) {
            try {
                m_breakpoints.push_back(breakpointFromText(text));
            } catch (const Error &error) {
                throw UsageError(fmt::format("--break: {}", error.what()));
            }
        }
        if (!m_breakpoints.empty() && !m_stepped) {
            throw UsageError("--break needs --engine stepped: only the stepped chip has cycles to stop at");
        }
        if (!modeOf(m_number) && m_stepped) {
            throw UsageError(
                fmt::format("--engine stepped contradicts a format that is none of the chip's ({})", describe(m_number)));
        }
        if (!modeOf(m_number) && !m_ppu.empty()) {
            throw UsageError(fmt::format("--ppu contradicts a format that is none of the chip's ({})", describe(m_number)));
        }
    }

    void run(const Session &session) override
    {
        const ChipConfig config = m_chip.config();
        const Tensor a = readMatrix(m_a);
        const Tensor b = readMatrix(m_b);
        if (a.dim(1) != b.dim(1)) {
            throw Error({.file = m_b, .item = {}}, "columns (K)", fmt::format("{} as in {}", a.dim(1), m_a),
                        std::to_string(b.dim(1)));
        }
        const Operands32 operands = prepared(a, b);
        const QuantizedMatrix qa = quantizeWeights(operands.a.data(), a.dim(0), a.dim(1), m_number.weights, m_number.calibration);
        const QuantizedMatrix qb = quantizeActivations(operands.b.data(), b.dim(0), b.dim(1), m_number.activations, {},
                                                       m_number.calibration);
        FileMap files;
        addOperand(files, "a", qa);
        addOperand(files, "b", qb);
        const auto mode = modeOf(m_number);
        const Json report = mode ? onChip(files, qa, qb, *mode, config, session) : inFloat(files, qa, qb);
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        const std::string text = jsonText(report) + "\n";
        writeFolder(m_out, files, text);
        session.console.data(session.console.json ? text : reportText(report));
    }

private:
    struct Operands32 {
        std::vector<float> a;
        std::vector<float> b;
    };

    /// Rotated and smoothed as --prepare says, smoothing by B's own maxima.
    [[nodiscard]] Operands32 prepared(const Tensor &a, const Tensor &b) const
    {
        Node node;
        node.name = "matmul";
        ProductRequest request;
        request.node = &node;
        request.m = a.dim(0);
        request.n = b.dim(0);
        request.k = request.segmentLength = a.dim(1);
        request.a = a.values<float>().data();
        request.b = b.values<float>().data();
        request.aIsConstant = true;
        const ColumnMaxima maxima{{{node.name, 0}, columnMaxima(request.b, request.n, request.k, 1)}};
        const LayerPreparation how = preparationOf(m_number.preparation, request, &maxima);
        return {.a = preparedWeights(how, request), .b = preparedActivations(how, request)};
    }

    Json onChip(FileMap &files, const QuantizedMatrix &qa, const QuantizedMatrix &qb, Mode mode, const ChipConfig &config,
                const Session &session)
    {
        const auto operands = std::make_shared<const Operands>(makeOperands(qa, qb, mode));
        std::optional<PpuSettings> ppu;
        if (!m_ppu.empty()) {
            ppu = ppuSettingsFromJson(readFile(m_ppu, "settings of the post-processing unit"), m_ppu);
            validate(*ppu, qa.rows, config, m_ppu);
        }
        // Without post-processing sums are what is asked for, and what is counted.
        Plan plan = planOf(bareProduct(qa.rows, qb.rows, qa.columns), mode, ppu ? ppu->output : OutputFormat::Sums, config);
        const ProductRun product = runProduct(operands, config, std::move(plan), ppu,
                                              m_stepped ? ProductEngine::Stepped : ProductEngine::Fast,
                                              m_chip.engine(session.stop), session.job(), m_breakpoints);
        if (product.output) {
            addOutput(files, *product.output);
        }
        files["sums"] = Tensor::of<std::int32_t>({qa.rows, qb.rows}, product.sums);
        files["result"] = Tensor::of<float>({qa.rows, qb.rows}, realResults(product.sums, qa, qb, mode));
        Json report = productReport(product, *operands, config, m_number, m_stepped ? "stepped" : "fast");
        for (std::size_t i = 0; i < m_breakpoints.size(); ++i) {
            report["breakpoints"][toText(m_breakpoints[i])] = product.met[i];
        }
        return report;
    }

    /// A format that the chip lacks: the values that the codes stand for, multiplied and added in double.
    Json inFloat(FileMap &files, const QuantizedMatrix &qa, const QuantizedMatrix &qb)
    {
        const std::vector<float> a = dequantize(qa);
        const std::vector<float> b = dequantize(qb);
        std::vector<float> c;
        for (auto row = a.begin(); row != a.end(); row += qa.columns) {
            for (auto column = b.begin(); column != b.end(); column += qb.columns) {
                c.push_back(
                    static_cast<float>(std::inner_product(row, row + qa.columns, column, 0.0, std::plus<>(), exactProduct)));
            }
        }
        files["result"] = Tensor::of<float>({qa.rows, qb.rows}, c);
        return floatReport(qa.rows, qb.rows, qa.columns, m_number);
    }

    std::string m_a;
    std::string m_b;
    std::string m_out;
    std::string m_ppu;
    std::string m_engine = "fast";
    bool m_stepped = false;
    std::vector<std::string> m_breakText;
    std::vector<Breakpoint> m_breakpoints;
    FormatOptions m_format;
    ChipOptions m_chip;
    NumberFormat m_number;
};

} // namespace

std::unique_ptr<Command> makeMatmulCommand()
{
    return std::make_unique<MatmulCommand>();
}

} // namespace vsq::cli
