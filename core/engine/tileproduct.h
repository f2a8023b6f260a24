// SPDX-License-Identifier: GPL-3.0-or-later
// One product of packed operands, cut into tasks of a panel by a block of columns, each into ranges of K. Internal to the
// engine; packedproduct.h is its interface.
#pragma once

#include "core/base/error.h"
#include "core/base/handover.h"
#include "core/engine/exactsums.h"
#include "core/engine/packedproduct.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace vsq {

inline constexpr int kBlockColumns = kMostWindowColumns; ///< columns of C a task: a panel is fetched once for all of them
inline constexpr std::size_t kPanelBytes = 28672;        ///< of a panel at a time: it stays in the first-level cache
inline constexpr std::int64_t kSerialProducts = 1 << 20; ///< fewer multiply-accumulates are not worth a second thread
inline constexpr int kMostPanelRows = 32;
inline constexpr std::int64_t kBlocksPerThread = 4; ///< at least, for tasks of whole blocks

/// How the vector products of a format become sums, when nothing is known about their size.
kernels::Step carefulStep(const ProductFormat &format, const ChipConfig &config);
/// The same step for sums that cannot overflow.
kernels::Step fastStep(kernels::Step careful);
/// The step for real results without the chip's roundings.
kernels::Step realStep(const ProductFormat &format);

class TileProduct {
    using Step = kernels::Step;
    using TileArguments = kernels::TileArguments;

public:
    /// columns: only those rows of B, without a window; its stride is the caller's.
    TileProduct(const PackedWeights &a, const PackedActivations &b, Step careful, const std::optional<ConvolutionWindow> &window,
                const std::optional<ProductColumns> &columns = {})
        : m_a(a.data()), m_b(b), m_set(*m_a.kernels), m_window(window), m_careful(careful), m_wraps(m_careful == Step::Plain),
          m_first(columns ? columns->first : 0), m_columns(columns  ? columns->count
                                                           : window ? window->columns()
                                                                    : b.rows()),
          m_perSegment(m_a.vectors / m_a.segments), m_high((1 << (m_a.format.sumBits - 1)) - 1)
    {
        check();
        const int wide = m_a.format.bitsA + m_a.format.bitsB + m_a.format.scaleBitsA + m_a.format.scaleBitsB;
        if ((careful == Step::FullClamped || careful == Step::FullEvenClamped) && m_a.isa != Isa::Portable
            && wide + static_cast<int>(std::ceil(std::log2(m_a.format.vectorSize))) > 31) {
            throw Error({}, "full scale products of codes this wide", "packed for the portable path",
                        std::string(nameOf(m_a.isa)));
        }
        if (careful == Step::Exact) {
            m_exact = exactPlan(m_a.format);
        }
        m_ranges = splitK();
    }

    [[nodiscard]] std::int64_t columns() const { return m_columns; }
    [[nodiscard]] std::int64_t rows() const { return m_a.rows; }
    [[nodiscard]] const PackedWeights::Data &a() const { return m_a; }
    /// A row of B that has column n's coarse scale: itself, or the first pixel of its image.
    [[nodiscard]] std::int64_t rowOfB(std::int64_t n) const
    {
        return m_window ? n / m_window->outputPixels() * m_window->pixels() : m_first + n;
    }

    /// Calls finish(first row, rows, first column, columns, sums [columns, panelRows]) for all of C, in any order.
    template <typename Finish>
    std::int64_t run(const EngineOptions &options, const Finish &finish) const
    {
        const std::int64_t panels = (m_a.rows + m_set.panelRows - 1) / m_set.panelRows;
        const std::int64_t blocks = (m_columns + kBlockColumns - 1) / kBlockColumns;
        const int cores = tbb::this_task_arena::max_concurrency();
        const int threads = options.threads > 0 ? std::min(options.threads, cores) : cores;
        const bool small = m_a.rows * m_columns * m_a.columns < kSerialProducts;
        const bool serial = threads == 1 || small || panels * blocks == 1;
        // Where there are blocks enough, a task takes all panels: which rows a block's columns take is found once.
        const bool whole = serial || blocks >= kBlocksPerThread * threads;
        const std::int64_t tasks = whole ? blocks : panels * blocks;
        std::atomic<std::int64_t> saturations{0};
        std::atomic<bool> cancelled{false};
        const auto task = [&](std::int64_t index) {
            const std::int64_t first = (whole ? index : index / panels) * kBlockColumns;
            const int count = static_cast<int>(std::min<std::int64_t>(kBlockColumns, m_columns - first));
            Columns columns;
            find(first, count, columns);
            std::int64_t clamped = 0;
            const std::int64_t begin = whole ? 0 : index % panels;
            const std::int64_t end = whole ? panels : begin + 1;
            for (std::int64_t panel = begin; panel < end; ++panel) {
                if (options.stop.stop_requested()) {
                    cancelled = true;
                    return;
                }
                clamped += computeTile(panel, first, count, columns, finish);
            }
            if (clamped > 0) {
                saturations += clamped;
            }
        };
        if (serial) {
            for (std::int64_t index = 0; index < tasks && !cancelled; ++index) {
                task(index);
            }
        } else if (threads < cores) {
            tbb::task_arena arena(threads);
            handOver(task, [&](const auto &body) { arena.execute([&] { tbb::parallel_for(std::int64_t{0}, tasks, body); }); });
        } else {
            handOver(task, [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, tasks, body); });
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
        bool measured = false; ///< the squares are there
        float scaledSquares[kBlockColumns];
        float codeSquares[kBlockColumns];
    };

    void find(std::int64_t first, int count, Columns &columns) const
    {
        std::int32_t *rows = columns.few;
        if (m_a.segments > 1) {
            columns.many.resize(static_cast<std::size_t>(m_a.segments * count));
            rows = columns.many.data();
        }
        columns.rows = rows;
        if (m_window) {
            pixelsOf(*m_window, first, count, static_cast<std::int32_t>(m_b.rows()), rows);
            return;
        }
        for (std::int64_t s = 0; s < m_a.segments; ++s) {
            for (int c = 0; c < count; ++c) {
                *rows++ = static_cast<std::int32_t>((m_first + first + c) * m_a.segments + s);
            }
        }
    }

    void measure(int count, Columns &columns) const
    {
        std::fill_n(columns.scaledSquares, count, 0.0F);
        std::fill_n(columns.codeSquares, count, 0.0F);
        const std::int32_t *rows = columns.rows;
        for (std::int64_t s = 0; s < m_a.segments; ++s) {
            for (int c = 0; c < count; ++c, ++rows) {
                columns.scaledSquares[c] += m_b.scaledSquare(*rows);
                columns.codeSquares[c] += m_b.codeSquare(*rows);
            }
        }
        columns.measured = true;
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
            return static_cast<double>(most);
        };
        return fits(panel, largest(columns.scaledSquares), largest(columns.codeSquares));
    }

    [[nodiscard]] bool fits(std::int64_t panel, double scaledSquare, double codeSquare) const
    {
        const auto at = static_cast<std::size_t>(panel);
        double bound = m_a.codeNorm[at] * std::sqrt(codeSquare);
        if (m_a.format.scaled()) {
            bound = m_a.scaledNorm[at] * std::sqrt(scaledSquare) / m_a.format.unit() + 0.5 * bound;
        }
        return bound * (1.0 + 1e-5) < m_high;
    }

    /// Whether all columns fit that there can be: one look at the operands' largest rows.
    [[nodiscard]] bool anyFits(std::int64_t panel) const
    {
        const auto segments = static_cast<double>(m_a.segments);
        return fits(panel, segments * static_cast<double>(m_b.mostScaledSquare()),
                    segments * static_cast<double>(m_b.mostCodeSquare()));
    }

    /// One range of K: consecutive segments as a whole, or a part of one.
    struct Range {
        std::int64_t segment = 0;
        std::int64_t segments = 1;
        std::int64_t vector = 0;
        std::int64_t vectors = 0;
    };

    /// The ranges of K, each as long as its part of a panel stays in the first-level cache.
    [[nodiscard]] std::vector<Range> splitK() const
    {
        std::vector<Range> ranges;
        auto most = std::max<std::int64_t>(1, static_cast<std::int64_t>(kPanelBytes / m_a.vectorBytes));
        if (m_exact) {
            most = std::min(most, m_exact->vectors);
        }
        if (m_perSegment <= most) {
            const std::int64_t segments = most / m_perSegment;
            for (std::int64_t s = 0; s < m_a.segments; s += segments) {
                ranges.push_back({s, std::min(segments, m_a.segments - s), 0, m_perSegment});
            }
            return ranges;
        }
        for (std::int64_t s = 0; s < m_a.segments; ++s) {
            for (std::int64_t v = 0; v < m_perSegment; v += most) {
                ranges.push_back({s, 1, v, std::min(most, m_perSegment - v)});
            }
        }
        return ranges;
    }

    void enter(const Range &range, std::int64_t panel, TileArguments &t) const
    {
        const std::int64_t first = range.segment * m_perSegment + range.vector;
        t.segments = static_cast<int>(range.segments);
        t.vectors = static_cast<int>(range.vectors);
        t.panel = m_a.data.data() + static_cast<std::size_t>(panel * m_a.vectors + first) * m_a.vectorBytes;
        t.codes = m_b.codes() + range.vector * m_a.format.vectorSize * m_set.codeBytes;
        t.aux = m_b.aux() + range.vector;
        t.totals = range.vector == 0 ? m_b.totals() : nullptr;
    }

    [[nodiscard]] TileArguments commonArguments() const
    {
        TileArguments t;
        t.rowVectors = m_perSegment;
        t.rowBytes = m_perSegment * m_a.format.vectorSize * m_set.codeBytes;
        t.groups = m_a.format.vectorSize * m_set.codeBytes / 4;
        t.roundShift = m_a.format.roundShift();
        const ScaleShifts shifts = scaleShifts(m_a.format);
        t.productShift = shifts.a + shifts.b;
        t.high = m_high;
        t.low = -m_high - 1;
        return t;
    }

    template <typename Finish>
    std::int64_t computeTile(std::int64_t panel, std::int64_t first, int count, Columns &columns, const Finish &finish) const
    {
        const std::int64_t row = panel * m_set.panelRows;
        const int rows = static_cast<int>(std::min<std::int64_t>(m_set.panelRows, m_a.rows - row));
        alignas(64) std::int32_t sums[kBlockColumns * kMostPanelRows];
        if (m_exact) {
            computeExact(panel, first, count, columns, finish);
            return 0;
        }
        bool allFit = anyFits(panel);
        if (!allFit) {
            if (!columns.measured) {
                measure(count, columns);
            }
            allFit = fits(panel, columns, 0, count);
        }
        TileArguments t = commonArguments();
        t.rowStride = count;
        // One place for all where nothing is to be kept: it stays in the nearest cache.
        const int keep = Finish::kColumnsAtOnce && m_ranges.size() == 1 ? 0 : m_set.panelRows;
        for (std::size_t i = 0; i < m_ranges.size(); ++i) {
            enter(m_ranges[i], panel, t);
            for (int c = 0; c < count; c += m_set.columns) {
                const int here = std::min(m_set.columns, count - c);
                const Step step = allFit || fits(panel, columns, c, here) ? fastStep(m_careful) : m_careful;
                t.rows = columns.rows + m_ranges[i].segment * count + c;
                t.sums = sums + c * keep;
                t.fresh = i == 0;
                m_set.tile[static_cast<int>(step)][here - 1](t);
                if (i + 1 == m_ranges.size()) {
                    if (m_wraps) {
                        wrap(t.sums, here * m_set.panelRows);
                    }
                    // At once, so that the stores drain while the next columns are computed.
                    if constexpr (Finish::kColumnsAtOnce) {
                        finish(row, rows, first + c, here, t.sums);
                    }
                }
            }
        }
        if constexpr (!Finish::kColumnsAtOnce) {
            finish(row, rows, first, count, sums);
        }
        return t.saturations;
    }

    template <typename Finish>
    void computeExact(std::int64_t panel, std::int64_t first, int count, const Columns &columns, const Finish &finish) const
    {
        alignas(64) std::int32_t sums[kBlockColumns * kMostPanelRows];
        alignas(64) double totals[kBlockColumns * kMostPanelRows];
        const int size = count * m_set.panelRows;
        const bool once = m_ranges.size() == 1 && m_exact->parts.size() == 1;
        bool more = false;
        TileArguments t = commonArguments();
        t.rowStride = count;
        t.fresh = true;
        for (const Range &range : m_ranges) {
            enter(range, panel, t);
            for (const ScalePart &part : m_exact->parts) {
                t.partShift = part.shift;
                t.partMask = part.mask;
                for (int c = 0; c < count; c += m_set.columns) {
                    t.rows = columns.rows + range.segment * count + c;
                    t.sums = sums + c * m_set.panelRows;
                    m_set.tile[static_cast<int>(Step::Exact)][std::min(m_set.columns, count - c) - 1](t);
                }
                if (!once) {
                    addExactly(sums, size, part.weight, more, totals);
                    more = true;
                }
            }
        }
        if (once) {
            roundToReals(sums, size);
        } else {
            roundToReals(totals, size, sums);
        }
        const std::int64_t row = panel * m_set.panelRows;
        const int rows = static_cast<int>(std::min<std::int64_t>(m_set.panelRows, m_a.rows - row));
        const int atOnce = Finish::kColumnsAtOnce ? m_set.columns : count;
        for (int c = 0; c < count; c += atOnce) {
            finish(row, rows, first + c, std::min(atOnce, count - c), sums + c * m_set.panelRows);
        }
    }

    void wrap(std::int32_t *sums, int count) const
    {
        const int unused = 32 - m_a.format.sumBits;
        for (int i = 0; i < count; ++i) {
            sums[i] = static_cast<std::int32_t>(static_cast<std::uint32_t>(sums[i]) << unused) >> unused;
        }
    }

    const PackedWeights::Data &m_a;
    const PackedActivations &m_b;
    const kernels::KernelSet &m_set;
    const std::optional<ConvolutionWindow> &m_window;
    Step m_careful;
    bool m_wraps;
    std::int64_t m_first;
    std::int64_t m_columns;
    std::int64_t m_perSegment;
    std::int32_t m_high;
    std::optional<ExactPlan> m_exact; ///< Step::Exact
    std::vector<Range> m_ranges;
};

} // namespace vsq
