// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/handover.h"
#include "core/engine/codeview.h"
#include "core/engine/packedoperand.h"
#include "core/engine/panelpacker.h"
#include "core/engine/stopped.h"

#include <utility>

#include <tbb/parallel_for.h>

namespace vsq {

namespace {

constexpr std::int64_t kSerialCodes = 65536; ///< fewer are packed before another thread is awake

} // namespace

std::shared_ptr<PackedWeights::Data> PackedWeights::emptyPanels(const CodeView &shape, const ProductFormat &format,
                                                                std::vector<float> gamma, Isa isa)
{
    validate(format);
    auto to = std::make_shared<Data>();
    to->format = format;
    to->isa = resolve(isa);
    to->kernels = &kernelsFor(format, to->isa);
    to->rows = shape.rows;
    to->columns = shape.columns;
    to->segments = shape.segments;
    to->vectors = shape.segments * ((shape.segmentLength + format.vectorSize - 1) / format.vectorSize);
    const int panelRows = to->kernels->panelRows;
    to->vectorBytes = static_cast<std::size_t>(panelRows)
                      * static_cast<std::size_t>(format.vectorSize * to->kernels->codeBytes + (format.scaled() ? 4 : 0));
    const std::int64_t panels = (shape.rows + panelRows - 1) / panelRows;
    to->data = WeightBytes(static_cast<std::size_t>(panels * to->vectors) * to->vectorBytes);
    to->scaledNorm.resize(static_cast<std::size_t>(panels));
    to->codeNorm.resize(static_cast<std::size_t>(panels));
    if (!gamma.empty()) {
        to->gamma = gamma.size() == 1 ? std::vector<float>(static_cast<std::size_t>(shape.rows), gamma.front())
                                      : std::move(gamma);
        to->gamma.resize(static_cast<std::size_t>(panels * panelRows), 0.0F);
    }
    return to;
}

PackedWeights::PackedWeights(const CodeView &codes, const ProductFormat &format, std::vector<float> gamma, Isa isa,
                             const std::stop_token &stop)
{
    const std::shared_ptr<Data> to = emptyPanels(codes, format, std::move(gamma), isa);
    const std::int64_t panels = (codes.rows + to->kernels->panelRows - 1) / to->kernels->panelRows;
    const PanelPacker packer(codes, *to);
    if (codes.rows * codes.columns < kSerialCodes) {
        for (std::int64_t panel = 0; panel < panels; ++panel) {
            packer.pack(panel);
        }
    } else {
        handOver(
            [&](std::int64_t panel) {
                throwIfStopped(stop);
                packer.pack(panel);
            },
            [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, panels, body); });
    }
    d = to;
}

PackedWeights::PackedWeights(const Operand &operand, Mode mode, Isa isa, const std::stop_token &stop)
    : PackedWeights(checkCodes(viewOf(operand), productFormat(mode).bitsA, false, "A", stop), productFormat(mode), {}, isa, stop)
{
}

PackedWeights::PackedWeights(const QuantizedMatrix &matrix, const ProductFormat &format, Isa isa, const std::stop_token &stop)
    : PackedWeights(viewOf(matrix), format, matrix.gamma, isa, stop)
{
    requireFits(matrix.format, format.bitsA, format.unsignedA, "A");
}

} // namespace vsq
