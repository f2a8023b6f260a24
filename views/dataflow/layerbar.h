// SPDX-License-Identifier: GPL-3.0-or-later
// Above all: which layer is open on the chip, which of its products (heads, groups) and on which image; what happened in
// the cycle, and the way to the next and previous event.
#pragma once

#include "core/layer/layerdata.h"

#include <QWidget>

#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QSpinBox;

namespace vsq {

class ElidedText;
class SimulationActions;

class LayerBar : public QWidget {
    Q_OBJECT
public:
    LayerBar(SimulationActions *actions, QWidget *parent = nullptr);

    /// layer null: none is open. items 0: the network has no data.
    void setLayer(const LayerData *layer, std::int64_t item, std::int64_t items);
    /// The word pieces that the item is made of; empty: it is no text.
    void setTokens(const std::vector<std::string> &tokens);
    /// How the layer's cycles differ from the baseline's; empty: no baseline.
    void setBaseline(const QString &difference, const QString &explanation);
    /// What happened in the cycle ("saturation, lane 3"), or why the chip stands still.
    void setRemark(const QString &remark);

Q_SIGNALS:
    void productWanted(int index);
    void itemWanted(int item);

private:
    ElidedText *m_name;
    ElidedText *m_shape;
    ElidedText *m_baseline;
    ElidedText *m_remark;
    QComboBox *m_events;
    QLabel *m_productLabel;
    QSpinBox *m_product;
    QLabel *m_itemLabel;
    QSpinBox *m_item;
};

} // namespace vsq
