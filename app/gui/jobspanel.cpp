// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/jobspanel.h"

#include "views/icons/icon.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QTime>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kTick = 250;   ///< ms
constexpr int kScale = 1000; ///< of a progress bar
constexpr std::size_t kEnded = 8;
constexpr qint64 kWorthTelling = 100; ///< ms: shorter jobs are not listed among those that ended

} // namespace

struct JobsPanel::Row : public QWidget {
    Row(JobQueue *jobs, const JobQueue::Status &status, QWidget *parent)
        : QWidget(parent), title(new QLabel(status.title, this)), step(new QLabel(this)), left(new QLabel(this)),
          bar(new QProgressBar(this))
    {
        setObjectName(QStringLiteral("job%1").arg(status.id));
        title->setObjectName(QStringLiteral("jobRowTitle"));
        title->setWordWrap(true);
        step->setObjectName(QStringLiteral("jobRowStep"));
        step->setForegroundRole(QPalette::PlaceholderText);
        left->setObjectName(QStringLiteral("jobRowLeft"));
        left->setForegroundRole(QPalette::PlaceholderText);
        left->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        bar->setObjectName(QStringLiteral("jobRowProgress"));
        bar->setAccessibleName(JobsPanel::tr("Progress of %1").arg(status.title));
        bar->setTextVisible(false);
        bar->setFixedHeight(Theme::kGrid);
        auto *cancel = new QToolButton(this);
        cancel->setObjectName(QStringLiteral("jobRowCancel"));
        cancel->setIcon(icon(QStringLiteral("cancel")));
        cancel->setAutoRaise(true);
        cancel->setAccessibleName(JobsPanel::tr("Stop %1").arg(status.title));
        cancel->setToolTip(JobsPanel::tr("Stop this job"));
        connect(cancel, &QToolButton::clicked, jobs, [jobs, id = status.id] { jobs->cancel(id); });
        auto *grid = new QGridLayout(this);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setHorizontalSpacing(Theme::kGrid);
        grid->setVerticalSpacing(Theme::kGrid / 2);
        grid->addWidget(title, 0, 0, 1, 2);
        grid->addWidget(cancel, 0, 2);
        grid->addWidget(bar, 1, 0, 1, 3);
        grid->addWidget(step, 2, 0);
        grid->addWidget(left, 2, 1, 1, 2);
        grid->setColumnStretch(0, 1);
    }

    void tell(const JobQueue::Status &status) const
    {
        const QFontMetrics metrics(step->font());
        step->setText(metrics.elidedText(status.step, Qt::ElideMiddle, 40 * Theme::kGrid));
        step->setToolTip(status.step);
        bar->setRange(0, status.total > 0 ? kScale : 0); // without a total it only says that something goes on
        bar->setValue(status.total > 0 ? static_cast<int>(kScale * std::min(status.done, status.total) / status.total) : 0);
        left->setText(status.secondsLeft >= 0.0 ? JobsPanel::tr("%1 left").arg(number::duration(status.secondsLeft)) : QString());
    }

    QLabel *title;
    QLabel *step;
    QLabel *left;
    QProgressBar *bar;
};

JobsPanel::JobsPanel(JobQueue *jobs, QWidget *parent)
    : QDialog(parent), m_jobs(jobs), m_list(new QVBoxLayout), m_idle(new QLabel(tr("Nothing is running."), this)),
      m_ended(new QLabel(this))
{
    setObjectName(QStringLiteral("jobsPanel"));
    setWindowTitle(tr("Jobs"));
    m_list->setSpacing(2 * Theme::kGrid);
    m_idle->setObjectName(QStringLiteral("jobsIdle"));
    m_ended->setObjectName(QStringLiteral("jobsEnded"));
    m_ended->setWordWrap(true);
    m_ended->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::hide);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid);
    layout->setSpacing(2 * Theme::kGrid);
    layout->addWidget(m_idle);
    layout->addLayout(m_list);
    layout->addWidget(m_ended);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(56 * Theme::kGrid);
    connect(jobs, &JobQueue::started, this, &JobsPanel::begin);
    connect(jobs, &JobQueue::ended, this, &JobsPanel::end);
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &JobsPanel::refresh);
    for (const JobQueue::Status &status : jobs->running()) {
        begin(status.id);
    }
}

void JobsPanel::begin(int id)
{
    for (const JobQueue::Status &status : m_jobs->running()) {
        if (status.id == id) {
            m_known[id].title = status.title;
            m_known[id].since.start();
        }
    }
    if (isVisible()) {
        refresh();
    }
}

void JobsPanel::end(int id)
{
    const auto known = m_known.find(id);
    if (known != m_known.end()) {
        const qint64 took = known->second.since.elapsed();
        if (took >= kWorthTelling) {
            m_last.push_front(tr("%1  %2: ended after %3")
                                  .arg(QTime::currentTime().toString(QStringLiteral("HH:mm:ss")), known->second.title,
                                       took < 10000 ? number::si(static_cast<double>(took) / 1e3, QStringLiteral("s"))
                                                    : number::duration(static_cast<double>(took) / 1e3)));
            m_last.resize(std::min(m_last.size(), kEnded));
        }
        m_known.erase(known);
    }
    if (isVisible()) {
        refresh();
    }
}

void JobsPanel::refresh()
{
    const std::vector<JobQueue::Status> running = m_jobs->running();
    for (auto row = m_rows.begin(); row != m_rows.end();) {
        const bool runs = std::any_of(running.begin(), running.end(),
                                      [&](const JobQueue::Status &status) { return status.id == row->first; });
        if (!runs) {
            row->second->hide();
            row->second->deleteLater(); // its button may be the sender
            row = m_rows.erase(row);
        } else {
            ++row;
        }
    }
    for (const JobQueue::Status &status : running) {
        Row *&row = m_rows[status.id];
        if (row == nullptr) {
            row = new Row(m_jobs, status, this);
            m_list->addWidget(row);
        }
        row->tell(status);
    }
    m_idle->setVisible(running.empty());
    QStringList lines;
    for (const QString &line : m_last) {
        lines.append(line);
    }
    m_ended->setText(lines.join(QLatin1Char('\n')));
    m_ended->setVisible(!lines.isEmpty());
    const QMargins around = layout()->contentsMargins();
    const int room = std::max(width(), minimumWidth()) - around.left() - around.right();
    m_ended->setMinimumHeight(lines.isEmpty() ? 0 : std::max(0, m_ended->heightForWidth(room)));
    if (const int least = layout()->minimumSize().height(); height() < least) {
        resize(width(), least);
    }
}

void JobsPanel::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    refresh();
    m_tick.start();
}

void JobsPanel::hideEvent(QHideEvent *event)
{
    m_tick.stop();
    QDialog::hideEvent(event);
}

} // namespace vsq
