// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/layerbar.h"

#include "views/dataflow/breakpointmodel.h"
#include "views/dataflow/elidedtext.h"
#include "views/dataflow/simulationactions.h"
#include "views/theme/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStringList>
#include <QToolButton>

#include <algorithm>
#include <limits>

namespace vsq {

LayerBar::LayerBar(SimulationActions *actions, QWidget *parent)
    : QWidget(parent), m_name(new ElidedText(this)), m_shape(new ElidedText(this)), m_baseline(new ElidedText(this)),
      m_remark(new ElidedText(this)), m_events(new QComboBox(this)), m_productLabel(new QLabel(tr("product"), this)),
      m_product(new QSpinBox(this)), m_itemLabel(new QLabel(tr("image"), this)), m_item(new QSpinBox(this))
{
    setObjectName(QStringLiteral("dataflow.layer"));
    m_name->setElideMode(Qt::ElideMiddle); // what differs between layers stands at the end
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

    m_baseline->setObjectName(QStringLiteral("dataflow.baseline"));
    m_baseline->hide();
    m_remark->setObjectName(QStringLiteral("dataflow.remark"));
    m_events->setObjectName(QStringLiteral("dataflow.event.kind"));
    m_events->setAccessibleName(tr("Kind of event"));
    m_events->setToolTip(tr("Kind of event that previous and next go to"));
    for (const EventKind kind : {EventKind::Saturation, EventKind::ZeroScale, EventKind::ScaleRoundedToZero, EventKind::Stall,
                                 EventKind::TileDone, EventKind::SubtileDone}) {
        m_events->addItem(eventName(static_cast<int>(kind)), static_cast<int>(kind));
    }
    m_events->setCurrentIndex(m_events->findData(static_cast<int>(actions->eventKind())));
    connect(actions, &SimulationActions::eventKindChanged, this,
            [this, actions] { m_events->setCurrentIndex(m_events->findData(static_cast<int>(actions->eventKind()))); });
    connect(m_events, &QComboBox::currentIndexChanged, actions,
            [this, actions] { actions->setEventKind(static_cast<EventKind>(m_events->currentData().toInt())); });
    const auto eventButton = [this, actions](const QString &name) {
        auto *tool = new QToolButton(this);
        tool->setObjectName(name + QStringLiteral(".button"));
        tool->setDefaultAction(actions->action(name));
        tool->setAutoRaise(true);
        tool->setIconSize(QSize(16, 16));
        tool->setFocusPolicy(Qt::TabFocus);
        tool->setAccessibleName(withoutMnemonic(actions->action(name)->text()));
        return tool;
    };

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(8);
    row->addWidget(m_name);
    row->addWidget(m_shape, 5);
    row->addWidget(m_baseline);
    row->addWidget(m_remark, 1);
    auto *events = new QHBoxLayout;
    events->setSpacing(0);
    events->addWidget(eventButton(QStringLiteral("dataflow.event.previous")));
    events->addWidget(m_events);
    events->addWidget(eventButton(QStringLiteral("dataflow.event.next")));
    row->addLayout(events);
    row->addWidget(m_productLabel);
    row->addWidget(m_product);
    row->addWidget(m_itemLabel);
    row->addWidget(m_item);
    connect(m_product, &QSpinBox::valueChanged, this, [this](int number) { Q_EMIT productWanted(number - 1); });
    connect(m_item, &QSpinBox::valueChanged, this, &LayerBar::itemWanted);
    setLayer(nullptr, 0, 0);
}

void LayerBar::setBaseline(const QString &difference, const QString &explanation)
{
    m_baseline->setVisible(!difference.isEmpty());
    m_baseline->setText(difference);
    m_baseline->setExplanation(explanation);
}

void LayerBar::setTokens(const std::vector<std::string> &tokens)
{
    const bool isText = !tokens.empty();
    m_itemLabel->setText(isText ? tr("text") : tr("image"));
    m_item->setAccessibleName(isText ? tr("Text") : tr("Image"));
    QString tip = tr("The item of the data set that the activations come from");
    if (isText) {
        QStringList pieces;
        for (const std::string &token : tokens) {
            pieces.append(QString::fromStdString(token).toHtmlEscaped());
        }
        tip = QStringLiteral("<p>%1</p><p>%2</p>").arg(tip, pieces.join(QLatin1Char(' ')));
    }
    m_item->setToolTip(tip);
}

void LayerBar::setRemark(const QString &remark)
{
    m_remark->setText(remark);
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
    const auto shown = [](std::int64_t value) {
        return static_cast<int>(std::min<std::int64_t>(value, std::numeric_limits<int>::max()));
    };
    m_product->setRange(1, shown(layer->layer.count)); // counted as the Inspector and people do
    m_product->setSuffix(tr(" of %1").arg(layer->layer.count));
    m_product->setValue(shown(layer->index + 1));
    m_item->setRange(0, shown(std::max<std::int64_t>(0, items - 1)));
    m_item->setValue(shown(item));
    m_name->setText(QString::fromStdString(layer->layer.name));
    m_name->setExplanation(QString::fromStdString(layer->layer.op + " " + layer->layer.name));
    const QString format =
        QString::fromStdString(nameOf(layer->format).empty() ? describe(layer->format) : nameOf(layer->format)).toUpper();
    m_shape->setText(tr("M %1  N %2  K %3  \u00b7  %4").arg(layer->layer.m).arg(layer->layer.n).arg(layer->layer.k).arg(format));
    const QString sizes = QStringLiteral("%1\u00d7%2\u00d7%3").arg(layer->layer.m).arg(layer->layer.n).arg(layer->layer.k);
    m_shape->setShorter({sizes + QStringLiteral(" \u00b7 ") + format, sizes});
    m_shape->setExplanation(
        tr("M: rows of A (features); N: rows of B (tokens, pixels); K: elements added up; then the number format"));
}

} // namespace vsq
