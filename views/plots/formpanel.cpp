// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/formpanel.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"

#include <QFormLayout>
#include <QFrame>
#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kPartsOfProgress = 1000;
constexpr int kProgressHeight = 6; ///< pixels
constexpr int kScrollBar = 24;     ///< pixels beside the fields

} // namespace

FormPanel::FormPanel(const QString &name, const QString &progress, QWidget *parent)
    : QWidget(parent), m_fields(new QWidget), m_forms(new QVBoxLayout(m_fields)), m_foot(new QVBoxLayout),
      m_progress(new QProgressBar(this)), m_left(new QLabel(this))
{
    setObjectName(name + QStringLiteral("Panel"));
    m_fields->setObjectName(name + QStringLiteral("Fields"));
    m_forms->setContentsMargins(0, 0, 0, Theme::kGrid);
    m_forms->setSpacing(Theme::kGrid);
    auto *scroll = new QScrollArea(this);
    m_scroll = scroll;
    scroll->setObjectName(name + QStringLiteral("Scroll"));
    scroll->setWidget(m_fields);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    m_progress->setObjectName(name + QStringLiteral("Progress"));
    m_progress->setAccessibleName(progress);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(kProgressHeight);
    m_left->setObjectName(name + QStringLiteral("Left"));
    m_left->setFont(Theme::small());
    m_left->setWordWrap(true);
    m_foot->setSpacing(Theme::kGrid / 2);
    auto *below = new QVBoxLayout;
    below->setContentsMargins(Theme::kGrid, 0, Theme::kGrid, Theme::kGrid);
    below->setSpacing(Theme::kGrid / 2);
    below->addLayout(m_foot);
    below->addWidget(m_progress);
    below->addWidget(m_left);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kGrid / 2);
    layout->addWidget(scroll, 1);
    layout->addLayout(below);
    m_progress->hide();
    m_left->hide();
}

QFormLayout *FormPanel::addForm()
{
    auto *box = new QWidget(m_fields);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(Theme::kGrid, Theme::kGrid, Theme::kGrid, 0);
    form->setHorizontalSpacing(Theme::kGrid);
    form->setVerticalSpacing(Theme::kGrid);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_forms->addWidget(box);
    return form;
}

void FormPanel::addLine()
{
    auto *line = new QFrame(m_fields);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    m_forms->addWidget(line);
}

void FormPanel::endForms()
{
    m_forms->addStretch(1);
    m_scroll->setMinimumWidth(m_fields->minimumSizeHint().width() + kScrollBar);
}

void FormPanel::showWork(const JobQueue &jobs, const std::vector<int> &ids)
{
    const std::vector<JobQueue::Status> running = jobs.running();
    const auto found = std::find_if(running.begin(), running.end(), [&ids](const JobQueue::Status &status) {
        return std::find(ids.begin(), ids.end(), status.id) != ids.end();
    });
    const bool works = found != running.end();
    m_progress->setVisible(works);
    m_left->setVisible(works);
    if (!works) {
        return;
    }
    m_progress->setRange(0, found->total > 0 ? kPartsOfProgress : 0);
    m_progress->setValue(found->total > 0 ? static_cast<int>(kPartsOfProgress * found->done / found->total) : 0);
    const QString left = found->secondsLeft >= 0.0 ? tr("%1 left").arg(number::duration(found->secondsLeft))
                                                   : tr("measuring the time");
    m_left->setText(found->step.isEmpty() ? left : left + QStringLiteral(" \u00b7 ") + found->step);
}

} // namespace vsq
