// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/jobindicator.h"

#include "views/icons/icon.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QProgressBar>
#include <QToolButton>

namespace vsq {

namespace {

constexpr int kRefreshMilliseconds = 500;
constexpr int kSteps = 1000;
constexpr int kDelayMilliseconds = 200;

} // namespace

JobIndicator::JobIndicator(JobQueue *jobs, QWidget *parent)
    : QWidget(parent), m_jobs(jobs), m_title(new QLabel(this)), m_bar(new QProgressBar(this)), m_left(new QLabel(this)),
      m_cancel(new QToolButton(this))
{
    setObjectName(QStringLiteral("jobIndicator"));
    setAccessibleName(tr("Running job"));
    setToolTip(tr("Click for all jobs"));
    setCursor(Qt::PointingHandCursor);
    hide();
    m_title->setObjectName(QStringLiteral("jobTitle"));
    m_bar->setObjectName(QStringLiteral("jobProgress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setToolTip(tr("Progress of the running job"));
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(16 * Theme::kGrid, Theme::kGrid);
    m_left->setObjectName(QStringLiteral("jobTimeLeft"));
    m_left->setForegroundRole(QPalette::PlaceholderText);
    m_left->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 left").arg(QStringLiteral("00 min 00 s"))));
    m_cancel->setObjectName(QStringLiteral("jobCancel"));
    m_cancel->setAccessibleName(tr("Cancel the job"));
    m_cancel->setToolTip(tr("Stop this job"));
    m_cancel->setIcon(icon(QStringLiteral("cancel")));
    m_cancel->setAutoRaise(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kGrid);
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_left);
    layout->addWidget(m_cancel);

    connect(m_cancel, &QToolButton::clicked, this, [this] {
        const auto running = m_jobs->running();
        if (!running.empty()) {
            m_jobs->cancel(running.back().id);
        }
    });
    m_tick.setInterval(kRefreshMilliseconds);
    connect(&m_tick, &QTimer::timeout, this, &JobIndicator::refresh);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kDelayMilliseconds);
    connect(&m_soon, &QTimer::timeout, this, [this] { setVisible(!m_jobs->running().empty()); });
    connect(jobs, &JobQueue::started, this, &JobIndicator::refresh);
    connect(jobs, &JobQueue::progressed, this, &JobIndicator::refresh);
    connect(jobs, &JobQueue::ended, this, &JobIndicator::refresh);
    refresh();
}

void JobIndicator::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        Q_EMIT panelWanted();
    }
}

void JobIndicator::refresh()
{
    const auto running = m_jobs->running();
    if (running.empty()) {
        m_soon.stop();
        m_tick.stop();
        hide();
        return;
    }
    if (isHidden() && !m_soon.isActive()) {
        m_soon.start();
    }
    m_tick.start();
    const JobQueue::Status &status = running.back();
    QString title = status.title;
    if (running.size() > 1) {
        title += tr(" (+%1)").arg(running.size() - 1);
    }
    m_title->setText(title);
    m_title->setToolTip(status.step.isEmpty() ? status.title : status.title + QStringLiteral(": ") + status.step);
    // Without a total the bar only says that something goes on.
    m_bar->setRange(0, status.total > 0 ? kSteps : 0);
    m_bar->setValue(status.total > 0 ? static_cast<int>(kSteps * std::min(status.done, status.total) / status.total) : 0);
    m_left->setText(status.secondsLeft >= 0.0 ? tr("%1 left").arg(number::duration(status.secondsLeft)) : QString());
}

} // namespace vsq
