// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/loopnest.h"

#include "views/dataflow/partselection.h"
#include "views/theme/number.h"

#include <QCoreApplication>

#include <algorithm>

namespace vsq {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("vsq::LoopNest", text);
}

Breakpoint at(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t a)
{
    Breakpoint breakpoint;
    breakpoint.m = m;
    breakpoint.n = n;
    breakpoint.k = k;
    breakpoint.a = a;
    return breakpoint;
}

Breakpoint on(EventKind kind)
{
    Breakpoint breakpoint;
    breakpoint.event = static_cast<int>(kind);
    return breakpoint;
}

/// A breakpoint on `a` alone; on a = 0 alone it is that of the loop over k.
bool isOnColumn(const Breakpoint &b)
{
    return b.event < 0 && b.m < 0 && b.n < 0 && b.k < 0 && b.a > 0;
}

bool standsFor(const LoopLine &line, const Breakpoint &b)
{
    Breakpoint wanted = *line.breakpoint;
    wanted.enabled = b.enabled;
    return b == wanted;
}

class Nest {
public:
    explicit Nest(const LoopNestInput &input) : m_in(input)
    {
        if (input.snapshot != nullptr) {
            m_at = &shownPosition(*input.snapshot);
        }
    }

    std::vector<LoopLine> build()
    {
        const Mode mode = m_in.operands != nullptr ? m_in.operands->mode : Mode::Vsq;
        const bool vsq = mode == Mode::Vsq;
        const auto limit = [&](std::int64_t value, const char *name) {
            return m_in.operands != nullptr ? QString::number(value) : QLatin1String(name);
        };
        const bool known = m_in.operands != nullptr;
        const Plan *plan = m_in.snapshot != nullptr ? m_in.snapshot->plan.get() : nullptr;
        const int lanes = plan != nullptr ? plan->lanes : kLanes;
        const int depth = plan != nullptr ? plan->tileColumns : kCollectorEntries;
        const std::int64_t padded = plan != nullptr ? plan->n : known ? m_in.operands->n() : 0;
        const Phase phase = m_at != nullptr ? m_at->phase : Phase::Done;
        const bool compute = m_at != nullptr && m_in.snapshot->executed.cycle >= 0 && phase == Phase::Compute;

        loop(0,
             QStringLiteral("for subtile in 0 ..< %1")
                 .arg(known ? QString::number(std::max<std::int64_t>(1, m_in.fill.subtiles)) : QStringLiteral("S")),
             &Position::subtile, compute, on(EventKind::SubtileDone), tr("Stops when a subtile is done."));
        statement(1, QStringLiteral("fill A buffer, B buffer"), {}, {}, phase == Phase::Fill && m_at != nullptr, {}, {});
        loop(1, QStringLiteral("for m in 0 ..< %1 step %2").arg(limit(known ? m_in.operands->m() : 0, "M")).arg(lanes),
             &Position::m, compute, at(-1, 0, 0, 0), tr("Stops where m takes its next value."));
        loop(2, QStringLiteral("for n in 0 ..< %1 step %2").arg(limit(padded, "N")).arg(depth), &Position::n, compute,
             at(-1, -1, 0, 0), tr("Stops where n takes its next value."));
        loop(3, QStringLiteral("for k in 0 ..< %1").arg(limit(known ? m_in.operands->a.vectors : 0, "K / VS")), &Position::k,
             compute, at(-1, -1, -1, 0), tr("Stops where k takes its next value."));
        statement(4, QStringLiteral("regA[lane] = A[m + lane, k]"), {}, {}, compute && m_at->a == 0, {}, {});
        // Where a is 0 now its breakpoint would be that of the line above: the last column stands in.
        const std::int64_t columns = m_at != nullptr && m_at->columns > 0 ? m_at->columns : depth;
        const std::int64_t a = m_at != nullptr && m_at->a > 0 ? m_at->a : std::max<std::int64_t>(1, columns - 1);
        loop(4, QStringLiteral("for a in 0 ..< %1").arg(columns), &Position::a, compute, at(-1, -1, -1, a),
             tr("Stops where a is %1.").arg(a));
        statement(5, QStringLiteral("b = B[n + a, k]"), {}, {}, compute || phase == Phase::Stall, on(EventKind::Stall),
                  tr("Stops where a word has not arrived in time."));
        statement(5, QStringLiteral("parallel lane 0 ..< %1").arg(lanes), QString::number(m_in.lane), {}, compute, {}, {});
        statement(6, QStringLiteral("tree = \u03a3 regA \u00b7 b"), value(&LaneState::tree), value(&LaneState::tree, true),
                  compute, on(EventKind::ZeroScale), tr("Stops where a scale is zero."));
        if (vsq) {
            statement(6, QStringLiteral("p8 = (sA\u00b7sB + 128) >> 8"), value(&LaneState::roundedScale),
                      value(&LaneState::roundedScale, true), compute, on(EventKind::ScaleRoundedToZero),
                      tr("Stops where a scale product is rounded to zero."));
        }
        statement(6, vsq ? QStringLiteral("sat(sum[a] += tree\u00b7p8)") : QStringLiteral("sat(sum[a] += tree)"),
                  value(&LaneState::sumOut), value(&LaneState::sumOut, true), compute, on(EventKind::Saturation),
                  tr("Stops where a sum saturates."));
        statement(3, QStringLiteral("PPU takes sum[0 ..< %1]").arg(depth), {}, {}, ppuBusy(), on(EventKind::TileDone),
                  tr("Stops when a tile is done."));
        statement(1, QStringLiteral("drain"), {}, {}, phase == Phase::Drain && m_at != nullptr, {}, {});
        return std::move(m_lines);
    }

private:
    void loop(int indent, const QString &code, std::int64_t Position::*index, bool running, const Breakpoint &breakpoint,
              const QString &stops)
    {
        LoopLine line;
        line.kind = LoopLine::Kind::Loop;
        line.indent = indent;
        line.code = code;
        line.running = running && index == &Position::a;
        line.breakpoint = breakpoint;
        line.stops = stops;
        if (m_at != nullptr) {
            line.value = QString::number(m_at->*index);
            line.changed = m_in.before != nullptr && shownPosition(*m_in.before).*index != m_at->*index;
        }
        m_lines.push_back(line);
    }

    void statement(int indent, const QString &code, const QString &shown, const QString &was, bool running,
                   const std::optional<Breakpoint> &breakpoint, const QString &stops)
    {
        LoopLine line;
        line.indent = indent;
        line.code = code;
        line.value = m_at != nullptr ? shown : QString();
        line.running = running;
        line.changed = !was.isEmpty() && was != shown;
        line.breakpoint = breakpoint;
        line.stops = stops;
        m_lines.push_back(line);
    }

    template <typename T>
    QString value(T LaneState::*field, bool ofBefore = false) const
    {
        const Snapshot *state = ofBefore ? m_in.before : m_in.snapshot;
        if (state == nullptr || state->executed.cycle < 0 || state->executed.phase != Phase::Compute) {
            return {};
        }
        const LaneState &lane = state->lanes[static_cast<std::size_t>(std::clamp(m_in.lane, 0, kLanes - 1))];
        return lane.active ? number::integer(static_cast<qint64>(lane.*field)) : tr("padding");
    }

    bool ppuBusy() const
    {
        return m_in.snapshot != nullptr
               && std::any_of(m_in.snapshot->ppu.begin(), m_in.snapshot->ppu.end(),
                              [](const PpuStage &stage) { return stage.valid; });
    }

    const LoopNestInput &m_in;
    const Position *m_at = nullptr;
    std::vector<LoopLine> m_lines;
};

} // namespace

std::vector<LoopLine> loopNest(const LoopNestInput &input)
{
    return Nest(input).build();
}

bool hasBreakpoint(const LoopLine &line, const std::vector<Breakpoint> &list, bool *enabled)
{
    if (!line.breakpoint) {
        return false;
    }
    for (const Breakpoint &b : list) {
        if (isOnColumn(*line.breakpoint) ? isOnColumn(b) : standsFor(line, b)) {
            if (enabled != nullptr) {
                *enabled = b.enabled;
            }
            return true;
        }
    }
    return false;
}

std::vector<Breakpoint> toggled(const LoopLine &line, std::vector<Breakpoint> list)
{
    if (!line.breakpoint) {
        return list;
    }
    if (!hasBreakpoint(line, list)) {
        list.push_back(*line.breakpoint);
        return list;
    }
    std::erase_if(list, [&](const Breakpoint &b) { return hasBreakpoint(line, {b}); });
    return list;
}

} // namespace vsq
