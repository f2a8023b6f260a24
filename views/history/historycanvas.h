// SPDX-License-Identifier: GPL-3.0-or-later
// Traces of watched values over a layer's cycles: a line of values a row, events as marks above them.
#pragma once

#include "core/chip/valuehistory.h"
#include "views/plots/cyclecanvas.h"

#include <memory>
#include <vector>

namespace vsq {

class HistoryCanvas : public CycleCanvas {
    Q_OBJECT
public:
    explicit HistoryCanvas(QWidget *parent = nullptr);

    /// The signals, whether or not their history is there.
    void setWatched(const std::vector<ChipSignal> &watched);
    /// The whole layer's; null while it is read.
    void setHistory(std::shared_ptr<const ValueHistory> history);
    /// Of a part of it in which every cycle's value is there; null: none.
    void setDetail(std::shared_ptr<const ValueHistory> detail);
    /// The same signals over the same cycles in another run, drawn beneath; null: none.
    void setBaseline(std::shared_ptr<const ValueHistory> baseline);

    /// Row of a signal, with the events in row 0.
    [[nodiscard]] int signalOfRow(int row) const { return row - 1; }
    /// The last value of a signal up to and including a cycle, as text; a dash where there is none.
    [[nodiscard]] QString valueText(std::size_t signal, std::int64_t cycle) const;
    [[nodiscard]] std::optional<std::int64_t> valueAt(std::size_t signal, std::int64_t cycle) const;

Q_SIGNALS:
    void removeWanted(int signal);

protected:
    [[nodiscard]] int rowCount() const override { return 1 + static_cast<int>(m_watched.size()); }
    [[nodiscard]] int rowHeight() const override;
    [[nodiscard]] QString rowName(int row) const override;
    [[nodiscard]] Role rowRole(int row) const override;
    void paintRow(QPainter &painter, int row, const QRect &rect) override;
    [[nodiscard]] QString describe(int row, std::int64_t cycle) const override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] const ValueHistory *best() const;
    [[nodiscard]] const ValueHistory *beside() const; ///< the baseline's; null: none of these signals
    void paintEvents(QPainter &painter, const QRect &rect) const;
    void paintTrace(QPainter &painter, std::size_t signal, const QRect &rect) const;
    /// The line of a history in a row whose values reach from low to high.
    void paintLine(QPainter &painter, const ValueHistory &history, std::size_t signal, const QRectF &inner, double low,
                   double high) const;
    void paintValues(QPainter &painter, std::size_t signal, const QRect &rect) const;

    std::vector<ChipSignal> m_watched;
    std::shared_ptr<const ValueHistory> m_history;
    std::shared_ptr<const ValueHistory> m_detail;
    std::shared_ptr<const ValueHistory> m_baseline;
};

/// Hue and letter of an event's mark.
struct EventMark {
    Role role = Role::MutedText;
    QChar letter;
};
EventMark markOf(EventKind kind);
/// What kind of value a signal is, as its hue.
Role roleOf(ChipSignal::Kind kind);

} // namespace vsq
