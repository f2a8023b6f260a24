// SPDX-License-Identifier: GPL-3.0-or-later
// Above all: which layer is open on the chip, which of its products (heads, groups) and on which image.
#pragma once

#include "core/study/layerdata.h"

#include <QWidget>

class QLabel;
class QSpinBox;

namespace vsq {

class ElidedText;

class LayerBar : public QWidget
{
    Q_OBJECT
public:
    explicit LayerBar(QWidget *parent = nullptr);

    /// layer null: none is open. items 0: the network has no data.
    void setLayer(const LayerData *layer, std::int64_t item, std::int64_t items);

Q_SIGNALS:
    void productWanted(int index);
    void itemWanted(int item);

private:
    ElidedText *m_name;
    ElidedText *m_shape;
    QLabel *m_productLabel;
    QSpinBox *m_product;
    QLabel *m_itemLabel;
    QSpinBox *m_item;
};

} // namespace vsq
