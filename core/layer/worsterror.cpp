// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/worsterror.h"

#include "core/chip/datapath.h"
#include "core/engine/engine.h"
#include "core/layer/explainedvectors.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace vsq {

WorstError worstError(const OpenedChip &chip, const JobContext &job)
{
    using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    constexpr std::int64_t kRows = 64; ///< of A at a time: between two looks at whether somebody waits no more
    const LayerData &data = chip.data();
    const Operands &operands = *data.operands;
    EngineOptions options;
    options.threads = 1;
    options.stop = job.stop;
    const ProductSums product = multiply(operands, chip.config(), options);
    const std::int64_t columns = operands.n();
    const double unit = sumUnit(operands.mode);
    const Eigen::Map<const Matrix> a(data.a.data(), operands.m(), operands.k());
    const Eigen::Map<const Matrix> b(data.b.data(), columns, operands.k());
    WorstError worst;
    double largest = -1.0;
    for (std::int64_t from = 0; from < operands.m(); from += kRows) {
        job.check();
        const Matrix exact = a.middleRows(from, std::min(kRows, operands.m() - from)) * b.transpose();
        for (std::int64_t row = 0; row < exact.rows(); ++row) {
            const std::int64_t m = from + row;
            const double gammaA = static_cast<double>(data.qa.gammaOf(m)) * unit;
            for (std::int64_t n = 0; n < columns; ++n) {
                const double value = product.sums[static_cast<std::size_t>(m * columns + n)] * gammaA
                                     * static_cast<double>(data.qb.gammaOf(n));
                const double error = std::abs(value - static_cast<double>(exact(row, n)));
                if (error > largest) {
                    largest = error;
                    worst.m = m;
                    worst.n = n;
                    worst.value = value;
                    worst.exact = static_cast<double>(exact(row, n));
                }
            }
        }
        job.report(from, operands.m());
    }
    const ExecutedPlace executed = executedPlace(chip, worst.m, worst.n);
    worst.place = chip.times().product(executed.row, executed.column, operands.a.vectors - 1);
    return worst;
}

} // namespace vsq
