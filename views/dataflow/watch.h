// SPDX-License-Identifier: GPL-3.0-or-later
// Values that the user keeps an eye on while stepping.
#pragma once

#include "core/chip/snapshot.h"
#include "views/workspace/selection.h"

#include <QAbstractTableModel>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace vsq {

struct Watch {
    enum class Kind : std::uint8_t { LaneTree, LaneScale, LaneTerm, LaneSum, CollectorEntry, CodeA, CodeB, Product };
    Kind kind = Kind::LaneSum;
    int lane = -1;
    int entry = -1;
    int element = -1;
    bool operator==(const Watch &) const = default;
};

QString nameOf(const Watch &watch);
/// Nothing where the chip holds no such value now.
std::optional<std::int64_t> valueOf(const Watch &watch, const Snapshot &snapshot);
/// What is worth watching of a selection: of an entry its sum, of an element its product, of a lane its tree, scale, sum.
std::vector<Watch> watchesFor(const Selection &selection);

class WatchModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, Change, ColumnCount };

    explicit WatchModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void add(const std::vector<Watch> &watches); ///< those not watched yet
    void remove(int row);
    [[nodiscard]] const std::vector<Watch> &watches() const { return m_watches; }
    void setSnapshot(const std::shared_ptr<const Snapshot> &snapshot);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Watch> m_watches;
    std::shared_ptr<const Snapshot> m_now;
    std::shared_ptr<const Snapshot> m_before;
};

} // namespace vsq
