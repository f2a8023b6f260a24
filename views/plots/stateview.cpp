// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/stateview.h"

#include "views/icons/icon.h"
#include "views/plots/numberstrip.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/workspace.h"

#include <QHBoxLayout>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace vsq {

StateView::StateView(const QString &id, const QString &title, const QString &description, Workspace *workspace, QWidget *parent)
    : View(id, workspace, parent), m_tools(new QHBoxLayout), m_stack(new QStackedLayout), m_state(new StatePage(this))
{
    setObjectName(id + QStringLiteral("View"));
    setAccessibleName(title);
    setAccessibleDescription(description);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_tools->setSpacing(4);
    m_stack->addWidget(m_state);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_tools);
    column->addLayout(m_stack, 1);
}

QToolButton *StateView::makeTool(const char *name, const char *iconName, const QString &text, const QString &tip)
{
    auto *made = new QToolButton(this);
    made->setObjectName(QLatin1String(name));
    made->setIcon(icon(QLatin1String(iconName)));
    made->setText(text);
    made->setToolTip(tip);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    made->setAutoRaise(true);
    return made;
}

void StateView::addTools(std::initializer_list<QWidget *> tools, bool stretchFirst)
{
    m_tools->setContentsMargins(8, 6, 8, 2);
    bool first = true;
    for (QWidget *tool : tools) {
        m_tools->addWidget(tool, stretchFirst && first ? 1 : 0);
        first = false;
    }
    if (!stretchFirst || (*tools.begin())->maximumWidth() < QWIDGETSIZE_MAX) {
        m_tools->addStretch(1);
    }
}

NumberStrip *StateView::strip()
{
    if (m_strip == nullptr) {
        m_strip = new NumberStrip(this);
        static_cast<QVBoxLayout *>(layout())->insertWidget(1, m_strip);
        m_strip->setVisible(showsContent());
    }
    return m_strip;
}

void StateView::setContent(QWidget *content)
{
    m_content = content;
    m_stack->addWidget(content);
}

void StateView::showContent()
{
    m_stack->setCurrentWidget(m_content);
    if (m_strip != nullptr) {
        m_strip->setVisible(true);
    }
}

void StateView::showState(StatePage::State state, const QString &heading, const QString &sentence)
{
    m_state->showState(state, heading, sentence);
    m_stack->setCurrentWidget(m_state);
    if (m_strip != nullptr) {
        m_strip->setVisible(false);
    }
}

bool StateView::showsContent() const
{
    return m_content != nullptr && m_stack->currentWidget() == m_content;
}

QWidget *StateView::shownWidget() const
{
    return m_stack->currentWidget();
}

bool StateView::showMissingLayer(const QString &why)
{
    using State = StatePage::State;
    if (m_workspace->isEmpty()) {
        showState(State::Empty, tr("No network is open"), tr("Open a network or a sample, then a layer, %1.").arg(why));
    } else if (!m_workspace->layerData()) {
        showState(State::Empty, tr("No layer is on the chip"), tr("Double-click a layer in the Network view %1.").arg(why));
    } else if (!m_workspace->layerChip()->problem().isEmpty()) {
        showState(State::Error, tr("The chip cannot run this layer"), m_workspace->layerChip()->problem());
    } else if (!m_workspace->layerData()->operands) {
        showState(State::Empty, tr("This format does not run on the chip"),
                  tr("The chip computes VSQ, INT4 and INT8. Choose one of them for this layer in the Network view."));
    } else {
        return false;
    }
    return true;
}

} // namespace vsq
