// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/layerbar.h"

#include "views/dataflow/elidedtext.h"
#include "views/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace vsq {

LayerBar::LayerBar(QWidget *parent)
    : QWidget(parent), m_name(new ElidedText(this)), m_shape(new ElidedText(this)), m_productLabel(new QLabel(tr("product"), this)),
      m_product(new QSpinBox(this)), m_itemLabel(new QLabel(tr("image"), this)), m_item(new QSpinBox(this))
{
    setObjectName(QStringLiteral("dataflow.layer"));
    setAccessibleName(tr("Open layer"));
    m_name->setObjectName(QStringLiteral("dataflow.layer.name"));
    QFont strong = m_name->font();
    strong.setWeight(QFont::DemiBold);
    m_name->setFont(strong);
    m_shape->setObjectName(QStringLiteral("dataflow.layer.shape"));
    m_product->setObjectName(QStringLiteral("dataflow.product"));
    m_product->setAccessibleName(tr("Product of the layer"));
    m_product->setToolTip(tr("Which of the layer's matrix products: attention head, group or image of the batch"));
    m_product->setKeyboardTracking(false);
    m_productLabel->setObjectName(QStringLiteral("dataflow.product.label"));
    m_productLabel->setBuddy(m_product);
    m_item->setObjectName(QStringLiteral("dataflow.item"));
    m_item->setAccessibleName(tr("Image"));
    m_item->setToolTip(tr("The item of the data set that the activations come from"));
    m_item->setKeyboardTracking(false);
    m_itemLabel->setObjectName(QStringLiteral("dataflow.item.label"));
    m_itemLabel->setBuddy(m_item);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(8);
    row->addWidget(m_name);
    row->addWidget(m_shape, 1);
    row->addWidget(m_productLabel);
    row->addWidget(m_product);
    row->addWidget(m_itemLabel);
    row->addWidget(m_item);
    connect(m_product, &QSpinBox::valueChanged, this, &LayerBar::productWanted);
    connect(m_item, &QSpinBox::valueChanged, this, &LayerBar::itemWanted);
    setLayer(nullptr, 0, 0);
}

void LayerBar::setLayer(const LayerData *layer, std::int64_t item, std::int64_t items)
{
    const QSignalBlocker noProduct(m_product);
    const QSignalBlocker noItem(m_item);
    const bool products = layer != nullptr && layer->layer.count > 1;
    m_product->setVisible(products);
    m_productLabel->setVisible(products);
    m_item->setVisible(layer != nullptr && items > 1);
    m_itemLabel->setVisible(layer != nullptr && items > 1);
    if (layer == nullptr) {
        m_name->setText(tr("No layer on the chip"));
        m_shape->setText({});
        return;
    }
    const auto shown = [](std::int64_t value) { return static_cast<int>(std::min<std::int64_t>(value, std::numeric_limits<int>::max())); };
    m_product->setRange(0, shown(layer->layer.count - 1));
    m_product->setSuffix(tr(" of %1").arg(layer->layer.count));
    m_product->setValue(shown(layer->index));
    m_item->setRange(0, shown(std::max<std::int64_t>(0, items - 1)));
    m_item->setValue(shown(item));
    m_name->setText(QString::fromStdString(layer->layer.name));
    m_name->setExplanation(QString::fromStdString(layer->layer.op + " " + layer->layer.name));
    m_shape->setText(tr("M %1  N %2  K %3  \u00b7  %4")
                         .arg(layer->layer.m)
                         .arg(layer->layer.n)
                         .arg(layer->layer.k)
                         .arg(QString::fromStdString(nameOf(layer->format).empty() ? describe(layer->format) : nameOf(layer->format)).toUpper()));
    m_shape->setExplanation(tr("M: rows of A (features); N: rows of B (tokens, pixels); K: elements added up; then the number format"));
}

} // namespace vsq
