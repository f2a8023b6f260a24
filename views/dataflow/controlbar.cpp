// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/controlbar.h"

#include "views/dataflow/simulationactions.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/view.h"

#include <QAction>
#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <utility>

namespace vsq {

namespace {

QToolButton *buttonFor(QAction *action, QWidget *parent, Qt::ToolButtonStyle style = Qt::ToolButtonIconOnly)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(action->objectName() + QStringLiteral(".button"));
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setAutoRaise(true);
    button->setIconSize(QSize(16, 16));
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(withoutMnemonic(action->text()));
    return button;
}

QFrame *separator(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setObjectName(QStringLiteral("dataflow.controls.separator"));
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

} // namespace

ControlBar::ControlBar(SimulationActions *actions, View *view) : QWidget(view), m_actions(actions), m_speed(new QComboBox(this))
{
    setObjectName(QStringLiteral("dataflow.controls"));
    setAccessibleName(tr("Simulation controls"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(2);

    for (const Simulator::Unit unit : {Simulator::Unit::Cycle, Simulator::Unit::Vector, Simulator::Unit::Tile,
                                       Simulator::Unit::Subtile, Simulator::Unit::Layer}) {
        auto *name = new QLabel(SimulationActions::textOf(unit), this);
        name->setObjectName(QStringLiteral("dataflow.unit.") + SimulationActions::nameOf(unit));
        name->setAlignment(Qt::AlignCenter);
        row->addWidget(buttonFor(actions->stepBack(unit), this));
        row->addWidget(name);
        m_names.append(name);
        row->addWidget(buttonFor(actions->step(unit), this));
        row->addSpacing(2);
    }
    row->addWidget(separator(this));
    row->addWidget(buttonFor(actions->action(QStringLiteral("dataflow.run")), this));
    row->addWidget(buttonFor(actions->action(QStringLiteral("dataflow.runToBreakpoint")), this));

    m_speed->setObjectName(QStringLiteral("dataflow.speed"));
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Cycles a second while running"));
    for (const double speed : {1.0, 10.0, 100.0, 1e3, 1e4, 1e5}) {
        m_speed->addItem(speed == 1.0 ? tr("1 cycle/s") : tr("%1 cycles/s").arg(number::integer(static_cast<qint64>(speed))),
                         speed);
    }
    m_speed->addItem(tr("full speed"), 0.0);
    m_speed->setCurrentIndex(m_speed->findData(actions->speed()));
    connect(actions, &SimulationActions::speedChanged, this,
            [this] { m_speed->setCurrentIndex(m_speed->findData(m_actions->speed())); });
    connect(m_speed, &QComboBox::currentIndexChanged, this, [this] { m_actions->setSpeed(m_speed->currentData().toDouble()); });
    row->addWidget(m_speed);
    row->addStretch();
    for (const char *zoom : {"dataflow.zoom.out", "dataflow.zoom.fit", "dataflow.zoom.in"}) {
        row->addWidget(buttonFor(view->command(QLatin1String(zoom)), this));
    }
}

int ControlBar::widthOfNames() const
{
    int width = 0;
    for (const QLabel *name : m_names) {
        width += name->sizeHint().width() + layout()->spacing();
    }
    return width;
}

QSize ControlBar::minimumSizeHint() const
{
    QSize least = layout()->minimumSize();
    if (!m_names.first()->isHidden()) {
        least.rwidth() -= widthOfNames();
    }
    return least;
}

void ControlBar::resizeEvent(QResizeEvent *event)
{
    const bool fits = width() >= minimumSizeHint().width() + widthOfNames();
    for (QLabel *name : std::as_const(m_names)) {
        name->setVisible(fits); // the buttons say their unit in their tips
    }
    QWidget::resizeEvent(event);
}

} // namespace vsq
