// SPDX-License-Identifier: GPL-3.0-or-later
// Values that the user keeps an eye on while stepping.
#pragma once

#include "core/chip/chipsignal.h"
#include "views/workspace/selection.h"

#include <QAbstractTableModel>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace vsq {

using Watch = ChipSignal;

class WatchModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, Change, ColumnCount };

    explicit WatchModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void setWatches(std::vector<Watch> watches);
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
