// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/stageproduct.h"

#include "core/chip/datapath.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// One operand's elements of one vector, and that vector's scales in units of gamma.
struct Slice {
    Matrix codes; ///< [rows, elements], integers
    Matrix exact; ///< x / s
    Eigen::VectorXd integer;
    Eigen::VectorXd real;
};

/// The vector's elements along K: convolutions' segments are padded to whole vectors.
struct Range {
    std::int64_t begin = 0;
    std::int64_t size = 0;
};

Range rangeOf(const QuantizedMatrix &matrix, std::int64_t vector, std::int64_t vectors, std::int64_t size)
{
    const std::int64_t perSegment = std::max<std::int64_t>(1, vectors / matrix.segments);
    const std::int64_t segment = vector / perSegment;
    const std::int64_t begin = vector % perSegment * size;
    return {segment * matrix.segmentColumns() + begin, std::clamp<std::int64_t>(matrix.segmentColumns() - begin, 0, size)};
}

Slice sliceOf(const float *x, const QuantizedMatrix &matrix, std::int64_t vector, Range range)
{
    const bool scaled = !matrix.scales.empty();
    Slice slice;
    slice.codes.resize(matrix.rows, range.size);
    slice.exact.resize(matrix.rows, range.size);
    slice.integer.setOnes(matrix.rows);
    slice.real.setOnes(matrix.rows);
    for (std::int64_t row = 0; row < matrix.rows; ++row) {
        const double gamma = matrix.gammaOf(row);
        double scale = gamma;
        if (scaled) {
            const auto at = static_cast<std::size_t>(row * matrix.vectors + vector);
            scale = matrix.realScales[at];
            slice.integer[row] = matrix.scales[at];
            slice.real[row] = gamma > 0.0 ? scale / gamma : 0.0;
        }
        for (std::int64_t i = 0; i < range.size; ++i) {
            const auto at = static_cast<std::size_t>(row * matrix.columns + range.begin + i);
            slice.codes(row, i) = matrix.codes[at];
            slice.exact(row, i) = scale > 0.0 ? static_cast<double>(x[at]) / scale : 0.0;
        }
    }
    return slice;
}

/// p / 256, rounded as the chip rounds where both scales are integers, else to nearest.
double rounded(double product, const ChipConfig &config)
{
    return config.rounding == ChipConfig::Rounding::HalfUp ? std::floor(product / 256.0 + 0.5) : std::nearbyint(product / 256.0);
}

} // namespace

std::string_view nameOf(Stage stage)
{
    switch (stage) {
    case Stage::Codes: return "codes";
    case Stage::IntegerScales: return "integer scales";
    case Stage::RoundedProducts: return "rounded scale products";
    case Stage::Saturation: break;
    }
    return "saturation";
}

StageSet StageSet::only(Stage stage)
{
    StageSet set;
    set.on[static_cast<std::size_t>(stage)] = true;
    return set;
}

StageSet StageSet::upTo(Stage stage)
{
    StageSet set;
    std::fill(set.on.begin(), set.on.begin() + static_cast<std::ptrdiff_t>(stage) + 1, true);
    return set;
}

bool exists(Stage stage, Mode mode)
{
    return mode == Mode::Vsq || stage == Stage::Codes || stage == Stage::Saturation;
}

std::vector<std::vector<double>> stageProducts(const float *a, const QuantizedMatrix &qa, const float *b,
                                               const QuantizedMatrix &qb, Mode mode, const ChipConfig &config,
                                               const std::vector<StageSet> &sets)
{
    const bool vsq = mode == Mode::Vsq;
    const std::int64_t size = vectorSize(mode);
    const std::int64_t vectors = qa.segments * ((qa.segmentColumns() + size - 1) / size);
    const double unit = vsq ? 256.0 : 1.0;
    std::vector<Matrix> sums(sets.size(), Matrix::Zero(qb.rows, qa.rows));
    for (std::int64_t vector = 0; vector < vectors; ++vector) {
        const Range range = rangeOf(qa, vector, vectors, size);
        const Slice left = sliceOf(a, qa, vector, range);
        const Slice right = sliceOf(b, qb, vector, range);
        const Matrix codes = right.codes * left.codes.transpose();
        const Matrix exact = right.exact * left.exact.transpose();
        for (std::size_t set = 0; set < sets.size(); ++set) {
            const StageSet &stages = sets[set];
            const Matrix &tree = stages.has(Stage::Codes) ? codes : exact;
            const bool integer = stages.has(Stage::IntegerScales);
            const Eigen::VectorXd &scaleA = integer ? left.integer : left.real;
            const Eigen::VectorXd &scaleB = integer ? right.integer : right.real;
            for (std::int64_t n = 0; n < qb.rows; ++n) {
                for (std::int64_t m = 0; m < qa.rows; ++m) {
                    const double product = scaleA[m] * scaleB[n];
                    double term = tree(n, m);
                    if (vsq && stages.has(Stage::RoundedProducts)) {
                        term = config.scaleProduct == ChipConfig::ScaleProduct::Full ? rounded(term * product, config)
                                                                                     : term * rounded(product, config);
                    } else if (vsq) {
                        term *= product / 256.0;
                    }
                    double &sum = sums[set](n, m);
                    sum += term;
                    if (stages.has(Stage::Saturation)) {
                        sum = std::clamp(sum, static_cast<double>(kSumMin), static_cast<double>(kSumMax));
                    }
                }
            }
        }
    }
    std::vector<std::vector<double>> results;
    for (const Matrix &sum : sums) {
        std::vector<double> real(static_cast<std::size_t>(sum.size()));
        for (std::int64_t n = 0; n < qb.rows; ++n) {
            for (std::int64_t m = 0; m < qa.rows; ++m) {
                real[static_cast<std::size_t>(n * qa.rows + m)] = sum(n, m) * unit * double{qa.gammaOf(m)}
                                                                  * double{qb.gammaOf(n)};
            }
        }
        results.push_back(std::move(real));
    }
    return results;
}

} // namespace vsq
