// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/packedproduct.h"

#include "core/base/error.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace vsq {

namespace {

using kernels::KernelSet;
using kernels::Step;
using kernels::TileArguments;

constexpr int kBlockColumns = 96;           ///< columns of C a task
constexpr std::size_t kPanelBytes = 28672;  ///< of a panel at a time: it stays in the first-level cache
constexpr std::int64_t kSerialProducts = 1 << 20; ///< fewer multiply-accumulates are not worth a second thread
constexpr int kMostPanelRows = 32;

/// How the vector products of a format become sums, when nothing is known about their size.
Step carefulStep(const ProductFormat &format, const ChipConfig &config)
{
    const bool even = config.rounding == ChipConfig::Rounding::NearestEven;
    if (!format.scaled()) {
        return config.overflow == ChipConfig::Overflow::Wrap ? Step::Plain : Step::Clamped;
    }
    if (config.scaleProduct == ChipConfig::ScaleProduct::Full) {
        return even ? Step::FullEvenClamped : Step::FullClamped;
    }
    return even ? Step::EvenClamped : Step::ScaledClamped;
}

/// The same step for sums that cannot overflow.
Step fastStep(Step careful)
{
    return careful == Step::Clamped ? Step::Plain : careful == Step::ScaledClamped ? Step::Scaled : careful;
}

class Product {
public:
    Product(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
            const std::optional<ConvolutionWindow> &window)
        : m_a(a.data()), m_b(b), m_set(*m_a.kernels), m_window(window), m_careful(carefulStep(m_a.format, config)),
          m_wraps(m_careful == Step::Plain), m_columns(window ? window->columns() : b.rows()),
          m_perSegment(m_a.vectors / m_a.segments), m_high((1 << (m_a.format.sumBits - 1)) - 1)
    {
        check();
        const int wide = m_a.format.bitsA + m_a.format.bitsB + m_a.format.scaleBitsA + m_a.format.scaleBitsB;
        if (config.scaleProduct == ChipConfig::ScaleProduct::Full && m_a.format.scaled() && m_a.isa != Isa::Portable
            && wide + static_cast<int>(std::ceil(std::log2(m_a.format.vectorSize))) > 31) {
            throw Error({}, "full scale products of codes this wide", "packed for the portable path",
                        std::string(nameOf(m_a.isa)));
        }
    }

    [[nodiscard]] std::int64_t columns() const { return m_columns; }
    [[nodiscard]] std::int64_t rows() const { return m_a.rows; }
    [[nodiscard]] const PackedWeights::Data &a() const { return m_a; }
    /// A row of B that has column n's coarse scale: itself, or the first pixel of its image.
    [[nodiscard]] std::int64_t rowOfB(std::int64_t n) const
    {
        return m_window ? n / (m_window->outputHeight * m_window->outputWidth) * m_window->height * m_window->width : n;
    }

    /// finish(first row, rows, first column, columns, sums [columns, panelRows]) for every tile.
    template <typename Finish> std::int64_t run(const EngineOptions &options, const Finish &finish) const
    {
        const std::int64_t panels = (m_a.rows + m_set.panelRows - 1) / m_set.panelRows;
        const std::int64_t blocks = (m_columns + kBlockColumns - 1) / kBlockColumns;
        std::atomic<std::int64_t> saturations{0};
        std::atomic<bool> cancelled{false};
        const auto task = [&](std::int64_t index) {
            if (options.stop.stop_requested()) {
                cancelled = true;
                return;
            }
            const std::int64_t clamped = computeTile(index % panels, index / panels * kBlockColumns, finish);
            if (clamped > 0) {
                saturations += clamped;
            }
        };
        const std::int64_t tasks = panels * blocks;
        const bool small = m_a.rows * m_columns * m_a.columns < kSerialProducts;
        const int cores = tbb::this_task_arena::max_concurrency();
        if (options.threads == 1 || cores == 1 || small || tasks == 1) {
            for (std::int64_t index = 0; index < tasks && !cancelled; ++index) {
                task(index);
            }
        } else if (options.threads > 1 && options.threads < cores) {
            tbb::task_arena arena(options.threads);
            arena.execute([&] { tbb::parallel_for(std::int64_t{0}, tasks, task); });
        } else {
            tbb::parallel_for(std::int64_t{0}, tasks, task);
        }
        if (cancelled) {
            throw Cancelled();
        }
        return saturations;
    }

private:
    void check() const
    {
        const auto fail = [](const char *what, std::int64_t expected, std::int64_t found) {
            throw Error({{}, "packed product"}, what, std::to_string(expected) + " (A's)", std::to_string(found) + " (B's)");
        };
        const std::int64_t segments = m_window ? m_window->segments() * m_b.segments() : m_b.segments();
        if (m_a.segments != segments) {
            fail("segments of K", m_a.segments, segments);
        }
        if (m_a.columns / m_a.segments != m_b.columns() / m_b.segments()) {
            fail("elements of a segment", m_a.columns / m_a.segments, m_b.columns() / m_b.segments());
        }
        if (!(m_a.format == m_b.format()) || m_a.isa != m_b.isa()) {
            throw Error({{}, "packed product"}, "operands", "packed for one format and instruction set", "different ones");
        }
        if (m_window && (m_b.segments() != 1 || m_b.rows() != m_window->images * m_window->height * m_window->width)) {
            fail("pixels", m_window->images * m_window->height * m_window->width, m_b.rows());
        }
    }

    /// Which segment rows of B the columns of a block take, [segments, count], and how large those are.
    struct Columns {
        std::vector<std::int32_t> many;
        std::int32_t few[kBlockColumns];
        const std::int32_t *rows = nullptr;
        float scaledSquares[kBlockColumns];
        float codeSquares[kBlockColumns];
    };

    void find(std::int64_t first, int count, Columns &columns) const
    {
        const std::int64_t zeros = m_b.rows() * m_b.segments();
        std::int32_t *rows = columns.few;
        if (m_a.segments > 1) {
            columns.many.resize(static_cast<std::size_t>(m_a.segments * count));
            rows = columns.many.data();
        }
        columns.rows = rows;
        std::fill_n(columns.scaledSquares, count, 0.0F);
        std::fill_n(columns.codeSquares, count, 0.0F);
        for (std::int64_t s = 0; s < m_a.segments; ++s) {
            for (int c = 0; c < count; ++c) {
                const std::int64_t n = first + c;
                const std::int64_t pixel = m_window ? m_window->pixel(n, s) : n * m_a.segments + s;
                const std::int64_t row = pixel < 0 ? zeros : pixel;
                *rows++ = static_cast<std::int32_t>(row);
                columns.scaledSquares[c] += m_b.scaledSquare(row);
                columns.codeSquares[c] += m_b.codeSquare(row);
            }
        }
    }

    /// Whether no partial sum can leave the range: by Cauchy and Schwarz sum |a.b| sA sB <= |a sA| |b sB|, and rounding a scale
    /// product adds at most half its unit to the factor of |a.b| <= |a| |b|.
    [[nodiscard]] bool fits(std::int64_t panel, const Columns &columns, int first, int count) const
    {
        const auto largest = [&](const float *squares) {
            float most = 0.0F;
            for (int c = first; c < first + count; ++c) {
                most = std::max(most, squares[c]);
            }
            return std::sqrt(static_cast<double>(most));
        };
        const auto at = static_cast<std::size_t>(panel);
        double bound = m_a.codeNorm[at] * largest(columns.codeSquares);
        if (m_a.format.scaled()) {
            bound = m_a.scaledNorm[at] * largest(columns.scaledSquares) / m_a.format.unit() + 0.5 * bound;
        }
        return bound * (1.0 + 1e-5) < m_high;
    }

    template <typename Finish> std::int64_t computeTile(std::int64_t panel, std::int64_t first, const Finish &finish) const
    {
        const int count = static_cast<int>(std::min<std::int64_t>(kBlockColumns, m_columns - first));
        alignas(64) std::int32_t sums[kBlockColumns * kMostPanelRows];
        std::fill_n(sums, count * m_set.panelRows, 0);
        Columns columns;
        find(first, count, columns);
        const bool allFit = fits(panel, columns, 0, count);

        TileArguments t;
        t.rowStride = count;
        t.rowVectors = m_perSegment;
        t.rowBytes = m_perSegment * m_a.format.vectorSize * m_set.codeBytes;
        t.groups = m_a.format.vectorSize * m_set.codeBytes / 4;
        t.roundShift = m_a.format.roundShift();
        const ScaleShifts shifts = scaleShifts(m_a.format);
        t.productShift = shifts.a + shifts.b;
        t.high = m_high;
        t.low = -m_high - 1;

        const auto most = std::max<std::int64_t>(1, static_cast<std::int64_t>(kPanelBytes / m_a.vectorBytes));
        for (std::int64_t segment = 0; segment < m_a.segments; segment += t.segments) {
            t.segments = static_cast<int>(std::clamp<std::int64_t>(most / m_perSegment, 1, m_a.segments - segment));
            for (std::int64_t vector = 0; vector < m_perSegment; vector += t.vectors) {
                t.vectors = static_cast<int>(t.segments > 1 ? m_perSegment : std::min(most, m_perSegment - vector));
                t.panel = m_a.data.data()
                          + static_cast<std::size_t>(panel * m_a.vectors + segment * m_perSegment + vector) * m_a.vectorBytes;
                t.codes = m_b.codes() + vector * m_a.format.vectorSize * m_set.codeBytes;
                t.aux = m_b.aux() + vector;
                t.totals = vector == 0 ? m_b.totals() : nullptr;
                for (int c = 0; c < count; c += m_set.columns) {
                    const int here = std::min(m_set.columns, count - c);
                    const Step step = allFit || fits(panel, columns, c, here) ? fastStep(m_careful) : m_careful;
                    t.rows = columns.rows + segment * count + c;
                    t.sums = sums + c * m_set.panelRows;
                    m_set.tile[static_cast<int>(step)][here - 1](t);
                }
            }
        }
        if (m_wraps) {
            const int unused = 32 - m_a.format.sumBits;
            for (int i = 0; i < count * m_set.panelRows; ++i) {
                sums[i] = static_cast<std::int32_t>(static_cast<std::uint32_t>(sums[i]) << unused) >> unused;
            }
        }
        const std::int64_t row = panel * m_set.panelRows;
        finish(row, static_cast<int>(std::min<std::int64_t>(m_set.panelRows, m_a.rows - row)), first, count, sums);
        return t.saturations;
    }

    const PackedWeights::Data &m_a;
    const PackedActivations &m_b;
    const KernelSet &m_set;
    const std::optional<ConvolutionWindow> &m_window;
    Step m_careful;
    bool m_wraps;
    std::int64_t m_columns;
    std::int64_t m_perSegment;
    std::int32_t m_high;
};

} // namespace

std::int64_t ConvolutionWindow::pixel(std::int64_t n, std::int64_t s) const
{
    const std::int64_t x = n % outputWidth * strideX - padLeft + s % kernelWidth * dilationX;
    const std::int64_t y = n / outputWidth % outputHeight * strideY - padTop + s / kernelWidth * dilationY;
    if (x < 0 || x >= width || y < 0 || y >= height) {
        return -1;
    }
    return (n / (outputWidth * outputHeight) * height + y) * width + x;
}

std::int64_t multiplyToSums(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                            const EngineOptions &options, SumLayout layout, std::int32_t *sums,
                            const std::optional<ConvolutionWindow> &window)
{
    const Product product(a, b, config, window);
    const std::int64_t m = product.rows();
    const std::int64_t n = product.columns();
    const int stride = product.a().kernels->panelRows;
    return product.run(options, [&](std::int64_t row, int rows, std::int64_t column, int columns, const std::int32_t *tile) {
        if (layout == SumLayout::RowsOfB) {
            for (int c = 0; c < columns; ++c) {
                std::copy_n(tile + c * stride, rows, sums + (column + c) * m + row);
            }
            return;
        }
        for (int r = 0; r < rows; ++r) {
            std::int32_t *to = sums + (row + r) * n + column;
            for (int c = 0; c < columns; ++c) {
                to[c] = tile[c * stride + r];
            }
        }
    });
}

std::int64_t multiplyToFloat(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                             const EngineOptions &options, float *c, const std::optional<ConvolutionWindow> &window)
{
    if (a.data().gamma.empty()) {
        throw Error({{}, "packed product"}, "weights", "packed with their coarse scales", "none");
    }
    const Product product(a, b, config, window);
    const kernels::KernelSet &set = *product.a().kernels;
    const auto unit = static_cast<float>(a.format().unit());
    return product.run(options, [&](std::int64_t row, int rows, std::int64_t column, int columns, const std::int32_t *tile) {
        float gammas[kBlockColumns];
        for (int i = 0; i < columns; ++i) {
            gammas[i] = b.gammaOf(product.rowOfB(column + i));
        }
        set.scale(tile, columns, rows, unit, product.a().gamma.data() + row, gammas, c + column * product.rows() + row,
                  product.rows());
    });
}

} // namespace vsq
