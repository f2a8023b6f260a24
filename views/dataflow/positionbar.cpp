// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/positionbar.h"

#include "views/dataflow/breakpointmodel.h"
#include "views/dataflow/chiptooltip.h"
#include "views/dataflow/elidedtext.h"
#include "views/dataflow/simulationactions.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

constexpr std::int64_t kSliderSteps = std::int64_t{1} << 30;

/// Goes to where it is clicked instead of a page towards it.
class JumpSlider : public QSlider
{
public:
    using QSlider::QSlider;

protected:
    void mousePressEvent(QMouseEvent *event) override
    {
        if (event->button() == Qt::LeftButton) {
            const int handle = style()->pixelMetric(QStyle::PM_SliderLength, nullptr, this);
            setValue(QStyle::sliderValueFromPosition(minimum(), maximum(), static_cast<int>(event->position().x()) - handle / 2,
                                                     width() - handle));
        }
        QSlider::mousePressEvent(event);
    }
};

} // namespace

PositionBar::PositionBar(SimulationActions *actions, QWidget *parent)
    : QWidget(parent), m_slider(new JumpSlider(Qt::Horizontal, this)), m_goTo(new QSpinBox(this)), m_position(new ElidedText(this)),
      m_remark(new ElidedText(this)), m_events(new QComboBox(this))
{
    setObjectName(QStringLiteral("dataflow.position"));
    setAccessibleName(tr("Position in the layer"));
    m_slider->setObjectName(QStringLiteral("dataflow.slider"));
    m_slider->setAccessibleName(tr("Cycle"));
    m_slider->setToolTip(tr("Position in the layer, in cycles"));
    m_goTo->setObjectName(QStringLiteral("dataflow.goto.cycle"));
    m_goTo->setAccessibleName(tr("Go to cycle"));
    m_goTo->setToolTip(tr("Type a cycle and press Enter to go there"));
    m_goTo->setGroupSeparatorShown(true);
    m_goTo->setKeyboardTracking(false);
    m_goTo->setAlignment(Qt::AlignRight);
    m_position->setObjectName(QStringLiteral("dataflow.counter"));
    m_position->setFont(Theme::monospace());
    m_position->setExplanation(tr("The cycle to come, and where the cycle executed last stands in the loop nest"));
    m_remark->setObjectName(QStringLiteral("dataflow.remark"));
    m_events->setObjectName(QStringLiteral("dataflow.event.kind"));
    m_events->setAccessibleName(tr("Kind of event"));
    m_events->setToolTip(tr("Kind of event that previous and next go to"));
    for (const EventKind kind : {EventKind::Saturation, EventKind::ZeroScale, EventKind::ScaleRoundedToZero, EventKind::Stall, EventKind::TileDone,
                                 EventKind::SubtileDone}) {
        m_events->addItem(eventName(static_cast<int>(kind)), static_cast<int>(kind));
    }
    m_events->setCurrentIndex(m_events->findData(static_cast<int>(actions->eventKind())));
    connect(m_events, &QComboBox::currentIndexChanged, actions,
            [this, actions] { actions->setEventKind(static_cast<EventKind>(m_events->currentData().toInt())); });

    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_slider, 1);
    auto *goToLabel = new QLabel(tr("Go to cycle"), this);
    goToLabel->setObjectName(QStringLiteral("dataflow.goto.label"));
    goToLabel->setBuddy(m_goTo);
    first->addWidget(goToLabel);
    first->addWidget(m_goTo);

    auto *second = new QHBoxLayout;
    second->setSpacing(4);
    second->addWidget(m_position);
    second->addSpacing(8);
    second->addWidget(m_remark, 1);
    const auto button = [&](const QString &name) {
        auto *tool = new QToolButton(this);
        tool->setObjectName(name + QStringLiteral(".button"));
        tool->setDefaultAction(actions->action(name));
        tool->setAutoRaise(true);
        tool->setIconSize(QSize(16, 16));
        tool->setFocusPolicy(Qt::TabFocus);
        tool->setAccessibleName(actions->action(name)->text());
        second->addWidget(tool);
    };
    button(QStringLiteral("dataflow.event.previous"));
    second->addWidget(m_events);
    button(QStringLiteral("dataflow.event.next"));

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(8, 4, 8, 4);
    rows->setSpacing(4);
    rows->addLayout(first);
    rows->addLayout(second);

    connect(m_slider, &QSlider::valueChanged, this, [this](int value) { seek(std::llround(value * m_perStep)); });
    connect(m_goTo, &QSpinBox::valueChanged, this, [this](int value) { seek(value); });
    setSnapshot({});
}

void PositionBar::seek(qint64 cycle)
{
    if (m_total > 0) {
        Q_EMIT seekWanted(std::clamp<qint64>(cycle, 0, m_total));
    }
}

void PositionBar::setSnapshot(const std::shared_ptr<const Snapshot> &snapshot)
{
    const QSignalBlocker noSlider(m_slider);
    const QSignalBlocker noGoTo(m_goTo);
    m_total = snapshot ? snapshot->totalCycles : 0;
    m_perStep = std::max(1.0, static_cast<double>(m_total) / static_cast<double>(kSliderSteps));
    setEnabled(snapshot != nullptr);
    m_slider->setRange(0, static_cast<int>(std::llround(static_cast<double>(m_total) / m_perStep)));
    m_slider->setPageStep(std::max(1, m_slider->maximum() / 100));
    m_goTo->setRange(0, static_cast<int>(std::min<std::int64_t>(m_total, std::numeric_limits<int>::max())));
    m_remark->setText({});
    if (!snapshot) {
        m_position->setText(tr("no layer is open"));
        return;
    }
    if (!m_slider->isSliderDown()) {
        m_slider->setValue(static_cast<int>(std::llround(static_cast<double>(snapshot->next.cycle) / m_perStep)));
    }
    const auto *typed = m_goTo->findChild<QLineEdit *>();
    if (typed == nullptr || !typed->hasFocus() || !typed->isModified()) { // what is being typed stays
        m_goTo->setValue(static_cast<int>(std::min<std::int64_t>(snapshot->next.cycle, m_goTo->maximum())));
    }
    m_position->setText(positionText(*snapshot));
    if (!snapshot->events.empty()) {
        const Event &event = snapshot->events.front();
        QString text = eventName(static_cast<int>(event.kind));
        if (event.lane >= 0) {
            text += tr(", lane %1").arg(event.lane);
        }
        if (snapshot->events.size() > 1) {
            text += tr(" and %1 more").arg(snapshot->events.size() - 1);
        }
        setRemark(text);
    }
}

void PositionBar::setRemark(const QString &remark)
{
    m_remark->setText(remark);
}

void PositionBar::focusGoTo()
{
    m_goTo->setFocus(Qt::ShortcutFocusReason);
    m_goTo->selectAll();
}

} // namespace vsq
