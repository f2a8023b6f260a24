// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/positionbar.h"

#include "views/dataflow/chiptooltip.h"
#include "views/dataflow/elidedtext.h"
#include "views/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

const QString kBetween = QStringLiteral(" \u00b7 "); ///< the parts of positionText()
constexpr std::int64_t kSliderSteps = std::int64_t{1} << 30;

/// Goes to where it is clicked instead of a page towards it.
class JumpSlider : public QSlider {
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

PositionBar::PositionBar(QWidget *parent)
    : QWidget(parent), m_slider(new JumpSlider(Qt::Horizontal, this)), m_goTo(new QSpinBox(this)),
      m_position(new ElidedText(this))
{
    setObjectName(QStringLiteral("dataflow.position"));
    setAccessibleName(tr("Position in the layer"));
    m_slider->setObjectName(QStringLiteral("dataflow.slider"));
    m_slider->setAccessibleName(tr("Cycle"));
    m_slider->setMinimumWidth(80);
    m_slider->setToolTip(tr("Position in the layer, in cycles"));
    m_goTo->setObjectName(QStringLiteral("dataflow.goto.cycle"));
    m_goTo->setAccessibleName(tr("Go to cycle"));
    m_goTo->setToolTip(tr("Type a cycle and press Enter to go there"));
    m_goTo->setGroupSeparatorShown(true);
    m_goTo->setKeyboardTracking(false);
    m_goTo->setAlignment(Qt::AlignRight);
    m_position->setObjectName(QStringLiteral("dataflow.counter"));
    m_position->setFont(Theme::monospace(0.95));
    m_position->setKeepsWidth(true);
    m_position->setExplanation(tr("The cycle to come, and where the cycle executed last stands in the loop nest"));
    auto *goToLabel = new QLabel(tr("cycle"), this);
    goToLabel->setObjectName(QStringLiteral("dataflow.goto.label"));
    goToLabel->setBuddy(m_goTo);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(8);
    row->addWidget(m_position);
    row->addWidget(m_slider, 1);
    row->addWidget(goToLabel);
    row->addWidget(m_goTo);

    connect(m_slider, &QSlider::valueChanged, this, [this](int value) { seek(std::llround(value * m_perStep)); });
    connect(m_goTo, &QSpinBox::valueChanged, this, [this](int value) { seek(value); });
    connect(m_goTo->findChild<QLineEdit *>(), &QLineEdit::returnPressed, this, &PositionBar::entered, Qt::QueuedConnection);
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
    const QString position = positionText(*snapshot);
    m_position->setText(position);
    // Where there is little room: without the subtile, then the place alone.
    const QStringList parts = position.split(kBetween);
    if (parts.size() == 3) {
        m_position->setShorter({parts.first() + kBetween + parts.last(), parts.last()});
    }
}

void PositionBar::focusGoTo()
{
    m_goTo->setFocus(Qt::ShortcutFocusReason);
    m_goTo->selectAll();
}

} // namespace vsq
