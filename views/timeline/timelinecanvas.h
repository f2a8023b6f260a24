// SPDX-License-Identifier: GPL-3.0-or-later
// What the chip does over a layer's cycles: subtiles, tiles and passes as boxes, activities and memory ports as shares.
#pragma once

#include "core/chip/timeline.h"
#include "views/plots/cyclecanvas.h"

#include <memory>
#include <optional>
#include <vector>

namespace vsq {

/// A Timeline with what it stands on.
struct LayerTimeline {
    std::shared_ptr<const void> chip; ///< keeps the times
    Timeline timeline;
};

/// A row: boxes, or an activity.
struct TimelineRow {
    QString name;
    QString definition;
    Role role = Role::Other;
    std::optional<Timeline::Part> part;
    Activity activity = Activity::Compute;
};
/// Those that a layer has.
std::vector<TimelineRow> rowsOf(const Timeline &timeline);

class TimelineCanvas : public CycleCanvas {
    Q_OBJECT
public:
    explicit TimelineCanvas(QWidget *parent = nullptr);

    void setTimeline(std::shared_ptr<const LayerTimeline> timeline);
    [[nodiscard]] const std::vector<TimelineRow> &rows() const { return m_rows; }

protected:
    [[nodiscard]] int rowCount() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int rowHeight() const override { return 22; }
    [[nodiscard]] QString rowName(int row) const override { return m_rows[static_cast<std::size_t>(row)].name; }
    [[nodiscard]] Role rowRole(int row) const override { return m_rows[static_cast<std::size_t>(row)].role; }
    void paintRow(QPainter &painter, int row, const QRect &rect) override;
    [[nodiscard]] QString describe(int row, std::int64_t cycle) const override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void paintBoxes(QPainter &painter, const TimelineRow &row, const QRect &rect) const;
    void paintShares(QPainter &painter, const TimelineRow &row, const QRect &rect) const;

    std::shared_ptr<const LayerTimeline> m_timeline;
    std::vector<TimelineRow> m_rows;
};

} // namespace vsq
