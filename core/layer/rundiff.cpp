// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/rundiff.h"

#include "core/base/error.h"
#include "core/base/nearestname.h"
#include "core/chip/datapath.h"
#include "core/chip/finishedtiles.h"
#include "core/layer/openedchip.h"
#include "core/layer/productgeometry.h"
#include "core/layer/rundump.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

/// An opened product whose data somebody else keeps.
OpenedChip opened(const LayerData &data, const RunRecord &record)
{
    const auto output = record.outputs.find(data.layer.name);
    return {std::shared_ptr<const LayerData>(std::shared_ptr<void>(), &data), record.config,
            output == record.outputs.end() ? OutputFormat::Sums : output->second};
}

/// Two runs of one product on the chip in the same schedule: the first addition after which a sum differs.
class ProductWalk {
public:
    ProductWalk(const OpenedChip &a, const OpenedChip &b) : m_a(a), m_b(b) {}

    [[nodiscard]] std::optional<FirstDifference> first() const
    {
        const Plan &plan = m_a.context().plan();
        FinishedTiles tilesA(m_a.context());
        FinishedTiles tilesB(m_b.context());
        for (std::size_t s = 0; s < plan.subtiles.size(); ++s) {
            for (std::int64_t ordinal = 0; ordinal < plan.tiles(plan.subtiles[s]); ++ordinal) {
                const Tile tile = plan.tile(plan.subtiles[s], ordinal);
                TileSums sumsA;
                TileSums sumsB;
                LaneCounts counts;
                tilesA.run(s, tile, sumsA, counts);
                tilesB.run(s, tile, sumsB, counts);
                const auto end = sumsA.begin() + tile.columns;
                if (!std::equal(sumsA.begin(), end, sumsB.begin())) {
                    return inTile(s, tile);
                }
            }
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] FirstDifference inTile(std::size_t s, const Tile &tile) const
    {
        const LayerContext &context = m_a.context();
        const Subtile &part = context.subtile(s);
        TileSums a{};
        TileSums b{};
        for (std::int64_t k = part.vectorBegin; k < part.vectorEnd; ++k) {
            for (std::int64_t column = 0; column < tile.columns; ++column) {
                for (std::int64_t lane = 0; lane < tile.rows; ++lane) {
                    const auto at = std::pair(static_cast<std::size_t>(column), static_cast<std::size_t>(lane));
                    add(m_a, tile.m + lane, tile.n + column, k, a[at.first][at.second]);
                    add(m_b, tile.m + lane, tile.n + column, k, b[at.first][at.second]);
                    if (a[at.first][at.second] != b[at.first][at.second]) {
                        FirstDifference found;
                        found.what = "sum";
                        found.k = k;
                        found.tile = part.firstTile + tile.ordinal;
                        found.lane = static_cast<int>(lane);
                        found.entry = static_cast<int>(column);
                        found.cycle = context.schedule().cycleOf(s, tile.firstCycle + (k - part.vectorBegin) * tile.columns
                                                                        + column);
                        const std::int64_t real = context.plan().column(tile.n + column);
                        found.m = context.plan().transposed ? real : tile.m + lane;
                        found.n = context.plan().transposed ? tile.m + lane : real;
                        found.a = a[at.first][at.second];
                        found.b = b[at.first][at.second];
                        return found;
                    }
                }
            }
        }
        return {};
    }

    static void add(const OpenedChip &chip, std::int64_t row, std::int64_t n, std::int64_t k, std::int32_t &sum)
    {
        const LayerContext &context = chip.context();
        const std::int64_t column = context.plan().column(n);
        const std::int32_t tree = treeSum(context.aCodes(row, k), context.bCodes(column, k), context.size());
        const std::uint32_t scale = context.mode() == Mode::Vsq
                                        ? roundedScale(scaleProduct(static_cast<std::uint8_t>(context.aScale(row, k)),
                                                                    static_cast<std::uint8_t>(context.bScale(column, k))),
                                                       context.config())
                                        : 0;
        sum = accumulate(sum, term(context.mode(), tree, scale, context.config()), wraps(context.mode(), context.config())).value;
    }

    const OpenedChip &m_a;
    const OpenedChip &m_b;
};

/// Where C[m, n] is finished in run a's schedule.
void locate(FirstDifference &found, const RunRecord &record)
{
    const LayerData *data = record.product(found.layer, found.product);
    if (data == nullptr || !data->operands || found.m < 0) {
        return;
    }
    const OpenedChip chip = opened(*data, record);
    const Plan &plan = chip.context().plan();
    const std::int64_t row = plan.transposed ? found.n : found.m;
    const std::int64_t column = chip.times().paddedColumn(plan.transposed ? found.m : found.n);
    const ProductPlace place = chip.times().product(row, column, plan.vectors - 1);
    found.tile = chip.context().subtile(place.subtile).firstTile + place.tile.ordinal;
    found.cycle = place.cycle;
    found.lane = place.lane;
    found.entry = place.entry;
}

void compareSums(const RunRecord &a, const LayerData &first, const RunRecord &b, const LayerData &second, RunDifference &result,
                 LayerDifference &row)
{
    const std::vector<std::int32_t> sumsA = sumsOf(first, a.config);
    const std::vector<std::int32_t> sumsB = sumsOf(second, b.config);
    if (first.operands->m() != second.operands->m() || first.operands->n() != second.operands->n()) {
        throw Error({{}, "layer '" + first.layer.name + "'"}, "shape of the product in the second run",
                    fmt::format("{} x {}", first.operands->m(), first.operands->n()),
                    fmt::format("{} x {}", second.operands->m(), second.operands->n()));
    }
    std::int64_t at = -1;
    std::int64_t different = 0;
    for (std::size_t i = 0; i < sumsA.size(); ++i) {
        if (sumsA[i] != sumsB[i]) {
            at = at < 0 ? static_cast<std::int64_t>(i) : at;
            ++different;
            row.largest = std::max(row.largest, std::abs(static_cast<double>(sumsA[i]) - static_cast<double>(sumsB[i])));
        }
    }
    row.elements += static_cast<std::int64_t>(sumsA.size());
    row.different += different;
    if (different == 0 || result.first) {
        return;
    }
    const OpenedChip chipA = opened(first, a);
    const OpenedChip chipB = opened(second, b);
    std::optional<FirstDifference> found;
    if (chipA.context().plan().subtiles == chipB.context().plan().subtiles
        && chipA.context().plan().transposed == chipB.context().plan().transposed) {
        found = ProductWalk(chipA, chipB).first();
    }
    const bool walked = found.has_value();
    if (!walked) { // other schedules: the whole result of the first element
        found.emplace();
        found->what = "sum";
        found->m = at / first.operands->n();
        found->n = at % first.operands->n();
        found->a = sumsA[static_cast<std::size_t>(at)];
        found->b = sumsB[static_cast<std::size_t>(at)];
    }
    found->layer = first.layer.name;
    found->product = first.index;
    if (!walked) {
        locate(*found, a);
    }
    result.first = found;
}

/// -1: nothing differs.
std::int64_t compareTensors(const Tensor &a, const Tensor &b, double tolerance, LayerDifference &row)
{
    const Tensor realA = a.toFloat();
    const Tensor realB = b.toFloat();
    const auto x = realA.values<float>();
    const auto y = realB.values<float>();
    double largest = 0.0;
    for (const float value : x) {
        largest = std::isfinite(value) ? std::max(largest, std::abs(static_cast<double>(value))) : largest;
    }
    std::int64_t first = -1;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double apart = std::abs(static_cast<double>(x[i]) - static_cast<double>(y[i]));
        const bool same = x[i] == y[i] || (std::isnan(x[i]) && std::isnan(y[i])) || apart <= tolerance * largest;
        if (!same) {
            first = first < 0 ? static_cast<std::int64_t>(i) : first;
            ++row.different;
            row.notFinite += std::isfinite(apart) ? 0 : 1;
        }
        row.largest = std::isfinite(apart) ? std::max(row.largest, apart) : row.largest;
    }
    row.elements += static_cast<std::int64_t>(x.size());
    return first;
}

void compareNode(const RunRecord &a, const RecordedNode &node, const Tensor &x, const Tensor &y, double tolerance,
                 RunDifference &result)
{
    LayerDifference row;
    row.name = node.name;
    const std::int64_t index = compareTensors(x, y, tolerance, row);
    if (index >= 0 && !result.first) {
        FirstDifference first;
        first.layer = node.name;
        first.what = "value";
        first.index = index;
        first.a = static_cast<double>(x.toFloat().values<float>()[static_cast<std::size_t>(index)]);
        first.b = static_cast<double>(y.toFloat().values<float>()[static_cast<std::size_t>(index)]);
        if (const auto position = resultPosition(a, node.name, index)) {
            first.product = position->product;
            first.m = position->m;
            first.n = position->n;
            locate(first, a);
        }
        result.first = first;
    }
    result.layers.push_back(std::move(row));
}

/// The same of the chip's formats in both: integers are compared.
bool isExact(const RunRecord &a, const RunRecord &b, const std::string &layer)
{
    const LayerData *first = a.product(layer, 0);
    const LayerData *second = b.product(layer, 0);
    return a.fidelity == Fidelity::Chip && b.fidelity == Fidelity::Chip && first != nullptr && first->operands
           && !nameOf(first->format).empty() && (second == nullptr || (second->operands && second->format == first->format));
}

} // namespace

RunDifference compareRuns(const RunRecord &a, const RunRecord &b, double tolerance)
{
    RunDifference result;
    bool anyInBoth = false;
    for (const RecordedNode &node : a.nodes) {
        if (isExact(a, b, node.name)) {
            LayerDifference row;
            row.name = node.name;
            std::int64_t index = 0;
            for (; a.product(node.name, index) != nullptr && b.product(node.name, index) != nullptr; ++index) {
                compareSums(a, *a.product(node.name, index), b, *b.product(node.name, index), result, row);
            }
            row.missing = index == 0 ? "b" : "";
            anyInBoth = anyInBoth || index > 0;
            result.layers.push_back(std::move(row));
            continue;
        }
        const bool isProduct = a.product(node.name, 0) != nullptr || node.op == "Conv" || node.op == "Gemm"
                               || node.op == "MatMul";
        for (const std::string &output : node.outputs) {
            const Tensor *x = a.value(output);
            const Tensor *y = b.value(output);
            if (x == nullptr) {
                continue;
            }
            if (y == nullptr) {
                if (isProduct) {
                    result.layers.push_back({.name = node.name, .missing = "b"});
                }
                continue;
            }
            if (x->shape() != y->shape()) {
                throw Error({{}, node.name}, "shape of '" + output + "' in the second run", toString(x->shape()),
                            toString(y->shape()));
            }
            RunDifference own;
            compareNode(a, node, *x, *y, tolerance, own);
            anyInBoth = true;
            // Nodes of the host are named where they are the first to differ; the table is of the products.
            if (isProduct || (own.first && !result.first)) {
                result.layers.insert(result.layers.end(), own.layers.begin(), own.layers.end());
            }
            if (!result.first) {
                result.first = own.first;
            }
        }
    }
    for (const RecordedNode &node : b.nodes) {
        const bool known = std::any_of(a.nodes.begin(), a.nodes.end(),
                                       [&](const RecordedNode &one) { return one.name == node.name; });
        if (!known && b.product(node.name, 0) != nullptr) {
            result.layers.push_back({.name = node.name, .missing = "a"});
        }
    }
    if (!anyInBoth) {
        throw Error("the runs have no layer and no value in common");
    }
    return result;
}

RunDifference compareValues(const RunRecord &a, const std::map<std::string, Tensor> &b, double tolerance, const std::string &file)
{
    std::vector<std::string> names;
    for (const RecordedNode &node : a.nodes) {
        names.push_back(node.name);
        names.insert(names.end(), node.outputs.begin(), node.outputs.end());
    }
    for (const auto &[name, tensor] : b) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            throw Error({.file = file, .item = "array '" + name + "'"}, "name",
                        "that of a node or of its output in the run (nearest: '" + nearestName(name, names) + "')",
                        "'" + name + "'");
        }
    }
    RunDifference result;
    for (const RecordedNode &node : a.nodes) {
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            auto found = b.find(node.outputs[i]);
            found = found == b.end() && i == 0 ? b.find(node.name) : found;
            const Tensor *x = a.value(node.outputs[i]);
            if (found == b.end() || x == nullptr) {
                continue;
            }
            if (x->shape() != found->second.shape()) {
                throw Error({.file = file, .item = "array '" + found->first + "'"}, "shape", toString(x->shape()),
                            toString(found->second.shape()));
            }
            compareNode(a, node, *x, found->second, tolerance, result);
        }
    }
    if (result.layers.empty()) {
        throw Error({.file = file, .item = {}}, "arrays", "at least one of the run's values", b.empty() ? "none" : "others");
    }
    return result;
}

} // namespace vsq
